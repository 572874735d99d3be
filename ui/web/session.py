"""Who sits before the page, and the client that serves them."""

import streamlit as st

from ui.client import Client, User

LOCAL = User("local", "You", admin=True)
"""The single user where nobody signs in, who owns the machine."""


@st.cache_resource(show_spinner=False)
def client() -> Client:
    """The client of this process; one for all users."""
    from ui.in_process import open_client

    opened = open_client()
    _opened.append(opened)
    return opened


_opened: list[Client] = []


def close_client() -> None:
    """End the client, if anybody asked for one; runs under way are kept at their last checkpoint."""
    while _opened:
        _opened.pop().close()


def user() -> User:
    """The user of this session."""
    return LOCAL


def run_in_address() -> str | None:
    """The run that the page's address names: `?run=…`."""
    return st.query_params.get("run")
