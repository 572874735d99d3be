"""What a line counts: numbers with unit, currency, period, comparison and what they measure, and changes between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from resume.grounding.lists import read_rows, read_sections
from resume.grounding.measures import currency_words, periods, units, values
from resume.grounding.mentions import DateMention, find_date, month_numbers, runs_on
from resume.grounding.reading import Reading, Token, generic_words, light_words

COUNT = "count"
PERCENT = "percent"
RATIO = "ratio"
MONTHS = "months"
TIME = "time"
POINTS = "points"

_MOST_IN = 10
"""The largest group of "four in five": beyond it, `in` is a preposition of place."""

_COMPOUND = frozenset((("year", "month"), ("hour", "minute"), ("minute", "second")))
"""Units of which the smaller one goes on where the larger ends."""

_PEOPLE_WORDS = frozenset(("people", "persons", "members", "individuals"))
"""Words that count heads, though they add nothing to a line."""

_LABELS = frozenset(("year", "level", "band", "grade", "stage", "phase", "tier"))
"""Words whose number is a name, not a count: `Year 8 students`."""

_MAX_HEAD = 4
"""Words that may name what is counted: "four third-year student nurses" has that many."""


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
    beside_self: bool = False
    """Whether it counts others beside the candidate ("5 other engineers")."""
    is_each: bool = False
    """Whether it stands for each of something: "3 sites with 12 staff each"."""
    of: tuple[int, ...] = ()
    """The token of what it is the size of: `classes` in "2 classes of 40", `team` in "a team of 9 nurses"."""
    lead: str = ""
    """`from` or `to` where it stands right before: the beginning or the end of a change."""
    exact: bool = True
    """Whether it may be a figure rounded to its last digit: fractions in words are."""
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
    current: bool = False
    """Whether a period runs to the present."""


def read_quantities(reading: Reading) -> Ledger:
    """Find all figures of a line, and mark their tokens as used."""
    ledger = Ledger()
    tokens = reading.tokens
    at = 0
    while at < len(tokens):
        if not _may_begin(tokens[at]):
            at += 1
            continue
        date = find_date(tokens, at)
        if date is not None:
            ledger.dates.append(date)
            _use(tokens, date.first, date.last)
            at = date.last + 1
            continue
        found = _quantity_at(reading, at)
        if found is None:
            at += 1
            continue
        _use(tokens, found.first, found.last)
        ledger.quantities.append(found)
        at = found.last + 1
    _join_compound(ledger)
    for quantity in ledger.quantities:
        _find_surroundings(reading, quantity)
    _pass_on_years(reading, ledger)
    _find_changes(reading, ledger)
    _pass_on_sizes(reading, ledger)
    _find_wholes(reading, ledger)
    ledger.current = runs_on(tokens)
    return ledger


def _may_begin(token: Token) -> bool:
    return token.kind in ("number", "money") or token.low in _openers()


@cache
def _openers() -> frozenset[str]:
    tables = ("ones", "tens", "scales", "fractions", "multiples", "halvings")
    words = {line.split()[0] for name in tables for line in read_sections("numbers.txt")[name]}
    words -= {"k", "m", "b", "mm", "mio", "mn"}
    return frozenset(words | {"a", "an", "first", "another"} | set(currency_words()) | set(month_numbers()))


def _use(tokens: Sequence[Token], first: int, last: int) -> None:
    for token in tokens[first : last + 1]:
        token.used = True


@dataclass(slots=True)
class _Figure:
    value: float
    last: int
    digits: int = 0
    fraction: bool = False


@dataclass(slots=True)
class _Measure:
    unit: str
    dimension: str
    size: float
    last: int


def _quantity_at(reading: Reading, at: int) -> Quantity | None:
    tokens = reading.tokens
    special = _ratio_at(tokens, at) or _share_at(tokens, at)
    if special is not None:
        return special
    first, currency = at, ""
    if tokens[at].kind == "money" or (tokens[at].low in currency_words() and tokens[at].text[:1].isupper()):
        currency = currency_words().get(tokens[at].low, tokens[at].text)
        at += 1
    if at >= len(tokens):
        return None
    if tokens[at].low in ("a", "an", "another", "first"):
        figure = _one_scale(tokens, at)
        if figure is None:
            return _one_unit(tokens, at) if not currency else None
    else:
        figure = _figure_at(tokens, at)
    if figure is None:
        return None
    measure = _money_after(tokens, figure, currency) if currency else _measure_after(tokens, figure)
    if figure.fraction and measure.dimension == COUNT:
        return None
    if _is_bare_one(tokens, first, measure.last, measure.dimension != COUNT):
        return None
    if measure.unit in ("week", "month") and figure.value == 2 and first and tokens[first - 1].low == "every":
        return None  # a phrase of `others.txt`
    return _quantity(reading, first, figure, measure)


def _quantity(reading: Reading, first: int, figure: _Figure, measure: _Measure) -> Quantity:
    last, value = measure.last, figure.value * measure.size
    half = _and_a_half(reading.tokens, last) if measure.dimension in (MONTHS, TIME) else 0
    if half:
        last, value = half, value + measure.size / 2
    quantity = Quantity(_words(reading, first, last), value, measure.dimension, first, last)
    quantity.unit, quantity.digits = measure.unit, figure.digits
    quantity.step = measure.size * 10.0**-figure.digits
    return quantity


def _measure_after(tokens: Sequence[Token], figure: _Figure) -> _Measure:
    """What a figure is of: a unit, a currency behind it, or a plain count."""
    unit, dimension, size, last = _unit_after(tokens, figure.last)
    if unit == "year" and last + 1 < len(tokens) and _says_age(tokens, last):
        return _Measure("", COUNT, 1.0, last + 1)
    if dimension == RATIO and _is_frequency(tokens, last):
        return _Measure("", COUNT, 1.0, figure.last)
    if unit:
        return _Measure(unit, dimension, size, last)
    currency, last = _currency_after(tokens, last)
    return _Measure("", currency or dimension, 1.0, last)


def _money_after(tokens: Sequence[Token], figure: _Figure, currency: str) -> _Measure:
    """`$12M (CAD)`: the code behind says which dollars."""
    named, last = _currency_after(tokens, figure.last)
    if named and currency == "USD":
        return _Measure("", named, 1.0, last)
    return _Measure("", currency, 1.0, figure.last)


def _words(reading: Reading, first: int, last: int) -> str:
    return reading.text[reading.tokens[first].start : reading.tokens[last].end]


def _small_number(low: str) -> bool:
    return low.isdigit() or low in values("ones")


def _says_age(tokens: Sequence[Token], last: int) -> bool:
    """`17 years old`, `6-year-old`, `17 years of age`."""
    following = [token.low for token in tokens[last + 1 : last + 3]]
    return following[0] in ("old", "olds") or following in (["-", "old"], ["-", "olds"], ["of", "age"])


def _is_bare_one(tokens: Sequence[Token], first: int, last: int, measured: bool) -> bool:
    """`one` alone is a pronoun more often than a count."""
    if tokens[first].low != "one" or first != last or measured:
        return False
    following = [token.low for token in tokens[last + 1 : last + 4]]
    return (
        following[:1] not in (["of"], ["in"])
        or len(following) < 2
        or any(_small_number(token) for token in following[1:2])
    )


def _one_scale(tokens: Sequence[Token], at: int) -> _Figure | None:
    """`a dozen`, `a hundred`, `a million`."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if tokens[at].low == "a" and following in ("hundred", "thousand", "million", "billion", "dozen"):
        return _Figure(values("scales")[following], at + 1)
    return None


