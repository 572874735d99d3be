"""A resume as JSON Resume, valid for checkers that are strict about formats and about unknown names at the root.

The schema is JSON Resume 1.0.0 (`documents/schemas/`). What it has no place for moves to where it allows additions, so
that nothing is lost: custom sections and other parts unknown to it go into `meta`, an address or e-mail that is none into
`urlText` or `emailText` beside it. `resume.schema.Resume` finds the custom sections there again.
"""

import json
import math
from collections.abc import Callable

from documents.writers.addresses import is_email, web_uri
from resume.schema import Resume

_ROOT_NAMES = frozenset(Resume.model_fields) - {"custom_sections", "meta"}

_Correct = Callable[[object], str | None]
"""What a checker takes for this value: the value itself, the same in valid form, or None."""


def write_json(resume: Resume) -> str:
    """The resume as JSON Resume 1.0.0, indented by 2, in UTF-8 letters, with a newline at the end."""
    document = _finite(resume.to_json())
    if not isinstance(document, dict):
        raise TypeError("a resume is a JSON object")
    meta = document.pop("meta", {})
    named = {"$schema"} if _as_uri(document.get("$schema")) else set()
    for key in [key for key in document if key not in _ROOT_NAMES | named]:
        meta[_free_name(key, meta)] = document.pop(key)
    _correct(document, "$schema", _as_uri)
    for part in _parts(document):
        _correct(part, "url", _as_uri)
    _correct(document.get("basics", {}), "email", _as_email)
    _correct(meta, "canonical", _as_uri)
    _correct(meta, "version", _as_text)
    _correct(meta, "lastModified", _as_text)
    return (
        json.dumps({**document, **({"meta": meta} if meta else {})}, ensure_ascii=False, indent=2, allow_nan=False)
        + "\n"
    )


def _parts(value: object) -> list[dict[str, object]]:
    """All objects within, the outer ones first."""
    if isinstance(value, dict):
        return [value, *(part for item in list(value.values()) for part in _parts(item))]
    if isinstance(value, list):
        return [part for item in value for part in _parts(item)]
    return []


def _correct(part: dict[str, object], key: str, valid: _Correct) -> None:
    """Give the value of `key` in its valid form, or move it beside where it has none."""
    if key not in part:
        return
    value = valid(part[key])
    if value is None:
        part[_free_name(f"{key}Text", part)] = part.pop(key)
    else:
        part[key] = value


def _free_name(wanted: str, part: dict[str, object]) -> str:
    while wanted in part:
        wanted += "_"
    return wanted


def _as_uri(value: object) -> str | None:
    return web_uri(value) if isinstance(value, str) else None


def _as_email(value: object) -> str | None:
    return value if isinstance(value, str) and is_email(value) else None


def _as_text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _finite(value: object) -> object:
    """The same with copies of all containers, and infinities and NaN, which JSON lacks, as words."""
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value
