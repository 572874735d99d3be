"""HTML as lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.readers.html import read_html, read_html_ad

LONG = "We look for somebody who bakes bread by hand, starts early and likes people. " * 4


def texts(source: str) -> list[str]:
    return [line.text for line in read_html(source)]


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">hid</p>',
        '<p style="VISIBILITY : hidden">hid</p>',
        '<span style="font-size:0">hid</span>',
        '<span style="opacity: 0">hid</span>',
        '<p style="color:#fff">hid</p>',
        '<p style="color:white;background:#ffffff">hid</p>',
        '<p style="position:absolute;left:-9999px">hid</p>',
        "<p hidden>hid</p>",
        "<template>hid</template>",
        "<noscript>hid</noscript>",
        "<script>hid</script>",
        "<svg><text>hid</text></svg>",
        "<!-- hid -->",
        "<style>.x{display:none}</style><p class='a x'>hid</p>",
        "<system>hid</system>",
    ],
)
def test_what_is_hidden_is_not_read(hidden: str) -> None:
    assert texts(f"<body><p>seen</p>{hidden}</body>") == ["seen"]


def test_white_text_on_a_dark_ground_is_read() -> None:
    assert texts('<div style="background:#123"><p style="color:#fff">seen</p></div>') == ["seen"]


def test_text_hidden_only_in_print_is_read() -> None:
    assert texts("<style>@media print{.x{display:none}}</style><p class='x'>seen</p>") == ["seen"]


def test_blocks_are_lines_with_levels_and_bullets() -> None:
    lines = read_html("<h2>Work</h2><ul><li>bake<ul><li>rye</li></ul></li></ul>")
    assert [(line.text, line.level, line.bullet, line.indent) for line in lines] == [
        ("Work", 2, False, 0.0),
        ("bake", None, True, 0.0),
        ("rye", None, True, 2.0),
    ]


def test_inline_tags_do_not_cut_words() -> None:
    assert texts("<p>Ba<b>ker</b>, <i>Gh</i>ent</p>") == ["Baker, Ghent"]


def test_table_rows_are_cells() -> None:
    assert read_html("<table><tr><td>Baker</td><td>2019</td></tr></table>")[0].cells == ("Baker", "2019")


def test_links_keep_safe_targets_only() -> None:
    lines = read_html('<p><a href="https://example.org">a</a> <a href="javascript:x()">b</a></p>')
    assert lines[0].links == ("https://example.org",)


def test_an_ad_is_its_main_part() -> None:
    page = f"<nav>Home</nav><main><h1>Baker</h1><p>{LONG}</p></main><footer>Imprint</footer>"
    assert [line.text for line in read_html_ad(page)] == ["Baker", LONG.strip()]


def test_an_ad_without_a_main_part_loses_navigation_and_footer() -> None:
    page = f"<nav>Home</nav><div><h1>Baker</h1><p>{LONG}</p></div><footer>Imprint</footer>"
    assert [line.text for line in read_html_ad(page)] == ["Baker", LONG.strip()]


def test_an_ad_that_a_script_fills_in_is_read_from_its_data() -> None:
    data = '{"@type": "JobPosting", "title": "Baker", "hiringOrganization": {"name": "Rye"}, "description": "<p>Bake.</p>"}'
    page = f'<div id="app"></div><script type="application/ld+json">{data}</script>'
    assert [line.text for line in read_html_ad(page)] == ["Job title: Baker", "Company: Rye", "Bake."]


@given(st.text(alphabet="<>/abdivpul lis='\"&;!-", max_size=200))
def test_any_markup_is_read(source: str) -> None:
    assert all(line.text.strip() for line in read_html(source))


@pytest.mark.parametrize(
    "source",
    [
        "<style>.top{display:flex}</style><div class=top><span>Cook</span><span>2021 – 2023</span></div>",
        "<div style='display: grid'><span>Cook</span><span>2021 – 2023</span></div>",
        "<style>.when{float:right}</style><p><b>Cook</b><span class=when>2021 – 2023</span></p>",
    ],
)
def test_parts_of_a_line_that_the_style_sets_apart_are_cells(source: str) -> None:
    assert [line.cells for line in read_html(source)] == [("Cook", "2021 – 2023")]


def test_parts_of_a_word_in_two_weights_are_one_word() -> None:
    assert texts("<p><b>J</b><span>ava</span></p>") == ["Java"]


def test_boxes_with_one_skill_each_are_cells() -> None:
    source = "<style>.c{display:inline-block}</style><p><span class=c>Lean</span> <span class=c>SQL</span></p>"
    assert [line.cells for line in read_html(source)] == [("Lean", "SQL")]
