"""Daily limits of tokens: reserved before a call, settled after it, on the day (UTC) of the reservation."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from errors import BudgetExceeded
from storage.tables import DailyTokensRow, now
from storage.upserts import insert_into

_ALL = ""
"""Stands for all users together in the table."""


@dataclass(frozen=True)
class DailyReservation:
    """Tokens set aside for one call."""

    user: str
    day: str
    tokens: int


class DailySpending:
    """What users may spend in a day, each and all together.

    One transaction reserves: it first takes the row of all users and then that of the one, so that calls at the same moment, in
    any number of processes, wait for each other and cannot overspend together. A killed process leaves its reservation
    standing until the day ends: the provider may well have billed it.

    Args:
        engine: of the database.
        per_user: tokens a day of one user; None is no limit.
        overall: tokens a day of all users together; None is no limit.
        clock: the present moment.
    """

    def __init__(
        self, engine: AsyncEngine, per_user: int | None, overall: int | None, clock: Callable[[], datetime] = now
    ) -> None:
        self._engine = engine
        self._per_user = per_user
        self._overall = overall
        self._clock = clock

    @property
    def limited(self) -> bool:
        """Whether there is any limit; without one nothing is written."""
        return self._per_user is not None or self._overall is not None

    def _accounts(self, user: str) -> list[tuple[str, str, int]]:
        """Account, name of the budget and limit, of each limit there is; always in this order, so that none waits in a ring."""
        limits = ((_ALL, "day", self._overall), (user, "user", self._per_user))
        return [(account, budget, limit) for account, budget, limit in limits if limit is not None]

    async def reserve(self, user: str, tokens: int, *, stage: str = "gateway") -> DailyReservation:
        """Set tokens aside for a call.

        Raises:
            BudgetExceeded: the user, or all users together, have too few left today; nothing was reserved.
        """
        reservation = DailyReservation(user, self._clock().date().isoformat(), tokens)
        if not self.limited:
            return reservation
        async with self._engine.begin() as connection:
            for account, budget, limit in self._accounts(user):
                if not await self._take(connection, reservation.day, account, tokens, limit):
                    raise BudgetExceeded(stage, budget, limit, tokens)
        return reservation

    async def _take(self, connection: AsyncConnection, day: str, account: str, tokens: int, limit: int) -> bool:
        new = insert_into(self._engine, DailyTokensRow).values(day=day, user=account, tokens=0)
        await connection.execute(new.on_conflict_do_nothing())
        row = DailyTokensRow
        take = update(row).where(row.day == day, row.user == account, row.tokens + tokens <= limit)
        result = await connection.execute(take.values(tokens=row.tokens + tokens))
        return isinstance(result, CursorResult) and result.rowcount == 1

    async def settle(self, reservation: DailyReservation, used: int) -> None:
        """Put what a call really took in the place of what was reserved for it."""
        surplus = reservation.tokens - used
        if not self.limited or surplus == 0:
            return
        row = DailyTokensRow
        async with self._engine.begin() as connection:
            for account, _, _ in self._accounts(reservation.user):
                here = update(row).where(row.day == reservation.day, row.user == account)
                await connection.execute(here.values(tokens=row.tokens - surplus))

    async def spent_today(self, user: str | None = None) -> int:
        """Tokens that one user (None: all together) reserved and spent today; 0 where no limit counts them."""
        day, account = self._clock().date().isoformat(), _ALL if user is None else user
        row = DailyTokensRow
        query = select(func.coalesce(func.sum(row.tokens), 0)).where(row.day == day, row.user == account)
        async with self._engine.connect() as connection:
            return int((await connection.execute(query)).scalar_one())

    async def prune(self, older_than: datetime) -> int:
        """Forget the days that ended before a moment, and return how many accounts of a day they were."""
        first = older_than.astimezone(UTC).date().isoformat()
        async with self._engine.begin() as connection:
            result = await connection.execute(delete(DailyTokensRow).where(DailyTokensRow.day < first))
        return result.rowcount if isinstance(result, CursorResult) else 0
