"""Waiting for an answer without blocking: the page shows that it works, and hears clicks meanwhile."""

import time
from typing import TypeVar

import streamlit as st

from ui.client import Pending
from ui.web import session
from ui.web.parts.markup import fill

T = TypeVar("T")

LOOK_SECONDS = 0.1

_LINE = '<div class="rt-working" role="status"><span class="rt-spinner"></span>{what}</div>'


def wait_for(pending: Pending[T], what: str) -> T:
    """The answer; until it is there, a line says what is being done.

    Each look writes to the page, at which Streamlit notices that the user did something else and begins anew.

    Raises:
        UserError: what was given cannot be used.
    """
    if pending.ready():
        return pending.result(0)
    place = st.empty()
    line = fill(_LINE, what=what)
    while not pending.ready():
        place.html(line)
        time.sleep(LOOK_SECONDS)
    place.empty()
    return pending.result(0)


def wait_until_open() -> None:
    """Wait until all is loaded that looking things up needs: two seconds after the program began, none later."""
    client = session.client()
    if client.is_warm():
        return
    client.warm_up()
    place = st.empty()
    while not client.is_warm():
        place.html(fill(_LINE, what="Opening your things …"))
        time.sleep(LOOK_SECONDS)
    place.empty()