def _one_unit(tokens: Sequence[Token], at: int) -> Quantity | None:
    """`a year and a half`, `its first month`, `half a dozen` is elsewhere; `a week` alone is a period, not a quantity."""
    if at + 1 >= len(tokens) or tokens[at + 1].low not in units():
        return None
    unit, dimension, size = units()[tokens[at + 1].low]
    if dimension not in (MONTHS, TIME):
        return None
    half = _and_a_half(tokens, at + 1)
    if unit in ("decade", "century") and not half:
        return Quantity(f"a {tokens[at + 1].text}", size, dimension, at, at + 1, unit=unit, step=size)
    if at and tokens[at].low in ("a", "an") and tokens[at - 1].low in ("within", "under") and not half:
        return Quantity(f"a {tokens[at + 1].text}", size, dimension, at, at + 1, unit=unit, step=size)
    if half:
        return Quantity("a year and a half", size * 1.5, dimension, at, half, unit=unit, step=size / 2)
    owned = at > 0 and tokens[at - 1].low in ("its", "the", "my", "their", "our")
    if owned and tokens[at].low == "first" and len(tokens[at + 1].low) > 2 and unit not in ("second", "minute"):
        return Quantity(f"first {tokens[at + 1].text}", size, dimension, at + 1, at + 1, unit=unit, step=size)
    return None


