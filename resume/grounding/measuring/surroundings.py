"""What the words around a figure say of it: comparison, period, what it counts."""

import itertools
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

from resume.grounding.language.lists import read_sections, words_under
from resume.grounding.language.measures import periods, units, values
from resume.grounding.language.mentions import month_numbers
from resume.grounding.language.reading import (
    Reading,
    Token,
    denied_bound,
    generic_words,
    light_words,
    opens_verb,
    plain_forms,
)
from resume.grounding.language.thesaurus import names_worker
from resume.grounding.measuring.ledger import CLOCK, COUNT, MONTHS, PERCENT, POINTS, RATIO, TIME, Quantity
from resume.grounding.measuring.shares import BEHIND_QUARTER
from resume.lexicon import find_skill
from resume.wording import read_verbs

_MAX_HEAD = 4
"""Words that may name what is counted: "four third-year student nurses" has that many."""


@cache
def _comparisons(place: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The phrases that bound a figure and stand `before` or `after` it, by the word next to it, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for heading, lines in read_sections("comparisons.txt").items():
        side, _, sign = heading.partition(" ")
        for line in lines if side == place else ():
            words = tuple(line.split())
            found.setdefault(words[-1 if place == "before" else 0], []).append((words, sign))
    return {word: tuple(sorted(phrases, key=lambda pair: -len(pair[0]))) for word, phrases in found.items()}


def find_surroundings(reading: Reading, quantity: Quantity, ended: int) -> None:
    """Fill in what the words around a figure say of it; a time of day is what it is.

    Args:
        reading: the line.
        quantity: the figure.
        ended: the last token of the figure before it; -1 for none.
    """
    if quantity.dimension == CLOCK:
        return
    tokens, lows = reading.tokens, reading.low_of
    last = quantity.last
    _bound(reading, quantity)
    begin = quantity.first - 1
    while begin > ended and tokens[begin].used and tokens[begin].kind == "word":
        begin -= 1
    following = lows[last + 1] if last + 1 < len(tokens) else ""
    quantity.by = begin >= 0 and lows[begin] == "by" and following != "of"  # "answered by 14 % of the ships"
    quantity.by = quantity.by and not _is_done_by(tokens, begin, quantity)
    quantity.by = quantity.by or (quantity.dimension == PERCENT and _has_risen(tokens, begin, following))
    quantity.change = quantity.change or _more_or_less(reading, quantity, following)
    if following == "-" and lows[last + 2 : last + 3] == ("strong",):
        tokens[last + 2].used = True
    if following == "of" and lows[last + 2 : last + 3] in (("them",), ("whom",), ("which",)):
        following = lows[last + 3] if last + 3 < len(tokens) else ""
    quantity.acts = following in past_forms() or following in ("were", "was", "who", "had", "have")
    quantity.acts = quantity.acts and not _are_people(tokens, last + 2)  # "2 enrolled nurses" did nothing
    if following == "as" and quantity.dimension in (PERCENT, RATIO):
        _use_degree(tokens, quantity)
    quantity.lead = lead_in(tokens, quantity) if "from" in reading.lows or "to" in reading.lows else ""
    quantity.is_each = not reading.lows.isdisjoint(_PARTS_OUT) and (
        any(_parts_out(tokens, at) for at in _said_behind(tokens, last)) or _each_before(reading, quantity)
    )
    quantity.of = _size_of(tokens, quantity) if "of" in reading.lows else ()
    quantity.compound = following == "-" and last + 2 < len(tokens) and tokens[last + 2].kind == "word"
    grouped = quantity.compound and tokens[last + 2].low in words_under("figures.txt", "heads of groups")
    if grouped:
        quantity.of = tuple(_rest_of_noun(tokens, last + 3))
    quantity.beside_self = following in ("other", "others", "fellow", "colleagues", "peers")
    _find_period(reading, quantity, following)
    quantity.aim = _aim_of(reading, quantity)
    if quantity.dimension in _LASTING and last + 1 < len(tokens) and lows[last + 1] == "long":
        tokens[last + 1].used = True
    quantity.after = quantity.after or (() if grouped else tuple(_head_after(reading, quantity)))
    if quantity.after and tokens[quantity.after[0]].low in words_under("figures.txt", "figured from others"):
        quantity.after = ()
    _compare(tokens, quantity)
    _take_listed(reading, quantity)
    if not quantity.comparison and quantity.after:
        quantity.comparison = _comparison_after(reading, quantity.after[-1] + 1)
    if quantity.dimension == MONTHS and following == "as" and not quantity.after:
        quantity.after = tuple(_title_behind(tokens, last + 2))
    quantity.before = tuple(_head_before(reading, quantity))
    if quantity.first and quantity.dimension == COUNT and (quantity.label or _is_numbered(tokens, quantity)):
        name = (quantity.first - 1 - (tokens[quantity.first - 1].text == "-" and quantity.first > 1),)
        quantity.label, quantity.after, quantity.of, quantity.before, quantity.listed = True, (), name, name, ()


def _are_people(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is a noun for people."""
    low = tokens[at].low if at < len(tokens) and tokens[at].kind == "word" else ""
    return low.endswith("s") and (low in words_under("figures.txt", "heads") or names_worker(low))


def _take_listed(reading: Reading, quantity: Quantity) -> None:
    """Fill in what else a figure counts, and the period behind all of it: `300 pumps and valves a year`."""
    if quantity.dimension == COUNT and quantity.after and _goes_on_behind(reading, quantity.after[-1]):
        quantity.listed = tuple(_listed_after(reading, quantity))
    if not quantity.listed:
        return
    quantity.period = quantity.period or _period_after(reading, quantity.listed[-1], quantity.dimension)
    if quantity.value > 1 and not quantity.is_group and not _is_plural(reading.tokens[quantity.after[-1]]):
        quantity.after = (*quantity.after, quantity.listed[-1])  # "60 rye and wheat loaves" are loaves


def _goes_on_behind(reading: Reading, last: int) -> bool:
    """Whether what a figure counts may go on behind a word: with `and`, a comma, a colon or a bracket."""
    low = reading.low_of[last + 1] if last + 1 < len(reading.low_of) else ""
    return low in (":", "(") or low in words_under("figures.txt", "between listed things")


def _compare(tokens: Sequence[Token], quantity: Quantity) -> None:
    """Take `35 cents cheaper`, `3 metres longer` as a difference; the word that compares is none of what is counted."""
    word = tokens[quantity.after[-1]] if quantity.after else None
    if word is None or word.low not in _MORE_OR_LESS or quantity.dimension == RATIO:
        return
    word.used = word.used or quantity.dimension != PERCENT  # "25 % lighter": of what measure, the word says
    quantity.by = True
    quantity.after, quantity.change = quantity.after[:-1], _MORE_OR_LESS[word.low]


def _use_degree(tokens: Sequence[Token], quantity: Quantity) -> None:
    """Mark what a share or a multiple compares as used: `half as long`, `twice as fast`; faster is shorter by as much."""
    degree = tokens[quantity.last + 2] if quantity.last + 2 < len(tokens) else None
    if degree is None or degree.low not in words_under("figures.txt", "degrees of time"):
        return
    degree.used = True
    if degree.low.startswith(("fast", "quick", "short")) and quantity.dimension == RATIO:
        quantity.change = ""


def _has_risen(tokens: Sequence[Token], begin: int, following: str) -> bool:
    """Whether a share says by how much something changed, though no `by` stands before it: `takings rose 15 %`."""
    if begin < 1 or following == "of":
        return False
    return tokens[begin].low in words_under("figures.txt", "rising and falling")


def _is_done_by(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Whether `by` says who did something, and not by how much a thing changed: `dashboards used by 120 managers`."""
    low = tokens[at - 1].low if at else ""
    acts = low.endswith("ed") or low in past_forms()
    return acts and quantity.dimension == COUNT and low not in words_that_change()


@cache
def words_that_change() -> frozenset[str]:
    """Verbs in the past that say of a figure behind `by` how much more or less there was."""
    listed = (words_under("cues.txt", heading) for heading in ("up", "down", "better"))
    return frozenset().union(*listed, words_under("figures.txt", "going beyond"))


def _is_within_name(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a number in words stands in the middle of a name: `Lean Six Sigma`."""
    if quantity.first != quantity.last or tokens[quantity.first].kind != "word":
        return False
    beside = tokens[quantity.first - 1], tokens[quantity.first], tokens[min(quantity.last + 1, len(tokens) - 1)]
    return all(one.kind == "word" and one.text[:1].isupper() for one in beside)


def _find_period(reading: Reading, quantity: Quantity, following: str) -> None:
    """Fill in per what a figure is meant, by the word `following` it and those further on."""
    if not (quantity.compound and quantity.dimension == COUNT):  # "price a 148-room hotel every day"
        quantity.period = quantity.period or _period_after(reading, quantity.last, quantity.dimension)
    is_money = quantity.dimension.isupper()
    if "per" in reading.lows or is_money:
        quantity.is_each = quantity.is_each or _is_per_thing(reading.tokens, quantity)
    if quantity.is_each and not quantity.period and (is_money or (quantity.dimension == COUNT and following == "per")):
        quantity.period = "each"
    quantity.period = quantity.period or _unit_behind(reading.tokens, quantity.last)
    if is_money and not quantity.period:
        quantity.period = _period_of_noun(reading.tokens, quantity)


def _title_behind(tokens: Sequence[Token], begin: int) -> Iterator[int]:
    """The words of a title behind "as": `staff nurse` in "five years as a staff nurse"."""
    for at in range(begin, min(len(tokens), begin + _MAX_HEAD + 1)):
        if tokens[at].kind != "word" or (
            tokens[at].low in light_words("en") and tokens[at].low not in ("a", "an", "the")
        ):
            return
        if tokens[at].low not in light_words("en") | generic_words():
            yield at


_LASTING = frozenset((MONTHS, TIME, "length"))
"""Dimensions of what may be `long`."""


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
        and not _ends_noun(tokens, quantity.last + 2)
    ):
        return known.get(behind[0].low, "")
    while at > 0 and tokens[at].used:
        at -= 1
    if at < 1 or tokens[at].low not in ("of", "is", "was", "worth", "at", ":"):
        return ""
    for index in range(at - 1, max(-1, at - 1 - _MAX_HEAD), -1):
        if tokens[index].kind != "word" or tokens[index].low in light_words("en"):
            return ""
        if tokens[index].low in known and (tokens[index].low.endswith("ly") or tokens[index].low == "annual"):
            return known[tokens[index].low]
    return ""


def _bound(reading: Reading, quantity: Quantity) -> None:
    """Fill in how a figure is bounded by the words before and behind it."""
    tokens = reading.tokens
    quantity.comparison = quantity.comparison or _comparison_before(
        reading, quantity.first, is_share=quantity.dimension == PERCENT
    )
    if quantity.comparison == "+?" and _lasts(tokens, quantity):
        quantity.comparison = ""
    if quantity.comparison == "+?" and _is_more_than(tokens, quantity):
        quantity.comparison = ">"
    if quantity.dimension.isupper() and not quantity.comparison and tokens[quantity.first - 1].low == "within":
        quantity.comparison = "<="  # "till differences within MDL 50"
    if quantity.comparison in _TURNED and _is_never(reading, quantity.first):
        quantity.comparison = _TURNED[quantity.comparison]
    last = quantity.last
    if last + 1 < len(tokens) and tokens[last + 1].text == "+" and not quantity.comparison:
        quantity.comparison = ">="
        tokens[last + 1].used = True
    if not quantity.comparison and "+" in reading.low_of[quantity.first : last]:
        quantity.comparison = ">="
    if not quantity.comparison:
        quantity.comparison = _comparison_after(reading, last + 1)


def _rest_of_noun(tokens: Sequence[Token], begin: int) -> Iterator[int]:
    """The words that go on with a noun: `diversity working group` behind "seven-member"."""
    for at in range(begin, min(len(tokens), begin + _MAX_HEAD)):
        if tokens[at].kind != "word" or tokens[at].low in light_words("en") - {"working", "task"}:
            return
        yield at


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


def _aim_of(reading: Reading, quantity: Quantity) -> str:
    """`of` for a share of a target, `up` or `down` for so much above or below one: `8 % over quota`, `beat quota by 8 %`."""
    targets = words_under("figures.txt", "targets")
    if reading.lows.isdisjoint(targets):
        return ""
    behind = reading.low_of[quantity.last + 1 : quantity.last + 1 + _AIM_REACH]
    aimed = not targets.isdisjoint(behind)
    if behind[1:2] == ("than",) and aimed:
        return _MORE_OR_LESS.get(behind[0], "")
    if quantity.dimension != PERCENT:
        return ""
    if behind[:1] == ("of",) and aimed:
        return "of"
    signs = sign_words()
    if behind and aimed and signs.get(behind[0], ("",))[0] == "level":
        return signs[behind[0]][1]
    before = reading.low_of[: quantity.first]
    if quantity.by and not targets.isdisjoint(before):
        level = [signs[low][1] for low in before if signs.get(low, ("",))[0] == "level"]
        return level[-1] if level else ""
    return ""


_AIM_REACH = 5
"""Words behind a share in which its target stands: "of the yearly sales quota"."""

_MORE_OR_LESS = {
    "more": "up", "higher": "up", "longer": "up", "later": "up", "above": "up",
    "dearer": "up", "heavier": "up", "larger": "up", "wider": "up",
    "fewer": "down", "less": "down", "lower": "down", "cheaper": "down", "shorter": "down", "faster": "down", "earlier": "down",
    "lighter": "down", "smaller": "down",
}  # fmt: skip
"""What `than` behind a figure and one of these makes of it: so much more, or so much less."""


def _more_or_less(reading: Reading, quantity: Quantity, following: str) -> str:
    """`up` or `down` for so much `more`, or so much `less`, than something; of shares also without `than`."""
    if quantity.dimension in (MONTHS, TIME) and following in _sooner_or_later():
        reading.tokens[quantity.last + 1].used = quantity.by = True  # "hired 17 days faster"
        return _sooner_or_later()[following]
    if following not in _MORE_OR_LESS:
        return ""
    alone = quantity.dimension == PERCENT and following not in ("later", "earlier", "above")
    than = reading.low_of[quantity.last + 2 : quantity.last + 3] == ("than",)
    return _MORE_OR_LESS[following] if alone or than else ""


@cache
def _sooner_or_later() -> dict[str, str]:
    """Words that make a difference of the length of time before them, and which way it goes."""
    up, down = (words_under("figures.txt", heading) for heading in ("later", "sooner"))
    return {**dict.fromkeys(up, "up"), **dict.fromkeys(down, "down")}


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


def _is_numbered(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a figure is the number of what stands before it and counts nothing: `Year 8 students`, `Windows 7 machines`."""
    before = tokens[quantity.first - 1]
    if before.text == "-" and quantity.first > 1:
        return tokens[quantity.first - 2].low in words_under("figures.txt", "numbered")  # "day-7 retention"
    if _is_short_name(tokens, quantity) or _is_within_name(tokens, quantity):
        return True  # "ISO 15189", "ITIL 4"
    if before.low in words_under("figures.txt", "numbered"):
        if quantity.compound and quantity.first > 1 and tokens[quantity.first - 2].text == "-":
            return False  # "a 112-room four-star hotel"
        if (
            before.low in plain_forms()
            and not tokens[quantity.first].text.isdigit()
            and _counts_several(tokens, quantity)
        ):
            return False  # "helped the team plan two open days"
        return not _is_done_to_many(tokens, quantity)
    is_digit = tokens[quantity.first].text.isdigit() and quantity.value < _MOST_VERSIONS
    versioned = is_digit and quantity.first > 1 and before.text[:1].isupper() and find_skill(before.text) is not None
    return versioned or _is_model(tokens, quantity)


def _is_model(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a number behind a name is a model of that maker's: `on Boeing 777 and Airbus A350`, `Komatsu 210 diggers`."""
    before = tokens[quantity.first - 1]
    if before.text.islower() or before.kind != "word" or before.used or not before.text[:1].isupper():
        return False
    number, lead = tokens[quantity.first], tokens[max(0, quantity.first - 2)]
    if before.low in month_numbers():
        return False
    bare = quantity.first == quantity.last and number.text.isdigit() and not quantity.comparison and not quantity.period
    if (
        not bare
        or quantity.first == 1
        or lead.text in ".:;!?•"
        or lead.low in words_under("figures.txt", "before a place or a customer")
    ):
        return False
    following = tokens[quantity.last + 1] if quantity.last + 1 < len(tokens) else None
    if following is None:
        return True
    if following.kind == "word" and following.low not in light_words("en"):
        noun = itertools.takewhile(
            lambda one: one.text == "-" or one.kind == "word", tokens[quantity.last + 1 :][:_LONGEST]
        )
        several = any(_is_plural(one) for one in noun if one.text.islower())
        return quantity.value >= _MOST_VERSIONS and following.text.islower() and several
    joined = following.text == "-" and tokens[quantity.last + 2 : quantity.last + 3]
    return following.low not in words_under("figures.txt", "goes on from a figure") and not (
        joined and joined[0].text.islower()
    )


_LONGEST = 5
"""Tokens of the noun behind a model's number: "777 long-haul flights"."""


def _counts_several(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a plural stands near behind a figure, as what it counts."""
    return any(token.low.endswith("s") for token in tokens[quantity.last + 1 : quantity.last + _MAX_HEAD])


def _is_short_name(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a whole number stands behind a short name in capitals, and counts nothing: `ISO 15189`, `ITIL 4 Foundation`."""
    before = tokens[quantity.first - 1]
    if before.kind != "word" or not before.text.isupper() or len(before.text) < _LEAST_SHORT or quantity.digits:
        return False
    following = tokens[quantity.last + 1] if quantity.last + 1 < len(tokens) else None
    counts = (
        following is not None and following.kind == "word" and following.low.endswith("s") and following.text.islower()
    )
    return tokens[quantity.first].kind == "number" and not counts


_LEAST_SHORT = 2
"""Letters of a short name."""


def _is_done_to_many(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether the word before a figure is what one does to so many: `Plan 14 gardens`, `manage and schedule 40 nurses`."""
    at = quantity.first - 1
    is_verb = tokens[at].low in plain_forms() and opens_verb(tokens, at)
    behind = tokens[quantity.last + 1 : quantity.last + _MAX_HEAD]
    return is_verb and (at == 0 or tokens[at].text.islower()) and any(token.low.endswith("s") for token in behind)


_MOST_VERSIONS = 100
"""Numbers of versions of a program lie below it."""


_TURNED = {">": "<=", ">~": "<=", "<": ">="}
"""What a bound means behind `never`: "never took more than two" is "at most two"."""


def _is_never(reading: Reading, first: int) -> bool:
    """Whether the bound before a figure is denied: `never took more than two days`."""
    begin = first - 1
    while begin > 0 and reading.tokens[begin].used:
        begin -= 1
    if not reading.lows.isdisjoint(("no", "without")) and any(
        denied_bound(reading.tokens, at) == first
        for at in range(max(0, first - _DENIED_REACH), first)
        if reading.tokens[at].low in ("no", "without")
    ):
        return True
    verbs = words_under("figures.txt", "denying verbs")
    denied = [token.low for token in reading.tokens[max(0, begin - 1) : begin + 1]]
    if "never" in [token.low for token in reading.tokens[max(0, begin - 3) : begin + 1]]:
        return True  # "never absent for more than two days"
    return any(low in verbs or low.endswith("n't") for low in denied)


_DENIED_REACH = 12
"""Tokens from `without` to the figure whose bound it turns."""


def _lasts(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether `over` stands before a number of times of some kind: `over three school years` is in the course of them."""
    behind = [token.low for token in tokens[quantity.last + 1 : quantity.last + 3]]
    return quantity.dimension == COUNT and len(behind) > 1 and behind[1] in _STRETCHES


_STRETCHES = frozenset(("years", "seasons", "terms", "semesters", "months", "winters", "summers"))
"""Times so long that one tells what was done in the course of several; flight hours are counted."""


def _is_more_than(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether `over` bounds a figure: `carved over 22 heads`, `at over £18`; behind a noun it may be `across`."""
    following = tokens[quantity.last + 1].low if quantity.last + 1 < len(tokens) else ""
    if quantity.dimension in (MONTHS, TIME) or following.removesuffix("s") in periods():
        return False  # "over four seasons" may be in the course of them
    begin = quantity.first - 1
    while begin > 0 and tokens[begin].used:
        begin -= 1
    before = tokens[begin]
    return (
        quantity.dimension != COUNT
        or before.kind == "mark"
        or before.low in past_forms()
        or before.low in words_under("figures.txt", "before a bound")
    )


def _size_of(tokens: Sequence[Token], quantity: Quantity) -> tuple[int, ...]:
    """The word whose size a figure gives: `a team of 9`, `classes of up to 40`."""
    begin = quantity.first - 1
    while begin > 0 and tokens[begin].used and tokens[begin].kind == "word":
        begin -= 1
    if (
        begin > 0
        and tokens[begin].low == "of"
        and tokens[begin - 1].kind == "word"
        and tokens[begin - 1].low not in ("total", "instead", "place", "out", "each")
    ):
        return (begin - 1,)
    return ()


def _comparison_before(reading: Reading, first: int, *, is_share: bool) -> str:
    tokens, lows = reading.tokens, reading.low_of
    for words, sign in _comparisons("before").get(lows[first - 1], ()) if first else ():
        begin = first - len(words)
        if begin >= 0 and lows[begin:first] == words:
            if (
                words == ("over",)
                and not is_share
                and begin
                and tokens[begin - 1].low in words_under("comparisons.txt", "verbs with over")
            ):
                return ""
            _use(tokens, begin, first)
            return sign
    return ""


def _comparison_after(reading: Reading, at: int) -> str:
    """`60 or more`, `30 guests or fewer`, `40-odd`: behind a figure, or behind what it counts."""
    tokens, lows = reading.tokens, reading.low_of
    if at >= len(tokens):
        return ""
    for words, sign in _comparisons("after").get(lows[at], ()):
        if lows[at : at + len(words)] == words and not (words[0] == "and" and _names_aim(tokens, at + len(words))):
            _use(tokens, at, at + len(words))
            return sign
    return ""


def _names_aim(tokens: Sequence[Token], at: int) -> bool:
    """Whether a budget or the like stands at a token: "and under budget" bounds no figure."""
    return any(token.low in words_under("modality.txt", "aims") for token in tokens[at : at + 2])


def _use(tokens: Sequence[Token], begin: int, end: int) -> None:
    for token in tokens[begin:end]:
        token.used = True


def _period_after(reading: Reading, last: int, dimension: str) -> str:
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
            if tokens[at - 1].low in _BEFORE_MEANS and token.low.endswith("ly") and not _ends_noun(tokens, at + 1):
                return ""  # "to 54 kg with daily stock sheets"
            if dimension in (MONTHS, TIME) and tokens[at - 2].low in ("to", "half"):
                return ""  # "from two minutes to a minute and a half"
            if _is_rate(tokens, at) and token.low != "annual" and not _tells_which(tokens, at):
                if token.low.endswith("ly") and _ends_noun(tokens, at + 1):
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
    if at == last + 1 and token.low == "yearly" and not _ends_noun(tokens, at + 1):
        return True  # "four yearly inspections" are four
    return (
        token.low in words_under("figures.txt", "ends a rate")
        and not _is_hyphened(tokens, at)
        and not (at > last + 1 and _joins_modifiers(tokens, at))
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


def _joins_modifiers(tokens: Sequence[Token], at: int) -> bool:
    """Whether `and` joins what kind of things a figure counts, and does not yet end them: `25 milk and packaging suppliers`."""
    if tokens[at].low not in ("and", "or", "&") or tokens[at - 1].kind != "word" or _is_plural(tokens[at - 1]):
        return False
    kind, thing = tokens[at + 1 : at + 2], tokens[at + 2 : at + 3]
    light = light_words("en")
    if not kind or not thing or any(one.kind != "word" or one.used or one.low in light for one in (kind[0], thing[0])):
        return False
    return _is_plural(thing[0]) and not _is_plural(kind[0]) and kind[0].low not in past_forms()


def every_other(reading: Reading) -> frozenset[str]:
    """The periods of which every second one is meant: `week` for "every other Saturday", "on alternate Mondays"."""
    tokens, known = reading.tokens, periods()
    found: set[str] = set()
    if reading.lows.isdisjoint(_EVERY_OTHER):
        return frozenset()
    for at in range(1, len(tokens)):
        second = tokens[at - 1].low in ("other", "second") and at > 1 and tokens[at - 2].low == "every"
        period = known.get(tokens[at].low) or known.get(tokens[at].low.removesuffix("s"))
        if period and (second or tokens[at - 1].low in ("alternate", "alternating")):
            found.add(period)
    return frozenset(found)


_EVERY_OTHER = frozenset(("every", "alternate", "alternating"))
"""Words one of which says that every second period is meant."""


def says_fortnightly(reading: Reading) -> bool:
    """Whether a line says the same of weeks by another word."""
    lows = [token.low for token in reading.tokens]
    twos = any(low in ("two", "2", "second") for low in lows)
    return twos or any(low.startswith(("fortnight", "biweekly", "alternat")) for low in lows)


def _tells_which(tokens: Sequence[Token], at: int) -> bool:
    """Whether `daily` tells of the noun behind it and not of the figure: `gave 18 machines their daily inspection`."""
    owned = at > 0 and tokens[at - 1].low in words_under("figures.txt", "before what is counted")
    return owned and tokens[at].low.endswith("ly") and not _ends_noun(tokens, at + 1)


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


def _head_after(reading: Reading, quantity: Quantity) -> list[int]:
    """The words behind a figure that name what it counts."""
    tokens = reading.tokens
    found: list[int] = []
    people: list[int] = []
    begin = _first_of_head(tokens, quantity)
    for at in range(begin, len(tokens) if begin >= 0 else 0):
        token = tokens[at]
        if token.kind == "word" and not token.used and len(found) < _MAX_HEAD and _always_names(token.low):
            found.append(at)
            continue
        sized = bool(quantity.of) and not found and token.low in words_under("figures.txt", "no noun")
        if len(found) == _MAX_HEAD or sized or _ends_head(tokens, at, found):
            break  # "a staff of 11 across the office"
        if token.kind == "mark" or (not found and token.low in words_under("figures.txt", "before what is counted")):
            continue
        if not found and token.low in light_words("en") and _is_hyphened(tokens, at):
            continue
        joins = token.low in ("and", "or") and found and all(tokens[one].text[0].isupper() for one in found)
        if joins or token.low in generic_words():
            people += [at] * (token.low in words_under("figures.txt", "heads"))
        elif not (token.low in periods() and token.low.endswith("ly")):
            found.append(at)
    if found and _opens_label(tokens, found[-1]):
        found.pop()  # "five grade 10 classes" are five
    if found and reading.low_of[found[-1] + 1 : found[-1] + 4 : 2] == ("(", ")"):
        found.append(found[-1] + 2)  # `condition reports (EICRs)`
    return found or people[:1]


@lru_cache(maxsize=16_384)
def _always_names(low: str) -> bool:
    """Whether a word behind a figure names what it counts, whatever stands around it: neither small, nor a verb, nor a period."""
    if low.endswith(("ing", "ed")) or low in past_forms() or low in periods() or low in light_words("en"):
        return False
    listed = ("before what is counted", "no noun", "light nouns")
    return low not in generic_words() and all(low not in words_under("figures.txt", heading) for heading in listed)


def _opens_label(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word has its own number behind it, before what a figure counts: the `grade` of "five grade 10 classes"."""
    numbered = at + 1 < len(tokens) and tokens[at + 1].kind == "number"
    return numbered and tokens[at].low in words_under("figures.txt", "numbered")


def _first_of_head(tokens: Sequence[Token], quantity: Quantity) -> int:
    """Where the words of what a figure counts begin; -1 where "of" makes it a part of something else."""
    at = quantity.last + 1
    while at < len(tokens) and (tokens[at].text in "-+" or (tokens[at].used and tokens[at].kind == "word")):
        if tokens[at].low in values("ones") or tokens[at].low in values("tens"):
            return -1  # "6.0 four seasons earlier": the next figure's
        at += 1
    if quantity.is_group and at < len(tokens) and tokens[at].low == "of":
        at += 1
    if at < len(tokens) and (tokens[at].low == "of" or (tokens[at].low == "in" and quantity.dimension == PERCENT)):
        return -1 if quantity.dimension == COUNT else at + 1
    return at


def _ends_head(tokens: Sequence[Token], at: int, found: Sequence[int]) -> bool:
    """Whether the words of what a figure counts have ended before a token."""
    token, low = tokens[at], tokens[at].low
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if token.kind != "word":
        return token.kind != "mark" or token.text not in "-/&'"
    if not found and low in words_under("figures.txt", "before what is counted"):
        return low in ("a", "an") and following in periods()
    if not found and low.endswith("ing") and _takes_object(tokens, at + 1):
        return True  # "a crew of 6 maintaining 33 turbines"
    if not found and (low in past_forms() or low.endswith("ed")) and _ends_noun(tokens, at + 1):
        return True
    joins = low in ("and", "or") and bool(found) and all(tokens[one].text[0].isupper() for one in found)
    if joins or (low in generic_words() and not (found and low in words_under("figures.txt", "no noun"))):
        return False
    per = low == "per" or (low in periods() and tokens[at - 1].low in ("per", "each", "every"))
    rate = low in periods() and low.endswith("ly") and _ends_noun(tokens, at + 1)
    doing = low.endswith("ing") and bool(found) and _ends_noun(tokens, at + 1)
    joined = bool(found) and tokens[at - 1].text == "-" and not token.used
    if low in words_under("figures.txt", "light nouns"):
        return token.used
    return (
        (low in light_words("en") and not (joined or _is_hyphened(tokens, at) or _joins_noun(tokens, at, found)))
        or token.used
        or per
        or rate
        or doing
    )


def _joins_noun(tokens: Sequence[Token], at: int, found: Sequence[int]) -> bool:
    """Whether a word that claims nothing stands within the noun of what is counted: `6 maritime history exhibitions`."""
    if tokens[at].used or tokens[at].low not in words_under("figures.txt", "light within a noun"):
        return False
    if found and (found[-1] != at - 1 or _is_plural(tokens[at - 1])):
        return False  # "6 nurses working nights"
    return bool(found) and not _ends_noun(tokens, at + 1) and not tokens[at + 1].used and _is_plural(tokens[at + 1])


def _is_hyphened(tokens: Sequence[Token], at: int) -> bool:
    """Whether a small word is a part of a compound: the `in` of "24 in-flight assessments", "over-the-counter"."""
    before, behind = tokens[at - 1], tokens[at + 1] if at + 1 < len(tokens) else None
    if behind is not None and behind.text == "-" and behind.start == tokens[at].end:
        return True
    return before.text == "-" and before.end == tokens[at].start and before.start == tokens[at - 2].end


@cache
def past_forms() -> frozenset[str]:
    """Verbs in the past whose plain form is another word."""
    return frozenset(verb.past for verb in read_verbs() if verb.past != verb.base)


@cache
def sign_words() -> dict[str, tuple[str, str]]:
    """Words that say on which side of something a thing lies, and their axis and sign: `above` is `level`, `up`."""
    found: dict[str, tuple[str, str]] = {}
    for heading, lines in read_sections("modality.txt").items():
        axis, _, sign = heading.partition(" ")
        if sign in ("up", "down"):
            found.update({word: (axis, sign) for line in lines for word in line.split()})
    return found


def _ends_noun(tokens: Sequence[Token], at: int) -> bool:
    """Whether no noun goes on at a token: `15 rated the sessions`, `17 qualified`."""
    return at >= len(tokens) or tokens[at].kind != "word" or tokens[at].low in light_words("en")


def _listed_after(reading: Reading, quantity: Quantity) -> Iterator[int]:
    """Further things that the same figure counts: `apprentices` in "15 electricians and apprentices"."""
    tokens, light = reading.tokens, light_words("en")
    joining = words_under("figures.txt", "between listed things")
    if quantity.dimension != COUNT or not quantity.after:
        return
    at = quantity.after[-1] + 1
    if at + 1 < len(tokens) and tokens[at].text in ":(":
        yield from _itemised(tokens, at + 1)
        return
    while at + 1 < len(tokens) and tokens[at].low in joining:
        at += 1 + (tokens[at + 1].low in joining)
        last = at
        while last < len(tokens) and tokens[last].kind == "word" and tokens[last].low not in light:
            last += 1
        named = range(at, min(last, at + _MAX_HEAD))
        if last + 1 < len(tokens) and tokens[last].text == "-" and last > at and _is_hyphened(tokens, last + 1):
            named, last = range(at, last + 2), last + 2  # "foam and card mock-ups"
        doing = any(_is_doing(tokens[one]) for one in named) and not _joins_modifiers(
            tokens, named[0] - 1 if named else 0
        )
        if not named or doing or not _is_plural(tokens[named[-1]]):
            return
        if len(named) > 1 and (tokens[named[0]].low in plain_forms() or _does_next(tokens, quantity, named[0])):
            return  # "8 workers and draw harvest maps", "3 therapists and treats inpatients"
        if tokens[named[-1]].low.removesuffix("s") in plain_forms() and _takes_object(tokens, named[-1] + 1):
            return  # "18 attendants, inspects 60 rooms"
        yield named[-3] if _is_particle(tokens, named) else named[-1]
        at = last


def _is_particle(tokens: Sequence[Token], named: range) -> bool:
    """Whether a compound ends in a word that counts nothing by itself: the `ups` of "mock-ups"."""
    ended = len(named) > _MOST_MARKED and tokens[named[-2]].text == "-"
    return ended and tokens[named[-1]].low in generic_words()


_MOST_MARKED = 2
"""Tokens of a compound beside its first word: the mark, and the word behind it."""


def _does_next(tokens: Sequence[Token], quantity: Quantity, at: int) -> bool:
    """Whether a word in -s is what somebody does next, and no thing: behind things in the plural, before another's name."""
    low = tokens[at].low
    acts = (
        low.endswith("s")
        and low[:-1] in plain_forms()
        and low not in words_under("figures.txt", "plural before a noun")
    )
    return acts and _is_plural(tokens[quantity.after[-1]])


def _itemised(tokens: Sequence[Token], at: int) -> Sequence[int]:
    """The things that a colon or a bracket says a figure counts, two or more: `13 sites: schoolyards and cemeteries`."""
    joining, found = words_under("figures.txt", "between listed things"), list[int]()
    while at < len(tokens) and tokens[at].text not in ").;":
        last = at
        while last < len(tokens) and tokens[last].kind == "word" and tokens[last].low not in joining:
            last += 1
        named = tokens[at:last]
        if (
            not named
            or any(_is_doing(one) or one.low in light_words("en") for one in named)
            or not _is_plural(named[-1])
        ):
            return ()
        found.append(last - 1)
        at = last
        while at < len(tokens) and tokens[at].low in joining:
            at += 1
    return found if len(found) > 1 else ()


def _takes_object(tokens: Sequence[Token], at: int) -> bool:
    """Whether the thing of a verb begins at a token: an article, or a figure."""
    if at >= len(tokens) or (at + 1 < len(tokens) and tokens[at + 1].low in periods()):
        return False  # "samples a day"
    return tokens[at].kind in ("number", "money") or tokens[at].low in words_under("modality.txt", "determiners")


def _is_doing(token: Token) -> bool:
    """Whether a word begins something else than a name of what is counted: a verb, or another figure."""
    return token.used or token.low.endswith("ing") or token.low in past_forms()


def _is_plural(token: Token) -> bool:
    return (token.low.endswith("s") and not token.low.endswith("ss")) or token.low in words_under(
        "figures.txt", "heads"
    ) | {"staff"}


def _head_before(reading: Reading, quantity: Quantity) -> list[int]:
    tokens, segment_of, silent, may_tell_how = reading.tokens, reading.segment_of, _silent_before(), _may_tell_how()
    segment, small = segment_of[quantity.first], 0
    found: list[int] = []
    for at in range(quantity.first - 1, -1, -1):
        if segment_of[at] != segment:
            if not _only_tells_cost(reading, at, found) and not (tokens[at + 1].used and tokens[at + 1].low == "and"):
                break  # the `and` of "two and a half times" parts nothing
            segment = segment_of[at]
        token = tokens[at]
        low = token.low
        if low in silent or token.used or token.kind != "word":
            continue
        if low in may_tell_how and _tells_how_figured(tokens, at):
            continue
        found.append(at)
        small += token.text == low
        if small == _MAX_HEAD:
            break
    return found


@cache
def _silent_before() -> frozenset[str]:
    """Words before a figure that say nothing of what it is: small ones, those that fit anything, periods."""
    return light_words("en") | generic_words() | periods().keys()


def _tells_how_figured(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word says how a figure comes about and not of what it is: `invoices valued at $4 million`, `a net £750`."""
    at -= at > 0 and tokens[at].low in ("rate", "rates")
    if tokens[at].low in words_under("figures.txt", "figured from others"):
        return True
    return tokens[at].low in ("valued", "priced") and at + 1 < len(tokens) and tokens[at + 1].low == "at"


@cache
def _may_tell_how() -> frozenset[str]:
    """The words that may say how a figure comes about."""
    return words_under("figures.txt", "figured from others") | {"valued", "priced", "rate", "rates"}


def _only_tells_cost(reading: Reading, at: int, found: Sequence[int]) -> bool:
    """Whether all that stands before a figure is `that cost`, behind what it is said of: `an error that cost $46,000`."""
    kinds = words_under("cues.txt", "kinds of figures")
    relative = reading.tokens[at + 1].low in ("that", "which")
    return relative and len(found) == 1 and reading.tokens[found[0]].low in kinds and reading.tokens[at].kind == "word"


def lead_in(tokens: Sequence[Token], quantity: Quantity) -> str:
    """`from` or `to` where a figure is the beginning or the end of a change."""
    for at in range(quantity.first - 1, max(-1, quantity.first - 5), -1):
        if tokens[at].low in ("from", "to"):
            return tokens[at].low
        if not tokens[at].used and tokens[at].low not in _BEHIND_LEAD:
            return ""
    return ""


_BEHIND_LEAD = frozenset(("just", "a", "an", "the", "over", "under"))
"""Words that may stand between `from` or `to` and its figure."""
