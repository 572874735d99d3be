"""A line as it is checked, and the facts that it may rest on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from resume.grounding.evidence import Evidence
from resume.grounding.language.comparisons import pass_over_comparisons
from resume.grounding.language.courtesies import pass_over_courtesies
from resume.grounding.language.doubtful_words import DECIDING
from resume.grounding.language.function_words import generic_words, light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.parsing import read_line
from resume.grounding.language.reading import Reading, Term
from resume.grounding.language.scope import OWNED, rung
from resume.grounding.language.stances import pass_over_stances
from resume.grounding.language.terms import find_terms
from resume.grounding.language.vocabulary import Vocabulary
from resume.grounding.measuring.ledger import Ledger
from resume.grounding.measuring.quantities import read_quantities
from resume.grounding.sources import ENTRY_SECTIONS

WHOLE = frozenset({"summary", "headline", "letter", "skills", "basics"})
"""Sections whose claims may rest on the whole resume."""

NAMED = frozenset({"header", "education", "certificates", "awards", "publications", "languages", "references"})
"""Sections whose lines are names: compared by word and alias, not by meaning."""

ROLES = frozenset({"work", "volunteer", "education"})
"""Sections whose entries are headed by a title, a place and dates."""

SPOKEN = frozenset({"summary", "letter"})
"""Sections in which somebody speaks of themselves, and may say what they care for."""

LEAST_PART = 2
"""Words that a part of a merged line has at least: a verb with its object."""

_LOOSE_KINDS = frozenset(
    {"award", "certificate", "skill", "language", "publication", "headline", "summary", "interest"}
)
"""Kinds of facts that a role's line may cite beside its own: they are of no other role."""


@dataclass(slots=True)
class Claim:
    """A line, read."""

    text: str
    reading: Reading
    ledger: Ledger
    segments: dict[int, list[Term]] = field(default_factory=dict)
    held: dict[tuple[int, int], int] = field(default_factory=dict)
    """By first and last token: the facts that hold a word or phrase as itself, once they were looked up."""
    spelled: dict[int, int] | None = None
    """By token: the facts whose acronym its words spell out; None until it is asked for."""
    joined: list[int] | None = None
    """By token: the facts that write it and the word before it as one; None until it is asked for."""
    roots: list[str] | None = None
    """By token: its root, empty for what is no word; None until it is asked for."""


@dataclass(slots=True)
class Scope:
    """The facts that a claim may rest on."""

    bits: int
    whole: bool
    named: bool
    is_role: bool
    """Whether its entry is headed by what somebody is called, and not by what was done; so is the whole resume."""
    entry: str | None = None


def read_claim(text: str, words: Vocabulary, section: str = "work") -> Claim:
    """Take a line apart; the courtesies of a letter claim nothing, nor does a stance beside what can be checked.

    A sentence that is nothing but a stance ("That work taught me humility and courage.") is read word by word: there is no fact
    that it rests on, and it is not for a model to say what somebody feels.
    """
    if section in SPOKEN:
        claim = _read_claim(text, words, section, stances=True)
        if claim.segments or claim.ledger.quantities or claim.ledger.dates:
            return claim
    return _read_claim(text, words, section, stances=False)


def _read_claim(text: str, words: Vocabulary, section: str, *, stances: bool) -> Claim:
    reading = read_line(text, words)
    ledger = read_quantities(reading)
    if section == "letter":
        pass_over_courtesies(reading)
    if stances:
        pass_over_stances(reading, is_letter=section == "letter")
    pass_over_comparisons(reading)
    find_terms(reading, words)
    if stances:
        _read_gerunds(reading)
    if not reading.lows.isdisjoint(words_under("cues.txt", "what some did")):
        _note_outcomes(reading, ledger)
    claim = Claim(text, reading, ledger)
    for term in reading.terms:
        if term.parts or term.to == term.at:
            claim.segments.setdefault(term.segment, []).append(term)
    return claim


def _note_outcomes(reading: Reading, ledger: Ledger) -> None:
    """Mark the light verbs behind a figure that say what so many did: the `left` of `117 left before the end`."""
    outcomes = words_under("cues.txt", "what some did")
    for quantity in ledger.quantities:
        at = quantity.last + 1
        while at < len(reading.tokens) - 1 and reading.tokens[at].low in _OF_THEM:
            at += 1
        if quantity.acts and at < len(reading.tokens) - 1 and reading.tokens[at].low in outcomes:
            for term in reading.terms:
                term.is_outcome = term.is_outcome or term.at == at


_OF_THEM = frozenset(("of", "them", "whom", "which", "these", "those", "who"))
"""Words between a figure and what so many of a number did."""


