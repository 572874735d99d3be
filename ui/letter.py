"""A cover letter on the command line: its text on standard output, the rest on standard error."""

import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from graph.letter import DeliveredLetter


def print_letter(delivered: "DeliveredLetter", *, as_json: bool) -> None:
    """Print the letter and where its files are, or all of it as JSON."""
    if as_json:
        known = {
            "letter": delivered.letter.model_dump(mode="json", exclude={"spare"}),
            "by": delivered.stage.by,
            "model": delivered.stage.model,
            "reason": delivered.stage.reason,
            "notes": delivered.notes,
            "warnings": delivered.warnings,
            "files": delivered.files,
        }
        click.echo(json.dumps(known, indent=2, ensure_ascii=False))
        return
    click.echo("\n\n".join(delivered.letter.lines))
    click.echo("")
    for path in delivered.files.values():
        click.echo(path)
    for remark in [*delivered.notes, *delivered.warnings]:
        click.echo(remark, err=True)
