"""Edits: the only way a stage changes a resume. Lists of (fact ids, new text, reason), applied by one function."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

ClaimAction = Literal["kept", "edited", "added", "dropped", "reverted"]


class Edit(BaseModel):
    """One change of one line.

    The line of the first fact takes the new text; further facts are merged into it, and their own lines go. An empty text
    drops the line.
    """

    model_config = ConfigDict(frozen=True)

    facts: list[str] = Field(min_length=1, description="ids of the facts the new text rests on; the first is replaced")
    text: str
    reason: str = Field(description="why, in words for the job seeker")
    stage: str = Field(description="the stage that made it")


class Claim(BaseModel):
    """One line of the tailored resume, what became of it, and what proves it."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(description="`k1`, `k2`, … in the order of the tailored resume, dropped lines last")
    section: str = Field(description="JSON Resume's name of the section; `headline` and `summary` for those")
    text: str
    original: str | None = Field(description="the source's line; None for what was added")
    facts: list[str] = Field(description="ids of the facts that prove it; the first is where it stood")
    action: ClaimAction
    why: str = Field(description="the reason, empty where it was kept as it was")
