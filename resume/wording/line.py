"""One line through all wording rules: opening, person, tense, filler, figure, length."""

from collections.abc import Callable
from typing import Literal

from resume.wording.openings import turn_opening
from resume.wording.person import drop_first_person
from resume.wording.results import bring_figure_forward
from resume.wording.rewording import Rewording
from resume.wording.soundness import is_sound
from resume.wording.splitting import split_line
from resume.wording.tense import fit_tense
from resume.wording.tightening import tighten

LineKind = Literal["duty", "summary", "text"]
"""What a line is: something done in a role; a sentence of the summary; any other prose, which has no tense of its own."""


def reword_line(
    text: str, *, ongoing: bool, kind: LineKind = "duty", dated: bool = True, may_split: bool = False
) -> Rewording | None:
    """The line as a careful editor would have it, or None where it is well as it is or no rule is sure.

    Args:
        text: one bullet or sentence of an English resume.
        ongoing: whether the role goes on today: its duties then stand in the present.
        kind: what the line is; only what was done in a role takes the role's tense, the summary is not read as a list of deeds.
        dated: whether the role has dates at all; without them no tense is changed.
        may_split: whether a line that is too long may become several (`Rewording.extra`).
    """
    result = Rewording(text, "")
    turned = turn_opening(text, ongoing=ongoing) if kind == "duty" else None
    if turned is not None and is_sound(text, turned.text):
        result = turned
    for rule in _rules(kind, ongoing=ongoing, dated=dated and result is not turned):
        step = rule(result.text)
        if step is not None and is_sound(text, step.text):
            result = result.then(step.text, step.reason)
    halves = split_line(result.text) if may_split else None
    if halves is not None and is_sound(text, " ".join(halves)):
        reason = f"{result.reason} Cut in two: it was too long to be read at a glance.".strip()
        return Rewording(halves[0], reason, (halves[1],))
    return None if result.text == text else result


def _rules(kind: LineKind, *, ongoing: bool, dated: bool) -> list[Callable[[str], Rewording | None]]:
    rules: list[Callable[[str], Rewording | None]] = []
    if kind != "text":
        rules.append(lambda text: drop_first_person(text, summary=kind == "summary"))
    rules.append(tighten)
    if kind == "duty" and dated:
        rules.append(lambda text: fit_tense(text, ongoing=ongoing))
    if kind == "duty":
        rules.append(bring_figure_forward)
    return rules
