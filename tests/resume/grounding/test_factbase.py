import pytest

from resume.grounding import FactBase
from tests.resume.grounding.person import base


@pytest.fixture(scope="module")
def vet() -> FactBase:
    return base()


@pytest.mark.parametrize(
    ("section", "entry", "line"),
    [
        ("work", "w1", "Performed some 300 soft tissue operations annually"),
        ("work", "w1", "Manage a team of 18: 7 vets and 11 nurses."),
        ("work", "w1", "Reduced surgical infections by 75% through checklists."),
        ("work", "w1", "Brought the surgical infection rate down by three percentage points."),
        ("work", "w1", "By introducing checklists, lowered the infection rate from 4 per cent to 1 per cent."),
        ("work", "w1", "Helped choose a new practice system."),
        ("work", "w1", "Referred 30 cases a month; did not carry out dental work."),
        ("work", "w2", "Saw twenty-five patients daily in a mixed practice."),
        ("work", "w2", "Digitized X-rays with a second-hand Fuji scanner (£9.5K)."),
        ("work", "w3", "Tested 4K cattle for TB."),
        ("header", "w2", "Veterinary Surgeon, Pennywhistle Vets, Exeter, 07/2015 – 03/2020 (4 years 9 months)"),
        ("education", "e1", "BVSc, Veterinary Medicine, University of Mereham, 2008–2013"),
        ("certificates", None, "GPCert SAS, 2018"),
        ("skills", None, "Ultrasound, Anesthesia"),
        ("headline", None, "Senior Veterinary Surgeon | Soft-tissue surgery"),
        ("summary", None, "Veterinary surgeon with over 11 years of experience."),
        ("summary", None, "Almost five years at Pennywhistle Vets in Exeter."),
        (
            "letter",
            None,
            "At Greyfold I manage a rota of 18, and at Pennywhistle I ran puppy classes for 120 owners a year.",
        ),
        ("letter", None, "Our practice was a finalist for Practice of the Year in 2022."),
    ],
)
def test_what_follows_from_the_source_passes(vet: FactBase, section: str, entry: str | None, line: str) -> None:
    assert vet.check(line, entry=entry, section=section).reasons == []


@pytest.mark.parametrize(
    ("section", "entry", "line", "kind", "item"),
    [
        ("work", "w1", "Perform about 500 soft-tissue operations a year.", "number", "500"),
        ("work", "w1", "Perform about 300 soft-tissue operations a month.", "period", "300 a month"),
        ("work", "w1", "Reduced surgical infections by half through checklists.", "number", "half"),
        ("work", "w1", "The surgical infection rate went from 1% to 4%.", "comparison", "from 1% to 4%"),
        ("work", "w1", "Chose a new practice system.", "scope", "Chose"),
        ("work", "w1", "Carried out the dental work.", "negation", "dental"),
        ("work", "w1", "Manage a rota of every vet and nurse.", "audience", "every"),
        ("work", "w1", "Ran puppy classes for 120 owners a year.", "moved", "puppy"),
        ("work", "w1", "Chaired the safety committee.", "content", "safety"),
        ("work", "w2", "Digitised X-rays for $9,500.", "unit", "$9,500"),
        ("work", "w2", "Digitised X-rays with ChatGPT.", "anachronism", "ChatGPT"),
        ("work", "w2", "Digitised X-rays with VetSpace.", "name", "VetSpace"),
        ("header", "w2", "Senior Veterinary Surgeon, Pennywhistle Vets, Exeter, 07/2015 – 03/2020", "moved", "Senior"),
        ("header", "w2", "Veterinary Surgeon, Pennywhistle Vets, Exeter, Jul 2015 – Present", "date", "Present"),
        ("header", "w3", "Vet, Fernhollow Farm Practice", "title", "Vet, Fernhollow Farm Practice"),
        ("summary", None, "Veterinary surgeon with over 15 years of experience.", "duration", "15 years"),
        ("letter", None, "In 2022 we won Practice of the Year.", "scope", "Practice of the Year"),
        ("languages", "l1", "Spanish, fluent", "level", "fluent"),
    ],
)  # fmt: skip
def test_what_does_not_follow_is_named(
    vet: FactBase, section: str, entry: str | None, line: str, kind: str, item: str
) -> None:
    found = vet.check(line, entry=entry, section=section).reasons
    assert (kind, item) in [(reason.kind, reason.item) for reason in found]


def test_a_reason_says_what_was_claimed_and_what_the_source_says(vet: FactBase) -> None:
    (reason,) = vet.check("Perform about 300 soft-tissue operations a month.", entry="w1").reasons
    assert "300 a month" in reason.detail
    assert "about 300 soft-tissue operations a year" in reason.detail


def test_a_line_of_another_role_does_not_count_when_it_is_cited(vet: FactBase) -> None:
    assert not vet.check("Ran puppy classes for 120 owners a year.", cites=["w2.2"], entry="w1").supported


def test_a_supported_line_names_the_fact_that_holds_it(vet: FactBase) -> None:
    assert vet.check("Saw 25 patients daily.", entry="w2").facts == ["w2.1"]


def test_lines_in_other_languages_are_checked_by_words_numbers_and_names() -> None:
    from resume.facts import number_facts
    from resume.schema import Resume
    from tests.resume.grounding.person import TODAY

    resume = Resume.model_validate(
        {
            "work": [
                {
                    "name": "Beispielwerk",
                    "position": "Schlosser",
                    "highlights": ["Wartete 12 Pressen und schulte Kollegen."],
                }
            ]
        }
    )
    german = FactBase(number_facts(resume), TODAY, language="de")
    assert german.check("Schulte Kollegen und wartete 12 Pressen.", entry="w1").supported
    assert not german.check("Wartete 20 Pressen.", entry="w1").supported
    assert not german.check("Wartete 12 Pressen und leitete die Abteilung.", entry="w1").supported
