"""A verb set before a line's own verb or title breaks it; a verb in its place does not."""

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from resume.proposals import take_line
from resume.wording import read_verbs
from resume.wording.stacked import stacks_openings

PASTS = sorted({verb.past for verb in read_verbs()})
ROWS = [
    row.split("\t")
    for row in (Path(__file__).parent / "bullets.tsv").read_text(encoding="utf-8").splitlines()
    if row and not row.startswith("#")
]
GOLDEN = [(row[0], text) for row in ROWS for text in row[1:] if text != "="]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Managed ordering with StockPilot.", "Led managed ordering with StockPilot."),
        ("Responsible for managing ordering", "Led managed ordering"),
        ("Manage ordering for 3 sites", "Lead manage ordering for 3 sites"),
        ("Run a kitchen of 9 cooks", "Led run a kitchen of 9 cooks"),
        ("Runs a kitchen of 9 cooks", "Led runs a kitchen of 9 cooks"),
        ("Plated desserts for banquets", "Led plated desserts for banquets"),
        ("Did the ordering", "Led oversaw ordering"),
        ("Did the ordering", "Successfully led managed the ordering"),
        ("Head chef with 12 years of hotel work.", "Led head chef with 12 years of hotel work."),
        ("Logistics manager, 11 years in cold stores", "Directed logistics manager, 11 years in cold stores"),
        ("Lead teacher with 9 years", "Managed lead teacher with 9 years"),
        ("Experienced head chef with 9 years", "Led head chef with 9 years"),
        ("Registered nurse with 9 years", "Led registered nurse with 9 years"),
        ("Responsible for invoicing and the late payments", "Managed responsible for invoicing and the late payments"),
        ("Was in charge of 5 bearers", "Handled in charge of 5 bearers"),
        ("Responsible for arranging 140 funerals", "Delivered for arranging 140 funerals"),
        ("Responsible for vendor selection", "Managed for vendor selection"),
        ("I look after families and write the notices", "Handled look after families and write the notices"),
    ],
)
def test_a_verb_before_the_lines_own_verb_or_title_is_told(source: str, text: str) -> None:
    assert stacks_openings(source, text)
    assert take_line(source, text) is None


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Managed ordering", "Ran ordering"),
        ("Responsible for care of 9 residents", "Cared for 9 residents"),
        ("Responsible for the search for sites", "Searched for sites"),
        ("Responsible for the design of bridges", "Designed for bridges"),
        ("Advocated for tenants at hearings", "Campaigned for tenants at hearings"),
        ("Managed 9 cooks", "Led and managed 9 cooks"),
        ("Manage ordering", "Helped manage ordering"),
        ("Wrote tests that run by themselves", "Built automated tests"),
        ("Ran design work for 5 clients", "Led design work for 5 clients"),
        ("Design work for 5 clients", "Did design work for 5 clients"),
        ("Led managed services", "Led managed services for 5 clients"),
        ("Led managed services", "Ran managed services"),
        ("Responsible for managed services", "Delivered managed services"),
        ("Head chef with 12 years of hotel work", "Worked as head chef for 12 years, in hotels"),
        ("Trained junior baker in lamination", "Coached junior baker in lamination"),
        ("Training of the head chef", "Trained the head chef"),
        ("Promoted twice", "Was promoted twice"),
    ],
)
def test_a_verb_in_the_place_of_another_is_none(source: str, text: str) -> None:
    assert not stacks_openings(source, text)


@pytest.mark.parametrize(("source", "text"), GOLDEN)
def test_what_an_editor_made_of_a_bullet_stacks_nothing(source: str, text: str) -> None:
    assert not stacks_openings(source, text)


@given(st.sampled_from(PASTS), st.sampled_from(PASTS), st.sampled_from(["9 cooks", "ordering", "the rota", "stock"]))
def test_any_two_past_verbs_in_a_row_are_told(added: str, own: str, rest: str) -> None:
    assume(added != own)
    assert stacks_openings(f"{own.capitalize()} {rest}", f"{added.capitalize()} {own} {rest}")


@given(
    st.sampled_from(PASTS),
    st.sampled_from(["head chef", "nurse", "logistics manager", "site engineer", "bus driver", "teaching assistant"]),
    st.sampled_from([" with 12 years", ", 12 years", "", " and first aider"]),
)
def test_any_past_verb_before_a_job_title_is_told(added: str, title: str, rest: str) -> None:
    assert stacks_openings(f"{title.capitalize()}{rest}", f"{added.capitalize()} {title}{rest}")


@given(st.sampled_from(PASTS), st.sampled_from(PASTS), st.sampled_from(["9 cooks", "ordering", "the rota", "stock"]))
def test_one_verb_for_another_is_never_told(own: str, other: str, rest: str) -> None:
    assert not stacks_openings(f"{own.capitalize()} {rest}", f"{other.capitalize()} {rest}")


@given(st.text(max_size=80))
def test_no_line_stacks_anything_upon_itself(line: str) -> None:
    assert not stacks_openings(line, line)
