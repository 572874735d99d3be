"""A connection to SQLite that goes to its thread once a statement.

aiosqlite does each step of a statement by itself in the connection's thread: a cursor is made, the statement run, its rows
fetched, the cursor closed, and in the end a transaction rolled back that never began. Each step wakes the thread and then the
event loop, which takes longer than the step itself: of what a hundred runs at once cost, that was a tenth. Here one step does it.
"""

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Self, TypeVar

import aiosqlite

R = TypeVar("R")

Row = tuple[object, ...]


class WholeStatements(aiosqlite.Connection):
    """A connection whose cursors run a whole statement in one step, and which ends only transactions that have begun."""

    _unsure = 0
    """Steps that nobody waits for any more, or not yet to their end: whether a transaction has begun is not known then."""

    async def _execute(self, fn: Callable[..., R], *args: Any, **kwargs: Any) -> R:  # noqa: ANN401  as aiosqlite has it
        self._unsure += 1
        try:
            result: R = await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        except Exception:
            self._unsure -= 1
            raise
        self._unsure -= 1  # not where it was cancelled: the thread goes on with the step
        return result

    def cursor(self) -> "WholeCursor":  # type: ignore[override]  # takes no step, so that there is nothing to await
        """A cursor for one statement at a time."""
        return WholeCursor(self)

    async def commit(self) -> None:
        """Commit the transaction, if one has begun."""
        if self._unsure or self.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        """Roll the transaction back, if one has begun."""
        if self._unsure or self.in_transaction:
            await super().rollback()

    async def run(self, work: Callable[[sqlite3.Cursor], object]) -> tuple[sqlite3.Cursor, list[Row]]:
        """Work with a new cursor of the connection's thread, and the rows that it left there."""
        return await self._execute(partial(_run, self._conn, work))


def _run(connection: sqlite3.Connection, work: Callable[[sqlite3.Cursor], object]) -> tuple[sqlite3.Cursor, list[Row]]:
    cursor = connection.cursor()
    work(cursor)
    return cursor, cursor.fetchall() if cursor.description else []


class WholeCursor:
    """One statement with all its rows, as SQLAlchemy's adapter of aiosqlite asks for them."""

    arraysize = 1
    description: Any = None
    rowcount = -1
    lastrowid: int | None = None

    def __init__(self, connection: WholeStatements) -> None:
        self._connection = connection
        self._rows: list[Row] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def execute(self, sql: str, parameters: Sequence[object] = ()) -> Self:
        """Run a statement."""
        return await self._take(lambda cursor: cursor.execute(sql, parameters))

    async def executemany(self, sql: str, rows: Sequence[Sequence[object]]) -> Self:
        """Run a statement for each row of parameters."""
        return await self._take(lambda cursor: cursor.executemany(sql, rows))

    async def _take(self, work: Callable[[sqlite3.Cursor], object]) -> Self:
        cursor, self._rows = await self._connection.run(work)
        self.description, self.rowcount, self.lastrowid = cursor.description, cursor.rowcount, cursor.lastrowid
        return self

    async def fetchall(self) -> list[Row]:
        """The rows that are left."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Let go of the rows."""
        self._rows = []


def connect(database: str, **settings: Any) -> WholeStatements:  # noqa: ANN401  as `sqlite3.connect` has them
    """A connection that opens when it is awaited, and whose thread ends with the process.

    Args:
        database: path, or URI where the settings say so.
        settings: of `sqlite3.connect`.
    """
    connection = WholeStatements(partial(sqlite3.connect, database, **settings), iter_chunk_size=64)
    connection._thread.daemon = True  # as SQLAlchemy does with those that it makes
    return connection
