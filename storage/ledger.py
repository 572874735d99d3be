"""The ledger: every request to a model or a search, what it took and what came of it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Literal

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, delete, func, insert, not_, select
from sqlalchemy.engine import CursorResult, RowMapping
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.orm import InstrumentedAttribute

from storage.batches import BatchedRows
from storage.tables import LedgerRow, now

GATHERED_SECONDS = 0.25
"""How long rows are gathered, unless an answer is stored meanwhile, before they are written; a killed process loses those."""

RECENT_CALLS = 500
"""Requests that are looked at to know how each road did lately; older ones hardly count."""

CANCELLED = "cancelled"
"""Outcome of a request that was given up before it was answered, as when a run is interrupted: it says nothing of the model."""

CallKind = Literal["model", "search", "fee"]
"""A request to a model, one to a search engine, or what a provider takes for the search that a model made, beside its tokens."""

SentAs = Literal["first", "retry", "other_way", "shortened", "repair", "fallback"]
"""Why a request was sent: as the first one of its call, again after a failure, by another way of structured output, shortened,
to repair an invalid answer, or as the first one to a further candidate."""

Purpose = Literal["work", "repair", "stricter"]
"""What the tokens were for; those of repairs and of the stricter pass are the run's reserve's."""


class LedgerUnreadable(OSError):
    """The ledger cannot be read for the moment. An OSError, for whoever knows no database."""


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
    """`ok`, `cached`, `cancelled`, or the kind of the failure."""
    prompt: str = ""
    purpose: Purpose = "work"
    why: str | None = None
    """Why the road was asked before others: its score, and how that comes about; None where no road was asked."""
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
    """Requests sent, to search engines too."""
    cache_hits: int
    retries: int
    fallbacks: int
    """Times that a further candidate was asked."""
    repairs: int
    tokens: Mapping[str, StageTokens]
    """By stage, all in all."""
    cost: Decimal | None
    """US dollars of the models' tokens, of what has a price; None where nothing of what was billed has one."""
    unpriced_calls: int
    search_cost: Decimal = Decimal(0)
    """US dollars for searching the web, as far as it has a price."""
    from_reserve: Mapping[str, StageTokens] = field(default_factory=dict)
    """By stage, what repairs and the stricter pass took of `tokens`; a stage without any is not there."""


@dataclass(frozen=True)
class Spending:
    """What requests cost together."""

    calls: int
    tokens: int
    cost: Decimal | None
    """US dollars of what has a price; None where nothing of what was billed has one."""
    unpriced_calls: int
    searching: Decimal = Decimal(0)
    """What of the cost searching the web took: searches at their own price, and what providers take for a model's."""


@dataclass(frozen=True)
class CallHealth:
    """How the requests of one task, or to one model, went. Answers out of the cache do not count."""

    task: str | None
    """None where those of a model are told together."""
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


@dataclass(frozen=True)
class RecentCall:
    """How one request to one model with one key went."""

    provider: str
    key_label: str
    model: str
    answered: bool
    latency: float
    """Seconds."""
    cost: Decimal | None
    at: datetime


_SENT = not_(LedgerRow.cached)
_FROM_RESERVE = (LedgerRow.purpose != "work") | (LedgerRow.sent_as == "repair")
_BILLED = and_(LedgerRow.outcome == "ok", LedgerRow.kind == "model") | (LedgerRow.tokens_in + LedgerRow.tokens_out > 0)
"""What somebody may ask money for; a search without a price is one on a server that takes none."""
_UNPRICED = and_(_SENT, LedgerRow.cost.is_(None), _BILLED)


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


_INSERT = insert(LedgerRow)


