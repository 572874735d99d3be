"""A verb in the place of the source's own: "overhauled the rota" where the line has "rewrote", and all else is the line's."""

from collections.abc import Iterator, Sequence
from functools import cache

from resume.grounding.claims import Claim, Scope
from resume.grounding.evidence import Evidence
from resume.grounding.language.doubtful_words import DECIDING
from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import read_sections, words_under
from resume.grounding.language.reading import Term
from resume.grounding.language.scope import OWNED, rung
from resume.grounding.language.thesaurus import doings, uninflected
from resume.grounding.language.verbs import opens_verb
from resume.grounding.sources import Source
from resume.grounding.support.carrying import hands_over
from resume.wording import read_verbs

LEAST_BESIDE = 2
"""What a part of a line must have of the source beside its verb, words and figures: with less, the verb is what it says."""

MOST_VERBS = 2
"""Verbs of one part of a line that may be the claim's own: what was done, and by what means."""

_IRREGULAR = {"found": "find"}
"""Forms that are another verb's plain form: who founded something writes "founded"."""

_DID = 3
"""The rung of a verb of which the ladder says nothing."""


class Substitution:
    """Verbs of claims that stand where a line of the source has another."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._words = evidence.words
        self._verbs: dict[int, tuple[int, ...]] = {}

    def let_own_verb(self, terms: Sequence[Term], masks: list[int], claim: Claim, scope: Scope) -> list[int]:
        """Give a verb that the source lacks the lines that hold all else of its part, where their own verb lets it stand.

        The claim keeps the line's things, names and figures and tells the doing in its own word. A verb never stands for one that
        the claim uses too, nor for somebody else's doing, nor for one that is denied.
        """
        if scope.named or self._words.language != "en":
            return masks
        lacking = self._lacking(terms, masks, scope)
        if not lacking:
            return masks
        rest = [term for at, term in enumerate(terms) if at not in lacking]
        rest = rest or self._shared_things(terms[lacking[0]], claim)
        if not rest:
            return masks
        known = [mask for at, mask in enumerate(masks) if at not in lacking]
        held = self._all_of(known or [self._evidence.strict_mask(term.keys) for term in rest], scope)
        for at in lacking:
            verb = terms[at]
            if len(rest) + _figures(verb, claim) + self._beyond(verb, held, claim) < LEAST_BESIDE:
                return masks
            for source in self._evidence.among(held):
                if not self._lets_stand(verb, rest, source, claim):
                    held &= ~source.bit
        return [mask | held if at in lacking else mask for at, mask in enumerate(masks)]

    def _shared_things(self, verb: Term, claim: Claim) -> list[Term]:
        """The things that a verb shares with the one joined to it: samples, in "collected and evaluated soil samples"."""
        joined = [token.low for token in claim.reading.tokens[verb.to + 1 : verb.to + 2]] in (["and"], ["&"])
        following = claim.segments.get(verb.segment + 1, ()) if joined else ()
        return [term for term in following[1:] if not term.is_verb] if following and following[0].is_verb else []

    def _lacking(self, terms: Sequence[Term], masks: Sequence[int], scope: Scope) -> list[int]:
        """The verbs of a part of a line, one or two, that no line has which has all else of it."""
        missing: list[int] = []
        for at, mask in enumerate(masks):
            if not mask:
                if len(missing) == MOST_VERBS or not _may_stand_in(terms[at]) or hands_over(terms, at):
                    return []
                missing.append(at)
        known = [mask for mask in masks if mask] if missing else masks
        if not known or self._all_of(known, scope):
            return missing
        others = [at for at, term in enumerate(terms) if masks[at] and _may_stand_in(term)]
        for at in others:
            lacking = [*missing, at]
            left = [mask for index, mask in enumerate(masks) if index not in lacking]
            if len(lacking) <= MOST_VERBS and left and self._all_of(left, scope):
                return lacking
        return []

    def _all_of(self, masks: Sequence[int], scope: Scope) -> int:
        """The lines of one's own doing that hold several words."""
        held = scope.bits & ~self._evidence.headers & ~self._evidence.helped & ~self._evidence.attended
        for mask in masks:
            held &= mask
        return held

    def _beyond(self, verb: Term, held: int, claim: Claim) -> int:
        """Things that a line says in the next part too: a list that the verb begins goes on there."""
        following = claim.segments.get(verb.segment + 1, ())
        return sum(bool(self._evidence.strict_mask(term.keys) & held) for term in following if not term.is_verb)

    def _lets_stand(self, verb: Term, rest: Sequence[Term], source: Source, claim: Claim) -> bool:
        """Whether the verb that a line says of the same things may be told by another."""
        thing = self._thing_of(verb, rest, source)
        if thing is None or source.reading.negated[thing] or source.reading.helped[thing]:
            return False
        if self._words.root(verb.text.split()[0]) in source.keys:
            return True  # "cared for" where the line has "providing care"
        if thing in self._verbs_of(source):
            return "general" in _classes(verb.text)  # "ran the analysis" where the line has "analysed"
        at = self._own_verb(thing, source)
        if at is None:
            return "general" in _classes(verb.text)
        if any(self._stands_for(verb, beside, source, claim) for beside in self._joined_with(at, source)):
            return True
        return self._stands_for(verb, at, source, claim)

    def _joined_with(self, at: int, source: Source) -> Iterator[int]:
        """Verbs of the same things that `and` joins with one: `took` of "took and interpreted samples"."""
        tokens = source.reading.tokens
        if at > 1 and tokens[at - 1].low in ("and", "&") and at - 2 in self._verbs_of(source):
            yield at - 2

    def _stands_for(self, verb: Term, at: int, source: Source, claim: Claim) -> bool:
        """Whether a claim's verb may tell what the verb at a token of a line says."""
        tokens = source.reading.tokens
        own = tokens[at].low
        root = self._words.root(own)
        if source.reading.negated[at] or any(root == self._words.root(token.text) for token in claim.reading.tokens):
            return False
        higher = rung(verb.keys) > max(rung((root,)), _DID)
        if higher or ("light" in _classes(own) and not self._keeps_object(at, source, claim)):
            return False
        return is_told_by(own, verb.text)

    def _keeps_object(self, at: int, source: Source, claim: Claim) -> bool:
        """Whether a claim names what a verb is said of that says nothing itself: "kept spare parts for pumps" repaired none."""
        tokens = source.reading.tokens
        end = at + 1
        while (
            end < len(tokens)
            and tokens[end].kind != "mark"
            and tokens[end].low not in words_under("modality.txt", "ends an object")
        ):
            end += 1
        objects = {
            self._words.root(token.text) for token in tokens[at + 1 : end] if token.kind == "word" and not token.used
        }
        objects -= {self._words.root(word) for word in light_words("en")}
        return not objects or any(self._words.root(token.text) in objects for token in claim.reading.tokens)

    def _thing_of(self, verb: Term, rest: Sequence[Term], source: Source) -> int | None:
        """Where a line has the first thing that the claim says behind its verb, or else before it."""
        for term in sorted(rest, key=lambda term: (term.at < verb.at, abs(term.at - verb.at))):
            keys = {key for part in (term, *term.parts) for key in part.keys if key[:2] != "s:"}
            for at, token in enumerate(source.reading.tokens):
                if token.kind == "word" and keys & set(self._words.keys(token.text)):
                    return at
        return None

    def _own_verb(self, thing: int, source: Source) -> int | None:
        """The token of the verb that a line says of a thing: the last before it in its sentence, or the first behind."""
        stops = [at for at, token in enumerate(source.reading.tokens) if token.kind == "mark" and token.text in ".;"]
        begin = max((at for at in stops if at < thing), default=-1)
        end = min((at for at in stops if at > thing), default=len(source.reading.tokens))
        verbs = [at for at in self._verbs_of(source) if begin < at < end]
        before = [at for at in verbs if at < thing]
        return before[-1] if before else next(iter(verbs), None)

    def _verbs_of(self, source: Source) -> tuple[int, ...]:
        if source.bit not in self._verbs:
            self._verbs[source.bit] = tuple(_verbs_in_line(source))
        return self._verbs[source.bit]


