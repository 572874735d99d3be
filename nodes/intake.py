"""Intake: a resume and an ad, as text or as uploaded documents, become a `Resume`, numbered facts and a safe job text.

By rules, but for an ad that is a picture, which a model may copy. A picture of a resume goes to no model: contact details become
facts of their own kind, which no prompt may hold.
"""

import asyncio
import hashlib
import time
from datetime import UTC
from functools import partial

from langgraph.runtime import Runtime

from documents.readers import Limits, ReadResume, read_job, read_resume, read_resume_text
from documents.readers.kinds import is_picture
from errors import UserError
from nodes.asking import Outcome, open_desk
from nodes.live import LiveParts, TakenResume
from nodes.pictured_ad import ask_for_copy
from nodes.private import contact_details
from nodes.state import STATE_VERSION, RunSettings, TailoringInput, Update
from resume.facts import number_facts
from resume.job import JobText
from resume.language import is_english, language_name
from resume.run_id import check_run_id, new_run_id
from storage.documents import DocumentStore, Origin
from tokens import estimate_tokens


async def intake(state: TailoringInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Read both inputs.

    Raises:
        UserError: one of them is missing or cannot be used.
    """
    started = time.time()
    run_id = check_run_id(state["run_id"]) if state.get("run_id") else new_run_id()
    resume = await take_resume(state, run_id, live)
    copied = await _copy_of_picture(state, run_id, runtime, live)
    job, origin = (
        (copied.value, await _origin_of(state, live))
        if copied and copied.value
        else await live.offload(run_id, _read_ad_whole, state, live.documents, live.job_limits)
    )
    update: Update = {
        "run_id": run_id,
        "state_version": STATE_VERSION,
        "started": started,
        **_taken(resume, job, origin),
    }
    return {**update, "stages": {"intake": copied.record}} if copied else update


async def take_resume(state: TailoringInput, run_id: str, live: LiveParts) -> TakenResume:
    """The resume with its facts; read once for all runs that share it.

    Raises:
        UserError: it is missing or cannot be used.
    """
    key = state.get("resume_document") or hashlib.sha256(state.get("resume", "").encode()).hexdigest()
    return await live.resumes.get(
        key, partial(live.offload, run_id, read_given_resume, state, live.documents, live.resume_limits)
    )


async def _origin_of(state: TailoringInput, live: LiveParts) -> Origin | None:
    return (await asyncio.to_thread(live.documents.get, state["job_document"])).origin


async def _copy_of_picture(
    state: TailoringInput, run_id: str, runtime: Runtime[RunSettings], live: LiveParts
) -> Outcome[JobText] | None:
    """What came of asking a model to copy an ad that is a picture; None for every other ad, and where no model is asked."""
    if live.models is None or not state.get("job_document"):
        return None
    document = await asyncio.to_thread(live.documents.get, state["job_document"])
    desk = open_desk("intake", {"run_id": run_id, "input_tokens": 0}, runtime, live)
    if not desk.may_ask or not is_picture(document.data):
        return None
    return await ask_for_copy(desk, document, live.job_limits)


def _taken(resume: TakenResume, job: JobText, origin: Origin | None) -> Update:
    """What the state holds of the inputs; of the resume a copy, since others share it."""
    read, facts = resume.read, list(resume.facts)
    return {
        "source": read.resume.model_copy(deep=True),
        "facts": facts,
        "job_text": job,
        "contacts": resume.contacts,
        "input_tokens": sum(estimate_tokens(text) for text in (job.text, *(fact.text for fact in facts))),
        "intake_warnings": [
            *read.warnings,
            *_language_warning(read),
            *([_tell_origin(origin)] if origin else []),
            *_removed_warning(job),
            *job.warnings,
        ],
        "unsure": list(read.unsure),
    }


def read_given_resume(state: TailoringInput, documents: DocumentStore, limits: Limits) -> TakenResume:
    """The resume that the input names or holds, with its facts.

    Raises:
        UserError: it is missing or cannot be used.
    """
    if state.get("resume_document"):
        document = documents.get(state["resume_document"])
        read = read_resume(document.data, document.name, limits)
    elif state.get("resume", "").strip():
        read = read_resume_text(state["resume"], limits)
    else:
        raise UserError("resume", "there is none", "give its text, or the id of an uploaded document")
    return TakenResume(read, tuple(number_facts(read.resume)), contact_details(read.resume))


def read_ad(state: TailoringInput, documents: DocumentStore, limits: Limits) -> tuple[JobText, Origin | None]:
    """The ad that the input names or holds, and where it was fetched from.

    Raises:
        UserError: it is missing or cannot be used.
    """
    if state.get("job_document"):
        document = documents.get(state["job_document"])
        return read_job(document.data, document.name, limits), document.origin
    if state.get("job", "").strip():
        return read_job(state["job"].encode(), "job ad", limits), None
    raise UserError("job ad", "there is none", "give its text, or the id of an uploaded document")


def _read_ad_whole(state: TailoringInput, documents: DocumentStore, limits: Limits) -> tuple[JobText, Origin | None]:
    """The same, with what every stage that shows rows of the ad would else look for."""
    job, origin = read_ad(state, documents, limits)
    job.listable  # noqa: B018  looked for here, and kept
    return job, origin


def _language_warning(read: ReadResume) -> list[str]:
    language = read.resume.meta.language
    if is_english(language):
        return []
    return [
        f"The resume is not in English (it reads as {language_name(language)}): its lines are ordered, but not reworded."
    ]


def _tell_origin(origin: Origin) -> str:
    at = origin.fetched_at.astimezone(UTC)
    return f"The ad was read from {origin.address} on {at:%Y-%m-%d at %H:%M} UTC; pages change, and this one is not read again."


def _removed_warning(job: JobText) -> list[str]:
    if not job.removed:
        return []
    return [f"The ad held text that is not meant for people, and it was ignored: {', '.join(job.removed)}."]
