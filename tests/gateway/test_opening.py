"""Opening the gateway: it does not begin blind, reads no key that it does not need, and opens where the ledger fails."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from errors import UserError
from gateway.breaker import Road
from gateway.calls import CacheRule, Call, Caller, Message, PlainText
from gateway.opening import find_providers, open_gateway
from settings import Settings
from storage.answers import StoredAnswer
from storage.database import open_database
from storage.ledger import CallRow, Ledger
from storage.providers import ProviderTable, StoredProvider
from storage.secret_key import FILE, SecretKey

KEYS = {"OPENROUTER_API_KEY_1": "invented-key-1", "OPENROUTER_API_KEY_2": "invented-key-2"}
DRAFT = Call(
    "drafter", "cv_draft", "drafter/v1", (Message("user", "Draft it."),), PlainText, 100, CacheRule("generated", 3600)
)


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    made = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'runs.sqlite'}")
    yield made
    await made.dispose()


def row(outcome: str, **changes: object) -> CallRow:
    return CallRow("run-1", "drafter", "cv_draft", "openrouter", "m", outcome=outcome, **changes)  # type: ignore[arg-type]


async def test_a_key_that_failed_in_another_process_is_no_more_asked_first(engine: AsyncEngine, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    async with open_gateway(settings, engine, KEYS) as gateway:
        assert gateway is not None
        first = gateway.rank(DRAFT, Caller("run-1"))[1][0]
    assert first.key == "OPENROUTER_API_KEY_1"
    refused = CallRow(
        "r", "drafter", "cv_draft", "openrouter", first.candidate.model, key_label=first.key, outcome="auth"
    )
    await Ledger(engine).write([refused])
    async with open_gateway(settings, engine, KEYS) as gateway:
        assert gateway is not None
        second = gateway.rank(DRAFT, Caller("run-2"))[1][0]
    assert (second.key, second.candidate) == ("OPENROUTER_API_KEY_2", first.candidate)


async def test_an_earlier_process_leaves_latency_and_cost_behind(engine: AsyncEngine, tmp_path: Path) -> None:
    await Ledger(engine).write([row("ok", key_label="k", latency=2.5)])
    async with open_gateway(Settings(home=tmp_path), engine, KEYS) as gateway:
        assert gateway is not None
        assert gateway.health.of(Road("openrouter", "k", "m")).latency == pytest.approx(2.5)


async def test_a_ledger_that_cannot_be_read_does_not_keep_the_gateway_shut(
    engine: AsyncEngine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("DROP TABLE calls"))
    async with open_gateway(Settings(home=tmp_path), engine, KEYS) as gateway:
        assert gateway is not None
    assert "How models did lately is not known" in caplog.text


async def test_a_call_is_in_the_ledger_when_its_answer_is_stored(engine: AsyncEngine, tmp_path: Path) -> None:
    async with open_gateway(Settings(home=tmp_path), engine, KEYS) as gateway:
        assert gateway is not None
        gateway.ledger.record(row("ok"))
        await gateway.answers.put("key", "run-1", StoredAnswer("{}", "openrouter", "m"), None)
        async with engine.connect() as connection:
            assert (await connection.execute(text("SELECT count(*) FROM calls"))).scalar_one() == 1


async def test_without_a_stored_key_no_secret_key_is_made_or_read(engine: AsyncEngine, tmp_path: Path) -> None:
    broken = Settings(home=tmp_path, secret_key=SecretStr("no key at all"))
    assert [one.name for one in await find_providers(broken, engine, KEYS)] == ["openrouter"]
    await find_providers(Settings(home=tmp_path), engine, KEYS)
    assert not (tmp_path / FILE).exists()


async def test_a_disabled_provider_of_another_secret_key_blocks_nothing(engine: AsyncEngine, tmp_path: Path) -> None:
    table = ProviderTable(engine, lambda: SecretKey(Fernet.generate_key(), "elsewhere"))
    await table.add(StoredProvider("google", "google", secret=SecretStr("invented-key-3")))
    with pytest.raises(UserError, match="another secret key"):
        await find_providers(Settings(home=tmp_path), engine, KEYS)
    await table.enable("google", False)
    assert [one.name for one in await find_providers(Settings(home=tmp_path), engine, KEYS)] == ["openrouter"]
