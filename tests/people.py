"""Invented people whom several tests share, as resumes and as the texts of files."""

from resume.schema import Basics, Certificate, CustomEntry, CustomSection, Education, Location, Resume, Skill, Work


def nurse() -> Resume:
    """A ward sister with two roles, a summary of two sentences and a custom section."""
    return Resume(
        basics=Basics(
            name="Ottilie Brandwick",
            label="Ward Sister",
            email="ottilie@example.org",
            phone="+44 7700 900123",
            summary="Ward sister with a calm hand. Known at St. Alcuin's for quiet nights.",
            location=Location(city="Leeds"),
        ),
        work=[
            Work(
                position="Ward Sister",
                name="St. Alcuin's Hospital",
                start_date="2019-03",
                date_text="March 2019 – present",
                highlights=[
                    "Responsible for managing a team of 14 nurses",
                    "Cut medication errors by 38 % within 9 months",
                    "Rota planning in RotaWise",
                ],
            ),
            Work(
                position="Staff Nurse",
                name="Fennel Street Clinic",
                start_date="2014",
                end_date="2019",
                date_text="2014 – 2019",
                summary="Busy walk-in clinic. Around 90 patients a day.",
                highlights=["I ran the wound-care round", "I ran the wound-care round.", "Trained 6 students"],
            ),
        ],
        education=[
            Education(study_type="BSc", area="Adult Nursing", institution="University of Harrowdale", end_date="2014")
        ],
        certificates=[Certificate(name="ALS Provider", date="2022")],
        skills=[Skill(name="Clinical", keywords=["Triage", "Wound care", "Cannulation"]), Skill(name="RotaWise")],
        custom_sections=[
            CustomSection(
                title="Military service", entries=[CustomEntry(name="Army Reserve", highlights=["Field medic"])]
            )
        ],
    )


NURSE_RESUME = """# Ottilie Brandwick

Leeds · ottilie@example.org · +44 7700 900123

## Experience

### Ward Sister, St. Alcuin's Hospital
March 2019 – present

- Responsible for managing a team of 14 nurses
- Cut medication errors by 38 % within 9 months

### Staff Nurse, Fennel Street Clinic
2014 – 2019

- Trained 6 students in wound care

## Education

BSc Adult Nursing, University of Harrowdale, 2014

## Skills

Triage, Wound care, RotaWise
"""

NURSE_AD = """# Senior Nurse

Calder Vale Care is looking for a Senior Nurse.

## Requirements
- Experience of wound care
- Team management
- RotaWise is a plus
"""
