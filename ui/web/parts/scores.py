"""Scores before and after, the checklist for applicant tracking systems with what would raise it, and how each entry fits."""

from typing import TYPE_CHECKING

import streamlit as st

from errors import UserError
from ui.web import session
from ui.web.parts.markup import Safe, fill, join, put
from ui.web.parts.waiting import wait_for

if TYPE_CHECKING:
    from documents.writers.report_page import ScoreTable, ScoreView
    from resume.report import AtsCheck, AtsReport, Report

BEFORE, AFTER = "Your resume as it came", "Tailored"

_PLOT = """
<figure class="rt-plot">
<figcaption><h2 class="rt-h">{title}</h2><p class="rt-small">{note}</p></figcaption>
{bars}
</figure>
"""

_BAR = """
<div class="rt-plot-row"><span class="rt-plot-name">{name}</span>
<span class="rt-plot-track" role="img" aria-label="{name}: {said}"><span
class="rt-plot-bar rt-plot-{kind}" style="width:{share}%"></span></span>
<b class="rt-plot-value">{said}</b></div>
"""

_CHECKS = """
<h2 class="rt-h">Checklist for applicant tracking systems</h2>
<p class="rt-small">A checklist of ours, not a promise of what any one system does. What
costs points comes first, with what would earn them.</p>
<div class="rt-scroll" tabindex="0" role="region" aria-label="Checklist"><table class="rt-table rt-checks">
<thead><tr><th scope="col">Check</th><th scope="col">What was found, and what would raise it</th>{before_head}
<th scope="col" class="rt-number">Points</th></tr></thead>
<tbody>{rows}</tbody></table></div>
"""

_CHECK = """
<tr><th scope="row"><span class="{tone}"><span aria-hidden="true">{sign}</span><span
class="rt-hidden">{word}: </span></span> {name}</th>
<td dir="auto">{detail}</td>{before}<td class="rt-number" data-label="Points">{points}</td></tr>
"""

_FITS = """
<h2 class="rt-h">How each part fits this job</h2>
<p class="rt-small">From 0 to 100 for this one ad: 40% the ad’s own words, 30% skills, 20% experience, 10% industry
and role. A low score is no judgement of you: it only decides what stands first.</p>
{tables}
"""

_FIT_TABLE = """
<div class="rt-scroll" tabindex="0" role="region" aria-label="{title}"><table class="rt-table rt-fits">
<thead><tr><th scope="col">{title}</th><th scope="col">Score</th><th scope="col" class="rt-number">Words</th>
<th scope="col" class="rt-number">Skills</th><th scope="col" class="rt-number">Experience</th>
<th scope="col" class="rt-number">Fit</th></tr></thead>
<tbody>{rows}</tbody></table></div>
"""

_FIT = """
<tr><th scope="row" dir="auto">{text}</th><td><span class="rt-fit"><span class="rt-plot-track" aria-hidden="true"><span
class="rt-plot-bar rt-plot-after" style="width:{score}%"></span></span><b>{score}</b></span></td>{parts}</tr>
"""


def show_scores(run_id: str, report: "Report") -> None:
    """Show all scores."""
    from documents.writers.report_words import printable_report

    report = printable_report(report)
    plots, checklist = st.container(), st.container()
    put(_fits(report))
    with plots:
        # The rest of the page stands while this is worked out: the resume as it came is set in a PDF and read back.
        before = _score_before(run_id) if report.ats is not None else None
        put(_plots(report, before))
    if report.ats is not None:
        with checklist:
            put(_checklist(report.ats, before))


def _score_before(run_id: str) -> "AtsReport | None":
    """The checklist's verdict on the resume as it came; None where it can no longer be had."""
    try:
        pending = session.client().review.score_before(session.user(), run_id)
        return wait_for(pending, "Measuring your resume as it came, to compare …")
    except UserError:
        return None


def _plots(report: "Report", before: "AtsReport | None") -> Safe:
    from documents.writers import report_words as words

    plots = []
    if report.requirements:
        coverage = report.coverage
        bars = [
            (BEFORE, "before", coverage.before * 100, words.share_of_requirements(report, coverage.before)),
            (AFTER, "after", coverage.raw * 100, words.share_of_requirements(report, coverage.raw)),
        ]
        note = (
            f"{words.percent(coverage.honest)} of what your resume can prove is shown. What you do not have stays missing, so "
            "this need not reach 100%."
        )
        plots.append(_plot("What the ad asks for", note, bars))
    if report.ats is not None:
        ats = [(AFTER, "after", report.ats.score, f"{words.whole(report.ats.score)} of 100")]
        if before is not None:
            ats.insert(0, (BEFORE, "before", before.score, f"{words.whole(before.score)} of 100"))
        note = "Both are set in the same plain design, and read back from the PDF as a machine reads it."
        plots.append(_plot("Checklist for applicant tracking systems", note, ats))
    return fill('<div class="rt-plots">{plots}</div>', plots=join(plots))


def _plot(title: str, note: str, bars: list[tuple[str, str, float, str]]) -> Safe:
    drawn = [fill(_BAR, name=name, kind=kind, share=f"{share:.1f}", said=said) for name, kind, share, said in bars]
    return fill(_PLOT, title=title, note=note, bars=join(drawn))


def _checklist(ats: "AtsReport", before: "AtsReport | None") -> Safe:
    earned = {check.name: check.points for check in before.checks} if before is not None else {}
    rows = [_check(check, earned) for check in sorted(ats.checks, key=lambda check: check.passed)]
    head = fill('<th scope="col" class="rt-number">Before</th>') if earned else None
    return fill(_CHECKS, rows=join(rows), before_head=head)


def _check(check: "AtsCheck", earned: dict[str, float]) -> Safe:
    shown = '<td class="rt-number" data-label="Before">{points}</td>'
    before = fill(shown, points=_points(earned.get(check.name))) if earned else None
    return fill(
        _CHECK,
        tone="rt-good" if check.passed else "rt-caution",
        sign="✓" if check.passed else "!",
        word="Passed" if check.passed else "Not passed",
        name=check.name,
        detail=check.detail,
        before=before,
        points=_points(check.points),
    )


def _points(points: float | None) -> str:
    return "–" if points is None else f"{points:.1f}".removesuffix(".0")


def _fits(report: "Report") -> Safe:
    from documents.writers.report_page import score_tables

    tables = score_tables(report)
    if not tables:
        return Safe("")
    return fill(_FITS, tables=join([_fit_table(table) for table in tables]))


def _fit_table(table: "ScoreTable") -> Safe:
    first = fill(_FIT_TABLE, title=table.title, rows=join([_fit(view) for view in table.first]))
    if not table.rest:
        return first
    rest = fill(_FIT_TABLE, title=f"{table.title}, the others", rows=join([_fit(view) for view in table.rest]))
    return fill(
        "{first}<details><summary>{number} more</summary>{rest}</details>",
        first=first,
        number=len(table.rest),
        rest=rest,
    )


def _fit(view: "ScoreView") -> Safe:
    parts = join([fill('<td class="rt-number">{part}</td>', part=part) for part in view.parts])
    return fill(_FIT, text=view.text, score=view.score, parts=parts)
