"""Batched rows: what the database refuses costs nobody else's rows, and what it could not take is tried again."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import event, insert, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.batches import BatchedRows, Row
from storage.database import open_database
from storage.tables import DailyTokensRow

UNENCODABLE = "\ud800"
"""Half a character, as a hostile server may send: no driver can encode it."""


@pytest.fixture
async def sqlite(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    engine = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'runs.sqlite'}")
    yield engine
    await engine.dispose()


def row(user: str) -> Row:
    return {"day": "2026-03-15", "user": user, "tokens": 1}


def batched(engine: AsyncEngine, pause: float = 0.0) -> BatchedRows:
    return BatchedRows(engine, insert(DailyTokensRow), pause=pause)


async def users(engine: AsyncEngine) -> list[str]:
    async with engine.connect() as connection:
        return list((await connection.execute(text('SELECT "user" FROM daily_tokens ORDER BY "user"'))).scalars())


async def test_rows_that_come_together_are_one_transaction(sqlite: AsyncEngine) -> None:
    commits: list[object] = []
    event.listen(sqlite.sync_engine, "commit", commits.append)
    rows = batched(sqlite)
    await asyncio.gather(*(rows.put([row(f"user-{number}")]) for number in range(50)))
    assert (len(await users(sqlite)), len(commits)) == (50, 1)


async def test_a_row_that_is_refused_costs_no_other_row(engine: AsyncEngine) -> None:
    rows = batched(engine)
    told = await asyncio.gather(
        rows.put([row("ines")]), rows.put([row(UNENCODABLE)]), rows.put([row("odd")]), return_exceptions=True
    )
    assert [isinstance(one, Exception) for one in told] == [False, True, False]
    assert await users(engine) == ["ines", "odd"]


async def test_a_refused_row_that_nobody_waited_for_is_told_once_to_the_next_who_waits(engine: AsyncEngine) -> None:
    rows = batched(engine)
    rows.add([row(UNENCODABLE)])
    with pytest.raises(Exception, match="encode"):
        await rows.written()
    await rows.written()


async def test_entries_stand_or_fall_as_a_whole(engine: AsyncEngine) -> None:
    rows = batched(engine)
    with pytest.raises(Exception, match="encode"):
        await rows.put([row("ines"), row(UNENCODABLE)])
    assert await users(engine) == []


async def test_rows_kept_through_a_failure_are_written_with_the_next(sqlite: AsyncEngine) -> None:
    rows = batched(sqlite)
    async with sqlite.begin() as connection:
        await connection.execute(text("ALTER TABLE daily_tokens RENAME TO away"))
    for user in ("ines", "odd"):
        with pytest.raises(OperationalError):
            await rows.put([row(user)])
    async with sqlite.begin() as connection:
        await connection.execute(text("ALTER TABLE away RENAME TO daily_tokens"))
    await rows.put([row("sam")])
    assert await users(sqlite) == ["ines", "odd", "sam"]


async def test_who_gives_up_waiting_does_not_stop_the_writing(sqlite: AsyncEngine) -> None:
    rows = batched(sqlite)
    waiting = asyncio.create_task(rows.put([row("ines")]))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await rows.written()
    assert await users(sqlite) == ["ines"]


async def test_a_long_pause_ends_when_somebody_waits(sqlite: AsyncEngine) -> None:
    rows = batched(sqlite, pause=3600)
    rows.add([row("ines")])
    await asyncio.sleep(0)
    async with asyncio.timeout(30):
        await rows.put([row("odd")])
    assert await users(sqlite) == ["ines", "odd"]
