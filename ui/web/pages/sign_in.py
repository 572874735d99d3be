"""Signing in, before anything else is shown."""

import streamlit as st

from ui.web import sign_in
from ui.web.parts.markup import fill, put

LEAD = "Your resumes and runs are yours alone. Sign in, so that nobody else finds them here."


def show() -> None:
    """Ask somebody to sign in."""
    st.title("Sign in to tailor your resume")
    put(fill('<p class="rt-lead">{lead}</p>', lead=LEAD))
    st.button("Sign in", type="primary", key="sign-in", on_click=sign_in.sign_in)
    text = "Your provider tells us your name and e-mail address. Your password stays with it."
    put(fill('<p class="rt-small">{text}</p>', text=text))
