"""What a line counts: numbers with unit, currency, period, comparison and what they measure, and changes between them."""

import itertools
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import pairwise

from resume.grounding.language.currencies import currency_of, currency_words, is_code
from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import read_sections, words_under
from resume.grounding.language.measures import units, values
from resume.grounding.language.mentions import DateMention, find_date, month_numbers, quarter_words, runs_on
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token
from resume.grounding.measuring.changes import find_changes
from resume.grounding.measuring.clocks import CLOCK_WORDS, clock_at
from resume.grounding.measuring.differences import sign_words
from resume.grounding.measuring.ellipses import (
    find_shared_sizes,
    pass_on_heads,
    pass_on_periods,
    pass_on_sizes,
    pass_on_times,
    pass_on_units,
    pass_on_years,
)
from resume.grounding.measuring.heads import find_singles
from resume.grounding.measuring.intervals import counted_interval, find_rate_heads, interval_at, interval_openings
from resume.grounding.measuring.ledger import COUNT, MONTHS, TIME, Ledger, Quantity
from resume.grounding.measuring.numerals import ROMANS, Figure, figure_at, is_small_number, one_scale, roman_at
from resume.grounding.measuring.quantifiers import first_words_of_quantifiers, quantifier_at
from resume.grounding.measuring.rates import periods_named
from resume.grounding.measuring.shares import ratio_at, rest_at, share_at, share_in_digits
from resume.grounding.measuring.surroundings import find_surroundings
from resume.grounding.measuring.units import Measure, join_compound, measure_after, money_after
from resume.grounding.measuring.wholes import find_wholes

__all__ = ["COUNT", "Ledger", "Quantity", "read_quantities"]


def read_quantities(reading: Reading) -> Ledger:
    """Find all figures of a line, and mark their tokens as used."""
    ledger = Ledger()
    taken = _find_figures(reading, ledger)
    _put_together(reading, ledger)
    _use_aims(reading)
    ledger.rates = periods_named(reading, taken) | ledger.intervals
    if ledger.dates:
        ledger.spans = _find_spans(reading.tokens, ledger.dates)
    ledger.current = runs_on(reading)
    return ledger


def _find_figures(reading: Reading, ledger: Ledger) -> AbstractSet[int]:
    """Fill in the figures, dates and intervals of a line; the tokens of its intervals are returned."""
    tokens, openings, beginnings = reading.tokens, interval_openings(), _beginnings()
    taken: set[int] = set()
    behind = 0
    for at, token in enumerate(tokens):
        if token.low not in beginnings and token.kind in _WORDS:
            continue
        if at < behind or (token.kind in _WORDS and (_is_bare_article(tokens, at) or _is_in_name(tokens, at))):
            continue
        if token.low in _BEFORE_INTERVAL and (counted := counted_interval(tokens, at)):
            ledger.intervals |= {counted}
        named = interval_at(tokens, at) if token.low in openings else None
        if named is None:
            behind = _take_figure(reading, ledger, at) + 1
            continue
        ledger.intervals |= {named[0]}
        taken.update(range(at, named[1] + 1))
        if named[1] > at and token.low != "once":  # "once a fortnight" says it with the noun itself
            _use(tokens, at, named[1])
        behind = named[1] + 1
    return taken


def _take_figure(reading: Reading, ledger: Ledger, at: int) -> int:
    """Note the figure or date that begins at a token, if one does, and tell its last token."""
    tokens = reading.tokens
    token = tokens[at]
    if token.low in _ONE and (not at or tokens[at - 1].low != "from") and (last := _one_to_one(reading, at)):
        tokens[last].used = tokens[last].low == "1s"  # "1:1s"
        return last
    roman = roman_at(tokens, at) if token.text in ROMANS else 0.0
    if roman:
        ledger.quantities.append(Quantity(token.text, roman, COUNT, at, at, label=True))
        _use(tokens, at, at)
    if roman or (token.kind in _WORDS and token.low not in _openers()):
        return at
    date = find_date(tokens, at)
    if date is not None:
        ledger.dates.append(date)
        _use(tokens, date.first, date.last)
        return date.last
    found = _quantity_at(reading, at)
    if found is None:
        return at
    if not found.soft:
        _use(tokens, found.first, found.last)
    ledger.quantities.append(found)
    return found.last


