"""Per what a figure is meant: a period, a unit, or each of several things."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.measures import periods, units, values
from resume.grounding.language.mentions import month_numbers
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token
from resume.grounding.measuring.ledger import COUNT, MONTHS, PERCENT, POINTS, RATIO, TIME, Quantity
from resume.grounding.measuring.nouns import MAX_HEAD, ends_noun, is_hyphened, joins_modifiers
from resume.grounding.measuring.shares import BEHIND_QUARTER


def find_period(reading: Reading, quantity: Quantity, following: str) -> None:
    """Fill in per what a figure is meant, by the word `following` it and those further on."""
    if not (quantity.compound and quantity.dimension == COUNT):  # "price a 148-room hotel every day"
        quantity.period = quantity.period or period_after(reading, quantity.last, quantity.dimension)
    is_money = quantity.dimension.isupper()
    if "per" in reading.lows or is_money:
        quantity.is_each = quantity.is_each or _is_per_thing(reading.tokens, quantity)
    if quantity.is_each and not quantity.period and (is_money or (quantity.dimension == COUNT and following == "per")):
        quantity.period = "each"
    quantity.period = quantity.period or _unit_behind(reading.tokens, quantity.last)
    if is_money and not quantity.period:
        quantity.period = _period_of_noun(reading.tokens, quantity)


def _unit_behind(tokens: Sequence[Token], last: int) -> str:
    """The unit per which a figure is meant: `120 kg/ha`, `6 tonnes per hectare`; its words are marked as used."""
    if last + 2 >= len(tokens) or tokens[last + 1].low not in ("/", "per"):
        return ""
    unit, dimension, _ = units().get(tokens[last + 2].low, ("", "", 0.0))
    if not unit or dimension in (MONTHS, TIME, PERCENT, RATIO, POINTS):
        return ""
    tokens[last + 2].used = True
    return unit


def _period_of_noun(tokens: Sequence[Token], quantity: Quantity) -> str:
    """The period of an amount that the noun tells: `a yearly supplies budget of $240,000`, `a $48,000 annual budget`."""
    known, at = periods(), quantity.first - 1
    behind = tokens[quantity.last + 1 : quantity.last + 2]
    if (
        behind
        and (behind[0].low.endswith("ly") or behind[0].low == "annual")
        and not ends_noun(tokens, quantity.last + 2)
    ):
        return known.get(behind[0].low, "")
    while at > 0 and tokens[at].used:
        at -= 1
    if at < 1 or tokens[at].low not in ("of", "is", "was", "worth", "at", ":"):
        return ""
    for index in range(at - 1, max(-1, at - 1 - MAX_HEAD), -1):
        if tokens[index].kind != "word" or tokens[index].low in light_words("en"):
            return ""
        if tokens[index].low in known and (tokens[index].low.endswith("ly") or tokens[index].low == "annual"):
            return known[tokens[index].low]
    return ""


def _is_per_thing(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a figure is meant for each of something: `$300 per donor`, `£40 a ticket`, `2 nurses per ward`."""
    for at in range(quantity.last + 1, min(len(tokens) - 1, quantity.last + 1 + _PER_REACH)):
        low, following = tokens[at].low, tokens[at + 1]
        article = low in ("a", "an") and at == quantity.last + 1 and quantity.dimension.isupper()
        if low == "per" or article:
            return (
                following.kind == "word"
                and following.low not in periods()
                and following.low not in units()
                and following.low not in _NOT_EACH
            )
        if tokens[at].kind != "word" or low in light_words("en"):
            return False
    return False


_PER_REACH = 4
"""Words between a figure and the `per` that says for each of what: "3 home visits per patient"."""


_NOT_EACH = frozenset(("cent", "mille", "annum", "se", "hundred", "thousand", "million", "decade", "fortnight"))
"""Words behind `per` that name no things."""


