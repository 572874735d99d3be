"""The template gallery: the resume in every design that there is, one of them large."""

import streamlit as st

from ui.client.render import Rendered
from ui.web import session
from ui.web.parts.markup import fill, put

WIDTH = 1000
"""Pixels of a page; the small pictures are the same ones, so that a choice is there at once."""


def show_gallery(run_id: str) -> None:
    """Show the designs and the chosen one's pages."""
    _show(run_id)


@st.fragment
def _show(run_id: str) -> None:
    desk, user = session.client().render, session.user()
    names, own = list(desk.templates()), desk.chosen(user, run_id)
    names.sort(key=lambda name: name != own)
    pending = {name: desk.render(user, run_id, name, WIDTH) for name in names}
    kept = st.session_state.get(_chosen_key(run_id))
    chosen = kept if kept in names else own
    side, large = st.columns([1, 3], gap="large")
    with side, st.container(key="gallery", horizontal=True):
        for name in names:
            _show_tile(run_id, pending[name].result(), chosen=name == chosen)
    with large:
        _show_large(run_id, pending[chosen].result())


def _show_tile(run_id: str, shown: Rendered, *, chosen: bool) -> None:
    """One design, small, with the button that chooses it."""
    from documents.writers.report_words import word_for

    name = word_for("templates", shown.template)
    with st.container(key=f"design-{shown.template}"):
        if shown.pages:
            st.image(shown.pages[0], alt=f"The first page in the design {name}", width="stretch")
        st.button(
            f"✓ {name}" if chosen else name,
            key=f"design.{run_id}.{shown.template}",
            type="primary" if chosen else "secondary",
            help=None if chosen else "Show the resume in this design",
            width="stretch",
            on_click=_choose,
            args=(run_id, shown.template),
        )


def _choose(run_id: str, template: str) -> None:
    st.session_state[_chosen_key(run_id)] = template


def _chosen_key(run_id: str) -> str:
    return f"gallery.{run_id}"


def _show_large(run_id: str, shown: Rendered) -> None:
    from documents.writers.report_words import count, word_for

    name = word_for("templates", shown.template)
    with st.container(horizontal=True, vertical_alignment="center"):
        put(fill('<p class="rt-small">{text}</p>', text=f"{name}, {count(len(shown.pages), 'page')}"))
        st.download_button(
            "Download this design (PDF)",
            data=shown.pdf,
            file_name=f"resume.{shown.template}.pdf",
            mime="application/pdf",
            key=f"download.{run_id}.{shown.template}",
            on_click="ignore",
        )
    with st.container(key="sheet"):
        for number, page in enumerate(shown.pages, 1):
            st.image(page, alt=f"Page {number} of {len(shown.pages)} of your resume, {name}", width="stretch")
