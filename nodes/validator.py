"""Validator: the fact check over every line, and that no role, degree or date was lost.

An unsupported line sends a model's polish back once; after that, and offline, the line returns to its source text. Nothing
unsupported passes with a mere warning.
"""

import asyncio
from collections.abc import Sequence

from langgraph.runtime import Runtime

from nodes.state import PolishedResume, RunSettings, UnsupportedLine, Update, ValidationReport, ValidatorInput
from resume.edits import Arrangement, TailoredResume, apply_edits
from resume.facts import Fact
from resume.grounding import check_line
from resume.schema import Resume

MAX_ROUNDS = 2
"""Rounds of validation: the first may send a model's polish back, the second settles it."""


async def validator(state: ValidatorInput, runtime: Runtime[RunSettings]) -> Update:
    """Check, then ask for a second polish or return what fails to its source."""
    return await asyncio.to_thread(_validate, state)


def _validate(state: ValidatorInput) -> Update:
    source, facts, polished = state["source"], state["facts"], state["polished"]
    before = state.get("validation")
    rounds = before.rounds + 1 if before else 1
    tailored = apply_edits(source, facts, polished.edits, polished.arrangement)
    unsupported = find_unsupported(tailored, facts)
    lost = find_lost(source, tailored.resume)
    report = ValidationReport(
        verdict="passed",
        rounds=rounds,
        claims=len(tailored.claims),
        unsupported=unsupported,
        found=len(unsupported) + (before.found if before else 0),
        lost=lost,
    )
    if not unsupported and not lost:
        return {"validation": report, "tailored": tailored}
    polish = state.get("stages", {}).get("polisher")
    if rounds < MAX_ROUNDS and polish is not None and polish.by == "model":
        return {"validation": report.model_copy(update={"verdict": "retry"}), "tailored": tailored}
    reverted = {line.fact: f"Back to your own words: {line.reasons[0]}." for line in unsupported}
    tailored = _revert(source, facts, polished, reverted)
    return {
        "validation": report.model_copy(update={"verdict": "reverted", "reverted": reverted}),
        "tailored": tailored,
    }


def find_unsupported(tailored: TailoredResume, facts: Sequence[Fact]) -> list[UnsupportedLine]:
    """The lines that were written anew and say more than the facts they cite."""
    source = {fact.id: fact.text for fact in facts}
    lines: list[UnsupportedLine] = []
    for claim in tailored.claims:
        if claim.action not in ("edited", "added"):
            continue
        problems = check_line(claim.text, [source[id] for id in claim.facts])
        if problems:
            reasons = [problem.detail for problem in problems]
            lines.append(UnsupportedLine(fact=claim.facts[0], text=claim.text, reasons=reasons))
    return lines


def find_lost(source: Resume, tailored: Resume) -> list[str]:
    """The roles, degrees and dates of the source that the tailored resume does not hold just so."""
    kept = {_identity(entry) for entry in (*tailored.work, *tailored.volunteer, *tailored.education)}
    entries = (*source.work, *source.volunteer, *source.education)
    return [" ".join(_identity(entry)).strip() for entry in entries if _identity(entry) not in kept]


def _identity(entry: object) -> tuple[str, ...]:
    names = (
        "position",
        "name",
        "organization",
        "study_type",
        "area",
        "institution",
        "start_date",
        "end_date",
        "date_text",
    )
    return tuple(str(getattr(entry, name, None) or "") for name in names)


def _revert(
    source: Resume, facts: Sequence[Fact], polished: PolishedResume, reverted: dict[str, str]
) -> TailoredResume:
    tailored = apply_edits(source, facts, polished.edits, polished.arrangement, reverted=reverted)
    if find_lost(source, tailored.resume):  # the arrangement itself lost an entry: the source's own order stands
        tailored = apply_edits(source, facts, polished.edits, Arrangement(), reverted=reverted)
    return tailored
