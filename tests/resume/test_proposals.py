"""What another writer's line must be, and must keep, before it is worth the fact check."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume.job import Requirement
from resume.proposals import LONGEST_COMPOSED, TRUSTED_WHY, explain, find_losses, take_composed, take_line, tidy

LINE = "Responsible for managing a team of 14 nurses on the Alder ward in March 2019, with SQL reports"


@pytest.mark.parametrize(
    ("source", "proposed"),
    [
        (LINE, "Managed a team of 14 nurses on the Alder ward in March 2019, with SQL reports"),
        ("Trained six students in wound care", "Taught wound care to 6 students"),
        ("Saved £1,200,000 by new tenders", "Saved £1.2M through new tenders"),
        ("Cut costs from €9,000 to €5,400 a month", "Reduced monthly costs from €9,000 to €5,400 a month"),
        ("Was involved in hiring 5 engineers", "Took part in hiring 5 engineers"),
        ("Ran services on K8s for the tax office", "Ran services on Kubernetes for the tax office"),
    ],
)
def test_a_rewording_that_keeps_what_the_line_says_is_taken(source: str, proposed: str) -> None:
    assert take_line(source, proposed) == proposed


@pytest.mark.parametrize(
    "proposed",
    [
        "Managed projects.",
        "Managed a team of nurses on the Alder ward in March 2019, with SQL reports",
        "Managed a team of 14 nurses on the ward in March 2019, with SQL reports",
        "Managed a team of 14 nurses on the Alder ward in 2019, with SQL reports",
        "Managed a team of 14 nurses on the Alder ward in March 2019, with reports",
        "Managed a team of 41 nurses on the Alder ward in March 2019, with SQL reports",
        "14 Alder March 2019 SQL",
    ],
    ids=["everything", "a figure", "a name", "a month", "a skill", "a figure turned", "all but the names"],
)
def test_a_rewording_that_loses_something_is_not_taken(proposed: str) -> None:
    assert take_line(LINE, proposed) is None
    assert find_losses(LINE, proposed)


def test_a_period_that_goes_is_a_loss() -> None:
    assert find_losses("Handled 40 calls a day for the helpdesk", "Handled 40 calls for the helpdesk") == ["40"]


@pytest.mark.parametrize(
    "proposed",
    [
        "",
        "  ",
        "14",
        "Managed <b>14</b> nurses of the team on the Alder ward in March 2019, with SQL reports",
        "Managed a team of 14 nurses on the Alder ward in March 2019, with {{SQL}} reports",
        "Managed a **team** of 14 nurses on the Alder ward in March 2019, with SQL reports",
        "Managed a team of 14 nurses on the Alder ward in March 2019, with SQL reports https://evil.example",
        "I managed a team of 14 nurses on the Alder ward in March 2019, with SQL reports",
        "Managed a team of 14 nurses on the the Alder ward in March 2019, with SQL reports",
        "Managed a team (of 14 nurses on the Alder ward in March 2019, with SQL reports",
        "Managed a team of 14 nurses on the Alder ward in March 2019, with\u202e SQL reports",
        "Managed a team of 14 nurses on the Alder ward in March 2019, with SQL reports | Chief",
        LINE + " and more" * 20,
        LINE.upper().lower().capitalize() + "!",
        LINE,
    ],
)
def test_what_is_no_line_or_the_sources_own_is_not_taken(proposed: str) -> None:
    assert take_line(LINE, proposed) is None


@pytest.mark.parametrize("wrapped", ["“{}”", '"{}"', "- {}", "• {}", "w1.2: {}", "1. {}", "  {}\n", "{}."])
def test_what_clumsy_writers_set_around_a_line_comes_off(wrapped: str) -> None:
    text = "Managed a team of 14 nurses on the Alder ward in March 2019, with SQL reports"
    assert take_line(LINE, wrapped.format(text)) == text


def test_a_line_ends_as_its_source_does_and_begins_with_a_capital() -> None:
    assert tidy("baked bread", like="Bread was baked.") == "Baked bread."
    assert tidy("Baked bread.", like="Bread was baked") == "Baked bread"


@given(st.text(max_size=200), st.text(max_size=200))
def test_what_is_taken_is_one_clean_line_that_loses_nothing(source: str, proposed: str) -> None:
    taken = take_line(source, proposed)
    if taken is not None:
        assert taken == " ".join(taken.split())
        assert not re.search(r"[<>{}`\x00-\x1f]", taken) or any(char in source for char in "<>{}`")
        assert find_losses(source, taken) == []


@given(st.text(max_size=120))
def test_no_line_loses_anything_against_itself(line: str) -> None:
    assert find_losses(line, line) == []


def test_a_composed_text_is_plain_and_short() -> None:
    assert take_composed("Ward sister | triage, wound care") == "Ward sister | triage, wound care"
    assert take_composed("<script>alert(1)</script>") is None
    assert take_composed("I am the best") is None
    assert take_composed("word " * LONGEST_COMPOSED) is None


WANTED = [Requirement(id="r1", text="Wound care", kind="required", weight=1, terms=["wound care"])]


@pytest.mark.parametrize(
    ("why", "source", "text", "told"),
    [
        ("shorter", "Dressed the wounds of patients", "Dressed wounds", "shorter"),
        ("shorter", "Dressed wounds", "Dressed the wounds of patients", "clearer"),
        ("opening", "Duties: dressing wounds", "Dressed wounds", "opening"),
        ("opening", "Dressed wounds", "Dressed many wounds", "clearer"),
        ("ad_term", "Dressed wounds", "Gave wound care", "ad_term"),
        ("ad_term", "Gave wound care", "Did wound care", "clearer"),
        ("result", "Dressed wounds", "Dressed wounds well", "clearer"),
        ("result", "Dressed wounds, 40% faster", "Dressed wounds and cut time by 40%", "result"),
        ("voice", "Dressed wounds", "Dressing wounds", "voice"),
    ],
)
def test_a_reason_is_told_only_where_the_two_texts_bear_it_out(why: str, source: str, text: str, told: str) -> None:
    assert explain(why, source, text, WANTED) == TRUSTED_WHY[told]  # type: ignore[arg-type, index]


@pytest.mark.parametrize(
    ("source", "proposed"),
    [
        ("Started a carers' group that still meets", "Started a carers' group that still meets, using time series"),
        ("Kept the accounts of three shops in Excel", "Kept the accounts of three shops in Excel and Tableau"),
    ],
)
def test_a_line_that_names_a_skill_its_source_does_not_is_refused(source: str, proposed: str) -> None:
    assert take_line(source, proposed) is None


@pytest.mark.parametrize(
    ("source", "proposed"),
    [
        ("Was responsible for the K8s clusters of 4 teams", "Ran the Kubernetes clusters of 4 teams"),
        ("Responsible for planning budgets of 3 wards", "Planned the budgets of 3 wards"),
    ],
)
def test_a_skill_by_another_name_or_in_the_sources_own_words_is_none_that_is_new(source: str, proposed: str) -> None:
    assert take_line(source, proposed) == proposed
