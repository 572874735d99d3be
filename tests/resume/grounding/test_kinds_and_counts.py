"""Kinds of things that a figure counts, doings that a noun counts, people led beside another doing: true and false."""

from datetime import date

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.schema import Resume

TODAY = date(2025, 6, 30)


def passes(lines: list[str], claim: str, section: str = "work") -> bool:
    """Whether a claim passes under a role that has some lines, or in a summary over it."""
    work = [{"name": "Brindlewick Cooperage", "position": "Cooper", "startDate": "2016-03", "highlights": lines}]
    education = [
        {
            "institution": "Ostrava Polder College",
            "area": "Physics",
            "studyType": "Bachelor",
            "startDate": "2008-09",
            "endDate": "2012-06",
        }
    ]
    languages = [{"language": "Dutch", "fluency": "Basic"}, {"language": "Czech", "fluency": "Intermediate"}]
    source = Resume.model_validate({"work": work, "education": education, "languages": languages})
    entry = "w1" if section == "work" else None
    return FactBase(number_facts(source), TODAY).check(claim, entry=entry, section=section).supported


MILK = "Audited 25 milk and packaging suppliers a year."
SHIFTS = "Lead 48 employees in two shifts, among them 4 shift leaders."
NURSES = "Train new dental nurses in infection control."
NIGHT = ["Supervised 16 pickers on the night shift.", "Kept the night shift free of lost-time accidents for 26 months."]
CHARGE = ["Was in charge of the calibration of 85 scales.", "Trained 60 operators in hygiene rules."]


@pytest.mark.parametrize(
    ("lines", "claim"),
    [
        ([MILK], "Audited 25 suppliers a year."),
        (["Published on PyPI with 85,000 downloads."], "Released on PyPI and downloaded 85,000 times."),
        (["Wrote a plug-in that was installed 40 times."], "Wrote a plug-in with 40 installations."),
        ([SHIFTS], "Lead 48 employees, among them 4 shift leaders."),
        (CHARGE, "Was in charge of the calibration of 85 scales and trained 60 operators in hygiene rules."),
        (NIGHT, "Supervised 16 pickers on the night shift, which stayed free of lost-time accidents for 26 months."),
        (["Sorted the post for 14 surveyors each morning."], "Sorted the daily post for 14 surveyors."),
        (
            ["Cut missed visits from 20 to 8 a month with text reminders."],
            "Cut missed visits from 20 to 8 a month by sending text reminders.",
        ),
        (
            ["Introduced Minitab on 4 of 6 lines.", "Ran the production planning."],
            "Introduced Minitab on four of the six production lines.",
        ),
        (["Recovered duty through tariff reclassification."], "Recovered duty by reclassifying under the tariff."),
        (["Wrote queries for 20 monthly reports."], "Wrote the queries behind 20 monthly reports."),
        (["Assessed 30 claims, mostly storm damage."], "Assessed 30 claims, most of them storm damage."),
        (["Cleaned 8 furnaces a day in the fall season."], "Cleaned eight furnaces a day each fall."),
        (["Held 14 workshops with about 600 residents."], "Held 14 workshops attended by some 600 residents."),
        (["Brought yearly costs down from £60,000 to £45,000."], "Saved £15,000 a year."),
        (["Taught five classes in grades 10 to 12."], "Taught five grade 10 to 12 classes."),
        (["Raised 20% more than in the year before."], "Raised 20% more than in the previous year."),
    ],
)
def test_what_a_line_says_passes_in_another_build(lines: list[str], claim: str) -> None:
    assert passes(lines, claim)


@pytest.mark.parametrize(
    ("lines", "claim"),
    [
        ([MILK], "Audited 25 suppliers a month."),
        (["Published on PyPI with 85,000 downloads."], "Released on PyPI and downloaded 95,000 times."),
        (["Wrote a plug-in that was installed 40 times."], "Wrote a plug-in with 40 reviews."),
        ([SHIFTS], "Lead 48 employees, among them 8 shift leaders."),
        (["Lead 7 nurses in a clinic with 4 vets."], "Lead 7 nurses and 4 vets."),
        (
            [NIGHT[0].replace("night", "day"), NIGHT[1]],
            "Supervised 16 pickers on the day shift, which stayed free of lost-time accidents.",
        ),
        (["Sorted the post for 14 surveyors each Monday."], "Sorted the daily post for 14 surveyors."),
        ([NURSES], "Train dentists and dental nurses in infection control."),
        (["Taught engineering students to weld."], "Taught engineers to weld."),
        (
            ["Introduced Exact, the dental records software."],
            "Introduced Exact and Dentally, the dental records software.",
        ),
        (["Wrote queries for 20 monthly reports."], "Wrote the queries behind 20 weekly reports."),
        (["Assessed 30 claims, mostly storm damage, some fire."], "Assessed 30 claims, most of them fire damage."),
        (["Cleaned 8 furnaces a day in the fall season."], "Cleaned eight furnaces a day each spring."),
        (["Held 14 workshops with 600 residents and 6 hosts."], "Held 14 workshops attended by 600 hosts."),
        (["Brought yearly costs down from £60,000 to £45,000."], "Saved £45,000 a year."),
        (["Cut waste from 60 tonnes to 45 tonnes."], "Cut 45 tonnes of waste."),
        (["Taught five classes in grades 10 to 12."], "Taught six grade 10 to 12 classes."),
    ],
)
def test_what_no_line_says_is_caught_in_another_build(lines: list[str], claim: str) -> None:
    assert not passes(lines, claim)


@pytest.mark.parametrize("claim", ["Physicist by education.", "Cooper, physicist by training."])
def test_who_has_studied_a_field_is_called_after_it(claim: str) -> None:
    assert passes([NURSES], claim, "summary")


@pytest.mark.parametrize(
    "claim", ["Chemist by education.", "Cooper with professional Dutch.", "Speaks conversational Dutch."]
)
def test_fields_and_levels_that_nobody_has_are_caught(claim: str) -> None:
    assert not passes([NURSES], claim, "summary")


def test_a_level_between_stays_one() -> None:
    assert passes([NURSES], "Cooper with intermediate Czech and basic Dutch.", "summary")


@pytest.mark.parametrize(
    ("skills", "claim", "passed"),
    [
        (["FIFO"], "Cycle counting, first in, first out (FIFO)", True),
        (["DMAIC"], "Cycle counting, define, measure, analyse, improve, control (DMAIC)", True),
        (["FIFO"], "Cycle counting, first in, last out (FILO)", False),
    ],
)
def test_a_name_with_marks_in_it_is_one_skill(skills: list[str], claim: str, *, passed: bool) -> None:
    source = Resume.model_validate({"skills": [{"name": "Stock", "keywords": ["Cycle counting", *skills]}]})
    assert FactBase(number_facts(source), TODAY).check(claim, section="skills").supported is passed
