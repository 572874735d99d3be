"""What the result page may ask: a delivered run in each of the designs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ui.client.values import Pending, User


@dataclass(frozen=True)
class Rendered:
    """A resume in one design."""

    template: str
    pdf: bytes
    pages: tuple[bytes, ...]
    """Pictures, JPEG."""


class RenderDesk(Protocol):
    """The template gallery."""

    def templates(self) -> Sequence[str]:
        """All designs."""
        ...

    def chosen(self, user: User, run_id: str) -> str:
        """The design that the run was made with.

        Raises:
            UserError: this user has no such run.
        """
        ...

    def render(self, user: User, run_id: str, template: str, width: int) -> Pending[Rendered]:
        """A delivered run in a design; pages are `width` pixels wide. What was rendered before is there at once.

        Raises:
            UserError: this user has no such run, it is not delivered, or there is no such design.
        """
        ...
