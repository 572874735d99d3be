"""Readings are made once for all who ask, and not kept when they fail."""

import asyncio

import pytest

from errors import UserError
from nodes.readings import MOST_KEPT, Readings


async def test_who_asks_at_the_same_time_and_later_shares_one_reading() -> None:
    readings: Readings[str] = Readings()
    made: list[int] = []

    async def read() -> str:
        made.append(1)
        await asyncio.sleep(0)
        return "read"

    assert await asyncio.gather(*(readings.get("cv", read) for _ in range(5))) == ["read"] * 5
    assert await readings.get("cv", read) == "read"
    assert made == [1]


async def test_a_reading_that_failed_is_made_again() -> None:
    readings: Readings[str] = Readings()

    async def fails() -> str:
        raise UserError("cv", "is empty")

    async def works() -> str:
        return "read"

    with pytest.raises(UserError):
        await readings.get("cv", fails)
    await asyncio.sleep(0)
    assert await readings.get("cv", works) == "read"


async def test_who_is_cancelled_takes_the_reading_from_nobody_else() -> None:
    readings: Readings[str] = Readings()
    go_on = asyncio.Event()

    async def read() -> str:
        await go_on.wait()
        return "read"

    first, second = (asyncio.create_task(readings.get("cv", read)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    go_on.set()
    assert await second == "read"


async def test_only_the_latest_are_kept() -> None:
    readings: Readings[int] = Readings()
    made: list[int] = []

    async def read(number: int) -> int:
        made.append(number)
        return number

    for number in (*range(MOST_KEPT + 1), 0):
        await readings.get(str(number), lambda number=number: read(number))  # type: ignore[misc]
    assert made == [*range(MOST_KEPT + 1), 0]
