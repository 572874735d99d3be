"""Titles that the source does not give: a high office, one that leaves out `Deputy`, one that somebody else holds."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from resume.grounding.claims import Claim, Scope
from resume.grounding.evidence import Evidence
from resume.grounding.language.lists import words_under
from resume.grounding.language.parsing import read_line
from resume.grounding.language.reading import Term
from resume.grounding.language.scope import rung
from resume.grounding.language.tokens import Token
from resume.grounding.sources import Source
from resume.grounding.support.callings import tells_of_how_many
from resume.grounding.verdict import Reason, reason_of
from resume.terms import fold

_LED = 5
"""The rung from which a word is an office."""

_LEAST_TITLE = 2
"""Words of a title: what it is of, and what its holder is called."""

_OPENING = 3
"""Words of a line within which it opens with a title."""


class Titles:
    """Holds the titles of a claim against those of the source."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._words = evidence.words
        self._titles: dict[int, Mapping[str, str]] = {}
        """By fact: the words of the title that it begins with and their roots, once they were asked for."""

    def promoted(self, claim: Claim, source: Source | None) -> list[Reason]:
        """A title that leaves out what makes the source's smaller: `Assistant`, `Deputy`, `Trainee`."""
        if source is None or source.fact.kind not in ("role", "headline"):
            return []
        title = self._titles.get(source.bit)
        if title is None:
            read = read_line(source.fact.text.partition(",")[0], self._words).tokens
            title = self._titles[source.bit] = {token.text: self._words.root(token.text) for token in read}
        if frozenset(title.values()).isdisjoint([self._words.root(token.text) for token in claim.reading.tokens]):
            return []
        mine = {key for token in claim.reading.tokens for key in self._words.keys(token.text) if key[:2] != "s:"}
        for word in title:
            if word.lower() in words_under("cues.txt", "lesser titles") and mine.isdisjoint(self._words.keys(word)):
                detail = f"The title leaves out “{word}”; the source says “{source.fact.text}”."
                return [reason_of("title", claim.text, source.fact.text, detail)]
        return []

    def mistitled(self, terms: Sequence[Term], masks: list[int], claim: Claim, scope: Scope) -> list[Reason]:
        """A high office claimed that the source names in no title: `as Theatre Director`, `Director of`."""
        if scope.named:
            return []
        tokens = claim.reading.tokens
        for whole, mask in zip(terms, masks, strict=True):
            term = whole.parts[-1] if whole.parts else whole
            if not mask or not _may_be_office(term.text):
                continue
            phrased = bool(whole.parts) and term.low not in words_under("cues.txt", "licensed")
            phrased = phrased and whole.parts[0].low != "chief"
            if phrased or _does_something(tokens, term.at):
                continue
            before = [token.low for token in tokens[max(0, term.at - 4) : term.at]]
            opens = (
                scope.whole and term.at < _OPENING and not {"the", "for", "with", "to", "of", "i", "we"} & set(before)
            )
            own = "as" in before and not {"for", "with", "to", "of"} & set(before)
            own = own or _says_was(before)
            licensed = term.low in words_under("cues.txt", "licensed")
            office = licensed or _is_office(term.text) or (own and term.low in words_under("cues.txt", "callings"))
            counted = term.at < _OPENING and tells_of_how_many(term, claim)
            if not office or not (opens or own or counted):
                continue
            if counted and self._evidence.own.get(self._words.doing(term.text), 0) & mask:
                continue
            held = self._called(term) if licensed else mask
            if not held & self._evidence.titles and not self._says_as(term, mask, claim):
                detail = f"“{term.text}” is claimed as a title; the source gives no such title."
                return [reason_of("title", term.text, "", detail)]
        return []

    def _called(self, term: Term) -> int:
        """The facts that have a calling as this word or by an alias: "surgery" makes nobody a surgeon."""
        aliases = {key for key in term.keys if key[:2] == "a:"}
        low = term.low.removesuffix("s")
        return sum(
            source.bit
            for source in self._evidence.sources
            if aliases & source.keys or any(token.low.removesuffix("s") == low for token in _own_name(source))
        )

    def _says_as(self, term: Term, mask: int, claim: Claim) -> bool:
        """Whether a fact itself says that the candidate worked as this."""
        for source in self._evidence.sources:
            tokens = source.reading.tokens
            lesser = {token.low for token in tokens} & words_under("cues.txt", "lesser titles")
            lesser -= claim.reading.lows
            if (
                source.bit & mask
                and not lesser
                and any(
                    self._words.root(token.text) == term.keys[0]
                    and "as" in [other.low for other in tokens[max(0, at - 4) : at]]
                    for at, token in enumerate(tokens)
                )
            ):
                return True
        return False

    def another(self, claim: Claim, scope: Scope) -> list[Reason]:
        """A summary that opens with a title which the source gives somebody else: `Production manager` of "helped the …"."""
        opening = claim.reading.tokens[:2]
        if not scope.whole or len(opening) < _LEAST_TITLE or not _may_be_office(opening[1].low):
            return []
        named = self._naming(self._words.root(opening[0].text), self._words.root(opening[1].text))
        if not named or named & self._evidence.titles:
            return []
        item, text = f"{opening[0].text} {opening[1].text}", self._evidence.first(named).fact.text
        return [reason_of("title", item, text, f"“{item}” is claimed; the source says it of somebody else: “{text}”.")]

    def _naming(self, first: str, second: str) -> int:
        """The facts in which two words stand side by side, by their roots."""
        evidence, found = self._evidence, 0
        either = evidence.said.get(first, 0) | evidence.denied.get(first, 0)
        for source in evidence.among(either & (evidence.said.get(second, 0) | evidence.denied.get(second, 0))):
            roots = [self._words.root(token.text) for token in source.reading.tokens]
            found |= source.bit if (first, second) in pairwise(roots) else 0
        return found


@lru_cache(maxsize=16_384)
def _is_office(word: str) -> bool:
    """Whether a word names a high office wherever it opens a title."""
    return rung((fold(word),)) >= _LED or word.lower() in words_under("cues.txt", "offices")


@lru_cache(maxsize=16_384)
def _may_be_office(word: str) -> bool:
    """Whether a word names an office, a licensed calling, or another behind `as`."""
    return (
        _is_office(word)
        or word.lower() in words_under("cues.txt", "licensed")
        or word.lower() in words_under("cues.txt", "callings")
    )


def _own_name(source: Source) -> Sequence[Token]:
    """The words of a fact, of a certificate without who gave it: "… Diploma, Institute of Paralegal Practice"."""
    tokens = source.reading.tokens
    if source.fact.section != "certificates":
        return tokens
    return tokens[: next((at for at, token in enumerate(tokens) if token.text == ","), len(tokens))]


def _does_something(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word in -s is what somebody does, and no office: `Leads a squad of 4`."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or not tokens[at].low.endswith("s"):
        return False
    return following.kind == "number" or following.low in words_under("modality.txt", "determiners")


def _says_was(before: Sequence[str]) -> bool:
    """Whether somebody is told to have been what follows: `and was depot manager`, `became the head of`."""
    at = next((at for at in range(len(before) - 1, -1, -1) if before[at] in ("was", "am", "became", "become")), -1)
    return at >= 0 and not {"for", "with", "to", "of", "by", "who", "on", "in", "at"} & set(before[at:])
