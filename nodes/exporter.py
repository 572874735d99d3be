"""Exporter: fits the page limit, makes all files, reads them back, and reports what was really shipped.

It may leave out checked lines to keep to the limit, each recorded; it changes none.
"""

import asyncio
import functools
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from documents.writers.docx import write_docx
from documents.writers.json_resume import write_json
from documents.writers.markdown import write_markdown
from langgraph.runtime import Runtime

from documents.fitting import Printed, print_within
from documents.read_back import ReadBack, find_unsupported_shipped, read_back
from documents.writers.html import heading_texts, missing_glyphs
from documents.writers.report_page import render_report
from errors import UserError
from nodes.live import LiveParts
from nodes.state import ExporterInput, RunSettings, Update
from resume.coverage import cover_requirements, measure_coverage
from resume.dossier import weigh_facts
from resume.edits import Claim, TailoredResume, apply_edits
from resume.facts import Fact
from resume.report import Degradation, FactCheckSummary, Metrics, Pages, Report, StageRecord
from resume.schema import Resume
from resume.shortening import rank_droppable
from storage.documents import write_files

ATS = "ats"
"""The plain design that every run prints beside the chosen one."""


async def exporter(state: ExporterInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Make the files and the report, and put them into the run's folder, all or none."""
    begin = time.perf_counter()
    settings = runtime.context or RunSettings()
    version = functools.cache(functools.partial(_version, state, _ranked_lines(state)))
    printed = await print_within(
        lambda dropped: version(dropped).resume,
        len(_ranked_lines(state)),
        templates=(ATS, settings.template),
        limit=settings.pages,
        print_pdf=live.printer.print_pdf,
    )
    tailored = version(printed.dropped)
    files = await _make_files(tailored.resume, printed, settings)
    read = await read_back(files, tailored.resume, _whole_lines(tailored.claims, state["facts"]))
    report = _report(state, settings, tailored, printed, read, time.perf_counter() - begin)
    folder = live.folder_of(state["run_id"])
    names = [*files, "report.json", "report.html"]
    report = report.model_copy(update={"files": {name: str(folder / name) for name in names}})
    files["report.json"] = (report.model_dump_json(indent=2) + "\n").encode()
    files["report.html"] = render_report(report, candidate=tailored.resume.basics.name).encode()
    await asyncio.to_thread(_deliver, folder, files)
    return {"tailored": tailored, "report": report}


def _ranked_lines(state: ExporterInput) -> list[str]:
    tailored = _version(state, [], 0)
    weights = weigh_facts(state["requirements"], state["dossier"].evidence)
    return rank_droppable(state["facts"], tailored.claims, weights)


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


def _report(
    state: ExporterInput,
    settings: RunSettings,
    tailored: TailoredResume,
    printed: Printed,
    read: ReadBack,
    own_seconds: float,
) -> Report:
    validation = state["validation"]
    shipped = {
        claim.id
        for claim in tailored.claims
        if claim.action != "dropped" and "resume.ats.pdf" not in read.missing_claims.get(claim.id, [])
    }
    rows = cover_requirements(state["requirements"], state["matches"], tailored.claims, shipped)
    allowed = [fact.text for fact in state["facts"]]
    allowed += [claim.text for claim in tailored.claims]
    allowed += [*heading_texts(tailored.resume), state["source"].model_dump_json(by_alias=True)]
    unsupported = find_unsupported_shipped(read.texts, allowed)
    pages = Pages(ats=printed.pages[ATS], visual=printed.pages[settings.template])
    stages = _stages(state, own_seconds)
    return Report(
        run_id=state["run_id"],
        mode="offline",
        degradation=Degradation(level="none"),
        stages=stages,
        job=state["analysis"],
        requirements=rows,
        profile=state["scores"],
        recommendations=state["recommendations"],
        research=state["research"],
        editorial_notes=[*state["polished"].notes, *validation.notes],
        coverage=measure_coverage(rows),
        claims=tailored.claims,
        fact_check=FactCheckSummary(
            claims=validation.claims,
            unsupported_found=validation.found,
            reverted=len(validation.reverted),
            unsupported_shipped=len(unsupported),
        ),
        round_trip=read.round_trip,
        pages=pages,
        metrics=Metrics(
            total_seconds=round(time.time() - state["started"], 3),
            stage_seconds={stage.stage: round(stage.seconds, 4) for stage in stages},
        ),
        warnings=[*state["intake_warnings"], *_warnings(settings, tailored, pages, read, unsupported)],
        files={},
        facts={fact.id: fact.text for fact in state["facts"] if fact.kind not in ("name", "contact")},
    )


def _stages(state: ExporterInput, own_seconds: float) -> list[StageRecord]:
    return [*state["stages"].values(), StageRecord(stage="exporter", by="rules", seconds=own_seconds)]


def _warnings(
    settings: RunSettings, tailored: TailoredResume, pages: Pages, read: ReadBack, unsupported: Sequence[str]
) -> list[str]:
    warnings: list[str] = []
    longest = max(pages.ats, pages.visual)
    if longest > settings.pages:
        warnings.append(
            f"Roles, degrees and dates alone take {longest} pages; the limit of {settings.pages} could not be kept "
            "without losing one of them."
        )
    if glyphs := missing_glyphs(tailored.resume.model_dump_json()):
        warnings.append(
            f"The bundled fonts lack {' '.join(sorted(glyphs)[:20])}; another font of this machine is used."
        )
    if lacking := [files for files in read.missing_claims.values() if files]:
        names = sorted({name for files in lacking for name in files})
        warnings.append(f"{len(lacking)} lines could not be found when these files were read back: {', '.join(names)}.")
    if unsupported:
        warnings.append(
            f"{len(unsupported)} lines of the exported files hold words that the source does not: check them before "
            "you send anything."
        )
    return warnings


def _deliver(folder: Path, files: dict[str, bytes]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_files(folder, files)
    except OSError as error:
        raise UserError(
            str(folder), f"the files cannot be written here ({error.strerror})", "choose another --out"
        ) from error
