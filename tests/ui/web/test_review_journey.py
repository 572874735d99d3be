"""Going through the lines of a real run in a real browser, and taking the result home."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.ui.web.serving import Served
from tests.ui.web.test_journey import heading, serious, show_by, start_sample, widths

PICTURE = ".st-key-review-preview img"


def line(page: Page, words: str) -> Locator:
    """The line of the sample that holds these words."""
    return page.locator(".rv-line:not([hidden])", has_text=words).first


def open_review(page: Page, served: Served) -> None:
    """The lines of a new run of the sample, reached as a person reaches them."""
    start_sample(page, served.address)
    heading(page, "Your resume is ready")
    page.get_by_role("link", name="Review line by line").click()
    expect(page.locator(PICTURE)).to_be_visible()


@pytest.fixture(scope="module")
def review(served: Served, browser: Browser) -> str:
    """The address of a review that no test here changes for the others."""
    page = browser.new_page()
    open_review(page, served)
    address = page.url
    page.close()
    return address


def picture(page: Page) -> str:
    """Which picture the preview shows."""
    address: str = page.locator(PICTURE).first.evaluate("image => image.currentSrc")
    return address


def wait_for_another(page: Page, than: str) -> None:
    """Wait until the preview was printed anew."""
    page.wait_for_function(
        f"before => {{ const image = document.querySelector('{PICTURE}'); return image && image.currentSrc !== before }}",
        arg=than,
    )


def test_lines_are_accepted_edited_rejected_and_restored_and_the_files_follow(
    page: Page, served: Served, tmp_path: Path
) -> None:
    open_review(page, served)

    mentor = line(page, "student nurses")
    mentor.get_by_role("button", name="Accept").click()
    expect(mentor.get_by_text("✓ Accepted (edited)")).to_be_visible()

    mentor.get_by_role("button", name="Edit").click()
    field = mentor.get_by_label("Your wording of this line")
    field.fill("Led 45 astronauts and student nurses")
    field.press("Tab")
    expect(mentor.get_by_text("Not taken: your resume does not support this.")).to_be_visible()
    expect(mentor.get_by_text("“45” is claimed")).to_be_visible()

    before = picture(page)
    field.fill("Mentor new starters and student nurses")
    field.press("Tab")
    expect(mentor.get_by_text("✓ Your resume supports this.")).to_be_visible()
    mentor.get_by_role("button", name="Use this wording").click()
    wait_for_another(page, before)
    edited = line(page, "Worded by you")
    expect(edited).to_contain_text("new starters and student nurses")
    expect(page.get_by_text("Saved. All files are up to date.")).to_be_visible()

    before = picture(page)
    triage = line(page, "NEWS2")
    triage.get_by_role("button", name="Reject").click()
    wait_for_another(page, before)
    expect(triage.get_by_text("✓ Your own words again")).to_be_visible()
    rejected = picture(page)
    triage.get_by_role("button", name="Restore").click()
    wait_for_another(page, rejected)
    expect(triage.get_by_role("button", name="Accept")).to_be_visible()

    page.reload()
    expect(line(page, "Worded by you")).to_contain_text("new starters and student nurses")
    page.get_by_role("link", name="Result and downloads").click()
    heading(page, "Your tailored resume")
    with page.expect_download() as download:
        page.get_by_role("button", name="All files (zip)").click()
    archive = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert "Mentor new starters and student nurses" in archive.read("resume.md").decode()
    assert {"resume.visual.pdf", "resume.ats.pdf", "resume.docx", "resume.json"} <= set(archive.namelist())


def test_a_line_is_decided_on_with_the_keyboard_and_its_proof_comes_with_the_focus(page: Page, review: str) -> None:
    page.goto(review)
    care = line(page, "inotropes")
    care.get_by_role("button", name="Why and proof").focus()
    expect(care.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(care.get_by_role("tooltip")).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(care.get_by_text("✓ Accepted (edited)")).to_be_visible()
    expect(care.get_by_role("button", name="Edit")).to_be_focused()


def test_review_and_result_fit_every_width_and_axe_finds_nothing_serious(review: str, page: Page) -> None:
    page.goto(review)
    line(page, "student nurses").get_by_role("button", name="Edit").click()
    assert faults(page) == []
    for name in ("What the ad asks for", "Scores and checks", "About this run"):
        page.get_by_role("tab", name=name).click()
        expect(page.get_by_role("tabpanel", name=name)).to_be_visible()
        assert faults(page) == []
    page.get_by_role("link", name="Result and downloads").click()
    heading(page, "Your tailored resume")
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    assert faults(page) == []


def faults(page: Page) -> list[str]:
    """What axe-core finds, and what is too wide: by day on a laptop, by night on a phone."""
    found = []
    for scheme, width in (("dark", 390), ("light", 1280)):
        page.set_viewport_size({"width": width, "height": 844})
        show_by(page, scheme)
        found += [f"{scheme}: {one}" for one in (*serious(page), *widths(page))]
    return found
