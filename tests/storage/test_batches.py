"""Batched rows: what the database refuses costs nobody else's rows, and what it could not take is tried again."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import event, insert, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

import storage.batches
from storage.batches import BatchedRows, Row
from storage.database import open_database
from storage.tables import DailyTokensRow, LearnedWayRow, now

UNENCODABLE = "\ud800"
"""Half a character, as a hostile server may send: no driver can encode it."""


@pytest.fixture
async def sqlite(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    engine = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'runs.sqlite'}")
    yield engine
    await engine.dispose()


def row(user: str) -> Row:
    return {"day": "2026-03-15", "user": user, "tokens": 1}


TOKENS = insert(DailyTokensRow)
WAYS = insert(LearnedWayRow)


async def users(engine: AsyncEngine) -> list[str]:
    async with engine.connect() as connection:
        return list((await connection.execute(text('SELECT "user" FROM daily_tokens ORDER BY "user"'))).scalars())


async def test_rows_that_come_together_are_one_transaction(sqlite: AsyncEngine) -> None:
    commits: list[object] = []
    event.listen(sqlite.sync_engine, "commit", commits.append)
    rows = BatchedRows(sqlite)
    await asyncio.gather(*(rows.put(TOKENS, [row(f"user-{number}")]) for number in range(50)))
    assert (len(await users(sqlite)), len(commits)) == (50, 1)


async def test_a_row_that_is_refused_costs_no_other_row(engine: AsyncEngine) -> None:
    rows = BatchedRows(engine)
    told = await asyncio.gather(
        *(rows.put(TOKENS, [row(user)]) for user in ("ines", UNENCODABLE, "odd")), return_exceptions=True
    )
    assert [isinstance(one, Exception) for one in told] == [False, True, False]
    assert await users(engine) == ["ines", "odd"]


async def test_a_refused_row_that_nobody_waited_for_is_told_in_the_log_and_to_nobody_else(
    engine: AsyncEngine, caplog: pytest.LogCaptureFixture
) -> None:
    rows = BatchedRows(engine)
    rows.add(TOKENS, [row(UNENCODABLE)])
    rows.add(TOKENS, [row("ines")])
    await rows.written()
    assert await users(engine) == ["ines"]
    assert "The database refuses 1 rows" in caplog.text


async def test_a_number_too_large_for_its_column_is_refused_and_not_tried_for_ever(engine: AsyncEngine) -> None:
    rows = BatchedRows(engine)
    rows.add(TOKENS, [{"day": "2026-03-15", "user": "odd", "tokens": 10**30}])
    await rows.written()
    await rows.put(TOKENS, [row("ines")])
    assert await users(engine) == ["ines"]


async def test_rows_of_several_tables_that_come_together_are_one_transaction(sqlite: AsyncEngine) -> None:
    commits: list[object] = []
    event.listen(sqlite.sync_engine, "commit", commits.append)
    rows = BatchedRows(sqlite, pause=3600)
    way = {"provider": "lab", "model": "m", "way": "text", "works": True, "learned_at": now()}
    rows.add(TOKENS, [row("ines")])
    rows.add(WAYS, [way])
    await rows.put(TOKENS, [row("odd")])
    async with sqlite.connect() as connection:
        ways = (await connection.execute(text("SELECT provider FROM learned_ways"))).scalars().all()
    assert (await users(sqlite), ways, len(commits)) == (["ines", "odd"], ["lab"], 1)


async def test_a_database_that_fails_for_the_moment_costs_no_reader_and_no_row(
    sqlite: AsyncEngine, caplog: pytest.LogCaptureFixture
) -> None:
    rows = BatchedRows(sqlite)
    async with sqlite.begin() as connection:
        await connection.execute(text("ALTER TABLE daily_tokens RENAME TO away"))
    rows.add(TOKENS, [row("ines")])
    await rows.written()
    assert "they are tried again" in caplog.text
    async with sqlite.begin() as connection:
        await connection.execute(text("ALTER TABLE away RENAME TO daily_tokens"))
    await rows.written()
    assert await users(sqlite) == ["ines"]


async def test_entries_stand_or_fall_as_a_whole(engine: AsyncEngine) -> None:
    rows = BatchedRows(engine)
    with pytest.raises(Exception, match="encode"):
        await rows.put(TOKENS, [row("ines"), row(UNENCODABLE)])
    assert await users(engine) == []


async def test_rows_kept_through_a_failure_are_written_with_the_next(sqlite: AsyncEngine) -> None:
    rows = BatchedRows(sqlite)
    async with sqlite.begin() as connection:
        await connection.execute(text("ALTER TABLE daily_tokens RENAME TO away"))
    for user in ("ines", "odd"):
        with pytest.raises(OperationalError):
            await rows.put(TOKENS, [row(user)])
    async with sqlite.begin() as connection:
        await connection.execute(text("ALTER TABLE away RENAME TO daily_tokens"))
    await rows.put(TOKENS, [row("sam")])
    assert await users(sqlite) == ["ines", "odd", "sam"]


async def test_of_what_piles_up_while_the_database_fails_the_oldest_is_lost(
    sqlite: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage.batches, "MOST_KEPT", 2)
    rows = BatchedRows(sqlite)
    async with sqlite.begin() as connection:
        await connection.execute(text("ALTER TABLE daily_tokens RENAME TO away"))
    for user in ("ines", "odd", "sam"):
        rows.add(TOKENS, [row(user)])
        await rows.written()
    async with sqlite.begin() as connection:
        await connection.execute(text("ALTER TABLE away RENAME TO daily_tokens"))
    await rows.written()
    assert await users(sqlite) == ["odd", "sam"]


async def test_who_gives_up_waiting_does_not_stop_the_writing(sqlite: AsyncEngine) -> None:
    rows = BatchedRows(sqlite)
    waiting = asyncio.create_task(rows.put(TOKENS, [row("ines")]))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await rows.written()
    assert await users(sqlite) == ["ines"]


async def test_a_long_pause_ends_when_somebody_waits(sqlite: AsyncEngine) -> None:
    rows = BatchedRows(sqlite, pause=3600)
    rows.add(TOKENS, [row("ines")])
    await asyncio.sleep(0)
    async with asyncio.timeout(30):
        await rows.put(TOKENS, [row("odd")])
    assert await users(sqlite) == ["ines", "odd"]
