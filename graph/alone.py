"""Parts of the pipeline that run alone, on files: what an ad asks for, and the fact check of any draft."""

import asyncio
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from documents.readers import read_job, read_resume
from errors import UserError
from graph.live import job_limits, resume_limits
from resume.ad.analysis import analyze_job
from resume.grounding import DraftCheck, check_draft
from resume.job import JobReading
from resume.schema import Resume
from settings import Settings, read_settings
from storage.documents import Origin
from web.addresses import is_web_address, parse_address, shown


@dataclass(frozen=True)
class Upload:
    """A document as the user gave it."""

    name: str
    data: bytes
    origin: Origin | None = None
    """Where it was fetched from; None for a file."""


def load_upload(path: Path) -> Upload:
    """A file as an upload.

    Raises:
        UserError: it cannot be read.
    """
    try:
        if path.is_dir():
            raise UserError(str(path), "this is a folder", "give a file")
        return Upload(path.name, path.read_bytes())
    except FileNotFoundError:
        raise UserError(str(path), "there is no such file", "check the name") from None
    except OSError as error:
        raise UserError(str(path), f"it cannot be read ({error.strerror})", "check the file's permissions") from None


async def load_job(job: str | Path, *, settings: Settings | None = None) -> Upload:
    """An ad as an upload: a file, or the page at an http(s) address, which is fetched now.

    Of a page only the ad is kept.

    Args:
        job: path or address.
        settings: with the limits on what is read; those of the environment when not given.

    Raises:
        UserError: it cannot be read or fetched, or the page holds no ad.
    """
    if isinstance(job, Path) or not is_web_address(job):
        return await asyncio.to_thread(load_upload, Path(job))
    from web.pages import PageLimits, fetch_page

    bounds = settings or read_settings()
    limits = PageLimits(max_bytes=int(bounds.max_document_mb * 1_000_000), seconds=bounds.page_seconds)
    page = await fetch_page(job, limits, allow_loopback=bounds.allow_loopback)
    data = await asyncio.to_thread(_ad_of, page.data.decode(), job) if page.kind == "html" else page.data
    upload = Upload(_name_page(page.address, page.kind), data, Origin(page.address, page.fetched_at))
    await asyncio.to_thread(_try_reading, upload, job, bounds)
    return upload


def _try_reading(upload: Upload, address: str, settings: Settings) -> None:
    """Read a fetched ad once before a run begins, so that what is wrong with it is told of the address that the user knows.

    Raises:
        UserError: it cannot be used.
    """
    try:
        read_job(upload.data, upload.name, job_limits(settings))
    except UserError as error:
        raise UserError(shown(address.strip()), error.problem, error.remedy) from None


def _ad_of(page: str, address: str) -> bytes:
    """The ad on a page, as HTML.

    Raises:
        UserError: something else than an ad stands there.
    """
    from documents.readers.job_page import read_job_page  # lxml and trafilatura
    from web.pages import REMEDY
    from web.walls import find_wall

    ad = read_job_page(page)
    if wall := find_wall(page, ad):
        raise UserError(shown(address.strip()), wall, REMEDY)
    return ad.encode()


_SUFFIXES = {"html": ".html", "text": ".txt", "pdf": ".pdf", "docx": ".docx"}
_LONGEST_NAME = 80


def _name_page(address: str, kind: str) -> str:
    """A file name for a page, by which its kind is known: `jobs.example.org-dairy-engineer.html`."""
    parsed = parse_address(address)
    words = re.findall(r"[A-Za-z0-9.]+", f"{parsed.host} {parsed.target.partition('?')[0]}")
    return "-".join(words)[:_LONGEST_NAME].strip("-.") + _SUFFIXES[kind]


def extract_job(job: str | Path | Upload, *, settings: Settings | None = None) -> JobReading:
    """What an ad asks for, by rules.

    Args:
        job: the ad's file or web address, or the ad itself as `load_job` gives it; in an event loop, an address is for that.
        settings: with the limits on what is read; those of the environment when not given.

    Raises:
        UserError: it cannot be read.
    """
    upload = job if isinstance(job, Upload) else asyncio.run(load_job(job, settings=settings))
    return analyze_job(read_job(upload.data, upload.name, job_limits(settings or read_settings())))


def check_facts(source: str | Path, draft: str | Path, *, settings: Settings | None = None) -> DraftCheck:
    """Every claim of the resume in `draft`, and whether the resume in `source` supports it; whoever wrote the draft.

    Raises:
        UserError: one of them cannot be read as a resume.
    """
    limits = settings or read_settings()
    return check_draft(_read(source, limits), _read(draft, limits), date.today())


def _read(path: str | Path, settings: Settings) -> Resume:
    return read_resume(load_upload(Path(path)).data, str(path), resume_limits(settings)).resume
