"""Verbs with the words behind their thing that make another verb of them, and nouns of doing with the verbs that carry them."""

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.grounding.language.idioms import find_idioms, idioms
from resume.grounding.language.thesaurus import doings
from resume.grounding.language.tokenizer import tokenize
from resume.grounding.support.carrying import carries
from resume.schema import Resume
from tests.resume.grounding.person import TODAY


def says(line: str, claim: str) -> bool:
    """Whether a role with one line lets one claim another."""
    role = Resume.model_validate({"work": [{"name": "Tamsel Ferries", "highlights": [line]}]})
    return FactBase(number_facts(role), TODAY).check(claim, entry="w1").supported


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Maintained 12 lifeboats each spring.", "Kept 12 lifeboats in good order each spring."),
        ("Kept 12 lifeboats in good order each spring.", "Maintained 12 lifeboats each spring."),
        ("Loaded 120 cars a crossing.", "Got 120 cars on board per crossing."),
        ("Reported 26 damaged life rafts.", "Drew attention to 26 damaged life rafts."),
        ("Uncovered 23 false tickets.", "Brought 23 false tickets to light."),
        ("Told the mechanic about worn ropes.", "Let the mechanic know about worn ropes."),
        ("Duties included the weekly order with 14 suppliers.", "Placed the weekly order with 14 suppliers."),
        ("Duties included the daily cash count.", "Did the daily cash count."),
        (
            "Tuned the route search, so that the slowest query took 1 s.",
            "Tuned the route search; the slowest query took 1 s.",
        ),
    ],
)
def test_a_verb_may_be_told_by_its_idiom(line: str, claim: str) -> None:
    assert says(line, claim)


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Kept 12 lifeboats in good order each spring.", "Sold 12 lifeboats each spring."),
        ("Inspected 12 lifeboats each spring.", "Brought 12 lifeboats back to life each spring."),
        ("Checked the weekly order with 14 suppliers.", "Placed the weekly order with 14 suppliers."),
        ("Helped with the weekly order of ropes.", "Placed the weekly order of ropes."),
        ("Wrote a ticket tool, so that the agents sold 40 more tickets.", "Sold 40 more tickets."),
    ],
)
def test_an_idiom_says_what_its_verb_says_and_no_more(line: str, claim: str) -> None:
    assert not says(line, claim)


def test_an_idiom_does_not_go_over_the_end_of_a_sentence() -> None:
    assert find_idioms(tokenize("Kept bees. In good order since then.")) == {}


def test_every_idiom_means_a_verb() -> None:
    assert all(doings(one.means) for known in idioms().values() for one in known)


def test_a_noun_of_doing_is_carried_by_its_own_verbs_only() -> None:
    assert carries("placed", "orders")
    assert not carries("checked", "orders")
