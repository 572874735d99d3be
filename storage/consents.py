"""To whom a user agreed that the text of their resume goes: each provider with its address, and since when."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.tables import LOCAL_USER, ConsentRow, now
from storage.upserts import insert_or_replace


@dataclass(frozen=True)
class Place:
    """Where text goes: a provider at an address. The same provider elsewhere is another place."""

    provider: str
    address: str
    """Host, and port where one is named: `api.openai.com`."""
    local: bool = False
    """Whether it is this machine, for which nobody need be asked."""

    def __str__(self) -> str:
        return f"{self.provider} ({self.address})"


@dataclass(frozen=True)
class Consent:
    """What was agreed to, and when."""

    place: Place
    given_at: datetime


class Consents:
    """The consents in the database."""

    def __init__(self, engine: AsyncEngine, clock: Callable[[], datetime] = now) -> None:
        self._engine = engine
        self._clock = clock

    async def needed(self, places: Sequence[Place], user: str = LOCAL_USER) -> list[Place]:
        """Those of the places that this user was not asked for yet; none of this machine."""
        given = {one.place for one in await self.given(user)}
        return [place for place in places if not place.local and place not in given]

    async def give(self, places: Collection[Place], user: str = LOCAL_USER) -> None:
        """Remember that this user agrees to these places; those of this machine are nothing to remember."""
        moment = self._clock()
        rows = [
            {"user": user, "provider": place.provider, "address": place.address, "given_at": moment}
            for place in dict.fromkeys(places)
            if not place.local
        ]
        if rows:
            async with self._engine.begin() as connection:
                await connection.execute(insert_or_replace(self._engine, ConsentRow), rows)

    async def given(self, user: str = LOCAL_USER) -> list[Consent]:
        """What this user agreed to, the oldest first."""
        row = ConsentRow
        query = select(row.provider, row.address, row.given_at).where(row.user == user)
        async with self._engine.connect() as connection:
            found = (await connection.execute(query.order_by(row.given_at, row.provider, row.address))).all()
        return [Consent(Place(provider, address), at) for provider, address, at in found]

    async def withdraw(self, user: str = LOCAL_USER) -> int:
        """Forget all that this user agreed to; how many places it was."""
        async with self._engine.begin() as connection:
            result = await connection.execute(delete(ConsentRow).where(ConsentRow.user == user))
        return result.rowcount if isinstance(result, CursorResult) else 0
