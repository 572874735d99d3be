"""Polisher: one pass over all sections, for order, doubles, a consistent close of lines, and the ad's spelling.

A model that is asked besides sees all lines and the ad, and gives them one voice; where the resume has no headline or no summary,
it may write one from cited facts. When the fact check sends its work back, it sees only what failed, with the reasons, once. The
rules go over the lines before and after it.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from langgraph.runtime import Runtime
from pydantic import Field

from gateway.budget import BASE_INPUT
from gateway.calls import Call
from nodes.answers import LenientAnswer
from nodes.asking import GENERATED, Desk, Shortening, make_call, open_desk
from nodes.line_edits import (
    LineEdits,
    Offered,
    Proposal,
    line_rows,
    offer_lines,
    put_over,
    room_for,
    rows_within,
    take_edits,
)
from nodes.live import LiveParts
from nodes.private import Hidden
from nodes.state import PolishedResume, PolisherInput, RunSettings, UnsupportedLine, Update, ValidationReport
from prompts.library import Prompt, read_prompt, write_rows
from resume.composing import compose_lines, only_names_title
from resume.consistency import Settled, settle_edits
from resume.edits import Arrangement, Edit, Place
from resume.facts import Fact
from resume.grounding import fact_base
from resume.headline import take_headline
from resume.language import is_english
from resume.polish import arrange, follow_ad_spelling, polish_edits
from resume.proofreading import read_house
from resume.proposals import take_composed
from resume.report import StageRecord
from resume.sentences import split_sentences
from resume.terms import contains_words
from resume.wording import prose_kind, spelling_variety
from resume.wording.stacked import stacks_openings
from tokens import CHARS_PER_TOKEN

AD_TOKENS = 350
"""What the prompt holds of an ordinary ad; of a longer one in proportion."""

STRICT_TOKENS = 1_900
"""Tokens of the stricter pass, prompt and answer: a little less than the reserve of a run (`gateway.budget.RESERVE`)."""

SCHEMA_TOKENS = 100
"""What telling the schema of edits takes, with room to spare."""

LONGEST_ROW = 240
"""Characters of one row of the ad."""

LEAST_EDITS = 4
"""Lines that a polish may change however short the resume is; of a longer one, every third."""

EDITS_TOKENS = 450
"""Room for all of them in the answer, for an ordinary input: what the share of the polish leaves beside the lines and the ad."""

MOST_MATERIAL = 8
"""Titles, skills and certificates that a head may be made of."""

HEAD_TOKENS = 150
"""What a headline and a summary of three sentences take, with their ids."""

MOST_SENTENCES = 3

MOST_REASONS = 2
LONGEST_REASON = 160
"""Reasons of the fact check that the stricter prompt tells of one line, and characters of each."""


class Cited(LenientAnswer):
    """A sentence and ids of the rows it rests on."""

    text: str
    facts: list[str]


class PolishAnswer(LineEdits):
    """The changed lines, and the head where it is asked for."""

    headline: Cited | None = None
    summary: list[Cited] = Field(default=[])


@dataclass(frozen=True)
class _Desktop:
    """What lies before the model in the first round."""

    lines: list[Offered]
    material: list[Fact]
    """Facts beside the lines that a head may rest on; none where the resume has both headline and summary."""
    places: list[Place]
    """What the resume has none of."""


async def polisher(state: PolisherInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Bring the packets' edits together, let a model give them one voice, and put what the job asks for first."""
    desk = open_desk("polisher", state, runtime, live)
    before, validation = state.get("polished"), state.get("validation")
    if before is not None and validation is not None and validation.verdict == "retry":
        proposed, record = await _mend(state, desk, before, validation)
    else:
        proposed, record = await _propose(state, desk)
    polished = await live.offload(state["run_id"], _polish, state, proposed, live.today())
    return {"polished": polished, "stages": {"polisher": record}}


