"""Which facts of a resume are prose that may be reworded, and of what kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resume.wording.line import LineKind

if TYPE_CHECKING:  # the words alone are read without pydantic
    from resume.facts import Fact

_NAMES = frozenset({"keywords", "roles", "courses"})
"""Lists whose items are names, not sentences."""

_OTHERS_WORDS = frozenset({"publications", "references"})
"""Sections that quote: a citation keeps its form, and what a referee says is theirs."""

_DATED = frozenset({"work", "volunteer"})
"""Sections whose lines tell what somebody did then. Elsewhere a line may be a title (`Managing pain at home`)."""


def prose_kind(fact: Fact) -> LineKind | None:
    """What kind of line a fact is; None for names, titles, citations, and what others say or are."""
    if fact.field == "header" or fact.kind not in ("bullet", "summary") or fact.section in _OTHERS_WORDS:
        return None
    if fact.kind == "summary":
        return "summary"
    steps = fact.path.split("/")
    if _NAMES & set(steps) or (fact.section == "work" and steps[-1] == "description"):
        return None
    described = fact.section == "projects" and steps[-1] == "description"
    return "text" if described or fact.section in ("education", "awards", "certificates") else "duty"


def has_tense(fact: Fact) -> bool:
    """Whether a line takes the tense of the role it stands under, because the role has dates."""
    return fact.section in _DATED and (fact.start is not None or fact.end is not None)
