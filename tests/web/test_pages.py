"""Fetching pages from strangers on loopback: what is honest arrives, everything else is one line."""

import asyncio
import gzip
import ssl
import subprocess
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from errors import UserError
from tests.web.strangers import Asked, Behave, answer, by_target, page, redirect, serve
from web.pages import Page, PageLimits, decode_page, fetch_page

HTML = "<html><body><h1>Beekeeper</h1><p>Grüße aus der Imkerei.</p></body></html>"
LIMITS = PageLimits(max_bytes=200_000, seconds=5.0)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def fetch(behave: Behave, path: str = "/start", limits: PageLimits = LIMITS) -> Page:
    async with serve(behave) as stranger:
        return await fetch_page(stranger.address + path, limits, allow_loopback=True)


async def refusal(behave: Behave, path: str = "/start", limits: PageLimits = LIMITS) -> str:
    with pytest.raises(UserError) as refused:
        await fetch(behave, path, limits)
    told = str(refused.value)
    assert len(told.splitlines()) == 1
    assert "give the file" in told
    return told


async def test_a_page_comes_with_its_address_and_the_time() -> None:
    async with serve(page(HTML)) as stranger:
        address = f"{stranger.address}/start?id=3#apply"
        moment = datetime(2026, 5, 4, 3, 2, tzinfo=UTC)
        fetched = await fetch_page(address, LIMITS, allow_loopback=True, clock=lambda: moment)
    assert fetched == Page(
        f"{stranger.address}/start?id=3", f"{stranger.address}/start?id=3", "html", HTML.encode(), moment
    )


async def test_nothing_is_told_of_who_asks() -> None:
    async with serve(page(HTML)) as stranger:
        await fetch_page(f"{stranger.address}/start", LIMITS, allow_loopback=True)
    asked = stranger.asked[0]
    assert set(asked.headers) <= {
        "host", "user-agent", "accept", "accept-encoding", "accept-language", "connection"
    }  # fmt: skip
    assert (asked.method, asked.headers["host"], asked.body) == ("GET", f"127.0.0.1:{stranger.port}", b"")


async def test_this_machine_is_refused_without_the_setting_for_tests_and_nothing_is_sent() -> None:
    async with serve(page(HTML)) as stranger:
        for host in ("127.0.0.1", "localhost", "localhost."):
            with pytest.raises(UserError, match="leads to this machine, which is never fetched"):
                await fetch_page(f"http://{host}:{stranger.port}/start", LIMITS)
    assert stranger.asked == []


async def test_a_name_that_leads_to_a_private_place_is_refused() -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return {"metadata.example": ["169.254.169.254"], "intranet.example": ["1.1.1.1", "10.0.0.8"]}[host]

    for host, place in (("metadata", "a machine's own metadata service"), ("intranet", "a private network")):
        with pytest.raises(UserError, match=f"leads to {place}"):
            await fetch_page(f"http://{host}.example/", LIMITS, allow_loopback=True, resolve=resolve)


async def test_a_name_that_turns_private_after_the_first_page_is_refused_at_the_redirect() -> None:
    answers = [["127.0.0.1"], ["10.0.0.8"]]

    async def resolve(host: str, port: int) -> Sequence[str]:
        return answers.pop(0)

    async with serve(redirect("/next")) as stranger:
        with pytest.raises(UserError, match="a private network"):
            await fetch_page(f"http://turning.example:{stranger.port}/", LIMITS, allow_loopback=True, resolve=resolve)
    assert stranger.targets == ["/"]


async def test_an_unknown_name_is_told() -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        raise OSError

    with pytest.raises(UserError, match=r"names a machine that cannot be found \(no.such.example\)"):
        await fetch_page("https://no.such.example/x", LIMITS, resolve=resolve)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_followed(status: int) -> None:
    fetched = await fetch(by_target(start=redirect("/ad?x=1", status), ad=page(HTML)))
    assert (fetched.asked.rpartition("/")[2], fetched.address.rpartition("/")[2]) == ("start", "ad?x=1")


