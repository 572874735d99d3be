"""How the source writes what a claim writes otherwise: as an acronym or spelled out, in one word or in two."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import add

from resume.grounding.claims import Claim
from resume.grounding.evidence import Evidence
from resume.grounding.indexing.short_forms import acronym_of
from resume.grounding.language.acronyms import spelled_out
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Reading, Term
from resume.grounding.language.tokens import Token
from resume.grounding.support.traits import Traits


class Spellings:
    """How the source writes what a claim writes otherwise."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._words = evidence.words
        self._short_forms = evidence.short_forms
        self._beginnings = frozenset(
            [key[:end] for key in evidence.said if key.isalpha() for end in range(2, len(key))]
        )
        """How the words of the source begin, letter by letter: two words in one begin like one of them."""
        self._first_halves = self._beginnings - words_under("figures.txt", "of them")
        """Words that may be the first of two that the source writes as one."""

    def join(self, tokens: Sequence[Token]) -> list[int]:
        """For each token, and for the end: the facts that write it and the word before it as one."""
        said, root = self._evidence.said, self._words.root
        beginnings, first_halves = self._beginnings, self._first_halves
        found = [0] * (len(tokens) + 1)
        last = len(tokens) - 1
        for at, (before, after) in enumerate(pairwise(tokens), 1):
            if before.low not in first_halves or before.kind != "word":
                continue
            behind = at + 1 if after.text in _JOINTS and at < last else at
            second = tokens[behind]
            if second.kind == "word" and before.low + second.low[0] in beginnings:
                found[at] = found[behind] = said.get(root(before.text + second.text), 0)
        return found

    def as_one_word(self, term: Term) -> int:
        """Facts that write the words of a phrase as one."""
        together = "".join(term.text.split())
        return self._evidence.said.get(self._words.root(together), 0) if together.isalpha() else 0

    def compounded(self, word: Traits) -> int:
        """Facts that say in two words what a claim says in one: "bricklaying" for laying bricks."""
        said, found = self._evidence.said, 0
        for one, other in word.sides:
            if one in said and other in said:
                found |= said[one] & said[other]
        return found

    def by_letters(self, term: Term, claim: Claim) -> int:
        """Facts that spell out the claim's acronym, or that have the acronym of the claim's words."""
        text = claim.reading.tokens[term.at].text
        letters = acronym_of(text)
        if letters:
            several = text.endswith("s")  # "APs" are things: access points, never accounts payable
            if len(letters) == 2 and not several and any(key[:2] == "a:" for key in term.keys):
                return 0
            return self._short_forms.acronyms.get(letters.lower(), 0) or self._short_forms.spelling(letters)
        return self.spelled(claim).get(term.at, 0) | (self._short_forms.by_number(text) if text[-1:].isdigit() else 0)

    def spelled_out(self, at: int, claim: Claim) -> int:
        """Facts that have the acronym of the claim's words: `EWM` for "Extended Warehouse Management"."""
        return self.spelled(claim).get(at, 0)

    def spelled(self, claim: Claim) -> dict[int, int]:
        """By token: the facts that have the acronym of its and its neighbours' initials."""
        if claim.spelled is None:
            claim.spelled = self._spell_out(claim.reading) if self._short_forms.uppers else {}
        return claim.spelled

    @cached_property
    def _by_pair(self) -> dict[str, list[str]]:
        """The acronyms of the source by the pairs of letters one of which a spelled-out name begins with."""
        found: dict[str, list[str]] = {}
        for acronym in self._short_forms.uppers:
            for pair in dict.fromkeys(f"{acronym[0]}{letter}" for letter in acronym[1:3]):
                found.setdefault(pair, []).append(acronym)
        return found

    @cached_property
    def _by_low(self) -> dict[str, str]:
        """The acronyms of the source by how they stand in small letters, also for several."""
        return {f"{acronym.lower()}{end}": acronym for acronym in self._short_forms.uppers for end in ("", "s")}

    def _spell_out(self, reading: Reading) -> dict[int, int]:
        """By token: the facts that have an acronym made of its and its neighbours' initials."""
        initial = _initial
        letters = "".join([initial(token.text) for token in reading.tokens if token.kind == "word"])
        by_pair, by_low = self._by_pair, self._by_low
        likely = {one for pair in by_pair.keys() & map(add, letters, letters[1:]) for one in by_pair[pair]}
        likely.update([by_low[low] for low in by_low.keys() & reading.lows])
        if not likely:
            return {}
        words = [at for at, token in enumerate(reading.tokens) if token.kind == "word" and initial(token.text)]
        found: dict[int, int] = {}
        for acronym in likely:
            begin, facts = letters.find(acronym), self._short_forms.uppers[acronym]
            adjacent = begin >= 0 and words[begin + len(acronym) - 1] - words[begin] <= len(acronym)
            if begin >= 0 and (len(acronym) > 2 or adjacent):
                for at in words[begin : begin + len(acronym)]:
                    found[at] = found.get(at, 0) | facts
            else:
                for at in spelled_out(reading, acronym):
                    found[at] = found.get(at, 0) | facts
        return found


@lru_cache(maxsize=16_384)
def _initial(word: str) -> str:
    """The letter that a word lends to an acronym; a dot for an acronym itself, nothing for a small word."""
    if word.lower() in _NO_INITIALS:
        return ""
    return "." if word.isupper() and len(word) > 1 else word[0].upper()


_NO_INITIALS = frozenset(("of", "and", "the", "for"))
"""Words that acronyms pass over."""


_JOINTS = frozenset(("-", "/"))
"""Marks between two words that others write as one."""
