"""DOCX files as lines."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.lines import Line
from documents.readers.docx import read_docx
from errors import UserError
from tests.documents.readers.docx_files import docx, p, part, table


def texts(data: bytes) -> list[str]:
    return [line.text for line in read_docx(data, "cv.docx")]


def only(data: bytes) -> Line:
    (line,) = read_docx(data, "cv.docx")
    return line


def test_paragraphs_and_tables_come_in_document_order() -> None:
    body = p("Ines Duarte") + table((p("Cook"), p("2019"))) + p("Lisbon")
    assert texts(docx(body)) == ["Ines Duarte", "Cook 2019", "Lisbon"]


def test_a_row_of_short_cells_is_one_line_with_cells() -> None:
    assert only(docx(table((p("Cook, Bar Azul"), p("2019 – 2021"))))).cells == ("Cook, Bar Azul", "2019 – 2021")


def test_a_date_cell_joins_the_first_line_beside_it() -> None:
    lines = read_docx(docx(table((p("2019 – 2021"), p("Cook") + p("Ran the grill")))), "cv.docx")
    assert [line.text for line in lines] == ["2019 – 2021 Cook", "Ran the grill"]


def test_layout_cells_are_regions_of_their_own() -> None:
    body = table((p("Contact") + p("Lisbon"), p("Experience") + p("Cook")))
    lines = read_docx(docx(body), "cv.docx")
    assert [line.text for line in lines] == ["Contact", "Lisbon", "Experience", "Cook"]
    assert lines[0].region == lines[1].region != lines[2].region == lines[3].region


def test_a_role_in_three_cells_is_one_line_with_the_rest_of_the_tall_cell_below() -> None:
    lines = read_docx(docx(table((p("2019 – 2021"), p("Bar Azul"), p("Cook") + p("Ran the grill")))), "cv.docx")
    assert [line.cells or line.text for line in lines] == [("2019 – 2021", "Bar Azul", "Cook"), "Ran the grill"]


def test_a_row_that_only_labels_its_columns_is_left_out() -> None:
    rows = table((p("Dates"), p("Employer"), p("Role and achievements")), (p("2019"), p("Bar Azul"), p("Cook")))
    assert texts(docx(rows)) == ["2019 Bar Azul Cook"]


def test_nested_tables_are_read() -> None:
    inner = table((p("Python"), p("SQL")))
    assert texts(docx(table((p("Skills") + inner, p("Work") + p("Cook"))))) == ["Skills", "Python SQL", "Work", "Cook"]


def test_insertions_stay_and_deletions_go() -> None:
    body = "<w:p><w:ins><w:r><w:t>kept</w:t></w:r></w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    assert texts(docx(body)) == ["kept"]


def test_hidden_text_is_left_out() -> None:
    assert texts(docx(p("seen") + p("unseen", run="<w:vanish/>"))) == ["seen"]


def test_text_in_content_controls_is_read() -> None:
    assert texts(docx(f"<w:sdt><w:sdtContent>{p('Ines Duarte')}</w:sdtContent></w:sdt>")) == ["Ines Duarte"]


def test_a_text_box_offered_twice_is_read_once() -> None:
    box = f"<w:txbxContent>{p('Box')}{p('2020')}</w:txbxContent>"
    drawing = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert texts(docx(f"<w:p><w:r>{drawing}</w:r></w:p>" + p("Body"))) == ["Box", "2020", "Body"]


def test_a_box_beside_running_text_comes_after_it() -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('Aside')}{p('2020')}</w:txbxContent></w:pict></w:r></w:p>"
    assert texts(docx(p("One") + box + p("Two"))) == ["One", "Two", "Aside", "2020"]


def test_contact_details_in_the_header_come_first_and_page_numbers_go() -> None:
    relations = '<Relationship Id="h" Target="header1.xml"/><Relationship Id="f" Target="footer1.xml"/>'
    parts = {
        "word/header1.xml": part("hdr", p("ines@example.org")),
        "word/footer1.xml": part("ftr", p("Ines Duarte, page 1 of 2")),
    }
    section = '<w:sectPr><w:headerReference r:id="h"/><w:footerReference r:id="f"/></w:sectPr>'
    assert texts(docx(p("Ines Duarte") + section, parts, relations)) == ["ines@example.org", "Ines Duarte"]


def test_link_targets_are_kept() -> None:
    relations = '<Relationship Id="l" Target="https://example.org/ines" TargetMode="External"/>'
    body = '<w:p><w:hyperlink r:id="l"><w:r><w:t>Portfolio</w:t></w:r></w:hyperlink></w:p>'
    assert only(docx(body, relations=relations)).links == ("https://example.org/ines",)


def test_list_paragraphs_are_bullets_with_their_depth() -> None:
    lines = read_docx(docx(p("deep", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>')), "cv.docx")
    assert (lines[0].bullet, lines[0].indent) == (True, 2.0)


def test_a_typed_bullet_is_a_bullet_too() -> None:
    assert only(docx(p("•\u00a0Ran the grill"))) == Line(text="Ran the grill", bullet=True)


def test_heading_styles_give_their_level_through_what_they_are_based_on() -> None:
    sheet = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="CV Section"/><w:basedOn w:val="H1"/></w:style>',
    )
    body = p("Work", '<w:pStyle w:val="H1"/>')
    assert only(docx(body, {"word/styles.xml": sheet})).level == 1


def test_tabs_cut_cells_and_breaks_cut_lines() -> None:
    body = "<w:p><w:r><w:t>Cook</w:t><w:tab/><w:t>2019</w:t><w:br/><w:t>Bar Azul</w:t></w:r></w:p>"
    lines = read_docx(docx(body), "cv.docx")
    assert [(line.text, line.cells) for line in lines] == [("Cook 2019", ("Cook", "2019")), ("Bar Azul", ())]


def test_bold_words_that_open_a_line_are_told() -> None:
    body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Languages:</w:t></w:r><w:r><w:t xml:space='preserve'> Dutch</w:t></w:r></w:p>"
    assert only(docx(body)).bold_start == "Languages:"


def test_sizes_are_multiples_of_the_body_text() -> None:
    body = p("Ines", run='<w:sz w:val="40"/>') + p("A long line of plain body text", run='<w:sz w:val="20"/>')
    assert [line.size for line in read_docx(docx(body), "cv.docx")] == [2.0, 1.0]


def test_a_file_without_its_text_part_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(UserError, match="damaged"):
        read_docx(buffer.getvalue(), "cv.docx")


def test_a_file_that_unpacks_to_far_too_much_is_refused() -> None:
    with pytest.raises(UserError, match="unpacks to far more"):
        read_docx(docx("", {"word/big.xml": " " * 60_000_000}), "cv.docx")


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + part("styles", "&b;")
    assert texts(docx(p("Ines"), {"word/styles.xml": bomb})) == ["Ines"]


@given(st.integers(min_value=0, max_value=5000), st.binary(min_size=1, max_size=20))
def test_a_damaged_file_is_read_or_refused_but_never_crashes(position: int, junk: bytes) -> None:
    whole = docx(p("Ines Duarte") * 20)
    cut = position % len(whole)
    with suppress(UserError):
        read_docx(whole[:cut] + junk + whole[cut + len(junk) :], "cv.docx")
