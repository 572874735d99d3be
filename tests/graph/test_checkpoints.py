"""Checkpoints that many runs write at once."""

import asyncio
import operator
import sqlite3
import threading
from pathlib import Path
from typing import Annotated

import pytest
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import Checkpoint, empty_checkpoint
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.graph import START, StateGraph
from langgraph.types import Send
from typing_extensions import TypedDict

from graph.checkpoints import GatheringSaver, RememberingSerializer, open_saver
from resume.facts import number_facts
from resume.matching import Match
from resume.schema import Resume


def config(run: str, checkpoint: str | None = None) -> RunnableConfig:
    told = {"thread_id": run, "checkpoint_ns": ""}
    return {"configurable": told | ({"checkpoint_id": checkpoint} if checkpoint else {})}


def checkpoint(number: int) -> Checkpoint:
    return {**empty_checkpoint(), "id": f"{number:04}", "channel_values": {"step": number}}


async def put(saver: GatheringSaver, run: str, number: int) -> None:
    await saver.aput(config(run), checkpoint(number), {"step": number}, {})


async def newest(saver: GatheringSaver, run: str) -> object:
    found = await saver.aget_tuple(config(run))
    return found and found.checkpoint["channel_values"]["step"]


async def test_what_was_stored_is_there_for_another_process_once_the_wait_is_over(tmp_path: Path) -> None:
    async with open_saver(tmp_path / "c.sqlite") as saver:
        await put(saver, "one", 1)
        with sqlite3.connect(tmp_path / "c.sqlite") as other:
            assert other.execute("SELECT checkpoint_id FROM checkpoints").fetchall() == [("0001",)]


async def test_what_comes_together_is_committed_together(tmp_path: Path) -> None:
    async with open_saver(tmp_path / "c.sqlite") as saver:
        await put(saver, "first", 0)
        statements: list[str] = []
        saver.conn.set_trace_callback(statements.append)
        await asyncio.gather(*(put(saver, f"run-{number}", number) for number in range(40)))
        assert statements.count("COMMIT") <= 2
        assert [await newest(saver, f"run-{number}") for number in range(40)] == list(range(40))


async def test_each_run_reads_its_own_newest_checkpoint_with_what_its_tasks_wrote(tmp_path: Path) -> None:
    async with open_saver(tmp_path / "c.sqlite") as saver:
        await asyncio.gather(*(put(saver, run, number) for run in ("one", "two") for number in (1, 2, 3)))
        await saver.aput_writes(config("one", "0003"), [("drafts", "a line")], "task")
        found = await saver.aget_tuple(config("one"))
        assert found is not None
        assert found.pending_writes == [("task", "drafts", "a line")]
        assert [one.checkpoint["id"] async for one in saver.alist(config("two"))] == ["0003", "0002", "0001"]


async def test_a_state_that_cannot_be_stored_fails_its_own_run_alone(tmp_path: Path) -> None:
    async with open_saver(tmp_path / "c.sqlite") as saver:
        bad = saver.aput_writes(config("bad", "0001"), [("drafts", object())], "task")
        outcomes = await asyncio.gather(put(saver, "good", 1), bad, put(saver, "fine", 2), return_exceptions=True)
        assert [isinstance(outcome, Exception) for outcome in outcomes] == [False, True, False]
        assert [await newest(saver, run) for run in ("good", "fine")] == [1, 2]


async def test_a_database_that_refuses_tells_all_who_wait(tmp_path: Path) -> None:
    async with open_saver(tmp_path / "c.sqlite") as saver:
        await put(saver, "one", 1)
        saver.conn.execute("PRAGMA query_only = ON")
        outcomes = await asyncio.gather(put(saver, "one", 2), put(saver, "two", 1), return_exceptions=True)
        assert all(isinstance(outcome, sqlite3.OperationalError) for outcome in outcomes)
        saver.conn.execute("PRAGMA query_only = OFF")
        assert await newest(saver, "one") == 1


