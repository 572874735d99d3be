"""A claim read once more in its line's own words, where its own only stand for them; its lying twins stay caught."""

import pytest

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
