"""By how much a figure says that there was more or less: `rose 15 %`, `17 days faster`, `8 % over quota`."""

from collections.abc import Sequence
from functools import cache

from resume.grounding.language.lists import read_sections, words_under
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token
from resume.grounding.measuring.ledger import COUNT, MONTHS, PERCENT, RATIO, TIME, Quantity
from resume.wording import past_forms


def has_risen(tokens: Sequence[Token], begin: int, following: str) -> bool:
    """Whether a share says by how much something changed, though no `by` stands before it: `takings rose 15 %`."""
    if begin < 1 or following == "of":
        return False
    return tokens[begin].low in words_under("figures.txt", "rising and falling")


def is_done_by(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Whether `by` says who did something, and not by how much a thing changed: `dashboards used by 120 managers`."""
    low = tokens[at - 1].low if at else ""
    acts = low.endswith("ed") or low in past_forms()
    return acts and quantity.dimension == COUNT and low not in _words_that_change()


@cache
def _words_that_change() -> frozenset[str]:
    """Verbs in the past that say of a figure behind `by` how much more or less there was."""
    listed = (words_under("cues.txt", heading) for heading in ("up", "down", "better"))
    return frozenset().union(*listed, words_under("figures.txt", "going beyond"))


def more_or_less(reading: Reading, quantity: Quantity, following: str) -> str:
    """`up` or `down` for so much `more`, or so much `less`, than something; of shares also without `than`."""
    if quantity.dimension in (MONTHS, TIME) and following in _sooner_or_later():
        reading.tokens[quantity.last + 1].used = quantity.by = True  # "hired 17 days faster"
        return _sooner_or_later()[following]
    if following not in _MORE_OR_LESS:
        return ""
    alone = quantity.dimension == PERCENT and following not in ("later", "earlier", "above")
    than = reading.low_of[quantity.last + 2 : quantity.last + 3] == ("than",)
    return _MORE_OR_LESS[following] if alone or than else ""


_MORE_OR_LESS = {
    "more": "up", "higher": "up", "longer": "up", "later": "up", "above": "up",
    "dearer": "up", "heavier": "up", "larger": "up", "wider": "up",
    "fewer": "down", "less": "down", "lower": "down", "cheaper": "down", "shorter": "down", "faster": "down", "earlier": "down",
    "lighter": "down", "smaller": "down",
}  # fmt: skip
"""What `than` behind a figure and one of these makes of it: so much more, or so much less."""


@cache
def _sooner_or_later() -> dict[str, str]:
    """Words that make a difference of the length of time before them, and which way it goes."""
    up, down = (words_under("figures.txt", heading) for heading in ("later", "sooner"))
    return {**dict.fromkeys(up, "up"), **dict.fromkeys(down, "down")}


def compare(tokens: Sequence[Token], quantity: Quantity) -> None:
    """Take `35 cents cheaper`, `3 metres longer` as a difference; the word that compares is none of what is counted."""
    word = tokens[quantity.after[-1]] if quantity.after else None
    if word is None or word.low not in _MORE_OR_LESS or quantity.dimension == RATIO:
        return
    word.used = word.used or quantity.dimension != PERCENT  # "25 % lighter": of what measure, the word says
    quantity.by = True
    quantity.after, quantity.change = quantity.after[:-1], _MORE_OR_LESS[word.low]


def use_degree(tokens: Sequence[Token], quantity: Quantity) -> None:
    """Mark what a share or a multiple compares as used: `half as long`, `twice as fast`; faster is shorter by as much."""
    degree = tokens[quantity.last + 2] if quantity.last + 2 < len(tokens) else None
    if degree is None or degree.low not in words_under("figures.txt", "degrees of time"):
        return
    degree.used = True
    if degree.low.startswith(("fast", "quick", "short")) and quantity.dimension == RATIO:
        quantity.change = ""


def aim_of(reading: Reading, quantity: Quantity) -> str:
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


@cache
def sign_words() -> dict[str, tuple[str, str]]:
    """Words that say on which side of something a thing lies, and their axis and sign: `above` is `level`, `up`."""
    found: dict[str, tuple[str, str]] = {}
    for heading, lines in read_sections("modality.txt").items():
        axis, _, sign = heading.partition(" ")
        if sign in ("up", "down"):
            found.update({word: (axis, sign) for line in lines for word in line.split()})
    return found
