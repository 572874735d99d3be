"""The rules' own letters, over invented people and ads of many trades: true, whole, specific, and plain."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import evals.datasets
from documents.readers import Limits, read_job, read_resume
from documents.readers.structure.contacts import reads_as_name
from documents.writers.sheet import choose_paper
from resume.ad.analysis import analyze_job
from resume.ad.hostile_signs import safe_ad_rows
from resume.facts import number_facts
from resume.grounding import fact_base
from resume.letter.check import LetterCheck, check_letter
from resume.letter.letter import CoverLetter, letter_claims
from resume.letter.rules import Brief, _spoken, write_letter
from resume.letter.style import choose_style, find_addressee
from resume.letter.words import refused_phrase
from resume.matching import match_requirements
from resume.schema import Basics, Education, Location, Resume, Skill, Work

DATA = Path(evals.datasets.__file__).parent
TODAY = date(2026, 3, 2)
LIMITS = Limits(max_bytes=5_000_000, max_pages=20, max_chars=100_000)

PAIRS = [
    ("accountant", "senior-financial-accountant.txt"),
    ("backend-engineer", "platform-backend-engineer.md"),
    ("data-student", "junior-data-analyst.md"),
    ("electrician", "industrial-electrician.txt"),
    ("hotel-front-office", "rooms-division-manager.md"),
    ("icu-nurse", "critical-care-sister.md"),
    ("logistics-planner", "transport-planner.txt"),
    ("paralegal-career-changer", "litigation-paralegal.txt"),
    ("pastry-chef", "head-pastry-chef.html"),
    ("secondary-teacher", "mathematics-teacher.md"),
    ("social-worker", "clinical-supervisor.docx"),
    ("ux-designer", "product-designer.html"),
    ("pastry-chef", "transport-planner.txt"),
]


def brief(resume: Resume, data: bytes, name: str) -> Brief:
    job = read_job(data, name, LIMITS)
    reading, ad = analyze_job(job), safe_ad_rows(job.text)
    facts = number_facts(resume)
    return Brief(
        resume=resume,
        facts=facts,
        requirements=reading.requirements,
        matches=match_requirements(reading.requirements, facts, TODAY),
        addressee=find_addressee(reading.analysis, ad, reads_as_name),
        style=choose_style(resume, job.text, letter_paper=choose_paper(resume.basics) == "Letter"),
        today=TODAY,
        base=fact_base(facts, TODAY, resume.meta.language),
        ad=ad,
    )


@cache
def pair(person: str, job: str) -> tuple[Brief, CoverLetter]:
    file = next(one for one in (DATA / "people" / person).iterdir() if one.name.startswith("resume."))
    resume = read_resume(file.read_bytes(), file.name, LIMITS).resume
    made = brief(resume, (DATA / "jobs" / job).read_bytes(), job)
    return made, write_letter(made)


every_pair = pytest.mark.parametrize(("person", "job"), PAIRS)


@every_pair
def test_every_sentence_of_the_rules_stands_the_check_that_a_models_must(person: str, job: str) -> None:
    made, letter = pair(person, job)
    checked = check_letter(letter, LetterCheck(made.base, made.facts))
    assert checked.refused == []
    assert checked.letter == letter


@every_pair
def test_the_job_and_the_work_that_speaks_to_it_are_told(person: str, job: str) -> None:
    made, letter = pair(person, job)
    assert (made.addressee.title or "") in letter.paragraphs[0].text
    bullets = {fact.id for fact in made.facts if fact.kind == "bullet"}
    assert len({id for sentence in letter.sentences for id in sentence.facts if id in bullets}) >= 2
    assert 90 <= letter.words <= 330


@every_pair
def test_no_sentence_stands_twice_and_none_opens_with_a_small_letter(person: str, job: str) -> None:
    _, letter = pair(person, job)
    texts = [sentence.text for sentence in letter.sentences]
    assert len(texts) == len(set(texts))
    assert all(text[:1].isupper() and text[-1] in ".!?" and ".." not in text for text in texts)


@every_pair
def test_no_stock_phrase_and_no_more_of_the_employer_than_its_name(person: str, job: str) -> None:
    made, letter = pair(person, job)
    assert refused_phrase(" ".join(letter.lines)) is None
    company = made.addressee.company
    if company:
        assert sum(company in sentence.text for sentence in letter.sentences) == 1


@every_pair
def test_every_claim_names_facts_that_there_are(person: str, job: str) -> None:
    made, letter = pair(person, job)
    known = {fact.id for fact in made.facts}
    claims = letter_claims(letter, 7)
    assert claims[0].id == "k7"
    assert all(claim.section == "letter" and claim.facts and set(claim.facts) <= known for claim in claims)


AD = b"""# Shift planner

Quill & Daughters seeks a Shift planner.

## Requirements
- Experience of shift planning
- Excel
- Customer service
"""


def test_without_any_work_the_letter_tells_of_studies_and_skills() -> None:
    resume = Resume(
        basics=Basics(name="Imke Sandvoort", location=Location(country_code="GB")),
        education=[
            Education(
                study_type="BA",
                area="Logistics",
                institution="Harwood University",
                start_date="2022",
                end_date="2026-06",
            )
        ],
        skills=[Skill(name="Excel"), Skill(name="Customer service")],
    )
    letter = write_letter(brief(resume, AD, "ad.md"))
    text = " ".join(sentence.text for sentence in letter.sentences)
    assert "I am studying for a BA in Logistics at Harwood University." in text
    assert re.search(r"My skills include .*Excel", text)


def test_with_nothing_to_tell_there_is_still_a_letter_and_nothing_is_made_up() -> None:
    letter = write_letter(brief(Resume(basics=Basics(name="Imke Sandvoort")), AD, "ad.md"))
    assert [one.part for one in letter.paragraphs] == ["opening", "closing"]
    assert all(not sentence.facts for sentence in letter.sentences)


def test_a_condition_in_a_title_is_not_lost() -> None:
    role = Work(
        position="Head Planner (acting)",
        name="Harwood",
        start_date="2024-01",
        highlights=["Ran shift planning for 60 drivers"],
    )
    letter = write_letter(brief(Resume(basics=Basics(name="Imke Sandvoort"), work=[role]), AD, "ad.md"))
    text = " ".join(sentence.text for sentence in letter.sentences)
    assert "Head Planner (acting)" in text
    assert text.count("Head Planner") == text.count("Head Planner (acting)")


def test_a_wish_for_another_kind_of_work_is_not_taken_into_the_letter() -> None:
    resume = Resume(
        basics=Basics(name="Imke Sandvoort", summary="I am looking for a place in a quiet bakery."),
        work=[
            Work(
                position="Planner",
                name="Harwood",
                start_date="2024-01",
                highlights=["Ran shift planning for 60 drivers"],
            )
        ],
    )
    assert "bakery" not in " ".join(write_letter(brief(resume, AD, "ad.md")).lines)


@pytest.mark.parametrize(
    ("language", "level", "spoken"),
    [
        ("Irish", "fluent", "fluent Irish"),
        ("Irish", "Fluent", "fluent Irish"),
        ("Yoruba", "native", "Yoruba (native)"),
        ("Welsh", None, "Welsh"),
    ],
)
def test_a_language_is_named_as_one_says_it(language: str, level: str | None, spoken: str) -> None:
    assert _spoken(language, level) == spoken