async def _propose(state: PolisherInput, desk: Desk) -> tuple[list[Edit], StageRecord]:
    hidden = Hidden(state["contacts"])
    desktop = await asyncio.to_thread(_lay_out, state) if desk.may_ask else _Desktop([], [], [])
    outcome = await desk.ask(
        lambda: _write(desk.prompt, state, desktop, hidden), partial(_use, state, desktop, hidden), use_here=True
    )
    return outcome.value or [], outcome.record


async def _mend(
    state: PolisherInput, desk: Desk, before: PolishedResume, validation: ValidationReport
) -> tuple[list[Edit], StageRecord]:
    """What was proposed before with the failed lines anew; a line that is not mended is the validator's to put back."""
    by_id = {fact.id: fact for fact in state["facts"]}
    failed = [line for line in validation.unsupported if line.by == "model" and line.fact in by_id]
    lines, hidden = [Offered(by_id[line.fact], line.text) for line in failed], Hidden(state["contacts"])
    outcome = await desk.ask(
        lambda: _write_strict(failed, lines, hidden, int(STRICT_TOKENS * _size_of_input(state))),
        lambda answer: take_edits(
            _proposals(answer), lines, hidden, stage="polisher", requirements=state["requirements"]
        ),
        use_here=True,
    )
    record, earlier = outcome.record, state["stages"].get("polisher")
    if earlier is not None and earlier.by == "model" and (record.by != "model" or record.unused):
        why = "nothing of the second answer could be used" if record.unused else record.reason
        reason = f"the lines that failed the fact check were not mended: {why}" if record.asked else None
        model = record.model or earlier.model
        record = record.model_copy(update={"by": "model", "model": model, "reason": reason, "unused": earlier.unused})
    return put_over(before.proposed, outcome.value or []), record


def _polish(state: PolisherInput, proposed: Sequence[Edit], today: date) -> PolishedResume:
    """The whole resume's edits by rules, over the packets' drafts and a model's proposals."""
    source, facts, requirements = state["source"], state["facts"], state["requirements"]
    arrangement = arrange(
        facts, requirements, state["dossier"].evidence, source.meta.section_order, state["dossier"].put_forward
    )
    settled = _settle(state, proposed, arrangement, today)
    composed = [edit for edit in settled.edits if edit.place is not None]
    edits = [edit for edit in settled.edits if edit.place is None]
    by_rules = compose_lines(source, facts, requirements, state["matches"], today, edits)
    places = {edit.place for edit in composed}
    return PolishedResume(
        edits=[*edits, *(edit for edit in by_rules if edit.place is None or edit.place not in places), *composed],
        arrangement=arrangement,
        notes=[
            *(note for _, draft in sorted(state.get("drafts", {}).items()) for note in draft.notes),
            *settled.notes,
        ],
        proposed=list(proposed),
        spare=[edit for edit in by_rules if edit.place in places],
    )


def _settle(state: PolisherInput, proposed: Sequence[Edit], arrangement: Arrangement, today: date) -> Settled:
    """All edits but the rules' composed ones, proofread and consistent; of a resume in another language as they are."""
    composed = [edit for edit in proposed if edit.place is not None]
    edits = [*_agree(state, [edit for edit in proposed if edit.place is None]), *composed]
    if not is_english(state["source"].meta.language):
        return Settled(edits, [])
    facts = state["facts"]
    lines = [fact.text for fact in facts if prose_kind(fact) is not None]
    terms = [term for one in state["requirements"] for term in one.terms]
    house = read_house(lines, state["job_text"].text, terms)
    return settle_edits(facts, edits, house, arrangement, partial(_stands, state, today))


def _stands(state: PolisherInput, today: date, edit: Edit, text: str) -> bool:
    """Whether the fact check will let a text of an edit stand."""
    base = fact_base(state["facts"], today, state["source"].meta.language)
    fact = next(fact for fact in state["facts"] if fact.id == edit.facts[0])
    if edit.place is not None or fact.section == "basics":
        section = edit.place or fact.kind
        return all(base.check(one, cites=edit.facts, section=section).supported for one in split_sentences(text))
    return base.check(text, cites=edit.facts, entry=fact.entry or fact.id, section=fact.section).supported


