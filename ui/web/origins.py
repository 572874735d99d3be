"""Where each field of a kept resume came from. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.web.corrections import entries_of, section_forms

if TYPE_CHECKING:
    from resume.schema import Resume

TYPED = "typed by you"
UNKNOWN = "not recorded"


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


def after_corrections(origins: Mapping[str, str], corrections: Mapping[str, str]) -> dict[str, str]:
    """The origins of a version whose fields were corrected by hand."""
    return {**origins, **dict.fromkeys(corrections, TYPED)}
