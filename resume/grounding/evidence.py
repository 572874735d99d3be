"""The source, indexed: for every key the facts that say it, as bits, so that a claim is looked up and not searched for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property, lru_cache, partial
from itertools import pairwise
from string import ascii_letters

from resume.facts import Fact
from resume.grounding.language.acronyms import spelled_out
from resume.grounding.language.enumerations import NameList, find_name_lists
from resume.grounding.language.lists import read_lines, read_sections, words_under
from resume.grounding.language.measures import periods, spellings
from resume.grounding.language.reading import (
    Reading,
    Term,
    Token,
    find_terms,
    irregular_pasts,
    light_words,
    line_shape,
    opens_verb,
    phrase_at,
    read_line,
    roots_of,
    squeeze_line,
    stands_aside,
    tokenize,
)
from resume.grounding.language.scope import CONTRIBUTED, rung, verb_forms
from resume.grounding.language.thesaurus import doings, entailed, is_thing, names_worker, plain_forms
from resume.grounding.language.vocabulary import Keys, Vocabulary, plain_letters
from resume.grounding.measuring.derived import Derived, derive
from resume.grounding.measuring.home_money import HomeMoney
from resume.grounding.measuring.intervals import plain_words
from resume.grounding.measuring.ledger import MONTHS, PERCENT, TIME, as_count
from resume.grounding.measuring.periods import Span, span_of
from resume.grounding.measuring.quantities import COUNT, Ledger, Quantity, read_quantities
from resume.wording import read_verbs

ENTRY_SECTIONS = frozenset({"work", "volunteer", "projects", "education", "customSections"})
"""Sections whose entries are roles of their own: what is done in one is not done in another."""

PEOPLE = tuple(f"w:{word}" for word in ("peopl", "person", "team", "staff", "group", "worker", "colleagu"))
"""Roots of the words that may stand for anybody who is named by what they do."""

_SECTION_WORDS = {
    "projects": ("project",), "volunteer": ("volunteer", "voluntary"), "certificates": ("certificate", "certified", "qualified"),
    "awards": ("award",), "languages": ("language", "speak", "speaker"),
    "publications": ("publication", "published", "paper", "article"),
    "education": ("education", "study", "graduate", "degree", "qualified", "hold", "holder"),
}  # fmt: skip
"""What an entry is, by its section: a line may say so though the entry does not."""

LEAST_LETTERS, MOST_LETTERS = 2, 3
"""Letters of a short form before its number: `PS5`; one letter may be any name."""

_EVERY = frozenset(("each", "every"))
"""Words before a time of the day that comes round daily: "each morning"."""

_ACRONYM = range(3, 7)
"""Letters of an acronym that its words' initials prove; two prove two words that stand together, unless they are known."""


_SMALL = frozenset(["of", "the", "and", "for", "in", "to", "on", "a", "an", "de", "du", "des", "la", "le", "y", "e"])
"""Words whose initials an acronym may leave out."""

_ARTICLES = frozenset(["the", "a", "an"])
"""Those that an acronym leaves out though it keeps the others."""

_MOST_MASKS = 16_384
"""Words of claims whose facts are kept; a resume's drafts use fewer."""


class Held(dict[Keys, int]):
    """By the keys of a word: the facts that hold it, found once; the table that they are found in changes no more by then."""

    def __init__(self, find: Callable[[Keys], int]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, keys: Keys) -> int:
        if len(self) >= _MOST_MASKS:
            self.clear()
        found = self[keys] = self._find(keys)
        return found


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
    figures: tuple[Quantity, ...] = ()
    """Its quantities, and behind them the years of its dates as plain figures."""
    amounts: frozenset[tuple[float, str]] = frozenset()
    """Value and dimension of its quantities."""
    roots: Sequence[str] = ()
    """By token: its root, empty for what is no word."""
    entry: str = ""
    """The entry it belongs to, itself if it names one."""

    def __post_init__(self) -> None:
        """Gather the figures."""
        self.entry = self.fact.entry or self.fact.id
        self.figures = (*self.ledger.quantities, *(as_count(mention) for mention in self.ledger.dates))
        self.amounts = frozenset([(one.value, one.dimension) for one in self.ledger.quantities])

    @property
    def at(self) -> int:
        """Its place among the facts."""
        return self.bit.bit_length() - 1


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


