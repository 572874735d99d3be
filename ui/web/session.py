"""Who sits before the page, and the client that serves them."""

from urllib.parse import urlsplit

import streamlit as st

from errors import UserError
from ui.client import Client, User
from ui.web import sign_in

LOCAL = sign_in.LOCAL


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
    """The user of this session.

    Raises:
        UserError: nobody signed in yet. The frame asks for that before any page is shown.
    """
    if not sign_in.is_on():
        return sign_in.LOCAL
    signed_in = sign_in.signed_in_user()
    if signed_in is None:
        raise UserError("this page", "nobody is signed in", "sign in first")
    return signed_in


def must_sign_in() -> bool:
    """Whether nothing may be shown before somebody signs in."""
    return sign_in.is_on() and sign_in.signed_in_user() is None


def where() -> str:
    """What the program runs on, as whoever sits before the page calls it: their own computer, or a server somewhere else."""
    host = urlsplit(st.context.url or "http://localhost").hostname or ""
    own = host == "localhost" or host.endswith(".localhost") or host == "::1" or host.startswith("127.")
    return "this computer" if own and not sign_in.is_on() else "this server"


def run_in_address() -> str | None:
    """The run that the page's address names: `?run=…`."""
    return st.query_params.get("run")
