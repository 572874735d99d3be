"""The server: HTTP/1.1 on asyncio, little work per request, so that a bench measures its client."""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass, field
from types import TracebackType
from typing import Literal

from evals.loopback.answers import Json, value_for
from evals.loopback.apis import Asked, Content, Problem, Way, answer_body, error_body, read_request
from evals.loopback.faults import Fault

Delivery = Literal["whole", "cut", "drip", "never", "reset", "bomb"]

Answering = Callable[[Asked], Json]
"""Makes the value that answers a request; None leaves it to the schema."""

WAIT_SECONDS = 7.0
"""What `rate_limit_wait` asks for."""

OWN_PATHS = "/loopback/"
STATISTICS_PATH = OWN_PATHS + "statistics"
REQUESTS_PATH = OWN_PATHS + "requests"
"""Where the server tells of itself: not recorded, and answered at once."""


@dataclass(frozen=True)
class Recorded:
    """A request as it came."""

    number: int
    path: str
    headers: dict[str, str]
    """Names in lower case."""
    body: dict[str, Json]
    asked: Asked
    fault: Fault | None


@dataclass(frozen=True)
class Answered:
    """What goes back, and how."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
    delivery: Delivery = "whole"


@dataclass
class LoopbackServer:
    """A model server on this machine.

    Everything may be changed while it runs.
    """

    latency: float = 0.0
    """Seconds until an answer."""
    faults: Callable[[int], Fault | None] | None = None
    """The fault of a request by its number, from 1."""
    queued: deque[Fault | None] = field(default_factory=deque)
    """Faults of the next requests, before `faults` is asked."""
    dead_keys: Collection[str] = ()
    """Keys that are answered with 401."""
    ways: Collection[Way] = ("json_schema", "function", "json_object", "text")
    """Ways of structured output that are known; others are answered with 400."""
    ignored_ways: Collection[Way] = ()
    """Ways that are taken without a word and not followed."""
    refused_parameters: Collection[str] = ()
    """Parameters of the body that are answered with 400."""
    answering: Answering | None = None
    searching: Callable[[Asked], Content] | None = None
    """Makes what is said to a request for text, with the pages that it rests on."""
    port: int = 0
    requests: deque[Recorded] = field(default_factory=lambda: deque(maxlen=20_000))
    """The latest requests."""
    count: int = 0
    most_at_once: int = 0
    under_way: int = 0

    _server: asyncio.Server | None = None
    _connections: "set[_Connection]" = field(default_factory=set)

    async def __aenter__(self) -> "LoopbackServer":
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self), "127.0.0.1", self.port, backlog=1024)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.close()
            for connection in list(self._connections):
                connection.abort()
            await self._server.wait_closed()

    @property
    def address(self) -> str:
        """Its base, without a path: Gemini's and Anthropic's base URL."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def openai_address(self) -> str:
        """Its base URL for OpenAI's interfaces."""
        return f"{self.address}/v1"

    @property
    def open_connections(self) -> int:
        """Connections that clients hold open."""
        return len(self._connections)

    def fail_next(self, *faults: Fault | None) -> None:
        """Answer the next requests with these faults; None is a good answer."""
        self.queued.extend(faults)

    def answer(self, path: str, headers: dict[str, str], raw: bytes) -> Answered:
        """The answer to a request, recorded."""
        if path == STATISTICS_PATH:
            return _json(200, {"requests": self.count, "most_at_once": self.most_at_once})
        if path == REQUESTS_PATH:
            return _json(200, [asdict(one.asked) for one in self.requests])
        body = json.loads(raw) if raw else {}
        asked = read_request(path, headers, body)
        if asked is None:
            models: Json = [{"id": "default", "object": "model"}]
            return _json(200 if path.endswith("/models") else 404, {"object": "list", "data": models})
        self.count += 1
        fault = self.queued.popleft() if self.queued else self.faults(self.count) if self.faults else None
        fault = self._standing_fault(asked) or fault
        self.requests.append(Recorded(self.count, path, headers, body, asked, fault))
        if refused := _refused(self.refused_parameters, body):
            return _problem(asked, Problem(400, f"Unsupported parameter: '{refused}' is not supported.", "unsupported"))
        return self._faulty(asked, fault) if fault else _json(200, answer_body(asked, self._content(asked), self.count))

    def _standing_fault(self, asked: Asked) -> Fault | None:
        if asked.key in self.dead_keys:
            return "unauthorized"
        if asked.way not in self.ways:
            return "no_way"
        return "wrong_schema" if asked.way in self.ignored_ways else None

    def _content(self, asked: Asked) -> Content:
        if asked.schema is None and self.searching:
            return self.searching(asked)
        made = self.answering(asked) if self.answering else None
        if made is None and asked.schema is None:
            return Content(f"A plain answer to request {self.count}.")
        value = made if made is not None else value_for(asked.schema or {}, f"{self.count}")
        return Content(json.dumps(value, ensure_ascii=False))

    def _faulty(self, asked: Asked, fault: Fault) -> Answered:
        if content := _faulty_content(fault, self._content(asked).text or ""):
            return _json(200, answer_body(asked, content, self.count))
        if problem := _PROBLEMS.get(fault):
            return _problem(asked, problem, WAIT_SECONDS if fault == "rate_limit_wait" else None)
        good = _json(200, answer_body(asked, self._content(asked), self.count))
        match fault:
            case "malformed":
                return Answered(200, good.body[:-7] + b"]]")
            case "page":
                return Answered(200, b"<html><body>Welcome</body></html>", (("content-type", "text/html"),))
            case "hollow":
                return _json(200, {"id": "x", "object": "nothing"})
            case "error_inside":
                return _json(200, {"error": {"message": "Upstream failed", "code": 502}})
            case "redirect":
                return Answered(307, b"", (("location", "http://127.0.0.1:9/elsewhere"),))
            case "cut":
                return Answered(200, good.body, delivery="cut")
            case "drip":
                return Answered(200, good.body, delivery="drip")
            case "reset":
                return Answered(200, b"", delivery="reset")
            case "bomb":
                return Answered(200, good.body, delivery="bomb")
            case _:
                return Answered(200, b"", delivery="never")


