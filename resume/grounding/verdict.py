"""What the fact check says of a claim."""

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

ReasonKind = Literal[
    "number",
    "unit",
    "period",
    "comparison",
    "date",
    "duration",
    "name",
    "anachronism",
    "moved",
    "scope",
    "level",
    "audience",
    "negation",
    "title",
    "content",
]


class Reason(BaseModel):
    """One item of a claim that the source does not support."""

    model_config = ConfigDict(frozen=True)

    kind: ReasonKind
    item: str = Field(description="the claim's own words")
    claimed: str
    source: str = Field(description="what the source says nearest to it; empty where it says nothing")
    detail: str = Field(description="one plain sentence: the item, what was claimed, what the source says")


class Verdict(BaseModel):
    """Whether a claim follows from the source, and why not."""

    model_config = ConfigDict(frozen=True)

    supported: bool
    reasons: list[Reason] = Field(default_factory=list)
    facts: list[str] = Field(default_factory=list, description="ids of the facts that support it, or that come nearest")


def reason_of(kind: ReasonKind, item: str, source: str, detail: str) -> Reason:
    """A reason whose claimed item is the line's own words."""
    return Reason(kind=kind, item=item, claimed=item, source=source, detail=detail)


def once(reasons: Sequence[Reason]) -> list[Reason]:
    """The reasons, each item of a kind once."""
    if len(reasons) <= 1:
        return list(reasons)
    return list({(reason.kind, reason.item): reason for reason in reasons}.values())
