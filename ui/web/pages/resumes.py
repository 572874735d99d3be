"""My resumes: those that are kept, each with its versions and where its fields came from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from ui.web import frame, session
from ui.web.parts import given, notices, resume_versions
from ui.web.parts.asking import ask_to_delete
from ui.web.parts.markup import Safe, fill, join, put
from ui.web.parts.moments import when
from ui.web.parts.new_resume import show_new
from ui.web.parts.waiting import wait_until_open

if TYPE_CHECKING:
    from resume.schema import Resume
    from ui.client.stored import Master

LEAD = "Keep one resume, or several: one a profession, one a language. Each change makes a version, and the ones before stay."

MOST_ROLES = 3

_CARD = """<p class="rt-title">{name}</p><p class="rt-soft">{who}</p><ul class="rt-list">{roles}</ul>
<p class="rt-small">{versions}, last changed {when}</p>"""


def show() -> None:
    """Show all, or the one that the address names, or the way to add one."""
    if "add" in st.query_params:
        show_new()
        return
    wanted = st.query_params.get("resume")
    wait_until_open()
    masters = session.client().masters.of(session.user())
    if wanted is not None:
        _show_one(wanted, masters)
        return
    st.title("My resumes")
    put(fill('<p class="rt-lead">{lead}</p>', lead=LEAD))
    if not masters:
        notices.empty("No resume is kept yet", "Add yours once; then every ad needs only itself.")
    if st.button("Add a resume", type="primary", key="resumes.add"):
        frame.go_to("resumes", add="new")
    for master in masters:
        _show_card(master)


def _show_one(id: str, masters: "Sequence[Master]") -> None:
    found = next((one for one in masters if one.id == id), None)
    if found is None:
        st.title("There is no such resume")
        put(fill('<p class="rt-lead">{text}</p>', text="It was deleted, or it belongs to somebody else."))
        frame.link_to("resumes", "My resumes")
        return
    resume_versions.show_master(found)


def _show_card(master: "Master") -> None:
    from resume.schema import Resume

    newest = session.client().masters.versions(session.user(), master.id)[0]
    resume = Resume.model_validate(newest.resume)
    with st.container(key=f"card-master-{master.id}"):
        put(
            fill(
                _CARD,
                name=master.name,
                who=resume.basics.name or "No name was found",
                roles=_roles(resume),
                versions="1 version" if master.versions == 1 else f"{master.versions} versions",
                when=when(master.updated_at),
            )
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Tailor with it", key=f"master.use.{master.id}"):
                use(master, resume)
            if st.button("Correct it, see its versions", key=f"master.open.{master.id}"):
                frame.go_to("resumes", resume=master.id)
            if st.button("Delete …", key=f"master.delete.{master.id}", type="tertiary"):
                _ask_to_delete(master)


def use(master: "Master", resume: "Resume") -> None:
    """Take a kept resume to the Tailor page."""
    document = session.client().documents.as_document(resume, master.name)
    given.take_resume(document, master.name, master=master.id)
    frame.go_to("tailor")


def _ask_to_delete(master: "Master") -> None:
    text = "All of its versions are deleted. What you tailored from it stays in the history."

    def delete() -> None:
        session.client().masters.delete(session.user(), master.id)

    ask_to_delete(master.name, text, delete)


def _roles(resume: "Resume") -> Safe:
    named = [", ".join(part for part in (work.position, work.name) if part) for work in resume.work[:MOST_ROLES]]
    items = [fill("<li>{role}</li>", role=role or "A role without a title") for role in named]
    more = len(resume.work) - MOST_ROLES
    if more > 0:
        items.append(fill("<li class='rt-soft'>and {more} more</li>", more=more))
    return join(items)
