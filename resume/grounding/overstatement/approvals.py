"""Approvals that others gave: `approved budgets` of "prepared budgets for approval"."""

from collections.abc import Sequence

from resume.grounding.claims import Claim, Scope
from resume.grounding.evidence import Evidence
from resume.grounding.language.lists import words_under
from resume.grounding.language.tokens import Token
from resume.grounding.verdict import Reason, reason_of

_REACH = 4
"""Tokens before `approval` among which stands that one waited for it or asked for it: "for the board's approval"."""


class Approvals:
    """Holds what a claim approves against lines that only ask for an approval."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def ungiven(self, claim: Claim, scope: Scope) -> list[Reason]:
        """`Approved` where the lines speak of approval alone as what one asked others for."""
        verbs = words_under("cues.txt", "approving")
        if scope.whole or scope.named or claim.reading.lows.isdisjoint(verbs):
            return []
        tokens = claim.reading.tokens
        at = next((at for at, token in enumerate(tokens) if token.low in verbs and _acts(tokens, at)), -1)
        if at < 0:
            return []
        nouns = words_under("cues.txt", "approval")
        lines = [one for one in self._evidence.among(scope.bits) if not one.reading.lows.isdisjoint(verbs | nouns)]
        asked = [one for one in lines if one.reading.lows.isdisjoint(verbs) and _asks(one.reading.tokens, nouns)]
        if not lines or len(asked) < len(lines):
            return []
        text, item = asked[0].fact.text, tokens[at].text
        return [reason_of("scope", item, text, f"“{item}” says more than the source, which says “{text}”.")]


def _acts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb is one's own doing: it opens a part of a line, and nobody does it behind `by`."""
    behind = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return behind != "by" and (at == 0 or tokens[at - 1].low in ("and", ",", ";", "i", "by", "&"))


def _asks(tokens: Sequence[Token], nouns: frozenset[str]) -> bool:
    """Whether every approval of a line is one that was asked for or waited for."""
    asking = words_under("cues.txt", "before an approval by others")
    places = [at for at, token in enumerate(tokens) if token.low in nouns]
    return all(any(token.low in asking for token in tokens[max(0, at - _REACH) : at]) for at in places)
