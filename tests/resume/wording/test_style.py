"""Style: one way of writing percentages, thousands, dashes and hyphens."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume.wording.style import follow_apostrophes, follow_style, read_style


@pytest.mark.parametrize(
    ("lines", "text", "styled"),
    [
        (["Cut waste by 5%", "Won 7%"], "Raised sales by 40 %", "Raised sales by 40%"),
        (["Cut waste by 5 percent"], "Raised sales by 40%", "Raised sales by 40 percent"),
        (["Sent 12,000 letters"], "Sent leaflets to 10000 homes", "Sent leaflets to 10,000 homes"),
        (["Ran the bar – and the till"], "Ran the shop - and the van", "Ran the shop – and the van"),
        (["Sent e-mails"], "Answered emails", "Answered e-mails"),
        (["Coordinated 3 crews"], "Co-ordinating the rota", "Coordinating the rota"),
    ],
)
def test_a_text_follows_what_the_lines_do(lines: list[str], text: str, styled: str) -> None:
    assert follow_style(text, read_style(lines)) == styled


def test_the_ads_spelling_of_a_word_goes_before_the_lines_own() -> None:
    style = read_style(["Answered e-mails", "Sent e-mails"], "You will answer emails")
    assert follow_style("Answered e-mails", style) == "Answered emails"


@pytest.mark.parametrize(
    "text", ["Room 10000 was mine", "K-12 and 2019-2021", "Order no 12000 for me", "Call 77009001234 now", "X-ray – Y"]
)
def test_codes_ranges_and_numbers_that_name_stay(text: str) -> None:
    assert follow_style(text, read_style(["Sent 12,000 letters – all of them", text])) == text


def test_without_an_example_nothing_is_changed() -> None:
    text = "Cut 10000 emails by 5 % - and more"
    assert follow_style(text, read_style([])) == text


def test_apostrophes_are_those_of_the_lines() -> None:
    assert follow_apostrophes("the bakery's van", ["the ward’s rota"]) == "the bakery’s van"
    assert follow_apostrophes("the bakery’s van", ["no such mark"]) == "the bakery’s van"


LINES = st.lists(
    st.sampled_from(
        [
            "Won 5%",
            "Lost 6 %",
            "By 7 percent",
            "Sent 12,000 e-mails",
            "An email to 15000 people",
            "Ran - well",
            "Ran — ill",
        ]
    ),
    max_size=6,
)


@settings(deadline=None)
@given(LINES, LINES)
def test_figures_stay_and_following_twice_is_following_once(lines: list[str], model: list[str]) -> None:
    style = read_style(lines, "\n".join(model))
    for line in lines:
        styled = follow_style(line, style)
        assert follow_style(styled, style) == styled
        assert re.findall(r"\d", styled) == re.findall(r"\d", line)
