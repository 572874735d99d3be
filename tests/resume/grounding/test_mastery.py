"""Levels, degrees, awards and titles, each held against the one fact that states it; and whom one leads."""

import pytest

from tests.resume.grounding.weaver import check


@pytest.mark.parametrize(
    "text",
    [
        "Basket maker proficient in Rhino.",
        "Basket maker with a bachelor's degree in craft.",
        "Finalist for Weaver of the Year 2021.",
        "Basket maker fluent in Dutch and French.",
        "Head weaver who leads 6 weavers.",
    ],
)
def test_a_summary_may_say_what_one_fact_states(text: str) -> None:
    assert check(text, "summary").reasons == []


@pytest.mark.parametrize(
    "text",
    [
        "Basket maker proficient in Rhino and Blender.",
        "Basket maker skilled in Blender.",
        "Basket maker with a PhD in craft.",
        "Basket maker with a bachelor's degree in weaving.",
        "Weaver of the Year 2021.",
        "Basket maker fluent in Dutch, French and German.",
        "Production manager in Friesland.",
        "Surgeon in Friesland.",
        "Head weaver who leads 6 weavers and 9 dyers.",
        "Basket maker who has worked in France and Germany.",
    ],
)
def test_a_summary_puts_no_two_facts_into_one(text: str) -> None:
    assert not check(text, "summary").supported


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Lead 6 weavers and 9 dyers.", "w1"),
        ("Supervise 30 students.", "w1"),
        ("Bought 12 looms for the museum.", "w1"),
        ("Trained 6 weavers.", "w1"),
        ("Grafted rushes.", "w2"),
    ],
)
def test_a_line_makes_no_more_of_people_and_deeds(text: str, entry: str) -> None:
    assert not check(text, "work", entry).supported


@pytest.mark.parametrize(
    "text",
    [
        "At Reedham Craft School I led 6 weavers.",
        "Nine dyers report to me.",
        "At Twillhaven Baskets I taught children to plait.",
    ],
)
def test_a_letter_leaves_deeds_and_people_where_they_are(text: str) -> None:
    assert not check(text, "letter").supported
