"""The questions of a review: few, useful, the same each time, and none that the resume answers."""

from datetime import date

import pytest

from resume.facts import number_facts
from resume.job import Requirement
from resume.matching import match_requirements
from resume.review.payload import MAX_QUESTIONS, Question, ReviewPayload
from resume.review.questions import compile_review, word_list
from resume.schema import Basics, Language, Meta, Resume, Skill, Work

TODAY = date(2026, 6, 1)


def want(id: str, *terms: str, kind: str = "required", weight: float = 1.0) -> Requirement:
    return Requirement.model_validate(
        {"id": id, "text": " or ".join(terms), "kind": kind, "weight": weight, "terms": list(terms)}
    )


def review(resume: Resume, *requirements: Requirement, unsure: tuple[str, ...] = ()) -> ReviewPayload:
    facts = number_facts(resume)
    matches = match_requirements(requirements, facts, TODAY)
    return compile_review(resume, facts, requirements, matches, ["Lead with the bakery."], unsure)


def ask(resume: Resume, *requirements: Requirement, unsure: tuple[str, ...] = ()) -> list[Question]:
    return review(resume, *requirements, unsure=unsure).questions


def baker(*lines: str, start: str | None = "2018") -> Resume:
    role = Work(position="Baker", name="Crumb & Co", start_date=start, highlights=list(lines))
    return Resume(basics=Basics(name="Wilmot Harbinger"), work=[role], skills=[Skill(name="Sourdough")])


def test_a_line_that_answers_the_ad_and_tells_no_result_is_asked_about() -> None:
    (question,) = ask(baker("Baked sourdough for the shop"), want("r1", "Sourdough"))
    assert (question.kind, question.fact, question.place, question.requirement) == ("result", "w1.1", "w1", "r1")
    assert "Baked sourdough for the shop" in question.text
    assert "Sourdough" in question.why


def test_what_a_line_is_about_is_asked_for_in_number_where_it_gives_none() -> None:
    (question,) = ask(baker("Trained apprentices in lamination"))
    assert "how many apprentices" in question.text
    (question,) = ask(baker("Trained two apprentices in lamination"))
    assert "how many" not in question.text.partition(":")[0]
    assert "how many apprentices" not in question.text


@pytest.mark.parametrize(
    "line", ["Cut waste by 12 %", "Baked 400 loaves a day", "Reduced waste, saving the shop a van"]
)
def test_a_line_that_tells_its_result_is_not_asked_about(line: str) -> None:
    assert ask(baker(line)) == []


@pytest.mark.parametrize(
    ("term", "opening"),
    [
        ("Kubernetes", "Have you worked with Kubernetes?"),
        ("Budgeting", "Have you had to do with budgeting"),
        ("Polish", "Do you speak Polish?"),
        ("Forklift licence", "The ad asks for "),
    ],
)
def test_something_required_that_nothing_shows_is_asked_for_by_its_kind(term: str, opening: str) -> None:
    (question,) = ask(baker("Cut waste by 12 %"), want("r1", term))
    assert (question.kind, question.terms) == ("skill", [term])
    assert question.text.startswith(opening)


@pytest.mark.parametrize("term", ["Team player", "Bachelor's degree", "Reliability"])
def test_qualities_and_degrees_are_not_asked_for(term: str) -> None:
    assert ask(baker("Cut waste by 12 %"), want("r1", term)) == []


def test_what_the_resume_shows_and_what_is_a_mere_duty_is_not_asked_for() -> None:
    assert (
        ask(baker("Cut waste by 12 %"), want("r1", "Sourdough"), want("r2", "Budgeting", kind="responsibility")) == []
    )


def test_one_thing_that_is_asked_for_twice_is_one_question() -> None:
    assert len(ask(baker("Cut waste by 12 %"), want("r1", "Kubernetes"), want("r2", "Kubernetes"))) == 1


def test_dates_and_levels_that_are_missing_are_asked_for() -> None:
    resume = baker("Cut waste by 12 %", start=None)
    resume.languages = [Language(language="French")]
    kinds = {question.kind: question for question in ask(resume, want("r1", "Fluent French"))}
    assert kinds["dates"].place == "w1"
    assert kinds["level"].fact == "l1"


def test_a_title_that_could_be_the_employer_is_asked_about_first() -> None:
    first = ask(baker("Baked bread"), want("r1", "Kubernetes"), unsure=("/work/0/position",))[0]
    assert (first.kind, "Crumb & Co" in first.text) == ("field", True)


def test_there_are_at_most_five_and_not_all_of_one_kind() -> None:
    lines = [f"Kept the {thing} in order" for thing in ("mill", "oven", "cellar", "shop", "yard", "store")]
    wanted = [want(f"r{number}", term) for number, term in enumerate(("Kubernetes", "Docker", "gRPC", "Kafka", "Rust"))]
    questions = ask(baker(*lines), *wanted)
    assert len(questions) == MAX_QUESTIONS
    assert [question.id for question in questions] == ["q1", "q2", "q3", "q4", "q5"]
    assert {question.kind for question in questions} == {"result", "skill"}


def test_a_resume_in_another_language_is_not_asked_about_its_lines() -> None:
    resume = baker("Brot gebacken").model_copy(update={"meta": Meta(language="de")})
    assert ask(resume) == []


def test_the_payload_names_strategy_gaps_with_advice_and_entries() -> None:
    payload = review(baker("Baked bread"), want("r1", "Kubernetes"))
    assert [(point.id, point.text) for point in payload.strategy] == [("s1", "Lead with the bakery.")]
    (gap,) = payload.gaps
    assert gap.requirement == "r1"
    assert all((gap.advice, gap.say, gap.learn))
    assert [entry.id for entry in payload.entries] == ["w1"]


def test_the_same_input_gives_the_same_questions() -> None:
    wanted = want("r1", "Kubernetes"), want("r2", "Docker")
    assert review(baker("Baked bread"), *wanted) == review(baker("Baked bread"), *wanted)


@pytest.mark.parametrize("name", ["yes", "no", "unknown", "swap", "hedges", "fragment"])
def test_the_words_of_answers_are_in_lower_case_and_each_there_once(name: str) -> None:
    words = word_list("answers", name)
    assert [word.casefold() for word in words] == list(words)
    assert len(set(words)) == len(words)
