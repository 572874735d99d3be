"""A server on the loopback that speaks as much of OpenAI's chat interface as a test of the command line needs."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal

Manner = Literal["answers", "quotes the key in its answers", "refuses and quotes the key", "fails and quotes the key"]


class ModelServer(ThreadingHTTPServer):
    """Answers every call in one manner, and keeps what it was sent."""

    daemon_threads = True

    def __init__(self, manner: Manner, serves: Sequence[str] | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.manner = manner
        self.serves = serves
        self.authorizations: list[str] = []
        self.bodies: list[str] = []

    @property
    def base_url(self) -> str:
        """What `OPENAI_BASE_URL` is set to."""
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: ModelServer

    def do_GET(self) -> None:
        if self.server.serves is None or self.path != "/v1/models":
            self._say(404, {"error": {"message": "there is nothing here"}})
        else:
            self._say(200, {"object": "list", "data": [{"id": name} for name in self.server.serves]})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        authorization = self.headers.get("Authorization", "")
        self.server.bodies.append(body)
        self.server.authorizations.append(authorization)
        match self.server.manner:
            case "answers":
                self._say(200, _completion("ready"))
            case "quotes the key in its answers":
                self._say(200, _completion(json.dumps({"text": authorization, "edits": [], "title": authorization})))
            case "refuses and quotes the key":
                self._say(
                    401, {"error": {"message": f"Incorrect API key provided: {authorization}", "code": authorization}}
                )
            case "fails and quotes the key":
                self._say(
                    500, {"error": {"message": f"in upstream call with {authorization}", "headers": authorization}}
                )

    def _say(self, status: int, told: object) -> None:
        data = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        if status >= 400:
            self.send_header("X-Request-Key", self.headers.get("Authorization", ""))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing on standard error."""


def _completion(text: str) -> dict[str, object]:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "served",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 11, "completion_tokens": 2, "total_tokens": 13},
    }


@contextmanager
def model_server(manner: Manner = "answers", serves: Sequence[str] | None = None) -> Iterator[ModelServer]:
    """A running server; it lists the models that it serves, unless that is None."""
    server = ModelServer(manner, serves)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
