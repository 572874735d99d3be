"""Bounds and conditions behind a denial: what is not done without a thing is done with it."""

import pytest

from tests.resume.grounding.test_modality import check_lines

TRUE: list[tuple[list[str], str]] = [
    (
        ["Negotiated supply agreements with four distributors without giving discounts of more than 5%."],
        "Negotiated supply contracts with four distributors while keeping discounts at or below 5%.",
    ),
    (
        ["Ran the site without overtime of more than 6 hours a week."],
        "Ran the site, keeping overtime at or below 6 hours a week.",
    ),
    (
        ["Delivered 40 loads a week without delays of more than 20 minutes."],
        "Delivered 40 loads a week with delays of at most 20 minutes.",
    ),
    (["Ran the ward without waits of more than 4 hours."], "Kept waits on the ward at 4 hours or less."),
    (
        ["Did not make recommendations without a senior analyst's approval."],
        "Made recommendations only with a senior analyst's approval.",
    ),
    (["Never opened the vault without a second keyholder."], "Opened the vault with a second keyholder."),
    (["Ran the site without agency staff."], "Ran the site without agency staff."),
]

FALSE: list[tuple[list[str], str]] = [
    (["Ran the ward without waits of more than 4 hours."], "Ran the ward with waits of more than 4 hours."),
    (
        ["Negotiated supply agreements with four distributors without giving discounts of more than 5%."],
        "Negotiated supply agreements with four distributors, keeping discounts at or below 3%.",
    ),
    (
        ["Negotiated supply agreements with four distributors without giving discounts of more than 5%."],
        "Negotiated supply agreements with four distributors, giving discounts of more than 5%.",
    ),
    (
        ["Negotiated supply agreements with four distributors without giving discounts of more than 5%."],
        "Negotiated supply agreements with four distributors, keeping discounts above 5%.",
    ),
    (
        ["Did not make recommendations without a senior analyst's approval."],
        "Made recommendations without a senior analyst's approval.",
    ),
    (["Did not sign off plans without the engineer's consent."], "Signed off plans without the engineer's consent."),
    (["Never opened the vault without a second keyholder."], "Opened the vault without a second keyholder."),
    (["Did not dispense medicines without a pharmacist's check."], "Dispensed medicines without a pharmacist's check."),
]


@pytest.mark.parametrize(("lines", "claim"), TRUE)
def test_a_denied_bound_may_be_told_as_a_bound(lines: list[str], claim: str) -> None:
    assert check_lines(lines, claim).reasons == []


@pytest.mark.parametrize(("lines", "claim"), FALSE)
def test_a_bound_or_condition_that_is_dropped_is_caught(lines: list[str], claim: str) -> None:
    assert not check_lines(lines, claim).supported
