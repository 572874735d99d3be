"""What the ledger tells of the calls that were written to it, on every database."""

import asyncio
import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.answers import Answers, StoredAnswer
from storage.batches import BatchedRows
from storage.database import database_address, open_database
from storage.ledger import CANCELLED, RECENT_CALLS, CallRow, Ledger, RecentCall, SentAs, StageTokens
from tests.storage.servers import run_python

NUMBERS = itertools.count()
MARCH = datetime(2026, 3, 15, 12, tzinfo=UTC)


def row(
    run_id: str = "run-1",
    stage: str = "drafter",
    task: str = "cv_draft",
    model: str = "gpt-4.1-mini",
    *,
    tokens: tuple[int, int] = (100, 50),
    cost: str | None = "0.001",
    outcome: str = "ok",
    sent_as: SentAs = "first",
    latency: float = 1.0,
    cached: bool = False,
    user: str = "local",
    at: datetime = MARCH,
) -> CallRow:
    return CallRow(
        run_id=run_id,
        stage=stage,
        task=task,
        provider="openai",
        model=model,
        user=user,
        key_label="OPENAI_API_KEY",
        tokens_in=tokens[0],
        tokens_out=tokens[1],
        cost=None if cost is None else Decimal(cost),
        cached=cached,
        latency=latency,
        sent_as=sent_as,
        outcome=outcome,
        at=at,
    )


async def test_a_run_that_asked_nothing_cost_nothing(engine: AsyncEngine) -> None:
    usage = await Ledger(engine).usage_of("run-1")
    assert (usage.calls, usage.cost, usage.unpriced_calls, usage.tokens) == (0, Decimal(0), 0, {})


async def test_a_runs_requests_are_counted_by_why_they_were_sent(engine: AsyncEngine) -> None:
    ledger = Ledger(engine)
    await ledger.write(
        [
            row(outcome="timeout", tokens=(0, 0), cost=None),
            row(sent_as="retry", outcome="rate_limit", tokens=(0, 0), cost=None),
            row(sent_as="fallback", outcome="invalid_output"),
            row(sent_as="repair"),
            row(cached=True, outcome="cached", tokens=(100, 50), cost=None),
            row("run-2"),
        ]
    )
    usage = await ledger.usage_of("run-1")
    assert (usage.calls, usage.cache_hits, usage.retries, usage.fallbacks, usage.repairs) == (4, 1, 1, 1, 1)


async def test_an_answer_out_of_the_cache_takes_no_tokens(engine: AsyncEngine) -> None:
    ledger = Ledger(engine)
    await ledger.write([row(), row(cached=True, outcome="cached"), row(stage="polisher", tokens=(7, 3))])
    tokens = (await ledger.usage_of("run-1")).tokens
    assert tokens == {"drafter": StageTokens(100, 50), "polisher": StageTokens(7, 3)}


async def test_costs_add_up_to_the_last_digit(engine: AsyncEngine) -> None:
    ledger = Ledger(engine)
    await ledger.write([row(cost="0.0000001")] * 3 + [row(cost="0.1"), row(cost="0.2")])
    assert (await ledger.usage_of("run-1")).cost == Decimal("0.3000003")


async def test_what_has_no_price_is_unpriced_and_never_nothing(engine: AsyncEngine) -> None:
    ledger = Ledger(engine)
    await ledger.write([row(cost=None)])
    usage = await ledger.usage_of("run-1")
    assert (usage.cost, usage.unpriced_calls) == (None, 1)


async def test_unpriced_calls_are_told_beside_the_cost_of_the_others(engine: AsyncEngine) -> None:
    ledger = Ledger(engine)
    await ledger.write([row(cost=None), row(cost="0.5")])
    usage = await ledger.usage_of("run-1")
    assert (usage.cost, usage.unpriced_calls) == (Decimal("0.5"), 1)


async def test_a_failure_that_took_no_tokens_is_not_unpriced(engine: AsyncEngine) -> None:
    ledger = Ledger(engine)
    await ledger.write([row(outcome="rate_limit", tokens=(0, 0), cost=None)])
    usage = await ledger.usage_of("run-1")
    assert (usage.cost, usage.unpriced_calls) == (Decimal(0), 0)


async def test_a_month_begins_at_midnight_utc_on_its_first_day(engine: AsyncEngine) -> None:
    ledger = Ledger(engine)
    first = datetime(2026, 3, 1, tzinfo=UTC)
    await ledger.write([row(cost="1", at=first), row(cost="10", at=first - timedelta(microseconds=1))])
    assert (await ledger.cost_of_user_this_month("local", MARCH)).cost == Decimal(1)


async def test_a_users_cost_is_their_own(engine: AsyncEngine) -> None:
    ledger = Ledger(engine)
    await ledger.write([row(cost="1", user="ines"), row(cost="2", user="odd")])
    assert (await ledger.cost_of_user_this_month("ines", MARCH)).cost == Decimal(1)
    assert (await ledger.cost_this_month(MARCH)).cost == Decimal(3)


