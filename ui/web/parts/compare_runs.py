"""Two runs, or two versions of one, side by side: figures, then line by line with the words marked."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from errors import UserError
from ui.client.history import RunVersion, RunVersions
from ui.web import frame, session
from ui.web.comparing import LinePair, pair_lines, shown_lines
from ui.web.parts import notices
from ui.web.parts.markup import Safe, fill, join, put
from ui.web.parts.moments import when
from ui.web.parts.side_by_side import pair, pairs
from ui.web.parts.waiting import wait_for

if TYPE_CHECKING:
    from resume.report import Report

_TABLE = """<div class="rt-card rt-scroll" tabindex="0">
<table class="rt-table"><caption class="rt-hidden">Figures of both</caption>
<thead><tr><th scope="col">Measured</th><th scope="col">{left}</th><th scope="col">{right}</th></tr></thead>
<tbody>{rows}</tbody></table></div>"""
_FIGURE = '<tr><th scope="row">{name}</th><td>{left}</td><td>{right}</td></tr>'


def show_comparison(left: str, right: str) -> None:
    """Show two runs of this user's beside each other; the same one twice stands for its versions."""
    st.title("Side by side")
    frame.link_to("history", "Back to the history")
    try:
        ours = wait_for(session.client().history.versions(session.user(), left), "Fetching both …")
        theirs = ours if left == right else wait_for(session.client().history.versions(session.user(), right), "…")
    except UserError:
        notices.say("problem", "One of them is not there.", "It was deleted, or it belongs to somebody else.")
        return
    if not (ours.versions and theirs.versions):
        notices.say("caution", "There is nothing to compare yet.", "Both runs must have come to their end.")
        return
    if left == right and len(ours.versions) < 2:
        text = "Once you change lines of it, each change makes another version."
        notices.say("info", "This run has one version only.", text)
        return
    one, other = _choose(ours, theirs, same=left == right)
    _show(one, other, same_source=ours.resume_document == theirs.resume_document, same_run=left == right)


def _choose(ours: RunVersions, theirs: RunVersions, *, same: bool) -> tuple[RunVersion, RunVersion]:
    """The versions to be compared: those that were chosen, else the first and the last of one run, or the last of each."""
    left, right = st.columns(2)
    with left:
        one = _ask("Left", "left", ours.versions, first=len(ours.versions) - 1 if same else 0, named=not same)
    with right:
        other = _ask("Right", "right", theirs.versions, first=0, named=not same)
    return one, other


def _ask(label: str, side: str, versions: Sequence[RunVersion], *, first: int, named: bool) -> RunVersion:
    numbers = {one.number: one for one in versions}
    labels = {number: f"{_named(number).capitalize()}, {when(one.made_at)}" for number, one in numbers.items()}
    if named:
        labels = {number: f"{_job(numbers[number].report)} · {label}" for number, label in labels.items()}
    chosen = st.selectbox(label, list(numbers), index=first, format_func=labels.__getitem__, key=f"compare.{side}")
    return numbers[chosen]


def _named(number: int) -> str:
    return "as delivered" if number == 1 else f"version {number}"


def _job(report: "Report") -> str:
    from documents.writers import report_words

    return report_words.job_title(report)


def _show(left: RunVersion, right: RunVersion, *, same_source: bool, same_run: bool) -> None:
    if same_run:
        names = (_named(left.number).capitalize(), _named(right.number).capitalize())
    else:
        names = (_job(left.report), _job(right.report))
    put(fill(_TABLE, left=names[0], right=names[1], rows=_figures(left.report, right.report)))
    found = pair_lines(shown_lines(left.report.claims), shown_lines(right.report.claims), same_source=same_source)
    different = [one for one in found if not one.same]
    st.header("Line by line")
    if not different:
        notices.say("info", "All lines read alike.")
        return
    alike = len(found) - len(different)
    label = "Show the line that is alike as well" if alike == 1 else f"Show the {alike} lines that are alike as well"
    everything = bool(alike) and st.toggle(label, key="compare.all")
    _show_lines(found if everything else different, names)


def _show_lines(rows: Sequence[LinePair], names: tuple[str, str]) -> None:
    from documents.writers.report_words import section_title

    for section, group in groupby(rows, key=lambda row: row.section):
        title = section_title(section)
        put(fill('<h3 class="rt-entry">{title}</h3>', title=title))
        put(pairs(names, [pair(names, row.left, row.right) for row in group], title))


def _figures(left: "Report", right: "Report") -> Safe:
    return join([fill(_FIGURE, name=name, left=a, right=b) for name, a, b in zip(*_columns(left, right), strict=True)])


def _columns(left: "Report", right: "Report") -> tuple[list[str], list[str], list[str]]:
    names = ["Of what the ad asks for, shown", "Applicant tracking checklist", "Lines shown", "Pages", "Done by"]
    return names, _values(left), _values(right)


def _values(report: "Report") -> list[str]:
    from documents.writers import report_words

    pages = report.pages.visual if report.pages else None
    return [
        report_words.percent(report.coverage.raw),
        f"{report_words.whole(report.ats.score)} of 100" if report.ats else "not measured",
        str(len(shown_lines(report.claims))),
        str(pages) if pages else "not measured",
        "a language model" if report.mode == "model" else "fixed rules",
    ]
