"""The result page in each of its states."""

from resume.report import Report
from storage.tables import now
from tests.documents.writers.sample_reports import degraded_report, nurse_report
from tests.ui.web.conftest import Look
from tests.ui.web.looking import button, words
from tests.ui.web.scripted_client import ScriptedClient
from ui.client import RunStatus, RunSummary
from ui.web.session import LOCAL

DELIVERED = RunStatus("r1", "delivered", title="Ward sister", company="Saint Bride", resume_name="cv.pdf")


def deliver(client: ScriptedClient, report: Report | None = None, *files: str) -> None:
    client.runs.statuses["r1"] = DELIVERED
    client.runs.reports["r1"] = report or nurse_report()
    client.files.there = dict.fromkeys(("resume.visual.pdf", "resume.ats.pdf", "resume.docx", *files), b"%PDF")


def test_without_a_run_it_says_what_to_do(look: Look) -> None:
    assert "Tailor a resume first" in words(look("result"))


def test_a_run_of_somebody_else_is_not_there(look: Look) -> None:
    assert "There is no such run" in words(look("result", run="theirs"))


def test_a_run_that_is_not_finished_leads_to_its_progress(look: Look, client: ScriptedClient) -> None:
    client.runs.statuses["r1"] = RunStatus("r1", "running")
    assert "This run is not finished" in words(look("result", run="r1"))


def test_every_format_can_be_downloaded_and_all_in_one(look: Look, client: ScriptedClient) -> None:
    deliver(client, None, "resume.md", "resume.json")
    labels = {one.label for one in look("result", run="r1").download_button}
    assert {"Download PDF", "Word", "resume.md", "resume.json", "All files (zip)"} <= labels


def test_every_design_that_there_is_stands_in_the_gallery(look: Look, client: ScriptedClient) -> None:
    deliver(client)
    client.render.names = ["ats", "visual", "night_blue"]
    labels = [one.label for one in look("result", run="r1").button]
    assert [label for label in labels if label in ("✓ Designed", "Plain", "Night blue")] == [
        "✓ Designed",
        "Plain",
        "Night blue",
    ]


def test_another_design_is_shown_and_can_be_downloaded(look: Look, client: ScriptedClient) -> None:
    deliver(client)
    app = look("result", run="r1")
    button(app, "Plain").click().run()
    assert "Plain, 1 page" in words(app)
    assert any(one.key == "download.r1.ats" for one in app.download_button)


def test_a_letter_is_shown_with_its_words(look: Look, client: ScriptedClient) -> None:
    deliver(client, None, "cover-letter.pdf")
    client.files.there["cover-letter.md"] = b"Dear <b>Hiring</b> Manager"
    assert any("Dear &lt;b&gt;Hiring&lt;/b&gt; Manager" in html.value for html in look("result", run="r1").html)


def test_where_no_letter_was_asked_for_a_run_with_one_can_be_started(look: Look, client: ScriptedClient) -> None:
    deliver(client)
    client.runs.listed = [RunSummary("r1", "delivered", now(), "cv.pdf", "ad.txt", "Ward sister", None)]
    app = look("result", run="r1")
    button(app, "Write a cover letter").click().run()
    (started,) = client.runs.started
    assert started.choices.letter


def test_a_thumb_and_words_are_kept_and_thanked_for(look: Look, client: ScriptedClient) -> None:
    deliver(client)
    app = look("result", run="r1")
    app.text_area(key="feedback.r1.words").set_value("Too plain")
    button(app, "Send").click().run()
    app.button_group(key="feedback.r1.thumb").set_value(":material/thumb_up: Useful").run()
    assert [(one.thumb, one.words) for one in client.feedback.said] == [("none", "Too plain"), ("up", "Too plain")]
    assert "Thank you." in words(app)


def test_what_was_said_before_stands_in_its_fields(look: Look, client: ScriptedClient) -> None:
    deliver(client)
    client.feedback.give(LOCAL, "r1", "down", "Too long")
    app = look("result", run="r1")
    assert app.text_area(key="feedback.r1.words").value == "Too long"


def test_what_fell_short_is_said_in_plain_words(look: Look, client: ScriptedClient) -> None:
    deliver(client, degraded_report())
    said = words(look("result", run="r1"))
    assert "A model was asked for, but none could be used" in said
    assert "The PDF was not read back" in said
