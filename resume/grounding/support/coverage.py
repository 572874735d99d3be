"""Which facts hold a word of a claim: by the word itself, an alias, a synonym, a narrower word, an acronym, a title."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, reduce
from itertools import pairwise
from operator import add

from resume.grounding.claims import Claim, Scope, is_generic, levels, opens_clause
from resume.grounding.evidence import Evidence
from resume.grounding.indexing.denials import verbs_of_ceasing
from resume.grounding.indexing.short_forms import acronym_of
from resume.grounding.indexing.tables import own_keys
from resume.grounding.language.acronyms import spelled_out
from resume.grounding.language.lists import read_lines, words_by_pair, words_under
from resume.grounding.language.reading import Reading, Term, Token, light_words, plain_forms
from resume.grounding.language.releases import release_year
from resume.grounding.language.scope import OWNED, any_doings, carrying_verbs, is_verb, plain_doings, rung, verb_forms
from resume.grounding.language.thesaurus import uninflected
from resume.grounding.language.vocabulary import Vocabulary
from resume.grounding.lines import BEFORE_DUTIES
from resume.grounding.measuring.ledger import COUNT, MONTHS, PERCENT, Quantity
from resume.grounding.sources import Source
from resume.grounding.support.rests import Rests
from resume.grounding.support.traits import DID, Traits, names_people, traits_in
from resume.lexicon import is_everyday

LEAST_PART = 2
"""Words that a part of a merged line has at least: a verb with its object."""

_CERTIFYING = frozenset(("certificates", "education"))
"""Sections whose entries are certificates, degrees and licences."""

_LEVELS = {
    **dict.fromkeys(("fluent", "fluently", "fluency"), frozenset(("c1", "c2"))),
    **dict.fromkeys(("intermediate", "conversational"), frozenset(("b1", "b2"))),
    **dict.fromkeys(("basic", "elementary", "beginner"), frozenset(("a1", "a2"))),
}
"""Levels of the European scale for languages that a word tells as well."""

_OF_TONGUES = {"multilingual": 3, "trilingual": 3, "bilingual": 2}
"""How many languages somebody speaks of whom a word says so, at least."""


@dataclass(frozen=True, slots=True)
class _OwnPart:
    """A thing that a line says is the candidate's own work or idea: `two of its nine chapters are mine`."""

    bit: int
    verbs: str
    """The list of the verbs that may be told of it."""
    roots: frozenset[str]
    """The word for the thing."""
    count: float
    """How many; 0 for none named."""


