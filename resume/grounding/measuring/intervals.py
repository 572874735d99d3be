"""How often something is done: `fortnightly`, `every two weeks` and `every other week` are one interval."""

from collections.abc import Sequence
from functools import cache

from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import read_sections, words_under
from resume.grounding.language.measures import periods, units, values
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token
from resume.grounding.measuring.ledger import Ledger


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The phrases and their intervals by first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for interval, lines in read_sections("intervals.txt").items():
        for line in lines:
            words = tuple(line.split())
            found.setdefault(words[0], []).append((words, interval))
    return {first: tuple(sorted(phrases, key=lambda pair: -len(pair[0]))) for first, phrases in found.items()}


@cache
def interval_openings() -> frozenset[str]:
    """Words with which a phrase for an interval may begin."""
    return frozenset(_phrases())


def interval_at(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The interval that a phrase beginning at a token names, and the phrase's last token."""
    phrases = _phrases().get(tokens[at].low, ())
    following = tokens[at + 1].low + tokens[at + 1].suffix.lower() if phrases and at + 1 < len(tokens) else ""
    for words, interval in phrases:
        if words[1:] and words[1] != following:
            continue
        if [token.low + token.suffix.lower() for token in tokens[at : at + len(words)]] == list(words):
            return interval, at + len(words) - 1
    if tokens[at].low == "every" and at + 2 < len(tokens) and tokens[at + 1].low in ("second", "other"):
        return ("fortnight", at + 2) if tokens[at + 2].low in weekdays() else None
    return None


@cache
def weekdays() -> frozenset[str]:
    """The names of the days of the week."""
    return words_under("figures.txt", "days of the week")


def counted_interval(tokens: Sequence[Token], at: int) -> str:
    """`Every 5 days`, `at three-week intervals`: an interval that has no name, and whose length is a figure of the line."""
    if tokens[at].low not in ("every", "at") or at + 2 >= len(tokens):
        return ""
    ordinal = values("ordinals").get(tokens[at + 1].low, 0.0) if tokens[at].low == "every" else 0.0
    if ordinal and units().get(tokens[at + 2].low, ("", "", 0.0))[1] in ("time", "months"):
        unit = units()[tokens[at + 2].low][0]
        return _named().get(f"{ordinal:g} {unit}s", f"{ordinal:g} {unit}s")  # "every sixth week"
    unit_at = at + 2 + (tokens[at + 2].text == "-")
    spelled = tokens[unit_at].low if unit_at < len(tokens) else ""
    behind = tokens[unit_at + 1].low if unit_at + 1 < len(tokens) else ""
    if not (spelled.endswith("s") if tokens[at].low == "every" else behind == "intervals"):
        return ""
    number = values("ones").get(tokens[at + 1].low) or (tokens[at + 1].text.isdigit() and float(tokens[at + 1].text))
    unit, dimension, _ = units().get(spelled, ("", "", 0.0))
    if not number or number < _LEAST_EVERY or dimension not in ("time", "months"):
        return ""
    return _named().get(f"{number:g} {unit}s", f"{number:g} {unit}s")


@cache
def _named() -> dict[str, str]:
    """Counted intervals that have a name: `2 weeks` is a fortnight."""
    return {
        line.removeprefix("every "): interval
        for interval, lines in read_sections("intervals.txt").items()
        for line in lines
        if line.startswith("every ") and line.split()[1].isdigit()
    }


_LEAST_EVERY = 2
"""The least number that `every` goes with."""


@cache
def plain_words(interval: str) -> tuple[str, ...]:
    """The single words for an interval, which a line that names it lets one say."""
    lines = (interval, *read_sections("intervals.txt").get(interval, ()))
    return tuple(line for line in lines if " " not in line and "-" not in line)


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


def find_rate_heads(reading: Reading, ledger: Ledger) -> None:
    """What is done how often: `monthly drills`, `drills every month`."""
    adverbs, openings, tokens = _adverbs(), interval_openings(), reading.tokens
    if adverbs.keys().isdisjoint(reading.lows):
        return
    for at in [at for at, low in enumerate(reading.low_of[:-1]) if low in adverbs]:
        named = adverbs[tokens[at].low]
        following = tokens[at + 1]
        last = at + 1
        while (
            last + 1 < len(tokens) and tokens[last + 1].kind == "word" and tokens[last + 1].low not in light_words("en")
        ):
            last += 1
        if following.kind == "word" and following.low not in light_words("en") and tokens[last].low.endswith("s"):
            ledger.rate_heads[named] = last
    if openings.isdisjoint(reading.lows):
        return
    for at in [at for at, low in enumerate(reading.low_of[:-1]) if low in openings and at > 1]:
        # "a phishing drill each quarter"
        often = periods().get(tokens[at + 1].low, "") if tokens[at].low in ("each", "every") else ""
        if not often and tokens[at].used and (phrase := interval_at(tokens, at)) is not None:
            often = phrase[0]  # "a course four times a year"
        if often:
            begin = at - 1
            while begin > 0 and tokens[begin].kind == "word" and tokens[begin].low not in light_words("en"):
                begin -= 1
            if begin < at - 1 and tokens[begin].low in ("a", "an", "one"):
                ledger.rate_heads[often] = at - 1


@cache
def _adverbs() -> dict[str, str]:
    """Single words that say how often, and the interval."""
    known = {word: period for word, period in periods().items() if word.endswith("ly") or word == "annual"}
    known.update({word: interval for interval in read_sections("intervals.txt") for word in plain_words(interval)})
    return known