def _and_a_half(tokens: Sequence[Token], last: int) -> int:
    if [token.low for token in tokens[last + 1 : last + 4]] == ["and", "a", "half"]:
        return last + 3
    return 0


def _figure_at(tokens: Sequence[Token], at: int) -> _Figure | None:
    token = tokens[at]
    if token.kind == "number":
        return _digits_at(tokens, at)
    return _number_words_at(tokens, at)


def _digits_at(tokens: Sequence[Token], at: int) -> _Figure:
    token = tokens[at]
    value, digits = _plain_value(token.text)
    last = at
    scale = values("scales").get(token.suffix.lower()) if token.suffix else None
    if token.suffix.lower() == "m" and token.suffix == "m" and not _looks_like_money(tokens, at):
        scale = None
    if scale:
        return _Figure(value * scale, last, 0)
    if not token.suffix and last + 1 < len(tokens):
        following = tokens[last + 1]
        if (
            following.text == "/"
            and last + 2 < len(tokens)
            and tokens[last + 2].text in "23458"
            and token.text in "123457"
        ):
            return _Figure(value / float(tokens[last + 2].text), last + 2, 2, fraction=True)
        scale = values("scales").get(following.low)
        if scale and (
            following.low not in ("m", "b", "mm") or following.text in ("M", "B") or _looks_like_money(tokens, at)
        ):
            return _Figure(value * scale, last + 1, 0)
    return _Figure(value, last, digits)


def _looks_like_money(tokens: Sequence[Token], at: int) -> bool:
    return bool(at) and (tokens[at - 1].kind == "money" or tokens[at - 1].low in currency_words())


def _plain_value(text: str) -> tuple[float, int]:
    """A figure's value and its decimal places: three digits behind a mark are thousands."""
    grouped = re.sub(r"(?<=\d)[.,' ](?=\d{3}(?:\D|$))", "", text) if not text.startswith("0") else text
    plain = grouped.replace(",", ".")
    return float(plain), len(plain.partition(".")[2])


def _number_words_at(tokens: Sequence[Token], at: int) -> _Figure | None:
    """`twenty-four`, `two hundred and fifty`, `four and a half`, `half a dozen`, `half a million`."""
    ones, tens, scales = values("ones"), values("tens"), values("scales")
    words = [token.low for token in tokens[at : at + 12]]
    if words[0] == "half" and len(words) > 2 and words[1] in ("a", "an"):
        if words[2] in scales:
            return _Figure(scales[words[2]] / 2, at + 2)
        if words[2] in units():
            return _Figure(0.5, at + 1, 1)
        return None
    total, current, index, found = 0.0, 0.0, 0, False
    while index < len(words):
        word = words[index]
        if word in ones or word in tens:
            current += ones.get(word, 0) + tens.get(word, 0)
            found = True
        elif word in scales and found and len(word) > 2:
            if scales[word] == 100:
                current *= 100
            else:
                total, current = total + (current or 1) * scales[word], 0.0
        elif found and word in ("-", "and") and index + 1 < len(words) and _goes_on(words, index):
            pass
        else:
            break
        index += 1
    if not found:
        return None
    value, last = total + current, at + index - 1
    if words[index : index + 3] == ["and", "a", "half"]:
        return _Figure(value + 0.5, last + 3, 1)
    return _Figure(value, last)


