"""One kept resume: corrected, replaced, its versions compared, and where each field came from."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from resume.schema import Resume
from ui.web import frame, session
from ui.web.comparing import changed_fields
from ui.web.corrections import moved_entries
from ui.web.origins import after_corrections, field_origins
from ui.web.parts import notices, resume_form
from ui.web.parts.markup import fill, join, put
from ui.web.parts.moments import when
from ui.web.parts.new_resume import LONGEST_NAME, Take, ask_document, read
from ui.web.parts.side_by_side import pair, pairs

if TYPE_CHECKING:
    from ui.client.stored import Master, MasterVersion

CORRECT, ORIGINS, VERSIONS, REPLACE = "Correct it", "Where it came from", "Versions", "Newer file"

_ORIGINS = """<div class="rt-scroll" tabindex="0"><table class="rt-table rt-origins"><caption class="rt-hidden">{title}</caption>
<thead><tr><th scope="col">Field</th><th scope="col">What it says</th><th scope="col">Came from</th></tr></thead>
<tbody>{rows}</tbody></table></div>"""
_ORIGIN = '<tr><th scope="row">{field}</th><td>{text}</td><td>{origin}</td></tr>'

LONGEST_SHOWN = 140
"""Characters of a field that the table of origins shows."""


def show_master(master: "Master") -> None:
    """Show a kept resume of this user's."""
    st.title(master.name)
    frame.link_to("resumes", "My resumes")
    versions = session.client().masters.versions(session.user(), master.id)
    if done := st.session_state.pop("master.done", None):
        notices.say("good", done)
    way = st.segmented_control(
        "What to look at",
        [CORRECT, VERSIONS, ORIGINS, REPLACE],
        default=CORRECT,
        required=True,
        key=f"master.way.{master.id}",
        label_visibility="collapsed",
    )
    if way == VERSIONS:
        _show_versions(master, versions)
    elif way == ORIGINS:
        _show_origins(versions[0])
    elif way == REPLACE:
        _ask_newer(master)
    else:
        _show_form(master, versions[0])


def _show_form(master: "Master", newest: "MasterVersion") -> None:
    key = f"{master.id}-{newest.number}"
    with st.container(key="card-correct"):
        resume, usable = resume_form.ask_corrections(Resume.model_validate(newest.resume), key, origins=newest.origins)
    typed = resume_form.typed(key)
    with st.container(horizontal=True):
        label = f"Save as version {newest.number + 1}"
        save = st.button(label, type="primary", key="master.save", disabled=not (typed and usable))
        st.button("Undo what I typed", key="master.undo", disabled=not typed, on_click=resume_form.drop, args=(key,))
    if save:
        moved = moved_entries(Resume.model_validate(newest.resume), typed)
        _save(master, resume, resume_form.change_note(typed), after_corrections(newest.origins, typed, moved))
        resume_form.drop(key)
        st.rerun()
    _ask_name(master)


def _save(master: "Master", resume: Resume, note: str, origins: dict[str, str]) -> None:
    version = session.client().masters.save(session.user(), master.id, resume, note, origins)
    st.session_state["master.done"] = f"Saved as version {version.number}."


def _ask_name(master: "Master") -> None:
    with st.expander("Rename"):
        name = st.text_input("Name", value=master.name, max_chars=LONGEST_NAME, key=f"master.name.{master.id}")
        if st.button("Rename it", key="master.rename", disabled=not (name or "").strip() or name == master.name):
            session.client().masters.rename(session.user(), master.id, name or "")
            st.rerun()


def _show_versions(master: "Master", versions: "Sequence[MasterVersion]") -> None:
    for number, version in enumerate(versions):
        before = versions[number + 1] if number + 1 < len(versions) else None
        with st.container(key=f"card-version-{version.number}"):
            st.subheader(f"Version {version.number}" + (", the newest" if number == 0 else ""))
            put(fill('<p class="rt-soft">{note} · {when}</p>', note=version.note, when=when(version.made_at)))
            if before is not None:
                _show_changes(before, version)
            if number and st.button(f"Go back to version {version.number}", key=f"master.back.{version.number}"):
                note = f"Back to version {version.number}"
                _save(master, Resume.model_validate(version.resume), note, dict(version.origins))
                st.rerun()


def _show_changes(before: "MasterVersion", version: "MasterVersion") -> None:
    changes = changed_fields(Resume.model_validate(before.resume), Resume.model_validate(version.resume))
    if not changes:
        put(fill('<p class="rt-small">{text}</p>', text="It says the same as the version before."))
        return
    names = (f"Version {before.number}", f"Version {version.number}")
    with st.expander(f"{len(changes)} changed field" + ("" if len(changes) == 1 else "s")):
        for change in changes:
            put(fill('<h3 class="rt-entry">{title}</h3>', title=change.title))
            put(pairs(names, [pair(names, change.before or None, change.after or None)], change.title))


def _show_origins(newest: "MasterVersion") -> None:
    origins = field_origins(Resume.model_validate(newest.resume), newest.origins)
    for section, group in groupby(origins, key=lambda one: one.section):
        rows = [fill(_ORIGIN, field=one.field, text=_clipped(one.text), origin=one.origin) for one in group]
        with st.container(key=f"card-origin-{section}"):
            st.subheader(section)
            put(fill(_ORIGINS, title=f"Where the fields of {section} came from", rows=join(rows)))


def _clipped(text: str) -> str:
    line = " · ".join(text.splitlines())
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…"


def _ask_newer(master: "Master") -> None:
    key = f"newer-{master.id}"
    reading = read(f"{key}.reading", f"{key}.problem")
    if reading is None:
        with st.container(key="card-newer"):
            put(fill('<p class="rt-soft">{text}</p>', text="It becomes the newest version; the ones before stay."))
            ask_document(key, Take(key))
        return
    mark, source = st.session_state.get(f"{key}.mark"), reading.document.name
    form = f"{key}-{mark}"
    with st.container(key="card-newer"):
        st.subheader("What was understood")
        resume, usable = resume_form.ask_corrections(reading.resume, form, origins={"": source}, unsure=reading.unsure)
    if st.button("Save as the newest version", type="primary", key="master.newer", disabled=not usable):
        typed = resume_form.typed(form)
        origins = after_corrections({"": source}, typed, moved_entries(reading.resume, typed))
        _save(master, resume, f"Read from {source}", origins)
        resume_form.drop(form)
        for name in ("reading", "problem", "mark"):
            st.session_state.pop(f"{key}.{name}", None)
        st.rerun()
