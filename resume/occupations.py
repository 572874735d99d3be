"""Nouns that head job titles (`engineer`, `nurse`), and finding them in a text."""

import functools

from resume.terms import fold, read_list, tokenize


def names_occupation(text: str) -> bool:
    """Whether a word of `text` is a noun that heads job titles (`engineer`, `nurse`)."""
    known, endings = _occupations()
    return any(token.word in known or token.word.endswith(endings) for token in tokenize(text))


@functools.cache
def _occupations() -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole nouns, and the endings (`-ingenieur`) under which compounds count."""
    words = [word for line in read_list("occupations.txt") for word in line.split()]
    whole = frozenset(fold(word) for word in words if not word.startswith("-"))
    return whole, tuple(fold(word[1:]) for word in words if word.startswith("-"))
