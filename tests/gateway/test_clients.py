"""Conformance: each interface against a server that speaks it, in good order and in every kind of trouble."""

import asyncio
import contextlib
import json
import logging
import random
import warnings
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

import pytest
from langchain_core.callbacks import AsyncCallbackHandler
from langchain_core.runnables import RunnableLambda
from pydantic import BaseModel, SecretStr

from evals.loopback import FAULTS, Fault, LoopbackServer
from evals.loopback.server import Answered
from gateway import dialects
from gateway.calls import Image, Message, PlainText
from gateway.clients import ModelClients, Question, Reply
from gateway.failures import CallFailed, FailureKind, InvalidOutput
from gateway.providers import Key, Provider
from gateway.structured import WAYS, Way
from storage.provider_kinds import ProviderKind

SECRET = "invented-key-5f1c"
DEAD = "invented-key-dead"
APIS = ("chat", "responses", "google", "anthropic")

WITHIN = 0.4
"""Seconds a request may take against a server that never finishes."""


class Skill(BaseModel):
    name: str
    years: int


class Sheet(BaseModel):
    """A schema with a list of objects, as our stages ask for."""

    title: str
    skills: list[Skill]
    remarks: list[str] = []


MESSAGES = (Message("system", "Read the sheet."), Message("user", "Orsolya Quill keeps bees and ledgers."))

EXPECTED: dict[Fault, FailureKind] = {
    "rate_limit": "rate_limit",
    "rate_limit_wait": "rate_limit",
    "quota": "payment",
    "server_error": "transient",
    "overloaded": "transient",
    "timed_out": "timeout",
    "hung": "timeout",
    "reset": "transient",
    "cut": "transient",
    "drip": "timeout",
    "malformed": "transient",
    "page": "transient",
    "hollow": "transient",
    "error_inside": "transient",
    "truncated": "invalid_output",
    "empty": "invalid_output",
    "wrong_schema": "invalid_output",
    "refusal": "content_filter",
    "filtered": "content_filter",
    "unauthorized": "auth",
    "forbidden": "auth",
    "payment": "payment",
    "no_model": "not_found",
    "no_way": "unsupported_way",
    "context_length": "context_length",
    "redirect": "transient",
    "bomb": "transient",
}


