"""The report of a run: composed of what the stages left in the state and of what was read back from the files."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING

from documents.read_back import ReadBack, find_unsupported_shipped
from documents.read_letter import LetterReadBack
from documents.writers.html import heading_texts, missing_glyphs
from documents.writers.letter import set_letter
from documents.writers.report_words import word_for
from documents.writers.sheet import lay_out
from nodes.state import ExporterInput, RunSettings
from nodes.validator import explain_refused
from resume.advice import advise
from resume.ats.rubric import AtsEvidence, judge
from resume.coverage import cover_requirements, measure_coverage
from resume.edits import Claim, TailoredResume
from resume.grounding import fact_base
from resume.language import language_name
from resume.letter.letter import CoverLetter, RefusedSentence, letter_claims
from resume.report import (
    FactCheckSummary,
    Metrics,
    Pages,
    Report,
    RequirementRow,
    StageRecord,
    StageTokens,
    measure_degradation,
)
from resume.schema import Resume

if TYPE_CHECKING:
    from storage.ledger import RunUsage

READ_BY_MACHINES = "resume.ats.pdf"
"""The file in which a line must be found to count as shown to an applicant tracking system."""


@dataclass(frozen=True)
class ShippedLetter:
    """The cover letter that the exporter made."""

    letter: CoverLetter
    """What of it is printed."""
    files: dict[str, bytes]
    read: LetterReadBack
    pages: int
    dropped: int
    """Sentences that were left out to keep to one page."""


@dataclass(frozen=True)
class Shipped:
    """What the exporter made."""

    tailored: TailoredResume
    pages: Pages
    read: ReadBack
    ats_bytes: int
    """Size of the ATS PDF."""
    today: date
    usage: "RunUsage | None" = None
    """What the models took; None where none was asked, or it is not known."""
    usage_unread: bool = False
    """Whether models were asked, but the ledger could not be read."""
    letter: ShippedLetter | None = None
    """None: no letter was asked for, or none could be written."""

    @property
    def texts(self) -> dict[str, str]:
        """What all files say, by the file's name."""
        return self.read.texts | (self.letter.read.texts if self.letter else {})


def compose_report(
    state: ExporterInput, settings: RunSettings, shipped: Shipped, files: Mapping[str, str], *, exporter_seconds: float
) -> Report:
    """Everything the report says; what has not been built yet is null."""
    validation = state["validation"]
    rows = cover_requirements(
        state["requirements"], state["matches"], shipped.tailored.claims, _claims_in_files(shipped)
    )
    base = fact_base(state["facts"], shipped.today, state["source"].meta.language)
    unsupported = find_unsupported_shipped(
        shipped.texts,
        _allowed_texts(state, shipped),
        is_supported=lambda line: base.check(line, section="summary").supported,
    )
    before = [stage for stage in state["stages"].values() if stage.stage != "exporter"]
    stages = [*before, StageRecord(stage="exporter", by="rules", seconds=exporter_seconds)]
    seconds = {stage.stage: round(stage.seconds, 4) for stage in stages} | {"read_back": round(shipped.read.seconds, 4)}
    return Report(
        run_id=state["run_id"],
        mode="model" if any(stage.asked for stage in stages) else "offline",
        degradation=measure_degradation(stages, lambda stage: word_for("stages", stage)),
        stages=stages,
        job=state["analysis"],
        requirements=rows,
        profile=state["scores"],
        recommendations=state["recommendations"],
        advice=advise(rows, state["matches"], state["facts"]),
        research=state["research"],
        editorial_notes=[
            *_review_notes(state),
            *state["polished"].notes,
            *validation.notes,
            *letter_notes(validation.letter_refused),
        ],
        coverage=measure_coverage(rows, [fact.id for fact in state["facts"] if fact.origin == "user"]),
        claims=[*shipped.tailored.claims, *_letter_claims(shipped)],
        fact_check=FactCheckSummary(
            claims=validation.claims + validation.letter_claims,
            unsupported_found=validation.found + len(validation.letter_refused),
            reverted=len(validation.reverted),
            unsupported_shipped=len(unsupported),
        ),
        ats=judge(_ats_evidence(state, shipped, rows)),
        round_trip=shipped.read.round_trip,
        pages=shipped.pages,
        metrics=_measure(state, shipped, seconds),
        warnings=[*state["intake_warnings"], *_warnings(settings, shipped, unsupported, state["source"].meta.language)],
        files=dict(files),
        custom_titles=[section.title for section in state["source"].custom_sections],
        facts={fact.id: fact.text for fact in state["facts"] if fact.kind not in ("name", "contact")},
        own_facts={fact.id: fact.text for fact in state["facts"] if fact.origin == "user"},
    )


def _measure(state: ExporterInput, shipped: Shipped, seconds: dict[str, float]) -> Metrics:
    """Times and use of the run; a revision asks no model, so that what the run itself took stands."""
    metrics = measure_run(round(time.time() - state["started"], 3), seconds, shipped.usage)
    if "revision" not in state or "report" not in state:
        return metrics
    times = {"total_seconds": metrics.total_seconds, "stage_seconds": metrics.stage_seconds}
    return state["report"].metrics.model_copy(update=times)


def _review_notes(state: ExporterInput) -> list[str]:
    return state.get("review_notes", [])


