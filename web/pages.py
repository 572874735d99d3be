"""Pages of job ads: fetched once, within bounds, from the public internet only.

Every redirect is a new address, read and judged like the first one; no cookie, login or proxy takes part. What comes back is
bytes of a kind that the readers know, text in UTF-8. What of it is the ad is the readers' business.
"""

import asyncio
import codecs
import re
import ssl
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from errors import UserError
from web.addresses import WebAddress, follow, parse_address, shown

if TYPE_CHECKING:
    import httpcore2

    from web.connections import Resolve

PageKind = Literal["html", "text", "pdf", "docx"]

REMEDY = "save the page from your browser, or copy its text, and give the file"
"""What always works."""

LARGEST_HTML = 5_000_000
"""Bytes of a page; what is larger is no job ad but data, and takes long to read."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {
    "user-agent": "resume-tailor/0.1 (fetches one page for the person who reads it)",
    "accept": "text/html,application/xhtml+xml,text/plain;q=0.9,application/pdf;q=0.9,*/*;q=0.5",
    "accept-encoding": "gzip, deflate",
    "accept-language": "en,*;q=0.5",
}
_KINDS: Mapping[str, PageKind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "text",
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_UNSAID = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/download"})
"""Types that say nothing: the bytes decide."""
_LOOKS_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body)\b|\s*<!--", re.I)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_META_WINDOW = 4096
_PAGE_CODECS = re.compile(
    r"ascii|utf-8(?:-sig)?|utf-16(?:-[lb]e)?|cp\d{3,4}|iso8859-\d{1,2}|koi8-[ru]|mac-\w+|shift_jis|euc_\w{2}|iso2022_jp"
    r"|gb2312|gbk|gb18030|big5(?:hkscs)?"
)
"""Python knows more, some of which take time in the square of the text."""
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True)
class PageLimits:
    """Bounds on what is fetched."""

    max_bytes: int = 10_000_000
    """Of the answer, packed and unpacked."""
    seconds: float = 20.0
    """In all: looking up, connecting, redirects and reading."""
    redirects: int = 5


@dataclass(frozen=True)
class Page:
    """A page as it was fetched."""

    asked: str
    """The address that was asked for."""
    address: str
    """Where redirects led."""
    kind: PageKind
    data: bytes
    """HTML and text in UTF-8."""
    fetched_at: datetime


@dataclass(frozen=True)
class _Answer:
    """The answer of one request."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _Refused(Exception):
    """A page that cannot be had; says why."""


def _now() -> datetime:
    return datetime.now(UTC)


async def fetch_page(
    address: str,
    limits: PageLimits | None = None,
    *,
    allow_loopback: bool = False,
    resolve: "Resolve | None" = None,
    trusted: ssl.SSLContext | None = None,
    clock: Callable[[], datetime] = _now,
) -> Page:
    """The page at an address.

    Args:
        address: http(s), as the user gave it.
        limits: on size, time and redirects.
        allow_loopback: whether this machine may be fetched from; for tests only.
        resolve: finds the addresses of a name; this machine's resolver when not given.
        trusted: certificate authorities; this machine's when not given.
        clock: the present moment.

    Raises:
        UserError: it cannot be fetched; says why, and what to do instead.
    """
    import httpcore2  # 80 ms

    from web.connections import JudgedConnections, resolve_by_system

    bounds = limits or PageLimits()
    start = parse_address(address)
    network = JudgedConnections(resolve or resolve_by_system, allow_loopback=allow_loopback)
    try:
        async with (
            asyncio.timeout(bounds.seconds),
            httpcore2.AsyncConnectionPool(ssl_context=trusted, network_backend=network, keepalive_expiry=0) as pool,
        ):
            final, answer = await _follow(start, pool, bounds)
            kind, data = _recognise(answer)
    except TimeoutError:
        raise _error(address, f"did not arrive within {bounds.seconds:g} seconds") from None
    except _Refused as refused:
        raise _error(address, str(refused)) from None
    return Page(str(start), str(final), kind, data, clock())


def _error(address: str, problem: str) -> UserError:
    return UserError(shown(address.strip()), problem, REMEDY)


async def _follow(
    address: WebAddress, pool: "httpcore2.AsyncConnectionPool", limits: PageLimits
) -> tuple[WebAddress, _Answer]:
    """The answer at the end of the redirects, and its address."""
    for _ in range(limits.redirects + 1):
        answer = await _request(address, pool, limits)
        location = answer.headers.get("location", "")
        if answer.status not in _REDIRECTS or not location:
            _check_status(answer.status)
            return address, answer
        try:
            address = follow(address, location)
        except UserError as error:
            raise _Refused(f"redirects to an address that {error.problem}") from None
    raise _Refused(f"redirects more than {limits.redirects} times")


async def _request(address: WebAddress, pool: "httpcore2.AsyncConnectionPool", limits: PageLimits) -> _Answer:
    import httpcore2

    from web.connections import CONNECT_SECONDS, ClosedPlace, UnknownHost

    url = httpcore2.URL(
        scheme=address.scheme.encode(),
        host=address.host.encode(),
        port=address.port,
        target=address.target.encode(),
    )
    headers = {"host": address.netloc, **_HEADERS, "connection": "close"}
    bounds = {"connect": CONNECT_SECONDS, "read": limits.seconds, "write": limits.seconds, "pool": limits.seconds}
    try:
        async with pool.stream(
            "GET",
            url,
            headers=[(name.encode(), value.encode()) for name, value in headers.items()],
            extensions={"timeout": bounds},
        ) as response:
            told = _told_headers(response.headers)
            body = b"" if response.status in _REDIRECTS else await _read_body(response, told, limits.max_bytes)
            return _Answer(response.status, told, body)
    except ClosedPlace as place:
        raise _Refused(f"leads to {place.what}, which is never fetched") from None
    except UnknownHost:
        raise _Refused(f"names a machine that cannot be found ({address.host})") from None
    except httpcore2.TimeoutException:
        raise _Refused(f"cannot be reached: {address.host} does not answer") from None
    except (httpcore2.NetworkError, OSError) as error:
        raise _Refused(_told_failure(address.host, error)) from None
    except (httpcore2.ProtocolError, httpcore2.UnsupportedProtocol):
        raise _Refused("did not answer as a web page does") from None


