"""Correcting what was read of a resume: fields by JSON Pointer, entries added and left out; pure.

Which fields there are, and what they are called, stands in `fields.toml`. Corrections are texts by pointer: of a field its new
text, of a whole entry `ADDED`, `LEFT_OUT` or both. While they are made, every entry keeps its pointer, the ones left out included
(`as_typed`); what comes of them is `correct`, and where each entry stands then is `moved_entries`.
"""

import functools
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from resume.schema import Resume

FieldKind = Literal["line", "text", "lines", "date"]
"""`line`: a short text; `text`: a paragraph; `lines`: a list, one item a line; `date`: YYYY, YYYY-MM or YYYY-MM-DD."""

ADDED, LEFT_OUT, ADDED_AND_LEFT_OUT = "added", "left out", "added, left out"
"""What a correction says at the pointer of a whole entry. What was added keeps its place, so that those after it keep theirs."""

_DATES = ("startDate", "date", "releaseDate")
"""The keys that say when an entry was, one of them for each kind of entry."""


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
    adds: str = ""
    """What the button says that adds an entry."""


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
            adds=row.get("adds", ""),
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
    """The resume with its corrections, and what is wrong with those that cannot be used: their fields stay as they were.

    Entries added stand by their date among those that were read, and where nothing was filled in they are dropped.

    Args:
        resume: as it was read.
        corrections: JSON Pointer of a field → its new text; of a list, one item a line; empty takes it away. JSON Pointer of an
            entry → `ADDED`, `LEFT_OUT` or both.
    """
    from resume.schema import Resume

    typed, problems = as_typed(resume, corrections)
    data = _as_data(typed)
    for form, order in _orders(resume, typed, corrections):
        held = _list_at(data, form.pointer)
        held[:] = [held[place] for place in order]
    return Resume.model_validate(data), problems


def as_typed(resume: "Resume", corrections: Mapping[str, str]) -> "tuple[Resume, dict[str, str]]":
    """The resume as a form shows it while it is corrected: each entry at its pointer, those added last, none left out yet."""
    from resume.dates import is_iso_date
    from resume.schema import Resume

    data, problems = _as_data(resume), {}
    entries = _make_room(data, corrections)
    kinds = {field.pointer: field.form.kind for field in _fields(Resume.model_validate(data))}
    for pointer, text in corrections.items():
        kind = kinds.get(pointer)
        if pointer in entries:
            continue
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


def next_entry(typed: "Resume", form: SectionForm) -> str:
    """The pointer of an entry that is added to a section."""
    return f"{form.pointer}/{len(_list_at(_as_data(typed), form.pointer))}"


def is_left_out(corrections: Mapping[str, str], entry: str) -> bool:
    """Whether the entry at a pointer was left out."""
    return corrections.get(entry) in (LEFT_OUT, ADDED_AND_LEFT_OUT)


def leave_out(corrections: dict[str, str], entry: str) -> None:
    """Note that the entry at a pointer is left out."""
    corrections[entry] = ADDED_AND_LEFT_OUT if entry in corrections else LEFT_OUT


def put_back(corrections: dict[str, str], entry: str) -> None:
    """Note that the entry at a pointer is left out no more."""
    if corrections.pop(entry, None) == ADDED_AND_LEFT_OUT:
        corrections[entry] = ADDED


def is_entry(pointer: str) -> bool:
    """Whether a pointer names a whole entry, and no field."""
    return any(not form.single and _number_in(form, pointer) is not None for form in section_forms())


def moved_entries(resume: "Resume", corrections: Mapping[str, str]) -> dict[str, str | None]:
    """Where each entry stands after `correct`: its pointer before → after, None where it is gone."""
    typed, _ = as_typed(resume, corrections)
    moved: dict[str, str | None] = {}
    for form, order in _orders(resume, typed, corrections):
        for place in range(len(_list_at(_as_data(typed), form.pointer))):
            now = order.index(place) if place in order else None
            moved[f"{form.pointer}/{place}"] = None if now is None else f"{form.pointer}/{now}"
    return moved


def _make_room(data: dict[str, object], corrections: Mapping[str, str]) -> set[str]:
    """Put an empty entry wherever one was added; the pointers of all entries that were added or left out."""
    named = set()
    for form in section_forms():
        if form.single:
            continue
        held = _list_at(data, form.pointer)
        while f"{form.pointer}/{len(held)}" in corrections:
            held.append({})
        numbers = {pointer: _number_in(form, pointer) for pointer in corrections}
        named |= {pointer for pointer, number in numbers.items() if number is not None and number < len(held)}
    return named


def _number_in(form: SectionForm, pointer: str) -> int | None:
    """Which entry of a section a pointer names; None where it names none, or a field within one."""
    rest = pointer.removeprefix(f"{form.pointer}/")
    return int(rest) if rest != pointer and rest.isascii() and rest.isdigit() else None


def _orders(
    resume: "Resume", typed: "Resume", corrections: Mapping[str, str]
) -> Iterator[tuple[SectionForm, list[int]]]:
    """Of each list of entries, those that stay, by their places before, in their order after."""
    before, after = _as_data(resume), _as_data(typed)
    for form in section_forms():
        if form.single:
            continue
        held, read = _list_at(after, form.pointer), len(_list_at(before, form.pointer))
        stays = [place for place in range(len(held)) if not is_left_out(corrections, f"{form.pointer}/{place}")]
        order = [place for place in stays if place < read]
        for place in stays:
            if place >= read and any(_text(_at(held[place], f"/{field.name}")) for field in form.fields):
                order.insert(_place_by_date(held, order, place), place)
        yield form, order


def _place_by_date(held: list[object], order: Sequence[int], added: int) -> int:
    """Where an entry comes among the others, newest first: before the first that is older; last where nothing tells."""
    date = _date_of(held[added])
    older = (number for number, place in enumerate(order) if date and "" < _date_of(held[place]) < date)
    return next(older, len(order))


def _date_of(entry: object) -> str:
    return next((text for key in _DATES if (text := _text(_at(entry, f"/{key}")))), "")


def _list_at(data: dict[str, object], pointer: str) -> list[object]:
    held = _at(data, pointer)
    if not isinstance(held, list):
        raise TypeError(f"{pointer} is no list of entries")
    return held


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