def _goes_on(words: Sequence[str], index: int) -> bool:
    """Whether a number in words goes on behind `-` or `and`."""
    following, ones, tens = words[index + 1], values("ones"), values("tens")
    before = words[index - 1]
    if words[index] == "-":
        return before in tens and following in ones
    return before in ("hundred", "thousand", "million") and (following in ones or following in tens)


def _behind_plus(tokens: Sequence[Token], at: int) -> int:
    """The unit of `12+ years` stands behind the mark."""
    is_plus = at + 1 < len(tokens) and tokens[at].text == "+"
    return at + 1 if is_plus and tokens[at + 1].low in ("year", "years", "months", "hours") else at


def _paired_unit(low: str, following: str) -> str:
    """The spelling in the table of units for one written as two words: `square metres`, `° C`, `business days`."""
    if low in ("square", "cubic") and f"{low}-{following}" in units():
        return f"{low}-{following}"
    if low == "°" and following in ("c", "f"):
        return f"°{following}"
    return following if low in ("business", "working", "calendar") and following in ("day", "days", "hours") else ""


def _unit_after(tokens: Sequence[Token], last: int) -> tuple[str, str, float, int]:
    token = tokens[last]
    if token.suffix and token.suffix.lower() in units() and token.suffix.lower() not in ("k",):
        if token.suffix != "M":
            unit, dimension, size = units()[token.suffix.lower()]
            return unit, dimension, size, last
        return "", COUNT, 1.0, last
    at = _behind_plus(tokens, last + 1)
    if at < len(tokens) and tokens[at].text in "-–" and at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end:
        at += 1
    if at >= len(tokens):
        return "", COUNT, 1.0, last
    low = tokens[at].low
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if low == "percentage" and following in ("point", "points"):
        return "pp", POINTS, 1.0, at + 1
    if low == "per" and following == "cent":
        return "percent", PERCENT, 1.0, at + 1
    paired = _paired_unit(low, following)
    if paired:
        return (*units()[paired], at + 1)
    if low == "×" or (low == "x" and tokens[at].start == tokens[last].end):
        return "times", RATIO, 1.0, at
    if low in units() and not (
        tokens[at].kind == "word" and len(low) == 1 and tokens[at].text.isupper() and low not in "vwa"
    ):
        if low in ("second", "bar", "quarter", "in") and at == last + 1 and tokens[last].low not in ("one", "1"):
            return "", COUNT, 1.0, last
        is_label = low == "year" and tokens[at].text[0].isupper() and following.isdigit()
        if is_label or low in {"a", "x"} or (low == "s" and tokens[at - 1].text == "'"):
            return "", COUNT, 1.0, last
        return (*units()[low], at)
    return "", COUNT, 1.0, last


def _currency_after(tokens: Sequence[Token], last: int) -> tuple[str, int]:
    at = last + 1
    if tokens[last].suffix and tokens[last].suffix.lower() in currency_words():
        return currency_words()[tokens[last].suffix.lower()], last
    if at + 1 < len(tokens) and tokens[at].text == "(":
        at += 1
    clear = at < len(tokens) and (len(tokens[at].text) > 2 or tokens[at].kind == "money" or tokens[at].text == "zł")
    if clear and tokens[at].low in currency_words():
        return currency_words()[tokens[at].low], at
    return "", last


def _is_frequency(tokens: Sequence[Token], last: int) -> bool:
    """`three times a week` counts; `three times the output` multiplies."""
    following = [token.low for token in tokens[last + 1 : last + 3]]
    return bool(following) and (
        following[0] in ("per", "each", "every", "daily", "weekly", "monthly")
        or (following[0] == "a" and following[-1] in periods())
    )


def _ratio_at(tokens: Sequence[Token], at: int) -> Quantity | None:
    low = tokens[at].low
    if low in values("halvings"):
        return Quantity(tokens[at].text, 50.0, PERCENT, at, at, change="down", exact=False)
    if low in values("multiples") and tokens[at].kind == "word":
        following = tokens[at + 1].low if at + 1 < len(tokens) else ""
        if (following == "-" and low != "twice") or (
            low in ("double", "triple", "treble") and following not in ("the", "our", "their", "its")
        ):
            return None
        if low == "twice" and following in ("a", "per", "each", "every", "weekly", "daily", "monthly", "yearly", "-"):
            return Quantity(tokens[at].text, 2.0, COUNT, at, at)
        return Quantity(tokens[at].text, values("multiples")[low], RATIO, at, at, change="up", exact=False)
    if low == "half" and [token.low for token in tokens[at : at + 4]] in (
        ["half", "as", "many", "again"],
        ["half", "as", "much", "again"],
    ):
        return Quantity("half as many again", 50.0, PERCENT, at, at + 3, change="up", exact=False)
    return None


