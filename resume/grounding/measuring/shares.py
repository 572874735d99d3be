"""Ratios and shares in words: "doubled", "two thirds", "four in five"."""

import re
from collections.abc import Sequence

from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.measures import periods, units, values
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token
from resume.grounding.measuring.ledger import COUNT, FREQUENCY, MONTHS, PERCENT, RATIO, TIME, Quantity
from resume.grounding.measuring.numerals import is_part_of_a_scale

_MOST_IN = 10
"""The largest group of "four in five": beyond it, `in` is a preposition of place."""

_MOST_OUT_OF = 1_000
"""The largest group of "1 in 20" and of "95 out of 100"; beyond it they are counts of their own."""


def ratio_at(tokens: Sequence[Token], at: int) -> Quantity | None:
    """`doubled`, `twice`, `halved`, `half as many again`, if one begins at a token."""
    low = tokens[at].low
    if low in values("halvings"):
        return Quantity(tokens[at].text, 50.0, PERCENT, at, at, change="down", exact=False)
    if low in values("multiples") and tokens[at].kind == "word":
        following = tokens[at + 1].low if at + 1 < len(tokens) else ""
        if (following == "-" and low not in ("twice", "thrice")) or (
            low in ("double", "triple", "treble") and following not in ("the", "our", "their", "its")
        ):
            return None
        if low in ("twice", "thrice") and following in (
            "a",
            "per",
            "each",
            "every",
            "weekly",
            "daily",
            "monthly",
            "yearly",
            "-",
        ):
            return Quantity(tokens[at].text, values("multiples")[low], FREQUENCY, at, at)
        return Quantity(tokens[at].text, values("multiples")[low], RATIO, at, at, change="up", exact=False)
    if low == "factor" and at + 2 < len(tokens) and tokens[at + 1].low == "of" and _small(tokens[at + 2]) > 1:
        text = f"a factor of {tokens[at + 2].text}"
        return Quantity(text, float(_small(tokens[at + 2])), RATIO, at, at + 2, exact=False)
    if low == "half" and [token.low for token in tokens[at : at + 4]] in (
        ["half", "as", "many", "again"],
        ["half", "as", "much", "again"],
    ):
        return Quantity("half as many again", 50.0, PERCENT, at, at + 3, change="up", exact=False)
    return None


def rest_at(tokens: Sequence[Token], at: int) -> Quantity | None:
    """`all but two`: what the part leaves of its whole."""
    if tokens[at].low != "all" or at + 2 >= len(tokens) or tokens[at + 1].low != "but" or not _small(tokens[at + 2]):
        return None
    text = f"all but {tokens[at + 2].text}"
    return Quantity(text, float(_small(tokens[at + 2])), COUNT, at, at + 2, is_rest=True)


def share_at(reading: Reading, at: int) -> Quantity | None:
    """`a third`, `two thirds`, `by half`, `four in five`."""
    tokens, fractions, ones = reading.tokens, values("fractions"), values("ones")
    low = tokens[at].low
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if following in fractions or low == "half":
        part = _of_a_century(tokens, at)
        if part is not None or is_part_of_a_scale(tokens, at):
            return part
    interval = _interval_at(tokens, at)
    if interval is not None:
        return interval
    if (
        low == "half"
        and following == "-"
        and tokens[at + 2 : at + 3]
        and tokens[at + 2].low in ("hour", "hours", "hourly")
    ):
        return Quantity(f"half-{tokens[at + 2].text}", 1_800.0, TIME, at, at + 2, unit="hour", step=1_800.0)
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
    if low != "every" and not _may_be_of_whole(reading, at):
        return None
    return _group_at(tokens, at) or _named_group_at(tokens, at)


def share_in_digits(reading: Reading, at: int) -> Quantity | None:
    """`1 in 4`, `1 day in 3`, `3/4`: a share that begins with a number in digits, if one does."""
    if not _may_be_of_whole(reading, at):
        return None
    tokens = reading.tokens
    interval = _interval_at(tokens, at)
    return interval or _group_at(tokens, at) or _named_group_at(tokens, at) or _rating_at(tokens, at)


def _may_be_of_whole(reading: Reading, at: int) -> bool:
    """Whether what stands between a part and its whole stands near behind a token."""
    return not _BEFORE_WHOLE.isdisjoint(reading.low_of[at + 1 : at + 2 + _MOST_NOUN])


_BEFORE_WHOLE = frozenset(("in", "of", "out", "per", "/"))
"""What stands between a part and its whole."""


