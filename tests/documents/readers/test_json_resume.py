"""JSON Resume files as people have them."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.readers.json_resume import read_json_resume
from documents.readers.yaml_document import parse_json
from errors import UserError
from resume import schema


def read(document: object) -> schema.Resume:
    return read_json_resume(parse_json(json.dumps(document), "cv.json"), "cv.json")


def work(**fields: object) -> schema.Work:
    return read({"work": [{"name": "Rye", **fields}]}).work[0]


_WORDS = st.from_regex(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9 ,.%'()+-]{0,30}[a-zà-ÿ0-9]", fullmatch=True).map(
    lambda text: " ".join(text.split())
)
_DATES = st.none() | st.from_regex(r"(19|20)[0-9]{2}(-(0[1-9]|1[0-2]))?", fullmatch=True)
_LINES = st.lists(_WORDS, max_size=3)
_SPECIAL: dict[object, st.SearchStrategy[Any]] = {
    schema.IsoDate: _DATES,
    list[str]: _LINES,
    str | None: st.none() | _WORDS,
}


def _entries(model: type[schema.Document], required: str) -> st.SearchStrategy[list[schema.Document]]:
    fields = {
        name: _DATES if name.endswith("date") else _SPECIAL[field.annotation]
        for name, field in model.model_fields.items()
    }
    return st.lists(st.builds(model, **(fields | {required: _WORDS})), max_size=2)


_RESUMES = st.builds(
    schema.Resume,
    basics=st.builds(
        schema.Basics,
        name=_WORDS,
        label=st.none() | _WORDS,
        email=st.just("ada@example.org"),
        phone=st.none() | st.just("+32 470 00 00 00"),
        summary=st.none() | _WORDS,
        location=st.none() | st.builds(schema.Location, city=_WORDS),
        profiles=st.lists(
            st.builds(schema.Profile, network=_WORDS, url=st.just("https://example.org/a_b_c")), max_size=2
        ),
    ),
    work=_entries(schema.Work, "name"),
    volunteer=_entries(schema.Volunteer, "organization"),
    education=_entries(schema.Education, "institution"),
    awards=_entries(schema.Award, "title"),
    certificates=_entries(schema.Certificate, "name"),
    publications=_entries(schema.Publication, "name"),
    skills=st.lists(st.builds(schema.Skill, name=_WORDS, keywords=_LINES), min_size=1, max_size=3),
    languages=_entries(schema.Language, "language"),
    interests=_entries(schema.Interest, "name"),
    references=_entries(schema.Reference, "name"),
    projects=_entries(schema.Project, "name"),
    custom_sections=st.lists(
        st.builds(schema.CustomSection, title=_WORDS, entries=_entries(schema.CustomEntry, "name")), max_size=2
    ),
    meta=st.builds(
        schema.Meta,
        language=st.none() | st.just("en"),
        section_order=st.just(["work", "custom:0"]),
        section_titles=st.just({"work": "Jobs"}),
    ),
)


@given(_RESUMES)
def test_what_we_write_reads_back_equal(resume: schema.Resume) -> None:
    assert read(resume.to_json()) == resume


def test_old_field_names_are_understood() -> None:
    resume = read({
        "basics": {"name": "Ada", "website": "https://a.example", "picture": "a.png", "location": {"state": "Ghent"}},
        "work": [{"company": "Rye", "website": "https://rye.example", "position": "Baker"}],
    })  # fmt: skip
    assert (resume.basics.url, resume.work[0].name, resume.work[0].url) == (
        "https://a.example",
        "Rye",
        "https://rye.example",
    )
    assert resume.basics.location == schema.Location(region="Ghent")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2020-6", "2021-11", ("2020-06", "2021-11", None)),
        ("2020-06", "Present", ("2020-06", None, None)),
        ("2020-06", None, ("2020-06", None, None)),
        ("June 2020", "Present", ("2020-06", None, "June 2020 – Present")),
        ("06/2020", "2021", ("2020-06", "2021", None)),
        ("2020-01-31T00:00:00Z", "", ("2020-01-31", None, None)),
        ("Spring 2019", "2020", ("2019", "2020", "Spring 2019 – 2020")),
        (2019, 2020, ("2019", "2020", None)),
        ("a while ago", "", (None, None, "a while ago")),
    ],
)
def test_dates_as_people_write_them(start: object, end: object, expected: tuple[str | None, ...]) -> None:
    role = work(startDate=start, endDate=end)
    assert (role.start_date, role.end_date, role.date_text) == expected


def test_a_lone_period_is_taken_apart() -> None:
    role = work(date="March 2015 - May 2017")
    assert (role.start_date, role.end_date, role.date_text) == ("2015-03", "2017-05", "March 2015 - May 2017")


def test_texts_where_lists_are_expected() -> None:
    assert work(highlights="- baked\n- sold").highlights == ["baked", "sold"]
    assert read({"skills": [{"name": "Web", "keywords": "Go, C"}]}).skills[0].keywords == ["Go", "C"]


def test_lists_where_texts_are_expected() -> None:
    assert work(summary=["One.", "Two."]).summary == "One.\nTwo."


def test_markup_in_values_becomes_plain() -> None:
    assert work(summary="<p>Baked <b>rye</b> &amp; more</p>").summary == "Baked rye & more"


def test_skills_as_plain_words_and_as_groups() -> None:
    assert read({"skills": ["Go", "C"]}).skills == [schema.Skill(name="Go"), schema.Skill(name="C")]
    assert read({"skills": {"Code": ["Go"]}}).skills == [schema.Skill(name="Code", keywords=["Go"])]


def test_unknown_sections_become_custom_sections() -> None:
    resume = read(
        {"work": [{"name": "Rye"}], "militaryService": [{"rank": "Cook", "organization": "Navy"}], "patents": ["P1"]}
    )
    assert resume.custom_sections == [
        schema.CustomSection(
            title="Military service", entries=[schema.CustomEntry(organization="Navy", highlights=["Rank: Cook"])]
        ),
        schema.CustomSection(title="Patents", entries=[schema.CustomEntry(highlights=["P1"])]),
    ]


def test_unknown_fields_of_a_role_become_lines() -> None:
    assert work(technologies=["Go", "C"]).highlights == ["Technologies: Go, C"]


def test_numbers_keep_their_digits() -> None:
    resume = read_json_resume(parse_json('{"education": [{"institution": "U", "score": 3.90}]}', "cv.json"), "cv.json")
    assert resume.education[0].score == "3.90"


@pytest.mark.parametrize("document", [[], "text", {}, {"name": "left-pad", "version": "1.0.0", "keywords": ["pad"]}])
def test_json_that_is_no_resume_is_refused(document: object) -> None:
    with pytest.raises(UserError, match="no JSON Resume"):
        read(document)


def test_broken_json_is_refused_with_its_line() -> None:
    with pytest.raises(UserError, match=r"no valid JSON.* in line 2"):
        parse_json('{\n"a": }', "cv.json")


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
_KEYS = st.sampled_from(
    ["basics", "work", "education", "skills", "languages", "projects", "meta", "customSections", "x"]
)


@given(
    st.dictionaries(_KEYS, _ANY | st.lists(st.dictionaries(st.sampled_from(["name", "startDate", "highlights"]), _ANY)))
)
def test_any_tree_is_read_or_refused(document: dict[str, object]) -> None:
    with suppress(UserError):
        read(document).model_dump_json()


@pytest.mark.parametrize("key", ["work", "education", "projects"])
def test_a_bare_text_where_entries_stand_is_refused(key: str) -> None:
    with pytest.raises(UserError, match=f"`{key}` is no"):
        read_json_resume({"basics": {"name": "Ann Example", "email": "ann@example.test"}, key: "none"}, "r.json")
