from resume.round_trip import field_recall, line_order, word_pair_recall
from tests.people import nurse


def test_the_same_resume_recalls_every_field() -> None:
    assert field_recall(nurse(), nurse()) == 1.0


def test_a_field_in_the_wrong_place_is_not_recalled() -> None:
    mixed = nurse()
    mixed.work[0].position, mixed.work[0].name = mixed.work[0].name, mixed.work[0].position
    assert field_recall(nurse(), mixed) < 1.0


def test_word_pairs_survive_line_breaks() -> None:
    assert word_pair_recall(["cut medication errors"], "Cut medication\nerrors") == 1.0


def test_words_torn_apart_are_missed() -> None:
    assert word_pair_recall(["cut medication errors"], "cut sidebar medication sidebar errors") == 0.0


def test_lines_in_another_order_are_counted() -> None:
    assert line_order(["one", "two", "three"], "one three two") == 0.5
