"""How real, how shared and how far: what a claim says more, or the contrary, of what the lines it rests on say.

The words of a line may all stand in its source and still say the contrary: "over budget" for "under budget", "wrote code" for
"wrote no code", "introduced" for "proposed". Each check reads the lines that a claim rests on, and holds the claim against them.
"""

from collections.abc import Sequence

from resume.grounding.evidence import Evidence
from resume.grounding.language.reading import Reading
from resume.grounding.lines import Lines
from resume.grounding.measuring.ledger import Ledger
from resume.grounding.overstatement.deeds import Deeds
from resume.grounding.overstatement.denials import Denials
from resume.grounding.overstatement.extents import Extents
from resume.grounding.overstatement.ranks import Ranks
from resume.grounding.overstatement.sides import Sides
from resume.grounding.sources import Source
from resume.grounding.verdict import Reason

_MOST_LINES = 4
"""Lines that a part of a claim may rest on and still be compared with; a word that stands in more says too little."""


_LEAST_OF_WHOLE = 3
"""Words of a denial that are held against a claim on the whole resume: shorter ones are true of one place."""


class Modality:
    """Holds a claim against the lines it rests on."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._lines = Lines(evidence)
        self._sides = Sides(evidence)
        self._denials = Denials(evidence, self._lines)
        self._deeds = Deeds(evidence, self._lines)
        self._ranks = Ranks(evidence, self._lines)
        self._extents = Extents(evidence, self._lines)

    def check(
        self, reading: Reading, ledger: Ledger, support: dict[int, int], bits: int, *, whole: bool
    ) -> list[Reason]:
        """What a claim says more, or the contrary, of what its lines say.

        Args:
            reading: the claim.
            ledger: its figures.
            support: by segment, the facts that hold its words.
            bits: the facts it may rest on.
            whole: whether those are the whole resume.
        """
        lines = {segment: self._held_in(mask, bits) for segment, mask in support.items()}
        rests_on = list({source.bit: source for found in lines.values() for source in found}.values())
        reasons = self._sides.flipped(reading, ledger, lines, rests_on)
        reasons += self._denials.undenied(reading, ledger, rests_on, bits, least=_LEAST_OF_WHOLE if whole else 1)
        if not whole:
            reasons += self._denials.unbounded(reading, rests_on)
        for segment, found in lines.items():
            if found and not whole:
                reasons += self._overdone(reading, ledger, segment, found)
            if found:
                reasons += self._ranks.risen(reading, segment, found)
        return reasons

    def _overdone(self, reading: Reading, ledger: Ledger, segment: int, lines: Sequence[Source]) -> list[Reason]:
        """What a part of a claim makes more of than the lines that hold its words, and the one that holds most of them."""
        closest = lines[0] if len(lines) == 1 else self._closest(reading, ledger, segment, lines)
        reasons = self._deeds.overdone(reading, segment, lines, closest)
        reasons += self._extents.widened(reading, ledger, segment, closest)
        reasons += self._extents.grouped(reading, segment, closest)
        if closest.bit in self._extents.of_one:
            reasons += self._extents.several(reading, segment, closest)
        reasons += self._sides.reached(reading, closest)
        return reasons

    def _held_in(self, mask: int, bits: int) -> list[Source]:
        """The lines of a mask, where there are few enough to mean something."""
        mask &= bits & ~self._evidence.headers
        if mask == bits or mask.bit_count() > _MOST_LINES:
            return []
        return self._evidence.among(mask)

    def _closest(self, reading: Reading, ledger: Ledger, segment: int, lines: Sequence[Source]) -> Source:
        """The line that most of a segment's words and figures stand in."""
        words = (reading.tokens[at] for at in reading.part(segment))
        roots = {self._lines.root(token) for token in words if token.kind == "word" and not token.used}
        figures = {one.value for one in ledger.quantities if reading.segment_of[one.first] == segment}

        def shared(source: Source) -> int:
            return len(roots & self._lines.roots_of(source)) + len(
                figures & {one.value for one in source.ledger.quantities}
            )

        return max(lines, key=shared)
