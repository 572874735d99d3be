"""What a run came to, in short: the verdict, the coverage, the check, a look at the first page, and the files."""

from typing import TYPE_CHECKING

import streamlit as st

from ui.web import session
from ui.web.parts import notices
from ui.web.parts.about_run import show_shortfall
from ui.web.parts.downloads import show_downloads
from ui.web.parts.markup import fill, put

if TYPE_CHECKING:
    from resume.report import Report

PREVIEW = "resume.visual.pdf"
PREVIEW_WIDTH = 900

_FIGURES = """
<dl class="rt-figures">
  <div><dt>Lines changed for this job</dt><dd>{changed}<span class="rt-soft"> {proved}</span></dd></div>
  <div><dt>Of what the ad asks for</dt><dd>{after}<span class="rt-soft"> shown, {before}</span></dd></div>
  <div><dt>Applicant tracking checklist</dt><dd>{ats}<span class="rt-soft"> of 100</span></dd></div>
</dl>
"""


def show_outcome(run_id: str) -> None:
    """Show what a delivered run came to."""
    report = session.client().runs.report(session.user(), run_id)
    if report is None:
        notices.say("problem", "The result of this run is no longer there.", "Start a new one.")
        return
    from documents.writers import report_words

    put(fill('<p class="rt-lead">{verdict}</p>', verdict=report_words.verdict(report)))
    show_shortfall(report)
    show_figures(report)
    show_downloads(run_id)
    for warning in report.warnings:
        notices.say("caution", "Worth knowing", warning)
    _show_first_page(run_id)


def show_figures(report: "Report") -> None:
    """Show changes, coverage and checklist as figures."""
    from documents.writers import report_words

    changed, unproved = changed_lines(report), report.fact_check.unsupported_shipped
    proved = "and every line proved by yours" if changed else "all as you wrote it, in the order that fits the ad"
    after, before = report_words.percent(report.coverage.raw), report_words.percent(report.coverage.before)
    put(
        fill(
            _FIGURES,
            changed=changed,
            proved="" if unproved else proved,
            after=after,
            before="as before" if after == before else f"{before} before",
            ats=report_words.whole(report.ats.score) if report.ats else "–",
        )
    )


def changed_lines(report: "Report") -> int:
    """Lines that say it differently than the resume that was given, or are new, or were left out."""
    return sum(claim.action in ("edited", "added", "dropped") for claim in report.claims)


def _show_first_page(run_id: str) -> None:
    pages = session.client().files.pages(session.user(), run_id, PREVIEW, PREVIEW_WIDTH)
    if pages:
        with st.container(key="sheet"):
            st.image(
                pages[0],
                caption=f"Page 1 of {len(pages)}",
                alt="The first page of your tailored resume",
                width="stretch",
            )
