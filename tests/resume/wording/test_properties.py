"""What holds of every rewording, over thousands of bullets of many trades."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from evals.datasets import Person, people
from resume.facts import number_facts
from resume.grounding import FactBase, Reason
from resume.schema import Resume
from resume.wording import Rewording, has_tense, prose_kind, read_verbs, reword_line
from resume.wording.verbs import VerbForm
from tests.resume.wording.trades import VERBS, bullets

MANY = settings(max_examples=300)
TODAY = date(2025, 6, 30)
GOLDEN = Path(__file__).parent / "bullets.tsv"


def reworded(line: str, *, ongoing: bool) -> Rewording:
    rewording = reword_line(line, ongoing=ongoing, may_split=True)
    assume(rewording is not None)
    assert rewording is not None
    return rewording


def whole(rewording: Rewording) -> str:
    return " ".join((rewording.text, *rewording.extra))


def unsupported(text: str, line: str) -> list[Reason]:
    """What the fact check finds in `text` that `line`, the one bullet of a role, does not say."""
    role = Resume.model_validate({"work": [{"name": "Quillon Works", "highlights": [line]}]})
    return FactBase(number_facts(role), TODAY).check(text, cites=["w1.1"], entry="w1").reasons


@MANY
@example("Successfully supervised the night shift as well as staff", False)
@given(bullets(), st.booleans())
def test_the_fact_check_passes_every_rewording(line: str, ongoing: bool) -> None:
    rewording = reworded(line, ongoing=ongoing)
    assert [reason for text in (rewording.text, *rewording.extra) for reason in unsupported(text, line)] == []


@MANY
@given(bullets(), st.booleans())
def test_no_figure_is_changed_lost_or_added(line: str, ongoing: bool) -> None:
    after = whole(reworded(line, ongoing=ongoing))
    assert Counter(re.findall(r"\d[\d,.]*", after)) == Counter(re.findall(r"\d[\d,.]*", line))


@MANY
@given(bullets(), st.booleans())
def test_no_word_is_doubled_and_no_mark_is_lost(line: str, ongoing: bool) -> None:
    after = whole(reworded(line, ongoing=ongoing))
    assert not re.search(r"\b([a-z]+) \1\b|  | [,;.]", after, re.IGNORECASE)
    assert [after.count(mark) for mark in "()“”£%"] == [line.count(mark) for mark in "()“”£%"]


@MANY
@given(bullets(), st.booleans())
def test_a_line_opens_with_a_capital_and_closes_as_before(line: str, ongoing: bool) -> None:
    rewording = reworded(line, ongoing=ongoing)
    assert all(text[0].isupper() or text.startswith("iOS") for text in (rewording.text, *rewording.extra))
    assert whole(rewording).endswith(".") == line.endswith(".")


@MANY
@given(bullets(), st.booleans())
def test_no_auxiliary_stands_before_a_past_form(line: str, ongoing: bool) -> None:
    after = whole(reworded(line, ongoing=ongoing))
    pasts = "|".join({verb.past for verb in read_verbs() if verb.past != verb.base})
    assert not re.search(rf"\b(?:was|were|is|to|can|will) (?:{pasts}) (?:the|a|an)\b", after, re.IGNORECASE)


@MANY
@given(bullets(), st.booleans())
def test_articles_stand_as_often_as_before_and_agree(line: str, ongoing: bool) -> None:
    after = whole(reworded(line, ongoing=ongoing))
    for match in re.finditer(r"\b(a|an) (\w)", after):
        assert (match[1] == "an") == (match[2] in "aeiou")
    lost = Counter(re.findall(r"\b(?:a|an|the)\b", line.lower())) - Counter(
        re.findall(r"\b(?:a|an|the)\b", after.lower())
    )
    assert lost.total() <= len(re.findall(r"for the|a total of|on a daily", line))


FORMS: tuple[VerbForm, ...] = ("past", "base")
NOUNS_TOO = frozenset({"marketing", "training", "support"})
"""Words of the objects that are forms of verbs as well."""


@MANY
@given(bullets(), st.booleans())
def test_verbs_at_the_head_and_parallel_to_it_share_their_form(line: str, ongoing: bool) -> None:
    """`Managed stock and train staff` is broken whatever the line was before."""
    after = reworded(line, ongoing=ongoing).text
    verbs = [verb for verb in read_verbs() if verb.base in VERBS]
    head = after.split()[0].strip(",").lower()
    kinds = [kind for kind in FORMS if any(verb.form(kind) == head for verb in verbs)]  # `cut` may be either
    assume(kinds)
    forms = {form for verb in verbs for form in verb.forms} - NOUNS_TOO
    parallel = {word for word in re.findall(r"(?:,| and) (\w+)", after) if word in forms} - {"cutting", "ensuring"}
    assert any(parallel <= {verb.form(kind) for verb in verbs} for kind in kinds)


@MANY
@given(bullets())
def test_a_second_pass_finds_nothing_more(line: str) -> None:
    assert reword_line(reworded(line, ongoing=False).text, ongoing=False) is None


@MANY
@given(bullets(), st.booleans())
def test_every_rewording_says_why(line: str, ongoing: bool) -> None:
    assert reworded(line, ongoing=ongoing).reason.endswith(".")


@MANY
@given(st.text(max_size=200), st.booleans())
def test_any_text_at_all_is_read_without_an_error(text: str, ongoing: bool) -> None:
    rewording = reword_line(text, ongoing=ongoing, may_split=True)
    assert rewording is None or whole(rewording) != text


@pytest.mark.parametrize("person", people(), ids=lambda person: person.slug)
def test_the_fact_check_passes_what_is_made_of_a_sample_resume(person: Person) -> None:
    for fact in number_facts(person.truth):
        kind = prose_kind(fact)
        if kind is None:
            continue
        rewording = reword_line(
            fact.text, ongoing=fact.end is None, kind=kind, dated=has_tense(fact), may_split=fact.field == "item"
        )
        if rewording is not None:
            assert unsupported(whole(rewording), fact.text) == [], fact.text


def golden_rows() -> list[list[str]]:
    rows = GOLDEN.read_text(encoding="utf-8").splitlines()
    return [row.split("\t") for row in rows if not row.startswith("#")]


@pytest.mark.parametrize(("line", "past", "present"), golden_rows())
def test_bullets_read_by_an_editor_come_out_as_signed(line: str, past: str, present: str) -> None:
    for ongoing, expected in ((False, past), (True, present)):
        rewording = reword_line(line, ongoing=ongoing)
        assert (rewording.text if rewording else "=") == expected


def test_the_fact_check_passes_all_signed_bullets() -> None:
    for line, past, present in golden_rows():
        for after in (past, present):
            assert after == "=" or unsupported(after, line) == [], after
