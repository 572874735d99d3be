import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from pydantic import SecretStr

import gateway.served
from gateway.providers import Key, Provider
from gateway.served import ask_served

Answering = Callable[[asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serving(answer: Answering) -> AsyncIterator[Provider]:
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await answer(writer)
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        yield Provider("openai", "openai", f"http://127.0.0.1:{port}/v1", (Key("none", SecretStr("")),))


def answer_with(body: bytes, status: str = "200 OK") -> Answering:
    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(f"HTTP/1.1 {status}\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()

    return answer


def listing(*names: object) -> bytes:
    return json.dumps({"object": "list", "data": [{"id": name} for name in names]}).encode()


async def test_server_of_ones_own_tells_its_models() -> None:
    async with serving(answer_with(listing("qwen3:8b", "llama-4"))) as provider:
        assert await ask_served([provider]) == {"openai": ["qwen3:8b", "llama-4"]}


async def test_server_that_serves_a_model_of_the_routes_is_asked_by_the_routes() -> None:
    async with serving(answer_with(listing("other", "gpt-4.1-mini"))) as provider:
        assert await ask_served([provider]) == {}


@pytest.mark.parametrize(
    "answer",
    [
        answer_with(b"not found", "404 Not Found"),
        answer_with(b"<html>"),
        answer_with(b'{"data": 7}'),
        answer_with(listing(7)),
        answer_with(listing()),
        answer_with(listing("a\nb", "x" * 500)),
        answer_with(b" " * 2_000_000),
    ],
)
async def test_server_without_a_usable_list_is_none_the_worse(answer: Answering) -> None:
    async with serving(answer) as provider:
        assert await ask_served([provider]) == {}


async def test_models_that_answer_no_questions_are_passed_over() -> None:
    names = [
        "text-embedding-nomic-embed-text-v1.5",
        "BAAI/bge-m3",
        "qwen3-reranker",
        "whisper-1",
        "tts-1-hd",
        "gemma-3-12b",
    ]
    async with serving(answer_with(listing(*names))) as provider:
        assert await ask_served([provider]) == {"openai": ["gemma-3-12b"]}


@pytest.mark.parametrize(
    "name", ["qwen3:8b", "ibm/granite-4-h-tiny", "deepseek-r1-distill", "Meta-Llama-3.1-8B-Instruct"]
)
async def test_models_to_talk_with_are_not_passed_over(name: str) -> None:
    async with serving(answer_with(listing("mxbai-embed-large:latest", name))) as provider:
        assert await ask_served([provider]) == {"openai": [name]}


async def test_where_all_names_look_like_no_chat_they_are_taken_as_they_are() -> None:
    async with serving(answer_with(listing("guard-dog"))) as provider:
        assert await ask_served([provider]) == {"openai": ["guard-dog"]}


async def test_list_that_comes_late_is_there_once_it_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway.served, "ASKED_SECONDS", 0.05)
    awake = asyncio.Event()

    async def answer(writer: asyncio.StreamWriter) -> None:
        await awake.wait()
        await answer_with(listing("qwen3:8b"))(writer)

    async with serving(answer) as provider:
        served = await ask_served([provider])
        assert served == {}
        awake.set()
        await asyncio.wait_for(asyncio.gather(*gateway.served._late), 30)
        assert served == {"openai": ["qwen3:8b"]}


async def test_address_that_no_client_takes_is_no_list() -> None:
    broken = Provider("openai", "openai", "http://a\u200bb:80/v1", (Key("none", SecretStr("")),))
    assert await ask_served([broken]) == {}


async def test_vendors_own_address_is_not_asked() -> None:
    official = Provider("openai", "openai", None, (Key("OPENAI_API_KEY", SecretStr("invented")),), priced_as="openai")
    assert await ask_served([official]) == {}


async def test_dead_key_does_not_hide_what_the_next_one_lists() -> None:
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(b"\r\n\r\n")
        answer = answer_with(listing("m")) if b"invented-2" in request else answer_with(b"", "401 Unauthorized")
        await answer(writer)
        writer.close()

    async with await asyncio.start_server(handle, "127.0.0.1", 0) as server:
        address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        keys = tuple(Key(f"KEY_{number}", SecretStr(f"invented-{number}")) for number in (1, 2))
        assert await ask_served([Provider("openrouter", "openai", address, keys)]) == {"openrouter": ["m"]}
