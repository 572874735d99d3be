"""Polisher: one pass over all sections, for order, doubles and a consistent close of lines."""

import asyncio

from langgraph.runtime import Runtime

from nodes.state import PolishedResume, PolisherInput, RunSettings, Update
from resume.polish import arrange, polish_edits


async def polisher(state: PolisherInput, runtime: Runtime[RunSettings]) -> Update:
    """Bring the packets' edits together and put what the job asks for first, by rules."""
    return {"polished": await asyncio.to_thread(_polish_by_rules, state)}


def _polish_by_rules(state: PolisherInput) -> PolishedResume:
    in_order = [draft for _, draft in sorted(state.get("drafts", {}).items())]
    return PolishedResume(
        edits=polish_edits(state["facts"], [edit for draft in in_order for edit in draft.edits]),
        arrangement=arrange(
            state["facts"], state["requirements"], state["dossier"].evidence, state["source"].meta.section_order
        ),
        notes=[note for draft in in_order for note in draft.notes],
    )
