"""The figures of a claim against those of the evidence: value, unit, period, comparison, and that the same thing is measured."""

import functools
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from resume.grounding.evidence import Evidence, Source
from resume.grounding.figures.directions import contrary_way, direction
from resume.grounding.figures.ends import (
    contradicts,
    in_one_measure,
    is_aim_alone,
    is_difference_alone,
    is_end_as_saving,
    is_in_course_alone,
    is_once_for_each,
    is_one_of_them,
    is_other_change,
    is_part_alone,
    is_same_end,
    is_size_alone,
    is_size_of_some,
    is_start_alone,
    is_total_alone,
    is_whole_alone,
    leaves_rate_open,
)
from resume.grounding.figures.entries import Entries
from resume.grounding.figures.itself import adds_up_itself, follows_own_change, own_changes, tells_difference
from resume.grounding.figures.mismatches import explain_mismatch
from resume.grounding.figures.nets import is_net_alone, tells_net
from resume.grounding.figures.ratios import OPENING_RATIOS, Ratios
from resume.grounding.figures.subjects import Claimed, Subjects
from resume.grounding.figures.tenure import Tenure
from resume.grounding.figures.totals import is_each_as_total, tells_total
from resume.grounding.language.lists import words_under
from resume.grounding.language.measures import periods
from resume.grounding.language.reading import Reading, Token, light_words
from resume.grounding.measuring.attachment import date_behind
from resume.grounding.measuring.derived import Derived
from resume.grounding.measuring.ledger import (
    COUNT,
    FREQUENCY,
    MONTHS,
    PERCENT,
    RATIO,
    TIME,
    Ledger,
    Quantity,
    without_period,
)
from resume.grounding.measuring.matching import SAME, follows, follows_derived, may_follow
from resume.grounding.measuring.periods import MONTHS_A_YEAR
from resume.grounding.measuring.surroundings import every_other, says_fortnightly
from resume.grounding.measuring.units import is_converted
from resume.grounding.support.rests import turns
from resume.grounding.verdict import Reason, reason_of

_MOSTLY = frozenset(("mostly", "mainly", "chiefly", "largely", "primarily", "predominantly"))
"""Words that say of most of something what it is."""

_BOUNDS = frozenset(("<", "<=", ">", ">=", ">~", "+?"))
"""Comparisons that a source's own figure may contradict."""


