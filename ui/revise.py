"""Revising single lines from the command line."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from errors import UserError
from resume.review.revision import Action, Decision

if TYPE_CHECKING:
    from graph.revision import Revised


def gather_decisions(
    accepted: Sequence[str], rejected: Sequence[str], edited: Sequence[str], restored: Sequence[str], *, declare: bool
) -> dict[str, Decision]:
    """The decisions of the command line, by line.

    Raises:
        UserError: there is none, an edit names no line, or two are of one line.
    """
    decided: list[tuple[str, Decision]] = []
    plain: Mapping[Action, Sequence[str]] = {"accept": accepted, "reject": rejected, "restore": restored}
    for action, ids in plain.items():
        decided += [(id.strip(), Decision(action=action)) for id in ids]
    for one in edited:
        id, equals, text = one.partition("=")
        if not equals or not id.strip():
            raise UserError("--edit", "it names no line", 'write --edit k3="the line as you want it"')
        decided.append((id.strip(), Decision(action="edit", text=text, declare=declare)))
    if not decided:
        raise UserError("revise", "no line is named", "use --accept, --reject, --edit or --restore")
    decisions = dict(decided)
    if len(decisions) < len(decided):
        raise UserError("revise", "one line is decided on twice", "decide on each once")
    return decisions


def print_revised(revised: "Revised", *, as_json: bool) -> None:
    """Print what came of it."""
    if as_json:
        told = {
            "refused": [one.model_dump() for one in revised.refused],
            "report": revised.report.model_dump(mode="json"),
        }
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    from rich.console import Console

    from ui.summary import print_summary

    print_summary(revised.report, Console())
    for one in revised.refused:
        click.echo(f"Refused: {one.id}: {' '.join(one.reasons)}", err=True)
    if revised.refused:
        click.echo(
            "What is so although your resume does not say it can be kept with --declare, as a fact of yours.", err=True
        )