class Coverage:
    """The words of claims, looked up in the evidence."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._words = evidence.words
        self._short_forms = evidence.short_forms
        self._rests = Rests(evidence)
        self._traits = traits_in(evidence.words)
        self._ceasing = verbs_of_ceasing(evidence.words)
        self._beginnings = frozenset(
            [key[:end] for key in evidence.said if key.isalpha() for end in range(2, len(key))]
        )
        """How the words of the source begin, letter by letter: two words in one begin like one of them."""
        self._first_halves = self._beginnings - words_under("figures.txt", "of them")
        """Words that may be the first of two that the source writes as one."""

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
        if helped and 0 < rung(term.keys) <= DID and _is_helped_with(term, claim):
            found |= helped
        if word.before_duty and _opens_noun(term, claim):
            found |= self._done_by_oneself(term, claim, scope, _NOUN_REACH) | self._led(scope)
        elif term.is_verb and self._carries(term):
            found |= self._done_by_oneself(term, claim, scope, _CARRIED)
        if term.is_verb and not term.negated:
            found |= self._done_otherwise(term, claim, scope, found)
        if not (scope.whole or scope.named or term.negated):
            header = evidence.headers & scope.bits & evidence.held_strictly[term.keys]
            if header and (self._is_setting(term, claim) or self._is_title(term, claim, scope)):
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
            more |= self._carries_own_noun(term, claim, scope)
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
            found = self._told_by_entries(term) or self._trained_as(term, claim) or self._named_by_trade(term, claim)
            found = found or self._held_by_name(term, claim)
        if found or term.negated or scope.named:
            return found
        if term.is_verb and self._own_parts and (found := self._ones_own(term, claim) & scope.bits):
            return found
        if term.low in words_under("figures.txt", "measures"):
            return self._measured(term) & scope.bits
        if term.low == "attended":
            return self._held_with(term, claim, scope)
        return self._names_post(term, claim, scope)

    def _names_post(self, term: Term, claim: Claim, scope: Scope) -> int:
        """The header of a role of which a line opens with how long it was: `Two-year graduate engineer traineeship at`.

        All words up to the employer's must be of its title, or say that it is a post; none may be left out that lowers it.
        """
        quantities = claim.ledger.quantities
        if not quantities or quantities[0].first > 1 or quantities[0].dimension != MONTHS or not scope.is_role:
            return 0
        tokens, begin = claim.reading.tokens, quantities[0].last + 1
        header = self._evidence.by_id.get(scope.entry or "")
        end = next((at for at in range(begin, len(tokens)) if tokens[at].low in _BEHIND_POST), 0)
        if header is None or not begin <= term.at < end:
            return 0
        words = [token.low for token in header.reading.tokens]
        title = words[: words.index(",") if "," in words else len(words)]
        lesser = words_under("cues.txt", "lesser titles").intersection(title)
        posts = words_under("cues.txt", "lesser posts" if lesser else "roles in order")
        said = {_holder_of(token.low) for token in tokens[begin:end]}
        lowers = (lesser - {"graduate"} or lesser) <= said or said <= posts
        roots = {root for root in map(self._words.doing, title) if root and rung((root,)) < OWNED}
        roots.update(map(self._words.root, title))
        known = all(self._words.root(one) in roots for one in said - posts)
        return header.bit if lowers and known else 0

    def _ones_own(self, term: Term, claim: Claim) -> int:
        """The lines that say of a thing that it is one's own work or idea: `wrote two chapters` of "two chapters are mine"."""
        low, found = term.low, 0
        for one in self._own_parts:
            if low not in words_under("cues.txt", one.verbs):
                continue
            said = {self._words.root(token.text) for token in claim.reading.tokens if token.kind == "word"}
            figures = {quantity.value for quantity in claim.ledger.quantities}
            if one.roots <= said and (one.count == 0 or one.count in figures):
                found |= one.bit
        return found

    @cached_property
    def _own_parts(self) -> tuple[_OwnPart, ...]:
        """What the lines of the source say of some thing that it is the candidate's own."""
        sources = self._evidence.sources
        return tuple(one for source in sources if not source.is_header for one in _find_own_parts(source, self._words))

    def _told_by_entries(self, term: Term) -> int:
        """The entries that say a word of a summary by what they are: `three employers`, `rose from picker to leader`."""
        if term.low in words_under("cues.txt", "rising in a career") and (term.is_verb or term.low not in levels()):
            return self._evidence.roles & self._evidence.headers
        if term.low in _LEVELS:
            tongues = [one for one in self._evidence.sources if one.fact.section == "languages"]
            return sum(one.bit for one in tongues if not one.reading.lows.isdisjoint(_LEVELS[term.low]))
        if term.low in _OF_TONGUES:
            spoken = [one.bit for one in self._evidence.sources if one.fact.section == "languages"]
            return sum(spoken) if len(spoken) >= _OF_TONGUES[term.low] else 0
        return self._evidence.roles if term.low in words_under("figures.txt", "listed work") else 0

    def _held_by_name(self, term: Term, claim: Claim) -> int:
        """The certificates whose name stands right before a word for one: `the CFRE credential`."""
        low, terms = term.low, claim.reading.terms
        if low in words_under("cues.txt", "words for a certificate"):
            before = next((other for other in terms if other.to == term.at - 1), None)
        elif low in words_under("cues.txt", "said of certificates"):
            own = (other for other in claim.segments[term.segment] if other.at > term.to)
            before = next((other for other in own if not is_generic(other)), None)
        else:
            return 0
        if before is None:
            return 0
        certificates = sum(one.bit for one in self._evidence.sources if one.fact.section in _CERTIFYING)
        return self._evidence.strict_mask(before.keys) & certificates

    def _trained_as(self, term: Term, claim: Claim) -> int:
        """The ended studies of a field after which one is called: `food technologist by education`, `a chemist by training`."""
        behind = [token.low for token in claim.reading.tokens[term.to + 1 : term.to + 3]]
        if behind[:1] != ["by"] or behind[-1] not in words_under("cues.txt", "what one learned"):
            return 0
        field = term.low[: max(_LEAST_FIELD, len(term.text) - _ENDING_OF_PERSON)]
        return sum(
            source.bit
            for source in self._evidence.sources
            if source.fact.section == "education"
            and self._evidence.mask(("complet",), self._evidence.said) & source.bit
            and any(token.low.startswith(field) for token in source.reading.tokens)
        )

    def _named_by_trade(self, term: Term, claim: Claim) -> int:
        """The headers whose title names the trade of what opens a summary: `Marketer` of a marketing manager.

        A calling that one is trained for, or licensed in, is not had by working beside it: a teaching assistant is no teacher.
        """
        low = term.low
        person = words_by_pair("trades.txt", "fields and who works in them").get(low.split()[-1])
        if person is not None:
            called = {*low.split()[:-1], person}
            headers = self._evidence.among(self._evidence.headers & self._evidence.roles)
            return sum(source.bit for source in headers if called <= source.reading.lows)
        licensed = low in words_under("cues.txt", "callings") or low in words_under("cues.txt", "licensed")
        if (
            not low.endswith("er")
            or licensed
            or not opens_clause(term, claim)
            or low in words_under("cues.txt", "offices")
        ):
            return 0
        trade = f"{low[:-2]}ing"
        headers = self._evidence.among(self._evidence.headers & self._evidence.roles)
        return sum(source.bit for source in headers if trade in source.reading.lows)

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

    def _is_title(self, term: Term, claim: Claim, scope: Scope) -> bool:
        """Whether a word names the role: behind `as`, and where a line opens with what somebody is called."""
        if self._words.doing(term.text) and opens_clause(term, claim):
            return True
        if self._opens_title(term, claim, scope) or self._names_post(term, claim, scope):
            return True
        before = [token.low for token in claim.reading.tokens[max(0, term.at - _TITLE_REACH) : term.at]]
        behind = before[len(before) - before[::-1].index("as") :] if "as" in before else ["of"]
        return not _NOT_IN_TITLE.intersection(behind) and scope.is_role

    def _opens_title(self, term: Term, claim: Claim, scope: Scope) -> bool:
        """Whether a line opens with the title of its role, and a word is of it: `Studio technician for six years`."""
        header = self._evidence.by_id.get(scope.entry or "")
        if header is None or not scope.is_role:
            return False
        title = []
        for token in header.reading.tokens:
            if token.text in ",(":
                break
            title.append(self._words.root(token.text))
        tokens = claim.reading.tokens
        mine = [self._words.root(token.text) for token in tokens[: len(title)]]
        behind = tokens[len(title)].low if len(title) < len(tokens) else ""
        ends = len(title) > 1 or behind in words_under("modality.txt", "behind an office")
        return bool(title) and ends and mine == title and term.to < len(title)

    def _carries(self, term: Term) -> bool:
        """Whether a verb may only carry the noun that says what was done: `produced documentation`, `made bookings`."""
        return term.is_verb and not term.negated and term.keys[0] in carrying_verbs()

    def _done_by_oneself(self, term: Term, claim: Claim, scope: Scope, reach: int) -> int:
        """The lines whose own verb is told as the noun behind a word: `responsible for checks` where one "checked"."""
        evidence, found = self._evidence, 0
        for one in claim.reading.terms:
            if term.to < one.at <= term.to + reach and one.segment == term.segment and not one.is_verb:
                found |= self._verbs.get(one.keys[0], 0)
        return found & scope.bits & ~(evidence.headers | evidence.helped | evidence.attended | evidence.intended)

    @cached_property
    def _verbs(self) -> dict[str, int]:
        """By root: the facts that have it as a verb."""
        found: dict[str, int] = {}
        for source in self._evidence.sources:
            for one in source.reading.terms:
                if one.is_verb and is_verb(one.keys):
                    found[one.keys[0]] = found.get(one.keys[0], 0) | source.bit
        return found

    def _carries_own_noun(self, term: Term, claim: Claim, scope: Scope) -> int:
        """The lines that name a doing without a verb, or by its verb, where a claim says it as one does: `placed the order`."""
        behind = claim.reading.tokens[term.to + 1 : term.to + _CARRIED + 2]
        for one in behind:
            if one.kind == "word" and carries(term.text, one.low):
                own = self._evidence.said.get(self._words.root(one.text), 0) & self._evidence.unsaid
                own = (own | self._verbs_of(one) | self._has_as_means(one, term)) & ~self._evidence.helped
                return (own | self._done_by_oneself(term, claim, scope, _CARRIED + 1)) & scope.bits
        return 0

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

    def _has_as_means(self, noun: Token, verb: Term) -> int:
        """The lines that name a thing as means where a claim has its verb: `by sending reminders` of "with reminders"."""
        evidence, found = self._evidence, 0
        if not verb.text.lower().endswith("ing"):
            return 0
        root = self._words.root(noun.text)
        for source in evidence.among(evidence.said.get(root, 0) & ~evidence.headers):
            tokens = source.reading.tokens
            for at, token in enumerate(tokens):
                if token.kind == "word" and self._words.root(token.text) == root:
                    before = [one.low for one in tokens[max(0, at - _MEANS_REACH) : at]]
                    found |= source.bit if not _BEFORE_MEANS.isdisjoint(before) else 0
        return found

    def _verbs_of(self, noun: Token) -> int:
        """The lines of one's own doing that say a noun's verb, and not the noun: "prioritising" for `priorities`."""
        evidence = self._evidence
        told = tuple(key for key in self._words.keys(noun.text) if key[:2] == "n:")
        known = evidence.mask(told, evidence.own) & ~evidence.said.get(self._words.root(noun.text), 0)
        return known & ~evidence.attended & ~evidence.intended

    def _led(self, scope: Scope) -> int:
        """The lines that say that one leads or runs something: one is responsible for it."""
        evidence = self._evidence
        return sum(
            source.bit
            for source in evidence.sources
            if source.bit & scope.bits & ~evidence.headers & ~evidence.helped
            and source.reading.terms
            and rung(source.reading.terms[0].keys) >= OWNED
            and source.reading.terms[0].is_verb
        )

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
                claim.joined = self._join(claim.reading.tokens)
            found |= claim.joined[term.at] | claim.joined[term.to + 1]
            if not (word.is_lettered or word.is_degree):
                spelled = self._spelled(claim) if claim.spelled is None else claim.spelled
                return found | spelled.get(term.at, 0)
        found |= self._by_letters(term, claim)
        if word.is_degree:
            found |= evidence.said.get(f"w:{term.keys[0]}", 0)  # an MFA is a master's degree
        if term.parts and not found:
            parts = evidence.everything
            for part in term.parts:
                parts &= evidence.held_strictly[part.keys]
            found = parts
        return found | self._as_one_word(term) if term.parts else found

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

    def let_any_doing(self, terms: Sequence[Term], masks: list[int], scope: Scope) -> list[int]:
        """Verbs that say of a thing no more than that one dealt with it, where one line of one's own work holds all else.

        "Handled complaints" may be said where the source says "answered complaints". A line of help or attendance lends its
        things to no verb of doing, nor does one of planning: who scheduled interviews has conducted none.
        """
        if scope.whole or scope.named or len(terms) <= LEAST_PART:
            return masks
        common = scope.bits & ~self._evidence.helped & ~self._evidence.attended & ~self._evidence.intended
        loose = [
            term.is_verb
            and term.keys[0] in any_doings()
            and not term.negated
            and not _holds_event(terms, at)
            and not hands_over(terms, at)
            for at, term in enumerate(terms)
        ]
        if True not in loose:
            return masks
        for mask, is_loose in zip(masks, loose, strict=True):
            common &= mask if not is_loose else common
        return [mask | common if is_loose else mask for mask, is_loose in zip(masks, loose, strict=True)]

    def _cover(self, term: Term, word: Traits, claim: Claim, scope: Scope, *, either: bool) -> int:
        """The facts of the scope that hold a term, by its own words, an alias, a synonym or a narrower word."""
        evidence, bits = self._evidence, scope.bits
        strict = self.strict_cover(term, claim)
        loose = evidence.held[term.keys]
        if loose and term.is_verb and not (term.parts or scope.named) and _opens_doing(term, word):
            loose &= evidence.held_done[term.keys] | evidence.unsaid & ~evidence.settings | evidence.named
        if not strict and not either:
            loose = self._not_denied(term, loose, scope)
        if scope.named:
            loose = self._named_as(term) if loose & ~strict & bits or term.parts else loose
        elif term.parts:
            loose |= self._all_parts(term.parts)
        positive = strict | (loose & ~evidence.headers if scope.is_role else loose)
        if scope.whole or word.doing:
            positive |= self._told_by_doer(term, word, claim, scope)
        denied = 0
        if either or term.negated or term.first_negated or not positive & bits:
            denied = self._denied(term)
            positive |= self._said_of_rest(term, claim, denied) if not positive & bits else 0
        if word.is_level or (term.is_name and term.at and release_year(term.text) is not None):
            short = term.text.isupper()  # QGIS says "GIS"
            key = term.keys[0] if short else next((one for one in term.keys if one[:2] == "a:"), term.keys[0])
            positive = strict | evidence.said.get(f"w:{key}", 0)  # "Spark" is a technology, and sparks nothing
        if word.undoing or (word.is_gerund and evidence.undone):
            positive |= self._undone(term, word)
        if not positive & bits:
            positive |= self._compounded(word) | self._doers_of(term, word) | self._users_of(term, claim)
        if term.first_negated:
            found = denied | self._by_letters(term, claim) | self._denied_otherwise(term, claim)
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

    def _not_denied(self, term: Term, loose: int, scope: Scope) -> int:
        """The facts that say a word in another word, where none denies that very word: "outside agencies" of "without …"."""
        if not loose or not self._evidence.denied.get(term.keys[0], 0) & scope.bits:
            return loose
        return loose & self._evidence.said.get(f"w:{term.keys[0]}", 0)

    def _said_of_rest(self, term: Term, claim: Claim, denied: int) -> int:
        """The lines that say of a part the opposite of what a claim says of the rest: "kept 11 of 12" where one was lost."""
        if not claim.ledger.quantities or term.negated:
            return 0
        against = denied | self._rests.opposite(term.low)
        return against & self._rests.bits(claim.ledger) if against else 0

    def _denied(self, term: Term) -> int:
        """The facts that deny a term, or say that it was given up."""
        evidence = self._evidence
        denied = evidence.held_denied[term.keys]
        if evidence.ceased:
            denied |= evidence.mask(term.keys, evidence.ceased)
        if term.parts and not denied:
            denied = evidence.everything
            for part in term.parts:
                denied &= evidence.held_denied[part.keys]
        return denied

    def _denied_otherwise(self, term: Term, claim: Claim) -> int:
        """Facts that deny a term in other words: as what a denied noun is for, as the rest of a part, named again."""
        if self._words.language != "en":
            return 0
        return self._kind_denied(term, claim) | self._rest_denied(term, claim) | self._denied_again(term, claim)

    def _kind_denied(self, term: Term, claim: Claim) -> int:
        """Facts that deny a noun for something: "no fine for misfiling" lets one say `no misfiling fine`."""
        tokens, root = claim.reading.tokens, self._words.root
        behind = range(term.to + 1, min(len(tokens), term.to + 4))
        heads = {root(tokens[at].text) for at in behind if claim.reading.negated[at] and tokens[at].kind == "word"}
        wanted, found = root(term.text), 0
        for source in self._facts(self._evidence.said.get(wanted, 0) & self._evidence.denying) if heads else ():
            known = source.reading.tokens
            for at in range(len(known) - 2):
                if (
                    not source.reading.negated[at]
                    or root(known[at].text) not in heads
                    or known[at + 1].low not in _OF_WHAT
                ):
                    continue
                if wanted in [root(one.text) for one in known[at + 2 : at + 5]]:
                    found |= source.bit
        return found

    def _rest_denied(self, term: Term, claim: Claim) -> int:
        """Facts that tell how many of a whole were something, where a claim says that exactly the others were not."""
        segments = claim.reading.segment_of
        rests = [
            one
            for one in claim.ledger.quantities
            if segments[one.first] in (term.segment, term.segment - 1)
            and one.first < term.at
            and [token.low for token in claim.reading.tokens[one.last + 1 : one.last + 3]] in _OF_THEM
        ]
        said = self._evidence.mask(term.keys, self._evidence.said) if rests else 0
        return sum(source.bit for source in self._facts(said) if any(_leaves(source, one, term) for one in rests))

    def _denied_again(self, term: Term, claim: Claim) -> int:
        """Facts that deny a doing to a thing which the claim names, then calls by its kind: `without performing the test`."""
        tokens = claim.reading.tokens
        if term.low not in words_under("cues.txt", "named again") or term.at < LEAST_PART:
            return 0
        at = next((at for at in range(term.at - 1, max(-1, term.at - 4), -1) if tokens[at].low.endswith("ing")), -1)
        if at < 0 or tokens[term.at - 1].low not in ("the", "that", "these", "those"):
            return 0
        root, evidence = self._words.root, self._evidence
        positive = {root(one.text) for index, one in enumerate(tokens) if not claim.reading.negated[index]}
        return sum(
            source.bit
            for source in self._facts(evidence.mask(self._words.keys(tokens[at].text), evidence.denied))
            if any(
                source.reading.negated[index] and one.kind == "word" and root(one.text) in positive
                for index, one in enumerate(source.reading.tokens)
                if one.low not in light_words("en")
            )
        )

    def _facts(self, bits: int) -> Sequence[Source]:
        return [source for source in self._evidence.sources if source.bit & bits] if bits else ()

    def _undone(self, term: Term, word: Traits) -> int:
        """Facts that deny what a word with `un-` or `-less` denies: "unchanged" where the source says "without changes".

        A doing that is still to come may be named where the source says `un-`: a "cataloguing backlog" of uncatalogued films.
        """
        if word.is_gerund and not term.is_verb and not term.negated:
            return self._evidence.undone.get(self._words.root(term.low), 0)
        if not word.undoing or self._words.language != "en":
            return 0
        return self._evidence.held_denied[self._words.keys(word.undoing)]

    def _compounded(self, word: Traits) -> int:
        """Facts that say in two words what a claim says in one: "bricklaying" for laying bricks."""
        said, found = self._evidence.said, 0
        for one, other in word.sides:
            if one in said and other in said:
                found |= said[one] & said[other]
        return found

    def _doers_of(self, term: Term, word: Traits) -> int:
        """Facts that tell what people did by whom a claim names for it: "readers" where a blog was read by thousands."""
        return self._evidence.said.get(self._words.doing(term.low[:-1]), 0) if word.is_audience else 0

    def _users_of(self, term: Term, claim: Claim) -> int:
        """Facts that tell of people with a thing whom a claim calls its users: `wheelchair users`."""
        tokens = claim.reading.tokens
        if term.low != "users" or not term.at or tokens[term.at - 1].kind != "word":
            return 0
        thing = self._evidence.strict_mask(self._words.keys(tokens[term.at - 1].text))
        return thing & self._evidence.mask(("w:person",), self._evidence.said)

    def _told_by_doer(self, term: Term, word: Traits, claim: Claim, scope: Scope) -> int:
        """The facts that say what a claim says by who did it, or the other way round: `Editor of` where one edited."""
        own = self._evidence.own.get(word.doing, 0)
        if not scope.whole:
            named = own and not scope.named and self._names_doer(term, word, claim)
            return own & ~self._evidence.headers if named else 0
        own = own if own and self._names_doer_of(term, word, claim) else 0
        return own | self._evidence.doings.get(term.keys[0], 0)

    def _names_doer(self, term: Term, word: Traits, claim: Claim) -> bool:
        """Whether a line opens with what somebody is called who does what the source says: `Editor of`, `Piano teacher of`."""
        before = claim.reading.tokens[: term.at]
        as_one = "as" in [token.low for token in before[-2:]]  # "covered weddings as photographer"
        was_one = bool(before) and before[0].low in _BEING and len(before) <= _BEING_REACH  # "was the van's driver"
        opens = as_one or was_one or (all(token.kind == "word" for token in before) and term.at < 3)
        return opens and (word.is_plain_doer or tells_of_how_many(term, claim))

    def _names_doer_of(self, term: Term, word: Traits, claim: Claim) -> bool:
        """Whether somebody is only named by what they do with a thing: `player of the piano`, `speaker of Dutch`."""
        of = [token.low for token in claim.reading.tokens[term.to + 1 : term.to + 2]] == ["of"]
        return of and (rung((word.doing,)) <= DID or tells_of_how_many(term, claim))

    def _as_one_word(self, term: Term) -> int:
        """Facts that write the words of a phrase as one."""
        together = "".join(term.text.split())
        return self._evidence.said.get(self._words.root(together), 0) if together.isalpha() else 0

    def _join(self, tokens: Sequence[Token]) -> list[int]:
        """For each token, and for the end: the facts that write it and the word before it as one."""
        said, root, beginnings, first_halves = (
            self._evidence.said,
            self._words.root,
            self._beginnings,
            self._first_halves,
        )
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

    def _by_letters(self, term: Term, claim: Claim) -> int:
        """Facts that spell out the claim's acronym, or that have the acronym of the claim's words."""
        text = claim.reading.tokens[term.at].text
        letters = acronym_of(text)
        if letters:
            several = text.endswith("s")  # "APs" are things: access points, never accounts payable
            known = len(letters) == 2 and not several and any(key[:2] == "a:" for key in term.keys)
            return (
                0
                if known
                else self._short_forms.acronyms.get(letters.lower(), 0) or self._short_forms.spelling(letters)
            )
        return self.spelled_out(term.at, claim) | (self._short_forms.by_number(text) if text[-1:].isdigit() else 0)

    def spelled_out(self, at: int, claim: Claim) -> int:
        """Facts that have the acronym of the claim's words: `EWM` for "Extended Warehouse Management"."""
        return self._spelled(claim).get(at, 0)

    def _spelled(self, claim: Claim) -> dict[int, int]:
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

    def _is_setting(self, term: Term, claim: Claim) -> bool:
        """Whether a word is the place that a role's header names: `in a hotel` at the Grand Hotel."""
        if term.is_verb or self._words.doing(term.text):
            return False
        before = claim.reading.tokens[max(0, term.at - 9) : term.at]
        return any(token.low in _BEFORE_A_PLACE for token in before)


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

