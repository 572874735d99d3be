"""The figures of a claim against those of the evidence: value, unit, period, comparison, and that the same thing is measured."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from resume.grounding.derived import Derived
from resume.grounding.evidence import PEOPLE, Evidence, Source
from resume.grounding.ledger import COUNT, MONTHS, TIME, Ledger, Quantity, as_count, without_period
from resume.grounding.lists import words_under
from resume.grounding.matching import follows, follows_derived
from resume.grounding.mentions import DateMention
from resume.grounding.periods import MONTHS_A_YEAR, Span, length_follows, months_covered
from resume.grounding.reading import Reading
from resume.grounding.verdict import Reason, ReasonKind
from resume.grounding.vocabulary import Keys

_VERBS = "s:v"
"""Keys of families of verbs: what is counted is a noun, and "train" is no family of "school"."""


class Figures:
    """Checks numbers, lengths of time and dates."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

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
        for quantity in ledger.quantities:
            near = self._near(reading.segment_of[quantity.last], support, bits, whole)
            fact = self._find(reading, quantity, near, bits, whole) or self._find_total(
                reading, quantity, ledger, near, bits, whole
            )
            if fact:
                used |= fact
            else:
                reasons.append(self._explain(reading, quantity, near))
        for mention in ledger.dates:
            near = self._near(reading.segment_of[mention.first], support, bits, whole)
            if whole and mention.first and reading.tokens[mention.first - 1].low == "since":
                near |= self._evidence.headers
            if not self._dated(mention, near, whole):
                detail = f"“{mention.text}” is claimed; the source does not give this date there."
                reasons.append(Reason(kind="date", item=mention.text, claimed=mention.text, source="", detail=detail))
        turned = self._check_changes(ledger, bits)
        ends = {ledger.quantities[at].text for pair in ledger.changes for at in pair} if turned else set()
        reasons = [reason for reason in reasons if reason.item not in ends] + turned
        if ledger.current and entry is not None:
            reasons += self._check_present(entry)
        return reasons, used

    def _near(self, segment: int, support: dict[int, int], bits: int, whole: bool) -> int:
        """The facts that a figure may be taken from: in the whole resume, those that its own segment speaks of."""
        for around in ((segment,), (segment - 1, segment + 1)):
            found = 0
            for at in around:
                if support.get(at) and support[at] != bits:
                    found |= support[at]
            if found:
                return (self._entries_of(found) if whole else found) & bits
        return bits

    def _entries_of(self, mask: int) -> int:
        found = mask
        for source in self._evidence.sources:
            if source.bit & mask and source.fact.section != "basics":
                found |= self._evidence.entries[source.entry]
        return found

    def _facts(self, bits: int) -> Iterable[Source]:
        while bits:
            low = bits & -bits
            yield self._evidence.sources[low.bit_length() - 1]
            bits ^= low

    def _find(self, reading: Reading, quantity: Quantity, near: int, bits: int, whole: bool) -> int:
        """The facts from which a figure follows; 0 for none."""
        direction = _direction(reading, quantity)
        after = [self._keys(reading, at) for at in quantity.after]
        before = [self._keys(reading, at) for at in quantity.before]
        for source in self._facts(near):
            if self._stated(reading, quantity, source, after, before, direction):
                return source.bit
        for source in self._facts(near):
            if source.derived and self._follows(reading, quantity, source, after, before, direction):
                return source.bit
        if quantity.dimension == MONTHS and not quantity.period:
            return self._lasted(quantity, near, bits, whole, [*after, *before])
        return 0

    def _find_total(
        self, reading: Reading, quantity: Quantity, ledger: Ledger, near: int, bits: int, whole: bool
    ) -> int:
        """A total over a length of time that the claim names: 90 a year are 450 in five years."""
        for length in ledger.quantities:
            if length.dimension == MONTHS and quantity.dimension not in (MONTHS, TIME) and not quantity.period:
                yearly = replace(quantity, value=quantity.value * MONTHS_A_YEAR / length.value, period="year")
                found = self._find(reading, yearly, near, bits, whole)
                if found:
                    return found
        return 0

    def _keys(self, reading: Reading, at: int) -> Keys:
        return self._evidence.words.keys(reading.tokens[at].text)

    def _stated(
        self,
        reading: Reading,
        quantity: Quantity,
        source: Source,
        after: Sequence[Keys],
        before: Sequence[Keys],
        direction: str,
    ) -> bool:
        starts = {index for index, _ in source.ledger.changes}
        ends = {index for _, index in source.ledger.changes}
        figures = (*source.ledger.quantities, *(as_count(mention) for mention in source.ledger.dates))
        if _contradicts(quantity, figures):
            return False
        lows, highs = {low for low, _ in source.ledger.ranges}, {high for _, high in source.ledger.ranges}
        for index, other in enumerate(figures):
            if (quantity.lead == "to" and index in starts - ends) or (
                quantity.lead == "from" and index in ends - starts
            ):
                continue
            if (index in highs and quantity.comparison in (">=", ">", "+?")) or (
                index in lows and quantity.comparison in ("<=", "<")
            ):
                continue  # "at least 8" of what runs from 3 to 8
            if other.dimension != quantity.dimension or not follows(
                quantity, other.value, other.comparison, rounded=not other.exact
            ):
                continue
            if other.change and quantity.change and other.change != quantity.change:
                continue
            if direction and other.by and direction != (_direction(source.reading, other) or direction):
                continue
            if not self._same_period(quantity, other, source):
                continue
            if self._same_thing(reading, quantity, other, source, after, before):
                return True
        return False

    def _same_period(self, quantity: Quantity, other: Quantity, source: Source) -> bool:
        """Whether two figures are meant per the same period; a line may leave the period out."""
        if not quantity.period or quantity.period in (other.period, "each"):
            return True
        return not other.period and self._has_period(source, quantity.period)

    def _has_period(self, source: Source, period: str) -> bool:
        return any(one.period == period for one in source.ledger.quantities) or bool(
            self._evidence.said.get(self._evidence.words.root(period), 0) & source.bit
        )

    def _same_thing(
        self,
        reading: Reading,
        quantity: Quantity,
        other: Quantity,
        source: Source,
        after: Sequence[Keys],
        before: Sequence[Keys],
    ) -> bool:
        if not after and not before:
            return True
        if quantity.dimension == COUNT:
            mine, theirs = self._subject(reading, quantity), self._evidence.counted(source.reading, other)
            if mine and theirs:
                same = any(key in theirs or f"w:{key}" in theirs for key in mine)
                return same or _both_people(mine, theirs, after) or self._in_brackets(mine, other, source)
        if quantity.dimension == COUNT and after:
            return self._any_in(after, source)
        return self._any_in(after, source) or self._any_in(before, source) or not (after or before)

    def _in_brackets(self, mine: set[str], other: Quantity, source: Source) -> bool:
        """Whether a figure stands in brackets behind what it counts: `the other staff (42 people)`."""
        tokens, at = source.reading.tokens, other.first - 1
        if at < 1 or tokens[at].text != "(":
            return False
        return bool(mine & set(self._evidence.words.keys(tokens[at - 1].text)))

    def _any_in(self, heads: Sequence[Keys], source: Source) -> bool:
        known = source.keys
        return any(key in known or f"w:{key}" in known for keys in heads for key in keys)

    def _subject(self, reading: Reading, quantity: Quantity) -> set[str]:
        """Keys of what a claim's figure counts."""
        found: set[str] = set()
        for at in quantity.after or quantity.of:
            found.update(key for key in self._keys(reading, at) if not key.startswith(_VERBS))
        return found

    def _follows(
        self,
        reading: Reading,
        quantity: Quantity,
        source: Source,
        after: Sequence[Keys],
        before: Sequence[Keys],
        direction: str,
    ) -> bool:
        if (after or before) and not (self._any_in(after, source) or self._any_in(before, source)):
            return False
        for derived in source.derived:
            if derived.heads and not self._sums(reading, quantity, derived, source):
                continue
            if follows_derived(quantity, derived, direction):
                return True
            bare = quantity.period and not derived.period and self._has_period(source, quantity.period)
            if bare and follows_derived(without_period(quantity), derived, direction):
                return True
        return False

    def _sums(self, reading: Reading, quantity: Quantity, derived: Derived, source: Source) -> bool:
        """Whether a line's head is a word for each part: "18 people" for vets and nurses, not "22 vans" for lorries."""
        mine = self._subject(reading, quantity)
        if not mine:
            return True
        known = []
        for head in derived.heads:
            theirs = self._evidence.counted(source.reading, replace(quantity, after=head, of=()))
            known.append(any(key in theirs or f"w:{key}" in theirs for key in mine))
        heads_counted = any(f"w:{key}" in PEOPLE for key in mine)
        return any(known) if heads_counted else all(known)

    def _lasted(self, quantity: Quantity, near: int, bits: int, whole: bool, heads: Sequence[Keys]) -> int:
        """Entries whose dates give the length of time."""
        spans = [(source, source.span) for source in self._facts(self._headers(near)) if source.span is not None]
        for source, span in spans:
            if length_follows(quantity, *months_covered([span])):
                return source.bit
        if not whole:
            return 0
        if _adds_up(quantity, [span for _, span in spans]):
            return sum(source.bit for source, _ in spans)
        everything = [
            (source, source.span)
            for source in self._facts(bits & self._evidence.headers)
            if source.span is not None and source.fact.section == "work"
        ]
        concerned = [(source, span) for source, span in everything if not heads or self._concerns(heads, source)]
        if not concerned:
            return next((one.bit for one, span in everything if length_follows(quantity, *months_covered([span]))), 0)
        concerned.sort(key=lambda pair: -pair[1].last)
        for latest in range(len(concerned), 0, -1):
            if _adds_up(quantity, [span for _, span in concerned[:latest]]):
                return sum(source.bit for source, _ in concerned[:latest])
        return 0

    def _concerns(self, heads: Sequence[Keys], source: Source) -> bool:
        """Whether an entry, or the headline or summary of the whole resume, speaks of what a length of time is claimed of."""
        facts = self._evidence.entries[source.entry] | self._evidence.about
        return any(self._evidence.mask(keys, self._evidence.said) & facts for keys in heads)

    def _headers(self, mask: int) -> int:
        found = 0
        for source in self._facts(mask):
            header = self._evidence.by_id.get(source.entry)
            if header is not None:
                found |= header.bit
        return found

    def _dated(self, mention: DateMention, near: int, whole: bool) -> bool:
        """Whether the lines give a date; where they give their own, the dates of the role do not stand in for them."""
        wanted = (mention.year, mention.month)
        lines = near & ~self._evidence.headers
        own = not whole and lines.bit_count() == 1 and any(source.ledger.dates for source in self._facts(lines))
        for source in self._facts(lines if own else near | self._headers(near)):
            if any(_same_date(wanted, (one.year, one.month)) for one in source.ledger.dates):
                return True
            if any(_same_date(wanted, one) for one in _ends(source)):
                return True
            if mention.month is None and any(one.value == mention.year for one in source.ledger.quantities):
                return True
        return False

    def _check_present(self, entry: str) -> list[Reason]:
        source = self._evidence.by_id.get(entry)
        if source is None or source.fact.end is None:
            return []
        detail = f"The line runs to the present; the source ends it in {source.fact.end}."
        return [Reason(kind="date", item="Present", claimed="present", source=source.fact.end, detail=detail)]

    def _check_changes(self, ledger: Ledger, bits: int) -> list[Reason]:
        """`from A to B` where the source goes from B to A."""
        reasons: list[Reason] = []
        for first, second in ledger.changes:
            before, after = ledger.quantities[first], ledger.quantities[second]
            pair = (before.value, after.value)
            known = [
                (source, (source.ledger.quantities[one].value, source.ledger.quantities[two].value))
                for source in self._facts(bits)
                for one, two in source.ledger.changes
            ]
            if any(other == pair for _, other in known):
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

    def _explain(self, reading: Reading, quantity: Quantity, near: int) -> Reason:
        """Why a figure does not follow: what comes nearest to it."""
        kind: ReasonKind = "duration" if quantity.dimension in (MONTHS, TIME) else "number"
        source_text = ""
        for source in self._facts(near):
            for other in source.ledger.quantities:
                same = abs(other.value - quantity.value) < 1e-6
                if same and other.dimension != quantity.dimension:
                    kind, source_text = "unit", source.fact.text
                elif same and quantity.period and other.period != quantity.period:
                    kind, source_text = "period", source.fact.text
                elif same and other.dimension == quantity.dimension and other.comparison != quantity.comparison:
                    kind, source_text = "comparison", source.fact.text
        words = reading.text[reading.tokens[quantity.first].start : reading.tokens[quantity.last].end]
        if quantity.period and kind == "period":
            words = f"{words} {'an' if quantity.period == 'hour' else 'a'} {quantity.period}"
        said = f"the source says “{source_text}”" if source_text else "the source gives no such figure for this"
        return Reason(kind=kind, item=words, claimed=words, source=source_text, detail=f"“{words}” is claimed; {said}.")


