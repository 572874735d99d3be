"""The end of a run on the terminal: the report in a dozen lines, in the same words as the page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.writers import report_words
from resume.report import Report

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_GAPS_NAMED = 5
"""Gaps named on the terminal; the page lists them all."""
_BAR_CELLS = 30


@dataclass(frozen=True)
class _Line:
    label: str
    text: str
    alert: bool = False


def summarise(report: Report) -> list[str]:
    """The report in plain lines, without colour, wrapping or control marks: what a log or a pipe gets."""
    report = report_words.printable_report(report)
    return [
        _title(report),
        report_words.verdict(report),
        *([report_words.coverage_change(report.coverage)] if report.requirements else []),
        *(f"{line.label}: {line.text}" for line in _lines(report)),
    ]


def print_summary(report: Report, console: "Console") -> None:
    """Prints the report's summary: laid out with a bar of the coverage on a terminal, as plain lines elsewhere."""
    if not console.is_terminal:
        for line in summarise(report):
            console.out(line, highlight=False)
        return
    _print_on_terminal(report_words.printable_report(report), console)


def _print_on_terminal(report: Report, console: "Console") -> None:
    from rich.table import Table
    from rich.text import Text

    console.print()
    console.print(Text(_title(report), style="bold"))
    console.print(Text(report_words.verdict(report)))
    console.print()
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    if report.requirements:
        table.add_row("Coverage", _coverage_bar(report, ascii_only=console.options.ascii_only))
    last = ""
    for line in _lines(report):
        table.add_row("" if line.label == last else line.label, Text(line.text, style="yellow" if line.alert else ""))
        last = line.label
    console.print(table)


def _coverage_bar(report: Report, *, ascii_only: bool) -> "Text":
    from rich.text import Text

    full, empty = ("#", "-") if ascii_only else ("━", "━")
    coverage = report.coverage
    before, after = sorted(round(share * _BAR_CELLS) for share in (coverage.before, coverage.raw))
    change = f"  {report_words.percent(coverage.before)} before, {report_words.percent(coverage.raw)} now"
    return Text.assemble(
        (full * before, "cyan"),
        (full * (after - before), "bold green" if coverage.raw >= coverage.before else "yellow"),
        (empty * (_BAR_CELLS - after), "bright_black"),
        change,
    )


def _title(report: Report) -> str:
    company = report.job.company
    return report_words.job_title(report) + (f", {company}" if company else "")


def _lines(report: Report) -> list[_Line]:
    check = report.fact_check
    lines = [
        _Line("Not in your resume", _gaps(report)),
        _Line("Lines", _changes(report)),
        _Line("Fact check", report_words.fact_check_words(check), alert=bool(check.unsupported_shipped)),
        _Line("Read back", report_words.round_trip_words(report.round_trip) if report.round_trip else ""),
        _Line("ATS checklist", f"{report_words.whole(report.ats.score)} of 100" if report.ats else ""),
        _Line("Length", report_words.page_words(report.pages) if report.files else ""),
        _Line("Models", report_words.makers_words(report)),
        _Line("Cost", report_words.cost_words(report.metrics) if report.mode == "model" else ""),
        *_remarks(report),
        *(_Line("Files", path) for path in dict.fromkeys(report.files.values())),
    ]
    return [line for line in lines if line.text]


def _gaps(report: Report) -> str:
    gaps = [row.text for row in report.requirements if row.status == "gap"]
    more = len(gaps) - _GAPS_NAMED
    return "; ".join(gaps[:_GAPS_NAMED]) + (f"; and {more} more" if more > 0 else "")


def _changes(report: Report) -> str:
    counted = report_words.change_counts(report)
    return ", ".join(
        f"{number} {report_words.word_for('actions', action).lower()}" for action, number in counted.items()
    )


def _remarks(report: Report) -> list[_Line]:
    degradation = report.degradation
    level = [report_words.degradation_words(degradation)] if degradation.level != "none" else []
    return [_Line("Note", text, alert=True) for text in [*level, *degradation.reasons, *report.warnings]]
