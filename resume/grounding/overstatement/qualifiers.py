"""Words that make more or less of a thing: `and beyond` that no line says, `draft`, `pilot`, `mock` that a claim leaves out."""

import functools
from collections.abc import Iterator, Mapping
from functools import cached_property

from resume.grounding.claims import Claim, Scope
from resume.grounding.evidence import Evidence
from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import read_sections, words_under
from resume.grounding.language.reading import Reading
from resume.grounding.language.thesaurus import names_worker
from resume.grounding.language.verbs import opens_verb
from resume.grounding.sources import Source
from resume.grounding.verdict import Reason, reason_of

_MOST_LINES = 4
"""Lines that a part of a claim may rest on and still be held against one of them."""


class Qualifiers:
    """Holds what a claim adds to a thing, or leaves out of it, against its lines."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._words = evidence.words

    def padded(self, claim: Claim, scope: Scope) -> list[Reason]:
        """More than is said, by words that name nothing: `and more than required`, `and beyond`."""
        found: list[Reason] = []
        phrases = read_sections("cues.txt")["more than is said"]
        if claim.reading.lows.isdisjoint(_words_of_more()):
            return []
        line = f" {' '.join(token.low for token in claim.reading.tokens if token.kind != 'mark')} "
        for phrase in phrases:
            if f" {phrase} " not in line:
                continue
            if not any(
                source.bit & scope.bits and (_says(source.reading, phrase) or self._tells_alone(phrase, source, claim))
                for source in self._evidence.sources
            ):
                found.append(reason_of("content", phrase, "", f"“{phrase}” is claimed; the source does not say it."))
        return found[:1]

    def _tells_alone(self, phrase: str, source: Source, claim: Claim) -> bool:
        """Whether a line that holds most of a claim says in one word that one did it alone: `on my own`."""
        if not phrase.endswith(("own", "self")) or source.reading.lows.isdisjoint(words_under("cues.txt", "aloners")):
            return False
        held = [bool(self._evidence.strict_mask(term.keys) & source.bit) for term in claim.reading.terms]
        return 2 * sum(held) > len(held)

    def unqualified(self, claim: Claim, support: Mapping[int, int]) -> list[Reason]:
        """A thing told without what made it less than itself: `wrote the guidelines` of draft guidelines."""
        if not claim.reading.lows.isdisjoint(words_under("cues.txt", "not yet the thing")):
            return []
        lessened = self._lessened_lines
        if not lessened:
            return []
        for mask in support.values():
            for source, places in lessened:
                if source.bit & mask and mask.bit_count() <= _MOST_LINES:
                    mine = {self._words.root(token.text) for token in claim.reading.tokens if token.kind == "word"}
                    kept = {self._words.root(source.reading.tokens[at - 1].text) in mine for _, at in places}
                    at = next((one for one in places if one[0] in mine), None) if True not in kept else None
                    if at is not None:
                        item, text = source.reading.tokens[at[1]].text, source.fact.text
                        lesser = source.reading.tokens[at[1] - 1].text
                        detail = f"“{item}” is claimed; the source says “{lesser} {item}”: “{text}”."
                        return [reason_of("scope", item, text, detail)]
        return []

    @cached_property
    def _lessened_lines(self) -> list[tuple[Source, list[tuple[str, int]]]]:
        """The lines that name a thing only with what makes it less, and those things."""
        lines = (
            (source, list(self._lessened(source.reading))) for source in self._evidence.sources if not source.is_header
        )
        return [(source, places) for source, places in lines if places]

    def _lessened(self, reading: Reading) -> Iterator[tuple[str, int]]:
        """Root and token of the things that a line names only with `draft`, `pilot`, `mock`… before them."""
        tokens, lesser = reading.tokens, words_under("cues.txt", "not yet the thing")
        learning = words_under("cues.txt", "not yet the person")
        if reading.lows.isdisjoint(lesser) and reading.lows.isdisjoint(learning):
            return
        for at in range(1, len(tokens)):
            before = tokens[at - 1]
            if tokens[at].kind != "word" or tokens[at].low in light_words("en"):
                continue
            people = tokens[at].low in words_under("cues.txt", "named people")
            people = people or bool(self._words.doing(tokens[at].low.removesuffix("s"))) or names_worker(tokens[at].low)
            if before.low not in (learning if people else lesser):
                continue  # "pilot trainees" fly one day
            if not people and opens_verb(tokens, at - 1):
                continue  # "Draft contracts" is a verb and its thing
            root = self._words.root(tokens[at].text)
            places = [index for index, token in enumerate(tokens) if self._words.root(token.text) == root]
            if all(index and tokens[index - 1].low in (learning if people else lesser) for index in places):
                yield root, at


def _says(reading: Reading, phrase: str) -> bool:
    return f" {phrase} " in f" {' '.join(token.low for token in reading.tokens if token.kind != 'mark')} "


@functools.cache
def _words_of_more() -> frozenset[str]:
    """One word of each phrase that says more than is said: a line with none of them holds no such phrase."""
    return frozenset(phrase.split()[-1] for phrase in read_sections("cues.txt")["more than is said"])
