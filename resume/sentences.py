"""Cutting a paragraph into sentences without losing a character, and putting names into one."""

import re
from collections.abc import Sequence
from pathlib import Path

_ABBREVIATIONS = frozenset(
    (Path(__file__).parent / "abbreviations.txt").read_text(encoding="utf-8").split()  # one a line
)
_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-ZÀ-ÖØ-Þ0-9])")
_LAST_WORD = re.compile(r"[\w.&/-]+$")


def split_sentences(text: str) -> list[str]:
    """The sentences of a paragraph, in order; joined with single spaces they give the paragraph's words again.

    A full stop ends a sentence only before a capital or a digit, and never after a known abbreviation or an initial.
    """
    sentences: list[str] = []
    begin = 0
    for match in _END.finditer(text):
        if match.group()[0] == "." and _is_abbreviation(text[begin : match.start()]):
            continue
        sentences.append(text[begin : match.end()].strip())
        begin = match.end()
    rest = text[begin:].strip()
    return [*sentences, rest] if rest else sentences


_SAID_WITH_VOWEL = re.compile(r"[AEIOaeio]|[Uu](?!ni)|[FHLMNRSX](?:[A-Z]|Sc\b|Eng\b|Phil\b|Res\b)")


def article(name: str) -> str:
    """`an` before what is said with a vowel (`an MSc`, `an NVQ`, `an Associate degree`), `a` before the rest (`a BSc`)."""
    return "an" if _SAID_WITH_VOWEL.match(name) else "a"


def list_up(names: Sequence[str], link: str = "and") -> str:
    """Names as a person lists them: `a, b and c`. A name may hold commas of its own."""
    return f"{', '.join(names[:-1])} {link} {names[-1]}" if len(names) > 1 else "".join(names)


def _is_abbreviation(before: str) -> bool:
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    bare = word.group()
    return bare.lower() in _ABBREVIATIONS or (len(bare) == 1 and bare.isupper())
