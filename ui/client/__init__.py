"""The one way in which the web pages reach the program: a typed client, in process now, the service's later.

Pages know this package and the domain's values (`resume.report`), never the graph, storage or a model. Every call names the user,
and shows nothing of anybody else's. Calls answer within moments; what takes longer is a `Pending`, or a run that is asked after.
"""

from typing import Protocol

from ui.client.batch import BatchDesk
from ui.client.desks import (
    ConsentDesk,
    DocumentDesk,
    FeedbackDesk,
    FileDesk,
    MasterDesk,
    RunDesk,
)
from ui.client.history import HistoryDesk
from ui.client.insights import InsightDesk
from ui.client.providers import ProviderDesk
from ui.client.render import RenderDesk
from ui.client.review import ReviewDesk
from ui.client.usage import UsageDesk
from ui.client.values import (
    AdReading,
    Document,
    FileInfo,
    ModelPlace,
    PartView,
    Pending,
    Places,
    ResumeReading,
    RunChoices,
    RunState,
    RunStatus,
    RunSummary,
    Sample,
    StageView,
    User,
)

__all__ = [
    "AdReading",
    "Client",
    "Document",
    "FileInfo",
    "ModelPlace",
    "PartView",
    "Pending",
    "Places",
    "ResumeReading",
    "RunChoices",
    "RunState",
    "RunStatus",
    "RunSummary",
    "Sample",
    "StageView",
    "User",
]


class Client(Protocol):
    """Everything the pages may ask for, by desk."""

    @property
    def documents(self) -> DocumentDesk:
        """Reading resumes and ads before a run."""
        ...

    @property
    def runs(self) -> RunDesk:
        """Starting runs, watching them, stopping them, and the list of them."""
        ...

    @property
    def files(self) -> FileDesk:
        """What a run delivered."""
        ...

    @property
    def masters(self) -> MasterDesk:
        """Master resumes."""
        ...

    @property
    def feedback(self) -> FeedbackDesk:
        """Thumbs and words."""
        ...

    @property
    def consent(self) -> ConsentDesk:
        """Where text may go."""
        ...

    @property
    def review(self) -> ReviewDesk:
        """Looking through a run with its user, before drafting and after delivery."""
        ...

    @property
    def render(self) -> RenderDesk:
        """A delivered run in each of the designs."""
        ...

    @property
    def history(self) -> HistoryDesk:
        """What runs were delivered as, over time."""
        ...

    @property
    def batches(self) -> BatchDesk:
        """Many ads for one resume."""
        ...

    @property
    def usage(self) -> UsageDesk:
        """What asking models took."""
        ...

    @property
    def providers(self) -> ProviderDesk:
        """Model providers, for administrators."""
        ...

    @property
    def insights(self) -> InsightDesk:
        """How well prompts and models do, for administrators."""
        ...

    def warm_up(self) -> None:
        """Begin to load what the first run needs; returns at once."""
        ...

    def is_warm(self) -> bool:
        """Whether all is loaded, so that every call answers at once."""
        ...

    def close(self) -> None:
        """End all work; runs under way are kept at their last checkpoint."""
        ...
