"""Cutting a line into tokens, its digits, quotes and dashes in one spelling."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from resume.grounding.language.currencies import currency_words, money_pattern, money_words
from resume.grounding.language.lists import read_lines, read_sections
from resume.grounding.language.tokens import Token

_TOKEN = re.compile(
    r"(?P<number>\d{1,2}(?:,\d\d)+,\d{3}(?![\d])"
    r"|\d{1,3}(?:[,.' ]\d{3})+(?:[.,]\d{1,2})?(?![\d])|\d+(?:[.,]\d+)?)(?P<suffix>[^\W\d_]+[23]?(?![\w]))?"
    rf"|(?P<money>{money_pattern()})"
    r"|(?P<word>(?<!\w)\.NET\b|[^\W\d_]++&[^\W\d_]+|[^\W\d_]\w*+(?:['.]\w++)*+(?:\+\+|\#|\+(?!\w))?)"
    r"|(?P<mark>[^\s\w])",
)
_VULGAR = {
    "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5", "⅛": "1/8",
}  # fmt: skip
_VULGAR_SIGN = re.compile(f"[{''.join(_VULGAR)}]")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "−": "-", "‐": "-", "‑": "-", "⁄": "/"}
)


def normalize(text: str) -> str:
    """A text in one spelling of digits, quotes and dashes; its length may change."""
    if "FY" in text:
        text = re.sub(r"\bFY(?=(?:19|20)\d\d\b)", "FY ", text)
    if ". " in text or " in" in text[-4:] or " in in " in text:
        text = _SHORT_UNIT.sub(r"\1\2", _SHORT_INCH.sub(r"\1inch", text))
    if "wpm" in text:
        text = re.sub(r"(?<=\d) ?wpm\b", " words per minute", text)
    if text.isascii():
        return text
    for sign in _VULGAR_SIGN.findall(text):
        text = text.replace(sign, f" {_VULGAR[sign]} " if text.find(sign) > 0 else f"{_VULGAR[sign]} ")
    text = unicodedata.normalize("NFKC", text).translate(_PLAIN)
    return _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


_SHORT_INCH = re.compile(r"(?<=\d)([ -])in(?:\.|(?= in\b))")
"""Inches behind a figure: `2 in. in diameter`, `6-in. pipe`; the full stop says that it is no preposition."""

_SHORT_UNIT = re.compile(r"(?<=\d)([ -]?)(ft|lbs?|oz|yds?|hrs?|mins?|secs?|yrs?|mos?|wks?)\.(?= [a-z])")
"""A unit cut short, whose full stop ends no sentence: `40 ft. of drain`."""


@cache
def _ordinals() -> dict[str, str]:
    """Ordinal numbers in digits, and in words."""
    words = [word for line in read_sections("numbers.txt")["ordinal numbers"] for word in line.split()]
    endings = {1: "st", 2: "nd", 3: "rd"}
    return {f"{number}{endings.get(number, 'th')}": word for number, word in enumerate(words, 1)}


def tokenize(text: str) -> list[Token]:
    """The numbers, words and marks of a normalized text."""
    tokens: list[Token] = []
    add, money = tokens.append, money_words()
    begin = read = 0
    for piece in text.split(" "):  # most are a word, or one with a mark behind it: only the others are worth a pattern
        end = begin + len(piece)
        if piece.isalpha() and piece not in money:
            add(Token(piece, piece.lower(), "word", begin, end))
        elif piece[-1:] in _ENDS_WORD and (word := piece[:-1]).isalpha() and word not in money:
            add(Token(word, word.lower(), "word", begin, end - 1))
            add(Token(piece[-1], piece[-1], "mark", end - 1, end))
        else:
            at = max(begin, read)  # a figure may go over a blank: "12 000"
            while at < end:
                match = _TOKEN.match(text, at)
                if match is not None:
                    add(_matched_token(match))
                read = at = match.end() if match is not None else at + 1
        begin = end + 1
    return tokens


_ENDS_WORD = frozenset(",.;:")
"""Marks behind a word that are never of it."""


def _matched_token(match: re.Match[str]) -> Token:
    kind, written, (start, end) = match.lastgroup or "mark", match[0], match.span()
    if kind not in ("number", "suffix"):
        return Token(written, written.lower(), kind, start, end)
    number, suffix = match["number"], match["suffix"] or ""
    if suffix and suffix.lower() not in _attachable():
        read = _ordinals().get(written.lower(), written)  # "2nd" is "second"
        return Token(read, read.lower(), "word", start, end)
    return Token(number, number, "number", start, end, suffix)


def tokenize_words(text: str) -> Iterator[str]:
    """The words of a text as readings cut them."""
    for token in tokenize(normalize(text)):
        if token.kind == "word":
            yield token.text
        elif token.kind == "number":
            yield token.text + token.suffix


_MOST_ATTACHED = 5
"""Letters of a unit that may stand right behind a figure: `10Mbps`, `40miles`."""


@cache
def _attachable() -> frozenset[str]:
    """Letters that may stand directly after a figure: scales, units, currency codes."""
    scales = {line.split()[0] for line in read_sections("numbers.txt")["scales"]}
    units = {spelling for line in read_lines("units.tsv") for spelling in line.split("\t")[3].split()}
    money = {word for word in currency_words() if len(word) <= 4 and word.isalpha()}
    return frozenset(scales | {unit.lower() for unit in units if len(unit) <= _MOST_ATTACHED} | money) - {
        "s",
        "d",
        "x2",
    }
