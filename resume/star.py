"""Situation/Task, Action, Result: which of the parts a bullet holds."""

import re
from collections.abc import Collection, Sequence

from resume.sentences import list_up

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


_CHANGE = re.compile(
    r"%|\bper ?cent\b|\b(?:fell|falling|rose|rising|drop\w*|went (?:up|down)|doubl\w+|tripl\w+|halv\w+|lower\w*|speed\w*|sped|"
    r"shorten\w*|boost\w*|sold|earn\w*|gain\w*|eliminat\w+|result\w*)\b|\bfrom\b[^.]*\d[^.]*\bto\b|\b(?:to|by) [$£€]?\d"
    r"|[$£€]\s?\d",
    re.IGNORECASE,
)


def tells_change(text: str) -> bool:
    """Whether a line tells that something came of the work, not merely a figure (`a 28-bed ward`)."""
    return bool(_RESULT.search(text) or _CHANGE.search(text))


def tells_result_first(text: str) -> bool:
    """Whether a line tells what came of the work before it tells the work: `Cut waste by a third by weighing the flour`."""
    found = [match.start() for match in (_RESULT.search(text), _CHANGE.search(text)) if match]
    return bool(found) and len(text[: min(found)].split()) <= _BEFORE_A_RESULT


_BEFORE_A_RESULT = 2
"""Words before a result that leave no room for the work itself."""


def note_lines_without_result(lines: Sequence[str], role: str | None, doubted: Collection[str] = ()) -> list[str]:
    """One note on the lines of a role that tell an action and no result; none where all tell one.

    Args:
        lines: the lines as they are printed.
        role: the role's title, None for lines of no role.
        doubted: those of them that somebody reads as telling no result: believed where a figure alone speaks for one (`a 28-bed
            ward`), not where a word of change does.
    """
    bare = [
        f"“{_shortened(line)}”"
        for line in lines
        if not tells_result(line) or (line in doubted and not tells_change(line))
    ]
    if not bare:
        return []
    where = f" (your time as {role})" if role else ""
    more = [f"{len(bare) - MOST_NAMED} more"] if len(bare) > MOST_NAMED else []
    named = list_up([*bare[:MOST_NAMED], *more])
    tell, it = ("tells", "it") if len(bare) == 1 else ("tell", "them")
    return [
        f"{named}{where} {tell} what was done, not what came of {it}: a figure or an outcome, if you know one, would help."
    ]


MOST_NAMED = 3
"""Lines that a note quotes; the first ones stand for the rest."""


def _shortened(text: str, limit: int = 60) -> str:
    if len(text) <= limit:
        return text.rstrip(".")
    return text[:limit].rsplit(" ", 1)[0].rstrip(",;:.") + " …"
