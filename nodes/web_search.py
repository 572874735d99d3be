"""Web search: intelligence about company, role and industry, from the guessed title and company alone.

Offline there is nothing to search with, and the run says so.
"""

from langgraph.runtime import Runtime

from nodes.live import LiveParts
from nodes.state import RunSettings, Update, WebSearchInput
from resume.report import StageRecord

OFFLINE = "an offline run searches nothing"
SWITCHED_OFF = "the search is switched off"
NO_SEARCH = "no web search is set up"


async def web_search(state: WebSearchInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Skip, and record why."""
    settings = runtime.context or RunSettings()
    offline = settings.mode == "offline" or live.models is None
    reason = OFFLINE if offline else SWITCHED_OFF if not settings.search else NO_SEARCH
    record = StageRecord(stage="web_search", by="skipped", reason=reason)
    return {"research": [], "stages": {"web_search": record}}
