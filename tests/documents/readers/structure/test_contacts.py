import pytest

from documents.lines import Line
from documents.readers.structure.contacts import find_name, read_head, with_whole_addresses


@pytest.mark.parametrize(
    "phone",
    [
        "+44 7700 900123", "(505) 555-0134", "216-555-0147", "+33 6 39 98 41 07", "06 39 98 11 22", "030 23125 417",
        "0221/5550142",
        "214.555.0166",
        "+46 (0)70 174 06 21", "+91 98450 00000", "600 555 012", "070-555 01 33",
    ],
)  # fmt: skip
def test_a_phone_number_of_any_nation_is_kept_as_written(phone: str) -> None:
    head = read_head([Line("Ann Example")], [Line(f"Tel.: {phone} | ann@example.org")], [])
    assert (head.basics.phone, head.basics.email) == (phone, "ann@example.org")


@pytest.mark.parametrize(
    ("text", "network", "username"),
    [
        ("linkedin.com/in/ann-example", "LinkedIn", "ann-example"),
        ("https://github.com/annex", "GitHub", "annex"),
        ("www.behance.net/annex", "Behance", "annex"),
        ("ORCID: 0000-0002-0000-1111", "ORCID", "0000-0002-0000-1111"),
        ("https://orcid.org/0000-0002-0000-1111", "ORCID", "0000-0002-0000-1111"),
    ],
)
def test_a_profile_is_told_by_its_address_or_label(text: str, network: str, username: str) -> None:
    (profile,) = read_head([Line("Ann Example")], [Line(text)], []).basics.profiles
    assert (profile.network, profile.username) == (network, username)


def test_an_address_that_only_a_link_holds_is_found() -> None:
    head = read_head([Line("Ann Example")], [Line("LinkedIn", links=("https://www.linkedin.com/in/annex",))], [])
    assert [profile.url for profile in head.basics.profiles] == ["https://www.linkedin.com/in/annex"]


@pytest.mark.parametrize(
    "title", ["Curriculum Vitae", "Software Engineer", "12 Mill Lane, Leeds", "Registered Nurse", "ann@example.org"]
)
def test_the_name_is_never_a_title_an_address_or_the_documents(title: str) -> None:
    lines = [Line(title), Line("Ann Example-Moss")]
    assert find_name(lines, ()) == (1,)


def test_a_large_name_on_two_lines_is_one_name() -> None:
    lines = [Line("ANN", size=2.2), Line("EXAMPLE", size=2.2), Line("Baker")]
    assert find_name(lines, ()) == (0, 1)


def test_personal_data_is_kept_beside_the_contact_details() -> None:
    head = read_head([Line("Ann Example")], [Line("Date of birth: 4 May 1990"), Line("Driving licence: B")], [])
    assert head.personal == ["Date of birth: 4 May 1990", "Driving licence: B"]


def test_a_place_with_its_state_is_taken_apart() -> None:
    location = read_head([Line("Ann Example")], [Line("Tacoma, WA 98402 | ann@example.org")], []).basics.location
    assert location is not None
    assert (location.city, location.region, location.postal_code) == ("Tacoma", "WA", "98402")


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("ida.sorensen@postkassen.e", "xample", "ida.sorensen@postkassen.example"),
        ("ida.sorensen@", "postkassen.example", "ida.sorensen@postkassen.example"),
        ("ida.sorensen", "@postkassen.example", "ida.sorensen@postkassen.example"),
        ("linkedin.com/in/ida-", "sorensen-42", "linkedin.com/in/ida-sorensen-42"),
        ("linkedin.com/in/ida-soren", "sen (LinkedIn)", "linkedin.com/in/ida-sorensen (LinkedIn)"),
    ],
)
def test_an_address_that_a_narrow_column_broke_is_whole(first: str, second: str, whole: str) -> None:
    assert [line.text for line in with_whole_addresses([Line(first), Line(second)])] == [whole]


@pytest.mark.parametrize(
    ("first", "second"),
    [("ida@postkassen.no", "oslo"), ("ida@postkassen.example", "+47 22 55 50 13"), ("Ida Sørensen", "welder")],
)
def test_what_is_no_rest_of_an_address_stays_a_line(first: str, second: str) -> None:
    assert [line.text for line in with_whole_addresses([Line(first), Line(second)])] == [first, second]


def test_a_postal_code_after_a_phone_number_belongs_to_the_town() -> None:
    basics = read_head([Line("Ann Example")], [Line("ann@example.test 0151 5550 4417 33602 Bielefeld")], []).basics
    assert basics.phone == "0151 5550 4417"
    assert basics.location is not None
    assert basics.location.address == "33602 Bielefeld"


def test_labels_within_one_line_part_it() -> None:
    line = Line("Nationality: Danish Phone number: +45 20 55 50 18 (Mobile) Email: ann@example.test")
    head = read_head([Line("Ann Example")], [line], [])
    assert (head.basics.phone, head.basics.email) == ("+45 20 55 50 18", "ann@example.test")
    assert head.personal == ["Nationality: Danish"]


def test_a_bar_of_skills_under_the_headline_is_read_as_skills() -> None:
    lines = [
        Line("Harbour Pilot"),
        Line("Radar | Tug work | Night berthing | Ice navigation"),
        Line("ann@example.test"),
    ]
    head = read_head([Line("Ann Example")], lines, [])
    assert head.skills == ["Radar", "Tug work", "Night berthing", "Ice navigation"]
    assert (head.basics.label, head.personal) == ("Harbour Pilot", [])


def test_a_headline_of_three_parts_is_no_bar_of_skills() -> None:
    head = read_head([Line("Ann Example")], [Line("Harbour Pilot | Ship Master | Examiner")], [])
    assert head.skills == []


@pytest.mark.parametrize(
    "name",
    [
        "Adébọ́lá Fáṣọ̀lá-Ọ̀pá",  # Yoruba: letters with two marks, which no single character holds
        "ნანული ბერაძიშვილი",  # Georgian: small letters only
        "ნანული ბერაძიშვილი (Nanuli Beradzishvili)",
        "सुमेधा पाटनकर",
        "แสงดาว ทองสุขดี",
        "Ирина Песковская",
    ],
)
def test_a_name_of_any_script_is_found(name: str) -> None:
    assert find_name([Line(name, level=1), Line("Vellmora · ann@example.org")], ()) == (0,)
