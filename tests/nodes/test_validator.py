"""What the validator does where a check fails; the graph's tests show what follows from it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from langgraph.runtime import Runtime

import nodes.validator
from documents.readers import Limits
from evals.run_pair import NothingPrints
from nodes.live import LiveParts
from nodes.state import PolishedResume, RunSettings, Update, ValidationReport, ValidatorInput
from nodes.validator import REFUSED, find_lost, note_own_slips, validator
from resume.edits import Arrangement, Edit, TailoredResume, apply_edits
from resume.facts import Fact, number_facts
from resume.grounding.verdict import ReasonKind
from resume.job import JobText
from resume.schema import Resume
from storage.documents import DocumentStore
from tests.people import nurse

LIMITS = Limits(max_bytes=1, max_pages=1, max_chars=1)


async def validate(polished: PolishedResume, folder: Path, before: ValidationReport | None = None) -> Update:
    live = LiveParts(
        documents=DocumentStore(folder),
        printer=NothingPrints(),
        folder_of=lambda _: folder,
        resume_limits=LIMITS,
        job_limits=LIMITS,
        today=lambda: date(2026, 3, 1),
    )
    state: ValidatorInput = {
        "run_id": "r",
        "source": nurse(),
        "facts": number_facts(nurse()),
        "job_text": JobText(text=""),
        "polished": polished,
        "stages": {},
    }
    if before is not None:
        state["validation"] = before
    return await validator(state, Runtime(context=RunSettings()), live=live)


def test_a_missing_role_and_a_changed_date_are_lost() -> None:
    tailored = nurse()
    tailored.work[0].start_date = "2001"
    tailored.work.pop(1)
    lost = find_lost(nurse(), tailored)
    assert len(lost) == 2
    assert all(role.position and any(role.position in line for line in lost) for role in nurse().work)


async def test_a_line_that_says_more_goes_back_to_its_source(tmp_path: Path) -> None:
    lie = Edit(facts=["w1.1"], text="Managed 900 nurses in Kubernetes", reason="Grander.", stage="polisher")
    update = await validate(PolishedResume(edits=[lie]), tmp_path)
    assert update["validation"].verdict == "reverted"
    assert list(update["validation"].reverted) == ["w1.1"]
    assert update["tailored"].resume.work == nurse().work


async def test_a_composed_summary_loses_the_sentence_that_nothing_supports(tmp_path: Path) -> None:
    true = nurse().work[0].highlights[0].rstrip(".") + "."
    composed = Edit(
        facts=["w1.1"], text=f"{true} Won 12 medals.", reason="There was none.", stage="polisher", place="summary"
    )
    update = await validate(PolishedResume(edits=[composed]), tmp_path)
    assert [edit.text for edit in update["polished"].edits] == [true]
    assert update["validation"].reverted == {}
    assert update["validation"].notes != []


async def test_where_the_order_itself_lost_a_role_no_later_stage_gets_that_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def losing(
        source: Resume,
        facts: Sequence[Fact],
        edits: Sequence[Edit],
        arrangement: Arrangement,
        *,
        reverted: dict[str, str] | None = None,
    ) -> TailoredResume:
        tailored = apply_edits(source, facts, edits, arrangement, reverted=reverted)
        if arrangement != Arrangement():
            tailored.resume.work.pop()
        return tailored

    monkeypatch.setattr(nodes.validator, "apply_edits", losing)
    update = await validate(PolishedResume(arrangement=Arrangement(sections=["education", "work"])), tmp_path)
    assert update["validation"].lost != []
    assert update["polished"].arrangement == Arrangement()
    assert len(update["tailored"].resume.work) == len(nurse().work)


def by_model(facts: list[str], text: str, place: str | None = None) -> Edit:
    return Edit.model_validate(
        {"facts": facts, "text": text, "reason": "Better.", "stage": "drafter", "by": "model", "place": place}
    )


ZORBLAX = by_model(["w1.1"], "Managed 900 Zorblax nurses")


async def test_a_models_line_that_fails_goes_back_to_the_polisher_once(tmp_path: Path) -> None:
    update = await validate(PolishedResume(edits=[ZORBLAX]), tmp_path)
    assert update["validation"].verdict == "retry"
    assert [(line.fact, line.by) for line in update["validation"].unsupported] == [("w1.1", "model")]


async def second_round(polished: PolishedResume, folder: Path) -> Update:
    first = await validate(polished, folder)
    return await validate(polished, folder, before=first["validation"])


async def test_failing_again_it_goes_back_to_its_source_and_the_lie_is_not_repeated(tmp_path: Path) -> None:
    update = await second_round(PolishedResume(edits=[ZORBLAX]), tmp_path)
    assert update["validation"].verdict == "reverted"
    assert update["validation"].found == 1
    why = update["validation"].reverted["w1.1"]
    assert "model" in why
    assert "900" not in why
    assert "Zorblax" not in why
    assert update["tailored"].resume.work == nurse().work


async def test_a_rules_line_that_fails_is_put_back_at_once_beside_a_models_that_stands(tmp_path: Path) -> None:
    good = by_model(["w2.3"], "Taught 6 students")
    lie = Edit(facts=["w1.1"], text="Managed 900 nurses", reason="Grander.", stage="polisher")
    update = await validate(PolishedResume(edits=[good, lie]), tmp_path)
    assert update["validation"].verdict == "reverted"
    assert list(update["validation"].reverted) == ["w1.1"]
    assert "Taught 6 students" in update["tailored"].resume.work[1].highlights


async def test_a_models_summary_loses_the_false_sentence_and_the_lie_is_not_repeated(tmp_path: Path) -> None:
    true = nurse().work[0].highlights[1].rstrip(".") + "."
    composed = by_model(["w1.2"], f"{true} Won 12 Zorblax medals.", "summary")
    update = await second_round(PolishedResume(edits=[composed]), tmp_path)
    assert [edit.text for edit in update["polished"].edits] == [true]
    assert "Zorblax" not in " ".join(update["validation"].notes)
    assert update["validation"].notes != []


async def test_a_models_false_headline_makes_room_for_the_rules_own(tmp_path: Path) -> None:
    lie = by_model(["w1"], "Chief Zorblax Officer", "headline")
    spare = Edit(facts=["w1"], text="Ward Sister", reason="Yours.", stage="polisher", place="headline")
    update = await second_round(PolishedResume(edits=[lie], spare=[spare]), tmp_path)
    assert update["tailored"].resume.basics.label == "Ward Sister"
    assert update["validation"].reverted == {}


async def test_a_false_headline_with_nothing_to_spare_is_not_there(tmp_path: Path) -> None:
    lie = by_model(["w1"], "Chief Zorblax Officer", "headline")
    update = await second_round(PolishedResume(edits=[lie]), tmp_path)
    assert update["tailored"].resume.basics.label == nurse().basics.label
    assert list(update["validation"].reverted) == ["headline"]


def test_every_kind_of_reason_has_its_words() -> None:
    assert set(REFUSED) == set(get_args(ReasonKind))


def test_a_slip_of_the_source_is_noted_and_not_mended() -> None:
    source = nurse()
    source.work[0].highlights[0] = "Managed a seperate team of 14 nurses"
    facts = number_facts(source)
    tailored = apply_edits(source, facts, [], Arrangement())
    assert note_own_slips(source, facts, tailored) == [
        "“seperate” may be meant as “separate”, in “Managed a seperate team of 14 nurses”."
    ]
    source.meta.language = "de"
    assert note_own_slips(source, facts, tailored) == []


async def test_a_resume_without_slips_gets_no_notes(tmp_path: Path) -> None:
    assert (await validate(PolishedResume(), tmp_path))["validation"].notes == []