def _told_headers(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by their name in lower case, the first of each."""
    told: dict[str, str] = {}
    for name, value in headers:
        told.setdefault(name.decode("ascii", "replace").lower(), value.decode("utf-8", "replace").strip())
    return told


def _told_failure(host: str, error: Exception) -> str:
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"cannot be trusted: the certificate of {host} is not valid"
    if cause is not None:
        return f"cannot be reached: no safe connection to {host} could be made"
    return f"cannot be reached: the connection to {host} fails"


def _check_status(status: int) -> None:
    if status == 200:
        return
    if status in {401, 403, 407, 429, 451, 999}:
        raise _Refused(f"asks for a login, or refuses programs ({status})")
    if status in {404, 410}:
        raise _Refused(f"is not there any more, or never was ({status})")
    if status >= 500:
        raise _Refused(f"fails at its server ({status})")
    raise _Refused(f"was not delivered (status {status})")


async def _read_body(response: "httpcore2.Response", headers: Mapping[str, str], most: int) -> bytes:
    """The body, unpacked, within a number of bytes on the wire and unpacked."""
    length = headers.get("content-length", "")
    if length.isdecimal() and len(length) < 20 and int(length) > most:
        raise _too_large(most)
    unpack = Unpacking(headers.get("content-encoding", ""), most)
    read = 0
    async for chunk in response.aiter_stream():
        read += len(chunk)
        if read > most:
            raise _too_large(most)
        unpack.take(chunk)
    return unpack.finish()


def _too_large(most: int) -> _Refused:
    return _Refused(f"has more than {most / 1e6:g} MB")


class Unpacking:
    """Unpacks an answer as it comes, never more of it than is allowed: a few bytes may unpack to gigabytes.

    Args:
        encoding: of the answer: none, `gzip` or `deflate`.
        most: bytes that it may have when unpacked.
    """

    def __init__(self, encoding: str, most: int) -> None:
        name = encoding.strip().lower().removeprefix("x-")
        if name not in {"", "identity", "gzip", "deflate"}:
            raise _Refused("is packed in a way that was not asked for")
        self._packed = name in {"gzip", "deflate"}
        self._zlib = zlib.decompressobj(wbits=47 if name == "gzip" else zlib.MAX_WBITS)
        self._bare_deflate = name == "deflate"
        self._most = most
        self._parts: list[bytes] = []
        self._size = 0

    def take(self, chunk: bytes) -> None:
        """Take in a part."""
        plain = self._unpacked(chunk) if self._packed else chunk
        self._size += len(plain)
        if self._size > self._most:
            raise _too_large(self._most)
        self._parts.append(plain)

    def _unpacked(self, chunk: bytes) -> bytes:
        room = self._most - self._size + 1
        try:
            return self._zlib.decompress(chunk, room)
        except zlib.error:
            if not (self._bare_deflate and self._size == 0):
                raise _Refused("came in damaged") from None
        self._bare_deflate = False  # some servers leave out the wrapping
        self._zlib = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
        try:
            return self._zlib.decompress(chunk, room)
        except zlib.error:
            raise _Refused("came in damaged") from None

    def finish(self) -> bytes:
        """All of it."""
        if self._packed and self._size and not self._zlib.eof:
            raise _Refused("came in damaged")
        return b"".join(self._parts)


def _recognise(answer: _Answer) -> tuple[PageKind, bytes]:
    """What kind of document an answer is, by its bytes where they say it, and its bytes for the readers."""
    declared = answer.headers.get("content-type", "")
    named = declared.partition(";")[0].strip().lower()
    body = answer.body
    if not body.strip():
        raise _Refused("is empty")
    if b"%PDF-" in body[:1024]:
        return "pdf", body
    if body.startswith(b"PK\x03\x04"):
        return "docx", body
    kind = _KINDS.get(named)
    if kind is None and named in _UNSAID:
        kind = "html" if _LOOKS_HTML.match(body) else "text" if b"\0" not in body else None
    if kind is None:
        raise _Refused(f"is no page or document ({named[:60] or 'of no known kind'})")
    if kind in {"pdf", "docx"}:
        raise _Refused(f"is no {kind.upper()} file, although it says so")
    if kind == "html" and len(body) > LARGEST_HTML:
        raise _too_large(LARGEST_HTML)
    return kind, decode_page(body, declared).encode()


def decode_page(body: bytes, content_type: str) -> str:
    """The text of a page: by its byte order mark, its header, its own word, else UTF-8; what is no text becomes U+FFFD."""
    names = [name for mark, name in _BOMS if body.startswith(mark)]
    if match := _CHARSET.search(content_type):
        names.append(match[1])
    if found := _META_CHARSET.search(body[:_META_WINDOW]):
        names.append(found[1].decode("ascii", "replace"))
    for name in [*names, "utf-8", "cp1252"]:
        try:
            return body.decode(_usual(name))
        except (LookupError, UnicodeError, ValueError):
            continue
    return body.decode("utf-8", "replace")


def _usual(name: str) -> str:
    """The codec that browsers take for a name; what is no encoding of web pages is none."""
    codec = codecs.lookup(name).name
    if not _PAGE_CODECS.fullmatch(codec):
        raise LookupError(name)
    return {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}.get(codec, codec)
