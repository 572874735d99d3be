"""What a figure is said of: whether a line and its source measure the same thing with it."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from resume.grounding.evidence import Evidence
from resume.grounding.figures.apposition import named_before
from resume.grounding.figures.directions import direction
from resume.grounding.indexing.figures import phrased_keys
from resume.grounding.indexing.people import PEOPLE
from resume.grounding.indexing.short_forms import acronym_of
from resume.grounding.language.function_words import generic_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Reading
from resume.grounding.language.scope import OWNED, rung
from resume.grounding.language.verbs import opens_verb
from resume.grounding.language.vocabulary import Keys
from resume.grounding.measuring.attachment import is_misplaced, joined, words_around, words_behind
from resume.grounding.measuring.derived import Derived
from resume.grounding.measuring.ledger import COUNT, MONTHS, PERCENT, TIME, Ledger, Quantity
from resume.grounding.measuring.matching import follows
from resume.grounding.sources import Source
from resume.grounding.support.rests import turns
from resume.grounding.support.standing_in import stands_in

_BRACKETED = 3
"""Tokens before a bracket that may be what the figure in it counts."""

_DOING_REACH = 4
"""Tokens behind a figure in which the doing that it counts ends: `150 home interviews with`."""

_VERBS = "s:v"
"""Keys of families of verbs: what is counted is a noun, and "train" is no family of "school"."""


_Places = tuple[int, ...]
"""Tokens of a line."""

_SIDES = frozenset(("before", "after", "past", "short", "sooner", "inside", "beyond", "under", "over"))
"""Words behind a length of time that say on which side of an aim it lies, beside `early` and its like."""


@dataclass(slots=True)
class Claimed:
    """One figure of a claim, with the line around it."""

    reading: Reading
    ledger: Ledger
    at: int
    quantity: Quantity
    after: list[Keys]
    before: list[Keys]
    side: str | None = None
    """Its direction; None until it is asked for."""
    around: frozenset[str] | None = None
    """Keys of the words that it is said of; None until they are asked for."""
    subject: frozenset[str] | None = None
    """Keys of what it counts; None until they are asked for."""

    @property
    def direction(self) -> str:
        """`up` or `down` where the line speaks of a rise or of a fall."""
        if self.side is None:
            self.side = direction(self.reading, self.quantity)
        return self.side


class Subjects:
    """Compares what the figures of claims and of facts are said of."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._around: dict[int, list[frozenset[str]]] = {}
        """By fact: what each of its figures is said of."""
        self._counted_by: dict[tuple[int, _Places, _Places, _Places], frozenset[str]] = {}
        """By fact and tokens of what a figure counts: its keys."""
        self._kin: dict[tuple[int, int], Sequence[int]] = {}
        """By fact and place of a figure: the figures that may be told instead of it, itself among them."""

    def same_thing(self, claimed: Claimed, other: Quantity, source: Source) -> bool:
        """Whether a figure of a fact is of what the claim's figure is of."""
        quantity, after, before = claimed.quantity, claimed.after, claimed.before
        if not after and not before:
            return True
        if quantity.dimension in (MONTHS, TIME) and len(quantity.after) == 1:
            sides = words_under("modality.txt", "sides alone")
            if claimed.reading.tokens[quantity.after[0]].low in sides:  # "two months early"
                behind = source.reading.tokens[other.last + 1 : other.last + 2]
                return bool(behind) and (behind[0].low in sides or behind[0].low in _SIDES)
        if quantity.dimension == COUNT:
            mine, theirs = self._subject(claimed), self._counted(source, other)
            if after and not quantity.of and other.of and other.after and not self._counts_itself(mine, other, source):
                return False  # "14 schools" of "a school of 14 classrooms"
            if other.label and quantity.after:
                return self._is_behind_name(claimed, other, source)
            if quantity.listed and self._counts_apart(claimed, other, source):
                return False
            if mine and theirs:
                same = any(key in theirs or f"w:{key}" in theirs for key in mine)
                return (
                    (same and not self._is_of_other_head(claimed, theirs, other, source))
                    or self._is_spelled_out(claimed, source)
                    or _both_people(mine, theirs, after)
                    or self._are_doers(claimed, theirs, source)
                    or self._in_brackets(mine, other, source)
                    or self._are_of_group(claimed, theirs, source)
                    or self._counts_doings(claimed, theirs, other, source)
                    or self._lists_the_same(claimed, other, source)
                    or _are_called_otherwise(claimed, other, source)
                    or _is_called_otherwise(claimed, other, source)
                    or self._is_named_before(claimed, other, source) is True
                )
        if quantity.dimension == COUNT and after:
            anywhere = self.any_in(after, source) and self._is_named_before(claimed, other, source) is not False
            return anywhere or _ends_in_same_noun(claimed, other, source)
        return self.any_in(after, source) or self.any_in(before, source) or not (after or before)

    def _is_named_before(self, claimed: Claimed, other: Quantity, source: Source) -> bool | None:
        """Whether a line counts what the source names before the word for its kind; None where it counts by no such word."""
        named = named_before(source, other)
        if named is None:
            return None
        places = (*claimed.quantity.after[-1:], *claimed.quantity.listed)
        root = self._evidence.words.root
        return any(root(claimed.reading.tokens[at].text) == root(named.text) for at in places)

    def _is_behind_name(self, claimed: Claimed, other: Quantity, source: Source) -> bool:
        """Whether a figure stands behind the name whose number the source gives: `an Unreal Engine 5 game`."""
        before = claimed.reading.tokens[max(0, claimed.quantity.first - 1)]
        named = before.text[:1].isupper() and before.kind == "word"
        return named and self._evidence.words.root(before.text) in {
            self._evidence.words.root(source.reading.tokens[at].text) for at in other.of
        }

    def is_done_to_part(self, claimed: Claimed, source: Source, index: int) -> bool:
        """Whether a line says of a whole what was done with a part: "won 24 bids" of "24 bids; 18 of the 24 were won"."""
        figures = source.ledger.quantities
        if index >= len(figures) or not source.ledger.wholes or claimed.quantity.dimension != COUNT:
            return False
        if any(whole == claimed.at for whole, _ in claimed.ledger.wholes):
            return False
        parts = [figures[part] for whole, part in source.ledger.wholes if figures[whole].value == figures[index].value]
        verb = self._verb_before(claimed) if parts else ""
        return bool(verb) and any(self._is_of_part_alone(verb, part, source) for part in parts)

    def _verb_before(self, claimed: Claimed) -> str:
        """The root of the verb that a claim says of a figure, with nothing but the figure's own words between."""
        reading, first = claimed.reading, claimed.quantity.first
        segment = reading.segment_of[first]
        verbs = [one for one in reading.terms if one.is_verb and one.segment == segment and one.at < first]
        return self._evidence.words.root(reading.tokens[verbs[-1].at].text) if verbs else ""

    def _is_of_part_alone(self, verb: str, part: Quantity, source: Source) -> bool:
        """Whether a line has a verb behind a part of a whole, and nowhere else."""
        reading, root = source.reading, self._evidence.words.root
        behind = [at for at in reading.part(reading.segment_of[part.first]) if at > part.last]
        places = [at for at, token in enumerate(reading.tokens) if token.kind == "word" and root(token.text) == verb]
        return bool(places) and all(at in behind for at in places)

    def _are_of_group(self, claimed: Claimed, theirs: AbstractSet[str], source: Source) -> bool:
        """Whether a line gives as a group's size the people whom the source counts in it: `a four-person accounts office`."""
        quantity = claimed.quantity
        if not (quantity.compound and quantity.of and theirs & set(PEOPLE)):
            return False
        return all(self.any_in([self.keys(claimed.reading, at)], source) for at in quantity.of)

    def _is_spelled_out(self, claimed: Claimed, source: Source) -> bool:
        """Whether the source spells out the short name of what the line counts: `1.4 million MAU` of monthly active users."""
        letters = [acronym_of(claimed.reading.tokens[at].text).lower() for at in claimed.quantity.after]
        return any(one and self._evidence.short_forms.acronyms.get(one, 0) & source.bit for one in letters)

    def _counts_itself(self, mine: AbstractSet[str], other: Quantity, source: Source) -> bool:
        """Whether the nouns are what a source's figure counts, and not merely the holder whose size it gives."""
        holder = {key for at in other.of for key in self.keys(source.reading, at)}
        if not mine & holder:
            return True
        counted = self._evidence.counted_at(source, other.after)
        return any(key in counted or f"w:{key}" in counted for key in mine)

    def any_in(self, heads: Sequence[Keys], source: Source) -> bool:
        """Whether a fact holds one of some words, said or denied."""
        return any(
            key in source.keys or f"w:{key}" in source.keys or self._evidence.denied.get(key, 0) & source.bit
            for keys in heads
            for key in keys
        )

    def is_dated_apart(self, claimed: Claimed, derived: Derived, source: Source) -> bool:
        """Whether a line says of one date what is the sum of figures of several: "23 in 2020" of "14 in 2020 and 9 in 2021"."""
        if not claimed.ledger.dates or not derived.parts:
            return False
        years = {date.year for date in claimed.ledger.dates}
        for first, last in claimed.ledger.spans:  # "between 2019 and 2021" holds the year between
            years.update(range(first.year, last.year + 1))
        own = frozenset(f"d:{year}" for year in years)
        figures, known = source.ledger.quantities, self._known_of(source)
        dated = [known[at] for at, one in enumerate(figures) if one.first in derived.parts]
        theirs = {key for keys in dated for key in keys if key.startswith("d:")}
        if derived.dimension == PERCENT:  # "75 % in 2017" of "14 of 20 in 2017 and 18 of 24 in 2018"
            mine = {key for key in self._said_of(claimed) if key.startswith("d:")}
            return bool(mine and theirs) and not mine & theirs
        return bool(own & theirs) and not theirs <= own

    def is_one_part(self, claimed: Claimed, derived: Derived, source: Source) -> bool:
        """Whether a sum is said of one of its parts alone: "2 million on roads" of 1.2 on roads and 0.8 on bridges."""
        if not derived.parts or derived.heads or derived.dimension == PERCENT:
            return False
        told = {one.value for one in claimed.ledger.quantities if one is not claimed.quantity}
        if any(one.first in derived.parts and one.value in told for one in source.ledger.quantities):
            return False  # "2 million, 1.2 million of it on roads"
        known = self._known_of(source)
        parts = [known[at] for at, one in enumerate(source.ledger.quantities) if one.first in derived.parts]
        own = frozenset(key for at in range(len(claimed.reading.tokens)) for key in self.keys(claimed.reading, at))
        alone = [
            bool(own & (part - frozenset().union(*(other for other in parts if other is not part)))) for part in parts
        ]
        return any(alone) and not all(alone)

    def is_share_of_others(self, claimed: Claimed, derived: Derived, source: Source) -> bool:
        """Whether a share is said of another whole's part: "90 % praised them" of "27 of 30 sets; 20 of 24 praised them"."""
        wholes = source.ledger.wholes
        if derived.dimension != PERCENT or not derived.parts or len(wholes) < LEAST_PARTS:
            return False
        places = [part for _, part in wholes]
        own = next((at for at in places if source.ledger.quantities[at].first == derived.parts[0]), -1)
        rivals = [at for at in places if at != own]
        return own >= 0 and is_misplaced(self._said_of(claimed), self._known_of(source), own, rivals)

    def is_counted_at_once(self, claimed: Claimed, derived: Derived, source: Source) -> bool:
        """Whether a sum counts twice what is there at two times, or is said of one: `34 staff` of 24 in summer, 10 in winter.

        What comes and goes may be added up over the year ("treated 24 in summer, 10 in winter"), what one has or leads may not.
        """
        figures = source.ledger.quantities
        parts = [at for at, one in enumerate(figures) if one.first in derived.parts]
        if len(parts) < LEAST_PARTS or derived.dimension == PERCENT:
            return False
        words = self._evidence.words
        behind = [words_behind(source.reading, source.ledger, at, words) for at in parts]
        apart = [one - frozenset().union(*(other for other in behind if other is not one)) for one in behind]
        if not all(apart):
            return False
        own = words_behind(claimed.reading, claimed.ledger, claimed.at, words)
        own = own.union(*(self.keys(claimed.reading, at) for at in _listed_behind(claimed)))
        said = [bool(own & one) for one in apart]
        if any(said) and not all(said):
            return True
        rounds = words_under("figures.txt", "times that come round")
        times = frozenset(key for word in rounds for key in words.keys(word))
        return all(one & times for one in behind) and self._is_had(source.reading, figures[parts[0]])

    def _is_had(self, reading: Reading, quantity: Quantity) -> bool:
        """Whether a figure counts what somebody has, runs or leads, all of it at one time: `with 24 staff`, `ran 12 buses`."""
        at = quantity.first - 1
        while at > 0 and reading.tokens[at].used:
            at -= 1
        low = reading.tokens[max(0, at)].low
        return (
            bool(quantity.of)
            or low in words_under("figures.txt", "had at one time")
            or rung((self._evidence.words.root(low),)) >= OWNED
        )

    def sums(self, claimed: Claimed, derived: Derived, source: Source) -> bool:
        """Whether a line's head is a word for each part: "18 people" for vets and nurses, not "22 vans" for lorries."""
        quantity = claimed.quantity
        mine = self._subject(claimed)
        if not mine:
            return not derived.apart
        heads_counted = any(f"w:{key}" in PEOPLE for key in mine)
        for at in quantity.listed:
            mine |= {key for key in self.keys(claimed.reading, at) if not key.startswith(_VERBS)}
        known = []
        dealt_with = heads_counted and not derived.apart and self._are_dealt_with(derived, source)
        for head in derived.heads:
            theirs = self._evidence.counted_at(source, tuple(head))
            people = any(source.reading.tokens[at].low == "people" for at in head) and self.any_in(
                claimed.after, source
            )
            known.append(people or dealt_with or any(key in theirs or f"w:{key}" in theirs for key in mine))
        return any(known) if heads_counted and not derived.apart else all(known)

    def _are_dealt_with(self, derived: Derived, source: Source) -> bool:
        """Whether the first of some figures counts people, by what is done with them: the declarants whom one supervises."""
        first = next(
            (one for one in source.ledger.quantities if one.after and set(one.after) & set(derived.heads[0])), None
        )
        before = source.reading.tokens[first.first - 1].low if first is not None and first.first else ""
        return before in words_under("cues.txt", "done with people")

    def counts_names(self, claimed: Claimed, derived: Derived) -> bool:
        """Whether a figure counts what some listed names are, where it follows from their number: `three cities`."""
        if not derived.named:
            return True
        root = self._evidence.words.root
        behind = claimed.quantity.after[-1:]
        return any(root(claimed.reading.tokens[at].text) in map(root, derived.named) for at in behind)

    def is_told_of_another(self, claimed: Claimed, source: Source, at: int) -> bool:
        """Whether the line says of a figure what the source says of another one beside it."""
        figures = source.ledger.quantities
        kin = self._kin_of(source, at) if at < len(figures) else ()
        quantity = claimed.quantity
        kin = [
            one
            for one in kin
            if not follows(quantity, figures[one].value, figures[one].comparison, rounded=not figures[one].exact)
        ]
        if not kin:
            return False
        beside = joined(claimed.reading, claimed.ledger, claimed.at)
        said_too = {claimed.ledger.quantities[one].value for one in beside if one != claimed.at}
        parts = {part for whole, part in source.ledger.wholes if whole == at}
        takes_part = any(whole == claimed.at for whole, _ in claimed.ledger.wholes)
        rivals = [
            one
            for one in kin
            if not (takes_part and one in parts)
            and figures[one].value not in said_too
            and not self._counts_what(claimed, figures[at], figures[one], source)
        ]
        if not rivals:
            return False
        if claimed.quantity.label and figures[at].label:
            return self._is_numbered_of_another(claimed, source, at, rivals)
        if self._counts_rival(claimed, figures[at], [figures[one] for one in rivals], source):
            return True
        known = self._known_of(source)
        return bool(known[at]) and is_misplaced(self._said_of(claimed), known, at, rivals)

    def _kin_of(self, source: Source, at: int) -> Sequence[int]:
        """The figures of a line in the measure of one of them that are no other end of its change or range, found once."""
        found = self._kin.get((source.bit, at))
        if found is None:
            ledger, own = source.ledger, source.ledger.quantities[at]
            alike = [index for index, one in enumerate(ledger.quantities) if one.dimension == own.dimension]
            linked = {one for pair in (*ledger.changes, *ledger.ranges) if at in pair for one in pair}
            found = [
                index
                for index in (alike if len(alike) > 1 else ())
                if index not in linked
                and (own.label or not ledger.quantities[index].label)
                and not _is_bare_day(ledger.quantities[index])
            ]
            self._kin[source.bit, at] = found
        return found

    def _counts_rival(self, claimed: Claimed, own: Quantity, rivals: Sequence[Quantity], source: Source) -> bool:
        """Whether a line counts by a figure what its source counts by another: `160 boards` of "160 of them … on 8 boards"."""
        if not claimed.after or own.dimension != COUNT:
            return False
        if own.after:
            return self._counts_kind_of_rival(claimed, own, rivals, source)
        root = self._evidence.words.root
        head = root(claimed.reading.tokens[claimed.quantity.after[-1]].text)
        own_heads = {root(source.reading.tokens[one].text) for one in (*own.before, *own.of)}
        behind = [token.low for token in source.reading.tokens[own.last + 1 : own.last + 4]]
        named = behind[:2] == ["of", "the"] and root(behind[-1]) != head  # "60 notes; 42 of the recommendations"
        heads = {
            root(source.reading.tokens[one.after[-1]].text)
            for one in rivals
            if one.after and (named or one.first > own.first)
        }
        return head in heads - own_heads

    def _counts_kind_of_rival(
        self, claimed: Claimed, own: Quantity, rivals: Sequence[Quantity], source: Source
    ) -> bool:
        """Whether a line counts by one figure the very kind that its source counts by another: "130 water births".

        The source says "130 births, including 12 water births": the kind is of the smaller number alone.
        """
        kinds = [one for one in rivals if len(one.after) > len(own.after)]
        if not kinds or len(claimed.after) <= len(own.after):
            return False
        root, theirs = self._evidence.words.root, source.reading.tokens
        mine = {root(claimed.reading.tokens[at].text) for at in claimed.quantity.after}
        plain = {root(theirs[at].text) for at in (*own.after, *own.before)}
        return not mine <= plain and any(mine <= {root(theirs[at].text) for at in one.after} for one in kinds)

    def _is_numbered_of_another(self, claimed: Claimed, source: Source, at: int, rivals: Sequence[int]) -> bool:
        """Whether a line says of a name's number what the source says of another number of that name.

        The name before it tells it from others' numbers, in any order; of one name (`Year 8`, `Year 9`) what follows does.
        """
        figures, words = source.ledger.quantities, self._evidence.words
        names = [{words.root(source.reading.tokens[one].text) for one in figure.of} for figure in figures]
        own = words_behind(claimed.reading, claimed.ledger, claimed.at, words)
        behind = [words_behind(source.reading, source.ledger, one, words) for one in range(len(figures))]
        return is_misplaced(own, behind, at, [one for one in rivals if names[one] & names[at]])

    def _counts_what(self, claimed: Claimed, own: Quantity, rival: Quantity, source: Source) -> bool:
        """Whether the nouns behind three figures say that the claim counts what the one does, and not what its rival counts."""
        if not (claimed.quantity.after and (own.after or own.part_of)) or own.dimension != COUNT:
            return False
        mine = self._subject(claimed)
        if not rival.after and not rival.part_of:  # an end of a change or a range is a measure, and counts nothing
            ends = {at for pair in (*source.ledger.changes, *source.ledger.ranges) for at in pair}
            is_end = any(source.ledger.quantities[at] is rival for at in ends)
            return is_end and bool(mine & self._evidence.counted_in(source, own))
        theirs, others = (self._evidence.counted_in(source, one) for one in (own, rival))
        return bool(mine & theirs) and not (mine & others and not _goes_by_own_noun(claimed, own, rival, source))

    def is_other_part(self, claimed: Claimed, derived: Derived, source: Source) -> bool:
        """Whether what is left of a whole is said of the part itself: "winning five" of nine jobs of which four were won."""
        if derived.rest_of < 0 or claimed.quantity.is_rest:
            return False
        figures, known, mine = source.ledger.quantities, self._known_of(source), self._said_of(claimed)
        own, told = claimed.reading.lows, source.reading.lows
        if (own - told) & words_under("modality.txt", "the rest"):
            return False
        if turns(claimed.reading, source):
            return False  # "lost one" of "kept 11 of 12"
        part = next(at for at, one in enumerate(figures) if one.first == derived.rest_of)
        behind = _words_behind(source.reading, figures[part])
        if behind and behind == _words_behind(claimed.reading, claimed.quantity):
            return True  # "4 % were on time" of "96 % of them on time"
        others = frozenset(key for at, keys in enumerate(known) if at != part for key in keys)
        return bool(mine & ((known[part] - others) or known[part]))

    def _are_doers(self, claimed: Claimed, theirs: AbstractSet[str], source: Source) -> bool:
        """Whether the line names by their doing the people whom the source counts: 900 readers where 900 people read it."""
        if not theirs & set(PEOPLE):
            return False
        lows = [claimed.reading.tokens[at].low for at in claimed.quantity.after]
        return any(
            low in words_under("cues.txt", "audiences") and self._evidence.words.doing(low[:-1]) in source.keys
            for low in lows
        )

    def _counts_doings(self, claimed: Claimed, theirs: AbstractSet[str], other: Quantity, source: Source) -> bool:
        """Whether the source counts the doing that the line tells by its verb: `150 interviews with`, `interviewed 150`."""
        tokens, at = claimed.reading.tokens, claimed.quantity.first - 1
        while at > 0 and tokens[at].used:
            at -= 1
        if at < 0 or not opens_verb(tokens, at):
            return False
        told = {key for key in self.keys(claimed.reading, at) if key[:2] not in ("s:", "n:")}
        behind = {token.low for token in source.reading.tokens[other.last + 1 : other.last + 1 + _DOING_REACH]}
        return bool(told & theirs) and bool(behind & {"with", "of", "for"}) and self.any_in(claimed.after, source)

    def _counts_apart(self, claimed: Claimed, other: Quantity, source: Source) -> bool:
        """Whether the line counts two things together of which the source's figure counts one, and another figure the other."""
        for at in claimed.quantity.listed:
            wanted = set(self.keys(claimed.reading, at))
            if not any(key in source.keys or f"w:{key}" in source.keys for key in wanted):
                return True
            for figure in source.ledger.quantities:
                if figure.after not in ((), other.after) and wanted & self._evidence.counted_in(source, figure):
                    return True
        return False

    def _is_of_other_head(self, claimed: Claimed, theirs: AbstractSet[str], other: Quantity, source: Source) -> bool:
        """Whether only what kind they are is said of both figures: `25 dairy buyers` of "25 dairy farms … for dairy buyers"."""
        quantity = claimed.quantity
        if len(quantity.after) < LEAST_PARTS or not other.after or quantity.of or quantity.listed or quantity.compound:
            return False
        head = self.keys(claimed.reading, quantity.after[-1])
        if any(key in theirs or f"w:{key}" in theirs for key in head):
            return False
        tokens = claimed.reading.tokens
        if source.reading.tokens[other.after[-1]].low in claimed.reading.lows or any(
            tokens[at].low.endswith("'s")
            for at in quantity.after  # "31 women's referrals"
        ):
            return False
        low = tokens[quantity.after[-1]].low
        if low in [token.low for token in source.reading.tokens[other.last + 1 : other.last + 1 + _HEAD_REACH]]:
            return False  # "7 open phase II and III trials"
        return not source.reading.lows.isdisjoint((low, f"{low}s", low.removesuffix("s")))

    def _lists_the_same(self, claimed: Claimed, other: Quantity, source: Source) -> bool:
        """Whether a figure counts the same things together in another order: `300 valves and pumps` of "300 pumps and valves"."""
        quantity = claimed.quantity
        if not quantity.listed or len(quantity.listed) != len(other.listed):
            return False
        places = (quantity.after[-1], *quantity.listed)
        mine = [{*self.keys(claimed.reading, at), *phrased_keys(claimed.reading, (at,))} for at in places]
        theirs = [self._evidence.counted_at(source, (at,)) for at in (other.after[-1], *other.listed)]
        return all(any(own & one for one in theirs) for own in mine) and all(
            any(own & one for own in mine) for one in theirs
        )

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

    def _in_brackets(self, mine: AbstractSet[str], other: Quantity, source: Source) -> bool:
        """Whether a figure stands in brackets behind what it counts: `the other staff (42 people)`."""
        tokens, at = source.reading.tokens, other.first - 1
        if at < 1 or tokens[at].text != "(":
            return False
        named = tokens[max(0, at - _BRACKETED) : at]  # "the volunteers' rota (18 people)"
        return any(mine & set(self._evidence.words.keys(token.text)) for token in named if token.kind == "word")

    def _subject(self, claimed: Claimed) -> frozenset[str]:
        """Keys of what a claim's figure counts."""
        if claimed.subject is None:
            reading, places = claimed.reading, claimed.quantity.after or claimed.quantity.of
            own = [key for at in places for key in self.keys(reading, at) if key[:3] != _VERBS]
            claimed.subject = frozenset(own).union(phrased_keys(reading, places))
        return claimed.subject

    def _counted(self, source: Source, quantity: Quantity) -> frozenset[str]:
        """Keys of what a fact's figure counts, what these are called in its trade among them; found once."""
        place = (source.bit, quantity.after, quantity.of, quantity.part_of)
        found = self._counted_by.get(place)
        if found is None:
            found = self._evidence.counted_in(source, quantity) | self._evidence.called(source, quantity)
            self._counted_by[place] = found
        return found

    def keys(self, reading: Reading, at: int) -> Keys:
        """Keys of a token of a line."""
        return self._evidence.words.keys(reading.tokens[at].text)


