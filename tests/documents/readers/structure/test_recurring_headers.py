"""Roles that stand right below the bullets of the one before, with no empty line between."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.lines import Line
from documents.readers.structure import structure_resume
from documents.readers.structure.recurring_headers import recurring_starts
from documents.readers.text import read_text
from resume.schema import Work

Layout = Callable[[str, str, str], list[str]]

ROLES = [
    ("Ferry Engineer", "Lough Tern Boats", "May 2019 - present"),
    ("Boat Mechanic", "Harrow Marine", "Sep 2013 - Apr 2019"),
    ("Fitter", "de Vries & zoon", "2010 - 2013"),
]
LAYOUTS: dict[str, Layout] = {
    "leader, dates below": lambda title, firm, when: [f"{title} ........ {firm}", when],
    "leader to the dates": lambda title, firm, when: [f"{title} ........ {when}", firm],
    "tab": lambda title, firm, when: [f"{title}\t{firm}", when],
    "wide gap": lambda title, firm, when: [f"{title}, {firm}        {when}"],
    "pipes": lambda title, firm, when: [f"{title} | {firm} | {when}"],
    "employer in capitals": lambda title, firm, when: [firm.upper(), title, when],
    "employer above a dated title": lambda title, firm, when: [firm, f"{title}, {when}"],
    "three lines": lambda title, firm, when: [title, firm, when],
    "dates above": lambda title, firm, when: [when, title, firm],
    "dates in brackets above": lambda title, firm, when: [f"[{when}]", title, firm],
    "dates in brackets behind": lambda title, firm, when: [f"{title} ({when})", firm],
}
BULLETS = [
    ["- Mended 40 outboard engines a year", "- Kept the slipway's winch"],
    ["* Mended 40 outboard engines a year and wrote for each of them what had", "been worn, in the yard's own book"],
    ["o Mended 40 outboard engines a year", "o Kept the slipway's winch and the two", "  cranes of the northern quay"],
    ["1. Mended 40 outboard engines a year", "2. Kept the slipway's winch"],
    ["a) Mended 40 outboard engines a year", "b) Kept the slipway's winch"],
]


def resume_of(layout: Layout, bullets: list[str]) -> str:
    rows = ["Ola Ferrant", "ola.ferrant@example.org", "", "EXPERIENCE"]
    for role in ROLES:
        rows += [*layout(*role), *bullets]
    return "\n".join([*rows, "", "SKILLS", "welding, diesel"])


def roles_of(text: str) -> list[tuple[str, str, str]]:
    return [(role.position or "", (role.name or "").casefold(), role.date_text or "") for role in work_of(text)]


def work_of(text: str) -> list[Work]:
    return structure_resume(read_text(text)).resume.work


@pytest.mark.parametrize(
    "bullets", BULLETS, ids=["hyphen", "asterisk, wrapped", "letter o, wrapped", "numbers", "letters"]
)
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_role_right_below_a_bullet_is_a_role(layout: Layout, bullets: list[str]) -> None:
    wanted = [(title, firm.casefold(), when) for title, firm, when in ROLES]
    assert roles_of(resume_of(layout, bullets)) == wanted


@pytest.mark.parametrize("bullets", BULLETS[1:3])
def test_a_bullets_second_line_stays_with_it(bullets: list[str]) -> None:
    said = {" ".join(role.highlights[-1].split()[-2:]) for role in work_of(resume_of(LAYOUTS["three lines"], bullets))}
    assert said == {" ".join(bullets[-1].split()[-2:])}


def test_months_in_small_letters_open_a_role() -> None:
    text = (
        "EXPÉRIENCE\nmars 2019 – aujourd'hui\nTechnicienne\nLaiterie du Lac SARL\n- Contrôle des lots de lait\n"
        "sept. 2013 – févr. 2019\nAssistante\nFromagerie Roux SARL\n- Pesée\n"
    )
    assert [(role.start_date, role.position) for role in work_of(text)] == [
        ("2019-03", "Technicienne"),
        ("2013-09", "Assistante"),
    ]


def test_a_role_that_a_comma_parts_as_the_others_does_needs_no_known_word() -> None:
    text = (
        "EXPERIENCE\nNurse, Merle Hospital    2019 - 2021\n- Night shifts\n"
        "Quiller, Pebble House Press    2015 - 2019\n- Cut quills\n"
    )
    assert [(role.position, role.name) for role in work_of(text)] == [
        ("Nurse", "Merle Hospital"),
        ("Quiller", "Pebble House Press"),
    ]


def lines_of(*rows: str) -> list[Line]:
    return [Line(row.removeprefix("- "), bullet=row.startswith("- ")) for row in rows]


def test_a_line_that_no_date_follows_begins_nothing() -> None:
    lines = lines_of("Cook", "2019 - 2021", "- Cooked soups and", "Sunday roasts", "- Cleaned")
    assert recurring_starts(lines) == frozenset()


def test_a_bullet_that_waits_for_more_gets_it() -> None:
    lines = lines_of("Cook", "2019 - 2021", "- Cooked for weddings of", "Harbour Hall", "2015 - 2019", "- Cleaned")
    assert recurring_starts(lines) == frozenset()


def test_what_is_set_deeper_than_the_first_header_begins_nothing() -> None:
    deep = [Line("Planned menus", indent=2.0), Line("2015 - 2019", indent=2.0)]
    assert recurring_starts([*lines_of("Cook", "2019 - 2021", "- Cooked soups"), *deep]) == frozenset()


@given(
    st.lists(st.builds(Line, st.sampled_from(["Cook", "2019 - 2021", "The Anchor", "of soups"]), bullet=st.booleans()))
)
def test_only_unmarked_lines_right_below_bullets_or_wrapped_ones_begin_headers(lines: list[Line]) -> None:
    assert all(
        not lines[start].bullet and any(line.bullet for line in lines[:start]) for start in recurring_starts(lines)
    )
