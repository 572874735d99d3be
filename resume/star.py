"""Situation/Task, Action, Result: which of the parts a bullet holds."""

import re
from collections.abc import Sequence

from resume.facts import Fact

_FIGURE = re.compile(r"\d|%|\b(?:half|halved|doubled|tripled|twice|third|quarter|zero)\b", re.IGNORECASE)
_RESULT = re.compile(
    r"\b(?:resulting|leading to|so that|which (?:cut|saved|reduced|raised|brought|led|won|let)|thereby|saving|saved|cutting|cut|"
    r"reduc\w+|increas\w+|improv\w+|rais\w+|won|winning|award\w*|achiev\w+|exceed\w+|grew|growing|without (?:a|any)|"
    r"ahead of|on time|under budget|first)\b",
    re.IGNORECASE,
)


def tells_result(text: str) -> bool:
    """Whether a line tells what came of the work: a figure, or a word of change or success."""
    return bool(_FIGURE.search(text) or _RESULT.search(text))


def lines_without_result(lines: Sequence[Fact]) -> list[str]:
    """A note for each line that tells an action and no result."""
    return [
        f"“{_shortened(line.text)}” tells what you did, not what came of it. If you know a figure or an outcome, add it."
        for line in lines
        if not tells_result(line.text)
    ]


def _shortened(text: str, limit: int = 90) -> str:
    if len(text) <= limit:
        return text.rstrip(".")
    return text[:limit].rsplit(" ", 1)[0].rstrip(",;:.") + " …"
