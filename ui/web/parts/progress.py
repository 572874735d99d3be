"""How far a run has come, as a list of stages with a bar; and one line for screen readers that changes by stage only."""

import math
from dataclasses import replace

from ui.client import RunStatus, StageView
from ui.web.parts.markup import Safe, fill, join, put

_SIGNS = {"ahead": "○", "running": '<span class="rt-spinner"></span>', "done": "✓", "skipped": "–"}
_WORDS = {"ahead": "still to come", "running": "under way", "done": "done", "skipped": "left out"}

MOST_PARTS = 12

LEAST_TOLD = 0.05
"""Seconds below which a stage's time is not worth telling."""

_PAGE = """
<div class="rt-progress">
  <div class="rt-bar" role="progressbar" aria-label="Progress" aria-valuemin="0" aria-valuemax="100" aria-valuenow="{percent}">
    <span style="width:{percent}%"></span>
  </div>
  <p class="rt-small rt-left">{left}</p>
  <p class="rt-hidden" role="status">{said}</p>
  <ol class="rt-stages">{stages}</ol>
</div>
"""

_STAGE = """
<li class="rt-stage rt-is-{state}">
  <span class="rt-sign" aria-hidden="true">{sign}</span>
  <span class="rt-name">{title}<span class="rt-hidden">, {word}</span></span>
  <span class="rt-small">{time}</span>
  {parts}
</li>
"""


def halted(status: RunStatus) -> RunStatus:
    """The run with nothing under way: a step that was begun is still to come."""
    stages = [replace(stage, state="ahead") if stage.state == "running" else stage for stage in status.stages]
    return replace(status, stages=tuple(stages), seconds_left=None)


def show_progress(status: RunStatus) -> None:
    """Show the stages of a run."""
    put(progress_markup(status))


def progress_markup(status: RunStatus) -> Safe:
    """The stages of a run as markup."""
    running = [stage.title for stage in status.stages if stage.state == "running"]
    return fill(
        _PAGE,
        percent=math.floor(status.share * 100),
        left=spell_left(status),
        said=", ".join(running) or spell_left(status),
        stages=join([_stage(stage) for stage in status.stages]),
    )


def spell_left(status: RunStatus) -> str:
    """The time left in words, as exact as an estimate is."""
    if status.state == "starting":
        return "Getting ready"
    if status.seconds_left is None:
        return ""
    seconds = status.seconds_left
    if seconds < 3:
        return "A few seconds left"
    if seconds < 50:
        return f"About {5 * math.ceil(seconds / 5)} seconds left"
    minutes = math.ceil(seconds / 60)
    return "About a minute left" if minutes == 1 else f"About {minutes} minutes left"


def _stage(stage: StageView) -> Safe:
    parts = join([_part(part.title, part.state) for part in stage.parts[:MOST_PARTS] if part.title])
    show_parts = stage.state == "running" and len(stage.parts) > 1
    return fill(
        _STAGE,
        state=stage.state,
        sign=Safe(_SIGNS[stage.state]),
        title=stage.title,
        word=_WORDS[stage.state],
        time=f"{stage.seconds:.1f} s" if stage.state == "done" and stage.seconds >= LEAST_TOLD else "",
        parts=fill("<ul class='rt-parts'>{parts}</ul>", parts=parts) if show_parts else None,
    )


def _part(title: str, state: str) -> Safe:
    sign = "✓ " if state == "done" else ""
    return fill('<li class="rt-mark rt-is-{state}">{sign}{title}</li>', state=state, sign=sign, title=title)
