"""Review: the plan and the questions before drafting; line by line afterwards, with what the ad asks for and the checks."""

from dataclasses import replace

import streamlit as st

from errors import UserError
from ui.client import RunStatus
from ui.web import frame, session
from ui.web.parts import notices
from ui.web.parts.about_run import show_about, show_shortfall
from ui.web.parts.coverage_map import show_coverage
from ui.web.parts.line_review import show_hint, show_lines
from ui.web.parts.markup import fill, put
from ui.web.parts.plan_review import show_plan
from ui.web.parts.scores import show_scores

LINES, WANTED, SCORES, ABOUT = "Line by line", "What the ad asks for", "Scores and checks", "About this run"


def show() -> None:
    """Show the review of the run that the address names."""
    run_id = session.run_in_address()
    if run_id is None:
        st.title("Review")
        notices.empty("No run is chosen", "Tailor a resume first; its lines can be looked through here.")
        frame.link_to("tailor", "Tailor a resume")
        return
    try:
        status = session.client().runs.status(session.user(), run_id)
    except UserError:
        show_missing()
        return
    if status.state == "asking":
        show_plan(run_id, status)
    elif status.state == "delivered":
        _show_review(run_id, status)
    else:
        show_not_ready(run_id, "Review")


def show_missing() -> None:
    """There is no such run of this user's."""
    st.title("There is no such run")
    put(fill('<p class="rt-lead">{text}</p>', text="It was deleted, or it belongs to somebody else."))
    frame.link_to("tailor", "Tailor a resume")


def show_not_ready(run_id: str, title: str) -> None:
    """The run has no result yet."""
    st.title(title)
    notices.empty("This run is not finished", "Its progress is shown on its own page.")
    frame.link_to("tailor", "See how far it is", run=run_id)


def job_of(status: RunStatus) -> str:
    """The job in words."""
    return ", ".join(part for part in (status.title, status.company) if part) or status.job_name


def show_head(title: str, status: RunStatus) -> None:
    """The page's title, and which resume and job it is about."""
    st.title(title)
    put(fill('<p class="rt-soft">{what}</p>', what=f"{status.resume_name} → {job_of(status)}"))


def _show_review(run_id: str, status: RunStatus) -> None:
    show_head("Review", status)
    frame.link_to("result", "Result and downloads", run=run_id)
    _show_all(run_id)


@st.fragment
def _show_all(run_id: str) -> None:
    """All of it in one fragment, so that a decision on a line renews what hangs on it and nothing else."""
    report = session.client().runs.report(session.user(), run_id)
    if report is None:
        show_not_ready(run_id, "Review")
        return
    show_shortfall(report)
    lines, wanted, scores, about = st.tabs([LINES, WANTED, SCORES, ABOUT])
    with lines:
        show_hint()
        show_lines(run_id, lambda: None)
    renewed = session.client().runs.report(session.user(), run_id) or report
    with wanted:
        show_coverage(renewed)
        if any(one.status == "gap" for one in renewed.requirements):
            _offer_questions(run_id)
    with about:
        show_about(renewed)
    with scores:
        show_scores(run_id, renewed)


def _offer_questions(run_id: str) -> None:
    """What the resume lacks may be true all the same: ask, in a new run that waits for the answers."""
    with st.container(key="card-tell", horizontal=True, vertical_alignment="center"):
        text = "Is one of these true of you all the same? Tell it in a few answers, and the resume is tailored anew."
        put(fill('<p class="rt-soft">{text}</p>', text=text))
        if st.button("Answer a few questions", key="review.tell"):
            runs, user = session.client().runs, session.user()
            choices = next(one.choices for one in runs.history(user) if one.id == run_id)
            frame.go_to("tailor", run=runs.duplicate(user, run_id, replace(choices, review=True)))
