"""Web search: intelligence about company, role and industry, each piece with its address, within a few seconds.

A search may fail, stall or lie. It fails without harm: what was found in time is used, the rest is skipped and told. What it
found is cleaned, kept by its query, and steers at most what is put first: no stage takes a claim from it.
"""

import asyncio
import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from settings import Settings
from web.findings import Finding, clean_results
from web.queries import Query, plan_queries
from web.searchers import Searcher, SearchFailed, find_searchers

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from storage.answers import Answers
    from storage.ledger import Ledger

SEARCH_SECONDS = 10.0
"""For all queries of a run together."""

KEPT_SECONDS = 24 * 3600.0
"""How long what was found serves other runs."""

NOTHING_TO_ASK = "the ad names neither a job title nor an employer that could be looked up"
NOTHING_FOUND = "nothing was found about company or role"

_STAGE = "web_search"


@dataclass(frozen=True)
class Found:
    """What a run's search came to."""

    findings: tuple[Finding, ...] = ()
    reason: str | None = None
    """Why there is nothing, or less than there could be; None where all went well."""


@dataclass(frozen=True)
class _Outcome:
    findings: tuple[Finding, ...] = ()
    failure: str | None = None


class WebSearch:
    """Asks search engines, the first that answers, and keeps what they found.

    Args:
        searchers: in the order in which they are asked.
        answers: keeps what was found; failures and empty answers are not kept.
        ledger: a row for every query sent, and for every one that was served from before.
        seconds: for all queries of a run together.
    """

    def __init__(
        self, searchers: Sequence[Searcher], answers: "Answers", ledger: "Ledger", *, seconds: float = SEARCH_SECONDS
    ) -> None:
        self._searchers = searchers
        self._answers = answers
        self._ledger = ledger
        self._seconds = seconds

    @property
    def names(self) -> list[str]:
        """Who is asked, in this order."""
        return [f"{one.name} ({one.address})" for one in self._searchers]

    async def find(self, title: str | None, company: str | None, run_id: str) -> Found:
        """Intelligence about a job and its employer; nothing else is known here, and nothing else is sent.

        Args:
            title: the job title that the rules guess.
            company: the employer that the rules guess.
            run_id: on whose behalf, for the ledger; it is not sent.
        """
        queries = plan_queries(title, company)
        if not queries:
            return Found(reason=NOTHING_TO_ASK)
        tasks = [asyncio.create_task(self._answer(query, run_id)) for query in queries]
        try:
            await asyncio.wait(tasks, timeout=self._seconds)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._ledger.flush()
        return self._sum_up([None if task.cancelled() else task.result() for task in tasks])

    def _sum_up(self, outcomes: Sequence[_Outcome | None]) -> Found:
        """What all queries found; None stands for one that did not end in time."""
        late = f"no answer within {self._seconds:g} seconds"
        failures = [late if one is None else one.failure for one in outcomes]
        findings = {finding.url: finding for one in reversed(outcomes) if one for finding in one.findings}
        kept = tuple(finding for one in outcomes if one for finding in one.findings if findings.pop(finding.url, None))
        told = "; ".join(dict.fromkeys(failure for failure in failures if failure))
        if told and kept:
            told = f"{sum(map(bool, failures))} of {len(outcomes)} queries failed: {told}"
        return Found(kept, told or (None if kept else NOTHING_FOUND))

    async def _answer(self, query: Query, run_id: str) -> _Outcome:
        """What the first search engine that answers has to say."""
        failures: list[str] = []
        for number, searcher in enumerate(self._searchers, start=1):
            try:
                return _Outcome(await self._ask(searcher, query, run_id, number))
            except SearchFailed as failure:
                failures.append(f"{searcher.name}: {failure.reason}")
        return _Outcome(failure="; ".join(failures))

    async def _ask(self, searcher: Searcher, query: Query, run_id: str, number: int) -> tuple[Finding, ...]:
        """What one search engine says, now or before.

        Raises:
            SearchFailed: it does not answer.
        """
        from storage.answers import StoredAnswer

        key = _key(searcher, query)
        stored = await self._answers.get(key, run_id)
        if stored is not None:
            self._record(searcher, run_id, outcome="cached", number=number)
            return tuple(Finding(**one) for one in json.loads(stored.text))
        began = time.monotonic()
        outcome = "timeout"  # what it is where the deadline ends it
        try:
            results = await searcher.search(query.text)
            outcome = "ok"
        except SearchFailed as failure:
            outcome = failure.kind
            raise
        finally:
            self._record(searcher, run_id, outcome=outcome, number=number, seconds=time.monotonic() - began)
        findings = tuple(await asyncio.to_thread(clean_results, results, query))
        if findings:
            text = json.dumps([asdict(one) for one in findings], ensure_ascii=False)
            kept = StoredAnswer(text=text, provider=searcher.name, model="search", cost=searcher.price)
            await self._answers.put(key, run_id, kept, KEPT_SECONDS)
        return findings

    def _record(self, searcher: Searcher, run_id: str, *, outcome: str, number: int, seconds: float = 0.0) -> None:
        from storage.ledger import CallRow, SentAs

        sent_as: SentAs = "first" if number == 1 else "fallback"
        self._ledger.record(
            CallRow(
                run_id=run_id,
                stage=_STAGE,
                task="search",
                provider=searcher.name.lower(),
                model="search",
                key_label=searcher.key_label,
                kind="search",
                cached=outcome == "cached",
                latency=seconds,
                attempt=number,
                sent_as=sent_as,
                outcome=outcome,
                cost=searcher.price if outcome == "ok" else None,
            )
        )

    async def close(self) -> None:
        """Write what is not written yet, and let go of connections."""
        await self._ledger.flush()
        await self._answers.aclose()


def _key(searcher: Searcher, query: Query) -> str:
    """The hash of all that changes what is found."""
    asked = ["search 1", searcher.name, searcher.address, query.text, sorted(query.about), query.needed]
    return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def open_search(settings: Settings, engine: "AsyncEngine", environment: Mapping[str, str]) -> WebSearch | None:
    """The web search, None where no search engine is set up.

    Args:
        settings: of the process.
        engine: the database with ledger and answers.
        environment: the process's variables, which name search engines and their keys.

    Raises:
        UserError: one cannot be used as it is set up.
    """
    searchers = find_searchers(settings, environment)
    if not searchers:
        return None
    from storage.answers import Answers
    from storage.ledger import Ledger

    redis = settings.redis_url.get_secret_value() if settings.redis_url else None
    return WebSearch(searchers, Answers(engine, redis, shared=settings.cache), Ledger(engine))
