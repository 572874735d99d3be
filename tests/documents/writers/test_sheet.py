"""What is printed, in which order and in which words."""

import pytest

from documents.writers.sheet import Entry, Section, choose_paper, lay_out
from resume.schema import Basics, Resume
from tests.documents.writers.people import JOINER

PRINTED = """\
Tom Ó Briain
Apprentice Joiner
tom@obriain.example
+353 85 555 0101
Galway, IE
obriain.example
Mastodon: @tom@wood.example
Keeps a clean van.
Ó Máille & Daughters
Fits staircases in three counties
omaille.example
Sep 2023 – Present
Works under two master joiners.
Repair Café Galway
Chair mender
2022 – 2023
Galway Technical Institute
Craft Certificate, Carpentry and Joinery
2025
Grade: 3.8
Stairs
Best roof model of the year.
Currach
Built a two-man rowing boat.
oak
Builder
Claddagh Boats
hobby
currach.example/plans
May 2021 – Aug 2021
Launched on Lough Corrib.
Hand tools (advanced)
chisels
Safe Pass
Irish (native)
Manual Handling
Solas
Feb 2023
c.example/1
Young Joiner
Guild
12 Jun 2024
For a dovetail.
On Dovetails
Wood Monthly
2024
Two pages.
Rowing
skiff
Fiddle
Áine Ní Mháille
Careful and on time.
Talks
Why wood moves
Galway Makers
Spring 2024
t.example
To forty people.
Brought a plank.
Memberships
Guild of Joiners"""


def _section(resume: Resume, key: str) -> Section:
    return next(section for section in lay_out(resume).sections if section.key == key)


def _titles(resume: Resume) -> list[str]:
    return [section.title for section in lay_out(resume).sections]


@pytest.mark.parametrize("text", PRINTED.splitlines())
def test_every_field_that_people_read_is_printed(text: str) -> None:
    assert text in lay_out(JOINER).text.split("\n")


def test_sections_without_content_get_no_heading() -> None:
    assert _titles(Resume.model_validate({"work": [{}], "skills": [{"name": " "}], "basics": {"summary": "\n"}})) == []


def test_sections_follow_the_order_given_and_the_rest_follows_after() -> None:
    resume = JOINER.model_copy(deep=True)
    resume.meta.section_order = ["custom:1", "skills", "custom:9", "nonsense", "work", "skills"]
    keys = [section.key for section in lay_out(resume).sections]
    assert keys[:4] == ["summary", "custom:1", "skills", "work"]
    assert sorted(keys) == sorted(section.key for section in lay_out(JOINER).sections)


def test_an_english_resume_has_the_standard_headings_whatever_the_source_called_them() -> None:
    resume = JOINER.model_copy(deep=True)
    resume.meta.section_titles = {"work": "My Journey"}
    assert "Experience" in _titles(resume)
    assert "My Journey" not in _titles(resume)


def test_a_resume_in_another_language_keeps_its_own_headings() -> None:
    meta = {"language": "el", "sectionTitles": {"work": "Επαγγελματική πορεία"}}
    assert _titles(Resume.model_validate({"work": [{"name": "Στοά"}], "meta": meta})) == ["Επαγγελματική πορεία"]


def test_a_heading_that_the_source_lacks_is_in_the_language_of_the_resume() -> None:
    assert _titles(Resume.model_validate({"work": [{"name": "Werft"}], "meta": {"language": "de"}})) == [
        "Berufserfahrung"
    ]


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("AUDITS AND QUALITY IMPROVEMENT", "Audits and Quality Improvement"),
        ("KEY ACHIEVEMENTS", "Key Achievements"),
        ("ICU & NHS PROJECTS", "ICU & NHS Projects"),
        ("THE SEA", "The SEA"),
        ("Talks at PyCon", "Talks at PyCon"),
    ],
)
def test_a_custom_heading_in_capitals_is_set_like_the_others(title: str, printed: str) -> None:
    section = {"title": title, "entries": [{"name": "X"}]}
    assert _titles(Resume.model_validate({"customSections": [section], "meta": {"language": "en"}})) == [printed]


