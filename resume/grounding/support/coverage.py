"""Which facts hold a word of a claim: by the word itself, an alias, a synonym, a narrower word, an acronym, a title."""

from collections.abc import Sequence
from functools import reduce

from resume.grounding.claims import Claim, Scope, opens_clause
from resume.grounding.evidence import Evidence
from resume.grounding.indexing.denials import verbs_of_ceasing
from resume.grounding.indexing.tables import own_keys
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Term
from resume.grounding.language.releases import release_year
from resume.grounding.language.scope import OWNED, carrying_verbs, plain_doings, rung
from resume.grounding.measuring.ledger import COUNT
from resume.grounding.sources import Source
from resume.grounding.support.callings import Callings
from resume.grounding.support.carrying import CARRIED, NOUN_REACH, Carrying, only_opens, opens_noun
from resume.grounding.support.denied import Denied
from resume.grounding.support.helping import is_helped_with
from resume.grounding.support.own_parts import OwnParts
from resume.grounding.support.spellings import Spellings
from resume.grounding.support.summaries import Summaries
from resume.grounding.support.traits import DID, Traits, names_people, traits_in
from resume.lexicon import is_everyday


class Coverage:
    """The words of claims, looked up in the evidence."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._words = evidence.words
        self._traits = traits_in(evidence.words)
        self._ceasing = verbs_of_ceasing(evidence.words)
        self.spellings = Spellings(evidence)
        self._denied = Denied(evidence)
        self._carrying = Carrying(evidence)
        self._callings = Callings(evidence)
        self._summaries = Summaries(evidence)
        self._own_parts = OwnParts(evidence)

    def support(self, term: Term, claim: Claim, scope: Scope, either: bool) -> int:
        """The facts that a word of a role's line may rest on, what the line's place and opening allow included."""
        evidence, word = self._evidence, self._traits(term.text)
        if (term.is_verb and word.helps) or (scope.whole and word.was_learned and _stands_behind_by(term, claim)):
            return scope.bits
        if word.before_duty and only_opens(term, claim):
            return scope.bits & ~evidence.helped & ~evidence.attended
        found = self._cover(term, word, claim, scope, either=either)
        if not found:
            found = self._told_otherwise(term, claim, scope)
        helped = evidence.helped & scope.bits
        if helped and 0 < rung(term.keys) <= DID and is_helped_with(term, claim):
            found |= helped
        if word.before_duty and opens_noun(term, claim):
            found |= self._carrying.done_by_oneself(term, claim, scope, NOUN_REACH) | self._carrying.led(scope)
        elif term.is_verb and not term.negated and term.keys[0] in carrying_verbs():
            found |= self._carrying.done_by_oneself(term, claim, scope, CARRIED)
        if term.is_verb and not term.negated:
            found |= self._done_otherwise(term, claim, scope, found)
        if not (scope.whole or scope.named or term.negated):
            header = evidence.headers & scope.bits & evidence.held_strictly[term.keys]
            if header and (self._callings.is_setting(term, claim) or self._callings.is_title(term, claim, scope)):
                found |= header
        if term.is_name and found and not (term.parts or either or scope.named):
            found = self._named_so(term, claim, found)
        if (word.is_adverb or word.are_people) and found and not term.parts:
            return self._by_its_own_name(term, word, found)
        return found

    def _done_otherwise(self, term: Term, claim: Claim, scope: Scope, found: int) -> int:
        """The facts that tell what a verb says without it: by what was given up, by a noun, with no verb at all."""
        evidence = self._evidence
        more = evidence.denying & scope.bits
        if more and self._ceasing.isdisjoint(term.keys):
            more = 0
        if not scope.named and (not found or rung(term.keys) >= OWNED):  # one administers vaccines, whatever else too
            more |= self._carrying.own_noun(term, claim, scope)
        unsaid = evidence.unsaid & scope.bits
        if unsaid and not scope.whole and not scope.named:
            plain = term.keys[0] in plain_doings()
            titled = evidence.doings.get(term.keys[0], 0) & evidence.headers & scope.bits
            if (plain or titled) and opens_clause(term, claim):
                more |= unsaid if plain else unsaid & ~evidence.helped
        return more

    def _told_otherwise(self, term: Term, claim: Claim, scope: Scope) -> int:
        """The facts that tell a word which none has: by what an entry is, by a figure that measures it, by who came."""
        found = 0
        if scope.whole:
            found = self._summaries.told_by_entries(term, claim)
        if found or term.negated or scope.named:
            return found
        if term.is_verb and self._own_parts and (found := self._own_parts.bits(term, claim) & scope.bits):
            return found
        if term.low in words_under("figures.txt", "measures"):
            return self._measured(term) & scope.bits
        if term.low == "attended":
            return self._held_with(term, claim, scope)
        return self._callings.names_post(term, claim, scope)

    def _measured(self, term: Term) -> int:
        """The lines that give a figure of what a noun measures, where a claim leaves the figure out: `cut bundle size`."""
        low = term.low.removesuffix("s")
        return sum(
            source.bit
            for source in self._evidence.sources
            if any(
                low
                in words_under("figures.txt", f"measured in {'money' if one.dimension.isupper() else one.dimension}")
                for one in source.ledger.quantities
                if one.by or one.lead or one.in_range or one.change
            )
        )

    def _held_with(self, term: Term, claim: Claim, scope: Scope) -> int:
        """The lines that tell with or for how many something was held: `14 workshops attended by 600 residents`."""
        behind = claim.reading.tokens[term.to + 1 : term.to + 2]
        if not behind or behind[0].low != "by":
            return 0
        counts = [one for one in claim.ledger.quantities if one.first > term.to and one.dimension == COUNT]
        found = 0
        for source in self._evidence.among(scope.bits & ~self._evidence.headers if counts else 0):
            for one in source.ledger.quantities:
                at = one.first - 1
                while at > 0 and source.reading.tokens[at].used:
                    at -= 1
                held = at >= 0 and source.reading.tokens[at].low in ("with", "for")
                found |= source.bit if held and one.value == counts[0].value else 0
        return found

    def ceases(self, term: Term) -> bool:
        """Whether a verb says that something was given up: a line that does without it says so too."""
        return term.is_verb and not term.negated and not self._ceasing.isdisjoint(term.keys)

    def strict_cover(self, term: Term, claim: Claim) -> int:
        """The facts that hold a word as itself, by an alias or as an acronym; a phrase also by all its words."""
        found = claim.held.get((term.at, term.to))
        if found is None:
            found = claim.held[term.at, term.to] = self._hold(term, claim)
        return found

    def _hold(self, term: Term, claim: Claim) -> int:
        evidence, word = self._evidence, self._traits(term.text)
        found = evidence.held_strictly[term.keys]
        if not term.parts:
            if claim.joined is None:
                claim.joined = self.spellings.join(claim.reading.tokens)
            found |= claim.joined[term.at] | claim.joined[term.to + 1]
            if not (word.is_lettered or word.is_degree):
                spelled = self.spellings.spelled(claim) if claim.spelled is None else claim.spelled
                return found | spelled.get(term.at, 0)
        found |= self.spellings.by_letters(term, claim)
        if word.is_degree:
            found |= evidence.said.get(f"w:{term.keys[0]}", 0)  # an MFA is a master's degree
        if term.parts and not found:
            parts = evidence.everything
            for part in term.parts:
                parts &= evidence.held_strictly[part.keys]
            found = parts
        return found | self.spellings.as_one_word(term) if term.parts else found

    def _named_so(self, term: Term, claim: Claim, found: int) -> int:
        """Take from a name the lines that have no more than a synonym of its word: `Unite` of "union", `Teams` of "a team"."""
        if term.at == 0 or term.negated or term.text.isupper():
            return found
        everyday = is_everyday(term.text)
        tongue = term.low in words_under("cues.txt", "languages")
        if tongue or (not everyday and found & self.strict_cover(term, claim)):
            return found
        plain = self._words.keys(term.low) if everyday else term.keys
        alias = self._evidence.strict_mask(tuple(key for key in term.keys if key not in plain))
        alias |= self._evidence.said.get(f"w:{term.keys[0]}", 0)  # Debian is Linux
        name = term.text[: _LEAST_OF_PRODUCT if everyday else _LEAST_OF_NAME]
        return sum(one.bit for one in self._evidence.among(found) if one.bit & alias or _writes(one, name))

    def _by_its_own_name(self, term: Term, word: Traits, found: int) -> int:
        """Take from a word the lines that have it only in another word: `Dentally`, `dentists` of "dental nurses".

        An adverb in capitals is a product's name. People are not those whose kind is told by a word of their family.
        """
        low = term.low
        if term.is_name and term.at and word.is_adverb:
            if self._words.root(low.removesuffix("ly")) != self._words.root(low):
                return found
            return sum(one.bit for one in self._evidence.among(found) if low in one.reading.lows)
        if not term.is_name and word.are_people:
            return sum(one.bit for one in self._evidence.among(found) if not self._only_tells_kind(low, one))
        return found

    def _only_tells_kind(self, low: str, source: Source) -> bool:
        """Whether a line has of people's family only a word that tells what kind others are: the `dental` of "dental nurses"."""
        lows = source.reading.lows
        if low in lows or low.removesuffix("s") in lows or self._words.language != "en":
            return False
        root, tokens = self._words.root(low), source.reading.tokens
        places = [
            at for at, token in enumerate(tokens) if token.kind == "word" and self._words.root(token.text) == root
        ]
        return bool(places) and all(
            at + 1 < len(tokens) and tokens[at + 1].kind == "word" and names_people(tokens[at + 1].low) for at in places
        )

    def _cover(self, term: Term, word: Traits, claim: Claim, scope: Scope, *, either: bool) -> int:
        """The facts of the scope that hold a term, by its own words, an alias, a synonym or a narrower word."""
        evidence, bits = self._evidence, scope.bits
        strict = self.strict_cover(term, claim)
        loose = evidence.held[term.keys]
        if loose and term.is_verb and not (term.parts or scope.named) and _opens_doing(term, word):
            loose &= evidence.held_done[term.keys] | evidence.unsaid & ~evidence.settings | evidence.named
        if not strict and not either:
            loose = self._denied.without_denied(term, loose, scope)
        if scope.named:
            loose = self._named_as(term) if loose & ~strict & bits or term.parts else loose
        elif term.parts:
            loose |= self._all_parts(term.parts)
        positive = strict | (loose & ~evidence.headers if scope.is_role else loose)
        if scope.whole or word.doing:
            positive |= self._callings.told_by_doer(term, word, claim, scope)
        denied = 0
        if either or term.negated or term.first_negated or not positive & bits:
            denied = self._denied.bits(term)
            positive |= self._denied.said_of_rest(term, claim, denied) if not positive & bits else 0
        if word.is_level or (term.is_name and term.at and release_year(term.text) is not None):
            short = term.text.isupper()  # QGIS says "GIS"
            key = term.keys[0] if short else next((one for one in term.keys if one[:2] == "a:"), term.keys[0])
            positive = strict | evidence.said.get(f"w:{key}", 0)  # "Spark" is a technology, and sparks nothing
        if word.undoing or (word.is_gerund and evidence.undone):
            positive |= self._denied.undone(term, word)
        if not positive & bits:
            positive |= self.spellings.compounded(word)
            positive |= self._callings.doers_of(term, word) | self._callings.users_of(term, claim)
        if term.first_negated:
            found = denied | self.spellings.by_letters(term, claim) | self._denied.otherwise(term, claim)
        else:
            found = positive | denied if either or term.negated else positive
        if scope.is_role and not (scope.whole or scope.named or term.is_name):
            found &= ~evidence.headers
        return found & bits

    def _all_parts(self, parts: Sequence[Term]) -> int:
        """The facts that have all words of a phrase."""
        together = self._evidence.everything
        for part in parts:
            together &= self._evidence.held[part.keys]
        return together

    def _named_as(self, term: Term) -> int:
        """The facts that have a name by its own words, their aliases and narrower ones: no synonym stands in a name."""
        held = self._evidence.held
        found = held[own_keys(term.keys)]
        parts = [held[own_keys(part.keys)] for part in term.parts]
        return found | (reduce(int.__and__, parts) if len(parts) > 1 else 0)


def _opens_doing(term: Term, word: Traits) -> bool:
    """Whether a verb says what was done: its past or plain form, where a verb stands."""
    return not term.negated and (word.is_verb_form or (term.at == 0 and term.low.endswith("ed")))


def _writes(source: Source, name: str) -> bool:
    """Whether a line has a word in capitals that begins like a name: "Moldovan wines" are of Moldova."""
    return any(token.text.startswith(name) for token in source.reading.tokens)


_LEAST_OF_PRODUCT = 5
"""Letters with which another spelling of a product's name begins, too."""

_LEAST_OF_NAME = 3
"""The same of a country's: "Swiss" of Switzerland."""


def _stands_behind_by(term: Term, claim: Claim) -> bool:
    """Whether a word for studies only says that somebody is what stands before it by them: `a chemist by training`."""
    return term.at > 0 and claim.reading.tokens[term.at - 1].low == "by"
