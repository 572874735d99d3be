"""The command line in processes of their own, forked from one that has imported everything, which takes most of a command's time.

Such a process can be killed at any moment, and keeps nothing of the test's environment but what it is told.
"""

import multiprocessing
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

import ui.cli

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(
    [
        __name__,
        "graph.runner",
        "gateway.opening",
        "langchain_openai",
        "langgraph.checkpoint.sqlite.aio",
        "playwright.async_api",
        "alembic.command",
        "docx",
        "jinja2",
    ]
)

_OF_A_PROVIDER = re.compile(r"(OPENAI|OPENROUTER|GOOGLE|GEMINI|ANTHROPIC|TAVILY|SEARXNG|LANGSMITH|RESUME_TAILOR)_.*")
_KEPT = "RESUME_TAILOR_CHROMIUM"


@dataclass(frozen=True)
class Command:
    """A command under way."""

    process: BaseProcess
    log: Path

    @property
    def said(self) -> str:
        """What it wrote on standard error so far."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def finish(self, seconds: float = 120.0) -> int:
        """Wait for its end; its exit code, negative where a signal ended it."""
        self.process.join(seconds)
        code = self.process.exitcode
        assert code is not None, f"still running: {self.said}"
        return code


def environment_of(home: Path, **more: str) -> dict[str, str]:
    """The environment of the tests without any provider or setting, with a state folder and these variables."""
    kept = {name: value for name, value in os.environ.items() if name == _KEPT or not _OF_A_PROVIDER.fullmatch(name)}
    return {**kept, "RESUME_TAILOR_HOME": str(home), **more}


def run_command(
    arguments: Sequence[str], environment: Mapping[str, str], folder: Path, given: str = ""
) -> "subprocess.CompletedProcess[str]":
    """Run `resume-tailor` in a folder to its end; what it is given and says goes through files, so that it meets no terminal."""
    with tempfile.TemporaryDirectory() as streams:
        place = Path(streams)
        (place / "in").write_text(given)
        command = start_command(arguments, environment, folder, "run", streams=place)
        code = command.finish()
        said = (place / "run.out").read_text(), (place / "run.err").read_text()
    return subprocess.CompletedProcess(list(arguments), code, *said)


def start_command(
    arguments: Sequence[str], environment: Mapping[str, str], folder: Path, name: str, streams: Path | None = None
) -> Command:
    """Start `resume-tailor` in a folder; its streams go to `<name>.out` and `<name>.err` there, or in the folder `streams`.

    A file `in` beside them is what it is given.
    """
    place = streams or folder
    log = place / f"{name}.err"
    process = PROCESSES.Process(
        target=_run, args=(list(arguments), dict(environment), str(folder), str(place / f"{name}.out"), str(log))
    )
    process.start()
    return Command(process, log)


def start_on_terminal(
    arguments: Sequence[str], environment: Mapping[str, str], folder: Path, terminal: int
) -> BaseProcess:
    """Start `resume-tailor` in a folder with all of its streams on a terminal.

    Args:
        arguments: of the command.
        environment: all that it knows of.
        folder: where it works.
        terminal: a descriptor of the side of a pseudo-terminal that programs use.
    """
    path = os.ttyname(terminal)
    process = PROCESSES.Process(target=_run, args=(list(arguments), dict(environment), str(folder), path, path, path))
    process.start()
    return process


def _run(
    arguments: list[str], environment: dict[str, str], folder: str, out: str, err: str, given: str | None = None
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    read = Path(given) if given else Path(out).with_name("in")
    if read.exists():
        os.dup2(os.open(read, os.O_RDONLY | os.O_NOCTTY), 0)
        sys.stdin = open(0, closefd=False)  # noqa: SIM115  (a process of multiprocessing has put an empty one there)
    for path, stream in ((out, 1), (err, 2)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOCTTY, 0o600), stream)
    code = ui.cli.run(arguments)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