def _rating_at(tokens: Sequence[Token], at: int) -> Quantity | None:
    """`4.8 out of 5`, `87/100`, `3/4`: marks, and fractions in digits."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if following not in ("out", "of", "/") or tokens[at].suffix:
        return None
    words = [token.low for token in tokens[at + 1 : at + 5]]
    for joint in (["out", "of"], ["of"], ["/"]):
        last = at + len(joint) + 1
        if words[: len(joint)] != joint or last >= len(tokens) or "/" in words[len(joint) + 1 : len(joint) + 2]:
            continue
        top, bottom = _decimal(tokens[at]), _small(tokens[last])
        marked = bottom in _MARKS and (top != int(top) or joint != ["of"] or _ends_there(tokens, last, modifiers=0))
        if (marked and 0 < top <= bottom) or (joint == ["/"] and 0 < top < bottom <= _MOST_BELOW and top == int(top)):
            share = _share(tokens, at, last, top / bottom)
            share.exact = top != int(top)
            share.unit = f"/{bottom}" if marked else ""
            return share
    return None


_MOST_MODIFIERS = 2
"""Words that say what kind of thing is counted, before it: "in 26 public health facilities"."""

_MARKS = frozenset((5, 10, 20, 100))
"""The most that marks and ratings go up to."""

_MOST_BELOW = 5
"""The largest denominator of a fraction in digits: beyond it a slash parts two numbers."""


def _decimal(token: Token) -> float:
    return float(token.text.replace(",", ".")) if _MARK.fullmatch(token.text) else 0.0


_MARK = re.compile(r"\d{1,3}([.,]\d{1,2})?")
"""What one may be given of ten or of a hundred: `8`, `4.8`, `92.25`."""


def _ends_there(tokens: Sequence[Token], last: int, modifiers: int = _MOST_MODIFIERS) -> bool:
    """Whether nothing that could be counted follows: `87 of 100 in the exam`, not `87 of 100 trainees`."""
    heads, light = words_under("figures.txt", "heads"), light_words("en")
    for following in tokens[last + 1 : last + 2 + modifiers]:
        if following.kind != "word":
            return True
        if following.low in units() or following.low in periods():
            return False
        if following.low in light:
            return True
        if following.low.endswith(("s", "men", "children", "people")) or following.low in heads:
            return False
    return True


def _interval_at(tokens: Sequence[Token], at: int) -> Quantity | None:
    """`every third weekend`, `one weekend in three`: how often, in the same measure."""
    if tokens[at].low not in ("every", "one", "1"):
        return None
    words = [token.low for token in tokens[at : at + 4]]
    text = " ".join(token.text for token in tokens[at : at + 4])
    if len(words) > 2 and words[0] == "every" and words[1] in values("ordinals") and words[2] in periods():
        often = 1 / values("ordinals")[words[1]]
        text = " ".join(token.text for token in tokens[at : at + 3])
        return Quantity(text, often, FREQUENCY, at, at + 2, period=periods()[words[2]])
    if len(words) > 3 and words[0] in ("one", "1") and words[1] in periods() and words[2] == "in":
        among = _small(tokens[at + 3])
        if 1 < among < _MOST_OUT_OF:  # "1 day in 2021" is no interval
            return Quantity(text, 1 / among, FREQUENCY, at, at + 3, period=periods()[words[1]])
    return None


def _group_at(tokens: Sequence[Token], at: int) -> Quantity | None:
    """`four in five`, `1 in 20`, `4 of every 5`, `nine out of ten`."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if following not in ("in", "of", "out", "per") or _ends_range(tokens, at):
        return None
    words = [token.low for token in tokens[at + 1 : at + 4]]
    for joint in (("in", "every"), ("of", "every"), ("out", "of", "every"), ("out", "of"), ("in",), ("per",)):
        if tuple(words[: len(joint)]) != joint or at + len(joint) + 1 >= len(tokens):
            continue
        last = at + len(joint) + 1
        top, bottom = _small(tokens[at]), _small(tokens[last])
        timed = last + 1 < len(tokens) and tokens[last + 1].low in units()
        if joint == ("per",) and bottom != _IN_A_HUNDRED:
            continue  # "4.5 per 1,000 bed days" is a rate
        clear = (
            len(joint) > 1 or top == 1 or bottom in (100, 1000) or (bottom in (20, 25, 50) and top * 10 >= bottom * 8)
        )
        if top and bottom and top < bottom <= (_MOST_OUT_OF if clear else _MOST_IN) and not timed:
            return _share(tokens, at, last, top / bottom)
    return None


