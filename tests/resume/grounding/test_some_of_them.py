"""Some of a number told behind it, counts that share a kind, lists in another order, and what was not exceeded."""

import pytest

from tests.resume.grounding.test_modality import check_lines

FEEDING = "Ran a feeding programme for 360 children aged 2 to 5 in 9 villages; 270 of them reached normal weight within 120 days."
FRAUD = "Identified 16 suspected fraud cases in 2023, of which 12 were confirmed, avoiding payments of €310,000."
SCHOOLS = "Surveyed 48 schools in 6 districts; 31 of them were repaired within a year."
MENUS = "Revised 12 menus without raising the food cost of PHP 185 per patient."
EVENTS = "All 38 events of 2023 were delivered without exceeding the budget."
TEAM = "Worked in a 4-person team that migrated 1,200,000 customer records to PostgreSQL."
NEWSLETTER = "Ran the newsletter; its readership rose from 1,200 to 3,000 in two years."
CLUB = "Organised a reading club that met every month for four years."

TRUE: list[tuple[str, str]] = [
    (FEEDING, "Ran a feeding programme for 360 children in 9 villages."),
    (FEEDING, "Helped 270 children reach normal weight within 120 days through a feeding programme."),
    (FEEDING, "Ran a feeding programme in which 75% of the 360 children reached normal weight."),
    (FRAUD, "Identified 16 suspected fraud cases in 2023, avoiding payments of €310,000."),
    (
        FRAUD,
        "Avoided payments of €310,000 in 2023 by identifying 16 suspected fraud cases, 12 of which were confirmed.",
    ),
    (FRAUD, "Identified suspected fraud cases in 2023, three quarters of which were confirmed."),
    (SCHOOLS, "Surveyed schools in 6 districts, 31 of which were repaired within a year."),
    ("Catalogued 11,000 books and maps.", "Catalogued 11,000 maps and books."),
    ("Serviced 120 cars and vans a month.", "Serviced 1,440 vans and cars a year."),
    ("Coordinate 7 open phase II and III trials.", "Coordinate seven open trials of phases II and III."),
    ("Sold 42 chairs, tables and lamps a week.", "Sold 42 lamps, chairs and tables a week."),
    ("Cut gas pipe to order, up to 2 inches in diameter.", "Cut gas pipe to order, up to 2 in. in diameter."),
    ("Laid 40 feet of 6-inch drain.", "Laid 40 ft. of 6-in. drain."),
    (MENUS, "Revised 12 menus while keeping the food cost at or below PHP 185 per patient."),
    (EVENTS, "Delivered all 38 of the 2023 events within budget."),
    (EVENTS, "Delivered all 38 events of 2023 without going over budget."),
    ("Built 3 bridges within budget.", "Built 3 bridges without exceeding the budget."),
    ("Installed 60 central air conditioners.", "Installed 60 central A/C units."),
    (TEAM, "Worked in a team of four that migrated 1.2M customer records to PostgreSQL."),
    (TEAM, "One of a four-person team that migrated 1.2 million customer records to PostgreSQL."),
    ("Plan and deliver 40 corporate events a year.", "Deliver 40 corporate events a year."),
    (NEWSLETTER, "Ran the newsletter, whose readership grew to two and a half times its size in two years."),
    ("Organise 30 marshals for a charity run every February.", "Organise 30 marshals for a yearly charity run."),
    (CLUB, "Organised a monthly reading club for four years."),
]

FALSE: list[tuple[str, str]] = [
    (FEEDING, "Ran a feeding programme for 270 children in 9 villages."),
    (FEEDING, "Ran a feeding programme for 9 children."),
    (FEEDING, "Helped 360 children reach normal weight within 120 days."),
    (FRAUD, "Identified suspected fraud cases in 2023, half of which were confirmed."),
    (FRAUD, "Identified 12 suspected fraud cases in 2023, avoiding payments of €310,000."),
    (SCHOOLS, "Surveyed 48 schools in 31 districts."),
    ("Surveyed 48 schools in 6 districts.", "Surveyed 48 schools in 6 districts, 49 of which were repaired."),
    ("Catalogued 11,000 books and maps.", "Catalogued 11,000 maps and journals."),
    ("Catalogued 11,000 books and maps.", "Catalogued 11,000 maps."),
    ("Audited 25 dairy farms and wrote reports for dairy buyers.", "Audited 25 dairy buyers."),
    ("Took 60 customer calls a day and raised orders.", "Took 60 customer orders a day."),
    ("Cut gas pipe to order, up to 2 inches in diameter.", "Cut gas pipe to order, up to 3 in. in diameter."),
    (MENUS, "Revised 12 menus while keeping the food cost below PHP 185 per patient."),
    (MENUS, "Revised 12 menus while raising the food cost of PHP 185 per patient."),
    (EVENTS, "Delivered all 38 events of 2023 under budget."),
    (EVENTS, "Exceeded the budget of all 38 events of 2023."),
    (TEAM, "Worked in a team of four and migrated 1.2M customer records to PostgreSQL."),
    ("Proposed changes and tests for the login page.", "Tested the login page."),
    (NEWSLETTER, "Ran the newsletter for two years."),
    ("Organise 30 marshals for a charity run every February.", "Organise 30 marshals for a monthly charity run."),
    (CLUB, "Organised a monthly reading club for four years that brought many new members."),
]


@pytest.mark.parametrize(("source", "claim"), TRUE)
def test_what_follows_from_some_of_a_number_passes(source: str, claim: str) -> None:
    assert check_lines([source], claim).supported


@pytest.mark.parametrize(("source", "claim"), FALSE)
def test_what_is_said_of_the_wrong_ones_is_caught(source: str, claim: str) -> None:
    assert not check_lines([source], claim).supported
