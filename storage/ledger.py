"""The ledger: every request to a model or a search, what it took and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Literal

from sqlalchemy import ColumnElement, Select, and_, case, delete, func, insert, not_, select
from sqlalchemy.engine import CursorResult, RowMapping
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.batches import BatchedRows
from storage.tables import LedgerRow, now

GATHERED_SECONDS = 0.25
"""How long rows are gathered before they are written; a killed process loses at most those."""

CallKind = Literal["model", "search"]

SentAs = Literal["first", "retry", "other_way", "shortened", "repair", "fallback"]
"""Why a request was sent: as the first one of its call, again after a failure, by another way of structured output, shortened,
to repair an invalid answer, or as the first one to a further candidate."""


@dataclass(frozen=True)
class CallRow:
    """One request to a model or a search, or one answer out of the cache."""

    run_id: str
    stage: str
    task: str
    provider: str
    model: str
    user: str = "local"
    key_label: str = ""
    """Which key, by its name (`OPENROUTER_API_KEY_1`), never the key."""
    tokens_in: int = 0
    tokens_out: int = 0
    cost: Decimal | None = None
    """US dollars at list prices; None is unpriced."""
    cached: bool = False
    latency: float = 0.0
    """Seconds."""
    attempt: int = 1
    """The how-manieth request of its call, from 1."""
    sent_as: SentAs = "first"
    outcome: str = "ok"
    """`ok`, `cached`, or the kind of the failure."""
    prompt: str = ""
    part: str | None = None
    kind: CallKind = "model"
    at: datetime = field(default_factory=now)


@dataclass(frozen=True)
class StageTokens:
    """Tokens that the requests of one stage took."""

    input: int
    output: int


@dataclass(frozen=True)
class RunUsage:
    """What one run took."""

    calls: int
    """Requests sent, searches included."""
    cache_hits: int
    retries: int
    fallbacks: int
    """Times that a further candidate was asked."""
    repairs: int
    tokens: Mapping[str, StageTokens]
    """By stage."""
    cost: Decimal | None
    """US dollars of what has a price; None where nothing of what was billed has one."""
    unpriced_calls: int


@dataclass(frozen=True)
class Spending:
    """What requests cost together."""

    calls: int
    tokens: int
    cost: Decimal | None
    """US dollars of what has a price; None where nothing of what was billed has one."""
    unpriced_calls: int


@dataclass(frozen=True)
class CallHealth:
    """How the requests of one task, or to one model, went. Answers out of the cache do not count."""

    task: str | None
    """None where several are told together."""
    provider: str | None
    model: str | None
    calls: int
    errors: int
    latency: float
    """Mean, in seconds."""
    latency_p95: float
    spending: Spending

    @property
    def error_rate(self) -> float:
        """0..1."""
        return self.errors / self.calls if self.calls else 0.0


_SENT = not_(LedgerRow.cached)
_BILLED = and_(LedgerRow.outcome == "ok", LedgerRow.kind == "model") | (LedgerRow.tokens_in + LedgerRow.tokens_out > 0)
"""What somebody may ask money for; a search without a price is one on a server that takes none."""
_UNPRICED = and_(_SENT, LedgerRow.cost.is_(None), _BILLED)


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


class Ledger:
    """The calls in the database. Rows are written in batches in the background; every query sees those recorded before it."""

    def __init__(self, engine: AsyncEngine, *, gather: float = GATHERED_SECONDS) -> None:
        self._engine = engine
        self._rows = BatchedRows(engine, insert(LedgerRow), pause=gather)

    def record(self, *rows: CallRow) -> None:
        """Take in rows without waiting for the database."""
        self._rows.add([asdict(row) for row in rows])

    async def write(self, rows: Sequence[CallRow]) -> None:
        """Take in rows and wait until they are committed."""
        self.record(*rows)
        await self.flush()

    async def flush(self) -> None:
        """Wait until all rows recorded so far are committed; at the end of a run, and before the engine is closed."""
        await self._rows.written()

    async def usage_of(self, run_id: str) -> RunUsage:
        """What one run took so far."""
        await self.flush()
        query = select(
            _count(_SENT),
            _count(LedgerRow.cached.is_(True)),
            _count(_SENT & (LedgerRow.sent_as == "retry")),
            _count(_SENT & (LedgerRow.sent_as == "fallback")),
            _count(_SENT & (LedgerRow.sent_as == "repair")),
        ).where(LedgerRow.run_id == run_id)
        async with self._engine.connect() as connection:
            calls, hits, retries, fallbacks, repairs = (await connection.execute(query)).one()
            spending = (await connection.execute(_spending().where(LedgerRow.run_id == run_id))).one()
            tokens = (await connection.execute(_tokens_by_stage(run_id))).all()
        spent = _spending_of(*spending)
        return RunUsage(
            calls=int(calls),
            cache_hits=int(hits),
            retries=int(retries),
            fallbacks=int(fallbacks),
            repairs=int(repairs),
            tokens={stage: StageTokens(int(input), int(output)) for stage, input, output in tokens},
            cost=spent.cost,
            unpriced_calls=spent.unpriced_calls,
        )

    async def cost_of_user_this_month(self, user: str, today: datetime | None = None) -> Spending:
        """What one user's requests cost since the month began (UTC)."""
        return await self._spent(LedgerRow.user == user, LedgerRow.at >= month_of(today or now()))

    async def cost_this_month(self, today: datetime | None = None) -> Spending:
        """What the requests of all users cost since the month began (UTC)."""
        return await self._spent(LedgerRow.at >= month_of(today or now()))

    async def _spent(self, *conditions: ColumnElement[bool]) -> Spending:
        await self.flush()
        async with self._engine.connect() as connection:
            return _spending_of(*(await connection.execute(_spending().where(*conditions))).one())

    async def health_by_task(self, since: datetime | None = None) -> list[CallHealth]:
        """Error rate, latency and cost of each task, by name; of all time, or since a moment."""
        return await self._health(since, task=True, model=False)

    async def by_model(self, since: datetime | None = None) -> list[CallHealth]:
        """Error rate, latency and cost of each model of each provider, by name; of all time, or since a moment."""
        return await self._health(since, task=False, model=True)

    async def by_task_and_model(self, since: datetime | None = None) -> list[CallHealth]:
        """Error rate, latency and cost of each task on each model, by name; of all time, or since a moment."""
        return await self._health(since, task=True, model=True)

    async def _health(self, since: datetime | None, *, task: bool, model: bool) -> list[CallHealth]:
        await self.flush()
        async with self._engine.connect() as connection:
            rows = (await connection.execute(_health_query(since, task=task, model=model))).mappings().all()
        return [_health_of(row) for row in rows]

    async def prune(self, older_than: datetime) -> int:
        """Delete the rows from before a moment, and return how many they were."""
        await self.flush()
        async with self._engine.begin() as connection:
            result = await connection.execute(delete(LedgerRow).where(LedgerRow.at < older_than))
        return result.rowcount if isinstance(result, CursorResult) else 0


