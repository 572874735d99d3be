"""Many jobs on the terminal: a live table while they are done (plain lines elsewhere), and what came of them."""

import shlex
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from documents.writers import report_words
from documents.writers.batch_page import count_states
from documents.writers.printable import clean_line
from errors import UserError
from resume.batch import BatchRecord, BatchRow
from ui.progress import TITLES
from web.addresses import is_web_address

if TYPE_CHECKING:
    from rich.table import Table

    from graph.batch import BatchWatch

STANDARD_INPUT = "-"
_TICKS_A_SECOND = 8
_GAPS_NAMED = 3
_LONGEST_JOB = 60
"""Characters of a job's name in the tables."""


def jobs_listed(file: Path) -> list[str]:
    """The ads that a text file names, one path or address a line; paths count from the file's own folder.

    Empty lines and those that begin with `#` are passed over.

    Raises:
        UserError: it cannot be read, or names none.
    """
    from graph.alone import load_upload

    try:
        text = load_upload(file).data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(str(file), "this is no text", "list one path or address a line") from None
    named = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if not named:
        raise UserError(str(file), "it names no ads", "list one path or address a line")
    return [one if is_web_address(one) else str(file.parent / one) for one in named]


def check_jobs(jobs: Sequence[str]) -> None:
    """Refuse what no batch can be made of.

    Raises:
        UserError: there are no ads, or standard input is named twice.
    """
    if not jobs:
        raise UserError("JOB", "there is none", "name the ads, or a file that lists them by --from")
    if jobs.count(STANDARD_INPUT) > 1:
        raise UserError("JOB", "standard input is named twice", "give `-` once")


def command_to_go_on(arguments: Sequence[str]) -> str:
    """The command that goes on with a batch: the same one again."""
    return shlex.join(["resume-tailor", *arguments])


def name_of(row: BatchRow) -> str:
    """A job as it is called on the terminal: title and employer, as far as they are known, else what was given."""
    known = clean_line(", ".join(part for part in (row.title, row.company) if part) or row.given)
    return known if len(known) <= _LONGEST_JOB else known[: _LONGEST_JOB - 1] + "…"


@contextmanager
def watch_batch() -> "Iterator[BatchWatch]":
    """A watcher of the rows that shows them on standard error."""
    if not sys.stderr.isatty():
        yield _Lines().watch
        return
    from rich.console import Console
    from rich.live import Live

    begun: dict[int, float] = {}
    with Live(console=Console(stderr=True), refresh_per_second=_TICKS_A_SECOND, transient=True) as live:

        def watch(rows: Sequence[BatchRow]) -> None:
            for number, row in enumerate(rows):
                if row.state == "running":
                    begun.setdefault(number, time.monotonic())
            live.update(_board(rows, begun))

        yield watch


def _board(rows: Sequence[BatchRow], begun: dict[int, float]) -> "Table":
    """The rows as they stand, for the terminal."""
    from rich.spinner import Spinner
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1))
    for number, row in enumerate(rows):
        name = Text(name_of(row))
        match row.state:
            case "running":
                seconds = time.monotonic() - begun[number]
                table.add_row(
                    Spinner("dots"), name, Text(f"{TITLES.get(row.stage or '', '')}, {seconds:.0f} s", style="dim")
                )
            case "delivered":
                table.add_row(Text("✓", style="green"), name, Text(_told_delivered(row), style="dim"))
            case "failed":
                table.add_row(Text("✗", style="red"), name, Text(clean_line(row.problem), style="red"))
            case _:
                table.add_row(Text("·", style="dim"), Text(name.plain, style="dim"), "")
    return table


class _Lines:
    """A plain line for each job that begins or ends."""

    def __init__(self) -> None:
        self._told: dict[int, str] = {}

    def watch(self, rows: Sequence[BatchRow]) -> None:
        """Tell what is new."""
        for number, row in enumerate(rows):
            if row.state == self._told.get(number) or row.state in ("waiting", "stopped"):
                continue
            if row.state == "running" and row.found:
                continue
            self._told[number] = row.state
            click.echo(f"{number + 1} of {len(rows)}, {_told_state(row)}", err=True)


