"""Names that a line lists may be counted, by what they are."""

import pytest

from tests.resume.grounding.test_counts import base_of

HONEST = [
    ("Interviewed 60 travellers in Almaty, Shymkent and Karaganda.", "Interviewed 60 travellers in three cities."),
    (
        "Ran payroll for 640 employees in Latvia, Estonia and Lithuania.",
        "Ran payroll for 640 staff in three countries.",
    ),
    ("Sold seed drills in Kenya, Uganda and Rwanda.", "Sold seed drills in three African countries."),
    ("Guided tours in Bulgarian, English and German.", "Guided tours in three languages."),
    ("Fitted kitchens in Ghent and Aalst, 40 a year.", "Fitted 40 kitchens a year in two towns."),
    ("Audited stock at Tumblewick, Sparrowgate and Low Fell.", "Audited stock at three sites."),
]
LIES = [
    ("Interviewed 60 travellers in Almaty, Shymkent and Karaganda.", "Interviewed 60 travellers in four cities."),
    ("Interviewed 60 travellers in Almaty, Shymkent and Karaganda.", "Interviewed 60 travellers in three countries."),
    ("Interviewed 60 travellers in Almaty, Shymkent and Karaganda.", "Interviewed three travellers in Almaty."),
    (
        "Ran payroll for 640 employees in Latvia and Estonia.",
        "Ran payroll for 640 employees in three Baltic countries.",
    ),
    ("Ran payroll for 640 employees in Latvia and Spain.", "Ran payroll for 640 employees in two Baltic countries."),
    ("Guided tours in Bulgarian, English and German.", "Guided tours in four languages."),
    ("Guided tours in Bulgarian, English and German.", "Guided tours in three cities."),
    ("Built reports in Excel, Access and Word.", "Built reports in three cities."),
    ("Picked fruit in May, June and July.", "Picked fruit in three towns."),
]


@pytest.mark.parametrize(("source", "claim"), HONEST)
def test_names_that_a_line_lists_may_be_counted(source: str, claim: str) -> None:
    assert base_of(source).check(claim, entry="w1").reasons == []


@pytest.mark.parametrize(("source", "claim"), LIES)
def test_another_number_or_kind_of_names_is_caught(source: str, claim: str) -> None:
    assert not base_of(source).check(claim, entry="w1").supported
