"""What the user thinks of a result: a thumb, and words if they like."""

from typing import TYPE_CHECKING

import streamlit as st

from ui.web import session
from ui.web.parts import notices

if TYPE_CHECKING:
    from ui.client.stored import Feedback, Thumb

UP, DOWN = ":material/thumb_up: Useful", ":material/thumb_down: Not useful"

_THUMBS: "dict[str, Thumb]" = {UP: "up", DOWN: "down"}

MOST_CHARS = 2_000
"""As many as are kept (`storage.feedback.LONGEST_WORDS`)."""


def ask_feedback(run_id: str) -> None:
    """Ask, and keep what is said; what was said before stands in the fields."""
    st.header("What do you think of it?")
    with st.container(key="card-feedback"):
        before = _before(run_id)
        st.segmented_control(
            "How is it?",
            [UP, DOWN],
            default=next((one for one, thumb in _THUMBS.items() if before and thumb == before.thumb), None),
            key=f"feedback.{run_id}.thumb",
            on_change=_give,
            args=(run_id,),
        )
        st.text_area(
            "What is good, what should be better?",
            value=before.words if before else "",
            max_chars=MOST_CHARS,
            height=100,
            key=f"feedback.{run_id}.words",
        )
        if st.button("Send", key=f"feedback.{run_id}.send"):
            _give(run_id)
        if st.session_state.get("feedback.said") == run_id:
            notices.say("good", "Thank you.", "It is kept here, with this run, and used to make the wording better.")


def _before(run_id: str) -> "Feedback | None":
    said = session.client().feedback.of_run(session.user(), run_id)
    return next((one for one in said if one.claim == ""), None)


def _give(run_id: str) -> None:
    thumb = _THUMBS.get(st.session_state.get(f"feedback.{run_id}.thumb") or "", "none")
    words = str(st.session_state.get(f"feedback.{run_id}.words") or "").strip()
    session.client().feedback.give(session.user(), run_id, thumb, words)
    st.session_state["feedback.said"] = run_id
