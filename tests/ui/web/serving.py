"""The web UI as a person meets it: a server in a process of its own, and a headless browser."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from documents.chromium import find_chromium
from settings import read_settings
from tests.command_process import Command, environment_of, start_command

START_SECONDS = 120.0
"""How long a server may take to answer, on a machine that does much else."""

WORK_SECONDS = 180.0
"""How long a run may take there."""

_ADDRESS = re.compile(r"http://[\d.]+:\d+")


@dataclass(frozen=True)
class Served:
    """A server that answers."""

    address: str
    command: Command
    home: Path

    def end(self) -> None:
        """Interrupt it and wait for its end."""
        process = self.command.process
        if process.is_alive() and process.pid is not None:
            process.terminate()
        process.join(START_SECONDS)

    def kill(self) -> None:
        """Kill it, as a machine that loses its power would."""
        self.command.process.kill()
        self.command.process.join(START_SECONDS)


def serve(folder: Path, home: Path, name: str, port: int = 0, **environment: str) -> Served:
    """Start the UI and wait until it answers."""
    command = start_command(["ui", "--port", str(port)], environment_of(home, **environment), folder, name)
    out, until = folder / f"{name}.out", time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert command.process.is_alive(), command.said
        found = _ADDRESS.search(out.read_text()) if out.exists() else None
        if found and _answers(found[0]):
            return Served(found[0], command, home)
        time.sleep(0.1)
    raise AssertionError(f"the UI does not answer: {command.said}")


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/_stcore/health", timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all tests of a session."""
    folder = tmp_path_factory.mktemp("ui")
    server = serve(folder, folder / "home", "ui")
    yield server
    server.end()


@contextmanager
def a_browser() -> Iterator[Browser]:
    """A headless browser, the one that prints the PDFs."""
    chromium = find_chromium(read_settings().chromium)
    assert chromium is not None, "make browser finds or gets one"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium.path))
        try:
            yield browser
        finally:
            browser.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a module: no async test can run while it is open, since Playwright keeps a loop running."""
    expect.set_options(timeout=WORK_SECONDS * 1000)
    with a_browser() as one:
        yield one


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A person's browser, which knows nothing of other tests."""
    one = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    yield one
    one.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page in that browser."""
    return context.new_page()
