"""The web search of a run: in time, kept, counted, and no harm where it fails."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from settings import Settings
from storage.answers import Answers
from storage.database import database_address, open_database
from storage.ledger import CallRow, Ledger
from storage.tables import LedgerRow
from web.findings import RawResult
from web.search import NOTHING_FOUND, NOTHING_TO_ASK, WebSearch, open_search
from web.searchers import Searcher, SearchFailed

TITLE, COMPANY = "Lock Keeper", "Ouseburn Waterways"
SAID = "Ouseburn Waterways pays every lock keeper for nights and weekends."


@dataclass
class Engine:
    """A search engine that says one thing, after a while, or fails; keeps what it was asked."""

    says: Callable[[str], list[RawResult]] = lambda query: [RawResult("", SAID, f"https://a.example/{len(query)}")]
    fails: SearchFailed | None = None
    stalls: Callable[[str], bool] = lambda query: False
    name: str = "Loop"
    address: str = "http://127.0.0.1"
    key_label: str = "LOOP_KEY"
    price: Decimal | None = Decimal("0.008")
    asked: list[str] = field(default_factory=list)

    async def search(self, query: str) -> list[RawResult]:
        self.asked.append(query)
        if self.stalls(query):
            await asyncio.sleep(60)
        if self.fails:
            raise self.fails
        return self.says(query)


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    opened = await open_database(database_address(None, tmp_path))
    yield opened
    await opened.dispose()


def over(engine: AsyncEngine, *searchers: Searcher, seconds: float = 10.0) -> WebSearch:
    return WebSearch(searchers, Answers(engine), Ledger(engine), seconds=seconds)


async def rows(engine: AsyncEngine) -> list[tuple[str, str, bool, Decimal | None, str]]:
    row = LedgerRow
    async with engine.connect() as connection:
        query = select(row.kind, row.outcome, row.cached, row.cost, row.provider).order_by(row.id)
        return [tuple(one) for one in (await connection.execute(query)).all()]  # type: ignore[misc]


async def test_what_is_found_keeps_its_address_and_is_told_once(engine: AsyncEngine) -> None:
    loop = Engine(says=lambda query: [RawResult("", SAID, "https://a.example/")])
    found = await over(engine, loop).find(TITLE, COMPANY, "r1")
    assert ([(one.text, one.url) for one in found.findings], found.reason) == ([(SAID, "https://a.example/")], None)
    assert len(loop.asked) == 3


async def test_a_query_holds_title_and_employer_and_never_the_name_of_the_run(engine: AsyncEngine) -> None:
    loop = Engine()
    await over(engine, loop).find(TITLE, COMPANY, "ottilie-brandwick")
    assert "ottilie" not in " ".join(loop.asked).casefold()


async def test_the_same_job_is_not_looked_up_again(engine: AsyncEngine) -> None:
    loop = Engine()
    first = await over(engine, loop).find(TITLE, COMPANY, "r1")
    again = await over(engine, loop).find(TITLE, COMPANY, "r2")
    assert (again.findings, len(loop.asked)) == (first.findings, 3)


async def test_every_query_is_a_row_of_the_ledger_and_what_was_kept_costs_nothing(engine: AsyncEngine) -> None:
    search = over(engine, Engine())
    await search.find(TITLE, None, "r1")
    await search.find(TITLE, None, "r2")
    assert await rows(engine) == [
        ("search", "ok", False, Decimal("0.008"), "loop"),
        ("search", "cached", True, None, "loop"),
    ]
    usage = await Ledger(engine).usage_of("r1")
    assert (usage.calls, usage.search_cost, usage.unpriced_calls, dict(usage.tokens)["web_search"].input) == (
        1, Decimal("0.008"), 0, 0
    )  # fmt: skip


async def test_a_search_without_a_price_is_neither_unpriced_nor_a_price_of_the_run(engine: AsyncEngine) -> None:
    await over(engine, Engine(price=None)).find(TITLE, None, "r1")
    usage = await Ledger(engine).usage_of("r1")
    assert (usage.calls, usage.unpriced_calls) == (1, 0)
    await Ledger(engine).write([CallRow("r1", "drafter", "cv_draft", "own", "model", tokens_in=9)])
    mixed = await Ledger(engine).usage_of("r1")
    assert (mixed.cost, mixed.unpriced_calls) == (None, 1)


async def test_a_search_engine_that_fails_leaves_the_query_to_the_next(engine: AsyncEngine) -> None:
    broken = Engine(fails=SearchFailed("rate_limit", "too many requests"), name="Broken")
    found = await over(engine, broken, Engine()).find(TITLE, None, "r1")
    assert (len(found.findings), found.reason) == (1, None)
    assert [(row[1], row[4]) for row in await rows(engine)] == [("rate_limit", "broken"), ("ok", "loop")]


async def test_where_all_fail_the_reason_is_told_and_nothing_is_kept(engine: AsyncEngine) -> None:
    broken = Engine(fails=SearchFailed("auth", "the request was refused (401)"))
    found = await over(engine, broken).find(TITLE, COMPANY, "r1")
    assert (found.findings, found.reason) == ((), "Loop: the request was refused (401)")
    await over(engine, broken).find(TITLE, COMPANY, "r1")
    assert len(broken.asked) == 6


async def test_what_does_not_come_in_time_is_left_and_what_came_is_used(engine: AsyncEngine) -> None:
    loop = Engine(stalls=lambda query: "culture" in query)
    found = await over(engine, loop, seconds=0.5).find(TITLE, COMPANY, "r1")
    assert len(found.findings) == 2
    assert found.reason == "1 of 3 queries failed: no answer within 0.5 seconds"
    assert sorted(row[1] for row in await rows(engine)) == ["ok", "ok", "timeout"]


async def test_a_search_engine_that_stalls_altogether_is_skipped(engine: AsyncEngine) -> None:
    found = await over(engine, Engine(stalls=lambda query: True), seconds=0.2).find(TITLE, COMPANY, "r1")
    assert (found.findings, found.reason) == ((), "no answer within 0.2 seconds")


async def test_nothing_is_asked_where_neither_title_nor_employer_is_known(engine: AsyncEngine) -> None:
    loop = Engine()
    found = await over(engine, loop).find(None, None, "r1")
    assert (found.reason, loop.asked) == (NOTHING_TO_ASK, [])


async def test_an_answer_without_results_is_told_and_not_kept(engine: AsyncEngine) -> None:
    loop = Engine(says=lambda query: [])
    assert (await over(engine, loop).find(TITLE, None, "r1")).reason == NOTHING_FOUND
    await over(engine, loop).find(TITLE, None, "r2")
    assert len(loop.asked) == 2


async def test_a_defect_of_ours_is_not_taken_for_a_failed_search(engine: AsyncEngine) -> None:
    def say(query: str) -> list[RawResult]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await over(engine, Engine(says=say)).find(TITLE, None, "r1")


async def test_without_a_search_engine_there_is_no_search(engine: AsyncEngine) -> None:
    assert open_search(Settings(), engine, {}) is None


async def test_a_search_that_is_set_up_says_who_is_asked(engine: AsyncEngine) -> None:
    search = open_search(Settings(), engine, {"SEARXNG_URL": "http://127.0.0.1:8888"})
    assert search is not None
    assert search.names == ["SearXNG (http://127.0.0.1:8888)"]
    await search.close()