class Figures:
    """Checks numbers, lengths of time and dates."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._tenure = Tenure(evidence)
        self._subjects = Subjects(evidence)
        self._entries = Entries(evidence)
        self._ratios = Ratios(evidence)

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
            reasons += _impossible_parts(reading, ledger)
            reasons += _beside_each_other(ledger, self._evidence.among(bits & ~self._evidence.headers))
        for at, mention in enumerate(ledger.dates):
            near = self._near(reading.segment_of[mention.first], support, bits, whole)
            reasons += self._tenure.check_date(reading, ledger, at, near, whole)
        if ledger.intervals:
            reasons += self._check_phrases(ledger, support, bits, whole)
        if "than" in reading.lows:
            lines = functools.reduce(int.__or__, support.values(), 0) & bits & ~self._evidence.headers
            reasons += self._ratios.outnumbered(reading, self._evidence.among(lines))
        if ledger.quantities and not reading.lows.isdisjoint(_STATISTICS):
            reasons += self._check_statistic(reading, support, bits)
        if not whole and "same" in reading.lows:
            reasons += self._check_same(reading, support, bits)
        if not whole and ledger.rates:
            reasons += (
                self._check_rates(ledger, support, bits)
                or self._check_intervals(reading, ledger, support, bits)
                or self._check_added(reading, support, bits)
            )
        elif ledger.rates and len(support) == 1:
            reasons += self._check_rates(ledger, support, bits)
        turned = self._check_changes(reading, ledger, bits) if ledger.changes else []
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
            if quantity.soft and not self._counts_fewer(claimed, near):
                continue
            if quantity.lone and not self._counts_more(claimed, near):
                continue
            fact = self._rests_on(claimed, near, bits, whole)
            if not fact and whole:
                fact = self._find_apart(claimed, support, bits)
            if fact:
                used |= fact
            else:
                reasons.append(explain_mismatch(reading, quantity, self._evidence.among(near)))
        return reasons, used

    def _rests_on(self, claimed: Claimed, near: int, bits: int, whole: bool) -> int:
        """The facts from which a figure follows, or the first nearby where it follows from others of its own line."""
        if own_changes(claimed):
            return near & -near if follows_own_change(claimed) else 0
        found = self._find(claimed, near, bits, whole) or self._find_total(claimed, near, bits, whole)
        found = found or self._says_mostly(claimed, near)
        return found or (near & -near if adds_up_itself(claimed) else 0)

    def _says_mostly(self, claimed: Claimed, near: int) -> int:
        """The lines that say in one word of what most of something is: "mostly storm damage", `most of them storm damage`."""
        tokens, quantity = claimed.reading.tokens, claimed.quantity
        if tokens[quantity.first].low != "most" or not quantity.most:
            return 0
        told = self._first_word(tokens[quantity.last + 1 :])
        return sum(
            source.bit
            for source in self._evidence.among(near & ~self._evidence.headers)
            for at, token in enumerate(source.reading.tokens)
            if token.low in _MOSTLY and told and self._first_word(source.reading.tokens[at + 1 :]) == told
        )

    def _first_word(self, tokens: Sequence[Token]) -> str:
        """The root of the first word that says something; empty where a mark stands before it."""
        for token in tokens:
            if token.kind != "word":
                return ""
            if token.low not in light_words("en"):
                return self._evidence.words.root(token.text)
        return ""

    def _find_apart(self, claimed: Claimed, support: dict[int, int], bits: int) -> int:
        """The facts of the whole resume from which a figure of a summary follows, where its own part does not lead to them."""
        quantity = claimed.quantity
        found = 0
        held = support.get(claimed.reading.segment_of[quantity.last], 0)
        if not held & ~self._evidence.about or _is_had(claimed):
            found = self._find_named(claimed, bits)  # the source's own summary holds the words, and no figures
        if not found and quantity.compound:
            found = self._find_compound(claimed, bits)  # "five-axis setter" of "five-axis milling"
        if not found and "including" in claimed.reading.lows:
            found = self._find_part_of_career(claimed, support, bits)
        if not found and "with" in claimed.reading.lows:
            segment = claimed.reading.segment_of[quantity.last]
            found = self._find_behind_title(claimed, self._near(segment, support, bits, True))
        if not found and quantity.label:
            found = self._find(claimed, bits, bits, True)  # "Level 2 coach" of a certificate
        if not found and quantity.dimension == MONTHS and not self._tenure.turns(claimed.reading, quantity, bits):
            found = self._tenure.lasted_together(quantity, self._spoken_of(support, bits))
        return found or self._entries.counted(claimed)

    def _check_phrases(self, ledger: Ledger, support: dict[int, int], bits: int, whole: bool) -> list[Reason]:
        """`Every six months` where no line that the claim rests on says how often, or says it otherwise."""
        lines = 0 if whole else functools.reduce(int.__or__, support.values(), 0) & bits
        sources = self._evidence.among(lines or bits)
        missing = ledger.intervals - {rate for source in sources for rate in source.ledger.rates}
        if not missing:
            return []
        text = next((source.fact.text for source in sources if source.ledger.rates), "")
        detail = f"“every {min(missing)}” is claimed; " + (
            f"the source says “{text}”." if text else "the source does not say so."
        )
        return [reason_of("period", min(missing), text, detail)]

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

    def _check_same(self, reading: Reading, support: dict[int, int], bits: int) -> list[Reason]:
        """`Closed the same week` where the source says `the same day`."""
        mine = _same_periods(reading)
        sources = self._evidence.among(functools.reduce(int.__or__, support.values(), 0) & bits) if mine else []
        known = {period: source for source in sources for period in _same_periods(source.reading)}
        if not known or mine & known.keys():
            return []
        item, text = f"same {min(mine)}", known[min(known)].fact.text
        return [reason_of("period", item, text, f"“{item}” is claimed; the source says “{text}”.")]

    def _check_rates(self, ledger: Ledger, support: dict[int, int], bits: int) -> list[Reason]:
        """`Every month` where the one line that it may rest on says `every fortnight`."""
        free = ledger.rates - {quantity.period for quantity in ledger.quantities} - {"each"}
        if not free:
            return []
        lines = {mask & bits & ~self._evidence.headers for mask in support.values()}
        sources = [source for mask in lines if mask.bit_count() == 1 for source in self._evidence.among(mask)]
        known = {rate for source in sources for rate in source.ledger.rates}
        loose = known - {quantity.period for source in sources for quantity in source.ledger.quantities} - {"each"}
        if sources and not free & known and _is_per_something(ledger, sources[0].ledger):
            loose = loose or {"each"}  # "the time per month" of "the time per run"
        strange = free - known  # "every day instead of every month" of "every week instead of every month"
        if not loose or not strange or (free & known and loose <= ledger.rates):
            return []
        period, text = min(strange), sources[0].fact.text
        detail = f"“{period}” is claimed as how often; the source says “{text}”."
        return [Reason(kind="period", item=period, claimed=period, source=text, detail=detail)]

    def _check_intervals(self, reading: Reading, ledger: Ledger, support: dict[int, int], bits: int) -> list[Reason]:
        """`Every weekend` where the source says `every third weekend`."""
        if any(one.dimension == FREQUENCY for one in ledger.quantities):
            return []
        for source in self._evidence.among(functools.reduce(int.__or__, support.values(), 0) & bits):
            skipped = every_other(source.reading) & ledger.rates
            if skipped and skipped - every_other(reading) and not says_fortnightly(reading):
                detail = f"“every” is claimed; the source says “{source.fact.text}”."
                return [reason_of("period", "every", source.fact.text, detail)]
            for often in source.ledger.quantities:
                if often.dimension == FREQUENCY and often.value < 1 and often.period in ledger.rates:
                    detail = f"“every {often.period}” is claimed; the source says “{source.fact.text}”."
                    return [reason_of("period", often.period, source.fact.text, detail)]
        return []

    def _check_added(self, reading: Reading, support: dict[int, int], bits: int) -> list[Reason]:
        """`Took pupils to Iceland every year` where the lines say it of once, and speak of no period at all."""
        if reading.lows.isdisjoint(_EVERY):
            return []
        at = next((at for at in range(len(reading.tokens) - 1) if _says_every(reading, at)), -1)
        if at < 0:
            return []
        lines = functools.reduce(int.__or__, support.values(), 0) & bits & ~self._evidence.headers
        anywhere = lines == bits & ~self._evidence.headers and lines.bit_count() > 1
        sources = [] if anywhere else self._evidence.among(lines)
        period = periods()[reading.tokens[at + 1].low]
        often = any(
            source.ledger.rates
            or any(_names_period(source.reading, at, period) for at in range(len(source.reading.tokens)))
            or not source.reading.lows.isdisjoint(words_under("figures.txt", "often"))
            for source in sources
        )
        dated = any(len(source.ledger.dates) > 1 for source in sources)
        if not sources or often or dated:
            return []
        item, text = f"{reading.tokens[at].text} {reading.tokens[at + 1].text}", sources[0].fact.text
        return [reason_of("period", item, text, f"“{item}” is claimed; the source says “{text}”.")]

    def _counts_more(self, claimed: Claimed, near: int) -> bool:
        """Whether the lines count several of what the claim says is one: "in one winter" of "over three winters"."""
        if claimed.quantity.dimension in (MONTHS, TIME):
            lengths = [
                other.value
                for source in self._evidence.among(near & ~self._evidence.headers)
                for other in source.ledger.quantities
                if other.dimension in (MONTHS, TIME) and not other.period
            ]
            return bool(lengths) and min(lengths) > claimed.quantity.value
        return any(
            other.dimension == COUNT and other.value > 1 and self._subjects.same_thing(claimed, other, source)
            for source in self._evidence.among(near)
            for other in source.ledger.quantities
            if claimed.after
        )

    def _counts_fewer(self, claimed: Claimed, near: int) -> bool:
        """Whether the lines count what the claim counts vaguely: "many pilots" of "2 pilots", "most cases" of "25 % of cases"."""
        quantity = claimed.quantity
        if any(source.ledger.quantities and self._stated(claimed, source) for source in self._evidence.among(near)):
            return False
        for source in self._evidence.among(near & ~self._evidence.headers):
            for other in source.ledger.quantities:
                kin = other.dimension == quantity.dimension and not other.label and not other.by and not other.change
                if (
                    kin
                    and (quantity.dimension == PERCENT or (claimed.after and other.after))
                    and self._subjects.same_thing(claimed, other, source)
                ):
                    return True
            if quantity.dimension != PERCENT:
                continue
            shares = any(source.ledger.quantities[part].dimension == COUNT for _, part in source.ledger.wholes)
            if (
                shares
                and not self._follows(claimed, source)
                and self._subjects.any_in([*claimed.after, *claimed.before], source)
            ):
                return True
        return False

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

    def _spoken_of(self, support: dict[int, int], bits: int) -> int:
        """The facts of the entries that the parts of a line speak of one by one: "first at Tumblewick, then at Sparrowgate"."""
        found = 0
        for mask in support.values():
            entries = {source.entry for source in self._evidence.among(mask & bits & self._evidence.roles)}
            if len(entries) == 1:
                found |= self._evidence.entries[entries.pop()]
        return found & bits

    def _entries_of(self, mask: int) -> int:
        found = mask
        for source in self._evidence.among(mask):
            if source.fact.section != "basics":
                found |= self._evidence.entries[source.entry]
        return found

    def _find(self, claimed: Claimed, near: int, bits: int, whole: bool) -> int:
        """The facts from which a figure follows; 0 for none."""
        if self._is_bounded_otherwise(claimed, near):
            return 0
        if (
            whole
            and claimed.quantity.dimension == MONTHS
            and self._tenure.turns(claimed.reading, claimed.quantity, bits)
        ):
            return self._tenure.lasted(claimed.reading, claimed.quantity, near, bits, whole)
        sources = self._evidence.among(near)
        for source in sources:
            if source.figures and self._stated(claimed, source):
                return source.bit
        for source in sources:
            if source.derived and self._follows(claimed, source):
                return 0 if self._is_sized_otherwise(claimed, source, near) else source.bit
        quantity = claimed.quantity
        if quantity.dimension == MONTHS and not quantity.period:
            return self._tenure.lasted(claimed.reading, quantity, near, bits, whole)
        return 0

    def _is_sized_otherwise(self, claimed: Claimed, found: Source, near: int) -> bool:
        """Whether another line gives the size of the very group: "a team of six" of "a team of four" and "five colleagues"."""
        quantity = claimed.quantity
        if not quantity.of or quantity.dimension != COUNT:
            return False
        named = {claimed.reading.tokens[at].low for at in quantity.of}
        sized = [
            source
            for source in self._evidence.among(near)
            for one in source.ledger.quantities
            if one.of and one.dimension == COUNT and named & {source.reading.tokens[at].low for at in one.of}
        ]
        return bool(sized) and found not in sized

    def _find_named(self, claimed: Claimed, bits: int) -> int:
        """The line that says a figure of all that the claim says it of, where the claim's part does not tell which line it is."""
        heads = claimed.after or claimed.before[:1]
        if not heads or (not claimed.after and not claimed.quantity.of and claimed.quantity.dimension == COUNT):
            return 0
        for source in self._evidence.among(bits & ~self._evidence.headers):
            if all(self._subjects.any_in([keys], source) for keys in heads) and self._stated(claimed, source):
                return source.bit
        return 0

    def _find_part_of_career(self, claimed: Claimed, support: dict[int, int], bits: int) -> int:
        """The roles whose dates give years told without the word: `sixteen years in wine, including eight as head sommelier`."""
        quantity, tokens = claimed.quantity, claimed.reading.tokens
        years = any(one.dimension == MONTHS and one.last < quantity.first for one in claimed.ledger.quantities)
        behind = tokens[quantity.last + 1 : quantity.last + 2]
        if not years or quantity.dimension != COUNT or not behind or behind[0].low not in ("as", "at", "with"):
            return 0
        told = replace(
            quantity, value=quantity.value * MONTHS_A_YEAR, dimension=MONTHS, unit="year", step=MONTHS_A_YEAR
        )
        return self._tenure.lasted(claimed.reading, told, bits, bits, True)

    def _find_compound(self, claimed: Claimed, bits: int) -> int:
        """The facts that have a figure joined with the same noun: the `five-axis` of whatever has five."""
        noun = [token.low for token in claimed.reading.tokens[claimed.quantity.last + 1 : claimed.quantity.last + 3]]
        if not words_under("figures.txt", "heads of groups").isdisjoint(noun):
            return 0  # "seven-person" is a team's size
        return next(
            (
                source.bit
                for source in self._evidence.among(bits)
                for other in source.ledger.quantities
                if other.compound
                and other.value == claimed.quantity.value
                and [token.low for token in source.reading.tokens[other.last + 1 : other.last + 3]] == noun
            ),
            0,
        )

    def _find_behind_title(self, claimed: Claimed, near: int) -> int:
        """The line of a role from which a figure behind its title follows: `Former train driver with 640,000 km covered`.

        Of the words before the figure that are the title's, a line says nothing; those behind it must all be in the line.
        """
        reading, quantity = claimed.reading, claimed.quantity
        segment = reading.segment_of[quantity.last]
        behind = tuple(
            term.keys
            for term in reading.terms
            if term.segment == segment and term.at > quantity.last and not term.negated
        )
        if not behind or not any(token.low == "with" for token in reading.tokens[: quantity.first]):
            return 0
        told = replace(claimed, before=[])
        for source in self._evidence.among(near & ~self._evidence.headers):
            if not self._stated(told, source) and not (source.derived and self._follows(told, source)):
                continue
            header = self._evidence.by_id.get(source.entry, source)
            if all(any(self._subjects.any_in([keys], one) for one in (source, header)) for keys in behind):
                return source.bit
        return 0

    def _find_total(self, claimed: Claimed, near: int, bits: int, whole: bool) -> int:
        """A total over a length of time that the claim names: 90 a year are 450 in five years."""
        quantity = claimed.quantity
        if quantity.by or quantity.lead or quantity.period or quantity.dimension in (MONTHS, TIME):
            return 0
        lengths = [one for one in claimed.ledger.quantities if one.dimension == MONTHS]
        lines = self._evidence.among(near & ~self._evidence.headers) if lengths else []
        if any(self._tells_of_another(claimed, source) for source in lines):
            return 0  # a line's own figure, told of something else: no total makes that true
        for length in lengths:
            yearly = replace(quantity, value=quantity.value * MONTHS_A_YEAR / length.value, period="year")
            found = self._find(replace(claimed, quantity=yearly), near, bits, whole)
            if found:
                return found
        return 0

    def _tells_of_another(self, claimed: Claimed, source: Source) -> bool:
        """Whether a line has the very figure, and the claim tells it of what the line counts by another one."""
        quantity = claimed.quantity
        if (quantity.value, quantity.dimension) not in source.amounts:
            return False
        parts = {part for _, part in source.ledger.wholes}  # "126 of them" are of the same things
        return any(
            (one.value, one.dimension) == (quantity.value, quantity.dimension)
            and index not in parts
            and self._subjects.is_told_of_another(claimed, source, index)
            for index, one in enumerate(source.ledger.quantities)
        )

    def _is_bounded_otherwise(self, claimed: Claimed, near: int) -> bool:
        """Whether the line bounds a figure one way and the source the other: "at least 24" of "up to 24".

        No other figure nearby makes that true: it is this one that the line speaks of.
        """
        quantity, tokens = claimed.quantity, claimed.reading.tokens
        if quantity.comparison not in _BOUNDS:
            return False
        if quantity.dimension == MONTHS and "as" in [one.low for one in tokens[quantity.last + 1 : quantity.last + 2]]:
            return False  # how long a title was held, its dates say
        contradicted = False
        for source in self._evidence.among(near):
            for other in source.ledger.quantities:
                if other.dimension != quantity.dimension or abs(other.value - quantity.value) > SAME:
                    continue
                if not (claimed.after or claimed.before) and quantity.dimension == MONTHS:
                    continue  # a length of time that is said of nothing may be another
                if not self._subjects.same_thing(claimed, other, source):
                    continue
                if follows(quantity, other.value, other.comparison, rounded=not other.exact):
                    return False
                contradicted = True
        return contradicted

    def _stated(self, claimed: Claimed, source: Source) -> bool:
        """Whether a figure of a line is the claim's, told of the same."""
        quantity, figures, counted = claimed.quantity, source.figures, len(source.ledger.quantities)
        if quantity.is_rest or contradicts(quantity, figures) or _is_share_of_figure(claimed):
            return False
        for index, figure in enumerate(figures):
            if index >= counted and (quantity.comparison or quantity.value != figure.value):
                continue  # a year bounds no count: "over 2,000 families" of "45 families in 2022"
            other = in_one_measure(claimed, figure, source)
            if (
                other.dimension == quantity.dimension
                and follows(
                    quantity, other.value, other.comparison, rounded=not other.exact or is_converted(quantity, other)
                )
                and is_same_end(quantity, other, source, index)
                and self._tells_the_same(claimed, other, source)
                and (index >= counted or not self._is_another_part(claimed, source, index))
            ):
                return True
        return False

    def _tells_the_same(self, claimed: Claimed, other: Quantity, source: Source) -> bool:
        """Whether a figure of a line that has the claim's value measures the same, per the same period."""
        quantity = claimed.quantity
        return (
            (quantity.most or not other.most)
            and (quantity.aim == other.aim or "of" not in (quantity.aim, other.aim) or not (quantity.aim and other.aim))
            and not is_once_for_each(claimed, other)
            and not is_other_change(claimed, other)
            and not is_difference_alone(claimed, other)
            and not is_in_course_alone(claimed, other, source)
            and self._same_direction(claimed, other, source)
            and self._same_period(quantity, other, source)
            and self._subjects.same_thing(claimed, other, source)
        )

    def _is_another_part(self, claimed: Claimed, source: Source, index: int) -> bool:
        """Whether a line says of another part, stage or number of things what the claim says with its figure."""
        ledger, subjects = source.ledger, self._subjects
        return (
            is_size_alone(claimed, source, index)
            or is_size_of_some(claimed, source, index)
            or is_whole_alone(claimed, source, index)
            or (index in ledger.aims and is_aim_alone(claimed))
            or (bool(ledger.wholes) and is_part_alone(claimed, source, index))
            or (bool(ledger.wholes) and subjects.is_done_to_part(claimed, source, index))
            or (bool(ledger.changes) and is_start_alone(claimed, source, index))
            or (bool(ledger.changes) and is_end_as_saving(claimed, source, index))
            or is_total_alone(claimed, source, index)
            or is_each_as_total(claimed, source, index)
            or (subjects.is_told_of_another(claimed, source, index) and not is_one_of_them(claimed, source, index))
        )

    def _same_direction(self, claimed: Claimed, other: Quantity, source: Source) -> bool:
        """Whether neither says "up" where the other says "down"."""
        if other.change and claimed.quantity.change and other.change != claimed.quantity.change:
            return False
        if not other.by or not claimed.direction:
            return True
        return claimed.direction == (direction(source.reading, other) or claimed.direction)

    def _same_period(self, quantity: Quantity, other: Quantity, source: Source) -> bool:
        """Whether two figures are meant per the same period; a line may leave the period out."""
        if (
            quantity.is_each
            and not (quantity.comparison == other.comparison == "<=")  # "none longer than" is no longer each
            and not other.is_each
            and other.period != "each"
            and "each" not in source.ledger.rates
            and not _is_size_of_each(other, source)
        ):
            return False
        if quantity.shared_period and other.shared_period and quantity.shared_period != other.shared_period:
            return bool(quantity.period) and quantity.period == other.period
        if not quantity.period or quantity.period in (other.period, "each"):
            return True
        return not other.period and (
            other.shared_period == quantity.period
            or leaves_rate_open(source, quantity)
            or _comes_round(source.reading, other) == quantity.period
        )

    def _follows(self, claimed: Claimed, source: Source) -> bool:
        quantity = claimed.quantity
        if quantity.label:
            return False  # the number of a name follows from no others
        found = [one for one in source.derived if may_follow(quantity, one)]
        if not found and not quantity.is_rest:
            return False
        if (claimed.after or claimed.before) and not (
            self._subjects.any_in(claimed.after, source) or self._subjects.any_in(claimed.before, source)
        ):
            return False
        averages = not claimed.reading.lows.isdisjoint(words_under("cues.txt", "average"))
        if quantity.is_rest and turns(claimed.reading, source) and _is_part_of_whole(quantity, source.ledger):
            return True  # "all but two met the limit" of "two of the 31 did not"
        for derived in found:
            if (quantity.is_rest and derived.rest_of < 0) or not self._subjects.counts_names(claimed, derived):
                continue
            if derived.of_range and not quantity.in_range and not quantity.comparison:
                continue
            if derived.is_whole and not _stands_behind_of(claimed.reading, quantity):
                continue
            if derived.is_product and (_is_size_alone(claimed) or quantity.is_each):
                continue
            if quantity.compound and derived.change and derived.dimension not in (PERCENT, RATIO):
                continue  # "the 14-page lease" of one that was cut by 14 pages
            sized = derived.is_each and _is_size_of_counted(claimed)
            if derived.heads and not sized and not self._subjects.sums(claimed, derived, source):
                continue
            told = _as_derived(claimed, derived, source, each=sized or averages)
            bare = told.period and not derived.period and leaves_rate_open(source, told)
            if (
                follows_derived(told, derived, claimed.direction)
                or (bare and follows_derived(without_period(told), derived, claimed.direction))
            ) and not (
                (self._subjects.is_other_part(claimed, derived, source) and not tells_net(claimed, derived, source))
                or self._subjects.is_one_part(claimed, derived, source)
                or self._subjects.is_share_of_others(claimed, derived, source)
                or is_net_alone(claimed, derived, source)
                or is_difference_alone(claimed, derived)
                or self._subjects.is_counted_at_once(claimed, derived, source)
                or self._subjects.is_dated_apart(claimed, derived, source)
            ):
                return True
        return False

    def _check_turned_dates(self, ledger: Ledger, ends: tuple[int, int], bits: int) -> list[Reason]:
        """`From 71 % in 2021 to 88 % in 2018` of what the source dates the other way round."""
        dates = [date_behind(ledger, at) for at in ends]
        if dates == [None, None]:
            return []
        pair = tuple(ledger.quantities[at].value for at in ends)
        for source in self._evidence.among(bits):
            for change in source.ledger.changes:
                if tuple(source.ledger.quantities[at].value for at in change) != pair:
                    continue
                known = [date_behind(source.ledger, at) for at in change]
                for own, other in zip(dates, known, strict=True):
                    if own is not None and other is not None and own.year != other.year:
                        detail = f"“{own.text}” is claimed; the source says “{source.fact.text}”."
                        return [reason_of("date", own.text, source.fact.text, detail)]
        return []

    def _check_changes(self, reading: Reading, ledger: Ledger, bits: int) -> list[Reason]:
        """`from A to B` where the source goes from B to A; `A, down from B` where A is the greater."""
        reasons: list[Reason] = []
        for first, second in ledger.changes:
            before, after = ledger.quantities[first], ledger.quantities[second]
            pair = (before.value, after.value)
            known = [
                (source, (source.ledger.quantities[one].value, source.ledger.quantities[two].value))
                for source in self._evidence.among(bits)
                for one, two in source.ledger.changes
            ]
            contrary = contrary_way(reading.tokens, before, after)
            if contrary and not any(other == pair and contrary in source.reading.lows for source, other in known):
                item = f"{after.text}, {contrary} from {before.text}"
                text = next((source.fact.text for source, other in known if other == pair), "")
                detail = f"“{item}” is claimed: that is the other way" + (
                    f"; the source says “{text}”." if text else "."
                )
                reasons.append(reason_of("comparison", item, text, detail))
            elif any(other == pair for _, other in known):
                reasons += self._check_turned_dates(ledger, (first, second), bits)
                continue
            for source, other in known:
                if other == (pair[1], pair[0]):
                    item = f"from {before.text} to {after.text}"
                    detail = f"“{item}” is claimed; the source says “{source.fact.text}”."
                    reasons.append(
                        Reason(kind="comparison", item=item, claimed=item, source=source.fact.text, detail=detail)
                    )
                    break
        return reasons


