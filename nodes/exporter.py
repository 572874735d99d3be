"""Exporter: fits the page limit, makes all files, reads them back, and reports what was really shipped.

It may leave out checked lines to keep to the limit, each recorded; it changes none.
"""

import asyncio
import functools
import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from langgraph.runtime import Runtime

from documents.fitting import Printed, print_within
from documents.read_back import read_back
from documents.writers.docx import write_docx
from documents.writers.json_resume import write_json
from documents.writers.markdown import write_markdown
from documents.writers.report_page import render_report
from errors import UserError
from nodes.live import LiveParts
from nodes.run_report import Shipped, ShippedLetter, compose_report
from nodes.state import ExporterInput, RunSettings, Update
from resume.dossier import weigh_facts
from resume.edits import Claim, TailoredResume, apply_edits
from resume.facts import Fact
from resume.letter.letter import CoverLetter
from resume.report import Pages, Report
from resume.schema import Resume
from resume.shortening import rank_droppable
from storage.documents import write_files

if TYPE_CHECKING:
    from storage.ledger import RunUsage

log = logging.getLogger(__name__)

ATS = "ats"
"""The plain design that every run prints beside the chosen one."""


async def exporter(state: ExporterInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Make the files and the report, and put them into the run's folder, all or none."""
    begin = time.perf_counter()
    settings = runtime.context or RunSettings()
    droppable = await asyncio.to_thread(_ranked_lines, state)
    version = functools.cache(functools.partial(_version, state, droppable))
    printed, letter = await asyncio.gather(
        print_within(
            lambda dropped: version(dropped).resume,
            len(droppable),
            templates=(ATS, settings.template),
            limit=settings.pages,
            print_pdf=live.printer.print_pdf,
        ),
        make_letter(state.get("letter"), state["source"], settings, live),
    )
    tailored = version(printed.dropped)
    usage, unread = await _usage(state, live)
    files = await _make_files(tailored.resume, printed, settings)
    read = await read_back(files, tailored.resume, _whole_lines(tailored.claims, state["facts"]))
    shipped = Shipped(
        tailored=tailored,
        pages=Pages(ats=printed.pages[ATS], visual=printed.pages[settings.template]),
        read=read,
        ats_bytes=len(printed.pdfs[ATS]),
        today=live.today(),
        usage=usage,
        usage_unread=unread,
        letter=letter,
    )
    if letter is not None:
        files |= letter.files
    folder = live.folder_of(state["run_id"])
    report = await asyncio.to_thread(_deliver, state, settings, shipped, files, folder, begin)
    return {"report": report}


async def make_letter(
    letter: CoverLetter | None, resume: Resume, settings: RunSettings, live: LiveParts
) -> ShippedLetter | None:
    """The checked letter in all its formats, read back; None where there is none.

    Args:
        letter: the letter.
        resume: whose name and contact details head it.
        settings: of the run.
        live: with the printer.
    """
    if letter is None:
        return None
    from documents.letter_fitting import print_letter  # only where a letter was asked for
    from documents.read_letter import read_letter_back
    from documents.writers.letter import write_letter_docx, write_letter_markdown

    printed = await print_letter(letter, resume, settings.template, live.printer.print_pdf)
    fitted = printed.letter
    docx = await asyncio.to_thread(lambda: write_letter_docx(fitted, resume, density=printed.density))
    files = {
        "cover-letter.pdf": printed.pdf,
        "cover-letter.docx": docx,
        "cover-letter.md": write_letter_markdown(fitted, resume).encode(),
    }
    read = await read_letter_back(files, fitted)
    return ShippedLetter(letter=fitted, files=files, read=read, pages=printed.pages, dropped=printed.dropped)


async def _usage(state: ExporterInput, live: LiveParts) -> "tuple[RunUsage | None, bool]":
    """What the run's calls took, None where no model was asked; and whether it could not be read: no run is lost for that."""
    if live.models is None or not any(stage.asked for stage in state["stages"].values()):
        return None, False
    try:
        return await live.models.usage(state["run_id"]), False
    except OSError as error:
        log.warning("What the models took cannot be told: %s", error)
        return None, True


def _deliver(
    state: ExporterInput,
    settings: RunSettings,
    shipped: Shipped,
    files: dict[str, bytes],
    folder: Path,
    begin: float,
) -> Report:
    """Write the report and put all files into the folder, all or none.

    Raises:
        UserError: the folder cannot be written.
    """
    paths = {name: str(folder / name) for name in (*files, "report.json", "report.html")}
    report = compose_report(state, settings, shipped, paths, exporter_seconds=time.perf_counter() - begin)
    pages = {
        "report.json": (report.model_dump_json(indent=2) + "\n").encode(),
        "report.html": render_report(report, candidate=shipped.tailored.resume.basics.name).encode(),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_files(folder, files | pages)
    except OSError as error:
        problem = f"the files cannot be written here ({error.strerror})"
        raise UserError(str(folder), problem, "choose another --out") from error
    return report


def _ranked_lines(state: ExporterInput) -> list[str]:
    tailored = _version(state, [], 0)
    weights = weigh_facts(state["requirements"], state["dossier"].evidence, state["dossier"].put_forward)
    ranked = rank_droppable(state["facts"], tailored.claims, weights)
    kept = state["revision"].decided if "revision" in state else frozenset()
    return [id for id in ranked if id not in kept]


def _version(state: ExporterInput, droppable: Sequence[str], dropped: int) -> TailoredResume:
    """The validated resume less its `dropped` least valuable lines."""
    polished, validation = state["polished"], state["validation"]
    why = "Left out to keep to the page limit: of all lines that may go, it says the least to this job."
    return apply_edits(
        state["source"],
        state["facts"],
        polished.edits,
        polished.arrangement,
        reverted=validation.reverted,
        dropped=dict.fromkeys(droppable[:dropped], why),
    )


def _whole_lines(claims: Sequence[Claim], facts: Sequence[Fact]) -> list[Claim]:
    """The claims that are printed in one piece, so that their text can be looked for in the files."""
    headers = {fact.id for fact in facts if fact.field == "header" and fact.kind != "headline"}
    return [claim for claim in claims if claim.action != "dropped" and claim.facts[0] not in headers]


async def _make_files(resume: Resume, printed: Printed, settings: RunSettings) -> dict[str, bytes]:
    def text(write: Callable[[Resume], str]) -> bytes:
        return write(resume).encode()

    docx, markdown, json = await asyncio.gather(
        asyncio.to_thread(write_docx, resume),
        asyncio.to_thread(text, write_markdown),
        asyncio.to_thread(text, write_json),
    )
    return {
        "resume.ats.pdf": printed.pdfs[ATS],
        "resume.visual.pdf": printed.pdfs[settings.template],
        "resume.docx": docx,
        "resume.md": markdown,
        "resume.json": json,
    }
