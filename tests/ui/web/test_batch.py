"""Many jobs: gathering ads, starting, the table in each of its states."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from resume.batch import BatchRow
from resume.report import Coverage
from storage.tables import now
from tests.ui.web.conftest import Look
from tests.ui.web.looking import button, words
from tests.ui.web.scripted_client import ScriptedClient
from tests.ui.web.test_tailor import AD, MODELS, give_resume
from ui.client import RunChoices
from ui.client.batch import BatchView
from ui.web.parts.batch_view import ordered

READY = BatchRow(
    given="baker.md", state="delivered", run_id="r1", title="Head baker", company="Hearth & Co", ats=91.0,
    coverage=Coverage(honest=1.0, raw=0.6, before=0.5), gaps=["Laminated dough", "Rota", "Vegan pastry", "Pricing"],
)  # fmt: skip
FAILED = BatchRow(
    given="https://jobs.example", state="failed", problem="https://jobs.example: it cannot be reached; paste it"
)
DONE = BatchView("b1", "done", now(), "mara.pdf", RunChoices(), (FAILED, READY))


def paste(app: AppTest, *texts: str) -> AppTest:
    app.button_group(key="batch.way").set_value("Paste text").run()
    for number, text in enumerate(texts):
        app.text_area(key=f"batch.text.{number}").set_value(text).run()
        app.button(key="batch.add-text").click().run()
    return app


def test_what_is_missing_is_said_before_anything_can_begin(look: Look) -> None:
    app = look("batch")
    assert button(app, "Tailor to all of them").disabled
    assert "Still missing: your resume and the ads." in words(app)


def test_ads_are_gathered_and_can_be_taken_out_again(look: Look) -> None:
    app = paste(look("batch"), AD, AD.replace("Head baker", "Pastry chef"))
    assert "2 ads Head baker" in words(app)
    next(one for one in app.button if one.label == "Take out").click().run()
    assert "1 ad Pastry chef" in words(app)


def test_the_same_ad_twice_is_one(look: Look) -> None:
    assert "1 ad Head baker" in words(paste(look("batch"), AD, AD))


def test_links_are_taken_a_line_each(look: Look) -> None:
    app = look("batch")
    app.button_group(key="batch.way").set_value("Links").run()
    app.text_area(key="batch.links.0").set_value("https://a.example/1\n\nhttps://a.example/2").run()
    button(app, "Add these links").click().run()
    said = words(app)
    assert [part in said for part in ("2 ads", "https://a.example/1", "https://a.example/2")] == [True] * 3


@pytest.mark.parametrize("line", ["/etc/hostname", "ftp://a.example", "javascript:alert(1)"])
def test_what_is_no_link_is_refused(look: Look, line: str) -> None:
    app = look("batch")
    app.button_group(key="batch.way").set_value("Links").run()
    app.text_area(key="batch.links.0").set_value(line).run()
    button(app, "Add these links").click().run()
    assert "this is no web address" in words(app)


def test_it_begins_with_the_resume_and_all_ads(look: Look, client: ScriptedClient) -> None:
    app = paste(give_resume(look("batch")), AD, AD.replace("Head baker", "Pastry chef"))
    button(app, "Tailor to 2 ads").click().run()
    ((resume, ads, choices),) = client.batches.started
    assert (resume.name, [ad.name for ad in ads], choices.review) == (
        "pasted resume",
        ["Head baker", "Pastry chef"],
        False,
    )
    assert app.query_params["batch"] == "b1"


def test_text_goes_nowhere_without_consent(look: Look, client: ScriptedClient) -> None:
    client.runs.where = MODELS
    app = paste(give_resume(look("batch")), AD)
    assert "models.acme.example" in words(app)
    button(app, "Without models").click().run()
    assert client.batches.started[0][2].mode == "offline"
    assert client.consent.kept == set()


def test_a_batch_under_way_shows_how_far_each_ad_is(look: Look, client: ScriptedClient) -> None:
    rows = (READY, BatchRow(given="b", state="running", stage="drafter"), BatchRow(given="c"))
    client.batches.views["b1"] = replace(DONE, state="running", rows=rows)
    app = look("batch", batch="b1")
    said = words(app)
    assert "1 of 3 done" in said
    assert "Rewording lines" in said
    button(app, "Stop").click().run()
    assert client.batches.done == [("stop", "b1")]


def test_when_done_the_table_tells_where_one_stands_best(look: Look, client: ScriptedClient) -> None:
    client.batches.views["b1"] = DONE
    said = words(look("batch", batch="b1"))
    assert "1 of 2 are done" in said
    assert "Head baker, Hearth & Co Ready 60% 50% 91 of 100 Laminated dough; Rota; Vegan pastry; and 1 more" in said
    assert "Did not work It cannot be reached; paste it." in said


def test_rows_keep_their_places_while_work_goes_on() -> None:
    better = READY.model_copy(update={"coverage": Coverage(honest=1.0, raw=0.9, before=0.5)})
    assert ordered([FAILED, READY, better], done=False) == [FAILED, READY, better]
    assert ordered([FAILED, READY, better], done=True) == [better, READY, FAILED]


@pytest.mark.parametrize(("state", "said"), [("stopped", "Stopped"), ("interrupted", "Interrupted")])
def test_what_was_halted_can_go_on(look: Look, client: ScriptedClient, state: str, said: str) -> None:
    client.batches.views["b1"] = replace(DONE, state=state)  # type: ignore[arg-type]
    app = look("batch", batch="b1")
    assert app.title[0].value == said
    button(app, "Go on").click().run()
    assert client.batches.done == [("go_on", "b1")]


def test_why_a_batch_did_not_work_is_said(look: Look, client: ScriptedClient) -> None:
    client.batches.views["b1"] = replace(DONE, state="failed", problem="cv.pdf: it is no PDF", remedy="give another")
    assert "Cv.pdf: it is no PDF. Give another" in words(look("batch", batch="b1"))


def test_a_batch_that_is_not_there_says_so(look: Look) -> None:
    assert "There is no such batch" in words(look("batch", batch="b9"))


def test_earlier_batches_are_listed(look: Look, client: ScriptedClient) -> None:
    client.batches.views["b1"] = DONE
    assert "mara.pdf → 2 ads" in words(look("batch"))


def test_a_batch_is_deleted_after_one_confirmation(look: Look, client: ScriptedClient) -> None:
    client.batches.views["b1"] = DONE
    app = look("batch", batch="b1")
    app.button(key="batch.delete").click().run()
    assert client.batches.done == []
    button(app, "Delete").click().run()
    assert client.batches.done == [("delete", "b1")]
