"""What a figure is said of: the words around it, so that two figures of a line cannot change places."""

from collections.abc import Iterator, Sequence

from resume.grounding.language.function_words import generic_words, light_words
from resume.grounding.language.mentions import DateMention
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token
from resume.grounding.language.vocabulary import Vocabulary
from resume.grounding.measuring.ledger import Ledger, Quantity

_ENDS = frozenset(",;:.()—–•|!?")
"""Marks at which the words that belong to a figure end."""

_JOINTS = frozenset(("and", "while", "whilst", "plus", "but", "then", "with"))
"""Words at which, between two figures, the second one's words begin."""

_BETWEEN = frozenset(
    ("of", "whose", "out", "the", "these", "those", "all", "every", "to", "or", "-", "–", "a", "total")
)
"""What may stand between two figures that are told in one breath."""

_ORDINALS = frozenset(("first", "second", "third", "fourth", "last", "final", "next", "previous"))
"""Words that tell one year, phase or attempt from another, though they claim nothing by themselves."""

_FAR = 12
"""Tokens that a figure's words may be away from it."""


def words_around(reading: Reading, ledger: Ledger, at: int, words: Vocabulary) -> frozenset[str]:
    """Keys of the words, and the dates, that a figure is said of: up to the next mark, and to the next figure.

    Args:
        reading: the line.
        ledger: its figures.
        at: which of them, by its place in `ledger.quantities`.
        words: the line's vocabulary.
    """
    found: set[str] = set()
    for one in joined(reading, ledger, at):
        quantity = ledger.quantities[one]
        for index in (*_before(reading, ledger, one), *_after(reading, ledger, one), *quantity.of):
            token = reading.tokens[index]
            if _says(token, words):
                found.update(words.keys(token.text))
            if token.low in _ORDINALS:
                found.add(f"o:{token.low}")
        for whole in () if quantity.after else (whole for whole, part in ledger.wholes if part == at):
            for index in ledger.quantities[whole].after:
                found.update(words.keys(reading.tokens[index].text))  # the 8 of "22 grants, winning 8" are grants
        for date in ledger.dates:
            if _lies_within(reading.tokens, quantity, date.first):
                found.add(f"d:{date.year}")
    return frozenset(found)


def joined(reading: Reading, ledger: Ledger, at: int) -> list[int]:
    """A figure, and those that stand right beside it: the words around "45 of 60" are said of both."""
    found = [at]
    for step in (-1, 1):
        one = at
        while 0 <= one + step < len(ledger.quantities):
            first, last = sorted((one, one + step))
            begin, end = ledger.quantities[first].last + 1, ledger.quantities[last].first
            if not all(token.low in _BETWEEN for token in reading.tokens[begin:end]):
                break
            one += step
            found.append(one)
    return found


def words_behind(reading: Reading, ledger: Ledger, at: int, words: Vocabulary) -> frozenset[str]:
    """Keys of the words behind a figure and what it counts, up to the next mark or figure: when, where, whose it is.

    Args:
        reading: the line.
        ledger: its figures.
        at: which of them, by its place in `ledger.quantities`.
        words: the line's vocabulary.
    """
    heads = set(ledger.quantities[at].after)
    tokens = (reading.tokens[index] for index in _after(reading, ledger, at) if index not in heads)
    return frozenset(key for token in tokens if _says(token, words) for key in words.keys(token.text))


def words_of_date(reading: Reading, ledger: Ledger, at: int, words: Vocabulary) -> frozenset[str]:
    """Keys of the words, and the figures, that stand in one part of a line with a date: `ledger.dates[at]`."""
    mine = ledger.dates[at]
    joined = {date.first for span in ledger.spans if mine in span for date in span} | {mine.first}
    segments = {reading.segment_of[first] for first in joined}
    found: set[str] = set()
    for index, token in enumerate(reading.tokens):
        if reading.segment_of[index] in segments and _says(token, words):
            found.update(words.keys(token.text))
    for quantity in ledger.quantities:
        if reading.segment_of[quantity.first] in segments:
            found.add(f"q:{quantity.value:g}")
    return frozenset(found)


