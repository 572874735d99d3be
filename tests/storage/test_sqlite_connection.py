"""Connections that go to their thread once a statement."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database import open_database
from storage.sqlite_connection import WholeStatements, connect

NUMBERS = "CREATE TABLE numbers (number INTEGER PRIMARY KEY)"


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[WholeStatements]:
    made = connect(str(tmp_path / "numbers.sqlite"), check_same_thread=False)
    await made
    await made.cursor().execute(NUMBERS)
    yield made
    await made.close()


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    made = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'runs.sqlite'}")
    async with made.begin() as connection:
        await connection.execute(text(NUMBERS))
    yield made
    await made.dispose()


async def _numbers(engine: AsyncEngine) -> list[int]:
    async with engine.connect() as connection:
        return list((await connection.scalars(text("SELECT number FROM numbers ORDER BY number"))).all())


async def test_a_statement_gives_all_its_rows_and_their_names(connection: WholeStatements) -> None:
    await connection.cursor().executemany("INSERT INTO numbers VALUES (?)", [(1,), (2,)])
    cursor = await connection.cursor().execute("SELECT number FROM numbers ORDER BY number")
    assert cursor.description[0][0] == "number"
    assert await cursor.fetchall() == [(1,), (2,)]


async def test_nothing_is_rolled_back_where_no_transaction_began(connection: WholeStatements) -> None:
    await connection.cursor().execute("SELECT number FROM numbers")
    steps: list[str] = []
    connection._conn.set_trace_callback(steps.append)
    await connection.rollback()
    assert steps == []


async def test_what_is_not_committed_is_rolled_back(connection: WholeStatements) -> None:
    await connection.cursor().execute("INSERT INTO numbers VALUES (1)")
    await connection.rollback()
    assert await (await connection.cursor().execute("SELECT number FROM numbers")).fetchall() == []


async def test_what_a_cancelled_statement_wrote_is_rolled_back(connection: WholeStatements) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def write(cursor: sqlite3.Cursor) -> None:
        begun.set()
        go_on.wait()
        cursor.execute("INSERT INTO numbers VALUES (1)")

    writing = asyncio.create_task(connection.run(write))
    await asyncio.to_thread(begun.wait)
    writing.cancel()
    await asyncio.wait({writing})
    rolling_back = asyncio.create_task(connection.rollback())
    await asyncio.sleep(0)
    go_on.set()
    await rolling_back
    assert not connection.in_transaction


async def test_a_refused_row_leaves_the_engine_as_it_was(engine: AsyncEngine) -> None:
    async def add(*numbers: int) -> None:
        async with engine.begin() as connection:
            for number in numbers:
                await connection.execute(text("INSERT INTO numbers VALUES (:number)"), {"number": number})

    await add(1)
    with pytest.raises(IntegrityError):
        await add(2, 1)
    assert await _numbers(engine) == [1]


async def test_cancelled_writes_are_whole_or_not_there_at_all(engine: AsyncEngine) -> None:
    async def add(first: int) -> None:
        async with engine.begin() as connection:
            for number in (first, first + 1):
                await connection.execute(text("INSERT INTO numbers VALUES (:number)"), {"number": number})

    for place in range(20):
        adding = asyncio.create_task(add(2 * place))
        for _ in range(place):
            await asyncio.sleep(0)
        adding.cancel()
        await asyncio.wait({adding})
    found = await _numbers(engine)
    assert {number // 2 for number in found if number % 2 == 0} == {number // 2 for number in found if number % 2}


async def test_connections_stay_open_for_the_next_use(engine: AsyncEngine) -> None:
    async def thread() -> str:
        async with engine.connect() as connection:
            raw = await connection.get_raw_connection()
            assert isinstance(raw.driver_connection, WholeStatements)
            return str(raw.driver_connection._thread.name)

    at_once = set(await asyncio.gather(*(thread() for _ in range(40))))
    assert {await thread() for _ in range(10)} <= at_once
