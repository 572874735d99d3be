"""What letters and summaries say of the candidate's own stance, and what hides in it."""

import pytest

from tests.resume.grounding.weaver import check


@pytest.mark.parametrize(
    "text",
    [
        "Safety matters a great deal to me: accidents with knives went from 7 in 2018 to none in 2022.",
        "Teaching is close to my heart: I taught children to plait rushes.",
        "Five years at Reedham Craft School taught me patience, and I enjoy teaching children.",
        "I lead 6 weavers. I would bring the same care to your workshop.",
        "I am used to listening before I teach.",
        "I take pride in good baskets, and I know weaving from the ground up.",
        "Rushes keep me curious.",
    ],
)
def test_a_stance_claims_nothing(text: str) -> None:
    assert check(text, "letter").reasons == []


@pytest.mark.parametrize(
    "text",
    [
        "Safety matters to me: I chaired the workshop's safety committee.",
        "Five years at Reedham Craft School taught me upholstery.",
        "I enjoy restoring chairs.",
        "I am used to running fairs in Japan.",
        "I take pride in my 300 log baskets.",
        "I know Maya well.",
        "Craft is close to my heart, and I founded a guild.",
    ],
)
def test_what_a_stance_is_of_is_checked(text: str) -> None:
    assert not check(text, "letter").supported


@pytest.mark.parametrize("text", ["Safety matters a great deal to me.", "That work taught me humility and courage."])
def test_a_stance_alone_rests_on_nothing(text: str) -> None:
    assert not check(text, "letter").supported


def test_a_line_of_a_role_has_no_stance() -> None:
    assert not check("Take pride in order.", "work", "w1").supported
