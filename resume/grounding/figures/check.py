"""The figures of a claim against those of the evidence: value, unit, period, comparison, and that the same thing is measured."""

import functools
from dataclasses import replace

from resume.grounding.evidence import Evidence
from resume.grounding.figures.derivations import Derivations
from resume.grounding.figures.directions import check_changes
from resume.grounding.figures.frequencies import Frequencies
from resume.grounding.figures.grounds import Grounds
from resume.grounding.figures.mismatches import explain_mismatch
from resume.grounding.figures.parts_of_wholes import beside_each_other, impossible_parts
from resume.grounding.figures.ratios import OPENING_RATIOS, Ratios
from resume.grounding.figures.statements import Statements
from resume.grounding.figures.subjects import Claimed, Subjects
from resume.grounding.figures.summaries import Summaries
from resume.grounding.figures.tenure import Tenure
from resume.grounding.figures.vague import VagueCounts
from resume.grounding.language.reading import Reading
from resume.grounding.measuring.ledger import COUNT, RATIO, Ledger, Quantity
from resume.grounding.verdict import Reason, reason_of

_STATISTICS = frozenset(("mean", "median", "average"))
"""Words for the middle of several figures; a median is no average."""


class Figures:
    """Checks numbers, lengths of time and dates."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._tenure = Tenure(evidence)
        self._ratios = Ratios(evidence)
        self._frequencies = Frequencies(evidence)
        subjects = Subjects(evidence)
        statements, derivations = Statements(subjects), Derivations(subjects)
        self._vague = VagueCounts(evidence, subjects, statements, derivations)
        self._grounds = Grounds(evidence, self._tenure, subjects, statements, derivations)
        self._summaries = Summaries(evidence, self._tenure, subjects, statements, derivations, self._grounds)

    def check(
        self,
        reading: Reading,
        ledger: Ledger,
        support: dict[int, int],
        bits: int,
        whole: bool,
        entry: str | None,
    ) -> tuple[list[Reason], int]:
        """The figures that do not follow, and the facts that the others rest on.

        Args:
            reading: the claim.
            ledger: its figures.
            support: by segment, the facts that hold its words.
            bits: the facts it may rest on.
            whole: whether those are the whole resume.
            entry: the entry it stands under.
        """
        reasons: list[Reason] = []
        used = 0
        if ledger.quantities:
            reasons, used = self._check_quantities(reading, ledger, support, bits, whole)
        if ledger.wholes:
            reasons += impossible_parts(reading, ledger)
            reasons += beside_each_other(ledger, self._evidence.among(bits & ~self._evidence.headers))
        for at, mention in enumerate(ledger.dates):
            near = self._near(reading.segment_of[mention.first], support, bits, whole)
            reasons += self._tenure.check_date(reading, ledger, at, near, whole)
        if ledger.intervals:
            reasons += self._frequencies.check_phrases(ledger, support, bits, whole)
        if "than" in reading.lows:
            lines = functools.reduce(int.__or__, support.values(), 0) & bits & ~self._evidence.headers
            reasons += self._ratios.outnumbered(reading, self._evidence.among(lines))
        if ledger.quantities and not reading.lows.isdisjoint(_STATISTICS):
            reasons += self._check_statistic(reading, support, bits)
        if not whole and "same" in reading.lows:
            reasons += self._frequencies.check_same(reading, support, bits)
        if not whole and ledger.rates:
            reasons += (
                self._frequencies.check_rates(ledger, support, bits)
                or self._frequencies.check_intervals(reading, ledger, support, bits)
                or self._frequencies.check_added(reading, support, bits)
            )
        elif ledger.rates and len(support) == 1:
            reasons += self._frequencies.check_rates(ledger, support, bits)
        turned = check_changes(reading, ledger, self._evidence.among(bits)) if ledger.changes else []
        if turned:
            ends = {ledger.quantities[at].text for pair in ledger.changes for at in pair}
            reasons = [reason for reason in reasons if reason.item not in ends] + turned
        if ledger.current and entry is not None:
            reasons += self._tenure.check_present(entry)
        return reasons, used

    def _check_quantities(
        self, reading: Reading, ledger: Ledger, support: dict[int, int], bits: int, whole: bool
    ) -> tuple[list[Reason], int]:
        """The quantities that do not follow, and the facts that the others rest on."""
        reasons: list[Reason] = []
        told: frozenset[int] = frozenset()
        if not reading.lows.isdisjoint(OPENING_RATIOS):
            lines = functools.reduce(int.__or__, support.values(), 0) & bits & ~self._evidence.headers
            told = frozenset(self._ratios.following(reading, ledger, self._evidence.among(lines)))
        used = 0
        for at, quantity in enumerate(ledger.quantities):
            if at in told:
                continue
            near = self._near(reading.segment_of[quantity.last], support, bits, whole)
            claimed = self._claimed(reading, ledger, at, quantity)
            if quantity.soft and not self._vague.counts_fewer(claimed, near):
                continue
            if quantity.lone and not self._vague.counts_more(claimed, near):
                continue
            fact = self._grounds.rests_on(claimed, near, bits, whole)
            if not fact and whole:
                fact = self._summaries.find(claimed, near, support, bits)
            if fact:
                used |= fact
            else:
                reasons.append(explain_mismatch(reading, quantity, self._evidence.among(near)))
        return reasons, used

    def _check_statistic(self, reading: Reading, support: dict[int, int], bits: int) -> list[Reason]:
        """`The mean time` where the source says `the median time`."""
        lines = self._evidence.among(functools.reduce(int.__or__, support.values(), 0) & bits & ~self._evidence.headers)
        named = [source for source in lines if source.ledger.quantities]
        own = reading.lows & _STATISTICS
        known = {low for source in named for low in source.reading.lows & _STATISTICS}
        if len(named) != 1 or not known or "median" not in own | known or own & known:
            return []
        item, text = min(own), named[0].fact.text
        return [reason_of("number", item, text, f"“{item}” is claimed; the source says “{text}”.")]

    def _claimed(self, reading: Reading, ledger: Ledger, at: int, quantity: Quantity) -> Claimed:
        keys, tokens = self._evidence.words.keys, reading.tokens
        after = [keys(tokens[one].text) for one in quantity.after]
        before = [keys(tokens[one].text) for one in quantity.before]
        if before and quantity.dimension != COUNT:  # "won back Rs 2.4 million"
            before += [
                term.keys
                for term in reading.terms
                if term.parts and quantity.before[-1] <= term.at <= quantity.before[0]
            ]
        claimed = Claimed(reading, ledger, at, quantity, after, before)
        if quantity.dimension == RATIO and quantity.text.endswith("fold") and claimed.direction == "down":
            claimed.quantity = replace(quantity, change="down")  # "cut errors tenfold"
        return claimed

    def _near(self, segment: int, support: dict[int, int], bits: int, whole: bool) -> int:
        """The facts that a figure may be taken from: in the whole resume, those that its own segment speaks of."""
        found = support.get(segment, 0)
        if not found or found == bits:
            found = 0
            for at in (segment - 1, segment + 1):
                mask = support.get(at, 0)
                found |= mask if mask != bits else 0
        if found:
            return (self._entries_of(found) if whole else found) & bits
        if whole:
            return bits
        for at, mask in support.items():
            found |= mask if at < segment and mask != bits else 0
        return found & bits if found else bits

    def _entries_of(self, mask: int) -> int:
        found = mask
        for source in self._evidence.among(mask):
            if source.fact.section != "basics":
                found |= self._evidence.entries[source.entry]
        return found
