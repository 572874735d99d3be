"""The live parts that stages need: closed over by the graph, never part of its state."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from documents.readers import Limits
from storage.documents import DocumentStore


class Printer(Protocol):
    """What prints HTML; `documents.browser.Browser` does."""

    def warm_up(self) -> None:
        """Begin to get ready, so that the first print need not wait."""
        ...

    async def print_pdf(self, html: str) -> bytes:
        """The pages of `html` as a tagged PDF."""
        ...


@dataclass(frozen=True)
class LiveParts:
    """What lives longer than a run and cannot be stored in a checkpoint."""

    documents: DocumentStore
    printer: Printer
    folder_of: Callable[[str], Path]
    """Where a run's files go, by its id."""
    resume_limits: Limits
    job_limits: Limits
    today: Callable[[], date] = field(default=date.today)