def _agree(state: PolisherInput, proposed: Sequence[Edit]) -> list[Edit]:
    """The lines' edits with doubles merged, full stops made alike, and the ad's spelling."""
    drafted = [edit for _, draft in sorted(state.get("drafts", {}).items()) for edit in draft.edits]
    edits = polish_edits(state["facts"], put_over(drafted, proposed) if proposed else drafted)
    if is_english(state["source"].meta.language):
        edits = follow_ad_spelling(state["facts"], edits, spelling_variety(state["job_text"].text))
    return edits


def _lay_out(state: PolisherInput) -> _Desktop:
    """The lines as they stand after the rules, and what a head could be made of where there is none.

    A headline that the candidate wrote is theirs: it is not offered.
    """
    basics = state["source"].basics
    if not is_english(state["source"].meta.language):
        return _Desktop([], [], [])
    prose = [fact for fact in state["facts"] if prose_kind(fact) is not None]
    places: list[Place] = []
    if not basics.label:
        places.append("headline")
    if not basics.summary:
        places.append("summary")
    answering = {id: match.degree == "full" for match in state["matches"] for id in match.facts}
    titles = [fact for fact in state["facts"] if fact.kind == "role"][:MOST_SENTENCES]
    known = [
        fact for fact in state["facts"] if fact.kind in ("skill", "certificate", "degree") and answering.get(fact.id)
    ]
    material = [*titles, *known][:MOST_MATERIAL] if places else []
    return _Desktop(offer_lines(prose, _agree(state, [])), material, places)