def _share_at(tokens: Sequence[Token], at: int) -> Quantity | None:
    """`a third`, `two thirds`, `by half`, `four in five`, `1 in 4`."""
    fractions, ones = values("fractions"), values("ones")
    part = _of_a_century(tokens, at)
    if part is not None:
        return part
    low = tokens[at].low
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if low == "half" and following not in ("a", "an", "-", "day", "term", "marathon"):
        return _share(tokens, at, at, 0.5)
    if low in ("a", "one") and following in fractions and _is_part(tokens, at + 1):
        return _share(tokens, at, at + 1, fractions[following])
    step = 2 if following == "-" else 1
    named = tokens[at + step].low if at + step < len(tokens) else ""
    if (low in ones and ones[low] > 1 and named.endswith("s") and named in fractions and named != "quarters") or (
        low == "three" and named == "quarters"
    ):
        return _share(tokens, at, at + step, ones[low] * fractions[named])
    if following == "in" and at + 2 < len(tokens):
        top, bottom = _small(tokens[at]), _small(tokens[at + 2])
        timed = at + 3 < len(tokens) and tokens[at + 3].low in units()
        if top and bottom and top < bottom <= _MOST_IN and not timed:
            return _share(tokens, at, at + 2, top / bottom)
    if low.isdigit() and following == "/" and at + 2 < len(tokens) and tokens[at].kind == "number":
        bottom = _small(tokens[at + 2])
        top = _small(tokens[at])
        if top and bottom and top < bottom <= 5 and not (at + 3 < len(tokens) and tokens[at + 3].text == "/"):
            return _share(tokens, at, at + 2, top / bottom)
    return None


def _of_a_century(tokens: Sequence[Token], at: int) -> Quantity | None:
    """`a quarter of a century`, `half a decade`."""
    words = [token.low for token in tokens[at : at + 5]]
    if words == ["a", "quarter", "of", "a", "century"]:
        return Quantity("a quarter of a century", 300.0, MONTHS, at, at + 4, unit="year", step=12.0)
    if words[:3] == ["half", "a", "decade"]:
        return Quantity("half a decade", 60.0, MONTHS, at, at + 2, unit="year", step=12.0)
    return None