def _read_gerunds(reading: Reading) -> None:
    """Read a doing in -ing behind the verb of a stance as a verb: `I enjoy leading clinics` claims to lead them."""
    for term in reading.terms:
        before = reading.tokens[term.at - 1] if term.at else None
        if before is not None and before.used and before.kind == "word" and term.low.endswith("ing"):
            term.is_verb = True


def find_scopes(evidence: Evidence, cites: Sequence[str], entry: str | None, section: str) -> list[Scope]:
    """What a line may rest on: the whole resume, its entry with what it cites beside, or any entry of its section."""
    named = section in NAMED
    if section in WHOLE:
        return [Scope(evidence.everything, True, False, True)]
    if entry is not None and entry in evidence.by_id:
        bits = evidence.entries[entry]
        if section == "header" and evidence.by_id[entry].fact.section in ROLES:
            bits &= evidence.headers
        for id in cites:
            source = evidence.by_id.get(id)
            if source is not None and source.fact.kind in _LOOSE_KINDS and source.fact.section not in ENTRY_SECTIONS:
                bits |= evidence.entries[source.entry]
        return [Scope(bits, False, named, evidence.by_id[entry].fact.section in ROLES, entry)]
    wanted = "work" if section == "header" else section
    entries = dict.fromkeys(source.entry for source in evidence.sources if source.fact.section == wanted)
    headed = {id: evidence.by_id[id].fact.section in ROLES for id in entries if id in evidence.by_id}
    return [Scope(evidence.entries[id], False, named, headed.get(id, True), id) for id in entries]


def list_items(text: str, section: str) -> list[str]:
    """The items of a list; a label before a colon is no item where several items follow it."""
    items: list[str] = []
    for sentence in re.split(r"[;\n]|\.\s+|\.$", text):
        _label, colon, rest = sentence.partition(":")
        separators = r"[,·•|;]|\s[–—-]\s|\s/\s" if section == "skills" else r"[·•|;,]|\s[–—-]\s|\s/\s"
        listed = [item.strip() for item in re.split(separators, rest if colon else sentence) if item.strip()]
        if colon and len(listed) == 1:
            listed = [sentence.replace(":", " ")]
        items += _whole_names(listed)
    return items


def _whole_names(items: list[str]) -> list[str]:
    """Items put together again that are one name with marks in it, by the letters behind it: `first in, first out (FIFO)`."""
    whole: list[str] = []
    for item in items:
        whole.append(item)
        letters = _LETTERS_BEHIND.search(item)
        if letters is None or len(_initials(item[: letters.start()])) >= len(letters[1]):
            continue
        for begin in range(len(whole) - 2, max(-1, len(whole) - 1 - len(letters[1])), -1):
            joined = ", ".join(whole[begin:])
            if _initials(joined[: joined.rindex("(")]) == letters[1].lower():
                whole[begin:] = [joined]
                break
    return whole


_LETTERS_BEHIND = re.compile(r"\(([A-Z]{3,6})\)$")
"""The short form of a name behind it."""


def _initials(name: str) -> str:
    """The first letters of a name's words, without the small ones."""
    return "".join(
        word[0].lower() for word in re.findall(r"\w+", name) if word.lower() not in ("and", "of", "the", "for")
    )


def is_generic(term: Term) -> bool:
    """Whether a word passes where the rest of its part of the line is supported."""
    if term.is_name or term.is_idiom or term.is_outcome or (term.is_verb and term.low in DECIDING):
        return False
    return _are_generic(term.text)


@lru_cache(maxsize=16_384)
def _are_generic(text: str) -> bool:
    words = text.lower().split()
    refuses = words[1:] == ["down"]  # "turned down" says more than "turned"
    return not refuses and all(word in generic_words() or word in light_words("en") for word in words)


def is_high(terms: Sequence[Term]) -> bool:
    """Whether a verb of owning, leading or founding is among the words."""
    high = [term for term in terms if term.is_verb and rung(term.keys) >= OWNED]
    return bool(high)


def opens_clause(term: Term, claim: Claim) -> bool:
    """Whether a verb is the first word of its part of a line."""
    return not any(
        other.segment == term.segment and other.at < term.at for other in claim.reading.terms if not other.is_verb
    )


@cache
def levels() -> frozenset[str]:
    """Words that say how well somebody masters a thing."""
    return words_under("cues.txt", "proficiency 3") | words_under("cues.txt", "proficiency 4")


@cache
def lesser_levels() -> frozenset[str]:
    """Words that say that somebody masters a thing somewhat."""
    return words_under("cues.txt", "proficiency 1") | words_under("cues.txt", "proficiency 2")
