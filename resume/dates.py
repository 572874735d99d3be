"""Dates and periods as resumes write them."""

import re

_ISO_DATE = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def is_iso_date(text: str) -> bool:
    """Whether `text` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, the dates that JSON Resume takes."""
    return _ISO_DATE.fullmatch(text) is not None
