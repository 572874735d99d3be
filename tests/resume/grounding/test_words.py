from resume.grounding import unknown_pieces


def test_a_word_broken_by_a_line_is_known_by_its_halves() -> None:
    assert unknown_pieces("ware\nhouse stock", {"warehouse", "stock"}) == []


def test_a_foreign_word_is_unknown() -> None:
    assert unknown_pieces("warehouse stock 42", {"warehouse", "stock"}) == ["42"]