def month_of(moment: datetime) -> datetime:
    """When the month of this moment began, in UTC."""
    return moment.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


_SPENDING = (
    _count(_SENT),
    func.coalesce(func.sum(case((_SENT, LedgerRow.tokens_in + LedgerRow.tokens_out), else_=0)), 0),
    func.sum(case((_SENT, LedgerRow.cost))),
    _count(_UNPRICED),
)
"""The columns of a `Spending`."""


def _spending() -> Select[int, int, Decimal | None, int]:
    return select(*_SPENDING)


def _spending_of(calls: int, tokens: int, cost: Decimal | None, unpriced: int) -> Spending:
    """Nothing billed cost nothing; what was billed and has no price is unknown, never 0."""
    known = cost if cost is not None or unpriced else Decimal(0)
    return Spending(calls=int(calls), tokens=int(tokens), cost=known, unpriced_calls=int(unpriced))


def _tokens_by_stage(run_id: str) -> Select[str, int, int]:
    return (
        select(LedgerRow.stage, func.sum(LedgerRow.tokens_in), func.sum(LedgerRow.tokens_out))
        .where(LedgerRow.run_id == run_id, _SENT)
        .group_by(LedgerRow.stage)
        .order_by(func.min(LedgerRow.at), LedgerRow.stage)
    )


def _health_query(since: datetime | None, *, task: bool, model: bool) -> Select[*tuple[object, ...]]:
    names = [LedgerRow.task] * task + [LedgerRow.provider, LedgerRow.model] * model
    place = func.cume_dist().over(partition_by=names, order_by=LedgerRow.latency).label("place")
    sent = select(LedgerRow, place).where(_SENT, *([LedgerRow.at >= since] if since else []))
    rows = sent.subquery()
    columns = [rows.c[name.key] for name in names]
    billed = and_(rows.c.outcome == "ok", rows.c.kind == "model") | (rows.c.tokens_in + rows.c.tokens_out > 0)
    return (
        select(
            *columns,
            func.count().label("calls"),
            _count(rows.c.outcome != "ok").label("errors"),
            func.avg(rows.c.latency).label("mean"),
            func.min(case((rows.c.place >= 0.95, rows.c.latency))).label("p95"),
            func.sum(rows.c.tokens_in + rows.c.tokens_out).label("tokens"),
            func.sum(rows.c.cost).label("cost"),
            _count(rows.c.cost.is_(None) & billed).label("unpriced"),
        )
        .group_by(*columns)
        .order_by(*columns)
    )


def _health_of(row: RowMapping) -> CallHealth:
    return CallHealth(
        task=row.get("task"),
        provider=row.get("provider"),
        model=row.get("model"),
        calls=int(row["calls"]),
        errors=int(row["errors"]),
        latency=float(row["mean"]),
        latency_p95=float(row["p95"]),
        spending=_spending_of(row["calls"], row["tokens"], row["cost"], row["unpriced"]),
    )
