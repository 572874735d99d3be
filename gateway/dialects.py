"""How each provider's interface is spoken: which LangChain class, and what a question becomes in its arguments."""

import functools
import logging
import re
import tomllib
import warnings
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, Union

from pydantic import BaseModel, ConfigDict, PrivateAttr, SecretStr

from gateway.calls import Message, PlainText
from gateway.connections import CONNECT_SECONDS, trusted_authorities
from gateway.grounding import MOST_SEARCHES, searches_by_itself
from gateway.posting import JsonPost
from gateway.providers import Key, Provider
from gateway.structured import Json, Way, inlined_schema, is_strict, json_schema, name_of, told_schema

if TYPE_CHECKING:
    import httpx2
    import openai
    from langchain_core.callbacks import AsyncCallbackManagerForLLMRun
    from langchain_core.language_models import BaseChatModel, LanguageModelInput
    from langchain_core.messages import AIMessage, BaseMessage
    from langchain_core.outputs import ChatResult
    from langchain_core.runnables import RunnableConfig
    from langchain_openai import ChatOpenAI

Arguments: TypeAlias = dict[str, Union[Json, "Arguments"]]
"""Keyword arguments of a LangChain call."""

OPTIONAL = (
    "temperature", "reasoning_effort", "reasoning", "strict", "store", "thinking_budget", "thinking_level", "web_search_options",
    "plugins",
)  # fmt: skip
"""Parameters that are left out for a server that refuses them."""

LIMITS = ("max_tokens", "max_completion_tokens")
"""Two names of the limit, which stand in for each other."""


@dataclass(frozen=True)
class Question:
    """What one request asks."""

    messages: tuple[Message, ...]
    schema: type[BaseModel]
    way: Way
    max_output_tokens: int
    temperature: float | None = None
    searches: bool = False
    """Whether the model is to search the web for its answer, which is text then: no provider combines that with JSON."""


class Thinking(BaseModel):
    """How a model's thinking is kept short; see `thinking.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pattern: str = ""
    effort: str | None = None
    level: str | None = None
    budget: int | None = None
    allowance: int = 0
    temperature: bool = True


@functools.cache
def thinking_of(model: str) -> Thinking:
    """The settings for a model's thinking; those of a model that does not think where none are known."""
    name = model.rpartition("/")[2].lower()
    return next((rule for rule in _thinking() if re.fullmatch(rule.pattern, name)), Thinking())


@functools.cache
def _thinking() -> tuple[Thinking, ...]:
    read = tomllib.loads((Path(__file__).parent / "thinking.toml").read_text(encoding="utf-8"))
    return tuple(Thinking.model_validate(rule) for rule in read["models"])


# The LangChain model


def load_sdk(provider: Provider) -> None:
    """Import what a provider needs: about 0.7 s of CPU the first time."""
    match provider.kind:
        case "openai":
            import langchain_openai  # noqa: F401
        case "google":
            import langchain_google_genai  # noqa: F401
        case "anthropic":
            import langchain_anthropic  # noqa: F401


def open_model(provider: Provider, key: Key, model: str, http: "httpx2.AsyncClient") -> "BaseChatModel":
    """A LangChain chat model for one provider, key and model.

    What the SDKs would take from the environment is spelled out: otherwise they follow `OPENAI_API_BASE`, `LANGSMITH_GATEWAY`,
    `OPENAI_PROXY`, `LC_OUTPUT_VERSION` and more. It is never streamed, not even where LangGraph streams messages, so that there
    is one way over the wire.
    """
    match provider.kind:
        case "openai":
            return _open_openai(provider, key, model, http)
        case "google":
            return _open_google(provider, key, model, http)
        case "anthropic":
            return _open_anthropic(provider, key, model, http)


def _silence(package: str) -> None:
    """Keep from users the warnings that are meant for programmers and quote what a server answered."""
    warnings.filterwarnings("ignore", module=rf"{package}(\.|\Z)")
    warnings.filterwarnings("ignore", message="Pydantic serializer warnings", module=r"pydantic\.main")


def _open_openai(provider: Provider, key: Key, model: str, http: "httpx2.AsyncClient") -> "BaseChatModel":
    import openai

    _silence("langchain_openai")
    chat = _chat_openai()(
        model=model,
        api_key=key.secret
        if key.secret.get_secret_value()
        else SecretStr("none"),  # an empty one makes an illegal header
        base_url=provider.address,
        http_async_client=http,
        http_client=_unused_http(),
        timeout=openai.Timeout(None, connect=CONNECT_SECONDS),
        max_retries=0,
        openai_proxy=None,
        use_responses_api=True if provider.api == "responses" else None if provider.is_official else False,
        disable_streaming=True,
        output_version=None,
        cache=False,
    )
    if not provider.is_official:  # OPENAI_ORG_ID and OPENAI_PROJECT_ID are no one else's business
        chat.root_async_client.organization = chat.root_async_client.project = None
    return chat