def period_after(reading: Reading, last: int, dimension: str) -> str:
    """Per what a figure is meant: the nearest "a week", "per month", "daily" behind it and before the next figure."""
    tokens, known = reading.tokens, periods()
    if known.keys().isdisjoint(reading.low_of[last + 1 : last + _PERIOD_REACH]):
        return ""
    for at in range(last + 1, min(len(tokens), last + _PERIOD_REACH)):
        token = tokens[at]
        if _ends_rate(tokens, at, last, dimension):
            return ""
        if token.low in known and token.low not in words_under("figures.txt", "no period behind a figure"):
            lasts = words_under("figures.txt", "before a length") | {"in", "during"}
            if at > 1 and tokens[at - 2].low in lasts and token.low != "each" and not token.low.endswith("ly"):
                return ""
            if token.low == "quarter" and at + 1 < len(tokens) and tokens[at + 1].low in BEHIND_QUARTER:
                return ""  # "to 3.0 kg, a quarter lighter"
            if tokens[at - 1].low in _BEFORE_MEANS and token.low.endswith("ly") and not ends_noun(tokens, at + 1):
                return ""  # "to 54 kg with daily stock sheets"
            if dimension in (MONTHS, TIME) and tokens[at - 2].low in ("to", "half"):
                return ""  # "from two minutes to a minute and a half"
            if _is_rate(tokens, at) and token.low != "annual" and not _tells_which(tokens, at):
                if token.low.endswith("ly") and ends_noun(tokens, at + 1):
                    token.used = True  # "saving €54,000 annually" of so much a month: its figure proves it
                return known[token.low]
        if token.text == "," and at > last + 1:
            return ""
    return ""


def _ends_rate(tokens: Sequence[Token], at: int, last: int, dimension: str) -> bool:
    """Whether no period behind a token is that of a figure before it."""
    token = tokens[at]
    if token.kind in ("number", "money") or token.low in values("ones") or token.text in ";:.()":
        return True
    if at == last + 1 and token.text == "," and at + 1 < len(tokens) and tokens[at + 1].low == "to":
        return True  # "by 40%, to a quarter of an hour"
    if at == last + 1 and token.low == "yearly" and not ends_noun(tokens, at + 1):
        return True  # "four yearly inspections" are four
    return (
        token.low in words_under("figures.txt", "ends a rate")
        and not is_hyphened(tokens, at)
        and not (at > last + 1 and joins_modifiers(tokens, at))
        and not (token.low == "in" and dimension.isupper() and _is_saved_in(tokens, at))
    )


_PERIOD_REACH = 8
"""Tokens from a figure to the period per which it is meant."""


_BEFORE_MEANS = frozenset(("with", "through", "by", "via", "using"))
"""Words before the means by which something was done."""


def _is_saved_in(tokens: Sequence[Token], at: int) -> bool:
    """Whether `in` tells what money is of, and how often stands behind it: `€54,000 in cash donations a week`."""
    light = light_words("en")
    for index in range(at + 1, min(at + 1 + _LONGEST_SAVED, len(tokens) - 1)):
        token, following = tokens[index], tokens[index + 1].low
        if token.kind != "word" or token.low in light:
            return False
        if following in ("a", "per", "each", "every") or following in periods():
            return True
    return False


_LONGEST_SAVED = 3
"""Words of what money is of: "in online ticket sales a week"."""


def _tells_which(tokens: Sequence[Token], at: int) -> bool:
    """Whether `daily` tells of the noun behind it and not of the figure: `gave 18 machines their daily inspection`."""
    owned = at > 0 and tokens[at - 1].low in words_under("figures.txt", "before what is counted")
    return owned and tokens[at].low.endswith("ly") and not ends_noun(tokens, at + 1)


def _is_rate(tokens: Sequence[Token], at: int) -> bool:
    low = tokens[at].low
    before = tokens[at - 1].low if at else ""
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if before in ("a", "an") and at > 1 and tokens[at - 2].low == "as":
        return False  # "as a shift lead", "as a day nurse"
    if before == "an" and at > 1 and tokens[at - 2].low == "half":
        return False  # "from 4 hours to half an hour"
    return (
        low in ("p.a", "pa", "annum", "apiece", "annual")
        or before in ("a", "an", "per", "each", "every", "/")
        or (before in ("working", "business") and tokens[at - 2].low in ("a", "per", "each", "every"))
        or low.endswith("ly")
        or (low.endswith("s") and before == "on")
        or (
            low == "each" and following not in periods() and (not following.isalpha() or following in light_words("en"))
        )
    )


