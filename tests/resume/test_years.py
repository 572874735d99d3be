from datetime import date

import pytest

from resume.years import add_up_years, find_years, say_years, years_asked

TODAY = date(2025, 6, 15)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("3+ years of SQL", 3),
        ("at least two years' experience in retail", 2),
        ("5-7 years of nursing", 5),
        ("5 to 7 years in sales", 5),
        ("minimum of three (3) years", 3),
        ("eight or more years in practice", 8),
        ("18 months in a call centre", 1.5),
        ("two years or more on a farm", 2),
        ("10 yrs", 10),
    ],
)
def test_years_asked_for_are_read(text: str, years: float) -> None:
    assert years_asked(text) == years


@pytest.mark.parametrize(
    "text",
    [
        "a 5-year checkable history",
        "a two-year position",
        "must be 18 years old",
        "aged 21 years",
        "over the last 30 years",
        "open 365 days a year",
        "£3 years",
    ],
)
def test_other_years_are_not_experience(text: str) -> None:
    assert find_years(text) is None


def test_overlapping_roles_count_once() -> None:
    assert add_up_years([("2020-01", "2021-12"), ("2021-01", "2022-12")], TODAY) == 3.0


def test_an_open_role_runs_to_today() -> None:
    assert add_up_years([("2024-07", None)], TODAY) == 1.0


def test_a_gap_between_roles_does_not_count() -> None:
    assert add_up_years([("2018-01", "2018-12"), ("2022-01", "2022-12")], TODAY) == 2.0


def test_bare_years_count_from_middle_to_middle() -> None:
    assert add_up_years([("2018", "2020")], TODAY) == 2.0


def test_without_dates_nothing_is_computed() -> None:
    assert add_up_years([(None, None), (None, "2020")], TODAY) is None


def test_a_role_that_ends_in_the_future_counts_to_today() -> None:
    assert add_up_years([("2024-07", "2030-01")], TODAY) == 1.0


@pytest.mark.parametrize(("years", "said"), [(3.0, "3 years"), (1.0, "1 year"), (2.52, "2.5 years"), (0.5, "6 months")])
def test_years_are_said_in_words(years: float, said: str) -> None:
    assert say_years(years) == said