class Evidence(LineKinds):
    """All facts of a source, and where each key stands in them."""

    def __init__(self, facts: Sequence[Fact], today: date, words: Vocabulary) -> None:
        super().__init__()
        self.words = words
        self._today = today
        self.said: dict[str, int] = {}
        self.denied: dict[str, int] = {}
        self.done: dict[str, int] = {}
        """Said by a verb, or by a noun that is made of one: the "show" of a talk show shows nothing."""
        self.undone: dict[str, int] = {}
        """What words with `un-` say is not done: `catalogue` for uncatalogued films."""
        self.ceased: dict[str, int] = {}
        """What lines say was given up: a claim may deny it."""
        self.own: dict[str, int] = {}
        """Said of the candidate's own doing: not merely helped with, not somebody else's."""
        self.doings: dict[str, int] = {}
        """What the people do that a fact names by it: `teach` for a teacher."""
        self.acronyms: dict[str, int] = {}
        self.numbered: dict[str, list[tuple[str, int]]] = {}
        """Number → names that stand before it, and the facts that have them."""
        self._spelling: dict[str, int] = {}
        """Acronym → the facts that spell it out, for those that were looked up."""
        self._initials: list[str] = []
        """By fact: the first letters of its words in a row, small words left out."""
        self.uppers: dict[str, int] = {}
        """Acronyms that facts use."""
        self.everything = 0
        self.entries: dict[str, int] = {}
        self._lines: dict[str, int] = {}
        self._shapes: set[str] = set()
        """Shapes of the lines: most texts are no line of the source, and need not be taken apart to know it."""
        self.held = Held(partial(self._find, self.said))
        """The facts that say a word, or one that lets one say it."""
        self.held_strictly = Held(self._find_strictly)
        """Those that say it as the same word or an alias: no synonyms, no wider words."""
        self.held_denied = Held(partial(self._find, self.denied))
        self.held_done = Held(partial(self._find, self.done))
        self._held = {
            id(self.said): self.held,
            id(self.denied): self.held_denied,
            id(self.done): self.held_done,
            id(self.own): Held(partial(self._find, self.own)),
            id(self.ceased): Held(partial(self._find, self.ceased)),
        }
        """The same by their tables."""
        self._counted: dict[tuple[int, tuple[int, ...]], frozenset[str]] = {}
        """By fact, and tokens of what a figure counts: the keys of it."""
        self.sources: list[Source] = []
        self.by_id: dict[str, Source] = {}
        self._entailing: set[tuple[frozenset[str], str]] = set()
        """What the language lets one say where the source says a word, and that word's key; the sets are the thesaurus' own."""
        self._letting: dict[str, list[str]] = {}
        """Word of the thesaurus → keys of the source's words that let one say it."""
        read = [self._read(fact) for fact in facts]
        self.money = HomeMoney([ledger for _, ledger in read], facts)
        for fact, (reading, ledger) in zip(facts, read, strict=True):
            self.money.settle(ledger)
            self._add(fact, reading, ledger, today)
        self._note_languages()

    def _read(self, fact: Fact) -> tuple[Reading, Ledger]:
        reading = read_line(fact.text, self.words)
        if _is_header(fact):  # "Support" in a name helps with nothing
            reading.helped = [False] * len(reading.tokens)
        ledger = read_quantities(reading)
        find_terms(reading, self.words)
        return reading, ledger

    def _add(self, fact: Fact, reading: Reading, ledger: Ledger, today: date) -> None:
        header = _is_header(fact)
        bit = 1 << len(self.sources)
        alike = partial(self._are_alike, reading)
        listed = [] if header else list(find_name_lists(reading))
        derived = [*derive(ledger, alike), *(Derived(float(one.count), COUNT, named=one.nouns) for one in listed)]
        source = Source(fact, bit, reading, ledger, derived, span_of(fact, today) if header else None, header)
        source.roots = roots_of(reading.tokens, self.words)
        self.sources.append(source)
        self.by_id[fact.id] = source
        self.everything |= bit
        self.entries[source.entry] = self.entries.get(source.entry, 0) | bit
        self._note_kinds(source)
        squeezed = squeeze_line(fact.text)
        self._lines[squeezed] = self._lines.get(squeezed, 0) | bit
        self._shapes.add(line_shape(fact.text))
        self._index(source)
        self._index_listed(source, listed)

    def _note_kinds(self, source: Source) -> None:
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
        if fact.section in ENTRY_SECTIONS and fact.field == "sentence" and _opens_with_no_verb(reading, self.words):
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
        self._note_reach(source)

    def _note_reach(self, source: Source) -> None:
        """Mark whether a fact speaks of all of something, and whether it leaves open what was done."""
        fact, reading, bit = source.fact, source.reading, source.bit
        if not reading.lows.isdisjoint(("each", "every")):
            self.each |= bit
        if reading.wide or _says_all(reading):
            self.wide |= bit
        if not source.is_header and fact.section in ENTRY_SECTIONS and _opens_with_no_verb(reading, self.words):
            self.unsaid |= bit

    def same_lines(self, text: str) -> int:
        """The facts that are a text, word for word."""
        return self._lines.get(squeeze_line(text), 0) if line_shape(text) in self._shapes else 0

    def counted(self, reading: Reading, quantity: Quantity) -> set[str]:
        """Keys of what a figure counts: its noun and that of what it is the size of, and the wider words of both."""
        return self._count_keys(reading, (*quantity.after, *quantity.of))

    def _count_keys(self, reading: Reading, places: Sequence[int]) -> set[str]:
        counted_as = counting_in(self.words)
        found = set[str]().union(*[counted_as(reading.tokens[at].text) for at in places])
        phrased = self.phrased(reading, places)
        found |= phrased
        found.update([f"w:{key}" for key in phrased if f"w:{key}" in PEOPLE])
        return found

    def counted_in(self, source: Source, quantity: Quantity) -> frozenset[str]:
        """The same for a figure of a fact, found once."""
        return self.counted_at(source, (*quantity.after, *quantity.of) or quantity.part_of)

    def counted_at(self, source: Source, at: tuple[int, ...]) -> frozenset[str]:
        """The same for the tokens of a fact that name what is counted, found once."""
        found = self._counted.get((source.bit, at))
        if found is None:
            found = self._counted[source.bit, at] = frozenset(self._count_keys(source.reading, at))
        return found

    def called(self, source: Source, quantity: Quantity) -> set[str]:
        """What people whom a line counts are called in its trade: the 14 children of an optometrist are patients."""
        header = self.by_id.get(source.entry)
        people = any(source.reading.tokens[at].low in words_under("trades.txt", "served") for at in quantity.after)
        if not people or header is None or source.fact.section not in ENTRY_SECTIONS:
            return set()
        return {self.words.root(word) for word in served_by(header.fact.text)}

    def phrased(self, reading: Reading, at: Sequence[int]) -> set[str]:
        """Keys of the phrases that begin among some tokens: `PRs` of "25 pull requests"."""
        found: set[str] = set()
        for term in reading.terms:
            if term.parts and any(term.at <= place <= term.to for place in at):
                found.update(term.keys)
        return found

    def _are_alike(self, reading: Reading, first: Quantity, second: Quantity) -> bool:
        if first.dimension == PERCENT:
            return _are_of_one(reading, first, second)
        if first.dimension != COUNT:
            return True
        one, other = self.counted(reading, first), self.counted(reading, second)
        if (one | other) & set(PEOPLE) and _listed_together(reading, first, second):
            return True
        return not one or not other or bool(one & other)

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
            if not negated:
                self._index_doer(token, source, is_helped=reading.helped[at] or not _is_oneself(source, at))
            keys = self.words.keys(token.text)
            if not negated:
                self._index_undone(token, source)
            opens = at == 0 or tokens[at - 1].low in (
                "and",
                ",",
                ";",
                ".",
                "then",
                "i",
                "•",
                "while",
                "by",
                "through",
                "not",
            )
            if not opens and token.low in light_words(self.words.language):
                keys = tuple(key for key in keys if key[:2] != "s:" or key[:3] == "s:o")
            self._say(keys, source, negated, reading.helped[at] or self._is_others(source, at))
            if not negated and _acts(tokens, at):
                self._note_done(keys, source)
            if reading.helped[at] and not negated and stands_aside(tokens, at):
                self._say(keys[:1], source, False, False)
            after = at + 2 if at + 1 < len(tokens) and tokens[at + 1].text in "-/" else at + 1
            if after < len(tokens) and tokens[after].kind == "word":
                joined = self.words.root(token.text + tokens[after].text)
                self._say((joined,), source, negated, reading.helped[at])
        self._index_joined(source)
        self._index_ones(source)
        self._index_none(source)
        self._index_institution(source)
        self._index_served(source)
        self._index_changes(source)
        self._index_languages(source)
        self._index_own_team(source)
        self._index_replaced(source)
        if source.bit & self.denying:
            self._index_jobs_kept(source)
        self._index_acronyms(source)
        self._index_numbered(source)
        self._index_figures(source)
        self._index_intervals(source)
        self._index_kept(source)
        self._index_ceased(source)
        self._index_kind(source)

    def _is_others(self, source: Source, at: int) -> bool:
        """Whether a word of a role's line tells what somebody else did, whom the line names: `an apprentice who won`."""
        tokens = source.reading.tokens
        owner = tokens[at - 1].low if at and source.fact.section in ENTRY_SECTIONS and not source.is_header else ""
        if owner.endswith("'s") and self.words.doing(owner.removesuffix("'s")):
            return True  # "needs the director's approval"
        return source.reading.others[at] and source.fact.section != "basics"

    def _index_served(self, source: Source) -> None:
        """What people are to somebody by their trade: the children whom an optometrist examines are patients."""
        header = self.by_id.get(source.entry)
        if (
            header is None
            or source.is_header
            or source.fact.section not in ENTRY_SECTIONS
            or self.words.language != "en"
        ):
            return
        served = served_by(header.fact.text)
        if not source.reading.lows.isdisjoint(words_under("trades.txt", "treating")):
            for word in given_by(header.fact.text):
                self._say((self.words.root(word),), source, any(source.reading.negated), any(source.reading.helped))
        lows = [token.low for token in source.reading.tokens]
        for at, low in enumerate(lows):
            if served and low in words_under("trades.txt", "served") and not source.reading.negated[at]:
                for word in served:
                    self._say(self.words.keys(word)[:1], source, False, source.reading.helped[at])

    def _index_institution(self, source: Source) -> None:
        """What a place is by its name in another language: `Agencia Tucanela` is an agency."""
        if not source.is_header or self.words.language != "en":
            return
        for token in source.reading.tokens:
            for phrase in institutions().get(plain_letters(token.low), ()) if token.kind == "word" else ():
                found = phrase_at(tokenize(phrase), 0, self.words)
                keys = found[0] if found else tuple(self.words.root(word) for word in phrase.split())
                self._say(keys, source, False, False)

    def _index_joined(self, source: Source) -> None:
        """What a doing in one word says in two: "stocktaking" that stock is taken; who hires or recruits hires people."""
        reading = source.reading
        for at, token in enumerate(reading.tokens):
            if token.kind != "word" or self.words.language != "en":
                continue
            for thing, doing in _taken_apart(token.low):
                roots = self.words.root(thing), self.words.root(doing)
                keys = (*roots, f"p:{roots[1]} {roots[0]}")
                self._say(keys, source, reading.negated[at], reading.helped[at] or self._is_others(source, at))
            if token.low in words_under("cues.txt", "done with people") and not reading.negated[at]:
                self._say(PEOPLE, source, False, reading.helped[at])

    def _index_undone(self, token: Token, source: Source) -> None:
        """What a word with `un-` or `-less` denies: "unused plug-ins" are not used, cordless drills have no cord."""
        rest = token.low.removeprefix("un")
        if rest != token.low and rest.endswith(("ed", "en")) and self.words.language == "en":
            self._say(self.words.keys(rest), source, True, False)
            root = self.words.root(rest)
            self.undone[root] = self.undone.get(root, 0) | source.bit
        thing = lacked(token.low)
        if thing and self.words.language == "en":
            self._say(self.words.keys(thing), source, True, False)

    def _index_kept(self, source: Source) -> None:
        """What goes on where a line denies that it was stopped: "without closing the pool" keeps the pool open."""
        reading = source.reading
        stops = words_under("cues.txt", "stopping")
        for at, token in enumerate(reading.tokens):
            if token.low not in stops or not reading.negated[at]:
                continue
            for word in words_under("cues.txt", "going on"):
                self._say(self.words.keys(word), source, False, False)
            for other, following in enumerate(reading.tokens[at + 1 :], at + 1):
                if not reading.negated[other]:
                    break
                if following.kind == "word":
                    self._say(self.words.keys(following.text), source, False, False)

    def _index_ones(self, source: Source) -> None:
        """What `ones` stands for: "no critical findings and 2 minor ones" has findings."""
        tokens = source.reading.tokens
        if "ones" not in source.reading.lows:
            return
        at = next(at for at, token in enumerate(tokens) if token.low == "ones")
        noun = next((one for one in range(at - 1, -1, -1) if self._is_plural_noun(tokens, one)), -1)
        if noun >= 0 and not source.reading.negated[at]:
            self._say(self.words.keys(tokens[noun].text), source, False, source.reading.helped[at])

    def _index_none(self, source: Source) -> None:
        """What `none` and `not one` deny of: "40 tax returns; not one was rejected" denies a rejected tax return."""
        tokens, light = source.reading.tokens, light_words(self.words.language)
        if source.reading.lows.isdisjoint(_NONE_OF) or self.words.language != "en":
            return
        for at, token in enumerate(tokens):
            none = token.low == "none" or [one.low for one in tokens[max(0, at - 1) : at + 1]] == ["not", "one"]
            noun = next((one for one in range(at - 1, -1, -1) if self._is_plural_noun(tokens, one)), -1) if none else -1
            while noun >= 0 and tokens[noun].kind == "word" and tokens[noun].low not in light:
                self._say((self.words.root(tokens[noun].text),), source, True, False)
                noun -= 1

    def _is_plural_noun(self, tokens: Sequence[Token], at: int) -> bool:
        low = tokens[at].low
        return (
            tokens[at].kind == "word" and low.endswith("s") and not low.endswith("ss") and low not in light_words("en")
        )

    def _index_ceased(self, source: Source) -> None:
        """What a line says was given up is what the work does without: "gave up peat" lets one say "without peat"."""
        tokens = source.reading.tokens
        for term in source.reading.terms:
            if term.negated or not term.is_verb or not self.ceasing & set(term.keys):
                continue
            for other in range(term.to + 1, len(tokens)):
                if tokens[other].kind == "mark" or tokens[other].low in (
                    "which",
                    "that",
                    "by",
                    "for",
                    "in",
                    "on",
                    "to",
                ):
                    break
                if tokens[other].kind == "word" and not tokens[other].used:
                    for key in self.words.keys(tokens[other].text):
                        self.ceased[key] = self.ceased.get(key, 0) | source.bit

    @cached_property
    def ceasing(self) -> frozenset[str]:
        """Keys of verbs of giving up, alone or with their particle."""
        single = {self.words.root(word) for word in words_under("cues.txt", "ceasing")}
        phrases = {
            f"p:{' '.join(self.words.root(part) for part in line.split())}"
            for line in read_sections("cues.txt")["ceasing phrases"]
        }
        return frozenset(single | phrases)

    def _index_kind(self, source: Source) -> None:
        """What a fact says by what it is: who has an award has won it, who has a degree has studied."""
        words = ["award"] if source.fact.kind == "award" else []
        if (
            words
            and _is_runner_up(source.reading)
            and {"prize", "medal", "place"} & {token.low for token in source.reading.tokens}
        ):
            words += ["win", "receive"]  # a second prize is won too; that it was the second is for the claim to say
        elif words and not _is_runner_up(source.reading):
            words += ["win", "receive", "name", "honour", "recognise"]
        if source.fact.kind == "certificate":
            words += words_under("cues.txt", "getting a certificate")
        if source.fact.section == "education" and self._has_ended(source):
            words += ["complete", "finish"]
        for word in words:
            self._say(self.words.keys(word), source, False, False)
        for word in _SECTION_WORDS.get(source.fact.section, ()):
            self._say((self.words.root(word),), source, False, False)

    def _has_ended(self, source: Source) -> bool:
        """Whether studies have come to their end, and nothing says that they were broken off."""
        ended = bool(source.fact.end) and str(source.fact.end) <= f"{self._today:%Y-%m}"
        return ended and not any(source.reading.negated) and source.reading.lows.isdisjoint(_BROKEN_OFF)

    def _index_doer(self, token: Token, source: Source, *, is_helped: bool) -> None:
        """What somebody does who is named by it, and what several of them are together: "nurses" may be told as "staff"."""
        doing = self.words.doing(token.text)
        if not doing and self.words.language == "en" and token.low.endswith("s") and names_worker(token.low):
            self._say(PEOPLE, source, False, is_helped)
        if doing:
            self.doings[doing] = self.doings.get(doing, 0) | source.bit
            several = token.low.endswith("s") and token.low not in words_under("cues.txt", "outsiders")
            self._say((f"w:{doing}",), source, False, is_helped)
            self._say(PEOPLE if several else PEOPLE[:2], source, False, is_helped)

    def _note_done(self, keys: Iterable[str], source: Source) -> None:
        for key in keys:
            if key[:2] != "n:":
                self.done[key] = self.done.get(key, 0) | source.bit

    def _index_term(self, term: Term, source: Source) -> None:
        if not term.negated and (term.parts or _acts(source.reading.tokens, term.at)):
            self._note_done(term.keys, source)
        self._say(term.keys, source, term.negated, term.helped or self._is_others(source, term.at))
        if not term.is_name and self.words.language == "en":
            self._entail(term)
        if not term.negated and not _is_language(source.reading.tokens, term.at):
            self._say(self.words.wider(term.keys), source, False, term.helped)

    def _entail(self, term: Term) -> None:
        """Note what the language lets one say where the source says a word; who only helped may only be said to have helped."""
        if 0 < rung(term.keys) <= CONTRIBUTED:
            return
        told, key = entailed(term.text, as_verb=term.is_verb), term.keys[0]
        if (told, key) in self._entailing:
            return
        self._entailing.add((told, key))
        for word in told:
            self._letting.setdefault(word, []).append(key)

    def _say(self, keys: Iterable[str], source: Source, negated: bool, helped: bool) -> None:
        bit = source.bit
        for key in keys:
            if key[:2] == "n:":
                continue
            if negated:
                self.denied[key] = self.denied.get(key, 0) | bit
                continue
            source.keys.add(key)
            self.said[key] = self.said.get(key, 0) | bit
            if not helped:
                self.own[key] = self.own.get(key, 0) | bit

    def _index_changes(self, source: Source) -> None:
        """A figure that falls says "reduced", one that rises "increased", whatever the words are."""
        verbs: list[str] = []
        for before, after in source.ledger.changes:
            first, second = source.ledger.quantities[before], source.ledger.quantities[after]
            verbs += ["reduce" if second.value < first.value else "increase", "improve"]
        for quantity in source.ledger.quantities:
            if quantity.change:
                verbs.append("reduce" if quantity.change == "down" else "increase")
        lows = [token.low for token in source.reading.tokens]
        if any(f"to {none}" in " ".join(lows) for none in ("none", "zero", "nil", "0 ")) and "from" in lows:
            verbs += ["reduce", "eliminate", "end"]
        for verb in verbs:
            keys = self.words.keys(verb) if verb != "improve" else (self.words.root(verb),)
            self._say(keys, source, False, False)
            self._note_done(keys, source)

    def _note_languages(self) -> None:
        """Who speaks several languages well is multilingual, who has two as native or fluent bilingual."""
        spoken = [source for source in self.sources if source.fact.section == "languages"]
        lesser = words_under("cues.txt", "proficiency 1") | words_under("cues.txt", "proficiency 2")
        well = [one for one in spoken if not lesser & {token.low for token in one.reading.tokens}]
        best = words_under("cues.txt", "proficiency 4")
        fluent = [one for one in well if best & {token.low for token in one.reading.tokens}]
        for least, found, word in ((2, fluent, "bilingual"), (3, fluent, "trilingual"), (3, well, "multilingual")):
            for source in found if len(found) >= least else ():
                self._say(self.words.keys(word)[:1], source, False, False)

    def _index_listed(self, source: Source, listed: Sequence[NameList]) -> None:
        """What names are that a line lists: "in Riga and Tallinn" is in two cities, and in Baltic ones."""
        for one in listed:
            for word in (*one.nouns, *one.regions):
                self._say(self.words.keys(word)[:1], source, False, source.reading.helped[one.first])

    def _index_own_team(self, source: Source) -> None:
        """Whose team a line gives the size of leads it: "My team is 5 people", "responsible for a department of 22"."""
        if source.reading.lows.isdisjoint(_MINE):
            return
        lows = [token.low for token in source.reading.tokens]
        for at, low in enumerate(lows[:-3]):
            own = low == "my" or (low in ("a", "the") and lows[max(0, at - 2) : at] in _IN_CHARGE)
            named = own and lows[at + 1] in words_under("modality.txt", "groups of people")
            if named and lows[at + 2] in _BEFORE_A_SIZE and source.reading.tokens[at + 3].used:
                keys = self.words.keys("lead")
                self._say(keys, source, False, False)
                self._note_done(keys, source)

    def _index_languages(self, source: Source) -> None:
        """What a line is that names two languages: "a story hour in Arabic and Danish" is bilingual."""
        named = {token.low for token in source.reading.tokens if token.text[:1].isupper()} & _languages()
        for least, word in ((2, "bilingual"), (3, "trilingual"), (3, "multilingual")):
            if len(named) >= least:
                self._say(self.words.keys(word)[:1], source, False, False)
        if source.fact.section == "languages" and not source.reading.lows.isdisjoint(("mother", "first")):
            self._say(self.words.keys("native"), source, False, False)  # "French, mother tongue"

    def _index_replaced(self, source: Source) -> None:
        """Who replaced one thing with another introduced the other: no word but the two together says so."""
        lows, replacing = [token.low for token in source.reading.tokens], words_under("cues.txt", "replacing")
        for at, low in enumerate(lows):
            if low in replacing and not source.reading.negated[at] and "with" in lows[at:]:
                for word in words_under("cues.txt", "introducing"):
                    keys = self.words.keys(word)[:1]
                    self._say(keys, source, False, source.reading.helped[at])
                    self._note_done(keys, source)

    def _index_jobs_kept(self, source: Source) -> None:
        """Who cut no jobs made nobody redundant: "without cutting any posts" lets one say "with no job losses"."""
        reading = source.reading
        cuts, jobs = words_under("cues.txt", "cutting jobs"), words_under("cues.txt", "jobs that are cut")
        if reading.lows.isdisjoint(cuts) or reading.lows.isdisjoint(jobs):
            return
        for at, token in enumerate(reading.tokens):
            if token.low in cuts and reading.negated[at]:
                behind = [one.low for one in reading.tokens[at + 1 : at + 4]]
                if jobs.intersection(behind):
                    for line in read_sections("cues.txt")["losses of jobs"]:
                        phrase = phrase_at(tokenize(line), 0, self.words)
                        self._say(phrase[0] if phrase else self.words.keys(line), source, True, False)

    def _index_acronyms(self, source: Source) -> None:
        for token in source.reading.tokens:
            letters = acronym_of(token.text) if token.kind == "word" else ""
            two = len(letters) == 2 and not any(key[:2] == "a:" for key in self.words.keys(token.text))
            if len(letters) in _ACRONYM or two:
                self.uppers[letters] = self.uppers.get(letters, 0) | source.bit
        tokens = [token for token in source.reading.tokens if token.kind == "word"]
        initials = [(token.low[0], token.low in _SMALL, token.low in _ARTICLES) for token in tokens]
        self._initials.append("".join([letter for letter, is_small, _ in initials if not is_small]))
        for one, other in pairwise(tokens):
            for inner in _inner_letters(one.low):
                key = one.low[0] + inner + other.low[0]
                self.acronyms[key] = self.acronyms.get(key, 0) | source.bit
        for begin in range(len(initials)):
            if initials[begin][1]:
                continue
            full, bare, spoken = "", "", ""
            for letter, is_small, is_article in initials[begin : begin + 8]:
                full += letter
                bare += "" if is_small else letter
                spoken += "" if is_article else letter  # "hardware-in-the-loop" is HIL
                for acronym in {full, bare, spoken}:
                    if (len(acronym) in _ACRONYM or acronym == bare[:2] == full) and not is_small:
                        self.acronyms[acronym] = self.acronyms.get(acronym, 0) | source.bit

    def _index_numbered(self, source: Source) -> None:
        """Names with a number, by their short forms' letters: `ps5` for "PlayStation 5"."""
        for token, following in pairwise(source.reading.tokens):
            if token.kind == "word" and token.text[0].isupper() and following.kind == "number":
                self.numbered.setdefault(following.text, []).append((token.low, source.bit))

    def _index_figures(self, source: Source) -> None:
        """Figures that mean what words do, `24/7`, and units, which a claim may name apart from their figure."""
        for quantity in source.ledger.quantities:
            if quantity.unit and quantity.dimension not in _TIMES:
                for spelling in spellings(quantity.unit):
                    self._say(self.words.keys(spelling), source, False, False)
        for at, token in enumerate(source.reading.tokens):
            if token.kind == "number" and (phrase := phrase_at(source.reading.tokens, at, self.words)) is not None:
                self._say(phrase[0], source, source.reading.negated[at], source.reading.helped[at])

    def _index_intervals(self, source: Source) -> None:
        """How often, in the single words for it: "every two weeks" lets one say "fortnightly"."""
        for interval in source.ledger.intervals:
            for word in plain_words(interval):
                self._say(self.words.keys(word), source, False, False)
        if not source.reading.lows.isdisjoint(_EVERY):
            for one, other in pairwise(source.reading.tokens):
                if one.low in _EVERY and other.low in words_under("figures.txt", "times of every day"):
                    self._say(self.words.keys("daily"), source, False, False)
        if "year" in source.ledger.rates:  # "every February"
            for word in ("yearly", "annual", "annually"):
                self._say(self.words.keys(word), source, False, False)

    def by_number(self, text: str) -> int:
        """Facts that have in full the name whose short form is letters and a number: `EC2` for "Eurocode 2"."""
        letters, number = text.rstrip("0123456789").lower(), text.lstrip(ascii_letters)
        if not number or not LEAST_LETTERS <= len(letters) <= MOST_LETTERS or letters + number != text.lower():
            return 0
        return sum(
            {bit for name, bit in self.numbered.get(number, ()) if name[0] == letters[0] and _holds(name, letters)}
        )

    def spelling(self, letters: str) -> int:
        """Facts that spell an acronym out otherwise than by initials: "radio-frequency identification" for RFID."""
        known = self._spelling.get(letters)
        if known is None:
            likely = self._beginning_like(letters.lower())
            known = self._spelling[letters] = sum(
                [one.bit for one in likely if next(spelled_out(one.reading, letters), None) is not None]
            )
        return known

    def _beginning_like(self, acronym: str) -> list[Source]:
        """The facts in which two words in a row begin like an acronym, its second letter left out or not."""
        pairs = [acronym[0] + letter for letter in acronym[1:3]]
        one, other = pairs[0], pairs[-1]
        known = zip(self.sources, self._initials, strict=True)
        return [source for source, initials in known if one in initials or other in initials]

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

    def mask(self, keys: Keys, table: dict[str, int]) -> int:
        """The facts that hold any of `keys`, or a wider word of them, in one of the tables `said`, `denied` and `own`."""
        return self._held[id(table)][keys]

    def _find(self, table: dict[str, int], keys: Keys) -> int:
        found = 0
        own, told, _ = _looked_up(keys)
        for key in table.keys() & own:
            found |= table[key]
        letting = self._letting
        for word in letting.keys() & told:
            for root in letting[word]:
                if root in table:
                    found |= table[root]
        return found

    def strict_mask(self, keys: Keys) -> int:
        """The facts that hold one of `keys` as the same word or an alias: no synonyms, no wider words."""
        return self.held_strictly[keys]

    def _find_strictly(self, keys: Keys) -> int:
        found, said = 0, self.said
        for key in _looked_up(keys)[2]:
            found |= said.get(key, 0)
        return found