async def test_five_redirects_are_followed_and_six_are_not() -> None:
    ways = {f"r{left}": redirect(f"/r{left - 1}") for left in range(1, 7)} | {"r0": page(HTML)}
    assert (await fetch(by_target(**ways), "/r5")).address.endswith("/r0")
    assert "redirects more than 5 times" in await refusal(by_target(**ways), "/r6")


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("http://10.0.0.1/", "leads to a private network"),
        ("http://169.254.169.254/latest/meta-data/", "a machine's own metadata service"),
        ("http://[fd00:ec2::254]/", "a machine's own metadata service"),
        ("http://[::ffff:169.254.169.254]/", "an IPv4 address in disguise"),
        ("http://[64:ff9b::a00:1]/", "an IPv4 address in disguise"),
        ("http://0x0a000001/", "redirects to an address that writes a machine's number in an odd form"),
        ("file:///etc/passwd", "redirects to an address that is no address of a web page"),
        ("http://me:secret@127.0.0.1/", "redirects to an address that holds a user name"),
        ("http://0.0.0.0/", "an address reserved for other use"),
    ],
)
async def test_a_chain_of_redirects_that_ends_in_a_private_place_is_refused(location: str, told: str) -> None:
    assert told in await refusal(by_target(start=redirect("/second"), second=redirect(location)))


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (401, "asks for a login, or refuses programs (401)"),
        (403, "asks for a login, or refuses programs (403)"),
        (999, "asks for a login, or refuses programs (999)"),
        (404, "is not there any more, or never was (404)"),
        (503, "fails at its server (503)"),
        (204, "was not delivered (status 204)"),
        (302, "was not delivered (status 302)"),
    ],
)
async def test_a_page_that_is_not_delivered_is_told_by_its_status(status: int, told: str) -> None:
    assert told in await refusal(answer("no", status=status) if status != 204 else answer(status=204))


async def test_a_page_that_says_it_is_too_large_is_not_read() -> None:
    async def behave(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 99999999\r\n\r\n")

    assert "has more than 0.2 MB" in await refusal(behave)


async def test_a_page_without_end_is_left_when_it_is_too_large() -> None:
    async def behave(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n")
        while True:
            writer.write(b"<p>more</p>" * 1000)
            await writer.drain()

    assert "has more than 0.2 MB" in await refusal(behave)


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate"])
async def test_a_bomb_is_not_unpacked(encoding: str) -> None:
    plain = b"a" * 20_000_000
    bomb = zlib.compress(plain) if encoding == "deflate" else gzip.compress(plain)
    assert len(bomb) < 30_000
    assert "has more than 0.2 MB" in await refusal(answer(bomb, content_type="text/html", content_encoding=encoding))


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(HTML.encode(), mtime=0)),
        ("deflate", zlib.compress(HTML.encode())),
        ("deflate", zlib.compress(HTML.encode(), wbits=-15)),
        ("identity", HTML.encode()),
    ],
)
async def test_a_packed_page_is_unpacked(encoding: str, packed: bytes) -> None:
    fetched = await fetch(answer(packed, content_type="text/html; charset=utf-8", content_encoding=encoding))
    assert fetched.data == HTML.encode()


@pytest.mark.parametrize(
    ("encoding", "packed", "told"),
    [
        ("br", b"\x0b\x02\x80", "packed in a way that was not asked for"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"x", mtime=0), mtime=0), "packed in a way that was not asked for"),
        ("gzip", b"no gzip at all", "came in damaged"),
        ("gzip", gzip.compress(HTML.encode() * 50, mtime=0)[:-20], "came in damaged"),
        ("deflate", b"\xff\xfe\xfd", "came in damaged"),
    ],
)
async def test_a_page_packed_oddly_is_refused(encoding: str, packed: bytes, told: str) -> None:
    assert told in await refusal(answer(packed, content_type="text/html", content_encoding=encoding))


