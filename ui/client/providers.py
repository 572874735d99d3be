"""What the providers page may ask, for administrators alone. Keys go in and never come out again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from ui.client.values import Pending, User

Kind = Literal["openai", "google", "anthropic"]
Api = Literal["chat", "responses"]


@dataclass(frozen=True)
class ProviderView:
    """A provider that is set up, and how it did lately."""

    name: str
    kind: str
    address: str
    api: str
    from_environment: bool
    """Whether variables of the environment set it up; then it cannot be changed here."""
    enabled: bool
    default: bool
    keys: tuple[str, ...]
    """The keys' names, never the keys; empty where it needs none."""
    models: tuple[str, ...]
    """The models that the stages ask of it first."""
    requests: int
    """In the last 30 days."""
    error_rate: float
    """0..1."""
    latency: float
    """Mean, in seconds."""


@dataclass(frozen=True)
class ProviderList:
    """All providers, and what is set and cannot be used."""

    providers: tuple[ProviderView, ...]
    notes: tuple[str, ...]
    """One plain line each."""


@dataclass(frozen=True)
class NewProvider:
    """A provider as somebody enters it."""

    name: str
    kind: Kind = "openai"
    base_url: str = ""
    """Empty: the provider's own address."""
    api: Api = "chat"
    key: str = field(default="", repr=False)
    """Empty: none is needed, or the stored one is kept."""
    default: bool = False


@dataclass(frozen=True)
class TestResult:
    """What came of one tiny call with one key."""

    __test__ = False

    provider: str
    key: str
    """The key's name."""
    model: str
    works: bool
    seconds: float
    detail: str
    """What went wrong; empty where it works."""


class ProviderDesk(Protocol):
    """Model providers. Every call raises a UserError for whoever is no administrator."""

    def all(self, user: User) -> Pending[ProviderList]:
        """The providers of the environment and of the table."""
        ...

    def save(self, user: User, provider: NewProvider) -> None:
        """Add a provider, or change the stored one of this name.

        Raises:
            UserError: something of it cannot be used.
        """
        ...

    def test(self, user: User, name: str) -> Pending[Sequence[TestResult]]:
        """Make one tiny call with each of its keys."""
        ...

    def enable(self, user: User, name: str, enabled: bool) -> None:
        """Use it, or not."""
        ...

    def set_default(self, user: User, name: str) -> None:
        """Ask it first."""
        ...

    def remove(self, user: User, name: str) -> None:
        """Forget it and its key."""
        ...

    def changes(self) -> int:
        """How often providers were changed since the program began: what was known of them before may have become untrue."""
        ...
