"""What requests took, day by day (UTC), of all users or of one: what a page of usage shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from sqlalchemy import ColumnElement, and_, case, func, not_, select
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.ledger import CANCELLED
from storage.tables import LedgerRow

By = Literal["day", "user", "model", "stage"]


@dataclass(frozen=True)
class UsageSum:
    """What the requests of one day, user, model or stage took."""

    name: str
    """The day as YYYY-MM-DD, the user's id, `provider:model`, or the stage; empty for all together."""
    requests: int
    cached: int
    failed: int
    tokens_in: int
    tokens_out: int
    cost: Decimal | None
    """US dollars of what has a price; None where nothing of what was billed has one."""
    unpriced: int
    latency: float
    """Mean seconds of a request."""
    latency_p95: float


_SENT = not_(LedgerRow.cached)
_ASKED = and_(_SENT, LedgerRow.kind != "fee")
_FAILED = LedgerRow.outcome.not_in(("ok", CANCELLED))
_BILLED = and_(LedgerRow.outcome == "ok", LedgerRow.kind == "model") | (LedgerRow.tokens_in + LedgerRow.tokens_out > 0)


async def sum_usage(
    engine: AsyncEngine, since: datetime, by: By | None = None, user: str | None = None
) -> list[UsageSum]:
    """What requests took since a moment, by name; one sum of all where nothing is said by what.

    Args:
        engine: of the database.
        since: the moment.
        by: what is summed apart.
        user: whose; None is everybody's.

    Raises:
        SQLAlchemyError, OSError: the database fails.
    """
    name = _name(engine, by)
    place = func.cume_dist().over(partition_by=[name, _ASKED], order_by=LedgerRow.latency).label("place")
    whose = [] if user is None else [LedgerRow.user == user]
    rows = (
        select(
            name.label("name"),
            case((_ASKED, 1), else_=0).label("asked"),
            case((LedgerRow.cached, 1), else_=0).label("cached"),
            case((and_(_ASKED, _FAILED), 1), else_=0).label("failed"),
            case((_SENT, LedgerRow.tokens_in), else_=0).label("tokens_in"),
            case((_SENT, LedgerRow.tokens_out), else_=0).label("tokens_out"),
            case((_SENT, LedgerRow.cost)).label("cost"),
            case((and_(_SENT, LedgerRow.cost.is_(None), _BILLED), 1), else_=0).label("unpriced"),
            case((_ASKED, LedgerRow.latency)).label("latency"),
            place,
        )
        .where(LedgerRow.at >= since, *whose)
        .subquery()
    )
    slowest = and_(rows.c.asked == 1, rows.c.place >= 0.95)
    columns = ("asked", "cached", "failed", "tokens_in", "tokens_out", "cost", "unpriced")
    query = (
        select(
            rows.c.name,
            *(func.sum(rows.c[column]) for column in columns),
            func.coalesce(func.avg(rows.c.latency), 0.0),
            func.coalesce(func.min(case((slowest, rows.c.latency))), 0.0),
        )
        .group_by(rows.c.name)
        .order_by(rows.c.name)
    )
    async with engine.connect() as connection:
        found = (await connection.execute(query)).all()
    return [_sum_of(row) for row in found]


def _name(engine: AsyncEngine, by: By | None) -> "ColumnElement[str]":
    if by == "day":
        # SQLite keeps moments as text in UTC; PostgreSQL would tell the day of the session's zone.
        if engine.dialect.name == "sqlite":
            return func.date(LedgerRow.at)
        return func.to_char(func.timezone("UTC", LedgerRow.at), "YYYY-MM-DD")
    if by == "user":
        return LedgerRow.user.expression
    if by == "model":
        return LedgerRow.provider + ":" + LedgerRow.model
    if by == "stage":
        return LedgerRow.stage.expression
    return func.coalesce("", "")


def _sum_of(row: "Sequence[object]") -> UsageSum:
    name, requests, cached, failed, tokens_in, tokens_out, cost, unpriced, latency, p95 = row
    assert cost is None or isinstance(cost, Decimal)
    known = cost if cost is not None or unpriced else Decimal(0)
    asked, kept, wrong, read, written = (int(str(one)) for one in (requests, cached, failed, tokens_in, tokens_out))
    seconds, slowest = float(str(latency)), float(str(p95))
    return UsageSum(str(name), asked, kept, wrong, read, written, known, int(str(unpriced)), seconds, slowest)


async def count_failures(engine: AsyncEngine, since: datetime, user: str | None = None) -> list[tuple[str, int]]:
    """Kinds of failed requests and how many there were, the most frequent first."""
    whose = [] if user is None else [LedgerRow.user == user]
    query = (
        select(LedgerRow.outcome, func.count())
        .where(_ASKED, _FAILED, LedgerRow.at >= since, *whose)
        .group_by(LedgerRow.outcome)
        .order_by(func.count().desc(), LedgerRow.outcome)
    )
    async with engine.connect() as connection:
        return [(kind, int(number)) for kind, number in (await connection.execute(query)).all()]


async def users_of_models(engine: AsyncEngine) -> list[str]:
    """The ids of all whose requests are recorded, by name."""
    query = select(LedgerRow.user).distinct().order_by(LedgerRow.user)
    async with engine.connect() as connection:
        return list((await connection.execute(query)).scalars())


def day_of(name: str) -> date:
    """The day that a sum by day is named after."""
    return date.fromisoformat(name)
