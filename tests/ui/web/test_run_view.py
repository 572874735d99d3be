"""A run on the page that its address names, in each of its states."""

from dataclasses import replace
from pathlib import Path

import pytest

from errors import UserError
from tests.documents.writers.sample_reports import degraded_report, nurse_report
from tests.ui.web.conftest import Look
from tests.ui.web.looking import button, words
from tests.ui.web.scripted_client import ScriptedClient
from ui.client import PartView, RunStatus, StageView
from ui.web.frame import tell_defect

STAGES = (
    StageView("intake", "Reading your resume and the ad", "done", 0.4),
    StageView(
        "drafter",
        "Rewording lines",
        "running",
        2.0,
        (PartView("Baker, Old Mill Bakery", "done"), PartView("Skills", "running")),
    ),
    StageView("exporter", "Making the files", "ahead"),
)
RUNNING = RunStatus("r1", "running", STAGES, 0.4, 12.0, "Head baker", "Hearth & Co", "cv.pdf", "ad.txt")


def test_a_run_under_way_shows_stages_sections_and_the_time_left(look: Look, client: ScriptedClient) -> None:
    client.runs.statuses["r1"] = RUNNING
    said = words(look(run="r1"))
    for told in (
        "Rewording lines",
        "✓ Baker, Old Mill Bakery",
        "About 15 seconds left",
        "cv.pdf → Head baker, Hearth & Co",
    ):
        assert told in said


def test_progress_is_told_to_screen_readers_as_a_bar_with_its_value(look: Look, client: ScriptedClient) -> None:
    client.runs.statuses["r1"] = RUNNING
    assert any(
        'role="progressbar"' in html.value and 'aria-valuenow="40"' in html.value for html in look(run="r1").html
    )


def test_a_run_that_waits_for_its_turn_says_that_it_gets_ready(look: Look, client: ScriptedClient) -> None:
    client.runs.statuses["r1"] = replace(RUNNING, state="starting", share=0.0)
    assert "Getting ready" in words(look(run="r1"))


def test_a_run_can_be_stopped_and_gone_on_with(look: Look, client: ScriptedClient) -> None:
    client.runs.statuses["r1"] = RUNNING
    app = look(run="r1")
    button(app, "Stop").click().run()
    assert client.runs.done == [("cancel", "r1")]
    assert "What was done so far is kept." in words(app)
    button(app, "Go on").click().run()
    assert client.runs.done[-1] == ("go_on", "r1")


def test_an_interrupted_run_goes_on_by_itself_when_it_is_looked_at(look: Look, client: ScriptedClient) -> None:
    client.runs.statuses["r1"] = replace(RUNNING, state="interrupted")
    assert "Tailoring your resume" in words(look(run="r1"))
    assert client.runs.done == [("go_on", "r1")]


def test_a_run_under_way_in_another_process_is_shown_and_cannot_be_stopped_here(
    look: Look, client: ScriptedClient
) -> None:
    client.runs.statuses["r1"] = replace(RUNNING, state="elsewhere", seconds_left=None)
    assert button(look(run="r1"), "Stop").disabled


def test_a_failed_run_says_why_and_what_to_do(look: Look, client: ScriptedClient) -> None:
    client.runs.statuses["r1"] = replace(
        RUNNING, state="failed", problem="cv.pdf: is damaged", remedy="export it again"
    )
    app = look(run="r1")
    assert "“cv.pdf” is damaged. Export it again." in words(app)
    button(app, "Try again").click().run()
    assert client.runs.done == [("go_on", "r1")]


def test_a_run_of_somebody_else_is_not_there(look: Look) -> None:
    app = look(run="theirs")
    assert "There is no such run" in words(app)
    button(app, "Start a new one").click().run()
    assert "A resume for this job" in words(app)


def test_a_delivered_run_shows_its_verdict_its_figures_and_its_files(look: Look, client: ScriptedClient) -> None:
    client.runs.statuses["r1"] = replace(RUNNING, state="delivered")
    client.runs.reports["r1"] = nurse_report()
    client.files.there = {"resume.visual.pdf": b"%PDF", "resume.docx": b"PK", "report.json": b"{}"}
    app = look(run="r1")
    assert "Your resume is ready" in words(app)
    assert [one.label for one in app.download_button] == ["Download PDF", "Word", "All files (zip)", "report.json"]


def test_a_delivered_run_that_fell_short_says_so_in_plain_words(look: Look, client: ScriptedClient) -> None:
    client.runs.statuses["r1"] = replace(RUNNING, state="delivered")
    client.runs.reports["r1"] = degraded_report()
    said = words(look(run="r1"))
    assert all(reason in said for reason in degraded_report().degradation.reasons)


def test_a_delivered_run_whose_files_were_deleted_still_shows_its_figures(look: Look, client: ScriptedClient) -> None:
    client.runs.statuses["r1"] = replace(RUNNING, state="delivered")
    client.runs.reports["r1"] = nurse_report()
    app = look(run="r1")
    assert list(app.download_button) == []
    assert "Of what the ad asks for" in words(app)


def test_what_was_changed_is_told_before_what_is_missing(look: Look, client: ScriptedClient) -> None:
    client.runs.statuses["r1"] = replace(RUNNING, state="delivered")
    report = nurse_report()
    client.runs.reports["r1"] = report
    changed = sum(claim.action in ("edited", "added", "dropped") for claim in report.claims)
    assert f"Lines changed for this job {changed} and every line proved by yours" in words(look(run="r1"))


def test_nothing_seems_to_be_under_way_in_a_run_that_was_stopped(look: Look, client: ScriptedClient) -> None:
    client.runs.statuses["r1"] = replace(RUNNING, state="stopped")
    app = look(run="r1")
    assert "Rewording lines , still to come" in words(app)
    assert not any('class="rt-spinner"' in html.value for html in app.html)


def test_another_ad_can_be_given_afterwards(look: Look, client: ScriptedClient) -> None:
    client.runs.statuses["r1"] = replace(RUNNING, state="delivered")
    client.runs.reports["r1"] = nurse_report()
    app = look(run="r1")
    button(app, "Tailor to another ad").click().run()
    assert "2. The job ad" in words(app)


def test_a_page_whose_work_takes_too_long_says_that_nothing_is_lost(
    look: Look, client: ScriptedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang(*_: object) -> RunStatus:
        raise TimeoutError

    monkeypatch.setattr(client.runs, "status", hang)
    assert "This takes longer than usual." in words(look(run="r1"))


def test_a_state_folder_that_cannot_be_written_is_told_in_words(
    look: Look, client: ScriptedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> str:
        raise UserError("state folder", "it cannot be written", "set RESUME_TAILOR_HOME to another folder")

    monkeypatch.setattr(client.runs, "report", refuse)
    client.runs.statuses["r1"] = replace(RUNNING, state="delivered")
    assert "State folder: it cannot be written." in words(look(run="r1"))


def test_what_a_button_cannot_do_is_told_as_a_problem_and_what_it_breaks_is_logged(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[str] = []
    monkeypatch.setattr("ui.web.frame.notices.problem", lambda error: told.append(str(error)))
    monkeypatch.setattr("ui.web.frame.notices.defect", told.append)
    monkeypatch.setattr("ui.log.write_log", lambda error: tmp_path / f"{type(error).__name__}.log")
    assert tell_defect(UserError("run r1", "there is no such run"))
    assert tell_defect(KeyError("x"))
    assert told == ["run r1: there is no such run", str(tmp_path / "KeyError.log")]
