"""Machine wording: put plainly where that is safe, else the text is not taken; the source's own words are nobody's tell."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume.spelling import find_slips
from resume.wording.machine import find_tells, put_plainly

BULLETS = [
    row.split("\t")[0]
    for row in (Path(__file__).parent / "bullets.tsv").read_text("utf-8").splitlines()
    if not row.startswith("#")
]
ROWS = [
    row.split("\t")
    for row in (Path(__file__).parents[3] / "resume" / "wording" / "machine_phrases.tsv")
    .read_text("utf-8")
    .splitlines()
    if row and not row.startswith("#")
]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Leveraged Python to build cutting-edge tools", "Used Python to build tools"),
        ("Results-driven nurse with 8 years of care", "Nurse with 8 years of care"),
        ("Built a tool — used by 300 shops — for labels", "Built a tool, used by 300 shops, for labels"),
        ("Created an innovative tool for 3 shops", "Created a tool for 3 shops"),
        ("Successfully launched 3 games", "Launched 3 games"),
        ("Utilizing Excel, ran 4 audits", "Using Excel, ran 4 audits"),
        ("Spearheaded the move to RotaWise", "Led the move to RotaWise"),
        ("Ran 3 ovens a night, ensuring seamless operational excellence.", "Ran 3 ovens a night."),
        ("Trained 6 nurses a year in a fast-paced environment", "Trained 6 nurses a year"),
    ],
)
def test_a_phrase_gives_way_to_plain_words(text: str, plain: str) -> None:
    assert put_plainly(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Passionate about bread",
        "Baker with a proven track record of 400 loaves a night",
        "Played a pivotal role in the move",
        "Spearheaded a robust, scalable migration",
        "The new rota was impactful",
        "Ran the ward, moving the needle for 9 teams of the Trust",
        "Delved into the books of 3 shops",
        "Dear [Your Name]",
    ],
)
def test_what_cannot_be_put_plainly_is_not_taken(text: str) -> None:
    assert put_plainly(text) is None


@pytest.mark.parametrize(
    "text", ["Passionate about maths education.", "Managed a dynamic team of 12", "Leveraged buyouts of 3 mills"]
)
def test_what_the_source_says_itself_stays(text: str) -> None:
    assert put_plainly(text, own=text) == text


def test_a_tail_that_holds_something_of_the_source_is_not_cut() -> None:
    text = "Ran 3 ovens a night, ensuring seamless waste control"
    assert put_plainly(text, own="Ran 3 ovens a night with waste control") is None


@pytest.mark.parametrize(
    "text", ["Worked on Dynamic Yield and Robust Ltd pages", "Kept 2019—2021 books", "Harnessing of horses"]
)
def test_names_ranges_and_nouns_are_no_tells(text: str) -> None:
    assert put_plainly(text) == text


def test_people_seldom_write_so() -> None:
    refused = [line for line in BULLETS if any(tell.way == "refuse" for tell in find_tells(line))]
    assert refused == ["I am a team player", "I am passionate about food", "I not only led the team but trained it"]


@pytest.mark.parametrize(("phrase", "done", "kind"), ROWS, ids=[row[0] for row in ROWS])
def test_a_row_of_the_file_says_what_is_done_and_how_it_is_found(phrase: str, done: str, kind: str) -> None:
    assert kind in {"verb", "word", "phrase", "opening"}
    assert done in {"-", "!"} or re.fullmatch(r"=[a-z]+", done)
    assert done != "-" or kind in {"word", "opening"}


@settings(deadline=None)
@given(st.sampled_from(BULLETS), st.lists(st.sampled_from([row[0] for row in ROWS]), max_size=3), st.data())
def test_facts_stay_and_doing_it_again_changes_nothing(line: str, phrases: list[str], data: st.DataObject) -> None:
    words = line.split()
    for phrase in phrases:
        words.insert(data.draw(st.integers(0, len(words))), phrase)
    text = " ".join(words)
    plain = put_plainly(text)
    if plain is None:
        return
    assert re.findall(r"\d[\d.,]*", plain) == re.findall(r"\d[\d.,]*", text)
    assert set(re.findall(r"(?<=[a-z] )[A-Z]\w+", plain)) <= set(re.findall(r"[A-Z]\w+", text)) | {plain.split()[0]}
    assert put_plainly(plain) == plain
    assert find_tells(plain) == []
    assert {slip.rule for slip in find_slips(plain)} <= {slip.rule for slip in find_slips(text)}
