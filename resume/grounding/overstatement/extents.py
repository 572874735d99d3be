"""How far something went: all of what the source gives a share of, a whole team where it names some people."""

from collections.abc import Iterator
from functools import cached_property

from resume.grounding.evidence import Evidence
from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Reading
from resume.grounding.language.scope import verb_forms
from resume.grounding.language.thesaurus import names_worker
from resume.grounding.lines import Lines, reason_against
from resume.grounding.measuring.ledger import COUNT, PERCENT, Ledger
from resume.grounding.sources import Source
from resume.grounding.verdict import Reason

_REACH = 3
"""Words behind "all" among which stands of what: "all the incoming calls"."""

_NAMING = 3
"""Words before "team" that say which: "the junior front office team"."""

_ONE = frozenset(("1", "one"))
"""How a line counts one of something."""

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
            if token.low not in named_groups:
                continue
            known = self._keys_of(source)
            if self._lines.root(token) in known:
                continue
            named = list(self._named_before(reading, at))
            said = not named or any(
                key in known for one in named for key in self._evidence.words.keys(reading.tokens[one].text)
            )
            alone = sum(one.dimension == COUNT for one in source.ledger.quantities) == 1
            if not said or (alone and source.bit in self.of_one):
                item = reading.text[reading.tokens[min([*named, at])].start : token.end]
                found.append(reason_against("audience", item, source, f"“{item}” is claimed"))
        return found

    def _keys_of(self, source: Source) -> frozenset[str]:
        """Keys of all words of a line."""
        return frozenset(key for token in source.reading.tokens for key in self._evidence.words.keys(token.text))

    def several(self, reading: Reading, segment: int, source: Source) -> list[Reason]:
        """`Mentored designers` where the line says that it was one."""
        found: list[Reason] = []
        head = self.of_one.get(source.bit, "")
        for at in reading.part(segment):
            token = reading.tokens[at]
            if token.low in (f"{head}s", f"{head}es") and not (at and reading.tokens[at - 1].used):
                found.append(reason_against("number", token.text, source, f"“{token.text}” is claimed"))
        return found

    @cached_property
    def of_one(self) -> dict[int, str]:
        """The lines that count one person, and the word for that person."""
        said = [one for one in self._evidence.sources if not one.is_header and not _ONE.isdisjoint(one.reading.lows)]
        return {source.bit: head for source in said if (head := self._one_person(source))}

    def _one_person(self, source: Source) -> str:
        """The word for the one person whom a line counts: `designer` of "1 junior designer"; empty where it counts none."""
        tokens = source.reading.tokens
        heads = [one.after[-1] for one in source.ledger.quantities if one.value == 1 and one.after and not one.unit]
        if not heads and "one" in source.reading.lows:
            heads = [at + 1 for at in range(len(tokens) - 1) if tokens[at].low == "one"]
        for head in (tokens[at].low for at in heads):
            learns = head in words_under("cues.txt", "learners") or head in words_under("cues.txt", "callings")
            if learns or self._evidence.words.doing(head) or names_worker(head):
                return head
        return ""

    def _named_before(self, reading: Reading, at: int) -> Iterator[int]:
        """The words right before a group that say which: `front office` in "the front office team"."""
        light = light_words(self._evidence.words.language)
        for index in range(at - 1, max(-1, at - 1 - _NAMING), -1):
            token = reading.tokens[index]
            if token.kind != "word" or token.low in light or token.used or token.low in verb_forms():
                return
            yield index
