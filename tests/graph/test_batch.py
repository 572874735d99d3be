"""Batches: what they share, what a failure costs the others, and how one goes on that was stopped."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import pytest
import pytest_asyncio
from langgraph.runtime import Runtime

import graph.pipeline
import nodes.intake
from documents.readers import Limits, ReadResume, read_resume
from errors import UserError
from graph.alone import Upload
from graph.batch import RECORD, BatchDone, JobGiven, job_of, read_batch, run_batch
from graph.runner import Runner, open_runner
from nodes.job_analyzer import job_analyzer
from nodes.live import LiveParts
from nodes.state import JobAnalyzerInput, RunSettings, Update
from resume.batch import BatchRow
from settings import Settings
from tests.people import NURSE_RESUME

CV = Upload("cv.md", NURSE_RESUME.encode())
OFFLINE = RunSettings(mode="offline")


def ad(title: str, company: str = "Calder Vale Care") -> JobGiven:
    text = f"# {title}\n\n{company}\n\n## Requirements\n\n- Wound care\n- {title} experience of two years\n- Rota planning\n"
    return job_of(Upload(f"{title}.md".replace("/", "-"), text.encode()))


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def runner(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Runner]:
    """One for all tests, since the browser takes longer to start than a run; each test has a user of its own."""
    async with open_runner(Settings(home=tmp_path_factory.mktemp("home"))) as opened:
        yield opened


@pytest.fixture
def owner(request: pytest.FixtureRequest) -> str:
    return str(request.node.name)


Work = Callable[..., "asyncio.Future[BatchDone]"]


@pytest.fixture
def work(runner: Runner, tmp_path: Path, owner: str) -> Callable[..., object]:
    def logged(error: Exception) -> Path:
        (tmp_path / "log").write_text(repr(error))
        return tmp_path / "log"

    async def work(jobs: Sequence[JobGiven], *, resume: Upload = CV, **given: object) -> BatchDone:
        told = {"settings": OFFLINE, "folder": tmp_path / "out", "owner": owner, "log_defect": logged, **given}
        return await run_batch(runner, resume, jobs, **told)  # type: ignore[arg-type]

    return work


def states(done: BatchDone) -> list[str]:
    return [row.state for row in done.rows]


async def test_one_bad_ad_of_five_fails_alone_and_says_why(work: Work, tmp_path: Path) -> None:
    good = [ad("Ward Sister"), ad("Rota Planner"), ad("Clinic Lead"), ad("Night Nurse")]
    bad = job_of(Upload("empty.md", b"   "))
    done = await work([*good[:2], bad, *good[2:]])
    assert states(done) == ["delivered", "delivered", "failed", "delivered", "delivered"]
    assert done.rows[2].problem is not None
    assert "empty.md" in done.rows[2].problem
    for row in (*done.rows[:2], *done.rows[3:]):
        assert (tmp_path / "out" / str(row.name) / "resume.ats.pdf").read_bytes().startswith(b"%PDF")
    assert read_batch(tmp_path / "out") == done.record


async def test_folders_are_named_after_title_and_employer(work: Work) -> None:
    done = await work([ad("Ward Sister"), ad("Ward Sister", "Fennel Street Clinic")])
    assert [row.name for row in done.rows] == ["ward-sister-calder-vale-care", "ward-sister-fennel-street-clinic"]


async def test_the_same_ad_twice_is_done_once_and_told_twice(work: Work, runner: Runner, owner: str) -> None:
    done = await work([ad("Ward Sister"), ad("Ward Sister")])
    assert states(done) == ["delivered", "delivered"]
    assert done.rows[1].same_as == "Ward Sister.md"
    assert done.rows[1].coverage == done.rows[0].coverage
    assert len(await runner.runs.newest(owner)) == 1


async def test_the_resume_is_read_once_for_all_ads(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(data: bytes, name: str, limits: Limits) -> ReadResume:
        read.append(name)
        return read_resume(data, name, limits)

    monkeypatch.setattr(nodes.intake, "read_resume", counted)
    other = Upload("cv-of-this-test.md", CV.data)
    done = await work([ad("Ward Sister"), ad("Rota Planner"), ad("Clinic Lead")], resume=other)
    assert states(done) == ["delivered"] * 3
    assert read == ["cv-of-this-test.md"]


async def test_started_again_a_batch_that_is_done_does_nothing_anew(work: Work, runner: Runner, owner: str) -> None:
    first = await work([ad("Ward Sister"), ad("Rota Planner")])
    stages: set[str | None] = set()
    again = await work(
        [ad("Rota Planner"), ad("Ward Sister")], watch=lambda rows: stages.update(one.stage for one in rows)
    )
    assert {row.run_id for row in again.rows} == {row.run_id for row in first.rows}
    assert all(row.found and row.state == "delivered" for row in again.rows)
    assert stages == {None}
    assert len(await runner.runs.newest(owner)) == 2


async def test_a_job_whose_folder_is_deleted_is_done_anew_under_the_same_name(work: Work, tmp_path: Path) -> None:
    first = await work([ad("Ward Sister")])
    folder = tmp_path / "out" / str(first.rows[0].name)
    for file in folder.iterdir():
        file.unlink()
    again = await work([ad("Ward Sister")])
    assert again.rows[0].run_id != first.rows[0].run_id
    assert again.rows[0].name == first.rows[0].name
    assert (folder / "report.json").exists()


async def test_other_settings_or_another_resume_are_another_work(
    runner: Runner, work: Work, tmp_path: Path, owner: str
) -> None:
    first = await work([ad("Ward Sister")])
    short = await work([ad("Ward Sister")], settings=RunSettings(mode="offline", pages=1))
    assert short.rows[0].run_id != first.rows[0].run_id
    other = Upload("cv.md", NURSE_RESUME.replace("14 nurses", "15 nurses").encode())
    done = await run_batch(
        runner,
        other,
        [ad("Ward Sister")],
        settings=RunSettings(mode="offline", pages=1),
        folder=tmp_path / "out",
        owner=owner,
        log_defect=lambda _: tmp_path,
    )
    assert done.rows[0].run_id != short.rows[0].run_id


async def test_ads_of_earlier_times_stay_in_the_record(work: Work, tmp_path: Path) -> None:
    await work([ad("Ward Sister")])
    done = await work([ad("Rota Planner")])
    assert [row.title for row in done.rows] == ["Rota Planner"]
    assert [row.title for row in done.record.rows] == ["Rota Planner", "Ward Sister"]
    assert "Ward Sister" in (tmp_path / "out" / "batch.html").read_text()


async def test_an_address_that_was_fetched_is_not_fetched_again(work: Work) -> None:
    fetched: list[str] = []

    async def fetch() -> Upload:
        fetched.append("once")
        return await ad("Ward Sister").load()

    job = JobGiven("https://jobs.example.org/1", fetch, from_web=True)
    await work([job])
    again = await work([job])
    assert fetched == ["once"]
    assert states(again) == ["delivered"]


async def test_a_defect_met_by_one_ad_leaves_the_others_and_the_log_tells_more(
    work: Work, runner: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = [True]

    async def trips(state: JobAnalyzerInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
        if broken[0] and "Rota Planner" in state["job_text"].text:
            raise ZeroDivisionError
        return await job_analyzer(state, runtime, live=live)

    monkeypatch.setattr(graph.pipeline, "job_analyzer", trips)
    monkeypatch.setattr(runner, "_graphs", {})  # made of the stages as they are when the first run needs them
    done = await work([ad("Ward Sister"), ad("Rota Planner")])
    assert states(done) == ["delivered", "failed"]
    assert "ZeroDivisionError" in str(done.rows[1].problem)
    assert "ZeroDivisionError" in (tmp_path / "log").read_text()

    broken[0] = False
    again = await work([ad("Ward Sister"), ad("Rota Planner")])
    assert states(again) == ["delivered", "delivered"]
    assert again.rows[1].run_id == done.rows[1].run_id


async def test_a_stopped_batch_goes_on_with_the_runs_that_it_had(work: Work, tmp_path: Path) -> None:
    ads = [ad("Ward Sister"), ad("Rota Planner"), ad("Clinic Lead")]
    seen: list[Sequence[BatchRow]] = []
    under_way = asyncio.Event()

    def watch(rows: Sequence[BatchRow]) -> None:
        seen.append(list(rows))
        if any(row.stage == "validator" for row in rows):
            under_way.set()

    task = asyncio.ensure_future(work(ads, concurrency=1, watch=watch))
    await under_way.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    stopped = read_batch(tmp_path / "out")
    assert stopped is not None
    assert [row.state for row in stopped.rows] == ["stopped"] * 3

    stages: list[str | None] = []
    again = await work(ads, concurrency=1, watch=lambda rows: stages.append(rows[0].stage))
    assert [(row.state, row.problem) for row in again.rows] == [("delivered", None)] * 3
    assert [row.run_id for row in again.rows] == [row.run_id for row in stopped.rows]
    assert "intake" not in stages


async def test_no_more_runs_work_at_once_than_are_allowed(work: Work) -> None:
    most = 0

    def watch(rows: Sequence[BatchRow]) -> None:
        nonlocal most
        most = max(most, sum(row.state == "running" for row in rows))

    await work([ad("Ward Sister"), ad("Rota Planner"), ad("Clinic Lead")], concurrency=2, watch=watch)
    assert most == 2


async def test_two_batches_in_one_folder_at_once_are_refused(work: Work) -> None:
    first = asyncio.ensure_future(work([ad("Ward Sister")]))
    await asyncio.sleep(0)
    with pytest.raises(UserError, match="another batch"):
        await asyncio.gather(first, work([ad("Rota Planner")]))
    assert states(await first) == ["delivered"]


async def test_two_batches_in_two_folders_at_once_are_both_done(work: Work, tmp_path: Path) -> None:
    jobs = [ad("Ward Sister"), ad("Rota Planner")]
    one, two = await asyncio.gather(work(jobs), work(jobs, folder=tmp_path / "other"))
    assert states(one) == states(two) == ["delivered", "delivered"]
    assert {row.run_id for row in one.rows}.isdisjoint(row.run_id for row in two.rows)


async def test_a_resume_that_cannot_be_used_fails_the_batch_before_any_run(
    runner: Runner, tmp_path: Path, owner: str
) -> None:
    with pytest.raises(UserError, match="list\\.md"):
        await run_batch(
            runner,
            Upload("list.md", b"milk\neggs\n"),
            [ad("Ward Sister")],
            settings=OFFLINE,
            folder=tmp_path / "out",
            owner=owner,
            log_defect=lambda _: tmp_path,
        )
    assert await runner.runs.newest(owner) == []
    assert not (tmp_path / "out").exists()


async def test_a_record_that_is_none_is_refused_and_left_alone(work: Work, tmp_path: Path) -> None:
    record = tmp_path / "out" / RECORD
    record.parent.mkdir()
    record.write_text('{"rows": 3}')
    with pytest.raises(UserError, match="record of a batch"):
        await work([ad("Ward Sister")])
    assert json.loads(record.read_text()) == {"rows": 3}


async def test_somebody_elses_batch_in_the_folder_is_not_gone_on_with(work: Work, runner: Runner) -> None:
    first = await work([ad("Ward Sister")], owner="ada")
    second = await work([ad("Ward Sister")], owner="bea")
    assert second.rows[0].run_id != first.rows[0].run_id
    assert {row.run_id for row in second.rows} == {run.id for run in await runner.runs.newest("bea")}
