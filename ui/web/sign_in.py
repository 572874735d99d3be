"""Signing in with OpenID Connect, where it is set up; elsewhere one person sits before the machine that is theirs.

It is set up by our settings (`RESUME_TAILOR_OIDC_…`), or by an `[auth]` section of Streamlit's own secrets.
"""

import functools
import hashlib
import hmac
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from errors import UserError
from settings import PREFIX, Settings, read_settings
from ui.client import User

LOCAL = User("local", "You", admin=True)
"""The single user where nobody signs in, who owns the machine."""

LONGEST_ID = 255
"""Characters of a user's id in the database."""

LEAST_COOKIE_SECRET = 32
"""Characters, as many as bytes of the signature's hash."""

_WANTED = ("oidc_metadata_url", "oidc_client_id", "oidc_client_secret", "oidc_address")


def auth_secrets(settings: Settings) -> dict[str, str] | None:
    """What Streamlit is told so that people can sign in; None where our settings set nothing up.

    Raises:
        UserError: a setting is missing or cannot be used; names it.
    """
    given = {name: getattr(settings, name) for name in _WANTED}
    if not any(given.values()):
        return None
    for name, value in given.items():
        if not value:
            raise UserError(_variable(name), "signing in needs it as well", "set it, or none of RESUME_TAILOR_OIDC_…")
    _check_address("oidc_metadata_url", settings.oidc_metadata_url or "")
    _check_address("oidc_address", settings.oidc_address or "")
    secret = settings.oidc_client_secret
    assert secret is not None  # looked at above
    return {
        "redirect_uri": f"{(settings.oidc_address or '').rstrip('/')}/oauth2callback",
        "cookie_secret": _cookie_secret(settings),
        "client_id": settings.oidc_client_id or "",
        "client_secret": secret.get_secret_value(),
        "server_metadata_url": settings.oidc_metadata_url or "",
    }


def _variable(name: str) -> str:
    return PREFIX + name.upper()


def _check_address(name: str, address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1"):
        return
    raise UserError(_variable(name), "this is no safe address", "it begins with https://, or http://localhost")


def _cookie_secret(settings: Settings) -> str:
    """What signs the cookies: as set, else made from the secret key, so that a new start signs nobody out."""
    if settings.oidc_cookie_secret is not None:
        given = settings.oidc_cookie_secret.get_secret_value()
        if len(given) < LEAST_COOKIE_SECRET:
            remedy = f"take {LEAST_COOKIE_SECRET} characters or more"
            raise UserError(_variable("oidc_cookie_secret"), "it is too short to be safe", remedy)
        return given
    from ui.secret_key import load_key

    return hmac.new(load_key(settings), b"cookies of the web UI", hashlib.sha256).hexdigest()


def check_secret_files() -> None:
    """Refuse files of Streamlit's that cannot be read: Streamlit takes them for absent, and nobody would have to sign in.

    Raises:
        UserError: names the file.
    """
    from streamlit import config

    for path in map(Path, config.get_option("secrets.files")):
        try:
            if path.is_file():
                tomllib.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
            raise UserError(str(path), "it cannot be read as TOML", "mend it, or take it away") from None


@functools.cache
def is_on() -> bool:
    """Whether people sign in here; decided once, so that a file that goes while the server runs opens no door."""
    from streamlit.runtime.secrets import secrets_singleton

    if auth_secrets(read_settings()) is not None:
        return True
    return bool(secrets_singleton.load_if_toml_exists() and secrets_singleton.get("auth"))


def signed_in_user() -> User | None:
    """Whoever signed in; None before that."""
    claims = st.user.to_dict()
    return user_of(claims, read_settings().admins) if claims.get("is_logged_in") is True else None


def user_of(claims: Mapping[str, object], admins: Sequence[str]) -> User:
    """The user that an identity token tells of.

    The id is subject and issuer, which no two people share and nobody can choose; an e-mail may change hands. An administrator
    is named by that id, by the subject, or by an e-mail that the provider says is verified.

    Raises:
        UserError: the token names nobody.
    """
    subject, issuer = str(claims.get("sub") or ""), str(claims.get("iss") or "")
    if not subject:
        raise UserError("sign-in", "the provider did not say who you are", "try again, or ask whoever runs this")
    id = f"{subject}@{urlsplit(issuer).netloc or issuer}{urlsplit(issuer).path.rstrip('/')}"
    if len(id) > LONGEST_ID:
        id = hashlib.sha256(id.encode()).hexdigest()
    mail = str(claims.get("email") or "")
    names = {id, subject} | ({mail.casefold()} if mail and claims.get("email_verified") is True else set())
    named = str(claims.get("name") or claims.get("preferred_username") or mail or "You")
    return User(id, named, admin=any(one in names or one.casefold() in names for one in admins))


def sign_in() -> None:
    """Leave for the provider."""
    st.login()


def sign_out() -> None:
    """Forget who sits here."""
    st.logout()
