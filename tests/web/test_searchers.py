"""Search engines behind one interface, each against a server on loopback that behaves as theirs do, or oddly."""

import asyncio
import json
import sys
from types import ModuleType

import pytest
from pydantic import SecretStr

from errors import UserError
from settings import Settings
from tests.web.strangers import Asked, Behave, answer, redirect, serve
from web.findings import RawResult
from web.searchers import (
    DuckDuckGo,
    Searcher,
    SearchFailed,
    SearXNG,
    Tavily,
    find_searchers,
)

HITS = json.dumps({"results": [{"title": "T", "url": "https://a.example/", "content": "C", "score": 0.9}]})
KEY = "tvly-invented"


def json_answer(body: str) -> Behave:
    return answer(body, content_type="application/json")


def open_at(kind: type[Tavily] | type[SearXNG], address: str) -> Searcher:
    return Tavily(SecretStr(KEY), address) if kind is Tavily else SearXNG(address)


async def test_tavily_is_asked_with_the_key_in_the_header_and_the_query_in_the_body() -> None:
    async with serve(json_answer(HITS)) as server:
        hits = await Tavily(SecretStr(KEY), server.address).search("Panes & Co")
    asked = server.asked[0]
    assert hits == [RawResult("T", "C", "https://a.example/")]
    assert (asked.method, asked.target, asked.headers["authorization"]) == ("POST", "/search", f"Bearer {KEY}")
    assert (json.loads(asked.body)["query"], KEY in asked.body.decode()) == ("Panes & Co", False)


async def test_searxng_is_asked_for_json() -> None:
    async with serve(json_answer(HITS)) as server:
        hits = await SearXNG(f"{server.address}/").search("Panes & Co")
    assert hits == [RawResult("T", "C", "https://a.example/")]
    assert server.targets[0].startswith("/search?q=Panes+%26+Co&format=json")


@pytest.mark.parametrize("kind", [Tavily, SearXNG])
@pytest.mark.parametrize(
    ("behave", "failure"),
    [
        (answer("no", status=401), "auth"),
        (answer("no", status=403), "auth"),
        (answer("slow down", status=429), "rate_limit"),
        (answer("no", status=404), "not_found"),
        (answer("oops", status=500), "transient"),
        (answer("no", status=400), "bad_request"),
        (redirect("http://127.0.0.1:1/"), "bad_request"),
        (json_answer("<html>hello</html>"), "invalid_output"),
        (json_answer('{"results": 7}'), "invalid_output"),
        (json_answer('{"answers": []}'), "invalid_output"),
        (json_answer('{"results": [' + "1," * 1_500_000 + "1]}"), "invalid_output"),
        (answer(b"\x1f\x8b....", content_encoding="gzip"), "invalid_output"),
    ],
)
async def test_a_search_engine_that_fails_is_told_by_kind(
    kind: type[Tavily] | type[SearXNG], behave: Behave, failure: str
) -> None:
    async with serve(behave) as server:
        with pytest.raises(SearchFailed) as failed:
            await open_at(kind, server.address).search("x")
    assert failed.value.kind == failure
    assert KEY not in failed.value.reason


async def test_a_search_engine_that_is_not_there_is_told() -> None:
    async with serve(json_answer(HITS)) as server:
        gone = server.address
    with pytest.raises(SearchFailed, match="cannot be reached"):
        await SearXNG(gone).search("x")


async def test_a_search_engine_that_breaks_off_is_told() -> None:
    async def behave(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{")

    async with serve(behave) as server:
        with pytest.raises(SearchFailed):
            await SearXNG(server.address).search("x")


async def test_a_searxng_that_gives_no_json_is_told_with_the_setting_to_change() -> None:
    async with serve(answer("forbidden", status=403)) as server:
        with pytest.raises(SearchFailed, match=r"settings\.yml"):
            await SearXNG(server.address).search("x")


async def test_odd_results_are_left_out_and_sound_ones_kept() -> None:
    odd: list[object] = [
        None,
        7,
        "x",
        [],
        {"url": 5},
        {"title": "no address"},
        {"url": "https://b.example/", "content": None},
    ]
    async with serve(json_answer(json.dumps({"results": odd}))) as server:
        hits = await SearXNG(server.address).search("x")
    assert hits == [RawResult("", "", "https://b.example/")]


def installed(monkeypatch: pytest.MonkeyPatch, hits: object) -> list[dict[str, object]]:
    """A stand-in for `ddgs` that gives or raises `hits`, and what it was asked."""
    asked: list[dict[str, object]] = []

    class RatelimitException(Exception):
        pass

    class DDGS:
        def __init__(self, **settings: object) -> None:
            asked.append(settings)

        def text(self, query: str, **how: object) -> object:
            asked.append({"query": query, **how})
            if hits == "limit":
                raise RatelimitException
            if isinstance(hits, Exception):
                raise hits
            return hits

    package, errors = ModuleType("ddgs"), ModuleType("ddgs.exceptions")
    package.DDGS = DDGS  # type: ignore[attr-defined]
    errors.RatelimitException = RatelimitException  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ddgs", package)
    monkeypatch.setitem(sys.modules, "ddgs.exceptions", errors)
    return asked


async def test_duckduckgo_alone_is_asked_by_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = installed(monkeypatch, [{"title": "T", "href": "https://a.example/", "body": "C"}, {"title": None}])
    assert await DuckDuckGo().search("Panes") == [RawResult("T", "C", "https://a.example/"), RawResult("", "", "")]
    assert (asked[1]["query"], asked[1]["backend"]) == ("Panes", "duckduckgo")


@pytest.mark.parametrize(("raised", "kind"), [("limit", "rate_limit"), (KeyError("vqd"), "transient")])
async def test_whatever_goes_wrong_in_the_package_is_a_failed_search(
    monkeypatch: pytest.MonkeyPatch, raised: object, kind: str
) -> None:
    installed(monkeypatch, raised)
    with pytest.raises(SearchFailed) as failed:
        await DuckDuckGo().search("Panes")
    assert failed.value.kind == kind


def test_what_is_set_up_is_asked_in_order() -> None:
    environment = {"TAVILY_API_KEY": KEY, "SEARXNG_URL": " http://127.0.0.1:8888/ "}
    found = find_searchers(Settings(), environment)
    assert [(one.name, one.address) for one in found] == [
        ("Tavily", "https://api.tavily.com"),
        ("SearXNG", "http://127.0.0.1:8888"),
    ]
    assert find_searchers(Settings(), {"TAVILY_API_KEY": " "}) == []


@pytest.mark.parametrize(
    "address", ["localhost:8888", "file:///x", "http://", "http://[", "http://a:b/", "http://a/?q="]
)
def test_an_address_of_searxng_that_is_none_is_one_line(address: str) -> None:
    with pytest.raises(UserError, match="SEARXNG_URL: this is no web address"):
        find_searchers(Settings(), {"SEARXNG_URL": address})


def test_duckduckgo_without_its_package_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(UserError, match="pip install"):
        find_searchers(Settings(duckduckgo=True), {})


def test_a_key_is_not_shown_by_its_searcher() -> None:
    assert KEY not in repr(Tavily(SecretStr(KEY)))
