import pytest

from resume.ad.title import guess_company, guess_title
from tests.resume.labelled_ads import LabelledAd, read_labelled_ads

ADS = [*read_labelled_ads("dev"), *read_labelled_ads("held")]


@pytest.mark.parametrize("ad", ADS, ids=lambda ad: ad.name)
def test_the_title_is_found(ad: LabelledAd) -> None:
    assert guess_title(ad.text) == ad.title


@pytest.mark.parametrize("ad", ADS, ids=lambda ad: ad.name)
def test_the_employer_is_found(ad: LabelledAd) -> None:
    assert guess_company(ad.text) == ad.company


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Welder (m/w/d) – Vollzeit", "Welder"),
        ("Senior Nurse | Ward 7 | Permanent", "Senior Nurse"),
        ("Kindergarten Teacher needed asap. 20 kids.", "Kindergarten Teacher"),
        ("Come and work with us as we need a talented and experienced UX Designer to join the team.", "UX Designer"),
        ("We're hiring! Junior QA Tester @ Lumen Peak Games", "Junior QA Tester"),
        ("Wanted: plumber. Gas Safe.", "Plumber"),
        ("Backend Engineer (Payments Platform)", "Backend Engineer (Payments Platform)"),
        ("Backend Engineer (Nights)", "Backend Engineer"),
        ("Transport Planner - Hallam Chilled Ltd, Leeds. Immediate start.", "Transport Planner"),
        (
            "Leading Hand - Stainless Fabrication\n\nWe are hiring a Leading Hand.",
            "Leading Hand – Stainless Fabrication",
        ),
        (
            "Leading Hand – Ferrymead\n\nWe are hiring a Leading Hand.\n\n- plan work for six fabricators",
            "Leading Hand",
        ),
        ("Stellvertretende Kita-Leitung (m/w/d)\nTräger: Sonnenblick gGmbH", "Stellvertretende Kita-Leitung"),
        ("Sachbearbeitung Einkauf (w/m/d) in Teilzeit", "Sachbearbeitung Einkauf"),
        ("Harbour work\n\n- help for six fabricators\n- mentor apprentices", None),
        ("We are kind people.\nNothing else is said here.", None),
        ("", None),
    ],
)
def test_titles_in_other_forms(text: str, title: str | None) -> None:
    assert guess_title(text) == title


@pytest.mark.parametrize(
    "text", ["", "Full-time\nRemote\n£12 per hour", "Requirements\n- Python\n- SQL", "We are looking for a driver."]
)
def test_no_employer_is_made_up(text: str) -> None:
    assert guess_company(text) is None


@pytest.mark.parametrize(
    "opening", ["You'll need", "You’ll need", "We've offers", "They're looking", "It's growing", "Don't needs"]
)
def test_a_pronoun_with_its_verb_is_no_employer(opening: str) -> None:
    assert guess_company(f"Groundworker\n\n{opening} a CSCS card.\n\n{opening} steel-capped boots.") is None
