"""Drafter: rewords the lines of one packet as edits by fact id; it never writes a resume of its own."""

import asyncio

from langgraph.runtime import Runtime

from nodes.live import LiveParts
from nodes.state import PacketState, RunSettings, Update
from resume.edits import Edit
from resume.facts import Fact
from resume.language import is_english
from resume.packets import PacketDraft
from resume.wording import has_tense, prose_kind, reword_line


async def drafter(state: PacketState, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Reword the packet's lines by rules: openings, person, tense, filler, buried figures, length."""
    return {"draft": await asyncio.to_thread(_draft_by_rules, state)}


def _draft_by_rules(state: PacketState) -> PacketDraft:
    packet = state["packet"]
    if not is_english(state["language"]):
        return PacketDraft(packet=packet.id)
    lines = [fact for fact in state["facts"] if fact.id in packet.lines]
    return PacketDraft(packet=packet.id, edits=[edit for fact in lines if (edit := _reword(fact)) is not None])


def _reword(fact: Fact) -> Edit | None:
    kind = prose_kind(fact)
    if kind is None:
        return None
    ongoing = fact.start is not None and fact.end is None
    may_split = fact.field == "item" and fact.kind == "bullet"
    rewording = reword_line(fact.text, ongoing=ongoing, kind=kind, dated=has_tense(fact), may_split=may_split)
    if rewording is None:
        return None
    extra = list(rewording.extra)
    return Edit(facts=[fact.id], text=rewording.text, reason=rewording.reason, stage="drafter", extra=extra)
