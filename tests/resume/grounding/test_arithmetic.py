"""What follows from a random fact passes in every way of telling it; what comes near it does not."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.resume.grounding.test_modality import check

smalls = st.integers(min_value=3, max_value=19)
middles = st.integers(min_value=24, max_value=96)
UNITS = [
    ("km", "m", 1_000),
    ("t", "kg", 1_000),
    ("kg", "g", 1_000),
    ("GB", "MB", 1_000),
    ("MW", "kW", 1_000),
    ("ha", "m²", 10_000),
]
UNITS += [("hours", "minutes", 60), ("weeks", "days", 7), ("years", "months", 12), ("dozen eggs", "eggs", 12)]
IMPERIAL = [("miles", "km", 1.609344), ("acres", "ha", 0.40468564), ("feet", "m", 0.3048), ("lb", "kg", 0.45359237)]


@given(st.sampled_from(UNITS), smalls)
@settings(max_examples=60, deadline=None)
def test_a_measure_may_be_told_in_another_unit(unit: tuple[str, str, int], number: int) -> None:
    large, small, times = unit
    one, other = f"Checked {number} {large}.", f"Checked {number * times:,} {small}."
    assert check(one, other).reasons == []
    assert check(other, one).reasons == []
    assert not check(one, f"Checked {number} {small}.").supported
    assert not check(one, f"Checked {(number + 1) * times:,} {small}.").supported


@given(st.sampled_from(IMPERIAL), middles)
@settings(max_examples=40, deadline=None)
def test_units_of_two_systems_convert_to_the_digits_that_are_written(unit: tuple[str, str, float], number: int) -> None:
    theirs, ours, size = unit
    source = f"Checked {number} {theirs}."
    assert check(source, f"Checked {number * size:.1f} {ours}.").reasons == []
    assert not check(source, f"Checked {number * size * 1.2:.1f} {ours}.").supported
    assert not check(source, f"Checked {number} {ours}.").supported


@given(middles, st.integers(min_value=2, max_value=21))
@settings(max_examples=80, deadline=None)
def test_a_fall_may_be_told_by_its_difference_its_share_and_its_end(before: int, after: int) -> None:
    source = f"Cut errors from {before} to {after} a month."
    fall = before - after
    assume(fall != after and abs(fall - after) > 1)
    assert check(source, f"Cut errors by {fall} a month.").reasons == []
    assert check(source, f"Cut errors by {fall / before * 100:.0f}%.").reasons == []
    assert check(source, f"Cut monthly errors to {after}.").reasons == []
    for wrong in (f"by {after} a month", f"by {before} a month", f"by {fall + 1} a month", f"to {fall} a month"):
        assert not check(source, f"Cut errors {wrong}.").supported
    share = fall / before * 100
    assume(abs(share - 50) > 3)
    assert not check(source, f"Cut errors by {100 - share:.0f}%.").supported
    assert not check(source, f"Cut errors by {'more' if share < 50 else 'less'} than half.").supported
    assert not check(source, f"Raised errors by {share:.0f}%.").supported


@given(
    st.integers(min_value=2, max_value=9),
    st.integers(min_value=3, max_value=12),
    st.sampled_from(["classes", "crews", "groups"]),
)
@settings(max_examples=50, deadline=None)
def test_so_many_of_so_many_are_their_product_together_and_not_each(number: int, size: int, groups: str) -> None:
    assume(number != size)
    source = f"Taught {number} {groups} of {size} keepers each."
    assert check(source, f"Taught {number * size} keepers in {number} {groups}.").reasons == []
    assert not check(source, f"Taught {number} {groups} of {number * size} keepers.").supported
    assert not check(source, f"Taught {size} keepers in {number} {groups}.").supported
    assert not check(source, f"Taught {size} {groups} of {number} keepers each.").supported


@given(st.integers(min_value=101, max_value=160), st.sampled_from(["quota", "sales target", "budgeted goal"]))
@settings(max_examples=40, deadline=None)
def test_more_than_all_of_a_target_is_so_much_above_it(reached: int, target: str) -> None:
    source = f"Reached {reached}% of the {target} in 2017."
    assert check(source, f"Beat the {target} by {reached - 100}% in 2017.").reasons == []
    assert not check(source, f"Beat the {target} by {reached}% in 2017.").supported
    assert not check(source, f"Missed the {target} by {reached - 100}% in 2017.").supported
    assert not check(source, f"Beat the {target} by {reached - 100 + 2}% in 2017.").supported


@given(st.integers(min_value=3, max_value=40), st.integers(min_value=20, max_value=900))
@settings(max_examples=40, deadline=None)
def test_an_amount_from_several_is_so_much_for_each(givers: int, each: int) -> None:
    source = f"Raised ${givers * each:,} from {givers} donors."
    assert check(source, f"Raised an average of ${each} per donor.").reasons == []
    assert not check(source, f"Raised ${givers * each:,} per donor.").supported
    assert not check(source, f"Raised an average of ${each * 2} per donor.").supported


@given(st.integers(min_value=1, max_value=60).map(lambda times: times * 12_000))
@settings(max_examples=40, deadline=None)
def test_a_yearly_amount_is_a_twelfth_a_month_and_no_more(amount: int) -> None:
    for source in (f"Manage a yearly budget of £{amount:,}.", f"Manage a £{amount:,} annual budget."):
        assert check(source, f"Manage a budget of £{amount // 12:,} a month.").reasons == []
        assert not check(source, f"Manage a budget of £{amount:,} a month.").supported
        assert not check(source, f"Manage a budget of £{amount // 4:,} a month.").supported
    assert not check(f"Manage a budget of £{amount:,}.", f"Manage a budget of £{amount // 12:,} a month.").supported


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Cut the lease from 24 pages to 10.", "Cut the 24-page lease by 14 pages."),
        ("Cut time to hire from 38 to 21 days.", "Hired 17 days faster, cutting time to hire from 38 to 21 days."),
        ("Supervised 6 drivers, 3 loaders and a clerk.", "Supervised a team of ten."),
        ("Sat on the working group of seven.", "Sat on the seven-member working group."),
        ("Ranked 2nd of 14 crews.", "Ranked second of 14 crews."),
        ("Grouped 86 job descriptions into 9 grades.", "Grouped 86 job descriptions into nine grades."),
        (
            "Collected R 6.4 million in 2016, R 1.6 million more than in 2015.",
            "Collected a third more in 2016, R 6.4 million.",
        ),
        ("Rated 4.8 out of 5 by 320 guests.", "Rated 4.8/5 by over 300 guests."),
        ("Stored samples at -80 °C.", "Stored samples at minus 80 degrees Celsius."),
        ("Typed 70 words per minute.", "Typed 70 wpm."),
        ("Lowered urea use from 150 to 120 kg per hectare.", "Lowered urea use from 150 to 120 kg/ha."),
        ("Solved 68% of cases; the team average was 55%.", "Solved 68% of cases, above the team average of 55%."),
        ("Won 3 regional awards and 2 national awards.", "Won 5 awards, 3 regional and 2 national."),
    ],
)
def test_a_restatement_that_follows_passes(source: str, claim: str) -> None:
    assert check(source, claim).reasons == []


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Cut the lease from 24 pages to 10.", "Cut the 14-page lease."),
        ("Cut time to hire from 38 to 21 days.", "Hired 21 days faster."),
        ("Cut time to hire from 38 to 21 days.", "More than halved time to hire, from 38 to 21 days."),
        ("Ranked 2nd of 14 crews.", "Ranked first of 14 crews."),
        ("Rated 4.8 out of 5 by 320 guests.", "Rated 5 out of 5 by 320 guests."),
        ("Stored samples at -80 °C.", "Stored samples at 80 °C."),
        ("Spent 1.2 million on roads and 0.8 million on locks.", "Spent 2 million on roads."),
        ("Grew a £40k fund by £5k.", "Grew a fund by £40k."),
        ("Ran 2 squads of 13 keepers in total.", "Ran 2 squads of 13 keepers each."),
        ("Raised uptime from 71% in 2018 to 88% in 2021.", "Raised uptime from 71% in 2021 to 88% in 2018."),
        ("Raised uptime from 71% in 2018 to 88% in 2021.", "Raised uptime from 71% to 88% in two years."),
        ("Cut missed calls from 20% to 8% within 12 months.", "Cut missed calls from 20% to 8% within one quarter."),
        ("Lead 3 engineers, 2 surveyors and 6 fitters.", "Lead 8 engineers, 2 surveyors and 6 fitters."),
        ("Recovered £38 million in FY2021, more than in FY2020.", "Recovered £38 million in FY2020."),
    ],
)
def test_a_near_miss_is_caught(source: str, claim: str) -> None:
    assert not check(source, claim).supported
