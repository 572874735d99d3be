"""What calls took and what came of them: rows of the ledger, their prices, and the tokens of the day."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError

from errors import GatewayUnavailable
from gateway.calls import Answer, Call, Caller, Usage
from gateway.failures import CallFailed
from gateway.grounding import search_fee
from gateway.ordering import Ranked
from gateway.pricing import price
from gateway.providers import Provider
from gateway.talk import NO_USAGE, Sent, Talk
from storage.ledger import CallRow, Ledger
from storage.spending import DailyReservation, DailySpending

T = TypeVar("T", bound=BaseModel)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Books:
    """The books of the gateway.

    A ledger that fails costs a row, never a call; a daily limit that cannot be looked up costs the call.
    """

    providers: Mapping[str, Provider]
    ledger: Ledger
    spending: DailySpending
    _loose_ends: "set[asyncio.Future[None]]" = field(default_factory=set)

    async def close(self) -> None:
        """Write what is not written yet."""
        await asyncio.gather(*self._loose_ends)
        await self.ledger.flush()

    def note_hit(self, call: Call[T], caller: Caller, answer: Answer[T]) -> None:
        """An answer out of the cache, which cost nothing."""
        self.ledger.record(
            CallRow(
                run_id=caller.run_id, user=caller.user, stage=call.stage, task=call.task, prompt=call.prompt, part=call.part,
                provider=answer.provider, model=answer.model, cached=True, latency=answer.latency, outcome="cached",
            )
        )  # fmt: skip

    def note(self, talk: Talk[T], ranked: Ranked, sent: Sent, outcome: str) -> None:
        """One request and what came of it: `ok`, `cancelled`, or the kind of its failure."""
        call, caller, road = talk.call, talk.caller, ranked.road
        self.ledger.record(
            CallRow(
                run_id=caller.run_id, user=caller.user, stage=call.stage, task=call.task, prompt=call.prompt, part=call.part,
                provider=road.provider, key_label=road.key, model=road.model, tokens_in=sent.usage.input,
                tokens_out=sent.usage.output, cost=sent.cost, latency=sent.seconds, attempt=talk.attempts,
                sent_as=sent.sent_as, outcome=outcome, why=ranked.formula, purpose=sent.purpose,
            )
        )  # fmt: skip

    def note_fee(self, talk: Talk[T], ranked: Ranked, queries: int | None) -> None:
        """What the provider takes for the search itself, as a row of its own beside that of the tokens."""
        road = ranked.road
        self.ledger.record(
            CallRow(
                run_id=talk.caller.run_id, user=talk.caller.user, stage=talk.call.stage, task="search", kind="fee",
                provider=road.provider, key_label=road.key, model=road.model, attempt=talk.attempts,
                cost=search_fee(self.providers[road.provider].priced_as, road.model, queries),
            )
        )  # fmt: skip

    def billed(self, ranked: Ranked, error: Exception) -> tuple[Usage, Decimal | None]:
        """What a failed request cost: a refusal is billed like an answer."""
        usage = error.usage if isinstance(error, CallFailed) else None
        if usage is None:
            return NO_USAGE, None
        return usage, price(self.providers[ranked.road.provider].priced_as, ranked.road.model, usage)

    @asynccontextmanager
    async def day(self, talk: Talk[T], tokens: int) -> AsyncIterator[Callable[[int], None]]:
        """Tokens of the day set aside; what is not said to be used is given back.

        Raises:
            GatewayUnavailable: the limit cannot be looked up, or there is no room.
        """
        if not self.spending.limited:
            yield lambda _: None
            return
        held = await self._reserve_day(talk, tokens)
        used = 0

        def use(number: int) -> None:
            nonlocal used
            used = number

        try:
            yield use
        finally:
            await self._settle_day(held, used)

    async def _reserve_day(self, talk: Talk[T], tokens: int) -> DailyReservation:
        reserving = asyncio.ensure_future(self.spending.reserve(talk.caller.user, tokens, stage=talk.call.stage))
        try:
            return await asyncio.shield(reserving)
        except asyncio.CancelledError:  # it may be committed all the same
            reserving.add_done_callback(self._give_back_day)
            raise
        except (SQLAlchemyError, OSError) as error:
            reason = f"the daily limit cannot be looked up ({type(error).__name__})"
            raise GatewayUnavailable(talk.call.stage, reason) from error

    def _give_back_day(self, reserving: "asyncio.Future[DailyReservation]") -> None:
        if not reserving.cancelled() and reserving.exception() is None:
            task = asyncio.ensure_future(self._settle_day(reserving.result(), 0))
            self._loose_ends.add(task)
            task.add_done_callback(self._loose_ends.discard)

    async def _settle_day(self, held: DailyReservation, used: int) -> None:
        try:
            await self.spending.settle(held, used)
        except (SQLAlchemyError, OSError) as error:
            log.warning("Tokens of the day cannot be settled (%s): they count as reserved", type(error).__name__)
