"""What makes two requests the same, and how requests in flight share one answer."""

import asyncio
from dataclasses import replace

import pytest
from pydantic import BaseModel

from gateway.cache import SingleFlight, answer_key
from gateway.calls import CacheRule, Call, Image, Message


class Bullet(BaseModel):
    text: str


class Bullets(BaseModel):
    text: list[str]


PICTURE = Image(b"\x89PNG first", "image/png")
CALL: Call[Bullet] = Call(
    stage="drafter",
    task="cv_draft",
    prompt="drafter/v1",
    messages=(Message("system", "Rewrite."), Message("user", "Cared for 12 patients.", (PICTURE,))),
    schema=Bullet,
    max_output_tokens=300,
    cache=CacheRule("generated", 3600),
    temperature=0.2,
)


def key(
    call: Call[Bullet] = CALL, provider: str = "openai", model: str = "gpt-4.1-mini", url: str | None = None
) -> str:
    return answer_key(call, provider, model, base_url=url)


@pytest.mark.parametrize(
    "changed",
    [
        replace(CALL, messages=CALL.messages[:1]),
        replace(CALL, messages=CALL.messages[::-1]),
        replace(CALL, messages=(Message("user", "Rewrite."), CALL.messages[1])),
        replace(CALL, messages=(CALL.messages[0], Message("user", "Cared for 13 patients.", (PICTURE,)))),
        replace(CALL, messages=(CALL.messages[0], replace(CALL.messages[1], images=()))),
        replace(CALL, messages=(CALL.messages[0], replace(CALL.messages[1], images=(Image(b"2", "image/png"),)))),
        replace(
            CALL, messages=(CALL.messages[0], replace(CALL.messages[1], images=(replace(PICTURE, mime="image/gif"),)))
        ),
        replace(CALL, prompt="drafter/v2"),
        replace(CALL, temperature=None),
        replace(CALL, max_output_tokens=301),
    ],
    ids=[
        "less",
        "order",
        "role",
        "text",
        "no picture",
        "picture",
        "kind of picture",
        "prompt",
        "temperature",
        "length",
    ],
)
def test_what_changes_the_answer_changes_the_key(changed: Call[Bullet]) -> None:
    assert key(changed) != key()


def test_another_schema_changes_the_key() -> None:
    other: Call[Bullets] = Call(**{**vars(CALL), "schema": Bullets})
    assert answer_key(other, "openai", "gpt-4.1-mini") != key()


@pytest.mark.parametrize(
    "other",
    [key(provider="lab"), key(model="gpt-4.1"), key(url="http://127.0.0.1:8000/v1")],
    ids=["who", "model", "where"],
)
def test_who_is_asked_changes_the_key(other: str) -> None:
    assert other != key()


@pytest.mark.parametrize(
    "same",
    [
        replace(CALL, stage="polisher"),
        replace(CALL, part="w2"),
        replace(CALL, priority=9.0),
        replace(CALL, complexity=0.9),
        replace(CALL, cache=CacheRule("generated", 60)),
        replace(CALL, shorten=lambda _: ()),
    ],
    ids=["stage", "part", "priority", "complexity", "time to live", "shortening"],
)
def test_what_does_not_change_the_answer_leaves_the_key(same: Call[Bullet]) -> None:
    assert key(same) == key()


def test_a_slash_at_the_end_of_an_address_makes_no_other_server() -> None:
    assert key(url="https://host/v1/") == key(url="https://host/v1")


def test_texts_do_not_run_into_each_other() -> None:
    one = replace(CALL, messages=(Message("user", "ab"), Message("user", "c")))
    two = replace(CALL, messages=(Message("user", "a"), Message("user", "bc")))
    assert key(one) != key(two)


def test_half_a_character_in_an_ad_has_a_key_too() -> None:
    assert len(key(replace(CALL, messages=(Message("user", "\ud800"),)))) == 64


class Kitchen:
    """Makes one thing at a time, when it is told to, and counts."""

    def __init__(self) -> None:
        self.begun = 0
        self.stopped = 0
        self.ready = asyncio.Event()
        self.fails: Exception | None = None

    async def make(self) -> int:
        self.begun += 1
        number = self.begun
        try:
            await self.ready.wait()
        except asyncio.CancelledError:
            self.stopped += 1
            raise
        if self.fails is not None:
            raise self.fails
        return number


def wait_in(flights: "SingleFlight[int]", kitchen: Kitchen, key: str = "soup") -> "asyncio.Task[int]":
    return asyncio.create_task(flights.run(key, kitchen.make))


async def test_requests_in_flight_at_once_share_one() -> None:
    flights, kitchen = SingleFlight[int](), Kitchen()
    waiting = [wait_in(flights, kitchen) for _ in range(5)]
    await asyncio.sleep(0)
    kitchen.ready.set()
    assert await asyncio.gather(*waiting) == [1] * 5


async def test_different_requests_share_nothing() -> None:
    flights, kitchen = SingleFlight[int](), Kitchen()
    kitchen.ready.set()
    assert sorted(await asyncio.gather(wait_in(flights, kitchen, "a"), wait_in(flights, kitchen, "b"))) == [1, 2]


async def test_who_comes_later_makes_it_anew() -> None:
    flights, kitchen = SingleFlight[int](), Kitchen()
    kitchen.ready.set()
    assert [await flights.run("soup", kitchen.make), await flights.run("soup", kitchen.make)] == [1, 2]


async def test_a_waiter_who_goes_leaves_the_others_theirs() -> None:
    flights, kitchen = SingleFlight[int](), Kitchen()
    first, second = wait_in(flights, kitchen), wait_in(flights, kitchen)
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.wait({first})
    kitchen.ready.set()
    assert (await second, kitchen.begun, first.cancelled()) == (1, 1, True)


async def test_when_all_waiters_have_gone_the_request_is_stopped() -> None:
    flights, kitchen = SingleFlight[int](), Kitchen()
    waiting = [wait_in(flights, kitchen) for _ in range(3)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    for one in waiting:
        one.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert kitchen.stopped == 1


async def test_who_comes_after_all_have_gone_makes_it_anew() -> None:
    flights, kitchen = SingleFlight[int](), Kitchen()
    first = wait_in(flights, kitchen)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    first.cancel()
    second = wait_in(flights, kitchen)
    await asyncio.gather(first, return_exceptions=True)
    kitchen.ready.set()
    assert await second == 2


async def test_a_failure_reaches_all_who_wait() -> None:
    flights, kitchen = SingleFlight[int](), Kitchen()
    kitchen.fails = ValueError("burnt")
    waiting = [wait_in(flights, kitchen) for _ in range(3)]
    await asyncio.sleep(0)
    kitchen.ready.set()
    told = await asyncio.gather(*waiting, return_exceptions=True)
    assert [str(one) for one in told] == ["burnt"] * 3


async def test_a_failure_is_not_shared_with_who_comes_later() -> None:
    flights, kitchen = SingleFlight[int](), Kitchen()
    kitchen.ready.set()
    kitchen.fails = ValueError("burnt")
    with pytest.raises(ValueError, match="burnt"):
        await flights.run("soup", kitchen.make)
    kitchen.fails = None
    assert await flights.run("soup", kitchen.make) == 2
