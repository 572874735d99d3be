"""The plan and the questions, before any line is reworded: for those who asked to be asked."""

from typing import TYPE_CHECKING

import streamlit as st

from errors import UserError
from ui.client import RunStatus
from ui.web import frame, session
from ui.web.parts import notices
from ui.web.parts.markup import as_label, fill, join, put
from ui.web.parts.waiting import wait_for

if TYPE_CHECKING:
    from resume.review.payload import Gap, Question, ReviewAnswers, ReviewedEntry, ReviewPayload

LEAD = "Answer what you like and leave the rest. What you tell counts as your own word; nothing is made up from it."

SKILLS = "My skills"
"""Where an answer about a skill goes unless the user names one of their roles."""

FURTHER = 2
"""Fields for things that nobody asked for."""


def show_plan(run_id: str, status: RunStatus) -> None:
    """Show what a run that waits for its user is about to do, and what it asks."""
    st.title("A few questions first")
    job = ", ".join(part for part in (status.title, status.company) if part) or status.job_name
    put(fill('<p class="rt-soft">{what}</p>', what=f"{status.resume_name} → {job}"))
    payload = _payload(run_id)
    if payload is None:
        notices.say("info", "This run does not wait for answers any more.")
        frame.link_to("tailor", "See how far it is", run=run_id)
        return
    put(fill('<p class="rt-lead">{lead}</p>', lead=LEAD))
    if problem := st.session_state.pop("plan.problem", None):
        notices.problem(problem)
    _ask(run_id, payload)


def _payload(run_id: str) -> "ReviewPayload | None":
    """What is asked; kept in the session, since the page is drawn anew with every answer."""
    kept = st.session_state.get("plan.payload")
    if isinstance(kept, tuple) and kept[0] == run_id:
        known: ReviewPayload = kept[1]
        return known
    payload = wait_for(session.client().review.payload(session.user(), run_id), "Getting the questions …")
    if payload is not None:
        st.session_state["plan.payload"] = (run_id, payload)
    return payload


def _ask(run_id: str, payload: "ReviewPayload") -> None:
    left, right = st.columns([3, 2], gap="medium")
    with left, st.form(f"plan.{run_id}", border=False):
        if payload.questions:
            with st.container(key="card-questions"):
                st.header("Questions")
                for question in payload.questions:
                    _ask_question(run_id, question, payload.entries)
        if payload.strategy:
            with st.container(key="card-plan"):
                st.header("The plan")
                put(fill('<p class="rt-small">{text}</p>', text="Untick what you do not want."))
                for point in payload.strategy:
                    st.checkbox(as_label(point.text), value=True, key=f"plan.{run_id}.{point.id}")
        if payload.entries:
            with st.container(key="card-further"):
                _ask_further(run_id, payload.entries)
        with st.container(horizontal=True):
            go_on = st.form_submit_button("Go on with these answers", type="primary", key=f"plan.{run_id}.go")
            skip = st.form_submit_button("Go on without answers", key=f"plan.{run_id}.skip")
    if payload.gaps:
        with right, st.container(key="card-gaps"):
            _show_gaps(payload.gaps)
    if go_on or skip:
        _go_on(run_id, payload, answered=go_on)


_QUESTION = """<p class="rt-question" dir="auto">{text}</p><p class="rt-small" dir="auto">{why}</p>"""


def _ask_question(run_id: str, question: "Question", entries: "list[ReviewedEntry]") -> None:
    put(fill(_QUESTION, text=question.text, why=question.why))
    st.text_area(  # its label is for screen readers alone: what is shown is not Markdown, which labels are
        question.text, key=f"plan.{run_id}.{question.id}", height=80, max_chars=400, label_visibility="collapsed"
    )
    if question.kind == "skill" and entries:
        names = {entry.id: entry.name for entry in entries}
        st.selectbox(
            "Where it belongs",
            ["", *names],
            index=["", *names].index(question.place) if question.place in names else 0,
            format_func=lambda id: names.get(id, SKILLS),
            key=f"plan.{run_id}.{question.id}.place",
        )


def _ask_further(run_id: str, entries: "list[ReviewedEntry]") -> None:
    st.header("Anything else?")
    put(fill('<p class="rt-small">{text}</p>', text="Something true that your resume does not say yet."))
    names = {entry.id: entry.name for entry in entries}
    for number in range(1, FURTHER + 1):
        left, right = st.columns([1, 2])
        with left:
            st.selectbox(
                f"Part of your resume ({number})",
                list(names),
                format_func=names.__getitem__,
                key=f"plan.{run_id}.further{number}.entry",
            )
        with right:
            st.text_input(f"What to add ({number})", max_chars=400, key=f"plan.{run_id}.further{number}.text")


_GAP = """<li><strong dir="auto">{text}</strong> <span class="rt-small">{kind}</span>{advice}</li>"""


def _show_gaps(gaps: "list[Gap]") -> None:
    from documents.writers.report_words import word_for

    st.header("Not in your resume, or not in full")
    put(fill('<p class="rt-small">{text}</p>', text="Nothing of this will be claimed unless you tell it above."))
    rows = [
        fill(
            _GAP,
            text=gap.text,
            kind=word_for("kinds", gap.kind),
            advice=join([fill('<p class="rt-small">{text}</p>', text=text) for text in (gap.advice, gap.say) if text]),
        )
        for gap in gaps
    ]
    put(fill('<ul class="rt-list rt-gaps">{rows}</ul>', rows=join(rows)))


def _go_on(run_id: str, payload: "ReviewPayload", *, answered: bool) -> None:
    from resume.review.payload import ReviewAnswers

    try:
        answers = _answers(run_id, payload) if answered else ReviewAnswers()
        session.client().review.answer(session.user(), run_id, answers)
    except UserError as error:
        st.session_state["plan.problem"] = error
        st.rerun()
    st.session_state.pop("plan.payload", None)
    frame.go_to("tailor", run=run_id)


def _answers(run_id: str, payload: "ReviewPayload") -> "ReviewAnswers":
    """What was filled in."""
    from resume.review.payload import FurtherFact, ReviewAnswers

    def said(name: str) -> str:
        return str(st.session_state.get(f"plan.{run_id}.{name}") or "").strip()

    texts = {question.id: said(question.id) for question in payload.questions}
    places = {id: said(f"{id}.place") for id, text in texts.items() if text}
    further = [(said(f"further{number}.entry"), said(f"further{number}.text")) for number in range(1, FURTHER + 1)]
    return ReviewAnswers(
        answers={id: text for id, text in texts.items() if text},
        places={id: place for id, place in places.items() if place},
        dropped=[point.id for point in payload.strategy if not st.session_state.get(f"plan.{run_id}.{point.id}", True)],
        facts=[FurtherFact(entry=entry, text=text) for entry, text in further if entry and text],
    )
