"""The files of a run to be downloaded."""

import streamlit as st

from ui.client import FileInfo
from ui.web import session

LABELS = {
    "resume.visual.pdf": "Download PDF",
    "resume.ats.pdf": "Plain PDF for application forms",
    "resume.docx": "Word",
    "cover-letter.pdf": "Cover letter, PDF",
    "cover-letter.docx": "Cover letter, Word",
}
"""What the buttons of the files that most people want are called; the others by their purpose or name."""


def show_downloads(run_id: str) -> None:
    """Show a button for each file that most people want, and one for all of them; the rest is folded away."""
    files = session.client().files.list(session.user(), run_id)
    if not files:
        return
    first = [file for file in files if file.name in LABELS]
    with st.container(horizontal=True, key="downloads"):
        for number, file in enumerate(first):
            _button(run_id, file, LABELS[file.name], primary=number == 0)
        st.download_button(
            "All files (zip)",
            data=lambda: session.client().files.zip(session.user(), run_id),
            file_name=f"resume-{run_id}.zip",
            mime="application/zip",
            key=f"zip.{run_id}",
            on_click="ignore",
        )
    rest = [file for file in files if file.name not in LABELS]
    if rest:
        with st.expander("More formats"), st.container(horizontal=True):
            for file in rest:
                _button(run_id, file, file.name, primary=False)


def _button(run_id: str, file: FileInfo, label: str, *, primary: bool) -> None:
    st.download_button(
        label,
        data=session.client().files.read(session.user(), run_id, file.name),
        file_name=file.name,
        mime=file.mime,
        key=f"file.{run_id}.{file.name}",
        type="primary" if primary else "secondary",
        help=file.purpose or None,
        on_click="ignore",
    )
