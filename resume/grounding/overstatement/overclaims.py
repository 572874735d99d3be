"""Claims that are more than the source says with the same words: higher offices, others' work, whole where it says part."""

import functools
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from resume.grounding.claims import Claim, Scope
from resume.grounding.evidence import Evidence, Source
from resume.grounding.language.idioms import instead_of
from resume.grounding.language.lists import read_sections, words_under
from resume.grounding.language.measures import periods
from resume.grounding.language.reading import (
    Reading,
    Term,
    Token,
    is_a_teams,
    light_words,
    opens_verb,
    read_line,
)
from resume.grounding.language.scope import CONTRIBUTED, OWNED, is_verb, plain_doings, rung
from resume.grounding.language.thesaurus import names_worker
from resume.grounding.lines import BEFORE_DUTIES, tells_what_became
from resume.grounding.measuring.ledger import Quantity
from resume.grounding.overstatement.parts import Parts
from resume.grounding.support.coverage import Coverage, only_opens, tells_of_how_many
from resume.grounding.verdict import Reason, reason_of
from resume.terms import fold

LED = 5
"""The rung from which a word is an office."""


_MOST_LINES = 4
"""Lines that a part of a claim may rest on and still be held against one of them."""

LEAST_TITLE = 2
"""Words of a title: what it is of, and what its holder is called."""

_NAME_ENDS = re.compile(r"[,(–]")
"""What ends a certificate's short name in its entry: "Red Seal, Refrigeration Mechanic"."""

LEAST_NAME = 3
"""Capitalized words in a row that are one name: two may be a title and a firm, or a school and its town."""


