from datetime import date

import pytest

from resume.facts import Fact, number_facts
from resume.job import Requirement
from resume.matching import Match, match_requirements, shown_term, supports
from resume.schema import Basics, Certificate, Education, Language, Reference, Resume, Skill, Work

TODAY = date(2025, 3, 1)

PERSON = Resume(
    basics=Basics(
        name="Ottoline Firth",
        label="Data analyst",
        summary="Analyst with 8 years of experience in Excel. Never worked with Tableau.",
    ),
    work=[
        Work(
            name="Swift Logistics Ltd",
            position="Data Analyst",
            start_date="2021-03",
            highlights=[
                "Wrote PostgreSQL queries and built dashboards in Power BI",
                "Led a team of four analysts",
                "Managed a budget of £2m for the reporting suite",
            ],
        ),
        Work(
            name="Go Kart Parks",
            position="Junior Analyst",
            start_date="2018",
            end_date="2020",
            highlights=["Cleaned survey data with SQL and pandas", "Went the extra mile to excel at every task"],
        ),
        Work(name="Old Mill", position="Miller", highlights=["Ran the milling machines"]),
    ],
    education=[
        Education(institution="University of Kestrel Bay", area="Mathematics", study_type="BSc", end_date="2018"),
        Education(institution="Physics College", area="History", study_type="MA", start_date="2024", end_date="2026"),
    ],
    certificates=[Certificate(name="First aid at work", issuer="Red Heron")],
    skills=[Skill(name="Programming", keywords=["Python", "R"]), Skill(name="Forklift licence (expired)")],
    languages=[Language(language="German", fluency="Basic"), Language(language="French", fluency="Native")],
    references=[Reference(name="Ida Moss", reference="She is a Kubernetes wizard.")],
)
FACTS = number_facts(PERSON)


def requirement(text: str, *terms: str) -> Requirement:
    return Requirement(id="r1", text=text, kind="required", weight=0.9, terms=list(terms) or [text])


def match(text: str, *terms: str, facts: list[Fact] | None = None) -> Match:
    return match_requirements([requirement(text, *terms)], FACTS if facts is None else facts, TODAY)[0]


def test_a_skill_is_shown_by_the_lines_that_name_it() -> None:
    assert match("SQL").facts[0] == "w2.1"


def test_an_alias_shows_the_skill() -> None:
    assert match("Postgres").degree == "full"


def test_a_narrower_skill_shows_a_wider_one_in_part() -> None:
    assert (match("Python data analysis").degree, match("Python data analysis").facts) == ("partial", ("w2.1",))


def test_a_wider_skill_does_not_show_a_narrower_one() -> None:
    assert match("NumPy").degree == "none"


def test_other_forms_of_the_words_are_support() -> None:
    assert match("budget management").facts == ("w1.3",)


def test_another_name_in_other_words_is_support() -> None:
    assert match("team leadership").facts == ("w1.2",)


def test_any_alternative_carries_the_requirement() -> None:
    assert match("Looker or Power BI", "Looker", "Power BI").facts == ("w1.1",)


@pytest.mark.parametrize("term", ["Go", "Swift", "logistics", "physics"])
def test_the_name_of_an_employer_or_school_is_no_evidence(term: str) -> None:
    assert match(term).degree == "none"


def test_what_a_line_denies_is_no_evidence() -> None:
    assert match("Tableau").degree == "none"


def test_a_name_inside_a_longer_name_is_no_evidence() -> None:
    assert not supports(requirement("interviewing candidates", "interviews"), "Trained in Motivational Interviewing")


def test_a_small_word_of_a_name_must_be_there() -> None:
    assert not supports(requirement("on call"), "Took service calls from dairies")


def test_what_others_say_is_no_evidence() -> None:
    assert match("Kubernetes").degree == "none"


def test_everyday_words_are_no_evidence() -> None:
    assert match("Excel", facts=[fact for fact in FACTS if fact.section == "work"]).degree == "none"


def test_an_unknown_term_is_matched_whole() -> None:
    assert match("Zephyrdesk").degree == "none"


def test_a_gap_says_so() -> None:
    assert match("ACLS") == Match("r1", (), "none", "nothing in the resume shows it")


def test_years_are_added_up_from_the_roles_that_show_the_skill() -> None:
    found = match("6+ years of SQL", "SQL")
    assert (found.degree, found.why) == (
        "full",
        "6.1 years by the dates of Data Analyst and Junior Analyst; 6 years asked for",
    )


def test_too_few_years_are_support_in_part_and_said() -> None:
    found = match("10 years of SQL", "SQL")
    assert (found.degree, "10 years asked for" in found.why) == ("partial", True)


def test_years_the_resume_states_count() -> None:
    assert match("8 years of Excel", "Excel").degree == "full"


def test_years_without_dates_are_said_to_be_unknown() -> None:
    found = match("2 years of milling", "milling")
    assert (found.degree, "cannot be computed" in found.why) == ("partial", True)


def test_years_of_a_skill_that_no_role_shows_are_unknown() -> None:
    found = match("3 years of R", "R")
    assert (found.degree, "no role with dates shows it" in found.why) == ("partial", True)


def test_a_degree_is_matched_by_level_and_subject() -> None:
    assert match("Bachelor's degree in statistics, mathematics or a related field").facts[0] == "e1"


def test_a_degree_in_another_subject_is_a_gap() -> None:
    assert match("degree in physics").degree == "none"


