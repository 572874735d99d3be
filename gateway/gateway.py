"""One model call from top to bottom: what was stored, route, budget, attempts, settling, ledger.

    ask ── stored for this run, or shared by another? ──▶ answer
     └─ for each road, the best first:  reserve ▶ slot ▶ request ▶ settle ▶ store ▶ answer
                                          └── failure ▶ wait and retry · other way · shorten · repair · next road

A road is one model at one provider with one key. This is the only loop that retries.
"""

import asyncio
import logging
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError

from errors import BudgetExceeded, GatewayUnavailable
from gateway.backoff import wait_before
from gateway.books import Books
from gateway.breaker import Breakers, Road
from gateway.budget import Purpose, Reservation, RunBudget
from gateway.cache import SingleFlight
from gateway.calls import Answer, Call, Caller, GroundedText, Message, PlainText, Plan, Task, Usage
from gateway.clients import ModelClients, Reply
from gateway.dialects import Question, thinking_of
from gateway.failures import Failure, InvalidOutput, classify
from gateway.health import Health
from gateway.limiter import START, Limiter
from gateway.ordering import Ranked, order_candidates
from gateway.pricing import price
from gateway.providers import Provider
from gateway.routes import Candidate, candidates
from gateway.served import ask_served
from gateway.shelf import Shelf
from gateway.steps import MAX_TIMED_OUT, MOST_PATIENCE, OVERLOADED, Step, Tried, Ways, next_step
from gateway.structured import KnownWays, Way, repair_messages
from gateway.talk import NO_USAGE, Failed, RunUnderWay, Sent, Talk, schema_size, size_of
from storage.answers import Answers
from storage.learned_ways import LearnedWay, LearnedWays
from storage.ledger import CANCELLED, Ledger, RunUsage, SentAs, StageTokens
from storage.spending import DailySpending
from tokens import CHARS_PER_TOKEN

T = TypeVar("T", bound=BaseModel)

log = logging.getLogger(__name__)

RUN_SECONDS = 120.0
"""Time of one run in which models are asked; calls side by side count once, and what lies between two calls does not."""

MOST_SPOILT = 4
"""Unusable answers in a row, repairs included, after which a road is left alone like one that fails: two whole calls."""

IDLE_SECONDS = 600.0
"""A run that asked nothing for so long has ended or stopped, whether anybody said so or not."""

BLIND_SECONDS = 10.0
"""Time-out of a request to a road whose breaker is open, where no other is left: a probe, not a wait."""

PROBE_SECONDS = 0.2
"""How often a call looks whether another one's probe has come back."""

LEAST_SECONDS = 1.0
"""What is left of a run's time when it is not worth asking any more."""

MOST_ROADS = 5
"""Roads that one call asks: each costs time and tokens, and the rules stand ready."""

MOST_OF_ONE = 2
"""Roads of one provider that fail before another provider gets its turn."""


class OutOfTime(GatewayUnavailable):
    """The run's time for models is used up.

    Args:
        stage: which stage asked.
        seconds: that a run has.
        failures: what used them up, as far as it is known.
    """

    def __init__(self, stage: str, seconds: float, failures: Sequence[str] = ()) -> None:
        told = (*dict.fromkeys(failures), f"the {seconds:.0f} s in which a run asks models are used up")
        super().__init__(stage, "; ".join(told))


class _Occupied(Exception):
    """Another call is probing the road."""