class Overclaims:
    """What claims add to words that the source has."""

    def __init__(self, evidence: Evidence, coverage: Coverage) -> None:
        self._evidence = evidence
        self._coverage = coverage
        self._words = evidence.words
        self._parts = Parts(evidence)
        self._titles: dict[int, Mapping[str, str]] = {}
        """By fact: the words of the title that it begins with and their roots, once they were asked for."""

    def denied(self, terms: Sequence[Term], claim: Claim, scope: Scope) -> list[Reason]:
        """A part of a line that one fact denies as a whole, and no fact says in these words."""
        evidence, said = self._evidence, scope.bits
        against = scope.bits & self._denying
        things = [term for term in terms if not (term.is_verb and is_verb(term.keys))] if against else []
        for term in things:
            against &= evidence.mask(term.keys, evidence.denied)
            if not against:
                return []
        if not things or any(term.negated or self._coverage.ceases(term) for term in terms):
            return []
        for term in terms:
            said &= self._coverage.strict_cover(term, claim) | evidence.mask(
                tuple(f"w:{key}" for key in term.keys), evidence.said
            )
            if term not in things:
                against &= evidence.mask(term.keys, evidence.denied) | evidence.mask(term.keys, evidence.said)
        if not against or said & ~against or self._are_also_said(terms, against):
            return []
        text, item = self._evidence.first(against).fact.text, " ".join(term.text for term in terms)
        return [reason_of("negation", item, text, f"“{item}” is claimed; the source denies it: “{text}”.")]

    @cached_property
    def _denying(self) -> int:
        """The facts that deny any word."""
        return functools.reduce(int.__or__, self._evidence.denied.values(), 0)

    def _are_also_said(self, terms: Sequence[Term], against: int) -> bool:
        """Whether a line that denies words says all of them beside: `310 entries, without a single entry disputed`."""
        for term in terms:
            against &= self._evidence.said.get(term.keys[0], 0)
        return bool(against)

    def raised(self, terms: Sequence[Term], together: int, claim: Claim) -> list[Reason]:
        """A verb that the source says only of helping, or of somebody else."""
        reading = claim.reading
        if reading.helped_behind:
            return []
        if any(reading.helped) and not reading.lows.isdisjoint(("which", "where")):
            return []  # "after a move in which I took part"
        has_duty = not reading.lows.isdisjoint(BEFORE_DUTIES)
        doubted = [
            term
            for whole in terms
            for term in (whole, *whole.parts)
            if (has_duty or term.is_verb) and self._may_raise(term, together)
        ]
        if not doubted:
            return []
        closest = self._closest(terms, together, claim)
        for term in doubted:
            duty = has_duty and only_opens(term, claim)
            if not (duty or (term.is_verb and is_verb(term.keys))) or term.negated or _is_helped(term, claim):
                continue
            if not duty and (0 < rung(term.keys) <= CONTRIBUTED or _is_passive(term, claim)):
                continue
            if self._opens_with_title(term, claim):
                continue
            reason = self._lifted(term, terms, closest, duty) or (
                None if duty else self._taken_over(term, closest, claim)
            )
            if reason is not None:
                return [reason]
        return []

    def _may_raise(self, verb: Term, together: int) -> bool:
        """Whether of the lines that hold a part of a claim one is of helping, or has a verb as no doing of one's own."""
        if together & self._evidence.helped:
            return True
        others = together & ~self._evidence.own.get(verb.keys[0], 0)
        return bool(others and others & ~self._done_oneself(verb))

    def _done_oneself(self, verb: Term) -> int:
        """The facts that say a verb of one's own doing; where one has the very word, another's word proves nothing."""
        evidence, root = self._evidence, verb.keys[0]
        return evidence.own.get(root, 0) | (evidence.mask(verb.keys, evidence.own) & ~evidence.said.get(root, 0))

    def _lifted(self, verb: Term, terms: Sequence[Term], together: int, duty: bool) -> Reason | None:
        """A verb told of what a line only helped with."""
        by_title = self._evidence.doings.get(verb.keys[0], 0) & self._evidence.headers & together
        if by_title or not (duty or rung(verb.keys) > CONTRIBUTED):
            return None  # a forklift driver drove, whatever else was helped with
        things = [one for one in terms if one is not verb and verb not in one.parts]
        helped = self._helped_with(verb, things, together)
        if helped is None:
            return None
        detail = f"“{verb.text}” says more than the source, which says “{helped.fact.text}”."
        return reason_of("scope", verb.text, helped.fact.text, detail)

    def _taken_over(self, verb: Term, together: int, claim: Claim) -> Reason | None:
        """A verb that the lines say of somebody else."""
        evidence, own = self._evidence, self._done_oneself(verb)
        if own & together or not evidence.mask(verb.keys, evidence.said) & together:
            return None
        if own & evidence.titles and _begins_title(verb, claim):
            return None
        if verb.keys[0] in plain_doings() and together & evidence.unsaid & ~evidence.helped:
            return None
        source = evidence.first(together)
        if tells_what_became(claim.reading, verb.at, source):
            return None
        detail = f"“{verb.text}” is claimed as own work; the source says “{source.fact.text}”."
        return reason_of("scope", verb.text, source.fact.text, detail)

    def _opens_with_title(self, term: Term, claim: Claim) -> bool:
        """Whether a part of a summary opens with a title of the source, and a word is its first: `Research Assistant who …`."""
        tokens = claim.reading.tokens
        opens = term.at == 0 or tokens[term.at - 1].low in ("a", "an", "as")
        if not opens or term.to + 1 >= len(tokens) or tokens[term.to + 1].kind != "word":
            return False
        named = self._evidence.titles & self._evidence.strict_mask(term.keys)
        title = f"{term.text} {tokens[term.to + 1].text}".lower() if named else ""
        return any(title in source.fact.text.lower() for source in self._evidence.among(named))

    def _closest(self, terms: Sequence[Term], together: int, claim: Claim) -> int:
        """Of the lines that hold a part of a claim, those that hold its things as these words; all where none does."""
        exact = together & ~self._evidence.headers
        for term in terms:
            if not term.is_verb:
                exact &= self._coverage.strict_cover(term, claim)
        return exact or together

    def _helped_with(self, verb: Term, terms: Sequence[Term], together: int) -> Source | None:
        """The line that says of all these things that they were only helped with, whatever else it tells of own work.

        A line that has the verb itself is judged by whose doing that verb is.
        """
        if not together & self._evidence.helped:
            return None
        things = [_plain(term) for term in terms]
        found: Source | None = None
        for source in self._evidence.among(together):
            if source.is_header:
                continue
            for whole in source.reading.terms:
                keys = _plain(whole).union(*(_plain(part) for part in whole.parts))
                if verb.keys[0] in keys:
                    return None
                if whole.negated or not any(thing & keys for thing in things):
                    continue  # what one is denied to have owned is no own work
                if not whole.helped:
                    return None
                found = found or source
        return found

    def owned(self, claim: Claim, support: Mapping[int, int]) -> list[Reason]:
        """Owning claimed of what the source says one ran or did: `Own a kitchen` where it is run for somebody else."""
        if "own" not in claim.reading.text.lower():
            return []
        tokens = claim.reading.tokens
        for at, token in enumerate(tokens):
            if "own" not in token.low:
                continue
            opens = at == 0 or tokens[at - 1].kind == "mark" or tokens[at - 1].low in ("and", "i")
            if self._words.root(token.text) != self._words.root("own") or not opens:
                continue
            together = support.get(claim.reading.segment_of[at], 0)
            lines = [one for one in self._evidence.sources if one.bit & together and not one.is_header]
            words = {self._words.root(word.text) for one in lines for word in one.reading.tokens}
            if lines and not any(rung((word,)) >= OWNED for word in words):
                detail = f"“{token.text}” says more than the source, which says “{lines[0].fact.text}”."
                return [reason_of("scope", token.text, lines[0].fact.text, detail)]
        return []

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

    def promoted(self, claim: Claim, source: Source | None) -> list[Reason]:
        """A title that leaves out what makes the source's smaller: `Assistant`, `Deputy`, `Trainee`."""
        if source is None or source.fact.kind not in ("role", "headline"):
            return []
        title = self._titles.get(source.bit)
        if title is None:
            read = read_line(source.fact.text.partition(",")[0], self._words).tokens
            title = self._titles[source.bit] = {token.text: self._words.root(token.text) for token in read}
        if frozenset(title.values()).isdisjoint([self._words.root(token.text) for token in claim.reading.tokens]):
            return []
        mine = {key for token in claim.reading.tokens for key in self._words.keys(token.text) if key[:2] != "s:"}
        for word in title:
            if word.lower() in words_under("cues.txt", "lesser titles") and mine.isdisjoint(self._words.keys(word)):
                detail = f"The title leaves out “{word}”; the source says “{source.fact.text}”."
                return [reason_of("title", claim.text, source.fact.text, detail)]
        return []

    def mistitled(self, terms: Sequence[Term], masks: list[int], claim: Claim, scope: Scope) -> list[Reason]:
        """A high office claimed that the source names in no title: `as Theatre Director`, `Director of`."""
        if scope.named:
            return []
        tokens = claim.reading.tokens
        for whole, mask in zip(terms, masks, strict=True):
            term = whole.parts[-1] if whole.parts else whole
            if not mask or not _may_be_office(term.text):
                continue
            phrased = bool(whole.parts) and term.low not in words_under("cues.txt", "licensed")
            phrased = phrased and whole.parts[0].low != "chief"
            if phrased or _does_something(tokens, term.at):
                continue
            before = [token.low for token in tokens[max(0, term.at - 4) : term.at]]
            opens = scope.whole and term.at < 3 and not {"the", "for", "with", "to", "of", "i", "we"} & set(before)
            own = "as" in before and not {"for", "with", "to", "of"} & set(before)
            own = own or _says_was(before)
            licensed = term.low in words_under("cues.txt", "licensed")
            office = licensed or _is_office(term.text) or (own and term.low in words_under("cues.txt", "callings"))
            counted = term.at < LEAST_NAME and tells_of_how_many(term, claim)
            if not office or not (opens or own or counted):
                continue
            if counted and self._evidence.own.get(self._words.doing(term.text), 0) & mask:
                continue
            held = self._called(term) if licensed else mask
            if not held & self._evidence.titles and not self._says_as(term, mask, claim):
                detail = f"“{term.text}” is claimed as a title; the source gives no such title."
                return [reason_of("title", term.text, "", detail)]
        return []

    def another(self, claim: Claim, scope: Scope) -> list[Reason]:
        """A summary that opens with a title which the source gives somebody else: `Production manager` of "helped the …"."""
        opening = claim.reading.tokens[:2]
        if not scope.whole or len(opening) < LEAST_TITLE or not _may_be_office(opening[1].low):
            return []
        named = self._naming(self._words.root(opening[0].text), self._words.root(opening[1].text))
        if not named or named & self._evidence.titles:
            return []
        item, text = f"{opening[0].text} {opening[1].text}", self._evidence.first(named).fact.text
        return [reason_of("title", item, text, f"“{item}” is claimed; the source says it of somebody else: “{text}”.")]

    def _naming(self, first: str, second: str) -> int:
        """The facts in which two words stand side by side, by their roots."""
        evidence, found = self._evidence, 0
        either = evidence.said.get(first, 0) | evidence.denied.get(first, 0)
        for source in evidence.among(either & (evidence.said.get(second, 0) | evidence.denied.get(second, 0))):
            roots = [self._words.root(token.text) for token in source.reading.tokens]
            found |= source.bit if (first, second) in pairwise(roots) else 0
        return found

    def _called(self, term: Term) -> int:
        """The facts that have a calling as this word or by an alias: "surgery" makes nobody a surgeon."""
        aliases = {key for key in term.keys if key[:2] == "a:"}
        low = term.low.removesuffix("s")
        return sum(
            source.bit
            for source in self._evidence.sources
            if aliases & source.keys or any(token.low.removesuffix("s") == low for token in _own_name(source))
        )

    def _says_as(self, term: Term, mask: int, claim: Claim) -> bool:
        """Whether a fact itself says that the candidate worked as this."""
        for source in self._evidence.sources:
            tokens = source.reading.tokens
            lesser = {token.low for token in tokens} & words_under("cues.txt", "lesser titles")
            lesser -= claim.reading.lows
            if (
                source.bit & mask
                and not lesser
                and any(
                    self._words.root(token.text) == term.keys[0]
                    and "as" in [other.low for other in tokens[max(0, at - 4) : at]]
                    for at, token in enumerate(tokens)
                )
            ):
                return True
        return False

    def overawarded(self, terms: Sequence[Term], scope: Scope, claim: Claim) -> list[Reason]:
        """A win claimed of a prize in which the source has the candidate second, or on the shortlist."""
        firsts = words_under("cues.txt", "first place")
        if claim.reading.lows.isdisjoint(firsts):
            return []
        awards = self._awards
        won = next((term for term in claim.reading.terms if term.low in firsts and not term.negated), None)
        if won is None or not awards:
            return []
        lesser = words_under("cues.txt", "not first")
        mine = claim.reading.lows
        for source in awards:
            if not source.bit & scope.bits:
                continue
            entry = self._evidence.among(self._evidence.entries[source.entry])  # "shortlisted" may stand below
            theirs = {low for one in entry for low in one.reading.lows} & lesser
            named = [term for term in terms if term.is_name and self._evidence.strict_mask(term.keys) & source.bit]
            others = [term for term in terms if term.low not in firsts]
            whole = bool(others) and all(self._evidence.strict_mask(term.keys) == source.bit for term in others)
            if theirs and not theirs & mine and (whole or len(named) > 1):
                detail = f"“{won.text}” is claimed; the source says “{source.fact.text}”."
                return [reason_of("scope", won.text, source.fact.text, detail)]
        return []

    @cached_property
    def _awards(self) -> list[Source]:
        return [source for source in self._evidence.sources if source.fact.kind == "award"]

    def of_the_year(self, claim: Claim, scope: Scope) -> list[Reason]:
        """A title of honour, `Nurse of the Year`, that no line of the source gives in these words."""
        tokens = claim.reading.tokens
        for at in _honours_in(claim.reading):
            head, period = self._words.root(tokens[at - 1].text), tokens[at + 2].low
            if not any(
                source.bit & scope.bits and (head, period) in given and not _falls_short(claim.reading, source.reading)
                for source, given in self._honours
            ):
                item = " ".join(token.text for token in tokens[at - 1 : at + 3])
                return [reason_of("name", item, "", f"“{item}” is claimed; the source names no such honour.")]
        return []

    @cached_property
    def _honours(self) -> list[tuple[Source, set[tuple[str, str]]]]:
        """The lines that name honours, with the root of what each makes somebody and the word for its period."""
        found = []
        for source in self._evidence.sources:
            tokens, places = source.reading.tokens, _honours_in(source.reading)
            if places:
                found.append((source, {(self._words.root(tokens[at - 1].text), tokens[at + 2].low) for at in places}))
        return found

    def unnamed(self, terms: Sequence[Term], claim: Claim, scope: Scope) -> list[Reason]:
        """A name of several words whose words the source has, but never together: `the Children's Aid Society`."""
        if not scope.whole:
            return []
        run: list[Term] = []
        tokens = claim.reading.tokens
        for term in [*terms, None]:
            if term is not None and term.is_name and (not run or _goes_on_name(tokens, run[-1].to, term.at)):
                run.append(term)
                continue
            if len(run) >= LEAST_NAME and not self._named_together(run, claim, scope):
                item = " ".join(one.text for one in run)
                return [reason_of("name", item, "", f"“{item}” is claimed; the source has no such name.")]
            run = [term] if term is not None and term.is_name else []
        return []

    def _named_together(self, run: Sequence[Term], claim: Claim, scope: Scope) -> bool:
        found = scope.bits
        for term in run:
            found &= self._evidence.with_entries(self._coverage.strict_cover(term, claim))
        return bool(found) or any(self._is_certified_title(run, at, claim, scope) for at in range(1, len(run)))

    def _is_certified_title(self, run: Sequence[Term], at: int, claim: Claim, scope: Scope) -> bool:
        """Whether words are a title, and those before them a certificate as its entry calls it: `Red Seal HVAC Technician`."""
        held = scope.bits & self._evidence.headers & self._evidence.roles
        for term in run[at:]:
            held &= self._coverage.strict_cover(term, claim)
        if not held:
            return False
        tokens, begin, end = claim.reading.tokens, run[0].at, run[at].at
        while begin and tokens[begin - 1].kind == "word" and tokens[begin - 1].text[:1].isupper():
            begin -= 1
        name = " ".join(token.low for token in tokens[begin:end])
        return any(
            source.fact.kind == "certificate"
            and name in (part.strip().casefold() for part in _NAME_ENDS.split(source.fact.text))
            for source in self._evidence.among(scope.bits & self._evidence.named)
        )

    def widened(self, claim: Claim, support: dict[int, int], scope: Scope) -> list[Reason]:
        """Words that claim the whole of something where the source speaks of no extent."""
        reasons: list[Reason] = []
        for words, at in claim.reading.wide:
            segment = claim.reading.segment_of[at]
            near = support.get(segment) or scope.bits
            following = claim.reading.tokens[at + 1 : at + 2]
            counted = words.lower() == "all" and bool(following) and following[0].used
            before = claim.reading.tokens[at - 1 : at] if at else ()
            if (
                words.lower() == "both"
                and before
                and before[0].text == ","
                and following
                and following[0].low in _BOTH_OF
            ):
                continue  # "an MA and a BA, both from the University of Pediaios"
            one_by_one = self._evidence.each if words.lower() in ("every", "each") or counted else 0
            denies = any(claim.reading.negated) and any(
                "none" in one.reading.lows for one in self._evidence.among(near)
            )
            if (
                not near & (self._evidence.wide | one_by_one)
                and not denies
                and not self._coverage.spelled_out(at, claim)
            ):
                source = self._evidence.first(near)
                detail = f"“{words}” is claimed; the source speaks of no such extent."
                reasons.append(reason_of("audience", words, source.fact.text, detail))
        return reasons

    def whole_of_part(self, claim: Claim, support: Mapping[int, int], scope: Scope) -> list[Reason]:
        """`All 60 pupils` where the line says `48 of 60`; what is said of some of them, told of all."""
        told = self._parts.told_of_all(claim, support)
        if told:
            return told
        if claim.reading.lows.isdisjoint(_OF_ALL) and not claim.ledger.wholes:
            return []
        tokens = claim.reading.tokens
        figures = {one.value for one in claim.ledger.quantities}
        for quantity in claim.ledger.quantities:
            before = [token.low for token in tokens[max(0, quantity.first - 2) : quantity.first + 1]]
            if _OF_ALL.isdisjoint(before) and not _is_its_own_part(quantity, claim):
                continue
            near = functools.reduce(int.__or__, support.values(), 0) & scope.bits & ~self._evidence.headers
            for source in self._evidence.sources:
                part = _part_of(source.reading, source.ledger.quantities, quantity.value) if source.bit & near else None
                if part is not None and part not in figures:
                    detail = f"“all {quantity.text}” is claimed; the source says “{source.fact.text}”."
                    return [reason_of("audience", f"all {quantity.text}", source.fact.text, detail)]
        return []

    def made_whole(self, claim: Claim, support: Mapping[int, int], scope: Scope) -> list[Reason]:
        """`Painted the flats` where the line says `some of the flats`, and no other line speaks of them."""
        tokens, reading = claim.reading.tokens, claim.reading
        if scope.whole or scope.named or not reading.lows.isdisjoint(_SOME) or reading.lows.isdisjoint(_WHOLE):
            return []
        near = functools.reduce(int.__or__, support.values(), 0) & scope.bits & ~self._evidence.headers
        for source in self._evidence.among(near & self._partial):
            for root in _heads_of_parts(source.reading, self._words.root):
                again = near & self._evidence.said.get(root, 0) & ~source.bit
                at = next((at for at, token in enumerate(tokens) if self._words.root(token.text) == root), -1)
                before = {token.low for token in tokens[max(0, at - _MOST_BEFORE_HEAD) : max(0, at)]}
                counted = any(
                    reading.segment_of[one.first] == reading.segment_of[at] for one in claim.ledger.quantities
                )
                if at < 0 or again or counted or reading.helped[at] or before.isdisjoint(_WHOLE):
                    continue
                item = f"the {tokens[at].text}"
                detail = f"“{item}” is claimed; the source says “{source.fact.text}”."
                return [reason_of("audience", item, source.fact.text, detail)]
        return []

    @cached_property
    def _partial(self) -> int:
        """The facts that speak of some of a thing."""
        return sum(source.bit for source in self._evidence.sources if not source.reading.lows.isdisjoint(_SOME))

    def turned(self, claim: Claim, support: dict[int, int], scope: Scope) -> list[Reason]:
        """`from A to B` where the source goes from B to A."""
        lows = claim.reading.lows
        if not lows.isdisjoint(_REPLACING):
            return self._replaced_otherwise(claim, support, scope)
        own = _from_to(claim.reading)
        if own is None:
            return []
        near = functools.reduce(int.__or__, support.values(), 0) & scope.bits & ~self._evidence.headers
        for source in self._evidence.among(near or scope.bits):
            other = _from_to(source.reading)
            if other is None:
                continue
            straight = set(own[0].keys) & set(other[0].keys) or set(own[1].keys) & set(other[1].keys)
            crossed = set(own[0].keys) & set(other[1].keys) and set(own[1].keys) & set(other[0].keys)
            if crossed and not straight:
                item = f"from {own[0].text} to {own[1].text}"
                detail = f"“{item}” is claimed; the source says “{source.fact.text}”."
                return [reason_of("comparison", item, source.fact.text, detail)]
        return []

    def _replaced_otherwise(self, claim: Claim, support: dict[int, int], scope: Scope) -> list[Reason]:
        """`Replaced B with A` where the source replaced A with B."""
        own = _replaced(claim.reading)
        near = functools.reduce(int.__or__, support.values(), 0) & scope.bits & ~self._evidence.headers
        for source in self._evidence.among(near) if own is not None else ():
            other = _replaced(source.reading)
            if own is None or other is None:
                continue
            crossed = own[0] & other[1], own[1] & other[0]
            straight = own[0] & other[0], own[1] & other[1]
            if all(crossed) and not all(straight):
                item = " ".join(sorted(crossed[0]))
                detail = f"“{item}” is claimed to have been replaced; the source says “{source.fact.text}”."
                return [reason_of("comparison", item, source.fact.text, detail)]
        return []


