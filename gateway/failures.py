"""Why a model call failed, said once and for all providers: a kind that decides what happens next, and a line for people.

A line never holds a key, a prompt or an answer: providers' own messages quote all three, so none of them is passed on. They
are only searched for the words in `failures.toml`.
"""

import email.utils
import functools
import json
import re
import time
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pydantic import ValidationError

from gateway.calls import Usage

FailureKind = Literal[
    "rate_limit",
    "transient",
    "timeout",
    "auth",
    "payment",
    "not_found",
    "bad_request",
    "context_length",
    "content_filter",
    "invalid_output",
    "unsupported_way",
]

_KINDS: tuple[FailureKind, ...] = get_args(FailureKind)

LONGEST_RETRY_AFTER = 3600.0
"""Seconds; a server that wants to be left alone for longer is asked again after an hour."""

_SHOWN = 4000
"""Characters of a provider's message that are searched."""

_LINES: Mapping[FailureKind, str] = {
    "rate_limit": "too many requests",
    "transient": "the server failed",
    "timeout": "no answer in time",
    "auth": "the key was refused",
    "payment": "no credit left",
    "not_found": "no such model or address",
    "bad_request": "the request was refused",
    "context_length": "the prompt is too long for the model",
    "content_filter": "the model declined to answer",
    "invalid_output": "the answer cannot be used",
    "unsupported_way": "the model does not know this way of structured output",
}


@dataclass(frozen=True)
class Failure:
    """What went wrong with one request."""

    kind: FailureKind
    summary: str
    """One plain line, without keys, prompts or answers."""
    retry_after: float | None = None
    """Seconds that the server asked to be left alone, at most an hour."""
    status: int | None = None
    """HTTP status, where there was an answer."""

    @property
    def cools_down(self) -> bool:
        """Whether it counts against the road's breaker: 401, 402, 404, 408, 429, 5xx, time-outs, broken connections."""
        return self.kind in {"rate_limit", "transient", "timeout", "auth", "payment", "not_found"}

    @property
    def opens_key(self) -> bool:
        """Whether the key is of no use for any model."""
        return self.kind == "auth"


class CallFailed(Exception):
    """A request failed; raised by `gateway.clients` in place of the SDK's own exception, which may quote keys and prompts."""

    def __init__(self, failure: Failure, usage: Usage | None = None) -> None:
        super().__init__(failure.summary)
        self.failure = failure
        self.usage = usage
        """Tokens that were billed all the same, as for a refusal; None where nothing is known."""


class InvalidOutput(Exception):
    """A model's answer that is not what was asked for.

    Args:
        problem: what is wrong with it, in words for a repair request.
        text: the answer.
    """

    def __init__(self, problem: str, text: str) -> None:
        super().__init__("the answer cannot be used")  # the problem may quote the answer: not for logs
        self.problem = problem
        self.text = text


class MalformedReply(Exception):
    """The server's answer is not one of its protocol: no JSON, no choices."""


def classify(error: BaseException) -> Failure:
    """What kind of failure an exception is.

    Takes the exceptions of openai, google-genai, anthropic (bare or wrapped by LangChain), httpx, pydantic, asyncio and of this
    package. What it does not know is `transient`, the kind that counts against the road and may be tried again.
    """
    chain = list(_causes(error))
    for link in chain:
        if isinstance(link, CallFailed):
            return link.failure
    if any(isinstance(link, InvalidOutput | ValidationError) for link in chain):
        return failure_of("invalid_output")
    for link in chain:
        if (status := _status(link)) is not None:
            return classify_status(status, _said(link), _headers(link))
    return _without_status(chain)


def classify_status(status: int, said: str = "", headers: Mapping[str, str] | None = None) -> Failure:
    """What kind of failure an HTTP answer is.

    Args:
        status: the HTTP status, or the code inside an answer of status 200 that tells of an error.
        said: the body or message; searched for words, never passed on.
        headers: the answer's headers.
    """
    said = said[:_SHOWN].lower()
    wait = retry_after(headers or {}, said)
    return failure_of(_kind_by_words(status, said) or _kind_by_status(status), status=status, wait=wait)


def failure_of(kind: FailureKind, detail: str = "", *, status: int | None = None, wait: float | None = None) -> Failure:
    """A failure with the usual line of its kind.

    Args:
        kind: its kind.
        detail: in place of the usual line.
        status: HTTP status, named in the line.
        wait: seconds the server asked for; kept for the kinds that a wait may help.
    """
    line = detail or _LINES[kind]
    waits = kind in {"rate_limit", "transient", "payment"}
    return Failure(kind, f"{line} ({status})" if status else line, wait if waits else None, status)


