"""The list of runs in the terminal."""

import json
from collections.abc import Sequence
from dataclasses import asdict

import click

from storage.runs import Run


def print_runs(runs: Sequence[Run], *, as_json: bool) -> None:
    """Print runs, a few lines each, or as a JSON list."""
    if as_json:
        click.echo(json.dumps([_as_json(run) for run in runs], indent=2, ensure_ascii=False))
        return
    if not runs:
        click.echo("There are no runs yet. Begin with: resume-tailor tailor RESUME JOB")
        return
    click.echo("\n\n".join(_told(run) for run in runs))


def _told(run: Run) -> str:
    """One run on lines of their own: a table of names, titles and paths has no room on an ordinary terminal."""
    job = ", ".join(part for part in (run.title, run.company) if part) or run.job_name
    state = STATES.get(run.status, run.status)
    lines = [f"{run.id}  {state}, begun {run.created_at.astimezone():%Y-%m-%d %H:%M}", f"{run.resume_name} for {job}"]
    if run.status == "delivered":
        lines.append(run.folder)
    return "\n  ".join(lines)


STATES = {"open": "not finished", "paused": "stopped where you asked", "review": "waiting for your answers"}
"""How far a run has come, where its name does not say it plainly."""


def _as_json(run: Run) -> dict[str, object]:
    return {**asdict(run), "created_at": run.created_at.isoformat(), "updated_at": run.updated_at.isoformat()}
