"""Where each field of a kept resume came from. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from ui.web.corrections import entries_of, section_forms

if TYPE_CHECKING:
    from resume.schema import Resume

TYPED = "typed by you"
UNKNOWN = "not recorded"

NOT_MOVED: Mapping[str, str | None] = MappingProxyType({})


@dataclass(frozen=True)
class FieldOrigin:
    """A field that is filled, and where that came from."""

    section: str
    field: str
    """Entry and field in words."""
    text: str
    origin: str


def origin_of(origins: Mapping[str, str], pointer: str) -> str:
    """Where a field came from: as its own pointer says, else the nearest one above it."""
    while pointer:
        if pointer in origins:
            return origins[pointer]
        pointer = pointer.rpartition("/")[0]
    return origins.get("", UNKNOWN)


def field_origins(resume: "Resume", origins: Mapping[str, str]) -> list[FieldOrigin]:
    """Every field that is filled with its origin, in the order of the form."""
    return [
        FieldOrigin(
            form.title,
            field.form.label if form.single else f"{entry.title}: {field.form.label}",
            field.text,
            origin_of(origins, field.pointer),
        )
        for form in section_forms()
        for entry in entries_of(resume, form)
        for field in entry.fields
        if field.text
    ]


def after_corrections(
    origins: Mapping[str, str], corrections: Mapping[str, str], moved: Mapping[str, str | None] = NOT_MOVED
) -> dict[str, str]:
    """The origins of a version that was corrected by hand.

    Args:
        origins: of the version before.
        corrections: what was typed, by pointer.
        moved: where each entry stands now, None where it was left out (`corrections.moved_entries`).
    """
    known = {**origins, **dict.fromkeys(corrections, TYPED)}
    now = {_now(pointer, moved): origin for pointer, origin in known.items()}
    return {pointer: origin for pointer, origin in now.items() if pointer is not None}


def _now(pointer: str, moved: Mapping[str, str | None]) -> str | None:
    """Where a field stands now, or None where its entry is gone."""
    entry, rest = pointer, ""
    while entry and entry not in moved:
        entry, _, step = entry.rpartition("/")
        rest = f"/{step}{rest}"
    if not entry:
        return pointer
    place = moved[entry]
    return None if place is None else place + rest
