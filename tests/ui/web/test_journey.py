"""The whole journey in a real browser: from the upload to the downloaded PDF, as a person goes it."""

import re
from importlib import resources
from pathlib import Path

import httpx
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.web.serving import Served, serve
from ui.web.theme import theme_options

DATA = resources.files("evals.datasets")
RESUME = str(DATA / "people" / "pastry-chef")
AD = (DATA / "jobs" / "head-pastry-chef.html").read_text("utf-8")

TAILORING, READY = "Tailoring your resume", "Your resume is ready"


def heading(page: Page, name: str) -> None:
    """Wait for the page's first heading."""
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def resume_file() -> str:
    """The resume of an invented person."""
    return next(str(file) for file in sorted(Path(RESUME).iterdir()) if file.stem == "resume")


def give_both(page: Page) -> None:
    """Upload the resume, and paste the ad."""
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(resume_file())
    expect(page.get_by_role("button", name="Use another resume")).to_be_visible()
    page.get_by_label("Text of the ad").fill(AD)
    page.get_by_role("button", name="Use this text").click()
    expect(page.get_by_role("button", name="Use another ad")).to_be_visible()


def start_sample(page: Page, address: str) -> str:
    """Begin the sample run; its address."""
    page.goto(address)
    page.get_by_role("button", name="Try it with a sample").click()
    page.wait_for_url("**/?run=*")
    return page.url


def test_from_the_upload_over_a_correction_to_the_downloaded_pdf_with_a_reload_in_the_middle(
    page: Page, served: Served, tmp_path: Path
) -> None:
    page.goto(served.address)
    give_both(page)
    expect(page.get_by_text("Everything stays on this computer.")).to_be_visible()
    page.get_by_text("Check and correct").click()
    page.get_by_label("Name", exact=True).fill("Philippa Quarrington")
    page.get_by_label("Name", exact=True).press("Tab")
    expect(page.locator(".rt-title").filter(has_text="Philippa Quarrington")).to_be_visible()
    page.get_by_role("button", name="Tailor my resume").click()
    page.wait_for_url("**/?run=*")
    heading(page, TAILORING)
    page.reload()
    heading(page, READY)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download PDF").click()
    file = tmp_path / "resume.pdf"
    download.value.save_as(file)
    text = pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range()
    assert "Philippa Quarrington" in text
    assert "Experience" in text


def test_the_sample_can_be_had_with_the_keyboard_alone(page: Page, served: Served) -> None:
    page.goto(served.address)
    sample = page.get_by_role("button", name="Try it with a sample")
    expect(sample).to_be_visible()
    for _ in range(20):
        page.keyboard.press("Tab")
        if sample.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    heading(page, READY)
    download = page.get_by_role("button", name="Download PDF")
    for _ in range(30):
        page.keyboard.press("Tab")
        if download.evaluate("element => element === document.activeElement"):
            break
    with page.expect_download() as got:
        page.keyboard.press("Enter")
    assert got.value.suggested_filename == "resume.visual.pdf"


def test_on_a_phone_nothing_scrolls_sideways_and_the_menu_goes_with_the_choice(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{served.address}/history")
    page.get_by_role("button", name="Open the menu").click()
    page.get_by_role("link", name="Tailor", exact=True).click()
    heading(page, "A resume for this job")
    expect(page.get_by_role("button", name="Open the menu")).to_be_visible()
    assert widths(page) == []
    page.get_by_role("button", name="Try it with a sample").click()
    heading(page, READY)
    assert widths(page) == []


def widths(page: Page) -> list[str]:
    """What is wider than the window, but for tables in a box that scrolls by itself."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
            .filter(one => one.getClientRects().length && one.getBoundingClientRect().right > window.innerWidth + 1)
            .filter(one => !one.closest('.rt-hidden, .rt-scroll'))
            .map(one => one.outerHTML.slice(0, 120))"""
    )
    return found


def test_two_people_at_once_get_each_their_own_run_and_find_it_elsewhere_by_its_address(
    page: Page, served: Served, browser: Browser
) -> None:
    other = browser.new_context().new_page()
    mine, theirs = start_sample(page, served.address), start_sample(other, served.address)
    assert mine != theirs
    elsewhere = browser.new_context().new_page()
    elsewhere.goto(mine)
    for one in (page, other, elsewhere):
        heading(one, READY)
    assert (page.url, other.url) == (mine, theirs)
    other.context.close()
    elsewhere.context.close()


def test_a_run_goes_on_after_the_server_was_killed_in_the_middle(page: Page, tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = serve(tmp_path, home, "first")
    try:
        address = start_sample(page, first.address)
        expect(page.locator(".rt-stage.rt-is-done").first).to_be_visible()
    finally:
        first.kill()
    expect(page.get_by_role("heading", name="The connection is lost")).to_be_visible()
    port = int(re.findall(r":(\d+)", first.address)[0])
    second = serve(tmp_path, home, "second", port)
    try:
        page.goto(address)  # it would come back by itself, but not at once
        heading(page, READY)
    finally:
        second.end()


def test_axe_finds_nothing_serious_by_day_or_night(served: Served, page: Page) -> None:
    page.goto(served.address)
    heading(page, "A resume for this job")
    page.get_by_text("Options", exact=True).click()
    expect(page.get_by_text("Which models")).to_be_visible()
    assert serious_by_day_and_night(page) == []
    give_both(page)
    page.get_by_text("Check and correct").click()
    expect(page.get_by_label("Headline")).to_be_visible()
    assert serious_by_day_and_night(page) == []
    page.get_by_role("button", name="Tailor my resume").click()
    heading(page, READY)
    expect(page.get_by_role("button", name="Tailor to another ad")).to_be_visible()
    assert serious_by_day_and_night(page) == []


def serious_by_day_and_night(page: Page) -> list[str]:
    """What axe-core finds in the light theme and in the dark one."""
    found = []
    for scheme in ("dark", "light"):
        show_by(page, scheme)
        found += [f"{scheme}: {one}" for one in serious(page)]
    return found


def show_by(page: Page, scheme: str) -> None:
    """Turn the page to the light theme or the dark one."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    ground = str(theme_options()[f"theme.{scheme}.backgroundColor"])
    red, green, blue = (int(ground[at : at + 2], 16) for at in (1, 3, 5))
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", f"rgb({red}, {green}, {blue})")


def serious(page: Page) -> list[str]:
    """What axe-core calls serious or critical on a page, and where."""
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:160]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("path", ["/", "/history?run=1"])
def test_every_page_is_ours_from_the_first_byte(served: Served, path: str) -> None:
    page = httpx.get(served.address + path, headers={"accept": "text/html"})
    assert "<title>resume-tailor</title>" in page.text
    assert "Streamlit</title>" not in page.text
    assert int(page.headers["content-length"]) == len(page.content)
