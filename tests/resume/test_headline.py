"""A headline is a title of the candidate's own and what they know; a bullet, a slogan or the ad's title is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume.facts import number_facts
from resume.headline import MOST_PARTS, Headline, take_headline
from resume.schema import Basics, Certificate, Education, Interest, Reference, Resume, Skill, Work

CHEF = Resume(
    basics=Basics(name="Perpetua Glimm", summary="Wants to move into event catering."),
    work=[
        Work(
            position="Head Chef (Banqueting)",
            name="Thornback Hotel",
            highlights=[
                "Run a kitchen of 9 cooks that serves 120 covers a night",
                "Planned tasting menus for weddings",
            ],
        ),
        Work(position="Sous Chef, Pastry", name="The Quill", highlights=["Managed ordering with StockPilot"]),
    ],
    skills=[
        Skill(name="HACCP"),
        Skill(name="Research and Development"),
        Skill(name="Baking", keywords=["Sourdough", "Lamination"]),
        Skill(name="Kubernetes"),
    ],
    certificates=[Certificate(name="Food Hygiene Level 3", issuer="Thornback College")],
    education=[Education(study_type="Diploma", area="Culinary Arts", institution="Thornback College")],
    interests=[Interest(name="Falconry")],
    references=[Reference(name="Tamsin Vane", reference="A gifted saucier of game birds.")],
)
FACTS = number_facts(CHEF)


def taken(text: str) -> str | None:
    headline = take_headline(text, CHEF, FACTS)
    return headline.text if headline else None


@pytest.mark.parametrize(
    ("proposed", "headline"),
    [
        ("Head Chef | HACCP, Sourdough", "Head Chef | HACCP, Sourdough"),
        ("Head Chef (Banqueting) – HACCP", "Head Chef (Banqueting) | HACCP"),
        ("head chef | haccp | sourdough", "Head Chef | HACCP, Sourdough"),
        ("Head Chef, HACCP and Sourdough", "Head Chef | HACCP, Sourdough"),
        ("Sous Chef, Pastry · Lamination", "Sous Chef, Pastry | Lamination"),
        ("Sous Chef | Culinary Arts", "Sous Chef | Culinary Arts"),
        ("Head Chef | Food Hygiene Level 3", "Head Chef | Food Hygiene Level 3"),
        ("Head Chef | Research and Development", "Head Chef | Research and Development"),
        ("Head Chef | tasting menus", "Head Chef | tasting menus"),
        ("Head Chef | K8s", "Head Chef | K8s"),
        ("Head Chef | HACCP, HACCP", "Head Chef | HACCP"),
        ("Head Chef", "Head Chef"),
    ],
)
def test_a_title_with_skills_or_fields_of_theirs_is_put_into_its_usual_shape(proposed: str, headline: str) -> None:
    assert taken(proposed) == headline


@pytest.mark.parametrize(
    "proposed",
    [
        "Own a kitchen of 9 cooks that serves 120 covers a night",
        "Run a kitchen of 9 cooks that serves 120 covers a night",
        "Head Chef | Run a kitchen of 9 cooks",
        "Head Chef | 120 covers a night",
        "Head Chef | Managed ordering",
        "Head Chef | Planned tasting menus",
        "Head Chef who runs a kitchen",
        "Head Chef with 12 years of experience",
        "Executive Head Chef | HACCP",
        "Head Chefs | HACCP",
        "Chef | HACCP",
        "HACCP | Head Chef",
        "HACCP, Sourdough",
        "Event Manager | HACCP",
        "Head Chef | Saucier",
        "Head Chef | event catering",
        "Head Chef | game birds",
        "Head Chef | Falconry",
        "Head Chef | Zorblax",
        "Head Chef | HACCP, Zorblax",
        "Head Chef | HACCP | Sourdough | Lamination | Culinary Arts | tasting menus | K8s",
        "|",
        "",
    ],
)
def test_anything_else_is_no_headline(proposed: str) -> None:
    assert taken(proposed) is None


def test_its_facts_are_those_in_which_its_parts_stand() -> None:
    assert take_headline("Sous Chef | HACCP, Lamination", CHEF, FACTS) == Headline(
        "Sous Chef | HACCP, Lamination", ["w2", "s1", "s3.2"]
    )


def test_without_a_role_there_is_no_title_to_open_with() -> None:
    unemployed = CHEF.model_copy(update={"work": []})
    assert take_headline("Head Chef | HACCP", unemployed, number_facts(unemployed)) is None


PARTS = st.sampled_from(
    ["HACCP", "Sourdough", "Lamination", "Culinary Arts", "Zorblax", "9 cooks", "Managed ordering", ""]
)


@given(st.sampled_from(["Head Chef", "Sous Chef", "Chef", "Own a kitchen"]), st.lists(PARTS, max_size=7))
def test_what_is_taken_opens_with_a_title_held_and_is_taken_as_it_is_again(title: str, parts: list[str]) -> None:
    headline = taken(f"{title} | {', '.join(parts)}")
    if headline is not None:
        assert headline.startswith(("Head Chef", "Sous Chef"))
        assert headline.count(",") < MOST_PARTS
        assert not any(lie in headline for lie in ("Zorblax", "9 cooks", "Managed"))
        assert taken(headline) == headline


@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    assert taken(text) is None or text.strip()
