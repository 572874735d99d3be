"""Which facts of a resume are prose that may be reworded, and of what kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resume.wording.line import LineKind, reword_line
from resume.wording.rewording import Rewording

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


def reword_fact(fact: Fact, text: str | None = None, *, may_split: bool = False) -> Rewording | None:
    """What the rules make of a fact's line, or of another text in its place; None where they leave it, or it is no prose.

    Args:
        fact: a statement of an English source.
        text: what stands there now; None for the source's own words.
        may_split: whether a bullet that is too long may become several lines.
    """
    kind = prose_kind(fact)
    if kind is None:
        return None
    return reword_line(
        fact.text if text is None else text,
        ongoing=fact.start is not None and fact.end is None,
        kind=kind,
        dated=has_tense(fact),
        may_split=may_split and fact.field == "item" and fact.kind == "bullet",
    )
