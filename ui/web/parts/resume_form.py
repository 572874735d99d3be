"""A form over a whole resume, part by part. What is typed is kept in the session until it is saved or dropped."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import streamlit as st

from ui.web.corrections import ADDED, LEFT_OUT, FieldValue, as_typed, correct, is_entry
from ui.web.origins import origin_of
from ui.web.parts import notices
from ui.web.parts.resume_parts import choose_part, show_part

if TYPE_CHECKING:
    from resume.schema import Resume


def typed(key: str) -> dict[str, str]:
    """What was typed into the form of this key so far: JSON Pointer → text."""
    kept: dict[str, str] = st.session_state.setdefault(f"typed.{key}", {})
    return kept


def drop(key: str) -> None:
    """Forget what was typed, and show the form's fields as they were."""
    for name in [name for name in st.session_state if str(name).startswith((f"typed.{key}", f"form.{key}."))]:
        del st.session_state[name]


def ask_corrections(
    resume: "Resume", key: str, *, origins: Mapping[str, str], unsure: Collection[str] = ()
) -> "tuple[Resume, bool]":
    """Show the form; the resume as it is with what was typed, and whether all of that can be used.

    Args:
        resume: as it is kept, or was read.
        key: tells this form from others.
        origins: where its fields came from, shown with each.
        unsure: JSON Pointers of fields that had to be guessed.
    """
    shown, problems = as_typed(resume, typed(key))

    def ask(field: FieldValue) -> None:
        _ask(field, key, problems, origins, unsure=field.pointer in unsure)

    show_part(choose_part(shown, f"form.{key}.part"), shown, typed(key), f"form.{key}.part", ask)
    return correct(resume, typed(key))[0], not problems


def change_note(corrections: Mapping[str, str]) -> str:
    """What was corrected, in a few words: `2 fields corrected, 1 entry added`."""
    entries = [said for pointer, said in corrections.items() if is_entry(pointer)]
    counted = [
        (len(corrections) - len(entries), "field", "fields", "corrected"),
        (entries.count(ADDED), "entry", "entries", "added"),
        (entries.count(LEFT_OUT), "entry", "entries", "left out"),
    ]
    return ", ".join(f"{n} {one if n == 1 else more} {what}" for n, one, more, what in counted if n)


def _ask(field: FieldValue, key: str, problems: Mapping[str, str], origins: Mapping[str, str], *, unsure: bool) -> None:
    held = typed(key)
    text = held.get(field.pointer, field.text)
    label = f"{field.form.label} (please check)" if unsure else field.form.label
    came_from = f"From: {origin_of(origins, field.pointer)}" if field.text and field.pointer not in held else None
    name = f"form.{key}.{field.pointer}"
    if field.form.kind in ("text", "lines"):
        value: str | None = st.text_area(label, value=text, key=name, height="content", help=came_from)
    else:
        value = st.text_input(label, value=text, key=name, help=came_from)
    if problem := problems.get(field.pointer):
        notices.say("problem", problem)
    if value is not None and value != text:
        held[field.pointer] = value
        st.rerun()