def periods_named(reading: Reading, taken: AbstractSet[int]) -> frozenset[str]:
    """The periods per which a line means something: `week` for "a week", "each week", "weekly".

    Args:
        reading: the line.
        taken: those tokens that are part of an interval ("bi-weekly") and name no period of their own.
    """
    known, tokens = periods(), reading.tokens
    parted = "per" in reading.lows and _is_thing_behind_per(tokens)  # "the time per run fell from 16 hours to 4"
    each = _EACH if parted else frozenset()
    if known.keys().isdisjoint(reading.lows):
        return each
    named = [at for at, low in enumerate(reading.low_of) if low in known and at not in taken]
    return each | {known[tokens[at].low] for at in named if _is_rate(tokens, at) and not _is_length(reading, at)}


def _is_length(reading: Reading, at: int) -> bool:
    """Whether a period is the length of something: `in the week`, `a quarter of an hour`."""
    lows = reading.low_of
    if at > 1 and lows[at - 2] in words_under("figures.txt", "before a length"):
        return True
    return reading.tokens[at].used and (lows[at - 2] == "of" or lows[at + 1 : at + 2] == ("of",))


_EACH = frozenset(("each",))


def _is_thing_behind_per(tokens: Sequence[Token]) -> bool:
    """Whether the word behind the first `per` names a thing, and no period."""
    at = next(at for at, token in enumerate(tokens) if token.low == "per") + 1
    return (
        at < len(tokens)
        and tokens[at].kind == "word"
        and tokens[at].low not in periods()
        and tokens[at].low not in _NOT_EACH
    )


def is_parted_out(reading: Reading, quantity: Quantity) -> bool:
    """Whether a figure stands for each of several things: `13 engineers and designers each`, `each of the sites had 40 beds`."""
    return not reading.lows.isdisjoint(_PARTS_OUT) and (
        any(_parts_out(reading.tokens, at) for at in _said_behind(reading.tokens, quantity.last))
        or _each_before(reading, quantity)
    )


def _said_behind(tokens: Sequence[Token], last: int) -> Iterator[int]:
    """The tokens behind a figure and what it counts, up to the next mark or figure: `13 engineers and designers each`."""
    for at in range(last + 1, min(last + 1 + _EACH_REACH, len(tokens))):
        if tokens[at].kind in ("number", "money") or tokens[at].text in ",;:.()":
            return
        yield at


_EACH_REACH = 6
"""Words between a figure and the `each` that parts it out."""


def _each_before(reading: Reading, quantity: Quantity) -> bool:
    """Whether `each` stands before a figure in its segment: `each of the sites had 40 beds`."""
    return any(
        token.low == "each"
        and _parts_out(reading.tokens, at)
        and not (at >= quantity.first - _OF_THE and reading.tokens[at + 1].low == "of")  # "for each of the four sites"
        and not (at and reading.tokens[at - 1].kind == "word" and reading.tokens[at + 1].low in _BEHIND_EACH)
        and reading.segment_of[quantity.first] - reading.segment_of[at] == _goes_on_of_which(reading, at)
        for at, token in enumerate(reading.tokens[: quantity.first])
    )


def _goes_on_of_which(reading: Reading, at: int) -> bool:
    """Whether a part of a line goes on in the next one: `each of which can hold 90 tonnes`."""
    return [token.low for token in reading.tokens[at + 1 : at + 3]] in (["of", "which"], ["of", "whom"])


_OF_THE = 3
"""Tokens from `each` to the figure of those that something is parted out to: "each of the four"."""


_PARTS_OUT = frozenset(("each", "apiece"))


_BEHIND_EACH = frozenset(("in", "over", "within", "during", "for", "on", "at", "by", "with", "from", "to", ","))
"""Words behind an `each` that ends what stands before it: `14 fish each in two years`."""


def _parts_out(tokens: Sequence[Token], at: int) -> bool:
    """Whether `each` or `apiece` says that a figure stands for each of several things; `each Monday` says when."""
    if tokens[at].low != "each":
        return tokens[at].low == "apiece"
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    rounds = words_under("figures.txt", "times that come round")
    return following not in periods() and following not in month_numbers() and following not in rounds
