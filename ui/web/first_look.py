"""What a browser gets before Streamlit's program has loaded: our title, icon and ground, and words of ours."""

import functools
import re
from base64 import b64encode
from importlib import resources

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.web.theme import theme_options

BRAND = "resume-tailor"

_WITHOUT_PROGRAM = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
"""What stands on the page where no program may run."""


def first_look(page: bytes) -> bytes:
    """Streamlit's empty page with our title, icon, description and ground. What is not found in it stays as it is."""
    options = theme_options()
    light, dark = (str(options[f"theme.{name}.backgroundColor"]) for name in ("light", "dark"))
    mark, our_words = icon_address(), resources.files("ui.web.theme").joinpath("our_words.js").read_text("utf-8")
    ours = (
        f'<meta name="description" content="A resume tailored to a job ad, with proof for every line." />'
        f"<style>html{{background:{light}}}"
        f"@media(prefers-color-scheme:dark){{html{{background:{dark}}}}}</style>"
        f"<script>{{{our_words}}}</script>"
    )
    page = _WITHOUT_PROGRAM.sub(f"<noscript><p>{BRAND} needs JavaScript.</p></noscript>".encode(), page)
    return page.replace(b"<title>Streamlit</title>", f"<title>{BRAND}</title>{ours}".encode()).replace(
        b'href="./favicon.png"', f'href="{mark}"'.encode()
    )


@functools.cache
def icon_address() -> str:
    """The icon as an address that holds it whole."""
    icon = resources.files("ui.web.theme").joinpath("icon.svg").read_bytes()
    return f"data:image/svg+xml;base64,{b64encode(icon).decode()}"


class FirstLook:
    """Puts the first look into every page of HTML that the server sends."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; of what asks for HTML, the whole answer is rewritten."""
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self._app(scope, receive, send)
            return
        # What is packed cannot be rewritten; the page is small.
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self._app({**scope, "headers": headers}, receive, _Rewriting(send))


class _Rewriting:
    """Keeps an answer back until it is whole, if it is HTML."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if Headers(raw=message["headers"]).get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif self._start is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            page = first_look(self._body)
            MutableHeaders(scope=self._start)["content-length"] = str(len(page))
            await self._send(self._start)
            await self._send({"type": "http.response.body", "body": page})
            return
        await self._send(message)
