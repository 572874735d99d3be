"""The check itself: a claim taken apart, each item looked up in the evidence it may rest on."""

import functools
import re
from collections.abc import Sequence
from datetime import date

from resume.facts import Fact
from resume.grounding.claims import LEAST_PART, Claim, Scope, find_scopes, is_generic, levels, list_items, read_claim
from resume.grounding.evidence import Evidence
from resume.grounding.figures.check import Figures
from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Term
from resume.grounding.language.thesaurus import is_plain_noun, plain_forms
from resume.grounding.language.tokens import Token
from resume.grounding.language.vocabulary import vocabulary
from resume.grounding.overstatement.careers import Careers
from resume.grounding.overstatement.denials import DeniedParts
from resume.grounding.overstatement.gains import Gains
from resume.grounding.overstatement.honours import Honours
from resume.grounding.overstatement.leading import Leading
from resume.grounding.overstatement.modality import Modality
from resume.grounding.overstatement.names import Names
from resume.grounding.overstatement.own_work import OwnWork
from resume.grounding.overstatement.qualifiers import Qualifiers
from resume.grounding.overstatement.replacements import Replacements
from resume.grounding.overstatement.titles import Titles
from resume.grounding.overstatement.wholes import Wholes
from resume.grounding.support.binding import Binding
from resume.grounding.support.carrying import let_any_doing
from resume.grounding.support.coverage import Coverage
from resume.grounding.support.explanation import Explanation
from resume.grounding.support.instruments import Instruments
from resume.grounding.support.lending import Lending
from resume.grounding.support.listing import Listing
from resume.grounding.support.makers import Makers
from resume.grounding.support.mastery import Mastery
from resume.grounding.support.merging import cuts, without_team
from resume.grounding.support.outcomes import Outcomes
from resume.grounding.support.qualities import Qualities
from resume.grounding.support.retelling import Retelling
from resume.grounding.support.standing_in import StandIns
from resume.grounding.support.substitution import Substitution
from resume.grounding.verdict import Reason, ReasonKind, Verdict, once, reason_of
from resume.lexicon import find_skill

_MOST_CANDIDATES = 3

_FINAL: frozenset[ReasonKind] = frozenset(("name", "anachronism", "title", "date", "period", "audience"))
"""Kinds of reasons that stay in whatever words a claim is told: no second look is worth its time."""

_MOST_TO_MEND = 2
"""Reasons with which a second look is taken, one more where a word is missing: with more, next to nothing was ever mended."""

_OF_NAMES: frozenset[ReasonKind] = frozenset(("name", "content", "moved"))
"""Kinds of reasons that a maker may give who stands before a product."""

_TITLE_END = re.compile(r"\s(for|in|with|at|from)\s")
"""Where the title of a headline ends and what it is of begins."""


