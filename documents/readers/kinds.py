"""What kind of document some bytes are: by what they are first, by the name's suffix where bytes leave it open."""

import io
import re
import zipfile
from pathlib import PurePath
from typing import Literal

from documents.readers.characters import decode_text
from errors import UserError

Kind = Literal["pdf", "docx", "markdown", "text", "html", "json", "yaml", "picture"]

KINDS_READ = "PDF, Word (DOCX), text, Markdown, HTML, JSON Resume, RenderCV YAML, or a PNG, JPEG or WebP picture"

_BY_SUFFIX: dict[str, Kind] = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".png": "picture",
    ".jpg": "picture",
    ".jpeg": "picture",
    ".webp": "picture",
}
_OTHER_PICTURES = frozenset({".gif", ".tif", ".tiff", ".bmp", ".heic", ".heif", ".avif"})
_PICTURE_STARTS = (b"\x89PNG\r\n", b"\xff\xd8\xff")
_OTHER_PICTURE_STARTS = (b"GIF8", b"II*\0", b"MM\0*")
_OFFICE = {
    ".doc": "is an old Word document",
    ".rtf": "is a rich text document",
    ".odt": "is an OpenDocument text",
    ".pages": "is a Pages document",
    ".tex": "is LaTeX source",
}
_HTML = re.compile(
    r"\s*(?:<!--(?:(?!-->).)*-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|main|article|div|section)\b",
    re.I | re.S,
)
_CLOSED_TAG = re.compile(r"</(?:p|div|li|ul|h[1-6]|td|section)>", re.I)
_MARKDOWN = re.compile(
    r"^ {0,3}#{1,6} +\S|^\*\*[^*\n]+\*\*|\[[^\[\]\n]{1,200}\]\((?:https?:|mailto:)[^()\n]{1,500}\)", re.M
)
_RENDERCV = re.compile(r"^cv:\s*$", re.M)


def suffixes_read() -> list[str]:
    """The endings of the files that are read, with their dots: what may be chosen in a form."""
    return list(_BY_SUFFIX)


def is_picture(data: bytes) -> bool:
    """Whether a document is a picture that is read, by its bytes."""
    return data.startswith(_PICTURE_STARTS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def recognise_kind(data: bytes, name: str) -> Kind:
    """Kind of a document.

    Raises:
        UserError: it is of no kind that is read, or its bytes are not what its name says.
    """
    suffix = PurePath(name).suffix.lower()
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _recognise_zip(data, name, suffix)
    _refuse_other_office(data, name, suffix)
    if is_picture(data):
        return "picture"
    if data.startswith(_OTHER_PICTURE_STARTS) or suffix in _OTHER_PICTURES:
        raise UserError(name, "is a kind of picture that is not read", "save it as PNG or JPEG")
    if _BY_SUFFIX.get(suffix) == "picture":
        raise UserError(name, f"is named {suffix} but is no picture, or it is damaged", "save it again")
    if suffix in {".pdf", ".docx"}:
        raise UserError(
            name, f"is named {suffix} but is no {suffix[1:].upper()} file, or it is damaged", "export it again"
        )
    return _recognise_text(decode_text(data, name), name, suffix)


def recognise_pasted(text: str) -> Kind:
    """Kind of a text that has no file name."""
    opening = text.lstrip("\ufeff \t\r\n")
    if opening.startswith("{"):
        return "json"
    if _HTML.match(opening) or len(_CLOSED_TAG.findall(opening)) >= 3:
        return "html"
    if _RENDERCV.search(opening):
        return "yaml"
    return "markdown" if _MARKDOWN.search(opening) else "text"


def _recognise_text(text: str, name: str, suffix: str) -> Kind:
    if suffix in {"", ".txt", ".text"} or not re.fullmatch(r"\.[a-z0-9]{1,8}", suffix):
        return recognise_pasted(text)
    if suffix not in _BY_SUFFIX:
        raise UserError(name, f"{suffix} is a kind of file that is not read", f"give it as {KINDS_READ}")
    return _BY_SUFFIX[suffix]


def _recognise_zip(data: bytes, name: str, suffix: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise UserError(name, "is damaged: its parts cannot be listed", "export it again") from None
    if "word/document.xml" in members or (suffix == ".docx" and "[Content_Types].xml" in members):
        return "docx"
    if "content.xml" in members or suffix == ".odt":
        raise _refuse(name, _OFFICE[".odt"])
    if any(member.startswith("Index/") for member in members) or suffix == ".pages":
        raise _refuse(name, _OFFICE[".pages"])
    if suffix == ".docx":
        raise UserError(name, "is named .docx but is no Word document", "export it again from your word processor")
    raise UserError(name, "is an archive, not one document", f"unpack it and give one file as {KINDS_READ}")


def _refuse_other_office(data: bytes, name: str, suffix: str) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UserError(name, "is protected by a password", "save it without the password and try again")
        raise _refuse(name, _OFFICE[".doc"])
    if data.lstrip()[:5] == b"{\\rtf":
        raise _refuse(name, _OFFICE[".rtf"])
    if suffix in _OFFICE:
        raise _refuse(name, _OFFICE[suffix])


def _refuse(name: str, problem: str) -> UserError:
    return UserError(name, f"{problem}, which is not read", "save it as DOCX or PDF")
