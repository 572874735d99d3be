"""Web search: intelligence about company, role and industry, from the guessed title and company alone.

A model that searches the web itself is asked, in plain text, where one can be; else search engines, where some are set up; else
nobody, and the run says so. All within ten seconds, beside the job analyzer. What is found steers emphasis and is told in the
report, each piece with its address; it is no fact, so no claim can rest on it.
"""

import asyncio
from collections.abc import Iterable, Sequence

from langgraph.runtime import Runtime

from gateway.calls import CacheRule, Call, GroundedText
from nodes.asking import Desk, make_call, open_desk
from nodes.live import LiveParts
from nodes.state import RunSettings, Update, WebSearchInput
from prompts.library import Prompt, write_rows
from resume.report import ResearchNote, StageRecord
from web.findings import Finding, RawResult, clean_results
from web.queries import Query, plan_queries
from web.search import KEPT_SECONDS, NOTHING_FOUND, NOTHING_TO_ASK, SEARCH_SECONDS

OFFLINE = "an offline run searches nothing"
SWITCHED_OFF = "the search is switched off"
NO_SEARCH = "no web search is set up"

FOUND = CacheRule("web_search", ttl=KEPT_SECONDS)

MAX_OUTPUT_TOKENS = 500
"""Eight sentences with their addresses."""

REQUEST_SECONDS = SEARCH_SECONDS - 1
"""Time-out of one request: what is left is for reading the answer and writing its row of the ledger."""

LEAST_SECONDS = 1.0
"""Time below which no search engine is asked any more."""


async def web_search(state: WebSearchInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Look up title and company, or record why not."""
    settings = runtime.context or RunSettings()
    offline = settings.mode == "offline" or live.models is None
    if offline or not settings.search:
        return _skip(OFFLINE if offline else SWITCHED_OFF)
    job, clock = state["job_text"], asyncio.get_running_loop().time
    end = clock() + SEARCH_SECONDS
    queries = plan_queries(job.title, job.company)
    desk = open_desk("web_search", state, runtime, live)
    why_not: str | None = None
    if queries and desk.may_ask and live.models is not None and await live.models.searches_web(settings.plan):
        found, record = await _ask_model(desk, queries)
        if found:
            return {"research": _notes(found), "stages": {"web_search": record}}
        why_not = record.reason
    if live.search is None or end - clock() < LEAST_SECONDS:
        return _skip(why_not or (NO_SEARCH if queries else NOTHING_TO_ASK))
    return await _ask_engines(state, live, why_not, end - clock())


async def _ask_model(desk: Desk, queries: Sequence[Query]) -> tuple[list[Finding], StageRecord]:
    """What a model finds that searches the web itself; recorded as not asked for, since a run without it lacks nothing."""
    late = StageRecord(stage=desk.stage, by="skipped", reason=f"no answer within {SEARCH_SECONDS:g} seconds")
    try:
        async with asyncio.timeout(SEARCH_SECONDS):
            outcome = await desk.ask(lambda: _write(desk.prompt, queries), lambda answer: _use(queries, answer))
    except TimeoutError:
        return [], late
    record = outcome.record.model_copy(update={"asked": False})
    if outcome.value is not None:
        return outcome.value, record
    reason = NOTHING_FOUND if record.unused else record.reason
    return [], StageRecord(stage=desk.stage, by="skipped", reason=reason)


def _write(prompt: Prompt, queries: Sequence[Query]) -> Call[GroundedText]:
    rows = write_rows((str(number), query.text) for number, query in enumerate(queries, start=1))
    return make_call(
        prompt,
        {"queries": rows},
        GroundedText,
        task="research",
        max_output_tokens=MAX_OUTPUT_TOKENS,
        cache=FOUND,
        complexity=0.3,
        priority=1.0,
        seconds=REQUEST_SECONDS,
    )


def _use(queries: Sequence[Query], answer: GroundedText) -> list[Finding] | None:
    """The passages with an address that are about what was looked up, made safe; None where there are none."""
    raw = [RawResult(source.title, source.text, source.url) for source in answer.sources]
    found = [finding for query in queries for finding in clean_results(raw, query)]
    return list({(finding.text, finding.url): finding for finding in found}.values()) or None


async def _ask_engines(state: WebSearchInput, live: LiveParts, why_not: str | None, seconds: float) -> Update:
    assert live.search is not None
    job = state["job_text"]
    try:
        async with asyncio.timeout(seconds + LEAST_SECONDS):  # they keep to their own time, with what they found in it
            found = await live.search.find(job.title, job.company, state["run_id"])
    except TimeoutError:
        return _skip(why_not)
    reason = "; ".join(told for told in (why_not, found.reason) if told) or None
    if not found.findings:
        return _skip(reason)
    record = StageRecord(stage="web_search", by="rules", reason=reason)
    return {"research": _notes(found.findings), "stages": {"web_search": record}}


def _notes(findings: Iterable[Finding]) -> list[ResearchNote]:
    return [ResearchNote(text=finding.text, url=finding.url) for finding in findings]


def _skip(reason: str | None) -> Update:
    return {"research": [], "stages": {"web_search": StageRecord(stage="web_search", by="skipped", reason=reason)}}
