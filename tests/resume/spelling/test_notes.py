"""Notes on slips of the source."""

from resume.spelling import note_slips
from resume.spelling.notes import MOST_NOTES


def test_a_misspelling_of_the_source_is_told_with_what_may_be_meant() -> None:
    notes = note_slips(["Won the county prize for bread that was recieved well by all the guests of the fair"])
    assert notes == [
        "“recieved” may be meant as “received”, in “… prize for bread that was recieved well by all the guests …”."
    ]


def test_a_slip_of_grammar_is_told_with_its_place() -> None:
    (note,) = note_slips(["Caught a slip that would of cost $38,000"])
    assert "“have” is meant" in note
    assert "“… that would of cost $38,000”" in note or "“Caught a slip that would of cost $38,000”" in note


def test_a_term_that_no_dictionary_has_is_not_told() -> None:
    assert note_slips(["Bred ubikweets and holobionts for the Kelpflow estuary"]) == []


def test_what_nobody_sees_in_print_is_not_told() -> None:
    assert note_slips(["Baked  bread for  two villages"]) == []


def test_the_same_slip_is_told_once() -> None:
    assert len(note_slips(["Kept a seperate diary"] * 3)) == 1


def test_of_many_slips_the_first_are_told_and_the_rest_counted() -> None:
    notes = note_slips([f"Ran shop {number} which was seperate from the rest" for number in range(20)])
    assert len(notes) == MOST_NOTES + 1
    assert notes[-1].startswith("12 more places look")
