"""An invented veterinary surgeon whose resume the tests of the fact check rest on."""

from datetime import date

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.schema import Resume

TODAY = date(2025, 6, 30)


def vet() -> Resume:
    """Three roles, a degree, a certificate, an award in which she came second, skills and a language."""
    return Resume.model_validate(
        {
            "basics": {
                "name": "Tamsin Orrelbeck",
                "label": "Veterinary Surgeon",
                "summary": "Small-animal vet with a surgical focus.",
                "location": {"city": "Bristol", "countryCode": "GB"},
            },
            "work": [
                {
                    "name": "Greyfold Animal Hospital",
                    "position": "Senior Veterinary Surgeon",
                    "location": "Bristol",
                    "startDate": "2020-04",
                    "highlights": [
                        "Perform about 300 soft-tissue operations a year.",
                        "Manage a rota of 7 vets and 11 nurses.",
                        "Cut the surgical infection rate from 4% to 1% by introducing checklists.",
                        "Helped choose a new practice system (Provet Cloud).",
                        "Did not carry out the dental work; referred 30 cases a month.",
                    ],
                },
                {
                    "name": "Pennywhistle Vets",
                    "position": "Veterinary Surgeon",
                    "location": "Exeter",
                    "startDate": "2015-07",
                    "endDate": "2020-03",
                    "highlights": [
                        "Saw 25 patients a day in a mixed practice.",
                        "Ran puppy classes for 120 owners a year.",
                        "Digitised X-rays with a second-hand Fuji scanner for £9,500.",
                    ],
                },
                {
                    "name": "Fernhollow Farm Practice",
                    "position": "Assistant Vet",
                    "location": "Truro",
                    "startDate": "2013-08",
                    "endDate": "2015-06",
                    "highlights": ["Tested 4,000 cattle for tuberculosis.", "On call one weekend in three."],
                },
            ],
            "education": [
                {
                    "institution": "University of Mereham",
                    "area": "Veterinary Medicine",
                    "studyType": "BVSc",
                    "startDate": "2008-09",
                    "endDate": "2013-07",
                    "score": "Second Class Honours",
                }
            ],
            "certificates": [
                {
                    "name": "Certificate in Small Animal Surgery (GPCert SAS)",
                    "issuer": "Mereham Vet Board",
                    "date": "2018-11",
                }
            ],
            "awards": [
                {"title": "Practice of the Year, finalist", "awarder": "Southwest Vet Forum", "date": "2022-06"}
            ],
            "skills": [{"name": "Clinical", "keywords": ["Soft-tissue surgery", "Anaesthesia", "Ultrasound"]}],
            "languages": [{"language": "Spanish", "fluency": "Intermediate"}],
        }
    )


def base() -> FactBase:
    """Her facts, ready to check against."""
    return FactBase(number_facts(vet()), TODAY)
