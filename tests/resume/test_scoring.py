from datetime import date

import pytest

from resume.ad.analysis import analyze_job
from resume.facts import number_facts
from resume.job import JobReading, JobText
from resume.matching import match_requirements
from resume.report import EntryScore, ProfileScores
from resume.schema import Education, Project, Resume, Skill, Work
from resume.scoring import recommend, score_profile

TODAY = date(2025, 3, 1)
AD = """Data Analyst
Company: Pinewick Mutual

Requirements
- SQL
- Power BI or Tableau
- Python
- Kubernetes
"""
WORK = [
    Work(
        name="Ash & Oak", position="Data Analyst", start_date="2022-01", highlights=["Wrote SQL reports", "Used Power BI daily"]
    ),
    Work(name="The Copper Pot", position="Waiter", start_date="2009", end_date="2012", highlights=["Served 60 guests a night"]),
]  # fmt: skip
PERSON = Resume(
    work=WORK,
    skills=[Skill(name="Python"), Skill(name="Juggling")],
    projects=[Project(name="Tide tables", highlights=["Plotted tides by hand"])],
    education=[Education(institution="Kestrel Bay", study_type="BA", area="History", end_date="2008")],
)


def reading() -> JobReading:
    return analyze_job(JobText(text=AD))


def score(resume: Resume) -> ProfileScores:
    facts = number_facts(resume)
    return score_profile(facts, reading(), match_requirements(reading().requirements, facts, TODAY), TODAY)


def every(scores: ProfileScores) -> list[EntryScore]:
    return [*scores.experiences, *scores.skills, *scores.projects, *scores.education]


def test_every_entry_gets_a_score() -> None:
    assert [one.fact for one in every(score(PERSON))] == ["w1", "w2", "s1", "s2", "p1", "e1"]


def test_a_score_is_the_weighted_sum_of_its_parts() -> None:
    for one in every(score(PERSON)):
        parts = one.parts
        expected = 0.4 * parts.keywords + 0.3 * parts.skills + 0.2 * parts.experience + 0.1 * parts.fit
        assert one.score == pytest.approx(expected, abs=0.06)


def test_the_role_that_shows_what_is_asked_for_scores_higher() -> None:
    first, second = score(PERSON).experiences
    assert first.score > second.score + 40


def test_the_skill_asked_for_scores_higher() -> None:
    first, second = score(PERSON).skills
    assert first.score > second.score


def test_more_evidence_never_lowers_a_score() -> None:
    richer = WORK[0].model_copy(update={"highlights": [*WORK[0].highlights, "Served tea", "Moved models to Python"]})
    before = score(PERSON).experiences[0].score
    after = score(PERSON.model_copy(update={"work": [richer, WORK[1]]})).experiences[0].score
    assert after >= before


def test_an_empty_resume_has_no_scores() -> None:
    assert every(score(Resume())) == []


def test_an_ad_without_requirements_still_gives_scores_in_range() -> None:
    facts = number_facts(PERSON)
    scores = score_profile(facts, analyze_job(JobText(text="Please call.")), [], TODAY)
    assert all(0 <= one.score <= 100 for one in every(scores))


def advice() -> str:
    facts = number_facts(PERSON)
    matches = match_requirements(reading().requirements, facts, TODAY)
    return "\n".join(recommend(score_profile(facts, reading(), matches, TODAY), facts, reading(), matches))


def test_advice_leads_with_the_strongest_role() -> None:
    assert advice().splitlines()[0] == "Give most room to your time as Data Analyst: it shows SQL and Power BI."


def test_advice_names_the_gap_and_does_not_say_to_add_it() -> None:
    assert "The ad asks for Kubernetes, and your resume does not show it." in advice()


def test_advice_names_what_stands_only_in_the_list_of_skills() -> None:
    assert "Your resume names Python only in its list of skills." in advice()