def _direction(reading: Reading, quantity: Quantity) -> str:
    """Whether the words around a figure speak of a rise or of a fall."""
    up, down = words_under("cues.txt", "up"), words_under("cues.txt", "down")
    segment = reading.segment_of[quantity.first]
    found = ""
    for at, token in enumerate(reading.tokens):
        if reading.segment_of[at] not in (segment, segment - 1) or at > quantity.last + 3:
            continue
        if token.low == "up" and at + 1 < len(reading.tokens) and reading.tokens[at + 1].low == "to":
            continue
        if token.low in down:
            found = "down"
        elif token.low in up and token.low not in ("more", "above", "add", "added"):
            found = "up"
        if at >= quantity.first and found:
            break
    return found


def _contradicts(quantity: Quantity, figures: Sequence[Quantity]) -> bool:
    """Whether a line says "below 98 %" where the source says 98 %: no smaller figure beside it makes that true."""
    return quantity.comparison in ("<", ">") and any(
        other.dimension == quantity.dimension
        and abs(other.value - quantity.value) < 1e-6
        and not follows(quantity, other.value, other.comparison, rounded=not other.exact)
        for other in figures
    )


def _both_people(mine: set[str], theirs: set[str], after: Sequence[Keys]) -> bool:
    """Whether a group ("a team of 9") is said of people that the source names by what they do."""
    people = set(PEOPLE)
    return bool(theirs & people) and (not after) and bool({f"w:{key}" for key in mine} & people)


def _adds_up(quantity: Quantity, spans: Sequence[Span]) -> bool:
    return bool(spans) and length_follows(quantity, *months_covered(spans))


def _ends(source: Source) -> Iterable[tuple[int, int | None]]:
    for iso in (source.fact.start, source.fact.end):
        if iso:
            year, _, rest = iso.partition("-")
            yield int(year), int(rest[:2]) if rest else None


def _same_date(wanted: tuple[int, int | None], known: tuple[int, int | None]) -> bool:
    return wanted[0] == known[0] and (wanted[1] is None or wanted[1] == known[1])
