"""Counts of what a resume lists: three certificates, four languages, two hospitals."""

from collections.abc import Iterator

from resume.grounding.evidence import Evidence
from resume.grounding.figures.subjects import Claimed
from resume.grounding.language.lists import words_under
from resume.grounding.measuring.ledger import COUNT
from resume.grounding.measuring.matching import follows
from resume.grounding.sources import Source

_SECTIONS = ("certificates", "languages", "awards", "publications", "education", "projects", "work")

_HEAD_REACH = 4
"""Words behind a figure among which stands what it counts: "three professional nursing certificates"."""


class Entries:
    """Counts the entries of a source."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def counted(self, claimed: Claimed) -> int:
        """The entries that are as many as a figure says; 0 where it counts no entries, or others."""
        quantity = claimed.quantity
        if quantity.dimension != COUNT or quantity.period or quantity.label or quantity.by:
            return 0
        head = next(self._heads(claimed), "")
        if not head:
            return 0
        for section in _SECTIONS:
            if head in words_under("figures.txt", f"listed {section}"):
                listed = [one for one in self._evidence.sources if _is_entry(one, section)]
                some = section == "work" and not quantity.comparison and 1 < quantity.value < len(listed)
                return sum(one.bit for one in listed) if some else self._agree(claimed, listed)
        keys = self._evidence.words.keys(head)
        named = [
            one for one in self._evidence.sources if _is_entry(one, "work") and any(key in one.keys for key in keys[:1])
        ]
        return self._agree(claimed, list({_employer(one): one for one in named}.values())) if len(named) > 1 else 0

    def _heads(self, claimed: Claimed) -> Iterator[str]:
        """The last word of what a figure counts, the generic ones included."""
        tokens, last = claimed.reading.tokens, claimed.quantity.last
        phrase = []
        for token in tokens[last + 1 : last + 1 + _HEAD_REACH]:
            if token.kind != "word" or token.used:
                break
            phrase.append(token.low)
        yield from (word for word in phrase if word.endswith("s") and not word.endswith("ss"))

    def _agree(self, claimed: Claimed, entries: list[Source]) -> int:
        agree = entries and follows(claimed.quantity, float(len(entries)), "", rounded=False)
        return sum(one.bit for one in entries) if agree else 0


def _is_entry(source: Source, section: str) -> bool:
    return source.fact.section == section and source.entry == source.fact.id


def _employer(source: Source) -> str:
    """The employer's name in the text of an entry, which stands behind the title."""
    return ", ".join(source.fact.text.split(", ")[1:2])
