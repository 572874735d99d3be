"""History: the user's runs, to be found, looked at again, compared, repeated and deleted."""

from collections.abc import Sequence

import streamlit as st

from ui.client import RunSummary
from ui.web import frame, session
from ui.web.parts import notices
from ui.web.parts.asking import ask_to_delete
from ui.web.parts.compare_runs import show_comparison
from ui.web.parts.markup import fill, put
from ui.web.parts.moments import when
from ui.web.parts.waiting import wait_until_open

LEAD = "Everything you tailored so far. Only you can see it."

SHOWN = 12
"""Runs that are shown before one asks for more."""

STATES = {
    "starting": ("Starting", ""),
    "running": ("Under way", ""),
    "elsewhere": ("Under way", ""),
    "asking": ("Waits for your answers", "rt-caution"),
    "stopped": ("Stopped", "rt-caution"),
    "interrupted": ("Interrupted", "rt-caution"),
    "failed": ("Did not work", "rt-problem"),
    "delivered": ("Ready", "rt-good"),
}
"""What each state is called, and its tone."""

_ROW = """<div class="rt-run"><p class="rt-title">{job}</p>
<p class="rt-small">{resume} · {when} <span class="rt-mark {tone}">{state}</span></p></div>"""


def show() -> None:
    """Show the list, or the comparison that the address names."""
    left = session.run_in_address()
    if left is not None:
        show_comparison(left, st.query_params.get("with", left))
        return
    st.title("History")
    put(fill('<p class="rt-lead">{lead}</p>', lead=LEAD))
    wait_until_open()
    runs = session.client().runs.history(session.user())
    if not runs:
        notices.empty("Nothing here yet", "Each resume that you tailor is kept here until you delete it.")
        frame.link_to("tailor", "Tailor a resume")
        return
    _show_list(runs)


def job_of(run: RunSummary) -> str:
    """The job that a run is for, in words."""
    return ", ".join(part for part in (run.title, run.company) if part) or run.job_name


def find(runs: Sequence[RunSummary], wanted: str) -> list[RunSummary]:
    """The runs that hold every word that is looked for, in any of their names."""
    words = wanted.casefold().split()
    return [run for run in runs if all(word in _searched(run) for word in words)]


def _searched(run: RunSummary) -> str:
    return " ".join((run.title or "", run.company or "", run.resume_name, run.job_name, run.id)).casefold()


def _show_list(runs: Sequence[RunSummary]) -> None:
    wanted = st.text_input("Search", placeholder="Job, employer or file", key="history.search")
    found = find(runs, wanted or "")
    compare = st.container(key="history-compare")
    if not found:
        put(fill('<p role="status">No run matches “{wanted}”.</p>', wanted=wanted))
        return
    shown = int(st.session_state.get("history.shown", SHOWN))
    for run in found[:shown]:
        _show_run(run)
    if len(found) > shown:
        st.button(f"Show {min(SHOWN, len(found) - shown)} more", key="history.more", on_click=_show_more)
    with compare:
        _offer_comparison(runs)


def _show_more() -> None:
    st.session_state["history.shown"] = int(st.session_state.get("history.shown", SHOWN)) + SHOWN


def _offer_comparison(runs: Sequence[RunSummary]) -> None:
    chosen = [run for run in runs if st.session_state.get(f"history.pick.{run.id}")]
    if not chosen:
        text = "Tick two runs to see them side by side, or one to see its versions."
        put(fill('<p class="rt-small">{text}</p>', text=text))
    elif len(chosen) > 2:
        put(fill('<p class="rt-small" role="status">{text}</p>', text="Two at most can be compared; untick one."))
    else:
        newer, older = chosen[0].id, chosen[-1].id
        label = "Compare these two" if len(chosen) == 2 else "Compare its versions"
        if st.button(label, key="history.compare", type="primary"):
            frame.go_to("history", **{"run": older, "with": newer})


def _show_run(run: RunSummary) -> None:
    state, tone = STATES[run.state]
    job = job_of(run)
    with st.container(key=f"card-run-{run.id}", horizontal=True, vertical_alignment="center"):
        if run.state == "delivered":
            st.checkbox(f"Compare {job}", key=f"history.pick.{run.id}", label_visibility="collapsed")
        put(fill(_ROW, job=job, resume=run.resume_name, when=when(run.created_at), tone=tone, state=state))
        page = "result" if run.state == "delivered" and frame.has("result") else "tailor"
        frame.link_to(page, "Open", run=run.id)
        with st.popover("More", key=f"history.menu.{run.id}"):
            if st.button("Tailor again", key=f"history.again.{run.id}", width="stretch"):
                frame.go_to("tailor", run=session.client().runs.duplicate(session.user(), run.id))
            if st.button("Delete …", key=f"history.delete.{run.id}", width="stretch"):
                ask_to_delete(
                    job,
                    "The resume and the ad that you gave for it, all files, and what you said of it are deleted. "
                    "There is no way back.",
                    lambda: session.client().runs.delete(session.user(), run.id),
                )
