"""How far something went: all of what the source gives a share of, a whole team where it names some people."""

from collections.abc import Iterator

from resume.grounding.evidence import Evidence, Source
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Reading, light_words
from resume.grounding.language.scope import verb_forms
from resume.grounding.lines import Lines, reason_against
from resume.grounding.measuring.ledger import PERCENT, Ledger
from resume.grounding.verdict import Reason

_REACH = 3
"""Words behind "all" among which stands of what: "all the incoming calls"."""

_NAMING = 3
"""Words before "team" that say which: "the junior front office team"."""

_WHOLE = 100.0
"""Per cent below which a share is less than all."""


class Extents:
    """Holds the extent that a claim names against the line that comes closest to it."""

    def __init__(self, evidence: Evidence, lines: Lines) -> None:
        self._evidence = evidence
        self._lines = lines

    def widened(self, reading: Reading, ledger: Ledger, segment: int, source: Source) -> list[Reason]:
        """`Answered all calls` where the line says four of five: a share of a thing is not the whole of it."""
        found: list[Reason] = []
        if not reading.wide or any(one.dimension == PERCENT for one in ledger.quantities):
            return found
        for words, at in reading.wide:
            if reading.segment_of[at] != segment or words.casefold() not in words_under("modality.txt", "all of it"):
                continue
            of = {
                key
                for token in reading.tokens[at + 1 : at + 1 + _REACH]
                for key in self._evidence.words.keys(token.text)
            }
            for quantity in source.ledger.quantities:
                heads = {
                    key for one in quantity.after for key in self._evidence.words.keys(source.reading.tokens[one].text)
                }
                if quantity.dimension == PERCENT and not quantity.change and quantity.value < _WHOLE and of & heads:
                    found.append(reason_against("audience", words, source, f"“{words}” is claimed"))
        return found

    def grouped(self, reading: Reading, segment: int, source: Source) -> list[Reason]:
        """`Trained the front office team` where the line says six interns: a group named by what no word of the line says."""
        found: list[Reason] = []
        named_groups = words_under("modality.txt", "groups of people")
        if reading.lows.isdisjoint(named_groups):
            return found
        for at in reading.part(segment):
            token = reading.tokens[at]
            named = list(self._named_before(reading, at)) if token.low in named_groups else []
            known = self._keys_of(source) if named else frozenset()
            said = self._lines.root(token) in known or any(
                key in known for one in named for key in self._evidence.words.keys(reading.tokens[one].text)
            )
            if named and not said:
                item = reading.text[reading.tokens[min(named)].start : token.end]
                found.append(reason_against("audience", item, source, f"“{item}” is claimed"))
        return found

    def _keys_of(self, source: Source) -> frozenset[str]:
        """Keys of all words of a line."""
        return frozenset(key for token in source.reading.tokens for key in self._evidence.words.keys(token.text))

    def _named_before(self, reading: Reading, at: int) -> Iterator[int]:
        """The words right before a group that say which: `front office` in "the front office team"."""
        light = light_words(self._evidence.words.language)
        for index in range(at - 1, max(-1, at - 1 - _NAMING), -1):
            token = reading.tokens[index]
            if token.kind != "word" or token.low in light or token.used or token.low in verb_forms():
                return
            yield index
