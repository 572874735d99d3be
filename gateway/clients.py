"""One request to one model, through LangChain: asked, bounded in time, and read whatever the provider.

Everything that goes wrong leaves here as `CallFailed`; the SDKs' own exceptions quote keys, prompts and answers, and stay here.
"""

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from gateway.calls import GroundedText, PlainText, Source, Usage
from gateway.connections import open_pool
from gateway.dialects import (
    LIMITS,
    OPTIONAL,
    Arguments,
    Question,
    arguments,
    langchain_messages,
    load_sdk,
    open_model,
)
from gateway.failures import (
    CallFailed,
    Failure,
    InvalidOutput,
    MalformedReply,
    classify,
    classify_status,
    failure_of,
    refused_parameter,
)
from gateway.grounding import queries_of, sources_of
from gateway.providers import Key, Provider
from gateway.structured import parse_answer

if TYPE_CHECKING:
    import httpx2
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage, BaseMessage

__all__ = ["ModelClients", "Question", "Reply"]

T = TypeVar("T", bound=BaseModel)

log = logging.getLogger(__name__)

_SECRET_CHARS = 12
"""Keys shorter than this are placeholders of local servers (`none`, `ollama`), and may be words of an answer."""

_MOST_TOKENS = 10_000_000
"""A count of tokens above this is no count."""

_CUT_OFF = frozenset({"length", "max_tokens", "max_output_tokens", "model_length"})
_DECLINED = frozenset(
    {"content_filter", "refusal", "safety", "recitation", "prohibited_content", "blocklist", "spii", "image_safety"}
)


@dataclass(frozen=True)
class Reply:
    """What a model answered, not yet read."""

    text: str
    """JSON, or text with JSON in it, or text."""
    usage: Usage | None
    """As the provider counted; None where it did not."""
    finish: str | None
    """Why it ended, in lower case and the provider's words: `stop`, `length`, `max_tokens`, …"""
    sources: tuple[Source, ...] = ()
    """What of the text rests on which address, where the web was searched."""
    queries: int | None = None
    """How often the web was searched, as far as the answer tells."""

    @property
    def is_cut_off(self) -> bool:
        """Whether the limit of tokens ended it."""
        return self.finish in _CUT_OFF

    def read(self, schema: type[T]) -> T:
        """The answer as a value of its schema.

        Raises:
            InvalidOutput: it cannot be read, or is text that was cut off.
        """
        cut_off = "it was cut off, being too long."
        if self.is_cut_off and issubclass(schema, PlainText):
            raise InvalidOutput(cut_off, self.text)
        try:
            value = parse_answer(self.text, schema)
        except InvalidOutput as error:
            if self.is_cut_off:
                raise InvalidOutput(cut_off, self.text) from None
            raise error
        return value.model_copy(update={"sources": list(self.sources)}) if isinstance(value, GroundedText) else value


class ModelClients:
    """The clients of all providers, made when first asked for and kept.

    Belongs to the event loop on which it is first used.
    """

    def __init__(self) -> None:
        self._http: dict[str, httpx2.AsyncClient] = {}
        self._models: dict[tuple[Provider, Key, str], BaseChatModel] = {}
        self._refused: dict[tuple[str, str], frozenset[str]] = {}

    async def prepare(self, providers: Sequence[Provider]) -> None:
        """Import the SDKs in a thread, so that the first question does not hold up the event loop for a second."""
        for provider in providers:
            await asyncio.to_thread(load_sdk, provider)

    async def ask(
        self,
        provider: Provider,
        key: Key,
        model: str,
        question: Question,
        *,
        timeout: float,  # noqa: ASYNC109  the bound is part of what is asked
    ) -> Reply:
        """The model's answer.

        A parameter that the server does not know is left out and the question asked again, within the same time.

        Args:
            provider: who is asked.
            key: with which of its keys.
            model: which of its models.
            question: what is asked.
            timeout: seconds in all, from the connection to the last byte; a cancelled request's connection is closed.

        Raises:
            CallFailed: there is no answer.
        """
        problem: CallFailed
        try:
            async with asyncio.timeout(timeout):
                return await self._ask(provider, key, model, question)
        except CallFailed as error:
            problem = CallFailed(error.failure, error.usage)  # a new one: nothing of the SDK's hangs on it
        except TimeoutError:
            problem = CallFailed(failure_of("timeout"))
        raise problem

    async def close(self) -> None:
        """Close all connections."""
        clients, self._http = list(self._http.values()), {}
        self._models.clear()
        for client in clients:
            await client.aclose()

    async def _ask(self, provider: Provider, key: Key, model: str, question: Question) -> Reply:
        chat = self._opened(provider, key, model)
        messages = langchain_messages(question)
        for _ in range(len(OPTIONAL)):
            refused = self._refused.get((provider.name, model), frozenset())
            responses = bool(getattr(chat, "use_responses_api", False))
            settings = arguments(provider, model, question, refused, responses=responses)
            try:
                return _without_key(await _invoke(chat, messages, settings), key)
            except CallFailed:
                raise
            except Exception as error:  # noqa: BLE001  all that SDKs raise; `classify` tells what it is
                name = refused_parameter(error, _sent(settings))
                if name is None or name in refused:
                    raise CallFailed(_failure(error, question)) from None
                self._refused[provider.name, model] = refused | {name}
        raise CallFailed(failure_of("bad_request"))

    def _opened(self, provider: Provider, key: Key, model: str) -> "BaseChatModel":
        """The client of a model.

        Raises:
            CallFailed: its SDK refuses the address, the key or the model's name.
        """
        try:
            return self._model(provider, key, model)
        except Exception as error:  # noqa: BLE001  all that SDKs raise; their words may quote the key
            log.warning("The client of %s cannot be made (%s)", provider.name, type(error).__name__)
            raise CallFailed(failure_of("bad_request")) from None

    def _model(self, provider: Provider, key: Key, model: str) -> "BaseChatModel":
        road = (provider, key, model)
        if road not in self._models:
            address = provider.address
            if address not in self._http:
                self._http[address] = open_pool(provider.address)
            self._models[road] = open_model(provider, key, model, self._http[address])
        return self._models[road]


