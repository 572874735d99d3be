"""Pictures of the web UI for the docs, made from the sample: `make screenshots`.

python -m evals.screenshots docs/screenshots
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page

from evals.datasets import demo_pair
from evals.web_ui import new_server, open_browser

WAIT_MS = 60_000
SETTLE_MS = 1_200
"""For fonts, pictures and the last answer of the server."""


@dataclass(frozen=True)
class Shot:
    """One picture."""

    name: str
    reach: Callable[[Page, str], None]
    """Goes from the server's address to where the picture is taken."""
    width: int = 1280
    height: int = 960
    scheme: Literal["light", "dark"] = "light"


def _landing(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Try it with a sample").wait_for()


def _both_given(page: Page, address: str) -> None:
    resume, job = demo_pair()
    _landing(page, address)
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(str(resume))
    page.get_by_role("button", name="Use another resume").wait_for()
    page.get_by_label("Text of the ad").fill(job.read_text("utf-8"))
    page.get_by_role("button", name="Use this text").click()
    page.get_by_role("button", name="Use another ad").wait_for()
    page.get_by_text("Everything stays on this computer.").wait_for()


def _progress(page: Page, address: str) -> None:
    _landing(page, address)
    page.get_by_role("button", name="Try it with a sample").click()
    page.locator(".rt-stage.rt-is-done").first.wait_for()


def _ready(page: Page, address: str) -> None:
    _landing(page, address)
    page.get_by_role("button", name="Try it with a sample").click()
    page.get_by_role("heading", name="Your resume is ready").wait_for()
    page.get_by_role("button", name="Tailor to another ad").wait_for()


def _of_run(path: str) -> Callable[[Page, str], None]:
    """To a page of a delivered run."""

    def reach(page: Page, address: str) -> None:
        _ready(page, address)
        run = parse_qs(urlsplit(page.url).query)["run"][0]
        page.goto(f"{address}/{path}?run={run}")
        page.get_by_role("heading", level=1).wait_for()

    return reach


SHOTS = (
    Shot("landing", _landing),
    Shot("landing-dark", _landing, scheme="dark"),
    Shot("landing-phone", _landing, width=390, height=844),
    Shot("understood", _both_given),
    Shot("progress", _progress),
    Shot("ready", _ready),
    Shot("ready-phone", _ready, width=390, height=844),
    Shot("review", _of_run("review"), width=1440),
    Shot("result", _of_run("result"), width=1440),
)


def main(folder: Path) -> None:
    """Make all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with open_browser() as browser, new_server() as address:
        for shot in SHOTS:
            _take(browser, address, shot, folder)
            print(folder / f"{shot.name}.png")


def _take(browser: Browser, address: str, shot: Shot, folder: Path) -> None:
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    shot.reach(page, address)
    page.evaluate("document.fonts.ready.then(() => null)")
    if shot.name != "progress":
        page.wait_for_timeout(SETTLE_MS)
    page.screenshot(path=folder / f"{shot.name}.png")
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screenshots"))
