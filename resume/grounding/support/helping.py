"""What a line says that one helped to do: `helped teach the course`."""

from collections.abc import Sequence

from resume.grounding.claims import Claim
from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Term
from resume.grounding.language.scope import verb_forms
from resume.grounding.language.tokens import Token
from resume.wording import plain_forms


def is_helped_with(term: Term, claim: Claim) -> bool:
    """Whether a plain verb only says what somebody helped to do: `helped teach the course` of "assisted in the course"."""
    if term.negated:
        return False
    tokens, at = claim.reading.tokens, term.at
    before = [token.low for token in tokens[max(0, at - 2) : at]]
    helps = words_under("cues.txt", "helpers")
    right_behind = before[-1:] and (
        before[-1] in helps
        or (before[-1] in ("in", "to", "with", "by") and before[0] in helps)
        or (before[-1] == "in" and before[0] in _PARTS_TAKEN and term.helped)
        or (before[-1] in ("in", "with") and term.helped and _is_whom_one_helped(tokens, at - 1))
        or (term.helped and term.low in plain_forms() and _is_whom_one_helped(tokens, at))
    )
    doing = term.low in verb_forms() or term.low.endswith("ing")
    return bool(right_behind) and doing


def _is_whom_one_helped(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing but whom one helped stands between the helper and a verb: `helped the controller prepare budgets`."""
    helps = words_under("cues.txt", "helpers")
    begin = next((one for one in range(at - 1, max(-1, at - _MOST_HELPED), -1) if tokens[one].low in helps), -1)
    between = list(tokens[begin + 1 : at - (tokens[at - 1].low == "to")]) if begin >= 0 else []
    nouns = [one for one in between if one.low not in light_words("en")]
    joins = any(one.kind == "mark" or one.low in _BETWEEN_HELP for one in between)
    return len(nouns) > 0 and not joins and not nouns[-1].low.endswith("ing")


_MOST_HELPED = 6
"""Tokens from a helper to the verb of what one helped somebody to do."""


_BETWEEN_HELP = frozenset(("with", "in", "by", "for", "on", "of", "and", "or", "at", "from", "who", "that", "which"))


_PARTS_TAKEN = frozenset(("part", "role", "hand", "share", "involved"))
"""Words before `in` and a doing which say that one had a part in it: `took part in developing`."""
