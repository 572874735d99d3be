"""A run that is killed in any stage goes on and repeats that stage only."""

import json
import multiprocessing
import signal
from collections import Counter
from pathlib import Path

import pytest

from graph.pipeline import STAGES
from tests.graph import killed_run
from tests.people import NURSE_AD, NURSE_RESUME

PROCESSES = multiprocessing.get_context("forkserver")
"""Each run has a process of its own, forked from one that has imported everything, which takes most of a run's time."""
PROCESSES.set_forkserver_preload(
    [
        killed_run.__name__,
        "langgraph.checkpoint.sqlite.aio",
        "playwright.async_api",
        "alembic.command",
        "docx",
        "jinja2",
    ]
)


@pytest.fixture
def told(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "cv.md").write_text(NURSE_RESUME)
    (tmp_path / "ad.md").write_text(NURSE_AD)
    return {
        "home": str(tmp_path / "home"),
        "resume": str(tmp_path / "cv.md"),
        "job": str(tmp_path / "ad.md"),
        "out": str(tmp_path / "out"),
        "run": "killed",
    }


def run(told: dict[str, str], log: Path, kill: str | None = None) -> tuple[int, list[str]]:
    asked = {**told, "log": str(log), **({"kill": kill} if kill else {})}
    process = PROCESSES.Process(target=killed_run.run, args=(asked,))
    process.start()
    process.join(120)
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode, log.read_text().splitlines()


@pytest.mark.parametrize("stage", STAGES)
def test_a_killed_run_goes_on_and_repeats_only_the_stage_that_was_killed(
    stage: str, told: dict[str, str], tmp_path: Path
) -> None:
    code, before = run(told, tmp_path / "before.log", kill=stage)
    assert code == -signal.SIGKILL
    assert stage in {line.split()[0] for line in before}
    assert not (tmp_path / "out" / "report.json").exists() or stage == "exporter"

    code, after = run(told, tmp_path / "after.log")
    assert code == 0
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert {record["stage"] for record in report["stages"]} == set(STAGES)

    repeated = Counter(before) & Counter(after)
    assert len(repeated) == 1, f"repeated: {dict(repeated)}"
    assert next(iter(repeated)).split()[0] == stage


def test_a_delivered_run_is_not_run_again(told: dict[str, str], tmp_path: Path) -> None:
    run(told, tmp_path / "before.log", kill="exporter")
    run(told, tmp_path / "after.log")
    (tmp_path / "third.log").touch()
    _, third = run(told, tmp_path / "third.log")
    assert third == []