def _without_key(reply: Reply, key: Key) -> Reply:
    """The reply with the key masked, where a hostile server quotes it: answers are stored, and may be shown."""
    secret = key.secret.get_secret_value()
    if len(secret) < _SECRET_CHARS or not any(secret in part for part in (reply.text, *_parts(reply.sources))):
        return reply
    safe = [Source(**{name: part.replace(secret, "•••") for name, part in one}) for one in reply.sources]
    return replace(reply, text=reply.text.replace(secret, "•••"), sources=tuple(safe))


def _parts(sources: Sequence[Source]) -> list[str]:
    return [part for one in sources for part in (one.text, one.url, one.title)]


async def _invoke(chat: "BaseChatModel", messages: "list[BaseMessage]", settings: Arguments) -> Reply:
    try:
        return _reply(await chat.ainvoke(messages, **settings))  # type: ignore[arg-type]
    except (
        LookupError,
        TypeError,
        AttributeError,
        ValueError,
        ArithmeticError,
        AssertionError,
        RecursionError,
    ) as error:
        # LangChain's own words for an answer that is not one of the protocol; `ValueError` also carries an error's body
        if classify(error).status is not None:
            raise
        raise _told_error(error) from None


def _told_error(error: Exception) -> Exception:
    """The failure that an answer of status 200 tells of, as OpenRouter does and OpenAI's responses; else a malformed answer."""
    told = error.args[0] if error.args else None
    code = told.get("code") if isinstance(told, Mapping) else getattr(told, "code", None)
    if code is None and not isinstance(told, Mapping):
        return MalformedReply(type(error).__name__)
    named = {"server_error": 500, "rate_limit_exceeded": 429}.get(str(code), 400)
    status = code if isinstance(code, int) and 400 <= code <= 599 else named
    return CallFailed(classify_status(status, str(told)))


def _sent(settings: Arguments) -> tuple[str, ...]:
    body = settings.get("extra_body")
    names = {*settings, *(body if isinstance(body, dict) else ())}
    if '"strict": true' in json.dumps(settings):
        names.add("strict")
    return tuple(name for name in (*LIMITS, *OPTIONAL) if name in names)


def _failure(error: Exception, question: Question) -> Failure:
    """What went wrong; a refusal without a word may be the way's fault, as long as there is another one."""
    failure = classify(error)
    structured = question.way != "text" and not issubclass(question.schema, PlainText)
    if failure.kind == "unsupported_way" and not structured:
        return failure_of("bad_request", status=failure.status)
    if failure.kind == "bad_request" and failure.status in {400, 415, 422} and structured:
        return failure_of("unsupported_way", status=failure.status)
    return failure


def _reply(message: "AIMessage") -> Reply:
    usage = _usage(message)
    finish = _finish(message)
    if finish in _DECLINED or _refusal(message):
        raise CallFailed(failure_of("content_filter"), usage)
    text = _text(message)
    if not text and finish is None:
        raise MalformedReply("neither text nor an end")
    return Reply(text, usage, finish, sources_of(message), queries_of(message))


def _text(message: "AIMessage") -> str:
    """The arguments of the function that was called, else the text."""
    if message.tool_calls:
        return json.dumps(message.tool_calls[0]["args"], ensure_ascii=False)
    if message.invalid_tool_calls:
        return message.invalid_tool_calls[0]["args"] or ""
    return str(message.text)


def _usage(message: "AIMessage") -> Usage | None:
    counted = message.usage_metadata
    if not counted:
        return None
    numbers = counted.get("input_tokens"), counted.get("output_tokens")
    if not all(type(number) is int and 0 <= number <= _MOST_TOKENS for number in numbers) or not any(numbers):
        return None  # a server that counts nothing does not count
    return Usage(*numbers)


def _finish(message: "AIMessage") -> str | None:
    told = message.response_metadata
    incomplete = told.get("incomplete_details")
    blocked = told.get("prompt_feedback")
    if isinstance(incomplete, Mapping) and incomplete.get("reason"):
        return str(incomplete["reason"]).lower()
    if isinstance(blocked, Mapping) and blocked.get("block_reason"):
        return "content_filter"
    reason = told.get("finish_reason") or told.get("stop_reason") or told.get("status")
    return str(reason).lower() if reason else None


def _refusal(message: "AIMessage") -> bool:
    if message.additional_kwargs.get("refusal"):
        return True
    content = message.content if isinstance(message.content, list) else ()
    return any(isinstance(block, dict) and block.get("type") == "refusal" for block in content)
