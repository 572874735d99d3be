"""The fixed words of a letter, from `phrases.toml`, and the phrases that none may hold, from `refused.txt`."""

import re
import string
import tomllib
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def _phrases() -> dict[str, dict[str, str | list[str]]]:
    read: dict[str, dict[str, str | list[str]]] = tomllib.loads((_HERE / "phrases.toml").read_text("utf-8"))
    return read


def versions(group: str, name: str) -> list[str]:
    """All versions of a phrase, the best first.

    Raises:
        KeyError: there is no such phrase.
    """
    found = _phrases()[group][name]
    return [found] if isinstance(found, str) else found


def fill(group: str, name: str, **values: str | None) -> str:
    """The first version of a phrase of which all fields are known.

    Raises:
        KeyError: there is no such phrase, or none whose fields are known.
    """
    return next(iter(fillings(group, name, **values)))


def fillings(group: str, name: str, **values: str | None) -> list[str]:
    """All versions of a phrase of which all fields are known, filled in."""
    known = {field: value for field, value in values.items() if value}
    filled: list[str] = []
    for version in versions(group, name):
        fields = {field for _, field, _, _ in string.Formatter().parse(version) if field}
        if fields <= known.keys():
            filled.append(version.format(**known))
    return filled


def refused_phrase(text: str) -> str | None:
    """The first phrase in a text that no letter may hold; None where there is none."""
    match = _refused().search(text.replace("’", "'"))
    return match.group() if match else None


@cache
def _refused() -> re.Pattern[str]:
    rows = (_HERE / "refused.txt").read_text("utf-8").splitlines()
    phrases = [re.escape(row.strip()) for row in rows if row.strip() and not row.startswith("#")]
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)
