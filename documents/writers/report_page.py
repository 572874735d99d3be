"""The report as a page to read: one HTML file that needs no network, no script and no fonts of its own.

The page is for the person who looks for a job, so it opens with the answer and ends with the machinery. What a run did not
measure is left out or said to be not measured; a null never becomes a number or a word on the page.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from documents.writers import report_words
from documents.writers.printable import clean_line
from documents.writers.report_changes import Proof, changed_sections, proofs_of
from resume.edits import Claim
from resume.report import EntryScore, GapAdvice, Report, RequirementRow, RequirementStatus

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_TEMPLATES = Path(__file__).parent.parent / "templates" / "report"
_SCORES_IN_VIEW = 6
"""Entries of a score table that stand open; the others fold away."""
_REPORT_PAGE = "report.html"


@dataclass(frozen=True)
class FileLink:
    """A file of the run, as a link that works from beside it."""

    name: str
    address: str
    purpose: str


@dataclass(frozen=True)
class ShownLine:
    """A line of the tailored resume that shows a requirement."""

    claim: str
    section: str
    text: str


@dataclass(frozen=True)
class RequirementView:
    """One thing the ad asks for, with its proof and the lines that show it."""

    text: str
    kind: str
    terms: tuple[str, ...]
    proofs: tuple[Proof, ...]
    shown: tuple[ShownLine, ...]
    advice: tuple[str, ...]
    """What comes closest, what to say, what to learn; empty where nothing is missing."""


@dataclass(frozen=True)
class RequirementGroup:
    """The requirements of one status."""

    status: RequirementStatus
    title: str
    note: str
    rows: tuple[RequirementView, ...]


@dataclass(frozen=True)
class ScoreView:
    """The score of one entry, and its four parts, all 0–100."""

    place: str
    text: str
    score: int
    parts: tuple[int, int, int, int]


@dataclass(frozen=True)
class ScoreTable:
    """The entries of one kind, best first."""

    title: str
    first: tuple[ScoreView, ...]
    rest: tuple[ScoreView, ...]


@dataclass(frozen=True)
class CoveragePlot:
    """Shares of the ad's requirements in percent, for the plot."""

    before: float
    after: float
    ceiling: float
    """What the source resume could prove at most."""


def render_report(report: Report, *, candidate: str | None) -> str:
    """The page of a report.

    Args:
        report: what the run found.
        candidate: the name to set on the page; None leaves it out.

    Returns:
        A whole HTML document. All text of the resume, the ad and the web is escaped; links to files are relative.
    """
    report = report_words.printable_report(report)
    return _template().render(
        report=report,
        candidate=clean_line(candidate),
        plot=_coverage_plot(report),
        files=_file_links(report),
        counts=report_words.change_counts(report),
        sections=changed_sections(report),
        requirements=requirement_groups(report),
        scores=score_tables(report),
        research=[(note.text, note.url, _web_host(note.url)) for note in report.research],
        remarks=report_words.remark_count(report),
        words=report_words,
    )


@functools.cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@functools.cache
def _template() -> "Template":
    from markupsafe import Markup

    style = (_TEMPLATES / "report.css").read_text(encoding="utf-8")
    return _environment().get_template("page.html.j2", globals={"style": Markup(style)})


def _coverage_plot(report: Report) -> CoveragePlot | None:
    total = len(report.requirements)
    if total == 0:
        return None
    provable = sum(row.status != "gap" for row in report.requirements)
    before, after = report.coverage.before, report.coverage.raw
    return CoveragePlot(before * 100, after * 100, max(provable / total, after) * 100)


def _file_links(report: Report) -> list[FileLink]:
    names = dict.fromkeys(report_words.file_name(path) for path in report.files.values())
    return [
        FileLink(name, f"./{quote(name)}", report_words.file_purpose(name))
        for name in names
        if name and name != _REPORT_PAGE
    ]


def requirement_groups(report: Report) -> list[RequirementGroup]:
    """What the ad asks for, by what the resume has to say to it; groups without any left out."""
    titles: dict[RequirementStatus, tuple[str, str]] = {
        "shown": ("Shown", "The ad asks for it, your resume proves it, and the tailored resume shows it."),
        "supported": (
            "In your resume, but left out",
            "Your resume proves it, but no line of the tailored resume shows it.",
        ),
        "gap": (
            "Not in your resume",
            "Not in your resume, so not added. If you do have one of these, put it into your own resume and run again.",
        ),
    }
    claims = {claim.id: claim for claim in report.claims}
    advice = {one.requirement: one for one in report.advice}
    groups = [
        RequirementGroup(
            status,
            title,
            note,
            tuple(
                _requirement_view(row, claims, report.facts, advice.get(row.id))
                for row in report.requirements
                if row.status == status
            ),
        )
        for status, (title, note) in titles.items()
    ]
    return [group for group in groups if group.rows]


def _requirement_view(
    row: RequirementRow, claims: dict[str, Claim], facts: dict[str, str], advice: GapAdvice | None
) -> RequirementView:
    shown = [claims[claim] for claim in dict.fromkeys(row.shown_in) if claim in claims]
    named = row.text.casefold()
    return RequirementView(
        text=row.text,
        kind=report_words.word_for("kinds", row.kind),
        terms=tuple(term for term in dict.fromkeys(row.terms) if term.casefold() not in named),
        proofs=proofs_of(row.facts, facts),
        shown=tuple(ShownLine(claim.id, report_words.section_title(claim.section), claim.text) for claim in shown),
        advice=(advice.text, advice.say, advice.learn) if advice else (),
    )


def score_tables(report: Report) -> list[ScoreTable]:
    """The scores of the resume's entries, a table for each kind."""
    profile = report.profile
    tables = [
        ("Experience", profile.experiences),
        ("Skills", profile.skills),
        ("Projects", profile.projects),
        ("Education", profile.education),
    ]
    return [_score_table(title, scores, report.facts) for title, scores in tables if scores]


def _score_table(title: str, scores: Sequence[EntryScore], facts: dict[str, str]) -> ScoreTable:
    best_first = sorted(scores, key=lambda one: -one.score)
    views = tuple(_score_view(one, facts) for one in best_first)
    in_view = _SCORES_IN_VIEW if len(views) > _SCORES_IN_VIEW + 1 else len(views)  # never fold away a single one
    return ScoreTable(title, views[:in_view], views[in_view:])


def _score_view(score: EntryScore, facts: dict[str, str]) -> ScoreView:
    place = report_words.fact_place(score.fact)
    parts = score.parts
    return ScoreView(
        place=place,
        text=facts.get(score.fact, "") or place[:1].upper() + place[1:],
        score=round(score.score),
        parts=(round(parts.keywords), round(parts.skills), round(parts.experience), round(parts.fit)),
    )


def _web_host(address: str) -> str:
    """The host of a web address; empty for anything that a page should not link to."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.hostname or "" if parts.scheme in ("http", "https") else ""
