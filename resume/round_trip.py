"""Comparing a resume with what a reader makes of its printed form: did every field come back?"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from resume.grounding import words_in
from resume.schema import Document, Resume

_FIELDS: dict[str, tuple[str, ...]] = {
    "work": ("position", "name", "start_date", "end_date", "highlights"),
    "volunteer": ("position", "organization", "start_date", "end_date", "highlights"),
    "education": ("institution", "study_type", "area", "start_date", "end_date"),
    "projects": ("name", "highlights"),
    "skills": ("name", "keywords"),
    "languages": ("language",),
    "certificates": ("name",),
    "awards": ("title",),
    "publications": ("name",),
}
"""The fields that an applicant tracking system looks for, by section."""


def field_recall(meant: Resume, read: Resume) -> float:
    """Share of the fields of `meant` that stand in the same field of the same section of `read`, 0..1; 1.0 if there are none."""
    wanted, found = Counter(_fields(meant)), Counter(_fields(read))
    total = sum(wanted.values())
    return sum((wanted & found).values()) / total if total else 1.0


def _fields(resume: Resume) -> Iterator[tuple[str, str]]:
    for name in ("name", "email", "phone", "label"):
        yield from _values(f"basics.{name}", getattr(resume.basics, name))
    for section, names in _FIELDS.items():
        entries: list[Document] = getattr(resume, section)
        for entry in entries:
            for name in names:
                yield from _values(f"{section}.{name}", getattr(entry, name))


def _values(field: str, value: object) -> Iterator[tuple[str, str]]:
    for one in value if isinstance(value, list) else [value]:
        if one:
            yield field, re.sub(r"\W+", " ", str(one)).casefold().strip()


def word_pair_recall(lines: Iterable[str], read: str) -> float:
    """Share of the neighbouring word pairs within `lines` that neighbour each other in `read` too, 0..1."""
    wanted = Counter(pair for line in lines for pair in _pairs(line))
    found = Counter(_pairs(read))
    total = sum(wanted.values())
    return sum((wanted & found).values()) / total if total else 1.0


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    words = [word.casefold() for word in words_in(text)]
    return pairwise(words)


def line_order(lines: Iterable[str], read: str) -> float:
    """Share of neighbouring `lines` whose second comes after its first in `read`, 0..1. Lines not found count as wrong."""
    text = squeeze(read)
    positions: list[int] = []
    at = 0
    for line in lines:
        position = text.find(squeeze(line), at)
        if position < 0:
            position = text.find(squeeze(line))
        positions.append(position)
        at = max(at, position)
    pairs = list(pairwise(positions))
    return sum(0 <= first < second for first, second in pairs) / len(pairs) if pairs else 1.0


def squeeze(text: str) -> str:
    """A text without spaces, punctuation and case: as texts are compared that were broken into lines differently."""
    return re.sub(r"[\W_]+", "", text).casefold()
