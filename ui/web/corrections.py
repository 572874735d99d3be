"""Correcting what was read of a resume: fields by JSON Pointer, pure.

Which fields there are, and what they are called, stands in `fields.toml`.
"""

import functools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from resume.schema import Resume

FieldKind = Literal["line", "text", "lines", "date"]
"""`line`: a short text; `text`: a paragraph; `lines`: a list, one item a line; `date`: YYYY, YYYY-MM or YYYY-MM-DD."""


@dataclass(frozen=True)
class FieldForm:
    """One field of an entry, as a form shows it."""

    name: str
    """Its key in JSON Resume; `a/b` is within an object."""
    label: str
    kind: FieldKind


@dataclass(frozen=True)
class SectionForm:
    """One section, as a form shows it."""

    name: str
    pointer: str
    """Of the list of entries, or of the one object."""
    title: str
    heading: tuple[str, ...]
    """The fields that name an entry."""
    fields: tuple[FieldForm, ...]
    single: bool = False
    """Whether it is one object and no list."""


@dataclass(frozen=True)
class FieldValue:
    """A field with what it holds now."""

    pointer: str
    form: FieldForm
    text: str
    """A list is one item a line."""


@dataclass(frozen=True)
class EntryForm:
    """One entry of a section with its fields."""

    pointer: str
    title: str
    fields: tuple[FieldValue, ...]


@functools.cache
def section_forms() -> tuple[SectionForm, ...]:
    """All sections that can be corrected, in the order of the form."""
    table = tomllib.loads(resources.files("ui.web").joinpath("fields.toml").read_text("utf-8"))
    return tuple(
        SectionForm(
            name=name,
            pointer=row["pointer"],
            title=row["title"],
            heading=tuple(row["heading"]),
            single=row.get("single", False),
            fields=tuple(FieldForm(field, label, kind) for field, (label, kind) in row["fields"].items()),
        )
        for name, row in table.items()
    )


def entries_of(resume: "Resume", form: SectionForm) -> list[EntryForm]:
    """The entries of a section with what their fields hold."""
    held = _at(_as_data(resume), form.pointer)
    entries = [held] if form.single else held
    if not isinstance(entries, list):
        return []
    found = []
    for number, entry in enumerate(entries):
        pointer = form.pointer if form.single else f"{form.pointer}/{number}"
        named = [text for name in form.heading if (text := _text(_at(entry, f"/{name}")))]
        fields = [
            FieldValue(f"{pointer}/{field.name}", field, _text(_at(entry, f"/{field.name}"))) for field in form.fields
        ]
        found.append(EntryForm(pointer, ", ".join(named) or f"{form.title} {number + 1}", tuple(fields)))
    return found


def correct(resume: "Resume", corrections: Mapping[str, str]) -> "tuple[Resume, dict[str, str]]":
    """The resume with fields set anew, and what is wrong with those that cannot be set, which stay as they were.

    Args:
        resume: as it was read.
        corrections: JSON Pointer of a field → its new text; of a list, one item a line; empty takes it away.
    """
    from resume.dates import is_iso_date
    from resume.schema import Resume

    data, problems = _as_data(resume), {}
    kinds = {field.pointer: field.form.kind for field in _fields(resume)}
    for pointer, text in corrections.items():
        kind = kinds.get(pointer)
        if kind is None:
            problems[pointer] = "There is no such field any more."
        elif kind == "date" and text.strip() and not is_iso_date(text.strip()):
            problems[pointer] = "Write a date as 2024, 2024-05 or 2024-05-31."
        else:
            _set(data, pointer, _value(text, kind))
            if kind == "date":
                # The period in the source's own words would contradict the new one.
                _set(data, f"{pointer.rpartition('/')[0]}/dateText", None)
    return Resume.model_validate(data), problems


def find_field(resume: "Resume", pointer: str) -> FieldValue | None:
    """The field at a pointer, or None where the form shows none there."""
    return next((field for field in _fields(resume) if field.pointer == pointer), None)


def _fields(resume: "Resume") -> list[FieldValue]:
    return [field for form in section_forms() for entry in entries_of(resume, form) for field in entry.fields]


def _as_data(resume: "Resume") -> dict[str, object]:
    data: dict[str, object] = resume.model_dump(mode="json", by_alias=True)
    return data


def _value(text: str, kind: FieldKind) -> object:
    if kind == "lines":
        return [line.strip() for line in text.splitlines() if line.strip()]
    return text.strip() or None


def _text(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(str(item) for item in value)
    return "" if value is None else str(value)


def _steps(pointer: str) -> Sequence[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def _at(value: object, pointer: str) -> object:
    for step in _steps(pointer):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def _set(data: dict[str, object], pointer: str, new: object) -> None:
    *way, last = _steps(pointer)
    value: object = data
    for step in way:
        if isinstance(value, dict):
            if value.get(step) is None:
                value[step] = {}
            value = value[step]
        elif isinstance(value, list):
            value = value[int(step)]
    if isinstance(value, dict):
        value[last] = new
