"""What a line says is the candidate's own work or idea: `two of its nine chapters are mine`."""

from collections.abc import Iterator
from dataclasses import dataclass

from resume.grounding.claims import LEAST_PART, Claim
from resume.grounding.evidence import Evidence
from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Term
from resume.grounding.language.vocabulary import Vocabulary
from resume.grounding.sources import Source


@dataclass(frozen=True, slots=True)
class _OwnPart:
    """A thing that a line says is the candidate's own work or idea: `two of its nine chapters are mine`."""

    bit: int
    verbs: str
    """The list of the verbs that may be told of it."""
    roots: frozenset[str]
    """The word for the thing."""
    count: float
    """How many; 0 for none named."""


class OwnParts:
    """The things that lines of the source say are one's own."""

    def __init__(self, evidence: Evidence) -> None:
        words = evidence.words
        self._words = words
        self._parts = tuple(
            one for source in evidence.sources if not source.is_header for one in _find_own_parts(source, words)
        )

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._parts)

    def bits(self, term: Term, claim: Claim) -> int:
        """The lines that say of a thing that it is one's own work or idea: `wrote two chapters` of "two chapters are mine"."""
        low, found = term.low, 0
        for one in self._parts:
            if low not in words_under("cues.txt", one.verbs):
                continue
            said = {self._words.root(token.text) for token in claim.reading.tokens if token.kind == "word"}
            figures = {quantity.value for quantity in claim.ledger.quantities}
            if one.roots <= said and (one.count == 0 or one.count in figures):
                found |= one.bit
        return found


def _find_own_parts(source: Source, words: Vocabulary) -> Iterator[_OwnPart]:
    """The things of a line that are said to be one's own."""
    reading = source.reading
    if reading.lows.isdisjoint(_OWN):
        return
    tokens, light = reading.tokens, light_words("en")
    for at, token in enumerate(tokens):
        behind = tokens[at + 1].low if at + 1 < len(tokens) else ""
        is_idea = token.low == "my" and behind in ("idea", "own", "initiative", "suggestion", "proposal")
        is_work = token.low == "mine" or (token.low == "my" and behind in ("work", "design"))
        if not (is_idea or is_work) or at < LEAST_PART or tokens[at - 1].low not in ("is", "are", "was", "were"):
            continue
        begin = next((one + 1 for one in range(at - 2, -1, -1) if tokens[one].text in ".;,:("), 0)
        heads = [one for one in range(begin, at - 1) if tokens[one].kind == "word" and tokens[one].low not in light]
        heads = [one for one in heads if not tokens[one].used]
        counts = [one.value for one in source.ledger.quantities if begin <= one.first < at]
        if heads:
            verbs = "of one's idea" if is_idea else "of one's work"
            yield _OwnPart(
                source.bit, verbs, frozenset((words.root(tokens[heads[-1]].text),)), counts[0] if counts else 0
            )


_OWN = frozenset(("mine", "my"))
