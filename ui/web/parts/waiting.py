"""Waiting for an answer without blocking: the page shows that it works, and hears clicks meanwhile."""

import time
from typing import TypeVar

import streamlit as st

from ui.client import Pending
from ui.web.parts.markup import fill

T = TypeVar("T")

LOOK_SECONDS = 0.1


def wait_for(pending: Pending[T], what: str) -> T:
    """The answer; until it is there, a line says what is being done.

    Each look writes to the page, at which Streamlit notices that the user did something else and begins anew.

    Raises:
        UserError: what was given cannot be used.
    """
    if pending.ready():
        return pending.result(0)
    place = st.empty()
    line = fill('<div class="rt-working" role="status"><span class="rt-spinner"></span>{what}</div>', what=what)
    while not pending.ready():
        place.html(line)
        time.sleep(LOOK_SECONDS)
    place.empty()
    return pending.result(0)
