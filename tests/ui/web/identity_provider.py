"""A provider of OpenID Connect on the loopback: it lets people choose who they are, and says so in a signed token."""

import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "resume-tailor-test", "invented-client-secret"

PEOPLE = {"ana": "Ana Castellanos", "ben": "Ben Okafor"}


class IdentityProvider(ThreadingHTTPServer):
    """Knows two people."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.key = RSAKey.generate_key(2048, {"kid": "test", "use": "sig", "alg": "RS256"})
        self.codes: dict[str, tuple[str, str]] = {}
        """Code → who signed in, and the nonce of the one who asked."""

    @property
    def issuer(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: IdentityProvider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        issuer = self.server.issuer
        if parts.path == "/.well-known/openid-configuration":
            self._say(
                {
                    "issuer": issuer,
                    "authorization_endpoint": f"{issuer}/authorize",
                    "token_endpoint": f"{issuer}/token",
                    "jwks_uri": f"{issuer}/keys",
                    "id_token_signing_alg_values_supported": ["RS256"],
                    "code_challenge_methods_supported": ["S256"],
                }
            )
        elif parts.path == "/keys":
            self._say({"keys": [self.server.key.as_dict(private=False)]})
        elif parts.path == "/authorize":
            links = [
                f'<p><a href="/choose?{urlencode({**query, "who": who})}">{name}</a></p>'
                for who, name in PEOPLE.items()
            ]
            self._send(200, "text/html", "".join(links).encode())
        elif parts.path == "/choose":
            code = secrets.token_hex(8)
            self.server.codes[code] = query["who"], query.get("nonce", "")
            self.send_response(302)
            back = urlencode({"code": code, "state": query["state"]})
            self.send_header("Location", f"{query['redirect_uri']}?{back}")
            self.end_headers()
        else:
            self._send(404, "text/plain", b"")

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        who, nonce = self.server.codes.pop(form["code"][0])
        moment = int(time.time())
        claims = {
            "iss": self.server.issuer,
            "sub": who,
            "aud": CLIENT,
            "iat": moment,
            "exp": moment + 3600,
            "nonce": nonce,
            "name": PEOPLE[who],
            "email": f"{who}@example.org",
            "email_verified": True,
        }
        token = jwt.encode({"alg": "RS256", "kid": "test"}, claims, self.server.key)
        self._say({"access_token": "invented", "token_type": "Bearer", "expires_in": 3600, "id_token": token})

    def _say(self, told: object) -> None:
        self._send(200, "application/json", json.dumps(told).encode())

    def _send(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing on standard error."""


@contextmanager
def identity_provider() -> Iterator[IdentityProvider]:
    """A running one."""
    server = IdentityProvider()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
