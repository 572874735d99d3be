"""Cover letter: one page, from the same facts as the resume, written beside the packets and checked by the validator.

The rules write a whole letter. A model that is asked besides writes its body alone, from the rows of facts that speak to the job
and the terms the job asks for; greeting, opening and close stay the rules', so that it never says what job or employer it is, and
the ad itself is not sent. Each of its paragraphs names the facts it rests on; what does not stand the fact check is the
validator's to take out, with the rules' own body as the spare.
"""

import asyncio
from dataclasses import dataclass, replace

from langgraph.runtime import Runtime
from pydantic import Field

from gateway.calls import Call
from nodes.answers import LenientAnswer
from nodes.asking import GENERATED, Desk, Shortening, make_call, open_desk
from nodes.line_edits import rows_within
from nodes.live import LiveParts
from nodes.private import Hidden
from nodes.state import CoverLetterInput, RunSettings, Update
from prompts.library import write_rows
from resume.dossier import weigh_facts
from resume.facts import Fact
from resume.grounding import fact_base
from resume.language import is_english
from resume.letter.check import take_sentences
from resume.letter.letter import CoverLetter, LetterParagraph, LetterSentence, RefusedSentence
from resume.letter.rules import Brief, write_letter
from resume.letter.style import choose_style, find_addressee
from resume.proofreading import FAULTS, PLAIN_HOUSE, Fault, House, proofread, read_house
from resume.wording import prose_kind

MOST_LINES, MOST_TITLES, MOST_SKILLS = 12, 4, 6
"""Rows of facts that the prompt holds: lines that speak to the job, the roles they stand under, and skills and credentials."""

MOST_ASKS = 10
LONGEST_ASK = 60

MOST_WORDS = 150
"""Words of the body: with opening and close two thirds of a page."""

MOST_PARAGRAPHS = 3

ANSWER_TOKENS = 420
"""What so many words take, with ids, braces, and room to spare."""

VOICES = {
    "formal": "Sober and courteous in tone.",
    "plain": "Warm and simple in tone, as one speaks.",
}
"""What the model is told of the candidate's own register."""


class LetterPart(LenientAnswer):
    """A paragraph and ids of the rows it rests on."""

    text: str
    facts: list[str]


class LetterAnswer(LenientAnswer):
    """The body."""

    paragraphs: list[LetterPart] = Field(min_length=1)


@dataclass(frozen=True)
class _Desktop:
    """What lies before the model."""

    facts: list[Fact]
    asks: str
    voice: str
    house: House
    """How the letter is written."""


NOTHING = _Desktop([], "", "", PLAIN_HOUSE)
"""The desktop where no model is asked."""


