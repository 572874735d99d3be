"""What the validator does where a check fails; the graph's tests show what follows from it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from langgraph.runtime import Runtime

import nodes.validator
from documents.readers import Limits
from evals.run_pair import NothingPrints
from nodes.live import LiveParts
from nodes.state import PolishedResume, RunSettings, Update, ValidatorInput
from nodes.validator import find_lost, validator
from resume.edits import Arrangement, Edit, TailoredResume, apply_edits
from resume.facts import Fact, number_facts
from resume.schema import Resume
from storage.documents import DocumentStore
from tests.people import nurse

LIMITS = Limits(max_bytes=1, max_pages=1, max_chars=1)


async def validate(polished: PolishedResume, folder: Path) -> Update:
    live = LiveParts(
        documents=DocumentStore(folder),
        printer=NothingPrints(),
        folder_of=lambda _: folder,
        resume_limits=LIMITS,
        job_limits=LIMITS,
        today=lambda: date(2026, 3, 1),
    )
    state: ValidatorInput = {"source": nurse(), "facts": number_facts(nurse()), "polished": polished, "stages": {}}
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
