"""Drafter: rewords the lines of one packet as edits by fact id; it never writes a resume of its own.

The rules draft every packet. A model that is asked besides sees the packet's lines, the entries they stand under and what the job
wants of them, never the ad; the lines that it leaves alone keep the rules' wording.
"""

import asyncio
from collections.abc import Sequence
from functools import partial

from langgraph.runtime import Runtime

from gateway.calls import Call
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
from nodes.state import PacketState, RunSettings, Update
from prompts.library import Prompt, write_rows
from resume.edits import Edit
from resume.facts import Fact
from resume.job import Requirement
from resume.language import is_english
from resume.matching import evidence_text
from resume.packets import MAX_LINES, PacketDraft
from resume.wording import prose_kind, reword_fact

MOST_WANTED = 8
"""Requirements that a packet's prompt names, the weightiest first."""

LONGEST_WANTED = 60
"""Characters of one of them: a term, not a sentence."""

LONGEST_PLAN = 120
"""Characters of the strategy that a packet's prompt holds: one sentence."""


async def drafter(state: PacketState, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Reword the packet's lines by rules (openings, person, tense, filler, buried figures, length), then by a model."""
    packet, hidden = state["packet"], Hidden(state["contacts"])
    desk = open_desk("drafter", state, runtime, live, packet.id)
    by_rules, lines, call = await asyncio.to_thread(_prepare, desk, state, hidden)
    outcome = await desk.send(call, partial(_use, lines, hidden, state["requirements"]))
    draft = PacketDraft(packet=packet.id, edits=put_over(by_rules, outcome.value or []))
    if not (desk.may_ask or outcome.record.asked):
        return {"draft": draft}
    return {"draft": draft, "stages": {"drafter": outcome.record}}


def _prepare(
    desk: Desk, state: PacketState, hidden: Hidden
) -> tuple[list[Edit], list[Offered], Call[LineEdits] | None]:
    """What the rules make of the packet, its lines that a model may reword, and the call that asks one to."""
    lines = _lines(state)
    return _draft_by_rules(state), lines, _write(desk.prompt, state, lines, hidden) if desk.may_ask else None


def _lines(state: PacketState) -> list[Offered]:
    """The packet's lines that may be reworded, as the source has them."""
    if not is_english(state["language"]):
        return []
    own = [fact for fact in state["facts"] if fact.id in state["packet"].lines and prose_kind(fact) is not None]
    return offer_lines(own, [])


def _write(prompt: Prompt, state: PacketState, lines: Sequence[Offered], hidden: Hidden) -> Call[LineEdits] | None:
    if not lines:
        return None
    packet = state["packet"]
    entries = {line.fact.entry for line in lines}
    headers = [fact for fact in state["facts"] if fact.id in packet.context and fact.id in entries]
    places = write_rows((f"place {fact.id}", hidden.hide_resume(_place(fact))) for fact in headers)
    rows = line_rows(lines, hidden)

    def shorten(chars: int) -> dict[str, str]:
        kept = rows_within(rows, chars - len(places) - 1)
        return {"lines": f"{places}\n{kept}".strip() if kept else "", "wanted": "", "stress": ""}

    wanted = hidden.hide_ad(_wanted(state))
    stress = f"Matters most: {', '.join(state['stress'])}." if 0 < len(state["stress"]) <= len(lines) / 2 else ""
    return make_call(
        prompt,
        {"lines": f"{places}\n{rows}".strip(), "wanted": wanted, "stress": stress},
        LineEdits,
        task="cv_draft",
        max_output_tokens=room_for(lines),
        cache=GENERATED,
        part=packet.id,
        complexity=min(1.0, len(lines) / MAX_LINES),
        priority=packet.priority,
        shorten=Shortening(shorten, needs=["lines"]),
    )


def _use(
    lines: Sequence[Offered], hidden: Hidden, requirements: Sequence[Requirement], answer: LineEdits
) -> list[Edit] | None:
    proposals = [Proposal(edit.fact, edit.text, edit.why) for edit in answer.edits]
    edits = take_edits(proposals, lines, hidden, stage="drafter", requirements=requirements)
    return None if edits is None else _finish_by_rules(lines, edits)


def _place(header: Fact) -> str:
    """What the lines stand under, and whether it goes on: all that their wording depends on."""
    title = evidence_text(header).partition(", ")[0]
    dated = header.start is not None or header.end is not None
    return f"{title} ({'past' if header.end else 'now'})" if dated else title


def _wanted(state: PacketState) -> str:
    """What the job wants of these lines: terms in the ad's words, and what the strategy says of their entries.

    Of lines that the job wants nothing of, the strategy says to keep them short: that is done when the pages are fitted.
    """
    weightiest = sorted(state["requirements"], key=lambda one: -one.weight)[:MOST_WANTED]
    terms = [term[:LONGEST_WANTED] for one in weightiest for term in one.terms[:2]]
    plan = " ".join(state["plan"])
    rows = ["; ".join(dict.fromkeys(terms)), plan if terms and len(plan) <= LONGEST_PLAN else ""]
    return "\n".join(row for row in rows if row)


def _draft_by_rules(state: PacketState) -> list[Edit]:
    if not is_english(state["language"]):
        return []
    lines = [fact for fact in state["facts"] if fact.id in state["packet"].lines]
    return [edit for fact in lines if (edit := _reword(fact)) is not None]


def _reword(fact: Fact) -> Edit | None:
    rewording = reword_fact(fact, may_split=True)
    if rewording is None:
        return None
    extra = list(rewording.extra)
    return Edit(facts=[fact.id], text=rewording.text, reason=rewording.reason, stage="drafter", extra=extra)


def _finish_by_rules(lines: Sequence[Offered], edits: Sequence[Edit]) -> list[Edit]:
    """A model's edits with what the rules would still mend of them: an opening that it left weak, a tense, filler."""
    facts = {line.fact.id: line.fact for line in lines}
    mended = {edit.target: reword_fact(facts[edit.facts[0]], edit.text) for edit in edits}
    return [
        edit.model_copy(update={"text": found.text}) if (found := mended[edit.target]) is not None else edit
        for edit in edits
    ]