def _is_bare_day(quantity: Quantity) -> bool:
    """Whether a figure is `the day before`, which is no rival of a length of time."""
    return quantity.lone and quantity.unit == "day"


_HEAD_REACH = 6
"""Tokens behind a figure in which the noun that it counts stands: "7 open phase II and III trials"."""

LEAST_PARTS = 2
"""Figures of which one is the sum."""


def _goes_by_own_noun(claimed: Claimed, own: Quantity, rival: Quantity, source: Source) -> bool:
    """Whether a figure counts the one's very noun, where its rival's only shares the root: `bottles` beside "bottling lines"."""
    tokens = source.reading.tokens
    noun = claimed.reading.tokens[claimed.quantity.after[-1]].low
    rivals = {tokens[at].low.removesuffix("s") for at in rival.after}
    return noun in (tokens[at].low for at in own.after) and noun.removesuffix("s") not in rivals


def _listed_behind(claimed: Claimed) -> Sequence[int]:
    """The words from a figure to the next mark or figure, joined by `and` or not: `11 across accounts and maintenance`."""
    tokens, begin = claimed.reading.tokens, claimed.quantity.last + 1
    end = next((at for at in range(begin, len(tokens)) if tokens[at].kind != "word" or tokens[at].used), len(tokens))
    return range(begin, end)


