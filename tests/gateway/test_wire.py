"""One connection to a server."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

import httpcore2
import httpx2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from gateway import wire
from gateway.wire import Streams, Wire, connect, origin_of

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
WELL = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nwell"


@asynccontextmanager
async def serving(serve: Serve, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """A server of one connection's answers; gives its port."""
    ended: list[asyncio.Future[None]] = []

    async def serve_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ended.append(asyncio.get_running_loop().create_future())
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            await serve(reader, writer)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
        ended[-1].set_result(None)

    async with await asyncio.start_server(serve_once, "127.0.0.1", 0, ssl=tls) as server:
        yield server.sockets[0].getsockname()[1]
        await asyncio.gather(*ended)


@asynccontextmanager
async def wire_to(serve: Serve) -> AsyncIterator[Wire]:
    async with serving(serve) as port:
        origin = httpcore2.Origin(b"http", b"127.0.0.1", port)
        wire = await connect(origin, ssl.create_default_context(), seconds=5, idle_seconds=5)
        yield wire
        await wire.close()


def answering(*answers: bytes, hang_up: bool = False) -> Serve:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for answer in answers:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
        if not hang_up:
            await reader.read()

    return serve


def request(wire: Wire, **timeouts: float) -> httpcore2.Request:
    origin = wire.origin
    url = httpcore2.URL(scheme=origin.scheme, host=origin.host, port=origin.port, target=b"/")
    return httpcore2.Request("GET", url, headers=[("host", "here")], extensions={"timeout": timeouts})


async def test_a_connection_carries_one_request_after_the_other() -> None:
    async with wire_to(answering(WELL, WELL)) as wire:
        for _ in range(2):
            answer = await wire.send(request(wire))
            assert await answer.aread() == b"well"
            await answer.aclose()
            assert wire.is_idle
            assert not wire.has_expired


async def test_a_connection_whose_answer_was_not_read_is_not_used_again() -> None:
    async with wire_to(answering(WELL)) as wire:
        answer = await wire.send(request(wire))
        await answer.aclose()
        assert not wire.is_idle


async def test_a_connection_that_the_server_closed_is_known_to_be_gone() -> None:
    async with wire_to(answering(WELL, hang_up=True)) as wire:
        answer = await wire.send(request(wire))
        await answer.aread()
        await answer.aclose()
        await asyncio.sleep(0.05)
        assert wire.has_expired


@pytest.mark.parametrize(
    "cut", [b"", b"HTTP/1.1 200", b"HTTP/1.1 200 OK\r\ncontent-length: 40\r\n\r\nwel", b"nonsense\r\n\r\n"]
)
async def test_an_answer_that_is_cut_off_or_none_is_told_as_such(cut: bytes) -> None:
    async with wire_to(answering(cut, hang_up=True)) as wire:
        with pytest.raises(httpx2.TransportError):
            await (await wire.send(request(wire))).aread()


async def test_a_server_that_is_silent_for_too_long_is_given_up() -> None:
    async with wire_to(answering(b"")) as wire:
        with pytest.raises(httpx2.ReadTimeout):
            await wire.send(request(wire, read=0.05))


async def test_nobody_there_is_no_connection() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        origin = httpcore2.Origin(b"http", b"127.0.0.1", free.getsockname()[1])
    with pytest.raises(httpx2.ConnectError):
        await connect(origin, ssl.create_default_context(), seconds=5, idle_seconds=5)


async def test_a_server_that_does_not_speak_tls_is_no_connection() -> None:
    async with serving(answering(WELL)) as port:
        origin = httpcore2.Origin(b"https", b"127.0.0.1", port)
        with pytest.raises((httpx2.ConnectError, httpx2.ConnectTimeout)):
            await connect(origin, ssl.create_default_context(), seconds=0.2, idle_seconds=5)


@pytest.fixture(scope="module")
def vouched_for(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server named localhost shows, and what a client trusts that knows who vouches for it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Tests of Quillon Works")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    pem, plain = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    file.write_bytes(certificate.public_bytes(pem) + key.private_bytes(pem, plain, serialization.NoEncryption()))
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(file)
    return server, ssl.create_default_context(cafile=file)


async def test_a_server_that_somebody_vouches_for_is_spoken_to_in_private(
    vouched_for: tuple[ssl.SSLContext, ssl.SSLContext],
) -> None:
    shown, trusted = vouched_for
    async with serving(answering(WELL, WELL), tls=shown) as port:
        origin = httpcore2.Origin(b"https", b"localhost", port)
        wire = await connect(origin, trusted, seconds=5, idle_seconds=5)
        for _ in range(2):
            answer = await wire.send(request(wire))
            assert await answer.aread() == b"well"
            await answer.aclose()
        assert wire.is_idle
        assert not wire.has_expired
        await wire.close()


async def test_a_server_under_another_name_than_is_vouched_for_is_no_connection(
    vouched_for: tuple[ssl.SSLContext, ssl.SSLContext],
) -> None:
    shown, trusted = vouched_for
    async with serving(answering(WELL), tls=shown) as port:
        with pytest.raises(httpx2.ConnectError, match="certificate"):
            await connect(httpcore2.Origin(b"https", b"127.0.0.1", port), trusted, seconds=5, idle_seconds=5)


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("http://127.0.0.1:8080/v1", (b"http", b"127.0.0.1", 8080)),
        ("https://api.example/v1", (b"https", b"api.example", 443)),
        ("http://[::1]/v1", (b"http", b"::1", 80)),
    ],
)
def test_where_a_request_goes(address: str, origin: tuple[bytes, bytes, int]) -> None:
    assert origin_of(httpx2.URL(address)) == httpcore2.Origin(*origin)


def test_only_http_is_spoken() -> None:
    with pytest.raises(httpx2.UnsupportedProtocol):
        origin_of(httpx2.URL("ftp://files.example"))


async def test_a_name_is_reached_at_whichever_of_its_addresses_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    async def both(host: str, port: int) -> list[str]:
        return ["::1", "127.0.0.1"]

    monkeypatch.setattr(wire, "_addresses", both)
    async with serving(answering(WELL)) as port:  # at the second one alone
        origin = httpcore2.Origin(b"http", b"two.example", port)
        reached = await connect(origin, ssl.create_default_context(), seconds=5, idle_seconds=5)
        assert (await reached.send(request(reached))).status_code == 200
        await reached.close()


async def test_an_address_that_never_answers_does_not_keep_the_next_one_waiting() -> None:
    async def never() -> Streams:
        await asyncio.sleep(60)
        raise AssertionError

    async with serving(answering()) as port:
        async with asyncio.timeout(5):
            _, writer = await wire._first_of([never, lambda: asyncio.open_connection("127.0.0.1", port)])
        writer.close()


def test_other_event_loops_do_as_well() -> None:
    uvloop = pytest.importorskip("uvloop")

    async def ask() -> int:
        async with wire_to(answering(WELL)) as reached:
            return (await reached.send(request(reached))).status_code

    assert uvloop.run(ask()) == 200