def _one_to_one(reading: Reading, at: int) -> int:
    """The last token of `one to one`, `1-on-1`, `1:1`, which say how somebody is taught and count nothing; 0 for others."""
    words: list[str] = []
    for index in range(at + 1, min(at + _LONGEST_PAIRING, len(reading.tokens))):
        low = reading.tokens[index].low
        if low in _ONES:
            return index if words in _PAIRING and not (words == [":"] and "ratio" in reading.lows) else 0
        if low != "-":
            words.append(low)
    return 0


_ONE = frozenset(("one", "1"))
_ONES = _ONE | {"ones", "1s"}
_PAIRING = (["to"], ["on"], [":"])
"""What joins the two ones of a lesson, a talk or care with nobody else there."""

_LONGEST_PAIRING = 5
"""Tokens of "one-to-one"."""


def _is_in_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number word is part of a name: `Auberge des Trois Marmites`; not where all words of a line have capitals."""
    if not tokens[at].text.istitle() or not 0 < at < len(tokens) - 1 or tokens[at].low not in values("ones"):
        return False
    before, behind = tokens[at - 1], tokens[at + 1]
    if before.kind != "word" or behind.kind != "word" or not behind.text[0].isupper() or behind.used:
        return False
    return any(one.kind == "word" and one.text.islower() and len(one.text) > _LONGEST_SMALL for one in tokens)


_LONGEST_SMALL = 4
"""Letters of the words that stay small where all others of a line have capitals: "with", "from"."""

_BEFORE_INTERVAL = frozenset(("every", "at"))
"""Words with which an interval begins whose length is a figure."""

_WORDS = frozenset(("word", "mark"))
"""Kinds of tokens that begin a figure only where a list has them."""


def _put_together(reading: Reading, ledger: Ledger) -> None:
    """Say of each figure what stands around it, and how they belong together."""
    find_rate_heads(reading, ledger)
    if not ledger.quantities:
        return
    if len(ledger.quantities) > 1:
        join_compound(reading, ledger)
    ended = -1
    for quantity in ledger.quantities:
        find_surroundings(reading, quantity, ended)
        ended = quantity.last
    if len(ledger.quantities) > 1:
        _join_figures(reading, ledger)
    find_singles(reading.tokens, ledger)


def _join_figures(reading: Reading, ledger: Ledger) -> None:
    """Say of figures what they have from one another, and which are the ends of a change, or parts of a whole."""
    pass_on_years(reading, ledger)
    find_changes(reading, ledger)
    labelled = [one.label for one in ledger.quantities]  # "At Tres Pinos, I cut the cost from 46 to 39"
    ledger.changes[:] = [(one, other) for one, other in ledger.changes if labelled[one] == labelled[other]]
    pass_on_times(ledger)
    pass_on_units(reading, ledger)
    pass_on_heads(reading, ledger)
    pass_on_sizes(reading, ledger)
    pass_on_periods(reading.tokens, ledger)
    find_shared_sizes(reading, ledger)
    find_wholes(reading, ledger)
    for at in {at for pair in (*ledger.ranges, *ledger.changes) for at in pair}:
        ledger.quantities[at].in_range = True


def _use_aims(reading: Reading) -> None:
    """Mark `above`, `beat`, `ahead`… before an aim as used: on which side of it something lies is for `modality` to check."""
    aims, sides = words_under("modality.txt", "aims"), sign_words()
    if reading.lows.isdisjoint(aims) or sides.keys().isdisjoint(reading.lows):
        return
    light, tokens = light_words("en"), reading.tokens
    for at, token in enumerate(tokens):
        if token.low not in sides or token.low in light:
            continue
        reach = list(itertools.takewhile(lambda one: one.low not in _PART_AIMS, tokens[at + 1 : at + 1 + _AIM_REACH]))
        aim = next((one for one in reach if one.low in aims), None)
        if aim is not None:
            token.used = True
            aim.used = aim.used or sides[token.low][0] == "order"  # "ahead of schedule" is "early"


_PART_AIMS = frozenset(("and", "but", ",", ";", "."))
"""What parts a side from an aim: "early and under budget" are two."""

_AIM_REACH = 5
"""Words between "beat" and the target: "beat the first-contact resolution target"."""


def _find_spans(tokens: Sequence[Token], dates: Sequence[DateMention]) -> list[tuple[DateMention, DateMention]]:
    """The dates that are the two ends of a time: `from March to September 2013`, `2016–2018`, `between 2009 and 2012`."""
    found: list[tuple[DateMention, DateMention]] = []
    for first, last in pairwise(dates):
        between = [token.low for token in tokens[first.last + 1 : last.first]]
        opened = first.first > 0 and tokens[first.first - 1].low == "between"
        if between in (["to"], ["-"], ["–"], ["—"], ["until"], ["till"], ["through"]) or (
            between == ["and"] and opened
        ):
            found.append((first, last))
    inside = {token.low for token in tokens[dates[0].last + 1 : dates[1].first]} if len(dates) == 2 else set()
    if not found and inside & {"to", "into"}:
        found.append((dates[0], dates[1]))
    if dates and (month := _bare_month_before(tokens, dates[0])) is not None:
        found.append((month, dates[0]))
    return found


def _bare_month_before(tokens: Sequence[Token], date: DateMention) -> DateMention | None:
    """`March to` before "September 2013": a month of the same year."""
    at = date.first - 2
    if date.month is None or at < 0 or tokens[at + 1].low not in ("to", "-", "–", "until", "and"):
        return None
    month = month_numbers().get(tokens[at].low)
    if month is None or month >= date.month:
        return None
    return DateMention(tokens[at].text, date.year, month, at, at)


def _is_bare_article(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is an article that is no part of a figure."""
    if tokens[at].low not in ("a", "an", "the"):
        return False
    return at + 1 == len(tokens) or tokens[at + 1].low not in _behind_articles()