def _comes_round(reading: Reading, quantity: Quantity) -> str:
    """The period of what a figure counts, told right behind it: the month of `20 monthly reports`."""
    behind = reading.tokens[quantity.last + 1 : quantity.last + 2]
    return periods().get(behind[0].low, "") if behind and behind[0].low.endswith("ly") else ""


def _is_size_alone(claimed: Claimed) -> bool:
    """Whether a figure is the size of a group, and not told of several together: so many times so many are the size of none."""
    sized = bool(claimed.quantity.of) and claimed.quantity.dimension == COUNT
    return sized and not tells_total(claimed)


def _is_share_of_figure(claimed: Claimed) -> bool:
    """Whether a share is of another figure, and follows from the two alone: `less than half the site figure`."""
    if claimed.quantity.dimension != PERCENT or claimed.reading.lows.isdisjoint(_FIGURES):
        return False
    for token in claimed.reading.tokens[claimed.quantity.last + 1 : claimed.quantity.last + _FIGURE_REACH]:
        if token.low in _FIGURES:
            return True
        if token.kind != "word" or token.used:
            return False
    return False


_FIGURES = frozenset(("figure", "figures"))

_FIGURE_REACH = 6
"""Words behind a share in which the figure stands that it is of: "half of the whole site's figure"."""


