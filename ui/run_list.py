"""The list of runs in the terminal."""

import json
from collections.abc import Sequence
from dataclasses import asdict

import click

from storage.runs import Run


def print_runs(runs: Sequence[Run], *, as_json: bool) -> None:
    """Print runs as a table, or as a JSON list."""
    if as_json:
        click.echo(json.dumps([_as_json(run) for run in runs], indent=2, ensure_ascii=False))
        return
    if not runs:
        click.echo("There are no runs yet. Begin with: resume-tailor tailor RESUME JOB")
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Run", no_wrap=True)
    for column in ("Begun", "State", "Resume", "Job", "Files"):
        table.add_column(column, overflow="fold")
    for run in runs:
        job = ", ".join(part for part in (run.title, run.company) if part) or run.job_name
        begun = f"{run.created_at.astimezone():%Y-%m-%d %H:%M}"
        files = run.folder if run.status == "delivered" else ""
        table.add_row(run.id, begun, STATES.get(run.status, run.status), run.resume_name, job, files)
    Console().print(table)


STATES = {"review": "waiting for your answers"}
"""How far a run has come, where its name does not say it plainly."""


def _as_json(run: Run) -> dict[str, object]:
    return {**asdict(run), "created_at": run.created_at.isoformat(), "updated_at": run.updated_at.isoformat()}