_OF_WHAT = frozenset(("for", "of", "from", "through", "by", "over"))
"""Words behind a noun before what it is for."""

_OF_THEM = (["of", "which"], ["of", "whom"], ["of", "them"], ["were", "not"], ["was", "not"], ["did", "not"])
"""What stands behind a figure that counts some of a whole."""


def _leaves(source: Source, rest: Quantity, term: Term) -> bool:
    """Whether a line tells a part of which `rest` is all that is left: 140 packed, 7 damaged leave 133, or 95 %."""
    counts = [one for one in source.ledger.quantities if one.dimension == COUNT and not one.label]
    shares = [one.value for one in source.ledger.quantities if one.dimension == PERCENT]
    if rest.dimension == PERCENT:
        left = [100 - share for share in shares]
        left += [
            100 - part.value / whole.value * 100 for whole in counts for part in counts if part.value < whole.value
        ]
        return any(abs(one - rest.value) <= _ROUNDED for one in left)
    return any(whole.value - part.value == rest.value for whole in counts for part in counts if part is not whole)


_ROUNDED = 0.5
"""Points by which a share of the rest may be rounded."""


def _opens_doing(term: Term, word: Traits) -> bool:
    """Whether a verb says what was done: its past or plain form, where a verb stands."""
    return not term.negated and (word.is_verb_form or (term.at == 0 and term.low.endswith("ed")))


