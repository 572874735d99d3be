"""The parts of a resume in a form: one of them at a time, its entries one below the other, to be added to and left out."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from ui.web.corrections import (
    ADDED,
    EntryForm,
    FieldValue,
    SectionForm,
    entries_of,
    is_left_out,
    leave_out,
    next_entry,
    put_back,
    section_forms,
)
from ui.web.parts.markup import as_label, fill, put

if TYPE_CHECKING:
    from resume.schema import Resume

MISSING = "Something is missing"
"""The last choice: parts of which the resume has none yet."""


def choose_part(typed: "Resume", key: str, first: Sequence[str] = ()) -> str:
    """Ask for a part; its title, one of `first`, or `MISSING`.

    Args:
        typed: the resume with what was typed so far.
        key: of the choice.
        first: choices that stand before the parts.
    """
    held = [form.title for form in section_forms() if entries_of(typed, form)]
    choices = [*first, *held, MISSING]
    return str(st.pills("Part of the resume", choices, default=choices[0], required=True, key=key) or choices[0])


def show_part(
    title: str, typed: "Resume", corrections: dict[str, str], key: str, ask: Callable[[FieldValue], None]
) -> None:
    """Show the fields of a part, or the parts that are missing.

    Args:
        title: what was chosen.
        typed: the resume with what was typed so far.
        corrections: what was typed; entries that are added or left out are noted there.
        key: of the choice, which follows where a part is begun.
        ask: shows a field.
    """
    if title == MISSING:
        _show_missing(typed, corrections, key)
        return
    form = next(form for form in section_forms() if form.title == title)
    for entry in entries_of(typed, form):
        _show_entry(form, entry, corrections, key, ask)
    if form.adds:
        st.button(form.adds, key=f"{key}.add.{form.name}", on_click=_add, args=(form, typed, corrections, key))


def _show_missing(typed: "Resume", corrections: dict[str, str], key: str) -> None:
    put(
        fill('<p class="rt-small">{text}</p>', text="What your resume holds and was not found in it can be added here.")
    )
    with st.container(horizontal=True):
        for form in section_forms():
            if form.adds and not entries_of(typed, form):
                st.button(form.adds, key=f"{key}.add.{form.name}", on_click=_add, args=(form, typed, corrections, key))


def _show_entry(
    form: SectionForm, entry: EntryForm, corrections: dict[str, str], key: str, ask: Callable[[FieldValue], None]
) -> None:
    if form.single:
        for field in entry.fields:
            ask(field)
        return
    left_out = is_left_out(corrections, entry.pointer)
    shown = '<h3 class="rt-entry"><s>{title}</s> <span class="rt-mark">left out</span></h3>'
    put(fill(shown if left_out else '<h3 class="rt-entry">{title}</h3>', title=entry.title))
    if not left_out:
        for field in entry.fields:
            ask(field)
    st.button(
        "Put it back" if left_out else "Leave this out",
        type="tertiary",
        key=f"{key}.out.{entry.pointer}",
        help=f"{'Put back' if left_out else 'Leave out'}: {as_label(entry.title)}",
        on_click=put_back if left_out else leave_out,
        args=(corrections, entry.pointer),
    )


def _add(form: SectionForm, typed: "Resume", corrections: dict[str, str], key: str) -> None:
    corrections[next_entry(typed, form)] = ADDED
    st.session_state[key] = form.title
