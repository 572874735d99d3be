"""What makes two requests the same, and how those in flight at the same time share one answer."""

import asyncio
import functools
import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from gateway.calls import Call, Message

T = TypeVar("T", bound=BaseModel)
V = TypeVar("V")

_FORMAT = 1
"""Raised when the key or the stored answer changes its form, so that old answers are not found."""


def answer_key(call: Call[T], provider: str, model: str, *, base_url: str | None = None) -> str:
    """The hash of all that changes the answer, and of nothing else: not run, user, part, priority, way of asking, key, time-out.

    Args:
        call: what is asked.
        provider: who is asked, by name.
        model: which of its models.
        base_url: where it is; two servers under one name answer differently.

    Returns:
        SHA-256 in hexadecimal.
    """
    asked = {
        "format": _FORMAT,
        "provider": provider,
        "base_url": base_url and base_url.rstrip("/"),
        "model": model,
        "prompt": call.prompt,
        "messages": [_told(message) for message in call.messages],
        "schema": _schema_hash(call.schema),
        "temperature": call.temperature,
        "max_output_tokens": call.max_output_tokens,
    }
    return _hash(json.dumps(asked, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _told(message: Message) -> list[object]:
    images = [[image.mime, _hash(image.data)] for image in message.images]
    return [message.role, message.text, images]


@functools.cache
def _schema_hash(schema: type[BaseModel]) -> str:
    return _hash(json.dumps(schema.model_json_schema(), sort_keys=True).encode())


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass
class _Flight(Generic[V]):
    """One request under way, and how many wait for it."""

    task: asyncio.Task[V]
    waiting: int = 0


class SingleFlight(Generic[V]):
    """Lets identical requests that are in flight at the same time share one.

    Belongs to one event loop. A result is shared with those who came while it was made and with nobody later.
    """

    def __init__(self) -> None:
        self._flights: dict[str, _Flight[V]] = {}

    async def run(self, key: str, make: Callable[[], Awaitable[V]]) -> V:
        """The result of `make`, or of the request of the same key that is under way already.

        A waiter who is cancelled does not cancel the others; when none is left, the request is cancelled too. An exception of
        `make` reaches all who wait.
        """
        flight = self._flights.get(key)
        if flight is None:
            flight = _Flight(asyncio.create_task(_awaited(make)))
            self._flights[key] = flight
            flight.task.add_done_callback(lambda _: self._land(key, flight))
        flight.waiting += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.waiting -= 1
            if not flight.waiting and not flight.task.done():
                self._land(key, flight)
                flight.task.cancel()
                await asyncio.wait({flight.task})

    def _land(self, key: str, flight: _Flight[V]) -> None:
        if self._flights.get(key) is flight:
            del self._flights[key]
        if flight.task.done() and not flight.task.cancelled():
            flight.task.exception()  # seen, also where all who waited are gone


async def _awaited(make: Callable[[], Awaitable[V]]) -> V:
    return await make()
