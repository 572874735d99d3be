"""How fast the review page follows a decision: in a headless browser, on the sample, with a warm server and printer."""

import statistics
import time

from playwright.sync_api import Browser, Locator, Page

from evals.bench.figures import Figure

ROUNDS = 5
WAIT_MS = 60_000
PICTURE = ".st-key-review-preview img"
DRAWN = f"""before => {{
    const image = document.querySelector('{PICTURE}');
    return image && image.complete && image.currentSrc !== before;
}}"""


def measure(browser: Browser, address: str) -> list[Figure]:
    """Reject, restore and accept one line of the sample, several times; the first round is not counted."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    line = _first_change(page, address)
    preview: list[float] = []
    accepted: list[float] = []
    for number in range(ROUNDS + 1):
        rounds = [_time_picture(page, line, act) for act in ("Reject", "Restore")]
        begin = time.perf_counter()
        line.get_by_role("button", name="Accept").click()
        line.get_by_role("button", name="Undo").wait_for(timeout=WAIT_MS)
        if number:
            preview += rounds
            accepted.append(time.perf_counter() - begin)
    context.close()
    return [
        Figure("a line rejected or restored, to the new preview", 0.5, statistics.median(preview)),
        Figure("a line accepted, to its being marked and stored", 0.5, statistics.median(accepted)),
    ]


def _first_change(page: Page, address: str) -> Locator:
    """The first changed line of a sample run, on its review page."""
    page.goto(address)
    page.get_by_role("button", name="Try it with a sample").click(timeout=WAIT_MS)
    page.get_by_role("link", name="Review line by line").click(timeout=WAIT_MS)
    page.wait_for_selector(PICTURE, timeout=WAIT_MS)
    changed = page.locator(".rv-line:not([hidden])", has=page.get_by_role("button", name="Accept")).first
    return page.locator(f'.rv-line[data-key="{changed.get_attribute("data-key")}"]')


def _time_picture(page: Page, line: Locator, act: str) -> float:
    """From the click on a line's button to the new picture, in seconds; then it waits until the files are made too."""
    before = page.locator(PICTURE).first.evaluate("image => image.currentSrc")
    begin = time.perf_counter()
    line.get_by_role("button", name=act).click()
    page.wait_for_function(DRAWN, arg=before, polling=10, timeout=WAIT_MS)
    seconds = time.perf_counter() - begin
    line.get_by_role("button", name="Restore" if act == "Reject" else "Accept").wait_for(timeout=WAIT_MS)
    return seconds
