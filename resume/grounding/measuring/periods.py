"""Lengths of time that entries cover, in months, both end months counted and overlaps once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from resume.facts import Fact
from resume.grounding.measuring.ledger import Quantity

MONTHS_A_YEAR = 12
MOST_OF_A_YEAR = 11
"""Months beyond whole years from which people say the next year: 2 years 11 months are "3 years"."""

HALF_SLACK = 3
"""Months that "four and a half years" may be off: the middle of the quarters on both sides."""

NEARLY_SLACK = 6
"""Months below the length that "nearly four years" may lie."""


_YEARS = frozenset(("year", "decade", "century"))
"""Units of whole years."""


@dataclass(frozen=True, slots=True)
class Span:
    """The months that an entry covers, at least and at most: a bare year leaves its months open."""

    first: int
    last: int
    loose: int
    """Months that the length may be shorter for bare years."""


def span_of(fact: Fact, today: date) -> Span | None:
    """The months of an entry; None where the source gives no beginning."""
    if fact.start is None:
        return None
    now = today.year * MONTHS_A_YEAR + today.month
    first, open_first = _month(fact.start, january=True)
    last, open_last = _month(fact.end, january=False) if fact.end else (now, False)
    return Span(first, max(first, min(last, now)), MONTHS_A_YEAR * (open_first + open_last))


def _month(iso: str, *, january: bool) -> tuple[int, bool]:
    year, _, rest = iso.partition("-")
    if rest:
        return int(year) * MONTHS_A_YEAR + int(rest[:2]), False
    return int(year) * MONTHS_A_YEAR + (1 if january else MONTHS_A_YEAR), True


def months_covered(spans: Iterable[Span]) -> tuple[int, int]:
    """Months that periods cover together, overlaps counted once: at least and at most."""
    months, reached, loose = 0, 0, 0
    for span in sorted(spans, key=lambda one: one.first):
        months += max(0, span.last - max(span.first, reached + 1) + 1)
        loose = max(loose, span.loose if span.last > reached else 0)  # within another it adds nothing
        reached = max(reached, span.last)
    return max(0, months - loose), months


def length_follows(claimed: Quantity, least: int, most: int) -> bool:
    """Whether a length of time may be said of what lasted between `least` and `most` months."""
    return any(
        _said_of(claimed, months) for months in (range(least, most + 1) if most - least <= 36 else (least, most))
    )


def _said_of(claimed: Quantity, months: int) -> bool:
    wanted = claimed.value
    whole_years = claimed.unit in _YEARS and wanted % MONTHS_A_YEAR == 0
    if claimed.comparison in (">", "+?", ">=", ">~"):
        within = wanted <= months or claimed.comparison in (">=", ">~")  # "over five years" is not 4 years 11 months
        return (months > wanted and months <= wanted * 2 + MONTHS_A_YEAR) or (
            claimed.comparison != ">" and within and _plain(claimed, months)
        )
    if claimed.comparison == "-":
        return wanted - _slack(claimed) <= months < wanted
    if claimed.comparison == "~":
        return abs(months - wanted) <= (NEARLY_SLACK if whole_years else HALF_SLACK)
    if claimed.comparison in ("<", "<="):
        return wanted - NEARLY_SLACK <= months <= wanted
    return _plain(claimed, months)


def _slack(claimed: Quantity) -> int:
    return MONTHS_A_YEAR + 1 if claimed.unit == "decade" else NEARLY_SLACK


def _plain(claimed: Quantity, months: int) -> bool:
    wanted = claimed.value
    if claimed.unit in _YEARS and wanted % MONTHS_A_YEAR == 0:
        beyond = MONTHS_A_YEAR * (1 if claimed.unit == "year" else 2)  # a decade is a round word: eleven years are one
        return wanted <= months < wanted + beyond or wanted - months == MONTHS_A_YEAR - MOST_OF_A_YEAR
    if claimed.unit in _YEARS:
        return abs(months - wanted) <= HALF_SLACK
    return months - wanted in (
        0,
        1,
    )  # from May 2014 to September 2017 it is 41 months, or 40: both ways of counting are usual
