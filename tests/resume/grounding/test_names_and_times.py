"""Numbers of names, and what is counted at one time and at another."""

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.schema import Resume
from tests.resume.grounding.person import TODAY

FLEET = "Supervise cabin crews of 10 to 14 on Boeing 777 and Airbus A350 long-haul flights."
YARD = "Serviced Caterpillar 320 and Komatsu 210 excavators."
NORMS = "Certified to ISO 9001 and ISO 14001."
PHONES = "Tested on iPhone 12 and Galaxy S21."
TAVERN = "Run a 120-seat seafood restaurant with 24 staff in summer and 10 in winter."
LUNCH = "Served 40 guests at lunch and 70 at dinner."
BUSES = "Ran 12 buses on weekdays and 5 at weekends."
CABIN = "Conduct safety briefings and 24 in-flight performance assessments a quarter."
DEFECTS = "Fixed 140 defects in the first year; 126 of them before release."
PLACED = "Placed 130 candidates in four years; 117 stayed beyond the six-month guarantee."
PLANS = "Drew planting plans for sites in 4 towns, 9 schoolyards and 4 cemeteries."
OFFICE = "Supervise 4 people in the accounts office and 7 in maintenance."
SPLIT = "Ran A/B tests on 6 landing pages."
BUNDLE = "Reduced the bundle from 900 KB to 360 KB through code splitting."


def says(line: str, claim: str) -> bool:
    """Whether a role with one line lets one claim another."""
    role = Resume.model_validate({"work": [{"name": "Tamsel Ferries", "highlights": [line]}]})
    return FactBase(number_facts(role), TODAY).check(claim, entry="w1").supported


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        (FLEET, "Supervise cabin crews of 10 to 14 on Airbus A350 and Boeing 777 long-haul flights."),
        (FLEET, "Supervise cabin crews of 10 to 14 on the Boeing 777 and the Airbus A350."),
        (YARD, "Serviced Komatsu 210 and Caterpillar 320 excavators."),
        (NORMS, "Certified to ISO 14001 and ISO 9001."),
        (TAVERN, "Run a 120-seat seafood restaurant with more staff in summer than in winter."),
        (TAVERN, "Run a 120-seat seafood restaurant with fewer staff in winter than in summer."),
        (TAVERN, "Run a 120-seat seafood restaurant with 10 staff in winter and 24 in summer."),
        (LUNCH, "Served 110 guests at lunch and dinner."),
        (LUNCH, "Served 110 guests a day, 40 at lunch and 70 at dinner."),
        (LUNCH, "Served more guests at dinner than at lunch."),
        (BUSES, "Ran fewer buses at weekends than on weekdays."),
        (CABIN, "Conduct safety briefings and 96 in-flight performance assessments a year."),
        (DEFECTS, "Fixed 140 defects in the first year, 90% of them before release."),
        (DEFECTS, "Fixed 140 defects in the first year, nine out of ten before release."),
        (PLACED, "Placed 130 candidates in four years, 13 of whom left before the end of the six-month guarantee."),
        (PLACED, "Placed 130 candidates in four years; nine out of ten stayed beyond the six-month guarantee."),
        (PLANS, "Drew planting plans for 13 sites: schoolyards and cemeteries."),
        (OFFICE, "Supervise a staff of 11 across the accounts office and maintenance."),
        (SPLIT, "Ran split tests on 6 landing pages."),
        (BUNDLE, "Cut bundle size through code splitting."),
    ],
)
def test_a_name_keeps_its_number_and_a_count_its_time(line: str, claim: str) -> None:
    assert says(line, claim)


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        (FLEET, "Supervise cabin crews of 10 to 14 on Boeing 777, Boeing 787 and Airbus A350 long-haul flights."),
        (FLEET, "Supervise cabin crews of 10 to 14 on Boeing 787 and Airbus A350 long-haul flights."),
        (YARD, "Serviced Caterpillar 320, Caterpillar 336 and Komatsu 210 excavators."),
        (YARD, "Serviced Caterpillar 210 and Komatsu 320 excavators."),
        (NORMS, "Certified to ISO 9001, ISO 14001 and ISO 45001."),
        (PHONES, "Tested on iPhone 12, iPhone 13 and Galaxy S21."),
        (TAVERN, "Run a 120-seat seafood restaurant with 34 staff in summer and 10 in winter."),
        (TAVERN, "Run a 120-seat seafood restaurant with 34 staff."),
        (TAVERN, "Run a 120-seat seafood restaurant with more staff in winter than in summer."),
        (TAVERN, "Run a 120-seat seafood restaurant with fewer staff in summer than in winter."),
        (LUNCH, "Served 110 guests at dinner."),
        (LUNCH, "Served more guests at lunch than at dinner."),
        (BUSES, "Ran 17 buses."),
        (CABIN, "Conduct safety briefings and 86 in-flight performance assessments a year."),
        (DEFECTS, "Fixed 140 defects in the first year, 80% of them before release."),
        (DEFECTS, "Fixed 140 defects in the first year, eight out of ten before release."),
        (PLACED, "Placed 130 candidates in four years; 117 left before the end of the six-month guarantee."),
        (PLACED, "Placed 130 candidates in four years, 117 of whom left within the six-month guarantee."),
        (PLANS, "Drew planting plans for 14 sites: schoolyards and cemeteries."),
        (PLANS, "Drew planting plans for 13 sites: schoolyards and parks."),
        (OFFICE, "Supervise a staff of 13 across the accounts office and maintenance."),
        (OFFICE, "Supervise a staff of 11 across the office."),
        (SPLIT, "Ran load tests on 6 landing pages."),
        (BUNDLE, "Cut bundle costs through code splitting."),
    ],
)
def test_another_number_of_a_name_and_another_time_are_caught(line: str, claim: str) -> None:
    assert not says(line, claim)


HOTEL = Resume.model_validate(
    {
        "work": [
            {"name": "Qamar Air", "position": "Crew Supervisor", "highlights": ["Served meals in business class."]},
            {"name": "Hotel Barza", "position": "Guest Relations Agent", "highlights": ["Welcomed guests."]},
        ]
    }
)


def sums_up(claim: str) -> bool:
    """Whether the resume of somebody who worked in the air and in a hotel lets a summary say a claim."""
    return FactBase(number_facts(HOTEL), TODAY).check(claim, section="summary").supported


@pytest.mark.parametrize(
    "claim",
    [
        "Crew supervisor with earlier experience in guest relations.",
        "Crew supervisor with hands-on experience in business class meals.",
        "Crew supervisor with experience across the air and hotel industries.",
    ],
)
def test_a_summary_may_say_which_part_of_a_career_it_means(claim: str) -> None:
    assert sums_up(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "Crew supervisor with earlier experience in ticket sales.",
        "Crew supervisor with experience across the air and rail industries.",
    ],
)
def test_a_part_of_a_career_that_was_none_is_caught(claim: str) -> None:
    assert not sums_up(claim)
