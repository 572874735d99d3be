"""The client itself: its desks over one background loop."""

import functools

from settings import Settings, read_settings
from ui.client import Client
from ui.in_process.background import Answer
from ui.in_process.batch import Batches
from ui.in_process.core import Core, Opened
from ui.in_process.documents import Documents
from ui.in_process.files import Files
from ui.in_process.history import Histories
from ui.in_process.insights import Insights
from ui.in_process.people import Consents, Masters, Thumbs
from ui.in_process.providers import Providers
from ui.in_process.render import Designs
from ui.in_process.review import Reviews
from ui.in_process.runs import Runs
from ui.in_process.usage import Usages


class InProcessClient:
    """Everything the pages may ask for, done in this process.

    Args:
        settings: of the process; those of the environment when not given.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self._core = Core(settings or read_settings())
        self._warming: Answer[Opened] | None = None

    @functools.cached_property
    def documents(self) -> Documents:
        """Reading resumes and ads before a run."""
        return Documents(self._core)

    @functools.cached_property
    def runs(self) -> Runs:
        """Starting runs, watching them, stopping them, and the list of them."""
        return Runs(self._core, self.batches)

    @functools.cached_property
    def files(self) -> Files:
        """What a run delivered."""
        return Files(self.runs)

    @functools.cached_property
    def masters(self) -> Masters:
        """Master resumes."""
        return Masters(self._core)

    @functools.cached_property
    def feedback(self) -> Thumbs:
        """Thumbs and words."""
        return Thumbs(self._core)

    @functools.cached_property
    def consent(self) -> Consents:
        """Where text may go."""
        return Consents(self._core)

    @functools.cached_property
    def review(self) -> Reviews:
        """Looking through a run with its user."""
        return Reviews(self._core, self.runs)

    @functools.cached_property
    def render(self) -> Designs:
        """A delivered run in each of the designs."""
        return Designs(self._core)

    @functools.cached_property
    def history(self) -> Histories:
        """What runs were delivered as, over time."""
        return Histories(self._core)

    @functools.cached_property
    def batches(self) -> Batches:
        """Many ads for one resume."""
        return Batches(self._core)

    @functools.cached_property
    def usage(self) -> Usages:
        """What asking models took."""
        return Usages(self._core)

    @functools.cached_property
    def providers(self) -> Providers:
        """Model providers."""
        return Providers(self._core)

    @functools.cached_property
    def insights(self) -> Insights:
        """How well prompts and models do."""
        return Insights(self._core)

    def warm_up(self) -> None:
        """Begin to load what the first run needs; a failure is met again by who needs it."""
        if self._warming is None:
            self._warming = self._core.loop.begin(self._core.opened())

    def is_warm(self) -> bool:
        """Whether all is loaded."""
        return self._warming is not None and self._warming.ready()

    def close(self) -> None:
        """End all work; runs under way are kept at their last checkpoint."""
        self._core.close()


def open_client(settings: Settings | None = None) -> Client:
    """The client of this process."""
    return InProcessClient(settings)
