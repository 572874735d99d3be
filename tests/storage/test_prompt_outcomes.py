"""Outcomes per prompt: counted from the ledger on every database, and joined with what people said by run."""

import dataclasses
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy import Column, Integer, MetaData, String, Table, func, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.ledger import CallRow, Ledger
from storage.prompt_outcomes import outcomes_of_prompts, runs_of_prompts

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)


def row(run_id: str, prompt: str, **more: object) -> CallRow:
    stage = prompt.partition("/")[0]
    made = CallRow(run_id, stage, "cv_draft", "test", "scripted", prompt=prompt, tokens_in=80, tokens_out=20, at=MONDAY)
    return dataclasses.replace(made, **more)  # type: ignore[arg-type]


async def write(engine: AsyncEngine, *rows: CallRow) -> None:
    await Ledger(engine).write(rows)


async def test_every_prompt_is_counted_by_itself(engine: AsyncEngine) -> None:
    await write(engine, row("a", "drafter/v1"), row("b", "drafter/v2"), row("b", "drafter/v2"), row("c", "drafter/v2"))
    assert [(one.prompt, one.runs, one.calls) for one in await outcomes_of_prompts(engine)] == [
        ("drafter/v1", 1, 1),
        ("drafter/v2", 2, 3),
    ]


async def test_failures_repairs_cache_hits_tokens_and_costs_are_told(engine: AsyncEngine) -> None:
    await write(
        engine,
        row("a", "drafter/v1", outcome="invalid_output", cost=Decimal("0.001"), latency=1.0),
        row("a", "drafter/v1", sent_as="repair", cost=Decimal("0.002"), latency=3.0),
        row("b", "drafter/v1", cached=True, outcome="cached", tokens_in=0, tokens_out=0),
    )
    [one] = await outcomes_of_prompts(engine)
    assert (one.calls, one.failed, one.repairs, one.cached) == (2, 1, 1, 1)
    assert (one.tokens, one.cost, one.seconds, one.tokens_per_run) == (200, Decimal("0.003"), 2.0, 100.0)


async def test_what_nobody_priced_has_no_cost(engine: AsyncEngine) -> None:
    await write(engine, row("a", "drafter/v1"))
    assert (await outcomes_of_prompts(engine))[0].cost is None


async def test_calls_without_a_prompt_belong_to_none(engine: AsyncEngine) -> None:
    await write(engine, row("a", "", kind="search"))
    assert await outcomes_of_prompts(engine) == []


async def test_a_moment_bounds_what_is_counted(engine: AsyncEngine) -> None:
    await write(engine, row("a", "drafter/v1", at=MONDAY - timedelta(days=9)), row("b", "drafter/v2"))
    assert [one.prompt for one in await outcomes_of_prompts(engine, since=MONDAY)] == ["drafter/v2"]


async def test_what_people_said_is_joined_by_run(engine: AsyncEngine) -> None:
    await write(engine, row("a", "drafter/v1"), row("b", "drafter/v2"), row("b", "drafter/v2"), row("c", "drafter/v2"))
    said = Table("said", MetaData(), Column("run_id", String(64)), Column("thumb", Integer), prefixes=["TEMPORARY"])
    asked = runs_of_prompts()
    query = select(asked.c.prompt, func.sum(said.c.thumb)).join(said, said.c.run_id == asked.c.run_id)
    async with engine.begin() as connection:
        await connection.run_sync(said.create)
        await connection.execute(insert(said), [{"run_id": run, "thumb": 1} for run in ("a", "b", "c")])
        thumbs = (await connection.execute(query.group_by(asked.c.prompt).order_by(asked.c.prompt))).all()
    assert [tuple(one) for one in thumbs] == [("drafter/v1", 1), ("drafter/v2", 2)]
