"""Nouns around what a line has: `a fleet of 65 trucks` of "65 trucks", `export documents, including invoices` of "invoices".

A claim that fails is read once more without those that only gather, name the kind of, or look at what stands right beside them
in the claim and in its line (`data/wrapping.txt`). Nothing is let pass here: what is left is judged as ever, so a noun that
stands around something else than its line has is as false as before.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from resume.grounding.claims import Claim
from resume.grounding.evidence import Evidence
from resume.grounding.indexing.people import served_by
from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import read_sections, words_under
from resume.grounding.language.thesaurus import uninflected
from resume.grounding.language.tokens import Token
from resume.grounding.sources import Source
from resume.grounding.support.edits import Edit

_TABLE = "wrapping.txt"

_ARTICLES = frozenset(("a", "an", "the", "our", "its", "my", "their"))

_ABOUT = frozenset(
    ("over", "around", "about", "approximately", "roughly", "some", "nearly", "almost", "up", "to", "more", "than")
)
"""Words between a gathering noun and the number that it gathers."""

_AGAIN = frozenset(("including", "namely", "like", ":", "–", "—"))
"""What stands between the noun of a kind and what is of the kind."""

_MOST_MODIFIERS = 2
"""Words before the noun of a kind that say of what it is."""

_REACH = 6
"""Tokens behind the noun of a kind among which something of the kind stands."""

_WORKED_WITH = frozenset(("in", "with", "using", "on", "via", "through", "into"))
"""Words before a product that one worked with: who wrote in DATEV wrote no "DATEV software"."""

_PRODUCT = 2
"""Tokens from the word for its kind back to what stands before a product's name."""

_ABOUT_WHAT = frozenset(("on", "about", "in", "regarding", "through", "with", "over", "during", "at"))
"""Words behind those whom somebody advised or taught."""

Rootings = tuple[Sequence[str], Sequence[str]]
"""The roots of the words of a claim and of a line, by token."""