def _same_periods(reading: Reading) -> set[str]:
    """The periods within which a line says that something was done: `day` of "the same day"."""
    if "same" not in reading.lows:
        return set()
    return {other.low for one, other in pairwise(reading.tokens) if one.low == "same" and other.low in periods()}


def _names_period(reading: Reading, at: int, period: str) -> bool:
    """Whether a line names a period that a figure may be meant per: `in a season`, `weekly`."""
    low = reading.tokens[at].low
    before = reading.tokens[at - 1].low if at else ""
    return periods().get(low) == period and (low.endswith("ly") or before in ("a", "an", "per"))


def _says_every(reading: Reading, at: int) -> bool:
    """Whether `every year`, `each month` stands at a token and says how often."""
    one, other = reading.tokens[at], reading.tokens[at + 1]
    return one.low in _EVERY and other.low in periods() and other.low not in _TURNS


_EVERY = frozenset(("every", "each"))

_TURNS = frozenset(("shift", "night", "second", "minute", "hour"))
"""Periods that `each` also parts a thing by: "each shift" may be the one that a line speaks of."""


_STATISTICS = frozenset(("mean", "median", "average"))
"""Words for the middle of several figures; a median is no average."""


def _as_derived(claimed: Claimed, derived: Derived, source: Source, *, each: bool) -> Quantity:
    """A claim's figure as one that follows from others is held against it: for each, without its period, as a difference.

    Args:
        claimed: the figure.
        derived: what follows from the source's.
        source: the line that these stand in.
        each: whether the claim says it of each thing, as an average or as the size of some that it counts.
    """
    quantity = claimed.quantity
    if derived.is_rate and quantity.shared_period and not quantity.period:
        quantity = replace(quantity, period=quantity.shared_period)
    if each and derived.period == "each" and not quantity.period:
        quantity = replace(quantity, period="each", is_each=True)
    if derived.period == "each" and f"{quantity.period}s" in source.reading.lows:
        quantity = replace(quantity, period="each", is_each=True)  # "480 cats in 6 weekends", "80 per weekend"
    if quantity.period == "each" and derived.change and not derived.period:
        quantity = replace(quantity, period="")  # "saved 50 minutes per changeover"
    if quantity.change and tells_difference(claimed, derived):
        quantity = replace(quantity, by=False, change="")
    return quantity


