import io
from collections.abc import Callable

import pytest
from rich.console import Console

from resume.report import Report
from tests.documents.writers.sample_reports import bare_report, degraded_report, nurse_report, planner_report
from ui.summary import print_summary, summarise


def printed(report: Report, *, terminal: bool, width: int = 100) -> str:
    out = io.StringIO()
    print_summary(report, Console(file=out, force_terminal=terminal, width=width, color_system=None))
    return out.getvalue()


def test_opens_with_the_job_and_the_verdict() -> None:
    assert summarise(nurse_report())[:2] == [
        "Senior Staff Nurse, Cardiac Ward, Corrib Bay University Hospital",
        "7 of the 9 things this ad asks for are shown; 2 are not in your resume.",
    ]


def test_names_five_gaps_and_counts_the_others() -> None:
    (line,) = [line for line in summarise(planner_report()) if line.startswith("Not in your resume:")]

    assert line.startswith("Not in your resume: SAP EWM; Key figure 0")
    assert line.endswith("; and 4 more")


def test_counts_the_lines_by_what_became_of_them() -> None:
    assert "Lines: 5 edited, 1 added, 1 left out, 1 returned to your words, 11 kept" in summarise(nurse_report())


def test_gives_every_file_with_its_path() -> None:
    report = nurse_report().model_copy(
        update={"files": {"ats": "out/some run/resume.ats.pdf", "docx": "out/some run/resume.docx"}}
    )

    assert [line for line in summarise(report) if line.startswith("Files")] == [
        "Files: out/some run/resume.ats.pdf",
        "Files: out/some run/resume.docx",
    ]


def test_says_why_a_run_fell_short_and_what_to_watch() -> None:
    notes = [line.removeprefix("Note: ") for line in summarise(degraded_report()) if line.startswith("Note: ")]

    assert notes[0].startswith("A model was asked for, but none could be used")
    assert notes[1:] == [
        "No provider answered within 120 seconds.",
        "The PDF was not read back: the reader did not start.",
    ]


def test_leaves_out_what_was_not_measured() -> None:
    text = "\n".join(summarise(bare_report()))

    assert "Coverage" not in text
    assert "Read back" not in text
    assert "ATS" not in text
    assert "Length" not in text


@pytest.mark.parametrize("make", [nurse_report, planner_report, bare_report, degraded_report])
@pytest.mark.parametrize("terminal", [True, False])
def test_never_says_none_or_null(make: Callable[[], Report], terminal: bool) -> None:
    words = printed(make(), terminal=terminal).replace("none unsupported", "").split()

    assert not {"None", "null", "nan", "None."} & set(words)


def test_elsewhere_than_on_a_terminal_lines_are_plain_and_never_wrapped() -> None:
    assert printed(planner_report(), terminal=False, width=20).splitlines() == summarise(planner_report())


def test_an_ad_cannot_colour_or_rewrite_the_terminal() -> None:
    job = nurse_report().job.model_copy(update={"title": "Nurse\x1b[2J\x1b]0;owned\x07 [bold red]x[/] :smile:\n\rDone"})
    report = nurse_report().model_copy(update={"job": job})

    for terminal in (True, False):
        text = printed(report, terminal=terminal)
        assert "\x1b" not in text
        assert "\x07" not in text
        assert "\r" not in text
        assert "[bold red]x[/] :smile: Done" in text


def test_a_terminal_shows_a_bar_of_the_coverage() -> None:
    text = printed(nurse_report(), terminal=True)

    assert "━" * 30 + "  44% before, 78% now" in text


def test_a_terminal_names_a_repeated_label_once() -> None:
    assert printed(nurse_report(), terminal=True).count("Files") == 1


def test_fits_a_narrow_terminal() -> None:
    assert max(len(line) for line in printed(degraded_report(), terminal=True, width=60).splitlines()) <= 60
