"""`parse`: resumes as JSON Resume."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from documents.readers import read_resume
from documents.writers.json_resume import write_json
from errors import UserError
from graph.alone import load_upload
from graph.live import resume_limits
from settings import read_settings
from storage.documents import write_whole


def parse_one(path: Path) -> str:
    """One resume as JSON; what is unsure or missing is said on standard error.

    Raises:
        UserError: it cannot be read.
    """
    upload = load_upload(path)
    read = read_resume(upload.data, str(path), resume_limits(read_settings()))
    for warning in read.warnings:
        click.echo(f"{path}: {warning}", err=True)
    if read.unsure:
        click.echo(f"{path}: unsure of {', '.join(read.unsure)}", err=True)
    return write_json(read.resume).rstrip()


def parse_many(paths: Sequence[Path], folder: Path) -> int:
    """Each resume into `folder`; returns how many could not be read (the rest are done)."""
    folder.mkdir(parents=True, exist_ok=True)
    stems = Counter(path.stem for path in paths)
    failed = 0
    for path in paths:
        try:
            text = parse_one(path)
        except UserError as error:
            click.echo(f"resume-tailor: {error}", err=True)
            failed += 1
            continue
        name = f"{path.stem}.json" if stems[path.stem] == 1 else f"{path.name}.json"
        write_whole(folder / name, (text + "\n").encode())
        click.echo(str(folder / name))
    return failed
