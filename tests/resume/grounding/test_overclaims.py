"""More than is said, with words that the source has."""

import pytest

from tests.resume.grounding.test_modality import check


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (
            "Contributed to the lamp rota; kept the light on 365 nights.",
            "Led the lamp rota; kept the light on 365 nights.",
        ),
        ("Contributed to the audit and ran the store.", "Led the audit and ran the store."),
        ("Helped the boat crew; ran the store.", "Led the boat crew; ran the store."),
        ("Contributed to the lamp rota; kept the light on 365 nights.", "Led the lamp rota."),
        ("Run a store of 9 lamps.", "Own a store of 9 lamps."),
    ],
)
def test_a_second_clause_lends_the_first_one_no_scope(source: str, claim: str) -> None:
    assert "scope" in {reason.kind for reason in check(source, claim).reasons}


@pytest.mark.parametrize("padding", ["and more", "and more than required", "and beyond"])
def test_excess_that_names_nothing_is_a_claim(padding: str) -> None:
    assert not check("Painted the gallery.", f"Painted the gallery {padding}.").supported


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Helped with the move and trained 27 keepers.", "Trained 27 keepers."),
        ("Managed the store of 9 lamps.", "Own the store of 9 lamps."),
        ("Painted the gallery and more.", "Painted the gallery and more."),
    ],
)
def test_what_is_ones_own_passes(source: str, claim: str) -> None:
    assert check(source, claim).reasons == []
