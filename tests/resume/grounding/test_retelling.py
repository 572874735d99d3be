"""A claim read once more in its line's own words, where its own only stand for them; its lying twins stay caught."""

import pytest

from resume.grounding.language.lists import read_sections
from tests.resume.grounding.test_standing_in import says


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Ran a galley with a permanent staff of five.", "Ran a galley with a permanent crew of five."),
        ("Worked 24 lessons a week with 3 classes of cadets.", "Worked 24 sessions a week with 3 classes of cadets."),
        ("Painted 9 festivals and harbour events.", "Painted 9 festivals and harbour gatherings."),
        (
            "Filed the port returns, with no late filing in 5 years.",
            "Filed the port returns, with no tardy filing in 5 years.",
        ),
        ("Brought accidents down from 6 a year to 1.", "Brought crashes down from 6 a year to 1."),
        ("Handled 70 to 90 motor and pump claims at a time.", "Processed 70 to 90 motor and pump claims at a time."),
        ("Filled 30 vacancies, half of them with cadets.", "Filled 30 positions, half of them with cadets."),
        ("Ran a free lifeboat day for 90 families.", "Ran a complimentary lifeboat day for 90 families."),
        ("Checked 240 rafts free of charge.", "Checked 240 rafts for free."),
        ("Led a review of head protocols at 2 docks.", "Headed a review of head protocols at 2 docks."),
    ],
)
def test_a_word_that_another_check_reads_otherwise_is_read_as_the_lines_own(line: str, claim: str) -> None:
    assert says(line, claim)


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Ran a galley with a permanent staff of five.", "Ran a galley with a permanent crew of six."),
        ("Worked 24 lessons a week with 3 classes of cadets.", "Worked 24 sessions a day with 3 classes of cadets."),
        (
            "Filed the port returns, with late filing in 5 years.",
            "Filed the port returns, with no tardy filing in 5 years.",
        ),
        ("Brought accidents down from 6 a year to 1.", "Brought crashes up from 1 a year to 6."),
        ("Helped with a review of head protocols at 2 docks.", "Headed a review of head protocols at 2 docks."),
        ("Planned the crossing of 40 lorries.", "Ran the crossing of 40 lorries."),
        ("Ran a free lifeboat day for 90 families.", "Ran a paid lifeboat day for 90 families."),
        ("Kept the quay free of spills in 2 winters.", "Kept spills on the quay in 2 winters."),
        ("Sold 30 tickets.", "Checked 30 passes."),
    ],
)
def test_what_the_lines_own_words_do_not_say_is_caught(line: str, claim: str) -> None:
    assert not says(line, claim)


TURNS = [
    ("Looked after a cabin with 42 berths.", "Took care of a cabin with 42 berths."),
    ("Made repairs to pumps on 4 tugs.", "Mended pumps on 4 tugs."),
    ("Gave replies to 50 letters a day.", "Answered 50 letters a day."),
    ("Missed the target in 2 of 12 months.", "Failed to meet the target in 2 of 12 months."),
    ("Did not meet the target in 2 of 12 months.", "Missed the target in 2 of 12 months."),
    ("Got rid of 300 kg of expired stores.", "Discarded 300 kg of expired stores."),
    ("Kept a record of levels at 6 locks.", "Wrote down levels at 6 locks."),
    ("Drew up manuals for 12 stokers.", "Authored manuals for 12 stokers."),
    ("Lowered the queue at 3 gates to 9 lorries.", "Brought the queue at 3 gates down to 9 lorries."),
]


@pytest.mark.parametrize(("line", "claim"), [*TURNS, *((claim, line) for line, claim in TURNS)])
def test_a_turn_of_phrase_tells_the_deed_that_another_tells(line: str, claim: str) -> None:
    assert says(line, claim)


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Did not make repairs to pumps on 4 tugs.", "Mended pumps on 4 tugs."),
        ("Did not carry out checks of 14 rafts.", "Performed checks of 14 rafts."),
        ("Met the target in 2 of 12 months.", "Failed to meet the target in 2 of 12 months."),
        ("Did not meet the target in 2 of 12 months.", "Met the target in 2 of 12 months."),
        ("Helped to look after a cabin with 42 berths.", "Took care of a cabin with 42 berths."),
        ("Helped write manuals for 12 stokers.", "Authored manuals for 12 stokers."),
        ("Authored manuals for 12 stokers.", "Authorised manuals for 12 stokers."),
        ("Kept an eye on pumps on 4 tugs.", "Made repairs to pumps on 4 tugs."),
        ("Introduced evening crossings at 3 piers.", "Founded evening crossings at 3 piers."),
        ("Lowered the queue at 3 gates from 20 to 9 lorries.", "Brought up the queue at 3 gates from 9 to 20 lorries."),
    ],
)
def test_a_turn_of_phrase_tells_no_other_deed(line: str, claim: str) -> None:
    assert not says(line, claim)


def test_no_row_of_turns_has_a_way_twice_and_each_has_two() -> None:
    rows = [line.split(", ") for lines in read_sections("turns.txt").values() for line in lines]
    assert all(len(row) > 1 and len(set(row)) == len(row) for row in rows)
