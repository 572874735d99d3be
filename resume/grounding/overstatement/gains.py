"""People whom a claim says something brought, in words that each claim nothing: `which brought many new members`."""

from collections.abc import Sequence

from resume.grounding.claims import Claim, Scope
from resume.grounding.evidence import Evidence
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Token
from resume.grounding.verdict import Reason, reason_of

_REACH = 6
"""Tokens behind `brought` in which the people stand whom it brought: "brought in a great many new members"."""


class Gains:
    """Holds what a claim says was brought against lines that tell of no gain."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def unsaid(self, claim: Claim, scope: Scope) -> list[Reason]:
        """`Brought many new members` where no line that the claim may rest on says that anything was gained."""
        reading = claim.reading
        if scope.whole or reading.lows.isdisjoint(words_under("cues.txt", "bringing")):
            return []
        for at, token in enumerate(reading.tokens):
            noun = _people_brought(reading.tokens, at) if token.low in words_under("cues.txt", "bringing") else 0
            if noun and not self._tells_gain(scope):
                item = reading.text[token.start : reading.tokens[noun].end]
                return [reason_of("content", item, "", f"“{item}” is claimed; the source says nothing of it.")]
        return []

    def _tells_gain(self, scope: Scope) -> bool:
        gains = words_under("cues.txt", "gains")
        lines = self._evidence.among(scope.bits & ~self._evidence.headers)
        return any(not source.reading.lows.isdisjoint(gains) for source in lines)


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
