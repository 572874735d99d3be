"""Asking once more before something is gone for good."""

from collections.abc import Callable

import streamlit as st

from errors import UserError
from ui.web.parts import notices
from ui.web.parts.markup import fill, put


@st.dialog("Delete for good?")
def ask_to_delete(what: str, consequence: str, delete: Callable[[], None]) -> None:
    """Ask, and delete if the answer is yes.

    Args:
        what: is deleted.
        consequence: what goes with it.
        delete: does it.
    """
    put(fill("<p><strong>{what}</strong></p><p>{consequence}</p>", what=what, consequence=consequence))
    with st.container(horizontal=True):
        sure = st.button("Delete", type="primary", key="delete.sure")
        if st.button("Keep it", key="delete.keep"):
            st.rerun()
    if sure:
        try:
            delete()
        except UserError as error:
            notices.problem(error)
            return
        st.rerun()
