"""Progress on standard error: a live table of the stages on a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.pipeline import STAGES
from nodes.stage import Progress

if TYPE_CHECKING:
    from rich.table import Table

    from graph.runner import Watch

TITLES = {
    "intake": "Reading the resume and the ad",
    "job_analyzer": "What the job asks for",
    "profile_extractor": "What the resume shows",
    "web_search": "Company and industry",
    "profile_compiler": "Matching and scoring",
    "researcher": "Compiling the dossier",
    "drafter": "Drafting, section by section",
    "star_editor": "Situation, action, result",
    "polisher": "One voice, best first",
    "validator": "Checking every claim",
    "exporter": "Printing and reading back",
}
"""What each stage is called before people."""


@dataclass
class StageProgress:
    """How far one stage has come; it may work on several packets at once."""

    begun: int = 0
    ended: int = 0
    seconds: float = 0.0
    since: float = field(default_factory=time.monotonic)

    @property
    def running(self) -> bool:
        """Whether some part of it is under way."""
        return self.begun > self.ended


class Board:
    """What is known of all stages."""

    def __init__(self) -> None:
        self.stages: dict[str, StageProgress] = {}

    def take(self, progress: Progress) -> StageProgress:
        """Note an event."""
        stage = self.stages.setdefault(progress.stage, StageProgress())
        if progress.event == "begin":
            stage.begun += 1
        else:
            stage.ended += 1
            stage.seconds += progress.seconds
        return stage

    def table(self) -> "Table":
        """All stages as a table for the terminal."""
        from rich.spinner import Spinner
        from rich.table import Table
        from rich.text import Text

        table = Table.grid(padding=(0, 1))
        for name in STAGES:
            stage = self.stages.get(name)
            if stage is None:
                table.add_row(Text("·", style="dim"), Text(TITLES[name], style="dim"), "")
            elif stage.running:
                parts = f"{stage.ended} of {stage.begun}" if stage.begun > 1 else ""
                table.add_row(Spinner("dots"), TITLES[name], Text(parts, style="dim"))
            else:
                table.add_row(Text("✓", style="green"), TITLES[name], Text(f"{stage.seconds:.2f} s", style="dim"))
        return table


@contextmanager
def watch_progress(run_id: str) -> Iterator["Watch"]:
    """A watcher of progress that shows it on standard error."""
    if not sys.stderr.isatty():
        yield _print_lines(run_id)
        return
    from rich.console import Console
    from rich.live import Live

    board = Board()
    with Live(board.table(), console=Console(stderr=True), refresh_per_second=12, transient=True) as live:

        def watch(progress: Progress) -> None:
            board.take(progress)
            live.update(board.table())

        yield watch


def _print_lines(run_id: str) -> "Watch":
    board = Board()
    print(f"run {run_id}", file=sys.stderr, flush=True)

    def watch(progress: Progress) -> None:
        stage = board.take(progress)
        if not stage.running and progress.event == "end":
            print(
                f"{progress.stage}: {TITLES[progress.stage].lower()}, {stage.seconds:.2f} s",
                file=sys.stderr,
                flush=True,
            )

    return watch
