"""Consent on a pseudo-terminal: asked for once a place, remembered, declined, taken back; never asked for where nobody is."""

import os
import pty
import re
import select
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.loopback import read_requests, running_server
from tests.command_process import environment_of, start_command, start_on_terminal
from tests.people import NURSE_AD, NURSE_RESUME

PATIENCE = 90.0
ASKED = "[y/N]"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A model server on this machine."""
    with running_server(answers="evals.author:well") as served:
        yield served


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cv.md").write_text(NURSE_RESUME)
    (tmp_path / "ad.md").write_text(NURSE_AD)
    return tmp_path


def elsewhere(folder: Path, host: str = "models.example.test") -> dict[str, str]:
    """The environment of a provider elsewhere; what is sent there never arrives, since the name does not exist."""
    scheme = "http" if host.startswith("127.") else "https"
    return environment_of(
        folder / "home", OPENAI_BASE_URL=f"{scheme}://{host}/v1", OPENAI_API_KEY="sk-invented-1", TERM="dumb"
    )


def on_terminal(folder: Path, environment: dict[str, str], *arguments: str, answer: str) -> tuple[int, str]:
    """The exit code and all that stood on the terminal; the answer is typed when it is asked for."""
    ours, theirs = pty.openpty()
    process = start_on_terminal(arguments, environment, folder, theirs)
    said, answered, deadline = "", False, time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if select.select([ours], [], [], 0.2)[0]:
            try:
                said += os.read(ours, 4096).decode(errors="replace")
            except OSError:  # the other end is closed
                break
            if ASKED in said and not answered:
                answered = True
                os.write(ours, f"{answer}\n".encode())
        elif not process.is_alive():
            break
    process.join(PATIENCE)
    os.close(theirs)
    os.close(ours)
    assert process.exitcode is not None, said
    return process.exitcode, re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", said)


UNTIL_INTAKE = ("tailor", "cv.md", "ad.md", "--until", "intake")


def test_a_place_is_asked_for_once_and_remembered(folder: Path) -> None:
    code, said = on_terminal(folder, elsewhere(folder), *UNTIL_INTAKE, answer="y")
    assert code == 0, said
    assert "openai (models.example.test)" in said
    assert said.count(ASKED) == 1
    code, said = on_terminal(folder, elsewhere(folder), *UNTIL_INTAKE, answer="n")
    assert code == 0, said
    assert ASKED not in said
    assert "as you agreed" in said


def test_another_address_is_asked_for_again_and_a_withdrawn_consent_too(folder: Path) -> None:
    on_terminal(folder, elsewhere(folder), *UNTIL_INTAKE, answer="y")
    _, said = on_terminal(folder, elsewhere(folder, "relay.example.test"), *UNTIL_INTAKE, answer="y")
    assert ASKED in said
    _, told = on_terminal(folder, elsewhere(folder), "models", "consent", answer="")
    assert "models.example.test" in told
    assert "relay.example.test" in told
    on_terminal(folder, elsewhere(folder), "models", "consent", "--forget", answer="")
    _, said = on_terminal(folder, elsewhere(folder), *UNTIL_INTAKE, answer="y")
    assert ASKED in said


@pytest.mark.parametrize("answer", ["n", ""])
def test_who_declines_has_a_run_by_rules(folder: Path, answer: str) -> None:
    code, said = on_terminal(folder, elsewhere(folder), *UNTIL_INTAKE, answer=answer)
    assert code == 0, said
    assert "Nothing is sent" in said
    _, told = on_terminal(folder, elsewhere(folder), "models", "consent", answer="")
    assert "not agreed to anything" in told


def test_who_declines_a_run_that_needs_models_stops_it_with_one_line(folder: Path) -> None:
    code, said = on_terminal(folder, elsewhere(folder), *UNTIL_INTAKE, "--mode", "model", answer="n")
    assert code == 2
    assert "you did not agree" in said.splitlines()[-1]


def test_this_machine_is_named_and_not_asked_for(folder: Path, address: str) -> None:
    environment = elsewhere(folder, address.removeprefix("http://"))
    code, said = on_terminal(folder, environment, *UNTIL_INTAKE, answer="n")
    assert code == 0, said
    assert ASKED not in said
    assert "127.0.0.1" in said


def test_without_a_terminal_it_says_so_and_goes_on(folder: Path, address: str) -> None:
    environment = elsewhere(folder, address.removeprefix("http://"))
    command = start_command(["tailor", "cv.md", "ad.md", "--until", "job_analyzer"], environment, folder, "run")
    assert command.finish() == 0, command.said
    assert "The text of resume and ad goes to openai (127.0.0.1" in command.said
    assert read_requests(address)
