"""Edits of offered lines: whatever an answer holds, only offered lines change, each at most once, and nothing is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from nodes.line_edits import LEAST_ROOM, Proposal, line_rows, offer_lines, put_over, room_for, rows_within, take_edits
from nodes.private import ContactDetails, Hidden, contact_details
from resume.edits import Edit
from resume.facts import number_facts
from resume.proposals import TRUSTED_WHY, find_losses
from tests.nodes.drafting import baker
from tokens import estimate_tokens

BULLETS = [fact for fact in number_facts(baker()) if fact.kind == "bullet"]
LINES = offer_lines(BULLETS, [])
TEXT = {line.fact.id: line.text for line in LINES}

IDS = st.sampled_from([*TEXT, "w9.9", "", "w1", "b.name"])
WORDS = st.lists(
    st.sampled_from([*" ".join(TEXT.values()).split(), "Zorblax", "<b>", "**", "\n", "[XNAME1]"]), max_size=16
)
PROPOSALS = st.lists(
    st.builds(Proposal, IDS, st.one_of(WORDS.map(" ".join), st.text(max_size=80)), st.sampled_from(list(TRUSTED_WHY))),
    max_size=6,
)


@settings(deadline=None)
@given(PROPOSALS)
def test_only_offered_lines_change_each_once_and_nothing_of_them_is_lost(proposals: list[Proposal]) -> None:
    edits = take_edits(proposals, LINES, Hidden(ContactDetails()), stage="drafter") or []
    assert len({edit.facts[0] for edit in edits}) == len(edits)
    for edit in edits:
        assert edit.facts == [edit.facts[0]]
        assert edit.by == "model"
        assert edit.reason in TRUSTED_WHY.values()
        assert find_losses(TEXT[edit.facts[0]], edit.text) == []


def test_a_line_that_stays_as_it_is_makes_an_answer_no_worse() -> None:
    same = [Proposal(id, text, "clearer") for id, text in TEXT.items()]
    assert take_edits(same, LINES, Hidden(ContactDetails()), stage="drafter") == []


def test_an_answer_of_refused_edits_alone_is_of_no_use() -> None:
    assert take_edits([Proposal("w9.9", "Baked", "clearer")], LINES, Hidden(ContactDetails()), stage="drafter") is None


def edit(id: str, text: str, **more: object) -> Edit:
    return Edit.model_validate({"facts": [id], "text": text, "reason": "", "stage": "drafter", **more})


def test_lines_are_offered_as_they_stand_and_not_where_they_are_gone_or_cut() -> None:
    edits = [
        edit("w1.1", "Baked"),
        edit("w1.2", "One half", extra=["the other"]),
        edit("w1.3", ""),
        edit("w2.1", "Both", facts=["w2.1", "w2.2"]),
    ]
    assert [(line.fact.id, line.text) for line in offer_lines(BULLETS, edits)] == [("w1.1", "Baked"), ("w2.1", "Both")]


def test_later_edits_stand_in_the_place_of_earlier_ones_of_the_same_line() -> None:
    first, second, other = edit("w1.1", "a"), edit("w1.1", "b"), edit("w1.2", "c")
    assert put_over([first, other], [second]) == [other, second]


@given(st.integers(0, 400))
def test_rows_are_kept_whole_within_their_room(chars: int) -> None:
    rows = line_rows(LINES, Hidden(ContactDetails()))
    kept = rows_within(rows, chars)
    assert len(kept) <= max(chars, 0)
    assert rows.startswith(kept)
    assert not kept or kept.split("\n") == rows.split("\n")[: kept.count("\n") + 1]


def test_the_room_for_an_answer_is_what_its_lines_need_and_half_as_much_again() -> None:
    need = sum(estimate_tokens(text) for text in TEXT.values())
    assert need < room_for(LINES) < 4 * need + LEAST_ROOM
    assert room_for(LINES, most=1) < room_for(LINES)
    assert room_for([]) == LEAST_ROOM


def test_a_line_gets_no_contact_detail_of_another_line() -> None:
    hidden, rows = Hidden(contact_details(baker())), {line.fact.id: line.text for line in LINES}
    line_rows(LINES, hidden)
    name = hidden.hide_resume("Wilma Oduya")
    moved = [Proposal("w1.1", f"{rows['w1.1'].replace('Was responsible for baking', 'Baked')}, {name}", "clearer")]
    assert take_edits(moved, LINES, hidden, stage="drafter") is None
    kept = [
        Proposal(
            "w1.2", f"By planning the shifts anew, {name}'s own scheme, cut waste from 9% to 4% within a year", "voice"
        )
    ]
    assert [edit.text for edit in take_edits(kept, LINES, hidden, stage="drafter") or []] == [
        "By planning the shifts anew, Wilma Oduya's own scheme, cut waste from 9% to 4% within a year"
    ]
