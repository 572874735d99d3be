import re
import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

import resume.advice
from evals.datasets import Job, Person, jobs, people
from resume.advice import advise
from resume.coverage import cover_requirements
from resume.edits import Arrangement, apply_edits
from resume.facts import Fact, number_facts
from resume.job import Requirement, RequirementKind
from resume.lexicon import all_skills
from resume.matching import match_requirements
from resume.report import GapAdvice
from resume.schema import Basics, Certificate, Education, Language, Resume, Skill, Work

DATA = tomllib.loads(Path(resume.advice.__file__).with_suffix(".toml").read_text("utf-8"))
WORDINGS = [
    text
    for table in ("relations", "none", "kinds")
    for entry in DATA[table].values()
    for part in ("text", "say", "learn")
    for text in entry.get(part, [])
]
TODAY = date(2025, 3, 1)
PERSON = Resume(
    basics=Basics(name="Casimir Vole", summary="Analyst who likes tidy tables."),
    work=[
        Work(
            name="Heron Tidal Power",
            position="Data Analyst",
            start_date="2022-03",
            highlights=[
                "Wrote MySQL reports on turbine faults for the control room",
                "Supervised two student analysts during their placements",
                "Worked with SystmOne exports",
            ],
        )
    ],
    education=[
        Education(institution="Saltmarsh College", area="Geography", study_type="BSc", end_date="2019"),
        Education(
            institution="Saltmarsh College", area="Statistics", study_type="MSc", start_date="2024", end_date="2026"
        ),
    ],
    certificates=[Certificate(name="Immediate Life Support (ILS)")],
    skills=[Skill(name="Microsoft Word"), Skill(name="power analysis"), Skill(name="Google Cloud")],
    languages=[Language(language="Portuguese", fluency="Native"), Language(language="Danish", fluency="Basic")],
)
FACTS = number_facts(PERSON)


def ask(text: str, *terms: str, kind: RequirementKind = "required", number: int = 1) -> Requirement:
    return Requirement(id=f"r{number}", text=text, kind=kind, weight=0.9, terms=list(terms) or [text])


def advice_on(requirements: Iterable[Requirement], person: Resume = PERSON) -> list[GapAdvice]:
    wanted = list(requirements)
    facts = number_facts(person)
    matches = match_requirements(wanted, facts, TODAY)
    claims = apply_edits(person, facts, [], Arrangement()).claims
    return advise(cover_requirements(wanted, matches, claims, {claim.id for claim in claims}), matches, facts)


def one(text: str, *terms: str, kind: RequirementKind = "required") -> GapAdvice:
    (only,) = advice_on([ask(text, *terms, kind=kind)])
    return only


def spoken(advice: GapAdvice) -> str:
    return " ".join((advice.text, advice.say, advice.learn))


def test_what_the_resume_shows_needs_no_advice() -> None:
    assert advice_on([ask("MySQL")]) == []


def test_a_thing_of_the_same_kind_is_named_as_the_closest() -> None:
    advice = one("PostgreSQL")
    assert (advice.closest, "MySQL" in advice.say) == (["w1.1"], True)


def test_a_program_that_does_the_same_job_is_named_as_the_closest() -> None:
    assert one("AWS").closest == ["s3"]


def test_a_narrower_skill_is_told_as_a_part() -> None:
    advice = one("electronic health records")
    assert (advice.closest, "SystmOne" in advice.text) == (["w1.3"], True)


def test_two_programs_of_one_maker_are_not_called_close() -> None:
    assert one("Excel").closest == []


def test_a_shared_word_is_nothing_close_to_a_named_program() -> None:
    assert one("Power BI").closest == []


def test_a_line_that_shares_telling_words_is_quoted() -> None:
    advice = one("Supervise student nurses on placements", kind="responsibility")
    assert advice.closest[0] == "w1.2"
    assert "Supervised two student analysts" in advice.text


def test_years_are_told_as_shown_and_asked() -> None:
    advice = one("5 years of MySQL", "MySQL")
    assert "3.1 years" in advice.text
    assert "5 years" in advice.text


def test_a_language_at_a_lower_level_is_told_honestly() -> None:
    assert "true level" in one("Fluent Danish", "Danish").say


def test_other_languages_are_named_where_one_is_missing() -> None:
    advice = one("Spanish")
    assert "Portuguese and Danish" in advice.text