def letter_notes(refused: Sequence[RefusedSentence]) -> list[str]:
    """Why sentences were taken out of the letter, each reason once."""
    return list(dict.fromkeys(explain_refused(one) for one in refused))


def _letter_claims(shipped: Shipped) -> list[Claim]:
    return letter_claims(shipped.letter.letter, len(shipped.tailored.claims) + 1) if shipped.letter else []


def measure_run(total_seconds: float, stage_seconds: dict[str, float], usage: "RunUsage | None") -> Metrics:
    """Times and, where models were asked, what the calls took: a price that is not known is null, and counted."""
    metrics = Metrics(total_seconds=total_seconds, stage_seconds=stage_seconds)
    if usage is None:
        return metrics
    tokens = {stage: StageTokens(input=one.input, output=one.output) for stage, one in usage.tokens.items()}
    return metrics.model_copy(
        update={
            "calls": usage.calls,
            "cache_hits": usage.cache_hits,
            "retries": usage.retries,
            "fallbacks": usage.fallbacks,
            "tokens": tokens,
            "tokens_total": sum(one.input + one.output for one in tokens.values()),
            "cost_usd": None if usage.cost is None else float(usage.cost),
            "search_cost_usd": float(usage.search_cost),
            "unpriced_calls": usage.unpriced_calls,
        }
    )


def _ats_evidence(state: ExporterInput, shipped: Shipped, rows: Sequence[RequirementRow]) -> AtsEvidence:
    resume = shipped.tailored.resume
    return AtsEvidence(
        resume=resume,
        claims=tuple(shipped.tailored.claims),
        requirements=tuple(rows),
        round_trip=shipped.read.round_trip,
        pages=shipped.pages,
        job_title=state["analysis"].title,
        headings=tuple(section.title for section in lay_out(resume).sections),
        text=shipped.read.texts[READ_BY_MACHINES],
        file_bytes=shipped.ats_bytes,
        today=shipped.today,
    )


def _claims_in_files(shipped: Shipped) -> set[str]:
    missing = shipped.read.missing_claims
    return {
        claim.id
        for claim in shipped.tailored.claims
        if claim.action != "dropped" and READ_BY_MACHINES not in missing.get(claim.id, [])
    }


def _allowed_texts(state: ExporterInput, shipped: Shipped) -> list[str]:
    """The source's texts, the checked lines, and the words that the documents print of their own."""
    return [
        state["source"].model_dump_json(by_alias=True),
        shipped.tailored.resume.model_dump_json(by_alias=True),
        *(fact.text for fact in state["facts"]),
        *(claim.text for claim in shipped.tailored.claims),
        *heading_texts(shipped.tailored.resume),
        *_addresses(shipped.tailored.resume),
        *([set_letter(shipped.letter.letter).text] if shipped.letter else []),
    ]


def _addresses(resume: Resume) -> Iterator[str]:
    """Where the candidate lives, two parts at a time: each document joins them in its own way."""
    place = resume.basics.location
    if place is not None:
        parts = (place.address, place.postal_code, place.city, place.region, place.country_code)
        yield from (f"{one} {other}" for one, other in permutations([part for part in parts if part], 2))


def letter_warnings(settings: RunSettings, letter: ShippedLetter | None, language: str | None) -> Iterator[str]:
    """What the user must know of the letter, or of there being none."""
    if letter is None:
        if settings.letter:
            yield (
                "No cover letter was written: letters are in English only, and your resume is not "
                f"(it reads as {language_name(language)})."
            )
        return
    if letter.pages > 1:
        yield f"The cover letter takes {letter.pages} pages; nothing more of it can be left out."
    if letter.dropped:
        yield f"{letter.dropped} sentences of the cover letter were left out to keep it to one page."
    if letter.read.missing:
        names = ", ".join(letter.read.missing)
        yield f"Sentences of the cover letter were not found in one piece when read back from {names}."
    if not any(one.part == "body" for one in letter.letter.paragraphs):
        yield (
            "The cover letter tells nothing of your work: your resume holds no line that rules can make a sentence of. "
            "Add what you did before you send it."
        )


def _warnings(settings: RunSettings, shipped: Shipped, unsupported: Sequence[str], language: str | None) -> list[str]:
    warnings: list[str] = []
    if shipped.usage_unread:
        warnings.append("Calls, tokens and cost of this run are not known: the ledger could not be read.")
    longest = max(shipped.pages.ats, shipped.pages.visual)
    if longest > settings.pages:
        warnings.append(
            f"What may never be left out takes {longest} pages; the limit of {settings.pages} could not be kept."
        )
    if glyphs := missing_glyphs(shipped.tailored.resume.model_dump_json()):
        few = " ".join(sorted(glyphs)[:20])
        warnings.append(f"The bundled fonts lack {few}; another font of this machine prints them, if it has one.")
    if lacking := shipped.read.missing_claims.values():
        names = ", ".join(sorted({name for files in lacking for name in files}))
        warnings.append(f"{len(lacking)} lines were not found in one piece when read back from {names}.")
    warnings += letter_warnings(settings, shipped.letter, language)
    if unsupported:
        warnings.append(
            f"{len(unsupported)} {'line' if len(unsupported) == 1 else 'lines'} of the exported files read back with words "
            "that the source does not hold: look at them before you send anything."
        )
    return warnings
