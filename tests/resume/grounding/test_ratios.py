"""Two counts told of each other, by the ratio of the two or by which is more."""

import pytest

from tests.resume.grounding.test_modality import check_lines

TRUE: list[tuple[list[str], str]] = [
    (
        ["Set up hot desking in Microsoft 365, with 30 desks for 45 people."],
        "Set up hot desking in Microsoft 365 with two desks for every three people.",
    ),
    (["Ran a nursery with 8 carers for 32 children."], "Ran a nursery with one carer for every four children."),
    (["Set up a lab with 12 microscopes for 24 pupils."], "Set up a lab with one microscope for every two pupils."),
    (["Set up a lab with 12 microscopes for 24 pupils."], "Set up a lab with one microscope per two pupils."),
    (
        ["Set up hot desking in Microsoft 365, with 30 desks for 45 people."],
        "Set up hot desking in Microsoft 365, with fewer desks than people.",
    ),
    (["Ran a bus fleet of 12 buses with 20 drivers."], "Ran a bus fleet with more drivers than buses."),
]

FALSE: list[tuple[list[str], str]] = [
    (["Ran a nursery with 8 carers for 32 children."], "Ran a nursery with two carers for every four children."),
    (
        ["Set up hot desking in Microsoft 365, with 30 desks for 45 people."],
        "Set up hot desking in Microsoft 365 with three desks for every two people.",
    ),
    (
        ["Set up hot desking in Microsoft 365, with 30 desks for 45 people."],
        "Set up hot desking in Microsoft 365, with more desks than people.",
    ),
    (["Ran a bus fleet of 12 buses with 20 drivers."], "Ran a bus fleet with more buses than drivers."),
]


@pytest.mark.parametrize(("lines", "claim"), TRUE)
def test_a_ratio_that_two_counts_have_may_be_told(lines: list[str], claim: str) -> None:
    assert check_lines(lines, claim).reasons == []


@pytest.mark.parametrize(("lines", "claim"), FALSE)
def test_another_ratio_is_caught(lines: list[str], claim: str) -> None:
    assert not check_lines(lines, claim).supported
