"""Offices raised: "manager" of an interim manager, "the minister" of the deputy minister."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from resume.grounding.evidence import Evidence
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token
from resume.grounding.lines import Lines, reason_against
from resume.grounding.sources import Source
from resume.grounding.verdict import Reason

_TITLE_WORDS = 3
"""Words between "acting" and the office itself: "acting night shift manager"."""


class Ranks:
    """Holds the offices that a claim names against those of its lines and their headers."""

    def __init__(self, evidence: Evidence, lines: Lines) -> None:
        self._evidence = evidence
        self._lines = lines

    def risen(self, reading: Reading, segment: int, lines: Sequence[Source]) -> list[Reason]:
        """`Manager` where the source says `interim manager`."""
        lesser = words_under("cues.txt", "lesser titles")
        if not reading.lows.isdisjoint(lesser):
            return []
        reasons = self._of_lesser(reading, segment, lines)
        offices = _office_words()
        if reading.lows.isdisjoint(offices):
            return reasons
        for at in reading.part(segment):
            token = reading.tokens[at]
            if token.low not in offices or not _holds_office(reading.tokens, at):
                continue
            root = self._lines.root(token)
            headers = [self._evidence.by_id[one.entry] for one in lines if one.entry in self._evidence.by_id]
            naming = [one for one in (*lines, *headers) if root in self._lines.roots_of(one)]
            if naming and all(self._has_only_lesser(source, root) for source in naming):
                return [*reasons, reason_against("title", token.text, naming[0], f"“{token.text}” is claimed")]
        return reasons

    def _of_lesser(self, reading: Reading, segment: int, lines: Sequence[Source]) -> list[Reason]:
        """`Briefed the minister` where the source says `the deputy minister`."""
        determiners = words_under("modality.txt", "determiners")
        ranks = words_under("modality.txt", "ranks")
        reasons: list[Reason] = []
        ranked = [one for one in lines if not one.reading.lows.isdisjoint(ranks)]
        if not ranked or reading.lows.isdisjoint(determiners):
            return reasons
        for at in reading.part(segment):
            token = reading.tokens[at]
            if at == 0 or reading.tokens[at - 1].low not in determiners:
                continue
            if token.kind != "word" or token.low.endswith("s"):
                continue
            root = self._lines.root(token)
            naming = [one for one in lines if root in self._lines.roots_of(one)]
            if naming and all(self._ranks_below(one, root) for one in naming):
                reasons.append(reason_against("title", token.text, naming[0], f"“{token.text}” is claimed"))
        return reasons

    def _ranks_below(self, source: Source, root: str) -> bool:
        """Whether `assistant`, `deputy`, `vice`… stands right before every mention of an office."""
        tokens, ranks = source.reading.tokens, words_under("modality.txt", "ranks")
        return all(at > 0 and tokens[at - 1].low in ranks for at in self._lines.places(source).get(root, ()))

    def _has_only_lesser(self, source: Source, root: str) -> bool:
        """Whether a line names an office only with `acting`, `deputy`, `trainee`… before it."""
        tokens, lesser = source.reading.tokens, words_under("cues.txt", "lesser titles")
        places = self._lines.places(source).get(root, ())
        return bool(places) and all(
            any(token.low in lesser for token in tokens[max(0, at - _TITLE_WORDS) : at]) or _is_anothers(tokens, at)
            for at in places
        )


def _holds_office(tokens: Sequence[Token], at: int) -> bool:
    """Whether the office that a word names is one that somebody claims to have held: at the opening, or behind `as`."""
    begin = at
    while (
        begin > 0
        and tokens[begin - 1].kind == "word"
        and tokens[begin - 1].low not in ("as", "the", "a", "an")
        and at - begin < _TITLE_WORDS
    ):
        begin -= 1
    opens = begin == 0 or tokens[begin - 1].low == "as" or (begin > 1 and tokens[begin - 2].low == "as")
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    ends = (
        at + 1 >= len(tokens)
        or tokens[at + 1].kind != "word"
        or following in words_under("modality.txt", "behind an office")
    )
    return opens and ends and tokens[at].kind == "word"


def _is_anothers(tokens: Sequence[Token], at: int) -> bool:
    """Whether an office is somebody else's: `for the stage manager`, `to our director`."""
    lows = [token.low for token in tokens[max(0, at - _TITLE_WORDS - 1) : at]]
    owning, owners = words_under("modality.txt", "of others"), words_under("modality.txt", "whose")
    return any(low in owning and following in owners for low, following in pairwise(lows))


@cache
def _office_words() -> frozenset[str]:
    headings = ("offices", "callings", "persons", "lesser offices")
    return frozenset().union(*(words_under("cues.txt", heading) for heading in headings))
