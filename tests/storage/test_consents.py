"""What a user agreed to is remembered for that user and that place alone."""

from sqlalchemy.ext.asyncio import AsyncEngine

from storage.consents import Consents, Place
from tests.storage.clocks import Calendar

LAB = Place("openai", "api.openai.example")
ELSEWHERE = Place("openai", "relay.example")
HERE = Place("ollama", "127.0.0.1:11434", local=True)


async def test_nobody_has_agreed_before_they_were_asked(engine: AsyncEngine) -> None:
    assert await Consents(engine).needed([LAB, ELSEWHERE]) == [LAB, ELSEWHERE]


async def test_a_consent_is_there_for_the_next_process(engine: AsyncEngine) -> None:
    await Consents(engine).give([LAB])
    assert await Consents(engine).needed([LAB]) == []


async def test_another_address_of_the_same_provider_is_asked_for_again(engine: AsyncEngine) -> None:
    consents = Consents(engine)
    await consents.give([LAB])
    assert await consents.needed([LAB, ELSEWHERE]) == [ELSEWHERE]


async def test_one_users_consent_is_no_others(engine: AsyncEngine) -> None:
    consents = Consents(engine)
    await consents.give([LAB], "ada")
    assert await consents.needed([LAB], "bea") == [LAB]


async def test_this_machine_needs_no_consent_and_none_is_kept(engine: AsyncEngine) -> None:
    consents = Consents(engine)
    await consents.give([HERE])
    assert await consents.needed([HERE]) == []
    assert await consents.given() == []


async def test_a_consent_that_is_taken_back_is_asked_for_again(engine: AsyncEngine) -> None:
    consents = Consents(engine)
    await consents.give([LAB, ELSEWHERE], "ada")
    await consents.give([LAB], "bea")
    assert await consents.withdraw("ada") == 2
    assert await consents.needed([LAB], "ada") == [LAB]
    assert await consents.needed([LAB], "bea") == []


async def test_a_consent_tells_since_when(engine: AsyncEngine) -> None:
    calendar = Calendar()
    consents = Consents(engine, calendar)
    before = calendar()
    await consents.give([LAB])
    calendar.pass_by(days=3)
    assert [(one.place, one.given_at) for one in await consents.given()] == [(LAB, before)]
