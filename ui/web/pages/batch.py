"""Many jobs: one resume, many ads, and a table that fills as they get done."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from errors import UserError
from ui.client import Document, ResumeReading, RunChoices
from ui.client.batch import MOST_ADS, BatchAd, BatchView
from ui.web import frame, session
from ui.web.corrections import correct
from ui.web.parts import given, resume_card
from ui.web.parts.batch_ads import forget_ads, show_ads_card
from ui.web.parts.batch_view import show_batch
from ui.web.parts.markup import fill, put
from ui.web.parts.moments import when
from ui.web.parts.options import ask_options
from ui.web.parts.places import agree, agreed, find_places, show_places
from ui.web.parts.waiting import wait_until_open

if TYPE_CHECKING:
    from ui.client import Places

LEAD = "One resume, many ads: each gets a resume of its own, and a table shows where you stand best."

STATES = {
    "running": ("under way", ""),
    "stopped": ("stopped", "rt-caution"),
    "interrupted": ("interrupted", "rt-caution"),
    "failed": ("did not work", "rt-problem"),
    "done": ("done", "rt-good"),
}


def show() -> None:
    """Show the batch that the address names, else the form and the batches there are."""
    wait_until_open()
    id = st.query_params.get("batch")
    if id is not None:
        show_batch(id)
        return
    st.title("Many jobs at once")
    put(fill('<p class="rt-lead">{lead}</p>', lead=LEAD))
    left, right = st.columns(2, gap="medium")
    with left:
        resume = resume_card.show_resume_card()
    with right:
        ads = show_ads_card()
    choices = replace(ask_options(), review=False)
    _show_start(resume, ads, choices)
    _show_earlier(session.client().batches.of(session.user()))


def _show_start(resume: ResumeReading | None, ads: Sequence[BatchAd], choices: RunChoices) -> None:
    if resume is None or not ads:
        missing = (
            "your resume and the ads" if resume is None and not ads else "your resume" if resume is None else "the ads"
        )
        st.button("Tailor to all of them", type="primary", key="batch.missing", disabled=True)
        put(fill('<p class="rt-small">Still missing: {missing}.</p>', missing=missing))
        return
    places = find_places(choices)
    show_places(places)
    consented = agreed(places)
    label = f"Tailor to {len(ads)} ads" if len(ads) != 1 else "Tailor to this ad"
    with st.container(horizontal=True):
        go = st.button(
            label if consented else f"Agree and {label[0].lower()}{label[1:]}",
            type="primary",
            key="batch.go" if consented else "batch.agree-and-go",
            disabled=len(ads) > MOST_ADS,
        )
        without = not consented and st.button("Without models", key="batch.offline")
    if without:
        _start(resume, ads, replace(choices, mode="offline"), None)
    elif go:
        _start(resume, ads, choices, places)


def _start(resume: ResumeReading, ads: Sequence[BatchAd], choices: RunChoices, places: "Places | None") -> None:
    document: Document = resume.document
    corrections = given.corrections()
    if corrections:
        corrected, problems = correct(resume.resume, corrections)
        if problems:
            raise UserError("your corrections", "some cannot be used", "see the form above")
        document = session.client().documents.corrected(corrected, resume.document.name)
    resume_card.keep_if_wanted(resume)
    if places is not None:
        agree(places)
    id = session.client().batches.start(session.user(), document, ads, choices)
    forget_ads()
    frame.go_to("batch", batch=id)


_EARLIER = """<div class="rt-run"><p class="rt-title">{resume} → {ads}</p>
<p class="rt-small">{when} <span class="rt-mark {tone}">{state}</span></p></div>"""


def _show_earlier(batches: Sequence[BatchView]) -> None:
    if not batches:
        return
    st.header("Earlier")
    for one in batches:
        state, tone = STATES[one.state]
        told = f"{one.done} of {len(one.rows)} {state}" if one.state != "done" else state
        with st.container(key=f"card-run-{one.id}", horizontal=True, vertical_alignment="center"):
            ads = "1 ad" if len(one.rows) == 1 else f"{len(one.rows)} ads"
            put(fill(_EARLIER, resume=one.resume_name, ads=ads, when=when(one.created_at), tone=tone, state=told))
            frame.link_to("batch", "Open", batch=one.id)
