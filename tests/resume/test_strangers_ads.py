"""Ads of many trades and styles, written and labelled by somebody who had not seen the code, against strict labels.

A term counts only where its words lie within a label's or a label's within its own: the lexicon is under test and no judge.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from resume.ad.analysis import analyze_job
from resume.job import JobReading, JobText
from resume.terms import content_stems

Demands = list[list[str]]


@dataclass(frozen=True)
class Ad:
    """An ad and its truth; a demand is a list of names that it may go by."""

    number: str
    text: str
    titles: list[str]
    companies: list[str]
    required: Demands
    preferred: Demands
    neutral: Demands
    forbidden: list[str]


def _read_ads() -> list[Ad]:
    source = (Path(__file__).parent / "ads" / "strangers.txt").read_text(encoding="utf-8")
    return [_read_ad(block) for block in re.split(r"^===== ", source, flags=re.MULTILINE)[1:]]


def _read_ad(block: str) -> Ad:
    number, _, rest = block.partition("\n")
    head, _, text = rest.partition("\n-----\n")
    labels = {key: value.strip() for key, _, value in (line.partition(":") for line in head.splitlines())}

    def demands(key: str) -> Demands:
        return [[name.strip() for name in one.split("|")] for one in labels[key].split(";") if one.strip()]

    def names(key: str) -> list[str]:
        return [name.strip() for name in labels[key].split("|")]

    return Ad(
        number.strip(),
        text,
        names("title"),
        names("company"),
        demands("required"),
        demands("preferred"),
        demands("ok") + demands("duty"),
        [word.strip() for word in labels["forbidden"].split(";")],
    )


ADS = _read_ads()
READINGS = {ad.number: analyze_job(JobText(text=ad.text)) for ad in ADS}


def _reading(ad: Ad) -> JobReading:
    return READINGS[ad.number]


def _same(label: str, term: str) -> bool:
    left, right = set(content_stems(label)), set(content_stems(term))
    return label.casefold() == term.casefold() or (bool(left and right) and (left <= right or right <= left))


def _named(demand: list[str], terms: list[str]) -> bool:
    return any(_same(label, term) for label in demand for term in terms)


def _bare(title: str | None) -> str:
    return re.sub(r"\s*\([^)]*\)", "", title or "").casefold().strip(" .")


def _share(right: int, total: int) -> float:
    return right / total


def test_nine_in_ten_of_the_required_skills_are_found() -> None:
    found = [_named(one, _reading(ad).analysis.required_skills) for ad in ADS for one in ad.required]
    assert _share(sum(found), len(found)) >= 0.92


def test_nine_in_ten_of_the_required_skills_given_are_asked_for() -> None:
    given = [
        any(_named(one, [term]) for one in ad.required + ad.neutral)
        for ad in ADS
        for term in _reading(ad).analysis.required_skills
    ]
    assert _share(sum(given), len(given)) >= 0.92


def test_nine_in_ten_of_the_preferred_skills_are_found() -> None:
    found = [_named(one, _reading(ad).analysis.preferred_skills) for ad in ADS for one in ad.preferred]
    assert _share(sum(found), len(found)) >= 0.92


def test_nine_in_ten_of_the_preferred_skills_given_are_wished_for() -> None:
    given = [
        any(_named(one, [term]) for one in ad.preferred + ad.neutral)
        for ad in ADS
        for term in _reading(ad).analysis.preferred_skills
    ]
    assert _share(sum(given), len(given)) >= 0.95


def test_titles_are_found() -> None:
    wrong = [ad.number for ad in ADS if _bare(_reading(ad).analysis.title) not in {_bare(one) for one in ad.titles}]
    assert len(wrong) <= 1, wrong


def test_employers_are_found() -> None:
    wrong = [
        ad.number for ad in ADS if _bare(_reading(ad).analysis.company) not in {_bare(one) for one in ad.companies}
    ]
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize("ad", ADS, ids=lambda ad: ad.number)
def test_what_is_no_requirement_becomes_none(ad: Ad) -> None:
    terms = [term for one in _reading(ad).requirements for term in one.terms]
    exact = {word for word in ad.forbidden if len(word) <= 2 or word[0].isupper()}
    assert [
        (word, term)
        for word in ad.forbidden
        for term in terms
        if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", term, 0 if word in exact else re.IGNORECASE)
        and term != "Objective-C"
    ] == []
