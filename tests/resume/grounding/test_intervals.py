"""How often something was done means the same in all its words; vague counts hold what their words do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume.grounding.language.lists import read_sections
from tests.resume.grounding.test_modality import check

SAID = {
    interval: [line.replace(" - ", "-") for line in lines] for interval, lines in read_sections("intervals.txt").items()
}
EVERY = {interval: [line for line in lines if line.startswith("every ")] for interval, lines in SAID.items()}
intervals = st.sampled_from([interval for interval, lines in EVERY.items() if lines])


@given(intervals, st.data())
@settings(max_examples=80, deadline=None)
def test_an_interval_may_be_told_by_any_phrase_for_it(interval: str, data: st.DataObject) -> None:
    one, other = (data.draw(st.sampled_from(EVERY[interval])) for _ in range(2))
    assert check(f"Tested the lamps {one}.", f"Tested the lamps {other}.").reasons == []


@given(intervals, intervals, st.data())
@settings(max_examples=100, deadline=None)
def test_another_interval_is_always_caught(interval: str, other: str, data: st.DataObject) -> None:
    if interval == other:
        return
    source, claim = (data.draw(st.sampled_from(EVERY[one])) for one in (interval, other))
    assert not check(f"Tested the lamps {source}.", f"Tested the lamps {claim}.").supported


@given(intervals, st.data())
@settings(max_examples=40, deadline=None)
def test_an_interval_that_the_source_does_not_give_is_caught(interval: str, data: st.DataObject) -> None:
    assert not check("Tested the lamps.", f"Tested the lamps {data.draw(st.sampled_from(EVERY[interval]))}.").supported


@pytest.mark.parametrize(
    ("source", "claim", "holds"),
    [
        ("Published fortnightly notices.", "Published notices every two weeks.", True),
        ("Published a notice every two weeks.", "Published fortnightly notices.", True),
        ("Published a notice every two weeks.", "Published weekly notices.", False),
        ("Ran drills twice a year.", "Ran half-yearly drills.", True),
        ("Ran drills twice a year.", "Ran annual drills.", False),
        ("Ran monthly drills.", "Ran 12 drills a year.", True),
        ("Ran monthly drills.", "Ran 24 drills a year.", False),
        ("Wrote quarterly reports for 12 ports.", "Wrote four reports a year for 12 ports.", True),
        ("Wrote quarterly reports for 12 ports.", "Wrote reports for four ports a year.", False),
    ],
)
def test_rates_keep_their_meaning(source: str, claim: str, holds: bool) -> None:
    assert check(source, claim).supported is holds


@pytest.mark.parametrize(
    ("share", "word", "holds"),
    [
        ("25%", "one lamp in four of the lamps", True),
        ("62%", "most of the lamps", True),
        ("62%", "the majority of the lamps", True),
        ("62%", "nearly all of the lamps", False),
        ("25%", "most lamps", False),
        ("2 of 5", "most lamps", False),
        ("50%", "most of the lamps", False),
        ("97%", "nearly all lamps", True),
        ("80%", "the vast majority of lamps", True),
        ("60%", "the vast majority of lamps", False),
        ("97%", "all lamps", False),
    ],
)
def test_a_vague_share_holds_what_its_word_says(share: str, word: str, holds: bool) -> None:
    assert check(f"Tested {share} of the lamps by hand.", f"Tested {word} by hand.").supported is holds


@pytest.mark.parametrize(
    ("number", "words", "holds"),
    [
        (2, "several", False),
        (2, "many", False),
        (2, "a couple of", True),
        (5, "several", True),
        (5, "a handful of", True),
        (60, "dozens of", True),
        (12, "dozens of", False),
        (340, "hundreds of", True),
        (340, "several hundred", True),
        (180, "hundreds of", False),
        (4_200, "thousands of", True),
        (4_200, "tens of thousands of", False),
    ],
)
def test_a_vague_count_holds_what_its_word_says(number: int, words: str, holds: bool) -> None:
    assert check(f"Trained {number:,} keepers.", f"Trained {words} keepers.").supported is holds


def test_a_vague_count_is_no_figure() -> None:
    assert not check("Trained dozens of keepers.", "Trained 24 keepers.").supported
    assert check("Trained dozens of keepers.", "Trained dozens of keepers in all.").supported
