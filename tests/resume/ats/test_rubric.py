import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resume.ats.rubric
from resume.ats.checks import CHECKS, begins_with_verb, speaks_in_first_person
from resume.ats.rubric import AtsEvidence, judge
from resume.edits import Arrangement, apply_edits
from resume.facts import number_facts
from resume.report import AtsCheck, Pages, RequirementRow, RoundTrip
from resume.schema import Basics, Location, Meta, Resume, Skill, Work

RUBRIC = tomllib.loads((Path(resume.ats.rubric.__file__).parent / "rubric.toml").read_text("utf-8"))
WEIGHTS = {key: check["weight"] for key, check in RUBRIC.items() if isinstance(check, dict) and "weight" in check}

PERSON = Resume(
    basics=Basics(
        name="Perpetua Quill",
        label="Stock Controller",
        email="perpetua@example.org",
        phone="+44 1632 960123",
        location=Location(city="Larkmouth"),
        summary="Stock controller with nine years in cold stores. Cut losses in two of them and trained those who came after.",
    ),
    work=[
        Work(
            name="Frostfen Cold Stores",
            position="Stock Controller",
            start_date="2019-03",
            highlights=[
                "Cut stock losses by 14% within a year",
                "Ran cycle counts over 9,000 pallet places every month",
            ],
        ),
        Work(
            name="Tallow Wharf",
            position="Warehouse Operative",
            start_date="2015-06",
            end_date="2019-02",
            highlights=["Loaded and checked 40 trailers a day", "Trained three newcomers on the reach truck"],
        ),
    ],
    skills=[Skill(name="Stock control"), Skill(name="SAP EWM")],
    meta=Meta(language="en"),
)


def row(id: str, term: str, status: str, kind: str = "required", facts: tuple[str, ...] = ("w1.1",)) -> RequirementRow:
    return RequirementRow.model_validate(
        {
            "id": id,
            "text": term,
            "kind": kind,
            "weight": 0.9,
            "terms": [term],
            "status": status,
            "facts": facts,
            "shown_in": [],
        }
    )


def shipped(person: Resume = PERSON, dropped: dict[str, str] | None = None) -> AtsEvidence:
    facts = number_facts(person)
    tailored = apply_edits(person, facts, [], Arrangement(), dropped=dropped or {})
    return AtsEvidence(
        resume=tailored.resume,
        claims=tuple(tailored.claims),
        requirements=(row("r1", "stock control", "shown"), row("r2", "forklift licence", "gap", facts=())),
        round_trip=RoundTrip(field_recall=1, word_pair_recall=1, order=1, tagged=True, private_use_glyphs=0),
        pages=Pages(ats=1, visual=1),
        job_title="Stock Controller",
        headings=("Summary", "Experience", "Skills"),
        text="\n".join(fact.text for fact in facts),
        file_bytes=80_000,
        today=date(2025, 3, 1),
    )


def change(**basics: object) -> Callable[[AtsEvidence], AtsEvidence]:
    return lambda _: shipped(PERSON.model_copy(update={"basics": PERSON.basics.model_copy(update=basics)}))


def roles(*work: Work) -> Callable[[AtsEvidence], AtsEvidence]:
    return lambda _: shipped(PERSON.model_copy(update={"work": list(work)}))


def trip(**values: object) -> Callable[[AtsEvidence], AtsEvidence]:
    return lambda good: replace(good, round_trip=good.round_trip.model_copy(update=values))


def with_lines(*lines: str) -> Callable[[AtsEvidence], AtsEvidence]:
    first = PERSON.work[0].model_copy(update={"highlights": list(lines)})
    return roles(first, PERSON.work[1])


NOW, BEFORE = PERSON.work
FLAWS: dict[str, tuple[str, Callable[[AtsEvidence], AtsEvidence], str]] = {
    "a phone number is not given": ("contact", change(phone=None), "does not give phone"),
    "the e-mail address cannot be read back": (
        "contact",
        lambda good: replace(good, text=good.text.replace("perpetua@example.org", "")),
        "E-mail could not be read back",
    ),
    "a heading is unusual": (
        "headings",
        lambda good: replace(good, headings=("Summary", "My journey", "Skills")),
        "“My journey”",
    ),
    "a role has no dates": ("dates", roles(NOW, BEFORE.model_copy(update={"start_date": None})), "Warehouse Operative"),
    "dates come in two forms": (
        "date_format",
        roles(NOW, BEFORE.model_copy(update={"start_date": "2015", "end_date": "2018"})),
        "month and year",
    ),
    "the older role comes first": ("newest_first", roles(BEFORE, NOW), "Stock Controller at Frostfen"),
    "fields are lost": ("fields", trip(field_recall=0.8), "80%"),
    "lines come out of order": ("text_order", trip(order=0.7), "70%"),
    "the file has no tags": ("tagged", trip(tagged=False), "not tagged"),
    "symbols cannot be read": ("glyphs", trip(private_use_glyphs=12), "12 symbols"),
    "it is too long": ("length", lambda good: replace(good, pages=Pages(ats=4, visual=2)), "4 pages"),
    "something supported is not shown": (
        "keywords",
        lambda good: replace(good, requirements=(*good.requirements, row("r3", "cycle counting", "supported"))),
        "“cycle counting”",
    ),
    "no title resembles the ad's": (
        "job_title",
        lambda good: replace(good, job_title="Head Gardener"),
        "Leave the titles",
    ),
    "no line has a result": (
        "results",
        roles(
            NOW.model_copy(update={"highlights": ["Checked the goods against the papers"]}),
            BEFORE.model_copy(update={"highlights": ["Loaded and checked the trailers"]}),
        ),
        "if you know how many",
    ),
    "a line is too short": ("line_length", with_lines("Counted 12 pallets", NOW.highlights[0]), "“Counted 12 pallets”"),
    "a line begins without a verb": (
        "verbs",
        with_lines(NOW.highlights[0], "Monthly counts of 9,000 places"),
        "“Monthly",
    ),
    "there is no summary": ("summary", change(summary=None), "no summary"),
    "a skill is listed twice": (
        "stuffing",
        lambda _: shipped(PERSON.model_copy(update={"skills": [*PERSON.skills, Skill(name="stock control")]})),
        "more than once",
    ),
    "a line says I": (
        "first_person",
        with_lines(NOW.highlights[0], "Cut waste by 3% when I ran the night shift"),
        "1 line",
    ),
    "the file is huge": ("file", lambda good: replace(good, file_bytes=9_000_000), "9.0 MB"),
}


