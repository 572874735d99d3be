"""Making the live parts from the settings."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from documents.readers import Limits
from errors import UserError
from nodes.live import LiveParts, Models, Printer, Search
from nodes.offload import Offload, in_thread
from prompts.variants import find_unknown
from settings import PROMPT_PREFIX, Settings
from storage.documents import DocumentStore


def resume_limits(settings: Settings) -> Limits:
    """The bounds on a resume that is read."""
    return Limits(
        max_bytes=int(settings.max_document_mb * 1_000_000),
        max_pages=settings.max_resume_pages,
        max_chars=settings.max_resume_chars,
    )


def job_limits(settings: Settings) -> Limits:
    """The bounds on a job ad that is read."""
    return replace(resume_limits(settings), max_chars=settings.max_job_chars)


def make_live_parts(
    settings: Settings,
    printer: Printer,
    folder_of: Callable[[str], Path] | None = None,
    models: Models | None = None,
    search: Search | None = None,
    offload: Offload = in_thread,
) -> LiveParts:
    """The live parts; a run's files go into the state folder unless `folder_of` says otherwise.

    Raises:
        UserError: a setting names a variant of a prompt that does not exist.
    """
    for stage, variant in settings.prompts.items():
        if unknown := find_unknown({stage: variant}):
            raise UserError(PROMPT_PREFIX + stage.upper(), unknown)
    return LiveParts(
        documents=DocumentStore(settings.home / "documents"),
        printer=printer,
        folder_of=folder_of or (lambda run_id: settings.home / "runs" / run_id),
        resume_limits=resume_limits(settings),
        job_limits=job_limits(settings),
        models=models,
        search=search,
        prompt_variants=settings.prompts,
        offload=offload,
    )