@dataclass
class Gateway:
    """All model calls of this process. Made by `gateway.opening.open_gateway`; for one event loop."""

    providers: Mapping[str, Provider]
    clients: ModelClients
    answers: Answers
    ledger: Ledger
    spending: DailySpending
    ways: KnownWays
    learned: LearnedWays
    overrides: Mapping[str, str] = field(default_factory=dict)
    """Stage → `provider:model`, as the user set it."""
    most_at_once: int = 200
    """Calls to one provider at a time, at most."""
    run_seconds: float = RUN_SECONDS
    request_seconds: float | None = None
    """Time-out of every request; None takes the candidate's own: 30 s, 60 s for quality models."""
    list_served: Callable[[Sequence[Provider]], Awaitable[Mapping[str, Sequence[str]]]] = ask_served
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    rng: random.Random = field(default_factory=random.Random)

    def __post_init__(self) -> None:
        self.health = Health(self.clock)
        self.breakers = Breakers(self.clock)
        slots = min(START, self.most_at_once), self.most_at_once
        self.limiters = {name: Limiter(*slots, clock=self.clock) for name in self.providers}
        self.shelf = Shelf(self.answers, self.providers)
        self.books = Books(self.providers, self.ledger, self.spending)
        self._flights: SingleFlight[Any] = SingleFlight()
        self._shut: dict[Road | tuple[str, str], str] = {}
        """Why roads, or all roads of a key, are left alone."""
        self._spoilt: Counter[Road] = Counter()
        """Answers in a row that could not be used."""
        self._proven: set[tuple[str, str, Way]] = set()
        self._runs: dict[str, RunUnderWay] = {}
        self.served: Mapping[str, Sequence[str]] = {}
        self._served: asyncio.Future[Mapping[str, Sequence[str]]] | None = None
        self._keys = {name: [key.label for key in one.keys] for name, one in self.providers.items()}

    async def ask(self, call: Call[T], caller: Caller) -> Answer[T]:
        """The answer of the best model that gives a valid one, or one that was stored for the same request.

        Raises:
            GatewayUnavailable: none gave one in time; says why in one plain line.
            BudgetExceeded: the run, the stage, the user or the day has no tokens left.
        """
        begun = self.clock()
        await self.find_served()
        route, ranked = self.rank(call, caller)
        if not ranked:
            raise GatewayUnavailable(call.stage, "no configured provider serves this stage")
        run = await self._run(caller)
        with run.asking():
            stored = await self._find_stored(call, caller, run, route, ranked)
            if stored is None:
                return await self._ask_together(Talk(call, caller, run, begun, call.messages), route, ranked)
        stored = replace(stored, latency=self.clock() - begun)
        self.books.note_hit(call, caller, stored)
        return stored

    async def _find_stored(
        self, call: Call[T], caller: Caller, run: RunUnderWay, route: Sequence[Candidate], ranked: Sequence[Ranked]
    ) -> Answer[T] | None:
        own = await self.shelf.find_own(call, caller.run_id) if run.resumed else None
        if own is None:
            return await self.shelf.find_fresh(call, caller.run_id, ranked[0])
        if (own.provider, own.model) == (route[0].provider, route[0].model):
            return own
        return replace(own, fallback=f"{route[0]} did not answer before the run was interrupted")

    async def _ask_together(self, talk: Talk[T], route: Sequence[Candidate], ranked: Sequence[Ranked]) -> Answer[T]:
        """Ask the roads, or share what another call asks with the same request at the same time."""
        key = self.shelf.key(talk.call, ranked[0]) + ("" if self.answers.shared else talk.caller.run_id)
        while True:
            leads = False

            async def make() -> Answer[T]:
                nonlocal leads
                leads = True
                return await self._ask_roads(talk, route, ranked)

            try:
                async with asyncio.timeout(max(0.0, self._seconds_left(talk.run)) + LEAST_SECONDS):
                    answer: Answer[T] = await self._flights.run(key, make)
            except TimeoutError:
                raise OutOfTime(talk.call.stage, self.run_seconds) from None
            except (BudgetExceeded, OutOfTime):  # the leader's own; who shared its request asks for itself
                if leads:
                    raise
                continue
            return answer if leads else await self._shared(talk, answer)

    async def get_ready(self) -> None:
        """Do beside the run's first steps what the first question would wait for: load libraries, ask own servers for models."""
        await asyncio.gather(self.clients.prepare(list(self.providers.values())), self.find_served())

    async def find_served(self) -> None:
        """Ask servers of one's own for their models, once in this process."""
        if self._served is None:
            self._served = asyncio.ensure_future(self.list_served(list(self.providers.values())))
        self.served = await asyncio.shield(self._served)

    def rank(self, call: Call[T], caller: Caller) -> tuple[list[Candidate], list[Ranked]]:
        """The route of a call, and its roads in the order in which they would be asked now."""
        route = self._route(call.stage, caller.plan, call.task)
        return route, order_candidates(route, self._keys, self.health, self.breakers, call.complexity, caller.urgency)

    def _route(self, stage: str, plan: Plan, task: Task) -> list[Candidate]:
        """Who may answer. Whether a server of one's own searches the web is for its owner to say, by naming its model."""
        default = next((name for name, one in self.providers.items() if one.default), None)
        found = candidates(stage, plan, task, self.providers, self.overrides, default, served=self.served)
        return [one for one in found if not one.grounded or one.chosen or self.providers[one.provider].priced_as]

    async def searches_web(self, plan: Plan) -> bool:
        """Whether a model can be asked that searches the web for its answer."""
        await self.find_served()
        return bool(self._route("web_search", plan, "research"))

    async def usage(self, run_id: str) -> RunUsage:
        """What a run took so far, from the ledger.

        Raises:
            LedgerUnreadable: the database fails.
        """
        return await self.ledger.usage_of(run_id)

    def end_run(self, run_id: str) -> None:
        """A run under way has ended or stopped; its time and budget are counted anew if it goes on."""
        self._runs.pop(run_id, None)

    async def close(self) -> None:
        """Write what is not written yet, and let go of all connections."""
        try:
            await self.books.close()
        finally:
            await self.clients.close()
            await self.answers.aclose()

    async def _run(self, caller: Caller) -> RunUnderWay:
        self._forget_idle_runs()
        run = self._runs.get(caller.run_id)
        if run is None:
            budget, resumed = await self._before(caller)
            fresh = RunUnderWay(budget, self.clock, resumed, self.clock())
            run = self._runs.setdefault(caller.run_id, fresh)  # another stage of the run may have come first meanwhile
        run.budget.grow(caller.input_tokens)
        return run

    async def _before(self, caller: Caller) -> tuple[RunBudget, bool]:
        """The budget of a run with what it spent before, and whether it has stored answers."""
        try:
            before = await self.ledger.usage_of(caller.run_id)
            resumed = await self.answers.holds_run(caller.run_id)
        except (SQLAlchemyError, OSError) as error:
            log.warning("What a run spent before cannot be read (%s)", type(error).__name__)
            return RunBudget(caller.input_tokens), True
        spent, from_reserve = _by_stage(before.tokens), _by_stage(before.from_reserve)
        return RunBudget(caller.input_tokens, spent, from_reserve), resumed

    def _forget_idle_runs(self) -> None:
        """Studio's runs end without a word."""
        now = self.clock()
        idle = [id for id, run in self._runs.items() if not run.is_asking and now - run.last_asked > IDLE_SECONDS]
        for id in idle:
            del self._runs[id]

    async def _shared(self, talk: Talk[T], answer: Answer[T]) -> Answer[T]:
        """An identical request was under way; its answer serves this one too."""
        own = replace(answer, usage=NO_USAGE, cost=None, attempts=0, latency=self.clock() - talk.begun, cached=True)
        self.books.note_hit(talk.call, talk.caller, own)
        await self.shelf.put(talk.call, talk.caller.run_id, own)
        return own

    async def _ask_roads(self, talk: Talk[T], route: Sequence[Candidate], ranked: Sequence[Ranked]) -> Answer[T]:
        for place, ranked_road in enumerate(ranked):
            if self._is_over(talk):
                break
            later = ranked[place + 1 :]
            if place and not self._gets_its_turn(talk, ranked_road, later):
                continue
            if not await self._is_clear(talk, ranked_road):
                continue
            again = talk.asked.total() > 0
            talk.asked[ranked_road.road.provider] += 1
            others = talk.asked.total() < MOST_ROADS and any(self._gets_its_turn(talk, one, ()) for one in later)
            answer = await self._travel(talk, ranked_road, others=others, again=again)
            if answer is not None:
                answer = replace(answer, fallback=self._why_not_first(talk, route, ranked_road))
                # The ledger's row goes into the same transaction: what was paid is counted as surely as it is found again.
                await self.shelf.put(talk.call, talk.caller.run_id, answer)
                return answer
        stale = await self.shelf.find_stale(talk.call, ranked) if talk.timed_out else None
        if stale is not None:
            stale = replace(stale, latency=self.clock() - talk.begun)
            self.books.note_hit(talk.call, talk.caller, stale)
            return stale
        if talk.out_of_time:
            raise OutOfTime(talk.call.stage, self.run_seconds, talk.failures)
        raise GatewayUnavailable(talk.call.stage, talk.told)

    def _is_over(self, talk: Talk[T]) -> bool:
        """Whether no further road is to be asked."""
        talk.out_of_time = talk.out_of_time or self._seconds_left(talk.run) < LEAST_SECONDS
        return talk.out_of_time or talk.asked.total() >= MOST_ROADS or talk.timed_out >= MAX_TIMED_OUT

    def _gets_its_turn(self, talk: Talk[T], ranked: Ranked, later: Sequence[Ranked]) -> bool:
        """Whether a road may be asked now, and is not one more of a provider that failed while another one waits."""
        if not self.breakers.allows(ranked.road):
            return False
        failed_often = talk.asked[ranked.road.provider] >= MOST_OF_ONE
        return not (failed_often and any(talk.asked[one.road.provider] == 0 for one in later))

    async def _is_clear(self, talk: Talk[T], ranked: Ranked) -> bool:
        """Whether a road may be asked, after a wait where it is short; asked for the best road where none is clear.

        A provider's own wish to be left alone is honoured. A road that only failed is asked all the same, as a probe, unless
        another call is probing it.
        """
        road = ranked.road
        if self.breakers.is_hopeless(road):
            talk.failures.append(f"{ranked.candidate}: {self._shut.get(road) or self._shut[road.provider, road.key]}")
            return False
        ends = self.clock() + min(MOST_PATIENCE, self._seconds_left(talk.run) - LEAST_SECONDS)
        probed_until = self.clock() + BLIND_SECONDS
        while True:  # a provider may ask again, or a probe begin, while this call waits
            wait, now = self.breakers.reopens_in(road), self.clock()
            if 0 < wait <= ends - now:
                await self.sleep(wait)
                probed_until = self.clock() + BLIND_SECONDS
            elif wait == 0 and self.breakers.state(road) == "probing" and now < probed_until:
                await self.sleep(PROBE_SECONDS)
            else:
                break
        if self.breakers.state(road) in ("paused", "probing"):
            talk.failures.append(f"{ranked.candidate}: the provider asked to be left alone for a while")
            return False
        return True

    def _why_not_first(self, talk: Talk[T], route: Sequence[Candidate], taken: Ranked) -> str | None:
        first = route[0]
        if taken.candidate == first and taken.key == self._keys[first.provider][0]:
            return None
        if talk.failures:
            return talk.told
        if taken.candidate == first:
            road = Road(first.provider, self._keys[first.provider][0], first.model)
            return None if self.breakers.allows(road) else f"{first.provider}: its first key rests after failures"
        resting = not any(
            self.breakers.allows(Road(first.provider, key, first.model)) for key in self._keys[first.provider]
        )
        return f"{first} rests after failures" if resting else None

    async def _travel(self, talk: Talk[T], ranked: Ranked, *, others: bool, again: bool) -> Answer[T] | None:
        """Ask one road until it answers or is given up, which is noted in the talk."""
        call, candidate = talk.call, ranked.candidate
        tried = Tried()
        sent_as: SentAs = "fallback" if again else "first"
        purpose: Purpose = call.purpose
        asked = talk.messages
        ways = self._ways(call, candidate)
        while True:
            way = ways[0]
            try:
                return await self._request(talk, ranked, asked, way, sent_as, purpose)
            except Failed as failed:
                failure, failed_text, problem = failed.failure, failed.text, failed.problem
                talk.out_of_time = talk.out_of_time or failed.cut_short
            except _Occupied:
                talk.failures.append(f"{candidate}: another call is trying whether it has recovered")
                return None
            talk.timed_out += failure.kind == "timeout"
            self._shut_for_good(talk.call, ranked, way, failure)
            if failure.kind == "unsupported_way" or (failure.kind == "bad_request" and way == "text"):
                self.ways.learn(candidate.provider, candidate.model, way, False)  # of text: no way was to blame before
            wait = wait_before(tried.retries + 1, failure.retry_after, self.rng)
            step: Step = next_step(
                failure,
                tried,
                Ways(
                    others=others,
                    more_forms=len(ways) > 1,
                    shorter=failure.kind == "context_length" and talk.shorten(size_of(asked) // 2),
                    may_wait=self.breakers.state(ranked.road) != "open"
                    and not self._is_over(talk)
                    and wait + LEAST_SECONDS <= self._seconds_left(talk.run),
                ),
            )
            match step:
                case "next_road":
                    talk.failures.append(f"{candidate}: {failure.summary}")
                    return None
                case "wait_and_retry":
                    sent_as = "retry"
                    await self.sleep(wait)
                case "other_way":
                    sent_as, ways = "other_way", ways[1:]
                case "shorten":
                    sent_as, asked = "shortened", talk.messages
                case "repair":
                    sent_as, purpose = "repair", "repair"
                    asked = repair_messages(talk.messages, failed_text, problem)
            tried = tried.after(step, failure)

    def _shut_for_good(self, call: Call[T], ranked: Ranked, way: Way, failure: Failure) -> None:
        """Leave alone what fails by a cause that does not pass with time, so that not every call finds it out anew."""
        road = ranked.road
        if failure.kind in ("auth", "payment"):
            self._shut[road.provider, road.key] = failure.summary
            self.breakers.shut(road, whole_key=True)
            return
        if failure.kind == "invalid_output":
            self._spoilt[road] += 1
        never_worked = failure.kind == "bad_request" and way == "text" and not self.ways.has_worked(road[0], road[2])
        if failure.kind == "not_found" or never_worked or self._spoilt[road] >= MOST_SPOILT:
            self._spoilt[road] = 0
            self._shut[road] = failure.summary
            self.breakers.shut(road)

    def _ways(self, call: Call[T], candidate: Candidate) -> list[Way]:
        """How the answer may be asked for: as text where text is wanted, else by the ways that the model is not known to lack."""
        if issubclass(call.schema, PlainText):
            return ["text"]
        return list(self.ways.ways(candidate.provider, candidate.model))

    async def _request(
        self,
        talk: Talk[T],
        ranked: Ranked,
        asked: tuple[Message, ...],
        way: Way,
        sent_as: SentAs,
        purpose: Purpose,
    ) -> Answer[T]:
        """Send one request within the budgets and a free slot.

        Raises:
            Failed: no valid answer came of it.
            BudgetExceeded: no budget has room, not even for the shortened prompt.
        """
        run, stage = talk.run, talk.call.stage
        async with AsyncExitStack() as given_back:
            try:
                async with asyncio.timeout(
                    max(0.0, self._seconds_left(run))
                ):  # waiting in a queue is the run's time too
                    held, question = await self._reserve(talk, ranked, asked, way, purpose)
                    given_back.enter_context(run.budget.held(held))
                    used_today = await given_back.enter_async_context(self.books.day(talk, held.tokens))
                    slot = self.limiters[ranked.road.provider].slot(talk.call.priority)
                    await given_back.enter_async_context(slot)
            except TimeoutError:
                raise OutOfTime(stage, self.run_seconds, talk.failures) from None
            if self._seconds_left(run) < LEAST_SECONDS:
                raise OutOfTime(stage, self.run_seconds, talk.failures)
            if self.breakers.state(ranked.road) == "probing":
                raise _Occupied
            try:
                reply, sent = await self._send(talk, ranked, question, sent_as, purpose)
            except Failed as failed:
                run.budget.settle(held, failed.sent.usage.total)
                used_today(failed.sent.usage.total)
                if failed.sent.usage.total:
                    talk.spend(failed.sent.usage, failed.sent.cost)
                raise
            run.budget.settle(held, sent.usage.total)
            used_today(sent.usage.total)
        return await self._read(talk, ranked, way, reply, sent)

    async def _reserve(
        self, talk: Talk[T], ranked: Ranked, asked: tuple[Message, ...], way: Way, purpose: Purpose
    ) -> tuple[Reservation, Question]:
        """Tokens of the run for a request, which is shortened where it finds no room otherwise."""
        call, budget = talk.call, talk.run.budget
        fixed = schema_size(call.schema) + call.max_output_tokens + thinking_of(ranked.road.model).allowance
        try:
            held = await budget.reserve_in_turn(call.stage, size_of(asked) + fixed, purpose)
        except BudgetExceeded:
            room = budget.room_in_turn(call.stage, purpose) - fixed
            if room <= 0 or asked is not talk.messages or not talk.shorten(room):
                raise
            asked = talk.messages
            held = await budget.reserve_in_turn(call.stage, size_of(asked) + fixed, purpose)
        searches = ranked.candidate.grounded and issubclass(call.schema, GroundedText)
        return held, Question(asked, call.schema, way, call.max_output_tokens, call.temperature, searches)

    async def _send(
        self, talk: Talk[T], ranked: Ranked, question: Question, sent_as: SentAs, purpose: Purpose
    ) -> tuple[Reply, Sent]:
        provider = self.providers[ranked.road.provider]
        key = next(one for one in provider.keys if one.label == ranked.key)
        own = self.request_seconds or ranked.candidate.timeout
        if not self.breakers.allows(ranked.road):
            own = min(own, BLIND_SECONDS)
        bound = min(own, talk.call.seconds or own)
        seconds = max(LEAST_SECONDS, min(bound, self._seconds_left(talk.run)))
        talk.attempts += 1
        begin = self.clock()
        with self.breakers.trial(ranked.road) as trial:
            try:
                reply = await self.clients.ask(provider, key, ranked.candidate.model, question, timeout=seconds)
            except asyncio.CancelledError:  # it was sent, and may be billed
                self.books.note(talk, ranked, Sent(sent_as, purpose, self.clock() - begin), CANCELLED)
                raise
            except Exception as error:  # whatever a provider's library raises has a class of its own here
                failure = classify(error)
                self.breakers.failed(
                    trial,
                    # A run that had hardly any time left, or a call that cannot wait, says nothing of the road.
                    failure_cools=failure.cools_down and not (failure.kind == "timeout" and seconds < own),
                    retry_after=failure.retry_after,
                    opens_key=failure.opens_key,
                )
                sent = Sent(sent_as, purpose, self.clock() - begin, *self.books.billed(ranked, error))
                self._note_failure(talk, ranked, failure, sent)
                raise Failed(failure, sent, cut_short=failure.kind == "timeout" and seconds < bound) from error
            self.breakers.succeeded(trial)
        self.limiters[provider.name].went_well()
        usage = reply.usage or Usage(size_of(question.messages), len(reply.text) // CHARS_PER_TOKEN)
        cost = price(provider.priced_as, ranked.candidate.model, reply.usage) if reply.usage else None
        return reply, Sent(sent_as, purpose, self.clock() - begin, usage, cost)

    async def _read(self, talk: Talk[T], ranked: Ranked, way: Way, reply: Reply, sent: Sent) -> Answer[T]:
        talk.spend(sent.usage, sent.cost)
        try:
            value = reply.read(talk.call.schema)
        except InvalidOutput as error:
            failure = classify(error)
            self.ways.missed(ranked.road.provider, ranked.road.model, way)
            self._note_failure(talk, ranked, failure, sent)
            raise Failed(failure, sent, error) from error
        self._spoilt[ranked.road] = 0
        await self._works(ranked.candidate, way)
        self.health.record(ranked.road, True, sent.seconds, sent.cost)
        self.books.note(talk, ranked, sent, "ok")
        if ranked.candidate.grounded and issubclass(talk.call.schema, GroundedText):
            self.books.note_fee(talk, ranked, reply.queries)
        return Answer(
            value=value,
            provider=ranked.road.provider,
            model=ranked.road.model,
            usage=talk.usage,
            cost=talk.cost,
            attempts=talk.attempts,
            latency=self.clock() - talk.begun,
            compressed=talk.compressed,
        )

    async def _works(self, candidate: Candidate, way: Way) -> None:
        """Remember the way that worked, and with it the refusals that it proves to be about ways."""
        self.ways.learn(candidate.provider, candidate.model, way, True)
        if (candidate.provider, candidate.model, way) not in self._proven:
            self._proven.add((candidate.provider, candidate.model, way))
            try:
                await self.learned.save([LearnedWay(*row) for row in self.ways.dump()])
            except (SQLAlchemyError, OSError) as error:
                log.warning("What was learned of a model cannot be stored (%s)", type(error).__name__)

    def _note_failure(self, talk: Talk[T], ranked: Ranked, failure: Failure, sent: Sent) -> None:
        if failure.kind == "rate_limit" or failure.status == OVERLOADED:
            self.limiters[ranked.road.provider].overloaded()
        if failure.kind != "unsupported_way":
            self.health.record(ranked.road, False, sent.seconds, sent.cost)
        self.books.note(talk, ranked, sent, failure.kind)

    def _seconds_left(self, run: RunUnderWay) -> float:
        return self.run_seconds - run.seconds


def _by_stage(tokens: Mapping[str, StageTokens]) -> dict[str, Usage]:
    return {stage: Usage(one.input, one.output) for stage, one in tokens.items()}
