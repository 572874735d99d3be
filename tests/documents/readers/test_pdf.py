"""PDFs of many exporters and layouts, read into lines. The people in them are invented.

Beside each PDF stands its text as a person reads it, one block a line.
"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.lines import Line
from documents.readers.pdf import PdfText, read_pdf
from errors import UserError

PDFS = Path(__file__).parent / "pdfs"
LAYOUTS = sorted(path.stem for path in PDFS.glob("*.txt"))


def read(name: str) -> PdfText:
    return read_pdf((PDFS / f"{name}.pdf").read_bytes(), f"{name}.pdf", max_pages=5)


def line_with(lines: list[Line], text: str) -> Line:
    return next(line for line in lines if text in line.text)


def words(text: str) -> list[str]:
    return [word for word in text.split() if word not in ("|", "·")]


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_word_is_read_once_and_in_visual_order(name: str) -> None:
    expected = (PDFS / f"{name}.txt").read_text(encoding="utf-8")

    text = " ".join(line.text for line in read(name).lines)

    assert words(text) == words(expected)


@pytest.mark.parametrize("name", LAYOUTS)
def test_lines_are_never_empty_and_hold_their_cells(name: str) -> None:
    for line in read(name).lines:
        assert line.text == " ".join(line.text.split()) != ""
        assert not line.cells or " ".join(line.cells) == line.text


def test_right_aligned_dates_are_cells_of_their_line() -> None:
    lines = read("one_column_chromium").lines
    assert line_with(lines, "Pastry Cook").cells == ("Pastry Cook", "2014 – 2019")


def test_dates_in_the_margin_are_cells_of_the_row_beside_them() -> None:
    lines = read("dates_in_margin_weasyprint").lines
    assert line_with(lines, "Pastry Cook").cells == ("2014 – 2019", "Pastry Cook, Café Sonnentor, Lübeck")


def test_a_place_under_a_date_in_the_margin_joins_the_entry_not_the_employer() -> None:
    lines = read("dates_and_places_in_margin_chromium").lines
    assert line_with(lines, "Pastry Cook").cells == ("2014 – 2019", "Lübeck", "Pastry Cook")
    assert line_with(lines, "Café Sonnentor").text == "Café Sonnentor"


def test_labels_in_the_margin_are_cells() -> None:
    lines = read("dates_in_margin_weasyprint").lines
    assert line_with(lines, "German, English").cells == ("Languages", "German, English, Danish")


def test_a_heading_in_the_margin_is_a_line_of_its_own() -> None:
    lines = read("headings_in_margin_weasyprint").lines
    assert [line.text for line in lines if line.text in ("Experience", "Education")] == ["Experience", "Education"]


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("one_column_chromium", "Trained six"),  # a drawn disc
        ("sidebar_right_weasyprint", "HACCP"),
        ("tabs_libreoffice", "Trained six"),  # a symbol font's code
        ("justified_latex", "Cut outages"),
        ("sidebar_left_typst", "Drew the plans"),  # a number
    ],
)
def test_bullets_of_every_kind_are_seen_and_left_out_of_the_text(name: str, item: str) -> None:
    line = line_with(read(name).lines, item)
    assert line.bullet
    assert line.text.startswith(item)


def test_points_of_a_timeline_are_no_bullets() -> None:
    lines = read("timeline_chromium").lines
    assert not line_with(lines, "Pastry Cook").bullet


def test_a_bullet_that_wraps_goes_on_deeper_without_a_mark() -> None:
    lines = read("one_column_chromium").lines
    at = next(i for i, line in enumerate(lines) if line.text.startswith("Ran the night bakery"))
    first, second = lines[at : at + 2]
    assert (first.bullet, first.wraps) == (True, True)
    assert not second.bullet
    assert second.indent > first.indent


def test_a_line_that_ends_early_does_not_wrap() -> None:
    assert not line_with(read("one_column_chromium").lines, "Trained six").wraps


def test_a_line_of_cells_does_not_wrap() -> None:
    assert not line_with(read("one_column_chromium").lines, "Pastry Cook").wraps


def test_headings_are_larger_bold_and_set_apart() -> None:
    heading = line_with(read("one_column_chromium").lines, "Experience")
    assert heading.size == pytest.approx(1.3, abs=0.02)
    assert heading.bold
    assert heading.gap > 0.4


def test_lines_of_one_paragraph_follow_closely() -> None:
    lines = read("one_column_chromium").lines
    at = next(i for i, line in enumerate(lines) if line.text.startswith("Master baker"))
    assert lines[at].wraps
    assert lines[at + 1].gap == 0


def test_the_bold_words_that_open_a_line_are_told() -> None:
    assert line_with(read("one_column_chromium").lines, "2014 – 2019").bold_start == "Pastry Cook"


def test_a_sidebar_is_a_region_of_its_own() -> None:
    lines = read("sidebar_left_dark_chromium").lines
    sidebar, main = line_with(lines, "HACCP").region, line_with(lines, "Pastry Cook").region
    assert sidebar != main
    assert line_with(lines, "Danish").region == sidebar


def test_columns_over_two_pages_stay_one_region_each() -> None:
    lines = read("sidebar_two_pages_weasyprint").lines
    assert line_with(lines, "Choir").page == 2
    assert line_with(lines, "Choir").region == line_with(lines, "HACCP").region
    assert len({line.region for line in lines if "Apprentice" in line.text}) == 1


def test_addresses_that_text_links_to_are_told() -> None:
    assert line_with(read("justified_latex").lines, "zoe@").links == ("mailto:zoe@brejon.example",)


def test_a_name_beside_contact_details_is_a_line_of_its_own() -> None:
    name = read("justified_latex").lines[0]
    assert (name.text, name.bold, name.cells) == ("Zoë Bréjon", True, ())


def test_hidden_words_are_left_out() -> None:
    text = [line.text for line in read("hidden_words").lines]
    assert text == ["Ludmila Veselka, tram driver in Brno since 2012", "Shown in white on a dark ground"]


def test_the_recognised_text_behind_a_scan_is_read() -> None:
    assert read("scan_recognised").lines[1].text == "Tram driver, Brno"


def test_running_heads_stand_once_and_page_numbers_not_at_all() -> None:
    text = " ".join(line.text for line in read("running_heads").lines)
    assert text.count("Gwenllian Pryce") == 1
    assert "Page" not in text
    assert "Restored nine ceilings" in text


def test_text_turned_sideways_is_read_after_the_page() -> None:
    assert [line.text for line in read("turned").lines][-1] == "LEBENSLAUF"


def test_a_turned_page_is_read_as_it_is_seen() -> None:
    lines = read("landscape_turned").lines
    assert [line.text for line in lines] == ["Aurel Winterhalder", "Watchmaker in Furtwangen since 2004"]


def test_a_structure_tree_is_told() -> None:
    assert read("one_column_chromium").tagged
    assert not read("letters_shuffled_reportlab").tagged


def test_symbol_bullets_count_as_private_use_glyphs() -> None:
    assert read("tabs_libreoffice").private_use_glyphs == 6


def test_an_empty_user_password_is_no_obstacle() -> None:
    assert read("owner_locked").lines[0].text == "Ludmila Veselka"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ((PDFS / "locked.pdf").read_bytes(), "encrypted"),
        ((PDFS / "scan_only.pdf").read_bytes(), "no text layer"),
        ((PDFS / "running_heads.pdf").read_bytes(), "3 pages"),
        (b"%PDF-1.7\nnothing of the kind", "damaged"),
        ((PDFS / "one_column_chromium.pdf").read_bytes()[:9000], "damaged"),
        (b"", "damaged"),
    ],
    ids=["locked", "scan", "too-long", "garbage", "cut-off", "empty"],
)
def test_what_cannot_be_read_is_refused_in_one_line_with_a_remedy(data: bytes, problem: str) -> None:
    with pytest.raises(UserError) as refusal:
        read_pdf(data, "cv.pdf", max_pages=2)
    assert problem in refusal.value.problem
    assert refusal.value.remedy
    assert "\n" not in str(refusal.value)


@given(at=st.lists(st.integers(0, 3000), min_size=1, max_size=60), byte=st.integers(0, 255), cut=st.integers(500, 4000))
@settings(max_examples=60, deadline=None)
def test_damaged_files_are_read_or_refused_but_never_crash(at: list[int], byte: int, cut: int) -> None:
    data = bytearray((PDFS / "letters_shuffled_reportlab.pdf").read_bytes())
    for place in at:
        data[place] = byte

    try:
        lines = read_pdf(bytes(data[:cut]), "cv.pdf", max_pages=2).lines
    except UserError:
        return
    assert lines