async def test_a_run_that_is_cancelled_leaves_the_others_to_be_stored(tmp_path: Path) -> None:
    async with open_saver(tmp_path / "c.sqlite") as saver:
        cancelled = asyncio.create_task(put(saver, "one", 1))
        await asyncio.sleep(0)
        cancelled.cancel()
        await put(saver, "two", 2)
        with pytest.raises(asyncio.CancelledError):
            await cancelled
        assert await newest(saver, "two") == 2


async def test_a_deleted_run_leaves_nothing(tmp_path: Path) -> None:
    async with open_saver(tmp_path / "c.sqlite") as saver:
        await put(saver, "one", 1)
        await saver.aput_writes(config("one", "0001"), [("drafts", "a line")], "task")
        await saver.adelete_thread("one")
        left = [saver.conn.execute(f"SELECT count(*) FROM {table}").fetchone() for table in ("checkpoints", "writes")]
        assert left == [(0,), (0,)]


async def test_work_that_fails_half_way_leaves_nothing_of_it_among_what_is_stored_with_it(tmp_path: Path) -> None:
    async with open_saver(tmp_path / "c.sqlite") as saver:
        await put(saver, "half", 1)

        def fail_half_way() -> None:
            saver.conn.execute("DELETE FROM checkpoints WHERE thread_id = 'half'")
            raise ValueError("half way")

        outcomes = await asyncio.gather(
            put(saver, "first", 1), saver._desk.write(fail_half_way), put(saver, "last", 1), return_exceptions=True
        )
        assert [isinstance(outcome, ValueError) for outcome in outcomes] == [False, True, False]
        assert [await newest(saver, run) for run in ("first", "half", "last")] == [1, 1, 1]


async def test_what_reads_is_not_failed_by_a_write_that_came_with_it(tmp_path: Path) -> None:
    async with open_saver(tmp_path / "c.sqlite") as saver:
        await put(saver, "one", 1)
        saver.conn.execute("PRAGMA query_only = ON")
        refused, found = await asyncio.gather(put(saver, "one", 2), newest(saver, "one"), return_exceptions=True)
        assert isinstance(refused, sqlite3.OperationalError)
        assert found == 1


async def test_all_who_wait_are_told_when_the_thread_is_gone(tmp_path: Path) -> None:
    async with open_saver(tmp_path / "c.sqlite") as saver:
        saver._desk._thread.shutdown()
        waiting = asyncio.gather(put(saver, "one", 1), newest(saver, "one"), return_exceptions=True)
        outcomes = await asyncio.wait_for(waiting, 10)
        assert [isinstance(outcome, RuntimeError) for outcome in outcomes] == [True, True]


async def test_all_who_wait_are_told_when_the_work_itself_is_cancelled(tmp_path: Path) -> None:
    async with open_saver(tmp_path / "c.sqlite") as saver:
        begun, go_on = asyncio.Event(), threading.Event()
        loop = asyncio.get_running_loop()

        def wait() -> None:
            loop.call_soon_threadsafe(begun.set)
            go_on.wait(10)

        taken = asyncio.create_task(saver._desk.write(wait))
        await begun.wait()
        queued = asyncio.create_task(put(saver, "one", 1))
        await asyncio.sleep(0)
        assert saver._desk._task is not None
        saver._desk._task.cancel()
        outcomes = await asyncio.wait_for(asyncio.gather(taken, queued, return_exceptions=True), 10)
        go_on.set()
        assert [isinstance(outcome, asyncio.CancelledError) for outcome in outcomes] == [True, True]
        await put(saver, "two", 2)
        assert await newest(saver, "two") == 2


class Steps(TypedDict, total=False):
    """What the small graph below passes on."""

    taken: Annotated[list[str], operator.add]