_BEFORE_A_PLACE = frozenset(("in", "at", "for", "of", "within", "a", "an", "the"))
"""Words before the place of a role."""

_BEING = frozenset(("was", "am", "is", "were", "be"))
"""Verbs behind which a line says what somebody is called."""

_BEING_REACH = 5
"""Tokens before it: "was the night shift's driver"."""

_TITLE_REACH = 9
"""Tokens behind `as` in which a title stands: "as a volunteer part-time night-shift nurse"."""

_NOT_IN_TITLE = frozenset(("of", "for", "to", "with", "in", "at", "from", "by", "on", ",", "and", "under"))
"""Words behind `as` that end a title."""


def _holds_event(terms: Sequence[Term], at: int) -> bool:
    """Whether a verb says that one held what stands behind it: `conducted interviews` is not said of who transcribed them."""
    following = terms[at + 1 : at + 2]
    return (
        terms[at].text.lower() in words_under("cues.txt", "holding") and bool(following) and is_verb(following[0].keys)
    )


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


def _holder_of(low: str) -> str:
    """Who has a post that is named by its holder: an engineer an `engineership`, a resident a residency."""
    return f"{low[:-2]}t" if low.endswith("ncy") else low.removesuffix("ship")


_BEHIND_POST = frozenset(("at", "with", "in", "for", "as", "from", "on", ","))
"""What stands behind a post, before whose it is, where, or when."""