def _told_state(row: BatchRow) -> str:
    if row.state == "failed":
        return f"{name_of(row)}: {_problem(row)}"
    if row.state == "running":
        return f"begun: {name_of(row)}"
    return f"done: {name_of(row)}: {_told_delivered(row)}"


def _problem(row: BatchRow) -> str:
    """Why it failed, without the name that begins the line anyway; empty where it did not."""
    problem = clean_line(row.problem)
    return f"failed: {problem.removeprefix(f'{name_of(row)}: ')}" if problem else ""


def _told_delivered(row: BatchRow) -> str:
    before = ["delivered before"] if row.found else []
    same = [f"the same ad as {row.same_as}"] if row.same_as else []
    return ", ".join([*before, *same, *(text for _, text in _figures(row) if text)])


def _figures(row: BatchRow) -> list[tuple[str, str]]:
    """What came of a job: the name of each figure, and the figure; empty where there is none."""
    coverage = row.coverage
    shown = f"{report_words.percent(coverage.before)} → {report_words.percent(coverage.raw)}" if coverage else ""
    level = row.degradation.level if row.degradation else ""
    cost = f"${row.cost_usd:.4f}" if row.cost_usd is not None else "cost not known" if row.unpriced_calls else ""
    return [
        ("Coverage", shown and f"coverage {shown}"),
        ("Gaps", report_words.count(len(row.gaps), "gap")),
        ("ATS", "" if row.ats is None else f"ATS {report_words.whole(row.ats)}"),
        ("Degradation", "" if level in ("", "none") else f"degradation {level}"),
        ("Cost", cost),
    ]


def print_batch(record: BatchRecord, folder: Path, *, as_json: bool) -> None:
    """Print what came of a batch: a table on a terminal, a line for each job elsewhere, or `batch.json`."""
    if as_json:
        click.echo(record.model_dump_json(indent=2))
        return
    if sys.stdout.isatty():
        from rich.console import Console

        Console().print(_table(record, folder))
    else:
        for row in record.rows:
            click.echo(_line(row, folder))
    cost = f" Known cost: ${record.cost_usd:.4f}." if record.cost_usd is not None else ""
    click.echo(f"{count_states(record.rows)[:1].upper()}{count_states(record.rows)[1:]}.{cost} {folder / 'batch.html'}")


def _line(row: BatchRow, folder: Path) -> str:
    if row.state != "delivered":
        return f"{name_of(row)}: {_problem(row) or 'not finished'}"
    return f"{name_of(row)}: {_told_delivered(row)}; {folder / (row.name or '')}"


def _table(record: BatchRecord, folder: Path) -> "Table":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    figures = ("Coverage", "Gaps", "ATS", "Degradation", "Cost")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Job", overflow="fold", ratio=2)
    table.add_column("Company", overflow="fold", ratio=1)
    for name in figures:
        table.add_column(name, no_wrap=True)
    table.add_column("Folder", overflow="fold", ratio=2)
    for row in record.rows:
        job = Text(clean_line(row.title or row.given))
        if row.state != "delivered":
            problem = Text(clean_line(row.problem) or "not finished", style="red" if row.problem else "dim")
            table.add_row(job, Text(clean_line(row.company)), *[""] * len(figures), problem)
            continue
        short = dict(_figures(row))
        cells = [
            short["Coverage"].removeprefix("coverage "),
            str(len(row.gaps)),
            short["ATS"].removeprefix("ATS "),
            row.degradation.level if row.degradation else "",
            short["Cost"].replace("cost not known", "not known"),
        ]
        table.add_row(job, Text(clean_line(row.company)), *cells, str(folder / (row.name or "")))
    return table
