"""A line as words and marks, with their places, and what the closed classes of English words are."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TOKEN = re.compile(r"[^\W_]+(?:[-'’/&.+#]+[^\W_]+)*[+#%]*|[^\w\s]")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Token:
    """A word or a mark of a line."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The word in small letters."""
        return self.text.lower()

    @property
    def is_word(self) -> bool:
        """Whether it is a word, a figure or the sign of a currency, not a mark."""
        return self.text[0].isalnum() or self.text in "$£€¥"


OPENING_QUOTES = ("“", "‘", "«", '"')

END = Token("\0", 0, 0)
"""What stands behind the last token."""


def tokens_of(text: str) -> list[Token]:
    """The words and marks of a line, in order."""
    return [Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of one class of `word_classes.txt`.

    Raises:
        KeyError: there is no such class.
    """
    return _classes()[name]


@cache
def _classes() -> dict[str, frozenset[str]]:
    rows = (Path(__file__).parent / "word_classes.txt").read_text(encoding="utf-8").splitlines()
    pairs = (row.split(":", 1) for row in rows if row and not row.startswith("#"))
    return {name.strip(): frozenset(words.split()) for name, words in pairs}


def opens_object(token: Token, after: Token = END) -> bool:
    """Whether a noun phrase surely begins here: an article, a pronoun of belonging, a quantity (`up to 40`) or a quotation.

    A year is no quantity.
    """
    if token.text in OPENING_QUOTES:
        return True
    if token.low in word_class("hedges"):
        return _is_quantity(after) or (token.low, after.low) in {("up", "to"), ("at", "least"), ("more", "than")}
    return token.low in word_class("determiners") or _is_quantity(token)


def _is_quantity(token: Token) -> bool:
    figure = re.fullmatch(r"[$£€¥]|\d[\d,.]*(?:%|\+|k|m|bn)?", token.low)
    return bool(figure) and not _YEAR.fullmatch(token.text)


def capitalise(text: str) -> str:
    """The text with a capital at its start, unless its first word has a spelling of its own (`iOS`, `pH`)."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    if any(letter.isupper() for letter in first[1:]) and first[:1].islower():
        return text
    return text[:1].upper() + text[1:]
