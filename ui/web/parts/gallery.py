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
    from documents.writers.report_words import word_for

    desk, user = session.client().render, session.user()
    names, own = list(desk.templates()), desk.chosen(user, run_id)
    names.sort(key=lambda name: name != own)
    pending = {name: desk.render(user, run_id, name, WIDTH) for name in names}
    side, large = st.columns([1, 3], gap="large")
    with side, st.container(key="gallery"):
        chosen = st.radio(
            "Design", names, format_func=lambda name: word_for("templates", name), key=f"gallery.{run_id}"
        )
        with st.container(key="gallery-small", horizontal=True):
            for name in names:
                pages = pending[name].result().pages
                if pages:
                    st.image(
                        pages[0],
                        alt=f"First page in the design {word_for('templates', name)}",
                        width=130,
                        caption=word_for("templates", name),
                    )
    shown = pending[chosen or own].result()
    with large:
        _show_large(run_id, shown)


def _show_large(run_id: str, shown: Rendered) -> None:
    from documents.writers.report_words import count, word_for

    name = word_for("templates", shown.template)
    with st.container(horizontal=True, vertical_alignment="center"):
        put(fill('<p class="rt-small">{text}</p>', text=f"{name}, {count(len(shown.pages), 'page')}"))
        st.download_button(
            f"Download this design ({name.lower()})",
            data=shown.pdf,
            file_name=f"resume.{shown.template}.pdf",
            mime="application/pdf",
            key=f"design.{run_id}",
            on_click="ignore",
        )
    with st.container(key="sheet"):
        for number, page in enumerate(shown.pages, 1):
            st.image(page, alt=f"Page {number} of {len(shown.pages)} of your resume, {name}", width="stretch")
