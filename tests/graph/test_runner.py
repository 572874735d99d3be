"""What the runner keeps and what it forgets where a run does not go through."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from langgraph.runtime import Runtime

import graph.pipeline
from errors import UserError
from graph.alone import Upload
from graph.runner import Paused, Runner, open_runner
from nodes.live import LiveParts
from nodes.polisher import polisher
from nodes.state import STATE_VERSION, PolisherInput, RunSettings, Update
from resume.report import Report
from settings import Settings
from tests.people import NURSE_AD, NURSE_RESUME

CV, AD = Upload("cv.md", NURSE_RESUME.encode()), Upload("ad.md", NURSE_AD.encode())


@pytest.fixture
async def runner(tmp_path: Path) -> AsyncIterator[Runner]:
    async with open_runner(Settings(home=tmp_path / "home")) as opened:
        yield opened


def stored_documents(tmp_path: Path) -> int:
    return sum(path.suffix != ".json" for path in (tmp_path / "home" / "documents").iterdir())


async def test_a_run_that_fails_by_a_defect_is_marked_and_goes_on_from_its_last_checkpoint(
    runner: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    defects = [ZeroDivisionError()]

    async def broken_once(state: PolisherInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
        if defects:
            raise defects.pop()
        return await polisher(state, runtime, live=live)

    monkeypatch.setattr(graph.pipeline, "polisher", broken_once)
    run = await runner.create(CV, AD, settings=RunSettings(), folder=tmp_path / "out")
    with pytest.raises(ZeroDivisionError):
        await runner.go_on(run.id)
    assert (await runner.runs.get(run.id)).status == "failed"

    begun: list[str] = []
    paused = await runner.go_on(run.id, until="validator", watch=lambda progress: begun.append(progress.stage))
    assert isinstance(paused, Paused)
    assert set(begun) == {"polisher", "validator"}
    assert (await runner.runs.get(run.id)).status == "paused"


async def test_a_run_whose_input_cannot_be_read_is_forgotten_with_its_documents(runner: Runner, tmp_path: Path) -> None:
    run = await runner.create(CV, Upload("ad.md", b"   "), settings=RunSettings(), folder=tmp_path / "out")
    with pytest.raises(UserError, match=r"ad\.md"):
        await runner.go_on(run.id)
    assert await runner.runs.newest() == []
    assert stored_documents(tmp_path) == 0


async def test_a_refused_name_leaves_no_document_but_those_of_the_run_that_has_it(
    runner: Runner, tmp_path: Path
) -> None:
    await runner.create(CV, AD, settings=RunSettings(), folder=tmp_path / "out", run_id="mine")
    other = Upload("other.md", AD.data)
    with pytest.raises(UserError, match="already"):
        await runner.create(CV, other, settings=RunSettings(), folder=tmp_path / "out", run_id="mine")
    assert stored_documents(tmp_path) == 2


async def test_a_run_of_another_version_is_refused(
    runner: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = await runner.create(CV, AD, settings=RunSettings(), folder=tmp_path / "out")
    await runner.go_on(run.id, until="intake")
    monkeypatch.setattr("graph.runner.STATE_VERSION", STATE_VERSION + 1)
    with pytest.raises(UserError, match="another version"):
        await runner.go_on(run.id)


async def test_two_cannot_work_on_one_run(runner: Runner, tmp_path: Path) -> None:
    run = await runner.create(CV, AD, settings=RunSettings(), folder=tmp_path / "out")
    with runner._alone(run.id), pytest.raises(UserError, match="under way"):
        await runner.go_on(run.id)


@pytest.mark.parametrize("stage", ["intake", "researcher", "drafter", "star_editor", "validator"])
async def test_a_run_stops_after_the_stage_it_is_told_and_goes_on_from_there(
    stage: str, runner: Runner, tmp_path: Path
) -> None:
    run = await runner.create(CV, AD, settings=RunSettings(), folder=tmp_path / "out")
    before: list[str] = []
    paused = await runner.go_on(run.id, until=stage, watch=lambda progress: before.append(progress.stage))
    assert isinstance(paused, Paused)
    order = graph.pipeline.STAGES
    assert max(before, key=order.index) == stage

    after: list[str] = []
    report = await runner.go_on(run.id, watch=lambda progress: after.append(progress.stage))
    assert isinstance(report, Report)
    assert set(before) & set(after) == set()
    assert set(before) | set(after) == set(order) - {"cover_letter"}  # none was asked for


async def test_nothing_is_kept_of_a_run_that_is_over_or_was_looked_at(runner: Runner, tmp_path: Path) -> None:
    run = await runner.create(CV, AD, settings=RunSettings(), folder=tmp_path / "out")
    await runner.go_on(run.id, until="job_analyzer")
    assert "analysis" in await runner.state_of(run)
    assert runner._folders == {}
