"""Web search: intelligence about company, role and industry, from the guessed title and company alone.

Offline there is nothing to search with, and the run says so.
"""

from langgraph.runtime import Runtime

from nodes.state import RunSettings, Update, WebSearchInput
from resume.report import StageRecord


async def web_search(state: WebSearchInput, runtime: Runtime[RunSettings]) -> Update:
    """Skip, and record why."""
    record = StageRecord(stage="web_search", by="skipped", reason="an offline run searches nothing")
    return {"research": [], "stages": {"web_search": record}}
