from typing import cast

from langgraph.runtime import Runtime

from nodes.stage import staged
from nodes.state import RunSettings, TailoringState, Update, merge_stages
from resume.report import StageRecord


def runtime_into(events: list[dict[str, object]]) -> Runtime[RunSettings]:
    return Runtime(context=RunSettings(), stream_writer=events.append)


async def by_rules(state: TailoringState, runtime: Runtime[RunSettings]) -> Update:
    return {"recommendations": ["Rest."]}


async def skipped(state: TailoringState, runtime: Runtime[RunSettings]) -> Update:
    return {"stages": {"web_search": StageRecord(stage="web_search", by="skipped", reason="offline")}}


NO_STATE = cast(TailoringState, {})


async def test_a_stage_is_recorded_as_done_by_rules_with_its_time() -> None:
    update = await staged("researcher", by_rules)(NO_STATE, runtime=runtime_into([]))
    record = update["stages"]["researcher"]
    assert (record.by, update["recommendations"]) == ("rules", ["Rest."])
    assert record.seconds > 0


async def test_a_stage_that_says_how_it_went_is_taken_at_its_word() -> None:
    update = await staged("web_search", skipped)(NO_STATE, runtime=runtime_into([]))
    assert (update["stages"]["web_search"].by, update["stages"]["web_search"].reason) == ("skipped", "offline")


async def test_progress_is_told_at_the_beginning_and_at_the_end() -> None:
    events: list[dict[str, object]] = []
    await staged("researcher", by_rules)(NO_STATE, runtime=runtime_into(events))
    assert [(event["stage"], event["event"]) for event in events] == [("researcher", "begin"), ("researcher", "end")]


def test_the_times_of_a_stage_with_several_parts_add_up() -> None:
    first = {"drafter": StageRecord(stage="drafter", by="rules", seconds=1.0)}
    second = {"drafter": StageRecord(stage="drafter", by="rules", seconds=0.5)}
    assert merge_stages(first, second)["drafter"].seconds == 1.5
    assert first["drafter"].seconds == 1.0
