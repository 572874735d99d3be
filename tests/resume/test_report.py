"""How far a run fell short: the level, and the reasons in plain words."""

import pytest

from resume.report import StagePart, StageRecord, join_records, measure_degradation, summarize_parts


def asked(stage: str, by: str = "model", *, reason: str | None = None, fallback: bool = False) -> StageRecord:
    return StageRecord.model_validate(
        {"stage": stage, "by": by, "reason": reason, "asked": True, "fallback": fallback, "model": "a:b"}
    )


RULES = StageRecord(stage="intake", by="rules")
SKIPPED = StageRecord(stage="web_search", by="skipped", reason="an offline run searches nothing")


def level(*stages: StageRecord) -> str:
    return measure_degradation([RULES, SKIPPED, *stages], str.upper).level


def test_a_run_that_asked_no_model_fell_short_of_nothing() -> None:
    assert measure_degradation([RULES, SKIPPED], str.upper).model_dump() == {"level": "none", "reasons": []}


def test_a_run_in_which_all_went_as_asked_for_neither() -> None:
    assert level(asked("drafter"), asked("polisher")) == "none"


def test_another_model_is_a_small_detour() -> None:
    assert level(asked("drafter"), asked("polisher", fallback=True)) == "minor"


@pytest.mark.parametrize("reason", ["the prompt was shortened to fit", "an earlier answer served past its time"])
def test_so_is_an_answer_with_a_remark(reason: str) -> None:
    found = measure_degradation([asked("polisher", reason=reason)], str.upper)
    assert (found.level, found.reasons) == ("minor", [f"POLISHER: {reason}."])


def test_some_stages_by_rules_are_moderate_and_say_why() -> None:
    found = measure_degradation([asked("drafter"), asked("polisher", "rules", reason="no model answered")], str.upper)
    assert found.level == "moderate"
    assert found.reasons == ["POLISHER: done by rules, because no model answered."]


def test_all_of_them_are_severe() -> None:
    assert level(asked("drafter", "rules", reason="x"), asked("polisher", "rules", reason="y")) == "severe"


def packets(**parts: StagePart) -> StageRecord:
    record = asked("drafter")
    return record.model_copy(update={"parts": parts, **summarize_parts(parts)})


ANSWERED, FAILED = StagePart(by="model", model="a:b"), StagePart(by="rules", reason="timed out")


def test_some_packets_by_rules_are_moderate_too() -> None:
    found = measure_degradation([packets(w1=ANSWERED, w2=FAILED)], str.upper)
    assert (found.level, found.reasons) == ("moderate", ["DRAFTER: 1 of 2 packets by rules: timed out."])


UNUSED = StagePart(by="model", model="a:b", reason="nothing usable", unused=True)


def test_an_answer_of_no_use_is_moderate_and_told_as_it_is() -> None:
    idle = asked("polisher", reason="nothing usable").model_copy(update={"unused": True})
    found = measure_degradation([asked("drafter"), idle], str.upper)
    assert (found.level, found.reasons) == ("moderate", ["POLISHER: nothing usable."])


def test_answers_of_no_use_alone_are_not_severe_for_the_models_did_answer() -> None:
    assert level(asked("drafter", reason="nothing usable").model_copy(update={"unused": True})) == "moderate"


def test_a_packet_whose_answer_is_of_no_use_is_told_as_neither_by_rules_nor_by_a_model() -> None:
    found = measure_degradation([packets(w1=ANSWERED, w2=UNUSED)], str.upper)
    assert (found.level, found.reasons) == ("moderate", ["DRAFTER: 1 of 2 packets: nothing usable."])


def test_a_stage_is_unused_only_if_each_answer_was() -> None:
    assert packets(w1=UNUSED, w2=FAILED).unused
    assert not packets(w1=UNUSED, w2=ANSWERED).unused
    assert not packets(w1=FAILED).unused


def test_a_round_of_use_is_not_undone_by_one_of_none() -> None:
    idle = asked("polisher", reason="nothing usable").model_copy(update={"unused": True})
    assert not join_records(asked("polisher"), idle).unused
    assert join_records(idle, idle).unused


def test_a_packet_with_nothing_to_ask_is_no_shortfall() -> None:
    assert measure_degradation([packets(w1=ANSWERED, w2=StagePart(by="rules"))], str.upper).level == "none"


def test_a_stricter_round_keeps_what_the_first_asked() -> None:
    joined = join_records(asked("polisher", fallback=True), asked("polisher").model_copy(update={"asked": False}))
    assert joined.asked
    assert joined.fallback


def test_reasons_that_differ_in_their_figures_alone_are_told_once() -> None:
    parts = {
        f"w{one}": StagePart(by="rules", reason=f"the stage budget of 7,000 tokens has no room for {one} more")
        for one in (569, 1_574)
    }
    assert summarize_parts(parts)["reason"] == (
        "2 of 2 packets by rules: the stage budget of 7,000 tokens has no room for 569 more"
    )
