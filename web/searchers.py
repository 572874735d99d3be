"""Search engines behind one interface: Tavily by key, a SearXNG server by address, DuckDuckGo where somebody asked for it."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Protocol
from urllib.parse import urlsplit

from pydantic import BaseModel, SecretStr, ValidationError

from errors import UserError
from settings import Settings
from web.findings import RawResult

if TYPE_CHECKING:
    import httpx2

MOST_RESULTS = 8
"""Results of one query that are looked at."""

LARGEST_ANSWER = 2_000_000
"""Bytes of one answer, which is asked for without compression."""

TAVILY_ADDRESS = "https://api.tavily.com"
TAVILY_PRICE = Decimal("0.008")
"""US dollars of a basic search at list price (one credit, pay as you go), as of 2026."""

DUCKDUCKGO_SECONDS = 6
"""Time-out of one request, which runs in a thread that cannot be stopped."""

FailureKind = Literal["rate_limit", "auth", "bad_request", "transient", "invalid_output", "not_found"]


class SearchFailed(Exception):
    """A search engine did not answer a query.

    Args:
        kind: of the failure, for the ledger.
        reason: one plain line, without keys.
    """

    def __init__(self, kind: FailureKind, reason: str) -> None:
        super().__init__(reason)
        self.kind: FailureKind = kind
        self.reason = reason


class Searcher(Protocol):
    """A search engine."""

    @property
    def name(self) -> str:
        """What reports call it."""
        ...

    @property
    def address(self) -> str:
        """Where it is: two servers of one name answer differently."""
        ...

    @property
    def key_label(self) -> str:
        """Which key is used, by its name; empty where none is."""
        ...

    @property
    def price(self) -> Decimal | None:
        """US dollars of one query at list price; None where there is no price."""
        ...

    async def search(self, query: str) -> list[RawResult]:
        """The first results.

        Raises:
            SearchFailed: there is no answer that can be used.
        """
        ...


class _Hit(BaseModel):
    """One result as Tavily and SearXNG both write it."""

    title: str | None = None
    content: str | None = None
    url: str | None = None


class _Hits(BaseModel):
    results: list[object]


@dataclass(frozen=True)
class Tavily:
    """Tavily's search, made for language models."""

    key: SecretStr
    address: str = TAVILY_ADDRESS
    name: str = "Tavily"
    key_label: str = "TAVILY_API_KEY"
    price: Decimal | None = TAVILY_PRICE

    async def search(self, query: str) -> list[RawResult]:
        """The first results.

        Raises:
            SearchFailed: there is no answer that can be used.
        """
        asked = {"query": query, "max_results": MOST_RESULTS, "search_depth": "basic"}
        headers = {"authorization": f"Bearer {self.key.get_secret_value()}", "content-type": "application/json"}
        return _read_hits(await _ask("POST", f"{self.address}/search", headers, content=json.dumps(asked).encode()))


@dataclass(frozen=True)
class SearXNG:
    """A SearXNG server, one's own or somebody's, that gives JSON."""

    address: str
    name: str = "SearXNG"
    key_label: str = ""
    price: Decimal | None = None

    async def search(self, query: str) -> list[RawResult]:
        """The first results.

        Raises:
            SearchFailed: there is no answer that can be used.
        """
        asked = {"q": query, "format": "json", "categories": "general", "safesearch": "1"}
        try:
            return _read_hits(await _ask("GET", f"{self.address.rstrip('/')}/search", {}, params=asked))
        except SearchFailed as failure:
            if failure.kind == "auth":
                hint = "it gives no JSON; its settings.yml must list json under search.formats"
                raise SearchFailed("auth", hint) from None
            raise


@dataclass(frozen=True)
class DuckDuckGo:
    """DuckDuckGo through the package `ddgs`, which reads its pages: there is no key, and no promise that it works."""

    address: str = "https://duckduckgo.com"
    name: str = "DuckDuckGo"
    key_label: str = ""
    price: Decimal | None = None

    async def search(self, query: str) -> list[RawResult]:
        """The first results.

        Raises:
            SearchFailed: there is no answer that can be used.
        """
        return await asyncio.to_thread(_search_duckduckgo, query)


