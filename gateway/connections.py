"""HTTP connections to providers: one pool an address, nothing redirected, answers bounded in size.

A prompt holds someone's life: it goes to the address that was configured and to no other, so redirects are not followed. A
proxy of the environment is used except for this machine's own addresses.
"""

import functools
import ipaddress
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import urlsplit
from urllib.request import getproxies

import httpcore2
import httpx2

from gateway.wire import Wire, connect, origin_of

CONNECT_SECONDS = 10.0
"""Time to reach a server; the time for its answer is the call's own."""

LARGEST_ANSWER = 8_000_000
"""Bytes of one answer."""

LARGEST_PACKED_ANSWER = 64_000
"""Bytes of one compressed answer, which may grow a thousandfold; compression is not asked for."""


IDLE_SECONDS = 15.0
"""How long a connection that nobody uses is kept."""

MOST_IDLE = 200
"""Connections that are kept while nobody uses them."""


class AnswerTooLarge(ConnectionError):
    """The server sends more than any answer can be."""


def open_pool(address: str) -> httpx2.AsyncClient:
    """The HTTP client for all models of an address.

    The SDKs of OpenAI, Anthropic and Google all take one of httpx2, the fork of httpx that they moved to.
    """
    loopback = is_loopback(address)
    return httpx2.AsyncClient(
        verify=trusted_authorities(),
        follow_redirects=False,
        trust_env=not loopback,
        headers={"accept-encoding": "identity"},
        timeout=httpx2.Timeout(None, connect=CONNECT_SECONDS),
        limits=httpx2.Limits(max_connections=1000, max_keepalive_connections=MOST_IDLE, keepalive_expiry=IDLE_SECONDS),
        transport=SingleConnections()
        if loopback or not getproxies()
        else None,  # a transport of ours would pass a proxy by
        event_hooks={"response": [_bound]},
    )


class SingleConnections(httpx2.AsyncBaseTransport):
    """Connections that each carry one request at a time; a request takes the one that was used last, or opens one.

    A pool of many connections looks at each of them, and asks the system about each idle one, when a request begins and again
    when it ends: with a hundred runs at once that is an eighth of the event loop's time. Here nothing is looked at but the one
    that is taken.
    """

    def __init__(self) -> None:
        self._idle: list[tuple[float, Wire]] = []
        self._closed = False

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request; its connection is free again once the answer's stream is closed.

        Raises:
            httpx2.TransportError: there is no answer.
        """
        origin = origin_of(request.url)
        wire = await self._take(origin) or await _open(origin, request)
        try:
            response = await wire.send(_as_httpcore(request))
        except BaseException:
            await wire.close()
            raise
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        response.stream = _LentStream(response.stream, lambda: self._take_back(wire))
        return response

    async def _take(self, origin: httpcore2.Origin) -> Wire | None:
        """The connection to a server that was given back last, if it still stands."""
        for place in range(len(self._idle) - 1, -1, -1):
            if self._idle[place][1].origin == origin:
                _, wire = self._idle.pop(place)
                if not wire.has_expired:
                    return wire
                await wire.close()
        return None

    async def _take_back(self, wire: Wire) -> None:
        if not wire.is_idle:
            await wire.close()
            return
        now = time.monotonic()
        self._idle.append((now, wire))
        while self._idle and (self._closed or len(self._idle) > MOST_IDLE or self._idle[0][0] < now - IDLE_SECONDS):
            await self._idle.pop(0)[1].close()

    async def aclose(self) -> None:
        """Close all connections; those under way are closed when they are given back."""
        self._closed = True
        idle, self._idle = self._idle, []
        for _, wire in idle:
            await wire.close()


async def _open(origin: httpcore2.Origin, request: httpx2.Request) -> Wire:
    seconds = request.extensions.get("timeout", {}).get("connect")
    return await connect(origin, trusted_authorities(), seconds=seconds, idle_seconds=IDLE_SECONDS)


def _as_httpcore(request: httpx2.Request) -> httpcore2.Request:
    url = request.url
    target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    assert isinstance(request.stream, httpx2.AsyncByteStream)
    return httpcore2.Request(
        request.method, target, headers=request.headers.raw, content=request.stream, extensions=request.extensions
    )


class _LentStream(httpx2.AsyncByteStream):
    """An answer's stream that gives its connection back when it is closed, read to its end or not."""

    def __init__(self, inner: httpx2.AsyncByteStream, give_back: Callable[[], Awaitable[None]]) -> None:
        self._inner = inner
        self._give_back: Callable[[], Awaitable[None]] | None = give_back

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._inner:
            yield chunk

    async def aclose(self) -> None:
        give_back, self._give_back = self._give_back, None
        try:
            await self._inner.aclose()
        finally:
            if give_back is not None:
                await give_back()


def is_loopback(address: str) -> bool:
    """Whether an address is on this machine."""
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


@functools.cache
def trusted_authorities() -> ssl.SSLContext:
    """The certificate authorities that are trusted; read once, since that takes 20 ms."""
    return httpx2.create_ssl_context()


async def _bound(response: httpx2.Response) -> None:
    """Let the answer's stream end in an error where it grows too large."""
    packed = response.headers.get("content-encoding", "identity").lower() != "identity"
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = _BoundedStream(response.stream, LARGEST_PACKED_ANSWER if packed else LARGEST_ANSWER)


class _BoundedStream(httpx2.AsyncByteStream):
    def __init__(self, inner: httpx2.AsyncByteStream, limit: int) -> None:
        self._inner = inner
        self._left = limit

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._inner:
            self._left -= len(chunk)
            if self._left < 0:
                raise AnswerTooLarge("the answer is too large")
            yield chunk

    async def aclose(self) -> None:
        await self._inner.aclose()
