"""The resume: uploaded, pasted, or one that is kept; then what was understood of it, to be corrected."""

import streamlit as st

from errors import UserError
from ui.client import Document, ResumeReading
from ui.web import session
from ui.web.parts import given, notices, understood
from ui.web.parts.upload import ask_file

UPLOAD, PASTE, KEPT = "Upload a file", "Paste text", "My resumes"


def show_resume_card() -> ResumeReading | None:
    """Show the card; the reading once there is one."""
    with st.container(key="card-resume"):
        st.subheader("1. Your resume")
        reading = given.reading_of_resume()
        if reading is None:
            if problem := given.problem_of("resume"):
                notices.problem(problem)
            _ask()
            return None
        understood.show_understood(reading)
        st.button("Use another resume", type="tertiary", on_click=given.drop, args=("resume",))
        return reading


def _ask() -> None:
    ways = [UPLOAD, PASTE, *([KEPT] if _kept() else [])]
    way = st.segmented_control(
        "How to give your resume", ways, default=UPLOAD, required=True, key="resume.way", label_visibility="collapsed"
    )
    if way == PASTE:
        st.text_area("Text of your resume", key="resume.text", height=220, placeholder="Paste all of it here.")
        st.button("Use this text", key="resume.use", on_click=take_pasted)
    elif way == KEPT:
        _ask_kept()
    else:
        ask_file("Your resume as a file", "resume.file", given.take_resume)


def take_pasted() -> None:
    """Read the text in the field, if there is any."""
    text = st.session_state.get("resume.text", "")
    if text.strip():
        given.take_resume(Document("pasted resume", text.encode()), "pasted text")
    else:
        st.session_state["problem.resume"] = UserError("resume", "there is no text yet", "paste it into the field")


def _kept() -> bool:
    return bool(st.session_state.get("masters.there"))


def _ask_kept() -> None:
    masters = session.client().masters.of(session.user())
    chosen = st.selectbox("One of your resumes", masters, format_func=lambda master: master.name, key="resume.master")
    if chosen is not None and st.button("Use this resume", key="resume.use-kept"):
        from resume.schema import Resume

        newest = session.client().masters.versions(session.user(), chosen.id)[0]
        document = session.client().documents.corrected(Resume.model_validate(newest.resume), chosen.name)
        given.take_resume(document, chosen.name)
        st.rerun()
