"""The review page in each of its states."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from errors import UserError
from resume.review.payload import Gap, Question, ReviewAnswers, ReviewedEntry, ReviewPayload, StrategyPoint
from resume.review.revision import Decision, LineCheck, Refusal
from tests.documents.writers.sample_reports import degraded_report, hostile_report, nurse_report
from tests.ui.web.conftest import Look
from tests.ui.web.looking import button, parts_of, words
from tests.ui.web.scripted_client import ScriptedClient
from ui.client import RunStatus, RunSummary
from ui.client.review import LineMark, ReviewedRun
from ui.web.parts.line_review import Desk, data_of, take_event

DELIVERED = RunStatus("r1", "delivered", title="Ward sister", company="Saint Bride", resume_name="cv.pdf")
PAYLOAD = ReviewPayload(
    strategy=[
        StrategyPoint(id="s1", text="Stress *cardiac* nursing"),
        StrategyPoint(id="s2", text="Lead with figures"),
    ],
    gaps=[Gap(requirement="r4", kind="required", text="Phlebotomy", advice="No line shows it.", say="Say so.")],
    questions=[
        Question(id="q1", kind="result", text="What came of the audit?", why="A result says more.", fact="w1.2"),
        Question(
            id="q2", kind="skill", text="Do you know phlebotomy?", why="The ad asks for it.", terms=["phlebotomy"]
        ),
    ],
    entries=[ReviewedEntry(id="w1", name="Staff Nurse, Saint Fintan")],
)


def deliver(client: ScriptedClient, **changes: object) -> None:
    report = nurse_report().model_copy(update=changes)
    client.runs.statuses["r1"] = DELIVERED
    client.runs.reports["r1"] = report
    client.review.runs["r1"] = ReviewedRun(report, {claim.id: LineMark(claim.facts[0]) for claim in report.claims})


def lines_data(app: AppTest) -> dict[str, object]:
    """What the component of the lines is given."""
    (proto,) = [part.proto for part in parts_of(app.main) if getattr(part, "type", "") == "bidi_component"]
    told: dict[str, object] = json.loads(proto.json)
    return told


def test_without_a_run_it_says_what_to_do(look: Look) -> None:
    assert "Tailor a resume first" in words(look("review"))


def test_a_run_of_somebody_else_is_not_there(look: Look) -> None:
    assert "There is no such run" in words(look("review", run="theirs"))


@pytest.mark.parametrize("state", ["running", "failed", "stopped"])
def test_a_run_that_is_not_finished_leads_to_its_progress(look: Look, client: ScriptedClient, state: str) -> None:
    client.runs.statuses["r1"] = replace(DELIVERED, state=state)  # type: ignore[arg-type]
    assert "This run is not finished" in words(look("review", run="r1"))


def test_all_lines_are_given_to_one_component(look: Look, client: ScriptedClient) -> None:
    deliver(client)
    sections = lines_data(look("review", run="r1"))["sections"]
    assert isinstance(sections, list)
    assert [section["title"] for section in sections][:3] == ["Headline", "Summary", "Experience"]


def test_the_preview_stands_beside_the_lines(look: Look, client: ScriptedClient) -> None:
    deliver(client)
    look("review", run="r1")
    assert client.review.previewed == [{}]


def test_a_requirement_is_shown_with_its_proof_and_its_place(look: Look, client: ScriptedClient) -> None:
    deliver(client)
    said = words(look("review", run="r1"))
    shown = next(row for row in nurse_report().requirements if row.status == "shown")
    assert shown.text in said
    assert nurse_report().facts[shown.facts[0]] in said


def test_scores_are_plotted_before_and_after(look: Look, client: ScriptedClient) -> None:
    deliver(client)
    said = words(look("review", run="r1"))
    assert "Your resume as it came 61 of 100" in said
    report = nurse_report()
    assert report.ats is not None
    assert all(check.detail in said for check in report.ats.checks)


def test_where_nothing_was_read_back_no_score_is_made_up(look: Look, client: ScriptedClient) -> None:
    deliver(client, ats=None)
    assert "61 of 100" not in words(look("review", run="r1"))


def test_what_fell_short_stands_above_everything_in_plain_words(look: Look, client: ScriptedClient) -> None:
    deliver(client, **{name: getattr(degraded_report(), name) for name in ("degradation", "fact_check", "warnings")})
    said = words(look("review", run="r1"))
    assert said.index("A model was asked for, but none could be used") < said.index("Words taken out")
    assert "Please check before you send: 2 claims" in said
    assert "The PDF was not read back" in said


def test_an_ad_without_requirements_says_so(look: Look, client: ScriptedClient) -> None:
    deliver(client, requirements=[])
    assert "Nothing to hold your resume against" in words(look("review", run="r1"))


def test_markup_in_documents_is_shown_as_text(look: Look, client: ScriptedClient) -> None:
    deliver(client)
    client.runs.reports["r1"] = hostile_report()
    app = look("review", run="r1")
    assert not any("<script" in html.value or "<img src=x" in html.value for html in app.html)


# --- decisions on lines ------------------------------------------------------------------------------------------------------


def test_a_decision_is_previewed_and_then_stored(look: Look, client: ScriptedClient) -> None:
    deliver(client)
    app = look("review", run="r1")
    take_event(
        app.session_state["review.desk"], {"n": 1, "kind": "decide", "decisions": {"w1.1": {"action": "reject"}}}
    )
    app.run()
    rejected = {"w1.1": Decision(action="reject")}
    assert (client.review.previewed[-1], client.review.stored) == (rejected, [rejected])
    assert "Saved. All files are up to date." in words(app)
    assert lines_data(app)["seen"] == 1


def test_an_accepted_line_is_stored_without_printing_what_stands_there_already(
    look: Look, client: ScriptedClient
) -> None:
    deliver(client)
    app = look("review", run="r1")
    take_event(
        app.session_state["review.desk"], {"n": 1, "kind": "decide", "decisions": {"w1.1": {"action": "accept"}}}
    )
    app.run()
    assert (len(client.review.previewed), client.review.stored) == (1, [{"w1.1": Decision(action="accept")}])


def test_a_refused_edit_is_not_stored_and_its_reasons_are_told(look: Look, client: ScriptedClient) -> None:
    deliver(client)
    client.review.refuses["w1.1"] = Refusal(id="w1.1", text="Led 90", reasons=["“90” is claimed."], words=["90"])
    app = look("review", run="r1")
    event = {"n": 2, "kind": "decide", "decisions": {"w1.1": {"action": "edit", "text": "Led 90"}}}
    take_event(app.session_state["review.desk"], event)
    app.run()
    assert client.review.stored == []
    assert lines_data(app)["refused"] == {
        "w1.1": {"text": "Led 90", "supported": False, "reasons": ["“90” is claimed."], "ownable": True}
    }


def test_a_line_that_is_gone_is_told_and_nothing_is_stored(look: Look, client: ScriptedClient) -> None:
    deliver(client)
    app = look("review", run="r1")
    client.review.unusable = UserError("w9.9", "there is no such line", "look again")
    take_event(
        app.session_state["review.desk"], {"n": 1, "kind": "decide", "decisions": {"w9.9": {"action": "reject"}}}
    )
    app.run()
    assert "“w9.9”: there is no such line." in words(app)
    assert client.review.stored == []


def test_a_text_is_checked_on_leaving_its_field(look: Look, client: ScriptedClient) -> None:
    deliver(client)
    client.review.supported = LineCheck(supported=False, reasons=["“90” is claimed."], words=["90"])
    app = look("review", run="r1")
    desk = app.session_state["review.desk"]
    take_event(desk, {"n": 3, "kind": "check", "key": "w1.1", "text": "Led 90"})
    checks = data_of(desk, client.review.runs["r1"])["checks"]
    assert client.review.checked == [("w1.1", "Led 90")]
    assert checks == {"w1.1": {"text": "Led 90", "supported": False, "reasons": ["“90” is claimed."], "ownable": True}}


def test_another_run_begins_with_a_desk_of_its_own() -> None:
    assert Desk("r2").wanted == {}


# --- the plan and the questions ----------------------------------------------------------------------------------------------


@pytest.fixture
def asking(client: ScriptedClient) -> ScriptedClient:
    client.runs.statuses["r1"] = replace(DELIVERED, state="asking")
    client.review.payloads["r1"] = PAYLOAD
    return client


def test_a_run_that_asks_shows_plan_questions_and_what_is_missing(look: Look, asking: ScriptedClient) -> None:
    said = words(look("review", run="r1"))
    for told in ("A few questions first", "What came of the audit?", "Phlebotomy", "No line shows it."):
        assert told in said


@pytest.mark.usefixtures("asking")
def test_the_questions_are_asked_where_the_progress_was_shown(look: Look) -> None:
    app = look(run="r1")
    assert [title.value for title in app.title] == ["A few questions first"]
    assert button(app, "Go on with these answers")


def test_what_is_missing_but_true_can_be_told_in_a_new_run(look: Look, client: ScriptedClient) -> None:
    deliver(client)
    client.runs.listed = [RunSummary("r1", "delivered", datetime.now(UTC), "cv.pdf", "ad.txt", None, None)]
    button(look("review", run="r1"), "Answer a few questions").click().run()
    assert client.runs.done == [("duplicate", "r1")]
    assert [started.choices.review for started in client.runs.started] == [True]


def test_the_plan_is_read_as_text_and_not_as_markup(look: Look, asking: ScriptedClient) -> None:
    assert next(box.label for box in look("review", run="r1").checkbox) == r"Stress \*cardiac\* nursing"


def test_answers_go_on_with_the_run_and_lead_to_its_progress(look: Look, asking: ScriptedClient) -> None:
    app = look("review", run="r1")
    app.text_area(key="plan.r1.q1").set_value("Two errors fewer a month")
    app.text_area(key="plan.r1.q2").set_value("Daily since 2019")
    app.selectbox(key="plan.r1.q2.place").set_value("w1")
    app.checkbox(key="plan.r1.s2").uncheck()
    app.text_input(key="plan.r1.further1.text").set_value("Speaks Dutch")
    button(app, "Go on with these answers").click().run()
    ((run, answers),) = asking.review.answered
    assert run == "r1"
    assert answers.model_dump() == {
        "answers": {"q1": "Two errors fewer a month", "q2": "Daily since 2019"},
        "places": {"q2": "w1"},
        "dropped": ["s2"],
        "facts": [{"entry": "w1", "text": "Speaks Dutch"}],
    }


def test_questions_can_be_passed_over(look: Look, asking: ScriptedClient) -> None:
    app = look("review", run="r1")
    button(app, "Go on without answers").click().run()
    assert asking.review.answered == [("r1", ReviewAnswers())]


def test_answers_that_cannot_be_used_are_told_and_stay_in_their_fields(look: Look, asking: ScriptedClient) -> None:
    app = look("review", run="r1")
    asking.review.unusable = UserError("answers", "q1 cannot be used", "say it in other words")
    app.text_area(key="plan.r1.q1").set_value("???")
    button(app, "Go on with these answers").click().run()
    assert "Answers: q1 cannot be used." in words(app)
    assert app.text_area(key="plan.r1.q1").value == "???"
