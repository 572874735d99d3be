"""The check itself: a claim taken apart, each item looked up in the evidence it may rest on."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from resume.facts import Fact
from resume.grounding.courtesies import pass_over_courtesies
from resume.grounding.evidence import ENTRY_SECTIONS, Evidence, Source, acronym_of
from resume.grounding.figures import Figures
from resume.grounding.lists import read_sections, words_under
from resume.grounding.measures import periods
from resume.grounding.modality import Modality
from resume.grounding.quantities import Ledger, read_quantities
from resume.grounding.reading import (
    Reading,
    Term,
    find_terms,
    generic_words,
    light_words,
    read_line,
    squeeze_line,
)
from resume.grounding.releases import release_year
from resume.grounding.scope import CONTRIBUTED, OWNED, any_doings, is_verb, plain_doings, rung
from resume.grounding.verdict import Reason, ReasonKind, Verdict
from resume.grounding.vocabulary import vocabulary
from resume.terms import fold

WHOLE = frozenset({"summary", "headline", "letter", "skills", "basics"})
"""Sections whose claims may rest on the whole resume."""

NAMED = frozenset({"header", "education", "certificates", "awards", "publications", "languages", "references"})
"""Sections whose lines are names: compared by word and alias, not by meaning."""

_LOOSE_KINDS = frozenset(
    {"award", "certificate", "skill", "language", "publication", "headline", "summary", "interest"}
)
"""Kinds of facts that a role's line may cite beside its own: they are of no other role."""

MOSTLY = 2 / 3
"""Share of a segment's words that must stand in one line, when the others stand in further lines of the same role: an editor who
merges two lines takes a word or two of one into the other; half and half is a claim of its own."""

LED = 5
"""The rung from which a word is an office."""

LEAST_PART = 2
"""Words that a part of a merged line has at least: a verb with its object."""

_MOST_CANDIDATES = 3


@dataclass(slots=True)
class Claim:
    """A line, read."""

    text: str
    reading: Reading
    ledger: Ledger
    segments: dict[int, list[Term]] = field(default_factory=dict)
    spelled: dict[int, int] | None = None
    """By token: the facts whose acronym its words spell out; None until it is asked for."""


@dataclass(slots=True)
class Scope:
    """The facts that a claim may rest on."""

    bits: int
    whole: bool
    named: bool
    entry: str | None = None


