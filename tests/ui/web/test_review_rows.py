"""The lines of a run as rows: what each may be decided, and what it is called afterwards."""

import pytest

from resume.edits import Claim, ClaimAction
from tests.documents.writers.sample_reports import hostile_report, nurse_report
from ui.client.review import Decided, LineMark, ReviewedRun, Withdrawn
from ui.web.parts.review_rows import Act, LineRow, line_sections


def run_of(*claims: Claim, **marks: LineMark) -> ReviewedRun:
    report = nurse_report().model_copy(update={"claims": list(claims)})
    return ReviewedRun(report, marks)


def only_row(run: ReviewedRun) -> LineRow:
    (row,) = [row for section in line_sections(run) for group in section.groups for row in group.rows]
    return row


def row_of(action: ClaimAction, decided: Decided = "", *, fixed: bool = False) -> LineRow:
    claim = Claim(
        id="k1",
        section="work",
        text="Cared for six patients",
        original="Care for 6 patients",
        facts=["w1.1"],
        action=action,
        why="Shorter.",
    )
    return only_row(run_of(claim, k1=LineMark("w1.1", decided, fixed)))


@pytest.mark.parametrize(
    ("action", "decided", "acts"),
    [
        ("edited", "", ("accept", "edit", "reject")),
        ("added", "", ("accept", "edit", "reject")),
        ("kept", "", ("edit",)),
        ("reverted", "", ("edit",)),
        ("dropped", "", ("putback",)),
        ("edited", "accept", ("edit", "reject", "undo")),
        ("kept", "reject", ("edit", "restore")),
        ("edited", "edit", ("edit", "restore")),
        ("dropped", "edit", ("restore",)),
    ],
)
def test_a_line_offers_what_can_be_decided_of_it(action: ClaimAction, decided: Decided, acts: tuple[Act, ...]) -> None:
    assert row_of(action, decided).acts == acts


def test_a_title_offers_nothing() -> None:
    assert row_of("kept", fixed=True).acts == ()


def test_a_change_waits_to_be_decided_until_it_is() -> None:
    assert [row_of("edited").open, row_of("edited", "accept").open, row_of("kept").open] == [True, False, False]


def test_words_that_changed_are_told_apart_on_both_sides() -> None:
    row = row_of("edited")
    assert [text for text, changed in row.source if changed] == ["Care", "6"]
    assert [text for text, changed in row.result if changed] == ["Cared", "six"]


def test_what_stands_there_now_is_what_is_edited() -> None:
    assert [row_of("edited").text, row_of("dropped").text] == ["Cared for six patients", ""]


def test_a_decision_is_said_in_words_and_not_by_colour_alone() -> None:
    said = {decided: row_of("edited", decided).label for decided in ("accept", "edit")}
    assert said == {"accept": "✓ Accepted (edited)", "edit": "✓ Worded by you"}


def test_sentences_of_the_letter_are_not_among_the_lines() -> None:
    letter = Claim(id="k9", section="letter", text="Dear all", original=None, facts=["w1"], action="added", why="")
    assert line_sections(run_of(letter)) == []


def test_a_composed_line_that_was_rejected_can_be_had_back() -> None:
    run = ReviewedRun(
        nurse_report().model_copy(update={"claims": []}), {}, (Withdrawn("headline", "headline", "Cardiac nurse"),)
    )
    row = only_row(run)
    assert (row.key, row.acts, row.absent) == ("headline", ("restore",), "Not added: Cardiac nurse")


def test_every_line_of_a_real_report_has_one_row() -> None:
    report = nurse_report()
    marks = {claim.id: LineMark(claim.id) for claim in report.claims}
    rows = [
        row for section in line_sections(ReviewedRun(report, marks)) for group in section.groups for row in group.rows
    ]
    heads = sum(claim.facts[0] in ("w1", "w2") for claim in report.claims)
    assert len(rows) >= len(report.claims) - heads
    assert len({row.key for row in rows}) == len(rows)


def test_control_characters_of_a_document_reach_no_row() -> None:
    report = hostile_report()
    marks = {claim.id: LineMark(claim.id) for claim in report.claims}
    sections = line_sections(ReviewedRun(report, marks))
    shown = [text for section in sections for group in section.groups for row in group.rows for text, _ in row.result]
    assert not any("\u202e" in text for text in shown)
