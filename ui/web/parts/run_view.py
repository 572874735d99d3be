"""One run, found by the page's address: its progress while it works, then what it came to."""

import streamlit as st

from errors import UserError
from ui.client import RunStatus
from ui.web import frame, session
from ui.web.parts import notices
from ui.web.parts.markup import fill, put
from ui.web.parts.outcome import show_outcome
from ui.web.parts.plan_review import show_plan
from ui.web.parts.progress import halted, show_progress
from ui.web.problem_words import line_sentence, sentence

LOOK_SECONDS = 0.5
"""How often a run under way is looked at."""

CLOSE = "You may close this page. The run goes on, and this address finds it again."

UNDER_WAY = ("starting", "running", "elsewhere")

_TITLES = {
    "starting": "Tailoring your resume",
    "running": "Tailoring your resume",
    "elsewhere": "Tailoring your resume",
    "interrupted": "Tailoring your resume",
    "stopped": "Stopped",
    "failed": "This did not work",
    "delivered": "Your resume is ready",
}


def show_run(run_id: str) -> None:
    """Show a run of this user's."""
    try:
        status = _status(run_id)
    except UserError:
        st.title("There is no such run")
        put(fill('<p class="rt-lead">{text}</p>', text="It was deleted, or it belongs to somebody else."))
        st.button("Start a new one", type="primary", on_click=leave_run)
        return
    if status.state == "asking":
        show_plan(run_id, status)
        return
    st.title(_TITLES[status.state])
    put(fill('<p class="rt-soft">{what}</p>', what=_what(status)))
    if status.state in UNDER_WAY:
        _watch(run_id)
    elif status.state == "delivered":
        show_outcome(run_id)
        _offer_more(run_id)
    else:
        _show_halt(run_id, status)


def _status(run_id: str) -> RunStatus:
    """How far the run is; one that was interrupted goes on by itself."""
    desk, user = session.client().runs, session.user()
    status = desk.status(user, run_id)
    if status.state == "interrupted":
        desk.go_on(user, run_id)
        status = desk.status(user, run_id)
    return status


@st.fragment(run_every=LOOK_SECONDS)
def _watch(run_id: str) -> None:
    status = session.client().runs.status(session.user(), run_id)
    if status.state not in UNDER_WAY:
        st.rerun()
    with st.container(key="card-progress"):
        show_progress(status)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Stop", key="run.stop", on_click=_stop, args=(run_id,), disabled=status.state == "elsewhere")
        put(
            fill(
                '<p class="rt-small">{text}</p>',
                text=CLOSE,
            )
        )


def _stop(run_id: str) -> None:
    session.client().runs.cancel(session.user(), run_id)


def _go_on(run_id: str) -> None:
    session.client().runs.go_on(session.user(), run_id)


def leave_run() -> None:
    """Back to the form; what was given there is still there."""
    st.query_params.pop("run", None)


def _what(status: RunStatus) -> str:
    job = ", ".join(part for part in (status.title, status.company) if part) or status.job_name
    return f"{status.resume_name} → {job}"


def _show_halt(run_id: str, status: RunStatus) -> None:
    if status.state == "failed":
        problem, remedy = status.problem or "The run ended with an error.", status.remedy or ""
        notices.say("problem", line_sentence(problem), sentence(remedy))
    elif status.state == "stopped":
        notices.say("info", "What was done so far is kept.", "Go on whenever you like; nothing is done twice.")
    if status.stages and status.share > 0:
        with st.container(key="card-progress"):
            show_progress(halted(status))
    with st.container(horizontal=True):
        st.button("Go on" if status.state != "failed" else "Try again", type="primary", on_click=_go_on, args=(run_id,))
        st.button("Back to the form", on_click=leave_run)


def _offer_more(run_id: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="more"):
        for module, label in (("result", "See the whole result"), ("review", "Review line by line")):
            if frame.has(module):
                frame.link_to(module, label, run=run_id)
        st.button("Tailor to another ad", on_click=leave_run)