class Wrapping:
    """Finds the nouns around what a line has."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def unwrapped(
        self, claim: Claim, source: Source, roots: Rootings, bits: int, places: Sequence[int]
    ) -> Iterator[Edit]:
        """The nouns of a claim to be left out, and other words for a few.

        Args:
            claim: a claim that fails.
            source: the line that it may retell.
            roots: of both.
            bits: the facts that the claim may rest on: of what the documents are may stand in another line.
            places: the tokens of the claim that may be such nouns.
        """
        tokens = claim.reading.tokens
        for at in places:
            if tokens[at].low not in wrapping_nouns() or (roots[0][at] and roots[0][at] in roots[1]):
                continue
            edits = (
                self._gathered(at, tokens, source, roots),
                self._looked_at(at, tokens, roots),
                self._of_a_kind(at, tokens, roots, bits),
                self._kind_behind(at, tokens, roots),
                _named_after(at, claim, source),
                _come_round(at, tokens, source, roots),
                _worth(at, claim, source),
                self._served(at, tokens, source),
                _placed(at, tokens, source, roots),
                _sized(at, claim),
            )
            edit = next((edit for edit in edits if edit is not None), None)
            if edit is not None:
                yield edit

    def _gathered(self, at: int, tokens: Sequence[Token], source: Source, roots: Rootings) -> Edit | None:
        """A noun that gathers what follows it, or what stands before it: `a fleet of 65 trucks`, `the truck fleet`."""
        if not _is_under(tokens[at].low, "gathering"):
            return None
        if _low(tokens, at + 1) == "of":
            behind = at + 2
            while _low(tokens, behind) in _ABOUT:
                behind += 1
            has = behind < len(tokens) and _stands(behind, tokens, source, roots)
            return Edit(range(_with_article(tokens, at), at + 2)) if has else None
        ends = _is_under(tokens[at].low, "gathering behind") and _ends_noun(at, tokens, roots)
        return Edit(range(at, at + 1)) if ends else None

    def _looked_at(self, at: int, tokens: Sequence[Token], roots: Rootings) -> Edit | None:
        """What is watched, run or taught of a thing, behind its verb: `tracked the progress of`."""
        before = _with_article(tokens, at)
        if _low(tokens, at + 1) != "of" or not before or not roots[0][before - 1]:
            return None
        told = _aspects().get(tokens[at].low.removesuffix("s"), frozenset()) | _aspects().get(
            tokens[at].low, frozenset()
        )
        verb = next((form for form in uninflected(tokens[before - 1].low) if form in told), None)
        return None if verb is None else Edit(range(before, at + 2))

    def _of_a_kind(self, at: int, tokens: Sequence[Token], roots: Rootings, bits: int) -> Edit | None:
        """The noun of a kind before what is of the kind, with what says of what it is: `export documents, including`."""
        things = _things(tokens[at].low)
        joint = at + 1 + (_low(tokens, at + 1) == ",")
        end = joint + 1 + (_low(tokens, joint) == "such")
        if not things or (_low(tokens, joint) not in _AGAIN and _low(tokens, joint + 1) != "as"):
            return None
        listed = range(end, min(len(tokens), end + _REACH))
        told = (one for one in listed if roots[0][one] and roots[0][one] in roots[1])
        if all(things.isdisjoint(uninflected(tokens[one].low)) for one in told):
            return None
        begin = at
        while at - begin < _MOST_MODIFIERS and begin and roots[0][begin - 1] and not _opens(tokens, begin - 1):
            if not self._evidence.said.get(roots[0][begin - 1], 0) & bits:
                break
            begin -= 1
        return Edit(range(_with_article(tokens, begin), end))

    def _served(self, at: int, tokens: Sequence[Token], source: Source) -> Edit | None:
        """Those whom the trade serves, where a line names nobody: `counselled clients` of "gave counselling" by a midwife."""
        header = self._evidence.by_id.get(source.entry)
        if header is None or not at or not source.reading.lows.isdisjoint(_people()):
            return None
        theirs = served_by(header.fact.text)
        if tokens[at].low not in theirs and not (tokens[at].low == "clients" and theirs):
            return None
        if tokens[at - 1].low in ("to", "for", "with"):
            return Edit(range(at - 1, at + 1))
        return Edit(range(at, at + 1)) if _low(tokens, at + 1) in _ABOUT_WHAT else None

    def _kind_behind(self, at: int, tokens: Sequence[Token], roots: Rootings) -> Edit | None:
        """The noun of a kind behind what is of the kind: `warehouse facilities`, `leakage issues`."""
        things = _things(tokens[at].low)
        if not things or not at or not _ends_noun(at, tokens, roots):
            return None
        done = tokens[at - 1].low.endswith("ing") and _is_under(tokens[at].low, "ways of doing")
        named = at > 1 and tokens[at - 1].text[:1].isupper() and tokens[at - _PRODUCT].low in _WORKED_WITH
        if named and _is_under(tokens[at].low, "products"):
            return Edit(range(at, at + 1))  # "DATEV software"
        return Edit(range(at, at + 1)) if done or not things.isdisjoint(uninflected(tokens[at - 1].low)) else None


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word opens the line or its part: the verb of what was done."""
    return not at or tokens[at - 1].low in (",", ";", "and", "i", ".", "to")


def _with_article(tokens: Sequence[Token], at: int) -> int:
    """The token of the article before a token, or that token."""
    return at - 1 if at and tokens[at - 1].low in _ARTICLES else at


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if at < len(tokens) else ""


def _stands(at: int, tokens: Sequence[Token], source: Source, roots: Rootings) -> bool:
    """Whether a number or a word of a claim stands in a line."""
    if tokens[at].kind == "word" and not tokens[at].used:
        return bool(roots[0][at]) and roots[0][at] in roots[1]
    return tokens[at].kind == "number" and any(not one.dimension.isupper() for one in source.ledger.quantities)


