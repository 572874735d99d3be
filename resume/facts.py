"""Numbered facts: every statement of a source resume, with an id that all later stages refer to.

Everything downstream of intake speaks of the source by fact id, so the resume's text travels once and each line of the
result can be traced to what proves it.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

FactKind = Literal[
    "name",
    "contact",
    "headline",
    "summary",
    "role",
    "bullet",
    "degree",
    "skill",
    "project",
    "certificate",
    "award",
    "publication",
    "language",
    "interest",
    "reference",
    "entry",
]

SECTION_LETTERS = {
    "work": "w",
    "projects": "p",
    "volunteer": "v",
    "education": "e",
    "certificates": "c",
    "awards": "a",
    "publications": "u",
    "skills": "s",
    "languages": "l",
    "interests": "i",
    "references": "r",
    "customSections": "x",
}
"""First letter of a fact's id, by the section it stands in. Facts of `basics` begin with `b`."""


class Fact(BaseModel):
    """One statement of the source.

    Ids read by themselves: `w2` is the second role (position, employer, place, period), `w2.s` its summary, `w2.3` its third
    bullet; `e1` a degree, `s4` a skill or group, `s4.2` the second skill of that group, `x1.2.3` the third line of the
    second entry of the first custom section; `b.label` the headline, `b.s1` the first sentence of the summary.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    kind: FactKind
    section: str = Field(description="JSON Resume's name of the section; `basics` for the head")
    entry: str | None = Field(
        description="id of the entry it belongs to (`w2` for `w2.3`), None for entries themselves"
    )
    path: str = Field(description="JSON Pointer (RFC 6901) into the resume's JSON")
    text: str
    start: str | None = Field(default=None, description="ISO date at which the entry begins, as far as the source says")
    end: str | None = Field(default=None, description="ISO date at which it ends; None also while it goes on")