@cache
def counting_in(words: Vocabulary) -> Callable[[str], frozenset[str]]:
    """What reads in a language, each word once, the keys of what is counted by it: its own, wider words' and people's."""
    return lru_cache(maxsize=16_384)(partial(_read_counted, words))


def _read_counted(words: Vocabulary, text: str) -> frozenset[str]:
    keys, doing = words.keys(text), words.doing(text)
    found = {key for key in keys if not key.startswith("s:v")} | set(words.wider(keys))
    if doing:
        found |= {doing, *PEOPLE}
    if text.lower() in words_under("figures.txt", "groups of people"):
        found |= set(PEOPLE)
    return frozenset(found | {f"w:{key}" for key in found} & set(PEOPLE))


_BROKEN_OFF = frozenset(
    ("studies", "unfinished", "incomplete", "withdrew", "withdrawn", "left", "expected", "coursework", "credits")
)
"""Words of studies that brought no degree."""

_TIMES = (MONTHS, TIME, PERCENT)
"""Dimensions whose units are too common to say something by themselves."""


_NONE_OF = frozenset(("none", "one"))
"""Words with which a line denies of all things that it has named before: `none`, `not one`."""


def _are_of_one(reading: Reading, first: Quantity, second: Quantity) -> bool:
    """Whether two shares may be of one thing: they share a word, or one of them is said of nothing."""
    one, other = ({reading.tokens[at].low for at in (*figure.after, *figure.before[:2])} for figure in (first, second))
    return not one or not other or bool(one & other)


