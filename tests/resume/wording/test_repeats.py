"""Repeated openings and phrases."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume.wording.repeats import read_opening, repeated_phrases, twins, vary_openings
from resume.wording.verbs import read_verbs

BULLETS = [
    row.split("\t")[0]
    for row in (Path(__file__).parent / "bullets.tsv").read_text("utf-8").splitlines()
    if not row.startswith("#")
]


def varied(*lines: str) -> list[str]:
    changed = vary_openings(lines)
    return [changed.get(at, line) for at, line in enumerate(lines)]


@pytest.mark.parametrize(
    ("first", "second", "instead"),
    [
        ("Reduced waste by 20%", "Reduced costs from 9 to 4", "Cut costs from 9 to 4"),
        ("Conducted 12 audits a year", "Conducted interviews with 4 guests", "Carried out interviews with 4 guests"),
        ("Supervised 4 porters", "Supervised 3 night clerks", "Oversaw 3 night clerks"),
        ("Build a label service", "Build payment APIs", "Develop payment APIs"),
        ("Set up a clinic", "Set up a laboratory in Leeds", "Established a laboratory in Leeds"),
        ("Helped with audits", "Helped with invoices", "Assisted with invoices"),
    ],
)
def test_a_verb_that_opens_two_lines_running_gives_way_to_its_twin(first: str, second: str, instead: str) -> None:
    assert varied(first, second) == [first, instead]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Cut hair", "Cut cloth for 3 theatres"),
        ("Built houses", "Built bridges"),
        ("Led a team of 5", "Led the move to RotaWise"),
        ("Helped to train 3 clerks", "Helped to write the handbook"),
        ("Managed a shop", "Managed budgets and shops"),
        ("Grew tomatoes", "Grew beans"),
    ],
)
def test_without_a_true_twin_a_line_stays(first: str, second: str) -> None:
    assert varied(first, second) == [first, second]


def test_a_third_line_that_opens_alike_gives_way_though_others_stand_between() -> None:
    lines = ["Raised sales by 5%", "Ran the till", "Raised takings by 9%", "Kept the books", "Raised margins by 2%"]
    assert varied(*lines)[-1] == "Increased margins by 2%"


def test_a_twin_that_opens_another_line_is_not_taken() -> None:
    lines = ["Cut waste by 5%", "Reduced costs by 20%", "Reduced claims by 3%"]
    assert varied(*lines) == lines


@settings(deadline=None)
@given(st.lists(st.sampled_from(BULLETS), min_size=2, max_size=8))
def test_varying_changes_the_first_words_alone_and_only_once(lines: list[str]) -> None:
    result = varied(*lines)
    assert varied(*result) == result
    for before, after in zip(lines, result, strict=True):
        assert re.findall(r"\d[\d.,]*", before) == re.findall(r"\d[\d.,]*", after)
        assert before == after or before.split()[-1] == after.split()[-1]


def test_every_verb_and_twin_is_a_verb_that_is_known() -> None:
    bases = {verb.base for verb in read_verbs()}
    assert {verb.split()[0] for verb in twins()} <= bases
    assert {twin.verb.split()[0] for found in twins().values() for twin in found} <= bases


def test_an_opening_is_read_with_its_particle() -> None:
    opening = read_opening("Set up a clinic")
    assert opening is not None
    assert (opening.root, opening.words) == ("set up", "Set up")
    assert read_opening("Pastry for 4 sites") is None


def test_a_phrase_that_comes_again_is_found_unless_the_source_says_it() -> None:
    texts = ["Baked bread, raising the quality of work", "Sold cakes, raising the quality of work", "Ran 3 vans"]
    assert repeated_phrases(texts, ["Baked bread", "Sold cakes", "Ran 3 vans"]) == {1}
    assert repeated_phrases(texts, texts) == set()