class FactBase:
    """The facts of one source, ready to check any number of claims against."""

    def __init__(self, facts: Sequence[Fact], today: date, *, language: str | None = "en") -> None:
        self._words = vocabulary(language)
        kept = [fact for fact in facts if fact.kind != "contact" or fact.id == "b.location"]
        self._evidence = Evidence(kept, today, self._words)
        self._coverage = Coverage(self._evidence)
        self._binding = Binding(self._evidence)
        self._titles = Titles(self._evidence)
        self._names = Names(self._evidence, self._coverage)
        self._honours = Honours(self._evidence)
        self._denied_parts = DeniedParts(self._evidence, self._coverage)
        self._own_work = OwnWork(self._evidence, self._coverage)
        self._wholes = Wholes(self._evidence, self._coverage)
        self._qualifiers = Qualifiers(self._evidence)
        self._replacements = Replacements(self._evidence)
        self._substitution = Substitution(self._evidence)
        self._stand_ins = StandIns(self._evidence)
        self._retelling = Retelling(self._evidence, self._stand_ins)
        self._makers = Makers(self._evidence)
        self._lending = Lending(self._evidence)
        self._mastery = Mastery(self._evidence, self._coverage)
        self._gains = Gains(self._evidence)
        self._leading = Leading(self._evidence)
        self._careers = Careers(self._evidence)
        self._qualities = Qualities(self._evidence)
        self._outcomes = Outcomes(self._evidence)
        self._listing = Listing(self._evidence, self._coverage)
        self._explanation = Explanation(self._evidence, self._coverage)
        self._figures = Figures(self._evidence)
        self._instruments = Instruments(self._evidence)
        self._modality = Modality(self._evidence)

    def check(
        self, text: str, *, cites: Sequence[str] = (), entry: str | None = None, section: str = "work"
    ) -> Verdict:
        """Whether `text` follows from what it cites and, failing that, from the facts of its own entry or the whole resume.

        Args:
            text: a line, a title, a skill, a sentence.
            cites: ids of the facts that it claims to rest on.
            entry: id of the entry it stands under (`w2`); None for what belongs to no entry.
            section: `work`, `header`, `summary`, `headline`, `letter`, `skills`, or a section of JSON Resume.
        """
        same = self._evidence.same_lines(text)
        scopes = find_scopes(self._evidence, cites, entry, section)
        for scope in scopes:
            if same & scope.bits:
                return Verdict(supported=True, facts=self._ids(same & scope.bits))
        if section in {"skills", "headline"}:
            return self._check_list(text, scopes[0], section)
        claim = self._read(text, section)
        best: tuple[list[Reason], int] | None = None
        for scope in self._likely(claim, scopes):
            found = self._judge(claim, scope)
            if not found[0]:
                return Verdict(supported=True, facts=self._ids(found[1]) or list(cites))
            told_otherwise = self._told_otherwise(claim, section, scope, found[0])
            if told_otherwise is not None:
                return told_otherwise
            if best is None or len(found[0]) < len(best[0]):
                best = found
        if best is None:
            reason = reason_of("name", text, "", f"The source has no entry that “{text}” could be.")
            return Verdict(supported=False, reasons=[reason])
        return Verdict(supported=False, reasons=best[0], facts=self._ids(best[1]))

    def _told_otherwise(self, claim: Claim, section: str, scope: Scope, reasons: Sequence[Reason]) -> Verdict | None:
        """The verdict on a claim that fails, in its line's own words and as two lines in one, where that lets it pass."""
        kinds = {reason.kind for reason in reasons}
        alone = self._makers.left_out(claim.text, claim.reading.lows, scope.bits) if _OF_NAMES & kinds else None
        if alone is not None:
            return self._retold(alone, section, scope)
        if len(reasons) > _MOST_TO_MEND + ("content" in kinds) or not kinds.isdisjoint(_FINAL) or kinds == {"duration"}:
            return None
        if kinds == {"number"} and self._has_strange_figure(claim, reasons):
            return None
        for retold in self._retelling.in_own_words(claim, scope):
            verdict = self._retold(retold, section, scope)
            if verdict is not None:
                return verdict
        return None if "content" in kinds else self._told_apart(claim.text, section, scope)

    def _has_strange_figure(self, claim: Claim, reasons: Sequence[Reason]) -> bool:
        """Whether a figure that does not follow stands nowhere in the source: other words for what it counts do not help."""
        items = {reason.item for reason in reasons}
        strange = (one for one in claim.ledger.quantities if (one.value, one.dimension) not in self._evidence.amounts)
        return any(one.text in items for one in strange)

    def _retold(self, text: str, section: str, scope: Scope) -> Verdict | None:
        """The verdict on a claim in its line's own words, where these let it pass."""
        same = self._evidence.same_lines(text) & scope.bits
        if same:
            return Verdict(supported=True, facts=self._ids(same))
        reasons, facts = self._judge(self._read(text, section), scope)
        return None if reasons else Verdict(supported=True, facts=self._ids(facts))

    def _told_apart(self, text: str, section: str, scope: Scope) -> Verdict | None:
        """The verdict on a claim that is two lines of one scope, where each passes by itself."""
        parts = cuts(text, lambda part: self._evidence.same_lines(part) & scope.bits)
        team = None if scope.whole else without_team(text)
        for first, second in parts if team is None else (team, *parts):
            begun = self._retold(first, section, scope)
            if begun is None:
                continue
            ended = self._retold(second, section, scope) or self._told_apart(second, section, scope)
            if ended is not None:
                return Verdict(supported=True, facts=list(dict.fromkeys((*begun.facts, *ended.facts))))
        return None

    def nearest(self, text: str, *, entry: str | None = None) -> Fact | None:
        """The fact whose words come nearest to a line, of its entry where one is named."""
        claim = self._read(text)
        bits = self._evidence.entries.get(entry or "", self._evidence.everything & ~self._evidence.personal)
        counts = {
            source.fact.id: sum(
                bool(self._evidence.mask(term.keys, self._evidence.said) & source.bit) for term in claim.reading.terms
            )
            for source in self._evidence.sources
            if source.bit & bits
        }
        best = max(counts, key=lambda id: counts[id], default=None)
        return self._evidence.by_id[best].fact if best is not None and counts[best] else None

    def _read(self, text: str, section: str = "work") -> Claim:
        claim = read_claim(text, self._words, section)
        self._evidence.money.settle(claim.ledger)
        self._mastery.settle_titles(claim)
        return claim

    def _ids(self, bits: int) -> list[str]:
        return [source.fact.id for source in self._evidence.among(bits)]

    def _likely(self, claim: Claim, scopes: Sequence[Scope]) -> Sequence[Scope]:
        """The scopes that hold most of the claim's words, most first."""
        if len(scopes) <= 1:
            return scopes
        masks = [self._evidence.strict_mask(term.keys) for term in claim.reading.terms]
        ranked = sorted(scopes, key=lambda scope: -sum(bool(mask & scope.bits) for mask in masks))
        return ranked[:_MOST_CANDIDATES]

    def _check_list(self, text: str, scope: Scope, section: str) -> Verdict:
        """A list of skills or the parts of a headline: each item must stand in one fact."""
        reasons: list[Reason] = []
        facts = 0
        for item in list_items(text, section):
            same = self._evidence.same_lines(item)
            if same:
                facts |= same
                continue
            claim = self._read(item)
            if not claim.reading.terms and not claim.ledger.quantities:
                continue
            whole = self._listing.item_mask(claim)
            if section == "headline":
                whole &= self._mastery.called(claim) if find_skill(item) is None else ~self._evidence.helped
                lesser = sum(source.bit for source in self._evidence.sources if self._titles.promoted(claim, source))
                if lesser & whole:
                    whole &= self._evidence.headers & ~lesser  # a summary that looks for the job does not have it
            if whole and not claim.ledger.quantities and not claim.ledger.dates:
                facts |= whole & -whole
                continue
            if section == "headline" and (whole or claim.ledger.quantities):
                found, support = self._judge(claim, scope)
                reasons += found
                facts |= support
                continue
            if section == "skills" and whole:
                found, support = self._judge(claim, scope)
                reasons += found
                continue
            if section == "headline":
                titled = self._check_title(item, scope)
                if titled is not None:
                    reasons += titled[0]
                    facts |= titled[1]
                    continue
            alone = self._makers.left_out(item, claim.reading.lows, scope.bits)
            without_maker = self._listing.item_mask(self._read(alone)) if alone is not None else 0
            facts |= without_maker & -without_maker
            if not without_maker:
                reasons += self._listing.explain_item(claim, item, scope, section)
        return Verdict(supported=not reasons, reasons=reasons, facts=self._ids(facts))

    def _check_title(self, item: str, scope: Scope) -> tuple[list[Reason], int] | None:
        """A title with what it is of, put together from several facts: `Senior UX researcher for payments`.

        The title itself must stand in one; what follows is checked as a summary is. None where no title stands before it.
        """
        head, joint, _ = _TITLE_END.split(item, maxsplit=1) if _TITLE_END.search(item) else (item, "", "")
        title = self._read(head)
        if not joint or not title.reading.terms or not self._listing.item_mask(title) & self._mastery.called(title):
            return None
        return self._judge(self._read(item), scope)

    def _judge(self, claim: Claim, scope: Scope) -> tuple[list[Reason], int]:
        reasons: list[Reason] = []
        support: dict[int, int] = {}
        read: dict[int, list[tuple[Term, int]]] = {}
        for segment, found in claim.segments.items():
            terms = found if scope.named else _that_count(found, claim)
            reasons += self._judge_part(segment, terms, claim, scope, read, support)
        if scope.named and scope.entry is not None:
            reasons += self._titles.promoted(claim, self._evidence.by_id.get(scope.entry))
        if scope.whole:
            reasons += self._binding.displaced(claim, read, support)
        elif not scope.named:
            reasons += self._binding.unshared(read, claim, scope)
        reasons += self._wholes.widened(claim, support, scope)
        reasons += self._honours.of_the_year(claim, scope)
        reasons += self._qualifiers.padded(claim, scope)
        reasons += self._gains.unsaid(claim, scope)
        reasons += self._own_work.owned(claim, support)
        reasons += self._qualifiers.unqualified(claim, support)
        if not scope.named:
            reasons += self._mastery.misspoken(claim)
        reasons += self._careers.misplaced(claim, scope)
        reasons += self._leading.unled(claim, scope)
        reasons += self._leading.unreported(claim, scope)
        if scope.whole:
            reasons += self._mastery.undegreed(claim, scope)
            reasons += self._mastery.uncertified(claim)
            reasons += self._mastery.misawarded(claim)
        reasons += self._titles.another(claim, scope)
        reasons += self._wholes.whole_of_part(claim, support, scope)
        reasons += self._wholes.made_whole(claim, support, scope)
        reasons += self._replacements.turned(claim, support, scope)
        if not scope.named:
            reasons += self._modality.check(claim.reading, claim.ledger, support, scope.bits, whole=scope.whole)
        figures, used = self._figures.check(claim.reading, claim.ledger, support, scope.bits, scope.whole, scope.entry)
        reasons += figures
        if not reasons:  # a skill whose words are missing was told of above
            reasons += self._instruments.unheld(claim, scope)
        picked = used
        for mask in support.values():
            picked |= mask & -mask
        return once(reasons), picked

    def _judge_part(
        self,
        segment: int,
        found: Sequence[Term],
        claim: Claim,
        scope: Scope,
        read: dict[int, list[tuple[Term, int]]],
        support: dict[int, int],
    ) -> list[Reason]:
        """What is wrong with one part of a line.

        Args:
            segment: the part.
            found: its words that need support.
            claim: the line.
            scope: the facts that it may rest on.
            read: by part: its words that facts hold, and these facts; that of this one is added.
            support: by part: the facts that hold it together; those of this one are added.
        """
        either = self._denies(found) or _denies_light(segment, claim)
        terms, masks = self._held(found, claim, scope, either)
        masks, together = self._support(terms, masks, claim, scope)
        reasons = list(self._titles.mistitled(terms, masks, claim, scope))
        read[segment] = known = list(zip(terms, masks, strict=True))
        if not all(masks):
            reasons += [self._explanation.explain(term, claim, scope) for term, mask in known if not mask]
            read[segment] = [(term, mask) for term, mask in known if mask]
        elif masks and not together:
            for mask in masks:
                together |= mask & ~self._evidence.headers & scope.bits if not scope.whole else 0
            reasons += self._binding.scattered(terms, masks, claim, scope)
        reasons += self._names.unnamed(terms, claim, scope)
        reasons += self._denied_parts.denied(terms, claim, scope)
        reasons += self._binding.unbound(segment, terms, together, support, claim, scope)
        support[segment] = together
        reasons += self._honours.overawarded(terms, scope, claim)
        if together:
            reasons += self._own_work.raised(terms, together, claim)
        return reasons

    def _denies(self, terms: Sequence[Term]) -> bool:
        """Whether a part of a line denies something, or tells that it was given up."""
        denying = [term for term in terms if term.negated or (term.is_verb and self._coverage.ceases(term))]
        return bool(denying)

    def _held(self, terms: Sequence[Term], claim: Claim, scope: Scope, either: bool) -> tuple[list[Term], list[int]]:
        """The words of a part of a line, and the facts that each may rest on by itself.

        A phrase is told as its words, where the source has these and not the phrase: `bus drivers` at a bus company's drivers.
        """
        words: list[Term] = []
        masks: list[int] = []
        for term in terms:
            mask = self._coverage.support(term, claim, scope, either)
            if mask or not _may_be_apart(term):
                words.append(term)
                masks.append(mask)
                continue
            for part in term.parts:
                if part.negated or not is_generic(part):
                    words.append(part)
                    masks.append(self._coverage.support(part, claim, scope, either))
        return words, masks

    def _support(self, terms: Sequence[Term], masks: list[int], claim: Claim, scope: Scope) -> tuple[list[int], int]:
        """The facts that each word of a part of a line may rest on, by itself and by what its line says in its place.

        With them those that hold all of it together, words left out that no fact holds.
        """
        masks = self._lending.once(terms, masks, claim, scope)
        masks = let_any_doing(terms, masks, scope, self._evidence)
        masks = self._qualities.let_tell(terms, masks, scope)
        masks = self._outcomes.let_tell(terms, masks, claim, scope)
        masks = self._substitution.let_own_verb(terms, masks, claim, scope)
        together = self._together(terms, masks, scope)
        if all(masks) and together:
            return masks, together
        if scope.whole:
            masks = self._binding.let_tell_entries(terms, masks)
            together = together or self._together(terms, masks, scope)
        stood = self._stand_ins.let_stand(terms, masks, claim, scope)
        return stood, together if stood is masks else self._together(terms, stood, scope)

    def _together(self, terms: Sequence[Term], masks: Sequence[int], scope: Scope) -> int:
        """The facts that hold all words of a part of a line together that any fact holds."""
        if all(masks):
            return self._binding.together(masks, terms, scope)
        return self._binding.together(
            [mask for mask in masks if mask],
            [term for term, mask in zip(terms, masks, strict=True) if mask],
            scope,
        )


