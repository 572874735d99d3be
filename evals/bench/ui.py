"""How fast the web UI is: the landing page in a fresh headless browser, and the sample's whole journey.

A first paint is measured twice: from a server that nobody has visited yet, and from one that is warm. It is the moment when the
page's heading can be seen, not the browser's first pixel, which comes earlier; when all fields are there is told too.
"""

import statistics
import time
from dataclasses import dataclass

from playwright.sync_api import Browser

from evals.bench import review
from evals.bench.figures import Figure
from evals.web_ui import new_server, open_browser

VISITS = 5
SERVERS = 3
WAIT_MS = 60_000
HEADING = '[data-testid="stMain"] h1'
"""With it the page says what it is: its first paint."""
FIELDS = '[data-testid="stMain"] textarea'
"""What stands far down on the landing page: when it is there, so is all above it."""


def measure() -> list[Figure]:
    """All figures of the UI."""
    first: list[_Landing] = []
    warm: list[_Landing] = []
    sample: list[float] = []
    decisions: list[Figure] = []
    with open_browser() as browser:
        for number in range(SERVERS):
            with new_server() as address:
                first.append(_time_landing(browser, address))
                if number == 0:
                    warm = [_time_landing(browser, address) for _ in range(VISITS)]
                    sample = [_time_sample(browser, address) for _ in range(VISITS)][1:]
                    decisions = review.measure(browser, address)
    return [
        Figure(
            "landing page, first paint, a new server's first visitor",
            1.5,
            statistics.median(one.paint for one in first),
        ),
        Figure(
            "landing page, first paint, later visitors, nothing cached",
            1.5,
            statistics.median(one.paint for one in warm),
        ),
        Figure(
            "landing page, all fields, later visitors, nothing cached",
            2.5,
            statistics.median(one.fields for one in warm),
        ),
        Figure("sample, from the click to the files", 10.0, statistics.median(sample)),
        *decisions,
    ]


@dataclass(frozen=True)
class _Landing:
    """Seconds from the address to what can be seen."""

    paint: float
    fields: float


def _time_landing(browser: Browser, address: str) -> _Landing:
    context = browser.new_context()
    page = context.new_page()
    begin = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(HEADING, timeout=WAIT_MS)
    paint = time.perf_counter() - begin
    page.wait_for_selector(FIELDS, timeout=WAIT_MS)
    fields = time.perf_counter() - begin
    page.wait_for_timeout(3_000)  # what the server loads behind the first paint must not count for the next one
    context.close()
    return _Landing(paint, fields)


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
