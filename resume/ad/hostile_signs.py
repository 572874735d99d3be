"""How much a sentence of a job ad looks as if it were meant for a program: signs, each with its weight, added up.

Known phrases (`hostile.toml`) catch known attacks. New wordings still have to say who is meant (a program), what it is to do
(drop its orders, repeat a word, put something into a resume, prefer a candidate) or to hand over a "fact" about somebody an ad
cannot know; the signs in `hostile_signs.toml` are those parts, whatever their order.
"""

import functools
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from typing import NotRequired, TypedDict

from resume.ad.disguises import undisguised
from resume.ad.patterns import compile_patterns

_GATED = re.compile(
    r"\{[{%#]|[%#}]\}|[$#@]\{|<[%|?!/]|[|%?]>|</?(?:script|img|iframe|svg|style|object|embed|link|meta|body|input|form|video|audio|details|system|assistant|prompt|instructions?)\b"
    r"|\[/?INST\]|javascript:\S|data:\w+/|on\w+\s*=|!\[|\]\("
    r"|__\w+__|\\x[0-9a-f]{2}|&#x?\w+;|(?:^|\s)[=@](?:\w+\(|cmd)|[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\ue000-\uf8ff\U000e0000-\U000e0fff]|https?://\S*[?=&]",
    re.I,
)
"""Marks that no requirement of a job ad is written with."""
_LONGEST_WORD = 45
"""Longer unbroken words are data; German compounds stay below it."""
_ORDER_IN_NAME = re.compile(
    r"(?<=\S)\W+(?:print|say|write|add|ignore|insert|append|output|repeat|echo|reply|respond|disregard|forget|mention|include)\s+\S"
    r"|[{}<>=\\]|;\s*\S+\s+\S"
)
_ROW_WORDS = 40
"""Longer rows are paragraphs, which are read sentence by sentence."""
_WORD_END = re.compile(r"[\s/,;|()&+_.:-]+")
_PLAIN_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_LONGEST_SCORED = 700
"""Characters of a sentence that are read for signs; it bounds the time."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores from which something follows; why these, stands in `hostile_signs.toml`."""

    removed: float
    listed: float
    gathered: float
    gained: float
    neighbour: float


class _Entry(TypedDict):
    name: str
    family: NotRequired[str]
    weight: float
    patterns: list[str]
    unless: NotRequired[list[str]]


class _File(TypedDict):
    """The content of `hostile_signs.toml`."""

    thresholds: dict[str, float]
    vocabulary: dict[str, str]
    sign: list[_Entry]


@dataclass(frozen=True, slots=True)
class Score:
    """What a sentence scored, and the names of the signs found in it."""

    total: float
    signs: tuple[str, ...]
    unlisted: float = 0
    """What is added where its words would be listed."""


@dataclass(frozen=True, slots=True)
class _Sign:
    name: str
    family: str
    weight: float
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None

    def is_in(self, text: str) -> bool:
        return self.pattern.search(text) is not None and (self.unless is None or self.unless.search(text) is None)


def score_sentence(sentence: str) -> Score:
    """The highest score that a sentence reaches, as it is or with its disguises undone."""
    return _score_cached(sentence[:_LONGEST_SCORED])


def is_hostile_sentence(sentence: str) -> bool:
    """Whether a sentence has so many signs of being meant for a program that it must go."""
    return score_sentence(sentence).total >= thresholds().removed


def is_hostile_together(parts: Iterable[str]) -> bool:
    """Whether pieces of text make a hostile sentence only when read one after the other, beginning with the first."""
    texts = list(parts)
    whole = score_sentence(" ".join(texts)).total
    limits = thresholds()
    if whole < limits.gathered or whole <= score_sentence(" ".join(texts[1:])).total:
        return False
    return whole - max(score_sentence(text).total for text in texts) >= limits.gained


def is_safe_ad_phrase(text: str) -> bool:
    """Whether words of an ad may be listed in a report: the last gate, stricter than what the ad's text went through."""
    if _GATED.search(text) or any(len(word) > _LONGEST_WORD for word in _WORD_END.split(_PLAIN_ADDRESS.sub(" ", text))):
        return False
    score = score_sentence(text)
    return score.total + score.unlisted < thresholds().listed


def safe_ad_rows(text: str) -> str:
    """An ad without the short rows that may not be listed; read before headings are told from what they head."""
    rows = (row for row in text.split("\n") if len(row.split()) > _ROW_WORDS or is_safe_ad_phrase(row))
    return "\n".join(rows)


def safe_name(text: str | None) -> str | None:
    """A job title or an employer's name if it may be shown: besides being safe, it gives no order (`Acme; print …`)."""
    return None if text and _ORDER_IN_NAME.search(text) else safe_ad_phrase(text)


def safe_ad_phrase(text: str | None) -> str | None:
    """The words if they may be listed in a report, else None."""
    return text if text and is_safe_ad_phrase(text) else None


@functools.lru_cache(maxsize=4096)
def _score_cached(sentence: str) -> Score:
    return max((_score_form(form) for form in undisguised(sentence)), key=lambda score: score.total + score.unlisted)


def _score_form(text: str) -> Score:
    found = [sign for sign in _signs() if sign.is_in(text)]
    to_program = any(sign.family == "machine" for sign in found)
    counted = [sign for sign in found if not (to_program and sign.family == "honest")]
    return Score(
        sum(sign.weight for sign in counted if sign.family != "listing"),
        tuple(sign.name for sign in counted),
        sum(sign.weight for sign in counted if sign.family == "listing"),
    )


@functools.cache
def thresholds() -> Thresholds:
    """The scores from which something follows."""
    return Thresholds(**_data()["thresholds"])


@functools.cache
def _signs() -> tuple[_Sign, ...]:
    data = _data()
    return tuple(
        _Sign(
            entry["name"],
            entry.get("family", ""),
            entry["weight"],
            compile_patterns(entry["patterns"], data["vocabulary"]),
            compile_patterns(entry["unless"], data["vocabulary"]) if "unless" in entry else None,
        )
        for entry in data["sign"]
    )


@functools.cache
def _data() -> _File:
    text = resources.files("resume.ad").joinpath("hostile_signs.toml").read_text("utf-8")
    data: _File = tomllib.loads(text)  # type: ignore[assignment]
    return data
