"""The gateway from top to bottom, with providers that are scripted and a real database."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
import sqlalchemy
from pydantic import BaseModel, SecretStr
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from errors import BudgetExceeded, GatewayUnavailable
from gateway.breaker import Road
from gateway.calls import Answer, CacheRule, Call, Caller, GroundedText, Message, Usage
from gateway.clients import Reply
from gateway.dialects import Question
from gateway.failures import CallFailed, FailureKind, failure_of
from gateway.gateway import Gateway
from gateway.providers import Key, Provider
from gateway.structured import KnownWays
from storage.answers import Answers
from storage.database import open_database
from storage.learned_ways import LearnedWays
from storage.ledger import Ledger
from storage.spending import DailySpending


class Skills(BaseModel):
    skills: list[str]


GOOD = '{"skills": ["welding"]}'

Turn = str | FailureKind | tuple[FailureKind, float] | Callable[[], "asyncio.Future[str]"]


@dataclass
class Asked:
    provider: str
    key: str
    model: str
    question: Question
    timeout: float


@dataclass
class ScriptedClients:
    """Answers in turn; a turn is a text, or the kind of a failure. Raises when the script runs out."""

    script: list[object]
    asked: list[Asked] = field(default_factory=list)
    seconds: float = 0.0

    async def ask(self, provider: Provider, key: Key, model: str, question: Question, *, timeout: float) -> Reply:  # noqa: ASYNC109
        self.asked.append(Asked(provider.name, key.label, model, question, timeout))
        await asyncio.sleep(self.seconds)
        assert self.script, "the script has run out"
        turn = self.script.pop(0)
        if isinstance(turn, tuple):
            raise CallFailed(failure_of(turn[0], wait=turn[1]))
        if isinstance(turn, str) and turn[:1] not in ("{", "!"):
            raise CallFailed(failure_of(turn))  # type: ignore[arg-type]
        assert isinstance(turn, str)
        return Reply(text=turn.lstrip("!"), usage=Usage(100, 20), finish="stop")

    async def close(self) -> None:
        return


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


ONE = Provider("openai", "openai", None, (Key("OPENAI_API_KEY", SecretStr("invented-1")),), priced_as="openai")
TWO_KEYS = Provider(
    "openrouter",
    "openai",
    "http://127.0.0.1:9/v1",
    (Key("OPENROUTER_API_KEY_1", SecretStr("invented-1")), Key("OPENROUTER_API_KEY_2", SecretStr("invented-2"))),
)


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    engine = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'runs.sqlite'}")
    yield engine
    await engine.dispose()


async def no_lists(_: Sequence[Provider]) -> dict[str, list[str]]:
    return {}


Make = Callable[..., tuple[Gateway, ScriptedClients, Clock]]


@pytest.fixture
async def make(engine: AsyncEngine) -> AsyncIterator[Make]:
    made: list[Gateway] = []

    def build(
        *script: object, providers: Sequence[Provider] = (ONE,), per_user: int | None = None, seconds: float = 0.0
    ) -> tuple[Gateway, ScriptedClients, Clock]:
        clients, clock = ScriptedClients(list(script), seconds=seconds), Clock()
        gateway = Gateway(
            providers={provider.name: provider for provider in providers},
            clients=clients,  # type: ignore[arg-type]
            answers=Answers(engine),
            ledger=Ledger(engine, gather=0.0),
            spending=DailySpending(engine, per_user, None),
            ways=KnownWays(),
            learned=LearnedWays(engine),
            clock=clock,
            list_served=no_lists,
            sleep=clock.sleep,
            rng=random.Random(7),
        )
        made.append(gateway)
        return gateway, clients, clock

    yield build
    for gateway in made:
        await gateway.close()


def call(text: str = "Which skills?", **changes: object) -> Call[Skills]:
    return Call(
        **{
            "stage": "job_analyzer",
            "task": "extraction",
            "prompt": "job_analyzer/v1",
            "messages": (Message("user", text),),
            "schema": Skills,
            "max_output_tokens": 200,
            "cache": CacheRule("job_analysis", ttl=60.0),
            **changes,
        }  # type: ignore[arg-type]
    )


ME = Caller(run_id="run-a")
OTHER = Caller(run_id="run-b")


async def test_answer_is_a_validated_value_with_what_it_took(make: Make) -> None:
    gateway, _, _ = make(GOOD)
    answer = await gateway.ask(call(), ME)
    assert answer.value == Skills(skills=["welding"])
    assert (answer.usage, answer.attempts, answer.cached) == (Usage(100, 20), 1, False)
    assert answer.cost is not None


async def test_ledger_holds_every_request_with_its_outcome(make: Make) -> None:
    gateway, _, _ = make("transient", GOOD)
    await gateway.ask(call(), ME)
    usage = await gateway.usage("run-a")
    assert (usage.calls, usage.retries, usage.tokens["job_analyzer"].input) == (2, 1, 100)


async def test_server_error_is_retried_twice_and_then_the_next_model_is_asked(make: Make) -> None:
    gateway, clients, _ = make("transient", "transient", "transient", GOOD)
    answer = await gateway.ask(call(), ME)
    models = [asked.model for asked in clients.asked]
    assert len(set(models[:3])) == 1
    assert models[3] != models[0]
    assert answer.fallback


async def test_retry_after_is_waited_for_where_there_is_no_other_road(make: Make) -> None:
    alone = Provider("home", "openai", "http://127.0.0.1:9/v1", (Key("none", SecretStr("")),))
    gateway, _, clock = make(("rate_limit", 3.0), GOOD, providers=[alone])
    await gateway.ask(call(), ME)
    assert clock.slept[0] >= 3.0


async def test_a_call_that_waits_waits_again_where_the_provider_asks_again_meanwhile(make: Make) -> None:
    alone = Provider("home", "openai", "http://127.0.0.1:9/v1", (Key("none", SecretStr("")),))
    gateway, clients, clock = make(GOOD, GOOD, providers=[alone])
    await gateway.ask(call(), ME)
    road = Road("home", clients.asked[0].key, clients.asked[0].model)
    waited: list[float] = []

    async def sleep_while_another_call_is_refused(seconds: float) -> None:
        waited.append(seconds)
        await clock.sleep(seconds)
        if len(waited) == 1:
            gateway.breakers.failed(gateway.breakers.begin(road), failure_cools=False, retry_after=4.0)

    gateway.breakers.failed(gateway.breakers.begin(road), failure_cools=False, retry_after=3.0)
    gateway.sleep = sleep_while_another_call_is_refused
    answer = await gateway.ask(call("And which others?"), ME)
    assert answer.value == Skills(skills=["welding"])
    assert waited == [3.0, 4.0]


async def test_refused_key_is_left_alone_from_then_on(make: Make) -> None:
    gateway, clients, _ = make("auth", GOOD, GOOD, providers=[TWO_KEYS])
    first = await gateway.ask(call(), ME)
    await gateway.ask(call("And which others?"), ME)
    assert [asked.key[-1] for asked in clients.asked] == ["1", "2", "2"]
    assert "key" in (first.fallback or "")


async def test_invalid_answer_gets_one_repair_request(make: Make) -> None:
    gateway, clients, _ = make('{"nothing": 7}', GOOD)
    answer = await gateway.ask(call(), ME)
    assert answer.attempts == 2
    assert "cannot be used" in clients.asked[1].question.messages[-1].text
    assert (await gateway.usage("run-a")).repairs == 1


async def test_second_invalid_answer_leads_to_the_next_model(make: Make) -> None:
    gateway, clients, _ = make("{}", "{}", GOOD)
    await gateway.ask(call(), ME)
    assert len({asked.model for asked in clients.asked}) == 2


async def test_way_that_the_model_does_not_know_is_not_asked_for_again(make: Make) -> None:
    gateway, clients, _ = make("unsupported_way", GOOD, GOOD)
    await gateway.ask(call(), ME)
    await gateway.ask(call("And which others?"), ME)
    ways = [asked.question.way for asked in clients.asked]
    assert ways[0] != ways[1] == ways[2]


async def test_prompt_that_is_too_long_is_shortened_once(make: Make) -> None:
    gateway, clients, _ = make("context_length", GOOD)
    short = (Message("user", "Skills?"),)
    answer = await gateway.ask(call("Which skills? " * 50, shorten=lambda _: short), ME)
    assert clients.asked[1].question.messages == short
    assert answer.compressed


async def test_gateway_is_unavailable_when_every_road_fails(make: Make) -> None:
    gateway, _, _ = make(*["bad_request"] * 9)
    with pytest.raises(GatewayUnavailable, match="refused"):
        await gateway.ask(call(), ME)


async def test_failure_is_never_cached(make: Make) -> None:
    gateway, clients, _ = make(*["bad_request"] * 5)
    with pytest.raises(GatewayUnavailable):
        await gateway.ask(call(), ME)
    clients.script[:] = [GOOD]
    assert not (await gateway.ask(call(), ME)).cached


async def test_another_run_shares_the_answer_and_pays_nothing(make: Make) -> None:
    gateway, clients, _ = make(GOOD)
    await gateway.ask(call(), ME)
    shared = await gateway.ask(call(), OTHER)
    assert shared.cached
    assert shared.usage.total == 0
    assert len(clients.asked) == 1
    assert (await gateway.usage("run-b")).cache_hits == 1


async def test_identical_requests_in_flight_share_one(make: Make) -> None:
    gateway, clients, _ = make(GOOD, seconds=0.01)
    answers = await asyncio.gather(gateway.ask(call(), ME), gateway.ask(call(), OTHER))
    assert len(clients.asked) == 1
    assert sorted(answer.cached for answer in answers) == [False, True]


async def test_run_that_goes_on_in_a_new_process_finds_its_answer_whichever_model_gave_it(make: Make) -> None:
    before, _, _ = make("bad_request", GOOD)
    expired = CacheRule("generated", ttl=0.0)
    await before.ask(call(cache=expired), ME)
    after, clients, _ = make()
    answer = await after.ask(call(cache=expired), ME)
    assert answer.cached
    assert clients.asked == []


async def test_run_that_has_used_its_share_is_refused_by_name(make: Make) -> None:
    gateway, _, _ = make()
    with pytest.raises(BudgetExceeded) as caught:
        await gateway.ask(call("word " * 4_000), ME)
    assert caught.value.budget == "stage"


async def test_prompt_beyond_the_budget_is_compressed_where_it_can_be(make: Make) -> None:
    gateway, clients, _ = make(GOOD)
    short = (Message("user", "Skills?"),)
    answer = await gateway.ask(call("word " * 4_000, shorten=lambda _: short), ME)
    assert answer.compressed
    assert clients.asked[0].question.messages == short


async def test_user_beyond_the_daily_limit_is_refused_and_nothing_is_sent(make: Make) -> None:
    gateway, clients, _ = make(per_user=100)
    with pytest.raises(BudgetExceeded) as caught:
        await gateway.ask(call(), ME)
    assert caught.value.budget == "user"
    assert clients.asked == []


async def test_daily_tokens_are_settled_at_what_was_used(make: Make) -> None:
    gateway, _, _ = make(GOOD, per_user=1_000)
    await gateway.ask(call(), ME)
    assert await gateway.spending.spent_today("local") == 120


async def test_timed_out_call_is_served_from_the_cache_past_its_time(make: Make) -> None:
    gateway, clients, _ = make(GOOD)
    short_lived = CacheRule("generated", ttl=0.0)
    await gateway.ask(call(cache=short_lived), OTHER)
    clients.script[:] = ["timeout"] * 9
    answer = await gateway.ask(call(cache=short_lived), ME)
    assert answer.stale


async def test_hung_server_costs_no_more_than_the_run_may_take(make: Make) -> None:
    gateway, clients, clock = make(*["timeout"] * 30)
    ask = clients.ask

    async def hang(*args: object, timeout: float, **kwargs: object) -> Reply:  # noqa: ASYNC109
        clock.now += timeout
        return await ask(*args, timeout=timeout, **kwargs)  # type: ignore[arg-type]

    clients.ask = hang  # type: ignore[method-assign]
    for text in ("one", "two", "three", "four", "five"):
        with pytest.raises(GatewayUnavailable):
            await gateway.ask(call(text), ME)
    assert clock.now - 1_000.0 <= gateway.run_seconds + 5.0


async def test_cancelled_call_gives_everything_back(make: Make) -> None:
    gateway, _, _ = make(GOOD, seconds=10.0)
    task = asyncio.create_task(gateway.ask(call(), ME))
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert gateway.limiters["openai"].in_use == 0
    assert gateway._runs["run-a"].budget.reserved == 0
    assert (await gateway.usage("run-a")).calls == 1


async def test_provider_that_asked_to_be_left_alone_for_long_is_not_asked_again(make: Make) -> None:
    alone = Provider("home", "openai", "http://127.0.0.1:9/v1", (Key("none", SecretStr("")),))
    gateway, clients, _ = make(("rate_limit", 600.0), providers=[alone])
    for text in ("one", "two"):
        with pytest.raises(GatewayUnavailable):
            await gateway.ask(call(text), ME)
    assert len(clients.asked) == 1


async def test_server_of_ones_own_is_asked_for_a_model_that_it_serves(make: Make) -> None:
    alone = Provider("openai", "openai", "http://127.0.0.1:9/v1", (Key("none", SecretStr("")),))
    gateway, clients, _ = make(GOOD, providers=[alone])

    async def lists(_: Sequence[Provider]) -> dict[str, list[str]]:
        return {"openai": ["qwen3:8b"]}

    gateway.list_served = lists
    await gateway.ask(call(), ME)
    assert clients.asked[0].model == "qwen3:8b"


async def test_provider_whose_keys_are_all_refused_gives_way_to_another_provider(make: Make) -> None:
    gateway, clients, _ = make("auth", "auth", GOOD, providers=[TWO_KEYS, ONE])
    gateway.overrides = {"job_analyzer": "openrouter:some/model"}
    answer = await gateway.ask(call(), ME)
    assert answer.provider == "openai"
    assert len(clients.asked) == 3


async def test_database_that_fails_costs_no_answer(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    gateway, _, _ = make(GOOD)

    async def fails(*_: object, **__: object) -> None:
        raise OperationalError("statement", {}, Exception("disk I/O error"))

    for name in ("get", "get_stale", "put", "holds_run"):
        monkeypatch.setattr(gateway.answers, name, fails)
    monkeypatch.setattr(gateway.learned, "save", fails)
    assert (await gateway.ask(call(), ME)).value == Skills(skills=["welding"])


async def test_stored_answer_of_another_shape_is_asked_for_anew(make: Make) -> None:
    gateway, clients, _ = make(GOOD, GOOD)
    await gateway.ask(call(), OTHER)
    async with gateway.answers._engine.begin() as connection:
        await connection.execute(sqlalchemy.text("UPDATE answers SET text = '{\"other\": 1}'"))
    await gateway.ask(call(), ME)
    assert len(clients.asked) == 2


async def test_run_whose_time_is_up_asks_nobody(make: Make) -> None:
    gateway, clients, _ = make(GOOD)
    await gateway.ask(call(), ME)
    gateway._runs["run-a"]._spent = gateway.run_seconds
    with pytest.raises(GatewayUnavailable, match="used up"):
        await gateway.ask(call("And which others?"), ME)
    assert len(clients.asked) == 1


async def test_time_out_that_the_end_of_the_run_cut_short_counts_against_nobody(make: Make) -> None:
    gateway, clients, _ = make(GOOD, *["timeout"] * 9)
    await gateway.ask(call(), ME)
    gateway._runs["run-a"]._spent = gateway.run_seconds - 5.0
    for question in ("one", "two", "three"):
        with pytest.raises(GatewayUnavailable):
            await gateway.ask(call(question), ME)
    assert all(asked.timeout <= 5.0 for asked in clients.asked[1:])
    assert all(view.state == "closed" for view in gateway.breakers.snapshot())


async def test_run_that_shares_a_request_does_not_share_the_others_empty_budget(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway, _, _ = make(GOOD, seconds=0.1)
    await gateway.ask(call("a first one"), ME)
    gateway.clients.script[:] = [GOOD]  # type: ignore[attr-defined]
    run = gateway._runs["run-a"]
    held = run.budget.reserve("job_analyzer", run.budget.room("job_analyzer"))
    run.budget.settle(held, held.tokens)
    fly: Callable[[str, Callable[[], Awaitable[Answer[Skills]]]], Awaitable[Answer[Skills]]] = gateway._flights.run
    leads, shared = asyncio.Event(), asyncio.Event()

    async def fly_together(key: str, make: Callable[[], Awaitable[Answer[Skills]]]) -> Answer[Skills]:
        if leads.is_set():
            shared.set()
            return await fly(key, make)
        leads.set()

        async def once_shared() -> Answer[Skills]:
            await shared.wait()
            return await make()

        return await fly(key, once_shared)

    monkeypatch.setattr(gateway._flights, "run", fly_together)
    poor = asyncio.create_task(gateway.ask(call(), ME))
    await leads.wait()
    assert isinstance(await gateway.ask(call(), OTHER), Answer)
    with pytest.raises(BudgetExceeded):
        await poor


async def test_answer_to_a_shortened_prompt_is_not_shared(make: Make) -> None:
    gateway, clients, _ = make("context_length", GOOD, GOOD)
    short = (Message("user", "Skills?"),)
    long = call("Which skills? " * 50, shorten=lambda _: short)
    await gateway.ask(long, ME)
    assert not (await gateway.ask(long, OTHER)).cached
    assert len(clients.asked) == 3


async def test_pause_between_two_calls_is_not_the_runs_time(make: Make) -> None:
    gateway, clients, clock = make(GOOD, GOOD)
    await gateway.ask(call(), ME)
    clock.now += 4_000.0
    await gateway.ask(call("And which others?"), ME)
    assert len(clients.asked) == 2


async def test_server_that_asks_to_be_left_alone_is_left_for_another_at_once(make: Make) -> None:
    gateway, clients, clock = make(("transient", 15.0), GOOD, providers=[ONE, TWO_KEYS])
    await gateway.ask(call(), ME)
    assert clock.slept == []
    assert clients.asked[0].model != clients.asked[1].model


async def test_failing_provider_leaves_a_turn_for_the_next_one(make: Make) -> None:
    gateway, _, _ = make(*["not_found"] * 2, GOOD, providers=[TWO_KEYS, ONE])
    gateway.overrides = {"job_analyzer": "openrouter:some/model"}
    answer = await gateway.ask(call(), ME)
    assert answer.provider == "openai"


async def test_answer_of_no_use_serves_no_other_run(make: Make) -> None:
    gateway, clients, _ = make(GOOD, GOOD)

    async def nothing(_: object) -> bool:
        return False

    useless = call(is_useful=nothing)
    await gateway.ask(useless, ME)
    assert not (await gateway.ask(useless, OTHER)).cached
    assert len(clients.asked) == 2


async def test_daily_limit_that_cannot_be_looked_up_lets_nothing_through(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway, clients, _ = make(GOOD, per_user=10_000)

    async def fails(*_: object, **__: object) -> None:
        raise OperationalError("statement", {}, Exception("disk I/O error"))

    monkeypatch.setattr(gateway.spending, "reserve", fails)
    with pytest.raises(GatewayUnavailable, match="daily limit"):
        await gateway.ask(call(), ME)
    assert clients.asked == []


async def test_call_whose_time_ran_out_says_what_used_it_up(make: Make) -> None:
    gateway, _, _ = make(GOOD, *["timeout"] * 9)
    await gateway.ask(call(), ME)
    gateway._runs["run-a"]._spent = gateway.run_seconds - 5.0
    with pytest.raises(GatewayUnavailable, match=r"no answer in time.*used up"):
        await gateway.ask(call("And which others?"), ME)


async def test_two_time_outs_are_enough_for_one_call(make: Make) -> None:
    gateway, clients, _ = make(*["timeout"] * 9, providers=[ONE, TWO_KEYS])
    with pytest.raises(GatewayUnavailable):
        await gateway.ask(call(), ME)
    assert len(clients.asked) == 2


@pytest.mark.parametrize("kind", ["auth", "payment"])
async def test_refused_only_key_is_asked_once(make: Make, kind: FailureKind) -> None:
    gateway, clients, _ = make(kind)
    for question in ("one", "two", "three"):
        with pytest.raises(GatewayUnavailable):
            await gateway.ask(call(question), ME)
    assert len(clients.asked) == 1


async def test_model_that_does_not_exist_is_asked_once(make: Make) -> None:
    alone = Provider("home", "openai", "http://127.0.0.1:9/v1", (Key("none", SecretStr("")),))
    gateway, clients, _ = make("not_found", providers=[alone])
    for question in ("one", "two"):
        with pytest.raises(GatewayUnavailable, match="no such model"):
            await gateway.ask(call(question), ME)
    assert len(clients.asked) == 1


async def test_server_that_refuses_every_way_is_left_alone(make: Make) -> None:
    alone = Provider("home", "openai", "http://127.0.0.1:9/v1", (Key("none", SecretStr("")),))
    gateway, clients, _ = make(*["unsupported_way"] * 3, "bad_request", providers=[alone])
    for question in ("one", "two"):
        with pytest.raises(GatewayUnavailable):
            await gateway.ask(call(question), ME)
    assert len(clients.asked) == 4


async def test_model_that_gives_nothing_usable_is_left_alone_after_two_calls(make: Make) -> None:
    alone = Provider("home", "openai", "http://127.0.0.1:9/v1", (Key("none", SecretStr("")),))
    gateway, clients, _ = make(*["{}"] * 4, providers=[alone])
    for question in ("one", "two", "three"):
        with pytest.raises(GatewayUnavailable):
            await gateway.ask(call(question), ME)
    assert len(clients.asked) == 4


async def test_road_whose_breaker_is_open_is_tried_once_a_call(make: Make) -> None:
    alone = Provider("home", "openai", "http://127.0.0.1:9/v1", (Key("none", SecretStr("")),))
    gateway, clients, _ = make(*["transient"] * 9, providers=[alone])
    for question in ("one", "two", "three"):
        with pytest.raises(GatewayUnavailable):
            await gateway.ask(call(question), ME)
    assert len(clients.asked) == 3 + 1 + 1


# A call that is searched for on the web


def search(**changes: object) -> Call[GroundedText]:
    given = {
        "stage": "web_search",
        "task": "research",
        "prompt": "web_search/v1",
        "schema": GroundedText,
        "seconds": 9.0,
    }
    return cast("Call[GroundedText]", call("Tern & Tide", **(given | changes)))


GOOGLE = Provider("google", "google", None, (Key("GOOGLE_API_KEY", SecretStr("invented-1")),), priced_as="google")


async def test_a_grounded_call_asks_a_model_that_searches_within_its_own_time(make: Make) -> None:
    gateway, clients, _ = make("!Tern & Tide builds gauges.", providers=[GOOGLE])
    answer = await gateway.ask(search(), ME)
    assert answer.value.text == "Tern & Tide builds gauges."
    assert (clients.asked[0].question.searches, clients.asked[0].timeout) == (True, 9.0)


async def test_no_other_call_searches(make: Make) -> None:
    gateway, clients, _ = make(GOOD, providers=[GOOGLE])
    await gateway.ask(call(), ME)
    assert clients.asked[0].question.searches is False


async def test_the_fee_of_a_search_is_a_row_of_its_own_and_no_request(make: Make) -> None:
    gateway, _, _ = make("!Tern & Tide builds gauges.", providers=[GOOGLE])
    await gateway.ask(search(), ME)
    usage = await gateway.usage("run-a")
    assert (usage.calls, usage.search_cost, usage.unpriced_calls) == (1, Decimal("0.035"), 0)
    assert usage.cost is not None
    assert usage.cost < Decimal("0.001")


async def test_what_was_found_serves_the_next_run_with_its_sources_and_without_a_fee(make: Make) -> None:
    gateway, clients, _ = make("!Tern & Tide builds gauges.", providers=[GOOGLE])
    first = await gateway.ask(search(), ME)
    second = await gateway.ask(search(), OTHER)
    assert (second.value, second.cached, len(clients.asked)) == (first.value, True, 1)
    assert (await gateway.usage("run-b")).search_cost == 0


async def test_a_search_that_had_no_time_leaves_the_model_to_the_other_stages(make: Make) -> None:
    gateway, _, _ = make(*["timeout"] * 30, providers=[GOOGLE])
    for _ in range(4):
        with pytest.raises(GatewayUnavailable):
            await gateway.ask(search(), ME)
    _, ranked = gateway.rank(search(), ME)
    assert all(gateway.breakers.allows(one.road) for one in ranked)


async def test_who_can_search_is_known_before_anybody_is_asked(make: Make) -> None:
    home = Provider("openai", "openai", "http://127.0.0.1:9/v1", (Key("OPENAI_API_KEY", SecretStr("none")),))
    assert await make(providers=[GOOGLE])[0].searches_web("free")
    assert not await make(providers=[home])[0].searches_web("free")


async def test_a_server_of_ones_own_searches_where_its_owner_names_its_model(make: Make) -> None:
    home = Provider("openai", "openai", "http://127.0.0.1:9/v1", (Key("OPENAI_API_KEY", SecretStr("none")),))
    gateway = make(providers=[home])[0]
    gateway.overrides = {"web_search": "openai:own-searcher"}
    assert await gateway.searches_web("payg")


async def test_a_provider_may_be_held_to_one_call_at_a_time(make: Make) -> None:
    gateway, clients, _ = make(*[GOOD] * 3, seconds=0.01)
    alone = replace(gateway, most_at_once=1)
    await asyncio.gather(*(alone.ask(call(text), ME) for text in ("One?", "Two?", "Three?")))
    assert (alone.limiters["openai"].in_use, len(clients.asked)) == (0, 3)
