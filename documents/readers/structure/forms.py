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
from documents.readers.structure.lexicon import organization_score, school_score
from resume.dates import find_period

_LABELLED = re.compile(r"(?P<label>[^:|]{2,80}?)\s*:\s+(?P<value>\S.*)")
_LEAST_FIELDS = 2
"""Fewest different kinds of labels that a form has (a period and a position, say)."""
_BLOCK_GAP = 0.5
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


def is_form_label(text: str) -> bool:
    """Whether a text labels a field of a form: "Position", "Arbeitgeber"."""
    return _fold(text) in _kinds()


def unfold_forms(lines: Sequence[Line]) -> UnfoldedForm:
    """The lines with each labelled entry set as role, employer, period and bullets; as they are where there is no form."""
    lines, joined = _with_whole_periods(lines)
    found = [_field(line) for line in lines]
    kinds = Counter(one[0] for one in found if one is not None)
    repeated = kinds["dates"] and any(kinds[kind] for kind in _NAMING)
    if len(kinds) < _LEAST_FIELDS or not (repeated or sum(kinds[kind] for kind in _NAMING) >= 2 * _LEAST_FIELDS):
        return UnfoldedForm(list(lines), [])
    unfolded: list[Line] = []
    labels: list[str] = joined
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
            named = _take_name_above(value, record.body if record is not None else unfolded)
            unfolded += _entry(record)
            record = _Record()
            if named is not None:
                record.fields[_kind_of_name(kind)] = [named]
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
    kind = "dates" if kind == "from" else kind
    if kind in (None, "until") or (kind == "dates" and find_period(value) is None):
        return None
    return kind, label, replace(line, text=value, cells=(), bullet=False, bold=False, bold_start="", gap=0.0)


def _with_whole_periods(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """The lines with `From: May 2018` and `To: April 2020` below it as one period, and the labels that went."""
    whole: list[Line] = []
    labels: list[str] = []
    for line in lines:
        start = _end_of_period(whole[-1], "from") if whole else None
        end = _end_of_period(line, "until")
        period = f"{start[1]} – {end[1]}" if start and end else ""
        found = find_period(period)
        if start and end and found is not None and found.is_range and found.text == period:
            whole[-1] = replace(whole[-1], text=f"Dates: {period}", cells=("Dates", period))
            labels += [start[0], end[0]]
        else:
            whole.append(line)
    return whole, labels


def _end_of_period(line: Line, kind: str) -> tuple[str, str] | None:
    """Label and value of a line that says when something began (`from`) or ended (`until`)."""
    match = _LABELLED.fullmatch(line.text)
    label, value = line.cells if len(line.cells) == 2 else (match["label"], match["value"]) if match else ("", "")
    return (label, value) if _kinds().get(_fold(label)) == kind else None


def _take_name_above(value: Line, above: list[Line]) -> Line | None:
    """The employer or school on a numbered line above the fields, which are set deeper; it is taken from what stands above."""
    if not above or not above[-1].bullet or above[-1].indent >= value.indent or value.gap >= _BLOCK_GAP:
        return None
    text = above[-1].text
    if max(organization_score(text), school_score(text)) < 1:
        return None
    return replace(above.pop(), bullet=False)


def _kind_of_name(kind: str) -> str:
    return "school" if kind in ("degree", "school", "subjects") else "employer"


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