def check(evidence: AtsEvidence, key: str) -> AtsCheck:
    return next(one for one in judge(evidence).checks if one.name == RUBRIC[key]["name"])


def test_the_weights_sum_to_a_hundred() -> None:
    assert sum(WEIGHTS.values()) == 100


def test_every_check_has_its_entry_in_the_rubric_and_no_entry_is_idle() -> None:
    assert list(CHECKS) == list(WEIGHTS)


def test_a_sound_file_earns_every_point() -> None:
    report = judge(shipped())
    assert (report.score, [one.name for one in report.checks if not one.passed]) == (100.0, [])


@pytest.mark.parametrize("flaw", FLAWS)
def test_a_flaw_costs_points_of_its_own_check(flaw: str) -> None:
    key, spoil, _ = FLAWS[flaw]
    assert check(spoil(shipped()), key).points < WEIGHTS[key]


@pytest.mark.parametrize("flaw", FLAWS)
def test_a_flaw_is_named_with_what_would_mend_it(flaw: str) -> None:
    key, spoil, said = FLAWS[flaw]
    assert said in check(spoil(shipped()), key).detail


@pytest.mark.parametrize("flaw", FLAWS)
def test_the_points_add_up_to_the_score(flaw: str) -> None:
    report = judge(FLAWS[flaw][1](shipped()))
    assert sum(one.points for one in report.checks) == pytest.approx(report.score, abs=0.15)


def test_a_gap_costs_nothing() -> None:
    gaps = tuple(row(f"r{number}", f"skill {number}", "gap", facts=()) for number in range(3, 30))
    evidence = shipped()
    assert judge(replace(evidence, requirements=evidence.requirements + gaps)).score == 100.0


def test_a_supported_line_left_out_for_room_is_said_to_be_so() -> None:
    evidence = shipped(dropped={"w1.2": "no room"})
    rows = (*evidence.requirements, row("r3", "cycle counting", "supported", facts=("w1.2",)))
    assert "page limit" in check(replace(evidence, requirements=rows), "keywords").detail


def test_a_german_resume_is_not_judged_by_english_verbs() -> None:
    german = PERSON.model_copy(update={"meta": Meta(language="de")})
    assert check(shipped(german), "verbs").points == 0
    assert judge(shipped(german)).score == 100.0


def test_a_summary_that_names_the_post_applied_for_counts_as_its_title() -> None:
    summary = "Applying for the post of head gardener after nine years in cold stores and two in a nursery of her own."
    evidence = replace(change(summary=summary)(shipped()), job_title="Head Gardener")
    assert check(evidence, "job_title").passed


def test_an_empty_resume_is_judged_without_failing() -> None:
    bare = Resume()
    evidence = replace(shipped(bare), requirements=(), headings=(), text="", job_title=None)
    assert 0 <= judge(evidence).score < 75


@given(
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(0, 1),
    st.booleans(),
    st.integers(0, 50),
    st.integers(1, 9),
    st.integers(0, 10**8),
)
def test_the_score_stays_between_nought_and_a_hundred(
    fields: float, pairs: float, order: float, tagged: bool, glyphs: int, pages: int, size: int
) -> None:
    measured = RoundTrip(
        field_recall=fields, word_pair_recall=pairs, order=order, tagged=tagged, private_use_glyphs=glyphs
    )
    report = judge(replace(shipped(), round_trip=measured, pages=Pages(ats=pages, visual=pages), file_bytes=size))
    assert 0 <= report.score <= 100
    assert all(0 <= one.points <= 100 for one in report.checks)


def test_nothing_in_the_rubric_tells_anybody_to_add_a_keyword() -> None:
    raises = [text for check in RUBRIC.values() if isinstance(check, dict) for text in check.get("raise", {}).values()]
    assert raises
    assert not [text for text in raises if "add " in text.lower() or "keyword" in text.lower()]


@pytest.mark.parametrize(
    "line",
    [
        "Managed two wards",
        "Successfully led a team",
        "Runs the kitchen",
        "Co-led a trial",
        "Renovated nine barns",
        "Trained staff",
    ],
)
def test_a_line_that_begins_with_a_verb_is_known(line: str) -> None:
    assert begins_with_verb(line)


@pytest.mark.parametrize(
    "line", ["Responsible for nine barns", "Daily planning of 46 trucks", "Design of pumps", "", "12"]
)
def test_a_line_that_begins_otherwise_is_known(line: str) -> None:
    assert not begins_with_verb(line)


@pytest.mark.parametrize(
    "line", ["I ran it", "Was there when I joined", "Improved my ward", "Where I've led", "I’m sure"]
)
def test_the_first_person_is_known(line: str) -> None:
    assert speaks_in_first_person(line)


@pytest.mark.parametrize(
    "line",
    ["Ran Phase I trials", "Level I inspector", "Typed I/O code", "R&I lead", "Sent MY samples", "Type I errors"],
)
def test_a_roman_one_is_no_person(line: str) -> None:
    assert not speaks_in_first_person(line)
