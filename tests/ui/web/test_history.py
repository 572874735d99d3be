"""The history: the list in each of its states, the search, the comparison."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.documents.writers.sample_reports import nurse_report
from tests.ui.web.conftest import Look
from tests.ui.web.looking import button, words
from tests.ui.web.scripted_client import ScriptedClient
from ui.client import RunSummary
from ui.client.history import RunVersion, RunVersions
from ui.web.pages.history import STATES, find

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
BAKER = RunSummary("r1", "delivered", NOON, "mara.pdf", "ad.html", "Head baker", "Hearth & Co")
PILOT = RunSummary("r2", "stopped", NOON, "mara.pdf", "port.txt", None, None)


@pytest.fixture
def two_runs(client: ScriptedClient) -> ScriptedClient:
    client.runs.listed = [PILOT, BAKER]
    return client


def test_without_runs_it_says_how_to_get_one(look: Look) -> None:
    assert "Nothing here yet" in words(look("history"))


@pytest.mark.usefixtures("two_runs")
def test_runs_are_named_by_their_job_or_by_the_file(look: Look) -> None:
    said = words(look("history"))
    assert "Head baker, Hearth & Co" in said
    assert "port.txt" in said


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_said_in_words(look: Look, client: ScriptedClient, state: str) -> None:
    client.runs.listed = [replace(BAKER, state=state)]  # type: ignore[arg-type]
    assert STATES[state][0] in words(look("history"))


@pytest.mark.parametrize(
    ("wanted", "found"), [("", 2), ("BAKER hearth", 1), ("mara", 2), ("port", 1), ("pilot", 0), ("r2", 1)]
)
def test_every_word_of_the_search_must_be_there(wanted: str, found: int) -> None:
    assert len(find([BAKER, PILOT], wanted)) == found


@pytest.mark.usefixtures("two_runs")
def test_a_search_without_a_find_says_so(look: Look) -> None:
    app = look("history")
    app.text_input(key="history.search").set_value("<b>zebra").run()
    assert "No run matches “<b>zebra”." in words(app)


def test_more_runs_are_shown_when_asked_for(look: Look, client: ScriptedClient) -> None:
    client.runs.listed = [replace(BAKER, id=f"r{number}") for number in range(14)]
    app = look("history")
    assert len(app.checkbox) == 12
    button(app, "Show 2 more").click().run()
    assert len(app.checkbox) == 14


def test_a_run_is_deleted_after_one_confirmation_and_not_before(look: Look, two_runs: ScriptedClient) -> None:
    app = look("history")
    app.button(key="history.delete.r1").click().run()
    assert two_runs.runs.done == []
    button(app, "Delete").click().run()
    assert two_runs.runs.done == [("delete", "r1")]


def test_it_can_be_kept(look: Look, two_runs: ScriptedClient) -> None:
    app = look("history")
    app.button(key="history.delete.r1").click().run()
    button(app, "Keep it").click().run()
    assert two_runs.runs.done == []


def test_a_run_is_begun_again_from_the_same_documents(look: Look, two_runs: ScriptedClient) -> None:
    app = look("history")
    app.button(key="history.again.r1").click().run()
    assert two_runs.runs.done == [("duplicate", "r1")]
    assert app.query_params["run"] == "run1"


@pytest.mark.usefixtures("two_runs")
def test_two_runs_that_are_ticked_are_compared(look: Look, client: ScriptedClient) -> None:
    client.runs.listed = [BAKER, replace(BAKER, id="r3")]
    app = look("history")
    app.checkbox(key="history.pick.r1").check().run()
    assert "Compare its versions" in words(app)
    app.checkbox(key="history.pick.r3").check().run()
    button(app, "Compare these two").click().run()
    assert (app.query_params["run"], app.query_params["with"]) == ("r3", "r1")


def versions(*edits: str) -> RunVersions:
    report = nurse_report()
    found = []
    for number, text in enumerate(edits, 1):
        claims = [report.claims[0].model_copy(update={"text": text}), *report.claims[1:]]
        found.append(RunVersion(number, NOON, report.model_copy(update={"claims": claims})))
    return RunVersions("document", tuple(reversed(found)))


def test_versions_of_a_run_stand_side_by_side_with_their_changed_words_marked(
    look: Look, client: ScriptedClient
) -> None:
    client.history.kept["r1"] = versions("Cared for eight patients", "Cared for nine patients")
    app = look("history", run="r1")
    markup = " ".join(one.proto.body for one in app.get("html"))
    assert "<del>eight" in markup
    assert "<ins>nine" in markup


def test_what_is_alike_is_shown_when_asked_for(look: Look, client: ScriptedClient) -> None:
    client.history.kept["r1"] = versions("Cared for eight patients", "Cared for nine patients")
    app = look("history", run="r1")
    before = len(words(app))
    app.toggle(key="compare.all").set_value(True).run()
    assert len(words(app)) > before


def test_a_run_with_one_version_says_how_it_gets_another(look: Look, client: ScriptedClient) -> None:
    client.history.kept["r1"] = versions("Cared for eight patients")
    assert "This run has one version only." in words(look("history", run="r1"))


def test_two_runs_that_read_alike_say_so(look: Look, client: ScriptedClient) -> None:
    client.history.kept |= {"r1": versions("Cared"), "r2": versions("Cared")}
    assert "All lines read alike." in words(look("history", run="r1", **{"with": "r2"}))


def test_a_run_that_is_not_there_or_not_done_cannot_be_compared(look: Look, client: ScriptedClient) -> None:
    assert "One of them is not there." in words(look("history", run="r9"))
    client.history.kept["r1"] = RunVersions("document", ())
    assert "There is nothing to compare yet." in words(look("history", run="r1"))
