"""Result: the resume as it looks, in each design; all files; the cover letter; and what the user thinks of it."""

from dataclasses import replace

import streamlit as st

from errors import UserError
from ui.client import RunStatus
from ui.web import frame, session
from ui.web.pages.review import show_head, show_missing, show_not_ready
from ui.web.parts import notices
from ui.web.parts.about_run import show_shortfall
from ui.web.parts.downloads import show_downloads
from ui.web.parts.feedback import ask_feedback
from ui.web.parts.gallery import show_gallery
from ui.web.parts.markup import fill, put
from ui.web.parts.outcome import show_figures

LETTER = "cover-letter.pdf"
PAGE_WIDTH = 1000
"""Pixels of a page on the screen."""


def show() -> None:
    """Show the result of the run that the address names."""
    run_id = session.run_in_address()
    if run_id is None:
        st.title("Result")
        notices.empty("No run is chosen", "Tailor a resume first; what comes of it is shown here.")
        frame.link_to("tailor", "Tailor a resume")
        return
    try:
        status = session.client().runs.status(session.user(), run_id)
    except UserError:
        show_missing()
        return
    if status.state == "delivered":
        _show_result(run_id, status)
    else:
        show_not_ready(run_id, "Result")


def _show_result(run_id: str, status: RunStatus) -> None:
    from documents.writers import report_words

    report = session.client().runs.report(session.user(), run_id)
    if report is None:
        show_not_ready(run_id, "Result")
        return
    show_head("Your tailored resume", status)
    put(fill('<p class="rt-lead">{verdict}</p>', verdict=report_words.verdict(report)))
    show_shortfall(report)
    show_downloads(run_id)
    show_figures(report)
    frame.link_to("review", "Review line by line", run=run_id)
    for warning in report.warnings:
        notices.say("caution", "Worth knowing", warning)
    st.header("How it looks")
    show_gallery(run_id)
    st.header("Cover letter")
    _show_letter(run_id)
    ask_feedback(run_id)


def _show_letter(run_id: str) -> None:
    files, user = session.client().files, session.user()
    names = {file.name for file in files.list(user, run_id)}
    if LETTER not in names:
        with st.container(key="card-letter", horizontal=True, vertical_alignment="center"):
            text = "There is none yet. It is told from your own lines, and every sentence is checked."
            put(fill('<p class="rt-soft">{text}</p>', text=text))
            if st.button("Write a cover letter", key="result.letter"):
                frame.go_to("tailor", run=_again_with_letter(run_id))
        return
    pages = files.pages(user, run_id, LETTER, PAGE_WIDTH)
    sheet, words = st.columns([3, 2], gap="large")
    with sheet, st.container(key="letter-sheet"):
        for number, page in enumerate(pages, 1):
            st.image(page, alt=f"Page {number} of {len(pages)} of your cover letter", width="stretch")
    if "cover-letter.md" in names:
        with words, st.container(key="card-letter-text"):
            text = files.read(user, run_id, "cover-letter.md").decode()
            put(fill('<div class="rt-letter" dir="auto">{text}</div>', text=text))


def _again_with_letter(run_id: str) -> str:
    """The id of a new run from the same documents."""
    runs, user = session.client().runs, session.user()
    choices = next(one.choices for one in runs.history(user) if one.id == run_id)
    return runs.duplicate(user, run_id, replace(choices, letter=True))
