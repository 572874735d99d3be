"""Resumes that are filled-in forms: `Position held | Nurse` over `Employer | St. Mary's` is a role like any other.

Europass's older form and many templates of government offices label every field. Here each labelled entry is set as other
resumes set it: role, employer, period, then what was done. The labels themselves say nothing more and are left out.
"""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources

from documents.lines import Line
from resume.dates import find_period

_LABELLED = re.compile(r"(?P<label>[^:|]{3,80}?)\s*:\s+(?P<value>\S.*)")
_LEAST_FIELDS = 2
"""Fewest different kinds of labels that a form has (a period and a position, say)."""
_HEADER = ("position", "employer", "degree", "school")
_NAMING = frozenset(_HEADER)


@dataclass
class _Record:
    """One entry of a form."""

    fields: dict[str, list[Line]] = field(default_factory=dict)
    body: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class UnfoldedForm:
    """The lines of a document whose forms are set as ordinary entries."""

    lines: list[Line]
    labels: list[str]
    """The labels that were left out."""


@cache
def _kinds() -> dict[str, str]:
    data = json.loads(resources.files(__package__).joinpath("forms.json").read_text("utf-8"))
    return {_fold(label): kind for kind, labels in data.items() for label in labels}


def _fold(label: str) -> str:
    return re.sub(r"\s+", " ", label.casefold().replace("’", "'")).strip(" :*•-–")


def unfold_forms(lines: Sequence[Line]) -> UnfoldedForm:
    """The lines with each labelled entry set as role, employer, period and bullets; as they are where there is no form."""
    found = [_field(line) for line in lines]
    kinds = Counter(one[0] for one in found if one is not None)
    repeated = kinds["dates"] and any(kinds[kind] for kind in _NAMING)
    if len(kinds) < _LEAST_FIELDS or not (repeated or sum(kinds[kind] for kind in _NAMING) >= 2 * _LEAST_FIELDS):
        return UnfoldedForm(list(lines), [])
    unfolded: list[Line] = []
    labels: list[str] = []
    record: _Record | None = None
    label_below = ""
    for line, one in zip(lines, found, strict=True):
        if one is None:
            if record is not None and label_below and _goes_on_with_label(line, label_below):
                labels.append(line.text)
                label_below = ""
                continue
            if record is not None and _belongs_to(record, line):
                record.body.append(line)
                continue
            unfolded += _entry(record)
            record = None
            unfolded.append(line)
            continue
        kind, label, value = one
        if record is None or _opens_new(record, kind):
            unfolded += _entry(record)
            record = _Record()
        labels.append(label)
        label_below = label
        if kind == "tasks" or kind in ("sector", "subjects"):
            record.body.append(replace(value, bullet=True))
        else:
            record.fields.setdefault(kind, []).append(value)
    return UnfoldedForm([*unfolded, *_entry(record)], labels)


def _field(line: Line) -> tuple[str, str, Line] | None:
    """Kind, label and value of a line that is a labelled field."""
    label, value = "", ""
    if len(line.cells) >= 2:
        label, value = line.cells[0], " ".join(line.cells[1:])
    elif match := _LABELLED.fullmatch(line.text):
        label, value = match["label"], match["value"]
    kind = _kinds().get(_fold(label)) if label else None
    if kind is None or (kind == "dates" and find_period(value) is None):
        return None
    return kind, label, replace(line, text=value, cells=(), bullet=False, bold=False, bold_start="", gap=0.0)


def _opens_new(record: _Record, kind: str) -> bool:
    """Whether a field of this kind cannot belong to an entry that has one already, or that is about other things."""
    if kind in record.fields:
        return True
    if kind == "dates":
        return bool(record.body) and "dates" not in record.fields and bool(record.fields)
    work, school = {"position", "employer"}, {"degree", "school"}
    held = set(record.fields)
    return bool((kind in work and held & school) or (kind in school and held & work))


def _belongs_to(record: _Record, line: Line) -> bool:
    """Whether a line without a label goes on with what was done in an entry."""
    return bool(record.fields) and (line.bullet or (bool(record.body) and line.gap < 0.5 and line.text[:1].islower()))


def _goes_on_with_label(line: Line, label: str) -> bool:
    """Whether a line is the rest of a label that a narrow column broke."""
    whole = _fold(f"{label} {line.text}")
    return not line.cells and not line.bullet and whole in _kinds()


def _entry(record: _Record | None) -> list[Line]:
    if record is None:
        return []
    header = [
        replace(value, bold=number == 0, gap=1.0 if number == 0 else 0.0, wraps=False, indent=0.0)
        for number, value in enumerate(value for kind in _HEADER for value in record.fields.get(kind, []))
    ]
    dates = [replace(value, gap=0.0, wraps=False, indent=0.0) for value in record.fields.get("dates", [])]
    return [*header, *dates, *(replace(line, gap=0.0) for line in record.body)]
