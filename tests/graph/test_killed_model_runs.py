"""A run with a model, killed at random moments, is delivered; what was answered and stored is neither asked nor paid again."""

import json
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from evals.datasets import jobs, people
from evals.loopback import Asked, read_requests, running_server
from tests.command_process import Command, environment_of, start_command

LATENCY = 0.2
"""Seconds until the server answers: so long that a kill often meets a request under way."""

PATIENCE = 60.0

OWN_ANSWERS = "select count(*) from answers where run_id = 'killed' and expires_at < datetime(made_at, '+1 minute')"
"""An answer is stored twice: for its own run, where it is at once too old for any other, and for others."""


@dataclass
class Killed:
    """A run that is started again after each kill, and the server that it asks."""

    folder: Path
    address: str
    arguments: list[str]
    segments: list[list[str]] = field(default_factory=list)
    """What was asked in each process."""
    stored: list[int] = field(default_factory=list)
    """How many answers the run had in store when each process had ended."""

    def start(self) -> Command:
        environment = environment_of(
            self.folder / "home", OPENAI_BASE_URL=f"{self.address}/v1", OPENAI_API_KEY="sk-invented-0000000001"
        )
        number = len(self.segments)
        return start_command(
            self.arguments if number == 0 else ["resume", "killed"], environment, self.folder, f"process-{number}"
        )

    def asked(self) -> list[Asked]:
        return read_requests(self.address)

    def note_end(self) -> None:
        """Note what the process that has just ended asked and left in store."""
        before = sum(map(len, self.segments))
        self.segments.append([f"{one.model} {one.prompt}" for one in self.asked()[before:]])
        with closing(sqlite3.connect(self.folder / "home" / "runs.sqlite")) as store:
            self.stored.append(int(store.execute(OWN_ANSWERS).fetchone()[0]))


def asked_for(mark: str) -> Callable[[Killed, Command], bool]:
    return lambda run, _: any(mark in one.prompt for one in run.asked())


def told_of(stage: str) -> Callable[[Killed, Command], bool]:
    return lambda _, command: f"{stage}:" in command.said


MOMENTS: dict[str, Callable[[Killed, Command], bool]] = {
    "job_analyzer": asked_for("Extract what a job ad says"),
    "researcher": asked_for("Plan how a resume is tailored"),
    "drafter": asked_for("Reword resume lines"),
    "star_editor": asked_for("STAR order"),
    "polisher": asked_for("Polish a resume's lines"),
    "exporter": told_of("validator"),
}
"""What shows that a stage has begun; its process is killed a random while later."""


def wait_for(shown: Callable[[], bool], command: Command) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and command.process.is_alive():
        if shown():
            return
        time.sleep(0.02)
    pytest.fail(f"the moment never came: {command.said}")


@pytest.fixture(scope="module", params=[11])
def killed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> "Killed":
    """A run that was killed once in or after each stage that asks a model, and while the files were made, and then let finish."""
    chance = random.Random(request.param)
    folder = tmp_path_factory.mktemp("killed")
    resume = next(one.resume for one in people() if one.slug == "icu-nurse")
    ad = next(one.ad for one in jobs() if one.slug == "critical-care-sister")
    arguments = ["tailor", str(resume), str(ad), "--mode", "model", "--run", "killed"]
    with running_server(latency=LATENCY, answers="evals.author:well") as address:
        run = Killed(folder, address, [*arguments, "--out", str(folder / "out")])
        for shows in MOMENTS.values():
            command = run.start()
            wait_for(lambda shows=shows, command=command: shows(run, command), command)  # type: ignore[misc]
            time.sleep(chance.uniform(0.0, 2 * LATENCY))
            command.process.kill()
            assert command.finish() == -signal.SIGKILL, command.said
            time.sleep(LATENCY)  # for the server to read what was sent last
            run.note_end()
        command = run.start()
        assert command.finish() == 0, command.said
        run.note_end()
    return run


def test_a_run_killed_in_every_stage_is_delivered_as_the_model_made_it(killed: Killed) -> None:
    report = json.loads((killed.folder / "out" / "report.json").read_text())
    assert report["mode"] == "model"
    assert report["degradation"]["level"] == "none", report["degradation"]
    assert report["fact_check"]["unsupported_shipped"] == 0
    assert (killed.folder / "out" / "resume.ats.pdf").read_bytes().startswith(b"%PDF")


def test_no_answer_that_was_stored_is_asked_for_again(killed: Killed) -> None:
    before: set[str] = set()
    for number, segment in enumerate(killed.segments):
        unanswered = len(before) - (killed.stored[number - 1] if number else 0)
        again = [one for one in segment if one in before]
        assert len(again) <= unanswered, f"process {number} asked {len(again)} again, {unanswered} were under way"
        assert len(set(segment)) == len(segment)
        before |= set(segment)
    assert killed.stored[-1] == len(before)


def test_every_request_that_was_answered_is_counted(killed: Killed) -> None:
    metrics = json.loads((killed.folder / "out" / "report.json").read_text())["metrics"]
    sent = sum(map(len, killed.segments))
    assert killed.stored[-1] <= metrics["calls"] <= sent
