"""Web search: intelligence about company, role and industry, from the guessed title and company alone.

Search engines do it, in a few seconds beside the job analyzer; offline, or where none is set up, there is nothing to search with,
and the run says so. What is found steers emphasis and is told in the report; it is no fact, so no claim can rest on it.
"""

from langgraph.runtime import Runtime

from nodes.live import LiveParts
from nodes.state import RunSettings, Update, WebSearchInput
from resume.report import ResearchNote, StageRecord

OFFLINE = "an offline run searches nothing"
SWITCHED_OFF = "the search is switched off"
NO_SEARCH = "no web search is set up"


async def web_search(state: WebSearchInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Look up title and company, or record why not."""
    settings = runtime.context or RunSettings()
    offline = settings.mode == "offline" or live.models is None
    if offline or not settings.search or live.search is None:
        return _skip(OFFLINE if offline else SWITCHED_OFF if not settings.search else NO_SEARCH)
    job = state["job_text"]
    found = await live.search.find(job.title, job.company, state["run_id"])
    if not found.findings:
        return _skip(found.reason)
    record = StageRecord(stage="web_search", by="rules", reason=found.reason)
    notes = [ResearchNote(text=finding.text, url=finding.url) for finding in found.findings]
    return {"research": notes, "stages": {"web_search": record}}


def _skip(reason: str | None) -> Update:
    return {"research": [], "stages": {"web_search": StageRecord(stage="web_search", by="skipped", reason=reason)}}