def _that_count(terms: Sequence[Term], claim: Claim) -> Sequence[Term]:
    """The terms of a part of a line that need support: generic ones do only where they are all that it denies."""
    kinds = _kinds_of_figures()
    kept: list[Term] = []
    denies = False
    for term in terms:
        denies = denies or term.negated
        if not is_generic(term) and not (term.low in kinds and _measures(term, claim)):
            kept.append(term)
    if not denies:
        return kept
    if any(term.negated for term in kept):
        beside = words_under("cues.txt", "beside a negation")
        return [term for term in kept if not (term.low in beside or _leads_to(term.low, beside))] or kept
    counts = {id(term) for term in kept}
    return [term for term in terms if term.negated or id(term) in counts]


def _may_be_apart(term: Term) -> bool:
    """Whether a phrase may be told as its words: "took over" is not "took"."""
    return bool(term.parts) and (len(term.parts) >= LEAST_PART or not term.is_verb)


@functools.cache
def _kinds_of_figures() -> frozenset[str]:
    """The words that may only say what kind of figure stands beside them."""
    return words_under("cues.txt", "kinds of speed") | words_under("cues.txt", "kinds of figures")


def _leads_to(low: str, beside: frozenset[str]) -> bool:
    """Whether a verb of what came of something stands with its particle: `resulted in`, `led to`."""
    verb, _, particle = low.partition(" ")
    return particle in ("in", "to") and verb in beside


