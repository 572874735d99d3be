"""The figures of a claim against those of the evidence: value, unit, period, comparison, and that the same thing is measured."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from resume.grounding.attachment import is_misplaced, words_around
from resume.grounding.derived import Derived
from resume.grounding.evidence import PEOPLE, Evidence, Source
from resume.grounding.ledger import COUNT, MONTHS, TIME, Ledger, Quantity, as_count, without_period
from resume.grounding.lists import words_under
from resume.grounding.matching import follows, follows_derived
from resume.grounding.measures import values
from resume.grounding.periods import MONTHS_A_YEAR
from resume.grounding.reading import Reading
from resume.grounding.tenure import Tenure
from resume.grounding.verdict import Reason, ReasonKind
from resume.grounding.vocabulary import Keys

_VERBS = "s:v"
"""Keys of families of verbs: what is counted is a noun, and "train" is no family of "school"."""

_BOUNDS = frozenset(("<", "<=", ">", ">=", ">~", "+?"))
"""Comparisons that a source's own figure may contradict."""


@dataclass(slots=True)
class Claimed:
    """One figure of a claim, with the line around it."""

    reading: Reading
    ledger: Ledger
    at: int
    quantity: Quantity
    after: list[Keys]
    before: list[Keys]
    direction: str
    """`up` or `down` where the line speaks of a rise or of a fall."""
    around: frozenset[str] | None = None
    """Keys of the words that it is said of; None until they are asked for."""


