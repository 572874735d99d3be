"""A file from the user: every kind that the readers know, whichever those are."""

from collections.abc import Callable

import streamlit as st

from ui.client import Document
from ui.web import session
from ui.web.parts.markup import fill, put

_TEXT = """<p class="rt-small">{text}<span class="rt-by-mouse"> It can be dropped on the field, too.</span></p>"""


def ask_file(label: str, key: str, take: Callable[[Document], None]) -> None:
    """Show the field; a file that is chosen goes to `take`."""
    desk = session.client().documents
    turn = int(st.session_state.get(f"turn.{key}", 0))
    name = f"{key}.{turn}" if turn else key

    def chosen() -> None:
        file = st.session_state.get(name)
        if file is not None:
            st.session_state[f"turn.{key}"] = turn + 1  # an empty field for the next one; this one is taken
            take(Document(file.name, file.getvalue()))

    with st.container(key=f"upload-{key}"):
        st.file_uploader(label, type=list(desk.formats()), key=name, on_change=chosen)
        text = f"{desk.formats_in_words()}; up to {desk.max_megabytes()} MB."
        put(fill(_TEXT, text=text))
