"""JSON posted as OpenAI's SDK posts it."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import openai
import pytest

from gateway.connections import open_pool
from gateway.posting import JsonPost
from gateway.structured import Json


@dataclass
class Heard:
    """A server that gives its answers in turn, and what it was sent."""

    address: str = ""
    requests: list[bytes] = field(default_factory=list)


def http(body: str, status: str = "200 OK", kind: str = "application/json") -> bytes:
    return (
        f"HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {len(body)}\r\nretry-after: 7\r\n\r\n{body}"
    ).encode()


@asynccontextmanager
async def serving(*answers: bytes) -> AsyncIterator[tuple[Heard, openai.AsyncOpenAI, JsonPost]]:
    heard, left = Heard(), list(answers)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
                heard.requests.append(head + await reader.readexactly(int(length.split(b":")[1])))
                writer.write(left.pop(0) if left else http("{}"))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()
            await writer.wait_closed()
        finally:
            ended.set()

    ended = asyncio.Event()
    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        heard.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        async with open_pool(heard.address) as pool:
            client = openai.AsyncOpenAI(api_key="invented", base_url=heard.address, http_client=pool, max_retries=0)
            yield heard, client, JsonPost(client, pool, "/chat/completions")
        await ended.wait()


async def test_what_is_sent_is_what_the_sdk_sends() -> None:
    body: dict[str, Json] = {
        "model": "m",
        "messages": [{"role": "user", "content": "Zoë — “quoted”"}],
        "temperature": 0.0,
    }
    async with serving() as (heard, client, post):
        await client.post("/chat/completions", body=body, cast_to=object)
        await post.send(body)
        await post.send(body)
    by_sdk, first, second = (sorted(request.split(b"\r\n")) for request in heard.requests)
    assert by_sdk == first == second


async def test_an_object_is_answered() -> None:
    async with serving(http('{"choices": []}')) as (_, _, post):
        assert await post.send({}) == {"choices": []}


@pytest.mark.parametrize("answer", [http("[1]"), http("{}", kind="text/html"), http("{broken")])
async def test_what_is_no_json_object_is_none(answer: bytes) -> None:
    async with serving(answer) as (_, _, post):
        with pytest.raises((TypeError, ValueError)):
            await post.send({})


async def test_a_refusal_carries_its_status_body_and_headers() -> None:
    async with serving(http('{"error": {"message": "slow down", "code": "x"}}', "429 Too Many")) as (_, _, post):
        with pytest.raises(openai.RateLimitError) as raised:
            await post.send({})
    assert raised.value.body == {"message": "slow down", "code": "x"}
    assert raised.value.response.headers["retry-after"] == "7"


async def test_a_redirect_is_a_failure_and_not_followed() -> None:
    async with serving(http("", "307 Elsewhere")) as (heard, _, post):
        with pytest.raises(openai.APIStatusError):
            await post.send({})
    assert len(heard.requests) == 1


async def test_nobody_there_is_a_broken_connection() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    async with open_pool(address) as pool:
        client = openai.AsyncOpenAI(api_key="invented", base_url=address, http_client=pool, max_retries=0)
        with pytest.raises(openai.APIConnectionError):
            await JsonPost(client, pool, "/chat/completions").send({})
