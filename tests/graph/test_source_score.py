"""The ATS rubric on the resume as it came: what tailoring is compared with."""

from datetime import date
from pathlib import Path

from graph.alone import Upload
from graph.runner import open_runner
from graph.source_score import score_source
from nodes.state import RunSettings
from resume.report import Report
from resume.review.revision import Decision
from settings import Settings
from tests.people import NURSE_AD, NURSE_RESUME

OFFLINE = RunSettings(mode="offline")


async def test_the_source_keeps_its_score_whatever_is_decided_of_the_tailored_lines(tmp_path: Path) -> None:
    async with open_runner(Settings(home=tmp_path / "home")) as runner:
        resume, job = Upload("cv.md", NURSE_RESUME.encode()), Upload("ad.md", NURSE_AD.encode())
        run = await runner.create(resume, job, settings=OFFLINE, folder=tmp_path / "out", run_id="mine")
        report = await runner.go_on("mine")
        assert isinstance(report, Report)
        print_pdf, today = runner.live.printer.print_pdf, date(2026, 11, 1)
        before = await score_source(await runner.state_of(run), OFFLINE, print_pdf, today)
        declared = Decision(action="edit", text="Taught first aid to 90 cadets in Ostend", declare=True)
        await runner.revise("mine", {"w1.1": declared})
        assert await score_source(await runner.state_of(run), OFFLINE, print_pdf, today) == before
        assert report.ats is not None
        assert [check.name for check in before.checks] == [check.name for check in report.ats.checks]
