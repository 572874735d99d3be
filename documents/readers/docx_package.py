"""The parts of a DOCX file: opened with care, since anybody may have made it.

Read with the standard library's zip reader and lxml instead of python-docx: that one leaves out text boxes, content controls and
insertions, and gives up on files with missing parts, which online editors often write.
"""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from errors import UserError

if TYPE_CHECKING:
    from lxml.etree import _Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = WORD[1:-1]
_LARGEST_PART = 30_000_000
_LARGEST_PACKAGE = 50_000_000
_MOST_PARTS = 2_000
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


@dataclass(frozen=True)
class Package:
    """A DOCX file's parts, parsed when asked for."""

    archive: zipfile.ZipFile
    name: str

    def part(self, path: str) -> "_Element | None":
        """The root of an XML part; None where there is no such part.

        Raises:
            UserError: the part is damaged.
        """
        from lxml import etree  # 40 ms

        try:
            data = self.archive.read(path)
        except KeyError:
            return None
        except _DAMAGED:
            raise _damaged(self.name) from None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(data.replace(_STRICT.encode(), _TRANSITIONAL.encode()), parser)
        except etree.XMLSyntaxError:
            raise _damaged(self.name) from None

    def relations(self, path: str) -> dict[str, str]:
        """Targets of a part's relations by their id; parts of the package as their path in it."""
        folder, base = posixpath.split(path)
        root = self.part(f"{folder}/_rels/{base}.rels".lstrip("/"))
        targets: dict[str, str] = {}
        for relation in root if root is not None else ():
            if not isinstance(relation.tag, str):
                continue
            target = relation.get("Target") or ""
            if relation.get("TargetMode") != "External":
                target = (
                    posixpath.normpath(posixpath.join(folder, target)) if not target.startswith("/") else target[1:]
                )
            targets[relation.get("Id") or ""] = target
        return targets


def open_package(data: bytes, name: str) -> Package:
    """Open a DOCX file.

    Raises:
        UserError: it is damaged, or unpacks to far more than a resume has.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except _DAMAGED:
        raise _damaged(name) from None
    xml = [info.file_size for info in infos if info.filename.endswith((".xml", ".rels"))]
    if len(infos) > _MOST_PARTS or sum(xml) > _LARGEST_PACKAGE or max(xml, default=0) > _LARGEST_PART:
        raise UserError(
            name, "unpacks to far more text than a resume or job ad has", "export it again, without attachments"
        )
    if any(info.flag_bits & 1 for info in infos):
        raise UserError(name, "is protected by a password", "save it without the password and try again")
    return Package(archive, name)


def _damaged(name: str) -> UserError:
    return UserError(name, "is a damaged DOCX file", "export it again from your word processor")
