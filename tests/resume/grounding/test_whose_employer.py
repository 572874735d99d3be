"""A letter that names an employer before what was done there: the doing is of that role, and of no other."""

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from tests.resume.grounding.person import TODAY, vet

AT_HOME = [
    "At Pennywhistle Vets, I ran puppy classes for 120 owners a year.",
    "As a Veterinary Surgeon at Pennywhistle Vets, I saw 25 patients a day.",
    "I worked as an Assistant Vet at Fernhollow Farm Practice, where I tested 4,000 cattle for tuberculosis.",
    "In Exeter, I ran puppy classes for 120 owners a year.",
    "At Greyfold Animal Hospital, I manage a rota of 7 vets; before that I ran puppy classes for 120 owners a year.",
]
ELSEWHERE = [
    "At Greyfold Animal Hospital, I ran puppy classes for 120 owners a year.",
    "During my time at Fernhollow Farm Practice, I saw 25 patients a day.",
    "I worked as an Assistant Vet at Fernhollow Farm Practice, where I ran puppy classes for 120 owners a year.",
    "In Truro, I ran puppy classes for 120 owners a year.",
]


@pytest.fixture(scope="module")
def base() -> FactBase:
    return FactBase(number_facts(vet()), TODAY)


@pytest.mark.parametrize("sentence", AT_HOME)
def test_a_letter_may_say_where_something_was_done(base: FactBase, sentence: str) -> None:
    assert not base.check(sentence, section="letter").reasons


@pytest.mark.parametrize("sentence", ELSEWHERE)
def test_a_letter_may_not_say_that_it_was_done_at_another_employer(base: FactBase, sentence: str) -> None:
    assert [reason.kind for reason in base.check(sentence, section="letter").reasons] == ["moved"]
