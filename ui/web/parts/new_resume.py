"""Adding a resume to those that are kept: given, looked through, named."""

import hashlib

import streamlit as st

from errors import UserError
from ui.client import Document, Pending, ResumeReading
from ui.web import frame, session
from ui.web.corrections import moved_entries
from ui.web.origins import after_corrections
from ui.web.parts import notices, resume_form
from ui.web.parts.markup import fill, put
from ui.web.parts.upload import ask_file
from ui.web.parts.waiting import wait_for

READING, PROBLEM, MARK = "new.reading", "new.problem", "new.mark"

LONGEST_NAME = 120
"""Characters of a kept resume's name."""

UPLOAD, PASTE = "Upload a file", "Paste text"


def show_new() -> None:
    """Show the way to add a resume."""
    st.title("Add a resume")
    frame.link_to("resumes", "My resumes")
    reading = read(READING, PROBLEM)
    if reading is None:
        with st.container(key="card-new"):
            ask_document("new", take)
        return
    _show_reading(reading)


def ask_document(key: str, take: "Take") -> None:
    """Ask for a file or a text."""
    if problem := st.session_state.get(f"{key}.problem"):
        notices.problem(problem)
    way = st.segmented_control(
        "How to give your resume", [UPLOAD, PASTE], default=UPLOAD, required=True, key=f"{key}.way"
    )
    if way == PASTE:
        st.text_area("Text of your resume", key=f"{key}.text", height=260, placeholder="Paste all of it here.")
        st.button("Use this text", key=f"{key}.use", on_click=_take_pasted, args=(key, take))
    else:
        ask_file("Your resume as a file", f"{key}.file", take)


def _take_pasted(key: str, take: "Take") -> None:
    text = st.session_state.get(f"{key}.text", "")
    if text.strip():
        take(Document("pasted text", text.encode()))
    else:
        st.session_state[f"{key}.problem"] = UserError("resume", "there is no text yet", "paste it into the field")


class Take:
    """Begins to read a document, under the key of whoever asked for it."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __call__(self, document: Document) -> None:
        """Begin."""
        st.session_state.pop(f"{self._key}.problem", None)
        st.session_state[f"{self._key}.mark"] = hashlib.sha256(document.data).hexdigest()[:12]
        st.session_state[f"{self._key}.reading"] = session.client().documents.read_resume(document)


take = Take("new")


def read(reading: str, problem: str) -> ResumeReading | None:
    """The document that was given, once it is read; None where there is none, or it could not be read."""
    pending: Pending[ResumeReading] | None = st.session_state.get(reading)
    if pending is None:
        return None
    try:
        return wait_for(pending, "Reading your resume …")
    except UserError as error:
        del st.session_state[reading]
        st.session_state[problem] = error
        return None


def forget() -> None:
    """Forget what was given."""
    resume_form.drop(f"new-{st.session_state.get(MARK)}")
    for name in (READING, PROBLEM, MARK):
        st.session_state.pop(name, None)


def _show_reading(reading: ResumeReading) -> None:
    source = reading.document.name
    key = f"new-{st.session_state.get(MARK)}"
    for warning in reading.warnings:
        notices.say("caution", "Not all of it was understood.", warning[:1].upper() + warning[1:] + ".")
    with st.container(key="card-new"):
        st.subheader("What was understood")
        text = f"Read from {source}. Correct what is wrong, then keep it."
        if reading.unsure:
            text += " Fields that were hard to tell apart say “please check”."
        put(fill('<p class="rt-soft">{text}</p>', text=text))
        resume, usable = resume_form.ask_corrections(reading.resume, key, origins={"": source}, unsure=reading.unsure)
    named = (resume.basics.name or source.rpartition(".")[0] or source)[:LONGEST_NAME]
    name = st.text_input(
        "Name it, so that you find it again", value=named, max_chars=LONGEST_NAME, key=f"form.{key}.name"
    )
    with st.container(horizontal=True):
        keep = st.button("Keep this resume", type="primary", key="new.keep", disabled=not usable)
        st.button("Use another", key="new.drop", on_click=forget)
    if keep:
        typed = resume_form.typed(key)
        origins = after_corrections({"": source}, typed, moved_entries(reading.resume, typed))
        kept = session.client().masters.add(session.user(), name or "", resume, f"Read from {source}", origins)
        forget()
        frame.go_to("resumes", resume=kept.id)
