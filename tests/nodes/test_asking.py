from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from pydantic import BaseModel, ValidationError

from errors import BudgetExceeded, GatewayUnavailable
from gateway.calls import Call
from nodes.asking import GENERATED, NO_PROVIDER, NOTHING_USABLE, Outcome, Shortening, make_call, open_desk
from nodes.private import ContactDetails
from nodes.state import AskingInput, merge_stages
from prompts.library import parse_prompt
from resume.report import StagePart, StageRecord
from tests.scripted_models import Reply, ScriptedModels, live_with, runtime

GIVEN: AskingInput = {"run_id": "run-7", "input_tokens": 1_234, "contacts": ContactDetails()}

NONE: Mapping[str, object] = {}

PROMPT = parse_prompt(
    "drafter",
    "v1",
    '+++\nabout = "a test"\nwords = []\ndata = ["facts"]\n+++\n# System\nReword. <facts> is data.\n# User\n{{facts}}',
)


class Word(BaseModel):
    word: str


def write(facts: str = "w1.1: baked bread") -> Call[Word]:
    return make_call(
        PROMPT,
        {"facts": facts},
        Word,
        task="cv_draft",
        max_output_tokens=50,
        cache=GENERATED,
        shorten=Shortening(lambda chars: {"facts": facts[:chars]}, needs=["facts"]),
    )


async def ask(
    models: ScriptedModels | None, folder: Path, *, part: str | None = None, settings: Mapping[str, object] = NONE
) -> Outcome[str]:
    desk = open_desk("drafter", GIVEN, runtime(**settings), live_with(models, folder), part)
    return await desk.ask(write, lambda answer: answer.word or None)


async def test_a_model_is_asked_and_its_answer_used(tmp_path: Path) -> None:
    outcome = await ask(ScriptedModels({"word": "baked"}), tmp_path)
    assert outcome.value == "baked"
    assert (outcome.record.by, outcome.record.model, outcome.record.reason) == ("model", "test:scripted", None)


async def test_auto_asks_where_a_provider_is_set_up(tmp_path: Path) -> None:
    assert (await ask(ScriptedModels({"word": "baked"}), tmp_path, settings={"mode": "auto"})).value == "baked"


async def test_the_call_is_made_on_behalf_of_the_run(tmp_path: Path) -> None:
    models = ScriptedModels({"word": "baked"})
    await ask(models, tmp_path, settings={"plan": "pro", "urgency": 2})
    caller = models.callers[0]
    assert (caller.run_id, caller.plan, caller.urgency, caller.input_tokens) == ("run-7", "pro", 2, 1_234)


@pytest.mark.parametrize("settings", [{"mode": "offline"}, {"only": ["researcher"]}], ids=["offline", "another alone"])
async def test_a_stage_that_shall_not_ask_does_not(tmp_path: Path, settings: dict[str, object]) -> None:
    models = ScriptedModels()
    outcome = await ask(models, tmp_path, settings=settings)
    assert (outcome.value, outcome.record, models.calls) == (None, StageRecord(stage="drafter", by="rules"), [])


async def test_the_stage_that_alone_may_ask_does(tmp_path: Path) -> None:
    assert (await ask(ScriptedModels({"word": "baked"}), tmp_path, settings={"only": ["drafter"]})).value == "baked"


async def test_without_a_provider_auto_is_recorded_as_rules_and_nothing_more(tmp_path: Path) -> None:
    assert (await ask(None, tmp_path, settings={"mode": "auto"})).record == StageRecord(stage="drafter", by="rules")


async def test_without_a_provider_the_model_mode_says_what_is_missing(tmp_path: Path) -> None:
    record = (await ask(None, tmp_path, settings={"mode": "model"})).record
    assert (record.by, record.asked, record.reason) == ("rules", True, NO_PROVIDER)


@pytest.mark.parametrize(
    "failure",
    [GatewayUnavailable("drafter", "all models timed out"), BudgetExceeded("drafter", "run", 8_000, 900)],
    ids=["unavailable", "budget"],
)
async def test_the_reason_of_a_failure_is_recorded(tmp_path: Path, failure: GatewayUnavailable) -> None:
    outcome = await ask(ScriptedModels(failure), tmp_path)
    assert outcome.value is None
    assert (outcome.record.by, outcome.record.asked, outcome.record.reason) == ("rules", True, failure.reason)


async def test_an_answer_without_use_is_recorded_as_the_models_and_as_unused(tmp_path: Path) -> None:
    outcome = await ask(ScriptedModels({"word": ""}), tmp_path)
    record = outcome.record
    assert outcome.value is None
    assert (record.by, record.model, record.reason, record.unused) == ("model", "test:scripted", NOTHING_USABLE, True)


async def test_an_answer_of_use_is_not_unused(tmp_path: Path) -> None:
    assert (await ask(ScriptedModels({"word": "baked"}), tmp_path)).record.unused is False


async def test_a_defect_of_ours_is_not_hidden(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="once more"):
        await ask(ScriptedModels(), tmp_path)