def test_a_degree_that_is_not_finished_is_told_so() -> None:
    advice = one("Master's degree in Statistics")
    assert "not" in advice.say
    assert "e2" in advice.closest


def test_a_degree_of_another_level_is_named_as_it_is() -> None:
    advice = one("PhD in Physics")
    assert advice.text.startswith("The ad asks for a PhD")
    assert "MSc" in advice.text


def test_a_registration_is_never_to_be_written_as_held() -> None:
    assert "hold" in one("HCPC registration").say


def test_a_portfolio_is_to_be_put_together() -> None:
    assert "pieces" in one("A portfolio that shows how you think", "portfolio").learn


def test_a_plus_need_not_be_raised() -> None:
    assert one("Kubernetes", kind="preferred").say != one("Kubernetes").say


def test_what_must_be_there_comes_first() -> None:
    wanted = [ask("origami", kind="keyword", number=1), ask("Rust", kind="preferred", number=2), ask("Java", number=3)]
    assert [advice.requirement for advice in advice_on(wanted)] == ["r3", "r2", "r1"]


def test_something_the_candidate_has_is_offered_in_place_of_a_gap() -> None:
    advice = advice_on([ask("MySQL", number=1), ask("viennoiserie", number=2)])
    assert "MySQL" in advice[0].say


@pytest.mark.parametrize("part", ["text", "say", "learn"])
def test_eight_gaps_of_one_kind_do_not_repeat_a_sentence_nearby(part: str) -> None:
    crafts = (
        "plated desserts",
        "viennoiserie",
        "chocolate work",
        "sugar work",
        "butchery",
        "bread baking",
        "banqueting",
        "barista",
    )
    wanted = [ask(term, number=number) for number, term in enumerate(crafts, start=1)]
    said = [
        getattr(advice, part).replace(ask.terms[0], "") for advice, ask in zip(advice_on(wanted), wanted, strict=True)
    ]
    assert all(len(set(said[at : at + 4])) == 4 for at in range(len(said) - 3))


def test_the_same_input_gets_the_same_advice() -> None:
    wanted = [ask(term, number=number) for number, term in enumerate(("Java", "butchery", "Spanish"), start=1)]
    assert advice_on(wanted) == advice_on(wanted)


def test_no_wording_tells_anybody_to_put_in_what_is_not_so() -> None:
    assert len(WORDINGS) > 100
    assert not [one for one in WORDINGS if re.search(r"\badd\b|\binsert\b|\bpretend\b|\bexaggerat", one, re.IGNORECASE)]


def test_every_wording_can_be_filled() -> None:
    known = {"thing", "near", "where", "line", "had", "asked", "strength"}
    fields = {name for one in WORDINGS for _, name, _, _ in Formatter().parse(one) if name is not None}
    assert fields <= known


def test_the_data_names_only_skills_and_groups_that_the_lexicon_has() -> None:
    known = {skill.name for skill in all_skills()} | {skill.group for skill in all_skills()}
    groups = {group for kind in DATA["kinds"].values() for group in kind["groups"]}
    same_job = {name for names in DATA["same_job"] for name in names}
    assert (groups | same_job | set(DATA["look_past"]["brands"])) - known == set()


def _pairs() -> list[tuple[Job, Person]]:
    every = [(job, person) for job in jobs() for person in people() if person.slug in job.truth.people]
    return every[::3]


@pytest.mark.parametrize(("job", "person"), _pairs(), ids=lambda item: item.slug)
def test_advice_reads_whole_over_many_people_and_ads(job: Job, person: Person) -> None:
    facts: dict[str, Fact] = {fact.id: fact for fact in number_facts(person.truth)}
    must = [ask(term, number=at) for at, term in enumerate(job.truth.required)]
    plus = [ask(term, kind="preferred", number=at) for at, term in enumerate(job.truth.preferred, start=len(must))]
    for advice in advice_on([*must, *plus], person.truth):
        assert set(advice.closest) <= facts.keys()
        assert not re.search(r"[{}]|  | ,|\.\.|“”|\(\)| in your work as \.", spoken(advice)), spoken(advice)
        assert all(sentence.endswith((".", "”")) for sentence in (advice.text, advice.say, advice.learn))
        assert all(sentence[0].isupper() or not sentence.split()[0].islower() for sentence in (advice.text, advice.say))
