"""What the stores keep, as far as pages name it: for type checkers alone, since to import it loads the database's library."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.feedback import Feedback, Thumb
    from storage.masters import Master, MasterVersion

__all__ = ["Feedback", "Master", "MasterVersion", "Thumb"]
