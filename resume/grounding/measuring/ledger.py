"""The figures of a line: quantities with unit, period, comparison and what they measure, and how they belong together."""

from dataclasses import dataclass, field, replace

from resume.grounding.language.mentions import DateMention

COUNT = "count"


PERCENT = "percent"


RATIO = "ratio"


MONTHS = "months"


TIME = "time"


POINTS = "points"
FREQUENCY = "frequency"
"""How often: "twice a week"."""
CLOCK = "clock"
"""A time of day, in minutes from midnight."""


@dataclass(slots=True)
class Quantity:
    """One figure of a line."""

    text: str
    value: float
    """In base units of its dimension: minutes and hours in seconds, years in months, dozens in ones."""
    dimension: str
    """`count`, `percent`, `ratio` (doubled is 2), `points`, a currency's code, or a dimension of `units.tsv`."""
    first: int
    last: int
    """Its first and last token."""
    period: str = ""
    """Per what: `week` for "a week"; empty where it names none."""
    shared_period: str = ""
    """The period of the figure that it is listed with: of the 25 calls in "25 calls and 6 visits a week"."""
    comparison: str = ""
    """`<`, `<=`, `>`, `>=`, `~` (about), `-` (nearly, not quite), `+?` (over: more than, or in the course of)."""
    after: tuple[int, ...] = ()
    """Tokens of what is counted, behind it."""
    before: tuple[int, ...] = ()
    """Tokens of content words before it in its segment, nearest first."""
    digits: int = 0
    """Decimal places as written."""
    change: str = ""
    """`up` or `down` where the figure itself says so ("doubled", "halved")."""
    by: bool = False
    """Whether it says by how much something changed ("cut by 40 %")."""
    lone: bool = False
    """Whether it is the word `one` behind a preposition, or `in a year`: it counts only where the source counts more."""
    acts: bool = False
    """Whether a verb follows: `17 qualified` are some of those named before, and are not added to them."""
    label: bool = False
    """Whether it is a number that names a thing and counts nothing: `Gallery III`."""
    is_rest: bool = False
    """Whether it is what is left of a whole: `all but one`."""
    beside_self: bool = False
    """Whether it counts others beside the candidate ("5 other engineers")."""
    listed: tuple[int, ...] = ()
    """Tokens of further things that it counts: `apprentices` in "15 electricians and apprentices"."""
    is_group: bool = False
    """Whether it is a word for a number of things, with `of` behind: `a pair of`, `a couple of`."""
    is_each: bool = False
    """Whether it stands for each of something: "3 sites with 12 staff each"."""
    of: tuple[int, ...] = ()
    """The token of what it is the size of: `classes` in "2 classes of 40", `team` in "a team of 9 nurses"."""
    part_of: tuple[int, ...] = ()
    """Tokens of what it is some of, and of what these did: `children`, `reached` in "360 children; 270 of them reached …"."""
    in_range: bool = False
    """Whether it is an end of a range or of a change."""
    lead: str = ""
    """`from` or `to` where it stands right before: the beginning or the end of a change."""
    exact: bool = True
    """Whether it may be a figure rounded to its last digit: fractions in words are."""
    aim: str = ""
    """`of` for a share of a target ("108 % of quota"), `up` or `down` for so much above or below one."""
    compound: bool = False
    """Whether it is joined to the word behind it and tells which thing is meant: `24-page`."""
    most: float = 0.0
    """The most that a vague count may be said of (`dozens of`); 0 for figures."""
    soft: bool = False
    """Whether a vague count needs no figure, and must only not be said of fewer: `several`, `many`, `most`."""
    unit: str = ""
    step: float = 1.0
    """The unit in base units: what a rounding to whole units means."""


@dataclass(slots=True)
class Ledger:
    """All figures of a line."""

    quantities: list[Quantity] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    changes: list[tuple[int, int]] = field(default_factory=list)
    """Pairs of quantities (from, to), by their place in `quantities`."""
    ranges: list[tuple[int, int]] = field(default_factory=list)
    """Pairs of quantities that are the ends of a range: nothing follows from the two."""
    wholes: list[tuple[int, int]] = field(default_factory=list)
    """Pairs of a whole and one of its parts: `seven (three chemists, four technicians)`: they are not added."""
    aims: list[int] = field(default_factory=list)
    """Quantities that others are held against: the target, the plan, the norm."""
    spans: list[tuple[DateMention, DateMention]] = field(default_factory=list)
    """Pairs of dates, from and to."""
    singles: list[int] = field(default_factory=list)
    """Tokens of what a list of counts names as one more: `clerk` in "6 drivers, 3 loaders and a clerk"."""
    rate_heads: dict[str, int] = field(default_factory=dict)
    """By period: the token of what is done that often, `drills` in "monthly drills"."""
    rates: frozenset[str] = frozenset()
    """Periods per which the line means something: `week` for "a week", "weekly"."""
    intervals: frozenset[str] = frozenset()
    """How often, where a phrase says it: `fortnight` for "every two weeks"; `intervals.txt` names them."""
    current: bool = False
    """Whether a period runs to the present."""


def as_count(date: DateMention) -> Quantity:
    """A year read as a plain figure: `2000` may be either."""
    return Quantity(date.text, float(date.year), COUNT, date.first, date.last)


def without_period(quantity: Quantity) -> Quantity:
    """The same figure with no period."""
    return replace(quantity, period="")
