"""Style: what lines write in two ways without meaning two things, made alike: percentages, thousands, dashes, hyphens.

Nothing here changes a figure, a name or a word: only the space before a `%`, the comma in a thousand, the dash between two parts
of a sentence, the hyphen in a word, and the apostrophes of those who wrote after the source.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PERCENTS: Mapping[str, re.Pattern[str]] = {
    "{}%": re.compile(r"(?<=\d)%"),
    "{} %": re.compile(r"(?<=\d)[ \u00a0\u202f]%"),
    "{} percent": re.compile(r"(?<=\d) percent\b"),
    "{} per cent": re.compile(r"(?<=\d) per cent\b"),
}
_ANY_PERCENT = re.compile(r"(?<=\d)(?:[ \u00a0\u202f]?%|[ \u00a0]per ?cent\b)")
_DASHES: Mapping[str, re.Pattern[str]] = {
    " – ": re.compile(r"(?<=[^\W_]) – (?=[a-z])"),
    " — ": re.compile(r"(?<=[^\W_]) — (?=[a-z])"),
    " - ": re.compile(r"(?<=[^\W_]) - (?=[a-z])"),
    "—": re.compile(r"(?<=[a-z])—(?=[a-z])"),
}
_ANY_DASH = re.compile(r"(?<=[^\W_]) [–—-] (?=[a-z])|(?<=[a-z])—(?=[a-z])")
_COMMA_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_BARE_THOUSANDS = re.compile(r"(?<=[a-z] )\d{5,6}(?= [a-z]{3})")
_NUMBERED = re.compile(r"\b(?:no|nr|number|code|id|version|room|zip|case|ticket|form|order|postcode) $", re.IGNORECASE)
_APOSTROPHES: Mapping[str, re.Pattern[str]] = {"'": re.compile(r"(?<=\w)'(?=\w)"), "’": re.compile(r"(?<=\w)’(?=\w)")}


@dataclass(frozen=True)
class Style:
    """How a text writes what may be written in two ways; None where it writes no such thing, and all ways are its own."""

    percent: str | None = None
    """A `%` behind `{}`, with or without a space, or the word."""
    dash: str | None = None
    """Between two parts of a sentence, with its spaces."""
    thousands: bool = False
    """Whether figures of five digits take a comma."""
    spellings: tuple[tuple[str, str], ...] = ()
    """Spelling of a word → the one that is chosen."""


def read_style(lines: Iterable[str], model: str = "") -> Style:
    """The style that most of the lines have.

    Args:
        lines: what shall be alike.
        model: a text whose spellings of words are chosen where it has them: the job ad.
    """
    text = "\n".join(lines)
    return Style(
        percent=_most_used(text, _PERCENTS),
        dash=_most_used(text, _DASHES),
        thousands=bool(_COMMA_THOUSANDS.search(text)),
        spellings=tuple(_choose_spellings(text, model)),
    )


def follow_style(text: str, style: Style) -> str:
    """The text in a style. Doing it again changes nothing."""
    if style.percent is not None:
        text = _ANY_PERCENT.sub(style.percent.format(""), text)
    if style.dash is not None:
        text = _ANY_DASH.sub(style.dash, text)
    if style.thousands:
        text = _BARE_THOUSANDS.sub(lambda match: _with_comma(text, match), text)
    for spelling, chosen in style.spellings:
        text = _word(spelling).sub(_in_case_of(chosen), text)
    return text


def follow_apostrophes(text: str, lines: Sequence[str]) -> str:
    """The text with straight or curly apostrophes, as most of the lines have them; as it is where they have none."""
    counts = Counter(
        {mark: sum(len(pattern.findall(line)) for line in lines) for mark, pattern in _APOSTROPHES.items()}
    )
    mark, most = counts.most_common(1)[0]
    if not most or len(set(counts.values())) == 1:
        return text
    return re.sub(r"(?<=\w)['’](?=\w)", mark, text)


def _most_used(text: str, forms: Mapping[str, re.Pattern[str]]) -> str | None:
    """The form that stands there most often, the first of several; None where there is none."""
    counts = {form: len(pattern.findall(text)) for form, pattern in forms.items()}
    used = [form for form, count in counts.items() if count]
    return max(used, key=lambda form: counts[form], default=None)


def _with_comma(text: str, match: re.Match[str]) -> str:
    return match.group() if _NUMBERED.search(text[: match.start()]) else f"{int(match.group()):,}"


def _choose_spellings(text: str, model: str) -> Iterable[tuple[str, str]]:
    low, asking = text.lower(), model.lower()
    for spellings, endings in _variants():
        counts = {one: _count(one, endings, text) if one in low else 0 for one in spellings}
        asked = next((one for one in spellings if one in asking and _count(one, endings, model)), None)
        used = max(spellings, key=lambda one: counts[one])
        chosen = asked or (used if counts[used] else None)
        if chosen is not None:
            yield from ((one + ending, chosen + ending) for one in spellings if one != chosen for ending in endings)


def _count(spelling: str, endings: Sequence[str], text: str) -> int:
    return sum(len(_word(spelling + ending).findall(text)) for ending in endings)


def _in_case_of(chosen: str) -> Callable[[re.Match[str]], str]:
    def write(match: re.Match[str]) -> str:
        return chosen[0].upper() + chosen[1:] if match.group()[0].isupper() else chosen

    return write


@cache
def _word(spelling: str) -> re.Pattern[str]:
    """A spelling in small letters or with a capital at its start; not within a longer word, an address or a name in capitals."""
    first = spelling[0]
    return re.compile(rf"(?<![\w@./-])[{first}{first.upper()}]{re.escape(spelling[1:])}(?![\w@/-]|\.\w)")


@cache
def _variants() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The spellings of each word without its endings, and those."""
    rows = (Path(__file__).parent / "term_variants.tsv").read_text(encoding="utf-8").splitlines()
    cells = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return tuple(
        (tuple(spellings.split(", ")), tuple(ending.replace("-", "") for ending in endings.split()))
        for spellings, endings in cells
    )
