"""What came of each variant of each prompt, from the ledger: its rows name the prompt that was asked (`drafter/v2`).

What people said of the resumes is joined by run: `runs_of_prompts()` is a table of run, stage and prompt, with one row each.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Subquery, and_, case, func, not_, select
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.tables import LedgerRow


@dataclass(frozen=True)
class PromptOutcome:
    """What came of one prompt."""

    prompt: str
    """Stage and variant: `drafter/v2`."""
    runs: int
    """Runs that asked it."""
    calls: int
    """Requests sent, repairs included."""
    cached: int
    """Answers out of the cache."""
    failed: int
    """Requests without a valid answer."""
    repairs: int
    """Requests for another answer in place of an invalid one."""
    tokens: int
    cost: Decimal | None
    """US dollars of what has a price; None where nothing has."""
    seconds: float
    """Mean latency of a request."""

    @property
    def tokens_per_run(self) -> float:
        """Billed tokens, mean."""
        return self.tokens / self.runs if self.runs else 0.0


def runs_of_prompts(since: datetime | None = None) -> Subquery:
    """A table of `run_id`, `stage` and `prompt`, one row for each prompt that a run asked, to be joined by run.

    A stage may have asked several: the polisher's stricter prompt is one of its own.
    """
    columns = (LedgerRow.run_id, LedgerRow.stage, LedgerRow.prompt)
    recent = [LedgerRow.at >= since] if since else []
    return select(*columns).where(LedgerRow.prompt != "", *recent).distinct().subquery("runs_of_prompts")


async def outcomes_of_prompts(engine: AsyncEngine, since: datetime | None = None) -> list[PromptOutcome]:
    """What came of every prompt that was asked, by name; of all time, or since a moment.

    Raises:
        SQLAlchemyError, OSError: the database fails.
    """
    row = LedgerRow
    sent = not_(row.cached)
    recent = [row.at >= since] if since else []
    query = (
        select(
            row.prompt,
            func.count(row.run_id.distinct()),
            func.count(case((sent, 1))),
            func.count(case((row.cached, 1))),
            func.count(case((and_(sent, row.outcome != "ok"), 1))),
            func.count(case((and_(sent, row.sent_as == "repair"), 1))),
            func.coalesce(func.sum(case((sent, row.tokens_in + row.tokens_out))), 0),
            func.sum(case((sent, row.cost))),
            func.coalesce(func.avg(case((sent, row.latency))), 0.0),
        )
        .where(row.prompt != "", *recent)
        .group_by(row.prompt)
        .order_by(row.prompt)
    )
    async with engine.connect() as connection:
        found = (await connection.execute(query)).all()
    return [
        PromptOutcome(prompt, runs, calls, cached, failed, repairs, int(tokens), cost, float(seconds))
        for prompt, runs, calls, cached, failed, repairs, tokens, cost, seconds in found
    ]
