"""Named grammar rules: slips that can be told from the words alone, each with a message and, where that is sure, what mends it.

They are few on purpose. A rule that is right nine times of ten is no rule here: a resume is full of clipped lines, names and
codes, and a wrong alarm costs more trust than a missed slip.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from resume.sentences import split_sentences
from resume.wording.verbs import is_form
from resume.wording.words import tokens_of, word_class

LEAST_SENTENCE = 4
"""Words from which on a sentence of a letter must have a verb: `With kind regards` needs none."""

_ARTICLE = re.compile(r"(?<![\w'’./&-])(a|an|A|An) ([^\W\d_]+(?:-[^\W\d_]+)*)(?!\w|\.\w|@)")
_DOUBLED = re.compile(r"(?<![\w'’-])([^\W\d_]+) +\1(?![\w'’-])")
_MAY_DOUBLE = frozenset(
    {"had", "that", "is", "do", "so", "very", "ha", "bye", "night", "win", "cha", "agar", "ping", "yo", "baden"}
)
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))
_LIST_NUMBER = re.compile(r"(?:^|[\s(])(?:\d{1,2}|[a-z])\)(?=\s)")


@dataclass(frozen=True)
class Slip:
    """A place in a text that breaks a rule."""

    rule: str
    message: str
    found: str
    """The words that break it."""
    start: int
    end: int
    mended: str | None
    """What should stand there; None where that is not sure."""


@dataclass(frozen=True)
class GrammarRule:
    """A rule: its name, what the report says, and how it finds its slips."""

    name: str
    message: str
    find: Callable[[str], Iterator[tuple[int, int, str | None]]]
    """Begin, end and what should stand there, of each slip."""
    letters_only: bool = False
    """Whether it holds for a letter's whole sentences alone: a resume's lines are clipped."""


class _PatternRow(BaseModel):
    """One rule of `grammar.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    message: str
    find: str
    mend: str | None = None
    exact: bool = False
    keep_first: bool = False
    """Whether the first character that was found stays."""
    wrong: list[str]
    right: list[str]


def find_slips(text: str, *, letter: bool = False) -> list[Slip]:
    """The grammar slips of an English text, in order; none overlaps another.

    Args:
        text: a line or a paragraph.
        letter: whether it is a letter's, whose sentences are whole.
    """
    found = [
        Slip(rule.name, rule.message, text[begin:end], begin, end, mended)
        for rule in grammar_rules()
        if letter or not rule.letters_only
        for begin, end, mended in rule.find(text)
    ]
    found.sort(key=lambda slip: (slip.start, slip.end))
    return [slip for at, slip in enumerate(found) if at == 0 or slip.start >= found[at - 1].end]


def mend_slips(text: str, *, letter: bool = False) -> str:
    """The text with every slip mended for which that is sure; mending it again changes nothing."""
    for _ in range(_MOST_ROUNDS):
        mended = text
        for slip in reversed(find_slips(text, letter=letter)):
            if slip.mended is not None:
                mended = mended[: slip.start] + slip.mended + mended[slip.end :]
        if mended == text:
            break
        text = mended
    return text


_MOST_ROUNDS = 3


def _find_articles(text: str) -> Iterator[tuple[int, int, str | None]]:
    """`a` before a vowel and `an` before a consonant, as they are said; acronyms, names and numbers are left alone."""
    for match in _ARTICLE.finditer(text):
        word = match[2].split("-")[0]
        if not word.islower() or len(word) < _SHORTEST_SAID or _is_label(text, match):
            continue
        wanted = "an" if _is_said_with_vowel(word) else "a"
        if match[1].lower() != wanted:
            mended = wanted.capitalize() if match[1][0].isupper() else wanted
            yield match.start(1), match.end(1), mended


def _is_label(text: str, match: re.Match[str]) -> bool:
    """Whether an `A` is a name: `Vitamin A intake`, `Serie A and B`."""
    before = text[: match.start()].rstrip()
    return match[1] == "A" and bool(before) and before[-1] not in ".!?:"


_SHORTEST_SAID = 3
_SILENT_H = ("hour", "honest", "honor", "honour", "heir")
_SAID_WITH_Y = ("uni", "use", "usa", "usu", "uti", "ure", "ura", "eu", "ewe", "ubi", "uku", "one", "once", "ufo")
_NOT_WITH_Y = ("unim", "unin", "unid", "unil")


def _is_said_with_vowel(word: str) -> bool:
    if word.startswith(_SILENT_H):
        return True
    if word.startswith("one") and not word.startswith(("one-", "ones")) and word != "one":
        return True  # onerous
    return word[0] in "aeiou" and (not word.startswith(_SAID_WITH_Y) or word.startswith(_NOT_WITH_Y))


def _find_doubled_words(text: str) -> Iterator[tuple[int, int, str | None]]:
    for match in _DOUBLED.finditer(text):
        if match[1].islower() and match[1] not in _MAY_DOUBLE:
            yield match.start(), match.end(), match[1]


def _find_unpaired(text: str) -> Iterator[tuple[int, int, str | None]]:
    counted = Counter(text)
    for opening, closing in _PAIRS:
        if counted[opening] < counted[closing] == counted[opening] + len(_LIST_NUMBER.findall(text)):
            continue  # 1) first 2) second
        if counted[opening] != counted[closing]:
            at = text.rfind(opening if counted[opening] > counted[closing] else closing)
            yield at, at + 1, None
    if counted['"'] % 2 and not re.search(r"\d\"", text):
        at = text.rfind('"')
        yield at, at + 1, None


def _find_no_verb(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Sentences in which no word may be a verb: questions of style are left alone, so one that may be one is enough."""
    begin = 0
    for sentence in split_sentences(text):
        begin = text.find(sentence, begin)
        words = [token.low for token in tokens_of(sentence) if token.is_word]
        if len(words) >= LEAST_SENTENCE and not any(_may_be_verb(word) for word in words):
            yield begin, begin + len(sentence), None


def _may_be_verb(word: str) -> bool:
    bare = re.sub(r"['’](?:m|ve|d|ll|s|re|t)$", "", word)
    if bare != word or bare in word_class("finite"):
        return True
    return is_form(bare, "past", "third", "base") or (len(bare) > LEAST_SENTENCE and bare.endswith(("ed", "s")))


def _pattern_rule(row: _PatternRow) -> GrammarRule:
    pattern = re.compile(row.find, 0 if row.exact else re.IGNORECASE)

    def find(text: str) -> Iterator[tuple[int, int, str | None]]:
        for match in pattern.finditer(text):
            mended = match.expand(row.mend) if row.mend is not None else None
            if mended is not None and row.keep_first:
                mended = match.group()[0] + mended
            elif mended and match.group()[0].isupper():
                mended = mended[0].upper() + mended[1:]
            yield match.start(), match.end(), mended

    return GrammarRule(row.name, row.message, find)


@cache
def read_pattern_rows() -> tuple[_PatternRow, ...]:
    """The rows of `grammar.toml`."""
    rows = tomllib.loads((Path(__file__).parent / "grammar.toml").read_text(encoding="utf-8"))["rule"]
    return tuple(_PatternRow.model_validate(row) for row in rows)


@cache
def grammar_rules() -> tuple[GrammarRule, ...]:
    """All rules, the file's and those that need more than a pattern."""
    return (
        *(_pattern_rule(row) for row in read_pattern_rows()),
        GrammarRule("article", "“a” and “an” changed over", _find_articles),
        GrammarRule("doubled_word", "the same word twice", _find_doubled_words),
        GrammarRule("unpaired", "a bracket or quotation mark without its partner", _find_unpaired),
        GrammarRule("no_verb", "a sentence without a verb", _find_no_verb, letters_only=True),
    )
