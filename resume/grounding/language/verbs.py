"""Whether a word stands where a verb may stand."""

from collections.abc import Sequence

from resume.grounding.language.tokens import Token
from resume.wording import plain_forms

VERB_BEFORE = frozenset(
    [
        "and",
        "or",
        "i",
        "we",
        "who",
        "that",
        "which",
        "by",
        "then",
        "also",
        "to",
        "while",
        "have",
        "has",
        "had",
        "was",
        "were",
        "he",
        "she",
        "they",
        "not",
        ",",
        ";",
        ":",
        ".",
        "(",
        "—",
        "–",
        "•",
        "through",
    ]
)
"""Words and marks behind which a verb may stand."""


def opens_verb(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word stands where a verb may stand: first, behind a mark, `and`, `by`, `to`, an adverb or the like."""
    if at:
        before = tokens[at - 1].low
        if before not in VERB_BEFORE and not before.endswith("ly"):
            return False
        if before == "and" and _ends_list(tokens, at):
            return False
        if before == "by" and not tokens[at].low.endswith("ing"):
            return False  # "by phone"
    # "a night school, open until ten"
    return tokens[at].low != "open" or at + 1 >= len(tokens) or tokens[at + 1].low not in _BEHIND_OPEN


def _ends_list(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb's plain form is the last noun of a list behind a preposition: `in hose drill and search`."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else "."
    if following not in (".", ";", "and") or tokens[at].low not in plain_forms() or tokens[at - 2].low in VERB_BEFORE:
        return False
    before = [token.low for token in tokens[max(0, at - 5) : at - 2]]
    return bool(_BEFORE_LIST.intersection(before))


_BEFORE_LIST = frozenset(("in", "of", "on", "with"))
"""Words before a list of things that are taught, planned or dealt with."""


_BEHIND_OPEN = frozenset(
    ("until", "till", "to", "from", "on", "daily", "all", "late", "every", "at", "for", "seven", "in")
)
"""Words behind `open` where it is no verb."""
