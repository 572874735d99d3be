from datetime import date

import pytest

from resume.composing import compose_lines, is_craft, mid_sentence, only_names_title
from resume.edits import Edit
from resume.facts import number_facts
from resume.job import Requirement
from resume.matching import match_requirements
from resume.schema import Resume, Skill
from tests.people import nurse

TODAY = date(2026, 3, 1)


def asked(*terms: str) -> list[Requirement]:
    return [
        Requirement(id=f"r{number}", text=f"Experience of {term}", kind="required", weight=1.0, terms=[term])
        for number, term in enumerate(terms, start=1)
    ]


def composed(resume: Resume, *terms: str) -> dict[str, Edit]:
    facts = number_facts(resume)
    requirements = asked(*terms)
    edits = compose_lines(resume, facts, requirements, match_requirements(requirements, facts, TODAY), TODAY)
    return {edit.target: edit for edit in edits}


def bare_nurse() -> Resume:
    resume = nurse()
    resume.basics.label = resume.basics.summary = None
    return resume


def test_a_headline_is_the_latest_title_with_skills_that_the_job_asks_for() -> None:
    assert composed(bare_nurse(), "triage")["headline"].text == "Ward Sister | Triage"


def test_a_summary_tells_years_skills_and_a_measured_result() -> None:
    summary = composed(bare_nurse(), "triage", "wound care", "medication errors")["summary"]
    assert summary.text == (
        "11 years of experience. Skilled in triage and wound care. Cut medication errors by 38 % within 9 months."
    )


def test_every_sentence_names_the_facts_it_rests_on() -> None:
    facts = {fact.id for fact in number_facts(bare_nurse())}
    for edit in composed(bare_nurse(), "triage", "medication errors").values():
        assert set(edit.facts) <= facts


def test_years_all_spent_under_one_title_are_told_with_it() -> None:
    resume = bare_nurse()
    del resume.work[1]
    assert composed(resume, "welding")["summary"].text == "Ward Sister with 7 years of experience."


def test_years_spent_in_another_calling_are_not_told_with_the_latest_title() -> None:
    resume = bare_nurse()
    resume.work[0].position, resume.work[1].position = "Port Operations Supervisor", "Shift Planner"
    assert composed(resume, "triage")["summary"].text.startswith("11 years of experience.")


def test_a_headline_and_a_summary_of_ones_own_are_left_alone() -> None:
    assert not {"headline", "summary"} & composed(nurse(), "triage").keys()


def test_where_the_job_asks_for_nothing_that_is_there_only_the_years_are_told() -> None:
    assert composed(bare_nurse(), "welding")["summary"].text == "11 years of experience."


def test_a_skill_is_named_as_the_ad_names_it_beside_its_own_name() -> None:
    resume = nurse()
    resume.skills = [Skill(name="K8s")]
    assert composed(resume, "Kubernetes")["s1"].text == "Kubernetes (K8s)"


def test_a_skill_that_the_ad_names_with_a_word_of_it_is_not_named_twice() -> None:
    resume = nurse()
    resume.skills = [Skill(name="Wound care")]
    assert "s1" not in composed(resume, "wound care management")


def test_a_resume_in_another_language_gets_no_english_lines() -> None:
    resume = bare_nurse()
    resume.meta.language = "de"
    assert composed(resume, "triage") == {}


@pytest.mark.parametrize(
    ("skill", "within"), [("Wound care", "wound care"), ("Kubernetes", "Kubernetes"), ("SQL", "SQL"), ("R", "R")]
)
def test_a_skill_keeps_its_capitals_where_they_belong_to_its_name(skill: str, within: str) -> None:
    assert mid_sentence(skill) == within


def test_an_achievement_is_quoted_as_it_is_printed() -> None:
    resume = bare_nurse()
    resume.work[0].highlights[0] = "I cut medication errors by 38 % within 9 months"
    facts = number_facts(resume)
    requirements = asked("medication errors")
    drafted = Edit(
        facts=["w1.1"], text="Cut medication errors by 38 % within 9 months", reason="No “I”.", stage="drafter"
    )
    matches = match_requirements(requirements, facts, TODAY)
    edits = {edit.target: edit for edit in compose_lines(resume, facts, requirements, matches, TODAY, [drafted])}
    assert edits["summary"].text.endswith("Cut medication errors by 38 % within 9 months.")


def test_a_lone_skill_is_no_sentence_of_the_summary() -> None:
    assert "Skilled in" not in composed(bare_nurse(), "triage")["summary"].text


def test_the_reason_of_a_bare_headline_speaks_of_no_skills() -> None:
    assert "skill" not in composed(bare_nurse(), "welding")["headline"].reason


@pytest.mark.parametrize("held", ["full driving licence", "Welsh", "forklift licence"])
def test_nobody_is_skilled_in_a_licence_or_in_a_language(held: str) -> None:
    assert not is_craft(held)
    named = [f"{held}, {other}" for other in ("wound care",)]
    resume = bare_nurse().model_copy(update={"skills": [Skill(name=named[0], keywords=[held, "wound care", "triage"])]})
    texts = " ".join(edit.text for edit in composed(resume, held, "wound care", "triage").values())
    assert "wound care" in texts
    assert held not in texts


@pytest.mark.parametrize(("skill", "within"), [("Embalming", "embalming"), ("Marbling paper", "marbling paper")])
def test_an_act_of_the_list_of_skills_needs_no_capital_in_a_sentence(skill: str, within: str) -> None:
    assert mid_sentence(skill) == within


@pytest.mark.parametrize(
    ("sentence", "bare"),
    [
        ("Worked as Funeral Director.", True),
        ("Worked as an assistant engineer", True),
        ("Worked as engineer for 9 years.", False),
        ("Worked as interpreter at two hospitals.", False),
        ("Engineer with 9 years of experience.", False),
    ],
)
def test_a_sentence_that_only_says_that_a_post_was_held_is_told(sentence: str, bare: bool) -> None:
    assert only_names_title(sentence) is bare
