"""What every stage has in common: its time is taken, its way is recorded, its progress is told."""

import functools
import time
from collections.abc import Awaitable, Callable
from typing import Literal, Protocol, TypeVar

from langgraph.runtime import Runtime
from pydantic import BaseModel

from nodes.state import RunSettings, Update
from resume.report import StageRecord

S = TypeVar("S")
S_contra = TypeVar("S_contra", contravariant=True)

StageFunction = Callable[[S, Runtime[RunSettings]], Awaitable[Update]]


class StageNode(Protocol[S_contra]):
    """A stage as LangGraph calls it."""

    async def __call__(self, state: S_contra, *, runtime: Runtime[RunSettings]) -> Update:
        """The stage's partial update of the state."""
        ...


class Progress(BaseModel):
    """A stage began or ended; streamed as a custom event."""

    stage: str
    event: Literal["begin", "end"]
    part: str | None = None
    """The packet, where a stage works on several."""
    seconds: float = 0.0


def staged(name: str, work: StageFunction[S]) -> StageNode[S]:
    """`work` as a node of the graph named `name`.

    A stage that did its work in another way than by rules says so with its own record in `stages`; the time is added here.
    """

    @functools.wraps(work)
    async def node(state: S, *, runtime: Runtime[RunSettings]) -> Update:
        part = state["packet"].id if isinstance(state, dict) and "packet" in state else None
        runtime.stream_writer(Progress(stage=name, event="begin", part=part).model_dump())
        begin = time.perf_counter()
        update = await work(state, runtime)
        seconds = time.perf_counter() - begin
        record = update.get("stages", {}).get(name) or StageRecord(stage=name, by="rules")
        runtime.stream_writer(Progress(stage=name, event="end", part=part, seconds=seconds).model_dump())
        return {**update, "stages": {name: record.model_copy(update={"seconds": seconds})}}

    return node
