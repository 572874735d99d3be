"""From the events of a run to what people see of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.pipeline import STAGES
from nodes.stage import Progress
from resume.report import StageRecord
from ui.client.values import StageState, StageView
from ui.in_process.progress import BESIDE, MODEL, OFFLINE, Board, measure, usual_seconds, views_of_records

ORDER = ("intake", "drafter", "exporter")
NAMES = {"intake": "Reading", "drafter": "Rewording", "exporter": "Making the files"}


def states(board: Board) -> list[StageState]:
    return [view.state for view in board.views()]


@pytest.mark.parametrize("way", [OFFLINE, MODEL])
def test_the_usual_times_tell_every_stage_of_the_graph_in_its_order(way: str) -> None:
    assert tuple(usual_seconds(way)) == STAGES


def test_a_stage_is_under_way_from_its_first_part_to_its_last() -> None:
    board = Board(ORDER, NAMES)
    board.take(Progress(stage="drafter", event="begin", part="w1"))
    board.take(Progress(stage="drafter", event="begin", part="w2"))
    board.take(Progress(stage="drafter", event="end", part="w1"))
    assert states(board)[1] == "running"
    board.take(Progress(stage="drafter", event="end", part="w2"))
    assert states(board)[1] == "done"


def test_a_stage_that_was_passed_over_is_told_as_left_out() -> None:
    board = Board(ORDER, NAMES)
    board.take(Progress(stage="exporter", event="begin"))
    assert states(board) == ["skipped", "skipped", "running"]


def test_parts_are_called_by_their_titles_once_these_are_known() -> None:
    board = Board(ORDER, NAMES)
    board.take(Progress(stage="drafter", event="begin", part="w1"))
    board.part_titles = {"w1": "Baker, Old Mill Bakery"}
    assert [part.title for part in board.views()[1].parts] == ["Baker, Old Mill Bakery"]


def test_what_was_done_before_a_run_was_interrupted_stays_done() -> None:
    board = Board(ORDER, NAMES)
    board.take_up(views_of_records({"intake": StageRecord(stage="intake", by="rules", seconds=0.4)}, ORDER, NAMES))
    board.take(Progress(stage="drafter", event="begin", part="w1"))
    assert states(board) == ["done", "running", "ahead"]


def test_a_stage_of_a_stored_run_that_nobody_did_is_left_out_or_ahead() -> None:
    records = {
        "intake": StageRecord(stage="intake", by="skipped", reason="not asked for"),
        "drafter": StageRecord(stage="drafter", by="model"),
    }
    assert [view.state for view in views_of_records(records, ORDER, NAMES)] == ["skipped", "done", "ahead"]


def view(name: str, state: StageState, seconds: float = 0.0) -> StageView:
    return StageView(name, name, state, seconds)


USUAL = {"intake": 1.0, "drafter": 4.0, "exporter": 5.0}


def test_before_anything_is_done_the_usual_time_is_left() -> None:
    assert measure([view(name, "ahead") for name in ORDER], USUAL) == (0.0, 10.0)


def test_when_all_is_done_nothing_is_left() -> None:
    assert measure([view(name, "done", 1.0) for name in ORDER], USUAL) == (1.0, 0.0)


def test_a_run_that_is_twice_as_slow_so_far_is_thought_to_stay_so() -> None:
    _, left = measure([view("intake", "done", 2.0), view("drafter", "ahead"), view("exporter", "ahead")], USUAL)
    assert left == pytest.approx(18.0)


def test_a_stage_that_takes_much_longer_than_usual_still_has_some_time_left() -> None:
    share, left = measure([view("intake", "running", 60.0)], USUAL)
    assert [share, left] == pytest.approx([0.85, 0.15])


STATES: st.SearchStrategy[StageState] = st.sampled_from(["ahead", "running", "done", "skipped"])


@given(st.lists(st.tuples(st.sampled_from(STAGES), STATES, st.floats(0, 1000)), unique_by=lambda one: one[0]))
def test_share_and_time_left_are_always_sensible(stages: list[tuple[str, StageState, float]]) -> None:
    share, left = measure([view(*one) for one in stages], usual_seconds(MODEL))
    assert 0.0 <= share <= 1.0 + 1e-9
    assert left >= 0.0


def test_stages_beside_others_take_no_time_of_their_own() -> None:
    assert measure([view(name, "ahead") for name in BESIDE], usual_seconds(MODEL)) == (0.0, 0.0)