async def test_a_page_that_drips_is_left_at_the_deadline() -> None:
    async def behave(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n")
        while True:
            writer.write(b"<")
            await writer.drain()
            await asyncio.sleep(0.02)

    told = await refusal(behave, limits=PageLimits(seconds=0.4))
    assert "did not arrive within 0.4 seconds" in told


async def test_a_server_that_says_nothing_is_left_at_the_deadline() -> None:
    async def behave(_: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(1)

    assert "did not arrive within 0.3 seconds" in await refusal(behave, limits=PageLimits(seconds=0.3))


async def test_redirects_that_dawdle_share_one_deadline() -> None:
    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.15)
        await redirect("/again")(asked, writer)

    assert "did not arrive within 0.4 seconds" in await refusal(behave, limits=PageLimits(seconds=0.4, redirects=50))


async def test_a_resolver_that_hangs_keeps_no_deadline() -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        await asyncio.sleep(60)
        return []

    with pytest.raises(UserError, match=r"did not arrive within 0\.2 seconds"):
        await fetch_page("https://slow.example/", PageLimits(seconds=0.2), resolve=resolve)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: ten\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"x-filler: y\r\n" * 20_000 + b"\r\n",
    ],
    ids=["nothing", "ssh", "odd length", "cut short", "odd chunk", "endless headers"],
)
async def test_what_is_no_answer_of_a_web_server_is_one_line(raw: bytes) -> None:
    async def behave(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(raw)

    await refusal(behave)


async def test_a_server_that_is_not_there_is_told() -> None:
    async with serve(page(HTML)) as stranger:
        gone = stranger.address
    with pytest.raises(UserError, match="cannot be reached"):
        await fetch_page(f"{gone}/start", LIMITS, allow_loopback=True)


@pytest.mark.parametrize(
    ("content_type", "body", "kind"),
    [
        ("text/html", HTML.encode(), "html"),
        ("Application/XHTML+XML; charset=utf-8", HTML.encode(), "html"),
        ("text/plain", b"Beekeeper wanted", "text"),
        ("application/pdf", b"%PDF-1.7 ...", "pdf"),
        ("text/html", b"%PDF-1.7 ...", "pdf"),
        ("application/octet-stream", b"%PDF-1.7 ...", "pdf"),
        ("application/octet-stream", HTML.encode(), "html"),
        (DOCX, b"PK\x03\x04...", "docx"),
        ("application/octet-stream", b"Beekeeper wanted", "text"),
    ],
)
async def test_a_document_is_known_by_its_bytes_and_by_its_type(content_type: str, body: bytes, kind: str) -> None:
    fetched = await fetch(answer(body, content_type=content_type))
    assert (fetched.kind, fetched.data) == (kind, body)


@pytest.mark.parametrize(
    ("content_type", "body", "told"),
    [
        ("image/png", b"\x89PNG....", "is no page or document (image/png)"),
        ("video/mp4", b"....", "is no page or document (video/mp4)"),
        ("application/json", b'{"title": "Beekeeper"}', "is no page or document (application/json)"),
        ("application/octet-stream", b"\0\1\2\3", "is no page or document"),
        ("application/pdf", b"<html>please sign in</html>", "is no PDF file, although it says so"),
        (DOCX, b"nothing", "is no DOCX file, although it says so"),
        ("text/html", b"  \n ", "is empty"),
    ],
)
async def test_what_is_no_page_is_refused(content_type: str, body: bytes, told: str) -> None:
    assert told in await refusal(answer(body, content_type=content_type))


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("Köchin".encode("latin-1"), "text/html; charset=ISO-8859-1", "Köchin"),
        ("Köchin – €".encode("cp1252"), "text/html; charset=iso-8859-1", "Köchin – €"),
        (
            b'<meta charset="windows-1251">' + "Повар".encode("cp1251"),
            "text/html",
            '<meta charset="windows-1251">Повар',
        ),
        ("Köchin".encode("utf-16"), "text/html", "Köchin"),
        ("Köchin".encode(), "text/html; charset=no-such-thing", "Köchin"),
        ("Köchin".encode(), "text/html; charset=punycode", "Köchin"),
        ("Köchin".encode("cp1252"), "text/html", "Köchin"),
        (b"\xef\xbb\xbfK\xc3\xb6chin", "text/html; charset=latin-1", "Köchin"),
    ],
)
def test_text_is_read_in_the_encoding_that_browsers_take(body: bytes, content_type: str, text: str) -> None:
    assert decode_page(body, content_type) == text


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate and key of `jobs.example`, trusted by nobody else."""
    made = tmp_path / "server.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=jobs.example", "-addext", "subjectAltName=DNS:jobs.example", "-keyout", made, "-out", tmp_path / "cert"],
        check=True, capture_output=True,
    )  # fmt: skip
    made.write_bytes(made.read_bytes() + (tmp_path / "cert").read_bytes())
    return made


async def fetch_safely(certificate: Path, host: str, trusted: ssl.SSLContext | None) -> tuple[Page, str | None]:
    """A page over an encrypted connection, and the server's name as the connection asked for it."""
    named: list[str | None] = []
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(certificate)
    own.sni_callback = lambda _socket, name, _context: named.append(name)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 4\r\n\r\nsafe")
        await writer.drain()
        writer.close()

    async def resolve(_host: str, _port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    server = await asyncio.start_server(talk, "127.0.0.1", 0, ssl=own)
    port = server.sockets[0].getsockname()[1]
    async with server:
        address = f"https://{host}:{port}/"
        fetched = await fetch_page(address, LIMITS, allow_loopback=True, resolve=resolve, trusted=trusted)
    return fetched, named[0]


async def test_an_encrypted_connection_to_a_judged_number_still_goes_by_the_name(certificate: Path) -> None:
    fetched, named = await fetch_safely(certificate, "jobs.example", ssl.create_default_context(cafile=certificate))
    assert (fetched.data, named) == (b"safe", "jobs.example")


@pytest.mark.parametrize(("host", "known"), [("jobs.example", False), ("other.example", True)])
async def test_a_certificate_that_is_not_the_names_own_or_known_is_not_trusted(
    certificate: Path, host: str, known: bool
) -> None:
    trusted = ssl.create_default_context(cafile=certificate) if known else ssl.create_default_context()
    with pytest.raises(UserError, match=r"the certificate of .* is not valid"):
        await fetch_safely(certificate, host, trusted)