class Figures:
    """Checks numbers, lengths of time and dates."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._tenure = Tenure(evidence)
        self._around: dict[int, list[frozenset[str]]] = {}
        """By fact: what each of its figures is said of."""

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
        for at, quantity in enumerate(ledger.quantities):
            near = self._near(reading.segment_of[quantity.last], support, bits, whole)
            claimed = self._claimed(reading, ledger, at, quantity)
            if quantity.lone and not self._counts_more(claimed, near):
                continue
            fact = self._find(claimed, near, bits, whole) or self._find_total(claimed, near, bits, whole)
            if not fact and whole and quantity.dimension == MONTHS:
                fact = self._tenure.lasted_together(quantity, self._spoken_of(support, bits))
            if fact:
                used |= fact
            else:
                reasons.append(self._explain(reading, quantity, near))
        for at, mention in enumerate(ledger.dates):
            near = self._near(reading.segment_of[mention.first], support, bits, whole)
            reasons += self._tenure.check_date(reading, ledger, at, near, whole)
        if not whole and ledger.rates:
            reasons += self._check_rates(ledger, support, bits)
        turned = self._check_changes(ledger, bits)
        ends = {ledger.quantities[at].text for pair in ledger.changes for at in pair} if turned else set()
        reasons = [reason for reason in reasons if reason.item not in ends] + turned
        if ledger.current and entry is not None:
            reasons += self._tenure.check_present(entry)
        return reasons, used

    def _check_rates(self, ledger: Ledger, support: dict[int, int], bits: int) -> list[Reason]:
        """`Every month` where the one line that it may rest on says `every fortnight`."""
        free = ledger.rates - {quantity.period for quantity in ledger.quantities} - {"each"}
        lines = {mask & bits & ~self._evidence.headers for mask in support.values()}
        sources = [source for mask in lines if mask.bit_count() == 1 for source in self._facts(mask)]
        known = {rate for source in sources for rate in source.ledger.rates}
        loose = known - {quantity.period for source in sources for quantity in source.ledger.quantities}
        if not free or not loose or free & known:
            return []
        period, text = min(free), sources[0].fact.text
        detail = f"“{period}” is claimed as how often; the source says “{text}”."
        return [Reason(kind="period", item=period, claimed=period, source=text, detail=detail)]

    def _counts_more(self, claimed: Claimed, near: int) -> bool:
        """Whether the lines count several of what the claim says is one: "in one winter" of "over three winters"."""
        return any(
            other.dimension == COUNT and other.value > 1 and self._same_thing(claimed, other, source)
            for source in self._facts(near)
            for other in source.ledger.quantities
            if claimed.after
        )

    def _claimed(self, reading: Reading, ledger: Ledger, at: int, quantity: Quantity) -> Claimed:
        after = [self._keys(reading, one) for one in quantity.after]
        before = [self._keys(reading, one) for one in quantity.before]
        return Claimed(reading, ledger, at, quantity, after, before, _direction(reading, quantity))

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

    def _spoken_of(self, support: dict[int, int], bits: int) -> int:
        """The facts of the entries that the parts of a line speak of one by one: "first at Tumblewick, then at Sparrowgate"."""
        found = 0
        for mask in support.values():
            entries = {source.entry for source in self._facts(mask & bits & self._evidence.roles)}
            if len(entries) == 1:
                found |= self._evidence.entries[entries.pop()]
        return found & bits

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

    def _find(self, claimed: Claimed, near: int, bits: int, whole: bool) -> int:
        """The facts from which a figure follows; 0 for none."""
        if self._is_bounded_otherwise(claimed, near):
            return 0
        for source in self._facts(near):
            if self._stated(claimed, source):
                return source.bit
        for source in self._facts(near):
            if source.derived and self._follows(claimed, source):
                return source.bit
        quantity = claimed.quantity
        if quantity.dimension == MONTHS and not quantity.period:
            return self._tenure.lasted(claimed.reading, quantity, near, bits, whole)
        return 0

    def _find_total(self, claimed: Claimed, near: int, bits: int, whole: bool) -> int:
        """A total over a length of time that the claim names: 90 a year are 450 in five years."""
        quantity = claimed.quantity
        for length in claimed.ledger.quantities:
            if length.dimension == MONTHS and quantity.dimension not in (MONTHS, TIME) and not quantity.period:
                yearly = replace(quantity, value=quantity.value * MONTHS_A_YEAR / length.value, period="year")
                found = self._find(replace(claimed, quantity=yearly), near, bits, whole)
                if found:
                    return found
        return 0

    def _keys(self, reading: Reading, at: int) -> Keys:
        return self._evidence.words.keys(reading.tokens[at].text)

    def _is_bounded_otherwise(self, claimed: Claimed, near: int) -> bool:
        """Whether the line bounds a figure one way and the source the other: "at least 24" of "up to 24".

        No other figure nearby makes that true: it is this one that the line speaks of.
        """
        quantity = claimed.quantity
        if quantity.comparison not in _BOUNDS:
            return False
        contradicted = False
        for source in self._facts(near):
            for other in source.ledger.quantities:
                if other.dimension != quantity.dimension or abs(other.value - quantity.value) > _SAME:
                    continue
                if not self._same_thing(claimed, other, source):
                    continue
                if follows(quantity, other.value, other.comparison, rounded=not other.exact):
                    return False
                contradicted = True
        return contradicted

    def _stated(self, claimed: Claimed, source: Source) -> bool:
        quantity = claimed.quantity
        figures = (*source.ledger.quantities, *(as_count(mention) for mention in source.ledger.dates))
        if quantity.is_rest or _contradicts(quantity, figures):
            return False
        for index, other in enumerate(figures):
            if (
                other.dimension == quantity.dimension
                and follows(quantity, other.value, other.comparison, rounded=not other.exact)
                and _is_same_end(quantity, other, source, index)
                and self._same_direction(claimed, other, source)
                and self._same_period(quantity, other, source)
                and self._same_thing(claimed, other, source)
                and not _is_whole_alone(claimed, source, index)
                and not self._is_misplaced(claimed, source, index)
            ):
                return True
        return False

    def _same_direction(self, claimed: Claimed, other: Quantity, source: Source) -> bool:
        """Whether neither says "up" where the other says "down"."""
        if other.change and claimed.quantity.change and other.change != claimed.quantity.change:
            return False
        if not claimed.direction or not other.by:
            return True
        return claimed.direction == (_direction(source.reading, other) or claimed.direction)

    def _same_period(self, quantity: Quantity, other: Quantity, source: Source) -> bool:
        """Whether two figures are meant per the same period; a line may leave the period out."""
        if quantity.is_each and not other.is_each and other.period != "each" and not source.ledger.rates:
            return False
        if not quantity.period or quantity.period in (other.period, "each"):
            return True
        return not other.period and _leaves_rate_open(source, quantity)

    def _same_thing(self, claimed: Claimed, other: Quantity, source: Source) -> bool:
        quantity, after, before = claimed.quantity, claimed.after, claimed.before
        if not after and not before:
            return True
        if quantity.dimension == COUNT:
            mine, theirs = self._subject(claimed.reading, quantity), self._evidence.counted(source.reading, other)
            if other.label and quantity.after:
                return False
            if quantity.listed and self._counts_apart(claimed, other, source):
                return False
            if mine and theirs:
                same = any(key in theirs or f"w:{key}" in theirs for key in mine)
                return same or _both_people(mine, theirs, after) or self._in_brackets(mine, other, source)
        if quantity.dimension == COUNT and after:
            return self._any_in(after, source)
        return self._any_in(after, source) or self._any_in(before, source) or not (after or before)

    def _counts_apart(self, claimed: Claimed, other: Quantity, source: Source) -> bool:
        """Whether the line counts two things together of which the source's figure counts one, and another figure the other."""
        for at in claimed.quantity.listed:
            wanted = set(self._keys(claimed.reading, at))
            if not any(key in source.keys or f"w:{key}" in source.keys for key in wanted):
                return True
            for figure in source.ledger.quantities:
                if figure is not other and figure.after and wanted & self._evidence.counted(source.reading, figure):
                    return True
        return False

    def _is_misplaced(self, claimed: Claimed, source: Source, at: int) -> bool:
        """Whether the line says of a figure what the source says of another one beside it."""
        figures = source.ledger.quantities
        if at >= len(figures):
            return False
        linked = {one for pair in (*source.ledger.changes, *source.ledger.ranges) if at in pair for one in pair}
        rivals = [
            index
            for index, other in enumerate(figures)
            if index not in linked
            and other.dimension == figures[at].dimension
            and not follows(claimed.quantity, other.value, other.comparison, rounded=not other.exact)
        ]
        if not rivals:
            return False
        known = self._known_of(source)
        return bool(known[at]) and is_misplaced(self._said_of(claimed), known, at, rivals)

    def _said_of(self, claimed: Claimed) -> frozenset[str]:
        if claimed.around is None:
            claimed.around = words_around(claimed.reading, claimed.ledger, claimed.at, self._evidence.words)
        return claimed.around

    def _known_of(self, source: Source) -> list[frozenset[str]]:
        if source.bit not in self._around:
            self._around[source.bit] = [
                words_around(source.reading, source.ledger, at, self._evidence.words)
                for at in range(len(source.ledger.quantities))
            ]
        return self._around[source.bit]

    def _in_brackets(self, mine: set[str], other: Quantity, source: Source) -> bool:
        """Whether a figure stands in brackets behind what it counts: `the other staff (42 people)`."""
        tokens, at = source.reading.tokens, other.first - 1
        if at < 1 or tokens[at].text != "(":
            return False
        return bool(mine & set(self._evidence.words.keys(tokens[at - 1].text)))

    def _any_in(self, heads: Sequence[Keys], source: Source) -> bool:
        return any(
            key in source.keys or f"w:{key}" in source.keys or self._evidence.denied.get(key, 0) & source.bit
            for keys in heads
            for key in keys
        )

    def _subject(self, reading: Reading, quantity: Quantity) -> set[str]:
        """Keys of what a claim's figure counts."""
        found: set[str] = set()
        for at in quantity.after or quantity.of:
            found.update(key for key in self._keys(reading, at) if not key.startswith(_VERBS))
        return found

    def _follows(self, claimed: Claimed, source: Source) -> bool:
        quantity = claimed.quantity
        if (claimed.after or claimed.before) and not (
            self._any_in(claimed.after, source) or self._any_in(claimed.before, source)
        ):
            return False
        for derived in source.derived:
            if quantity.is_rest and derived.rest_of < 0:
                continue
            if derived.heads and not self._sums(claimed, derived, source):
                continue
            bare = quantity.period and not derived.period and _leaves_rate_open(source, quantity)
            if (
                follows_derived(quantity, derived, claimed.direction)
                or (bare and follows_derived(without_period(quantity), derived, claimed.direction))
            ) and not self._is_other_part(claimed, derived, source):
                return True
        return False

    def _is_other_part(self, claimed: Claimed, derived: Derived, source: Source) -> bool:
        """Whether what is left of a whole is said of the part itself: "winning five" of nine jobs of which four were won."""
        if derived.rest_of < 0 or claimed.quantity.is_rest:
            return False
        figures, known, mine = source.ledger.quantities, self._known_of(source), self._said_of(claimed)
        if {token.low for token in claimed.reading.tokens} & words_under("modality.txt", "the rest"):
            return False
        part = next(at for at, one in enumerate(figures) if one.first == derived.rest_of)
        others = frozenset(key for at, keys in enumerate(known) if at != part for key in keys)
        return bool(mine & ((known[part] - others) or known[part]))

    def _sums(self, claimed: Claimed, derived: Derived, source: Source) -> bool:
        """Whether a line's head is a word for each part: "18 people" for vets and nurses, not "22 vans" for lorries."""
        quantity = claimed.quantity
        mine = self._subject(claimed.reading, quantity)
        if not mine:
            return not derived.apart
        heads_counted = any(f"w:{key}" in PEOPLE for key in mine)
        for at in quantity.listed:
            mine.update(key for key in self._keys(claimed.reading, at) if not key.startswith(_VERBS))
        known = []
        for head in derived.heads:
            theirs = self._evidence.counted(source.reading, replace(quantity, after=head, of=()))
            known.append(any(key in theirs or f"w:{key}" in theirs for key in mine))
        return any(known) if heads_counted and not derived.apart else all(known)

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
        kind, said = self._nearest(quantity, near)
        words = reading.text[reading.tokens[quantity.first].start : reading.tokens[quantity.last].end]
        if quantity.period and kind == "period":
            words = f"{words} {'an' if quantity.period == 'hour' else 'a'} {quantity.period}"
        bounded = _BOUND_WORDS.get(quantity.comparison, "") if kind == "comparison" else ""
        item = f"{bounded} {words}".strip()
        source = f"the source says “{said}”" if said else "the source gives no such figure for this"
        return Reason(kind=kind, item=words, claimed=item, source=said, detail=f"“{item}” is claimed; {source}.")

    def _nearest(self, quantity: Quantity, near: int) -> tuple[ReasonKind, str]:
        """What is wrong with a figure, and the line that comes nearest: the same value first, then the same kind of figure."""
        kind: ReasonKind = "duration" if quantity.dimension in (MONTHS, TIME) else "number"
        found: tuple[ReasonKind, str] = (kind, "")
        for source in self._facts(near):
            for other in source.ledger.quantities:
                same = abs(other.value - quantity.value) < _SAME
                if same and other.dimension != quantity.dimension:
                    found = "unit", source.fact.text
                elif same and quantity.period and other.period != quantity.period:
                    found = "period", source.fact.text
                elif same and other.comparison != quantity.comparison:
                    found = "comparison", source.fact.text
                elif not found[1] and near.bit_count() == 1:
                    found = kind, source.fact.text
        return found


