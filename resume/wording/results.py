"""Buried numbers brought forward: `Introduced …, which cut waste by 30 %` becomes `Cut waste by 30 % by introducing …`.

Only where the writer made the thing that had the effect (verbs with the trait `makes`), so that nobody is credited with what
another's work did, and only where the sentence has these two parts and no third.
"""

import re

from resume.wording.rewording import Rewording
from resume.wording.turning import apply_swaps, find_heads, turn_heads, turn_parallels
from resume.wording.verbs import Verb, verb_in
from resume.wording.words import capitalise, tokens_of, word_class

_EFFECT = re.compile(
    r"^(?P<action>[^,;:.]+(?:\([^()]*\)[^,;:.]*)?),\s+(?:which|and so|thereby|thus)?\s*"
    r"(?P<verb>[a-z]+)\s+(?P<effect>[^;:]+?)(?P<stop>\.?)$"
)
_FIGURE = re.compile(
    r"\bby (?:about |around |over |nearly |almost |more than |up to |some )?[$£€¥]?\d"
    r"|\bfrom .*\d.* to .*\d|^[$£€¥]\s?\d|^\d[\d.,]*\s?(?:%|per ?cent)"
)
_MORE = re.compile(
    r",\s|\b(?:and|but|while|who|which|that|because|after|before|when|it|its|their|this"
    r"|by (?!\S*\d|about|around|over|nearly|almost|more|up|some))\b"
)
"""What would bring a third part into the sentence, or point back at the first."""

MAX_ACTION_WORDS = 16
"""Words of the action that may still follow the figure; more would bury the action instead."""


def bring_figure_forward(text: str) -> Rewording | None:
    """The line with its measured effect in front; None where it has none, or where the grammar is not plain."""
    match = _EFFECT.match(text)
    if match is None:
        return None
    effect = _effect_verb(match["verb"])
    tokens = tokens_of(match["action"])
    heads = find_heads(tokens, 0, "past") if tokens else None
    if effect is None or heads is None or heads.found[0][0] != 0 or len(tokens) > MAX_ACTION_WORDS + len(heads.found):
        return None
    if (
        not _FIGURE.search(match["effect"])
        or _MORE.search(match["effect"])
        or re.search(r"\b(?:it|its|their|this)\b", match["effect"])
    ):
        return None
    if (
        not all(verb.has("makes") for _, verb in heads.found)
        or turn_parallels(tokens, heads.after, "past", "gerund") != []
    ):
        return None
    action = apply_swaps(match["action"], turn_heads(heads, tokens, "gerund"))
    action = action[0].lower() + action[1:]
    return Rewording(
        f"{capitalise(effect.past)} {match['effect']} by {action}{match['stop']}",
        "The figure comes first: it is what a reader looks for.",
    )


def _effect_verb(word: str) -> Verb | None:
    """The verb of the effect in the past, told in the past (`which cut`) or as a remark (`cutting`)."""
    verb = verb_in(word, "past") or verb_in(word, "gerund")
    return verb if verb is not None and verb.base in word_class("result-verbs") else None