async def test_what_searching_took_is_told_as_part_of_the_cost(engine: AsyncEngine) -> None:
    ledger = Ledger(engine)
    model, fee = row("searched", cost="0.25", at=MARCH), row("searched", cost="0.5", at=MARCH)
    await ledger.write([model, replace(fee, kind="fee", task="search", tokens_in=0, tokens_out=0)])
    spent = await ledger.cost_this_month(MARCH)
    assert (spent.calls, spent.cost, spent.searching) == (1, Decimal("0.75"), Decimal("0.5"))


async def test_error_rate_and_latency_are_told_by_task(engine: AsyncEngine) -> None:
    ledger = Ledger(engine)
    answered = [row(latency=float(second)) for second in range(1, 20)]
    await ledger.write([*answered, row(outcome="timeout", latency=30.0), row(task="research", latency=2.5)])
    draft, research = await ledger.health_by_task()
    assert (draft.task, draft.calls, draft.error_rate) == ("cv_draft", 20, 0.05)
    assert [draft.latency, draft.latency_p95] == pytest.approx([11.0, 19.0])
    assert (research.task, research.latency_p95, research.error_rate) == ("research", 2.5, 0.0)


async def test_error_rate_and_latency_are_told_by_provider_and_model(engine: AsyncEngine) -> None:
    ledger = Ledger(engine)
    await ledger.write([row(model="a", outcome="transient"), row(model="b"), row(model="b", cost=None)])
    known = [(one.provider, one.model, one.errors, one.spending.unpriced_calls) for one in await ledger.by_model()]
    assert known == [("openai", "a", 1, 0), ("openai", "b", 0, 1)]


async def test_answers_out_of_the_cache_do_not_flatter_the_health(engine: AsyncEngine) -> None:
    ledger = Ledger(engine)
    await ledger.write([row(outcome="timeout", latency=30), *[row(cached=True, outcome="cached", latency=0)] * 9])
    (health,) = await ledger.health_by_task()
    assert (health.calls, health.error_rate, health.latency) == (1, 1.0, 30.0)


async def test_a_request_that_was_cancelled_is_a_request_and_no_error(engine: AsyncEngine) -> None:
    ledger = Ledger(engine)
    await ledger.write([row("stopped", outcome=CANCELLED, tokens=(0, 0), cost=None)])
    (task,) = await ledger.health_by_task()
    assert (task.calls, task.errors, (await ledger.usage_of("stopped")).calls) == (1, 0, 1)


async def test_health_is_told_since_a_moment(engine: AsyncEngine) -> None:
    ledger = Ledger(engine)
    await ledger.write([row(at=MARCH - timedelta(days=2), outcome="timeout"), row(at=MARCH)])
    (health,) = await ledger.by_model(MARCH - timedelta(days=1))
    assert (health.model, health.calls, health.errors) == ("gpt-4.1-mini", 1, 0)


async def test_what_repairs_and_the_stricter_pass_took_is_told_apart(engine: AsyncEngine) -> None:
    ledger = Ledger(engine)
    stricter = replace(row(stage="polisher", tokens=(40, 2)), purpose="stricter")
    repair = row(stage="polisher", tokens=(30, 1), sent_as="repair")
    await ledger.write([row(), row(stage="polisher", tokens=(7, 3)), repair, stricter])
    usage = await ledger.usage_of("run-1")
    assert usage.from_reserve == {"polisher": StageTokens(70, 3)}
    assert usage.tokens == {"drafter": StageTokens(100, 50), "polisher": StageTokens(77, 6)}


async def test_why_a_road_was_asked_is_kept(engine: AsyncEngine) -> None:
    await Ledger(engine).write([replace(row(), why="0.912 = 0.33·place 1.00"), row()])
    async with engine.connect() as connection:
        kept = (await connection.execute(text("SELECT why FROM calls ORDER BY id"))).scalars().all()
    assert kept == ["0.912 = 0.33·place 1.00", None]


async def test_recent_calls_are_those_sent_to_models_the_oldest_first(engine: AsyncEngine) -> None:
    ledger = Ledger(engine)
    await ledger.write(
        [
            row(at=MARCH, outcome="timeout", latency=30.0, cost=None),
            row(at=MARCH - timedelta(minutes=1), model="a"),
            row(at=MARCH - timedelta(hours=2)),
            row(cached=True, outcome="cached"),
            row(outcome="unsupported_way"),
            row(outcome=CANCELLED),
            replace(row(), kind="search"),
        ]
    )
    key = "OPENAI_API_KEY"
    assert await ledger.recent_calls(MARCH - timedelta(hours=1)) == [
        RecentCall("openai", key, "a", True, 1.0, Decimal("0.001"), MARCH - timedelta(minutes=1)),
        RecentCall("openai", key, "gpt-4.1-mini", False, 30.0, None, MARCH),
    ]


async def test_of_very_many_recent_calls_the_newest_are_told(engine: AsyncEngine) -> None:
    ledger = Ledger(engine)
    await ledger.write([row(at=MARCH + timedelta(seconds=second)) for second in range(RECENT_CALLS + 3)])
    told = await ledger.recent_calls(MARCH)
    assert (len(told), told[0].at) == (RECENT_CALLS, MARCH + timedelta(seconds=3))


