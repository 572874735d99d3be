"""Lines retold by their structure alone: another subject, another voice, another opening; with their lying twins."""

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.schema import Resume
from tests.resume.grounding.person import TODAY

LINES = [
    "Reduced time to hire from 60 to 42 days within nine months.",
    "Reduced expired stock from 4% to 1.5% of purchases.",
    "Scheduled shifts for 40 hotel staff in Excel.",
    "Helped write the guide for 4 new consultants.",
    "Kept the register of damaged containers, 310 entries in 2018, without a single entry disputed at audit.",
    "Brought accidents down from 6 a year to 1.",
    "Prepared colour separations for printing in Photoshop.",
    "Reported 30 repaired pumps to the owner.",
    "Handled 70 to 90 motor and property claims at a time.",
    "Sold goods for KES 7 million.",
    "Moved 64 of 80 jobs from cron to Airflow.",
    "Translated 212 affidavits from Welsh into Breton.",
    "Translated the evening news from Breton into Welsh.",
]

HONEST = [
    ("work", "Time to hire was reduced from 60 to 42 days within nine months."),
    ("work", "Expired stock fell from 4% to 1.5% of purchases."),
    ("work", "Responsible for scheduling shifts for 40 hotel staff in Excel."),
    ("work", "Was responsible for preparing colour separations for printing in Photoshop."),
    ("letter", "I was in charge of preparing colour separations for printing in Photoshop."),
    ("work", "Was tasked with scheduling shifts for 40 hotel staff."),
    ("summary", "Recruitment Consultant who scheduled shifts for 40 hotel staff in Excel."),
    ("summary", "Recruitment Consultant who helped write the guide for 4 new consultants."),
    (
        "work",
        "I kept the register of damaged containers, 310 entries in 2018, without a single entry disputed at audit.",
    ),
    ("work", "I have brought accidents down from 6 a year to 1."),
    ("work", "I handled 70 to 90 motor and property claims at a time."),
    ("work", "Sold goods for KES seven million."),
    ("work", "Moved four fifths of the 80 jobs from cron to Airflow."),
    ("letter", "I translated 212 affidavits from Welsh into Breton."),
]
FALSE = [
    ("work", "Time to hire was reduced from 42 to 60 days within nine months."),
    ("work", "Expired stock fell from 4% to 1% of purchases."),
    ("work", "Responsible for 40 hotel staff."),
    ("work", "Responsible for managing 40 hotel staff."),
    ("work", "Was responsible for writing the guide for 4 new consultants."),
    ("work", "Was tasked with writing the guide for 4 new consultants."),
    ("summary", "Recruitment Consultant who wrote the guide for 4 new consultants."),
    ("work", "Repaired 30 pumps."),
    ("work", "I have brought accidents down from 6 a year to 2."),
    ("letter", "I translated 212 affidavits from Breton into Welsh."),
    ("work", "I handled 70 to 95 motor and property claims at a time."),
    ("work", "Sold goods for USD seven million."),
    ("work", "Moved 75% of the 80 jobs from cron to Airflow."),
]


@pytest.fixture(scope="module")
def base() -> FactBase:
    resume = Resume.model_validate(
        {
            "basics": {"name": "Perpetua Quillmarsh"},
            "work": [
                {
                    "name": "Larkmere",
                    "position": "Recruitment Consultant",
                    "startDate": "2017-01",
                    "highlights": LINES,
                }
            ],
        }
    )
    return FactBase(number_facts(resume), TODAY)


@pytest.mark.parametrize(("section", "line"), HONEST)
def test_what_a_line_says_may_be_put_in_another_shape(base: FactBase, section: str, line: str) -> None:
    assert not base.check(line, entry="w1" if section == "work" else None, section=section).reasons


@pytest.mark.parametrize(("section", "line"), FALSE)
def test_another_shape_hides_no_lie(base: FactBase, section: str, line: str) -> None:
    assert base.check(line, entry="w1" if section == "work" else None, section=section).reasons
