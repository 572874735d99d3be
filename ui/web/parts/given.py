"""What was given on the page so far: a document and its reading, kept in the session while the user looks at other pages."""

import hashlib
from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

import streamlit as st

from errors import UserError
from ui.client import AdReading, Document, Pending, ResumeReading
from ui.web import session
from ui.web.parts.waiting import wait_for

R = TypeVar("R")

Which = Literal["resume", "ad"]


@dataclass(frozen=True)
class Given(Generic[R]):
    """A document, and its reading that may be under way."""

    name: str
    """As the user knows it: the file's name, `pasted text`, an address."""
    mark: str
    """Changes with the document; part of the names of its fields on the page."""
    reading: Pending[R]
    master: str | None = None
    """The id of the kept resume that it is; None for one that is not kept."""


def take_resume(document: Document, name: str | None = None, master: str | None = None) -> None:
    """Begin to read a resume."""
    reading = session.client().documents.read_resume(document)
    _keep("resume", Given(name or document.name, _mark(document), reading, master))


def master_of_resume() -> str | None:
    """The id of the kept resume that was given; None where it is not kept."""
    given = st.session_state.get("given.resume")
    return given.master if isinstance(given, Given) else None


def note_master(id: str) -> None:
    """The resume that was given is kept from now on."""
    given = st.session_state.get("given.resume")
    if isinstance(given, Given):
        st.session_state["given.resume"] = replace(given, master=id)


def take_ad(document: Document, name: str | None = None) -> None:
    """Begin to read an ad."""
    _keep("ad", Given(name or document.name, _mark(document), session.client().documents.read_job(document)))


def take_ad_from(address: str) -> None:
    """Begin to fetch and read an ad."""
    address = address.strip()
    mark = hashlib.sha256(address.encode()).hexdigest()[:12]
    _keep("ad", Given(address, mark, session.client().documents.fetch_job(address)))


def _keep(which: Which, given: "Given[ResumeReading] | Given[AdReading]") -> None:
    drop(which)
    st.session_state[f"given.{which}"] = given


def drop(which: Which) -> None:
    """Forget a document and what was said of it."""
    for name in (f"given.{which}", f"problem.{which}", f"corrections.{which}"):
        st.session_state.pop(name, None)


def mark_of(which: Which) -> str:
    """What tells this document's fields from another one's; empty where there is none."""
    given = st.session_state.get(f"given.{which}")
    return given.mark if isinstance(given, Given) else ""


def name_of(which: Which) -> str:
    """The document's name; empty where there is none."""
    given = st.session_state.get(f"given.{which}")
    return given.name if isinstance(given, Given) else ""


def reading_of_resume() -> ResumeReading | None:
    """The resume that was given, once it is read; None where there is none, or it could not be read (see `problem_of`)."""
    reading = _reading("resume", "Reading your resume …")
    return reading if isinstance(reading, ResumeReading) else None


def reading_of_ad() -> AdReading | None:
    """The ad that was given, once it is read; None where there is none, or it could not be read (see `problem_of`)."""
    reading = _reading("ad", "Reading the ad …")
    return reading if isinstance(reading, AdReading) else None


def problem_of(which: Which) -> UserError | None:
    """Why the document that was given last could not be used."""
    problem = st.session_state.get(f"problem.{which}")
    return problem if isinstance(problem, UserError) else None


def forget_problem(which: Which) -> None:
    """Say no more of what could not be used: the user goes another way."""
    st.session_state.pop(f"problem.{which}", None)


def _reading(which: Which, what: str) -> object:
    given = st.session_state.get(f"given.{which}")
    if not isinstance(given, Given):
        return None
    try:
        return wait_for(given.reading, what)
    except UserError as error:
        drop(which)
        st.session_state[f"problem.{which}"] = error
        return None


def corrections() -> dict[str, str]:
    """What the user corrected in the resume: JSON Pointer → text."""
    kept: dict[str, str] = st.session_state.setdefault("corrections.resume", {})
    return kept


def _mark(document: Document) -> str:
    return hashlib.sha256(document.name.encode() + b"\0" + document.data).hexdigest()[:12]
