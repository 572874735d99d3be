"""Deciding line by line, with the resume beside it as it will look.

A click is taken in three steps, so that nobody waits for files: the preview is printed and shown, then the decision is stored and
all files are made in the background, then the lines are shown as they stand now.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

import streamlit as st

from errors import UserError
from ui.client import Pending
from ui.client.review import ReviewedRun
from ui.web import session
from ui.web.components import component
from ui.web.parts import notices
from ui.web.parts.markup import Safe, fill, put
from ui.web.parts.review_rows import line_sections

if TYPE_CHECKING:
    from resume.review.revision import Decision, LineCheck, Refusal

PREVIEW_WIDTH = 820
"""Pixels of a page of the preview: twice what it takes on the screen."""

LOOK_SECONDS = 0.03

KEY = "review.lines"


@dataclass
class Desk:
    """What this session is doing with the lines of one run."""

    run_id: str
    seen: int = 0
    """The last event that was taken."""
    wanted: "dict[str, Decision]" = field(default_factory=dict)
    """Decisions that are not being stored yet."""
    saving: "list[Pending[tuple[Refusal, ...]]]" = field(default_factory=list)
    pages: tuple[bytes, ...] = ()
    checks: "dict[str, tuple[str, LineCheck]]" = field(default_factory=dict)
    """Key of a line → the text that was checked, and what came of it."""
    refused: "dict[str, Refusal]" = field(default_factory=dict)
    problem: UserError | None = None
    saved: bool = False


def desk_of(run_id: str) -> Desk:
    """What this session is doing with a run's lines."""
    desk = st.session_state.get("review.desk")
    if not isinstance(desk, Desk) or desk.run_id != run_id:
        desk = Desk(run_id)
        st.session_state["review.desk"] = desk
    return desk


def take_event(desk: Desk, event: Mapping[str, object]) -> None:
    """Take what the component tells: decisions to be made, or a text to be checked.

    Args:
        desk: of the run that is looked at.
        event: as `review_lines.js` describes it.
    """
    from resume.review.revision import Decision

    number = event.get("n")
    desk.seen = number if isinstance(number, int) else desk.seen
    desk.problem = None
    if event.get("kind") == "check":
        _check(desk, str(event.get("key")), str(event.get("text")))
        return
    decisions = event.get("decisions")
    for key, decision in decisions.items() if isinstance(decisions, dict) else ():
        desk.wanted[key] = Decision.model_validate(decision)
        desk.refused.pop(key, None)
        desk.checks.pop(key, None)


def _check(desk: Desk, key: str, text: str) -> None:
    try:
        checked = session.client().review.check_line(session.user(), desk.run_id, key, text)
    except UserError as error:
        desk.problem = error
        return
    desk.refused.pop(key, None)
    desk.checks[key] = (text, checked)


def show_lines(run_id: str, after_save: Callable[[], None]) -> None:
    """Show lines and preview; `after_save` is called when the files were made anew."""
    desk = desk_of(run_id)
    lines, preview = st.columns([1.9, 1], gap="large")
    with preview, st.container(key="review-preview"):
        sheet = st.empty()
        said = st.empty()
        _say(said, "Saving …" if desk.wanted or desk.saving else "", busy=True)
        _renew_preview(desk)
        with sheet.container(key="sheet"):
            _show_pages(desk.pages)
    stored = _store(desk)
    _say(said, "Saved. All files are up to date." if desk.saved else "")
    with lines, st.container(key="card-lines"):
        _show_component(desk)
    if stored:
        after_save()


def _say(place: "st.delta_generator.DeltaGenerator", text: str, *, busy: bool = False) -> None:
    spinner = Safe('<span class="rt-spinner"></span>') if text and busy else None
    line = '<div class="rt-working rt-small" role="status">{spinner}{text}</div>'
    place.html(fill(line, spinner=spinner, text=text or "The preview follows each decision."))


def _renew_preview(desk: Desk) -> None:
    """Print the preview where there is none yet, or where something is to be decided."""
    if desk.pages and all(decision.action == "accept" for decision in desk.wanted.values()):
        return  # an accepted line stands there already
    review, user = session.client().review, session.user()
    try:
        look = review.preview(user, desk.run_id, desk.wanted, PREVIEW_WIDTH).result()
    except UserError as error:
        desk.problem = error
        desk.wanted = {}
        return
    desk.pages = look.pages
    for refusal in look.refused:
        desk.refused[refusal.id] = refusal
        desk.wanted.pop(refusal.id, None)


def _show_pages(pages: tuple[bytes, ...]) -> None:
    for number, page in enumerate(pages, 1):
        st.image(page, alt=f"Page {number} of {len(pages)} of your tailored resume", width="stretch")


def _store(desk: Desk) -> bool:
    """Store what was decided, and wait until it is: clicks are heard meanwhile. Whether anything was stored."""
    if desk.wanted:
        desk.saving.append(session.client().review.revise(session.user(), desk.run_id, desk.wanted))
        desk.wanted = {}
        desk.saved = False
    stored = bool(desk.saving)
    place = st.empty()
    while desk.saving:
        if not desk.saving[0].ready():
            time.sleep(LOOK_SECONDS)
            place.empty()  # at which Streamlit notices that the user did something else
            continue
        pending = desk.saving.pop(0)
        try:
            desk.refused |= {refusal.id: refusal for refusal in pending.result(0)}
            desk.saved = True
        except UserError as error:
            desk.problem, desk.pages = error, ()
    return stored


def _show_component(desk: Desk) -> None:
    run = session.client().review.of_run(session.user(), desk.run_id)
    if desk.problem is not None:
        notices.problem(desk.problem)
    if run is None:
        notices.empty("There are no lines yet", "They come with the finished resume.")
        return
    component("review_lines", '<div class="rv"></div>')(key=KEY, data=data_of(desk, run), on_event_change=_hear)


def _hear() -> None:
    """Take the event that the component just told."""
    told = st.session_state.get(KEY)
    event = told.get("event") if told is not None else None
    run_id = session.run_in_address()
    if isinstance(event, Mapping) and run_id is not None:
        take_event(desk_of(run_id), event)


def data_of(desk: Desk, run: ReviewedRun) -> dict[str, object]:
    """What the component is given.

    Args:
        desk: what the session is doing with the run.
        run: the run.
    """
    return {
        "run": desk.run_id,
        "seen": desk.seen,
        "failed": desk.problem is not None,
        "sections": [asdict(section) for section in line_sections(run)],
        "checks": {
            key: _verdict(text, checked.supported, checked.reasons, bool(checked.words or checked.facts))
            for key, (text, checked) in desk.checks.items()
        },
        "refused": {key: _verdict(one.text, False, one.reasons, bool(one.words)) for key, one in desk.refused.items()},
    }


def _verdict(text: str, supported: bool, reasons: list[str], ownable: bool) -> dict[str, object]:
    return {"text": text, "supported": supported, "reasons": reasons, "ownable": ownable}


def show_hint() -> None:
    """How the lines are read."""
    text = (
        "Words taken out are struck through, words put in are underlined. Point at or tap “Why and proof” to see the reason "
        "and the line of your resume behind a change."
    )
    put(fill('<p class="rt-small">{text}</p>', text=text))
