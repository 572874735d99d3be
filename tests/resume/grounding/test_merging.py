"""Lines that tell two doings, checked by their halves where the whole puts them together wrongly."""

import pytest

from tests.resume.grounding.test_modality import check_lines

LINES = [
    "Lead a shift of 6 stokers and lamplighters.",
    "Maintain 12 winches, 40 pumps and 3 steam boilers.",
    "Opened 900 moorings in three years.",
    "Served an average of 70 skippers a day at the counter.",
    "Helped repaint 9 buoys.",
    "Did not handle cash.",
]


@pytest.mark.parametrize(
    "claim",
    [
        "Lead a shift of 6 stokers and lamplighters and maintain 12 winches, 40 pumps and 3 steam boilers.",
        "Opened 900 moorings in three years and served an average of 70 skippers a day.",
        "Lead a shift of 6 stokers and served an average of 70 skippers a day.",
        "Opened 900 moorings in three years, and served an average of 70 skippers a day at the counter.",
    ],
)
def test_two_doings_told_in_one_line_pass_where_each_follows(claim: str) -> None:
    verdict = check_lines(LINES, claim)
    assert verdict.supported, verdict.reasons


@pytest.mark.parametrize(
    "claim",
    [
        "Opened 70 moorings in three years and served an average of 900 skippers a day.",
        "Lead a shift of 12 stokers and maintain 6 winches, 40 pumps and 3 steam boilers.",
        "Opened 900 moorings in three years and repainted 9 buoys.",
        "Opened 900 moorings in three years and handled cash for them.",
        "Opened 900 moorings in three years and served 70 of them a day.",
    ],
)
def test_a_half_that_does_not_follow_is_caught(claim: str) -> None:
    assert not check_lines(LINES, claim).supported
