"""Single lines of a delivered run are decided on: checked, printed anew without a model, and taken back."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import graph.pipeline
from errors import UserError
from evals.loopback import read_statistics, running_server
from graph.alone import Upload
from graph.runner import AwaitingReview, Runner, open_runner
from nodes.exporter import exporter
from nodes.state import Revision, RunSettings
from resume.edits import Claim
from resume.report import Report
from resume.review.revision import Action, Decision
from settings import Settings
from tests.people import NURSE_AD, NURSE_RESUME

CV = Upload("cv.md", NURSE_RESUME.encode())
JOB = Upload("ad.md", (NURSE_AD + "- Phlebotomy\n").encode())
OFFLINE = RunSettings(mode="offline")


def edit(text: str, *, declare: bool = False) -> Decision:
    return Decision(action="edit", text=text, declare=declare)


def do(action: Action) -> Decision:
    return Decision(action=action)


@pytest.fixture
async def runner(tmp_path: Path) -> AsyncIterator[Runner]:
    async with open_runner(Settings(home=tmp_path / "home")) as opened:
        yield opened


async def deliver(runner: Runner, tmp_path: Path, settings: RunSettings = OFFLINE) -> Report:
    await runner.create(CV, JOB, settings=settings, folder=tmp_path / "out", run_id="mine")
    report = await runner.go_on("mine")
    assert isinstance(report, Report)
    return report


async def revise(runner: Runner, **decisions: Decision) -> Report:
    """Decides on lines by fact id, written with `_` for `.`; nothing may be refused."""
    revised = await runner.revise("mine", {id.replace("_", "."): one for id, one in decisions.items()})
    assert revised.refused == []
    return revised.report


def line(report: Report, fact: str) -> Claim:
    return next(claim for claim in report.claims if claim.facts[0] == fact)


def printed(tmp_path: Path) -> str:
    return (tmp_path / "out" / "resume.md").read_text()


async def test_a_rejected_line_is_the_sources_own_again_in_every_file(runner: Runner, tmp_path: Path) -> None:
    before = await deliver(runner, tmp_path)
    assert line(before, "w1.1").action == "edited"
    report = await revise(runner, w1_1=do("reject"))
    assert line(report, "w1.1").text == "Responsible for managing a team of 14 nurses"
    assert "Responsible for managing" in printed(tmp_path)
    assert (
        json.loads((tmp_path / "out" / "report.json").read_text())["claims"]
        == json.loads(report.model_dump_json())["claims"]
    )
    assert report.round_trip is not None
    assert report.fact_check.unsupported_shipped == 0


async def test_an_edit_that_stands_the_check_is_taken_as_the_users_wording(runner: Runner, tmp_path: Path) -> None:
    await deliver(runner, tmp_path)
    claim = line(await revise(runner, w1_1=edit("Managed 14 nurses")), "w1.1")
    assert (claim.text, claim.action, claim.by_user, claim.why) == (
        "Managed 14 nurses",
        "edited",
        True,
        "Your own wording.",
    )


async def test_an_edit_that_claims_more_is_refused_with_its_words_and_changes_nothing(
    runner: Runner, tmp_path: Path
) -> None:
    before = await deliver(runner, tmp_path)
    files = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    revised = await runner.revise("mine", {"w1.1": edit("Managed 40 nurses with Kubernetes")})
    (refused,) = revised.refused
    assert set(refused.words) == {"40", "Kubernetes"}
    assert refused.reasons
    assert revised.report == before
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == files


async def test_of_several_edits_the_good_ones_are_made_and_the_others_told(runner: Runner, tmp_path: Path) -> None:
    await deliver(runner, tmp_path)
    revised = await runner.revise("mine", {"w1.1": edit("Managed 14 nurses"), "w1.2": edit("Cut errors by 90 %")})
    assert [one.id for one in revised.refused] == ["w1.2"]
    assert line(revised.report, "w1.1").text == "Managed 14 nurses"
    assert "38 %" in line(revised.report, "w1.2").text


async def test_a_declared_edit_is_a_fact_of_the_users_own_and_counts_as_one(runner: Runner, tmp_path: Path) -> None:
    await deliver(runner, tmp_path)
    report = await revise(runner, w2_1=edit("Trained 6 students in phlebotomy", declare=True))
    claim = line(report, "w2.1")
    assert (claim.facts, claim.by_user) == (["w2.1", "u1"], True)
    assert report.own_facts == {"u1": "Trained 6 students in phlebotomy"}
    assert "declared" in claim.why
    assert {row.status for row in report.requirements if row.text == "Phlebotomy"} == {"shown"}
    assert report.fact_check.unsupported_shipped == 0


@pytest.mark.parametrize(
    ("id", "text"), [("w1", "Chief Nurse, St. Alcuin's"), ("e1", "PhD Adult Nursing"), ("w1", ""), ("w1.1", "x" * 700)]
)
async def test_titles_degrees_and_what_is_no_line_are_refused_even_when_declared(
    id: str, text: str, runner: Runner, tmp_path: Path
) -> None:
    before = await deliver(runner, tmp_path)
    revised = await runner.revise("mine", {id: edit(text, declare=True)})
    assert [one.id for one in revised.refused] == [id]
    assert revised.report == before


async def test_a_composed_summary_is_reworded_declared_and_taken_out(runner: Runner, tmp_path: Path) -> None:
    before = await deliver(runner, tmp_path)
    summary = next(claim for claim in before.claims if claim.section == "summary")
    shorter = await revise(runner, **{summary.id: edit("Skilled in wound care and RotaWise.")})
    assert [claim.text for claim in shorter.claims if claim.section == "summary"] == [
        "Skilled in wound care and RotaWise."
    ]
    own = await revise(runner, summary=edit("A nurse who sings on the ward.", declare=True))
    (claim,) = [claim for claim in own.claims if claim.section == "summary"]
    assert (claim.text, claim.by_user) == ("A nurse who sings on the ward.", True)
    gone = await revise(runner, **{claim.id: do("reject")})
    assert [claim for claim in gone.claims if claim.section == "summary"] == []


async def test_what_is_restored_is_what_the_run_had_made_whatever_was_decided_in_between(
    runner: Runner, tmp_path: Path
) -> None:
    before = await deliver(runner, tmp_path)
    await revise(runner, w1_1=do("reject"), headline=do("reject"))
    await revise(runner, w1_1=edit("Managed 14 nurses"), w2_1=edit("Trained 6 students in phlebotomy", declare=True))
    await revise(
        runner, summary=edit("A nurse who sings on the ward.", declare=True), s3=edit("Zorbtech", declare=True)
    )
    report = await revise(runner, **{id: do("restore") for id in ("w1_1", "w2_1", "headline", "summary", "s3")})
    assert report.claims == before.claims
    assert report.requirements == before.requirements
    assert report.own_facts == {}


async def test_an_empty_edit_leaves_the_line_out(runner: Runner, tmp_path: Path) -> None:
    await deliver(runner, tmp_path)
    claim = line(await revise(runner, w2_1=edit("")), "w2.1")
    assert claim.action == "dropped"
    assert "Trained 6 students" not in printed(tmp_path)


async def test_an_acceptance_that_is_taken_back_is_forgotten(runner: Runner, tmp_path: Path) -> None:
    await deliver(runner, tmp_path)
    await revise(runner, w1_1=do("accept"))
    await revise(runner, w1_1=do("restore"))
    kept = (await runner.state_of(await runner.runs.get("mine")))["revision"]
    assert isinstance(kept, Revision)
    assert kept.decisions == {}


async def test_accepting_makes_nothing_anew_and_is_remembered(runner: Runner, tmp_path: Path) -> None:
    before = await deliver(runner, tmp_path)
    stamp = (tmp_path / "out" / "resume.ats.pdf").stat().st_mtime_ns
    assert await revise(runner, w1_1=do("accept")) == before
    assert (tmp_path / "out" / "resume.ats.pdf").stat().st_mtime_ns == stamp
    revision = (await runner.state_of(await runner.runs.get("mine")))["revision"]
    assert "w1.1" in revision.decisions  # type: ignore[attr-defined]


async def test_a_line_is_checked_and_looked_at_without_anything_being_stored(runner: Runner, tmp_path: Path) -> None:
    before = await deliver(runner, tmp_path)
    assert (await runner.check_line("mine", "w1.1", "Managed 14 nurses")).supported
    checked = await runner.check_line("mine", line(before, "w1.1").id, "Managed 15 nurses")
    assert (checked.supported, checked.words) == (False, ["15"])
    preview = await runner.preview("mine", {"w1.1": edit("Managed 14 nurses"), "w1.2": edit("Cut errors by 90 %")})
    assert preview.pdf.startswith(b"%PDF")
    assert "Managed 14 nurses" in preview.html
    assert "90 %" not in preview.html
    assert [one.id for one in preview.refused] == ["w1.2"]
    assert await runner.go_on("mine") == before


async def test_the_version_before_stays_in_the_history(runner: Runner, tmp_path: Path) -> None:
    before = await deliver(runner, tmp_path)
    after = await revise(runner, w1_1=do("reject"))
    compiled = runner._compiled(await runner.runs.get("mine"), None)
    history = [found.values async for found in compiled.aget_state_history({"configurable": {"thread_id": "mine"}})]
    reports = [values["report"].claims for values in history if "report" in values]
    assert reports[0] == after.claims
    assert before.claims in reports


async def test_a_revision_that_was_cut_off_is_finished_by_going_on(
    runner: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await deliver(runner, tmp_path)
    defects = [ZeroDivisionError()]

    async def broken_once(state, runtime, *, live):  # type: ignore[no-untyped-def]
        if defects:
            raise defects.pop()
        return await exporter(state, runtime, live=live)

    monkeypatch.setattr(graph.pipeline, "exporter", broken_once)
    runner._graphs.clear()
    with pytest.raises(ZeroDivisionError):
        await runner.revise("mine", {"w1.1": do("reject")})
    assert (await runner.runs.get("mine")).status == "failed"
    assert "Manage a team" in printed(tmp_path)
    report = await runner.go_on("mine")
    assert isinstance(report, Report)
    assert line(report, "w1.1").text.startswith("Responsible")
    assert "Responsible for managing" in printed(tmp_path)
    assert (await runner.runs.get("mine")).status == "delivered"


async def test_files_that_were_deleted_are_made_again(runner: Runner, tmp_path: Path) -> None:
    before = await deliver(runner, tmp_path)
    for path in (tmp_path / "out").iterdir():
        path.unlink()
    (tmp_path / "out").rmdir()
    await revise(runner, w1_1=do("reject"))
    assert {path.name for path in (tmp_path / "out").iterdir()} == set(before.files)


async def test_of_two_revisions_at_once_one_is_refused(runner: Runner, tmp_path: Path) -> None:
    await deliver(runner, tmp_path)
    tried = await asyncio.gather(
        runner.revise("mine", {"w1.1": do("reject")}),
        runner.revise("mine", {"w1.2": edit("Cut medication errors by 38 %")}),
        return_exceptions=True,
    )
    (refused,) = [one for one in tried if isinstance(one, BaseException)]
    assert isinstance(refused, UserError)
    assert "under way" in str(refused)


async def test_what_is_not_there_cannot_be_revised(runner: Runner, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such run"):
        await runner.revise("mine", {"w1.1": do("reject")})
    await runner.create(CV, JOB, settings=OFFLINE, folder=tmp_path / "out", run_id="mine")
    with pytest.raises(UserError, match="not delivered"):
        await runner.check_line("mine", "w1.1", "Managed 14 nurses")
    await runner.go_on("mine")
    with pytest.raises(UserError, match="no such line"):
        await runner.revise("mine", {"k99\x1b[2J": do("reject")})


async def test_a_model_is_not_asked_again_and_what_it_took_stays_in_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_server(answers="evals.author:well") as models:
        monkeypatch.setenv("OPENAI_BASE_URL", f"{models}/v1")
        monkeypatch.setenv("OPENAI_API_KEY", "sk-invented-0000000001")
        async with open_runner(Settings(home=tmp_path / "home")) as runner:
            before = await deliver(runner, tmp_path, RunSettings(mode="model"))
            asked = read_statistics(models).requests
            report = await revise(runner, w1_1=do("reject"), w1_2=edit("Cut medication errors by 38 %"))
            assert read_statistics(models).requests == asked > 0
    assert report.mode == "model"
    assert report.metrics.calls == before.metrics.calls > 0
    assert report.metrics.tokens == before.metrics.tokens
    assert report.metrics.cost_usd == before.metrics.cost_usd
    assert [stage.stage for stage in report.stages] == [stage.stage for stage in before.stages]


async def test_what_was_added_in_review_can_be_reworded_and_taken_out(runner: Runner, tmp_path: Path) -> None:
    settings = RunSettings(mode="offline", review=True)
    await runner.create(CV, JOB, settings=settings, folder=tmp_path / "out", run_id="mine")
    assert isinstance(await runner.go_on("mine"), AwaitingReview)
    report = await runner.answer("mine", "w1: I chaired the falls committee of 9 people.")
    assert isinstance(report, Report)
    reworded = await revise(runner, u1=edit("Chaired a falls committee of 9 people"))
    assert line(reworded, "u1").text == "Chaired a falls committee of 9 people"
    assert line(await revise(runner, u1=do("reject")), "u1").action == "dropped"
    assert "falls committee" not in printed(tmp_path)
