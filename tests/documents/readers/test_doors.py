"""`read_resume` and what it refuses."""

import io
import json
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.readers import Limits, read_resume, read_resume_text
from errors import UserError
from tests.documents.readers.docx_files import docx, p, table

LIMITS = Limits(max_bytes=200_000, max_pages=20, max_chars=20_000)
TEXT = """Ines Duarte
Pastry chef
ines@example.org | +351 210 000 000

Experience
Pastry Chef, Bar Azul                    2019 - present
- Ran a team of 4
- Cut waste by 15 %

Education
Diploma in Pastry, Escola do Sul, 2016
"""
MARKDOWN = """# Ines Duarte
ines@example.org

## Experience
### Pastry Chef, Bar Azul
2019 – present

- Ran a team of 4
- Cut waste by 15 %

## Education
Diploma in Pastry, Escola do Sul, 2016
"""
HTML = """<html><body><h1>Ines Duarte</h1><p>ines@example.org</p><h2>Experience</h2>
<h3>Pastry Chef, Bar Azul</h3><p>2019 – present</p><ul><li>Ran a team of 4</li><li>Cut waste by 15 %</li></ul>
<h2>Education</h2><p>Diploma in Pastry, Escola do Sul, 2016</p></body></html>"""
JSON = json.dumps({
    "basics": {"name": "Ines Duarte", "email": "ines@example.org"},
    "work": [{"company": "Bar Azul", "position": "Pastry Chef", "startDate": "2019",
              "highlights": ["Ran a team of 4", "Cut waste by 15 %"]}],
})  # fmt: skip
YAML = """cv:
  name: Ines Duarte
  email: ines@example.org
  sections:
    experience:
      - company: Bar Azul
        position: Pastry Chef
        start_date: 2019
        end_date: present
        highlights: [Ran a team of 4, Cut waste by 15 %]
"""
HEADING = '<w:outlineLvl w:val="0"/>'
DOCX = docx(
    p("Ines Duarte", run='<w:sz w:val="48"/>')
    + p("ines@example.org")
    + p("Experience", HEADING)
    + table((p("2019 – present"), p("Pastry Chef, Bar Azul") + p("• Ran a team of 4") + p("• Cut waste by 15 %")))
    + p("Education", HEADING)
    + p("Diploma in Pastry, Escola do Sul, 2016")
)
SOURCES: dict[str, bytes] = {
    "cv.txt": TEXT.encode(),
    "cv.md": MARKDOWN.encode(),
    "cv.html": HTML.encode(),
    "cv.json": JSON.encode(),
    "cv.yaml": YAML.encode(),
    "cv.docx": DOCX,
}


@pytest.mark.parametrize("name", SOURCES)
def test_every_format_gives_the_same_role(name: str) -> None:
    read = read_resume(SOURCES[name], name, LIMITS)
    (role,) = read.resume.work
    assert (role.name, role.position, role.start_date, role.end_date) == ("Bar Azul", "Pastry Chef", "2019", None)
    assert role.highlights == ["Ran a team of 4", "Cut waste by 15 %"]
    assert (read.resume.basics.name, read.resume.basics.email) == ("Ines Duarte", "ines@example.org")


@pytest.mark.parametrize("name", SOURCES)
def test_the_source_text_is_kept_and_nothing_is_lost(name: str) -> None:
    read = read_resume(SOURCES[name], name, LIMITS)
    assert "Cut waste by 15 %" in read.text.splitlines()
    assert read.warnings == []


@pytest.mark.parametrize("name", ["cv.txt", "cv.md", "cv.html", "cv.json", "cv.yaml"])
def test_pasted_text_is_recognised_by_itself(name: str) -> None:
    pasted = read_resume_text(SOURCES[name].decode(), LIMITS)
    assert pasted.resume == read_resume(SOURCES[name], name, LIMITS).resume


def test_bytes_say_more_than_the_name() -> None:
    assert read_resume(DOCX, "cv.txt", LIMITS).format == "docx"


def _zip(*members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "cv.txt", "is empty"),
        (b" \n\t", "cv.txt", "is empty"),
        (b"\xef\xbb\xbf", "cv.txt", "is empty"),
        (b"x" * 200_001, "cv.txt", "RESUME_TAILOR_MAX_DOCUMENT_MB"),
        (b"word " * 5_000, "cv.txt", "RESUME_TAILOR_MAX_RESUME_CHARS"),
        (b"\x00\x01\x02\x03" * 50, "cv.txt", "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 50, "cv.png", "damaged"),
        (b"\xff\xd8\xff\xe0" + b"0" * 50, "cv.txt", "damaged"),
        (b"plain text", "cv.jpeg", "no picture"),
        (b"GIF89a" + b"0" * 50, "cv.gif", "kind of picture that is not read"),
        (b"II*\0" + b"0" * 50, "scan.tif", "kind of picture that is not read"),
        (b"plain text", "cv.docx", "no DOCX file"),
        (b"plain text", "cv.pdf", "no PDF file"),
        (b"PK\x03\x04 broken", "cv.docx", "damaged"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "cv.doc", "old Word document"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "cv.docx", "password"),
        (b"{\\rtf1 hello}", "cv.rtf", "rich text"),
        (_zip("mimetype", "content.xml"), "cv.odt", "OpenDocument"),
        (_zip("Index/Document.iwa"), "cv.pages", "Pages"),
        (_zip("cv.txt"), "cv.zip", "archive"),
        (b"\\documentclass{article}", "cv.tex", "LaTeX"),
        (b"a,b\n1,2", "cv.csv", "not read"),
        (b"{ broken", "cv.json", "no valid JSON"),
        (b'{"a": 1}', "cv.json", "no JSON Resume"),
        (b"just one string", "cv.yaml", "no JSON Resume"),
        (b"The quick brown fox jumps over the lazy dog.\n" * 3, "story.txt", "nothing that reads like a resume"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line(data: bytes, name: str, message: str) -> None:
    with pytest.raises(UserError, match=message) as refused:
        read_resume(data, name, LIMITS)
    assert str(refused.value).startswith(f"{name}: ")
    assert "\n" not in str(refused.value)


@given(st.binary(max_size=300), st.sampled_from(["x", "x.txt", "x.md", "x.html", "x.json", "x.yaml", "x.docx"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    with suppress(UserError):
        read_resume(data, name, LIMITS)


def test_embedded_data_is_left_out_with_a_warning() -> None:
    read = read_resume_text(TEXT + "\n" + "QUJD" * 4_000 + "\n", LIMITS)
    assert "QUJD" not in read.text
    assert "a long run of characters without a space was left out" in read.warnings


@pytest.mark.parametrize("said", [None, "de"])
def test_the_language_of_data_is_read_off_its_text_unless_the_file_says_it(said: str | None) -> None:
    work = {
        "name": "Klinikum am Deich",
        "position": "Pflegekraft",
        "highlights": ["Betreuung der Patienten auf der Station und Einarbeitung von neuen Kräften in die Pflege"],
    }
    document = {"basics": {"name": "Wiebke Harms"}, "work": [work], "meta": {"language": said} if said else {}}
    assert read_resume(json.dumps(document).encode(), "cv.json", LIMITS).resume.meta.language == "de"