_PROBLEMS: dict[Fault, Problem] = {
    "rate_limit": Problem(429, "Rate limit reached for requests.", "rate_limit_exceeded"),
    "rate_limit_wait": Problem(429, "Rate limit reached for requests.", "rate_limit_exceeded"),
    "quota": Problem(429, "You have nothing left to spend.", "insufficient_quota"),
    "server_error": Problem(500, "The server had an error.", "server_error"),
    "overloaded": Problem(503, "The model is overloaded.", "overloaded_error"),
    "timed_out": Problem(408, "Request timed out.", "timeout"),
    "unauthorized": Problem(401, "Incorrect API key provided.", "invalid_api_key"),
    "forbidden": Problem(403, "This key may not use the model.", "permission_error"),
    "payment": Problem(402, "Payment required.", "payment_required"),
    "no_model": Problem(404, "The model does not exist.", "model_not_found"),
    "no_way": Problem(400, "response_format and tools are not supported by this model.", "invalid_request_error"),
    "context_length": Problem(400, "This model's maximum context length is 8192 tokens.", "context_length_exceeded"),
}


def _faulty_content(fault: Fault, good: str) -> Content | None:
    match fault:
        case "truncated":
            return Content(good[: max(len(good) // 2, 1)], "length")
        case "empty":
            return Content("")
        case "wrong_schema":
            return Content('{"unasked": "for"}')
        case "prose":
            return Content(f"Certainly! Here it is:\n```json\n{good}\n```\nShall I do anything else?")
        case "refusal":
            return Content(None, "refusal")
        case "filtered":
            return Content(None, "filter")
        case _:
            return None


def _refused(names: Collection[str], body: dict[str, Json]) -> str | None:
    config = body.get("generationConfig")
    sent = {*body, *(config if isinstance(config, dict) else ())}
    return next((name for name in names if name in sent), None)


def _problem(asked: Asked, problem: Problem, wait: float | None = None) -> Answered:
    answered = _json(problem.status, error_body(asked.api, problem, wait))
    told = wait is not None and asked.api != "google"  # Gemini tells it in the body
    return Answered(answered.status, answered.body, (("retry-after", f"{wait:g}"),) if told else ())


def _json(status: int, value: Json) -> Answered:
    return Answered(status, json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"))


class _Connection(asyncio.Protocol):
    """One connection: requests one after another."""

    def __init__(self, server: LoopbackServer) -> None:
        self._server = server
        self._buffer = bytearray()
        self._task: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._server._connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._server._connections.discard(self)
        if self._task is not None:
            self._task.cancel()

    def abort(self) -> None:
        """Close at once."""
        self._transport.abort()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        first, *lines = self._buffer[:end].decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        length = int(headers.get("content-length", "0"))
        if len(self._buffer) < end + 4 + length:
            return
        body = bytes(self._buffer[end + 4 : end + 4 + length])
        del self._buffer[: end + 4 + length]
        self._task = asyncio.get_running_loop().create_task(self._serve(first.split(" ")[1], headers, body))

    async def _serve(self, path: str, headers: dict[str, str], body: bytes) -> None:
        server = self._server
        server.under_way += 1
        server.most_at_once = max(server.most_at_once, server.under_way)
        try:
            answered = server.answer(path, headers, body)
            if server.latency and not path.startswith(OWN_PATHS):
                await asyncio.sleep(server.latency)
            await self._deliver(answered)
        finally:
            server.under_way -= 1

    async def _deliver(self, answered: Answered) -> None:
        write = self._transport.write
        head = _head(answered)
        match answered.delivery:
            case "whole":
                write(head + answered.body)
            case "cut":
                write(head + answered.body[: len(answered.body) // 2])
                await asyncio.sleep(0.01)
                self._transport.close()
            case "drip":
                write(head)
                for byte in answered.body:
                    write(bytes([byte]))
                    await asyncio.sleep(1.0)
            case "reset":
                self._transport.abort()
            case "bomb":
                await self._write_without_end()
            case "never":
                await asyncio.sleep(3600)

    async def _write_without_end(self) -> None:
        self._transport.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
        )
        chunk = b" " * 65_536
        while not self._transport.is_closing():
            if self._transport.get_write_buffer_size() < 4_000_000:
                self._transport.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
            await asyncio.sleep(0)


def _head(answered: Answered) -> bytes:
    given = dict(answered.headers)
    headers: Iterable[tuple[str, str]] = ({"content-type": "application/json"} | given).items()
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return f"HTTP/1.1 {answered.status} X\r\n{lines}content-length: {len(answered.body)}\r\n\r\n".encode("latin-1")
