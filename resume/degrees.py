"""Levels of education, as ads ask for them and resumes name them."""

import functools
import re

from resume.terms import content_stems, read_sections

LEVELS = ("school", "vocational", "bachelor", "master", "doctorate")
"""Levels from lowest to highest, as the word list orders them."""

_ANY = "any"
_OPEN_FIELD = re.compile(
    r"\b(?:any|related|similar|relevant|comparable|equivalent|numerate|technical)\b", re.IGNORECASE
)


def degree_level(text: str) -> int | None:
    """The lowest level of education that `text` names, as an index into `LEVELS`; None where it names none."""
    return min(_levels(text), default=None)


def highest_level(text: str) -> int | None:
    """The highest level of education that `text` names, as an index into `LEVELS`; None where it names none."""
    return max(_levels(text), default=None)


def _levels(text: str) -> list[int]:
    """All levels that `text` names; a degree without its level is a bachelor's."""
    named = [at for at, level in enumerate(LEVELS) if _patterns()[level].search(text)]
    return named or ([LEVELS.index("bachelor")] if _patterns()[_ANY].search(text) else [])


def find_degree(text: str) -> tuple[int, int] | None:
    """Where `text` first names a degree or another level of education."""
    found = [match.span() for level in (*LEVELS, _ANY) if (match := _patterns()[level].search(text))]
    return min(found) if found else None


def field_of_study(text: str) -> tuple[str, ...]:
    """Stems of the subject that a degree is asked for or held in; empty where none is named."""
    rest = text
    for level in (*LEVELS, _ANY):
        rest = _patterns()[level].sub(" ", rest)
    empty = _empty_stems()
    return tuple(stem for stem in content_stems(_OPEN_FIELD.sub(" ", rest)) if stem not in empty and not stem.isdigit())


def shares_field(asked: tuple[str, ...], held: tuple[str, ...]) -> bool:
    """Whether a degree's subject is the one asked for; broad words ("science") alone make no subject the same."""
    telling = set(asked) - _broad_stems() or set(asked)
    return any(_is_same_word(one, other) for one in telling for other in held)


_LONG = 8
"""Letters from which a word with an ending of another language (`Steuerfachangestellten`) is told by its beginning."""
_LONGEST_ENDING = 2


def _is_same_word(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (
        len(short) >= _LONG and long.startswith(short) and len(long) - len(short) <= _LONGEST_ENDING
    )


def is_open_field(text: str) -> bool:
    """Whether the ad takes other subjects too ("or a related field")."""
    return _OPEN_FIELD.search(text) is not None


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Exact spellings (`BA`, `MSc`) count in their own case only, words in any; `BS 7671` is a standard."""
    patterns: dict[str, re.Pattern[str]] = {}
    sections = read_sections("degrees.txt")
    for level in (*LEVELS, _ANY):
        lines = sections[level]
        words = sorted((line for line in lines if not line.endswith("^")), key=len, reverse=True)
        exact = sorted((line.rstrip("^") for line in lines if line.endswith("^")), key=len, reverse=True)
        any_case = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
        own_case = "|".join(re.escape(word).replace(r"\.", r"\.?") for word in exact)
        own = (
            rf"|\b(?:{own_case})(?!\w)(?!\s+(?:Excel|Office|Word|Project|Teams|SQL|Access|Outlook)|\s*(?:(?:EN|ISO)\s+)*\d)"
            if exact
            else ""
        )
        patterns[level] = re.compile(rf"(?i:\b(?:{any_case})(?!\w)){own}")
    return patterns


@functools.cache
def _broad_stems() -> frozenset[str]:
    return frozenset(stem for line in read_sections("degrees.txt")["broad"] for stem in content_stems(line))


@functools.cache
def _empty_stems() -> frozenset[str]:
    return frozenset(stem for line in read_sections("degrees.txt")["empty"] for stem in content_stems(line))
