"""What the history page may ask beside the list of runs: what a run was delivered as, over time."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from ui.client.values import Pending, User

if TYPE_CHECKING:
    from resume.report import Report


@dataclass(frozen=True)
class RunVersion:
    """What a run was delivered as at one time."""

    number: int
    """From 1, which the stages made; the others are the user's revisions."""
    made_at: datetime
    report: "Report"


@dataclass(frozen=True)
class RunVersions:
    """A run with all that it was delivered as."""

    resume_document: str
    """What tells the source resume from others: its hash. Fact ids of the same source mean the same lines."""
    versions: tuple[RunVersion, ...]
    """The newest first; empty while it is not delivered."""


class HistoryDesk(Protocol):
    """Versions of runs."""

    def versions(self, user: User, run_id: str) -> Pending[RunVersions]:
        """All versions of a run.

        Raises:
            UserError: this user has no such run.
        """
        ...