def refused_parameter(error: BaseException, names: tuple[str, ...]) -> str | None:
    """The one of our optional parameters that the server does not take, if that is why it refused.

    Args:
        error: the exception of the call.
        names: the parameters that were sent and can be left out.
    """
    for link in _causes(error):
        if _status(link) not in {400, 422}:
            continue
        said = _said(link)[:_SHOWN].lower()
        param = str(getattr(link, "param", None) or "").lower()
        for name in names:
            if param.split(".")[0] == name:
                return name
        if any(word in said for word in _words()["refusal"]):
            for name in names:
                spelled = name.replace("_", "[_ ]?")  # Google: thinkingLevel, "thinking level"
                if re.search(rf"(?<![a-z_]){spelled}(?![a-z_])", said):
                    return name
    return None


def retry_after(headers: Mapping[str, str], said: str = "") -> float | None:
    """Seconds that a server asks to be left alone, from `retry-after-ms`, `Retry-After` or `retryDelay`; an hour at most."""
    lowered = {name.lower(): value for name, value in headers.items()}
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        if (seconds := _seconds(lowered.get(name, ""))) is not None:
            return min(seconds * unit, LONGEST_RETRY_AFTER)
    if date := email.utils.parsedate_tz(lowered.get("retry-after", "")):
        return min(max(email.utils.mktime_tz(date) - time.time(), 0.0), LONGEST_RETRY_AFTER)
    if found := re.search(r"retrydelay\W{1,8}(\d{1,9}(?:\.\d{1,9})?)s", said.lower()):
        return min(float(found[1]), LONGEST_RETRY_AFTER)
    return None


def _seconds(value: str) -> float | None:
    return float(value) if re.fullmatch(r"\s*\d{1,12}(\.\d{1,9})?\s*", value, re.ASCII) else None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and what caused it: LangChain wraps Google's errors and keeps status and headers only in the cause."""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__


def _status(error: BaseException) -> int | None:
    for name in ("status_code", "code"):  # openai and anthropic; google-genai
        value = getattr(error, name, None)
        if isinstance(value, int) and 300 <= value <= 599:
            return value
    response = getattr(error, "response", None)
    value = getattr(response, "status_code", None)
    return value if isinstance(value, int) and 300 <= value <= 599 else None


def _said(error: BaseException) -> str:
    for name in ("body", "details"):
        body = getattr(error, name, None)
        if body:
            return body if isinstance(body, str) else json.dumps(body, default=str)
    return str(error)


def _headers(error: BaseException) -> Mapping[str, str]:
    headers = getattr(getattr(error, "response", None), "headers", None)
    return {str(name): str(value) for name, value in headers.items()} if headers is not None else {}


def _kind_by_words(status: int, said: str) -> FailureKind | None:
    words = _words()
    for kind in _KINDS:
        rule = words.get(kind)
        if rule and status in _statuses()[kind] and any(word in said for word in rule):
            return kind
    names_a_way = any(word in said for word in words["ways"])
    if names_a_way and status in {400, 404, 415, 422, 500, 501} and any(word in said for word in words["refusal"]):
        return "unsupported_way"
    return None


def _kind_by_status(status: int) -> FailureKind:
    match status:
        case 401 | 403:
            return "auth"
        case 402:
            return "payment"
        case 404:
            return "not_found"
        case 408:
            return "timeout"
        case 413:
            return "context_length"
        case 429:
            return "rate_limit"
        case 409 | 425:
            return "transient"
        case _:
            if status < 400:  # redirects are not followed; 301 and 308 say that the address has moved for good
                return "not_found" if status in {301, 308} else "transient"
            return "transient" if status >= 500 else "bad_request"


def _without_status(chain: list[BaseException]) -> Failure:
    names = {base.__name__ for link in chain for base in type(link).__mro__}
    if names & {"TimeoutError", "TimeoutException", "APITimeoutError"}:
        return failure_of("timeout")
    if names & {"MalformedReply", "JSONDecodeError", "APIResponseValidationError", "UnknownApiResponseError"}:
        return failure_of("transient", "the server's answer is not one of its protocol")
    if names & {"TransportError", "APIConnectionError", "ConnectionError", "OSError"}:
        return failure_of("transient", "the connection failed")
    if "ContentFilterFinishReasonError" in names:
        return failure_of("content_filter")
    if "LengthFinishReasonError" in names:
        return failure_of("invalid_output", "the answer was cut off")
    return failure_of("transient", f"the call failed ({type(chain[0]).__name__})")


@functools.cache
def _table() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, frozenset[int]]]:
    read = tomllib.loads((Path(__file__).parent / "failures.toml").read_text(encoding="utf-8"))
    words = {kind: tuple(rule["words"]) for kind, rule in read.items()}
    return words, {kind: frozenset(rule.get("statuses", ())) for kind, rule in read.items()}


def _words() -> Mapping[str, tuple[str, ...]]:
    return _table()[0]


def _statuses() -> Mapping[str, frozenset[int]]:
    return _table()[1]
