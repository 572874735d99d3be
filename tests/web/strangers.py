"""Servers on loopback that behave as strangers' do: well, oddly or with malice; each keeps what it was asked."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

Behave = Callable[["Asked", asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True)
class Asked:
    """One request."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Stranger:
    """A server under way."""

    port: int
    asked: list[Asked] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Its address, without a path."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def targets(self) -> list[str]:
        """What was asked for."""
        return [one.target for one in self.asked]


@asynccontextmanager
async def serve(behave: Behave) -> AsyncIterator[Stranger]:
    """A server that answers every request as `behave` does, and then closes the connection."""
    stranger = Stranger(0)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            asked = await _read(reader)
            stranger.asked.append(asked)
            await behave(asked, writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # whoever asked has gone
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    stranger.port = server.sockets[0].getsockname()[1]
    try:
        yield stranger
    finally:
        server.close()


async def _read(reader: asyncio.StreamReader) -> Asked:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    first, *rows = head.strip().splitlines()
    headers = {name.lower(): value for name, _, value in (row.partition(": ") for row in rows)}
    method, target, _ = first.split(" ")
    return Asked(method, target, headers, await reader.readexactly(int(headers.get("content-length", 0))))


def answer(body: bytes | str = b"", *, status: int = 200, **headers: str) -> Behave:
    """Answers with these headers (`content_type=…`) and this body."""
    data = body.encode() if isinstance(body, str) else body

    async def behave(_: Asked, writer: asyncio.StreamWriter) -> None:
        told = {"content-length": str(len(data)), **{name.replace("_", "-"): text for name, text in headers.items()}}
        rows = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        writer.write(f"HTTP/1.1 {status} Said\r\n{rows}\r\n".encode() + data)

    return behave


def page(html: str) -> Behave:
    """Answers with a page."""
    return answer(html, content_type="text/html; charset=utf-8")


def redirect(location: str, status: int = 302) -> Behave:
    """Answers that the page is elsewhere."""
    return answer(status=status, location=location)


def by_target(**ways: Behave) -> Behave:
    """Behaves in one way for each path (`start` is `/start`); any other path is not found."""

    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        name = asked.target.partition("?")[0].strip("/")
        await ways.get(name, answer("no such page", status=404))(asked, writer)

    return behave
