"""HTTP connections to providers: one pool an address, nothing redirected, answers bounded in size.

A prompt holds someone's life: it goes to the address that was configured and to no other, so redirects are not followed. A
proxy of the environment is used except for this machine's own addresses.
"""

import functools
import ipaddress
import ssl
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx2

CONNECT_SECONDS = 10.0
"""Time to reach a server; the time for its answer is the call's own."""

LARGEST_ANSWER = 8_000_000
"""Bytes of one answer."""

LARGEST_PACKED_ANSWER = 64_000
"""Bytes of one compressed answer, which may grow a thousandfold; compression is not asked for."""


class AnswerTooLarge(ConnectionError):
    """The server sends more than any answer can be."""


def open_pool(address: str) -> httpx2.AsyncClient:
    """The HTTP client for all models of an address.

    The SDKs of OpenAI, Anthropic and Google all take one of httpx2, the fork of httpx that they moved to.
    """
    return httpx2.AsyncClient(
        verify=trusted_authorities(),
        follow_redirects=False,
        trust_env=not is_loopback(address),
        headers={"accept-encoding": "identity"},
        timeout=httpx2.Timeout(None, connect=CONNECT_SECONDS),
        limits=httpx2.Limits(max_connections=1000, max_keepalive_connections=200, keepalive_expiry=15.0),
        event_hooks={"response": [_bound]},
    )


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
