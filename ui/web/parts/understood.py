"""What was understood of a resume, in short, and a form to correct it. Fields that had to be guessed are marked."""

from typing import TYPE_CHECKING

import streamlit as st

from ui.client import ResumeReading
from ui.web.corrections import FieldValue, as_typed, correct, find_field
from ui.web.parts import given, notices
from ui.web.parts.markup import Safe, fill, join, put
from ui.web.parts.resume_parts import choose_part, show_part

if TYPE_CHECKING:
    from resume.schema import Resume

TO_CHECK = "Please check"
"""The first choice of the form, where fields had to be guessed."""

MOST_ROLES = 4


def show_understood(reading: ResumeReading) -> None:
    """Show the reading with the user's corrections, and the form."""
    _show_summary(reading, correct(reading.resume, given.corrections())[0])
    unsure = unsure_fields(reading)
    label = f"Check {_count(len(unsure), 'field')} and correct" if unsure else "Check and correct"
    with st.expander(label, expanded=False, key=f"fix.open.{given.mark_of('resume')}"):
        _show_form(reading, unsure)


def unsure_fields(reading: ResumeReading) -> list[FieldValue]:
    """The fields that had to be guessed, and that the form can show."""
    found = [find_field(reading.resume, pointer) for pointer in reading.unsure]
    return [field for field in found if field is not None]


_SUMMARY = """
<p class="rt-title">{name}</p>
<p class="rt-soft">{contact}</p>
<ul class="rt-list">{roles}</ul>
<p class="rt-small">{counts}</p>
<p class="rt-small">Read from {source}.</p>
"""


def _show_summary(reading: ResumeReading, resume: "Resume") -> None:
    basics = resume.basics
    contact = [text for text in (basics.email, basics.phone) if text]
    roles = [_role(work.position, work.name, work.start_date, work.end_date) for work in resume.work[:MOST_ROLES]]
    more = len(resume.work) - MOST_ROLES
    if more > 0:
        roles.append(fill("<li class='rt-soft'>and {roles} more</li>", roles=_count(more, "role")))
    put(
        fill(
            _SUMMARY,
            name=basics.name or "No name was found",
            contact=" · ".join(contact) or "No e-mail or phone was found.",
            roles=join(roles),
            counts=", ".join(_counts(resume)),
            source=given.name_of("resume"),
        )
    )
    for warning in reading.warnings:
        notices.say("caution", "Not all of it was understood.", warning[:1].upper() + warning[1:] + ".")


def _role(position: str | None, employer: str | None, start: str | None, end: str | None) -> Safe:
    what = ", ".join(part for part in (position, employer) if part) or "A role without a title"
    when = f"{start[:4]} – {end[:4] if end else 'now'}" if start else ""
    return fill("<li>{what} <span class='rt-soft'>{when}</span></li>", what=what, when=when)


def _counts(resume: "Resume") -> list[str]:
    lines = sum(len(work.highlights) for work in resume.work)
    skills = sum(len(skill.keywords) or 1 for skill in resume.skills)
    counted = [(len(resume.work), "role"), (lines, "line"), (len(resume.education), "degree"), (skills, "skill")]
    return [_count(number, what) for number, what in counted if number] or ["Nothing was told apart in it"]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _show_form(reading: ResumeReading, unsure: list[FieldValue]) -> None:
    corrections = given.corrections()
    typed, problems = as_typed(reading.resume, corrections)
    key = f"fix.part.{given.mark_of('resume')}"
    marked = {field.pointer for field in unsure}

    def ask(field: FieldValue) -> None:
        _ask_field(field, problems, unsure=field.pointer in marked)

    chosen = choose_part(typed, key, first=[TO_CHECK] if unsure else [])
    if chosen != TO_CHECK:
        show_part(chosen, typed, corrections, key, ask)
        return
    put(fill('<p class="rt-small">{text}</p>', text="These were hard to tell apart. Are they right?"))
    for field in unsure:
        ask(field)


def _ask_field(field: FieldValue, problems: dict[str, str], *, unsure: bool) -> None:
    """One field; what is typed is kept among the corrections."""
    key = f"fix.{given.mark_of('resume')}.{field.pointer}"
    typed = given.corrections().get(field.pointer, field.text)
    label = f"{field.form.label} (please check)" if unsure else field.form.label
    if field.form.kind in ("text", "lines"):
        value: str | None = st.text_area(label, value=typed, key=key, height="content")
    else:
        value = st.text_input(label, value=typed, key=key)
    if problem := problems.get(field.pointer):
        notices.say("problem", problem)
    if value is not None and value != typed:
        given.corrections()[field.pointer] = value
        st.rerun()
