"""Starting the web UI: a Streamlit server in this process, with options of our own wherever it is started from."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from errors import UserError
from settings import Settings
from ui.web.theme import theme_options

PORT = 8501
"""Where the UI listens unless told otherwise; the next free port where it is taken."""

PORTS_TRIED = 20

APP = Path(__file__).parent / "script" / "app.py"

OPTIONS: dict[str, object] = {
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "server.websocketPingInterval": 20,
    "server.disconnectedSessionTTL": 600,
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "logger.hideWelcomeMessage": True,
    "logger.level": "error",
    "global.developmentMode": False,
    "runner.magicEnabled": False,
}
"""Streamlit's options that are not about looks; see `streamlit config show`."""


def serve(settings: Settings, host: str, port: int | None) -> None:
    """Serve the UI until it is interrupted, and say in one line where it is.

    Args:
        settings: of the process.
        host: the address to listen at.
        port: where; None: the first free one from `PORT` on.

    Raises:
        UserError: it cannot listen there.
    """
    from starlette.middleware import Middleware
    from streamlit.starlette import App
    from streamlit.web.bootstrap import load_config_options

    from ui.web.first_look import FirstLook
    from ui.web.frame import tell_defect
    from ui.web.session import close_client
    from ui.web.sign_in import auth_secrets, check_secret_files

    chosen = _free_port(host, port)
    told = options(settings, host, chosen)
    load_config_options(told)  # before anything reads an option: Streamlit warns of options that change afterwards
    check_secret_files()
    auth = auth_secrets(settings)
    shown = f"[{host}]" if ":" in host else "127.0.0.1" if host == "0.0.0.0" else host

    @asynccontextmanager
    async def lifespan(_app: App) -> AsyncIterator[None]:
        print(f"resume-tailor is at http://{shown}:{chosen} (Ctrl-C stops it)", flush=True)
        yield
        await asyncio.to_thread(close_client)

    logging.getLogger(_WEBSOCKET_LOG).addFilter(_is_worth_telling)
    App(
        APP,
        secrets={"auth": {**auth}} if auth else None,
        lifespan=lifespan,
        middleware=[Middleware(FirstLook)],
        on_script_error=tell_defect,
    ).run(config=told)


_WEBSOCKET_LOG = "streamlit.web.server.starlette.starlette_websocket"


def _is_worth_telling(record: logging.LogRecord) -> bool:
    """Whether somebody should read of it: a browser that was closed while a message was on its way to it is no error."""
    kind = record.exc_info[0] if record.exc_info else None
    return kind is None or "Disconnect" not in kind.__name__


def options(settings: Settings, host: str, port: int) -> dict[str, object]:
    """Everything that is told to Streamlit, so that no file of the working directory decides."""
    return {
        **OPTIONS,
        **theme_options(),
        "server.address": host,
        "server.port": port,
        "server.maxUploadSize": max(1, int(settings.max_document_mb)),
    }


def _free_port(host: str, port: int | None) -> int:
    wanted = [port] if port is not None else range(PORT, PORT + PORTS_TRIED)
    problem = ""
    for one in wanted:
        try:
            with socket.create_server((host, one), family=socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
                found: int = probe.getsockname()[1]
                return found
        except OSError as error:
            problem = error.strerror or str(error)
        except OverflowError:
            problem = "there is no such port"
    raise UserError(
        f"--port {port or PORT}", f"it cannot listen at {host} ({problem})", "choose another --port or --host"
    )
