"""Polisher: one pass over all sections, for order, doubles, a consistent close of lines, and the ad's spelling."""

import asyncio
from datetime import date

from langgraph.runtime import Runtime

from nodes.live import LiveParts
from nodes.state import PolishedResume, PolisherInput, RunSettings, Update
from resume.composing import compose_lines
from resume.language import is_english
from resume.polish import arrange, follow_ad_spelling, polish_edits
from resume.wording import spelling_variety


async def polisher(state: PolisherInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Bring the packets' edits together, compose what is missing, and put what the job asks for first, by rules."""
    return {"polished": await asyncio.to_thread(_polish_by_rules, state, live.today())}


def _polish_by_rules(state: PolisherInput, today: date) -> PolishedResume:
    source, facts, requirements = state["source"], state["facts"], state["requirements"]
    in_order = [draft for _, draft in sorted(state.get("drafts", {}).items())]
    edits = polish_edits(facts, [edit for draft in in_order for edit in draft.edits])
    if is_english(source.meta.language):
        edits = follow_ad_spelling(facts, edits, spelling_variety(state["job_text"].text))
    edits += compose_lines(source, facts, requirements, state["matches"], today, edits)
    return PolishedResume(
        edits=edits,
        arrangement=arrange(
            facts,
            requirements,
            state["dossier"].evidence,
            source.meta.section_order,
            state["dossier"].put_forward,
        ),
        notes=[note for draft in in_order for note in draft.notes],
    )
