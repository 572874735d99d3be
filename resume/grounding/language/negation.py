"""What a line denies: how far `not`, `without`, `none` and their like reach, and which bounds they only turn."""

from collections.abc import Sequence
from itertools import pairwise

from resume.grounding.language.function_words import PREPOSITIONS, WERE
from resume.grounding.language.lists import words_under
from resume.grounding.language.measures import number_words, time_words, units
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token


def mark_negation(reading: Reading) -> None:
    """Mark the tokens that a line denies."""
    negators, ends = words_under("cues.txt", "negators"), words_under("cues.txt", "negation ends")
    kind, begun = "", 0
    tokens, changing = reading.tokens, words_under("cues.txt", "changing what is there")
    if "0" not in reading.lows and reading.lows.isdisjoint(negators):
        reading.negated = [False] * len(tokens)
        return
    for at, token in enumerate(tokens):
        following = tokens[at + 1].low if at + 1 < len(tokens) else ""
        if (
            (token.low in negators or (token.text == "0" and following.isalpha() and following not in units()))
            and not (at > 0 and tokens[at - 1].low == "to" and token.low in ("none", "zero", "nil"))  # comes to none
            and not (following in ("only", "-", "." if token.low == "no" else "only") or _bounds_only(tokens, at))
            and not denied_bound(tokens, at)
            and not (token.low == "free" and _costs_nothing(tokens, at))
        ):
            if kind and token.low == "without":  # "did not sign without consent": signed with it
                reading.negated[begun:] = [False] * (at - begun)
                reading.negated.append(False)
                kind = ""
                continue
            begun = begun if kind else at
            if at and tokens[at - 1].text == "-":
                _deny_before(reading, at - 1, one=True)  # "crash-free"
                token.used = True
                reading.negated.append(False)
                continue
            acts = token.low in ("not", "never", "cannot") or token.low.endswith("n't") or following.endswith("ing")
            kind = "verb" if acts else "noun"
            kind = "verb" if following in words_under("cues.txt", "no part") else kind
            if token.low == "none":
                kind = "all"
                _deny_before(reading, at)
            elif token.low == "neither" and following == "of":
                kind = "all"
            elif acts and _denies_subject(tokens, at):
                _deny_before(reading, at)  # `drones were not used`
        elif (
            (
                kind
                and ((token.text in ",;:.()—–" and following not in ("or", "nor")) or token.low in ends)
                and not (token.low == "yet" and tokens[at - 1].low in negators)  # "not yet certified"
            )
            or (
                kind
                and kind != "all"
                and token.low in _ENDS_NEGATION
                and not (token.low == "and" and following == "of")
                and not (token.low == "as" and tokens[at - 1].low in negators | _SERVING)  # "but not as its leader"
            )
            or (kind == "noun" and token.low in PREPOSITIONS and not _goes_on_denying(tokens, at))
        ):
            kind = ""
        reading.negated.append(bool(kind))
        if kind == "verb" and (token.low in _ABOVE or token.low in changing) and _is_there(tokens, begun, at):
            kind = ""  # "without raising the price": there is a price


def _is_there(tokens: Sequence[Token], negator: int, at: int) -> bool:
    """Whether the thing of a denied verb is there all the same: behind `without raising`, and whatever was not exceeded."""
    if tokens[at].low.startswith(("exceed", "overr", "oversh", "breach")):
        return True
    if tokens[at].low in _ABOVE:
        return tokens[at - 1].low in words_under("cues.txt", "going beyond")
    return tokens[negator].low == "without" and at == negator + 1


def _goes_on_denying(tokens: Sequence[Token], at: int) -> bool:
    """Whether a denied noun only carries what follows: `no authority to sign cheques`, `without the help of consultants`."""
    before = tokens[at - 1].low
    if tokens[at].low == "to":
        return before in words_under("modality.txt", "may do")
    return tokens[at].low in ("of", "from") and before in words_under("modality.txt", "help of others")


def _denies_subject(tokens: Sequence[Token], at: int) -> bool:
    """Whether a negator says that what stands before it was left out: `the port was never visited`, `… have not been used`."""
    been = at + 1 < len(tokens) and tokens[at + 1].low == "been"
    behind = at + 1 + been
    if tokens[at].low == "never" and not been and tokens[at - 1].low not in WERE:
        return False  # "the team never checked"
    return behind < len(tokens) and tokens[behind].low in words_under("modality.txt", "made use of")


def _costs_nothing(tokens: Sequence[Token], at: int) -> bool:
    """Whether `free` denies nothing: in a free clinic, or free of charge; `free of faults` and `crash-free` do."""
    if at and tokens[at - 1].text == "-":
        return False
    behind = [token.low for token in tokens[at + 1 : at + 3]]
    return behind[:1] not in (["of"], ["from"]) or behind[1:] in (["charge"], ["cost"])


_ENDS_NEGATION = frozenset(("and", "while", "who", "which", "that", "as"))
"""Words that end what is denied; "free of this and of that" goes on."""
_SERVING = frozenset(("act", "acted", "acting", "serve", "served", "serving", "work", "worked", "working"))
"""Verbs with which `as` names an office: `did not act as treasurer` denies the treasurer."""


def _bounds_only(tokens: Sequence[Token], at: int) -> bool:
    """Whether a negator only turns a bound: `no fewer than 60`, `never took more than two days`."""
    following = [token.low for token in tokens[at + 1 : at + 5]]
    if following[:1] in (["fewer"], ["less"], ["more"]):
        return True
    return tokens[at].low in ("never", "not") and any(
        one in ("fewer", "less", "more", "longer") and other == "than" for one, other in pairwise(following)
    )


def denied_bound(tokens: Sequence[Token], at: int) -> int:
    """The figure whose bound `no` or `without` turns: 5 % of "without discounts of more than 5 %"; 0 for none."""
    if tokens[at].low not in ("no", "without"):
        return 0
    for index in range(at + 2, min(len(tokens) - 1, at + _BOUND_BEHIND)):
        low, before = tokens[index].low, tokens[index - 1].low
        if tokens[index].text in ",;:.()—–" or low in _ENDS_NEGATION or low == "but":
            return 0
        figure = index + 1 + (low in _EXCEEDS and tokens[index + 1].low == "than")
        if figure == index + 1 and low not in _ABOVE:
            continue
        measured = figure < len(tokens) and (
            tokens[figure].kind in ("number", "money") or tokens[figure].low in number_words()
        )
        if measured and before not in _LASTING_BEFORE:
            lasts = figure == index + 1 and tokens[min(figure + 1, len(tokens) - 1)].low in time_words()
            return 0 if lasts else figure
    return 0


_BOUND_BEHIND = 9
"""Tokens behind `without` in which the bound stands that it turns."""

_EXCEEDS = frozenset(("more", "longer", "greater", "higher", "later"))
_ABOVE = frozenset(("over", "above", "exceeding", "beyond"))
"""Words that bound a figure from below, before `than` and alone."""

_LASTING_BEFORE = frozenset(
    ("in", "for", "over", "during", "on", "across", "at", "within", "to", "from", "by", "through")
)
"""Words before a bound that is no bound of what is denied: "without an accident in more than nine years"."""


def _deny_before(reading: Reading, at: int, *, one: bool = False) -> None:
    """`have missed none` denies what stands before it in its part of the line, `crash-free` the one word."""
    before = at - 1
    if before < 0 or reading.tokens[before].kind != "word":
        return
    if one:
        reading.negated[before] = True
        return
    while before >= 0 and reading.segment_of[before] == reading.segment_of[at]:
        reading.negated[before] = True
        before -= 1
