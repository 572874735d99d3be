"""STAR editor: Situation/Task, Action, Result for the bullets of one packet. A missing Result stays missing.

By rules it moves nothing: it marks which of the lines that speak to the job tell no result, so that the report can ask for one.
"""

from langgraph.runtime import Runtime

from nodes.live import LiveParts
from nodes.state import PacketState, RunSettings, Update
from resume.language import is_english
from resume.matching import evidence_text
from resume.star import note_lines_without_result


async def star_editor(state: PacketState, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Note the lines that matter to the job and tell no result."""
    draft = state["draft"]
    notes: list[str] = []
    if is_english(state["language"]) and state["packet"].requirements:
        printed = {edit.facts[0]: edit.text for edit in draft.edits if edit.place is None}
        facts = [fact for fact in state["facts"] if fact.id in state["packet"].lines and fact.kind == "bullet"]
        lines = [text for fact in facts if (text := printed.get(fact.id, fact.text))]
        role = next(
            (fact for fact in state["facts"] if facts and fact.id == facts[0].entry and fact.kind == "role"), None
        )
        notes = note_lines_without_result(lines, evidence_text(role) if role else None)
    return {"drafts": {draft.packet: draft.model_copy(update={"notes": [*draft.notes, *notes]})}}
