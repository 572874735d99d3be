"""DOCX files for tests, made by hand so that they can hold what word processors write and python-docx does not."""

import io
import zipfile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def docx(body: str, parts: dict[str, str] | None = None, relations: str = "") -> bytes:
    """A DOCX file with the given body, further parts and relations of the document."""
    document = f"<w:document {_W} {_R} {_MC}><w:body>{body}</w:body></w:document>"
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": document,
        "word/_rels/document.xml.rels": rels,
        **(parts or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return buffer.getvalue()


def part(root: str, content: str) -> str:
    """An XML part with the namespaces of WordprocessingML."""
    return f"<w:{root} {_W} {_R} {_MC}>{content}</w:{root}>"


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def table(*rows: tuple[str, ...]) -> str:
    """A table; each cell is the XML of its paragraphs."""
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"