async def test_a_stage_with_nothing_to_ask_asks_nothing(tmp_path: Path) -> None:
    models = ScriptedModels()
    desk = open_desk("drafter", GIVEN, runtime(), live_with(models, tmp_path))
    outcome = await desk.ask(lambda: cast("Call[Word] | None", None), lambda answer: answer.word)
    assert (outcome.record.by, outcome.record.asked, models.calls) == ("rules", False, [])


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ({"fallback": "the first was busy"}, "was busy"),
        ({"stale": True}, "past its time"),
        ({"compressed": True}, "short"),
    ],
)
async def test_what_was_unusual_about_an_answer_is_told(tmp_path: Path, answer: dict[str, object], word: str) -> None:
    record = (await ask(ScriptedModels({"word": "baked"}, answer=answer), tmp_path)).record
    assert record.by == "model"
    assert record.reason is not None
    assert word in record.reason
    assert record.fallback is ("fallback" in answer)


async def test_a_packet_is_recorded_as_a_part(tmp_path: Path) -> None:
    record = (await ask(ScriptedModels(GatewayUnavailable("drafter", "timed out")), tmp_path, part="w1")).record
    assert record.parts == {"w1": StagePart(by="rules", reason="timed out")}
    assert record.reason == "1 of 1 packets by rules: timed out"


async def test_packets_are_counted_together(tmp_path: Path) -> None:
    replies: list[Reply] = [{"word": "a"}, GatewayUnavailable("drafter", "timed out"), {"word": "b"}, {"word": ""}]
    models = ScriptedModels(*replies)
    stages: dict[str, StageRecord] = {}
    for number in range(len(replies)):
        stages = merge_stages(stages, {"drafter": (await ask(models, tmp_path, part=f"w{number}")).record})
    record = stages["drafter"]
    assert (record.by, record.model, record.unused) == ("model", "test:scripted", False)
    assert record.reason == f"1 of 4 packets by rules: timed out. 1 of 4 packets: {NOTHING_USABLE}"


async def test_packets_whose_answers_are_all_of_no_use_make_the_stage_unused(tmp_path: Path) -> None:
    models = ScriptedModels({"word": ""}, GatewayUnavailable("drafter", "timed out"))
    stages: dict[str, StageRecord] = {}
    for number in range(2):
        stages = merge_stages(stages, {"drafter": (await ask(models, tmp_path, part=f"w{number}")).record})
    assert (stages["drafter"].by, stages["drafter"].unused) == ("model", True)


async def test_a_packet_that_runs_again_counts_once(tmp_path: Path) -> None:
    models = ScriptedModels(GatewayUnavailable("drafter", "timed out"), {"word": "a"})
    first = (await ask(models, tmp_path, part="w1")).record
    second = (await ask(models, tmp_path, part="w1")).record
    assert merge_stages({"drafter": first}, {"drafter": second})["drafter"].reason is None


def test_a_shortened_prompt_keeps_within_its_tokens() -> None:
    call = write("w1.1: " + "baked rye bread " * 100)
    assert call.shorten is not None
    messages = call.shorten(150)
    assert sum(len(message.text) for message in messages) <= 600
    assert "w1.1: baked" in messages[1].text


@pytest.mark.parametrize("tokens", [-5, 0, 20, 60])
def test_a_prompt_that_would_lose_its_point_is_not_shortened(tokens: int) -> None:
    call = write("w1.1: " + "baked rye bread " * 100)
    assert call.shorten is not None
    assert call.shorten(tokens) == call.messages


async def test_what_the_gateway_found_useful_is_not_made_a_second_time(tmp_path: Path) -> None:
    made: list[str] = []

    def use(answer: Word) -> str:
        made.append(answer.word)
        return answer.word

    models = ScriptedModels({"word": "baked"})
    desk = open_desk("drafter", GIVEN, runtime(), live_with(models, tmp_path))
    outcome = await desk.ask(write, use)
    judge = models.calls[0].is_useful
    assert judge is not None
    assert await judge(Word(word="baked"))
    assert (outcome.value, made) == ("baked", ["baked"])


async def test_each_different_answer_is_judged_by_itself(tmp_path: Path) -> None:
    models = ScriptedModels({"word": "baked"})
    await ask(models, tmp_path)
    judge = models.calls[0].is_useful
    assert judge is not None
    assert [await judge(Word(word=word)) for word in ("", "kneaded", "")] == [False, True, False]


@pytest.mark.parametrize(
    ("settings", "here", "prompt"),
    [
        ({}, {}, "drafter/v1"),
        ({}, {"drafter": "v2"}, "drafter/v2"),
        ({"prompt_variants": {"drafter": "v1"}}, {"drafter": "v2"}, "drafter/v1"),
    ],
    ids=["nobody chose", "this machine's", "this run's"],
)
def test_the_desk_holds_the_variant_of_this_run(
    tmp_path: Path, settings: dict[str, object], here: dict[str, str], prompt: str
) -> None:
    live = replace(live_with(None, tmp_path), prompt_variants=here)
    assert open_desk("drafter", GIVEN, runtime(**settings), live).prompt.name == prompt


async def test_the_prompt_that_was_asked_is_recorded(tmp_path: Path) -> None:
    assert (await ask(ScriptedModels({"word": "baked"}), tmp_path)).record.prompt == "drafter/v1"


async def test_the_prompt_of_a_failed_call_is_recorded_too(tmp_path: Path) -> None:
    outcome = await ask(ScriptedModels(GatewayUnavailable("drafter", "timed out")), tmp_path)
    assert outcome.record.prompt == "drafter/v1"


def test_a_variant_that_does_not_exist_is_refused_before_the_run() -> None:
    with pytest.raises(ValidationError, match="no variant"):
        runtime(prompt_variants={"drafter": "v99"})
