"""Parts of the pipeline that run alone, on files: what an ad asks for, and the fact check of any draft."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from documents.readers import read_job, read_resume
from errors import UserError
from graph.live import job_limits, resume_limits
from resume.grounding import DraftCheck, check_draft
from resume.job import JobReading
from resume.job_analysis import analyze_job
from resume.schema import Resume
from settings import Settings, read_settings


@dataclass(frozen=True)
class Upload:
    """A document as the user gave it."""

    name: str
    data: bytes


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


def extract_job(job: str | Path | Upload, *, settings: Settings | None = None) -> JobReading:
    """What an ad asks for, by rules.

    Args:
        job: the ad's file, or the ad itself.
        settings: with the limits on what is read; those of the environment when not given.

    Raises:
        UserError: it cannot be read.
    """
    upload = job if isinstance(job, Upload) else load_upload(Path(job))
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
