"""Connections to strangers' machines: names are resolved here, judged here, and connected to by the number that was judged.

Between a check of a name and a connection to it, whoever owns the name may change where it leads (DNS rebinding). So there is one
step that does both: httpcore hands over every host that it is about to connect to, and gets a connection to a judged IP address.
Encryption and the `Host` header still go by the name. A proxy of the environment is not used: it would resolve names itself.
"""

import asyncio
import ipaddress
import socket
import threading
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress

import httpcore2

from web.addresses import IPAddress, why_closed

CONNECT_SECONDS = 5.0
"""Time for one try to connect to one IP address."""

SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""The IP addresses of a host name, in the order in which to try them; raises `OSError` where there is none."""


class ClosedPlace(Exception):
    """A host leads to where nobody is sent; `what` says what kind of place that is, without its number."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class UnknownHost(Exception):
    """A host has no address."""


class JudgedConnections(httpcore2.AsyncNetworkBackend):
    """Connects to public machines only.

    Args:
        resolve: finds a name's addresses.
        allow_loopback: whether this machine itself may be connected to; for tests only.
        inner: makes the connection to an IP address.
    """

    def __init__(
        self,
        resolve: Resolve,
        *,
        allow_loopback: bool = False,
        inner: httpcore2.AsyncNetworkBackend | None = None,
    ) -> None:
        self._resolve = resolve
        self._allow_loopback = allow_loopback
        self._inner = inner or httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (httpcore's own signature)
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection to one of the host's addresses, if all of them are public.

        Raises:
            ClosedPlace: one of them is not, so that the host is not to be trusted with any.
            UnknownHost: it has none.
            httpcore2.ConnectError: none of them answers.
        """
        failure: Exception | None = None
        for ip in await self.judged(host, port):
            try:
                return await self._inner.connect_tcp(str(ip), port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        assert failure is not None
        raise failure

    async def judged(self, host: str, port: int) -> list[IPAddress]:
        """The addresses of a host.

        Raises:
            ClosedPlace: one of them is not public.
            UnknownHost: it has none.
        """
        try:
            found = [ipaddress.ip_address(one) for one in await self._resolve(host, port)]
        except (OSError, UnicodeError):
            raise UnknownHost(host) from None
        except ValueError:  # a link-local address with its network card, as some resolvers write it
            raise ClosedPlace("a link-local address") from None
        if not found:
            raise UnknownHost(host)
        for ip in found:
            if what := why_closed(ip, allow_loopback=self._allow_loopback):
                raise ClosedPlace(what)
        return list(dict.fromkeys(found))

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109  (httpcore's own signature)
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Refused: no page is behind a file.

        Raises:
            ClosedPlace: always.
        """
        raise ClosedPlace("this machine")

    async def sleep(self, seconds: float) -> None:
        """Wait; httpcore asks for it between tries."""
        await asyncio.sleep(seconds)


async def resolve_by_system(host: str, port: int) -> Sequence[str]:
    """The addresses of a name as this machine's resolver gives them.

    In a thread that nobody waits for: a resolver that hangs keeps neither the deadline nor the end of the process.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Sequence[str]] = loop.create_future()

    def settle(found: Sequence[str] | Exception) -> None:
        if answer.cancelled():
            return
        if isinstance(found, Exception):
            answer.set_exception(found)
        else:
            answer.set_result(found)

    def look_up() -> None:
        found: Sequence[str] | Exception
        try:
            found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            found = error
        with suppress(RuntimeError):  # the loop has ended, and nobody waits for this any more
            loop.call_soon_threadsafe(settle, found)

    threading.Thread(target=look_up, name="resolver", daemon=True).start()
    return await answer
