"""What a proposal may change in the reading of an ad: what the rules left open, as far as the ad proves it."""

import random
import re

import pytest

from documents.readers import Limits, read_job
from evals.datasets import Job, jobs
from resume.ad.analysis import MAX_REQUIREMENTS, analyze_job
from resume.ad.proposals import AdProposal, ad_rows, bears_out
from resume.job import JobReading, JobText

PLANNER = """Transport Planner - Northgate Chilled Ltd, Peterborough. Immediate start.
Planning 30 vehicles a day. Must have 2 years in transport planning, a TMS, Excel, and good knowledge of drivers' hours.
CPC holder preferred. Pension, free parking, Python club on Fridays.
"""


def read(ad: str, **proposed: object) -> JobReading:
    return analyze_job(JobText(text=ad), AdProposal(**proposed))  # type: ignore[arg-type]


def terms(reading: JobReading) -> set[str]:
    return {term for one in reading.requirements for term in one.terms}


def test_a_skill_that_the_rules_overlooked_is_added_with_the_weight_that_the_ad_gives_it() -> None:
    reading = read(PLANNER, terms=("excel",))
    added = next(one for one in reading.requirements if one.terms == ["Excel"])
    assert (added.kind, added.weight) == ("required", 0.9)
    assert "Excel" in reading.analysis.required_skills


@pytest.mark.parametrize(
    "term",
    ["Python", "free parking", "Rust", "vehicles", "transport", "TMS Excel", "Peterborough", "2 years", "knowledge"],
)
def test_a_term_that_the_ad_does_not_ask_for_by_itself_is_not_added(term: str) -> None:
    assert terms(read(PLANNER, terms=(term,))) == terms(analyze_job(JobText(text=PLANNER)))


TITLELESS = """Please read all of this.

Come and work for us.
You will need a steady hand. The post of Glass Painter at Fernwhistle Studios is open until May.
Requirements
- Steady hand
"""


def test_a_title_and_an_employer_are_taken_where_the_rules_have_none() -> None:
    rules = analyze_job(JobText(text=TITLELESS)).analysis
    analysis = read(TITLELESS, title="glass painter", company="fernwhistle studios").analysis
    assert analysis.title == (rules.title or "Glass Painter")
    assert analysis.company == (rules.company or "Fernwhistle Studios")


def test_what_the_rules_read_is_not_replaced() -> None:
    rules = analyze_job(JobText(text=PLANNER)).analysis
    analysis = read(PLANNER, title="Excel", company="Peterborough", industry="Education", years=30.0).analysis
    assert (analysis.title, analysis.company, analysis.industry, analysis.years_required) == (
        rules.title,
        rules.company,
        rules.industry,
        rules.years_required,
    )


def test_of_the_kinds_of_employment_that_an_ad_names_a_proposal_may_choose() -> None:
    ad = "Nurse\n\nYou will mentor each intern.\n\nThis is a full-time post.\n"
    assert read(ad, role_type="Full-time").analysis.role_type == "full-time"
    assert read(ad, role_type="contract").analysis.role_type == analyze_job(JobText(text=ad)).analysis.role_type


def test_a_duty_is_a_row_that_begins_with_a_verb_and_asks_for_nothing() -> None:
    ad = "Baker\n\nWe love bread.\n\nRequirements\n- Sourdough\n- Rye\n\nHow we work\nBake 400 loaves a night with two others\n"
    rows = ad_rows(JobText(text=ad))
    everything = tuple(range(len(rows) + 3))
    added = set(read(ad, duties=everything).analysis.responsibilities)
    assert added - set(analyze_job(JobText(text=ad)).analysis.responsibilities) <= {
        "Bake 400 loaves a night with two others"
    }


def test_no_more_than_the_most_requirements_are_kept_and_the_rules_go_first() -> None:
    asked = "".join(f"- Knowledge of Toolmaker{number}Pro\n" for number in range(40))
    ad = f"Engineer\n\nRequirements\n{asked}"
    rules = analyze_job(JobText(text=ad))
    reading = read(ad, terms=tuple(f"Toolmaker{number}Pro" for number in range(20, 40)))
    assert len(reading.requirements) <= MAX_REQUIREMENTS
    assert terms(rules) <= terms(reading)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("job", jobs(), ids=lambda job: job.slug)
def test_random_words_of_an_ad_take_nothing_from_the_rules_reading(job: Job, seed: int) -> None:
    text = read_job(job.ad.read_bytes(), job.ad.name, Limits(max_bytes=10**7, max_pages=20, max_chars=60_000))
    rng = random.Random(seed)
    words = re.findall(r"\w[\w'-]*", text.text)
    spans = [(rng.randrange(len(words)), rng.choice([1, 1, 2, 3])) for _ in range(30)]
    proposal = AdProposal(
        title=" ".join(words[1:3]),
        company=words[-1],
        terms=tuple(" ".join(words[at : at + size]) for at, size in spans),
        duties=tuple(range(1, 31)),
    )
    rules, reading = analyze_job(text), analyze_job(text, proposal)
    known = [(one.kind, one.text) for one in reading.requirements]
    assert [one for one in ((one.kind, one.text) for one in rules.requirements) if one not in known] == []
    assert set(rules.analysis.responsibilities) <= set(reading.analysis.responsibilities)


def test_a_proposal_of_which_nothing_stands_in_the_ad_is_not_borne_out() -> None:
    proposal = AdProposal(title="Astronaut", company="Zorb", terms=("Kubernetes", ""), duties=(0, 99))
    reading = analyze_job(JobText(text=PLANNER), proposal)
    assert not bears_out(reading, proposal, ad_rows(JobText(text=PLANNER)))


def test_a_proposal_that_agrees_with_the_rules_is_borne_out() -> None:
    proposal = AdProposal(terms=("TMS",))
    reading = analyze_job(JobText(text=PLANNER), proposal)
    assert bears_out(reading, proposal, ad_rows(JobText(text=PLANNER)))