def _ends_noun(at: int, tokens: Sequence[Token], roots: Rootings) -> bool:
    """Whether a noun stands behind a word that the line has, and before none."""
    if not at or not roots[0][at - 1] or roots[0][at - 1] not in roots[1] or tokens[at - 1].low in light_words("en"):
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is None or following.kind != "word" or following.low in light_words("en") or following.used


def _named_after(at: int, claim: Claim, source: Source) -> Edit | None:
    """The system that keeps what a line introduced in it: `an EPR system, OptiRekod` of "patient records in OptiRekod"."""
    tokens, own = claim.reading.tokens, source.reading
    introducing = words_under(_TABLE, "introducing")
    if not _is_under(tokens[at].low, "products") or any(map(introducing.isdisjoint, (own.lows, claim.reading.lows))):
        return None
    behind = _low(tokens, at + 1) == "for"
    kept = next((term for term in claim.reading.terms if (term.at == at + 2 if behind else term.to == at - 1)), None)
    keys = kept.keys[:1] + tuple(key for key in kept.keys if key[:2] in ("a:", "p:")) if kept else ()
    for term in own.terms:
        if _low(own.tokens, term.to + 1) not in _WORKED_WITH or set(keys).isdisjoint(term.keys):
            continue
        named = own.tokens[term.to + 2 : term.to + 3]
        if named and named[0].text[:1].isupper() and named[0].low in claim.reading.lows:
            return Edit(range(at, at + 1 + behind))
    return None


def _come_round(at: int, tokens: Sequence[Token], source: Source, roots: Rootings) -> Edit | None:
    """How often what a line tells of a year, a month, a week or a day comes round: `annual fee income` of that in two years."""
    period = _periods().get(tokens[at].low)
    if period is None or at + 1 == len(tokens) or not roots[0][at + 1] or roots[0][at + 1] not in roots[1]:
        return None
    dates = source.ledger.dates if period == "year" else []
    years = len(dates) >= _LEAST_YEARS and all(date.month is None for date in dates)
    lows = source.reading.lows
    years |= period == "year" and not lows.isdisjoint(_EVERY) and not lows.isdisjoint(_SEASONS)
    return Edit(range(at, at + 1)) if years or any(one.period == period for one in source.ledger.quantities) else None


_EVERY = frozenset(("every", "each"))

_SEASONS = frozenset(("spring", "summer", "autumn", "winter", "christmas", "easter", "ramadan", "harvest"))
"""What comes round once a year."""

_LEAST_YEARS = 2
"""Years of which a line has figures, where these come round every year; a figure of a month is none of a year."""


def _worth(at: int, claim: Claim, source: Source) -> Edit | None:
    """A verb between a thing and its money, where the line has the thing "with" so much, or of so much."""
    low = claim.reading.tokens[at].low
    if low not in words_under(_TABLE, "worth"):
        return None
    if low in _BRINGING_IN and _TAKINGS.isdisjoint(source.reading.lows & claim.reading.lows):
        return None
    behind = [one for one in claim.ledger.quantities if one.dimension.isupper() and 0 < one.first - at <= _BEFORE_MONEY]
    told = {(one.value, one.dimension) for one in behind}
    has = bool(told & source.amounts) and "with" in source.reading.lows
    return Edit(range(at, at + 1), "with") if has else None


_BRINGING_IN = frozenset(("generating", "earning"))
"""Verbs between what a line has "with" its takings, and these."""

_TAKINGS = frozenset(("revenue", "revenues", "sales", "turnover", "income", "profit", "profits"))


