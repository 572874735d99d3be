"""The source, indexed: for every key the facts that say it, as bits, so that a claim is looked up and not searched for."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property, partial

from resume.facts import Fact
from resume.grounding.indexing.credentials import index_kind
from resume.grounding.indexing.denials import index_denials
from resume.grounding.indexing.figures import are_alike, count_keys, index_figures
from resume.grounding.indexing.kinds import LineKinds
from resume.grounding.indexing.languages import index_languages, note_spoken
from resume.grounding.indexing.people import index_people, served_by
from resume.grounding.indexing.short_forms import ShortForms
from resume.grounding.indexing.tables import Tables
from resume.grounding.indexing.words import index_words
from resume.grounding.language.enumerations import find_name_lists
from resume.grounding.language.lists import words_under
from resume.grounding.language.parsing import read_line
from resume.grounding.language.reading import Reading
from resume.grounding.language.sameness import line_shape, squeeze_line
from resume.grounding.language.terms import find_terms
from resume.grounding.language.vocabulary import Vocabulary, roots_of
from resume.grounding.measuring.derived import Derived, derive
from resume.grounding.measuring.home_money import HomeMoney
from resume.grounding.measuring.periods import span_of
from resume.grounding.measuring.quantities import COUNT, Ledger, Quantity, read_quantities
from resume.grounding.sources import ENTRY_SECTIONS, Source, is_header


class Evidence(Tables, LineKinds):
    """All facts of a source, and where each key stands in them."""

    def __init__(self, facts: Sequence[Fact], today: date, words: Vocabulary) -> None:
        Tables.__init__(self, words)
        LineKinds.__init__(self)
        self.short_forms = ShortForms(words)
        self.everything = 0
        self.entries: dict[str, int] = {}
        self._lines: dict[str, int] = {}
        self._shapes: set[str] = set()
        """Shapes of the lines: most texts are no line of the source, and need not be taken apart to know it."""
        self._counted: dict[tuple[int, tuple[int, ...]], frozenset[str]] = {}
        """By fact, and tokens of what a figure counts: the keys of it."""
        self.sources: list[Source] = []
        self.by_id: dict[str, Source] = {}
        read = [self._read(fact) for fact in facts]
        self.money = HomeMoney([ledger for _, ledger in read], facts)
        for fact, (reading, ledger) in zip(facts, read, strict=True):
            self.money.settle(ledger)
            self._add(fact, reading, ledger, today)
        note_spoken(self, self.sources)

    def _read(self, fact: Fact) -> tuple[Reading, Ledger]:
        reading = read_line(fact.text, self.words)
        if is_header(fact):  # "Support" in a name helps with nothing
            reading.helped = [False] * len(reading.tokens)
        ledger = read_quantities(reading)
        find_terms(reading, self.words)
        return reading, ledger

    def _add(self, fact: Fact, reading: Reading, ledger: Ledger, today: date) -> None:
        header = is_header(fact)
        bit = 1 << len(self.sources)
        alike = partial(are_alike, self.words, reading)
        listed = [] if header else list(find_name_lists(reading))
        derived = [*derive(ledger, alike), *(Derived(float(one.count), COUNT, named=one.nouns) for one in listed)]
        source = Source(fact, bit, reading, ledger, derived, span_of(fact, today) if header else None, header)
        source.roots = roots_of(reading.tokens, self.words)
        self.sources.append(source)
        self.by_id[fact.id] = source
        self.everything |= bit
        self.entries[source.entry] = self.entries.get(source.entry, 0) | bit
        self.note_kinds(source, self.words)
        squeezed = squeeze_line(fact.text)
        self._lines[squeezed] = self._lines.get(squeezed, 0) | bit
        self._shapes.add(line_shape(fact.text))
        index_words(self, source)
        index_denials(self, source)
        index_people(self, source, self.by_id.get(source.entry))
        index_languages(self, source)
        index_figures(self, source, listed)
        index_kind(self, source, today)
        self.short_forms.add(source)

    def same_lines(self, text: str) -> int:
        """The facts that are a text, word for word."""
        return self._lines.get(squeeze_line(text), 0) if line_shape(text) in self._shapes else 0

    def counted_in(self, source: Source, quantity: Quantity) -> frozenset[str]:
        """Keys of what a figure of a fact counts, found once."""
        return self.counted_at(source, (*quantity.after, *quantity.of) or quantity.part_of)

    def counted_at(self, source: Source, at: tuple[int, ...]) -> frozenset[str]:
        """The same for the tokens of a fact that name what is counted, found once."""
        found = self._counted.get((source.bit, at))
        if found is None:
            found = self._counted[source.bit, at] = frozenset(count_keys(source.reading, at, self.words))
        return found

    def called(self, source: Source, quantity: Quantity) -> set[str]:
        """What people whom a line counts are called in its trade: the 14 children of an optometrist are patients."""
        header = self.by_id.get(source.entry)
        people = any(source.reading.tokens[at].low in words_under("trades.txt", "served") for at in quantity.after)
        if not people or header is None or source.fact.section not in ENTRY_SECTIONS:
            return set()
        return {self.words.root(word) for word in served_by(header.fact.text)}

    def with_entries(self, mask: int, *, settings: bool = False) -> int:
        """Facts, and all lines of the entries whose headers are among them: a header speaks for its lines.

        Args:
            mask: the facts.
            settings: whether what entries say of the place and the work as a whole speaks for their lines too.
        """
        headers = mask & (self._speaking_with_settings if settings else self._speaking)
        while headers:
            low = headers & -headers
            mask |= self._spoken_for[low]
            headers ^= low
        return mask

    @cached_property
    def amounts(self) -> frozenset[tuple[float, str]]:
        """Value and dimension of every figure of the source."""
        return frozenset().union(*(source.amounts for source in self.sources))

    @cached_property
    def _speaking(self) -> int:
        """The facts that speak for all lines of their entries."""
        return self.headers | self.outlines

    @cached_property
    def _speaking_with_settings(self) -> int:
        return self._speaking | self.settings

    @cached_property
    def _spoken_for(self) -> dict[int, int]:
        """By fact that speaks for all lines of its entry: these."""
        return {one.bit: self.entries[one.entry] for one in self.among(self._speaking_with_settings)}

    def among(self, bits: int) -> list[Source]:
        """Some facts, in the source's order."""
        found, sources = [], self.sources
        while bits:
            low = bits & -bits
            found.append(sources[low.bit_length() - 1])
            bits ^= low
        return found

    def first(self, bits: int) -> Source:
        """The first of some facts."""
        return self.sources[(bits & -bits).bit_length() - 1]

    @cached_property
    def titles(self) -> int:
        """Facts that a headline may take titles from: headers, headline, summary, skills; not what a bullet mentions."""
        return sum(
            source.bit
            for source in self.sources
            if source.fact.section in ("basics", "skills")
            or (source.is_header and source.fact.section not in ("references", "awards", "publications"))
        )