def _denies_light(segment: int, claim: Claim) -> bool:
    """Whether a part of a line denies a doing in words that claim nothing: `for endoscopies, without performing them`."""
    reading = claim.reading
    if not reading.lows & _NAMED_AGAIN or "without" not in reading.lows:
        return False
    return any(
        reading.negated[at] and token.low in _NAMED_AGAIN and reading.segment_of[at] == segment
        for at, token in enumerate(reading.tokens)
    )


_NAMED_AGAIN = frozenset(("it", "them"))
"""Words for a thing that the same part of a line has named."""


def _measures(term: Term, claim: Claim) -> bool:
    """Whether a word only says what kind of figure stands in its part of a line: `the rate`, `the cost of` beside money."""
    if term.negated:
        return False
    if term.low in words_under("cues.txt", "kinds of speed"):
        return any(one.period in _OF_SPEED and not one.by for one in claim.ledger.quantities if one.last > term.to)
    if term.low not in words_under("cues.txt", "kinds of figures"):
        return False
    segments = claim.reading.segment_of
    beside = [one for one in claim.ledger.quantities if segments[one.first] == term.segment]
    if term.low in levels():  # "3 m deep" and "12-strong"; not "deep knowledge of SQL Server 2012"
        return any(0 < term.at - one.last <= _NEAR_FIGURE for one in beside)
    if beside and _names_thing(claim.reading.tokens[term.to + 1 : term.to + 2]):
        return False  # "the volume pumps" says what pumps they are
    if term.low in words_under("cues.txt", "kinds of money"):
        return any(one.dimension.isupper() for one in beside)
    return bool(beside)


def _names_thing(following: Sequence[Token]) -> bool:
    """Whether a plain noun stands next, of which a word before it says what it is."""
    return any(
        one.kind == "word" and not one.used and one.low not in light_words("en") and is_plain_noun(form)
        for one in following
        for form in plain_forms(one.low)
    )


_NEAR_FIGURE = 2
"""Tokens from a figure to the word for what it measures: a hyphen may stand between."""

_OF_SPEED = frozenset(("second", "minute", "hour"))
"""Periods per which a speed is told: "a typing speed of 82 words per minute"."""


def fact_base(facts: Sequence[Fact], today: date, language: str | None) -> FactBase:
    """The facts of a source, read once for all stages of a run that check against them.

    Args:
        facts: all facts of the source.
        today: the day up to which open roles count.
        language: of the source, ISO 639-1; None counts as English.
    """
    return _read_once(tuple(facts), today, language or "en")


@functools.lru_cache(maxsize=128)  # of as many runs at once, between their stages; less than a megabyte each
def _read_once(facts: tuple[Fact, ...], today: date, language: str) -> FactBase:
    return FactBase(facts, today, language=language)