_LEAST_FIELD, _ENDING_OF_PERSON = 4, 3
"""Letters that a field of study shares with who has studied it, and those of the latter's ending: chemistry and `chemist`."""

_BEFORE_MEANS = frozenset(("with", "through", "via", "using"))
"""Words before what something was done by."""

_MEANS_REACH = 4
"""Tokens from one of them to the thing: "with weekly text message reminders"."""


@lru_cache(maxsize=16_384)
def carries(verb: str, noun: str) -> bool:
    """Whether a verb says of a noun of doing, both in any form, no more than that it was done."""
    forms = frozenset(uninflected(verb.lower()))
    return any(not forms.isdisjoint(_carriers().get(form, ())) for form in uninflected(noun.lower()))


@cache
def _carriers() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in read_lines("carriers.txt"):
        nouns, verbs = line.split(" : ")
        found |= {noun: found.get(noun, frozenset()) | frozenset(verbs.split()) for noun in nouns.split()}
    return found


def _find_own_parts(source: Source, words: Vocabulary) -> Iterator[_OwnPart]:
    """The things of a line that are said to be one's own."""
    reading = source.reading
    if reading.lows.isdisjoint(_OWN):
        return
    tokens, light = reading.tokens, light_words("en")
    for at, token in enumerate(tokens):
        behind = tokens[at + 1].low if at + 1 < len(tokens) else ""
        is_idea = token.low == "my" and behind in ("idea", "own", "initiative", "suggestion", "proposal")
        is_work = token.low == "mine" or (token.low == "my" and behind in ("work", "design"))
        if not (is_idea or is_work) or at < LEAST_PART or tokens[at - 1].low not in ("is", "are", "was", "were"):
            continue
        begin = next((one + 1 for one in range(at - 2, -1, -1) if tokens[one].text in ".;,:("), 0)
        heads = [one for one in range(begin, at - 1) if tokens[one].kind == "word" and tokens[one].low not in light]
        heads = [one for one in heads if not tokens[one].used]
        counts = [one.value for one in source.ledger.quantities if begin <= one.first < at]
        if heads:
            verbs = "of one's idea" if is_idea else "of one's work"
            yield _OwnPart(
                source.bit, verbs, frozenset((words.root(tokens[heads[-1]].text),)), counts[0] if counts else 0
            )