def _verbs_in_line(source: Source) -> Iterator[int]:
    tokens = source.reading.tokens
    for at, token in enumerate(tokens):
        if token.kind == "word" and opens_verb(tokens, at) and (token.low in _forms() or _is_inflected_verb(token.low)):
            yield at


def _is_inflected_verb(low: str) -> bool:
    return low.endswith(("ed", "ing")) and bool(doings(low))


@cache
def _forms() -> frozenset[str]:
    return frozenset(form for verb in read_verbs() for form in (verb.base, verb.past, verb.participle, verb.gerund))


def _may_stand_in(term: Term) -> bool:
    """Whether a word is a verb that may take another's place: no name, not denied, not helped with, below owning."""
    plain = not term.is_name and not term.negated and not term.helped and term.low not in DECIDING
    return plain and term.is_verb and rung(term.keys) < OWNED and bool(_domains(term.text))


def _figures(verb: Term, claim: Claim) -> int:
    """Figures in the part of a line in which a verb stands."""
    segments = claim.reading.segment_of
    firsts = (*(one.first for one in claim.ledger.quantities), *(one.first for one in claim.ledger.dates))
    return sum(segments[first] == verb.segment for first in firsts)


@cache
def is_told_by(own: str, other: str) -> bool:
    """Whether a line that says `own` of a thing may be told with the verb `other`, in any form.

    Doings that are claims by themselves stand for nothing else and nothing for them; those of one class for one another; of the
    rest a general verb (`handle`, `do`) for any, and any for a craft's own, which WordNet does not know. Other verbs stand for
    one another by the table of `standing_in`: a broad domain of doing is not enough, for "translated" and "digitised" share one.
    """
    mine, theirs = _classes(own), _classes(other)
    general = "general"
    if not mine and not theirs and other.lower() == f"re{own}":
        return True
    if any(name.startswith("strict") for name in mine | theirs):
        return False
    if general in theirs or mine & theirs:
        return True
    if not mine and not _domains(own) and not any(name.startswith("alike") for name in theirs):
        return True  # a craft's own verb: "sharded"
    if "light" in mine:
        return "creation" not in _domains(other)
    return False