@functools.cache
def _chat_openai() -> "type[ChatOpenAI]":
    """LangChain's class, mended in four places.

    By itself it drops the annotations of a chat completion, the sources of a web search; loses a good answer to a count of
    tokens that is none; has the SDK put each request together anew and build its own objects of each answer, which are then
    turned into a dict again, in a thread; and tells each call to all who watch where nobody does: more than half of what a call
    costs.
    """
    import httpx2
    from langchain_core.messages import AIMessage
    from langchain_openai import ChatOpenAI

    class AnnotatedChatOpenAI(ChatOpenAI):
        """Keeps the annotations of an answer, and the answer where its usage cannot be read; sends JSON as it is."""

        _post: JsonPost | None = PrivateAttr(default=None)

        async def ainvoke(
            self,
            input: "LanguageModelInput",
            config: "RunnableConfig | None" = None,
            *,
            stop: list[str] | None = None,
            **kwargs: object,
        ) -> "AIMessage":
            if config is not None or not isinstance(input, list) or _is_watched():
                return await super().ainvoke(input, config, stop=stop, **kwargs)
            (generation,) = (await self._agenerate(input, stop, None, **kwargs)).generations[:1]
            message = generation.message
            assert isinstance(message, AIMessage)
            message.response_metadata = {**(generation.generation_info or {}), **message.response_metadata}
            return message

        async def _agenerate(
            self,
            messages: "list[BaseMessage]",
            stop: list[str] | None = None,
            run_manager: "AsyncCallbackManagerForLLMRun | None" = None,
            **kwargs: object,
        ) -> "ChatResult":
            payload = self._get_request_payload(messages, stop=stop, **kwargs)
            if self._use_responses_api(payload) or "response_format" in payload:
                return await super()._agenerate(messages, stop, run_manager, **kwargs)
            body = payload | payload.pop("extra_body", {})
            if self._post is None:
                assert isinstance(self.http_async_client, httpx2.AsyncClient)  # LangChain types it as anything
                self._post = JsonPost(self.root_async_client, self.http_async_client, "/chat/completions")
            return self._create_chat_result(await self._post.send(body))

        def _create_chat_result(
            self, response: "dict[str, Json] | openai.BaseModel", generation_info: dict[str, Json] | None = None
        ) -> "ChatResult":
            told = response if isinstance(response, dict) else response.model_dump(warnings=False)
            if not _is_readable(told.get("usage")):
                response = told = told | {"usage": None}
            result = super()._create_chat_result(response, generation_info)
            choices = told["choices"]
            for generation, choice in zip(
                result.generations, choices if isinstance(choices, list) else (), strict=False
            ):
                message = choice.get("message") if isinstance(choice, dict) else None
                told_beside = {name: message.get(name) for name in _TOLD_BESIDE} if isinstance(message, dict) else {}
                generation.message.additional_kwargs |= {name: value for name, value in told_beside.items() if value}
            return result

    return AnnotatedChatOpenAI


def _is_watched() -> bool:
    """Whether anybody is told of what models are asked, as LangSmith's tracing or Studio is; else there is nothing to tell.

    A run's graph has looked for all who are to be told, and hands them down. Outside of a graph nobody has looked.
    """
    from langchain_core.callbacks import BaseCallbackManager
    from langchain_core.runnables.config import var_child_runnable_config

    callbacks = (var_child_runnable_config.get() or {}).get("callbacks")
    return not isinstance(callbacks, BaseCallbackManager) or bool(callbacks.handlers)


_TOLD_BESIDE = ("annotations", "refusal")
"""What a message holds beside its text, and LangChain drops."""


def _is_readable(usage: Json) -> bool:
    """Whether LangChain can add up what a server says of tokens; compatible servers say all sorts of things."""
    if usage is None:
        return True
    if not isinstance(usage, dict):
        return False
    details = [usage.get(f"{name}_tokens_details") for name in ("prompt", "completion")]
    counts = [usage.get(f"{name}_tokens") for name in ("prompt", "completion", "total")]
    counts += [count for detail in details if isinstance(detail, dict) for count in detail.values()]
    return all(detail is None or isinstance(detail, dict) for detail in details) and all(
        count is None or type(count) is int for count in counts
    )


