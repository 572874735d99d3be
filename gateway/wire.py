"""One connection to a server: httpcore's HTTP/1.1 over a stream of asyncio's own.

httpcore's pool and its layer over several event loops take as long as speaking HTTP does; with one request at a time on a
connection and one event loop there is nothing for them to do.
"""

import asyncio
import ipaddress
import select
import socket
import ssl
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import suppress
from functools import partial
from typing import Final

import httpcore2
import httpx2

HAPPY_EYEBALLS_SECONDS: Final = 0.25
"""Until a name's next address is tried beside the one before, as RFC 8305 has it."""


class AsyncioStream(httpcore2.AsyncNetworkStream):
    """Bytes to and from a server, for httpcore."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109  as httpcore has it
        """What has come, as soon as anything has; nothing at the end."""
        try:
            if timeout is None:
                return await self._reader.read(max_bytes)
            async with asyncio.timeout(timeout):
                return await self._reader.read(max_bytes)
        except TimeoutError as error:
            raise httpcore2.ReadTimeout(str(error)) from error
        except OSError as error:
            raise httpcore2.ReadError(str(error)) from error

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109  as httpcore has it
        """Send bytes, waiting where the server takes them slowly."""
        try:
            self._writer.write(buffer)
            async with asyncio.timeout(timeout):
                await self._writer.drain()
        except TimeoutError as error:
            raise httpcore2.WriteTimeout(str(error)) from error
        except OSError as error:
            raise httpcore2.WriteError(str(error)) from error

    async def aclose(self) -> None:
        """Close it at once: nobody waits for what is under way any more."""
        self._writer.transport.abort()
        await asyncio.sleep(0)  # it lets go of its socket at the loop's next turn

    def get_extra_info(self, info: str) -> object:
        """Whether the server has closed an idle connection, or said something unasked: `is_readable`."""
        if info != "is_readable":
            return None
        own = self._writer.get_extra_info("socket")
        if self._reader.at_eof() or self._writer.is_closing() or own is None or own.fileno() < 0:
            return True
        if not hasattr(select, "poll"):  # Windows: what the event loop has seen is all that is known
            return False
        asking = select.poll()
        asking.register(own.fileno(), select.POLLIN)
        return bool(asking.poll(0))


class Wire:
    """A connection to one server, which carries one request at a time."""

    def __init__(self, origin: httpcore2.Origin, connection: httpcore2.AsyncHTTP11Connection) -> None:
        self.origin = origin
        self._connection = connection

    @property
    def is_idle(self) -> bool:
        """Whether the last answer was read to its end, and the server said that it keeps the connection."""
        return self._connection.is_idle()

    @property
    def has_expired(self) -> bool:
        """Whether it was idle for too long, or the server has closed it meanwhile."""
        return self._connection.has_expired()

    async def send(self, request: httpcore2.Request) -> httpx2.Response:
        """The beginning of the answer; its stream brings the rest.

        Raises:
            httpx2.TransportError: none came.
        """
        try:
            answer = await self._connection.handle_async_request(request)
        except _RAISED as error:
            raise _told(error) from error
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    async def close(self) -> None:
        """Close it, whatever is under way."""
        await self._connection.aclose()


class _Body(httpx2.AsyncByteStream):
    """The rest of an answer."""

    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._answer.aiter_stream():
                yield chunk
        except _RAISED as error:
            raise _told(error) from error

    async def aclose(self) -> None:
        await self._answer.aclose()


_RAISED = (httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.ProtocolError)


def _told(error: Exception) -> httpx2.TransportError:
    """The exception of the same name by which httpx tells it."""
    named: type[httpx2.TransportError] = getattr(httpx2, type(error).__name__)
    return named(str(error))


def origin_of(url: httpx2.URL) -> httpcore2.Origin:
    """Where a request goes.

    Raises:
        httpx2.UnsupportedProtocol: it is no HTTP.
    """
    port = url.port or {"http": 80, "https": 443}.get(url.scheme)
    if port is None:
        raise httpx2.UnsupportedProtocol(f"“{url.scheme}” is not HTTP")
    return httpcore2.Origin(url.raw_scheme, url.raw_host, port)


async def connect(
    origin: httpcore2.Origin, authorities: ssl.SSLContext, *, seconds: float | None, idle_seconds: float
) -> Wire:
    """A new connection.

    Args:
        origin: where to.
        authorities: who may vouch for the server, where it is spoken to in private.
        seconds: how long that may take.
        idle_seconds: for how long it may be idle.

    Raises:
        httpx2.ConnectTimeout, httpx2.ConnectError: it cannot be reached, or nobody vouches for it.
    """
    host = origin.host.decode("ascii")
    secure = origin.scheme == b"https"
    try:
        async with asyncio.timeout(seconds):
            addresses = await _addresses(host, origin.port)
            reader, writer = await _first_of(
                [
                    partial(
                        asyncio.open_connection,
                        address,
                        origin.port,
                        ssl=authorities if secure else None,
                        server_hostname=host if secure else None,
                    )
                    for address in addresses
                ]
            )
    except TimeoutError as error:
        raise httpx2.ConnectTimeout(str(error)) from error
    except OSError as error:  # certificates that nobody vouches for too
        raise httpx2.ConnectError(str(error)) from error
    return Wire(origin, httpcore2.AsyncHTTP11Connection(origin, AsyncioStream(reader, writer), idle_seconds))


Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def _addresses(host: str, port: int) -> list[str]:
    with suppress(ValueError):
        return [str(ipaddress.ip_address(host))]
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


async def _first_of(openings: Sequence[Callable[[], Coroutine[object, object, Streams]]]) -> Streams:
    """The first connection that opens, each tried a moment after the one before. Not every event loop does this by itself.

    Raises:
        OSError: none does.
    """
    tries: list[asyncio.Task[Streams]] = []
    try:
        for place, opening in enumerate(openings, start=1):
            tries.append(asyncio.create_task(opening()))
            opened = await _opened(tries, HAPPY_EYEBALLS_SECONDS if place < len(openings) else None)
            if opened is not None:
                tries.remove(opened)
                return opened.result()
        error = tries[-1].exception() if tries else None
        raise error or OSError("the name has no address")
    finally:
        for one in tries:
            one.cancel()
            one.add_done_callback(_close_unused)


async def _opened(tries: Sequence[asyncio.Task[Streams]], seconds: float | None) -> asyncio.Task[Streams] | None:
    """The try whose connection opens within so many seconds; None where all fail before, or none is in time."""
    ends = None if seconds is None else asyncio.get_running_loop().time() + seconds
    while pending := [one for one in tries if not one.done()]:
        left = None if ends is None else max(0.0, ends - asyncio.get_running_loop().time())
        done, _ = await asyncio.wait(pending, timeout=left, return_when=asyncio.FIRST_COMPLETED)
        for one in done:
            if one.exception() is None:
                return one
        if not done:
            break
    return None


def _close_unused(one: asyncio.Task[Streams]) -> None:
    if not one.cancelled() and one.exception() is None:
        one.result()[1].transport.abort()