def _search_duckduckgo(query: str) -> list[RawResult]:
    from ddgs import DDGS
    from ddgs.exceptions import RatelimitException

    try:
        hits = DDGS(timeout=DUCKDUCKGO_SECONDS).text(query, backend="duckduckgo", max_results=MOST_RESULTS)
    except RatelimitException:
        raise SearchFailed("rate_limit", "too many requests") from None
    except Exception as error:  # noqa: BLE001  (it reads pages that change: anything may go wrong, and nothing of it is ours)
        raise SearchFailed("transient", f"no answer ({type(error).__name__})") from None
    return [RawResult(*(str(hit.get(name) or "") for name in ("title", "body", "href"))) for hit in hits]


async def _ask(
    method: str,
    url: str,
    headers: Mapping[str, str],
    *,
    content: bytes | None = None,
    params: Mapping[str, str] | None = None,
) -> bytes:
    """The body of an answer.

    Raises:
        SearchFailed: the server cannot be reached, refuses, or sends too much.
    """
    import httpx2  # 60 ms

    own = urlsplit(url).hostname in {"localhost", "127.0.0.1", "::1"}
    client = httpx2.AsyncClient(follow_redirects=False, trust_env=not own, timeout=httpx2.Timeout(10.0))
    asked = {**headers, "accept": "application/json", "accept-encoding": "identity"}
    try:
        async with client, client.stream(method, url, headers=asked, content=content, params=params) as response:
            _check_status(response.status_code)
            return await _read_bounded(response)
    except httpx2.TimeoutException:
        raise SearchFailed("transient", "no answer in time") from None
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise SearchFailed("transient", f"the server cannot be reached ({type(error).__name__})") from None


def _check_status(status: int) -> None:
    if status == 200:
        return
    if status in {401, 403}:
        raise SearchFailed("auth", f"the request was refused ({status})")
    if status in {429, 432, 433}:
        raise SearchFailed("rate_limit", f"too many requests, or no credit left ({status})")
    if status == 404:
        raise SearchFailed("not_found", "there is no search at this address (404)")
    raise SearchFailed("transient" if status >= 500 else "bad_request", f"the server failed ({status})")


async def _read_bounded(response: "httpx2.Response") -> bytes:
    if response.headers.get("content-encoding", "identity").lower() != "identity":
        raise SearchFailed("invalid_output", "the answer is packed in a way that was not asked for")
    body = b""
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise SearchFailed("invalid_output", "the answer is too large")
    return body


def _read_hits(body: bytes) -> list[RawResult]:
    """The results of an answer; what is no result is left out."""
    try:
        answer = _Hits.model_validate_json(body)
    except ValidationError:
        raise SearchFailed("invalid_output", "the answer is no list of results") from None
    hits: list[RawResult] = []
    for one in answer.results[:MOST_RESULTS]:
        try:
            hit = _Hit.model_validate(one)
        except ValidationError:
            continue  # the others may be sound
        if hit.url:
            hits.append(RawResult(hit.title or "", hit.content or "", hit.url))
    return hits


def find_searchers(settings: Settings, environment: Mapping[str, str]) -> list[Searcher]:
    """The search engines that are set up, in the order in which they are asked.

    Raises:
        UserError: one cannot be used as it is set up.
    """
    found: list[Searcher] = []
    if key := environment.get("TAVILY_API_KEY", "").strip():
        found.append(Tavily(SecretStr(key)))
    if address := environment.get("SEARXNG_URL", "").strip():
        found.append(SearXNG(_check_address(address)))
    if settings.duckduckgo:
        found.append(_open_duckduckgo())
    return found


def _check_address(address: str) -> str:
    try:
        parts = urlsplit(address)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        sound = False
    if not sound or parts.query or parts.fragment:
        raise UserError(
            "SEARXNG_URL", "this is no web address", "write http://host:port, as your SearXNG server has it"
        )
    return address.rstrip("/")


def _open_duckduckgo() -> DuckDuckGo:
    import importlib.util

    if importlib.util.find_spec("ddgs") is None:
        raise UserError(
            "RESUME_TAILOR_DUCKDUCKGO", "the package for it is not installed", "pip install 'resume-tailor[duckduckgo]'"
        )
    return DuckDuckGo()
