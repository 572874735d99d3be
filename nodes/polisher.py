"""Polisher: one pass over all sections, for order, doubles, a consistent close of lines, and the ad's spelling."""

import asyncio

from langgraph.runtime import Runtime

from nodes.drafter import LANGUAGES_WITH_RULES
from nodes.state import PolishedResume, PolisherInput, RunSettings, Update
from resume.polish import arrange, follow_ad_spelling, polish_edits
from resume.wording import spelling_variety


async def polisher(state: PolisherInput, runtime: Runtime[RunSettings]) -> Update:
    """Bring the packets' edits together and put what the job asks for first, by rules."""
    return {"polished": await asyncio.to_thread(_polish_by_rules, state)}


def _polish_by_rules(state: PolisherInput) -> PolishedResume:
    in_order = [draft for _, draft in sorted(state.get("drafts", {}).items())]
    edits = polish_edits(state["facts"], [edit for draft in in_order for edit in draft.edits])
    if state["source"].meta.language in LANGUAGES_WITH_RULES:
        edits = follow_ad_spelling(state["facts"], edits, spelling_variety(state["job_text"].text))
    return PolishedResume(
        edits=edits,
        arrangement=arrange(
            state["facts"], state["requirements"], state["dossier"].evidence, state["source"].meta.section_order
        ),
        notes=[note for draft in in_order for note in draft.notes],
    )