@pytest.fixture(autouse=True)
def unwatched(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a run of which nobody is told."""
    monkeypatch.setattr(dialects, "_is_watched", lambda: False)


@pytest.fixture
async def server() -> AsyncIterator[LoopbackServer]:
    async with LoopbackServer(dead_keys={DEAD}) as running:
        yield running


@pytest.fixture
async def clients() -> AsyncIterator[ModelClients]:
    made = ModelClients()
    yield made
    await made.close()


def provider_of(api: str, server: LoopbackServer, *secrets: str) -> Provider:
    keys = tuple(Key(f"KEY_{place}", SecretStr(secret)) for place, secret in enumerate(secrets or (SECRET,)))
    match api:
        case "google":
            return Provider("google", "google", server.address, keys)
        case "anthropic":
            return Provider("anthropic", "anthropic", server.address, keys)
        case "responses":
            return Provider("openai", "openai", server.openai_address, keys, api="responses")
        case _:
            return Provider("openai", "openai", server.openai_address, keys)


def question(way: Way = "json_schema", messages: Sequence[Message] = MESSAGES, **changes: object) -> Question:
    settings = {"schema": Sheet, "max_output_tokens": 321, "temperature": 0.25} | changes
    return Question(messages=tuple(messages), way=way, **settings)  # type: ignore[arg-type]


async def failure_of_answer(clients: ModelClients, provider: Provider, seconds: float = 10.0) -> FailureKind | None:
    """The kind of failure of one request, reading included; None where it succeeds."""
    try:
        reply = await clients.ask(provider, provider.keys[0], "some-model", question(), timeout=seconds)
        reply.read(Sheet)
    except CallFailed as error:
        return error.failure.kind
    except InvalidOutput:
        return "invalid_output"
    return None


# In good order


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("api", APIS)
async def test_every_interface_answers_in_every_way(
    api: str, way: Way, server: LoopbackServer, clients: ModelClients
) -> None:
    provider = provider_of(api, server)
    reply = await clients.ask(provider, provider.keys[0], "some-model", question(way), timeout=10)
    value = reply.read(Sheet)
    assert value.skills
    assert reply.usage is not None
    assert reply.usage.input > 0
    assert reply.usage.output > 0
    assert not reply.is_cut_off


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("api", APIS)
async def test_model_limit_key_prompt_and_schema_arrive(
    api: str, way: Way, server: LoopbackServer, clients: ModelClients
) -> None:
    provider = provider_of(api, server)
    await clients.ask(provider, provider.keys[0], "some-model", question(way), timeout=10)
    asked = server.requests[-1].asked
    told_in_words = {"text"} | ({"json_object"} if api == "anthropic" else set())
    assert asked.model == "some-model"
    assert asked.limit == 321
    assert asked.key == SECRET
    assert asked.way == ("text" if way in told_in_words else way)
    assert "Orsolya Quill keeps bees" in asked.prompt
    assert "Read the sheet." in asked.prompt
    assert set(asked.schema["properties"]) == {"title", "skills", "remarks"}  # type: ignore[index, arg-type]


@pytest.mark.parametrize("api", APIS)
async def test_the_schema_is_told_in_words_only_where_nothing_else_tells_it(
    api: str, server: LoopbackServer, clients: ModelClients
) -> None:
    provider = provider_of(api, server)
    told = {}
    for way in WAYS:
        await clients.ask(provider, provider.keys[0], "some-model", question(way), timeout=10)
        told[way] = "JSON schema" in server.requests[-1].asked.prompt
    assert told == {"json_schema": False, "function": False, "json_object": True, "text": True}


@pytest.mark.parametrize("api", APIS)
async def test_the_key_is_in_no_body_and_no_address(api: str, server: LoopbackServer, clients: ModelClients) -> None:
    provider = provider_of(api, server)
    await clients.ask(provider, provider.keys[0], "some-model", question(), timeout=10)
    sent = server.requests[-1]
    assert SECRET not in json.dumps(sent.body)
    assert SECRET not in sent.path


@pytest.mark.parametrize("api", APIS)
async def test_schemas_are_sent_without_titles_and_limits(
    api: str, server: LoopbackServer, clients: ModelClients
) -> None:
    provider = provider_of(api, server)
    await clients.ask(provider, provider.keys[0], "some-model", question(), timeout=10)
    assert '"title": "' not in json.dumps(server.requests[-1].asked.schema)


@pytest.mark.parametrize("api", APIS)
async def test_plain_text_is_asked_without_a_schema(api: str, server: LoopbackServer, clients: ModelClients) -> None:
    provider = provider_of(api, server)
    asked = question("text", schema=PlainText)
    reply = await clients.ask(provider, provider.keys[0], "some-model", asked, timeout=10)
    assert reply.read(PlainText).text.startswith("A plain answer")
    assert server.requests[-1].asked.schema is None


@pytest.mark.parametrize("api", APIS)
async def test_images_are_sent_inline(api: str, server: LoopbackServer, clients: ModelClients) -> None:
    provider = provider_of(api, server)
    picture = Message("user", "What does it say?", (Image(b"\x89PNG invented", "image/png"),))
    await clients.ask(provider, provider.keys[0], "some-model", question(messages=[picture]), timeout=10)
    sent = json.dumps(server.requests[-1].body)
    assert "iVBORyBpbnZlbnRlZA" in sent.replace("-", "+").replace("_", "/")
    assert "image/png" in sent


async def test_openai_is_told_not_to_keep_what_its_responses_interface_would_store(
    server: LoopbackServer, clients: ModelClients
) -> None:
    provider = provider_of("responses", server)
    await clients.ask(provider, provider.keys[0], "some-model", question(), timeout=10)
    assert server.requests[-1].body["store"] is False


async def test_a_server_without_a_key_is_asked(server: LoopbackServer, clients: ModelClients) -> None:
    provider = provider_of("chat", server, "")
    reply = await clients.ask(provider, provider.keys[0], "some-model", question(), timeout=10)
    assert reply.read(Sheet).title


async def test_a_model_that_thinks_gets_tokens_for_its_thoughts(server: LoopbackServer, clients: ModelClients) -> None:
    provider = provider_of("google", server)
    await clients.ask(provider, provider.keys[0], "gemini-2.5-pro", question(), timeout=10)
    config = server.requests[-1].body["generationConfig"]
    assert config["maxOutputTokens"] > 321  # type: ignore[index, call-overload, operator]
    assert config["thinkingConfig"]  # type: ignore[index, call-overload]


async def test_calls_at_once_each_get_their_own_answer(server: LoopbackServer, clients: ModelClients) -> None:
    server.answering = lambda asked: {"title": asked.prompt.rpartition(" ")[2], "skills": [], "remarks": []}
    provider = provider_of("chat", server)

    async def title(number: int) -> str:
        asked = question(messages=[Message("user", f"Name {number}")])
        return (await clients.ask(provider, provider.keys[0], "some-model", asked, timeout=30)).read(Sheet).title

    assert await asyncio.gather(*(title(number) for number in range(60))) == [str(number) for number in range(60)]


# In trouble


def test_every_fault_has_its_place_in_the_table() -> None:
    assert set(EXPECTED) | {"prose"} == set(FAULTS)


@pytest.mark.parametrize("fault", EXPECTED)
@pytest.mark.parametrize("api", APIS)
async def test_each_fault_has_its_kind(api: str, fault: Fault, server: LoopbackServer, clients: ModelClients) -> None:
    server.fail_next(fault)
    seconds = WITHIN if EXPECTED[fault] == "timeout" else 10.0
    kind = await failure_of_answer(clients, provider_of(api, server), seconds)
    if (api, fault) == ("google", "quota"):  # Gemini has one word for both
        assert kind == "rate_limit"
    else:
        assert kind == EXPECTED[fault]


@pytest.mark.parametrize("api", APIS)
async def test_the_gateway_sends_one_request_and_the_sdks_none_of_their_own(
    api: str, server: LoopbackServer, clients: ModelClients
) -> None:
    provider = provider_of(api, server)
    kinds = []
    for fault in ("rate_limit", "server_error", "overloaded", "timed_out", "reset", "cut"):
        server.fail_next(fault)
        kinds.append(await failure_of_answer(clients, provider))
    assert None not in kinds
    assert server.count == len(kinds)


@pytest.mark.parametrize("api", APIS)
async def test_json_among_words_is_an_answer(api: str, server: LoopbackServer, clients: ModelClients) -> None:
    server.fail_next("prose")
    assert await failure_of_answer(clients, provider_of(api, server)) is None


@pytest.mark.parametrize("api", APIS)
async def test_the_time_a_server_asks_for_is_passed_on(api: str, server: LoopbackServer, clients: ModelClients) -> None:
    provider = provider_of(api, server)
    server.fail_next("rate_limit_wait")
    with pytest.raises(CallFailed) as caught:
        await clients.ask(provider, provider.keys[0], "some-model", question(), timeout=10)
    assert caught.value.failure.retry_after == 7.0


@pytest.mark.parametrize("fault", ["hung", "drip"])
@pytest.mark.parametrize("api", APIS)
async def test_a_server_that_never_finishes_is_left_with_its_connection_closed(
    api: str, fault: Fault, server: LoopbackServer, clients: ModelClients
) -> None:
    provider = provider_of(api, server)
    server.fail_next(fault)
    assert await failure_of_answer(clients, provider, WITHIN) == "timeout"
    await until(lambda: server.open_connections == 0)


@pytest.mark.parametrize("api", APIS)
async def test_a_cancelled_call_leaves_no_connection(api: str, server: LoopbackServer, clients: ModelClients) -> None:
    provider = provider_of(api, server)
    server.fail_next("hung")
    task = asyncio.create_task(failure_of_answer(clients, provider, 60))
    await until(lambda: server.count == 1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until(lambda: server.open_connections == 0)


async def test_closing_leaves_no_connection(server: LoopbackServer) -> None:
    clients = ModelClients()
    assert await failure_of_answer(clients, provider_of("chat", server)) is None
    assert server.open_connections == 1
    await clients.close()
    await until(lambda: server.open_connections == 0)


@pytest.mark.parametrize("api", APIS)
async def test_a_refusal_tells_the_tokens_it_cost(api: str, server: LoopbackServer, clients: ModelClients) -> None:
    provider = provider_of(api, server)
    server.fail_next("refusal")
    with pytest.raises(CallFailed) as caught:
        await clients.ask(provider, provider.keys[0], "some-model", question(), timeout=10)
    assert caught.value.usage is not None


@pytest.mark.parametrize("api", APIS)
async def test_a_text_that_was_cut_off_is_no_answer(api: str, server: LoopbackServer, clients: ModelClients) -> None:
    provider = provider_of(api, server)
    server.fail_next("truncated")
    reply = await clients.ask(provider, provider.keys[0], "m", question("text", schema=PlainText), timeout=10)
    with pytest.raises(InvalidOutput) as caught:
        reply.read(PlainText)
    assert "cut off" in caught.value.problem


@pytest.mark.parametrize("fault", [fault for fault in EXPECTED if fault not in {"hung", "drip"}])
@pytest.mark.parametrize("api", APIS)
async def test_no_key_and_no_prompt_is_in_what_is_raised_or_logged(
    api: str, fault: Fault, server: LoopbackServer, clients: ModelClients, caplog: pytest.LogCaptureFixture
) -> None:
    provider = provider_of(api, server)
    server.fail_next(fault)
    shown = ""
    with caplog.at_level(logging.INFO):
        try:
            (await clients.ask(provider, provider.keys[0], "some-model", question(), timeout=10)).read(Sheet)
        except (CallFailed, InvalidOutput) as error:
            shown = repr(error) + repr(getattr(error, "failure", "")) + repr(error.__cause__) + repr(error.__context__)
    said = shown + caplog.text + repr(provider)
    assert SECRET not in said
    assert "Orsolya" not in said


@pytest.mark.parametrize("kind", ["openai", "anthropic", "google"])
async def test_an_address_that_no_sdk_takes_is_a_failed_call(
    kind: ProviderKind, clients: ModelClients, caplog: pytest.LogCaptureFixture
) -> None:
    provider = Provider("lab", kind, "https://a\u200bb.example/v1", (Key("k", SecretStr(SECRET)),))
    with pytest.raises(CallFailed):
        await clients.ask(provider, provider.keys[0], "some-model", question(), timeout=10)
    assert SECRET not in caplog.text


async def test_a_dead_key_is_told_from_a_living_one(server: LoopbackServer, clients: ModelClients) -> None:
    provider = provider_of("chat", server, DEAD, SECRET)
    dead, living = provider.keys
    with pytest.raises(CallFailed) as caught:
        await clients.ask(provider, dead, "some-model", question(), timeout=10)
    assert caught.value.failure.opens_key
    assert (await clients.ask(provider, living, "some-model", question(), timeout=10)).read(Sheet).title


# Servers that know less


@pytest.mark.parametrize("way", ["json_schema", "function", "json_object"])
async def test_a_refusal_without_a_word_is_laid_to_the_way(
    way: Way, server: LoopbackServer, clients: ModelClients
) -> None:
    server.refused_parameters = ("messages",)
    provider = provider_of("chat", server)
    with pytest.raises(CallFailed) as caught:
        await clients.ask(provider, provider.keys[0], "some-model", question(way), timeout=10)
    assert caught.value.failure.kind == "unsupported_way"


async def test_a_refused_plain_request_is_a_bad_one(server: LoopbackServer, clients: ModelClients) -> None:
    server.refused_parameters = ("messages",)
    provider = provider_of("chat", server)
    with pytest.raises(CallFailed) as caught:
        await clients.ask(provider, provider.keys[0], "some-model", question("text"), timeout=10)
    assert caught.value.failure.kind == "bad_request"


async def test_a_refused_parameter_is_left_out_from_then_on(server: LoopbackServer, clients: ModelClients) -> None:
    server.refused_parameters = ("temperature",)
    provider = provider_of("chat", server)
    for _ in range(2):
        await clients.ask(provider, provider.keys[0], "some-model", question(), timeout=10)
    assert ["temperature" in sent.body for sent in server.requests] == [True, False, False]


async def test_a_server_that_wants_the_newer_name_of_the_limit_gets_it(
    server: LoopbackServer, clients: ModelClients
) -> None:
    server.refused_parameters = ("max_tokens",)
    provider = provider_of("chat", server)
    await clients.ask(provider, provider.keys[0], "some-model", question(), timeout=10)
    assert server.requests[-1].body["max_completion_tokens"] == 321


async def test_a_server_that_knows_neither_name_of_the_limit_is_given_up(
    server: LoopbackServer, clients: ModelClients
) -> None:
    server.refused_parameters = ("max_tokens", "max_completion_tokens")
    provider = provider_of("chat", server)
    with pytest.raises(CallFailed):
        await clients.ask(provider, provider.keys[0], "some-model", question("text"), timeout=10)
    assert server.count <= 3


# Servers that speak nonsense

NONSENSE: tuple[object, ...] = (None, 0, -1, 1e308, 10**30, "", "stop", "\ud800", True, [], {}, [None], [[]], {"a": 1})


def garbled(value: object, rng: random.Random) -> object:
    """The value with parts replaced by nonsense, left out or doubled."""
    if rng.random() < 0.08:
        return rng.choice(NONSENSE)
    if isinstance(value, dict):
        return {name: garbled(part, rng) for name, part in value.items() if rng.random() > 0.05}
    if isinstance(value, list):
        return [garbled(part, rng) for part in value for _ in range(rng.choice((1, 1, 1, 1, 0, 2)))]
    return value


@dataclass
class GarblingServer(LoopbackServer):
    rng: random.Random = field(default_factory=lambda: random.Random(11))

    def answer(self, path: str, headers: dict[str, str], raw: bytes) -> Answered:
        good = super().answer(path, headers, raw)
        body = json.dumps(garbled(json.loads(good.body), self.rng)).encode()
        return Answered(self.rng.choice((200, 200, 200, 400, 500)), body)


@pytest.mark.parametrize("api", APIS)
async def test_any_nonsense_is_an_answer_or_a_failure_of_ours(
    api: str, clients: ModelClients, caplog: pytest.LogCaptureFixture
) -> None:
    async with GarblingServer() as server:
        provider = provider_of(api, server)
        for number in range(120):
            asked = question(WAYS[number % len(WAYS)])
            with contextlib.suppress(CallFailed, InvalidOutput):  # anything else fails the test, warnings too
                (await clients.ask(provider, provider.keys[0], "m", asked, timeout=30)).read(Sheet)
        assert server.count == 120
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


class MiscountingServer(LoopbackServer):
    """Says of tokens what no count of tokens is."""

    usage: object = None

    def answer(self, path: str, headers: dict[str, str], raw: bytes) -> Answered:
        good = super().answer(path, headers, raw)
        told = json.loads(good.body)
        told[next(name for name in told if name.startswith("usage"))] = self.usage
        return Answered(good.status, json.dumps(told).encode())


@pytest.mark.parametrize(
    "usage",
    [
        "many",
        [],
        7,
        {"prompt_tokens": "12", "completion_tokens": 3, "total_tokens": None},
        {"prompt_tokens": 12, "completion_tokens": None, "total_tokens": "x", "completion_tokens_details": []},
        {"prompt_tokens": 12, "completion_tokens": 3, "prompt_tokens_details": {"cached_tokens": "none"}},
    ],
)
async def test_an_answer_is_not_lost_to_a_count_of_tokens_that_is_none(usage: object, clients: ModelClients) -> None:
    server = MiscountingServer()
    server.usage = usage
    async with server:
        provider = provider_of("chat", server)
        reply = await clients.ask(provider, provider.keys[0], "m", question(), timeout=30)
    assert reply.read(Sheet).skills
    assert reply.usage is None


class AbysmalServer(LoopbackServer):
    """Nests its answer deeper than a program can follow."""

    def answer(self, path: str, headers: dict[str, str], raw: bytes) -> Answered:
        good = super().answer(path, headers, raw)
        deep = '{"title":' * 3_000 + "1" + "}" * 3_000
        return Answered(good.status, b'{"candidates": [' + deep.encode() + b"], " + good.body[1:])


async def test_an_answer_without_a_bottom_is_none_of_the_protocol(clients: ModelClients) -> None:
    async with AbysmalServer() as server:
        provider = provider_of("google", server)
        with pytest.raises(CallFailed) as caught:
            await clients.ask(provider, provider.keys[0], "m", question(), timeout=30)
    assert caught.value.failure.kind == "transient"
    assert "not one of its protocol" in caught.value.failure.summary


# What surrounds us


class Watcher(AsyncCallbackHandler):
    """Is told of each model that is asked, as a tracer is."""

    def __init__(self) -> None:
        self.told: list[object] = []

    async def on_chat_model_start(self, *args: object, **settings: object) -> None:
        self.told.append(args)


@pytest.mark.parametrize("watchers", [0, 1])
async def test_who_watches_is_told_and_the_answer_is_read_alike(
    watchers: int, server: LoopbackServer, clients: ModelClients, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider = provider_of("chat", server)
    unwatched = await clients.ask(provider, provider.keys[0], "m", question(), timeout=10)
    monkeypatch.undo()
    handlers = [Watcher() for _ in range(watchers)]

    async def ask(_: None) -> Reply:
        return await clients.ask(provider, provider.keys[0], "m", question(), timeout=10)

    answer = await RunnableLambda(ask).ainvoke(None, {"callbacks": [*handlers]})
    assert [(each.finish, each.usage is None, bool(each.read(Sheet).title)) for each in (answer, unwatched)] == [
        ("stop", False, True)
    ] * 2
    assert [len(handler.told) for handler in handlers] == [1] * watchers


async def test_the_environment_of_the_sdks_redirects_nothing(
    server: LoopbackServer, clients: ModelClients, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_BASE", "OPENAI_BASE_URL", "LANGSMITH_GATEWAY", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/elsewhere")
    for name in ("GOOGLE_GENAI_USE_VERTEXAI", "GOOGLE_GENAI_USE_ENTERPRISE"):
        monkeypatch.setenv(name, "true")
    for name in ("OPENAI_PROXY", "ANTHROPIC_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("GOOGLE_API_KEY", "GEMINI_API_KEY", "OPENAI_API_KEY", "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"):
        monkeypatch.setenv(name, f"another-{name}")
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", "another-project")
    monkeypatch.setenv("LC_OUTPUT_VERSION", "v1")
    for api in APIS:
        assert await failure_of_answer(clients, provider_of(api, server)) is None
    assert {sent.asked.key for sent in server.requests} == {SECRET}


async def test_a_stranger_is_not_told_ones_organisation(
    server: LoopbackServer, clients: ModelClients, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "invented-organisation")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "invented-project")
    assert await failure_of_answer(clients, provider_of("chat", server)) is None
    assert "invented-organisation" not in str(server.requests[-1].headers)
    assert "invented-project" not in str(server.requests[-1].headers)


async def test_no_warning_reaches_a_user(server: LoopbackServer, clients: ModelClients) -> None:
    provider = provider_of("chat", server)
    server.fail_next("no_way")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert await failure_of_answer(clients, provider) == "unsupported_way"
    assert [str(warning.message) for warning in caught] == []


def test_a_complete_answer_counts_even_at_the_limit() -> None:
    reply = Reply('{"title": "Ledger", "skills": []}', None, "length")
    assert reply.read(Sheet).title == "Ledger"


async def until(condition: Callable[[], bool]) -> None:
    """Wait until a condition holds; the test fails by its own time-out where it never does."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110  what is awaited happens in the server
            await asyncio.sleep(0.01)
