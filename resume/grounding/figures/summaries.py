"""What a figure of a summary rests on where its own part does not lead to the line: a named thing, a title, a career."""

from dataclasses import replace

from resume.grounding.evidence import Evidence
from resume.grounding.figures.derivations import Derivations
from resume.grounding.figures.entries import Entries
from resume.grounding.figures.grounds import Grounds
from resume.grounding.figures.statements import Statements
from resume.grounding.figures.subjects import Claimed, Subjects
from resume.grounding.figures.tenure import Tenure
from resume.grounding.language.lists import words_under
from resume.grounding.measuring.ledger import COUNT, MONTHS
from resume.grounding.measuring.periods import MONTHS_A_YEAR


class Summaries:
    """Looks in the whole resume for the facts from which a figure follows."""

    def __init__(
        self,
        evidence: Evidence,
        tenure: Tenure,
        subjects: Subjects,
        statements: Statements,
        derivations: Derivations,
        grounds: Grounds,
    ) -> None:
        self._evidence = evidence
        self._tenure = tenure
        self._subjects = subjects
        self._statements = statements
        self._derivations = derivations
        self._grounds = grounds
        self._entries = Entries(evidence)

    def find(self, claimed: Claimed, near: int, support: dict[int, int], bits: int) -> int:
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
            found = self._find_behind_title(claimed, near)
        if not found and quantity.label:
            found = self._grounds.find(claimed, bits, bits, True)  # "Level 2 coach" of a certificate
        if not found and quantity.dimension == MONTHS and not self._tenure.turns(claimed.reading, quantity, bits):
            found = self._tenure.lasted_together(quantity, self._spoken_of(support, bits))
        return found or self._entries.counted(claimed)

    def _find_named(self, claimed: Claimed, bits: int) -> int:
        """The line that says a figure of all that the claim says it of, where the claim's part does not tell which line it is."""
        heads = claimed.after or claimed.before[:1]
        if not heads or (not claimed.after and not claimed.quantity.of and claimed.quantity.dimension == COUNT):
            return 0
        for source in self._evidence.among(bits & ~self._evidence.headers):
            if all(self._subjects.any_in([keys], source) for keys in heads) and self._statements.is_stated(
                claimed, source
            ):
                return source.bit
        return 0

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
            if not self._statements.is_stated(told, source) and not (
                source.derived and self._derivations.is_derived(told, source)
            ):
                continue
            header = self._evidence.by_id.get(source.entry, source)
            if all(any(self._subjects.any_in([keys], one) for one in (source, header)) for keys in behind):
                return source.bit
        return 0

    def _spoken_of(self, support: dict[int, int], bits: int) -> int:
        """The facts of the entries that the parts of a line speak of one by one: "first at Tumblewick, then at Sparrowgate"."""
        found = 0
        for mask in support.values():
            entries = {source.entry for source in self._evidence.among(mask & bits & self._evidence.roles)}
            if len(entries) == 1:
                found |= self._evidence.entries[entries.pop()]
        return found & bits


def _is_had(claimed: Claimed) -> bool:
    """Whether a figure belongs to what somebody has: `Electrician with an 8,000-hour apprenticeship`."""
    reading, first = claimed.reading, claimed.quantity.first
    part = range(reading.segment_of.index(reading.segment_of[first]), first)
    return bool(claimed.quantity.after) and any(reading.tokens[at].low == "with" for at in part)