async def test_a_run_cancelled_between_a_step_and_its_way_on_takes_the_step_again_and_goes_on(tmp_path: Path) -> None:
    deciding, decide = asyncio.Event(), asyncio.Event()

    async def choose(_: Steps) -> str:
        deciding.set()
        await decide.wait()
        return "second"

    graph = StateGraph(Steps)
    graph.add_node("first", lambda _: {"taken": ["first"]})
    graph.add_node("second", lambda _: {"taken": ["second"]})
    graph.add_edge(START, "first")
    graph.add_conditional_edges("first", choose, ["second"])
    async with open_saver(tmp_path / "c.sqlite") as saver:
        compiled = graph.compile(checkpointer=saver)

        async def run() -> None:
            async for _ in compiled.astream({}, config("one"), durability="sync", stream_mode=["custom"]):
                pass

        under_way = asyncio.create_task(run())
        await deciding.wait()
        under_way.cancel()
        with pytest.raises(asyncio.CancelledError):
            await under_way
        decide.set()
        assert await compiled.ainvoke(None, config("one"), durability="sync") == {"taken": ["first", "second"]}


def test_what_is_remembered_is_encoded_as_langgraph_encodes_it() -> None:
    resume = Resume.model_validate({"work": [{"name": "Ostrelle Mills", "highlights": ["Dyed 40 bolts.", "Wove."]}]})
    state = {"source": resume, "facts": number_facts(resume), "raw": b"1", "none": None}
    serializer = RememberingSerializer()
    first, second = serializer.dumps_typed(state), serializer.dumps_typed(state)
    assert first == second == JsonPlusSerializer().dumps_typed(state)


def test_dataclasses_and_packets_sent_are_encoded_as_langgraph_encodes_them() -> None:
    match = Match("q1", ("w1.1",), "full", "It names it.")
    sent = Send("section_writer", {"facts": [match], "plan": ["Lead with it."]})
    values: list[object] = [match, [sent, match], {"deep": (match, {"deeper": sent})}]
    assert [RememberingSerializer().dumps_typed(one) for one in values] == [
        JsonPlusSerializer().dumps_typed(one) for one in values
    ]


async def test_checkpoints_are_stored_as_langgraph_stores_them(tmp_path: Path) -> None:
    async with open_saver(tmp_path / "checkpoints.sqlite") as saver:
        values: dict[str, object] = {}
        versions: dict[str, str] = {}
        for step in range(3):
            values |= {f"key-{step}": {"step": step}, "last": [step]}
            versions |= {f"key-{step}": str(step), "last": str(step)}
            given: Checkpoint = {**checkpoint(step), "channel_values": dict(values), "channel_versions": dict(versions)}
            await saver.aput(config("one"), given, {"source": "loop", "step": step}, {"last": str(step)})
            stored = saver.conn.execute("SELECT checkpoint FROM checkpoints ORDER BY checkpoint_id DESC").fetchone()
            assert stored[0] == JsonPlusSerializer().dumps_typed(given)[1]


async def test_values_of_one_run_are_not_taken_for_those_of_another(tmp_path: Path) -> None:
    async with open_saver(tmp_path / "checkpoints.sqlite") as saver:
        for run in ("one", "two"):
            given: Checkpoint = {
                **checkpoint(1),
                "channel_values": {"name": run},
                "channel_versions": {"name": "1"},
            }
            await saver.aput(config(run), given, {"source": "loop", "step": 0}, {"name": "1"})
        found = await saver.aget_tuple(config("two"))
        assert found is not None
        assert found.checkpoint["channel_values"] == {"name": "two"}


def test_a_value_that_may_change_is_encoded_as_it_is_now() -> None:
    resume = Resume.model_validate({"work": [{"name": "Ostrelle Mills"}]})
    serializer = RememberingSerializer()
    before = serializer.dumps_typed(resume)
    resume.work[0].name = "Quillon Works"
    assert serializer.dumps_typed(resume) != before


def test_a_value_in_the_place_of_one_that_is_gone_is_encoded_anew() -> None:
    serializer = RememberingSerializer()
    for number in range(200):
        (fact, *_) = number_facts(Resume.model_validate({"work": [{"name": f"Mill {number}"}]}))
        _, encoded = serializer.dumps_typed(fact)
        assert f"Mill {number}".encode() in encoded
