"""Grammar rules: each finds what it names, mends it where that is sure, and leaves right lines alone."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume.spelling import find_slips, grammar_rules, mend_slips
from resume.spelling.grammar import read_pattern_rows

ROWS = read_pattern_rows()
WRONG = [(row, line) for row in ROWS for line in row.wrong]
RIGHT = [(row, line) for row in ROWS for line in row.right]


def rules(text: str, *, letter: bool = False) -> list[str]:
    return [slip.rule for slip in find_slips(text, letter=letter)]


@pytest.mark.parametrize(("row", "line"), WRONG, ids=[f"{row.name}: {line}" for row, line in WRONG])
def test_a_rule_finds_what_its_file_says_is_wrong(row: object, line: str) -> None:
    assert getattr(row, "name", None) in rules(line)


@pytest.mark.parametrize(("row", "line"), RIGHT, ids=[f"{row.name}: {line}" for row, line in RIGHT])
def test_no_rule_finds_anything_in_what_a_file_says_is_right(row: object, line: str) -> None:
    assert rules(line) == []


@pytest.mark.parametrize(
    ("row", "line"), [pair for pair in WRONG if pair[0].mend is not None], ids=lambda one: getattr(one, "name", one)
)
def test_what_is_mended_is_right(row: object, line: str) -> None:
    assert rules(mend_slips(line)) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Ran a hour of tests", "Ran an hour of tests"),
        ("Held an university post", "Held a university post"),
        ("Cut it by 22% over an year.", "Cut it by 22% over a year."),
        ("An useful guide to pumps", "A useful guide to pumps"),
        ("Wrote a onerous report", "Wrote an onerous report"),
        ("Ran the the bakery", "Ran the bakery"),
    ],
)
def test_articles_and_doubled_words_are_mended(wrong: str, right: str) -> None:
    assert mend_slips(wrong) == right


@pytest.mark.parametrize(
    "line",
    [
        "a one-off sale",
        "an MSc and a BSc",
        "an FDA audit",
        "Vitamin A intake",
        "a European tender",
        "an unimportant note",
        "a uniform look",
        "Grade A apples",
        "It had had its day",
        "a UX team",
        "an hourly rate",
        "Plan A or plan B",
    ],
)
def test_articles_that_are_right_stay(line: str) -> None:
    assert rules(line) == []


def test_a_bracket_without_its_partner_is_told_and_not_mended() -> None:
    assert rules("Ran 3 shops (Leeds, York") == ["unpaired"]
    assert mend_slips("Ran 3 shops (Leeds, York") == "Ran 3 shops (Leeds, York"
    assert rules("1) baked bread 2) sold it") == []
    assert rules("B, C, CE (code 95)") == []
    assert rules('A 14" screen') == []


def test_a_letters_sentence_needs_a_verb_and_a_resumes_line_does_not() -> None:
    text = "A calm nurse with eight long night shifts"
    assert "no_verb" not in rules(text)
    assert "no_verb" in rules("With great joy about your advert.", letter=True)
    assert "no_verb" not in rules("I have run a bakery for ten years.", letter=True)
    assert "no_verb" not in rules("Kind regards", letter=True)


def test_every_rule_has_a_name_of_its_own_and_a_message() -> None:
    names = [rule.name for rule in grammar_rules()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z_]+", rule.name) and rule.message for rule in grammar_rules())


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("aA nthe,.;:!()“”\"'% 12x"), max_size=60))
def test_mending_twice_is_mending_once_and_figures_stay(text: str) -> None:
    mended = mend_slips(text)
    assert mend_slips(mended) == mended
    assert re.findall(r"\d", mended) == re.findall(r"\d", text)