def _ends_range(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is the higher end of a range: the 5 of `aged 2 to 5 in 9 villages`, not the 1 of `1 in 5 to 1 in 10`."""
    if at < 2 or tokens[at - 1].low not in ("to", "-", "–") or tokens[at - 2].kind != "number":
        return False
    return at == 2 or tokens[at - 3].low not in ("in", "of", "per", "every")


def _named_group_at(tokens: Sequence[Token], at: int) -> Quantity | None:
    """`one case in four`, `two new hires in five`, `every fourth case`: the noun stands within, and is still to be supported."""
    if tokens[at].low == "every" and at + 2 < len(tokens):
        among = values("ordinals").get(tokens[at + 1].low, 0.0)
        noun = tokens[at + 2]
        if among and noun.kind == "word" and noun.low not in periods() and noun.low not in units():
            share = _share(tokens, at, at + 1, 1 / among)
            share.after = (at + 2,)
            return share
    for joint in range(at + 2, min(at + 2 + _MOST_NOUN, len(tokens) - 1)):
        if tokens[joint].low != "in" and not (tokens[joint].low == "out" and tokens[joint + 1].low == "of"):
            continue
        top = _small(tokens[at])
        if not top or not _names_things(tokens[at + 1 : joint]):
            return None
        last = joint + 1 + (tokens[joint].low == "out")
        last += tokens[last : last + 1] != [] and tokens[last].low == "every"
        bottom = _small(tokens[last]) if last < len(tokens) else 0
        named = tokens[joint - 1].low
        plural = top == 1 or named.endswith("s") or named in words_under("figures.txt", "heads")
        if top < bottom <= _MOST_OUT_OF and plural and named not in periods() and _ends_there(tokens, last):
            share = _share(tokens, at, last, top / bottom)
            share.after = (joint - 1,)
            return share
        return None
    return None


def _names_things(tokens: Sequence[Token]) -> bool:
    """Whether all tokens are words that a noun may have."""
    no_noun = words_under("figures.txt", "no noun")
    return all(token.kind == "word" and token.low not in no_noun for token in tokens)


_IN_A_HUNDRED = 100

_MOST_NOUN = 3
"""Words of the noun within "two new hires in five"."""


def _of_a_century(tokens: Sequence[Token], at: int) -> Quantity | None:
    """`a quarter of a century`, `half a decade`."""
    words = [token.low for token in tokens[at : at + 5]]
    if words == ["a", "quarter", "of", "a", "century"]:
        return Quantity("a quarter of a century", 300.0, MONTHS, at, at + 4, unit="year", step=12.0)
    of_unit = _part_of_a_unit(tokens, at)
    if of_unit is not None:
        return of_unit
    if words[:3] == ["half", "a", "decade"]:
        return Quantity("half a decade", 60.0, MONTHS, at, at + 2, unit="year", step=12.0)
    return None


def _part_of_a_unit(tokens: Sequence[Token], at: int) -> Quantity | None:
    """`three quarters of a year`, `a quarter of an hour`."""
    words = [token.low for token in tokens[at : at + 5]]
    if len(words) < 5 or words[1] not in values("fractions"):
        return None
    top = 1.0 if words[0] in ("a", "one") else values("ones").get(words[0], 0.0)
    if not top or words[2:4] not in (["of", "a"], ["of", "an"]):
        return None
    unit, dimension, size = units().get(words[4], ("", COUNT, 0.0))
    if dimension in (COUNT, PERCENT, RATIO):
        return None
    text = " ".join(token.text for token in tokens[at : at + 5])
    value = round(top * values("fractions")[words[1]] * size, 4)
    return Quantity(text, value, dimension, at, at + 4, unit=unit, step=size)


def _is_part(tokens: Sequence[Token], at: int) -> bool:
    """Whether `third`, `quarter`… is a part, not an ordinal or three months."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.kind == "mark":
        lead = tokens[at - 2].low if at > 1 else ""
        return tokens[at].low != "quarter" or _is_by(tokens, at) or lead == "to" or _is_nearly(tokens, at)
    if tokens[at].low == "quarter":
        return following.low in BEHIND_QUARTER or _is_by(tokens, at)
    if following.low in _IN_ORDER:
        return False
    return following.low in light_words("en") or following.low in ("more", "fewer", "less", "higher", "lower")


BEHIND_QUARTER = frozenset(
    (
        *("of", "more", "fewer", "less", "had", "were", "failed", "passed", "lower", "higher", "thinner", "narrower"),
        *("lighter", "heavier", "faster", "quicker", "slower", "shorter", "longer", "cheaper", "smaller", "larger"),
    )
)
"""Words behind which a quarter is a part, and not three months."""

_IN_ORDER = frozenset(
    ("place", "party", "time", "language", "level", "year", "attempt", "round", "shift", "prize", "term")
)
"""Words behind a part that make it the number of a row: `a third place`."""


def _is_nearly(tokens: Sequence[Token], at: int) -> bool:
    """Whether a hedge stands before a part that is no length of time: `, nearly a quarter`, not `in nearly a quarter`."""
    hedges = ("nearly", "almost", "roughly", "about", "around")
    lead = [token.low for token in tokens[max(0, at - 3) : at - 1]]
    return (
        len(lead) > 1
        and lead[1] in hedges
        and lead[0] not in words_under("figures.txt", "before a length") | {"last", "each"}
    )


def _is_by(tokens: Sequence[Token], at: int) -> bool:
    """Whether a change is told by a part: `by a quarter`, `by almost a quarter`."""
    return "by" in [token.low for token in tokens[max(0, at - 4) : at - 1]]


def _small(token: Token) -> int:
    if token.text.isdigit() and len(token.text) <= 4 and not token.suffix:
        return int(token.text)
    if token.text == "1,000":
        return 1_000
    return int(values("ones").get(token.low, 0)) or _ROUND.get(token.low, 0)


_ROUND = {"twenty": 20, "fifty": 50, "hundred": 100, "thousand": 1_000}
"""Round numbers in words of which shares are told: `12 per thousand`, `one in twenty`."""


def _share(tokens: Sequence[Token], first: int, last: int, share: float) -> Quantity:
    text = " ".join(token.text for token in tokens[first : last + 1])
    return Quantity(text, round(share * 100, 4), PERCENT, first, last, exact=False)
