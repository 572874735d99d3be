"""History, resumes and many jobs in a real browser; every page of them accessible, and none wider than a phone."""

from importlib import resources

from playwright.sync_api import Page, expect

from tests.ui.web.serving import Served
from tests.ui.web.test_journey import heading, resume_file, serious, start_sample, widths

JOBS = resources.files("evals.datasets") / "jobs"


def test_many_jobs_are_done_and_one_of_them_deleted_for_good(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/batch")
    inputs = page.locator('[data-testid="stFileUploaderDropzoneInput"]')
    inputs.first.set_input_files(resume_file())
    expect(page.get_by_role("button", name="Use another resume")).to_be_visible()
    inputs.last.set_input_files([str(JOBS / "junior-data-analyst.md"), str(JOBS / "industrial-electrician.txt")])
    page.get_by_role("button", name="Tailor to 2 ads").click()
    page.wait_for_url("**/batch?batch=*")
    heading(page, "All of them are done")
    page.goto(f"{served.address}/history")
    page.get_by_label("Search").fill("Copperfield")
    page.get_by_label("Search").press("Enter")
    expect(page.get_by_role("button", name="More")).to_have_count(1)
    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Delete …").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("No run matches “Copperfield”.")).to_be_visible()
    assert len(list((served.home / "batches").rglob("report.json"))) == 1


PAGES = ("history", "batch", "resumes", "usage", "providers", "insights")


def test_every_page_is_accessible_and_fits_a_phone(page: Page, served: Served) -> None:
    start_sample(page, served.address)
    heading(page, "Your resume is ready")
    for name in PAGES:
        page.goto(f"{served.address}/{name}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".rt-spinner")).to_have_count(0)
        assert (name, serious(page)) == (name, [])
        page.set_viewport_size({"width": 390, "height": 844})
        assert (name, widths(page)) == (name, [])
        page.set_viewport_size({"width": 1280, "height": 900})
