"""Checkpoints in SQLite that many runs write at once.

LangGraph's own asynchronous saver commits each write by itself, and hands it to its thread in three or four steps, one run after
the other behind one lock. With a hundred runs that is some ten thousand waits for the interpreter, which is what they then spend
their time on. Here all that came while the last transaction was under way is the next one, done in one step. Each work in it has
a savepoint of its own, so that one run's failure takes nothing from the others and leaves nothing half done.
"""

import asyncio
import dataclasses
import sqlite3
import weakref
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar, cast

import ormsgpack
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import (
    ChannelVersions,
    Checkpoint,
    CheckpointMetadata,
    CheckpointTuple,
    DeltaChannelHistory,
)
from langgraph.checkpoint.serde import jsonplus
from langgraph.checkpoint.serde.types import ERROR, INTERRUPT, RESUME
from langgraph.checkpoint.sqlite import SqliteSaver
from langgraph.types import Send
from pydantic import BaseModel

R = TypeVar("R")

CONTROL_WRITES = frozenset({ERROR, "__error_source_node__", INTERRUPT, RESUME})
"""LangGraph's names for what tells how a task went rather than what it produced."""

MOST_REMEMBERED = 400
"""Places, each a run or a packet's road, of whose last checkpoint the encoded values are remembered: some ten kilobytes each."""

MANY = 4
"""Pieces of work in one transaction from which on the next one waits for more."""

PAUSE_SECONDS = 0.005
"""How long it waits: little beside what many runs at once wait for anyway, and half as many transactions."""

BUSY_SECONDS = 30.0
"""How long a writer waits for another process."""


@dataclass(frozen=True)
class _Job(Generic[R]):
    """Work on the database that somebody waits for."""

    work: Callable[[], R]
    writes: bool
    done: "asyncio.Future[R]"