def _are_called_otherwise(claimed: Claimed, other: Quantity, source: Source) -> bool:
    """Whether a line counts what the source counts by a word that may stand in its place: `30 inquiries` of "30 enquiries"."""
    quantity = claimed.quantity
    if not quantity.after or not other.after or quantity.value != other.value:
        return False
    low = claimed.reading.tokens[quantity.after[-1]].low
    return any(stands_in(source.reading.tokens[at].low, low) for at in other.after[-1:])


def _ends_in_same_noun(claimed: Claimed, other: Quantity, source: Source) -> bool:
    """Whether both count what goes by a noun that claims nothing by itself: `4 of the 6 production lines`, "4 of 6 lines"."""
    mine, theirs = claimed.reading.tokens, source.reading.tokens
    last = claimed.quantity.after[-1]
    if other.after or last + 1 >= len(mine) or mine[last + 1].low not in generic_words():
        return False
    noun = mine[last + 1].low
    behind = theirs[other.last + 1 : other.last + 2 + _OF_HOW_MANY]
    counted = next(
        (one for one in behind if one.kind == "word" and one.low not in ("of", "the") and not one.used), None
    )
    return noun.endswith("s") and counted is not None and counted.low == noun


_OF_HOW_MANY = 3
"""Tokens behind a part in which its whole stands: `4 of the 6 lines`."""


def _words_behind(reading: Reading, quantity: Quantity) -> list[str]:
    """The words from a figure to the next mark, without those that only point back to what it is of."""
    found = []
    for token in reading.tokens[quantity.last + 1 :]:
        if token.kind != "word":
            break
        if token.low not in _POINTING:
            found.append(token.low)
    return found


_POINTING = frozenset(
    ("of", "them", "these", "those", "whom", "which", "it", "were", "was", "are", "is", "the", "being")
)


def _is_called_otherwise(claimed: Claimed, other: Quantity, source: Source) -> bool:
    """Whether a word may stand for what a source's figure counts: `3 premises` of "3 buildings"."""
    if not claimed.quantity.after or not other.after:
        return False
    own, mine = source.reading.tokens[other.after[-1]], claimed.reading.tokens[claimed.quantity.after[-1]]
    return own.low not in claimed.reading.lows and stands_in(own.low, mine.low)


def _both_people(mine: AbstractSet[str], theirs: AbstractSet[str], after: Sequence[Keys]) -> bool:
    """Whether a group ("a team of 9") is said of people that the source names by what they do."""
    people = set(PEOPLE)
    return bool(theirs & people) and (not after) and bool({f"w:{key}" for key in mine} & people)