class FactBase:
    """The facts of one source, ready to check any number of claims against."""

    def __init__(self, facts: Sequence[Fact], today: date, *, language: str | None = "en") -> None:
        self._words = vocabulary(language)
        kept = [fact for fact in facts if fact.kind != "contact" or fact.id == "b.location"]
        self._evidence = Evidence(kept, today, self._words)
        self._figures = Figures(self._evidence)
        self._modality = Modality(self._evidence)
        self._personal = sum(source.bit for source in self._evidence.sources if source.fact.kind in ("name", "contact"))

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
        same = self._evidence.lines.get(squeeze_line(text), 0)
        scopes = self._scopes(cites, entry, section)
        for scope in scopes:
            if same & scope.bits:
                return Verdict(supported=True, facts=self._ids(same & scope.bits))
        if section in {"skills", "headline"}:
            return self._check_list(text, scopes[0], section)
        claim = self._read(text, is_letter=section == "letter")
        best: tuple[list[Reason], int] | None = None
        for scope in self._likely(claim, scopes):
            found = self._judge(claim, scope)
            if not found[0]:
                return Verdict(supported=True, facts=self._ids(found[1]) or list(cites))
            if best is None or len(found[0]) < len(best[0]):
                best = found
        if best is None:
            reason = _reason("name", text, "", f"The source has no entry that “{text}” could be.")
            return Verdict(supported=False, reasons=[reason])
        return Verdict(supported=False, reasons=best[0], facts=self._ids(best[1]))

    def nearest(self, text: str, *, entry: str | None = None) -> Fact | None:
        """The fact whose words come nearest to a line, of its entry where one is named."""
        claim = self._read(text)
        bits = self._evidence.entries.get(entry or "", self._evidence.everything & ~self._personal)
        counts = {
            source.fact.id: sum(
                bool(self._evidence.mask(term.keys, self._evidence.said) & source.bit) for term in claim.reading.terms
            )
            for source in self._evidence.sources
            if source.bit & bits
        }
        best = max(counts, key=lambda id: counts[id], default=None)
        return self._evidence.by_id[best].fact if best is not None and counts[best] else None

    def _ids(self, bits: int) -> list[str]:
        return [source.fact.id for source in self._evidence.sources if source.bit & bits]

    def _read(self, text: str, *, is_letter: bool = False) -> Claim:
        reading = read_line(text, self._words)
        ledger = read_quantities(reading)
        if is_letter:
            pass_over_courtesies(reading)
        find_terms(reading, self._words)
        claim = Claim(text, reading, ledger)
        for term in reading.terms:
            if term.parts or term.to == term.at:
                claim.segments.setdefault(term.segment, []).append(term)
        return claim

    def _scopes(self, cites: Sequence[str], entry: str | None, section: str) -> list[Scope]:
        evidence = self._evidence
        named = section in NAMED
        if section in WHOLE:
            return [Scope(evidence.everything, True, False)]
        if entry is not None and entry in evidence.by_id:
            bits = evidence.entries[entry]
            if section == "header":
                bits &= evidence.headers
            for id in cites:
                source = evidence.by_id.get(id)
                if (
                    source is not None
                    and source.fact.kind in _LOOSE_KINDS
                    and source.fact.section not in ENTRY_SECTIONS
                ):
                    bits |= evidence.entries[source.entry]
            return [Scope(bits, False, named, entry)]
        wanted = "work" if section == "header" else section
        entries = {source.entry: source.entry for source in evidence.sources if source.fact.section == wanted}
        return [Scope(evidence.entries[id], False, named, id) for id in entries]

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
        for item in _items(text, section):
            same = self._evidence.lines.get(squeeze_line(item), 0)
            if same:
                facts |= same
                continue
            claim = self._read(item)
            if not claim.reading.terms and not claim.ledger.quantities:
                continue
            whole = self._item_mask(claim)
            if section == "headline":
                whole &= self._titles
                lesser = sum(source.bit for source in self._evidence.sources if self._promoted(claim, source))
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
            reasons += self._explain_item(claim, item, scope, section)
        return Verdict(supported=not reasons, reasons=reasons, facts=self._ids(facts))

    @property
    def _titles(self) -> int:
        """Facts that a headline may take titles from: headers, headline, summary, skills; not what a bullet mentions."""
        return sum(
            source.bit
            for source in self._evidence.sources
            if source.fact.section in ("basics", "skills")
            or (source.is_header and source.fact.section not in ("references", "awards", "publications"))
        )

    def _item_mask(self, claim: Claim) -> int:
        """The facts that hold an item, the name of their group of skills included; of two things joined, those that hold one."""
        found = everything = self._evidence.everything & ~self._personal
        joined = 0
        for segment, terms in claim.segments.items():
            if claim.reading.tokens[claim.reading.segment_of.index(segment)].low == "and":
                joined, found = joined | found, everything
            for term in terms:
                found &= self._with_group(self._strict_cover(term, claim))
            if not found:
                return 0
        return joined | found

    def _with_group(self, mask: int) -> int:
        """The name of a group of skills stands for each of them: `Testing: insulation resistance`."""
        groups = mask & self._evidence.headers & self._evidence.skills
        return mask | (self._with_entries(groups) if groups else 0)

    def _explain_item(self, claim: Claim, item: str, scope: Scope, section: str) -> list[Reason]:
        missing = [term for term in claim.reading.terms if not self._strict_cover(term, claim) & scope.bits]
        kind: ReasonKind = "title" if section == "headline" else "name"
        words = ", ".join(f"“{term.text}”" for term in missing) or f"“{item}”"
        detail = (
            f"“{item}” is listed; the source does not name {words}."
            if missing
            else f"“{item}” is listed; no one line of the source says all of it."
        )
        return [_reason(kind, item, "", detail)]

    def _strict_cover(self, term: Term, claim: Claim) -> int:
        evidence = self._evidence
        found = evidence.strict_mask(term.keys) | self._by_letters(term, claim)
        if term.parts and not found:
            parts = evidence.everything
            for part in term.parts:
                parts &= evidence.strict_mask(part.keys)
            found = parts
        return found | self._joined(term, claim)

    def _cover(self, term: Term, claim: Claim, scope: Scope, *, either: bool) -> int:
        """The facts of the scope that hold a term, by its own words, an alias, a synonym or a narrower word."""
        evidence = self._evidence
        strict = self._strict_cover(term, claim)
        loose = evidence.mask(term.keys, evidence.said)
        if len(term.parts) > 1:
            together = evidence.everything
            for part in term.parts:
                together &= evidence.mask(part.keys, evidence.said)
            loose |= together
        positive = strict | (loose & ~evidence.headers)
        if not scope.whole and not scope.named and self._names_doer(term, claim):
            positive |= evidence.own.get(self._words.doing(term.text), 0) & ~evidence.headers
        if scope.whole:
            positive |= evidence.doings.get(term.keys[0], 0)
        denied = evidence.mask(term.keys, evidence.denied)
        if term.parts and not denied:
            denied = evidence.everything
            for part in term.parts:
                denied &= evidence.mask(part.keys, evidence.denied)
        if term.text.lower() in _levels():
            positive = strict
        if term.first_negated:
            found = denied | self._by_letters(term, claim)
        elif either or term.negated:
            found = positive | denied
        else:
            found = positive
        if not scope.whole and not scope.named and not term.is_name and (scope.entry or "w")[0] != "p":
            found &= ~evidence.headers
        return found & scope.bits

    def _names_doer(self, term: Term, claim: Claim) -> bool:
        """Whether a line opens with what somebody is called who does what the source says: `Editor of`, `Piano teacher of`."""
        doing = self._words.doing(term.text)
        opens = all(token.kind == "word" for token in claim.reading.tokens[: term.at]) and term.at < 3
        return bool(doing) and opens and rung((doing,)) <= 3 and not term.text.endswith("s")

    def _joined(self, term: Term, claim: Claim) -> int:
        """Facts that write two neighbouring words as one, or the other way round."""
        tokens, words = claim.reading.tokens, self._words
        found = 0
        if term.parts:
            return found
        for left, right in ((term.at - 1, term.at), (term.to, term.to + 1)):
            after = right + (right < len(tokens) and tokens[right].text in ("-", "/"))
            before = left - (left >= 0 and tokens[left].text in ("-", "/"))
            if before >= 0 and after < len(tokens) and tokens[before].kind == tokens[after].kind == "word":
                found |= self._evidence.said.get(words.root(tokens[before].text + tokens[after].text), 0)
        return found

    def _by_letters(self, term: Term, claim: Claim) -> int:
        """Facts that spell out the claim's acronym, or that have the acronym of the claim's words."""
        text = claim.reading.tokens[term.at].text
        letters = acronym_of(text)
        if letters:
            known = len(letters) == 2 and any(key[:2] == "a:" for key in term.keys)
            return 0 if known else self._evidence.acronyms.get(letters.lower(), 0)
        return self._spelled_out(term, claim)

    def _spelled_out(self, term: Term, claim: Claim) -> int:
        """Facts that have the acronym of the claim's words: `EWM` for "Extended Warehouse Management"."""
        if claim.spelled is None:
            claim.spelled = self._spell_out(claim.reading) if self._evidence.uppers else {}
        return claim.spelled.get(term.at, 0)

    def _spell_out(self, reading: Reading) -> dict[int, int]:
        """By token: the facts that have an acronym made of its and its neighbours' initials."""
        words = [
            (at, "." if token.text.isupper() and len(token.text) > 1 else token.text[0].upper())
            for at, token in enumerate(reading.tokens)
            if token.kind == "word" and token.low not in ("of", "and", "the", "for")
        ]
        letters = "".join(letter for _, letter in words)
        found: dict[int, int] = {}
        for acronym, facts in self._evidence.uppers.items():
            begin = letters.find(acronym)
            adjacent = begin >= 0 and words[begin + len(acronym) - 1][0] - words[begin][0] <= len(acronym)
            if begin >= 0 and (len(acronym) > 2 or adjacent):
                for at, _ in words[begin : begin + len(acronym)]:
                    found[at] = found.get(at, 0) | facts
        return found

    def _judge(self, claim: Claim, scope: Scope) -> tuple[list[Reason], int]:
        reasons: list[Reason] = []
        support: dict[int, int] = {}
        for segment, found in claim.segments.items():
            terms = found if scope.named else [term for term in found if term.negated or not _is_generic(term)]
            either = any(term.negated for term in terms)
            terms = [part for term in terms for part in self._apart(term, claim, scope, either)]
            masks = self._let_any_doing(
                terms, [self._segment_term(term, claim, scope, either) for term in terms], scope
            )
            reasons += self._mistitled(terms, masks, claim, scope)
            missing = [term for term, mask in zip(terms, masks, strict=True) if not mask]
            reasons += [self._explain(term, claim, scope) for term in missing]
            known = [(term, mask) for term, mask in zip(terms, masks, strict=True) if mask]
            together = self._together([mask for _, mask in known], [term for term, _ in known], scope)
            if not missing and any(masks) and not together:
                for mask in masks:
                    together |= mask & ~self._evidence.headers & scope.bits if not scope.whole else 0
                reasons += self._scattered([term for term, _ in known], [mask for _, mask in known], claim, scope)
            reasons += self._denied(terms, claim, scope)
            reasons += self._unbound(segment, terms, together, support, claim, scope)
            support[segment] = together
            reasons += self._overawarded(terms, scope, claim)
            if together:
                reasons += self._raised(terms, together, claim)
        if scope.named and scope.entry is not None:
            reasons += self._promoted(claim, self._evidence.by_id.get(scope.entry))
        reasons += self._widened(claim, support, scope)
        reasons += self._turned(claim, support, scope)
        if not scope.named:
            reasons += self._modality.check(claim.reading, claim.ledger, support, scope.bits, whole=scope.whole)
        figures, used = self._figures.check(claim.reading, claim.ledger, support, scope.bits, scope.whole, scope.entry)
        reasons += figures
        picked = used
        for mask in support.values():
            picked |= mask & -mask
        return _once(reasons), picked

    def _segment_term(self, term: Term, claim: Claim, scope: Scope, either: bool) -> int:
        if term.is_verb and term.text.lower() in words_under("cues.txt", "helpers"):
            return scope.bits
        found = self._cover(term, claim, scope, either=either)
        if term.is_verb and not term.negated and not scope.whole and not scope.named and _opens_clause(term, claim):
            found |= self._evidence.unsaid & scope.bits if term.keys[0] in plain_doings() else 0
            if self._evidence.doings.get(term.keys[0], 0) & self._evidence.headers & scope.bits:
                found |= self._evidence.unsaid & ~self._helped & scope.bits
        if not scope.whole and not scope.named and not term.is_verb:
            found |= self._setting(term, claim, scope)
        if not scope.whole and not scope.named and _opens_clause(term, claim) and self._words.doing(term.text):
            found |= self._evidence.strict_mask(term.keys) & self._evidence.headers & scope.bits
        return found

    def _denied(self, terms: Sequence[Term], claim: Claim, scope: Scope) -> list[Reason]:
        """A part of a line that one fact denies as a whole, and no fact says in these words."""
        evidence = self._evidence
        things = [term for term in terms if not (term.is_verb and is_verb(term.keys))]
        if not things or any(term.negated for term in terms):
            return []
        against, said = scope.bits, scope.bits
        for term in things:
            against &= evidence.mask(term.keys, evidence.denied)
        for term in terms:
            said &= self._strict_cover(term, claim)
            if term not in things:
                against &= evidence.mask(term.keys, evidence.denied) | evidence.mask(term.keys, evidence.said)
        if not against or said & ~against:
            return []
        text, item = self._first(against).fact.text, " ".join(term.text for term in terms)
        return [_reason("negation", item, text, f"“{item}” is claimed; the source denies it: “{text}”.")]

    def _unbound(
        self,
        segment: int,
        terms: Sequence[Term],
        together: int,
        support: dict[int, int],
        claim: Claim,
        scope: Scope,
    ) -> list[Reason]:
        """A part that hangs on the one before it and stands in another line: what a thing led to, what its people went on to do.

        Two lines of one role may be merged side by side, but none makes the other its result, and a list of things ends with the
        line that it begins in.
        """
        before = [bits for bits in support.values() if bits]
        if not together or not before:
            return []
        tokens = claim.reading.tokens
        begin = claim.reading.segment_of.index(segment)
        words = [token.low for token in tokens[begin : begin + 5]]
        result = words[0] in words_under("cues.txt", "result verbs") or any(
            f"{one} {other}" in read_sections("cues.txt")["result phrases"] for one, other in pairwise(words)
        )
        relative = not scope.whole and bool(set(words[:3]) & words_under("cues.txt", "other people"))
        listed = not scope.whole and not scope.named and self._is_listed(terms, segment, claim)
        near = self._with_entries(before[-1] if result else functools.reduce(int.__or__, before))
        if not (result or relative or listed) or together & near:
            return []
        item, text = " ".join(term.text for term in terms), self._first(together).fact.text
        return [_reason("moved", item, text, f"“{item}” is said of something else in the source: “{text}”.")]

    def _is_listed(self, terms: Sequence[Term], segment: int, claim: Claim) -> bool:
        """Whether a part of a line is one more thing of a list: no verb, no name, no figure of its own."""
        at = [index for index, other in enumerate(claim.reading.segment_of) if other == segment]
        figures = any(claim.reading.tokens[index].used for index in at)
        return not figures and not any(
            term.is_name or (term.is_verb and is_verb(term.keys) and term.at == at[0]) or is_verb(term.keys)
            for term in terms
        )

    def _apart(self, term: Term, claim: Claim, scope: Scope, either: bool) -> Sequence[Term]:
        """A phrase as its words, where the source has these and not the phrase: `bus drivers` at a bus company's drivers."""
        if len(term.parts) < LEAST_PART or self._segment_term(term, claim, scope, either):
            return (term,)
        return term.parts

    def _let_any_doing(self, terms: Sequence[Term], masks: list[int], scope: Scope) -> list[int]:
        """Verbs that say of a thing no more than that one dealt with it, where one line of one's own work holds all else.

        "Handled complaints" may be said where the source says "answered complaints". A line of help or attendance lends its
        things to no verb of doing.
        """
        if scope.whole or scope.named or len(terms) <= LEAST_PART:
            return masks
        common = scope.bits & ~self._helped & ~self._evidence.attended
        loose = [term.is_verb and term.keys[0] in any_doings() and not term.negated for term in terms]
        for mask, is_loose in zip(masks, loose, strict=True):
            common &= mask if not is_loose else common
        return [mask | common if is_loose else mask for mask, is_loose in zip(masks, loose, strict=True)]

    def _setting(self, term: Term, claim: Claim, scope: Scope) -> int:
        """The header of the role, for the place that it names: `in a hotel` at the Grand Hotel."""
        before = [token.low for token in claim.reading.tokens[max(0, term.at - 9) : term.at]]
        if not {"in", "at", "for", "of", "within", "a", "an", "the"} & set(before) or self._words.doing(term.text):
            return 0
        return self._evidence.strict_mask(term.keys) & self._evidence.headers & scope.bits

    def _together(self, masks: Sequence[int], terms: Sequence[Term], scope: Scope) -> int:
        """The facts that hold a whole segment; an entry's header speaks for all its lines."""
        found = scope.bits
        for mask in masks:
            found &= self._with_entries(mask)
        if found and not scope.whole and not scope.named and _is_high(terms):
            things = [
                mask for term, mask in zip(terms, masks, strict=True) if not is_verb(term.keys) or not term.is_verb
            ]
            if things:  # what the role's title names is where somebody works, not what they lead
                found &= functools.reduce(int.__or__, things) & ~self._evidence.headers
        return found

    def _with_entries(self, mask: int) -> int:
        headers = mask & (self._evidence.headers | self._evidence.outlines)
        while headers:
            low = headers & -headers
            source = self._evidence.sources[low.bit_length() - 1]
            mask |= self._evidence.entries[source.entry]
            headers ^= low
        return mask

    def _scattered(self, terms: Sequence[Term], masks: Sequence[int], claim: Claim, scope: Scope) -> list[Reason]:
        """A segment whose words stand in different lines: allowed where it only lists, or where one entry holds them all."""
        entries = [self._entry_bits(mask, term) for term, mask in zip(terms, masks, strict=True)]
        common = scope.bits
        for bits in entries:
            common &= bits
        acts = any(term.is_verb and is_verb(term.keys) for term in terms)
        lines = [(term, mask) for term, mask in zip(terms, masks, strict=True) if not mask & self._evidence.headers]
        if not scope.whole and not _is_high(terms) and self._in_two_parts(terms, masks, claim):
            return []
        if scope.whole and common and _mostly_in_one([term for term, _ in lines], [mask for _, mask in lines]):
            return []
        if scope.whole and (not acts or (common and not _is_high(terms))):
            return []
        return [self._explain_scattered(terms, masks, bool(common))]

    def _in_two_parts(self, terms: Sequence[Term], masks: Sequence[int], claim: Claim) -> bool:
        """Whether a part of a line is two lines of the role put together, the second with a figure that ties it to its line."""
        used = [at for at, token in enumerate(claim.reading.tokens) if token.used]
        for cut in range(LEAST_PART, len(masks)):
            first = functools.reduce(int.__and__, map(self._with_entries, masks[:cut]))
            second = functools.reduce(int.__and__, map(self._with_entries, masks[cut:]))
            if (
                first
                and second
                and not masks[0] & second
                and any(terms[cut - 1].at < at < terms[cut].at for at in used)
            ):
                return True
        return False

    def _explain_scattered(self, terms: Sequence[Term], masks: Sequence[int], same_role: bool) -> Reason:
        """Why words that all stand in the source may not be put together."""
        counts: dict[int, int] = {}
        for term, mask in zip(terms, masks, strict=True):
            for source in self._evidence.sources:
                if mask & source.bit and not source.is_header and not _is_high([term]):
                    counts[source.bit] = counts.get(source.bit, 0) + 1
        nearest = max(counts, key=lambda bit: counts[bit], default=0)
        said = self._first(nearest).fact.text if nearest else ""
        words = " ".join(term.text for term in terms)
        for term, mask in zip(terms, masks, strict=True):
            if not mask & nearest and nearest and term.is_verb and rung(term.keys) >= OWNED:
                detail = f"“{term.text}” says more than the source, which says “{said}”."
                return _reason("scope", term.text, said, detail)
        apart = [term.text for term, mask in zip(terms, masks, strict=True) if nearest and not mask & nearest]
        if apart and said:
            whom = "of other work in this role" if same_role else "of another role"
            detail = f"“{' '.join(apart)}” is said {whom} in the source; the nearest line is “{said}”."
            return _reason("moved", words, said, detail)
        return _reason("moved", words, "", f"“{words}” puts together words that the source says of different things.")

    def _entry_bits(self, mask: int, term: Term) -> int:
        found = 0
        for source in self._evidence.sources:
            if source.bit & mask:
                found |= self._evidence.entries[source.entry]
                loose = source.fact.section in ("skills", "basics")
                if loose or not (term.is_verb or source.fact.section in ENTRY_SECTIONS):
                    return self._evidence.everything
        return found

    def _raised(self, terms: Sequence[Term], together: int, claim: Claim) -> list[Reason]:
        """A verb that the source says only of helping, or of somebody else."""
        evidence = self._evidence
        if any(token.low in ("which", "where") for token in claim.reading.tokens) and any(claim.reading.helped):
            return []  # "after a move in which I took part"
        for term in [part for whole in terms for part in (whole, *whole.parts)]:
            if not term.is_verb or term.negated or not is_verb(term.keys) or _is_helped(term, claim):
                continue
            if 0 < rung(term.keys) <= CONTRIBUTED:
                continue
            root = term.keys[0]
            by_family = evidence.mask(term.keys, evidence.own) & ~evidence.said.get(root, 0)
            own = (
                evidence.own.get(root, 0) | by_family
            )  # where the fact has the very word, another's word proves nothing
            if term.keys[0] in plain_doings() and together & evidence.unsaid & ~self._helped:
                continue
            if not own & together and evidence.mask(term.keys, evidence.said) & together:
                source = self._first(together)
                detail = f"“{term.text}” is claimed as own work; the source says “{source.fact.text}”."
                return [_reason("scope", term.text, source.fact.text, detail)]
        return []

    def _promoted(self, claim: Claim, source: Source | None) -> list[Reason]:
        """A title that leaves out what makes the source's smaller: `Assistant`, `Deputy`, `Trainee`."""
        if source is None or source.fact.kind not in ("role", "headline"):
            return []
        title = read_line(source.fact.text.partition(",")[0], self._words).tokens
        if not any(
            self._words.root(token.text) == self._words.root(other.text)
            for token in title
            for other in claim.reading.tokens
        ):
            return []
        mine = {key for token in claim.reading.tokens for key in self._words.keys(token.text) if key[:2] != "s:"}
        for token in title:
            if token.low in words_under("cues.txt", "lesser titles") and not mine & set(self._words.keys(token.text)):
                detail = f"The title leaves out “{token.text}”; the source says “{source.fact.text}”."
                return [_reason("title", claim.text, source.fact.text, detail)]
        return []

    def _mistitled(self, terms: Sequence[Term], masks: list[int], claim: Claim, scope: Scope) -> list[Reason]:
        """A high office claimed that the source names in no title: `as Theatre Director`, `Director of`."""
        if scope.named:
            return []
        tokens = claim.reading.tokens
        for term, mask in zip(terms, masks, strict=True):
            before = [token.low for token in tokens[max(0, term.at - 4) : term.at]]
            opens = scope.whole and term.at < 3 and not {"the", "for", "with", "to", "of"} & set(before)
            own = "as" in before and not {"for", "with", "to", "of"} & set(before)
            office = rung((fold(term.text),)) >= LED or term.text.lower() in words_under("cues.txt", "offices")
            office = office or (own and term.text.lower() in words_under("cues.txt", "callings"))
            if not mask or not office or term.parts or not (opens or own):
                continue
            if not mask & self._titles and not self._says_as(term, mask, claim):
                detail = f"“{term.text}” is claimed as a title; the source gives no such title."
                return [_reason("title", term.text, "", detail)]
        return []

    def _says_as(self, term: Term, mask: int, claim: Claim) -> bool:
        """Whether a fact itself says that the candidate worked as this."""
        for source in self._evidence.sources:
            tokens = source.reading.tokens
            lesser = {token.low for token in tokens} & words_under("cues.txt", "lesser titles")
            lesser -= {token.low for token in claim.reading.tokens}
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

    @property
    def _helped(self) -> int:
        """Lines that speak of helping."""
        return sum(source.bit for source in self._evidence.sources if any(source.reading.helped))

    def _overawarded(self, terms: Sequence[Term], scope: Scope, claim: Claim) -> list[Reason]:
        """A win claimed of a prize in which the source has the candidate second, or on the shortlist."""
        won = next((term for term in terms if term.keys[0] == self._words.root("win") and not term.negated), None)
        if won is None:
            return []
        lesser = words_under("cues.txt", "not first")
        mine = {token.low for token in claim.reading.tokens}
        for source in self._evidence.sources:
            if source.fact.kind != "award" or not source.bit & scope.bits:
                continue
            theirs = {token.low for token in source.reading.tokens} & lesser
            named = [term for term in terms if term.is_name and self._evidence.strict_mask(term.keys) & source.bit]
            if theirs and not theirs & mine and len(named) > 1:
                detail = f"“{won.text}” is claimed; the source says “{source.fact.text}”."
                return [_reason("scope", won.text, source.fact.text, detail)]
        return []

    def _widened(self, claim: Claim, support: dict[int, int], scope: Scope) -> list[Reason]:
        reasons: list[Reason] = []
        for words, at in claim.reading.wide:
            segment = claim.reading.segment_of[at]
            near = support.get(segment) or scope.bits
            if not near & self._evidence.wide:
                source = self._first(near)
                detail = f"“{words}” is claimed; the source speaks of no such extent."
                reasons.append(_reason("audience", words, source.fact.text, detail))
        return reasons

    def _turned(self, claim: Claim, support: dict[int, int], scope: Scope) -> list[Reason]:
        """`from A to B` where the source goes from B to A."""
        own = _from_to(claim.reading)
        if own is None:
            return []
        for source in self._evidence.sources:
            if not source.bit & scope.bits:
                continue
            other = _from_to(source.reading)
            if other is None:
                continue
            straight = set(own[0].keys) & set(other[0].keys) or set(own[1].keys) & set(other[1].keys)
            crossed = set(own[0].keys) & set(other[1].keys) and set(own[1].keys) & set(other[0].keys)
            if crossed and not straight:
                item = f"from {own[0].text} to {own[1].text}"
                detail = f"“{item}” is claimed; the source says “{source.fact.text}”."
                return [_reason("comparison", item, source.fact.text, detail)]
        return []

    def _first(self, bits: int) -> Source:
        return self._evidence.sources[(bits & -bits).bit_length() - 1]

    def _explain(self, term: Term, claim: Claim, scope: Scope) -> Reason:
        """Why a word has no support."""
        evidence = self._evidence
        elsewhere = self._strict_cover(term, claim) & ~scope.bits & ~self._personal
        denied = evidence.mask(term.keys, evidence.denied) & scope.bits
        year = release_year(term.text) if term.is_name else None
        ended = self._ended(scope)
        if year is not None and ended is not None and year > ended:
            detail = f"“{term.text}” is claimed; it came out in {year}, and the role ended in {ended}."
            return _reason("anachronism", term.text, str(ended), detail)
        if denied and not term.negated:
            text = self._first(denied).fact.text
            return _reason("negation", term.text, text, f"“{term.text}” is claimed; the source denies it: “{text}”.")
        if term.negated and evidence.mask(term.keys, evidence.said) & scope.bits:
            return _reason("negation", term.text, "", f"The line denies “{term.text}”; the source does not.")
        if elsewhere and not scope.whole:
            source = self._first(elsewhere)
            place = evidence.by_id[source.entry].fact.text if source.entry in evidence.by_id else source.fact.section
            detail = f"“{term.text}” is claimed here; the source says it only elsewhere: “{place}”."
            return _reason("moved", term.text, source.fact.text, detail)
        kind: ReasonKind = "content"
        if term.text.lower() in _levels():
            kind = "level"
        elif term.text.lower() in words_under("cues.txt", "aloners") or rung(term.keys) >= OWNED:
            kind = "scope"
        elif term.is_name:
            kind = "name"
        elif scope.named:
            kind = "title"
        return _reason(kind, term.text, "", f"“{term.text}” is claimed; the source says nothing of it.")

    def _ended(self, scope: Scope) -> int | None:
        header = self._evidence.by_id.get(scope.entry or "")
        return int(header.fact.end[:4]) if header is not None and header.fact.end else None