def _is_header(fact: Fact) -> bool:
    return fact.field == "header" and fact.section != "basics"


@lru_cache(maxsize=16_384)
def _looked_up(keys: Keys) -> tuple[Keys, Keys, Keys]:
    """The keys that tables are asked for, wider words' among them; the words of the thesaurus; the keys of the word itself."""
    own: list[str] = []
    for key in keys:
        if key[:2] != "n:":
            own += [key] if key[1:2] == ":" else [key, f"w:{key}"]
    return tuple(own), tuple([key[2:] for key in keys if key[:2] == "n:"]), own_keys(keys)


@lru_cache(maxsize=16_384)
def own_keys(keys: Keys) -> Keys:
    """Keys of a word itself and its aliases: a name has no synonyms, and a certified supervisor is no certified manager."""
    return tuple([key for key in keys if key[:2] not in ("s:", "n:")])


@cache
def institutions() -> dict[str, tuple[str, ...]]:
    """Foreign words in the names of employers and schools, and what they are in English."""
    found: dict[str, tuple[str, ...]] = {}
    for line in read_lines("institutions.txt"):
        plain, names = line.split(" : ")
        for name in names.split():
            found[name] = (*found.get(name, ()), plain)
    return found


@lru_cache(maxsize=1_024)
def served_by(title: str) -> frozenset[str]:
    """What the people are called whom somebody with a title serves; empty for trades that call them nothing of their own."""
    lows = set(title.casefold().replace(",", " ").replace("-", " ").split())
    found = (
        words_under("trades.txt", heading)
        for heading in ("patients", "pupils", "clients", "customers")
        if lows & words_under("trades.txt", f"titles: {heading}")
    )
    return frozenset().union(*found)


