"""Validator: the fact check over every line, that no role, degree or date was lost, and notes on slips of spelling and grammar.

An unsupported line sends a model's polish back once; after that, and offline, the line returns to its source text, and composed
text loses its unsupported sentences. Nothing unsupported passes with a mere warning.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from langgraph.runtime import Runtime

from nodes.live import LiveParts
from nodes.state import (
    LetterEvidence,
    PolishedResume,
    RunSettings,
    UnsupportedLine,
    Update,
    ValidationReport,
    ValidatorInput,
)
from resume.edits import Arrangement, Claim, Edit, TailoredResume, apply_edits, target_of
from resume.facts import Fact
from resume.grounding import WHOLE, FactBase, Verdict, fact_base
from resume.grounding.verdict import ReasonKind
from resume.language import is_english
from resume.letter.check import CheckedLetter, LetterCheck, check_letter, facts_of_ad
from resume.letter.letter import CoverLetter, RefusedSentence
from resume.schema import Resume
from resume.sentences import split_sentences
from resume.spelling import note_slips
from resume.wording import prose_kind

MAX_ROUNDS = 2
"""Rounds of validation: the first may send a model's polish back, the second settles it."""


async def validator(state: ValidatorInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Check, then ask for a second polish or return what fails to its source; a letter loses the sentences that fail."""
    return await live.offload(state["run_id"], _validate_all, state, live.today())


def _validate_all(state: ValidatorInput, today: date) -> Update:
    update, letter = _validate(state, today), state.get("letter")
    if letter is None:
        return update
    checked = settle_letter(state, letter, today)
    before = state.get("validation")
    report = update["validation"].model_copy(
        update={
            "letter_claims": max(checked.claims, before.letter_claims if before else 0),
            "letter_refused": [*(before.letter_refused if before else []), *checked.refused],
        }
    )
    return {**update, "letter": checked.letter, "validation": report}


def settle_letter(state: LetterEvidence, letter: CoverLetter, today: date) -> CheckedLetter:
    """The letter held against the source, and a model's sentences about the job against the ad."""
    facts = state["facts"]
    of_ad = None
    if any(sentence.by == "model" for sentence in letter.sentences):
        of_ad = FactBase(facts_of_ad(state["job_text"].listable), today)
    return check_letter(letter, LetterCheck(fact_base(facts, today, state["source"].meta.language), facts, of_ad))


def explain_refused(one: RefusedSentence) -> str:
    """Why a sentence was taken out of the letter, in words for the job seeker."""
    if one.by == "rules" or one.kind is None:
        return f"A sentence was taken out of the cover letter: {one.why.rstrip('.')}."
    return f"A sentence was taken out of the cover letter: a model's wording {REFUSED[one.kind]}."


def _validate(state: ValidatorInput, today: date) -> Update:
    source, facts, polished = state["source"], state["facts"], state["polished"]
    before = state.get("validation")
    rounds = before.rounds + 1 if before else 1
    base = fact_base(facts, today, source.meta.language)
    tailored = apply_edits(source, facts, polished.edits, polished.arrangement)
    unsupported = find_unsupported(tailored, base, facts, polished.edits)
    lost = find_lost(source, tailored.resume)
    told = {line.fact for line in before.unsupported} if before else set()
    report = ValidationReport(
        verdict="passed",
        rounds=rounds,
        claims=len(tailored.claims),
        unsupported=unsupported,
        found=sum(line.fact not in told for line in unsupported) + (before.found if before else 0),
        lost=lost,
    )
    if not unsupported and not lost:
        notes = note_own_slips(source, facts, tailored)
        return {"validation": report.model_copy(update={"notes": notes}), "tailored": tailored}
    may_retry = rounds < MAX_ROUNDS and "revision" not in state  # a revision asks no model
    if may_retry and any(line.by == "model" for line in unsupported):
        return {"validation": report.model_copy(update={"verdict": "retry"}), "tailored": tailored}
    return _put_back(source, facts, polished, base, report)


def _put_back(
    source: Resume, facts: Sequence[Fact], polished: PolishedResume, base: FactBase, report: ValidationReport
) -> Update:
    """Every line that failed as the source has it, composed text less what failed, and what was lost where it was."""
    mended, notes = mend_composed(polished, base, report.unsupported)
    reverted: dict[str, str] = {}
    tailored = apply_edits(source, facts, mended.edits, mended.arrangement)
    while failed := find_unsupported(tailored, base, facts, mended.edits):
        new = {line.fact: f"Back to your own words: {explain(line)}" for line in failed if line.fact not in reverted}
        if not new:
            break  # what the source itself says does not stand the check; it is the candidate's own word
        reverted |= new
        tailored = apply_edits(source, facts, mended.edits, mended.arrangement, reverted=reverted)
    if find_lost(source, tailored.resume):  # the arrangement itself lost an entry: the source's own order stands
        mended = mended.model_copy(update={"arrangement": Arrangement()})
        tailored = apply_edits(source, facts, mended.edits, mended.arrangement, reverted=reverted)
    notes += note_own_slips(source, facts, tailored)
    return {
        "validation": report.model_copy(update={"verdict": "reverted", "reverted": reverted, "notes": notes}),
        "polished": mended,
        "tailored": tailored,
    }


def find_unsupported(
    tailored: TailoredResume, base: FactBase, facts: Sequence[Fact], edits: Sequence[Edit]
) -> list[UnsupportedLine]:
    """The claims of the whole resume that do not follow from the facts they name, nor from those of their own role."""
    known = {fact.id: fact for fact in facts}
    writers = {edit.target: edit.by for edit in edits}
    lines: list[UnsupportedLine] = []
    for claim in tailored.claims:
        fact = known[claim.facts[0]]
        verdict = Verdict(supported=True) if claim.action == "dropped" else _check(claim, fact, base)
        if not verdict.supported:
            target = target_of(claim, fact)
            lines.append(
                UnsupportedLine(
                    fact=target,
                    text=claim.text,
                    reasons=[reason.detail for reason in verdict.reasons],
                    kinds=[reason.kind for reason in verdict.reasons],
                    by=writers.get(target, "rules") if claim.action != "reverted" else "rules",
                )
            )
    return lines


def _check(claim: Claim, fact: Fact, base: FactBase) -> Verdict:
    if target_of(claim, fact) != fact.id or fact.section == "basics":
        verdicts = [
            base.check(sentence, cites=claim.facts, section=claim.section) for sentence in split_sentences(claim.text)
        ]
        return next((verdict for verdict in verdicts if not verdict.supported), Verdict(supported=True))
    section = "header" if fact.field == "header" and claim.section not in WHOLE else claim.section
    return base.check(claim.text, cites=claim.facts, entry=fact.entry or fact.id, section=section)


def explain(line: UnsupportedLine) -> str:
    """Why a line was not shipped, in words for the job seeker. What a model made up is not repeated."""
    if line.by != "model":
        return line.reasons[0]
    said = REFUSED.get(line.kinds[0]) if line.kinds else None
    return f"a model's wording {said or REFUSED['content']}."


REFUSED: Mapping[ReasonKind, str] = {
    "number": "held a figure that your resume does not",
    "unit": "measured a figure in another unit than your resume",
    "period": "told a figure for another period than your resume",
    "comparison": "made a figure more, or less, certain than your resume does",
    "date": "held a date that your resume does not",
    "duration": "told a length of time that your resume does not",
    "name": "named something that your resume does not name there",
    "anachronism": "named something that did not exist at the time",
    "moved": "told the work of another part of your resume",
    "scope": "made your part larger than your resume does",
    "level": "claimed another level than your resume does",
    "audience": "named other people than your resume does",
    "negation": "said the opposite of your resume",
    "title": "held a title that your resume does not",
    "content": "said more than your resume does",
}


def mend_composed(
    polished: PolishedResume, base: FactBase, unsupported: Sequence[UnsupportedLine]
) -> tuple[PolishedResume, list[str]]:
    """The edits with composed text less what nothing supports, and what the job seeker is told of it.

    A summary loses the sentences that failed. Where nothing of a composed text is left, the rules' own one stands in its place if
    it passes the check; if there is none, the edit stays as it was, to be reverted.
    """
    failed = {line.fact: line for line in unsupported}
    notes: list[str] = []

    def mend(edit: Edit) -> Edit:
        if edit.place is None or edit.target not in failed:
            return edit
        why = explain(failed[edit.target])
        kept = " ".join(_supported_sentences(edit, base)) if edit.place == "summary" else ""
        if kept:
            notes.append(f"A sentence was taken out of the {edit.place}: {why}")
            return edit.model_copy(update={"text": kept})
        spare = next((one for one in polished.spare if one.place == edit.place), None)
        if spare is None or _supported_sentences(spare, base) != split_sentences(spare.text):
            return edit
        notes.append(f"The {edit.place} was put together by rules: {why}")
        return spare

    return polished.model_copy(update={"edits": [mend(edit) for edit in polished.edits]}), notes


def _supported_sentences(edit: Edit, base: FactBase) -> list[str]:
    section = edit.place or "summary"
    return [
        sentence
        for sentence in split_sentences(edit.text)
        if base.check(sentence, cites=edit.facts, section=section).supported
    ]


def note_own_slips(source: Resume, facts: Sequence[Fact], tailored: TailoredResume) -> list[str]:
    """What looks misspelled or broken in the lines that are shipped: these are the candidate's own words, for them to mend."""
    if not is_english(source.meta.language):
        return []
    prose = {fact.id for fact in facts if prose_kind(fact) is not None}
    shipped = [claim for claim in tailored.claims if claim.action != "dropped" and claim.facts[0] in prose]
    return note_slips([claim.text for claim in shipped])


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
