"""Stored answers: a run finds its own again, others share them while they are fresh; through the database and through Redis."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

import storage.answers
from errors import UserError
from storage.answers import STALE_DAYS, Answers, StoredAnswer, connect_redis
from tests.storage.clocks import Calendar

HOUR = 3600.0
DRAFT = StoredAnswer('{"text": "Led 7 nurses"}', "openai", "gpt-4.1-mini", 120, 30, Decimal("0.000096"))


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture(params=["through the database", "through redis"])
async def answers(request: pytest.FixtureRequest, engine: AsyncEngine, calendar: Calendar) -> AsyncIterator[Answers]:
    url = None
    if request.param == "through redis":
        url = request.getfixturevalue("redis_url")
        redis = connect_redis(url)
        await redis.flushdb()
        await redis.aclose()
    made = Answers(engine, url, clock=calendar)
    yield made
    await made.aclose()


async def test_an_answer_comes_back_as_it_was_stored(answers: Answers, calendar: Calendar) -> None:
    await answers.put("key", "run-1", DRAFT, HOUR)
    assert await answers.get("key", "run-1") == replace(DRAFT, made_at=calendar.now, run_id="run-1")


async def test_another_run_shares_a_fresh_answer(answers: Answers, calendar: Calendar) -> None:
    await answers.put("key", "run-1", DRAFT, HOUR)
    calendar.pass_by(seconds=HOUR - 1)
    assert await answers.get("key", "run-2") == replace(
        DRAFT, made_at=calendar.now - timedelta(seconds=HOUR - 1), run_id="run-1"
    )


async def test_another_run_does_not_share_an_expired_answer(answers: Answers, calendar: Calendar) -> None:
    await answers.put("key", "run-1", DRAFT, HOUR)
    calendar.pass_by(seconds=HOUR)
    assert await answers.get("key", "run-2") is None


async def test_a_run_finds_its_own_answer_whatever_its_age(answers: Answers, calendar: Calendar) -> None:
    await answers.put("key", "run-1", DRAFT, 0)
    calendar.pass_by(days=6)
    assert await answers.get("key", "run-1") is not None


async def test_an_answer_without_an_end_is_shared_for_good(answers: Answers, calendar: Calendar) -> None:
    await answers.put("key", "run-1", DRAFT, None)
    calendar.pass_by(days=400)
    assert await answers.get("key", "run-2") is not None


async def test_an_expired_answer_serves_where_no_model_does(answers: Answers, calendar: Calendar) -> None:
    await answers.put("key", "run-1", DRAFT, HOUR)
    calendar.pass_by(days=2)
    stale = await answers.get_stale("key")
    assert stale is not None
    assert stale.text == DRAFT.text


async def test_an_answer_that_expired_long_ago_serves_nobody_but_its_own_run(
    answers: Answers, calendar: Calendar
) -> None:
    await answers.put("key", "run-1", DRAFT, HOUR)
    calendar.pass_by(days=STALE_DAYS, seconds=HOUR)
    assert await answers.get_stale("key") is None
    assert await answers.get("key", "run-1") is not None


async def test_an_unknown_request_has_no_answer(answers: Answers) -> None:
    assert (await answers.get("key", "run-1"), await answers.get_stale("key")) == (None, None)


async def test_a_runs_own_answer_goes_before_a_newer_one_of_another_run(answers: Answers, calendar: Calendar) -> None:
    await answers.put("key", "run-1", DRAFT, HOUR)
    calendar.pass_by(seconds=1)
    await answers.put("key", "run-2", replace(DRAFT, text="newer"), HOUR)
    found = await answers.get("key", "run-1")
    assert found is not None
    assert found.text == DRAFT.text


async def test_a_second_answer_of_a_run_takes_the_place_of_the_first(answers: Answers) -> None:
    await answers.put("key", "run-1", DRAFT, HOUR)
    await answers.put("key", "run-1", replace(DRAFT, text="second"), HOUR)
    found = await answers.get("key", "run-1")
    assert found is not None
    assert found.text == "second"


async def test_a_forgotten_runs_answers_are_gone_for_all(answers: Answers) -> None:
    await answers.put("key", "run-1", DRAFT, HOUR)
    await answers.forget_run("run-1")
    assert not await answers.holds_run("run-1")
    assert (await answers.get("key", "run-2"), await answers.get_stale("key")) == (None, None)


async def test_forgetting_a_run_leaves_the_answers_of_others(answers: Answers) -> None:
    await answers.put("key", "run-1", DRAFT, HOUR)
    await answers.put("key", "run-2", DRAFT, HOUR)
    await answers.forget_run("run-1")
    assert await answers.get("key", "run-2") is not None


async def test_a_run_is_known_to_have_answers_once_one_was_stored(answers: Answers) -> None:
    assert not await answers.holds_run("run-1")
    await answers.put("key", "run-1", DRAFT, HOUR)
    assert await answers.holds_run("run-1")


async def test_a_hundred_answers_stored_at_once_are_all_there(answers: Answers) -> None:
    async def put_and_get(number: int) -> str | None:
        await answers.put(f"key-{number}", "run-1", replace(DRAFT, text=str(number)), HOUR)
        found = await answers.get(f"key-{number}", "run-1")
        return found.text if found else None

    assert await asyncio.gather(*map(put_and_get, range(100))) == [str(number) for number in range(100)]


async def test_without_sharing_a_run_finds_its_own_answer_alone(engine: AsyncEngine) -> None:
    answers = Answers(engine, shared=False)
    await answers.put("key", "run-1", DRAFT, None)
    assert await answers.get("key", "run-1") is not None
    assert (await answers.get("key", "run-2"), await answers.get_stale("key")) == (None, None)


async def test_pruning_deletes_what_expired_before_and_keeps_the_rest(engine: AsyncEngine, calendar: Calendar) -> None:
    answers = Answers(engine, clock=calendar)
    await answers.put("old", "run-1", DRAFT, HOUR)
    await answers.put("fresh", "run-1", DRAFT, 100 * HOUR)
    calendar.pass_by(hours=10)
    assert await answers.prune(calendar.now) == 1
    assert await answers.get("fresh", "run-2") is not None


async def test_where_redis_is_not_there_the_database_shares(engine: AsyncEngine) -> None:
    answers = Answers(engine, "redis://127.0.0.1:1/0")
    try:
        await answers.put("key", "run-1", DRAFT, HOUR)
        assert await answers.get("key", "run-2") is not None
    finally:
        await answers.aclose()


async def test_a_redis_that_fails_is_told_in_the_log_without_its_password(
    engine: AsyncEngine, caplog: pytest.LogCaptureFixture
) -> None:
    answers = Answers(engine, "redis://:hidden-word@127.0.0.1:1/0")
    await answers.put("key", "run-1", DRAFT, HOUR)
    await answers.aclose()
    assert "Redis fails" in caplog.text
    assert "hidden-word" not in caplog.text


async def test_a_redis_that_fails_many_at_once_is_told_once(
    engine: AsyncEngine, caplog: pytest.LogCaptureFixture
) -> None:
    answers = Answers(engine, "redis://127.0.0.1:1/0")
    await asyncio.gather(*(answers.put(f"key-{number}", "run-1", DRAFT, HOUR) for number in range(20)))
    await answers.aclose()
    assert caplog.text.count("Redis fails") == 1


OURS = {
    **{"text": "{}", "provider": "openai", "model": "m", "tokens_in": 1, "tokens_out": 2, "cost": None},
    **{"made_at": "2026-03-15T12:00:00+00:00", "run_id": "run-1", "expires_at": None},
}


@pytest.mark.parametrize(
    "value",
    [
        b"not json",
        b"\xff\xfe",
        b"[]",
        b"7",
        json.dumps({**OURS, "text": 7}).encode(),
        json.dumps({**OURS, "expires_at": "tomorrow"}).encode(),
        json.dumps({**OURS, "made_at": "2026-03-15T12:00:00"}).encode(),
        json.dumps({key: value for key, value in OURS.items() if key != "model"}).encode(),
        b"[" * 5000,
    ],
)
async def test_what_in_redis_is_none_of_ours_is_a_miss_told_once(
    engine: AsyncEngine, redis_url: str, value: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    await put_into_redis(redis_url, value)
    answers = Answers(engine, redis_url)
    found = [await answers.get("key", "run-2"), await answers.get_stale("key"), await answers.get("key", "run-2")]
    await answers.aclose()
    assert (found, caplog.text.count("this version did not put there")) == ([None] * 3, 1)


async def test_an_answer_of_a_newer_version_with_more_in_it_serves(engine: AsyncEngine, redis_url: str) -> None:
    await put_into_redis(redis_url, json.dumps({**OURS, "confidence": 0.9}).encode())
    answers = Answers(engine, redis_url)
    found = await answers.get("key", "run-2")
    await answers.aclose()
    assert found is not None
    assert (found.model, found.tokens_out) == ("m", 2)


async def test_what_cannot_be_read_is_forgotten_with_a_run_whose_it_may_be(engine: AsyncEngine, redis_url: str) -> None:
    answers = Answers(engine, redis_url)
    await answers.put("key", "run-1", DRAFT, HOUR)
    await put_into_redis(redis_url, b"not json")
    await answers.forget_run("run-1")
    await answers.aclose()
    redis = connect_redis(redis_url)
    assert await redis.get(f"{storage.answers._PREFIX}key") is None
    await redis.aclose()


async def put_into_redis(url: str, value: bytes) -> None:
    redis = connect_redis(url)
    await redis.set(f"{storage.answers._PREFIX}key", value)
    await redis.aclose()


async def test_a_run_cannot_be_forgotten_while_redis_may_still_hold_it(engine: AsyncEngine) -> None:
    answers = Answers(engine, "redis://127.0.0.1:1/0")
    await answers.put("key", "run-1", DRAFT, HOUR)
    with pytest.raises(UserError, match="RESUME_TAILOR_REDIS_URL"):
        await answers.forget_run("run-1")
    assert await answers.holds_run("run-1")
    await answers.aclose()


def test_an_address_that_is_no_redis_is_refused_without_it() -> None:
    with pytest.raises(UserError, match="RESUME_TAILOR_REDIS_URL") as refused:
        connect_redis("http://:hidden-word@host")
    assert "hidden-word" not in str(refused.value)
