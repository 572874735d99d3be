"""Two lines in one, whose figures get in each other's way: each half is judged by itself, and no lie hides behind `and`."""

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.grounding.support.merging import cuts
from resume.schema import Resume
from tests.resume.grounding.person import TODAY

HERE = [
    "Fixed 140 defects in the first year; 126 of them before release.",
    "Assisted the data team with SQL extracts for three insurers.",
    "Set up nightly builds in Jenkins, so that testers had a fresh build every morning.",
    "Helped 2 rangers with patrols; did not take part in arrests.",
    "Trained 11 guides in first aid in 2021.",
    "Wrote a handbook of 60 pages.",
    "Led the Sunday quiz.",
]
THERE = ["Sorted 900 parcels a day."]

HONEST = [
    "Fixed 140 defects in the first year, 126 of them before release, and assisted the data team with SQL extracts.",
    "Trained 11 guides in first aid in 2021 while assisting the data team with SQL extracts.",
    "Set up nightly builds in Jenkins, so that testers had a fresh build every morning. Trained 11 guides in first aid.",
    "Wrote a handbook of 60 pages; trained 11 guides in first aid.",
    "Trained 11 guides in first aid in 2021. Helped 2 rangers with patrols; did not take part in arrests.",
]
FALSE = [
    "Fixed 160 defects in the first year and assisted the data team with SQL extracts for three insurers.",
    "Trained 11 guides in first aid in 2021 and wrote a handbook of 90 pages.",
    "Wrote a handbook of 60 pages and sorted 900 parcels a day.",
    "Wrote a handbook of 60 pages; took part in arrests.",
    "Trained 11 guides in first aid and led the data team.",
    "Wrote a handbook of 60 pages, which cut defects by 126.",
    "Led and trained 11 guides in first aid in 2021.",
    "Trained 11 guides in first aid. All of them wrote SQL extracts for three insurers.",
]


@pytest.fixture(scope="module")
def base() -> FactBase:
    work = [
        {"name": "Larkmere", "position": "Ranger", "startDate": "2017-01", "highlights": HERE},
        {"name": "Postwick", "position": "Sorter", "startDate": "2012-01", "endDate": "2016-12", "highlights": THERE},
    ]
    return FactBase(number_facts(Resume.model_validate({"basics": {"name": "Odalys Wrenfold"}, "work": work})), TODAY)


@pytest.mark.parametrize("line", HONEST)
def test_two_lines_of_a_role_may_be_told_in_one(base: FactBase, line: str) -> None:
    assert not base.check(line, entry="w1").reasons


@pytest.mark.parametrize("line", FALSE)
def test_a_lie_does_not_hide_in_half_a_line(base: FactBase, line: str) -> None:
    assert base.check(line, entry="w1").reasons


@pytest.mark.parametrize(
    "line",
    [
        "In 2019, wrote a handbook and trained 11 guides in first aid.",
        "Did not write the handbook and train the guides.",
        "Designed and built 40 pumps for farms.",
        "Checked 640 homes for alarms and found that one in four had none.",
        "Fixed 140 defects in a year and closed them before release.",
    ],
)
def test_no_cut_is_made_where_one_half_speaks_of_the_other(line: str) -> None:
    assert not list(cuts(line, lambda text: False))