def _is_had(claimed: Claimed) -> bool:
    """Whether a figure belongs to what somebody has: `Electrician with an 8,000-hour apprenticeship`."""
    reading, first = claimed.reading, claimed.quantity.first
    part = range(reading.segment_of.index(reading.segment_of[first]), first)
    return bool(claimed.quantity.after) and any(reading.tokens[at].low == "with" for at in part)


def _is_size_of_counted(claimed: Claimed) -> bool:
    """Whether a figure is the size of each of some things that the line counts: the 8 of `six groups of 8`."""
    of = set(claimed.quantity.of)
    return bool(of) and any(one.value > 1 and of & set(one.after) for one in claimed.ledger.quantities)


def _is_part_of_whole(quantity: Quantity, ledger: Ledger) -> bool:
    """Whether a line gives a figure as the part of a whole."""
    return any(abs(ledger.quantities[part].value - quantity.value) < SAME for _, part in ledger.wholes)


def _stands_behind_of(reading: Reading, quantity: Quantity) -> bool:
    """Whether a figure is what a part is of: `70 % of the 20`, `14 of our 20`."""
    before = [token.low for token in reading.tokens[max(0, quantity.first - 2) : quantity.first]]
    return "of" in before


def _is_size_of_each(quantity: Quantity, source: Source) -> bool:
    """Whether a figure is the size of each of several groups that are not counted: `for groups of 8 to 10 parents`."""
    holder = quantity.of[0] if quantity.of and quantity.dimension == COUNT else -1
    if holder < 0 or not source.reading.tokens[holder].low.endswith("s"):
        return False
    return not any(holder in one.after for one in source.ledger.quantities)


