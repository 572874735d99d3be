"""Tense: a role that is over stands in the past, one that goes on in the present, each verb of a line alike.

What somebody has finished stays in the past in a role that goes on too; only a duty that plainly continues (a verb of
standing duty with a standing object, or words such as `every week`) is brought into the present.
"""

import re
from collections.abc import Sequence

from resume.wording.rewording import Rewording
from resume.wording.turning import (
    Heads,
    apply_swaps,
    find_heads,
    speaks_of_now,
    speaks_of_then,
    turn_heads,
    turn_parallels,
)
from resume.wording.verbs import VerbForm, verb_in
from resume.wording.words import Token, capitalise, opens_object, tokens_of, word_class

_PAST_REASON = "You have left this role, so its line stands in the past tense."
_PRESENT_REASON = "You hold this role today, so a duty that goes on stands in the present tense."
_RECURS = re.compile(
    r"\b(?:(?:every|each) (?:\w+ )?(?:day|night|shift|week|fortnight|month|quarter|year|season|term)"
    r"|daily|weekly|monthly|nightly|(?:a|per) (?:day|week|month|shift))\b",
    re.I,
)
_OVER = re.compile(
    r"\b(?:19|20)\d\d\b|\bfrom\b.*\bto\b|\bby \S*\d|;"
    r"|\bfor (?:\w+ )?(?:days|weeks|months|years)\b"
    r"|\b(?:which|within|during|until|after|before|while|when|previously|resulting|leading|saving|cutting|reducing|increasing"
    r"|improving|achieving|raising|first|initial|new|successfully|award|won|project|launch|migration|move|transition|opening"
    r"|merger|rollout|roll-out|redesign)\b",
    re.I,
)
"""Signs that the line tells something finished."""
_ENOUGH_SMALL = 3


def fit_tense(text: str, *, ongoing: bool) -> Rewording | None:
    """The line in the tense of its role; None where it is so already or no rule is sure.

    Args:
        text: one bullet of a role with known dates.
        ongoing: whether the role goes on today.
    """
    tokens = tokens_of(text)
    if len(tokens) < 2 or not tokens[0].text[:1].isupper() or tokens[0].text.isupper() or _is_title(tokens):
        return None
    if ongoing:
        return _into_present(text, tokens)
    return _into_past(text, tokens)


def _into_past(text: str, tokens: Sequence[Token]) -> Rewording | None:
    for form in ("base", "third", "gerund"):
        turned = _turn(text, tokens, form, "past")
        if turned is not None:
            return None if speaks_of_now(tokens) or turned == text else Rewording(turned, _PAST_REASON)
    return None


def _into_present(text: str, tokens: Sequence[Token]) -> Rewording | None:
    for form in ("third", "gerund"):
        turned = _turn(text, tokens, form, "base")
        if turned is not None:
            return None if speaks_of_then(tokens) else Rewording(turned, _PRESENT_REASON)
    verb = verb_in(tokens[0].low, "past")
    if (
        verb is None
        or verb.base == verb.past
        or not verb.has("standing")
        or _OVER.search(text)
        or speaks_of_then(tokens)
    ):
        return None
    turned = _turn(text, tokens, "past", "base")
    if turned is None or not (_RECURS.search(text) or _is_standing_object(tokens)):
        return None
    return Rewording(turned, _PRESENT_REASON)


def _is_standing_object(tokens: Sequence[Token]) -> bool:
    """Whether what the first verb acts on lasts as long as a role: people, budgets, stock."""
    near = [token.low for token in tokens[1:6]]
    return any(word in word_class("standing-objects") for word in near)


def _turn(text: str, tokens: Sequence[Token], form: VerbForm, target: VerbForm) -> str | None:
    heads = find_heads(tokens, 0, form)
    if (
        heads is None
        or heads.found[0][0] != 0
        or (target == "base" and any(verb.has("once") for _, verb in heads.found))
    ):
        return None
    if form == "gerund" and not _is_sure_gerund(heads, tokens):
        return None
    nested = heads.last.base in word_class("lets")
    parallels = turn_parallels(tokens, heads.after, form, target, nested=nested)
    if parallels is None or not _later_sentences_fit(tokens, target):
        return None
    return capitalise(apply_swaps(text, [*turn_heads(heads, tokens, target), *parallels]))


def _is_sure_gerund(heads: Heads, tokens: Sequence[Token]) -> bool:
    """Without an opening that calls for a verb, a bare noun behind an -ing form is enough only for those never used otherwise."""
    following = tokens[heads.after]
    after = tokens[heads.after + 1] if heads.after + 1 < len(tokens) else following
    return (
        heads.last.has("ing") or heads.last.has("preposition") or opens_object(following, after) or len(heads.found) > 1
    )


def _later_sentences_fit(tokens: Sequence[Token], target: VerbForm) -> bool:
    """Whether no later sentence of the line opens with a verb that would have to turn as well."""
    for index, token in enumerate(tokens[:-1]):
        following = tokens[index + 1]
        starts = token.text in (".", "!", "?", ";") and following.start > token.end
        if starts and any(find_heads(tokens, index + 1, form) for form in _others(target)):
            return False
    return True


def _others(target: VerbForm) -> tuple[VerbForm, ...]:
    return ("base", "third", "gerund") if target == "past" else ("third", "gerund", "past")


def _is_title(tokens: Sequence[Token]) -> bool:
    """Whether the line is set like a title, most of its words with a capital.

    Acronyms (`REST APIs`) tell nothing of that in a line that has small words enough.
    """
    words = [token.text for token in tokens if token.text[0].isalpha()]
    if sum(word.islower() for word in words) >= _ENOUGH_SMALL:
        words = [word for word in words if not re.search(r"[A-Z]", word[1:])]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 2 and capitals * 2 > len(words) + 1
