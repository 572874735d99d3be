"""The providers' interfaces: what a request asks, and what an answer or an error looks like in each."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from evals.loopback.answers import Json, schema_in

Api = Literal["chat", "responses", "google", "anthropic"]

Way = Literal["json_schema", "function", "json_object", "text"]

Object = dict[str, Json]


@dataclass(frozen=True)
class Asked:
    """A request, read."""

    api: Api
    model: str
    way: Way
    name: str
    """Of the function or the schema."""
    schema: Object | None
    prompt: str
    """All text of all messages."""
    key: str
    limit: int | None
    """Tokens of the answer at most."""
    searches: bool = False
    """Whether the web search was switched on in the request."""


@dataclass(frozen=True)
class Citation:
    """A page that a passage of an answer rests on."""

    passage: str
    """As it stands in the answer."""
    url: str
    title: str = ""


@dataclass(frozen=True)
class Content:
    """What the model says."""

    text: str | None
    finish: Literal["stop", "length", "refusal", "filter"] = "stop"
    citations: tuple[Citation, ...] = ()
    """Told as each interface tells them; of the text in between nobody says where it comes from."""


def read_request(path: str, headers: Mapping[str, str], body: Object) -> Asked | None:
    """What is asked; None where the path is none of an interface."""
    route = path.partition("?")[0]
    if route.endswith("/chat/completions"):
        return _read_chat(headers, body)
    if route.endswith("/responses"):
        return _read_responses(headers, body)
    if found := re.search(r"/models/([^:]+):generateContent$", route):
        return _read_google(found[1], headers, body)
    if route.endswith("/messages"):
        return _read_anthropic(headers, body)
    return None


def _read_chat(headers: Mapping[str, str], body: Object) -> Asked:
    form = _object(body.get("response_format"))
    described = _object(form.get("json_schema"))
    tool = _object(_object(_first(body.get("tools"))).get("function"))
    prompt = _texts(body.get("messages"))
    limit = body.get("max_tokens", body.get("max_completion_tokens"))
    schema = described.get("schema") or tool.get("parameters")
    asked = _asked(
        "chat", str(body.get("model")), form.get("type"), tool, described, schema, prompt, _bearer(headers), limit
    )
    plugins = body.get("plugins")
    online = any(_object(one).get("id") == "web" for one in plugins) if isinstance(plugins, list) else False
    return replace(asked, searches="web_search_options" in body or online)


def _read_responses(headers: Mapping[str, str], body: Object) -> Asked:
    form = _object(_object(body.get("text")).get("format"))
    first = _object(_first(body.get("tools")))
    tool = first if first.get("type") == "function" else {}
    schema = form.get("schema") or tool.get("parameters")
    prompt = _texts(body.get("input"))
    limit = body.get("max_output_tokens")
    model = str(body.get("model"))
    asked = _asked("responses", model, form.get("type"), tool, form, schema, prompt, _bearer(headers), limit)
    return replace(asked, searches=str(first.get("type")).startswith("web_search"))


def _read_google(model: str, headers: Mapping[str, str], body: Object) -> Asked:
    config = _object(body.get("generationConfig"))
    tool = _object(_first(_object(_first(body.get("tools"))).get("functionDeclarations")))
    schema = config.get("responseJsonSchema") or config.get("responseSchema")
    kind = "json_schema" if schema else "json_object" if config.get("responseMimeType") == "application/json" else None
    schema = schema or tool.get("parametersJsonSchema") or tool.get("parameters")
    prompt = _texts([body.get("systemInstruction"), body.get("contents")])
    key = headers.get("x-goog-api-key", "")
    asked = _asked("google", model, kind, tool, {}, schema, prompt, key, config.get("maxOutputTokens"))
    searches = any(name in _object(_first(body.get("tools"))) for name in ("googleSearch", "google_search"))
    return replace(asked, searches=searches)


def _read_anthropic(headers: Mapping[str, str], body: Object) -> Asked:
    form = _object(_object(body.get("output_config")).get("format"))
    first = _object(_first(body.get("tools")))
    searches = str(first.get("type", "")).startswith("web_search")
    tool = {} if searches else first
    schema = form.get("schema") or tool.get("input_schema")
    prompt = _texts([body.get("system"), body.get("messages")])
    key = headers.get("x-api-key") or _bearer(headers)
    model = str(body.get("model"))
    asked = _asked("anthropic", model, form.get("type"), tool, form, schema, prompt, key, body.get("max_tokens"))
    return replace(asked, searches=searches)


def _asked(
    api: Api, model: str, kind: Json, tool: Object, form: Object, schema: Json, prompt: str, key: str, limit: Json
) -> Asked:
    way: Way = "function" if tool else "text"
    if kind == "json_schema":
        way = "json_schema"
    elif kind == "json_object":
        way = "json_object"
    known = _object(schema) or schema_in(prompt)
    name = str(tool.get("name") or form.get("name") or "answer")
    return Asked(api, model, way, name, known, prompt, key, limit if isinstance(limit, int) else None)


# Answers


def answer_body(asked: Asked, content: Content, number: int) -> Object:
    """An answer in the interface of the request."""
    tokens = (_size_of(asked), max(len(content.text or "") // 4, 1))
    match asked.api:
        case "chat":
            return _chat_answer(asked, content, number, tokens)
        case "responses":
            return _responses_answer(asked, content, number, tokens)
        case "google":
            return _google_answer(asked, content, tokens)
        case "anthropic":
            return _anthropic_answer(asked, content, number, tokens)


def _size_of(asked: Asked) -> int:
    """Tokens of a request at four characters each; a schema that is sent as a parameter is billed like words of the prompt."""
    as_parameter = asked.way in ("json_schema", "function") and asked.schema is not None
    told = json.dumps(asked.schema, separators=(",", ":")) if as_parameter else ""
    return max((len(asked.prompt) + len(told)) // 4, 1)


def _chat_answer(asked: Asked, content: Content, number: int, tokens: tuple[int, int]) -> Object:
    message: Object = {"role": "assistant", "content": content.text}
    if content.citations:
        places: list[Json] = [{"type": "url_citation", "url_citation": place} for place in _places(content)]
        message["annotations"] = places
    finish = {"stop": "stop", "length": "length", "refusal": "stop", "filter": "content_filter"}[content.finish]
    if content.finish == "refusal":
        message = {"role": "assistant", "content": None, "refusal": "I cannot help with that."}
    elif asked.way == "function" and content.text:
        call: Object = {"name": asked.name, "arguments": content.text}
        message = {"role": "assistant", "content": None}
        message["tool_calls"] = [{"id": f"call_{number}", "type": "function", "function": call}]
        finish = "tool_calls" if finish == "stop" else finish
    return {
        "id": f"chatcmpl-{number}",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": asked.model,
        "choices": [{"index": 0, "message": message, "finish_reason": finish, "logprobs": None}],
        "usage": {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "total_tokens": sum(tokens)},
    }


def _responses_answer(asked: Asked, content: Content, number: int, tokens: tuple[int, int]) -> Object:
    places: list[Json] = [{"type": "url_citation", **place} for place in _places(content)]
    part: Object = {"type": "output_text", "text": content.text or "", "annotations": places}
    if content.finish == "refusal":
        part = {"type": "refusal", "refusal": "I cannot help with that."}
    output: Object = {
        "type": "message",
        "id": f"msg_{number}",
        "status": "completed",
        "role": "assistant",
        "content": [part],
    }
    if asked.way == "function" and content.text and content.finish != "refusal":
        output = {"type": "function_call", "id": f"fc_{number}", "call_id": f"call_{number}", "status": "completed"}
        output |= {"name": asked.name, "arguments": content.text}
    reason = {"length": "max_output_tokens", "filter": "content_filter"}.get(content.finish)
    return {
        "id": f"resp_{number}",
        "object": "response",
        "created_at": 1_700_000_000,
        "model": asked.model,
        "status": "incomplete" if reason else "completed",
        "incomplete_details": {"reason": reason} if reason else None,
        "error": None,
        "output": [output],
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
        "usage": {
            "input_tokens": tokens[0],
            "input_tokens_details": {"cached_tokens": 0},
            "output_tokens": tokens[1],
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": sum(tokens),
        },
    }


def _google_answer(asked: Asked, content: Content, tokens: tuple[int, int]) -> Object:
    parts: list[Json] = [{"text": content.text}] if content.text else []
    if asked.way == "function" and content.text:
        try:
            parts = [{"functionCall": {"name": asked.name, "args": json.loads(content.text)}}]
        except ValueError:
            parts = []  # Gemini's own answer to a call it could not finish
    finish = {"stop": "STOP", "length": "MAX_TOKENS", "refusal": "PROHIBITED_CONTENT", "filter": "SAFETY"}[
        content.finish
    ]
    counted: Object = {"promptTokenCount": tokens[0], "candidatesTokenCount": tokens[1], "totalTokenCount": sum(tokens)}
    candidate: Object = {"index": 0, "finishReason": finish}
    if content.finish not in {"refusal", "filter"}:
        candidate["content"] = {"role": "model", "parts": parts}
    if asked.searches and content.citations:
        candidate["groundingMetadata"] = _grounding(content)
    return {"candidates": [candidate], "usageMetadata": counted, "modelVersion": asked.model}


def _anthropic_answer(asked: Asked, content: Content, number: int, tokens: tuple[int, int]) -> Object:
    blocks: list[Json] = [{"type": "text", "text": content.text}] if content.text else []
    if content.citations and content.text:
        blocks = _cited_blocks(content.text, content.citations)
    finish = {"stop": "end_turn", "length": "max_tokens", "refusal": "refusal", "filter": "refusal"}[content.finish]
    if content.finish in {"refusal", "filter"}:
        blocks = []
    elif asked.way == "function" and content.text:
        try:
            made = json.loads(content.text)
        except ValueError:
            made = {}
        blocks = [{"type": "tool_use", "id": f"toolu_{number}", "name": asked.name, "input": made}]
        finish = "tool_use" if finish == "end_turn" else finish
    return {
        "id": f"msg_{number}",
        "type": "message",
        "role": "assistant",
        "model": asked.model,
        "content": blocks,
        "stop_reason": finish,
        "stop_sequence": None,
        "usage": {"input_tokens": tokens[0], "output_tokens": tokens[1]},
    }


def _places(content: Content) -> list[Object]:
    """Where in the text pages are cited: right after their passages, as a link stands there."""
    text, found = content.text or "", []
    for one in content.citations:
        start = text.find(one.passage) + len(one.passage)
        place: Object = {
            "url": one.url,
            "title": one.title,
            "start_index": start,
            "end_index": min(start + 1, len(text)),
        }
        found.append(place)
    return found


def _grounding(content: Content) -> Object:
    pages: list[Json] = [{"web": {"uri": one.url, "title": one.title}} for one in content.citations]
    supports: list[Json] = [
        {"segment": {"text": one.passage}, "groundingChunkIndices": [number]}
        for number, one in enumerate(content.citations)
    ]
    return {"groundingChunks": pages, "groundingSupports": supports, "webSearchQueries": ["one query"]}


def _cited_blocks(text: str, citations: Sequence[Citation]) -> list[Json]:
    """The text in blocks: a passage with its page, and what stands between passages without one."""
    blocks: list[Json] = []
    for one in citations:
        before, _, text = text.partition(one.passage)
        blocks += [{"type": "text", "text": before}] if before else []
        page: Json = {
            "type": "web_search_result_location",
            "url": one.url,
            "title": one.title,
            "cited_text": one.passage,
        }
        blocks.append({"type": "text", "text": one.passage, "citations": [page]})
    return blocks + ([{"type": "text", "text": text}] if text else [])


# Errors


@dataclass(frozen=True)
class Problem:
    """An error as a provider tells it."""

    status: int
    message: str
    code: str
    """OpenAI's code and Anthropic's type; Google's status is its capitals."""


def error_body(api: Api, problem: Problem, wait: float | None) -> Object:
    """An error in the interface of the request."""
    match api:
        case "chat" | "responses":
            told: Object = {"message": problem.message, "type": "error", "param": None, "code": problem.code}
            return {"error": told}
        case "google":
            details: list[Json] = []
            if wait is not None:
                details = [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": f"{wait:g}s"}]
            status = {400: "INVALID_ARGUMENT", 429: "RESOURCE_EXHAUSTED"}.get(problem.status, problem.code.upper())
            return {"error": {"code": problem.status, "message": problem.message, "status": status, "details": details}}
        case "anthropic":
            return {"type": "error", "error": {"type": problem.code, "message": problem.message}}


def _object(value: Json) -> Object:
    return value if isinstance(value, dict) else {}


def _first(value: Json) -> Json:
    return value[0] if isinstance(value, list) and value else None


def _texts(value: Json) -> str:
    """All text within messages, whatever their form."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n".join(text for item in value if (text := _texts(item)))
    if isinstance(value, dict):
        return "\n".join(_texts(value[name]) for name in ("text", "content", "parts") if value.get(name))
    return ""


def _bearer(headers: Mapping[str, str]) -> str:
    return headers.get("authorization", "").removeprefix("Bearer ")