async def test_a_refused_row_of_another_run_costs_no_run_its_usage(engine: AsyncEngine) -> None:
    ledger = Ledger(engine, gather=3600)
    ledger.record(row("run-2", model="\ud800"), row("run-1"))
    assert (await ledger.usage_of("run-1")).calls == 1


async def test_a_ledger_that_cannot_be_read_is_an_oserror_that_says_so(engine: AsyncEngine) -> None:
    ledger = Ledger(engine)
    async with engine.begin() as connection:
        await connection.execute(text("ALTER TABLE calls RENAME TO calls_away"))
    try:
        with pytest.raises(OSError, match="the ledger cannot be read"):
            await ledger.usage_of("run-1")
    finally:
        async with engine.begin() as connection:
            await connection.execute(text("ALTER TABLE calls_away RENAME TO calls"))


async def test_a_row_recorded_before_an_answer_is_committed_with_it(engine: AsyncEngine) -> None:
    batches = BatchedRows(engine, pause=3600)
    ledger, answers = Ledger(engine, batches), Answers(engine, batches=batches)
    ledger.record(row())
    await answers.put("key", "run-1", StoredAnswer("{}", "openai", "gpt-4.1-mini"), None)
    assert await count(engine) == 1


async def test_pruning_deletes_what_is_older_and_nothing_else(engine: AsyncEngine) -> None:
    ledger = Ledger(engine)
    await ledger.write([row("old", at=MARCH - timedelta(days=100)), row("new")])
    assert await ledger.prune(MARCH - timedelta(days=90)) == 1
    assert (await ledger.usage_of("new")).calls == 1


async def test_a_query_sees_what_was_recorded_just_before_it(engine: AsyncEngine) -> None:
    ledger = Ledger(engine, gather=3600)
    ledger.record(row())
    assert (await ledger.usage_of("run-1")).calls == 1


async def test_rows_are_written_in_the_background_without_anybody_waiting(engine: AsyncEngine) -> None:
    ledger = Ledger(engine, gather=0.01)
    ledger.record(row())
    for _ in range(3000):
        await asyncio.sleep(0.01)
        if await count(engine):
            return
    pytest.fail("nothing was written within half a minute")


async def test_a_hundred_runs_at_once_lose_no_row(engine: AsyncEngine) -> None:
    ledger = Ledger(engine, gather=0.01)

    async def one_run(number: int) -> int:
        for _ in range(10):
            ledger.record(row(f"run-{number}"))
            await asyncio.sleep(0)
        await ledger.flush()
        return (await ledger.usage_of(f"run-{number}")).calls

    assert await asyncio.gather(*(one_run(number) for number in range(100))) == [10] * 100


async def test_rows_that_the_database_could_not_take_are_written_when_it_can(tmp_path: Path) -> None:
    engine = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'runs.sqlite'}")
    try:
        ledger = Ledger(engine, gather=0)
        async with engine.begin() as connection:
            await connection.execute(text("ALTER TABLE calls RENAME TO calls_away"))
        with pytest.raises(DBAPIError):
            await ledger.write([row()])
        async with engine.begin() as connection:
            await connection.execute(text("ALTER TABLE calls_away RENAME TO calls"))
        assert (await ledger.usage_of("run-1")).calls == 1
    finally:
        await engine.dispose()


WRITER = """
import asyncio, sys
from storage.database import open_database
from storage.ledger import CallRow, Ledger
async def main():
    engine = await open_database(sys.argv[1])
    ledger = Ledger(engine, gather=0)
    for number in range(50):
        await ledger.write([CallRow(sys.argv[2], "drafter", "cv_draft", "openai", "m", tokens_in=number)])
    await engine.dispose()
asyncio.run(main())
"""


async def test_processes_that_write_at_once_lose_no_row(database_url: str, tmp_path: Path, engine: AsyncEngine) -> None:
    address = database_address(database_url, tmp_path)
    names = [f"run-{number}" for number in range(4)]
    processes = [run_python(WRITER, address, name) for name in names]
    told = await asyncio.gather(*(asyncio.to_thread(process.communicate) for process in processes))
    assert [stderr for _, stderr in told] == [""] * 4
    assert [(await Ledger(engine).usage_of(name)).calls for name in names] == [50] * 4


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(costs=st.lists(st.decimals(min_value=0, max_value=1000, places=12), min_size=1, max_size=20))
async def test_any_costs_add_up_exactly(engine: AsyncEngine, costs: list[Decimal]) -> None:
    ledger = Ledger(engine)
    run_id = f"run-{next(NUMBERS)}"
    await ledger.write([row(run_id, cost=str(cost)) for cost in costs])
    assert (await ledger.usage_of(run_id)).cost == sum(costs)


async def count(engine: AsyncEngine) -> int:
    async with engine.connect() as connection:
        return int((await connection.execute(text("SELECT count(*) FROM calls"))).scalar_one())
