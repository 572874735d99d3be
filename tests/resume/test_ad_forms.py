"""Forms of asking that ads use, each read as a person reads it."""

import pytest

from resume.ad.analysis import analyze_job
from resume.ad.clauses import Clause
from resume.ad.terms import AdWords, read_asks
from resume.ad.title import guess_company, guess_title
from resume.job import JobText


def terms_of(clause: str) -> list[tuple[str, ...]]:
    asks = read_asks(Clause(clause, "required", item=True, headed=True), AdWords(frozenset()))
    return [ask.terms for ask in asks]


@pytest.mark.parametrize(
    ("clause", "terms"),
    [
        ("Hands-on experience with an ERP (SAP, Oracle)", [("ERP", "SAP", "Oracle")]),
        ("Experience of training colleagues, rota planning", [("training colleagues",), ("rota planning",)]),
        (
            "radar, Python scripting, experience of training colleagues",
            [("radar",), ("Python",), ("training colleagues",)],
        ),
        ("current AS/NZS 1554 tickets", [("AS/NZS 1554",)]),
        ("BS EN 1090-2 and ISO 9001", [("BS EN 1090-2",), ("ISO 9001",)]),
        ("Experience with public tendering and e-procurement", [("tendering",), ("e-procurement",)]),
        (
            "A degree in botany, Marine Biology or a related field",
            [("degree in botany",)],
        ),
    ],
)
def test_what_a_clause_asks_for(clause: str, terms: list[tuple[str, ...]]) -> None:
    assert terms_of(clause) == terms


def asked(ad: str) -> list[str]:
    job = JobText(text=ad, title=guess_title(ad), company=guess_company(ad))
    return [term for one in analyze_job(job).requirements for term in one.terms]


@pytest.mark.parametrize(
    "condition",
    [
        "Willingness to do shift work and be on call at weekends",
        "Shift work is required",
        "Willing to work on weekends",
        "Schichtdienst",
    ],
)
def test_a_condition_of_the_employment_is_nothing_that_a_resume_shows(condition: str) -> None:
    assert asked(f"Ward Nurse\n\nRequirements\n- Wound care\n- {condition}\n- Triage") == ["Wound care", "Triage"]


def test_what_stands_beside_an_invitation_to_apply_is_still_asked_for() -> None:
    line = "Bachelor's degree in Marine Biology; fresh graduates are welcome to apply"
    assert asked(f"Field Technician\n\nQualifications\n- {line}") == ["Bachelor's degree in Marine Biology"]


def test_what_the_employer_does_is_no_duty_under_its_short_name_either() -> None:
    ad = (
        "Field Technician\nCompany: Quarrelight Surveys Ltd\n\nAbout the role\n"
        "Quarrelight monitors water quality for ports. You will join us.\n\nRequirements\n- Sampling of water\n- GIS"
    )
    assert not any("water quality" in term or "ports" in term for term in asked(ad))


def test_a_german_ad_asks_for_the_language_itself_and_years_alone_are_no_term() -> None:
    ad = "Erzieherin (m/w/d)\n\nIhr Profil\n- Mindestens 3 Jahre Berufserfahrung\n- Türkischkenntnisse\n- Inklusion"
    assert asked(ad) == ["Türkisch", "Inklusion"]
