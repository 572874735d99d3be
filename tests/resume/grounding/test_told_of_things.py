"""Turns of phrase that name their thing, who serves whom, whom one helped with what, and what only counts or compares."""

from datetime import date

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.schema import Resume
from tests.resume.grounding.test_standing_in import says

HELD = [
    (
        "Introduced digital checklists on iPad in place of paper sheets.",
        "Replaced paper sheets with digital checklists on iPad.",
        "Replaced digital checklists with paper sheets.",
    ),
    (
        "Installed heat pumps instead of oil boilers in 14 flats.",
        "Replaced oil boilers with heat pumps in 14 flats.",
        "Replaced oil boilers with heat pumps in 40 flats.",
    ),
    (
        "Used LED lamps instead of halogen.",
        "Replaced halogen with LED lamps.",
        "Replaced LED lamps by halogen.",
    ),
    (
        "Looked after 5 patients, gave blood transfusions and took blood.",
        "Looked after 5 patients, taking blood.",
        "Looked after 5 patients, drawing their blood pressure charts.",
    ),
    (
        "Managed a crew (day and night) of 12 porters in a clinic with 4 vets.",
        "Managed 12 porters.",
        "Managed 4 vets.",
    ),
    (
        "Helped the harbour office prepare the 2021 audit; did not own the audit.",
        "Helped prepare the 2021 audit.",
        "Led the 2021 audit.",
    ),
    (
        "Sat on the pier committee, but not as its treasurer.",
        "Sat on the pier committee.",
        "Treasurer of the committee.",
    ),
    ("Sat on the committee; did not act as chair.", "Sat on the committee.", "Acted as chair of the committee."),
    ("Carried a caseload of 45 clients.", "Managed a caseload of 45 clients.", "Managed a team of 45 clients."),
    ("Kept the diary of two partners.", "Managed the diary of two partners.", "Managed two partners."),
    ("Looked after the petty cash of £300.", "Handled the petty cash of £300.", "Managed a budget of £300."),
    ("Handled bookings for 3 halls.", "Managed bookings for 3 halls.", "Owned 3 halls."),
    ("Tended a flock of 60 ewes.", "Managed a flock of 60 ewes.", "Managed a staff of 60."),
    (
        "Built a till app used by 300 shops.",
        "Built a till app that serves 300 shops.",
        "Built a till app that runs 300 shops.",
    ),
    (
        "Assisted two therapists with group activities for 50 residents.",
        "Supported two therapists in delivering group activities for 50 residents.",
        "Delivered group activities for 50 residents.",
    ),
    (
        "Rewrote the checkout from Objective-C to Swift over 5 months.",
        "Migrated the checkout from Objective-C to Swift in 5 months.",
        "Migrated the checkout from Swift to Objective-C in 5 months.",
    ),
    (
        "Supported 14 consultants, typing discharge letters and booking clinics.",
        "Booked clinics.",
        "Supervised 14 consultants.",
    ),
    (
        "Supported the managing director, screening calls and drafting letters in English.",
        "Drafted letters in English.",
        "Directed calls and drafted speeches.",
    ),
    (
        "Assisted the chairman, drafting speeches, screening calls and booking travel for 5 directors.",
        "Booked travel for 5 directors.",
        "Chaired 5 directors.",
    ),
    (
        "Helped the chef with plating desserts and prepping fish.",
        "Helped the chef with prepping fish.",
        "Prepped fish.",
    ),
    (
        "Organised a fair attended by 2,300 visitors.",
        "Organised a fair drawing 2,300 visitors.",
        "Organised a fair drawing 3,200 visitors.",
    ),
    ("Built 25 websites in PHP for shops.", "Built 25 PHP websites for shops.", "Built websites for 25 PHP."),
    ("Drew 40 drawings in CAD for 3 bridges.", "Drew 40 CAD drawings for 3 bridges.", "Drew 3 CAD drawings."),
    (
        "Delivered a tower in 22 months, 2 months ahead of schedule.",
        "Delivered a tower in 22 months, two months early.",
        "Delivered a tower 22 months early.",
    ),
    ("Filed 14 returns 5 days before the deadline.", "Filed 14 returns 5 days early.", "Filed 14 returns 5 days late."),
    (
        "Cut travel spend from £480,000 in 2022 to £360,000 in 2023.",
        "Saved £120,000 in travel spend in 2023 compared with 2022.",
        "Saved £120,000 in travel spend compared with competitors.",
    ),
    (
        "Cut travel spend from £480,000 in 2022 to £360,000 in 2023.",
        "Cut travel spend by 25% in 2023 compared with the previous year.",
        "Cut travel spend by 35% in 2023 compared with the previous year.",
    ),
]


@pytest.mark.parametrize(("line", "claim"), [(line, claim) for line, claim, _ in HELD])
def test_the_same_deed_may_be_told_of_the_same_thing(line: str, claim: str) -> None:
    assert says(line, claim)


@pytest.mark.parametrize(("line", "claim"), [(line, claim) for line, _, claim in HELD])
def test_another_thing_rank_or_figure_is_caught(line: str, claim: str) -> None:
    assert not says(line, claim)


NURSE = FactBase(
    number_facts(
        Resume.model_validate(
            {
                "work": [
                    {
                        "name": "Tarnwick Veterinary Hospital",
                        "position": "Practice Manager",
                        "startDate": "2019-02",
                        "highlights": [
                            "Supervise 3 staff-grade nurses and a porter.",
                            "Treat about 18 dogs a week on a 26-bed ward.",
                        ],
                    },
                    {
                        "name": "Ottermere Clinic",
                        "position": "Senior Veterinary Nurse",
                        "startDate": "2014-06",
                        "endDate": "2019-01",
                    },
                    {
                        "name": "Hallin Surgery",
                        "position": "Veterinary Nurse",
                        "startDate": "2010-01",
                        "endDate": "2014-05",
                    },
                ],
                "certificates": [
                    {"name": "Certified Hospitality Supervisor", "issuer": "Lowmoor Institute", "date": "2017-08"}
                ],
            }
        )
    ),
    date(2025, 6, 30),
)


@pytest.mark.parametrize(
    ("claim", "section", "holds"),
    [
        ("I moved from Senior Veterinary Nurse to Practice Manager at Tarnwick Veterinary Hospital.", "letter", True),
        ("I moved from Senior Veterinary Nurse to Practice Manager at Ottermere Clinic.", "letter", False),
        ("I rose from Senior Veterinary Nurse to Practice Manager at Tarnwick Veterinary Hospital.", "letter", False),
        ("Practice manager with nine years of earlier experience as a veterinary nurse.", "summary", True),
        ("Practice manager with twelve years of earlier experience as a veterinary nurse.", "summary", False),
        ("Practice manager who supervises 3 staff-grade nurses and treats dogs on a 26-bed ward.", "summary", True),
        ("Practice manager who supervises 5 staff-grade nurses and treats dogs on a 26-bed ward.", "summary", False),
    ],
)
def test_careers_and_summaries_keep_their_titles_and_figures(claim: str, section: str, holds: bool) -> None:
    assert NURSE.check(claim, section=section).supported == holds


def test_a_certificate_is_named_by_no_synonym() -> None:
    assert NURSE.check(
        "Certified Hospitality Supervisor, Lowmoor Institute", entry="c1", section="certificates"
    ).supported
    assert not NURSE.check(
        "Certified Hospitality Manager, Lowmoor Institute", entry="c1", section="certificates"
    ).supported
