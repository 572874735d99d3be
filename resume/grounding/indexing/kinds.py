"""What kinds of lines a source has: which speak of helping, which open with a plan, which name an entry."""

from dataclasses import dataclass
from itertools import pairwise

from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Reading
from resume.grounding.language.scope import CONTRIBUTED, rung, verb_forms
from resume.grounding.language.thesaurus import doings, plain_forms
from resume.grounding.language.vocabulary import Vocabulary
from resume.grounding.sources import ENTRY_SECTIONS, Source


@dataclass
class LineKinds:
    """What kinds of facts there are, as bits: which lines speak of helping, which open with a plan, which name an entry."""

    wide: int = 0
    """Facts that speak of the whole of something."""
    each: int = 0
    """Facts that speak of each of several things, whole or not: one may say "every"."""
    about: int = 0
    """Facts about the candidate as a whole: headline and summary."""
    headers: int = 0
    denying: int = 0
    """Lines that deny something."""
    named: int = 0
    """Facts that are names: awards, certificates, publications, skills."""
    helped: int = 0
    """Lines that speak of helping."""
    personal: int = 0
    """Names and addresses."""
    attended: int = 0
    """Lines that open with a verb of helping, watching or taking part."""
    intended: int = 0
    """Lines that open with a verb of planning: what they name may not have been done."""
    outlines: int = 0
    """What projects say of themselves as a whole: it holds for each of their lines."""
    settings: int = 0
    """What entries say of the place or the work as a whole, with no verb: "Maker of truck parts"."""
    skills: int = 0
    """Facts of the section of skills."""
    unsaid: int = 0
    """Lines of roles that open with no verb: what was done is for the reader to add ("Accounts payable for 7 stores")."""
    roles: int = 0
    """Facts of entries that are roles."""

    def note_kinds(self, source: Source, words: Vocabulary) -> None:
        """Mark the bits of the kinds that a fact is of."""
        fact, reading, bit = source.fact, source.reading, source.bit
        if source.is_header:
            self.headers |= bit
        if fact.kind in ("headline", "summary"):
            self.about |= bit
        if fact.section in ENTRY_SECTIONS:
            self.roles |= bit
        if fact.section == "projects" and fact.field == "sentence":
            self.outlines |= bit
        if fact.section in ENTRY_SECTIONS and fact.field == "sentence" and _opens_with_no_verb(reading, words):
            self.settings |= bit
        if fact.section == "skills":
            self.skills |= bit
        if any(helped and not denied for helped, denied in zip(reading.helped, reading.negated, strict=True)):
            self.helped |= bit
        if any(reading.negated):
            self.denying |= bit
        if fact.kind in ("award", "certificate", "publication", "skill"):
            self.named |= bit
        if fact.kind in ("name", "contact"):
            self.personal |= bit
        if reading.terms and 0 < rung(reading.terms[0].keys) <= CONTRIBUTED:
            self.attended |= bit
        if reading.terms and set(plain_forms(reading.terms[0].text)) & words_under("cues.txt", "not yet done"):
            self.intended |= bit
        self._note_reach(source, words)

    def _note_reach(self, source: Source, words: Vocabulary) -> None:
        """Mark whether a fact speaks of all of something, and whether it leaves open what was done."""
        fact, reading, bit = source.fact, source.reading, source.bit
        if not reading.lows.isdisjoint(("each", "every")):
            self.each |= bit
        if reading.wide or _says_all(reading):
            self.wide |= bit
        if not source.is_header and fact.section in ENTRY_SECTIONS and _opens_with_no_verb(reading, words):
            self.unsaid |= bit


def _says_all(reading: Reading) -> bool:
    """Whether a line says of a number of people or things that it means all of them: `all 4 passed`."""
    if reading.lows.isdisjoint(_ALL):
        return False
    return any(one.low in _ALL and other.kind == "number" for one, other in pairwise(reading.tokens))


_ALL = ("all", "each", "every")


def _opens_with_no_verb(reading: Reading, words: Vocabulary) -> bool:
    """Whether a line opens with a noun phrase, bare or behind `responsible for`, and leaves open what was done about it."""
    lows = [token.low for token in reading.tokens[:5]]
    if "responsible" in lows and lows[-1:] and "for" in lows:
        after = reading.tokens[lows.index("for") + 1 : lows.index("for") + 2]
        return bool(after) and not after[0].low.endswith("ing")
    if lows[:1] in (["duties"], ["responsibilities"], ["tasks"]) and lows[1:2] in (
        ["included"],
        ["include"],
        ["were"],
        [":"],
    ):
        return not any(low.endswith("ing") for low in lows[2:3])
    first = next((token for token in reading.tokens if token.kind == "word"), None)
    if first is None or any(token.low in ("i", "was", "were", "my") for token in reading.tokens[:3]):
        return False
    if first.low.endswith("ed") and doings(first.low):
        return False
    return (
        first.low not in verb_forms()
        and first.low not in light_words(words.language)
        and first.low not in words_under("scope.txt", "4 owned")
    )