def test_a_heading_in_another_language_keeps_its_capitals() -> None:
    section = {"title": "PERSÖNLICHE DATEN", "entries": [{"name": "X"}]}
    assert _titles(Resume.model_validate({"customSections": [section], "meta": {"language": "de"}})) == [
        "PERSÖNLICHE DATEN"
    ]


def test_an_entry_without_a_title_is_headed_by_its_employer() -> None:
    entries = _section(Resume.model_validate({"work": [{"name": "Werft", "location": "Kiel"}]}), "work").entries
    assert (entries[0].title, [link.text for link in entries[0].details]) == ("Werft", ["Kiel"])


def test_single_skills_share_one_line() -> None:
    groups = _section(JOINER, "skills").groups
    assert groups[1].items == ("Safe Pass", "Driving (B)")


def test_a_section_of_bare_titles_is_a_plain_list() -> None:
    assert _section(JOINER, "custom:1").kind == "bare"


def test_a_role_that_is_only_a_title_stays_a_role() -> None:
    assert _section(Resume.model_validate({"work": [{"position": "Clerk"}]}), "work").kind == "dated"


def test_an_area_that_the_degree_names_already_is_not_repeated() -> None:
    education = [{"studyType": "BSc Physics", "area": "Physics"}]
    assert _section(Resume.model_validate({"education": education}), "education").entries == (
        Entry(title="BSc Physics"),
    )


def test_an_address_that_json_resume_could_not_hold_is_still_printed() -> None:
    assert "no address" in lay_out(Resume.model_validate({"work": [{"name": "X", "urlText": "no address"}]})).text


def test_contact_details_too_long_for_a_line_begin_a_new_row_with_the_web() -> None:
    resume = JOINER.model_copy(deep=True)
    resume.basics.profiles = [resume.basics.profiles[0].model_copy(update={"username": "x" * 40})]
    rows = [[link.text for link in row] for row in lay_out(resume).contact_rows]
    assert rows == [
        ["Galway, IE", "+353 85 555 0101", "tom@obriain.example"],
        ["obriain.example", "Mastodon: " + "x" * 40],
    ]


@pytest.mark.parametrize(
    ("basics", "paper"),
    [
        ({"location": {"countryCode": "US"}}, "Letter"),
        ({"location": {"countryCode": "CA"}}, "Letter"),
        ({"location": {"address": "Dayton, OH 45402"}}, "Letter"),
        ({"location": {"address": "Toronto, Canada"}}, "Letter"),
        ({"phone": "(614) 555-0134"}, "Letter"),
        ({"phone": "+1 614 555 0134"}, "Letter"),
        ({"phone": "+1 614 555 0134", "location": {"countryCode": "DE"}}, "A4"),
        ({"phone": "+44 20 7946 0000"}, "A4"),
        ({"phone": "+353 1 555 0101"}, "A4"),
        ({"location": {"address": "12345 Berlin"}}, "A4"),
        ({}, "A4"),
    ],
)
def test_paper_is_letter_only_where_the_candidate_is_in_north_america(basics: dict[str, object], paper: str) -> None:
    assert choose_paper(Basics.model_validate(basics)) == paper


@pytest.mark.parametrize(
    ("location", "printed"),
    [
        ({"city": "Columbus", "region": "OH", "postalCode": "43215", "countryCode": "US"}, "Columbus, OH 43215, US"),
        ({"city": "Kiel", "postalCode": "24103", "countryCode": "DE"}, "24103 Kiel, DE"),
        ({"address": "Hafen 1, 24103 Kiel", "city": "Kiel", "postalCode": "24103"}, "Hafen 1, 24103 Kiel"),
    ],
)
def test_a_place_is_written_as_its_country_does_and_no_part_twice(location: dict[str, str], printed: str) -> None:
    resume = Resume.model_validate({"basics": {"location": location}})
    assert [link.text for link in lay_out(resume).contacts] == [printed]
