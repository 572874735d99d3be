"""The options of a run, folded away: the choices that were made last are kept in the session."""

from typing import Literal

import streamlit as st

from ui.client import RunChoices
from ui.web import frame, session

AUTO, OFFLINE = "With a language model where one is set up", "By fixed rules alone, without any model"

_PLANS: dict[Literal["free", "payg", "pro"], str] = {
    "free": "Cheapest",
    "payg": "Balanced",
    "pro": "Best",
}
_LENGTHS: dict[Literal[1, 2], str] = {1: "One page", 2: "Up to two pages"}
_TEMPLATES = {"visual": "Designed", "ats": "Plain"}


def ask_options() -> RunChoices:
    """Show the options; what was chosen."""
    with st.expander("Options"):
        left, right = st.columns(2, gap="large")
        with left:
            pages = st.radio(
                "Length",
                list(_LENGTHS),
                index=1,
                format_func=_LENGTHS.__getitem__,
                horizontal=True,
                key="options.pages",
            )
            templates = list(session.client().runs.templates())
            template = st.selectbox(
                "Design",
                templates,
                index=templates.index("visual") if "visual" in templates else 0,
                format_func=lambda name: _TEMPLATES.get(name, name.capitalize()),
                help="A plain version for applicant tracking systems is always made as well.",
                key="options.template",
            )
            letter = st.checkbox("Write a cover letter too", key="options.letter")
            review = frame.has("review") and st.checkbox(
                "Ask me first",
                help="Shows the plan and a few questions before any line is reworded.",
                key="options.review",
            )
        with right:
            way = st.radio("How it is done", [AUTO, OFFLINE], key="options.way")
            plan = st.radio(
                "Which models",
                list(_PLANS),
                index=1,
                format_func=_PLANS.__getitem__,
                horizontal=True,
                disabled=way == OFFLINE,
                key="options.plan",
            )
            search = st.checkbox(
                "Look up the company on the web",
                value=True,
                help="Only job title and employer are looked up; nothing about you.",
                disabled=way == OFFLINE,
                key="options.search",
            )
    return RunChoices(
        mode="offline" if way == OFFLINE else "auto",
        plan=plan,
        pages=pages,
        template=template,
        letter=letter,
        review=review,
        search=search,
    )
