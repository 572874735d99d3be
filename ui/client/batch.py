"""What the page of many jobs may ask: one resume, many ads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol

from ui.client.values import Document, RunChoices, User

if TYPE_CHECKING:
    from resume.batch import BatchRow

BatchState = Literal["running", "stopped", "interrupted", "failed", "done"]
"""`stopped`: by the user; `interrupted`: the program ended while it worked; both can go on. `failed`: see `problem`."""

MOST_ADS = 50
"""Ads of one batch."""


@dataclass(frozen=True)
class BatchAd:
    """An ad of a batch: a document that was given, or the address of one that is still to be fetched."""

    name: str
    document: Document | None = None
    address: str | None = None


@dataclass(frozen=True)
class BatchView:
    """A batch with what became of each ad."""

    id: str
    state: BatchState
    created_at: datetime
    resume_name: str
    choices: RunChoices
    rows: "tuple[BatchRow, ...]"
    problem: str | None = None
    remedy: str | None = None

    @property
    def done(self) -> int:
        """Ads of which nothing more is to come."""
        return sum(row.is_done for row in self.rows)


class BatchDesk(Protocol):
    """Many ads for one resume."""

    def start(self, user: User, resume: Document, ads: Sequence[BatchAd], choices: RunChoices) -> str:
        """Begin a batch in the background and return its id at once.

        Raises:
            UserError: there are no ads, or too many.
        """
        ...

    def view(self, user: User, id: str) -> BatchView:
        """How far a batch has come.

        Raises:
            UserError: this user has no such batch.
        """
        ...

    def of(self, user: User) -> Sequence[BatchView]:
        """The user's batches, the newest first."""
        ...

    def stop(self, user: User, id: str) -> None:
        """Stop a batch where it is; what is done is kept.

        Raises:
            UserError: this user has no such batch.
        """
        ...

    def go_on(self, user: User, id: str) -> None:
        """Go on with a batch that was stopped or interrupted; what is done is not done again.

        Raises:
            UserError: this user has no such batch.
        """
        ...

    def delete(self, user: User, id: str) -> None:
        """Delete a batch with all of its runs.

        Raises:
            UserError: this user has no such batch, or it is under way.
        """
        ...
