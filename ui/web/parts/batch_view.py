"""A batch: its table, which fills as runs get done, and what can be done with it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from errors import UserError
from ui.client.batch import BatchView
from ui.web import frame, session
from ui.web.parts import notices
from ui.web.parts.asking import ask_to_delete
from ui.web.parts.markup import Safe, fill, put
from ui.web.parts.moments import when
from ui.web.parts.tables import table
from ui.web.problem_words import line_sentence, sentence, told_of

if TYPE_CHECKING:
    from resume.batch import BatchRow

LOOK_SECONDS = 0.7
"""How often a batch under way is looked at."""

_TITLES = {
    "running": "Tailoring to all of them",
    "stopped": "Stopped",
    "interrupted": "Interrupted",
    "failed": "This did not work",
    "done": "All of them are done",
}

COLUMNS = ("Job", "How far", "Asked for and shown", "Before", "Checklist", "Not in your resume")

MOST_GAPS = 3
LONGEST_GAP = 45
"""Characters of each that is named."""

_BAR = """<div class="rt-bar" role="progressbar" aria-label="Ads done" aria-valuemin="0" aria-valuemax="{all}"
aria-valuenow="{done}"><span style="width:{share}%"></span></div>
<p class="rt-small rt-left">{done} of {all} done</p>"""


def show_batch(id: str) -> None:
    """Show a batch of this user's."""
    try:
        view = session.client().batches.view(session.user(), id)
    except UserError:
        st.title("There is no such batch")
        put(fill('<p class="rt-lead">{text}</p>', text="It was deleted, or it belongs to somebody else."))
        frame.link_to("batch", "Begin a new one")
        return
    st.title(_titled(view))
    put(fill('<p class="rt-soft">{resume}, {when}</p>', resume=view.resume_name, when=when(view.created_at)))
    if view.state == "running":
        _watch(id)
        return
    _show_halt(view)
    _show_rows(view)
    _offer(view)


def _titled(view: BatchView) -> str:
    failed = sum(row.state == "failed" for row in view.rows)
    if view.state == "done" and failed:
        return f"{len(view.rows) - failed} of {len(view.rows)} are done"
    return _TITLES[view.state]


@st.fragment(run_every=LOOK_SECONDS)
def _watch(id: str) -> None:
    view = session.client().batches.view(session.user(), id)
    if view.state != "running":
        st.rerun()
    share = 100 * view.done / len(view.rows) if view.rows else 0
    put(fill(_BAR, share=f"{share:.0f}", done=view.done, all=len(view.rows)))
    _show_rows(view)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Stop", key="batch.stop", on_click=_stop, args=(id,))
        text = "You may close this page. The work goes on, and this address finds it again."
        put(fill('<p class="rt-small">{text}</p>', text=text))


def _stop(id: str) -> None:
    session.client().batches.stop(session.user(), id)


def _go_on(id: str) -> None:
    session.client().batches.go_on(session.user(), id)


def _show_halt(view: BatchView) -> None:
    if view.state == "failed":
        problem, remedy = view.problem or "It ended with an error.", view.remedy or ""
        notices.say("problem", line_sentence(problem), sentence(remedy))
    elif view.state in ("stopped", "interrupted"):
        text = f"{view.done} of {len(view.rows)} are done. Go on whenever you like; nothing is done twice."
        notices.say("info", "What was done so far is kept.", text)


def _show_rows(view: BatchView) -> None:
    rows = [_cells(row) for row in ordered(view.rows, done=view.state == "done")]
    put(
        fill(
            '<div class="rt-card rt-batch">{table}</div>', table=table("The ads of this batch", COLUMNS, rows, texts=2)
        )
    )


def ordered(rows: "Sequence[BatchRow]", *, done: bool) -> "list[BatchRow]":
    """As given while work goes on, so that no row jumps; afterwards the best covered ad first, failures last."""
    if not done:
        return list(rows)
    return sorted(rows, key=lambda row: (row.coverage is None, -(row.coverage.raw if row.coverage else 0.0)))


def _cells(row: "BatchRow") -> list[object]:
    from documents.writers import report_words

    coverage = row.coverage
    more = len(row.gaps) - MOST_GAPS
    gaps = "; ".join(report_words.clipped(gap, LONGEST_GAP) for gap in row.gaps[:MOST_GAPS])
    gaps += f"; and {more} more" if more > 0 else ""
    return [
        _job(row),
        _state(row),
        report_words.percent(coverage.raw) if coverage else "",
        report_words.percent(coverage.before) if coverage else "",
        f"{report_words.whole(row.ats)} of 100" if row.ats is not None else "",
        fill('<span class="rt-gaps">{text}</span>', text=gaps or "nothing") if coverage else "",
    ]


def _job(row: "BatchRow") -> Safe:
    named = ", ".join(part for part in (row.title, row.company) if part) or row.given
    if row.run_id is None:
        return fill('<span class="rt-job">{named}</span>', named=named)
    page = "result" if row.state == "delivered" and frame.has("result") else ""
    return fill(
        '<a class="rt-job" href="/{page}?run={run}" target="_self">{named}</a>', page=page, run=row.run_id, named=named
    )


def _state(row: "BatchRow") -> Safe:
    from documents.writers.report_words import word_for

    if row.state == "failed":
        why = told_of(row.problem or "", row.given)
        return fill('<span class="rt-mark rt-problem">Did not work</span> <span class="rt-gaps">{why}</span>', why=why)
    if row.state == "delivered":
        note = fill(' <span class="rt-soft">same as {ad}</span>', ad=row.same_as) if row.same_as else None
        return fill('<span class="rt-mark rt-good">Ready</span>{note}', note=note)
    if row.state == "running":
        stage = word_for("stages", row.stage) if row.stage else "Beginning"
        return fill('<span class="rt-now"><span class="rt-spinner"></span>{stage}</span>', stage=stage)
    words = "Stopped" if row.state == "stopped" else f"Same as {row.same_as}" if row.same_as else "Waits"
    return fill('<span class="rt-soft">{words}</span>', words=words)


def _offer(view: BatchView) -> None:
    failed = any(row.state == "failed" for row in view.rows)
    with st.container(horizontal=True, vertical_alignment="center"):
        if view.state != "done":
            st.button("Go on", type="primary", key="batch.on", on_click=_go_on, args=(view.id,))
        elif failed:
            st.button("Try again what did not work", key="batch.retry", on_click=_go_on, args=(view.id,))
        if st.button("Delete …", key="batch.delete"):
            ask_to_delete(
                f"{view.resume_name} and {len(view.rows)} ads",
                "All of its runs are deleted, with their files and what you gave. There is no way back.",
                lambda: _delete(view.id),
            )
        frame.link_to("batch", "Tailor to other ads")


def _delete(id: str) -> None:
    session.client().batches.delete(session.user(), id)
    st.query_params.pop("batch", None)