async def cover_letter(state: CoverLetterInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Write the letter by rules, and let a model write its body; in a language without rules there is none."""
    desk = open_desk("cover_letter", state, runtime, live)
    brief = await asyncio.to_thread(make_brief, state, live)
    if brief is None:
        return {"letter": None, "stages": {"cover_letter": desk.skip(_no_rules(state["source"].meta.language))}}
    by_rules = await asyncio.to_thread(write_letter, brief)
    hidden = Hidden(state["contacts"])
    desktop = await asyncio.to_thread(_lay_out, state, brief) if desk.may_ask else NOTHING
    outcome = await desk.ask(
        lambda: _write(desk, desktop, hidden), lambda answer: _use(by_rules, desktop, hidden, answer)
    )
    return {"letter": outcome.value or by_rules, "stages": {"cover_letter": outcome.record}}


def make_brief(state: CoverLetterInput, live: LiveParts) -> Brief | None:
    """All that the letter may draw on; None for a resume in a language that there are no rules for."""
    source, facts, job = state["source"], state["facts"], state["job_text"]
    if not is_english(source.meta.language):
        return None
    from documents.readers.structure.contacts import reads_as_name  # the readers' word lists: for letters alone
    from documents.writers.sheet import choose_paper

    ad = job.listable
    return Brief(
        resume=source,
        facts=facts,
        requirements=state["requirements"],
        matches=state["matches"],
        addressee=find_addressee(state["analysis"], ad, reads_as_name),
        style=choose_style(source, job.text, letter_paper=choose_paper(source.basics) == "Letter"),
        today=live.today(),
        base=fact_base(facts, live.today(), source.meta.language),
        ad=ad,
    )


def _no_rules(language: str | None) -> str:
    return f"there are no rules for letters in the resume's language ({language})"


def _lay_out(state: CoverLetterInput, brief: Brief) -> _Desktop:
    """The facts that speak most to the job, in the resume's order, and what the job asks for."""
    dossier = state["dossier"]
    weights = weigh_facts(state["requirements"], dossier.evidence, dossier.put_forward)
    by_weight = sorted(state["facts"], key=lambda fact: -weights.get(fact.id, 0.0))
    lines = [fact for fact in by_weight if fact.kind == "bullet"][:MOST_LINES]
    under = {fact.entry for fact in lines}
    titles = [fact for fact in state["facts"] if fact.id in under][:MOST_TITLES]
    known = [
        fact
        for fact in by_weight
        if fact.kind in ("skill", "certificate", "degree", "language") and weights.get(fact.id)
    ]
    chosen = {fact.id for fact in (*lines, *titles, *known[:MOST_SKILLS])}
    asked = sorted(state["requirements"], key=lambda one: -one.weight)[:MOST_ASKS]
    terms = dict.fromkeys(term[:LONGEST_ASK] for one in asked for term in one.terms[:1])
    prose = [fact.text for fact in state["facts"] if prose_kind(fact) is not None]
    house = read_house(prose, brief.ad, [term for one in state["requirements"] for term in one.terms])
    return _Desktop(
        [fact for fact in state["facts"] if fact.id in chosen],
        "; ".join(terms),
        VOICES[brief.style.register],
        replace(house, variety=brief.style.variety),
    )


def _write(desk: Desk, desktop: _Desktop, hidden: Hidden) -> Call[LetterAnswer] | None:
    if not desktop.facts:
        return None
    rows = write_rows((fact.id, hidden.hide_resume(fact.text)) for fact in desktop.facts)
    words = {"most": str(MOST_WORDS), "voice": desktop.voice}

    def shorten(chars: int) -> dict[str, str]:
        return {**words, "facts": rows_within(rows, chars), "asks": ""}

    return make_call(
        desk.prompt,
        {**words, "facts": rows, "asks": hidden.hide_ad(desktop.asks)},
        LetterAnswer,
        task="cover_letter",
        max_output_tokens=ANSWER_TOKENS,
        cache=GENERATED,
        complexity=0.6,
        shorten=Shortening(shorten, needs=["facts"]),
    )


def _use(by_rules: CoverLetter, desktop: _Desktop, hidden: Hidden, answer: LetterAnswer) -> CoverLetter | None:
    """The rules' letter with the model's body, as far as it is plain text and cites what was offered; None where nothing is."""
    taken = [_take(part, desktop, hidden) for part in answer.paragraphs[:MOST_PARAGRAPHS]]
    body = [one.paragraph for one in taken if one.paragraph.sentences]
    refused = [RefusedSentence(why=FAULTS[fault]) for one in taken for fault in one.faults]
    if not body:
        return None
    edges = {part: [one for one in by_rules.paragraphs if one.part == part] for part in ("opening", "closing")}
    paragraphs = [*edges["opening"], *body, *edges["closing"]]
    return by_rules.model_copy(update={"paragraphs": paragraphs, "refused": refused})


@dataclass(frozen=True)
class _Taken:
    """What of a model's paragraph is taken."""

    paragraph: LetterParagraph
    faults: list[Fault]
    """Why its other sentences are not."""


def _take(part: LetterPart, desktop: _Desktop, hidden: Hidden) -> _Taken:
    """A model's paragraph less the sentences that are not plain, right, and in the letter's English."""
    texts = {fact.id: fact.text for fact in desktop.facts}
    cited = [id for id in dict.fromkeys(one.strip(" []():#").lower() for one in part.facts) if id in texts]
    restored = hidden.restore_composed(part.text, [texts[id] for id in cited]) if cited else None
    own = " \n ".join(texts[id] for id in cited)
    written = take_sentences(restored) if restored else None
    proofs = [proofread(one, own, desktop.house, letter=True) for one in written or []]
    sentences = [LetterSentence(text=one.text, facts=cited, by="model") for one in proofs if one.text is not None]
    faults = [one.fault for one in proofs if one.fault is not None]
    return _Taken(LetterParagraph(part="body", sentences=sentences), faults)
