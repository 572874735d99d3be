"""Tailor: the landing page, and the progress of a run whose id stands in the address."""

import streamlit as st

from ui.web.parts.markup import fill, put

LEAD = (
    "Give your resume and the ad. You get your resume back, tailored, as PDF and Word, with the line of your own that proves "
    "each change. Nothing is made up."
)


def show() -> None:
    """Show the page."""
    st.title("A resume for this job, with proof for every line")
    put(fill('<p class="rt-lead">{lead}</p>', lead=LEAD))
