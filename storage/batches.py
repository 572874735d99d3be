"""Rows that many tasks write at once, committed together."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Executable
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

Row = Mapping[str, object]


@dataclass
class _Entry:
    """Rows that stand or fall together."""

    rows: Sequence[Row]
    done: asyncio.Future[None]
    awaited: bool
    """Whether somebody hears of a failure; else the next `written` tells it."""


class BatchedRows:
    """Gathers rows and writes all that came while the last batch was under way as the next one.

    A hundred runs at once so cost a few transactions a second instead of one for every row, and none waits for more than one
    batch besides its own. Belongs to the event loop of its first row.

    Args:
        engine: of the database.
        statement: an insert that takes the rows.
        pause: seconds for which more rows are gathered before a batch is written, unless somebody waits for it.
    """

    def __init__(self, engine: AsyncEngine, statement: Executable, *, pause: float = 0.0) -> None:
        self._engine = engine
        self._statement = statement
        self._pause = pause
        self._gathered: list[_Entry] = []
        self._writing: list[_Entry] = []
        self._wanted = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._lost: Exception | None = None

    def add(self, rows: Sequence[Row]) -> None:
        """Take in rows, to be written soon."""
        if rows:
            self._take_in(rows, awaited=False)

    async def put(self, rows: Sequence[Row]) -> None:
        """Take in rows, and wait until they are committed.

        Raises:
            Exception: the database's own, where it did not take them.
        """
        entry = self._take_in(rows, awaited=True)
        self._wanted.set()
        await asyncio.shield(entry.done)

    async def written(self) -> None:
        """Wait until all rows taken in so far are committed.

        Raises:
            Exception: the database's own, where it did not take rows, now or since the last wait. Rows that it could not take
                for the moment are kept for another try; those that it refused are lost.
        """
        waiting = [entry.done for entry in (*self._writing, *self._gathered)]
        if waiting:
            self._start()
            self._wanted.set()
            await asyncio.wait(waiting)
        lost, self._lost = self._lost, None
        for done in waiting:
            done.result()
        if lost is not None:
            raise lost

    def _take_in(self, rows: Sequence[Row], *, awaited: bool) -> _Entry:
        entry = _Entry(rows, _new_future(), awaited)
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
            except (OperationalError, InterfaceError) as error:
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
            OperationalError, InterfaceError: the database cannot be written for the moment.
        """
        try:
            await self._write([row for entry in entries for row in entry.rows])
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:  # noqa: BLE001  (the driver's, or a value that cannot be encoded: told to who waits)
            if len(entries) > 1:
                for entry in entries:
                    await self._write_batch([entry])
                return
            if not entries[0].awaited:
                self._lost = self._lost or error
            entries[0].done.set_exception(error)
        else:
            for entry in entries:
                entry.done.set_result(None)

    async def _write(self, rows: list[Row]) -> None:
        async with self._engine.begin() as connection:
            await connection.execute(self._statement, rows)

    def _keep(self, error: Exception | None) -> None:
        """Keep what is not written for a later try, and tell all who wait that this one failed (None: was cancelled)."""
        self._gathered = [entry for entry in self._writing if not entry.done.done()] + self._gathered
        for entry in self._gathered:
            if error is not None:
                entry.done.set_exception(error)
            else:
                entry.done.cancel()
            entry.done = _new_future()


def _new_future() -> asyncio.Future[None]:
    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    # Nobody need wait for an entry; of one that failed so the next `written` tells.
    done.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
    return done


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