@cache
def makes_or_leads(word: str) -> bool:
    """Whether a verb makes, leads or handles a thing, so that the thing's own verb may be told for both."""
    told = ("general", "light", "strict: leading", "strict: making", "strict: planning", "strict: teaching an audience")
    return bool(_classes(word) & set(told)) or "creation" in _domains(word)


@cache
def _classes(word: str) -> frozenset[str]:
    """The headings of `doings.txt` under which a verb stands; of a verb with a particle those of the verb."""
    forms = {form for part in _verbs_in(word) for form in uninflected(part)}
    return frozenset(heading for heading, verbs in _headings().items() if forms & verbs)


@cache
def _domains(word: str) -> frozenset[str]:
    """The domains of doing of a verb; of a verb with a particle its own, else those of the verb, and of a verb with `re-` too."""
    known = (doings(form) for part in _verbs_in(word) for form in (part, part.removeprefix("re")))
    return next((found for found in known if found), frozenset())


def _verbs_in(word: str) -> Iterator[str]:
    """A verb in small letters, and without its particle."""
    for part in dict.fromkeys((word.casefold(), word.casefold().split()[0])):
        yield _IRREGULAR.get(part, part)


@cache
def _headings() -> dict[str, frozenset[str]]:
    return {
        heading: frozenset(word for line in lines for word in line.split())
        for heading, lines in read_sections("doings.txt").items()
    }
