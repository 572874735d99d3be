"""Wording rules: weak openings turned, the first person removed. Where a rule is unsure it leaves the line alone.

A rule never brings in a word of its own but another form of a verb that the line holds.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_WEAK_OPENING = re.compile(
    r"(?:i\s+(?:was|am|have\s+been)\s+|was\s+|am\s+|were\s+)?"
    r"(?:responsible\s+for|tasked\s+with|in\s+charge\s+of|charged\s+with|duties\s+included|"
    r"responsibilities\s+included|role\s+involved|job\s+included)\s*:?\s+"
    r"(?P<adverb>\w+ly\s+)?(?P<gerund>[a-z-]+ing)\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"I\s+(?:also\s+|then\s+)?(?P<rest>(?P<verb>[a-z-]+)\b.*)", re.DOTALL)
_OTHER_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I've|I’m|I’ve|me|myself)\b")
_MORE_GERUNDS = re.compile(r"(?:,|;|\band\b|\bor\b|&)\s+(?:\w+ly\s+)?[a-z-]+ing\b", re.IGNORECASE)
_DETERMINER = re.compile(
    r"(?:the|a|an|all|any|each|every|both|our|my|their|its|new|daily|weekly|monthly|several|various|multiple|many|"
    r"up\s+to|over|more\s+than|one|two|three|four|five|six|seven|eight|nine|ten|\d[\d,.]*)\b",
    re.IGNORECASE,
)
_NOT_AFTER_VERB = re.compile(
    r"(?:director|editor|partner|member|agent|staff|team|of|and|or|for|in|with)s?\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Verb:
    """The forms of a verb."""

    base: str
    past: str
    gerund: str
    always: bool
    """Whether its -ing form is a verb before a bare noun too. Others (`building maintenance`, `marketing campaigns`) count as a
    verb only before an article or a number."""


@dataclass(frozen=True)
class Rewording:
    """A line in other words, and why."""

    text: str
    reason: str


def reword_line(text: str, *, ongoing: bool) -> Rewording | None:
    """The line with a stronger opening, or None where it is well as it is or no rule is sure.

    Args:
        text: one bullet or sentence of an English resume.
        ongoing: whether the role goes on today: its verbs then stand in the present.
    """
    return _turn_weak_opening(text, ongoing=ongoing) or _drop_first_person(text)


def _turn_weak_opening(text: str, *, ongoing: bool) -> Rewording | None:
    match = _WEAK_OPENING.fullmatch(text)
    if match is None or match["adverb"] or _OTHER_FIRST_PERSON.search(match["rest"]):
        return None
    gerund = match["gerund"].lower()
    verb = _by_gerund().get(gerund)
    rest = match["rest"]
    if verb is None or _MORE_GERUNDS.search(rest) or _NOT_AFTER_VERB.match(rest):
        return None
    if not verb.always and not _DETERMINER.match(rest):
        return None
    strong = verb.base if ongoing else verb.past
    opening = text[: match.start("gerund")].strip().rstrip(":")
    return Rewording(f"{strong.capitalize()} {rest}", f"“{opening} {gerund}” says less than the plain verb.")


def _drop_first_person(text: str) -> Rewording | None:
    match = _FIRST_PERSON.fullmatch(text)
    if match is None or _OTHER_FIRST_PERSON.search(match["rest"]):
        return None
    verb = match["verb"]
    if verb not in _pasts() and verb not in _bases():
        return None
    rest = match["rest"]
    return Rewording(rest[0].upper() + rest[1:], "Resumes leave out the “I”.")


@cache
def read_verbs() -> tuple[Verb, ...]:
    """The verbs of `verbs.tsv`."""
    rows = (Path(__file__).parent / "verbs.tsv").read_text(encoding="utf-8").splitlines()
    cells = (row.split("\t") for row in rows if not row.startswith("#"))
    return tuple(Verb(base, past, gerund, always == "always") for base, past, gerund, always in cells)


@cache
def _by_gerund() -> dict[str, Verb]:
    return {verb.gerund: verb for verb in read_verbs()}


@cache
def _pasts() -> frozenset[str]:
    return frozenset(verb.past for verb in read_verbs())


@cache
def _bases() -> frozenset[str]:
    return frozenset(verb.base for verb in read_verbs())
