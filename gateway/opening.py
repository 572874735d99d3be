"""Making the gateway from the settings: who can be asked, with what was learned and stored before."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from settings import Settings

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from gateway.gateway import Gateway
    from gateway.health import Health
    from gateway.providers import Provider
    from storage.ledger import Ledger

log = logging.getLogger(__name__)


async def find_providers(settings: Settings, engine: "AsyncEngine", environment: Mapping[str, str]) -> "list[Provider]":
    """Everybody that can be asked, from the provider table and the environment; empty where nothing is set up.

    Raises:
        UserError: a key or an address cannot be used, or the table was encrypted with another secret key.
    """
    from gateway.providers import configured_providers
    from storage.providers import ProviderTable
    from storage.secret_key import load_secret_key

    given = settings.secret_key.get_secret_value() if settings.secret_key else None
    table = ProviderTable(engine, lambda: load_secret_key(given, settings.home))
    return configured_providers(environment, await table.list())


async def recall_health(health: "Health", ledger: "Ledger") -> None:
    """Tell how every road did in the last hour, so that a process does not begin blind; nothing where the ledger fails."""
    from datetime import timedelta

    from gateway.breaker import Road
    from gateway.health import REMEMBERED
    from storage.ledger import LedgerUnreadable
    from storage.tables import now

    moment = now()
    try:
        calls = await ledger.recent_calls(moment - timedelta(seconds=REMEMBERED))
    except LedgerUnreadable as error:
        log.warning("How models did lately is not known: %s", error)
        return
    for call in calls:
        road = Road(call.provider, call.key_label, call.model)
        health.seed(road, call.answered, call.latency, call.cost, age=(moment - call.at).total_seconds())


@asynccontextmanager
async def open_gateway(
    settings: Settings, engine: "AsyncEngine", environment: Mapping[str, str]
) -> "AsyncIterator[Gateway | None]":
    """The gateway, None where no provider is set up; what it has not written yet is written at the end.

    Args:
        settings: of the process.
        engine: the database with ledger, answers and provider table.
        environment: the process's variables, which name providers and their keys.

    Raises:
        UserError: a provider or a route cannot be used as it is set up.
    """
    providers = await find_providers(settings, engine, environment)
    if not providers:
        yield None
        return
    from gateway.clients import ModelClients
    from gateway.gateway import Gateway
    from gateway.routes import check_overrides
    from gateway.structured import KnownWays
    from storage.answers import Answers
    from storage.batches import BatchedRows
    from storage.learned_ways import LearnedWays
    from storage.ledger import GATHERED_SECONDS, Ledger
    from storage.spending import DailySpending

    default = next((provider.name for provider in providers if provider.default), None)
    check_overrides(settings.models, [provider.name for provider in providers], default)
    ways, learned = KnownWays(), LearnedWays(engine)
    ways.load([(way.provider, way.model, way.way, way.works) for way in await learned.load()])
    batches = BatchedRows(engine, pause=GATHERED_SECONDS)
    redis = settings.redis_url.get_secret_value() if settings.redis_url else None
    gateway = Gateway(
        providers={provider.name: provider for provider in providers},
        clients=ModelClients(),
        answers=Answers(engine, redis, batches, shared=settings.cache),
        ledger=Ledger(engine, batches),
        spending=DailySpending(engine, settings.daily_tokens_user, settings.daily_tokens_all),
        ways=ways,
        learned=learned,
        overrides=settings.models,
        most_at_once=settings.concurrency,
        run_seconds=settings.run_seconds,
        request_seconds=settings.request_seconds,
    )
    await recall_health(gateway.health, gateway.ledger)
    getting_ready = asyncio.create_task(gateway.get_ready())
    try:
        yield gateway
    finally:
        getting_ready.cancel()
        await gateway.close()
