"""Bounds, ends of ranges, parts of wholes, intervals: what a figure may be told as, and what it may not."""

import pytest

from tests.resume.grounding.test_modality import check


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Painted 22 buoys within 14 months.", "Painted over 22 buoys within 14 months."),
        ("Sold charts at an average of £18.50.", "Sold charts at over £18.50."),
        ("Kept watch 15 to 20 hours a week.", "Kept watch 20 hours a week."),
        ("Shortened the crossing from 12 to 9 weeks.", "Shortened the crossing to 3 weeks."),
        ("Raised takings per visit from $22 to $31 in two years.", "Raised takings per visit by $31 in two years."),
        ("Raised takings per visit from $22 to $31 in two years.", "Raised takings per visit by 41% in a year."),
        ("Doubled the number of keepers to 18.", "Doubled the number of keepers from 18."),
        ("Doubled the number of keepers to 18.", "Added 18 keepers."),
        ("Wrote 6 of the 10 chapters of the pilot book.", "Wrote the pilot book in 10 chapters."),
        ("Charged £38 an hour, against a regional norm of £45.", "Hourly rate of £45."),
        ("Surveyed 14 reefs in 2020 and 9 in 2021.", "Surveyed 23 reefs in 2020."),
        ("Ran a signal club, at first for 5 and in the end for 32 pupils.", "Ran a signal club for 37 pupils."),
        ("Applied for 22 permits and won 8.", "Won 22 permits."),
        ("Applied for 22 permits and won 8.", "Applied for 30 permits and won 8."),
        ("Took £2m in four years, £900,000 of it from tolls.", "Took £900,000 in four years, £2m of it from tolls."),
        ("Rebuilt 6 lamps, each in under four weeks.", "Rebuilt 6 lamps in under four weeks."),
        (
            "Taught 12 keepers; five of them passed the oral exam.",
            "Taught 12 keepers; seven of them passed the oral exam.",
        ),
        ("Signals answered by 14% of ships, against 9% the year before.", "Signals answered by 9% of ships."),
        ("On call every third weekend.", "On call every weekend."),
        ("Checked 40 Windows 7 machines.", "Checked 7 Windows machines."),
        ("Led one of four gangs on the repair of the tower.", "Led the repair of the tower."),
        ("Moored 9 tugs in Q4 2018.", "Moored 9 tugs in Q3 2018."),
        ("Never took more than two days to relight a lamp.", "Took at least two days to relight a lamp."),
        ("Deputy to the harbour manager since 2021.", "Harbour manager since 2021."),
    ],
)
def test_a_figure_told_as_more_than_it_is_is_caught(source: str, claim: str) -> None:
    assert not check(source, claim).supported


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Kept watch 15 to 20 hours a week.", "Kept watch up to 20 hours a week."),
        ("Kept watch 15 to 20 hours a week.", "Kept watch at least 15 hours a week."),
        ("Shortened the crossing from 12 to 9 weeks.", "Shortened the crossing by three weeks, to nine."),
        (
            "Raised takings per visit from $22 to $31 in two years.",
            "Raised takings per visit by $9, or 41%, in two years.",
        ),
        ("Doubled the number of keepers to 18.", "Doubled the number of keepers, from 9 to 18."),
        ("Surveyed 14 reefs in 2020 and 9 in 2021.", "Surveyed 23 reefs in 2020 and 2021."),
        ("Surveyed 14 reefs in 2020 and 9 in 2021.", "Surveyed 23 reefs in two years."),
        ("Towed 320 kg of kelp a week.", "Towed about a third of a tonne of kelp a week."),
        ("Applied for 22 permits and won 8.", "Won 8 of 22 permits."),
        ("Charged £38 an hour, against a regional norm of £45.", "Charged £38 an hour, £7 below the regional norm."),
        (
            "Signals answered by 14% of ships, against 9% the year before.",
            "Signals answered by 14% of ships, up from 9%.",
        ),
        ("On call every third weekend.", "On call one weekend in three."),
        ("Drove the supply van 210 km every Saturday.", "Drove the supply van 210 km every week."),
        ("No lamp was lost between 2019 and 2023.", "No lamp was lost from 2019 to 2023."),
        ("Moored 9 tugs in Q4 2018.", "Moored 9 tugs in the fourth quarter of 2018."),
        ("Moored 9 tugs in November 2018.", "Moored 9 tugs in the last quarter of 2018."),
        ("Never took more than two days to relight a lamp.", "Took at most two days to relight a lamp."),
        ("Cut sick days per keeper from 15 to 9 a year.", "Cut absence per keeper from 15 to 9 sick days a year."),
        ("Tested chains at 125% of their rated load.", "Tested chains at 1.25 times their rated load."),
        ("Merged 25 pull requests a week.", "Merged 25 PRs a week."),
    ],
)
def test_the_same_figure_told_in_another_way_passes(source: str, claim: str) -> None:
    assert check(source, claim).reasons == []