def _placed(at: int, tokens: Sequence[Token], source: Source, roots: Rootings) -> Edit | None:
    """A participle before where something is, whose line has the place right behind the thing: `pallets stored in two halls`."""
    if not at or not roots[0][at - 1] or tokens[at].low not in words_under(_TABLE, "in a place"):
        return None
    own, joint = source.reading.tokens, _low(tokens, at + 1)
    if joint not in words_under("cues.txt", "plain prepositions") and joint not in (
        "without",
        "aboard",
        "near",
        "under",
    ):
        return None
    follows = (one for one, root in enumerate(roots[1][:-1]) if root == roots[0][at - 1])
    return Edit(range(at, at + 1)) if any(own[one + 1].low == joint for one in follows) else None


def _sized(at: int, claim: Claim) -> Edit | None:
    """What a size of data is of: `900 GB of data`."""
    behind = claim.reading.tokens[at].low == "data" and _low(claim.reading.tokens, at - 1) == "of"
    sizes = (
        one for one in claim.ledger.quantities if one.dimension == "data" and 0 < at - 1 - one.last <= _BEFORE_MONEY
    )
    return Edit(range(at - 1, at + 1)) if behind and any(sizes) else None


_BEFORE_MONEY = 2
"""Tokens from a verb to the money behind it, a word like "over" between."""


_HEADINGS = ("gathering", "gathering behind", "worth", "in a place", "ways of doing", "products")


@cache
def wrapping_nouns() -> frozenset[str]:
    """All words, in any form, that may stand around what a line has."""
    sections = read_sections(_TABLE)
    plain = [word for name in _HEADINGS for line in sections[name] for word in line.split()]
    plain += [word for line in sections["periods"] for word in line.partition(":")[0].split()]
    plain += [word for line in sections["kinds"] for word in line.partition(":")[0].split()]
    plain += [word for line in sections["aspects"] for word in line.partition(":")[2].split()]
    return _SERVED.union(("data",), (form for word in plain for form in (word, _plural(word))))


@lru_cache(maxsize=4_096)
def _is_under(low: str, heading: str) -> bool:
    """Whether a word, in any form, stands under a heading."""
    return not words_under(_TABLE, heading).isdisjoint(uninflected(low))


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "ch", "sh", "x")) else f"{word}s"


@cache
def _people() -> frozenset[str]:
    """Words for people, of whom the trade's own are only some."""
    cues = (words_under("cues.txt", heading) for heading in ("persons", "audiences", "offices"))
    singular = frozenset[str]().union(_SERVED, *cues)
    return words_under("trades.txt", "served").union(singular, map(_plural, singular))


_SERVED = frozenset(("patients", "clients", "customers", "pupils", "learners", "students"))


@lru_cache(maxsize=4_096)
def tells_twice(own: str, other: str) -> bool:
    """Whether two verbs, in any form, are one deed told twice where they stand side by side: `repaired and fixed`."""
    rows = (frozenset(line.split()) for line in read_sections(_TABLE)["told twice"])
    return any(not row.isdisjoint(uninflected(own)) and not row.isdisjoint(uninflected(other)) for row in rows)


@cache
def _aspects() -> dict[str, frozenset[str]]:
    """The verbs behind which an aspect of their thing says nothing new, by the aspect."""
    found: dict[str, set[str]] = {}
    for line in read_sections(_TABLE)["aspects"]:
        verbs, _, nouns = line.partition(":")
        for noun in nouns.split():
            found.setdefault(noun, set()).update(verbs.split())
    return {noun: frozenset(verbs) for noun, verbs in found.items()}


@lru_cache(maxsize=4_096)
def _things(low: str) -> frozenset[str]:
    """What is of the kind that a noun, in any form, names."""
    forms = frozenset(uninflected(low))
    rows = (line.partition(":") for line in read_sections(_TABLE)["kinds"])
    told = (things for kinds, _, things in rows if not forms.isdisjoint(kinds.split()))
    return frozenset(word.lower() for things in told for word in things.split())


@cache
def _periods() -> dict[str, str]:
    rows = (line.partition(":") for line in read_sections(_TABLE)["periods"])
    return {word: period.strip() for words, _, period in rows for word in words.split()}
