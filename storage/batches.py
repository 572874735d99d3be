"""Rows that many tasks write at once, committed together."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Executable
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

Row = Mapping[str, object]


@dataclass
class _Batch:
    """Rows of one transaction."""

    done: asyncio.Future[None]
    rows: list[Row] = field(default_factory=list)


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
        self._gathering: _Batch | None = None
        self._writing: _Batch | None = None
        self._wanted = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._lost: Exception | None = None

    def add(self, rows: Sequence[Row]) -> None:
        """Take in rows, to be written soon."""
        if not rows:
            return
        if self._gathering is None:
            self._gathering = _new_batch()
        self._gathering.rows.extend(rows)
        self._start()

    def _start(self) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work(), name="batched rows")

    async def written(self) -> None:
        """Wait until all rows taken in so far are committed.

        Raises:
            DBAPIError: the database refused rows, now or since the last wait. Rows that it could not take for the moment
                are kept for another try; those that it never will are lost.
        """
        waiting = [batch.done for batch in (self._writing, self._gathering) if batch is not None]
        try:
            if waiting:
                self._start()
                self._wanted.set()
                await asyncio.gather(*(asyncio.shield(done) for done in waiting))
        finally:
            lost, self._lost = self._lost, None
        if lost is not None:
            raise lost

    async def _work(self) -> None:
        while self._gathering is not None:
            if self._pause and not self._wanted.is_set():
                await _wait(self._wanted, self._pause)
            self._wanted.clear()
            batch = self._writing = self._gathering
            self._gathering = None
            try:
                await self._write(batch.rows)
            except (OperationalError, InterfaceError) as error:
                self._keep(batch, error)
                return  # tried again with the next rows, or when somebody waits
            except DBAPIError as error:
                self._lost = self._lost or error
                batch.done.set_exception(error)
            except BaseException:
                self._keep(batch, None)
                raise
            else:
                batch.done.set_result(None)
            finally:
                self._writing = None

    async def _write(self, rows: list[Row]) -> None:
        async with self._engine.begin() as connection:
            await connection.execute(self._statement, rows)

    def _keep(self, batch: _Batch, error: Exception | None) -> None:
        """Keep the rows for a later try, and tell all who wait now that this one failed (None: that it was cancelled)."""
        later = self._gathering
        self._gathering = _new_batch()
        self._gathering.rows.extend([*batch.rows, *(later.rows if later else ())])
        for told in (batch, later):
            if told is not None and error is not None:
                told.done.set_exception(error)
            elif told is not None:
                told.done.cancel()


def _new_batch() -> _Batch:
    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    # Nobody need wait for a batch; who does not is told by the next `written`.
    done.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
    return _Batch(done)


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
