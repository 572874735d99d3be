"""Web addresses that strangers name: taken apart strictly, once, and the machines behind them judged.

An address may lead anywhere: to this machine, to its neighbours, to the metadata service that hands out a cloud machine's keys.
So there is one reading of an address, of which the request is then made, and one list of networks that nobody is sent to.
"""

import functools
import ipaddress
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from urllib.parse import quote, urljoin, urlsplit

from errors import UserError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST_ADDRESS = 4_096
"""Characters; longer ones are no addresses of pages."""

SHOWN_CHARS = 160
"""Characters of an address that a message shows."""

_PORTS = {"http": 80, "https": 443}
_LEAST_FREE_PORT = 1024
"""Lower ports belong to mail and other services, to which a page's request would be a forgery."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)
_UNPRINTED = re.compile(r"[\x00-\x20\x7f-\x9f\\]")
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER_LAST = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)")
"""What a browser reads as an IPv4 address, in whatever form."""
_LONGEST_NAME = 253
_GIVEN_OUT = ipaddress.ip_network("2000::/3")
"""The IPv6 addresses of the public internet, as far as they have been given out."""
_LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))


@dataclass(frozen=True)
class WebAddress:
    """An http(s) address, taken apart."""

    scheme: str
    host: str
    """In lower case, as ASCII, without a final dot; an IPv6 address without brackets."""
    port: int
    target: str
    """Path and query, percent-encoded."""

    @property
    def netloc(self) -> str:
        """Host, and the port where it is not the scheme's own: the value of the `Host` header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.target}"


@dataclass(frozen=True)
class ClosedNetwork:
    """Addresses that are never fetched."""

    what: str
    ranges: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]


def is_web_address(text: str) -> bool:
    """Whether a text is meant as an address (`https://…`, of any scheme), and not as the name of a file."""
    return _SCHEME.match(text) is not None


def shown(address: str) -> str:
    """An address as messages show it: without what cannot be printed, and not too long."""
    bare = re.sub(r"[^\x21-\x7e\u00a1-\uffff]+", "", _without_userinfo(address))
    return bare if len(bare) <= SHOWN_CHARS else bare[: SHOWN_CHARS - 1] + "…"


def _without_userinfo(address: str) -> str:
    return re.sub(r"(?<=://)[^/?#]*@", "", address)


def parse_address(text: str) -> WebAddress:
    """An address as a user or a redirect gave it; the part after `#` is left out.

    Raises:
        UserError: it is no http(s) address, or one of a form that no honest page has.
    """
    text = text.strip()
    if len(text) > LONGEST_ADDRESS:
        raise _refuse(text, f"is longer than {LONGEST_ADDRESS:,} characters")
    if _UNPRINTED.search(text):
        raise _refuse(text, "holds a blank, a backslash or a character that cannot be printed")
    try:
        parts = urlsplit(text)
        given_port = parts.port
    except ValueError:
        raise _refuse(text, "is no valid web address") from None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise _refuse(text, "is no address of a web page: only http:// and https:// are read")
    if "@" in parts.netloc:
        raise _refuse(text, "holds a user name or a password")
    port = _PORTS[scheme] if given_port is None else given_port
    if port not in _PORTS.values() and port < _LEAST_FREE_PORT:
        raise _refuse(text, f"names port {port}, which no web page is at")
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        target += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    return WebAddress(scheme, _read_host(parts.netloc, given_port, text), port, target)


def follow(address: WebAddress, location: str) -> WebAddress:
    """Where a redirect from an address leads.

    Raises:
        UserError: to no http(s) address, or to one of a form that no honest page has.
    """
    try:
        return parse_address(urljoin(str(address), location.strip().replace(" ", "%20")))
    except ValueError:
        raise _refuse(location, "is no valid web address") from None


def _read_host(netloc: str, port: int | None, text: str) -> str:
    host = netloc.removesuffix(":") if port is None else netloc.rpartition(":")[0]
    if host.startswith("[") and host.endswith("]"):
        return _read_ipv6(host[1:-1], text)
    host = _as_ascii(host, text).lower().removesuffix(".")
    if not host or len(host) > _LONGEST_NAME or not _NAME.fullmatch(host):
        raise _refuse(text, "names no valid machine")
    if _NUMBER_LAST.fullmatch(host):
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError:
            raise _refuse(text, "writes a machine's number in an odd form") from None
    return host


def _read_ipv6(host: str, text: str) -> str:
    try:
        address = ipaddress.IPv6Address(host)
    except ValueError:
        raise _refuse(text, "names no valid machine") from None
    if address.scope_id is not None:
        raise _refuse(text, "names no valid machine")
    return str(address)


def _as_ascii(host: str, text: str) -> str:
    """The host in ASCII; look-alike digits and dots become what they look like before anything judges them."""
    if host.isascii():
        return host
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise _refuse(text, "names no valid machine") from None


def _refuse(text: str, problem: str) -> UserError:
    return UserError(shown(text), problem, "check it, or save the page and give the file")


def why_closed(ip: IPAddress, *, allow_loopback: bool = False) -> str | None:
    """What kind of place an address is that is never fetched; None for the public internet.

    Args:
        ip: where a connection would go.
        allow_loopback: whether this machine itself may be fetched from; for tests only.
    """
    if allow_loopback and any(ip.version == one.version and ip in one for one in _LOOPBACK):
        return None
    for network in closed_networks():
        if any(ip.version == one.version and ip in one for one in network.ranges):
            return network.what
    # Whatever the list does not know and the standard library does not call public is closed too, and so is what nobody has yet.
    open_to_all = ip.is_global and not ip.is_reserved and (ip.version == 4 or ip in _GIVEN_OUT)
    return None if open_to_all else "an address reserved for other use"


@functools.cache
def closed_networks() -> tuple[ClosedNetwork, ...]:
    """The networks of `closed_networks.toml`."""
    data = tomllib.loads((resources.files("web") / "closed_networks.toml").read_text(encoding="utf-8"))
    return tuple(
        ClosedNetwork(one["what"], tuple(ipaddress.ip_network(net) for net in one["ranges"])) for one in data["network"]
    )
