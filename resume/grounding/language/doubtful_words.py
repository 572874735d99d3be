"""Words of which their place decides whether they claim anything: `first`, `runs`, `set`, `achieved`, the A of "Type A"."""

from collections.abc import Sequence
from functools import cache

from resume.grounding.language.function_words import ARTICLES, light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.tokens import Token
from resume.grounding.language.verbs import opens_verb

_CARRIED = 6
"""Tokens behind a verb of achieving in which the noun stands that it carries."""


def claims_though_light(tokens: Sequence[Token], at: int) -> bool:
    """Whether a light word claims something where it stands."""
    return (
        (len(tokens[at].text) == 1 and _is_letter_of_type(tokens, at))
        or (tokens[at].low in _PERFORMING and _is_on_stage(tokens, at))
        or (tokens[at].low in DECIDING and _sets_thing(tokens, at))
    )


def claims_nothing(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word only carries what stands beside it, where it stands: one of `doubtful_words`."""
    return (
        _brings_change(tokens, at)
        or _is_measure(tokens, at)
        or _tells_order(tokens, at)
        or _is_particle(tokens, at)
        or _tells_speed(tokens, at)
    )


@cache
def doubtful_words() -> frozenset[str]:
    """The words that may claim nothing where they stand."""
    headings = (
        "reaching a figure", "bringing about", "particles in the plural", "joined to a noun", "prefixes of time",
    )  # fmt: skip
    listed = [words_under("cues.txt", heading) for heading in headings]
    return frozenset().union(_MEASURES, _ORDERS, _CARRIES_SPEED, *listed)


def _is_measure(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word only says that what follows is counted: `the rate of rejected cubes`."""
    return tokens[at].low in _MEASURES and at + 1 < len(tokens) and tokens[at + 1].low == "of"


_MEASURES = frozenset(("rate", "rates"))
"""Words before `of` and what is counted."""


def _tells_speed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb only carries how fast a thing has become, which the figure says: `now runs eight times as fast`."""
    if tokens[at].low not in _CARRIES_SPEED or at + 1 >= len(tokens) or not tokens[at + 1].used:
        return False
    return not _SPEEDS.isdisjoint(token.low for token in tokens[at + 2 : at + 6])


_CARRIES_SPEED = frozenset(("runs", "ran", "works", "goes", "is"))
"""Verbs that may say no more than how fast a thing is."""

_SPEEDS = frozenset(("fast", "faster", "quick", "quickly", "quicker"))
"""Words behind a figure of speed."""


def _is_on_stage(tokens: Sequence[Token], at: int) -> bool:
    """Whether `performed` says what was done, with no thing behind it: `performed in six productions`."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return tokens[at].low in _PERFORMING and following in ("in", "at", "on")


_PERFORMING = frozenset(("perform", "performed", "performing"))


def _sets_thing(tokens: Sequence[Token], at: int) -> bool:
    """Whether `set` says that one decided something: `set the prices`, not `set about it`; `spent`, that one gave money."""
    if tokens[at].low not in DECIDING or at + 1 >= len(tokens) or not opens_verb(tokens, at):
        return False
    following = tokens[at + 1]
    if tokens[at].low == "spent":
        return following.kind == "money" or (following.text.isupper() and len(following.text) == _CODE)
    return following.kind == "word" and (following.low in ARTICLES or following.low not in light_words("en"))


DECIDING = frozenset(("set", "sets", "spent"))
"""Light verbs that are read as words where they say what somebody decided or gave."""

_CODE = 3
"""Letters of a currency's code."""


def _is_letter_of_type(tokens: Sequence[Token], at: int) -> bool:
    """Whether a single capital tells one type from another: `Type A`, `Category C`, `Hepatitis B`."""
    before = tokens[at - 1] if at else None
    is_letter = len(tokens[at].text) == 1 and tokens[at].text.isupper() and tokens[at].text != "I"
    return is_letter and before is not None and before.low in words_under("figures.txt", "numbered")


def _is_particle(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word only joins a verb with a hyphen to make a noun of it: `call-outs`, `pre-flight`."""
    low = tokens[at].low
    if at and tokens[at - 1].text == "-" and low in words_under("cues.txt", "particles in the plural"):
        return True
    if at and tokens[at - 1].text == "-" and low in words_under("cues.txt", "joined to a noun"):
        return True
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return following == "-" and low in words_under("cues.txt", "prefixes of time")


def _tells_order(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word only says when in a career something was: `first as a trainee`, `an early career in`."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if tokens[at].low in ("subject", "close", "next") and following == "to":
        return True  # "subject to approval", "close to houses"
    if tokens[at].low == "caused" and following == "by":
        return True  # "returns caused by firmware" are due to it
    if tokens[at].low == "round" and following in ("the", "a", "an", "our", "their"):
        return True  # "showed guests round the farm"
    if tells_which_role(tokens, at):
        return True
    if tokens[at].low in ("first", "initially", "originally"):
        return following in ("as", "at", "in", "with", "for", "on")
    if tokens[at].low == "first" and at > 0 and at + 1 < len(tokens) and tokens[at + 1].used:
        return tokens[at - 1].low in ("their", "her", "his", "its", "the")  # "through their first six months"
    if tokens[at].low in ("past", "last"):  # "over the past seven years"
        return at > 0 and tokens[at - 1].low in ("the", "my", "these") and at + 1 < len(tokens) and tokens[at + 1].used
    if tokens[at].low in ("post", "posting"):
        return at > 0 and tokens[at - 1].low in words_under("cues.txt", "which post")
    return tokens[at].low == "early" and following in ("career", "years", "days")


def tells_which_role(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word only says which role of a career is meant: the `previous` of `in a previous role`."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if following not in words_under("cues.txt", "roles in order") or not at:
        return False
    return tokens[at].low in words_under("cues.txt", "orders of roles") and bool(whose_role(tokens, at))


def whose_role(tokens: Sequence[Token], at: int) -> str:
    """The word before an order that says whose role it is: the `my` of `in my most recent role`."""
    before = tokens[at - 1].low if at else ""
    if before in ("most", "very") and at > 1:
        before = tokens[at - 2].low
    return before if before in ("my", "a", "an", "this", "her", "his", "their", "the", "in", "from", "across") else ""


_ORDERS = frozenset(
    (
        "subject",
        "close",
        "next",
        "round",
        "first",
        "initially",
        "originally",
        "past",
        "last",
        "previous",
        "current",
        "present",
        "former",
        "prior",
        "recent",
        "latest",
        "earliest",
        "post",
        "posting",
        "early",
    )
)
"""Words that may only say when something was, or where it stands."""


def _brings_change(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb of achieving only carries the noun behind it, which says what was done: `achieved a 12 % reduction`."""
    if tokens[at].low in words_under("cues.txt", "reaching a figure") and _reaches_figure(tokens, at):
        return True
    if tokens[at].low not in words_under("cues.txt", "bringing about"):
        return False
    changes = words_under("cues.txt", "changes as nouns")
    return any(token.low in changes for token in tokens[at + 1 : at + 1 + _CARRIED])


def _reaches_figure(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb of reaching only carries the figure behind it: `achieved sales of £40,000`; the figure is checked."""
    for token in tokens[at + 1 : at + 1 + _CARRIED]:
        if token.kind in ("number", "money"):
            return True
        if token.kind == "mark" and token.text not in "-'":
            return False
    return False
