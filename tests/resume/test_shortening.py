import pytest

from resume.edits import Arrangement, apply_edits
from resume.facts import number_facts
from resume.shortening import rank_droppable, shorten_rows
from tests.people import nurse

FACTS = number_facts(nurse())
CLAIMS = apply_edits(nurse(), FACTS, [], Arrangement()).claims


def test_a_role_degree_skill_certificate_or_summary_never_goes() -> None:
    kinds = {fact.id: fact.kind for fact in FACTS}
    assert {kinds[id] for id in rank_droppable(FACTS, CLAIMS, {})} == {"bullet", "entry"}


def test_a_whole_entry_that_answers_nothing_goes_before_a_roles_best_line() -> None:
    ranked = rank_droppable(FACTS, CLAIMS, {})
    assert ranked.index("x1.1") < ranked.index("w1.1")


def test_an_entry_that_answers_the_job_stays_longest() -> None:
    assert rank_droppable(FACTS, CLAIMS, {"x1.1": 9.0})[-1] == "x1.1"


def test_a_line_that_answers_the_job_goes_after_one_that_does_not() -> None:
    ranked = rank_droppable(FACTS, CLAIMS, {"w1.2": 1.0})
    assert ranked.index("w1.1") < ranked.index("w1.2")


def test_the_last_line_of_a_role_goes_after_the_spare_lines_of_all_others() -> None:
    ranked = rank_droppable(FACTS, CLAIMS, {})
    spare = {id for id in ranked if id not in ("w1.1", "w2.s1", "x1.1.1")}
    assert set(ranked[: len(spare)]) == spare


@pytest.mark.parametrize("chars", [40, 200, 400, 10_000])
def test_shortened_rows_keep_within_their_characters(chars: int) -> None:
    rows = "\n".join(f"w1.{number}: " + "baked bread " * number for number in range(12))
    assert len(shorten_rows(rows, chars)) <= chars


def test_shortened_rows_keep_every_row_while_there_is_room_for_it() -> None:
    rows = "\n".join(f"w1.{number}: " + "baked bread " * 9 for number in range(12))
    short = shorten_rows(rows, 12 * 60)
    assert [row.partition(":")[0] for row in short.split("\n")] == [f"w1.{number}" for number in range(12)]


def test_rows_that_fit_stay_as_they_are() -> None:
    assert shorten_rows("w1: Baker\nw2: Cook", 20) == "w1: Baker\nw2: Cook"
