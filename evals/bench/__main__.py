"""Prints every figure that the product promises beside what this machine measures, and their ratio.

    python -m evals.bench

A ratio of 1.0 or less keeps the promise. Medians of several runs; nothing here is asserted by a test.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from evals.bench import gateway, ui
from evals.bench.figures import Figure, table
from evals.bench.grounding import seconds_for_promised_claims
from evals.datasets import demo_pair
from nodes.collector import collect_rarely

PROMISED_ON = "2 cores"
RUNS = 5


def command() -> Path:
    """The installed command line, beside the Python that runs this."""
    return Path(sys.executable).parent / "resume-tailor"


def median_of(work: Callable[[], float], runs: int = RUNS) -> float:
    """The median of `runs` measurements, after one that is not counted."""
    work()
    return statistics.median(work() for _ in range(runs))


def time_process(*arguments: str, home: Path) -> float:
    """Wall time of one whole process, in seconds."""
    environment = {**os.environ, "RESUME_TAILOR_HOME": str(home)}
    begin = time.perf_counter()
    subprocess.run([command(), *arguments], check=True, capture_output=True, env=environment, cwd=home)
    return time.perf_counter() - begin


@dataclass(frozen=True)
class WarmRun:
    """What one run in a warm process took, in seconds."""

    whole: float
    """From the files' bytes to all files, reading back included."""
    reading_back: float
    in_stages: float
    """The time that the stages themselves took."""


async def time_warm_runs(home: Path, runs: int) -> list[WarmRun]:
    """Several runs in one process with a warm browser; the first is not counted."""
    from graph.alone import load_upload
    from graph.runner import open_runner
    from nodes.state import RunSettings
    from resume.report import Report, StageRecord
    from settings import Settings

    resume, job = demo_pair()
    measured: list[WarmRun] = []
    async with open_runner(Settings(home=home)) as runner:
        for number in range(runs + 1):
            run = await runner.create(
                load_upload(resume),
                load_upload(job),
                settings=RunSettings(mode="offline"),
                folder=home / f"out-{number}",
            )
            begin = time.perf_counter()
            report = await runner.go_on(run.id)
            whole = time.perf_counter() - begin
            assert isinstance(report, Report)
            seconds = report.metrics.stage_seconds
            # The report is written within the exporter, so only the state knows the whole time of that stage.
            stages = cast("dict[str, StageRecord]", (await runner.state_of(run))["stages"])
            in_stages = sum(stage.seconds for stage in stages.values())
            measured.append(WarmRun(whole, seconds["read_back"], in_stages))
    return measured[1:]


def measure() -> list[Figure]:
    """All figures, in one go."""
    resume, job = demo_pair()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        help_time = median_of(lambda: time_process("--help", home=home))
        cold = median_of(lambda: time_process("tailor", str(resume), str(job), "--mode", "offline", home=home))
        warm = asyncio.run(time_warm_runs(home, RUNS))
    return [
        Figure("resume-tailor --help, cold process", 0.5, help_time),
        Figure("offline run, PDF to all files, cold process", 3.5, cold),
        Figure(
            "offline run, warm process, without reading back",
            0.4,
            statistics.median(run.whole - run.reading_back for run in warm),
        ),
        Figure(
            "the graph's own overhead, with checkpoints",
            0.04,
            statistics.median(run.whole - run.in_stages for run in warm),
        ),
        Figure("fact check, 2,000 claims, warm", 1.0, seconds_for_promised_claims()),
    ]


def main() -> None:
    """Measure and print."""
    collect_rarely()  # as every command does at its start
    print(
        table(
            [*measure(), *gateway.measure(), *ui.measure()], f"{os.cpu_count()} cores here; promised on {PROMISED_ON}"
        )
    )


main()
