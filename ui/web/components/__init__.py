"""Components of our own: a script and a style sheet each, mounted by Streamlit, given data, telling events."""

import functools
from importlib import resources

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer


def component(name: str, html: str) -> ComponentRenderer:
    """The mounting command of a component whose files are `<name>.js` and `<name>.css` here.

    Registered anew in every run of the page: that is what a page in a new process, or in a test, needs, and costs nothing.

    Args:
        name: of its files.
        html: the element that it fills.
    """
    return st.components.v2.component(
        f"resume_tailor.{name}", html=html, css=_read(f"{name}.css"), js=_read(f"{name}.js"), isolate_styles=False
    )


@functools.cache
def _read(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")
