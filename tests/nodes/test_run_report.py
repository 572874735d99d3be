"""What the report says of the calls a run made."""

from decimal import Decimal

from nodes.run_report import measure_run
from resume.report import Metrics
from storage.ledger import RunUsage, StageTokens

USAGE = RunUsage(
    calls=9,
    cache_hits=2,
    retries=1,
    fallbacks=3,
    repairs=1,
    tokens={"drafter": StageTokens(900, 300), "polisher": StageTokens(800, 200)},
    cost=Decimal("0.0042"),
    unpriced_calls=1,
)


def test_where_no_model_was_asked_all_is_zero_and_there_is_no_price() -> None:
    assert measure_run(1.5, {"drafter": 0.1}, None) == Metrics(total_seconds=1.5, stage_seconds={"drafter": 0.1})


def test_calls_tokens_and_cost_are_the_ledgers() -> None:
    metrics = measure_run(1.5, {}, USAGE)
    assert (metrics.calls, metrics.cache_hits, metrics.retries, metrics.fallbacks) == (9, 2, 1, 3)
    assert metrics.tokens["drafter"].model_dump() == {"input": 900, "output": 300}
    assert (metrics.tokens_total, metrics.cost_usd, metrics.unpriced_calls) == (2200, 0.0042, 1)


def test_an_unknown_price_is_null_and_never_zero() -> None:
    unpriced = RunUsage(4, 0, 0, 0, 0, {}, None, 4)
    metrics = measure_run(1.5, {}, unpriced)
    assert (metrics.cost_usd, metrics.unpriced_calls) == (None, 4)