class _Desk:
    """Does work on a connection in one thread; all that came together is written in one transaction, then what reads is read."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="checkpoints")
        self._waiting: list[_Job[object]] = []
        self._task: asyncio.Task[None] | None = None

    async def read(self, work: Callable[[], R]) -> R:
        """What the work finds, which is committed."""
        return await self._do(work, writes=False)

    async def write(self, work: Callable[[], R]) -> R:
        """What the work returns, once it is committed; nothing of work that fails is stored.

        Whoever is cancelled while waiting leaves the work to be done.
        """
        return await self._do(work, writes=True)

    async def _do(self, work: Callable[[], R], *, writes: bool) -> R:
        job: _Job[R] = _Job(work, writes, asyncio.get_running_loop().create_future())
        self._waiting.append(cast("_Job[object]", job))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work(), name="checkpoints")
        return await job.done

    async def close(self) -> None:
        """Finish what was begun."""
        if self._task is not None:
            await asyncio.wait({self._task})
        self._thread.shutdown()

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            jobs, self._waiting = self._waiting, []
            writing, reading = [job for job in jobs if job.writes], [job for job in jobs if not job.writes]
            works = [job.work for job in writing], [job.work for job in reading]
            try:
                outcomes = await loop.run_in_executor(self._thread, self._write_and_read, *works)
            except asyncio.CancelledError:
                for job in (*jobs, *self._take_waiting()):
                    job.done.cancel()
                raise
            except BaseException as error:  # whatever it is, nobody may wait for ever
                for job in (*jobs, *self._take_waiting()):
                    _tell(job, _Raised(error))
                if not isinstance(error, Exception):
                    raise
                return
            for job, outcome in zip((*writing, *reading), outcomes, strict=True):
                _tell(job, outcome)
            if len(jobs) >= MANY:
                await self._pause()

    async def _pause(self) -> None:
        """Let more work come together."""
        try:
            await asyncio.sleep(PAUSE_SECONDS)
        except asyncio.CancelledError:
            for job in self._take_waiting():
                job.done.cancel()
            raise

    def _take_waiting(self) -> "list[_Job[object]]":
        jobs, self._waiting = self._waiting, []
        return jobs

    def _write_and_read(
        self, writes: Sequence[Callable[[], object]], reads: Sequence[Callable[[], object]]
    ) -> "list[object | _Raised]":
        return [*(self._transact(writes) if writes else []), *map(_outcome, reads)]

    def _transact(self, works: Sequence[Callable[[], object]]) -> "list[object | _Raised]":
        try:
            # At once, since a transaction that begins by reading cannot wait for another process's write.
            self._connection.execute("BEGIN IMMEDIATE")
            outcomes = [self._whole_or_nothing(work) for work in works]
            self._connection.commit()
        except sqlite3.Error as error:
            self._connection.rollback()
            return [_Raised(error)] * len(works)
        return outcomes

    def _whole_or_nothing(self, work: Callable[[], object]) -> object:
        self._connection.execute("SAVEPOINT work")
        outcome = _outcome(work)
        if isinstance(outcome, _Raised):
            self._connection.execute("ROLLBACK TO work")
        self._connection.execute("RELEASE work")
        return outcome


@dataclass(frozen=True)
class _Raised:
    """What came of work that failed."""

    error: BaseException


def _outcome(work: Callable[[], object]) -> object:
    try:
        return work()
    except Exception as error:  # noqa: BLE001  given to whoever waits for it
        return _Raised(error)


def _tell(job: _Job[object], outcome: object) -> None:
    if job.done.done():
        return
    if isinstance(outcome, _Raised):
        job.done.set_exception(outcome.error)
    else:
        job.done.set_result(outcome)


class RememberingSerializer(jsonplus.JsonPlusSerializer):
    """LangGraph's serializer, which encodes a value that cannot change once.

    Each checkpoint holds the whole state, so that by itself it encodes every fact of the resume again with every step. What it
    writes is the same, byte for byte.
    """

    def __init__(self) -> None:
        super().__init__()
        self._encoded: dict[int, tuple[weakref.ref[BaseModel], object]] = {}

    def dumps_typed(self, obj: object) -> tuple[str, bytes]:
        """The type of encoding, and the encoded value."""
        if obj is None or isinstance(obj, bytes | bytearray):
            return super().dumps_typed(obj)
        return "msgpack", self.pack(obj)

    def pack(self, obj: object) -> bytes:
        """The encoded value, without its type."""
        return ormsgpack.packb(obj, default=self._encode, option=jsonplus._option)

    def _encode(self, obj: object) -> object:
        if isinstance(obj, BaseModel):
            return self._encode_once(obj) if obj.model_config.get("frozen") else jsonplus._msgpack_default(obj)
        if isinstance(obj, Send) and obj.timeout is None:
            return self._ext(jsonplus.EXT_CONSTRUCTOR_POS_ARGS, obj, (obj.node, obj.arg))
        if dataclasses.is_dataclass(obj) and not isinstance(obj, type):
            # LangGraph's own way comes to these last, past a look for each attribute of a protocol, which takes far longer.
            fields = {field.name: getattr(obj, field.name) for field in dataclasses.fields(obj)}
            return self._ext(jsonplus.EXT_CONSTRUCTOR_KW_ARGS, obj, fields)
        return jsonplus._msgpack_default(obj)

    def _encode_once(self, obj: BaseModel) -> object:
        id_ = id(obj)
        found = self._encoded.get(id_)
        if found is None or found[0]() is not obj:
            encoded = jsonplus._msgpack_default(obj)
            gone = weakref.ref(obj, lambda _: self._encoded.pop(id_, None))
            found = self._encoded[id_] = gone, encoded
        return found[1]

    def _ext(self, kind: int, obj: object, inside: object) -> ormsgpack.Ext:
        made = type(obj)
        return ormsgpack.Ext(kind, self.pack((made.__module__, made.__name__, inside)))


@dataclass(frozen=True)
class _Channel:
    """The value of one key of the state, encoded. By LangGraph's contract it stays the same as long as its version does."""

    version: object
    packed: bytes


def _values(checkpoint: Checkpoint) -> Iterable[tuple[str, object]]:
    return checkpoint["channel_values"].items()


