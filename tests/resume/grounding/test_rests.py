"""What is left of a whole may be told by the opposite word, with its own figure and no other."""

import pytest

from tests.resume.grounding.test_modality import check

KEPT = "Kept 11 of the 12 key accounts when a competitor cut its prices in 2021."
MET = "Two of the 31 farms did not meet the sediment limit in 2016."
PASSED = "Trained 40 lifeguards, 34 of whom passed the test at the first attempt."
WOMEN = "Employed 50 pickers, 60% of them women."


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (KEPT, "Lost only one of the 12 key accounts when a competitor cut its prices in 2021."),
        (MET, "Found that 29 of the 31 farms met the sediment limit in 2016."),
        (MET, "In 2016 all but two of the 31 farms met the sediment limit."),
        (PASSED, "Trained 40 lifeguards, of whom only six failed the test at the first attempt."),
        (PASSED, "Trained 40 lifeguards, 15% of whom failed the test at the first attempt."),
        (WOMEN, "Employed 50 pickers, 40% of them men."),
    ],
)
def test_the_rest_may_be_told_by_the_opposite(source: str, claim: str) -> None:
    assert check(source, claim).reasons == []


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (KEPT, "Lost 11 of the 12 key accounts when a competitor cut its prices in 2021."),
        (KEPT, "Kept only one of the 12 key accounts when a competitor cut its prices in 2021."),
        (KEPT, "Lost two of the 12 key accounts when a competitor cut its prices in 2021."),
        (MET, "In 2016 two of the 31 farms met the sediment limit."),
        (MET, "In 2016 29 of the 31 farms did not meet the sediment limit."),
        (MET, "In 2016 all but three of the 31 farms met the sediment limit."),
        (PASSED, "Trained 40 lifeguards, 34 of whom failed the test at the first attempt."),
        (PASSED, "Trained 40 lifeguards, six of whom passed the test at the first attempt."),
        (WOMEN, "Employed 50 pickers, 60% of them men."),
    ],
)
def test_the_opposite_is_not_told_of_the_part(source: str, claim: str) -> None:
    assert not check(source, claim).supported
