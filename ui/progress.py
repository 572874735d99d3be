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
    "human_review": "Your review",
    "drafter": "Drafting, section by section",
    "star_editor": "Situation, action, result",
    "cover_letter": "Writing the cover letter",
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
        lines = _Lines(run_id)
        yield lines.watch
        lines.tell_roads()
        return
    from rich.console import Console
    from rich.live import Live

    board = Board()
    with Live(board.table(), console=Console(stderr=True), refresh_per_second=12, transient=True) as live:

        def watch(progress: Progress) -> None:
            board.take(progress)
            live.update(board.table())

        yield watch


class _Lines:
    """A plain line for each stage that has ended; the stages of the packets' roads once all roads have.

    The run is named once its first stage has ended: input that cannot be used is answered by one line alone.
    """

    def __init__(self, run_id: str) -> None:
        self._board = Board()
        self._roads: list[str] = []
        self._unnamed: str | None = run_id

    def watch(self, progress: Progress) -> None:
        """Take an event."""
        stage = self._board.take(progress)
        if progress.part is not None:
            if progress.stage not in self._roads:
                self._roads.append(progress.stage)
        elif progress.event == "begin":
            self.tell_roads()
        else:
            self._name_run()
            _tell_stage(progress.stage, stage)

    def _name_run(self) -> None:
        if self._unnamed is not None:
            _tell(f"run {self._unnamed}")
            self._unnamed = None

    def tell_roads(self) -> None:
        """Tell of the stages of the roads, if any is still untold."""
        if self._roads:
            self._name_run()
        for name in self._roads:
            _tell_stage(name, self._board.stages[name])
        self._roads.clear()


def _tell_stage(name: str, stage: StageProgress) -> None:
    parts = f" ({stage.ended} parts)" if stage.ended > 1 else ""
    _tell(f"{name}: {TITLES[name].lower()}{parts}, {stage.seconds:.2f} s")


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
