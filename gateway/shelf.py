"""Answers kept and found again: a run's own ones under the request alone, shared ones under the model that gave them too."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from sqlalchemy.exc import SQLAlchemyError

from gateway.cache import answer_key
from gateway.calls import Answer, Call, Usage
from gateway.ordering import Ranked
from gateway.providers import Provider
from storage.answers import Answers, StoredAnswer

T = TypeVar("T", bound=BaseModel)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shelf:
    """The stored answers as the gateway uses them.

    A database that fails costs a stored answer, never a run: what cannot be read is a miss, what cannot be written is used all
    the same, and the log says so.
    """

    answers: Answers
    providers: Mapping[str, Provider]

    def key(self, call: Call[T], ranked: Ranked) -> str:
        """Under which an answer of this road's model is shared."""
        return self._shared_key(call, ranked.road.provider, ranked.road.model)

    def _shared_key(self, call: Call[T], provider: str, model: str) -> str:
        return answer_key(call, provider, model, base_url=self.providers[provider].address)

    async def find_own(self, call: Call[T], run_id: str) -> Answer[T] | None:
        """What the run was answered before it was interrupted, whichever model gave it."""
        return await self._read(call, _request_key(call), run_id)

    async def find_fresh(self, call: Call[T], run_id: str, first: Ranked) -> Answer[T] | None:
        """An answer of the model that would be asked first, given to any run and still fresh."""
        return await self._read(call, self.key(call, first), run_id)

    async def find_stale(self, call: Call[T], roads: Sequence[Ranked]) -> Answer[T] | None:
        """An answer past its time, of any of these roads' models."""
        for key in dict.fromkeys(self.key(call, road) for road in roads):
            if (found := await self._read(call, key, None)) is not None:
                return found
        return None

    async def _read(self, call: Call[T], key: str, run_id: str | None) -> Answer[T] | None:
        """The answer under a key that serves this run; None as run takes it whatever its age."""
        try:
            stored = await (self.answers.get_stale(key) if run_id is None else self.answers.get(key, run_id))
            return None if stored is None else _answer(call, stored, stale=run_id is None)
        except (SQLAlchemyError, OSError, ValidationError) as error:
            log.warning("A stored answer cannot be read (%s)", type(error).__name__)
            return None

    async def put(self, call: Call[T], run_id: str, answer: Answer[T]) -> None:
        """Store an answer, and return when it is committed. One to a shortened prompt, or of no use, serves its own run alone."""
        stored = StoredAnswer(
            text=answer.value.model_dump_json(),
            provider=answer.provider,
            model=answer.model,
            tokens_in=answer.usage.input,
            tokens_out=answer.usage.output,
            cost=answer.cost,
        )
        shared = not answer.compressed and await _is_useful(call, answer.value)
        writes = [self.answers.put(_request_key(call), run_id, stored, ttl=0.0)]
        if shared:
            key = self._shared_key(call, answer.provider, answer.model)
            writes.append(self.answers.put(key, run_id, stored, ttl=call.cache.ttl))
        try:
            await asyncio.gather(*writes)  # one transaction: the store gathers what comes together
        except (SQLAlchemyError, OSError) as error:
            log.warning("A model's answer cannot be stored (%s); a killed run would ask again", type(error).__name__)


async def _is_useful(call: Call[T], value: T) -> bool:
    return call.is_useful is None or await call.is_useful(value)


def _request_key(call: Call[T]) -> str:
    """The request whoever answers it: a run that goes on takes its own answer, even if another model would be asked now."""
    return answer_key(call, provider="", model="")


def _answer(call: Call[T], stored: StoredAnswer, *, stale: bool) -> Answer[T]:
    return Answer(
        value=call.schema.model_validate_json(stored.text),
        provider=stored.provider,
        model=stored.model,
        usage=Usage(),
        cost=None,
        attempts=0,
        latency=0.0,
        cached=True,
        stale=stale,
    )
