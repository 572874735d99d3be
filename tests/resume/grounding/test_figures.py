"""Figures keep their place, their bounds and their periods; what follows by arithmetic may be said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.resume.grounding.test_modality import check


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Trained 18 pilots, 17 of whom qualified.", "Trained 17 pilots, 18 of whom qualified."),
        ("Trained 18 pilots, 17 of whom qualified.", "Trained 18 pilots, all 18 of whom qualified."),
        ("Fitted 60 lamps and 85 lenses in six years.", "Fitted 85 lamps and 60 lenses in six years."),
        ("Fitted 60 lamps and 85 lenses in six years.", "Fitted 145 lamps in six years."),
        ("Reviewed tenders from 12 bidders, rejecting 5.", "Reviewed tenders from 12 bidders, rejecting 7."),
        (
            "Billed £412,000 in 2023 against a target of £360,000.",
            "Billed £360,000 in 2023 against a target of £412,000.",
        ),
        ("Welcomed 12,000 guests in 2019 and 9,000 in 2021.", "Welcomed 9,000 guests in 2019 and 12,000 in 2021."),
        ("Relit 9 of 11 towers.", "Relit 11 towers."),
        ("Relit 9 of 11 towers.", "Relit 11 of 9 towers."),
        ("Led one of four crews.", "Led four crews."),
        ("Carried up to 24 guests aged 30 to 50.", "Carried at least 24 guests aged 30 to 50."),
        ("Sailed with at least 60 crates.", "Sailed with up to 60 crates."),
        ("Grew the fleet from 800 to 1,000 boats.", "Grew the fleet by 1,000 boats."),
        ("Recovered £1.3m over three years.", "Recovered £1.3m a year."),
        ("Wired 45 huts in ten months.", "Wired 45 huts a month."),
        ("Kept losses below 10% for five quarters.", "Kept losses below 10% for five years."),
        ("Spent a budget of $450K.", "Spent a budget of $450M."),
        ("Raised ₹3.5 crore for the pier.", "Raised ₹3.5 lakh for the pier."),
        ("Won 4 of the 9 races.", "Won more than half of the 9 races."),
        ("Deputised for the pilot for three weeks in 2024.", "Deputised for the pilot for three weeks in 2023."),
        ("Drew maps for Gallery III.", "Drew maps for Gallery VIII."),
        ("Landed 1.4 tonnes in 2018, twice the 2017 catch.", "Landed 1.4 tonnes in 2017, twice the 2018 catch."),
        ("Sampled water every fortnight.", "Sampled water every month."),
        ("Milked 420 cows twice a day in a team of four.", "One of two people milking 420 cows twice a day."),
        ("Raised survival from 58% to 81% over three winters.", "Raised survival from 58% to 81% in one winter."),
        ("Charged between £180 and £240 a day.", "Charged from £240 a day."),
    ],
)
def test_a_figure_said_of_something_else_is_caught(source: str, claim: str) -> None:
    assert not check(source, claim).supported


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Trained 18 pilots, 17 of whom qualified.", "Trained 18 pilots, all but one of whom qualified."),
        ("Trained 18 pilots, 17 of whom qualified.", "Trained 18 pilots; 94% qualified."),
        ("Supplied 14 ferries and 6 barges.", "Supplied 20 ferries and barges."),
        ("Led 3 welders, 2 riggers and 6 fitters.", "Led a team of 11 welders, riggers and fitters."),
        ("Managed 25 agents taking 7,500 calls a month.", "Managed 25 agents taking 300 calls each a month."),
        ("Doubled bookings in two years.", "Raised bookings by 100% in 24 months."),
        ("Grew the fleet from 800 to 1,000 boats.", "Grew the fleet by a quarter."),
        ("Cut the crossing from 6 hours to 90 minutes.", "Cut the crossing by 75%."),
        ("Replaced 120 m of 11 kV cable.", "Replaced 0.12 km of 11 kV cable."),
        ("Tested 300 flares, rejecting 1 in 20.", "Tested 300 flares, rejecting 15."),
        ("Raised ₹3.5 crore for the pier.", "Raised ₹35 million for the pier."),
        ("Managed a R3.5M refit.", "Managed a R3,500,000 refit."),
        ("Spent CHF 60,000 a year on rope.", "Spent 60k Swiss francs a year on rope."),
        ("Drew maps for Gallery III.", "Drew maps for Gallery 3."),
        ("Charged between £180 and £240 a day.", "Charged £180–£240 per day."),
        ("Held talks over nine months.", "Held talks over three quarters of a year."),
        ("Losses fell from 6 in 100 trips to 2 in 100.", "Losses fell by two thirds."),
        ("Planted reeds on 70 of the 210 hectares.", "Planted reeds on a third of the 210 hectares."),
        ("Acting mate from March to September 2018.", "Acting mate for six months in 2018."),
        ("Handled at least 60 crates a day.", "Handled 60 or more crates a day."),
        ("Billed £412,000 against a target of £360,000.", "Billed £52,000 above target."),
    ],
)
def test_what_follows_from_the_figures_passes(source: str, claim: str) -> None:
    assert check(source, claim).reasons == []


figures = st.integers(min_value=21, max_value=9_999)


@given(figures, figures)
@settings(max_examples=150, deadline=None)
def test_another_figure_is_always_caught(said: int, claimed: int) -> None:
    verdict = check(
        f"Inspected {said:,} buoys along the northern coast.", f"Inspected {claimed:,} buoys along the northern coast."
    )
    assert verdict.supported == (said == claimed)


@given(
    figures, st.sampled_from(["{:,}", "{}", "{:,}.0", "{: }"]), st.sampled_from(["kg of rope", "buoys", "€ of fees"])
)
@settings(max_examples=150, deadline=None)
def test_the_same_figure_in_another_spelling_always_passes(figure: int, spelling: str, thing: str) -> None:
    written = f"{figure:,}".replace(",", " ") if spelling == "{: }" else spelling.format(figure)
    assert check(f"Moved {figure} {thing} a month.", f"Moved {written} {thing} a month.").reasons == []


@given(
    st.integers(min_value=2, max_value=400),
    st.sampled_from([("week", "year", 52), ("month", "year", 12), ("quarter", "year", 4)]),
)
@settings(max_examples=60, deadline=None)
def test_a_figure_per_period_follows_for_the_longer_period_and_for_no_other_sum(
    count: int, periods: tuple[str, str, int]
) -> None:
    short, long, times = periods
    source = f"Serviced {count} lanterns a {short}."
    assert check(source, f"Serviced {count * times} lanterns a {long}.").reasons == []
    assert not check(source, f"Serviced {count * times + times} lanterns a {long}.").supported


@given(st.integers(min_value=10, max_value=500), st.integers(min_value=10, max_value=500))
@settings(max_examples=100, deadline=None)
def test_a_rise_is_never_a_fall(before: int, after: int) -> None:
    source = f"Brought the catch from {before} to {after} crates."
    turned = check(source, f"Brought the catch from {after} to {before} crates.")
    assert turned.supported == (before == after)
