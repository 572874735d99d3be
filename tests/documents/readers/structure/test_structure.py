"""Whole resumes of invented people, over trades, countries and layouts, and what holds for any lines at all."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.lines import Line
from documents.readers.markdown import read_markdown
from documents.readers.structure import looks_like_resume, structure_resume
from documents.readers.structure.lexicon import lexicon
from documents.readers.text import read_text
from resume.schema import Resume
from tests.documents.readers.structure.summary import tell

PEOPLE = Path(__file__).parent / "people"
NAMES = sorted(path.name for path in PEOPLE.iterdir() if path.suffix in (".txt", ".md"))


def read_person(name: str) -> Resume:
    text = (PEOPLE / name).read_text("utf-8")
    lines = read_markdown(text) if name.endswith(".md") else read_text(text)
    return structure_resume(lines).resume


@pytest.mark.parametrize("name", NAMES)
def test_a_persons_resume_reads_as_a_person_would_read_it(name: str) -> None:
    expected = (PEOPLE / f"{Path(name).stem}.expected").read_text("utf-8").splitlines()
    assert tell(read_person(name)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_person_is_recognised_as_having_a_resume(name: str) -> None:
    assert looks_like_resume(read_person(name))


@pytest.mark.parametrize(
    "text",
    [
        "Milk\nEggs\nBread\n2 kg potatoes\nWashing powder",
        "The moon came up above the hill\nand silver ran along the sill,\nand night was only slower day.",
        "Saturday 4 May 2024\nMilk\nEggs\nBread",
        "Fern & Moss Ltd\n12 Mill Lane, Leeds LS1 4AB\nTel: 0113 555 0100\n\nDate: 3 May 2024\nTimber   12   £340.00",
        "Lemon cake\nServes 8\n\nIngredients\n200 g butter\n3 eggs\n\nMethod\nBeat the butter. Bake for an hour.",
        "Dear neighbours,\n\nthe water will be off on Monday from nine to twelve.\n\nYours, the house",
    ],
)
def test_what_is_no_resume_is_told_apart(text: str) -> None:
    assert not looks_like_resume(structure_resume(read_text(text)).resume)


@pytest.mark.parametrize(
    "text",
    [
        "Jo March\nCook at The Anchor, Whitby, 2019-2022\nWaitress at Pier Café, 2017-2019",
        "Jo March\njo@example.org\nSkills: baking, cleaning, driving",
        "Jo March\n\nEDUCATION\nHigh school diploma",
    ],
)
def test_the_shortest_resumes_are_resumes(text: str) -> None:
    assert looks_like_resume(structure_resume(read_text(text)).resume)


def test_no_lines_make_an_empty_resume() -> None:
    resume = structure_resume([]).resume
    assert resume.to_json() == {}
    assert not looks_like_resume(resume)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


WORD = st.sampled_from(
    [
        "Nurse",
        "Manager",
        "Acme",
        "Ltd",
        "University",
        "Leeds",
        "UK",
        "2015",
        "2018",
        "Mar",
        "–",
        "-",
        "|",
        ",",
        "present",
        "(2019)",
        "Python",
        "Skills",
        "Experience",
        "Education",
        "ran",
        "the",
        "ward",
        "a.b@example.org",
        "07700.900123",
        "github.com/abc",
        "Tel.:",
        "BSc",
        "Hons",
        "English",
        "native",
        "C/C++",
        "12%",
        "£3,000",
        "References",
        "•",
        "Born:",
        "Straße",
        "École",
        "Projects:",
        "10.5.2011",
        "at",
        "(in)",
    ]
)
TEXT = st.lists(WORD, min_size=1, max_size=9).map(" ".join).filter(lambda text: bool(text.strip()))


@st.composite
def random_lines(draw: st.DrawFn) -> list[Line]:
    made = []
    for _ in range(draw(st.integers(0, 14))):
        text = draw(TEXT)
        cells = tuple(text.split(" | ")) if " | " in text and draw(st.booleans()) else ()
        cells = tuple(cell.strip() for cell in cells if cell.strip())
        made.append(
            Line(
                text=text,
                cells=cells if len(cells) > 1 and " ".join(cells).split() == text.split() else (),
                bullet=draw(st.booleans()),
                level=draw(st.sampled_from([None, None, None, 1, 2, 3])),
                size=draw(st.sampled_from([1.0, 1.0, 1.2, 2.0])),
                bold=draw(st.booleans()),
                italic=draw(st.booleans()),
                indent=draw(st.sampled_from([0.0, 2.0])),
                gap=draw(st.sampled_from([0.0, 0.5, 1.0, 2.0])),
                region=draw(st.integers(0, 2)),
                page=draw(st.integers(1, 2)),
                wraps=draw(st.booleans()),
            )
        )
    return made


LABEL_WORDS = {"tel", "born", "projects", "skills", "experience", "education", "references", "english"}


@given(random_lines())
@settings(max_examples=300, deadline=None)
def test_no_word_of_any_lines_is_lost(lines: list[Line]) -> None:
    resume = structure_resume(lines).resume
    headings = set(resume.meta.section_titles.values())
    held = Counter(word for value in strings(resume.to_json()) for word in words(value))
    needed = Counter(word for line in lines if line.text.strip(" :-–|•") not in headings for word in words(line.text))
    lost = {word for word, count in needed.items() if held[word] < count}
    joined = {word for word in lost if any(word in longer and word != longer for longer in held)}
    assert lost - joined <= LABEL_WORDS | lexicon().link_words


ADDED = set(
    words("Personal details Additional information Persönliche Angaben Weitere Angaben https custom summary en de")
)


@given(random_lines())
@settings(max_examples=300, deadline=None)
def test_no_word_is_in_a_field_that_no_line_holds(lines: list[Line]) -> None:
    resume = structure_resume(lines).resume.to_json()
    meta = resume.pop("meta", {})
    assert isinstance(meta, dict)
    source = "".join(line.text for line in lines).casefold()
    invented = {word for value in strings(resume) for word in words(value) if word not in source}
    iso_dates = {word for word in invented if word.isdigit()}
    assert invented - iso_dates - ADDED == set()


def test_a_word_broken_by_a_hyphen_is_made_whole() -> None:
    lines = [
        Line("Jana Example", size=2.0),
        Line("Experience", bold=True, size=1.3, gap=1.0),
        Line("Planner, Acme Ltd 2015 – 2018", cells=("Planner, Acme Ltd", "2015 – 2018")),
        Line("Ran the depart-", bullet=True, wraps=True),
        Line("ment for self-", indent=1.0, wraps=True),
        Line("employed drivers", indent=1.0),
    ]
    assert structure_resume(lines).resume.work[0].highlights == ["Ran the department for self-employed drivers"]


def test_a_year_that_a_bullet_waits_for_opens_no_role() -> None:
    lines = [
        Line("Jana Example", size=2.0),
        Line("Experience", bold=True, size=1.3, gap=1.0),
        Line("Planner, Acme Ltd 2015 – 2018", cells=("Planner, Acme Ltd", "2015 – 2018")),
        Line("Answered the auditors with no adverse finding in", bullet=True, wraps=True),
        Line("2016 and 2017", indent=1.0),
    ]
    (role,) = structure_resume(lines).resume.work
    assert role.highlights == ["Answered the auditors with no adverse finding in 2016 and 2017"]


def test_a_role_with_an_untold_employer_is_marked_unsure() -> None:
    structured = structure_resume(
        read_text("Ann Example\nann@example.org\n\nExperience\n\nBlue Heron, Quillfeather\n2015 - 2018\n- Did it all\n")
    )
    assert any(pointer.startswith("/work/0/") for pointer in structured.unsure)


def test_a_name_in_the_main_column_is_found_after_a_sidebar() -> None:
    lines = [
        Line("Skills", bold=True, size=1.2, region=0),
        Line("Excel", region=0),
        Line("Contact", bold=True, size=1.2, region=0, gap=1.0),
        Line("ann@example.org", region=0),
        Line("Ann Example-Moss", bold=True, size=2.4, region=1),
        Line("Office Manager", size=1.2, region=1),
        Line("Experience", bold=True, size=1.2, region=1, gap=1.0),
        Line("Office Manager, Fern Ltd, 2015 – 2019", region=1),
    ]
    resume = structure_resume(lines).resume
    assert (resume.basics.name, resume.basics.label, resume.basics.email) == (
        "Ann Example-Moss",
        "Office Manager",
        "ann@example.org",
    )
    assert [skill.name for skill in resume.skills] == ["Excel"]


def test_a_section_goes_on_in_the_main_column_of_the_next_page() -> None:
    lines = [
        Line("Ann Example-Moss", bold=True, size=2.4, region=0),
        Line("Experience", bold=True, size=1.2, region=0, gap=1.0),
        Line("Cook, The Fern Hotel, 2018 – 2020", region=0),
        Line("Cooked breakfast and lunch for eighty guests every single day", bullet=True, region=0),
        Line("Languages", bold=True, size=1.2, region=1),
        Line("English", region=1),
        Line("Waiter, The Moss Inn, 2015 – 2018", region=2, page=2),
    ]
    resume = structure_resume(lines).resume
    assert [job.position for job in resume.work] == ["Cook", "Waiter"]


SIGNED = [
    "Leipzig, 2. Juni 2025",
    "Leipzig, den 2. Juni 2025",
    "Leeds, 3 March 2024",
    "Lyon, le 2 juin 2025",
    "Austin, June 2, 2025",
]


@pytest.mark.parametrize("closing", SIGNED)
@pytest.mark.parametrize("signed", ["", "\nRosa Quint"])
def test_the_place_and_date_that_close_a_resume_are_no_hobby(closing: str, signed: str) -> None:
    text = (
        f"Rosa Quint\nrosa@example.org\n\nLanguages\nGerman, English\n\nHobbies\nClimbing, choir\n\n{closing}{signed}"
    )
    resume = structure_resume(read_text(text)).resume
    assert [one.name for one in resume.interests] == ["Climbing", "choir"]
    assert [entry.highlights for section in resume.custom_sections for entry in section.entries] == [[closing]]


def test_a_last_certificate_with_its_day_is_no_signature() -> None:
    text = "Rosa Quint\nrosa@example.org\n\nCertificates\nForklift, 2020\nFirst Aid at Work, 3 March 2024"
    assert not structure_resume(read_text(text)).resume.custom_sections


def read_one(text: str) -> Resume:
    return structure_resume(read_text(f"Rosa Quint\nrosa@example.org\n\n{text}")).resume


def test_a_second_date_in_brackets_keeps_its_brackets() -> None:
    certificate = read_one("Certificates\nForklift Operator (2017, renewed 2023)").certificates[0]
    assert (certificate.name, certificate.date) == ("Forklift Operator (renewed 2023)", "2017")


def test_the_year_of_a_renewal_stays_with_its_word() -> None:
    assert read_one("Certificates\nBLS, renewed 2024\nACLS, 2020").certificates[0].name == "BLS, renewed 2024"


def test_sentences_on_lines_of_their_own_are_lines_of_their_own() -> None:
    lines = [
        "I run the pass on 5 nights a week for up to 140 covers.",
        "I was responsible for menu costing and brought food cost down from 36% to 29%.",
        "I train commis chefs (7 so far).",
    ]
    work = read_one("Experience\nSous Chef, The Marlin Room (2019 - 2023)\n" + "\n".join(lines)).work[0]
    assert work.highlights == lines


def test_the_second_year_of_a_master_is_no_subject() -> None:
    degree = read_one("Education\nMaster 2 Marketing, University of Lowmoor, 2014-2016").education[0]
    assert (degree.study_type, degree.area) == ("Master 2", "Marketing")


def test_a_place_and_date_of_its_own_section_is_no_dated_entry() -> None:
    text = "Experience\nCook at The Anchor, Whitby, 2019-2022\n\nAdditional information\n- Lyon, le 2 juin 2025"
    assert [entry.highlights for entry in read_one(text).custom_sections[0].entries] == [["Lyon, le 2 juin 2025"]]
