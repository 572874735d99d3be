"""HTML of our own, with everything that comes from people or documents escaped."""

from html import escape

import streamlit as st


class Safe(str):
    """HTML that is safe as it stands, since all that was put into it was escaped."""

    __slots__ = ()


def fill(template: str, **values: object) -> Safe:
    """A template of ours with values put in: texts escaped, what is `Safe` as it is, None as nothing.

    Args:
        template: HTML with `{name}` for each value.
        values: by name.
    """
    return Safe(template.format(**{name: _shown(value) for name, value in values.items()}))


def join(pieces: "list[Safe] | tuple[Safe, ...]", between: str = "") -> Safe:
    """Several pieces as one."""
    return Safe(between.join(pieces))


def put(markup: Safe) -> None:
    """Show a piece on the page."""
    st.html(markup)


def as_label(text: str) -> str:
    """A text as a label or a hint: Streamlit reads those as Markdown."""
    return "".join(f"\\{mark}" if mark in "\\`*_[]#~$:<>|{}" else mark for mark in text)


def _shown(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, Safe) else escape(str(value))
