"""Sentences of a letter that claim nothing about the candidate's past: why one writes, thanks, hopes, words about "your" firm."""

from collections.abc import Sequence
from functools import cache

from resume.grounding.language.lists import read_sections, words_under
from resume.grounding.language.reading import Reading
from resume.grounding.language.releases import release_year
from resume.grounding.language.tokens import Token

_MOST_NAMED = 3
"""Words that "your" may stand before: "your senior leadership team" has that many."""


def pass_over_courtesies(reading: Reading) -> None:
    """Mark the words of courtesies as used, so that they are no terms; figures in them are still checked.

    A courtesy ends where it turns to the candidate: "I would welcome the chance to bring my ten years of …" is one up to
    "bring". Names pass only where the sentence speaks of the job applied for, and never those of technologies.
    """
    tokens = reading.tokens
    begin = 0
    for at in range(len(tokens) + 1):
        if at == len(tokens) or (tokens[at].kind == "mark" and tokens[at].text in ".!?;"):
            _pass_over_sentence(tokens, begin, at)
            begin = at + 1


def _pass_over_sentence(tokens: Sequence[Token], begin: int, end: int) -> None:
    sentence = tokens[begin:end]
    lows = [token.low for token in sentence]
    applies = bool(set(lows) & words_under("cues.txt", "applying"))
    length = _courtesy(lows)
    if length:
        for at, token in enumerate(sentence):
            if at >= length and _turns(lows, at):
                break
            if applies or at == 0 or not token.text[0].isupper() or token.low == "i":
                token.used = token.used or (token.kind == "word" and release_year(token.text) is None)
    for at, low in enumerate(lows):
        if low == "your":
            _pass_over_theirs(sentence[at + 1 : at + 1 + _MOST_NAMED])


def _courtesy(lows: Sequence[str]) -> int:
    """Tokens of the opening that makes a sentence a courtesy; 0 for other sentences."""
    words = [low for low in lows if low[0].isalnum()]
    openings = _openings().get(words[0], ()) if words else ()
    return max([len(opening) for opening in openings if words[: len(opening)] == opening], default=0)


@cache
def _openings() -> dict[str, list[list[str]]]:
    """The words with which courtesies open, by the first of them."""
    found: dict[str, list[list[str]]] = {}
    for line in read_sections("cues.txt")["courtesies"]:
        words = line.split()
        found.setdefault(words[0], []).append(words)
    return found


def _turns(lows: Sequence[str], at: int) -> bool:
    """Whether a courtesy turns to the candidate at a word."""
    low, following = lows[at], lows[at + 1] if at + 1 < len(lows) else ""
    if low == "my":
        return following not in words_under("cues.txt", "applying")
    if low == "with":
        return following not in ("you", "your", "the", "interest", "regard", "great", "much")
    if low == "i":
        return at > 1 and following not in ("would", "could", "can", "may", "might", "look", "hope", "should")
    if low == "as":
        return following in ("a", "an", "my", "i")
    return low in words_under("cues.txt", "turns to oneself")


def _pass_over_theirs(following: Sequence[Token]) -> None:
    for token in following:
        if token.kind != "word" or token.text[0].isupper() or token.low in ("and", "in", "with", "to", "for", "by"):
            if token.text not in "-'":
                return
            continue
        token.used = True
