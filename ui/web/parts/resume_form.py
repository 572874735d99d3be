"""A form over a whole resume, part by part. What is typed is kept in the session until it is saved or dropped."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import streamlit as st

from ui.web.corrections import FieldValue, correct, entries_of, section_forms
from ui.web.origins import origin_of
from ui.web.parts import notices
from ui.web.parts.markup import fill, put

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
    corrected, problems = correct(resume, typed(key))
    forms = [form for form in section_forms() if entries_of(corrected, form)]
    if not forms:
        notices.say("caution", "Nothing in it can be told apart.", "Try another file, or paste its text.")
        return corrected, False
    titles = [form.title for form in forms]
    chosen = st.pills("Part of the resume", titles, default=titles[0], required=True, key=f"form.{key}.part")
    form = next(one for one in forms if one.title == chosen)
    for entry in entries_of(corrected, form):
        if not form.single:
            put(fill('<h3 class="rt-entry">{title}</h3>', title=entry.title))
        for field in entry.fields:
            _ask(field, key, problems, origins, unsure=field.pointer in unsure)
    return corrected, not problems


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