def test_a_near_subject_is_left_to_the_reader() -> None:
    assert match("Bachelor's degree in nursing or a related field").degree == "partial"


def test_a_lower_degree_is_a_gap() -> None:
    assert match("PhD in mathematics").degree == "none"


def test_a_degree_not_finished_is_support_in_part() -> None:
    assert match("Master's degree in history").degree == "partial"


def test_a_certificate_is_found() -> None:
    assert match("First aid certificate", "first aid").facts == ("c1",)


def test_an_expired_licence_is_support_in_part() -> None:
    assert match("forklift licence").degree == "partial"


def test_a_language_below_the_level_asked_for_is_support_in_part() -> None:
    assert match("Fluent German", "German").degree == "partial"


def test_a_language_spoken_is_shown() -> None:
    assert match("Fluent French", "French").facts == ("l2",)


def test_a_country_s_name_is_no_language() -> None:
    assert not supports(requirement("German"), "Sold machines to German customers in Bavaria")


def test_support_in_one_line() -> None:
    assert supports(requirement("K8s"), "Ran Kubernetes clusters for 40 services")


def test_no_support_in_one_line() -> None:
    assert not supports(requirement("Java"), "Wrote JavaScript for the shop")


def test_the_term_a_line_shows_is_told() -> None:
    assert shown_term(requirement("Looker or Power BI", "Looker", "Power BI"), "Dashboards in Power BI") == "Power BI"


def test_matches_come_in_the_order_of_the_requirements() -> None:
    several = [requirement("SQL").model_copy(update={"id": f"r{n}"}) for n in (3, 1, 2)]
    assert [one.requirement for one in match_requirements(several, FACTS, TODAY)] == ["r3", "r1", "r2"]


def one_line(text: str) -> list[Fact]:
    return number_facts(Resume(work=[Work(name="Ash Ltd", position="Assistant", highlights=[text])]))


@pytest.mark.parametrize(
    "text",
    ["Currently learning Rust in the evenings", "Keen to learn Rust", "Studying Rust"],
)
def test_what_is_only_being_learned_is_support_in_part(text: str) -> None:
    assert match("Rust", facts=one_line(text)).degree == "partial"


@pytest.mark.parametrize(
    "text",
    [
        "I have no experience with Kubernetes yet",
        "No hands-on experience of Docker, Helm or Kubernetes",
        "Wrote a Kubernetes-like scheduler",
    ],
)
def test_what_is_denied_or_only_alike_is_no_support(text: str) -> None:
    assert match("Kubernetes", facts=one_line(text)).degree == "none"


def test_work_that_was_planned_is_work_done() -> None:
    assert match("menu planning", facts=one_line("Planned menus with the head chef")).degree == "full"


def test_a_role_shows_the_work_that_its_title_names() -> None:
    person = Resume(
        work=[Work(name="Ash Ltd", position="Senior Backend Engineer", start_date="2019-01", end_date="2023-12")]
    )
    found = match("4 years of software development", "software development", facts=number_facts(person))
    assert (found.degree, found.facts) == ("full", ("w1",))


def test_having_passed_school_is_no_experience_of_teaching_for_its_exams() -> None:
    person = Resume(education=[Education(institution="Kestrel Bay", study_type="BSc", area="Physics", end_date="2018")])
    assert match("Experience of teaching GCSE", "GCSE", facts=number_facts(person)).degree == "none"


def test_a_conversational_language_is_less_than_a_fluent_one() -> None:
    person = Resume(languages=[Language(language="French", fluency="Conversational")])
    assert match("Fluent French", "French", facts=number_facts(person)).degree == "partial"


def test_a_chef_is_no_user_of_the_tool_of_that_name() -> None:
    person = Resume(work=[Work(name="The Pilchard", position="Sous Chef", start_date="2018-01", end_date="2023-12")])
    assert match("5 years as a chef", "chef", facts=number_facts(person)).degree == "full"


def test_a_product_of_a_family_says_the_familys_name() -> None:
    wanted = Requirement(id="r1", text="SAP", kind="required", weight=0.9, terms=["SAP"])
    facts = number_facts(Resume(skills=[Skill(name="SAP FI/CO")]))
    assert match_requirements([wanted], facts, TODAY)[0].degree == "full"


@pytest.mark.parametrize(
    "line", ["Supervise 22 associates on second shift", "I manage a team of 4", "Led a small crew of riggers"]
)
def test_people_led_are_team_leadership(line: str) -> None:
    wanted = Requirement(id="r1", text="Lead a team", kind="required", weight=0.9, terms=["Lead a team"])
    assert supports(wanted, line)


def test_things_managed_are_no_team() -> None:
    wanted = Requirement(id="r1", text="Lead a team", kind="required", weight=0.9, terms=["Lead a team"])
    assert not supports(wanted, "Managed 22 servers for people in the field")


def test_years_as_a_chef_are_not_shown_by_helping_one() -> None:
    wanted = Requirement(id="r1", text="3 years as a head chef", kind="required", weight=0.9, terms=["head chef"])
    work = Work(
        position="Waiter", start_date="2015-01", end_date="2020-01", highlights=["Helped the head chef with menus"]
    )
    assert match_requirements([wanted], number_facts(Resume(work=[work])), TODAY)[0].degree == "none"


def test_a_skill_with_its_level_in_brackets_is_the_skill() -> None:
    wanted = Requirement(id="r1", text="Microsoft Excel", kind="required", weight=0.9, terms=["Microsoft Excel"])
    assert supports(wanted, "Excel (advanced)")
