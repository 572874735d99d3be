"""Addresses as documents show them: what is printed, and what may be linked to."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from documents.writers.printable import clean_line

_LINKED_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d)")
_BARE_HOST = re.compile(r"(?:www\.)?[^\s/@:?#.]+(?:\.[^\s/@:?#.]+)*\.[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_URI_MARKS = ":/?#@!$&'()*+,;=-._~%"
_URI_CHARACTER = r"(?:[A-Za-z0-9:/?@!$&'()*+,;=._~-]|%[0-9A-Fa-f]{2})"
_URI = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:{_URI_CHARACTER}+(?:#{_URI_CHARACTER}*)?")
_AUTHORITY = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@]*@)?[^/?#@:]+(?::\d*)?(?=[/?#]|$)")
_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)


@dataclass(frozen=True)
class Link:
    """A piece of text, and the address behind it if there is a safe one."""

    text: str
    href: str | None = None


def web_link(url: str | None) -> Link | None:
    """The address as a reader wants it (`github.com/x`), linked where it is http, https, mailto or tel; None if empty.

    Any other scheme (`javascript:`, `file:`) is printed in full and not linked.
    """
    text = clean_line(url)
    if not text:
        return None
    href = web_uri(text)
    if href is None or href.split(":")[0].lower() not in _LINKED_SCHEMES:
        return Link(text)
    shown = re.sub(r"^(?:https?://|mailto:|tel:)", "", text, flags=re.IGNORECASE)
    return Link(shown.rstrip("/") or text, href)


def email_link(email: str | None) -> Link | None:
    """An e-mail address, linked if it is one; None if empty."""
    text = clean_line(email)
    return Link(text, f"mailto:{text}" if is_email(text) else None) if text else None


def phone_link(phone: str | None) -> Link | None:
    """A telephone number, linked if it is one; None if empty."""
    text = clean_line(phone)
    if not text:
        return None
    digits = re.sub(r"[^\d+]", "", text.replace("(0)", ""))
    dialled = re.fullmatch(r"\+?\d{6,15}", digits) and re.fullmatch(r"[\d\s()+./\u2010-\u2013-]+", text)
    return Link(text, f"tel:{digits}" if dialled else None)


def web_uri(url: str) -> str | None:
    """The address as a URI of RFC 3986, or None where it cannot be one.

    `example.org/x` gets the scheme that browsers would give it; letters outside ASCII are percent-encoded.
    """
    text = url.strip()
    if not _SCHEME.match(text):
        if not _BARE_HOST.fullmatch(text):
            return None
        text = f"https://{text}"
    encoded = quote(text, safe=_URI_MARKS)
    return encoded if _is_uri(encoded) and not re.search(r"\s", url.strip()) else None


def is_email(text: str) -> bool:
    """Whether the text is an e-mail address in the form that strict checkers take (ASCII, RFC 5321)."""
    return _EMAIL.fullmatch(text) is not None


def _is_uri(text: str) -> bool:
    return _URI.fullmatch(text) is not None and (
        not re.match(r"(?:https?:|[A-Za-z][A-Za-z0-9+.-]*://)", text) or _AUTHORITY.match(text) is not None
    )
