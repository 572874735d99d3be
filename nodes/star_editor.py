"""STAR editor: Situation/Task, Action, Result for the bullets of one packet. A missing Result stays missing.

By rules it moves nothing: it marks which of the lines that speak to the job tell no result, so that the report can ask for one. A
model may put the parts of a line into order; of lines without a result it names ids, and the note is written here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from langgraph.runtime import Runtime

from gateway.calls import Call
from nodes.answers import LenientAnswer
from nodes.asking import GENERATED, Outcome, Shortening, make_call, open_desk
from nodes.line_edits import (
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
from prompts.library import Prompt
from resume.edits import Edit
from resume.facts import Fact
from resume.language import is_english
from resume.matching import evidence_text
from resume.packets import MAX_LINES, PacketDraft
from resume.star import note_lines_without_result, tells_change, tells_result_first
from resume.wording import prose_kind

MOST_BULLETS = 8
"""Bullets of one packet that are offered, those first that begin with their result: the others mostly have their order."""

REASON = "Reworded by a model, in the order of situation, action and result."

LEAST_WORDS = 8
"""Words of a bullet that can hold an action beside its result: shorter ones have no order to set."""


class StarEdit(LenientAnswer):
    """One bullet."""

    fact: str
    text: str


class StarAnswer(LenientAnswer):
    """The reordered bullets."""

    edits: list[StarEdit]
    no_result: list[str]


async def star_editor(state: PacketState, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Put bullets into order by a model, where one answers, and note the lines that matter to the job and tell no result."""
    draft = state["draft"]
    bullets, hidden = _bullets(state), Hidden(state["contacts"])
    desk = open_desk("star_editor", state, runtime, live, draft.packet)
    use = partial(_use, draft, bullets, hidden)
    outcome: Outcome[_StarWork] = (
        await desk.ask(lambda: _write(desk.prompt, state, bullets, hidden), use, use_here=True)
        if bullets
        else await desk.send(None, use)
    )
    edited = draft.model_copy(update={"edits": outcome.value.edits}) if outcome.value else draft
    edited = edited.model_copy(update={"notes": [*draft.notes, *_notes(state, edited, outcome.value)]})
    if not (desk.may_ask or outcome.record.asked):
        return {"drafts": {draft.packet: edited}}
    return {"drafts": {draft.packet: edited}, "stages": {"star_editor": outcome.record}}


@dataclass(frozen=True)
class _StarWork:
    """What a model made of a packet."""

    edits: list[Edit]
    """All edits of the draft, with those of the model over them."""
    no_result: frozenset[str]
    """Ids of lines that it reads as telling no result."""


def _bullets(state: PacketState) -> list[Offered]:
    """The drafted bullets that tell what changed, and more than that: what holds no result has no order to set."""
    if not is_english(state["language"]):
        return []
    own = [fact for fact in state["facts"] if fact.id in state["packet"].lines and prose_kind(fact) == "duty"]
    drafted = offer_lines(own, state["draft"].edits)
    own_order = [line for line in drafted if len(line.text.split()) >= LEAST_WORDS and tells_change(line.text)]
    chosen = sorted(own_order, key=lambda line: not tells_result_first(line.text))[:MOST_BULLETS]
    return [line for line in own_order if line in chosen]


def _write(prompt: Prompt, state: PacketState, bullets: Sequence[Offered], hidden: Hidden) -> Call[StarAnswer]:
    packet = state["packet"]
    rows = line_rows(bullets, hidden)
    return make_call(
        prompt,
        {"lines": rows},
        StarAnswer,
        task="cv_draft",
        max_output_tokens=room_for(bullets),
        cache=GENERATED,
        part=packet.id,
        complexity=min(1.0, len(bullets) / MAX_LINES),
        priority=packet.priority,
        shorten=Shortening(lambda chars: {"lines": rows_within(rows, chars)}, needs=["lines"]),
    )


def _use(draft: PacketDraft, bullets: Sequence[Offered], hidden: Hidden, answer: StarAnswer) -> _StarWork | None:
    proposals = [Proposal(edit.fact, edit.text, "result") for edit in answer.edits]
    edits = take_edits(proposals, bullets, hidden, stage="star_editor", reason=REASON)
    named = frozenset(id.strip() for id in answer.no_result) & {line.fact.id for line in bullets}
    if edits is None and not named:
        return None
    return _StarWork(put_over(draft.edits, edits or []), named)


def _notes(state: PacketState, draft: PacketDraft, work: _StarWork | None) -> list[str]:
    """The notes on lines without a result, one a role. They quote what the rules made of a line; of a model's line the source."""
    if not is_english(state["language"]) or not state["packet"].requirements:
        return []
    printed = {edit.facts[0]: edit for edit in draft.edits if edit.place is None}
    facts = [fact for fact in state["facts"] if fact.id in state["packet"].lines and fact.kind == "bullet"]
    lines = {fact.id: _quoted(fact, printed.get(fact.id)) for fact in facts}
    doubted = {lines[id] for id in work.no_result if id in lines} if work else frozenset()
    titles = {fact.id: evidence_text(fact) for fact in state["facts"] if fact.kind == "role"}
    of_role: dict[str | None, list[str]] = {}
    for fact in facts:
        of_role.setdefault(titles.get(fact.entry or ""), []).append(lines[fact.id])
    return [
        note
        for role, texts in of_role.items()
        for note in note_lines_without_result([text for text in texts if text], role, doubted)
    ]


def _quoted(fact: Fact, edit: Edit | None) -> str:
    return fact.text if edit is None or edit.by == "model" else edit.text
