"""Reading a prompt as a model would: what is asked for, and the rows between its fences, by id."""

import re
from dataclasses import dataclass
from typing import Literal

from evals.loopback.apis import Asked

Work = Literal["ad", "skills", "plan", "star", "draft", "polish", "mend", "letter"]
"""What a stage asks for."""

_ROW = re.compile(r"(?P<place>place )?(?P<id>[a-z]{1,2}\d*(?:\.[a-z]*\d*)*|\d+)(?P<open>\?)?: (?P<text>.+)")
_MOST = re.compile(r"Edit the (\d+) lines at most")


@dataclass(frozen=True)
class Row:
    """One row of a prompt."""

    id: str
    text: str
    open: bool = False
    """Whether it is a requirement that nothing supports yet."""
    place: bool = False
    """Whether it is a header, shown for what stands under it."""


def work_of(asked: Asked) -> Work | None:
    """Which stage's work this is; None where it is none that is known."""
    properties = (asked.schema or {}).get("properties")
    fields = frozenset(properties) if isinstance(properties, dict) else frozenset()
    by_fields: tuple[tuple[set[str], Work], ...] = (
        ({"title", "terms", "duties"}, "ad"),
        ({"skills"}, "skills"),
        ({"lead", "links", "angle"}, "plan"),
        ({"edits", "no_result"}, "star"),
        ({"paragraphs"}, "letter"),
    )
    for needed, work in by_fields:
        if needed <= fields:
            return work
    if "edits" not in fields:
        return None
    if fenced(asked.prompt, "failed"):
        return "mend"
    return "polish" if fenced(asked.prompt, "ad") else "draft"


def asks_for(asked: Asked, field: str) -> bool:
    """Whether the value that is asked for has a field."""
    properties = (asked.schema or {}).get("properties")
    return isinstance(properties, dict) and field in properties


def fenced(prompt: str, name: str) -> list[str]:
    """The lines within a fence; none where there is no such fence."""
    found = re.search(rf"^<{name}>\n(.*?)\n</{name}>", prompt, re.DOTALL | re.MULTILINE)
    return found[1].split("\n") if found else []


def rows(prompt: str, name: str) -> list[Row]:
    """The rows within a fence, by id; lines that are no rows are left out."""
    found = (_ROW.fullmatch(line.strip()) for line in fenced(prompt, name))
    return [
        Row(one["id"], one["text"].strip(), open=bool(one["open"]), place=bool(one["place"])) for one in found if one
    ]


def lines(prompt: str) -> list[Row]:
    """The lines that may be edited."""
    return [row for row in rows(prompt, "lines") if not row.place]


def most_edits(prompt: str) -> int | None:
    """How many lines may be edited at most; None where the prompt does not say."""
    found = _MOST.search(prompt)
    return int(found[1]) if found else None
