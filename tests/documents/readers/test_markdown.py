"""Markdown as lines, and field values without markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.lines import Line
from documents.readers.markdown import read_markdown, to_plain


def test_headings_have_levels_and_space() -> None:
    assert read_markdown("# Ada\n## Work\n")[1] == Line(text="Work", level=2, gap=1.0)


def test_nested_lists_are_indented() -> None:
    lines = read_markdown("- one\n  - two\n    1. three\n- four")
    assert [(line.text, line.bullet, line.indent) for line in lines] == [
        ("one", True, 0.0),
        ("two", True, 2.0),
        ("three", True, 4.0),
        ("four", True, 0.0),
    ]


def test_emphasis_tells_bold_italic_and_bold_start() -> None:
    bold, italic, start = read_markdown("**Ward nurse**\n\n*2019*\n\n**Languages:** Dutch")
    assert (bold.bold, italic.italic, start.bold_start) == (True, True, "Languages:")


def test_links_keep_words_and_targets() -> None:
    (line,) = read_markdown("See [my work](https://example.org/w).")
    assert (line.text, line.links) == ("See my work.", ("https://example.org/w",))


def test_lines_of_a_paragraph_stay_apart() -> None:
    assert [line.text for line in read_markdown("**Acme**, Nurse\n2019 – 2021  \nLeeds")] == [
        "Acme, Nurse",
        "2019 – 2021",
        "Leeds",
    ]


def test_wrapped_lines_of_a_paragraph_may_go_on() -> None:
    source = (
        "Ran a kitchen of twelve people and planned the menu for each of the four\n"
        "seasons, with produce from farms that lie within an hour of the city and\n"
        "its harbour."
    )
    assert [line.wraps for line in read_markdown(source)] == [True, True, False]


def test_table_rows_are_cells_and_label_heads_go() -> None:
    lines = read_markdown("| Area | Skills |\n|---|---|\n| Care | triage |\n")
    assert [line.cells for line in lines] == [("Care", "triage")]


def test_a_table_head_with_content_stays() -> None:
    assert read_markdown("| Nurse | 2019 |\n|---|---|\n| Cook | 2015 |\n")[0].cells == ("Nurse", "2019")


def test_inline_html_is_only_its_text() -> None:
    assert [line.text for line in read_markdown("<u>Ada</u> <br> Leeds <!-- draft -->")] == ["Ada", "Leeds"]


def test_html_blocks_are_read() -> None:
    assert [line.text for line in read_markdown('<div align="center">\n<h1>Ada</h1>\nLeeds\n</div>')] == [
        "Ada",
        "Leeds",
    ]


def test_front_matter_gives_contact_data_first() -> None:
    source = "---\nlayout: cv\nemail: ada@example.org\nname: Ada Byte\nphone: 0123 456\n---\n## Work\n"
    assert [line.text for line in read_markdown(source)] == ["Ada Byte", "ada@example.org", "0123 456", "Work"]


def test_a_name_in_front_matter_and_heading_comes_once() -> None:
    assert [line.text for line in read_markdown("---\nname: Ada Byte\n---\n# Ada Byte\n")] == ["Ada Byte"]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**bold** and *lean* and `code`", "bold and lean and code"),
        ("[Atlas](https://example.org/a)", "Atlas (https://example.org/a)"),
        ("[example.org](https://example.org)", "example.org"),
        ("<p>One</p><ul><li>two</li><li>three</li></ul>", "One\n• two\n• three"),
        ("R&amp;D at Smith &amp; Sons", "R&D at Smith & Sons"),
        ("snake_case_name, 2 * 3 * 4, C*", "snake_case_name, 2 * 3 * 4, C*"),
        ("a < b and b > c", "a < b and b > c"),
        ("C\\# and F\\#", "C# and F#"),
    ],
)
def test_field_values_lose_their_markup_only(marked: str, plain: str) -> None:
    assert to_plain(marked) == plain


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert all(line.text.strip() for line in read_markdown(text))