def _is_part(tokens: Sequence[Token], at: int) -> bool:
    """Whether `third`, `quarter`… is a part, not an ordinal or three months."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.kind == "mark":
        return tokens[at].low != "quarter" or (at > 1 and tokens[at - 2].low == "by")
    if tokens[at].low == "quarter":
        return following.low in ("of", "more", "fewer", "less") or (at > 1 and tokens[at - 2].low == "by")
    return following.low in light_words("en") or following.low in ("more", "fewer", "less", "higher", "lower")


def _small(token: Token) -> int:
    if token.text.isdigit() and len(token.text) <= 2:
        return int(token.text)
    return int(values("ones").get(token.low, 0))


def _share(tokens: Sequence[Token], first: int, last: int, share: float) -> Quantity:
    text = " ".join(token.text for token in tokens[first : last + 1])
    return Quantity(text, round(share * 100, 4), PERCENT, first, last, exact=False)


def _join_compound(ledger: Ledger) -> None:
    """`4 years 3 months`, `4 yrs, 3 mos` and `3 h 40 min` are one length of time."""
    joined: list[Quantity] = []
    for quantity in ledger.quantities:
        before = joined[-1] if joined else None
        if before is not None and (before.unit, quantity.unit) in _COMPOUND and quantity.first - before.last <= 2:
            before.value += quantity.value
            before.last, before.text = quantity.last, f"{before.text} {quantity.text}"
            before.unit, before.step = quantity.unit, quantity.step
        else:
            joined.append(quantity)
    ledger.quantities[:] = joined


_COMPARISONS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("just", "over"), ">~"),
    (("well", "over"), ">"),
    (("more", "than"), ">"),
    (("greater", "than"), ">"),
    (("no", "fewer", "than"), ">="),
    (("no", "less", "than"), ">="),
    (("no", "more", "than"), "<="),
    (("not", "more", "than"), "<="),
    (("fewer", "than"), "<"),
    (("less", "than"), "<"),
    (("just", "under"), "-"),
    (("at", "least"), ">="),
    (("at", "most"), "<="),
    (("up", "to"), "<="),
    (("as", "many", "as"), "<="),
    (("a", "maximum", "of"), "<="),
    (("a", "minimum", "of"), ">="),
    (("close", "to"), "~"),
    (("over",), "+?"),
    (("above",), ">"),
    (("exceeding",), ">"),
    (("under",), "<"),
    (("below",), "<"),
    (("nearly",), "-"),
    (("almost",), "-"),
    (("about",), "~"),
    (("around",), "~"),
    (("approximately",), "~"),
    (("approx",), "~"),
    (("roughly",), "~"),
    (("circa",), "~"),
    (("some",), "~"),
    (("c",), "~"),
    (("~",), "~"),
    (("≈",), "~"),
    ((">",), ">"),
    (("<",), "<"),
    (("≥",), ">="),
    (("≤",), "<="),
)


def _pass_on_years(reading: Reading, ledger: Ledger) -> None:
    """`three years in publishing and almost four in travel`: the second figure counts years too."""
    tokens = reading.tokens
    for before, quantity in pairwise(ledger.quantities):
        following = tokens[quantity.last + 1].low if quantity.last + 1 < len(tokens) else ""
        lead = tokens[quantity.first - 1].low
        goes_on = following in ("more", "in", "at", "as", "with") and (quantity.comparison or lead == "and")
        if before.unit == "year" and quantity.dimension == COUNT and goes_on:
            quantity.dimension, quantity.unit, quantity.after = MONTHS, "year", ()
            quantity.value *= before.step
            quantity.step = before.step


def _find_surroundings(reading: Reading, quantity: Quantity) -> None:
    tokens = reading.tokens
    quantity.comparison = _comparison_before(tokens, quantity.first)
    last = quantity.last
    if last + 1 < len(tokens) and tokens[last + 1].text == "+" and not quantity.comparison:
        quantity.comparison = ">="
        tokens[last + 1].used = True
    if not quantity.comparison and any(token.text == "+" for token in tokens[quantity.first : last]):
        quantity.comparison = ">="
    begin = quantity.first - 1
    while begin >= 0 and tokens[begin].used and tokens[begin].kind == "word":
        begin -= 1
    quantity.by = begin >= 0 and tokens[begin].low == "by"
    following = tokens[last + 1].low if last + 1 < len(tokens) else ""
    if quantity.dimension == PERCENT and following in ("more", "higher", "fewer", "less", "lower", "cheaper"):
        quantity.change = "up" if following in ("more", "higher") else "down"
    if [token.low for token in tokens[last + 1 : last + 3]] == ["-", "strong"]:
        tokens[last + 2].used = True
    quantity.lead = _lead_in(tokens, quantity)
    quantity.is_each = any(token.low in ("each", "apiece") for token in tokens[last + 1 : last + 4])
    quantity.of = _size_of(tokens, quantity)
    quantity.beside_self = following in ("other", "others", "fellow", "colleagues", "peers")
    quantity.period = _period_after(reading, last, quantity.dimension)
    quantity.after = tuple(_head_after(reading, quantity))
    quantity.before = tuple(_head_before(reading, quantity))
    if quantity.first and quantity.dimension == COUNT and tokens[quantity.first - 1].low in _LABELS:
        quantity.after, quantity.of, quantity.before = (), (quantity.first - 1,), (quantity.first - 1,)


def _size_of(tokens: Sequence[Token], quantity: Quantity) -> tuple[int, ...]:
    """The word whose size a figure gives: `a team of 9`, `classes of up to 40`."""
    begin = quantity.first - 1
    while begin > 0 and tokens[begin].used and tokens[begin].kind == "word":
        begin -= 1
    if begin > 0 and tokens[begin].low == "of" and tokens[begin - 1].kind == "word":
        return (begin - 1,)
    return ()


def _comparison_before(tokens: Sequence[Token], first: int) -> str:
    for words, sign in _COMPARISONS:
        begin = first - len(words)
        if begin >= 0 and all(tokens[begin + k].low == word for k, word in enumerate(words)):
            for k in range(len(words)):
                tokens[begin + k].used = True
            return sign
    return ""


def _period_after(reading: Reading, last: int, dimension: str) -> str:
    """Per what a figure is meant: the nearest "a week", "per month", "daily" behind it and before the next figure."""
    tokens, known = reading.tokens, periods()
    for at in range(last + 1, min(len(tokens), last + 8)):
        token = tokens[at]
        if (
            token.kind in ("number", "money")
            or token.text in ";:.()"
            or token.low in ("from", "by", "over", "in", "with", "and", "who", "that")
        ):
            return ""
        if token.low in known and token.low not in ("head", "unit", "season", "summer", "winter"):
            before = tokens[at - 1].low
            if at > 1 and tokens[at - 2].low in ("within", "in", "under"):
                return ""
            if (
                token.low in ("p.a", "pa")
                or before in ("a", "an", "per", "each", "every", "/")
                or token.low.endswith("ly")
                or token.low in ("annum", "apiece")
                or (token.low == "each" and not (at + 1 < len(tokens) and tokens[at + 1].low in known))
            ):
                return known[token.low]
        if token.text == "," and at > last + 1:
            return ""
    return ""


def _head_after(reading: Reading, quantity: Quantity) -> list[int]:
    tokens, light, known_periods = reading.tokens, light_words("en"), periods()
    found: list[int] = []
    people: list[int] = []
    at = quantity.last + 1
    if at < len(tokens) and tokens[at].text == "-":
        at += 1
    if at < len(tokens) and (tokens[at].low == "of" or (tokens[at].low == "in" and quantity.dimension == PERCENT)):
        if quantity.dimension == COUNT:
            return []
        at += 1
    while at < len(tokens) and len(found) < _MAX_HEAD:
        token = tokens[at]
        if token.kind in ("number", "money") or (token.kind == "mark" and token.text not in "-/&'"):
            break
        if token.kind == "word":
            if (
                token.low
                in ("the", "our", "its", "their", "my", "a", "an", "other", "different", "more", "new", "further")
                and not found
            ):
                if token.low in ("a", "an") and at + 1 < len(tokens) and tokens[at + 1].low in known_periods:
                    break
                at += 1
                continue
            joins = token.low in ("and", "or") and found and all(tokens[one].text[0].isupper() for one in found)
            if joins or token.low in generic_words():
                people += [at] * (token.low in _PEOPLE_WORDS)
                at += 1
                continue
            if (
                token.low in light
                or (token.low in known_periods and tokens[at - 1].low in ("per", "each", "every"))
                or token.used
            ):
                break
            if token.low == "per" or (token.low.endswith("ing") and found):
                break
            found.append(at)
        at += 1
    return found or people[:1]


def _head_before(reading: Reading, quantity: Quantity) -> list[int]:
    tokens, light = reading.tokens, light_words("en")
    segment = reading.segment_of[quantity.first]
    found: list[int] = []
    for at in range(quantity.first - 1, -1, -1):
        if reading.segment_of[at] != segment:
            break
        token = tokens[at]
        if token.kind == "word" and token.low not in light and token.low not in periods() and not token.used:
            if token.low in generic_words():
                continue
            found.append(at)
            if len(found) == _MAX_HEAD:
                break
    return found


def _find_changes(reading: Reading, ledger: Ledger) -> None:
    """`from 50 to 20`, `to 20 from 50`; units, currencies and periods that one side leaves out are the other's."""
    quantities, tokens = ledger.quantities, reading.tokens
    for index in range(len(quantities) - 1):
        first, second = quantities[index], quantities[index + 1]
        between = [token.low for token in tokens[first.last + 1 : second.first]]
        lead = _lead_in(tokens, first)
        was = {"was", "were", "previously", "formerly"} & set(between) and {",", "("} & set(between)
        if was or between[-2:] in (["up", "from"], ["down", "from"]):
            _share_units(second, first)
            ledger.changes.append((index + 1, index))
        elif (lead == "from" and "to" in between) or (
            _was_once(tokens, first) and set(between) <= _THEN_NOW | {second.unit, first.unit}
        ):
            _share_units(first, second)
            ledger.changes.append((index, index + 1))
        elif lead == "to" and "from" in between:
            _share_units(second, first)
            ledger.changes.append((index + 1, index))
        elif between in (["to"], ["-"], ["–"], ["→"], ["down", "to"], ["up", "to"], ["or"]):
            _share_units(first, second)
            if between != ["or"] and between not in (["-"], ["–"]) and (lead or between == ["→"] or len(between) == 2):
                ledger.changes.append((index, index + 1))
            else:
                ledger.ranges.append((index, index + 1))
        elif between[-2:] == ["instead", "of"] and len(between) <= 4:
            _share_units(first, second)
            ledger.changes.append((index + 1, index))
        elif {"against", "versus", "vs", "compared"} & set(between) and first.dimension not in (MONTHS, TIME):
            _share_units(first, second)


