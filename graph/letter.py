"""The cover letter alone: the pipeline up to the letter, then its check and its files; no resume is tailored.

The run that it takes is forgotten when the letter is delivered. One that was interrupted on the way is kept, and going on with it
gives resume and letter.
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from errors import UserError
from graph.alone import Upload, load_job, load_upload
from graph.runner import Paused, Runner, Watch, open_runner
from nodes.exporter import make_letter
from nodes.run_report import ShippedLetter, letter_notes, letter_warnings
from nodes.state import LetterEvidence, RunSettings
from nodes.validator import settle_letter
from resume.letter.letter import CoverLetter
from resume.report import StageRecord
from resume.schema import Resume
from settings import Settings
from storage.documents import write_files

STAGES = ("job_analyzer", "profile_extractor", "researcher", "cover_letter")
"""The stages that may ask a model for a letter: those that reword the resume work by rules, and what they make is dropped."""

LAST = "cover_letter"


@dataclass(frozen=True)
class DeliveredLetter:
    """A letter and what was made of it."""

    run_id: str
    letter: CoverLetter
    files: dict[str, str]
    """Name of each file → its path; empty where none was asked for."""
    notes: list[str]
    """What was taken out and why."""
    warnings: list[str]
    stage: StageRecord
    """How the letter was written."""


async def draft_cover_letter(
    resume: str | Path,
    job: str | Path,
    *,
    out: str | Path | None = None,
    settings: RunSettings | None = None,
    app: Settings | None = None,
) -> CoverLetter:
    """Write the cover letter for the resume in one file and the job ad in another; fact-checked, one page.

    Args:
        resume: path of the master resume, in any format that the readers know.
        job: path or http(s) address of the job ad.
        out: folder for PDF, Word and Markdown; no file is written when not given.
        settings: of this run; what asks models for other stages is passed over.
        app: of the program; those of the environment when not given.

    Raises:
        UserError: an input cannot be used, or there are no rules for letters in the resume's language.
    """
    uploads = load_upload(Path(resume)), await load_job(job, settings=app)
    async with open_runner(app) as runner:
        delivered = await deliver_letter(runner, *uploads, settings=settings or RunSettings(), folder=out)
        return delivered.letter


async def deliver_letter(
    runner: Runner,
    resume: Upload,
    job: Upload,
    *,
    settings: RunSettings,
    folder: str | Path | None = None,
    run_id: str | None = None,
    watch: Watch | None = None,
) -> DeliveredLetter:
    """The same on an open runner, with all that is to be told of it.

    Raises:
        UserError: an input cannot be used, the folder cannot be written, or no letter can be written in this language.
    """
    alone = settings.model_copy(update={"letter": True, "only": _asking(settings), "review": False})
    run = await runner.create(resume, job, settings=alone, folder=Path(folder) if folder else None, run_id=run_id)
    paused = await runner.go_on(run.id, watch=watch, until=LAST)
    assert isinstance(paused, Paused), "the run stops at the letter"
    state = paused.state
    source, letter, stages = state["source"], state.get("letter"), state["stages"]
    assert isinstance(source, Resume)
    assert isinstance(stages, dict)
    if not isinstance(letter, CoverLetter):
        await runner.forget(run)
        language = source.meta.language
        raise UserError(
            resume.name,
            f"there are no rules for cover letters in its language ({language})",
            "give a resume in English",
        )
    checked = await asyncio.to_thread(settle_letter, cast("LetterEvidence", state), letter, runner.live.today())
    shipped = await make_letter(checked.letter, source, alone, runner.live) if folder else None
    files = await asyncio.to_thread(_write, shipped, Path(folder)) if folder and shipped else {}
    await runner.forget(run)
    return DeliveredLetter(
        run_id=run.id,
        letter=shipped.letter if shipped else checked.letter,
        files=files,
        notes=letter_notes(checked.refused),
        warnings=list(letter_warnings(alone, shipped, source.meta.language)) if shipped else [],
        stage=stages[LAST],
    )


def _asking(settings: RunSettings) -> tuple[str, ...]:
    return tuple(stage for stage in STAGES if not settings.only or stage in settings.only) or (LAST,)


def _write(shipped: ShippedLetter, folder: Path) -> dict[str, str]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_files(folder, shipped.files)
    except OSError as error:
        problem = f"the files cannot be written here ({error.strerror})"
        raise UserError(str(folder), problem, "choose another --out") from error
    return {name: str((folder / name).absolute()) for name in shipped.files}
