"""How fast the web UI is: the landing page in a fresh headless browser, and the sample's whole journey.

A first paint is measured twice: from a server that nobody has visited yet, and from one that is warm. It is the moment when the
page's heading and its fields can be seen, not the browser's first pixel, which comes earlier.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from documents.chromium import find_chromium
from evals.bench.figures import Figure
from settings import read_settings

VISITS = 5
SERVERS = 3
WAIT_MS = 60_000
FIELDS = '[data-testid="stMain"] textarea'
"""What stands far down on the landing page: when it is there, so is all above it."""


def measure() -> list[Figure]:
    """All figures of the UI."""
    first: list[float] = []
    warm: list[float] = []
    sample: list[float] = []
    with _browser() as browser:
        for number in range(SERVERS):
            with _server() as address:
                first.append(_time_landing(browser, address))
                if number == 0:
                    warm = [_time_landing(browser, address) for _ in range(VISITS)]
                    sample = [_time_sample(browser, address) for _ in range(VISITS)][1:]
    return [
        Figure("landing page, first visitor of a new server, nothing cached", 1.5, statistics.median(first)),
        Figure("landing page, later visitors, nothing cached", 1.5, statistics.median(warm)),
        Figure("sample, from the click to the files", 10.0, statistics.median(sample)),
    ]


@contextmanager
def _browser() -> Iterator[Browser]:
    chromium = find_chromium(read_settings().chromium)
    assert chromium is not None, "make browser finds or gets one"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium.path))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def _server() -> Iterator[str]:
    """A new server; its address, once it answers."""
    with tempfile.TemporaryDirectory() as home:
        command = [str(Path(sys.executable).parent / "resume-tailor"), "ui", "--port", "0"]
        environment = {**os.environ, "RESUME_TAILOR_HOME": home}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            assert process.stdout is not None
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found is not None, "the UI did not start"
            try:
                yield found[0]
            finally:
                process.terminate()
                process.wait()


def _time_landing(browser: Browser, address: str) -> float:
    context = browser.new_context()
    page = context.new_page()
    begin = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(FIELDS, timeout=WAIT_MS)
    seconds = time.perf_counter() - begin
    page.wait_for_timeout(3_000)  # what the server loads behind the first paint must not count for the next one
    context.close()
    return seconds


def _time_sample(browser: Browser, address: str) -> float:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="Try it with a sample").wait_for(timeout=WAIT_MS)
    begin = time.perf_counter()
    page.get_by_role("button", name="Try it with a sample").click()
    page.get_by_role("button", name="Download PDF").wait_for(timeout=WAIT_MS)
    seconds = time.perf_counter() - begin
    context.close()
    return seconds
