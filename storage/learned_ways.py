"""Which ways of structured output a model knows, remembered between runs."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.tables import LearnedWayRow, now
from storage.upserts import insert_or_replace

KEPT_DAYS = 30
"""How long experience counts: servers are updated, and learn."""


@dataclass(frozen=True)
class LearnedWay:
    """Whether one model knows one way."""

    provider: str
    model: str
    way: str
    works: bool


class LearnedWays:
    """The learned ways in the database."""

    def __init__(self, engine: AsyncEngine, clock: Callable[[], datetime] = now) -> None:
        self._engine = engine
        self._clock = clock
        self._saved: dict[tuple[str, str, str], bool] = {}

    async def load(self) -> list[LearnedWay]:
        """What was learned in the last `KEPT_DAYS` days."""
        row = LearnedWayRow
        query = select(row.provider, row.model, row.way, row.works)
        recent = query.where(row.learned_at >= self._clock() - timedelta(days=KEPT_DAYS))
        async with self._engine.connect() as connection:
            found = (await connection.execute(recent.order_by(row.provider, row.model, row.way))).all()
        ways = [LearnedWay(provider, model, way, bool(works)) for provider, model, way, works in found]
        self._saved = {_key(way): way.works for way in ways}
        return ways

    async def save(self, ways: Sequence[LearnedWay]) -> None:
        """Keep what was learned; what is known already is not written again."""
        latest = {_key(way): way for way in ways}
        new = [way for key, way in latest.items() if self._saved.get(key) is not way.works]
        if not new:
            return
        moment = self._clock()
        async with self._engine.begin() as connection:
            await connection.execute(
                insert_or_replace(self._engine, LearnedWayRow), [{**asdict(way), "learned_at": moment} for way in new]
            )
        self._saved |= {_key(way): way.works for way in new}


def _key(way: LearnedWay) -> tuple[str, str, str]:
    return way.provider, way.model, way.way
