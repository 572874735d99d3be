"""The desks of review and designs over the real runner."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from errors import UserError
from resume.review.payload import ReviewAnswers
from resume.review.revision import Decision
from tests.people import NURSE_AD, NURSE_RESUME
from tests.ui.in_process.conftest import ANA, BEN, settings_at, wait_until
from ui.client import Document, RunChoices
from ui.client.review import LineMark, ReviewedRun
from ui.in_process import InProcessClient

RESUME, JOB = Document("cv.md", NURSE_RESUME.encode()), Document("ad.md", NURSE_AD.encode())


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[InProcessClient, str]]:
    """A client with one delivered run of Ana's."""
    with pytest.MonkeyPatch.context() as patch:
        client = InProcessClient(settings_at(tmp_path_factory.mktemp("review"), patch))
        run_id = client.runs.start(ANA, RESUME, JOB, RunChoices(mode="offline"))
        wait_until(client, ANA, run_id, "delivered")
        yield client, run_id
        client.close()


def reviewed(client: InProcessClient, run_id: str) -> ReviewedRun:
    run = client.review.of_run(ANA, run_id)
    assert run is not None
    return run


def mark_of(run: ReviewedRun, key: str) -> LineMark:
    return next(mark for mark in run.marks.values() if mark.key == key)


def decide(client: InProcessClient, run_id: str, **decisions: Decision) -> tuple[str, ...]:
    """Decides on lines by key, written with `_` for `.`; the keys of what was refused."""
    keyed = {key.replace("_", "."): one for key, one in decisions.items()}
    return tuple(one.id for one in client.review.revise(ANA, run_id, keyed).result(60))


def test_every_line_but_the_letters_has_a_key_of_its_own(shared: tuple[InProcessClient, str]) -> None:
    run = reviewed(*shared)
    keys = [mark.key for mark in run.marks.values()]
    assert len(set(keys)) == len(keys) == len(run.report.claims)


def test_titles_and_degrees_are_the_sources_for_good(shared: tuple[InProcessClient, str]) -> None:
    run = reviewed(*shared)
    assert mark_of(run, "w1").fixed
    assert not mark_of(run, "w1.1").fixed


def test_a_decision_is_remembered_and_taken_back(shared: tuple[InProcessClient, str]) -> None:
    client, run_id = shared
    assert decide(client, run_id, w1_1=Decision(action="accept")) == ()
    assert mark_of(reviewed(client, run_id), "w1.1").decided == "accept"
    decide(client, run_id, w1_1=Decision(action="restore"))
    assert mark_of(reviewed(client, run_id), "w1.1").decided == ""


def test_an_edit_that_says_more_than_the_resume_is_refused_by_its_key(shared: tuple[InProcessClient, str]) -> None:
    client, run_id = shared
    text = "Led 90 surgeons on Mars"
    assert decide(client, run_id, w1_1=Decision(action="edit", text=text)) == ("w1.1",)
    assert not client.review.check_line(ANA, run_id, "w1.1", text).supported
    assert mark_of(reviewed(client, run_id), "w1.1").decided == ""


def test_what_the_user_declares_keeps_its_key_and_can_be_taken_back(shared: tuple[InProcessClient, str]) -> None:
    client, run_id = shared
    before = reviewed(client, run_id).report
    declared = Decision(action="edit", text="Taught first aid to 90 cadets in Ostend", declare=True)
    assert decide(client, run_id, w1_1=declared) == ()
    run = reviewed(client, run_id)
    assert mark_of(run, "w1.1").decided == "edit"
    assert "Taught first aid to 90 cadets in Ostend" in {claim.text for claim in run.report.claims}
    decide(client, run_id, w1_1=Decision(action="restore"))
    assert [one.text for one in reviewed(client, run_id).report.claims] == [one.text for one in before.claims]


def test_a_composed_line_that_is_rejected_is_kept_in_mind(shared: tuple[InProcessClient, str]) -> None:
    client, run_id = shared
    composed = next(mark.key for mark in reviewed(client, run_id).marks.values() if mark.key in ("headline", "summary"))
    decide(client, run_id, **{composed: Decision(action="reject")})
    assert [one.key for one in reviewed(client, run_id).withdrawn] == [composed]
    decide(client, run_id, **{composed: Decision(action="restore")})
    run = reviewed(client, run_id)
    assert (run.withdrawn, mark_of(run, composed).decided) == ((), "")


