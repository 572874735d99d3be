"""The resume: uploaded, pasted, or one that is kept; then what was understood of it, to be corrected."""

from collections.abc import Mapping

import streamlit as st

from errors import UserError
from ui.client import Document, ResumeReading
from ui.web import session
from ui.web.corrections import correct, moved_entries
from ui.web.origins import after_corrections
from ui.web.parts import given, notices, understood
from ui.web.parts.upload import ask_file

LONGEST_NAME = 120
"""Characters of a kept resume's name."""

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
        _offer_to_keep()
        st.button("Use another resume", type="tertiary", on_click=given.drop, args=("resume",))
        return reading


def _ask() -> None:
    ways = [UPLOAD, PASTE, *([KEPT] if _are_kept() else [])]
    way = st.segmented_control(
        "How to give your resume",
        ways,
        default=UPLOAD,
        required=True,
        key="resume.way",
        label_visibility="collapsed",
        on_change=given.forget_problem,
        args=("resume",),
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


def _are_kept() -> bool:
    """Whether the user keeps resumes here; looked up once all is loaded, so that the first paint waits for nothing."""
    return session.client().is_warm() and bool(session.client().masters.of(session.user()))


def look_again_when_loaded() -> None:
    """Look at the page again once all is loaded, for what the first paint did not wait for.

    It stands at the end of the page: what comes and goes above a field would have the field made anew, and a file that is just
    being uploaded be lost.
    """
    if not session.client().is_warm():
        _watch_loading()


@st.fragment(run_every=1.0)
def _watch_loading() -> None:
    if session.client().is_warm():
        st.rerun()


def _ask_kept() -> None:
    masters = {master.id: master.name for master in session.client().masters.of(session.user())}
    st.selectbox("One of your resumes", list(masters), format_func=masters.__getitem__, key="resume.master")
    st.button("Use this resume", key="resume.use-kept", on_click=_take_kept, args=(masters,))


def _take_kept(names: Mapping[str, str]) -> None:
    from resume.schema import Resume

    id = st.session_state["resume.master"]
    newest = session.client().masters.versions(session.user(), id)[0]
    document = session.client().documents.as_document(Resume.model_validate(newest.resume), names[id])
    given.take_resume(document, names[id], master=id)


def _offer_to_keep() -> None:
    if given.master_of_resume() is None:
        st.checkbox(
            "Keep this resume for next time",
            key=f"resume.keep.{given.mark_of('resume')}",
            help="It is stored with your other resumes, where you can delete it.",
        )


def keep_if_wanted(reading: ResumeReading) -> None:
    """Keep the resume, with the user's corrections, where the user asked for it; once."""
    if not st.session_state.get(f"resume.keep.{given.mark_of('resume')}") or given.master_of_resume() is not None:
        return
    resume, _ = correct(reading.resume, given.corrections())
    source = given.name_of("resume")
    origins = after_corrections({"": source}, given.corrections(), moved_entries(reading.resume, given.corrections()))
    name = resume.basics.name or source
    kept = session.client().masters.add(session.user(), name[:LONGEST_NAME], resume, f"Read from {source}", origins)
    given.note_master(kept.id)