@cache
def _beginnings() -> frozenset[str]:
    """Words with which a figure, a date or an interval may begin."""
    romans = (numeral.lower() for numeral in ROMANS)
    return frozenset((*_openers(), *interval_openings(), *_BEFORE_INTERVAL, *romans))


@cache
def _behind_articles() -> frozenset[str]:
    """Words that make a figure of the article before them: `a dozen`, `a third`, `a decade`, `the majority`."""
    tables = ("scales", "fractions", "groups")
    words = {line.split()[0] for name in tables for line in read_sections("numbers.txt")[name]}
    vague = {
        "majority",
        "bulk",
        "vast",
        "great",
        "large",
        "overwhelming",
        "greater",
        "larger",
        "better",
        "few",
        "handful",
        "minority",
    }
    return frozenset(words | set(units()) | vague | {"small", "lion's"} | words_under("figures.txt", "one whole"))


@cache
def _openers() -> frozenset[str]:
    """Words with which a figure or a date may begin; of articles, `_is_bare_article` says whether they do."""
    tables = ("ones", "tens", "scales", "fractions", "multiples", "halvings")
    words = {line.split()[0] for name in tables for line in read_sections("numbers.txt")[name]}
    words -= {"k", "m", "b", "mm", "mio", "mn"}
    return frozenset(
        words
        | CLOCK_WORDS
        | {"a", "an", "the", "first", "another", "most", "all", "factor", "every"}
        | quarter_words()
        | first_words_of_quantifiers()
        | set(currency_words())
        | set(month_numbers())
    )


def _use(tokens: Sequence[Token], first: int, last: int) -> None:
    for token in tokens[first : last + 1]:
        token.used = True


def _quantity_at(reading: Reading, at: int) -> Quantity | None:
    tokens = reading.tokens
    special = clock_at(tokens, at) or _share_at(reading, at)
    if special is not None:
        return special
    first, currency = at, ""
    if tokens[at].kind == "money":
        currency = currency_of(tokens[at].text)
        at += 1
    if at >= len(tokens):
        return None
    if tokens[at].low in ("a", "an", "the", "most", "another", "first"):
        figure = one_scale(tokens, at)
        if figure is None:
            return _one_unit(tokens, at) if not currency else None
    else:
        figure = figure_at(tokens, at)
    if figure is None:
        return None
    if not currency and figure.value >= _LEAST_SPELLED and first and is_code(tokens[first - 1]):
        first, currency = first - 1, currency_of(tokens[first - 1].text)  # "USD five million"
    measure = money_after(tokens, figure, currency, first) if currency else measure_after(tokens, figure)
    if figure.fraction and measure.dimension == COUNT:
        return None
    if _is_bare_one(tokens, first, measure.last, measure.dimension != COUNT):
        return Quantity("one", 1.0, COUNT, first, first, lone=True) if _is_one_of_many(tokens, first) else None
    found = _quantity(reading, first, figure, measure)
    found.label = _is_per_many(tokens, found)
    return found


