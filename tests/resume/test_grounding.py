import pytest

from resume.grounding import check_line, unknown_pieces

SOURCE = ["Responsible for managing 12 nurses at Fennel Street; budget of £1.2M, errors down 38 % with RotaWise"]


@pytest.mark.parametrize(
    "line",
    [
        SOURCE[0],
        "Managed 12 nurses at Fennel Street",
        "Managed a budget of £1,200,000",
        "Errors down 38%",
        "Managed nurses, with RotaWise",
    ],
)
def test_what_the_facts_say_passes(line: str) -> None:
    assert check_line(line, SOURCE) == []


@pytest.mark.parametrize(
    ("line", "kind", "item"),
    [
        ("Managed 15 nurses at Fennel Street", "number", "15"),
        ("Budget of $1.2M", "number", "$1.2M"),
        ("Errors down 38", "number", "38"),
        ("Managed 12 nurses at Orchard Lane", "name", "Orchard"),
        ("Managed nurses with SAP", "name", "SAP"),
        ("Chaired nurses", "word", "Chaired"),
        ("Managed doctors", "word", "doctors"),
    ],
)
def test_what_they_do_not_say_is_named(line: str, kind: str, item: str) -> None:
    found = check_line(line, SOURCE)
    assert (kind, item) in [(one.kind, one.item) for one in found]


def test_a_word_broken_by_a_line_is_known_by_its_halves() -> None:
    assert unknown_pieces("ware\nhouse stock", {"warehouse", "stock"}) == []


def test_a_foreign_word_is_unknown() -> None:
    assert unknown_pieces("warehouse stock 42", {"warehouse", "stock"}) == ["42"]
