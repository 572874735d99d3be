"""Proofreading: what somebody wrote of a line comes out plain, right and in the house style, or is not taken."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume.proofreading import FAULTS, House, proofread, read_house

OWN = "Organised 12 workshops a year on the children's ward, which cut complaints by 40%"
BULLETS = [
    row.split("\t")[0]
    for row in (Path(__file__).parent / "wording" / "bullets.tsv").read_text("utf-8").splitlines()
    if not row.startswith("#")
]


def house(*lines: str, ad: str = "", terms: tuple[str, ...] = ()) -> House:
    return read_house(lines or (OWN,), ad, terms)


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        (
            "Leveraged 12 workshops a year to cut complaints by 40 percent",
            "Used 12 workshops a year to cut complaints by 40%",
        ),
        ("Organized 12 workshops a year", "Organised 12 workshops a year"),
        ("Orgainsed 12 workshops a year", "Organised 12 workshops a year"),
        ("Organised 12 workshops an year , on the ward", "Organised 12 workshops a year, on the ward"),
        ("Organised workshops for the children’s ward", "Organised workshops for the children's ward"),
    ],
)
def test_what_can_be_mended_is(written: str, taken: str) -> None:
    assert proofread(written, OWN, house()).text == taken


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("Organised 12 workshops with a proven track record", "machine"),
        ("Organised 12 workshops of xqzzvortle", "misspelled"),
        ("Organised 12 workshops (a year", "grammar"),
        ("Organised 12 workshops a year, using", "grammar"),
        ("Organised workshops, training, workshops", "stuffed"),
    ],
)
def test_what_cannot_be_mended_is_not_taken_and_says_why(written: str, fault: str) -> None:
    proof = proofread(written, OWN, house(terms=("workshops", "training")))
    assert (proof.text, proof.fault) == (None, fault)
    assert fault in FAULTS


def test_the_sources_own_slips_phrases_and_words_are_held_against_nobody() -> None:
    own = "Passionate about ubikweets, and would of bred 40 (more or less"
    assert proofread(own, own, house(own)).text == own


def test_the_ads_english_goes_before_the_sources() -> None:
    british = house(ad="We organise and prioritise our programme")
    american = house(ad="We organize and prioritize our program")
    assert proofread("Organized 12 workshops", OWN, british).text == "Organised 12 workshops"
    assert proofread("Organised 12 workshops", OWN, american).text == "Organized 12 workshops"
    assert (american.by_ad, house().by_ad) == (True, False)


def test_a_letters_sentence_needs_a_verb() -> None:
    assert proofread("With joy about your advert.", "", house(), letter=True).fault == "grammar"
    assert proofread("I have run workshops for ten years.", "", house(), letter=True).text is not None


@settings(deadline=None)
@given(
    st.sampled_from(BULLETS),
    st.lists(
        st.sampled_from(["leveraged", "robust", "the the", "recieved", "40 %", "—", " ,", "in order to", "an"]),
        max_size=3,
    ),
    st.data(),
)
def test_figures_and_names_stay_and_proofreading_again_changes_nothing(
    line: str, noise: list[str], data: st.DataObject
) -> None:
    words = line.split()
    for one in noise:
        words.insert(data.draw(st.integers(0, len(words))), one)
    written = " ".join(words)
    kept = house(*BULLETS[:40])
    proof = proofread(written, line, kept)
    if proof.text is None:
        return
    assert re.findall(r"\d", proof.text) == re.findall(r"\d", written)
    assert {name.lower() for name in re.findall(r"\b[A-Z]{2,}\b", written)} <= set(
        re.findall(r"\w+", proof.text.lower())
    )
    assert proofread(proof.text, line, kept).text == proof.text


@settings(deadline=None)
@given(st.sampled_from(BULLETS))
def test_a_line_that_is_the_sources_own_is_taken(line: str) -> None:
    assert proofread(line, line, house(line)).text is not None
