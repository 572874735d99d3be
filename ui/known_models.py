"""Which model providers there are, where they come from, and how they did: what `models` and `doctor` both show."""

import functools
import os
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from settings import Settings, read_settings

if TYPE_CHECKING:
    from pydantic import SecretStr

    from gateway.calls import Plan, Task
    from gateway.health import Health
    from gateway.ordering import Ranked
    from gateway.providers import Provider
    from storage.answers import Answers
    from storage.consents import Consents
    from storage.ledger import CallHealth, Ledger
    from storage.providers import ProviderTable, StoredProvider
    from storage.spending import DailySpending

HEALTH_DAYS = 30
"""How far back the health of a provider is looked at."""

_SHOWN_CHARS = 4
_LEAST_CHARS = 16
"""Keys shorter than this are masked whole: four characters would be too much of them."""


@dataclass(frozen=True)
class OpenedBooks:
    """The provider table, the ledger, the stored answers, the days' tokens and the consents of an open database."""

    table: "ProviderTable"
    ledger: "Ledger"
    answers: "Answers"
    spending: "DailySpending"
    consents: "Consents"


@asynccontextmanager
async def open_books(settings: Settings | None = None) -> AsyncIterator[OpenedBooks]:
    """The provider table and the ledger; what was recorded is written when the block ends.

    Raises:
        UserError: the state folder or the database cannot be used.
    """
    from graph.runner import make_home
    from storage.answers import Answers
    from storage.consents import Consents
    from storage.database import database_address, open_database
    from storage.ledger import Ledger
    from storage.providers import ProviderTable
    from storage.secret_key import load_secret_key
    from storage.spending import DailySpending

    settings = settings or read_settings()
    make_home(settings.home)
    table_key = functools.partial(load_secret_key, revealed(settings.secret_key), settings.home)
    engine = await open_database(database_address(revealed(settings.database_url), settings.home))
    try:
        ledger = Ledger(engine)
        spending = DailySpending(engine, settings.daily_tokens_user, settings.daily_tokens_all)
        yield OpenedBooks(ProviderTable(engine, table_key), ledger, Answers(engine), spending, Consents(engine))
        await ledger.flush()
    finally:
        await engine.dispose()


def revealed(secret: "SecretStr | None") -> str | None:
    """What a secret setting holds."""
    return None if secret is None else secret.get_secret_value()


def masked(secret: "SecretStr") -> str:
    """A key as it may be shown: its last four characters, where it is long enough to spare them."""
    value = secret.get_secret_value()
    if not value:
        return "no key"
    return "••••" + (value[-_SHOWN_CHARS:] if len(value) >= _LEAST_CHARS else "")


@dataclass(frozen=True)
class KnownProvider:
    """A provider that is set up, and how it did lately."""

    name: str
    kind: str
    address: str
    source: str
    """`environment` or `table`."""
    default: bool
    enabled: bool
    api: str
    keys: tuple[tuple[str, str], ...]
    """Label and masked key."""
    models: tuple[str, ...]
    """Those that the stages ask first, by the routes."""
    health: "tuple[CallHealth, ...]"
    """By model, over the last `HEALTH_DAYS` days."""


@dataclass(frozen=True)
class KnownModels:
    """All that is known of who can be asked."""

    providers: tuple[KnownProvider, ...]
    outlook: "Outlook"
    notes: tuple[str, ...]
    """What is set and cannot be used; one plain line each."""

    @property
    def usable(self) -> "tuple[Provider, ...]":
        """The enabled ones, as the gateway asks them."""
        return self.outlook.providers


@dataclass(frozen=True)
class Outlook:
    """What the gateway would know of the providers if it were opened now: from it follows who is asked."""

    providers: "tuple[Provider, ...]"
    served: Mapping[str, Sequence[str]]
    """Provider → the models that a server of one's own lists."""
    health: "Health"
    """As the ledger tells of the last hour."""

    def order(self, overrides: Mapping[str, str], plan: "Plan") -> "dict[str, list[Ranked]]":
        """Who is asked at each stage, the first one first, with usual urgency and content of middling complexity.

        Raises:
            UserError: a setting names a model of no configured provider.
        """
        import time

        from gateway.breaker import Breakers
        from gateway.ordering import order_candidates
        from gateway.routes import candidates

        names = [provider.name for provider in self.providers]
        default = next((provider.name for provider in self.providers if provider.default), None)
        keys = {provider.name: [key.label for key in provider.keys] for provider in self.providers}
        breakers = Breakers(time.monotonic)
        return {
            stage: order_candidates(
                candidates(stage, plan, task, names, overrides, default, served=self.served),
                keys,
                self.health,
                breakers,
                complexity=0.5,
                urgency=1,
            )
            for stage, task in _stages()
        }


async def _look_out(providers: "Sequence[Provider]", ledger: "Ledger") -> Outlook:
    import time

    from gateway.health import Health
    from gateway.opening import recall_health
    from gateway.served import ask_served

    health = Health(time.monotonic)
    await recall_health(health, ledger)
    return Outlook(tuple(providers), await ask_served(providers), health)


async def know_models(books: OpenedBooks, settings: Settings, plan: "Plan" = "payg") -> KnownModels:
    """The providers of the environment and of the table, with their models and their health.

    Raises:
        UserError: a provider's key, address or model cannot be used; names the variable or the table's entry.
    """
    from gateway.providers import configured_providers, unusable_keys
    from storage.tables import now

    stored = await books.table.list()
    usable = tuple(configured_providers(os.environ, stored))
    health = await books.ledger.by_model(now() - timedelta(days=HEALTH_DAYS))
    outlook = await _look_out(usable, books.ledger)
    asked = _first_models(outlook, settings.models, plan)
    known = [
        _known(
            provider,
            enabled=provider in usable,
            models=asked.get(provider.name, ()),
            health=[one for one in health if one.provider == provider.name],
        )
        for provider in (*usable, *_disabled(stored))
    ]
    return KnownModels(tuple(known), outlook, tuple(unusable_keys(os.environ)))


def _disabled(stored: "Sequence[StoredProvider]") -> "list[Provider]":
    from dataclasses import replace

    from gateway.providers import configured_providers

    return configured_providers({}, [replace(entry, enabled=True) for entry in stored if not entry.enabled])


def _known(
    provider: "Provider", *, enabled: bool, models: Sequence[str], health: "Sequence[CallHealth]"
) -> KnownProvider:
    return KnownProvider(
        name=provider.name,
        kind=provider.kind,
        address=provider.address,
        source=provider.source,
        default=provider.default,
        enabled=enabled,
        api=provider.api,
        keys=tuple((key.label, masked(key.secret)) for key in provider.keys)
        if enabled
        else ((f"table:{provider.name}", "not looked at while disabled"),),
        models=tuple(models),
        health=tuple(health),
    )


def _first_models(outlook: Outlook, overrides: Mapping[str, str], plan: "Plan") -> dict[str, tuple[str, ...]]:
    """For each provider, the models that it is asked for first, stage by stage."""
    found: dict[str, dict[str, None]] = {provider.name: {} for provider in outlook.providers}
    for ranked in outlook.order(overrides, plan).values():
        seen = set()
        for one in ranked:
            if one.candidate.provider not in seen:
                seen.add(one.candidate.provider)
                found[one.candidate.provider][one.candidate.model] = None
    return {name: tuple(models) for name, models in found.items()}


def _stages() -> "list[tuple[str, Task]]":
    from gateway.routes import ANY, read_routes

    return [(stage, next(iter(tasks))) for stage, tasks in read_routes().routes.items() if stage != ANY]