class GatheringSaver(SqliteSaver):
    """Checkpoints in an SQLite file. Made by `open_saver`; belongs to the event loop on which it is first used."""

    def __init__(self, connection: sqlite3.Connection, desk: _Desk) -> None:
        self._serializer = RememberingSerializer()
        super().__init__(connection, serde=self._serializer)
        self._desk = desk
        self._channels: OrderedDict[tuple[str, str], Mapping[str, _Channel]] = OrderedDict()

    @contextmanager
    def cursor(self, transaction: bool = True) -> Iterator[sqlite3.Cursor]:
        """A cursor, whose work the desk commits."""
        with self.lock, closing(self.conn.cursor()) as cursor:
            yield cursor

    def put(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Store a checkpoint, of which only the channels are encoded that have another version than in the last one."""
        place = config["configurable"]["thread_id"], config["configurable"]["checkpoint_ns"]
        last, versions = self._channels.pop(place, {}), checkpoint["channel_versions"]
        channels = {
            name: self._channel(last.get(name), versions.get(name), value) for name, value in _values(checkpoint)
        }
        self._channels[place] = channels
        if len(self._channels) > MOST_REMEMBERED:
            self._channels.popitem(last=False)
        values: dict[str, object] = {name: ormsgpack.Fragment(channel.packed) for name, channel in channels.items()}
        return super().put(config, {**checkpoint, "channel_values": values}, metadata, new_versions)

    def _channel(self, last: "_Channel | None", version: object, value: object) -> "_Channel":
        if last is not None and version is not None and last.version == version:
            return last
        return _Channel(version, self._serializer.pack(value))

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """A checkpoint with its pending writes."""
        return await self._desk.read(lambda: self.get_tuple(config))

    async def alist(
        self,
        config: RunnableConfig | None,
        *,
        filter: dict[str, object] | None = None,
        before: RunnableConfig | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[CheckpointTuple]:
        """Checkpoints, the newest first."""
        for found in await self._desk.read(lambda: list(self.list(config, filter=filter, before=before, limit=limit))):
            yield found

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Store a checkpoint, and return when it is committed."""
        return await self._desk.write(lambda: self.put(config, checkpoint, metadata, new_versions))

    async def aput_writes(
        self, config: RunnableConfig, writes: Sequence[tuple[str, object]], task_id: str, task_path: str = ""
    ) -> None:
        """Store what a task wrote, and return when it is committed."""
        kept = _without_half_of_it(writes)
        await self._desk.write(lambda: self.put_writes(config, kept, task_id, task_path))

    async def adelete_thread(self, thread_id: str) -> None:
        """Delete all of one run."""
        await self._desk.write(lambda: self.delete_thread(thread_id))

    async def aget_delta_channel_history(
        self, *, config: RunnableConfig, channels: Sequence[str]
    ) -> Mapping[str, DeltaChannelHistory]:
        """What was written to channels that are stored as differences."""
        return await self._desk.read(lambda: self.get_delta_channel_history(config=config, channels=channels))


def _without_half_of_it(writes: Sequence[tuple[str, object]]) -> Sequence[tuple[str, object]]:
    """The writes of a task, without its output where it failed or was cancelled.

    LangGraph takes a task with any output for finished. One that is stopped after it wrote its values and before it wrote where
    to go next would so end the run for good, half way; without its output it runs again.
    """
    return [one for one in writes if one[0] in CONTROL_WRITES] if any(one[0] == ERROR for one in writes) else writes


@asynccontextmanager
async def open_saver(path: Path) -> AsyncIterator[GatheringSaver]:
    """The checkpoints in a file, which is made where there is none."""

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, check_same_thread=False)
        # With write-ahead logging a commit survives the process without waiting for the disk; only a power cut could lose the
        # last ones, and the run then goes on from an earlier checkpoint.
        connection.execute("PRAGMA synchronous=NORMAL")
        return connection

    connection = await asyncio.to_thread(connect)
    desk = _Desk(connection)
    try:
        saver = GatheringSaver(connection, desk)
        await asyncio.to_thread(saver.setup)  # now, since it would commit a transaction that it finds open
        yield saver
    finally:
        await desk.close()
        connection.close()
