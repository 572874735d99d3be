"""Validator: the fact check over every line, and that no role, degree or date was lost.

An unsupported line sends a model's polish back once; after that, and offline, the line returns to its source text, and composed
text loses its unsupported sentences. Nothing unsupported passes with a mere warning.
"""

import asyncio
from collections.abc import Sequence
from datetime import date

from langgraph.runtime import Runtime

from nodes.live import LiveParts
from nodes.state import PolishedResume, RunSettings, UnsupportedLine, Update, ValidationReport, ValidatorInput
from resume.edits import Arrangement, Claim, Edit, TailoredResume, apply_edits
from resume.facts import Fact
from resume.grounding import WHOLE, FactBase, Verdict, fact_base
from resume.schema import Resume
from resume.sentences import split_sentences

MAX_ROUNDS = 2
"""Rounds of validation: the first may send a model's polish back, the second settles it."""


async def validator(state: ValidatorInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Check, then ask for a second polish or return what fails to its source."""
    return await asyncio.to_thread(_validate, state, live.today())


def _validate(state: ValidatorInput, today: date) -> Update:
    source, facts, polished = state["source"], state["facts"], state["polished"]
    before = state.get("validation")
    rounds = before.rounds + 1 if before else 1
    base = fact_base(facts, today, source.meta.language)
    tailored = apply_edits(source, facts, polished.edits, polished.arrangement)
    unsupported = find_unsupported(tailored, base, facts)
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
    mended = trim_composed(polished, base, unsupported)
    kept = {edit.target for edit, old in zip(mended.edits, polished.edits, strict=True) if edit != old}
    reverted = {
        line.fact: f"Back to your own words: {line.reasons[0]}" for line in unsupported if line.fact not in kept
    }
    notes = [
        f"A sentence was taken out of the {line.fact}: {line.reasons[0]}" for line in unsupported if line.fact in kept
    ]
    tailored = apply_edits(source, facts, mended.edits, mended.arrangement, reverted=reverted)
    if find_lost(source, tailored.resume):  # the arrangement itself lost an entry: the source's own order stands
        mended = mended.model_copy(update={"arrangement": Arrangement()})
        tailored = apply_edits(source, facts, mended.edits, mended.arrangement, reverted=reverted)
    return {
        "validation": report.model_copy(update={"verdict": "reverted", "reverted": reverted, "notes": notes}),
        "polished": mended,
        "tailored": tailored,
    }


def find_unsupported(tailored: TailoredResume, base: FactBase, facts: Sequence[Fact]) -> list[UnsupportedLine]:
    """The claims of the whole resume that do not follow from the facts they name, nor from those of their own role."""
    known = {fact.id: fact for fact in facts}
    lines: list[UnsupportedLine] = []
    for claim in tailored.claims:
        fact = known[claim.facts[0]]
        verdict = Verdict(supported=True) if claim.action == "dropped" else _check(claim, fact, base)
        if not verdict.supported:
            target = claim.section if claim.action == "added" else fact.id
            reasons = [reason.detail for reason in verdict.reasons]
            lines.append(UnsupportedLine(fact=target, text=claim.text, reasons=reasons))
    return lines


def _check(claim: Claim, fact: Fact, base: FactBase) -> Verdict:
    if claim.action == "added" or fact.section == "basics":
        verdicts = [
            base.check(sentence, cites=claim.facts, section=claim.section) for sentence in split_sentences(claim.text)
        ]
        return next((verdict for verdict in verdicts if not verdict.supported), Verdict(supported=True))
    section = "header" if fact.field == "header" and claim.section not in WHOLE else claim.section
    return base.check(claim.text, cites=claim.facts, entry=fact.entry or fact.id, section=section)


def trim_composed(polished: PolishedResume, base: FactBase, unsupported: Sequence[UnsupportedLine]) -> PolishedResume:
    """The edits with composed text less its unsupported sentences; where none is left, the edit stays as it was."""
    failed = {line.fact for line in unsupported}

    def trimmed(edit: Edit) -> Edit:
        if edit.place != "summary" or edit.target not in failed:
            return edit
        kept = [
            sentence
            for sentence in split_sentences(edit.text)
            if base.check(sentence, cites=edit.facts, section=edit.place).supported
        ]
        return edit.model_copy(update={"text": " ".join(kept)}) if kept else edit

    return polished.model_copy(update={"edits": [trimmed(edit) for edit in polished.edits]})


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
