"""Lists of fixed phrases, compiled so that a text is searched for all of them at once."""

import functools
import re
from collections.abc import Iterable

from resume.terms import read_list, read_sections

_ADVERB = r"(?:(?:also|really|definitely|certainly|particularly|especially|very|highly|all|too)\s+)?"


def straighten(text: str) -> str:
    """`text` with straight apostrophes and plain spaces, character for character, so that places in it stay true."""
    return text.translate(_STRAIGHT)


_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\t": " ", "“": '"', "”": '"'})


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of `phrases` as whole words, the longest where several fit, in any case.

    An adverb may stand between two words: "it would also be good" is "it would be good".
    """
    longest_first = sorted(set(phrases), key=len, reverse=True)
    alternatives = "|".join(re.escape(phrase).replace(r"\ ", rf"\s+{_ADVERB}") for phrase in longest_first)
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-]|'\w)", re.IGNORECASE)


@functools.cache
def section_patterns(name: str) -> dict[str, re.Pattern[str]]:
    """The headings of a word list, each with the pattern of its phrases, in the list's order."""
    return {heading: compile_phrases(lines) for heading, lines in read_sections(name).items()}


@functools.cache
def section_phrases(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The headings of a word list, each with its phrases cut into lower-case words, in the list's order."""
    return {
        heading: tuple(tuple(line.casefold().split()) for line in lines)
        for heading, lines in read_sections(name).items()
    }


@functools.cache
def list_pattern(name: str) -> re.Pattern[str]:
    """The pattern of all phrases of a plain word list; of the first column where it has several."""
    return compile_phrases(line.partition("\t")[0] for line in read_list(name))


@functools.cache
def pairs(name: str) -> dict[str, str]:
    """A word list of two columns, as a mapping from the first (lower case) to the second."""
    cut = [line.partition("\t") for line in read_list(name)]
    return {left.casefold(): right for left, _, right in cut}
