"""The source, indexed: for every key the facts that say it, as bits, so that a claim is looked up and not searched for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from resume.facts import Fact
from resume.grounding.derived import Derived, derive
from resume.grounding.lists import words_under
from resume.grounding.periods import Span, span_of
from resume.grounding.quantities import Ledger, read_quantities
from resume.grounding.reading import Reading, Term, find_terms, read_line, squeeze_line
from resume.grounding.vocabulary import Keys, Vocabulary

ENTRY_SECTIONS = frozenset({"work", "volunteer", "projects", "education", "customSections"})
"""Sections whose entries are roles of their own: what is done in one is not done in another."""

PEOPLE = tuple(f"w:{word}" for word in ("peopl", "person", "team", "staff", "group", "worker"))
"""Roots of the words that may stand for anybody who is named by what they do."""

_SECTION_WORDS = {
    "projects": ("project",), "volunteer": ("volunteer", "voluntary"), "certificates": ("certificate", "certified", "qualified"),
    "awards": ("award",), "languages": ("language", "speak"), "publications": ("publication", "published"),
    "education": ("education", "study", "graduate", "degree", "qualified", "hold"),
}  # fmt: skip
"""What an entry is, by its section: a line may say so though the entry does not."""

_ACRONYM = range(3, 7)
"""Letters of an acronym that its words' initials prove; two letters are proved by chance."""


@dataclass(slots=True)
class Source:
    """One fact, read."""

    fact: Fact
    bit: int
    reading: Reading
    ledger: Ledger
    derived: list[Derived]
    span: Span | None
    is_header: bool
    keys: set[str] = field(default_factory=set)

    @property
    def entry(self) -> str:
        """The entry it belongs to, itself if it names one."""
        return self.fact.entry or self.fact.id