class Ledger:
    """The calls in the database. Rows are written in batches in the background; every query sees those recorded before it.

    A row that the database refuses is lost, and the log says so: it costs no other row and no run.

    Args:
        engine: of the database.
        batches: where rows are gathered, where others share it: stored answers then take the rows before them along.
        gather: seconds for which rows are gathered where nobody shares that.
    """

    def __init__(
        self, engine: AsyncEngine, batches: BatchedRows | None = None, *, gather: float = GATHERED_SECONDS
    ) -> None:
        self._engine = engine
        self._batches = batches or BatchedRows(engine, pause=gather)

    def record(self, *rows: CallRow) -> None:
        """Take in rows without waiting for the database."""
        for row in rows:
            self._batches.add(_INSERT, [vars(row)])

    async def write(self, rows: Sequence[CallRow]) -> None:
        """Take in rows and wait until they are committed.

        Raises:
            SQLAlchemyError, OSError: the database cannot be written for the moment; the rows are kept for another try.
            Exception: the driver's own, where it refused them.
        """
        await self._batches.put(_INSERT, [vars(row) for row in rows])

    async def flush(self) -> None:
        """Wait until all rows recorded so far are committed, or cannot be, which the log tells."""
        await self._batches.written()

    async def usage_of(self, run_id: str) -> RunUsage:
        """What one run took so far.

        Raises:
            LedgerUnreadable: the database fails.
        """
        await self.flush()
        with _told_as_unreadable():
            return await self._usage_of(run_id)

    async def _usage_of(self, run_id: str) -> RunUsage:
        run = {"run": run_id}
        async with self._engine.connect() as connection:
            counts = (await connection.execute(_RUN_COUNTS, run)).one()
            rows, hits, retries, fallbacks, repairs, searching, *spending = counts
            # Every run is looked up as it begins, and a new one has nothing to be told by stage.
            tokens = (await connection.execute(_RUN_TOKENS, run)).all() if rows else []
            from_reserve = (await connection.execute(_RUN_RESERVE, run)).all() if rows else []
        spent = _spending_of(*spending)
        return RunUsage(
            calls=spent.calls,
            cache_hits=int(hits),
            retries=int(retries),
            fallbacks=int(fallbacks),
            repairs=int(repairs),
            tokens={stage: StageTokens(int(input), int(output)) for stage, input, output in tokens},
            cost=spent.cost,
            unpriced_calls=spent.unpriced_calls,
            search_cost=searching or Decimal(0),
            from_reserve={stage: StageTokens(int(input), int(output)) for stage, input, output in from_reserve},
        )

    async def recent_calls(self, since: datetime) -> list[RecentCall]:
        """The newest requests to models since a moment, `RECENT_CALLS` at most, the oldest first.

        Refusals of a way of asking and cancelled requests are left out: they say nothing of how well a model serves.

        Raises:
            LedgerUnreadable: the database fails.
        """
        await self.flush()
        row = LedgerRow
        columns = (row.provider, row.key_label, row.model, row.outcome, row.latency, row.cost, row.at)
        counted = (_SENT, row.kind == "model", row.outcome.not_in(("unsupported_way", CANCELLED)), row.at >= since)
        query = select(*columns).where(*counted).order_by(row.at.desc(), row.id.desc()).limit(RECENT_CALLS)
        with _told_as_unreadable():
            async with self._engine.connect() as connection:
                found = (await connection.execute(query)).all()
        return [
            RecentCall(provider, key_label, model, outcome == "ok", float(latency), cost, at)
            for provider, key_label, model, outcome, latency, cost, at in reversed(found)
        ]

    async def cost_of_user_this_month(self, user: str, today: datetime | None = None) -> Spending:
        """What one user's requests cost since the month began (UTC)."""
        return await self._spent(LedgerRow.user == user, LedgerRow.at >= month_of(today or now()))

    async def cost_this_month(self, today: datetime | None = None) -> Spending:
        """What the requests of all users cost since the month began (UTC)."""
        return await self._spent(LedgerRow.at >= month_of(today or now()))

    async def _spent(self, *conditions: ColumnElement[bool]) -> Spending:
        await self.flush()
        async with self._engine.connect() as connection:
            *spent, searching = (await connection.execute(select(*_SPENDING, _SEARCHING).where(*conditions))).one()
        return replace(_spending_of(*spent), searching=searching or Decimal(0))

    async def health_by_task(self, since: datetime | None = None) -> list[CallHealth]:
        """Error rate, latency and cost of each task, by name; of all time, or since a moment."""
        return await self._health(since, [LedgerRow.task])

    async def by_model(self, since: datetime | None = None) -> list[CallHealth]:
        """Error rate, latency and cost of each model of each provider, by name; of all time, or since a moment."""
        return await self._health(since, [LedgerRow.provider, LedgerRow.model])

    async def _health(self, since: datetime | None, names: Sequence[InstrumentedAttribute[str]]) -> list[CallHealth]:
        await self.flush()
        async with self._engine.connect() as connection:
            rows = (await connection.execute(_health_query(since, names))).mappings().all()
        return [_health_of(row) for row in rows]

    async def prune(self, older_than: datetime) -> int:
        """Delete the rows from before a moment, and return how many they were."""
        await self.flush()
        async with self._engine.begin() as connection:
            result = await connection.execute(delete(LedgerRow).where(LedgerRow.at < older_than))
        return result.rowcount if isinstance(result, CursorResult) else 0


