"""Reading resumes and ads for the pages, before any run."""

import asyncio
import functools
import importlib
import json
from typing import TYPE_CHECKING

from ui.client import AdReading, Document, Pending, ResumeReading, Sample
from ui.in_process.core import Core

if TYPE_CHECKING:
    from graph.alone import Upload
    from resume.schema import Resume
    from storage.documents import StoredDocument

SAMPLE_ABOUT = "An intensive care nurse and a ward sister’s job. Both are invented."


class Documents:
    """The desk that reads documents."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def formats(self) -> tuple[str, ...]:
        """The file endings that are read, without dots."""
        from documents.readers.kinds import suffixes_read

        return tuple(suffix.removeprefix(".") for suffix in suffixes_read())

    def formats_in_words(self) -> str:
        """The kinds of files that are read, for people."""
        from documents.readers.kinds import KINDS_READ

        return KINDS_READ

    def max_megabytes(self) -> int:
        """The largest file that is read."""
        return max(1, int(self._core.settings.max_document_mb))

    def read_resume(self, document: Document) -> Pending[ResumeReading]:
        """Read a resume in the background."""
        return self._core.loop.begin(asyncio.to_thread(self._read_resume, document))

    def _read_resume(self, document: Document) -> ResumeReading:
        from documents.readers import read_resume
        from graph.live import resume_limits

        read = read_resume(document.data, document.name, resume_limits(self._core.settings))
        return ResumeReading(document, read.resume, read.format, read.pages, tuple(read.unsure), tuple(read.warnings))

    def read_job(self, document: Document) -> Pending[AdReading]:
        """Read an ad in the background."""
        return self._core.loop.begin(asyncio.to_thread(self._read_job, document))

    def _read_job(self, document: Document) -> AdReading:
        from documents.readers import read_job
        from graph.live import job_limits
        from resume.ad.analysis import analyze_job

        job = read_job(document.data, document.name, job_limits(self._core.settings))
        return AdReading(document, analyze_job(job), job.text, tuple(job.removed))

    def fetch_job(self, address: str) -> Pending[AdReading]:
        """Fetch and read an ad in the background."""
        return self._core.loop.begin(self._fetch_job(address))

    async def _fetch_job(self, address: str) -> AdReading:
        from errors import UserError
        from web.addresses import is_web_address

        if not is_web_address(address):
            raise UserError("address", "this is no web address", "it begins with https://")
        await asyncio.to_thread(importlib.import_module, "graph.alone")  # a second, in which the loop goes on
        from graph.alone import load_job

        upload = await load_job(address, settings=self._core.settings)
        return await asyncio.to_thread(self._read_job, from_upload(upload))

    def as_document(self, resume: "Resume", name: str) -> Document:
        """A resume as data, as a document."""
        return Document(f"{name}.json", json.dumps(resume.to_json(), ensure_ascii=False).encode())

    def corrected(self, resume: "Resume", name: str) -> Document:
        """A resume that the user corrected, as a document for a run."""
        return self.as_document(resume, f"{name.rpartition('.')[0] or name} (corrected)")

    @functools.cached_property
    def _sample(self) -> Sample:
        from evals.datasets import demo_pair

        resume, job = demo_pair()
        return Sample(
            Document(f"sample-resume{resume.suffix}", resume.read_bytes()),
            Document(job.name, job.read_bytes()),
            SAMPLE_ABOUT,
        )

    def sample(self) -> Sample:
        """The sample resume and ad."""
        return self._sample


def from_upload(upload: "Upload") -> Document:
    """An upload of the graph's as the client's document."""
    origin = upload.origin
    return Document(upload.name, upload.data, origin.address if origin else None, origin.fetched_at if origin else None)


def from_stored(document: "StoredDocument") -> Document:
    """A stored document as the client's."""
    origin = document.origin
    return Document(
        document.name, document.data, origin.address if origin else None, origin.fetched_at if origin else None
    )


def to_upload(document: Document) -> "Upload":
    """A document of the client's as the graph's upload."""
    from graph.alone import Upload
    from storage.documents import Origin

    if document.address is None or document.fetched_at is None:
        return Upload(document.name, document.data)
    return Upload(document.name, document.data, Origin(document.address, document.fetched_at))
