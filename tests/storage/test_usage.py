"""Sums of usage: by day, user, model and stage, on every database."""

import dataclasses
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncEngine

from storage.ledger import CallRow, Ledger
from storage.usage import count_failures, day_of, sum_usage, users_of_models

LATE = datetime(2026, 3, 2, 23, 59, 59, tzinfo=UTC)
SINCE = LATE - timedelta(days=7)


def row(**more: object) -> CallRow:
    made = CallRow("r1", "drafter", "cv_draft", "acme", "quick", user="ana", tokens_in=80, tokens_out=20, at=LATE)
    return dataclasses.replace(made, **more)  # type: ignore[arg-type]


async def write(engine: AsyncEngine, *rows: CallRow) -> None:
    await Ledger(engine).write(rows)


async def test_days_end_at_midnight_in_utc(engine: AsyncEngine) -> None:
    await write(engine, row(), row(at=LATE + timedelta(seconds=2)))
    assert [(one.name, one.requests) for one in await sum_usage(engine, SINCE, "day")] == [
        ("2026-03-02", 1),
        ("2026-03-03", 1),
    ]


async def test_a_day_is_read_from_its_name(engine: AsyncEngine) -> None:
    await write(engine, row())
    (one,) = await sum_usage(engine, SINCE, "day")
    assert day_of(one.name) == LATE.date()


async def test_of_one_user_nothing_of_another_is_summed(engine: AsyncEngine) -> None:
    await write(engine, row(tokens_in=1), row(user="ben", tokens_in=1000))
    (one,) = await sum_usage(engine, SINCE, user="ana")
    assert (one.requests, one.tokens_in) == (1, 1)


async def test_users_models_and_stages_are_told_apart(engine: AsyncEngine) -> None:
    await write(engine, row(), row(user="ben", model="slow", stage="polisher"))
    told = [[one.name for one in await sum_usage(engine, SINCE, by)] for by in ("user", "model", "stage")]
    assert told == [["ana", "ben"], ["acme:quick", "acme:slow"], ["drafter", "polisher"]]


async def test_answers_of_the_cache_are_no_requests_and_cost_nothing(engine: AsyncEngine) -> None:
    await write(engine, row(cached=True, outcome="cached", latency=9.0))
    (one,) = await sum_usage(engine, SINCE)
    assert (one.requests, one.cached, one.failed, one.tokens_in, one.cost, one.unpriced, one.latency) == (
        0, 1, 0, 0, Decimal(0), 0, 0.0,
    )  # fmt: skip


async def test_what_has_no_price_is_unpriced_and_never_nothing(engine: AsyncEngine) -> None:
    await write(engine, row())
    (one,) = await sum_usage(engine, SINCE)
    assert (one.cost, one.unpriced) == (None, 1)


async def test_priced_and_unpriced_requests_stand_beside_each_other(engine: AsyncEngine) -> None:
    await write(engine, row(), row(cost=Decimal("0.0125")))
    (one,) = await sum_usage(engine, SINCE)
    assert (one.cost, one.unpriced) == (Decimal("0.0125"), 1)


async def test_fees_count_as_cost_and_not_as_requests(engine: AsyncEngine) -> None:
    await write(engine, row(cost=Decimal("0.01")), row(kind="fee", tokens_in=0, tokens_out=0, cost=Decimal("0.02")))
    (one,) = await sum_usage(engine, SINCE)
    assert (one.requests, one.cost) == (1, Decimal("0.03"))


async def test_latency_is_told_by_mean_and_by_95_of_100(engine: AsyncEngine) -> None:
    await write(engine, *(row(latency=float(number)) for number in range(1, 101)))
    (one,) = await sum_usage(engine, SINCE)
    assert (one.latency, one.latency_p95) == (50.5, 95.0)


async def test_what_was_before_is_left_out(engine: AsyncEngine) -> None:
    await write(engine, row(at=SINCE - timedelta(seconds=1)))
    assert await sum_usage(engine, SINCE) == []


async def test_failures_are_counted_by_kind_the_most_frequent_first(engine: AsyncEngine) -> None:
    await write(
        engine,
        row(outcome="timeout"),
        row(outcome="auth"),
        row(outcome="timeout"),
        row(),
        row(user="ben", outcome="auth"),
    )
    assert await count_failures(engine, SINCE, "ana") == [("timeout", 2), ("auth", 1)]


async def test_all_users_are_named_once(engine: AsyncEngine) -> None:
    await write(engine, row(), row(user="ben"), row())
    assert await users_of_models(engine) == ["ana", "ben"]