def _write(prompt: Prompt, state: PolisherInput, desktop: _Desktop, hidden: Hidden) -> Call[LineEdits] | None:
    if not desktop.lines:
        return None
    material = write_rows((fact.id, hidden.hide_resume(fact.text)) for fact in desktop.material)
    rows = "\n".join(part for part in (line_rows(desktop.lines, hidden), material) if part)
    ad = hidden.hide_ad(_told_ad(state))
    most = _most_edits(desktop.lines, int(EDITS_TOKENS * _size_of_input(state)))
    words = {"most": str(most), "head": _head_request(desktop.places)}

    def shorten(chars: int) -> dict[str, str]:
        shorter = rows_within(ad, chars // 3)
        return {**words, "lines": rows_within(rows, chars - len(shorter) - len(words["head"])), "ad": shorter}

    return make_call(
        prompt,
        {**words, "lines": rows, "ad": ad},
        PolishAnswer if desktop.places else LineEdits,
        task="cv_draft",
        max_output_tokens=room_for(desktop.lines, most=most) + (HEAD_TOKENS if desktop.places else 0),
        cache=GENERATED,
        complexity=0.7,
        priority=1.0,
        shorten=Shortening(shorten, needs=["lines", "ad"]),
    )


def _most_edits(lines: Sequence[Offered], tokens: int) -> int:
    """How many lines may be changed: every third, as far as the answer has room for them."""
    most = max(LEAST_EDITS, len(lines) // 3)
    while most > LEAST_EDITS and room_for(lines, most=most) > tokens:
        most -= 1
    return most


def _head_request(places: Sequence[Place]) -> str:
    if not places:
        return ""
    wanted = {
        "headline": "headline: the latest job title and up to three skills that the ad names, parted by |",
        "summary": "summary: two or three short sentences without “I”",
    }
    asked = "; ".join(wanted[place] for place in places)
    return f"\nWrite what is missing, from the rows alone, citing their ids: {asked}."


def _told_ad(state: PolisherInput) -> str:
    """The ad's safe rows in their order: all that fit, those that ask for something before those that do not."""
    job = state["job_text"]
    rows = [row.strip()[:LONGEST_ROW] for row in job.listable.split("\n") if row.strip()]
    room = int(AD_TOKENS * CHARS_PER_TOKEN * _size_of_input(state))
    terms = [(term, one.weight) for one in state["requirements"] for term in one.terms]
    worth = [sum(weight for term, weight in terms if contains_words(row, term)) for row in rows]
    kept: set[int] = set()
    for number in sorted(range(len(rows)), key=lambda number: (number > 0, -worth[number], number)):
        if len(rows[number]) < room:
            kept.add(number)
            room -= len(rows[number]) + 1
    return "\n".join(row for number, row in enumerate(rows) if number in kept)


def _size_of_input(state: PolisherInput) -> float:
    """How many times the figures for an ordinary input hold."""
    return max(1.0, state["input_tokens"] / BASE_INPUT)


def _write_strict(
    failed: Sequence[UnsupportedLine], lines: Sequence[Offered], hidden: Hidden, most_tokens: int
) -> Call[LineEdits] | None:
    """The stricter prompt, with as many of the failed lines as its tokens hold; the others go back to the source's words."""

    def told(line: UnsupportedLine, offered: Offered) -> str:
        why = " ".join(reason[:LONGEST_REASON] for reason in line.reasons[:MOST_REASONS])
        return hidden.hide_resume(f"source: {offered.fact.text} / refused: {line.text} / why: {why}")

    told_rows = [(line.fact, told(line, offered)) for line, offered in zip(failed, lines, strict=True)]
    prompt = read_prompt("polisher", "strict_v1")
    most = len(told_rows)
    while most and _strict_tokens(prompt, told_rows[:most], lines[:most]) > most_tokens:
        most -= 1
    if not most:
        return None
    rows = write_rows(told_rows[:most])
    call = make_call(
        prompt,
        {"failed": rows},
        LineEdits,
        task="cv_draft",
        max_output_tokens=room_for(lines[:most]),
        cache=GENERATED,
        complexity=0.7,
        priority=1.0,
        shorten=Shortening(lambda chars: {"failed": rows_within(rows, chars)}, needs=["failed"]),
    )
    return replace(call, purpose="stricter")


def _strict_tokens(prompt: Prompt, rows: Sequence[tuple[str, str]], lines: Sequence[Offered]) -> int:
    return prompt.render({"failed": write_rows(rows)}).tokens + room_for(lines) + SCHEMA_TOKENS


def _proposals(answer: LineEdits) -> list[Proposal]:
    return [Proposal(edit.fact, edit.text, edit.why) for edit in answer.edits]


def _use(state: PolisherInput, desktop: _Desktop, hidden: Hidden, answer: LineEdits) -> list[Edit] | None:
    edits = take_edits(_proposals(answer), desktop.lines, hidden, stage="polisher", requirements=state["requirements"])
    composed = list(_composed(state, desktop, hidden, answer)) if isinstance(answer, PolishAnswer) else []
    return None if edits is None and not composed else [*(edits or []), *composed]


def _composed(state: PolisherInput, desktop: _Desktop, hidden: Hidden, answer: PolishAnswer) -> list[Edit]:
    """The headline and the summary that were asked for, as far as they have their shape and cite what exists."""
    known = {fact.id: fact.text for fact in [*(line.fact for line in desktop.lines), *desktop.material]}

    def taken(cited: Cited) -> Cited | None:
        facts = [id for id in dict.fromkeys(one.strip() for one in cited.facts) if id in known]
        text = take_composed(hidden.restore_composed(cited.text, [known[id] for id in facts]) or "")
        if not text or not facts or any(stacks_openings(known[id], text) for id in facts) or only_names_title(text):
            return None
        return Cited(text=text, facts=facts)

    sentences = [one for cited in answer.summary[:MOST_SENTENCES] if (one := taken(cited)) is not None]
    cited = taken(answer.headline) if answer.headline and "headline" in desktop.places else None
    headline = take_headline(cited.text, state["source"], state["facts"]) if cited else None
    edits: list[Edit] = []
    if headline is not None:
        edits.append(_compose("headline", headline.text, headline.facts))
    if sentences and "summary" in desktop.places:
        text = " ".join(one.text.rstrip(".!?") + "." for one in sentences)
        edits.append(_compose("summary", text, list(dict.fromkeys(id for one in sentences for id in one.facts))))
    return edits


def _compose(place: Place, text: str, facts: list[str]) -> Edit:
    reason = f"Your resume had no {place}: a model wrote this one from your own lines, for this job."
    return Edit(facts=facts, text=text, reason=reason, stage="polisher", place=place, by="model")