_OWN = frozenset(("mine", "my"))


def hands_over(terms: Sequence[Term], at: int) -> bool:
    """Whether a verb says that one brought goods to somebody: `delivered parcels` is not said of who sorted them."""
    if terms[at].text.lower() not in words_under("cues.txt", "handing over"):
        return False
    goods = words_under("cues.txt", "goods")
    return any(not goods.isdisjoint(uninflected(term.low)) for term in terms[at + 1 : at + 1 + _GOODS_REACH])


_GOODS_REACH = 2
"""Words behind a verb in which the goods stand that it hands over."""


def _is_helped_with(term: Term, claim: Claim) -> bool:
    """Whether a plain verb only says what somebody helped to do: `helped teach the course` of "assisted in the course"."""
    if term.negated:
        return False
    tokens, at = claim.reading.tokens, term.at
    before = [token.low for token in tokens[max(0, at - 2) : at]]
    helps = words_under("cues.txt", "helpers")
    right_behind = before[-1:] and (
        before[-1] in helps
        or (before[-1] in ("in", "to", "with", "by") and before[0] in helps)
        or (before[-1] == "in" and before[0] in _PARTS_TAKEN and term.helped)
        or (before[-1] in ("in", "with") and term.helped and _is_whom_one_helped(tokens, at - 1))
        or (term.helped and term.low in plain_forms() and _is_whom_one_helped(tokens, at))
    )
    doing = term.low in verb_forms() or term.low.endswith("ing")
    return bool(right_behind) and doing