def _share_at(reading: Reading, at: int) -> Quantity | None:
    """What is told without a plain number: a vague count, a rest, a multiple, a share."""
    tokens = reading.tokens
    if tokens[at].kind == "number":
        return share_in_digits(reading, at)
    return quantifier_at(reading, at) or rest_at(tokens, at) or ratio_at(tokens, at) or share_at(reading, at)


_LEAST_SPELLED = 100.0
"""The least sum in words that a currency's code stands before: "ALL five" may be five of them all."""


def _is_per_many(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a round number only says per how many a rate is meant: `falls per 1,000 bed days`."""
    return bool(quantity.first) and tokens[quantity.first - 1].low == "per" and quantity.value in _PER_MANY


_PER_MANY = frozenset((100.0, 1_000.0, 10_000.0, 100_000.0, 1_000_000.0))


def _quantity(reading: Reading, first: int, figure: Figure, measure: Measure) -> Quantity:
    last, value = measure.last, figure.value * measure.size
    half = _and_a_half(reading.tokens, last) if measure.dimension in (MONTHS, TIME) else 0
    if half:
        last, value = half, value + measure.size / 2
    if measure.dimension in _BELOW_ZERO and _is_negative(reading.tokens, first):
        first, value = first - 1, -value
    quantity = Quantity(_words(reading, first, last), value, measure.dimension, first, last)
    quantity.unit, quantity.digits, quantity.is_group = measure.unit, figure.digits, figure.group
    quantity.step = measure.size * 10.0**-figure.digits
    return quantity


_BELOW_ZERO = frozenset(("celsius", "fahrenheit"))
"""Dimensions whose figures may lie below nought."""


def _is_negative(tokens: Sequence[Token], first: int) -> bool:
    """Whether a minus stands before a figure: `-80 °C`, `minus 80 degrees`; in `2-8 °C` it is a dash."""
    if not first:
        return False
    before = tokens[first - 1]
    dash = before.text == "-" and before.end == tokens[first].start
    return before.low == "minus" or (dash and (first == 1 or tokens[first - 2].end < before.start))


def _words(reading: Reading, first: int, last: int) -> str:
    return reading.text[reading.tokens[first].start : reading.tokens[last].end]


def _is_one_of_many(tokens: Sequence[Token], at: int) -> bool:
    """Whether `one` stands between a preposition and a noun: `in one winter`."""
    before = tokens[at - 1].low if at else ""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    noun = following is not None and following.kind == "word" and following.low not in light_words("en")
    return noun and before in ("in", "within", "over", "across", "during", "at")


def _is_bare_one(tokens: Sequence[Token], first: int, last: int, measured: bool) -> bool:
    """`one` alone is a pronoun more often than a count."""
    if tokens[first].low != "one" or first != last or measured:
        return False
    if (
        first
        and tokens[first - 1].low in ("only", "just")
        and [one.low for one in tokens[last + 1 : last + 2]] == ["of"]
    ):
        return False  # "missed the target in only one of 16 quarters"
    following = [token.low for token in tokens[last + 1 : last + 4]]
    before = [token.low for token in tokens[max(0, first - 2) : first]]
    if (before[:1] == ["of"] and before[1:] in _OF_THEM) or (before[-1:] == [";"] and following[:1] == ["was"]):
        return False  # "2 bids, of which one was funded"
    if following[:1] == ["of"] and _names_a_member(tokens, first, following):
        return True
    return (
        following[:1] not in (["of"], ["in"])
        or len(following) < 2
        or any(is_small_number(token) for token in following[1:2])
    )


_OF_THEM = (["which"], ["whom"], ["them"])
"""Words behind `of` that point back to what `one` is one of."""


def _names_a_member(tokens: Sequence[Token], first: int, following: Sequence[str]) -> bool:
    """Whether `one of` says that something belongs to a group, and counts nothing: `every one of them`, `was one of the …`."""
    before = tokens[first - 1].low if first else ""
    behind = following[1] if len(following) > 1 else ""
    if behind in ("a", "an") and (not first or tokens[first - 1].kind == "mark"):
        return True  # "One of a four-person team"
    counted = any(is_small_number(low) for low in following[1:])
    belongs = before in words_under("figures.txt", "before a member") and behind in words_under(
        "modality.txt", "determiners"
    )
    return not counted and (before in words_under("figures.txt", "before one of them") or belongs)


def _one_unit(tokens: Sequence[Token], at: int) -> Quantity | None:
    """`a year and a half`, `its first month`, `half a dozen` is elsewhere; `a week` alone is a period, not a quantity."""
    if at + 2 < len(tokens) and tokens[at + 1].low in words_under("figures.txt", "one whole"):
        return _whole_unit(tokens, at)
    if at + 1 >= len(tokens) or tokens[at + 1].low not in units():
        return None
    unit, dimension, size = units()[tokens[at + 1].low]
    if dimension not in (MONTHS, TIME):
        return None
    half = _and_a_half(tokens, at + 1)
    behind = tokens[at + 2].low if at + 2 < len(tokens) else ""
    if unit == "day" and behind in ("before", "after") and tokens[at].low in ("a", "the"):
        text = f"{tokens[at].text} {tokens[at + 1].text}"  # "the day before arrival" is one day before it
        return Quantity(text, size, dimension, at, at + 1, unit=unit, step=size, lone=True)
    if tokens[at].low in ("a", "an") and behind in words_under("figures.txt", "sooner or later") and not half:
        return Quantity(f"a {tokens[at + 1].text}", size, dimension, at, at + 1, unit=unit, step=size)
    if unit in ("decade", "century") and not half:
        return Quantity(f"a {tokens[at + 1].text}", size, dimension, at, at + 1, unit=unit, step=size)
    bound = at > 0 and (
        tokens[at - 1].low in words_under("figures.txt", "before a length of time")
        or [one.low for one in tokens[max(0, at - 2) : at]] == ["instead", "of"]
    )
    if (
        at
        and tokens[at - 1].low == "in"
        and tokens[at].low == "a"
        and unit in _LONE_UNITS
        and behind != "of"
        and not half
    ):
        return Quantity(f"a {tokens[at + 1].text}", size, dimension, at, at + 1, unit=unit, step=size, lone=True)
    if bound and tokens[at].low in ("a", "an") and not half:
        return Quantity(f"a {tokens[at + 1].text}", size, dimension, at, at + 1, unit=unit, step=size)
    if half:
        text = f"{tokens[at].text} {tokens[at + 1].text} and a half"
        return Quantity(text, size * 1.5, dimension, at, half, unit=unit, step=size / 2)
    owned = at > 0 and tokens[at - 1].low in ("its", "the", "my", "their", "our")
    if owned and tokens[at].low == "first" and len(tokens[at + 1].low) > 2 and unit not in ("second", "minute"):
        return Quantity(f"first {tokens[at + 1].text}", size, dimension, at + 1, at + 1, unit=unit, step=size)
    return None


_LONE_UNITS = frozenset(("year", "quarter", "month", "fortnight", "week", "day"))
"""Units that `in a` makes a length of time: "fell from 18 % to 6 % in a year"."""


def _whole_unit(tokens: Sequence[Token], at: int) -> Quantity | None:
    """`within a single year`, `in a full month`."""
    unit, dimension, size = units().get(tokens[at + 2].low, ("", COUNT, 0.0))
    lasts = at > 0 and tokens[at - 1].low in words_under("figures.txt", "before a length") | {"to", "from"}
    if dimension not in (MONTHS, TIME) or not lasts or tokens[at].low not in ("a", "an"):
        return None
    return Quantity(f"a {tokens[at + 2].text}", size, dimension, at, at + 2, unit=unit, step=size)


def _and_a_half(tokens: Sequence[Token], last: int) -> int:
    if [token.low for token in tokens[last + 1 : last + 4]] == ["and", "a", "half"]:
        return last + 3
    return 0
