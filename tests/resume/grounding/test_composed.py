"""Summaries put together from a whole resume: lengths of time before another role, levels of groups, licences and languages."""

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.schema import Resume
from tests.resume.grounding.person import TODAY


def broker() -> FactBase:
    """Three roles one after the other, a licence, two languages and skills of two levels."""
    roles = [
        (
            "Customs Broker",
            "Filao Clearing",
            "2019-04",
            None,
            ["Supervise 3 declarants and a courier.", "Recovered €240,000."],
        ),
        ("Declarant", "Lagoon Freight", "2014-02", "2019-03", ["Prepared 45 air-freight declarations a week."]),
        ("Shipping Clerk", "Corail Sugar Exports", "2011-07", "2014-01", ["Booked trucks for 2 warehouses."]),
    ]
    work = [
        {"position": title, "name": name, "startDate": start, "endDate": end, "highlights": lines}
        for title, name, start, end, lines in roles
    ]
    resume = {
        "basics": {"name": "Anouk Filao", "summary": "Broker with 15 years in shipping, of which 7 in customs."},
        "work": [{key: value for key, value in role.items() if value} for role in work],
        "certificates": [
            {"name": "CPIM Part 1", "date": "2021"},
            {"name": "Customs Broker Licence", "issuer": "Customs Department", "date": "2018-11"},
        ],
        "education": [
            {"institution": "Konstskolan Norr", "studyType": "MFA", "area": "Interaction Design", "endDate": "2010"}
        ],
        "awards": [
            {"title": "Agent of the Quarter, third quarter of 2019", "awarder": "Filao Clearing", "date": "2019-10"}
        ],
        "languages": [
            {"language": "French", "fluency": "native"},
            {"language": "English", "fluency": "fluent"},
            {"language": "Creole", "fluency": "mother tongue"},
        ],
        "skills": [
            {"name": "Software", "keywords": ["SharePoint", "Excel"]},
            {"name": "Learning", "level": "beginner", "keywords": ["Power BI"]},
        ],
    }
    return FactBase(number_facts(Resume.model_validate(resume)), TODAY)


@pytest.mark.parametrize(
    "claim",
    [
        "More than seven years as shipping clerk and declarant before becoming a customs broker in 2019.",
        "Five years as a declarant before joining Filao Clearing.",
        "Seven years in shipping and freight until 2019, when I became a customs broker.",
        "Customs broker since 2018 with CPIM Part 1 and native Creole.",
        "Customs broker with 15 years in shipping, seven of them in customs.",
        "Customs broker who leads a team of 4 people.",
        "Customs broker with a master's degree in interaction design.",
        "Licence holder since 2018 and native French speaker.",
        "Worked for three employers since 2011, most recently as a customs broker.",
        "Agent of the Quarter at Filao Clearing in 2019.",
        "Customs broker who leads four people and is skilled in SharePoint and Excel.",
        "Customs broker who supervises 4 people and won back €240,000.",
    ],
)
def test_a_summary_that_follows_passes(claim: str) -> None:
    assert broker().check(claim, section="summary").reasons == []


@pytest.mark.parametrize(
    "claim",
    [
        "More than nine years as shipping clerk and declarant before becoming a customs broker in 2019.",
        "More than seven years as shipping clerk and declarant before becoming a customs broker in 2017.",
        "Seven years as a declarant before joining Filao Clearing.",
        "Licence holder since 2016.",
        "Customs broker with a doctorate in interaction design.",
        "Customs broker with an MBA.",
        "Customs broker with a master's degree in logistics.",
        "Customs broker since 2017.",
        "Customs broker with CPIM Part 2.",
        "Customs broker with 15 years in shipping, nine of them in customs.",
        "More than twelve years in shipping before becoming a customs broker in 2019.",
        "Native English speaker.",
        "Worked for four employers since 2011.",
        "Customs broker who supervises 5 people.",
        "Customs broker skilled in SharePoint and Power BI.",
        "Declarant of the Quarter at Filao Clearing in 2019.",
    ],
)
def test_a_summary_that_does_not_follow_is_caught(claim: str) -> None:
    assert not broker().check(claim, section="summary").supported