def _goes_on_name(tokens: Sequence[Token], last: int, at: int) -> bool:
    """Whether a name goes on behind its word so far: at once, or behind `of`, as in `Water Authority of Fiji`."""
    return at == last + 1 or (at == last + 2 and tokens[last + 1].text == "of")


@lru_cache(maxsize=16_384)
def _is_office(word: str) -> bool:
    """Whether a word names a high office wherever it opens a title."""
    return rung((fold(word),)) >= LED or word.lower() in words_under("cues.txt", "offices")


def _own_name(source: Source) -> Sequence[Token]:
    """The words of a fact, of a certificate without who gave it: "… Diploma, Institute of Paralegal Practice"."""
    tokens = source.reading.tokens
    if source.fact.section != "certificates":
        return tokens
    return tokens[: next((at for at, token in enumerate(tokens) if token.text == ","), len(tokens))]


@lru_cache(maxsize=16_384)
def _may_be_office(word: str) -> bool:
    """Whether a word names an office, a licensed calling, or another behind `as`."""
    return (
        _is_office(word)
        or word.lower() in words_under("cues.txt", "licensed")
        or word.lower() in words_under("cues.txt", "callings")
    )


def _does_something(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word in -s is what somebody does, and no office: `Leads a squad of 4`."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or not tokens[at].low.endswith("s"):
        return False
    return following.kind == "number" or following.low in words_under("modality.txt", "determiners")


def _says_was(before: Sequence[str]) -> bool:
    """Whether somebody is told to have been what follows: `and was depot manager`, `became the head of`."""
    at = next((at for at in range(len(before) - 1, -1, -1) if before[at] in ("was", "am", "became", "become")), -1)
    return at >= 0 and not {"for", "with", "to", "of", "by", "who", "on", "in", "at"} & set(before[at:])


def _begins_title(term: Term, claim: Claim) -> bool:
    """Whether a word is the head of a title, and no verb: `Head of Lighting`."""
    following = claim.reading.tokens[term.to + 1 : term.to + 2]
    return term.low in words_under("cues.txt", "offices") and [token.low for token in following] == ["of"]


def _honours_in(reading: Reading) -> list[int]:
    """The `of` of each `of the year` before which a name stands."""
    tokens, periods_of_awards = reading.tokens, words_under("cues.txt", "periods of awards")
    if "of" not in reading.lows or "the" not in reading.lows or reading.lows.isdisjoint(periods_of_awards):
        return []
    return [
        at
        for at in range(1, len(tokens) - 2)
        if tokens[at].low == "of"
        and tokens[at + 1].low == "the"
        and tokens[at + 2].low in periods_of_awards
        and tokens[at - 1].text[:1].isupper()
    ]


def _is_its_own_part(quantity: Quantity, claim: Claim) -> bool:
    """Whether a line names as many as there are in all: `16 of 16 quarters`."""
    figures = claim.ledger.quantities
    return any(
        figures[one] is quantity
        and figures[other].value == quantity.value
        and figures[other].dimension == quantity.dimension  # "80 % of the 80" is a part of them
        for one, other in claim.ledger.wholes
    )


def _part_of(reading: Reading, quantities: Sequence[Quantity], whole: float) -> float | None:
    """The part that a line gives of a whole: 48 of "48 of 60", "48 out of the 60"; None where it gives none."""
    for first, second in pairwise(quantities):
        between = [token.low for token in reading.tokens[first.last + 1 : second.first]]
        of = between in (["of"], ["out", "of"], ["of", "the"], ["out", "of", "the"], ["of", "all"])
        if of and second.value == whole and first.value < whole:
            return first.value
    return None


def _falls_short(claim: Reading, source: Reading) -> bool:
    """Whether a line has the candidate second or on a shortlist, and the claim does not say so."""
    lesser = words_under("cues.txt", "not first")
    lows = [*(token.low for token in source.tokens), ""]
    theirs = {one for one, other in pairwise(lows) if other not in periods()} & lesser  # no "third quarter"
    return bool(theirs) and not {token.low for token in claim.tokens} & lesser


def _plain(term: Term) -> set[str]:
    """A term's own keys: a synonym may stand for another thing of the same line."""
    return {key for key in term.keys if key[:2] != "s:"}


def _says(reading: Reading, phrase: str) -> bool:
    return f" {phrase} " in f" {' '.join(token.low for token in reading.tokens if token.kind != 'mark')} "


def _is_passive(term: Term, claim: Claim) -> bool:
    """Whether a verb says what was done with a thing, or by whom: `four were won`, `…, supervised by a vet`."""
    tokens = claim.reading.tokens
    if term.at and tokens[term.at - 1].low in ("was", "were", "been", "being"):
        return True
    by = [token.low for token in tokens[term.to + 1 : term.to + 3]]
    behind = term.at > 0 and tokens[term.at - 1].text in ",("
    return behind and by[:1] == ["by"] and by[1:] != [] and by[1] in words_under("modality.txt", "determiners")


def _is_helped(term: Term, claim: Claim) -> bool:
    """Whether the line says that a thing was only helped with, before it or, for a purpose, behind it: `To keep …, helped …`."""
    tokens = claim.reading.tokens
    to = term.at > 0 and tokens[term.at - 1].low == "to"
    return (
        term.helped
        or claim.reading.others[term.at]
        or (to and any(claim.reading.helped[term.at :]))
        or is_a_teams(tokens, term.to)
    )


_OF_ALL = frozenset(("all", "every", "each"))
"""Words before a figure that counts all there are."""

_BOTH_OF = frozenset(("from", "at", "in", "with", "by"))
"""Words behind a `both` that only takes up the two things before it."""

_SOME = frozenset(("some", "part", "parts", "several", "most", "many", "few", "half", "partly", "certain", "selected"))
"""Words that say that only some of a thing is meant."""

_THE = frozenset(("the", "its", "their", "our"))
"""Words before things that are all meant."""

_WHOLE = _THE | {"all", "each", "every"}
"""The same, and those that say so."""

_MOST_BEFORE_HEAD = 4
"""Tokens from the article to the noun: "the two painted stage flats"."""


def _heads_of_parts(reading: Reading, root: Callable[[str], str]) -> Iterator[str]:
    """The roots of the nouns of which a line says `some of the …`."""
    tokens = reading.tokens
    for at in range(len(tokens) - 3):
        if (
            tokens[at].low not in ("some", "most", "several")
            or tokens[at + 1].low != "of"
            or tokens[at + 2].low not in _THE
        ):
            continue
        head = at + 2
        while head + 1 < len(tokens) and (tokens[head + 1].kind == "word" or tokens[head + 1].text == "-"):
            if tokens[head + 1].low in light_words("en"):
                break
            head += 1
        if head > at + 2 and not reading.helped[head]:
            yield root(tokens[head].text)


def _from_to(reading: Reading) -> tuple[Term, Term] | None:
    """The words behind `from` and behind `to`."""
    tokens = reading.tokens
    for at, token in enumerate(tokens if "from" in reading.lows else ()):
        if token.low != "from":
            continue
        for to in range(at + 2, min(len(tokens), at + 8)):
            if tokens[to].low in ("to", "into"):
                first = next((term for term in reading.terms if at < term.at < to), None)
                second = next((term for term in reading.terms if to < term.at <= to + 4), None)
                if first is not None and second is not None:
                    return first, second
    return None


_REPLACING = frozenset(
    ("replace", "replaces", "replaced", "replacing", "swap", "swaps", "swapped", "swapping", "exchanged", "exchanging")
)
"""Verbs behind which stands what went, and behind `with`, `by` or `for` what came in its place."""


def _replaced(reading: Reading) -> tuple[frozenset[str], frozenset[str]] | None:
    """The words of what was replaced, and of what took its place, without those that both have."""
    tokens, text = reading.tokens, reading.text.lower()
    begin = next((at for at, token in enumerate(tokens) if token.low in _REPLACING), len(tokens))
    if begin == len(tokens) and "of" in reading.lows:
        return _put_in_place(reading)
    if 1 < begin < len(tokens) - 1 and tokens[begin - 1].low in ("that", "which", ","):  # "an app that replaced paper"
        came = {word for word in text[: tokens[begin - 1].start].rstrip(", ").split() if _names(word)}
        behind = itertools.takewhile(_goes_on_thing, text[tokens[begin + 1].start :].split())
        went = {word.rstrip(",.;") for word in behind if _names(word)}
        return frozenset(went - came), frozenset(came - went)
    turn = next((at for at in range(begin + 2, len(tokens)) if tokens[at].low in ("with", "by", "for")), len(tokens))
    if turn - begin > _MOST_REPLACED or turn + 1 >= len(tokens):
        return None
    went = {word for word in text[tokens[begin + 1].start : tokens[turn].start].split() if _names(word)}
    behind = itertools.takewhile(_goes_on_thing, text[tokens[turn + 1].start :].split())
    came = {word.rstrip(",.;") for word in behind if _names(word)}
    return frozenset(went - came), frozenset(came - went)


def _put_in_place(reading: Reading) -> tuple[frozenset[str], frozenset[str]] | None:
    """The same of a line that says what came `instead of` what."""
    tokens, text = reading.tokens, reading.text.lower()
    turn = instead_of(tokens)
    if not turn:
        return None
    came = {word for word in text[: tokens[turn].start].split() if _names(word)}
    behind = itertools.takewhile(_goes_on_thing, text[tokens[turn + 2].start :].split())
    went = {word.rstrip(",.;") for word in behind if _names(word)}
    return frozenset(went - came), frozenset(came - went)


_MOST_REPLACED = 9
"""Tokens from such a verb to `with`: farther behind it something else is told."""


def _names(word: str) -> bool:
    return word not in light_words("en")


def _goes_on_thing(word: str) -> bool:
    """Whether a word may still be of one thing: `a new R-410A unit`."""
    return word in ("a", "an", "the", "new") or _names(word)


@functools.cache
def _words_of_more() -> frozenset[str]:
    """One word of each phrase that says more than is said: a line with none of them holds no such phrase."""
    return frozenset(phrase.split()[-1] for phrase in read_sections("cues.txt")["more than is said"])
