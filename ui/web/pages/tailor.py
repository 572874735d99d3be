"""Tailor: the landing page, and the run whose id stands in the address."""

import time
from dataclasses import replace

import streamlit as st

from errors import UserError
from ui.client import AdReading, Document, Places, ResumeReading, RunChoices
from ui.web import session
from ui.web.corrections import correct
from ui.web.parts import ad_card, given, notices, resume_card
from ui.web.parts.markup import fill, put
from ui.web.parts.options import ask_options
from ui.web.parts.places import agree, agreed, find_places, show_places
from ui.web.parts.run_view import show_run

LEAD = (
    "Give your resume and the ad. You get your resume back, tailored to the job, as PDF and Word, with the line of your own "
    "that proves each change. Nothing is made up."
)
PROMISE = "No language model reads your text before you were told which one, and agreed."

WANTED = "tailor.wanted"
"""Set in the session when the user wants to start, until the run starts or something is missing."""

BEGUN = "tailor.begun"
"""What was begun last, as which run, and when."""

SECOND_CLICK_SECONDS = 3.0
"""Within this time the same documents with the same choices are a second click and no second wish."""


def show() -> None:
    """Show the run that the address names, else the form."""
    run_id = session.run_in_address()
    if run_id is not None:
        show_run(run_id)
    else:
        _show_form()


def _show_form() -> None:
    st.title("A resume for this job, with proof for every line")
    put(fill('<p class="rt-lead">{lead}</p>', lead=LEAD))
    with st.container(horizontal=True, vertical_alignment="center", key="sample"):
        st.button("Try it with a sample", on_click=_start_sample, icon=":material/play_arrow:")
        put(
            fill(
                '<p class="rt-small">{text}</p>',
                text="An invented nurse; a full result in seconds, with no account and no key.",
            )
        )
    left, right = st.columns(2, gap="medium")
    with left:
        resume = resume_card.show_resume_card()
    with right:
        ad = ad_card.show_ad_card()
    choices = ask_options()
    _show_start(resume, ad, choices)
    resume_card.look_again_when_loaded()


def _show_start(resume: ResumeReading | None, ad: AdReading | None, choices: RunChoices) -> None:
    if resume is None or ad is None:
        with st.container(horizontal=True, vertical_alignment="center", key="start"):
            st.button("Tailor my resume", type="primary", on_click=_take_what_is_typed, key="tailor.start")
            _say_what_is_missing(resume, ad, asked=st.session_state.pop(WANTED, False))
        return
    places = find_places(choices)
    show_places(places)
    consented = agreed(places)
    wanted = st.session_state.pop(WANTED, False) and consented
    with st.container(horizontal=True):
        # Buttons of different meaning have different keys: a click on one of them must never count for another.
        label, key = (
            ("Tailor my resume", "tailor.go") if consented else ("Agree and tailor my resume", "tailor.agree-and-go")
        )
        clicked = st.button(label, type="primary", key=key)
        without = not consented and st.button("Without models", key="tailor.offline")
    if without:
        _start(resume, ad, replace(choices, mode="offline"), Places())
    elif clicked or wanted:
        _start(resume, ad, choices, places)


def _take_what_is_typed() -> None:
    """The start was asked for while a text may stand in a field that nobody took yet."""
    st.session_state[WANTED] = True
    if not given.name_of("resume") and st.session_state.get("resume.text", "").strip():
        resume_card.take_pasted()
    if not given.name_of("ad"):
        if st.session_state.get("ad.text", "").strip():
            ad_card.take_pasted()
        elif st.session_state.get("ad.address", "").strip():
            ad_card.take_address()


def _say_what_is_missing(resume: ResumeReading | None, ad: AdReading | None, *, asked: bool) -> None:
    """Beside the start, where it is seen; once the start was asked for, so that nobody overlooks it."""
    missing = [what for what, there in (("your resume", resume), ("the job ad", ad)) if there is None]
    text = f"Still missing: {' and '.join(missing)}."
    if asked:
        notices.say("caution", text, "Give it above; then the work can begin.")
    else:
        put(fill('<p class="rt-small">{text} {promise}</p>', text=text, promise=PROMISE))


def _start(resume: ResumeReading, ad: AdReading, choices: RunChoices, places: Places) -> None:
    corrections = given.corrections()
    document: Document = resume.document
    if corrections:
        corrected, problems = correct(resume.resume, corrections)
        if problems:
            raise UserError("your corrections", "some cannot be used", "see the form above")
        document = session.client().documents.corrected(corrected, resume.document.name)
    resume_card.keep_if_wanted(resume)
    agree(places)
    _begin(document, ad.document, choices)
    st.rerun()


def _start_sample() -> None:
    sample = session.client().documents.sample()
    _begin(sample.resume, sample.job, RunChoices(mode="offline"))


def _begin(resume: Document, job: Document, choices: RunChoices) -> None:
    """Begin a run and put its id into the address. A second click on the same button begins no second run."""
    now = time.monotonic()
    wanted = (resume, job, choices)
    before, run_id, at = st.session_state.get(BEGUN, (None, "", 0.0))
    if before != wanted or now - at > SECOND_CLICK_SECONDS:
        run_id = session.client().runs.start(session.user(), resume, job, choices)
        st.session_state[BEGUN] = (wanted, run_id, now)
    st.query_params["run"] = run_id