@functools.cache
def _unused_http() -> "httpx2.Client":
    """The client for calls that block, of which there are none; LangChain would make one for each address."""
    import httpx2

    return httpx2.Client(verify=trusted_authorities())


def _open_google(provider: Provider, key: Key, model: str, http: "httpx2.AsyncClient") -> "BaseChatModel":
    from google.genai import Client
    from google.genai.types import HttpOptions, HttpRetryOptions
    from langchain_google_genai import ChatGoogleGenerativeAI

    _silence("langchain_google_genai")
    _silence("google")
    for name in ("langchain_google_genai", "google_genai"):
        logging.getLogger(name).setLevel(logging.ERROR)  # warnings quote what was asked
    chat = ChatGoogleGenerativeAI(
        model=model,
        api_key=key.secret,
        base_url=provider.address,
        vertexai=False,
        max_retries=1,  # 0 would be Google's own default of several
        client_args={"verify": trusted_authorities()},
        disable_streaming=True,
        output_version=None,
        cache=False,
    )
    # LangChain takes no HTTP client for Gemini; its own follows redirects, knows no bound and cannot be shared.
    chat.client = Client(
        api_key=key.secret.get_secret_value(),
        vertexai=False,
        http_options=HttpOptions(
            base_url=provider.address,
            api_version=chat.api_version,
            retry_options=HttpRetryOptions(attempts=1),
            client_args={"verify": trusted_authorities()},
            httpx_async_client=http,
        ),
    )
    return chat


def _open_anthropic(provider: Provider, key: Key, model: str, http: "httpx2.AsyncClient") -> "BaseChatModel":
    import anthropic
    from langchain_anthropic import ChatAnthropic

    _silence("langchain_anthropic")
    chat = ChatAnthropic(
        model=model,
        api_key=key.secret,
        base_url=provider.address,
        max_retries=0,
        timeout=None,
        stop=None,
        disable_streaming=True,
        output_version=None,
        cache=False,
    )
    # Its own client, a cached property, would be shared by all event loops of the process.
    vars(chat)["_async_client"] = anthropic.AsyncAnthropic(
        api_key=key.secret.get_secret_value(),
        base_url=provider.address,
        max_retries=0,
        timeout=anthropic.Timeout(None, connect=CONNECT_SECONDS),
        http_client=http,
    )
    return chat


# The messages


def langchain_messages(question: Question) -> "list[BaseMessage]":
    """The question's messages, with its schema told in words where the way tells it by nothing else."""
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    messages = question.messages
    if question.way in {"json_object", "text"} and not issubclass(question.schema, PlainText):
        messages = told_schema(messages, question.schema)
    classes = {"system": SystemMessage, "user": HumanMessage, "assistant": AIMessage}
    return [classes[message.role](content=_content(message)) for message in messages]


def _content(message: Message) -> str | list[str | dict[str, str]]:
    if not message.images:
        return message.text
    import base64

    pictures = [
        {"type": "image", "base64": base64.b64encode(image.data).decode("ascii"), "mime_type": image.mime}
        for image in message.images
    ]
    return [{"type": "text", "text": message.text}, *pictures]


# The arguments


def arguments(
    provider: Provider, model: str, question: Question, refused: Collection[str], *, responses: bool
) -> Arguments:
    """The keyword arguments of the LangChain call.

    Args:
        provider: who is asked.
        model: which of its models.
        question: what is asked.
        refused: parameters that this model refused before.
        responses: whether OpenAI's responses interface is spoken.
    """
    thinking = thinking_of(model)
    limit = question.max_output_tokens + thinking.allowance
    settings: Arguments = {}
    if question.temperature is not None and thinking.temperature:
        settings["temperature"] = question.temperature
    match provider.kind:
        case "openai":
            # OpenAI's ordinary models search in the responses interface alone; LangChain goes there for such a tool.
            tool = question.searches and provider.is_official and not searches_by_itself(model)
            responses = responses or tool
            settings |= _openai_search(provider, model, question, responses=responses)
            settings |= _openai_settings(provider, thinking, limit, refused, responses=responses)
            settings |= _openai_way(question, refused, responses=responses)
            return _without(_merged_body(settings, refused), refused)
        case "google":
            settings |= {"max_output_tokens": limit} | _google_thinking(thinking) | _google_way(question)
            settings |= {"tools": [{"google_search": {}}]} if question.searches else {}
        case "anthropic":
            settings |= {"max_tokens": limit} | _anthropic_way(question)
            settings |= {"tools": [_ANTHROPIC_SEARCH]} if question.searches else {}
    return _without(settings, refused)


def _without(settings: Arguments, refused: Collection[str]) -> Arguments:
    return {name: value for name, value in settings.items() if name not in refused or name in LIMITS}


