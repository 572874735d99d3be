"""Researcher: compiles the dossier, after which no stage sees the whole resume's text again, and cuts the work packets."""

import asyncio

from langgraph.runtime import Runtime

from nodes.live import LiveParts
from nodes.state import ResearcherInput, RunSettings, Update
from resume.dossier import compile_dossier
from resume.packets import cut_packets


async def researcher(state: ResearcherInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Compile the dossier from facts alone."""
    return await asyncio.to_thread(_compile_by_rules, state)


def _compile_by_rules(state: ResearcherInput) -> Update:
    dossier = compile_dossier(
        state["facts"],
        state["requirements"],
        state["matches"],
        state["scores"],
        state["recommendations"],
        state["research"],
    )
    return {"dossier": dossier, "packets": cut_packets(state["facts"], dossier.evidence)}
