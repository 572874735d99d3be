"""Batches on the command line: exit codes, tables, an interrupt, a kill, and no answer of a model paid for twice."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from errors import UserError
from evals.loopback import read_requests, running_server
from resume.batch import BatchRow
from tests.command_process import Command, environment_of, start_command
from tests.people import NURSE_AD, NURSE_RESUME
from ui.batch import command_to_go_on, jobs_listed, name_of

PATIENCE = 90.0
OTHERS = ("Rota Planner", "Clinic Lead")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cv.md").write_text(NURSE_RESUME)
    (tmp_path / "ad.md").write_text(NURSE_AD)
    for title in OTHERS:
        text = f"# {title}\n\nCalder Vale Care\n\n## Requirements\n\n- Wound care\n- {title} experience\n- Triage\n"
        (tmp_path / f"{title.split()[0].lower()}.md").write_text(text)
    return tmp_path


ADS = ("ad.md", "rota.md", "clinic.md")


def start(folder: Path, name: str, *options: str, **environment: str) -> Command:
    arguments = ["batch", "cv.md", *ADS, "--out", "out", "--concurrency", "2", *options]
    return start_command(arguments, environment_of(folder / "home", **environment), folder, name)


def wait_for(shown: Callable[[], bool], command: Command) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and command.process.is_alive():
        if shown():
            return
        time.sleep(0.02)
    pytest.fail(f"the moment never came: {command.said}")


def record(folder: Path) -> list[dict[str, object]]:
    told = json.loads((folder / "out" / "batch.json").read_text())["rows"]
    assert isinstance(told, list)
    return told


def test_a_batch_of_which_one_fails_exits_with_one_and_tells_it_in_its_line(folder: Path) -> None:
    command = start_command(
        ["batch", "cv.md", "ad.md", "gone.md", "--out", "out", "--mode", "offline"],
        environment_of(folder / "home"),
        folder,
        "batch",
    )
    assert command.finish() == 1, command.said
    said = (folder / "batch.out").read_text().splitlines()
    assert "coverage" in said[0]
    assert said[1] == "gone.md: failed: there is no such file; check the name"
    assert said[2].startswith("1 of 2 delivered, 1 failed.")
    assert [row["state"] for row in record(folder)] == ["delivered", "failed"]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running_server(latency=0.2, answers="evals.author:well") as served:
        yield served


@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGKILL])
def test_a_batch_that_is_stopped_goes_on_by_the_same_command_and_asks_nothing_twice(
    way: signal.Signals, folder: Path, address: str
) -> None:
    provider = {"OPENAI_BASE_URL": f"{address}/v1", "OPENAI_API_KEY": "sk-invented-batch"}
    before = len(read_requests(address))
    command = start(folder, "first", "--mode", "model", **provider)
    wait_for(lambda: any("Reword resume lines" in one.prompt for one in read_requests(address)[before:]), command)
    assert command.process.pid is not None
    os.kill(command.process.pid, way)
    code = command.finish()
    if way == signal.SIGINT:
        assert code == 130
        assert "Go on with: resume-tailor batch cv.md ad.md rota.md clinic.md --out out" in command.said
    time.sleep(0.4)  # for the server to read what was sent last
    runs = [row["run_id"] for row in record(folder)]
    asked = [one.prompt for one in read_requests(address)[before:]]

    again = start(folder, "second", "--mode", "model", **provider)
    assert again.finish() == 0, again.said
    assert [row["state"] for row in record(folder)] == ["delivered"] * 3
    assert [row["run_id"] for row in record(folder)] == runs
    later = [one.prompt for one in read_requests(address)[before + len(asked) :]]
    under_way = 2 * 6  # what two runs may have had on the way, packets included
    assert len([prompt for prompt in later if prompt in asked]) <= under_way
    assert not [prompt for prompt in later if prompt in asked and "Extract what a job ad says" in prompt]

    third = start(folder, "third", "--mode", "model", **provider)
    assert third.finish() == 0, third.said
    assert read_requests(address)[before + len(asked) + len(later) :] == []


def test_a_list_names_ads_from_its_own_folder_and_addresses(tmp_path: Path) -> None:
    listed = tmp_path / "ads.txt"
    listed.write_text("# to apply for\nnurse.md\n\n  https://jobs.example.org/1  \n")
    assert jobs_listed(listed) == [str(tmp_path / "nurse.md"), "https://jobs.example.org/1"]
    listed.write_text("# none yet\n")
    with pytest.raises(UserError, match="names no ads"):
        jobs_listed(listed)


def test_the_command_to_go_on_with_can_be_pasted() -> None:
    assert command_to_go_on(["batch", "my cv.pdf", "a;b.md"]) == "resume-tailor batch 'my cv.pdf' 'a;b.md'"


def test_a_name_on_the_terminal_holds_no_control_marks_and_has_an_end() -> None:
    row = BatchRow(given="ad.md", title="Nurse\x1b[31m" + "x" * 200)
    assert "\x1b" not in name_of(row)
    assert len(name_of(row)) <= 60