@lru_cache(maxsize=1_024)
def given_by(title: str) -> frozenset[str]:
    """What somebody gives whom they treat, by their title: a physiotherapist physiotherapy."""
    lows = set(title.lower().replace(",", " ").split())
    rows = (line.split() for line in read_sections("trades.txt")["given by title"])
    return frozenset(word for name, *given in rows if name in lows for word in given)


@lru_cache(maxsize=16_384)
def lacked(low: str) -> str:
    """What a word in `-less` says there is none of: `ticket` of "ticketless"; empty for other words."""
    thing = low.removesuffix("less").removesuffix("-")
    return thing if thing != low and len(thing) > _LEAST_LACKED and is_thing(thing) else ""


_LEAST_LACKED = 2
"""Letters that a thing has more than, of which there is none."""


@lru_cache(maxsize=16_384)
def _taken_apart(low: str) -> tuple[tuple[str, str], ...]:
    """A thing and what is done with it, of a doing in one word: `stock` and `taking` of "stocktaking"."""
    if not low.endswith("ing") or len(low) < _LEAST_JOINED:
        return ()
    cuts = ((low[:cut], low[cut:]) for cut in range(_LEAST_THING, len(low) - _LEAST_DOING))
    return tuple((thing, doing) for thing, doing in cuts if doing in _gerunds() and is_thing(thing))