_SAME = 1e-6
"""How far two equal figures may differ by the machine's rounding."""

_BOUND_WORDS = {
    ">": "more than", ">=": "at least", ">~": "just over", "<": "fewer than", "<=": "at most", "~": "about", "-": "nearly",
    "+?": "over",
}  # fmt: skip


def _leaves_rate_open(source: Source, quantity: Quantity) -> bool:
    """Whether a line speaks of a period ("monthly returns"), and not as the period of another figure of the kind."""
    return quantity.period in source.ledger.rates and not any(
        one.period == quantity.period and one.dimension == quantity.dimension for one in source.ledger.quantities
    )


def _is_same_end(quantity: Quantity, other: Quantity, source: Source, index: int) -> bool:
    """Whether a figure is the same end of a change or a range: "by 1,000" is not said of what went to 1,000."""
    starts = {first for first, _ in source.ledger.changes}
    ends = {last for _, last in source.ledger.changes}
    lows, highs = {low for low, _ in source.ledger.ranges}, {high for _, high in source.ledger.ranges}
    if quantity.lead == "to" and (index in starts - ends or (other.by and index not in ends)):
        return False
    if quantity.lead == "from" and index in (ends - starts) | highs:
        return False
    if quantity.by and index in starts | ends:
        return False
    if index in highs and quantity.comparison in (">=", ">", "+?"):
        return False  # "at least 8" of what runs from 3 to 8
    return not (index in lows and quantity.comparison in ("<=", "<"))