@contextmanager
def _told_as_unreadable() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise LedgerUnreadable(f"the ledger cannot be read ({type(error).__name__})") from error


def month_of(moment: datetime) -> datetime:
    """When the month of this moment began, in UTC."""
    return moment.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


_SPENDING = (
    _count(_SENT & (LedgerRow.kind != "fee")),
    func.coalesce(func.sum(case((_SENT, LedgerRow.tokens_in + LedgerRow.tokens_out), else_=0)), 0),
    func.sum(case((_SENT, LedgerRow.cost))),
    _count(_UNPRICED),
)
"""The columns of a `Spending`."""


_SEARCHING = func.sum(case((_SENT & (LedgerRow.kind != "model"), LedgerRow.cost)))


def _spending_of(calls: int, tokens: int, cost: Decimal | None, unpriced: int) -> Spending:
    """Nothing billed cost nothing; what was billed and has no price is unknown, never 0."""
    known = cost if cost is not None or unpriced else Decimal(0)
    return Spending(calls=int(calls), tokens=int(tokens), cost=known, unpriced_calls=int(unpriced))


# Made once, since to put a statement together takes longer than to run it.
_OF_RUN = LedgerRow.run_id == bindparam("run")
_OF_MODELS = LedgerRow.kind == "model"
_RUN_COUNTS = select(
    func.count(),
    _count(LedgerRow.cached.is_(True)),
    _count(_SENT & (LedgerRow.sent_as == "retry")),
    _count(_SENT & (LedgerRow.sent_as == "fallback")),
    _count(_SENT & (LedgerRow.sent_as == "repair")),
    _SEARCHING,
    *_SPENDING[:2],
    func.sum(case((_SENT & _OF_MODELS, LedgerRow.cost))),
    _SPENDING[3],
).where(_OF_RUN)
_RUN_TOKENS = (
    select(LedgerRow.stage, func.sum(LedgerRow.tokens_in), func.sum(LedgerRow.tokens_out))
    .where(_OF_RUN, _SENT)
    .group_by(LedgerRow.stage)
    .order_by(func.min(LedgerRow.at), LedgerRow.stage)
)
_RUN_RESERVE = _RUN_TOKENS.where(_FROM_RESERVE)


def _health_query(since: datetime | None, names: Sequence[InstrumentedAttribute[str]]) -> Select[*tuple[object, ...]]:
    place = func.cume_dist().over(partition_by=names, order_by=LedgerRow.latency).label("place")
    sent = select(LedgerRow, place).where(_SENT, LedgerRow.kind != "fee", *([LedgerRow.at >= since] if since else []))
    rows = sent.subquery()
    columns = [rows.c[name.key] for name in names]
    billed = and_(rows.c.outcome == "ok", rows.c.kind == "model") | (rows.c.tokens_in + rows.c.tokens_out > 0)
    return (
        select(
            *columns,
            func.count().label("calls"),
            _count(rows.c.outcome.not_in(("ok", CANCELLED))).label("errors"),
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
