"""How often something was done: every month, every second one, the same day, and what the source says of once."""

import functools
from itertools import pairwise

from resume.grounding.evidence import Evidence
from resume.grounding.language.lists import words_under
from resume.grounding.language.measures import periods
from resume.grounding.language.reading import Reading
from resume.grounding.measuring.intervals import every_other, says_fortnightly
from resume.grounding.measuring.ledger import FREQUENCY, Ledger
from resume.grounding.verdict import Reason, reason_of

_EVERY = frozenset(("every", "each"))


class Frequencies:
    """Compares how often a claim and its lines say that something was done."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def check_phrases(self, ledger: Ledger, support: dict[int, int], bits: int, whole: bool) -> list[Reason]:
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

    def check_same(self, reading: Reading, support: dict[int, int], bits: int) -> list[Reason]:
        """`Closed the same week` where the source says `the same day`."""
        mine = _same_periods(reading)
        sources = self._evidence.among(functools.reduce(int.__or__, support.values(), 0) & bits) if mine else []
        known = {period: source for source in sources for period in _same_periods(source.reading)}
        if not known or mine & known.keys():
            return []
        item, text = f"same {min(mine)}", known[min(known)].fact.text
        return [reason_of("period", item, text, f"“{item}” is claimed; the source says “{text}”.")]

    def check_rates(self, ledger: Ledger, support: dict[int, int], bits: int) -> list[Reason]:
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

    def check_intervals(self, reading: Reading, ledger: Ledger, support: dict[int, int], bits: int) -> list[Reason]:
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

    def check_added(self, reading: Reading, support: dict[int, int], bits: int) -> list[Reason]:
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


def _is_per_something(mine: Ledger, theirs: Ledger) -> bool:
    """Whether a line says per what period a thing is measured where its source says per what thing."""
    return "each" in theirs.rates and "each" not in mine.rates and bool(mine.changes) and bool(theirs.changes)


def _same_periods(reading: Reading) -> set[str]:
    """The periods within which a line says that something was done: `day` of "the same day"."""
    if "same" not in reading.lows:
        return set()
    return {other.low for one, other in pairwise(reading.tokens) if one.low == "same" and other.low in periods()}


def _says_every(reading: Reading, at: int) -> bool:
    """Whether `every year`, `each month` stands at a token and says how often."""
    one, other = reading.tokens[at], reading.tokens[at + 1]
    return one.low in _EVERY and other.low in periods() and other.low not in _TURNS


_TURNS = frozenset(("shift", "night", "second", "minute", "hour"))
"""Periods that `each` also parts a thing by: "each shift" may be the one that a line speaks of."""


def _names_period(reading: Reading, at: int, period: str) -> bool:
    """Whether a line names a period that a figure may be meant per: `in a season`, `weekly`."""
    low = reading.tokens[at].low
    before = reading.tokens[at - 1].low if at else ""
    return periods().get(low) == period and (low.endswith("ly") or before in ("a", "an", "per"))