def _openai_settings(
    provider: Provider, thinking: Thinking, limit: int, refused: Collection[str], *, responses: bool
) -> Arguments:
    """Limits and thinking. OpenAI's own models know `max_completion_tokens`; most other servers only the older `max_tokens`."""
    effort = thinking.effort
    if responses:
        reasoning: Arguments = {"reasoning": {"effort": effort}} if effort else {}
        return {"max_completion_tokens": limit, "store": False} | reasoning
    preferred, other = ("max_completion_tokens", "max_tokens") if provider.is_official else LIMITS
    name = other if preferred in refused else preferred
    # LangChain renames max_tokens, but leaves the body's extras alone
    settings: Arguments = {"extra_body": {name: limit}} if name == "max_tokens" else {name: limit}
    if effort and provider.priced_as == "openrouter":
        return settings | {"body": {"reasoning": {"effort": effort}}}
    return settings | ({"reasoning_effort": effort} if effort else {})


_ANTHROPIC_SEARCH: Arguments = {"type": "web_search_20250305", "name": "web_search", "max_uses": MOST_SEARCHES}


def _openai_search(provider: Provider, model: str, question: Question, *, responses: bool) -> Arguments:
    """What switches the web search on: a tool of the responses, an option of chat's own search models, OpenRouter's plugin."""
    if not question.searches:
        return {}
    if responses:
        return {"tools": [{"type": "web_search"}]}
    if "openrouter" in (provider.name, provider.priced_as):
        return (
            {} if searches_by_itself(model) else {"search": {"plugins": [{"id": "web", "max_results": MOST_SEARCHES}]}}
        )
    return {"search": {"web_search_options": {}}}


def _openai_way(question: Question, refused: Collection[str], *, responses: bool) -> Arguments:
    schema, name = question.schema, name_of(question.schema)
    if issubclass(schema, PlainText):
        return {}
    strict: Arguments = {"strict": True} if is_strict(schema) and "strict" not in refused else {}
    match question.way:
        case "json_schema":
            described: Arguments = {"name": name, "schema": json_schema(schema), **strict}
            if responses:
                return {"text": {"format": {"type": "json_schema", **described}}}
            return {"format": {"type": "json_schema", "json_schema": described}}
        case "function":
            function: Arguments = {"name": name, "parameters": json_schema(schema), **strict}
            return {
                "tools": [{"type": "function", "function": function}],
                "tool_choice": {"type": "function", "function": {"name": name}},
            }
        case "json_object":
            kind: Arguments = {"type": "json_object"}
            return {"text": {"format": kind}} if responses else {"format": kind}
        case "text":
            return {}


def _merged_body(settings: Arguments, refused: Collection[str]) -> Arguments:
    """The response format goes through the body's extras.

    LangChain sends one that it sees through the SDK's `parse`, which throws a truncated answer away with the tokens it cost.
    """
    body: Arguments = {}
    for name in ("extra_body", "body", "search"):
        part = settings.pop(name, None)
        body |= _without(part, refused) if isinstance(part, dict) else {}
    if "format" in settings:
        body["response_format"] = settings.pop("format")
    return settings | ({"extra_body": body} if body else {})


def _google_thinking(thinking: Thinking) -> Arguments:
    if thinking.level is not None:
        return {"thinking_level": thinking.level}
    return {"thinking_budget": thinking.budget} if thinking.budget is not None else {}


def _google_way(question: Question) -> Arguments:
    schema = question.schema
    if issubclass(schema, PlainText):
        return {}
    match question.way:
        case "json_schema":
            return {"response_mime_type": "application/json", "response_json_schema": json_schema(schema)}
        case "function":
            function: Arguments = {
                "name": name_of(schema),
                "description": "The answer.",
                "parameters": inlined_schema(schema),
            }
            return {"tools": [{"type": "function", "function": function}], "tool_choice": name_of(schema)}
        case "json_object":
            return {"response_mime_type": "application/json"}
        case "text":
            return {}


def _anthropic_way(question: Question) -> Arguments:
    """Anthropic has no way of its own for any JSON object: the schema is told, and that is all."""
    schema = question.schema
    if issubclass(schema, PlainText):
        return {}
    match question.way:
        case "json_schema":
            return {"output_config": {"format": {"type": "json_schema", "schema": json_schema(schema)}}}
        case "function":
            tool: Arguments = {
                "name": name_of(schema),
                "description": "The answer.",
                "input_schema": json_schema(schema),
            }
            return {"tools": [tool], "tool_choice": {"type": "tool", "name": name_of(schema)}}
        case "json_object" | "text":
            return {}
