"""The HTTP pool under the SDKs, against servers that mean harm."""

import asyncio
import gzip
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from gateway import connections
from gateway.connections import AnswerTooLarge, is_loopback, open_pool


@asynccontextmanager
async def serving(answer: bytes) -> AsyncIterator[str]:
    """A server that answers every request with the same bytes; gives its address."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


def http(body: bytes, *headers: str) -> bytes:
    lines = "".join(f"{header}\r\n" for header in headers)
    return f"HTTP/1.1 200 OK\r\ncontent-length: {len(body)}\r\n{lines}\r\n".encode() + body


@pytest.mark.parametrize(
    ("address", "loopback"),
    [
        ("http://127.0.0.1:80", True),
        ("http://127.8.8.8", True),
        ("http://[::1]:80/v1", True),
        ("http://localhost/v1", True),
        ("http://models.localhost", True),
        ("https://api.openai.com/v1", False),
        ("http://192.168.7.4", False),
        ("http://localhost.example.org", False),
        ("nonsense", False),
    ],
)
def test_this_machine_is_told_from_others(address: str, loopback: bool) -> None:
    assert is_loopback(address) is loopback


async def test_compression_is_not_asked_for() -> None:
    async with open_pool("http://127.0.0.1") as pool:
        assert pool.headers["accept-encoding"] == "identity"


async def test_an_ordinary_answer_is_read() -> None:
    async with serving(http(b"well")) as address, open_pool(address) as pool:
        assert (await pool.get(address)).text == "well"


async def test_a_small_compressed_answer_is_read() -> None:
    packed = http(gzip.compress(b"well"), "content-encoding: gzip")
    async with serving(packed) as address, open_pool(address) as pool:
        assert (await pool.get(address)).text == "well"


@pytest.mark.parametrize(
    "answer",
    [
        http(b" " * (connections.LARGEST_ANSWER + 1)),
        http(gzip.compress(bytes(70_000_000)), "content-encoding: gzip"),
    ],
    ids=["plain", "compressed"],
)
async def test_an_answer_that_is_too_large_is_not_read(answer: bytes) -> None:
    async with serving(answer) as address, open_pool(address) as pool:
        with pytest.raises(AnswerTooLarge):
            await pool.get(address)


@dataclass
class Kept:
    """A server that answers a moment later and keeps its connections."""

    address: str = ""
    opened: list[asyncio.StreamWriter] = field(default_factory=list)
    gone: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    """As many as the client closed."""


@asynccontextmanager
async def keeping() -> AsyncIterator[Kept]:
    kept = Kept()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        kept.opened.append(writer)
        while await reader.read(10_000):
            await asyncio.sleep(0.05)
            writer.write(http(b"well"))
        kept.gone.release()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        kept.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield kept
        for writer in kept.opened:
            writer.close()
            await writer.wait_closed()


async def test_requests_one_after_the_other_share_a_connection_and_those_at_once_do_not() -> None:
    async with keeping() as server, open_pool(server.address) as pool:
        for _ in range(3):
            await pool.get(server.address)
        assert len(server.opened) == 1
        answers = await asyncio.gather(*(pool.get(server.address) for _ in range(4)))
        assert [answer.text for answer in answers] == ["well"] * 4
        assert len(server.opened) == 4


async def test_a_connection_that_the_server_closed_meanwhile_is_opened_anew() -> None:
    async with keeping() as server, open_pool(server.address) as pool:
        await pool.get(server.address)
        server.opened[0].close()
        await server.opened[0].wait_closed()
        await asyncio.sleep(0.05)
        assert (await pool.get(server.address)).text == "well"


async def test_connections_that_nobody_used_for_long_are_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "IDLE_SECONDS", 0.2)
    async with keeping() as server, open_pool(server.address) as pool:
        await asyncio.gather(*(pool.get(server.address) for _ in range(4)))
        await asyncio.sleep(0.3)
        await pool.get(server.address)
        async with asyncio.timeout(10):
            for _ in range(3):
                await server.gone.acquire()


async def test_another_machine_is_asked_through_the_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(http(b"by proxy")) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy)
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        async with open_pool("http://models.example") as pool:
            assert (await pool.get("http://models.example")).text == "by proxy"


async def test_a_redirect_is_not_followed() -> None:
    answer = b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n"
    async with serving(answer) as address, open_pool(address) as pool:
        assert (await pool.get(address)).status_code == 302


async def test_this_machine_is_not_asked_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    async with serving(http(b"well")) as address, open_pool(address) as pool:
        assert (await pool.get(address)).text == "well"


def check_in_a_new_process(program: str) -> None:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


NO_NETWORK = """
import socket
def refuse(*arguments, **named): raise AssertionError("the network was used")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
"""


def test_importing_the_clients_imports_no_sdk() -> None:
    check_in_a_new_process("""
import sys, gateway.clients, gateway.providers
assert not {"openai", "langchain_core", "langchain_openai", "google.genai", "anthropic", "sqlalchemy"} & set(sys.modules)
""")


def test_making_clients_uses_no_network() -> None:
    check_in_a_new_process(
        NO_NETWORK
        + """
from pydantic import SecretStr
from gateway.connections import open_pool
from gateway.dialects import load_sdk, open_model
from gateway.providers import Key, Provider
for kind in ("openai", "google"):
    provider = Provider(kind, kind, None, (Key("K", SecretStr("invented")),))
    load_sdk(provider)
    open_model(provider, provider.keys[0], "some-model", open_pool(provider.address))
"""
    )


def test_nothing_is_traced_unless_the_user_says_so() -> None:
    check_in_a_new_process("""
import os
for name in [name for name in os.environ if name.startswith(("LANGSMITH", "LANGCHAIN"))]: del os.environ[name]
os.environ["LANGSMITH_API_KEY"] = "invented"
from langchain_core.tracers.context import _tracing_v2_is_enabled
assert not _tracing_v2_is_enabled()
""")
