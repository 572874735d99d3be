"""Asking once more before something is gone for good."""

from collections.abc import Callable

import streamlit as st

from errors import UserError
from ui.web.parts import notices
from ui.web.parts.markup import fill, put

DONE, PROBLEM = "delete.done", "delete.problem"


def ask_to_delete(what: str, consequence: str, delete: Callable[[], None]) -> None:
    """Ask, and delete if the answer is yes.

    Args:
        what: is deleted.
        consequence: what goes with it.
        delete: does it.
    """
    for name in (DONE, PROBLEM):
        st.session_state.pop(name, None)
    _show_question(what, consequence, delete)


@st.dialog("Delete for good?")
def _show_question(what: str, consequence: str, delete: Callable[[], None]) -> None:
    if st.session_state.pop(DONE, False):
        st.rerun()
    put(fill("<p><strong>{what}</strong></p><p>{consequence}</p>", what=what, consequence=consequence))
    if problem := st.session_state.pop(PROBLEM, None):
        notices.problem(problem)
    with st.container(horizontal=True):
        st.button("Delete", type="primary", key="delete.sure", on_click=_delete, args=(delete,))
        if st.button("Keep it", key="delete.keep"):
            st.rerun()


def _delete(delete: Callable[[], None]) -> None:
    try:
        delete()
    except UserError as error:
        st.session_state[PROBLEM] = error
    else:
        st.session_state[DONE] = True