_THEN_NOW = frozenset(
    (
        "and",
        "but",
        "now",
        "takes",
        "it",
        "take",
        "is",
        "are",
        ",",
        "business",
        "working",
        "day",
        "days",
        "hours",
        "weeks",
    )
)
"""Words that may stand between what used to be and what is now."""


def _was_once(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """`used to take 11 days and takes 6`."""
    before = [token.low for token in tokens[max(0, quantity.first - 4) : quantity.first]]
    return "used" in before and "to" in before


def _find_wholes(reading: Reading, ledger: Ledger) -> None:
    """A figure, and those in the brackets or behind the `of which` that take it apart."""
    tokens = reading.tokens
    for first, whole in enumerate(ledger.quantities):
        for second in range(first + 1, len(ledger.quantities)):
            between = [token.low for token in tokens[whole.last + 1 : ledger.quantities[second].first]]
            opened = "(" in between and ")" not in between
            if opened or {"including", "whom"} & set(between) or ("of" in between and "which" in between):
                ledger.wholes.append((first, second))


def _pass_on_sizes(reading: Reading, ledger: Ledger) -> None:
    """`a rota of 7 vets and 11 nurses` is of both."""
    for first, second in pairwise(ledger.quantities):
        between = range(first.last + 1, second.first)
        listed = all(at in first.after or reading.tokens[at].low in ("and", ",", "&", "plus") for at in between)
        if first.of and not second.of and listed and first.dimension == second.dimension == COUNT:
            second.of = first.of


def _lead_in(tokens: Sequence[Token], quantity: Quantity) -> str:
    for at in range(quantity.first - 1, max(-1, quantity.first - 5), -1):
        if tokens[at].low in ("from", "to"):
            return tokens[at].low
        if not tokens[at].used and tokens[at].low not in ("just", "a", "an", "the", "over", "under"):
            return ""
    return ""


def _share_units(first: Quantity, second: Quantity) -> None:
    for one, other in ((first, second), (second, first)):
        if one.dimension == COUNT and other.dimension not in (COUNT, RATIO, POINTS) and not one.after:
            one.dimension, one.unit = other.dimension, other.unit
            size = _size(other)
            one.value *= size
            one.step = size * 10.0**-one.digits
        if one.dimension == other.dimension and not one.period and other.period:
            one.period = other.period
        if not one.after and other.after:
            one.after = other.after
        if not one.of and other.of:
            one.of = other.of
        if not one.before and other.before:
            one.before = other.before


def _size(quantity: Quantity) -> float:
    for unit, _, size, _ in read_rows("units.tsv"):
        if unit == quantity.unit:
            return float(size)
    return 1.0


def as_count(date: DateMention) -> Quantity:
    """A year read as a plain figure: `2000` may be either."""
    return Quantity(date.text, float(date.year), COUNT, date.first, date.last)


def without_period(quantity: Quantity) -> Quantity:
    """The same figure with no period."""
    return replace(quantity, period="")