def _is_generic(term: Term) -> bool:
    words = term.text.lower().split()
    return not term.is_name and all(word in generic_words() or word in light_words("en") for word in words)


def _mostly_in_one(terms: Sequence[Term], masks: Sequence[int]) -> bool:
    """Whether one line holds the verbs of a segment and most of its words, the rest being named in other lines of the role.

    How often something is done goes with what is done, and who leads goes with what is led: neither is taken from another line.
    """
    common, everything = ~0, 0
    for at, (term, mask) in enumerate(zip(terms, masks, strict=True)):
        everything |= mask
        bound = at and terms[at - 1].is_verb and rung(terms[at - 1].keys) >= OWNED
        if bound or (term.is_verb and is_verb(term.keys)) or term.text.lower() in periods():
            common &= mask
    common &= everything
    while common:
        low = common & -common
        if sum(bool(mask & low) for mask in masks) >= MOSTLY * len(masks):
            return True
        common ^= low
    return False


def _is_high(terms: Sequence[Term]) -> bool:
    """Whether a verb of owning, leading or founding is among the words."""
    return any(term.is_verb and rung(term.keys) >= OWNED for term in terms)


def _is_helped(term: Term, claim: Claim) -> bool:
    """Whether the line says that a thing was only helped with, before it or, for a purpose, behind it: `To keep …, helped …`."""
    to = term.at > 0 and claim.reading.tokens[term.at - 1].low == "to"
    return term.helped or (to and any(claim.reading.helped[term.at :]))