def test_a_preview_stores_nothing(shared: tuple[InProcessClient, str]) -> None:
    client, run_id = shared
    look = client.review.preview(ANA, run_id, {"w1.1": Decision(action="edit", text="")}, 300).result(60)
    assert look.pages[0].startswith(b"\xff\xd8")
    assert mark_of(reviewed(client, run_id), "w1.1").decided == ""


def test_decisions_at_once_wait_for_each_other(shared: tuple[InProcessClient, str]) -> None:
    client, run_id = shared
    both = [client.review.revise(ANA, run_id, {key: Decision(action="accept")}) for key in ("w1.1", "w1.2")]
    assert [one.result(60) for one in both] == [(), ()]
    run = reviewed(client, run_id)
    assert [mark_of(run, key).decided for key in ("w1.1", "w1.2")] == ["accept", "accept"]
    decide(client, run_id, w1_1=Decision(action="restore"), w1_2=Decision(action="restore"))


def test_another_users_run_is_not_there_for_any_question(shared: tuple[InProcessClient, str]) -> None:
    client, run_id = shared
    questions = (
        lambda: client.review.of_run(BEN, run_id),
        lambda: client.review.check_line(BEN, run_id, "w1.1", "x"),
        lambda: client.review.payload(BEN, run_id).result(60),
        lambda: client.review.preview(BEN, run_id, {}, 300).result(60),
        lambda: client.review.revise(BEN, run_id, {}).result(60),
        lambda: client.review.score_before(BEN, run_id).result(60),
        lambda: client.render.chosen(BEN, run_id),
        lambda: client.render.render(BEN, run_id, "ats", 300).result(60),
    )
    for question in questions:
        with pytest.raises(UserError):
            question()


def test_the_source_is_scored_by_the_same_checks(shared: tuple[InProcessClient, str]) -> None:
    client, run_id = shared
    before, after = client.review.score_before(ANA, run_id).result(60), reviewed(client, run_id).report.ats
    assert after is not None
    assert [check.name for check in before.checks] == [check.name for check in after.checks]
    assert 0 < before.score <= 100


def test_a_run_is_rendered_in_every_design_and_each_one_once(shared: tuple[InProcessClient, str]) -> None:
    client, run_id = shared
    for name in client.render.templates():
        first = client.render.render(ANA, run_id, name, 300).result(60)
        assert first.pdf.startswith(b"%PDF")
        assert client.render.render(ANA, run_id, name, 300).result(60) is first


def test_a_design_that_does_not_exist_is_refused(shared: tuple[InProcessClient, str]) -> None:
    client, run_id = shared
    with pytest.raises(UserError, match="no such design"):
        client.render.render(ANA, run_id, "../secrets", 300).result(60)


def test_a_design_is_rendered_anew_after_a_decision(shared: tuple[InProcessClient, str]) -> None:
    client, run_id = shared
    before = client.render.render(ANA, run_id, "ats", 300).result(60)
    decide(client, run_id, w1_1=Decision(action="edit", text=""))
    assert client.render.render(ANA, run_id, "ats", 300).result(60).pages != before.pages
    decide(client, run_id, w1_1=Decision(action="restore"))


def test_a_run_that_asks_waits_and_goes_on_with_the_answers(client: InProcessClient, tmp_path: Path) -> None:
    run_id = client.runs.start(ANA, RESUME, JOB, RunChoices(mode="offline", review=True))
    wait_until(client, ANA, run_id, "asking")
    payload = client.review.payload(ANA, run_id).result(60)
    assert payload is not None
    with pytest.raises(UserError):
        client.review.answer(ANA, run_id, ReviewAnswers(answers={"q99": "what?"}))
    assert client.runs.status(ANA, run_id).state == "asking"
    client.review.answer(ANA, run_id, ReviewAnswers())
    wait_until(client, ANA, run_id, "delivered")
    assert client.review.payload(ANA, run_id).result(60) is None
