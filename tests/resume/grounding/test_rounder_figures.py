"""What a figure, a person or a product may be told as, where one little word makes it another."""

import pytest

from tests.resume.grounding.test_modality import check


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Log an average of 420 ships a day.", "Log an average of 450 ships a day."),
        ("Logged about 200 ships a day.", "Logged about 207 ships a day."),
        ("Raised 2.43 million euros for the lamp.", "Raised about 2.3 million euros for the lamp."),
        ("Cut outages from 8% to 3% over 12 months.", "Cut outages from 8% to 3% over 6 months."),
        ("Trained 4 student nurses in first aid.", "Trained 4 nurses in first aid."),
        ("Trained 4 intern pharmacists in first aid.", "Trained 4 staff pharmacists in first aid."),
        ("Kept the register in Microsoft Access.", "Kept the register in Microsoft Teams."),
        ("Kept the charts with a working knowledge of GIS.", "Kept the charts with an advanced knowledge of GIS."),
    ],
)
def test_another_figure_person_or_product_is_caught(source: str, claim: str) -> None:
    assert not check(source, claim, title="Lighthouse Engineer").supported


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Log an average of 420 ships a day.", "Log about 400 ships a day."),
        ("Logged 87 ships a day.", "Logged about 85 ships a day."),
        ("Logged 87 ships a day.", "Logged around 90 ships a day."),
        ("Raised 2.43 million euros for the lamp.", "Raised around 2.5 million euros for the lamp."),
        ("Cut outages from 8% to 3% over 12 months.", "Cut outages from 8% to 3% over a year."),
        ("Trained 4 student nurses in first aid.", "Trained four nursing students in first aid."),
        ("Ran the ward with 2 enrolled nurses and 9 carers.", "Ran the ward with 11 enrolled nurses and carers."),
    ],
)
def test_a_rounder_figure_or_the_same_people_pass(source: str, claim: str) -> None:
    verdict = check(source, claim)
    assert verdict.supported, verdict.reasons


@pytest.mark.parametrize(
    ("claim", "follows"),
    [
        ("Mended 14 of the 20 lamp posts.", True),
        ("Mended 70% of the 20 lamp posts.", True),
        ("Mended 60% of the 20 lamp posts.", False),
        ("Mended 20 lamp posts.", False),
        ("Mended all 20 lamp posts.", False),
    ],
)
def test_a_part_of_so_many_is_told_of_them_alone(claim: str, follows: bool) -> None:
    assert check("Mended 14 of 20 lamp posts.", claim).supported is follows


def test_two_counts_side_by_side_are_no_share() -> None:
    assert check(
        "Supervise 12 harbour pilots in 26 harbour towns.", "Supervise 12 harbour pilots across 26 harbour towns."
    ).supported


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Hold a Master of Science in optics.", "Hold an M.Sc. in optics."),
        ("Refilled 3 cash machines.", "Refilled 3 ATMs."),
        ("Cooked at Auberge des Trois Marmites for 60 guests.", "Cooked for 60 guests at Auberge des Trois Marmites."),
    ],
)
def test_short_forms_with_dots_and_numbers_in_names_are_read(source: str, claim: str) -> None:
    verdict = check(source, claim)
    assert verdict.supported, verdict.reasons
