"""Long lines cut in two where both halves stand alone."""

import re
from collections.abc import Iterator

from resume.wording.turning import is_verb
from resume.wording.verbs import is_form
from resume.wording.words import capitalise, tokens_of, word_class

MAX_WORDS = 35
"""Words beyond which a bullet is cut in two: about two printed lines and a half."""

MIN_WORDS = 5
"""Words that each half must have to be worth a line."""

_CUT = re.compile(r";\s+(?:and\s+)?|[.!]\s+(?=[A-Z])|,?\s+and\s+(?:also\s+)?")


def split_line(text: str) -> tuple[str, str] | None:
    """The two lines that a long one becomes; None where it is not long or no cut leaves two whole lines."""
    if len(text.split()) <= MAX_WORDS:
        return None
    middle = len(text) / 2
    halves = sorted(_halves(text), key=lambda pair: abs(len(pair[0]) - middle))
    return halves[0] if halves else None


def _halves(text: str) -> Iterator[tuple[str, str]]:
    closing = "." if text.endswith(".") else ""
    for match in _CUT.finditer(text):
        first, second = text[: match.start()], text[match.end() :]
        if min(len(first.split()), len(second.split())) < MIN_WORDS or not _balanced(first):
            continue
        if (
            _opens_with_past(first)
            and _opens_with_past(second)
            and not _leans_on(second)
            and not _runs_on(first, match.group())
        ):
            yield first.rstrip(",.;") + closing, capitalise(second)


def _opens_with_past(text: str) -> bool:
    tokens = tokens_of(text)
    return bool(tokens) and is_form(tokens[0].low, "past") and is_verb(tokens, 0, "past")


def _leans_on(second: str) -> bool:
    """Whether the second half points back at the first: `it`, `which`, `the same`."""
    return any(token.low in word_class("anaphora") for token in tokens_of(second))


def _runs_on(first: str, cut: str) -> bool:
    """Whether the cut at an `and` might lie inside a clause of the first half, whose verb the second would run parallel to."""
    if "and" not in cut:
        return False
    tokens = tokens_of(first)
    inside = word_class("subordinators") | word_class("finite") | word_class("conjunctions")
    return any(
        token.low in inside or (index and is_form(token.low, "past") and is_verb(tokens, index, "past"))
        for index, token in enumerate(tokens)
    )


def _balanced(text: str) -> bool:
    return text.count("(") == text.count(")") and text.count("“") == text.count("”") and text.count('"') % 2 == 0
