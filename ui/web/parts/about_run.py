"""How a run was done, in plain words: what fell short, what to know, who did what, how long it took."""

from typing import TYPE_CHECKING

from ui.web.parts import notices
from ui.web.parts.markup import Safe, fill, join, put

if TYPE_CHECKING:
    from resume.report import Report, StageRecord


def show_shortfall(report: "Report") -> None:
    """Say what the user must know before anything else: that the run fell short, or that a check found something."""
    from documents.writers import report_words

    if report.fact_check.unsupported_shipped:
        notices.say(
            "problem", report_words.assurance(report.fact_check), "See the lines that are not yours, and reject them."
        )
    if report.degradation.level != "none":
        reasons = join([fill("<li>{text}</li>", text=text) for text in report.degradation.reasons])
        listed = fill(_REASONS, reasons=reasons) if report.degradation.reasons else Safe("")
        notices.say("caution", report_words.degradation_words(report.degradation), listed)


_REASONS = """<details><summary>Which steps, and why</summary><ul class="rt-list">{reasons}</ul></details>"""
"""Folded away: the names of models help whoever set them up, and nobody else."""

_ABOUT = """
<h2 class="rt-h">How it was made</h2>
<p>{making} {assurance}</p>
<p class="rt-small">{check} {cost} {time}</p>
{warnings}{notes}{research}
<h2 class="rt-h">Step by step</h2>
<div class="rt-scroll" tabindex="0" role="region" aria-label="Steps of the run"><table class="rt-table">
<thead><tr><th scope="col">Step</th><th scope="col">Done by</th><th scope="col" class="rt-number">Time</th></tr></thead>
<tbody>{stages}</tbody></table></div>
"""

_STAGE = """<tr><th scope="row">{name}</th><td>{by}{reason}</td><td class="rt-number">{time}</td></tr>"""


def show_about(report: "Report") -> None:
    """Show how the run was done."""
    from documents.writers import report_words as words

    stages = join([_stage(stage) for stage in report.stages if stage.by != "skipped" or stage.reason])
    put(
        fill(
            _ABOUT,
            making=words.making_words(report),
            assurance=words.assurance(report.fact_check),
            check=words.fact_check_words(report.fact_check),
            cost=words.cost_words(report.metrics),
            time=f"It took {words.duration(report.metrics.total_seconds)}.",
            warnings=_list("Worth knowing", report.warnings),
            notes=_list("Left for you to decide", report.editorial_notes),
            research=_list("Found on the web", [f"{note.text} ({note.url})" for note in report.research]),
            stages=stages,
        )
    )


def _list(title: str, texts: list[str]) -> Safe | None:
    if not texts:
        return None
    items = join([fill('<li dir="auto">{text}</li>', text=text) for text in texts])
    return fill('<h2 class="rt-h">{title}</h2><ul class="rt-list">{items}</ul>', title=title, items=items)


def _stage(stage: "StageRecord") -> Safe:
    from documents.writers import report_words as words

    reason = fill('<span class="rt-small rt-block">{text}</span>', text=stage.reason) if stage.reason else None
    by = f"{words.done_by(stage)} ({stage.model})" if stage.model else words.done_by(stage)
    return fill(
        _STAGE, name=words.word_for("stages", stage.stage), by=by, reason=reason, time=words.duration(stage.seconds)
    )