def _opens_clause(term: Term, claim: Claim) -> bool:
    """Whether a verb is the first word of its part of a line."""
    return not any(
        other.segment == term.segment and other.at < term.at for other in claim.reading.terms if not other.is_verb
    )


def _levels() -> frozenset[str]:
    return words_under("cues.txt", "proficiency 3") | words_under("cues.txt", "proficiency 4")


def _from_to(reading: Reading) -> tuple[Term, Term] | None:
    """The words behind `from` and behind `to`."""
    tokens = reading.tokens
    for at, token in enumerate(tokens):
        if token.low != "from":
            continue
        for to in range(at + 2, min(len(tokens), at + 8)):
            if tokens[to].low in ("to", "into"):
                first = next((term for term in reading.terms if at < term.at < to), None)
                second = next((term for term in reading.terms if to < term.at <= to + 4), None)
                if first is not None and second is not None:
                    return first, second
    return None


def _items(text: str, section: str) -> list[str]:
    """The items of a list; a label before a colon is no item where several items follow it."""
    import re

    items: list[str] = []
    for sentence in re.split(r"[;\n]|\.\s+|\.$", text):
        _label, colon, rest = sentence.partition(":")
        separators = r"[,·•|;]|\s[–—-]\s|\s/\s" if section == "skills" else r"[·•|;,]|\s[–—-]\s|\s/\s"
        listed = [item.strip() for item in re.split(separators, rest if colon else sentence) if item.strip()]
        if colon and len(listed) == 1:
            listed = [sentence.replace(":", " ")]
        items += listed
    return items


def _reason(kind: ReasonKind, item: str, source: str, detail: str) -> Reason:
    return Reason(kind=kind, item=item, claimed=item, source=source, detail=detail)


def _once(reasons: Sequence[Reason]) -> list[Reason]:
    return list({(reason.kind, reason.item): reason for reason in reasons}.values())


def fact_base(facts: Sequence[Fact], today: date, language: str | None) -> FactBase:
    """The facts of a source, read once for all stages of a run that check against them.

    Args:
        facts: all facts of the source.
        today: the day up to which open roles count.
        language: of the source, ISO 639-1; None counts as English.
    """
    return _read_once(tuple(facts), today, language or "en")


@functools.lru_cache(maxsize=4)
def _read_once(facts: tuple[Fact, ...], today: date, language: str) -> FactBase:
    return FactBase(facts, today, language=language)
