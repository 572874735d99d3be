"""British and American spelling: only the words of `spelling.tsv`, never names."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Variety = Literal["british", "american"]

_WORD = re.compile(r"(?<![\w@./\\#-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w@/\\#])(?!\.\w)")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|«[^»]*»")
_SENTENCE_END = re.compile(r"(?:[.!?…:;]|^[•*–-]?)\s*$")


@dataclass(frozen=True)
class Spellings:
    """The listed words, in small letters, each way."""

    to_american: dict[str, str]
    to_british: dict[str, str]
    """Without the words whose American form has other senses in British English."""


def spelling_variety(text: str) -> Variety | None:
    """The variety of English that a text spells; None where it holds no listed word, or as many of either kind."""
    found = [word.lower() for word in _WORD.findall(text)]
    british = sum(word in read_spellings().to_american for word in found)
    american = sum(word in read_spellings().to_british for word in found)
    if british == american:
        return None
    return "british" if british > american else "american"


def follow_spelling(text: str, variety: Variety) -> str:
    """The text with the listed words spelled as in one variety of English.

    Names stay: words with a capital inside a sentence or before another capital, words in capitals, what stands in quotation
    marks, and parts of addresses and file names.
    """
    spellings = read_spellings().to_american if variety == "american" else read_spellings().to_british
    quoted = [match.span() for match in _QUOTED.finditer(text)]

    def respell(match: re.Match[str]) -> str:
        word = match.group()
        if any(begin <= match.start() < end for begin, end in quoted) or _is_name(text, match):
            return word
        return "-".join(_respell_part(part, spellings) for part in word.split("-"))

    return _WORD.sub(respell, text)


def _respell_part(part: str, spellings: dict[str, str]) -> str:
    other = spellings.get(part.lower())
    if other is None:
        return part
    return other.capitalize() if part[0].isupper() else other


def _is_name(text: str, match: re.Match[str]) -> bool:
    word = match.group()
    if word.islower():
        return False
    if not _SENTENCE_END.search(text[: match.start()]) or any(letter.isupper() for letter in word[1:]):
        return True
    following = _WORD.match(text, match.end() + 1)
    return following is not None and following.group()[0].isupper()


@cache
def american(word: str) -> str:
    """A word (in small letters) in American spelling, so that both spellings compare as one word."""
    return read_spellings().to_american.get(word, word)


@cache
def read_spellings() -> Spellings:
    """The words of `spelling.tsv`."""
    to_american: dict[str, str] = {}
    to_british: dict[str, str] = {}
    for row in (Path(__file__).parent / "spelling.tsv").read_text(encoding="utf-8").splitlines():
        if row.startswith("#"):
            continue
        british, american_stem, endings, *mark = row.split("\t")
        for ending in endings.split():
            own, _, theirs = ending.replace("-", "").partition("/")
            pair = british + own, american_stem + (theirs if "/" in ending else own).replace("-", "")
            to_american[pair[0]] = pair[1]
            if not mark:
                to_british[pair[1]] = pair[0]
    return Spellings(to_american, to_british)
