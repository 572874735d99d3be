"""Words of a text as they stand, and a strict check by them alone.

`check_line` knows no synonyms and no arithmetic: whatever it passes is in the source word for word. The wording rules are tested
with it, since a rule must not bring in a word of its own. `FactBase` is the fact check of the product.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from resume.wording import american, duty_verbs, read_verbs

ItemKind = Literal["number", "name", "word"]


@dataclass(frozen=True)
class Unsupported:
    """One item of a line that its facts do not hold."""

    kind: ItemKind
    item: str
    detail: str
    """What was claimed and what the source says, in one sentence."""


_NUMBER = re.compile(
    r"(?<![\w.])(?P<currency>[$£€¥₹]|(?:USD|GBP|EUR|CHF)\s)?\s?(?P<figure>\d+(?:[.,'’\u00a0\u202f ]\d{3})*(?:[.,]\d+)?)"
    r"\s?(?P<scale>k|m|bn|thousand|million|billion)?(?P<unit>\s?%|\s?percent|\s?per cent)?(?![\w])",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[.+#/&'’-]*[^\W_]+)*[+#]*")
_SCALES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}


@dataclass(frozen=True)
class _Quantity:
    """A number by its value: `1.2M` and `1,200,000` are equal."""

    value: Decimal
    unit: str


def check_line(text: str, facts: Sequence[str]) -> list[Unsupported]:
    """What `text` claims beyond `facts`; empty if nothing.

    Args:
        text: one line of a tailored resume.
        facts: the source's words of the facts it cites.
    """
    evidence = " \n ".join(facts)
    said = frozenset(verb for fact in facts for verb in duty_verbs(fact))
    return [*_unsupported_numbers(text, evidence), *_unsupported_words(text, evidence, said)]


def _unsupported_numbers(text: str, evidence: str) -> Iterator[Unsupported]:
    known = {quantity for quantity, _ in _quantities(evidence)}
    for quantity, words in _quantities(text):
        if quantity not in known:
            yield Unsupported("number", words, f"“{words}” is claimed; the cited lines hold no such figure")


def _quantities(text: str) -> Iterator[tuple[_Quantity, str]]:
    for match in _NUMBER.finditer(text):
        try:
            value = Decimal(_plain_figure(match["figure"]))
        except InvalidOperation:
            continue
        scale = _SCALES.get((match["scale"] or "").lower(), 0)
        unit = "%" if match["unit"] else (match["currency"] or "").strip().upper()
        yield _Quantity((value * 10**scale).normalize(), unit), match.group().strip()


def _plain_figure(figure: str) -> str:
    """A figure with `.` as its decimal mark and no marks of thousands: three digits behind a mark are thousands."""
    grouped = re.sub(r"[.,'’\u00a0\u202f ](?=\d{3}(?:\D|$))", "", figure)
    return grouped.replace(",", ".")


def _unsupported_words(text: str, evidence: str, said: Set[str] = frozenset()) -> Iterator[Unsupported]:
    """What `evidence` does not hold; `said` are verbs that it tells as nouns (`responsible for the management of`)."""
    known = {_fold(word) for word in words_in(evidence)}
    roots = {_root(word) for word in known} | {_root(verb) for verb in said}
    for index, word in enumerate(words_in(text)):
        folded = _fold(word)
        if folded in known or folded.isdigit():
            continue
        if _is_name(word, opens_line=index == 0):
            yield Unsupported("name", word, f"“{word}” is claimed; the cited lines do not name it")
        elif folded not in _function_words() and _root(folded) not in roots:
            yield Unsupported("word", word, f"“{word}” is claimed; the cited lines say nothing of it")


def words_in(text: str) -> list[str]:
    """The words of a text, with the marks that belong to them: `C++`, `CI/CD`, `R&D`, `Node.js`, `co-ordinated`."""
    return _WORD.findall(unicodedata.normalize("NFKC", text))


def _is_name(word: str, *, opens_line: bool) -> bool:
    return any(not letter.islower() for letter in (word[1:] if opens_line else word) if letter not in "'’-")


def _fold(word: str) -> str:
    return "-".join(american(part) for part in word.casefold().replace("’", "'").removesuffix("'s").split("-"))


def _root(word: str) -> str:
    """One form for all forms of a verb that the wording rules know; any other word is its own root."""
    return _verb_forms().get(word, word)


@cache
def _verb_forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for verb in read_verbs():
        for form in verb.forms:
            forms.setdefault(american(form), american(verb.base))
    return forms


@cache
def _function_words() -> frozenset[str]:
    return frozenset((Path(__file__).parents[1] / "function_words_en.txt").read_text(encoding="utf-8").split())


_PIECE = re.compile(r"[^\W_]+")


def word_pieces(text: str) -> list[str]:
    """The runs of letters and digits in a text, in one case: what is left of a word wherever a line was broken."""
    return _PIECE.findall(unicodedata.normalize("NFKC", text).casefold())


def unknown_pieces(text: str, known: Set[str]) -> list[str]:
    """The pieces of `text` that are not among `known`, nor two halves of a known one."""
    pieces = word_pieces(text)
    joined = {
        index
        for index, (first, second) in enumerate(pairwise(pieces))
        if first + second in known and not (first in known and second in known)
    }
    return [
        piece
        for index, piece in enumerate(pieces)
        if piece not in known and index not in joined and index - 1 not in joined
    ]
