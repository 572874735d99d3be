"""What a run delivered, for the pages."""

import io
import mimetypes
import zipfile
from collections.abc import Sequence
from pathlib import Path

from errors import UserError
from ui.client import FileInfo, User
from ui.in_process.runs import Runs

FIRST = ("resume.visual.pdf", "resume.ats.pdf", "resume.docx", "cover-letter.pdf", "cover-letter.docx", "report.html")
"""The files that people want first, in this order; the others follow by name."""

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MIMES = {".docx": _DOCX, ".md": "text/markdown", ".json": "application/json"}


class Files:
    """The desk of files. It gives nothing that the run's own report does not name."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs

    def list(self, user: User, run_id: str) -> Sequence[FileInfo]:
        """The files that are there, the most important first."""
        from documents.writers.report_words import file_purpose

        there = {name: path for name, path in self._paths(user, run_id).items() if path.is_file()}
        order = sorted(there, key=lambda name: (FIRST.index(name) if name in FIRST else len(FIRST), name))
        return [FileInfo(name, file_purpose(name), there[name].stat().st_size, mime_of(name)) for name in order]

    def read(self, user: User, run_id: str, name: str) -> bytes:
        """One file."""
        path = self._paths(user, run_id).get(name)
        if path is None:
            raise UserError(name, "the run has no such file", "choose another")
        try:
            return path.read_bytes()
        except OSError:
            raise UserError(name, "the file is no longer there", "run it again to make it anew") from None

    def zip(self, user: User, run_id: str) -> bytes:
        """All files in one archive."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in self.list(user, run_id):
                archive.writestr(file.name, self.read(user, run_id, file.name))
        return packed.getvalue()

    def pages(self, user: User, run_id: str, name: str, width: int = 1000) -> Sequence[bytes]:
        """The pages of a PDF as PNG."""
        return draw_pages(self.read(user, run_id, name), width)

    def _paths(self, user: User, run_id: str) -> dict[str, Path]:
        report = self._runs.report(user, run_id)
        return {Path(path).name: Path(path) for path in report.files.values()} if report is not None else {}


def mime_of(name: str) -> str:
    """The kind of a file by its name, as browsers call it."""
    known = _MIMES.get(Path(name).suffix)
    return known or mimetypes.guess_type(name)[0] or "application/octet-stream"


def draw_pages(pdf: bytes, width: int, *, quickly: bool = False) -> list[bytes]:
    """The pages of a PDF as pictures, each `width` pixels wide: PNG, or JPEG, which takes a twentieth of the time."""
    import pypdfium2

    from documents.readers.pdf_ink import LOCK

    drawn = []
    with LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            for page in document:
                out = io.BytesIO()
                picture = page.render(scale=width / page.get_width()).to_pil()
                if quickly:
                    picture.convert("RGB").save(out, "JPEG", quality=90, subsampling=0)
                else:
                    picture.save(out, "PNG")
                drawn.append(out.getvalue())
        finally:
            document.close()
    return drawn