def _is_whom_one_helped(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing but whom one helped stands between the helper and a verb: `helped the controller prepare budgets`."""
    helps = words_under("cues.txt", "helpers")
    begin = next((one for one in range(at - 1, max(-1, at - _MOST_HELPED), -1) if tokens[one].low in helps), -1)
    between = list(tokens[begin + 1 : at - (tokens[at - 1].low == "to")]) if begin >= 0 else []
    nouns = [one for one in between if one.low not in light_words("en")]
    joins = any(one.kind == "mark" or one.low in _BETWEEN_HELP for one in between)
    return len(nouns) > 0 and not joins and not nouns[-1].low.endswith("ing")


_MOST_HELPED = 6
"""Tokens from a helper to the verb of what one helped somebody to do."""

_BETWEEN_HELP = frozenset(("with", "in", "by", "for", "on", "of", "and", "or", "at", "from", "who", "that", "which"))

_PARTS_TAKEN = frozenset(("part", "role", "hand", "share", "involved"))
"""Words before `in` and a doing which say that one had a part in it: `took part in developing`."""


_CARRIED = 3
"""Tokens behind a carrying verb in which its noun stands: "made two container bookings"."""

_NOUN_REACH = 6
"""Tokens behind `responsible` in which the noun stands that says what for: "the weekly stock and safety checks"."""


def tells_of_how_many(term: Term, claim: Claim) -> bool:
    """Whether a word for who does something tells of how many one does it: `Supervisor of 4 interns`, of "supervising 4"."""
    behind = claim.reading.tokens[term.to + 1 : term.to + 3]
    return len(behind) > 1 and behind[0].low == "of" and behind[1].used


def _opens_noun(term: Term, claim: Claim) -> bool:
    """Whether `responsible for` stands before a noun."""
    if "responsible" not in claim.reading.lows or term.low.split()[-1] != "responsible":
        return False
    return [token.low for token in claim.reading.tokens[term.to + 1 : term.to + 2]] == ["for"]


def only_opens(term: Term, claim: Claim) -> bool:
    """Whether a word stands before what was done and claims no more than that: `Responsible for ordering stock`.

    `Was responsible for` says no more, nor does `was in charge of`, nor `was tasked with`.
    """
    if claim.reading.lows.isdisjoint(BEFORE_DUTIES):
        return False
    behind = BEFORE_DUTIES.get(term.low.split()[-1])
    following = [token.low for token in claim.reading.tokens[term.to + 1 : term.to + 3]]
    if behind is None and "charge" in term.low.split():
        following, behind = ["of", *following], "of"
    return following[:1] == [behind] and len(following) > 1 and following[1].endswith("ing")
