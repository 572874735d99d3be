"""What people say of results, on every database."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from errors import UserError
from storage.feedback import LONGEST_WORDS, Feedback, FeedbackStore
from storage.runs import RunStore
from storage.tables import now
from tests.storage.test_runs import run

ANA, BEN = "ana@example.org", "ben@example.org"


@pytest.fixture
def said(engine: AsyncEngine) -> FeedbackStore:
    return FeedbackStore(engine)


async def test_feedback_on_a_line_keeps_the_prompts_that_wrote_it(said: FeedbackStore) -> None:
    await said.give(Feedback(ANA, "r1", "down", "not my words", claim="k3", variants={"drafter": "v2"}))
    assert [(one.claim, one.variants) for one in await said.of_run(ANA, "r1")] == [("k3", {"drafter": "v2"})]


async def test_a_later_word_takes_the_place_of_the_earlier_one(said: FeedbackStore) -> None:
    await said.give(Feedback(ANA, "r1", "down"))
    await said.give(Feedback(ANA, "r1", "up", "better now"))
    assert [(one.thumb, one.words) for one in await said.of_run(ANA, "r1")] == [("up", "better now")]


async def test_nobody_sees_what_others_said(said: FeedbackStore) -> None:
    await said.give(Feedback(ANA, "r1", "down", "between us"))
    assert await said.of_run(BEN, "r1") == []


async def test_whoever_tunes_the_prompts_sees_all_of_a_time(said: FeedbackStore) -> None:
    await said.give(Feedback(ANA, "r1", "down"))
    await said.give(Feedback(BEN, "r2", "up", at=now() - timedelta(days=40)))
    assert [one.run_id for one in await said.since(now() - timedelta(days=30))] == ["r1"]


async def test_too_many_words_are_refused(said: FeedbackStore) -> None:
    with pytest.raises(UserError, match="shorten it"):
        await said.give(Feedback(ANA, "r1", "up", "a" * (LONGEST_WORDS + 1)))


async def test_feedback_is_forgotten_with_its_run(said: FeedbackStore, engine: AsyncEngine) -> None:
    runs = RunStore(engine)
    await runs.add(run("r1"))
    await said.give(Feedback("local", "r1", "up"))
    await runs.delete("r1")
    assert await said.of_run("local", "r1") == []
