"""Pages before a client that a test scripts."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import ui.web.session
from tests.ui.web.scripted_client import ScriptedClient
from tests.ui.web.serving import browser, context, page, served
from ui.client import User

__all__ = ["browser", "context", "page", "served"]
"""The fixtures of the end-to-end tests."""

APP = Path(ui.web.session.__file__).parent / "script" / "app.py"

Look = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def same_main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """AppTest puts its script in the place of the main module, and every process started later would run it at its start."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> ScriptedClient:
    """What the pages talk to."""
    scripted = ScriptedClient()
    monkeypatch.setattr(ui.web.session, "client", lambda: scripted)
    return scripted


@pytest.fixture
def sits_there(monkeypatch: pytest.MonkeyPatch) -> Callable[[User], None]:
    """Puts another user before the page."""

    def put(user: User) -> None:
        monkeypatch.setattr(ui.web.session, "user", lambda: user)

    return put


@pytest.fixture
def look(client: ScriptedClient) -> Look:
    """Looks at a page: `look("history", run="r1")`; without a name at the landing page."""

    def open_page(page: str = "tailor", **query: str) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=20)
        for name, value in query.items():
            app.query_params[name] = value
        if page != "tailor":
            app._page_hash = calc_hash(page)  # `switch_page` knows pages that are files, ours are functions
        app.run()
        assert not app.exception, app.exception
        return app

    return open_page
