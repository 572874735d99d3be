"""Learned ways are remembered, and forgotten when they are old."""

from sqlalchemy.ext.asyncio import AsyncEngine

from storage.learned_ways import KEPT_DAYS, LearnedWay, LearnedWays
from tests.storage.clocks import Calendar

REFUSED = LearnedWay("lab", "llama-3", "json_schema", False)
WORKS = LearnedWay("lab", "llama-3", "text", True)


async def test_what_was_learned_is_there_for_the_next_process(engine: AsyncEngine) -> None:
    await LearnedWays(engine).save([WORKS, REFUSED])
    assert await LearnedWays(engine).load() == [REFUSED, WORKS]


async def test_what_is_learned_later_takes_the_place_of_what_was_before(engine: AsyncEngine) -> None:
    ways = LearnedWays(engine)
    for works in (True, False, True, False):
        await ways.save([LearnedWay("lab", "llama-3", "function", works)])
    assert await ways.load() == [LearnedWay("lab", "llama-3", "function", False)]


async def test_of_one_way_learned_twice_at_once_the_last_counts(engine: AsyncEngine) -> None:
    ways = LearnedWays(engine)
    await ways.save([LearnedWay("lab", "m", "text", False), LearnedWay("lab", "m", "text", True)])
    assert await ways.load() == [LearnedWay("lab", "m", "text", True)]


async def test_old_experience_is_forgotten(engine: AsyncEngine) -> None:
    calendar = Calendar()
    ways = LearnedWays(engine, calendar)
    await ways.save([REFUSED])
    calendar.pass_by(days=KEPT_DAYS + 1)
    assert await ways.load() == []


async def test_forgotten_experience_can_be_learned_again(engine: AsyncEngine) -> None:
    calendar = Calendar()
    ways = LearnedWays(engine, calendar)
    await ways.save([REFUSED])
    calendar.pass_by(days=KEPT_DAYS + 1)
    await ways.load()
    await ways.save([REFUSED])
    assert await ways.load() == [REFUSED]