def _is_whole_alone(claimed: Claimed, source: Source, index: int) -> bool:
    """Whether the line says of a whole what the source says of a part of it: "led four rooms" of "led one of four rooms"."""
    if index >= len(source.ledger.quantities):
        return False
    if _is_taken_from_next(claimed.reading, claimed.quantity) and any(
        whole == index for whole, _ in source.ledger.wholes if _ < index
    ):
        return True
    part = _part_of(source.reading, source.ledger.quantities[index])
    if part is None or _is_behind_of(claimed.reading, claimed.quantity):
        return False
    return part not in (token.low for token in claimed.reading.tokens)


def _is_taken_from_next(reading: Reading, quantity: Quantity) -> bool:
    """Whether a figure is a part of the one behind it: the first of `9 of 11`."""
    following = reading.tokens[quantity.last + 1 : quantity.last + 3]
    return len(following) == 2 and following[0].low == "of" and following[1].kind == "number"


def _is_behind_of(reading: Reading, quantity: Quantity) -> bool:
    """Whether some part is taken from a figure: `70% of the 10 squads`, `most of 14 claims`."""
    before = [token.low for token in reading.tokens[max(0, quantity.first - 3) : quantity.first]]
    return bool({"of", "among", "from", "in"} & set(before))


def _part_of(reading: Reading, quantity: Quantity) -> str | None:
    """The part that "of" takes from a figure: `one` in "one of four rooms"; None where it is a whole of its own."""
    at = quantity.first - 1
    while at > 0 and reading.tokens[at].low in ("the", "these", "our", "all", "its", "their"):
        at -= 1
    if at < 1 or reading.tokens[at].low not in ("of", "among", "in", "from"):
        return None
    before = reading.tokens[at - 1]
    return before.low if before.kind == "number" or before.low in values("ones") else None


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
        and abs(other.value - quantity.value) < _SAME
        and not follows(quantity, other.value, other.comparison, rounded=not other.exact)
        for other in figures
    )


def _both_people(mine: set[str], theirs: set[str], after: Sequence[Keys]) -> bool:
    """Whether a group ("a team of 9") is said of people that the source names by what they do."""
    people = set(PEOPLE)
    return bool(theirs & people) and (not after) and bool({f"w:{key}" for key in mine} & people)