def _says(token: Token, words: Vocabulary) -> bool:
    light = token.low in light_words(words.language) or token.low in generic_words()
    return token.kind == "word" and not token.used and not light


def _before(reading: Reading, ledger: Ledger, at: int) -> Iterator[int]:
    quantity = ledger.quantities[at]
    previous = ledger.quantities[at - 1] if at else None
    begin = previous.last if previous is not None else -1
    own = set(previous.after) if previous is not None else set()
    for index in range(quantity.first - 1, max(begin, quantity.first - _FAR), -1):
        token = reading.tokens[index]
        if index in own or (token.kind == "mark" and token.text in _ENDS and not _is_decimal(reading.tokens, index)):
            return
        yield index
        if token.low in _JOINTS and previous is not None:
            return


def _after(reading: Reading, ledger: Ledger, at: int) -> Iterator[int]:
    quantity = ledger.quantities[at]
    following = ledger.quantities[at + 1] if at + 1 < len(ledger.quantities) else None
    end = following.first if following is not None else len(reading.tokens)
    own, parted = set(quantity.after), _last_mark(reading, quantity.last + 1, end) if following is not None else end
    for index in range(quantity.last + 1, min(end, quantity.last + _FAR)):
        token = reading.tokens[index]
        if token.kind == "mark" and token.text in _ENDS:
            return
        if (
            following is not None
            and index not in own
            and not quantity.acts
            and (token.low in _JOINTS or parted < index)
        ):
            yield from (
                one for one in quantity.after if one > index
            )  # "270 children reach normal weight within 120 days"
            return
        yield index


def _last_mark(reading: Reading, begin: int, end: int) -> int:
    """The last token that parts words from the next figure: what stands behind it is of that one, unless the first counts it."""
    for index in range(end - 1, begin - 1, -1):
        token = reading.tokens[index]
        if token.low in _JOINTS or (token.kind == "mark" and token.text in _ENDS):
            return index
    return begin - 1


def _is_decimal(tokens: Sequence[Token], index: int) -> bool:
    return 0 < index < len(tokens) - 1 and tokens[index - 1].kind == tokens[index + 1].kind == "number"


def _lies_within(tokens: Sequence[Token], quantity: Quantity, at: int) -> bool:
    """Whether no mark stands between a figure and a date."""
    first, last = sorted((quantity.first, at))
    between = tokens[first + 1 : last]
    return len(between) < _FAR and not any(token.text in _ENDS or token.low in _JOINTS for token in between)


def is_misplaced(own: frozenset[str], known: Sequence[frozenset[str]], at: int, rivals: Sequence[int]) -> bool:
    """Whether a line says of one figure what its source says of another.

    Args:
        own: what the line says the figure of.
        known: what the source says each of its figures of.
        at: the source's figure of the same value.
        rivals: the source's figures of the same kind and another value.
    """
    mine = {key for key in own if key[:2] == "o:"}
    if mine and mine.isdisjoint(known[at]) and any(key[:2] == "o:" for key in known[at]):
        return True
    return any(own & (known[rival] - known[at]) and not own & (known[at] - known[rival]) for rival in rivals)


def date_behind(ledger: Ledger, at: int) -> DateMention | None:
    """The date that stands right behind a figure: `71 % in 2018`."""
    quantity = ledger.quantities[at]
    joined = {
        date.first for first, last in ledger.spans if last.first - first.last == _JOINED for date in (first, last)
    }
    behind = (one for one in ledger.dates if quantity.last < one.first <= quantity.last + _DATE_REACH)
    return next((one for one in behind if one.first not in joined), None)


_JOINED = 2
"""Tokens from one end of a span to the other where one word stands between: "2018 and 2021" is no date of one figure."""


_DATE_REACH = 3
"""Words between a figure and the date behind it: "71 % in May 2018"."""