def _is_per_something(mine: Ledger, theirs: Ledger) -> bool:
    """Whether a line says per what period a thing is measured where its source says per what thing."""
    return "each" in theirs.rates and "each" not in mine.rates and bool(mine.changes) and bool(theirs.changes)


def _impossible_parts(reading: Reading, ledger: Ledger) -> list[Reason]:
    """Parts that are more than their wholes: "£900,000, £2.4 million of it from legacies"."""
    found = []
    for first, second in ledger.wholes:
        whole, part = ledger.quantities[first], ledger.quantities[second]
        if (
            _are_next(ledger, first, second)
            and whole.dimension == part.dimension
            and whole.period == part.period
            and not whole.label | part.label
            and part.value > whole.value
            and not _tells_where(reading, whole)
        ):
            detail = f"“{part.text}” is claimed as a part of “{whole.text}”, which is less."
            found.append(reason_of("number", part.text, "", detail))
    return found


def _beside_each_other(ledger: Ledger, sources: Sequence[Source]) -> list[Reason]:
    """`21 teachers, 6 of them support staff` of "21 teachers and 6 support staff": who is named beside others is none of them."""
    for first, second in ledger.wholes:
        pair = ledger.quantities[first].value, ledger.quantities[second].value
        for source in sources:
            figures = source.ledger.quantities
            for at, (one, other) in enumerate(pairwise(figures)):
                joined = one.dimension == other.dimension == COUNT and bool(one.after) and bool(other.after)
                if (one.value, other.value) != pair or not joined or (at, at + 1) in source.ledger.wholes:
                    continue
                between = range(one.last + 1, other.first)
                heads = {source.reading.tokens[index].low for index in between if index not in one.after}
                if heads <= _BESIDE and "and" in heads:
                    item = ledger.quantities[second].text
                    detail = f"“{item}” is claimed as a part of “{ledger.quantities[first].text}”; "
                    detail += f"the source says “{source.fact.text}”."
                    return [reason_of("number", item, source.fact.text, detail)]
    return []


_BESIDE = frozenset(("and", ",", "the", "a", "another"))
"""What stands between two counts that are told one beside the other."""


def _tells_where(reading: Reading, quantity: Quantity) -> bool:
    """Whether a figure only says where things are that are not counted: `schools in 6 districts, 31 of which`."""
    tokens, at = reading.tokens, quantity.first - 1
    placed = quantity.dimension == COUNT and at > 0 and tokens[at].low in ("in", "at", "across", "from", "on")
    return placed and tokens[at - 1].kind == "word" and tokens[at - 1].low.endswith("s")


def _are_next(ledger: Ledger, first: int, second: int) -> bool:
    """Whether no other figure of the kind stands between two."""
    kind = ledger.quantities[second].dimension
    return kind not in [one.dimension for one in ledger.quantities[first + 1 : second]]
