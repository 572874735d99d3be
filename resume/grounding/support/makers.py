"""Who makes a product: a maker may stand before a product that the source names alone, `Microsoft Power BI` of "Power BI".

What a maker adds is no claim of a product more, as long as the product is the source's own, as it is written there.
"""

import re
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

from resume.grounding.evidence import Evidence
from resume.grounding.language.lists import read_lines
from resume.grounding.sources import Source


class Makers:
    """Takes makers away that claims name before products of the source."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def left_out(self, text: str, lows: AbstractSet[str], bits: int) -> str | None:
        """A claim without the makers before products that a line of the source names alone; None where it names none.

        Args:
            text: the claim.
            lows: its words in small letters.
            bits: the facts that the claim may rest on.
        """
        if _makers().keys().isdisjoint(lows):
            return None
        kept = text
        for low in sorted(lows & _makers().keys()):
            for match in reversed(list(_pattern(low).finditer(kept))):
                if any(_names(match[match.lastindex or 0], source) for source in self._evidence.among(bits)):
                    kept = kept[: match.start()] + kept[match.end() :]
        return kept if kept != text else None


def _names(product: str, source: Source) -> bool:
    """Whether a line has a product's name as it is written: a common word only where its capital stands for nothing else."""
    text = source.fact.text
    if product not in text:
        return False
    plain = product.isalpha() and product[1:].islower()
    for match in re.finditer(rf"(?<![\w-]){re.escape(product)}(?!\w)", text):
        before, behind = text[: match.start()], text[match.end() :]
        if not plain:
            return True
        opens = source.fact.kind != "skill" and re.search(r"[a-z,(] $", before) is None
        if not opens and re.match(r" [A-Z]", behind) is None:  # no word of a title or of a longer name
            return True
    return False


@lru_cache(maxsize=1_024)
def _pattern(low: str) -> re.Pattern[str]:
    """A maker whose name begins with a word, right before a product of theirs, which is the group; longest names first."""
    both = [rf"{re.escape(name)}(?:['’]s)? (?=({_any_of(products)})(?!\w))" for name, products in _makers()[low]]
    return re.compile("(?<![\\w-])(?:" + "|".join(both) + ")")


def _any_of(products: tuple[str, ...]) -> str:
    return "|".join(re.escape(product) for product in sorted(products, key=lambda one: -len(one)))


@cache
def _makers() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Makers and their products, by the first word of each of a maker's names; the longest name first."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for line in read_lines("makers.txt"):
        names, _, products = line.partition(" : ")
        for name in names.split(", "):
            found.setdefault(re.split(r"[\s-]", name.lower())[0], []).append((name, tuple(products.split(", "))))
    return {first: sorted(pairs, key=lambda pair: -len(pair[0])) for first, pairs in found.items()}
