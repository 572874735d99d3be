"""Gains that no line tells: people whom something brought in words that claim nothing, money won that was only applied for."""

from collections.abc import Sequence
from functools import cache

from resume.grounding.claims import Claim, Scope
from resume.grounding.evidence import Evidence
from resume.grounding.language.lists import words_under
from resume.grounding.language.tokens import Token
from resume.grounding.overstatement.approvals import Approvals
from resume.grounding.verdict import Reason, reason_of

_REACH = 6
"""Tokens behind `brought` in which the people stand whom it brought: "brought in a great many new members"."""


_ASKED = 3
"""Tokens before a figure in which the word stands for what asked for it: "applications worth £1.8 million"."""


class Gains:
    """Holds what a claim says was brought against lines that tell of no gain."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._approvals = Approvals(evidence)

    def unsaid(self, claim: Claim, scope: Scope) -> list[Reason]:
        """`Brought many new members` where no line that the claim may rest on says that anything was gained."""
        reading = claim.reading
        if reading.lows.isdisjoint(_telling()):
            return []
        gained = self._only_applied_for(claim, scope) or self._approvals.ungiven(claim, scope)
        if gained:
            return gained
        if scope.whole or reading.lows.isdisjoint(words_under("cues.txt", "bringing")):
            return []
        for at, token in enumerate(reading.tokens):
            noun = _people_brought(reading.tokens, at) if token.low in words_under("cues.txt", "bringing") else 0
            if noun and not self._tells_gain(scope):
                item = reading.text[token.start : reading.tokens[noun].end]
                return [reason_of("content", item, "", f"“{item}” is claimed; the source says nothing of it.")]
        return []

    def _only_applied_for(self, claim: Claim, scope: Scope) -> list[Reason]:
        """`Won grants worth £1.8 million` of "wrote grant applications worth £1.8 million": so much was asked for."""
        asking = words_under("cues.txt", "what asks for money")
        lows = claim.reading.lows
        if not lows.isdisjoint(asking) or lows.isdisjoint(words_under("cues.txt", "winning money")):
            return []
        told = {(one.value, one.dimension): one.text for one in claim.ledger.quantities if one.dimension.isupper()}
        for source in self._evidence.among(scope.bits & ~self._evidence.headers) if told else ():
            if source.reading.lows.isdisjoint(asking):
                continue
            for one in source.ledger.quantities:
                item = told.get((one.value, one.dimension), "")
                before = [token.low for token in source.reading.tokens[max(0, one.first - _ASKED) : one.first]]
                if (
                    item
                    and not asking.isdisjoint(before)
                    and words_under("cues.txt", "winning money").isdisjoint(before)
                ):
                    text = source.fact.text
                    return [reason_of("scope", item, text, f"“{item}” is claimed as won; the source says “{text}”.")]
        return []

    def _tells_gain(self, scope: Scope) -> bool:
        gains = words_under("cues.txt", "gains")
        lines = self._evidence.among(scope.bits & ~self._evidence.headers)
        return any(not source.reading.lows.isdisjoint(gains) for source in lines)


@cache
def _telling() -> frozenset[str]:
    """Words one of which tells that something was brought, won or approved."""
    return frozenset().union(*(words_under("cues.txt", one) for one in ("bringing", "winning money", "approving")))


def _people_brought(tokens: Sequence[Token], at: int) -> int:
    """The token of the people who stand behind a verb with no figure, but with `many`, `new` or `more`; 0 for none."""
    vague = False
    for index in range(at + 1, min(len(tokens), at + _REACH)):
        token = tokens[index]
        if token.kind != "word":
            return 0
        if token.low in words_under("cues.txt", "so many people"):
            vague = True
        elif vague and token.low in words_under("figures.txt", "heads"):
            return index
        elif token.low not in ("in", "a", "great", "of", "along"):
            return 0
    return 0