_LEAST_JOINED, _LEAST_THING, _LEAST_DOING = 10, 4, 5
"""Letters of such a word, of its thing, and one less than those of its doing."""


@cache
def _gerunds() -> frozenset[str]:
    return frozenset(verb.gerund for verb in read_verbs())


def _acts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is a verb where it stands, or a noun that is made of one: `the check of`, `inspection`, `planning`."""
    low = tokens[at].low
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    names_doer = low.removesuffix("s") in words_under("cues.txt", "persons")
    return (
        names_doer or opens_verb(tokens, at) or low.endswith(_DEVERBAL) or low in irregular_pasts() or following == "of"
    )


_DEVERBAL = ("ed", "ing")
"""Endings of verbs' forms; a noun that is made of a verb says that verb alone, which its root does."""


@cache
def _languages() -> frozenset[str]:
    return words_under("cues.txt", "languages")


def _is_language(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is a language and no country's adjective: `sang in French` says nothing of France, `French firms` does."""
    if tokens[at].low not in _languages():
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is None or following.kind != "word" or following.low in light_words("en")


@cache
def _first_parts() -> tuple[str, ...]:
    return tuple(words_under("cues.txt", "first parts"))


@lru_cache(maxsize=16_384)
def _inner_letters(word: str) -> tuple[str, ...]:
    """The letter with which the second part of a learned compound begins: `p` of "postpartum" in PPH."""
    prefixes = _first_parts()
    if not word.startswith(prefixes):
        return ()
    return tuple(word[len(prefix)] for prefix in prefixes if word.startswith(prefix) and len(word) > len(prefix) + 2)


def _holds(name: str, letters: str) -> bool:
    """Whether letters stand in a name, in their order."""
    rest = iter(name)
    return all(letter in rest for letter in letters)


@lru_cache(maxsize=16_384)
def acronym_of(word: str) -> str:
    """The letters of an acronym as it is written, in capitals and without its plural's ending; empty for other words."""
    letters = word[:-1] if word.endswith("s") else word
    if (
        letters[:1].isdigit()
        and letters[1:].isupper()
        and letters[1:].isalpha()
        and 2 <= len(letters[1:]) <= MOST_LETTERS
    ):
        return letters
    capitals = sum(letter.isupper() for letter in letters)
    return (
        letters.upper()
        if letters.isalpha() and 2 <= capitals >= len(letters) - 1 and len(letters) < _ACRONYM.stop
        else ""
    )


def _says_all(reading: Reading) -> bool:
    """Whether a line says of a number of people or things that it means all of them: `all 4 passed`."""
    if reading.lows.isdisjoint(_ALL):
        return False
    return any(one.low in _ALL and other.kind == "number" for one, other in pairwise(reading.tokens))


_MINE = frozenset(("my", "responsible", "charge"))
"""Words one of which says whose team is meant."""

_IN_CHARGE = (["responsible", "for"], ["charge", "of"])
"""What stands before the team that one leads."""

_BEFORE_A_SIZE = frozenset(("is", "was", "has", "had", "of", "numbers", "numbered", "counts", "counted"))
"""Words between a team and its size."""

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


def _is_oneself(source: Source, at: int) -> bool:
    """Whether a person whom a line names is the candidate: in a title, and behind `as`; others are colleagues and customers."""
    before = [token.low for token in source.reading.tokens[max(0, at - 4) : at]]
    return source.is_header or source.fact.kind in ("headline", "summary") or "as" in before


def _listed_together(reading: Reading, first: Quantity, second: Quantity) -> bool:
    """Whether nothing but what it counts stands between a figure and the next: `7 vets and 11 nurses`."""
    heads = set(first.after)
    return all(
        at in heads or reading.tokens[at].low in ("and", "&", ",", "plus", "-")
        for at in range(first.last + 1, second.first)
    )


def _is_runner_up(reading: Reading) -> bool:
    lesser = words_under("cues.txt", "not first")
    text = " ".join(token.low for token in reading.tokens)
    if "runner - up" in text:
        return True
    if reading.lows.isdisjoint(lesser):
        return False
    lows = [*(token.low for token in reading.tokens), ""]
    return any(one in lesser and other not in periods() for one, other in pairwise(lows))  # no "third quarter"
