"""The live parts that stages need: closed over by the graph, never part of its state."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from pydantic import BaseModel

from documents.readers import Limits, ReadResume
from gateway.calls import Answer, Call, Caller, Plan
from nodes.offload import Offload, in_thread
from nodes.private import ContactDetails
from nodes.readings import Readings
from resume.facts import Fact
from storage.documents import DocumentStore

if TYPE_CHECKING:
    from storage.ledger import RunUsage
    from web.search import Found

T = TypeVar("T", bound=BaseModel)


class Printer(Protocol):
    """What prints HTML; `documents.browser.Browser` does."""

    def warm_up(self) -> None:
        """Begin to get ready, so that the first print need not wait."""
        ...

    async def print_pdf(self, html: str) -> bytes:
        """The pages of `html` as a tagged PDF."""
        ...


class Models(Protocol):
    """What asks models; `gateway.gateway` does."""

    async def ask(self, call: Call[T], caller: Caller) -> Answer[T]:
        """The answer of a model, a valid value of the call's schema.

        Raises:
            GatewayUnavailable: no model gave a usable answer in time, or a budget is used up.
        """
        ...

    async def searches_web(self, plan: Plan) -> bool:
        """Whether a model can be asked that searches the web for its answer."""
        ...

    async def usage(self, run_id: str) -> "RunUsage":
        """What the calls of one run took.

        Raises:
            OSError: that cannot be read.
        """
        ...


class Search(Protocol):
    """What searches the web; `web.search.WebSearch` does."""

    async def find(self, title: str | None, company: str | None, run_id: str) -> "Found":
        """Intelligence about a job and its employer, and why there is not more; never raises for what a search engine does."""
        ...


@dataclass(frozen=True)
class TakenResume:
    """A resume as intake takes it in. Runs may share one: it is never changed."""

    read: ReadResume
    facts: tuple[Fact, ...]
    contacts: ContactDetails


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
    models: Models | None = None
    """None: no provider is set up, and every stage works by rules."""
    search: Search | None = None
    """None: no search engine is set up."""
    prompt_variants: Mapping[str, str] = field(default_factory=dict)
    """Stage → the variant of its prompt that is used here, unless a run names its own."""
    offload: Offload = field(default=in_thread)
    """Where large pure work is done."""
    resumes: Readings[TakenResume] = field(default_factory=Readings)
    """The resumes that were read lately, by document."""
