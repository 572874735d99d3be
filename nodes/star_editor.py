"""STAR editor: Situation/Task, Action, Result for the bullets of one packet. A missing Result stays missing.

By rules it moves nothing: it marks which of the lines that speak to the job tell no result, so that the report can ask for one.
"""

from langgraph.runtime import Runtime

from nodes.state import PacketState, RunSettings, Update
from resume.language import is_english
from resume.star import lines_without_result


async def star_editor(state: PacketState, runtime: Runtime[RunSettings]) -> Update:
    """Note the lines that matter to the job and tell no result."""
    draft = state["draft"]
    notes: list[str] = []
    if is_english(state["language"]) and state["packet"].requirements:
        lines = [fact for fact in state["facts"] if fact.id in state["packet"].lines and fact.kind == "bullet"]
        notes = lines_without_result(lines)
    return {"drafts": {draft.packet: draft.model_copy(update={"notes": [*draft.notes, *notes]})}}
