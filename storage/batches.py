"""Rows that many tasks write at once, committed together."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Executable
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine

Row = Mapping[str, object]

log = logging.getLogger(__name__)

MOST_KEPT = 10_000
"""Entries that are kept for another try while the database fails; beyond that the oldest are lost."""


@dataclass
class _Entry:
    """Rows of one table that stand or fall together."""

    statement: Executable
    rows: Sequence[Row]
    done: asyncio.Future[None]
    awaited: bool
    """Whether somebody hears of a failure; else the log tells it."""


class BatchedRows:
    """Gathers rows and writes all that came while the last batch was under way as the next one, in one transaction.

    A hundred runs at once so cost a few transactions a second instead of one for every row, and none waits for more than one
    batch besides its own. Whatever their table: when `put` returns, what was
    added before it is committed too, or was refused. Belongs to the event loop of its first row.

    Args:
        engine: of the database.
        pause: seconds for which more rows are gathered before a batch is written, unless somebody waits for it.
    """

    def __init__(self, engine: AsyncEngine, *, pause: float = 0.0) -> None:
        self._engine = engine
        self._pause = pause
        self._gathered: list[_Entry] = []
        self._writing: list[_Entry] = []
        self._wanted = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def add(self, statement: Executable, rows: Sequence[Row]) -> None:
        """Take in rows, to be written soon by an insert that takes them. Where the database refuses them, the log says so."""
        if rows:
            self._take_in(statement, rows, awaited=False)

    async def put(self, statement: Executable, rows: Sequence[Row]) -> None:
        """Take in rows, and wait until they are committed.

        Raises:
            SQLAlchemyError, OSError: the database cannot be written for the moment; the rows are kept for another try.
            Exception: the driver's own, where it refused them.
        """
        if not rows:
            return
        entry = self._take_in(statement, rows, awaited=True)
        self._wanted.set()
        await asyncio.shield(entry.done)

    async def written(self) -> None:
        """Wait until all rows taken in so far were tried. Those that could not be written are another's affair, or the log's."""
        waiting = [entry.done for entry in (*self._writing, *self._gathered)]
        if waiting:
            self._start()
            self._wanted.set()
            await asyncio.wait(waiting)

    def _take_in(self, statement: Executable, rows: Sequence[Row], *, awaited: bool) -> _Entry:
        entry = _Entry(statement, rows, _new_future(), awaited)
        self._gathered.append(entry)
        self._start()
        return entry

    def _start(self) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work(), name="batched rows")

    async def _work(self) -> None:
        while self._gathered:
            if self._pause and not self._wanted.is_set():
                await _wait(self._wanted, self._pause)
            self._wanted.clear()
            self._writing, self._gathered = self._gathered, []
            try:
                await self._write_batch(self._writing)
            except Exception as error:
                if not _is_passing(error):
                    raise
                self._keep(error)
                return  # tried again with the next rows, or when somebody waits
            except asyncio.CancelledError:
                self._keep(None)
                raise
            finally:
                self._writing = []

    async def _write_batch(self, entries: Sequence[_Entry]) -> None:
        """Write entries in one transaction; where the database refuses one of them, each in its own, so that the others pass.

        Raises:
            SQLAlchemyError, OSError: the database cannot be written for the moment.
        """
        try:
            await self._write(entries)
        except Exception as error:  # the driver's, or a value that cannot be encoded: told to who waits
            if _is_passing(error):
                raise
            if len(entries) > 1:
                for entry in entries:
                    await self._write_batch([entry])
                return
            if not entries[0].awaited:
                log.warning("The database refuses %d rows, which are lost (%s)", len(entries[0].rows), _named(error))
            entries[0].done.set_exception(error)
        else:
            for entry in entries:
                entry.done.set_result(None)

    async def _write(self, entries: Sequence[_Entry]) -> None:
        async with self._engine.begin() as connection:
            for statement in dict.fromkeys(entry.statement for entry in entries):
                rows = [row for entry in entries if entry.statement is statement for row in entry.rows]
                await connection.execute(statement, rows)

    def _keep(self, error: Exception | None) -> None:
        """Keep what is not written for a later try, and tell all who wait that this one failed (None: was cancelled)."""
        self._gathered = [entry for entry in self._writing if not entry.done.done()] + self._gathered
        if error is not None:
            log.warning("Rows cannot be written for the moment (%s); they are tried again", _named(error))
        for entry in self._gathered:
            if error is not None:
                entry.done.set_exception(error)
            else:
                entry.done.cancel()
            entry.done = _new_future()
        if len(self._gathered) > MOST_KEPT:
            log.warning("The database has failed for so long that the oldest rows are lost")
            del self._gathered[:-MOST_KEPT]


def _new_future() -> asyncio.Future[None]:
    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    # Nobody need wait for an entry; of one that failed so the log tells.
    done.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
    return done


def _is_passing(error: Exception) -> bool:
    """Whether the fault is the database's, for the moment, and not the rows'."""
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    return lost or isinstance(error, OperationalError | InterfaceError | PoolTimeout | OSError)


def _named(error: Exception) -> str:
    return type(getattr(error, "orig", None) or error).__name__


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