class Evidence:
    """All facts of a source, and where each key stands in them."""

    def __init__(self, facts: Sequence[Fact], today: date, words: Vocabulary) -> None:
        self.words = words
        self.said: dict[str, int] = {}
        self.denied: dict[str, int] = {}
        self.own: dict[str, int] = {}
        """Said of the candidate's own doing: not merely helped with, not somebody else's."""
        self.doings: dict[str, int] = {}
        """What the people do that a fact names by it: `teach` for a teacher."""
        self.acronyms: dict[str, int] = {}
        self.uppers: dict[str, int] = {}
        """Acronyms that facts use."""
        self.wide = 0
        """Facts that speak of the whole of something."""
        self.about = 0
        """Facts about the candidate as a whole: headline and summary."""
        self.headers = 0
        self.roles = 0
        """Facts of entries that are roles."""
        self.everything = 0
        self.entries: dict[str, int] = {}
        self.lines: dict[str, int] = {}
        self.sources: list[Source] = []
        self.by_id: dict[str, Source] = {}
        for fact in facts:
            self._add(fact, today)

    def _add(self, fact: Fact, today: date) -> None:
        reading = read_line(fact.text, self.words)
        ledger = read_quantities(reading)
        find_terms(reading, self.words)
        header = fact.field == "header" and fact.section != "basics"
        bit = 1 << len(self.sources)
        source = Source(fact, bit, reading, ledger, derive(ledger), span_of(fact, today) if header else None, header)
        self.sources.append(source)
        self.by_id[fact.id] = source
        self.everything |= bit
        self.entries[source.entry] = self.entries.get(source.entry, 0) | bit
        if header:
            self.headers |= bit
        if fact.kind in ("headline", "summary"):
            self.about |= bit
        if fact.section in ENTRY_SECTIONS:
            self.roles |= bit
        self.lines[squeeze_line(fact.text)] = self.lines.get(squeeze_line(fact.text), 0) | bit
        if reading.wide:
            self.wide |= bit
        self._index(source)

    def _index(self, source: Source) -> None:
        reading = source.reading
        for term in reading.terms:
            self._index_term(term, source)
            for part in term.parts:
                self._index_term(part, source)
        tokens = reading.tokens
        for at, token in enumerate(tokens):
            if token.kind != "word":
                continue
            negated = reading.negated[at]
            doing = self.words.doing(token.text)
            if doing and not negated:
                self.doings[doing] = self.doings.get(doing, 0) | source.bit
                self._say((f"w:{doing}", *PEOPLE), source, False, reading.helped[at])
            self._say(self.words.keys(token.text), source, negated, reading.helped[at])
            after = at + 2 if at + 1 < len(tokens) and tokens[at + 1].text in "-/" else at + 1
            if after < len(tokens) and tokens[after].kind == "word":
                joined = self.words.root(token.text + tokens[after].text)
                self._say((joined,), source, negated, reading.helped[at])
        self._index_changes(source)
        self._index_acronyms(source)
        for token in tokens:
            if token.kind == "word" and token.text.isupper() and len(token.text) in _ACRONYM:
                self.uppers[token.text] = self.uppers.get(token.text, 0) | source.bit
        if source.fact.kind == "award" and not _is_runner_up(reading):
            self._say(
                (*self.words.keys("win"), *self.words.keys("award"), *self.words.keys("receive")), source, False, False
            )
        elif source.fact.kind == "award":
            self._say(self.words.keys("award"), source, False, False)
        for word in _SECTION_WORDS.get(source.fact.section, ()):
            self._say((self.words.root(word),), source, False, False)

    def _index_term(self, term: Term, source: Source) -> None:
        self._say(term.keys, source, term.negated, term.helped)
        if not term.negated:
            self._say(self.words.wider(term.keys), source, False, term.helped)

    def _say(self, keys: Iterable[str], source: Source, negated: bool, helped: bool) -> None:
        bit = source.bit
        for key in keys:
            if negated:
                self.denied[key] = self.denied.get(key, 0) | bit
                continue
            source.keys.add(key)
            self.said[key] = self.said.get(key, 0) | bit
            if not helped:
                self.own[key] = self.own.get(key, 0) | bit

    def _index_changes(self, source: Source) -> None:
        """A figure that falls says "reduced", one that rises "increased", whatever the words are."""
        for before, after in source.ledger.changes:
            first, second = source.ledger.quantities[before], source.ledger.quantities[after]
            verb = "reduce" if second.value < first.value else "increase"
            self._say((*self.words.keys(verb), self.words.root("improve")), source, False, False)
        for quantity in source.ledger.quantities:
            if quantity.change:
                verb = "reduce" if quantity.change == "down" else "increase"
                self._say(self.words.keys(verb), source, False, False)

    def _index_acronyms(self, source: Source) -> None:
        small = frozenset(
            ["of", "the", "and", "for", "in", "to", "on", "a", "an", "de", "du", "des", "la", "le", "y", "e"]
        )
        tokens = [token for token in source.reading.tokens if token.kind == "word"]
        initials = [(token.low[0], token.low in small) for token in tokens]
        for begin in range(len(initials)):
            if initials[begin][1]:
                continue
            full, bare = "", ""
            for letter, is_small in initials[begin : begin + 8]:
                full += letter
                bare += "" if is_small else letter
                for acronym in {full, bare}:
                    if len(acronym) in _ACRONYM and not is_small:
                        self.acronyms[acronym] = self.acronyms.get(acronym, 0) | source.bit

    def mask(self, keys: Keys, table: dict[str, int]) -> int:
        """The facts that hold any of `keys`, or a wider word of them, in one of the tables `said`, `denied` and `own`."""
        found = 0
        for key in keys:
            found |= table.get(key, 0)
            if key[1:2] != ":":
                found |= table.get(f"w:{key}", 0)
        return found

    def strict_mask(self, keys: Keys) -> int:
        """The facts that hold one of `keys` as the same word or an alias: no synonyms, no wider words."""
        found = 0
        for key in keys:
            if key[:2] != "s:":
                found |= self.said.get(key, 0)
        return found


def _is_runner_up(reading: Reading) -> bool:
    lesser = words_under("cues.txt", "not first")
    text = " ".join(token.low for token in reading.tokens)
    return any(token.low in lesser for token in reading.tokens) or "runner - up" in text
