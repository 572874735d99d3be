"""What a word is by itself."""

import pytest

from resume.grounding.language.vocabulary import vocabulary
from resume.grounding.support.traits import Traits, traits_in

traits = traits_in(vocabulary("en"))

PLAIN = traits("parcels")


@pytest.mark.parametrize(
    ("word", "trait"),
    [
        ("assisted", "helps"),
        ("training", "was_learned"),
        ("Responsible", "before_duty"),
        ("in charge", "before_duty"),
        ("Cooked", "is_verb_form"),
        ("cooking", "is_gerund"),
        ("fluent", "is_level"),
        ("CRM", "is_lettered"),
        ("Airbus A320", "is_lettered"),
        ("Dentally", "is_adverb"),
        ("dentists", "are_people"),
        ("readers", "is_audience"),
    ],
)
def test_a_word_has_the_traits_of_the_lists_that_it_is_on(word: str, trait: str) -> None:
    assert getattr(traits(word), trait)
    assert not getattr(PLAIN, trait)


def test_what_somebody_does_is_told_of_one_alone() -> None:
    assert traits("editor").doing
    assert not traits("editors").doing


@pytest.mark.parametrize(
    ("word", "undone"), [("unchanged", "changed"), ("ticketless", "ticket"), ("uncle", ""), ("used", "")]
)
def test_a_word_says_what_was_not_done_or_is_not_there(word: str, undone: str) -> None:
    assert traits(word).undoing == undone


def test_a_doing_in_one_word_is_cut_wherever_its_two_may_meet() -> None:
    root = vocabulary("en").root
    assert (root("brick"), root("laying")) in traits("bricklaying").sides
    assert not traits("laying").sides


def test_a_word_is_read_once() -> None:
    assert traits("bricklaying") is traits("bricklaying")
    assert isinstance(PLAIN, Traits)
