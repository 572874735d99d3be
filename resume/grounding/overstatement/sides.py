"""On which side of something a thing lies: over or under budget, before or after the hearing, above or below target."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resume.grounding.evidence import Evidence
from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Reading
from resume.grounding.language.scope import verb_forms
from resume.grounding.language.tokens import Token
from resume.grounding.lines import reason_against
from resume.grounding.measuring.differences import sign_words
from resume.grounding.measuring.ledger import Ledger
from resume.grounding.sources import Source
from resume.grounding.verdict import Reason, reason_of

_REACH = 3
"""Words behind "over", "before"… among which stands what it is said of: "over the agreed budget"."""


_OF_A_CAREER = frozenset(("earlier", "later", "early", "prior", "preceding", "past"))
"""Words that tell one part of a career from another, and lie on no side of anything: "earlier work in hotels"."""

_NEXT = frozenset(("later", "afterwards", "afterward"))
"""Words of time that open what one did next: "and later reduced corrections"."""

_REACHED = 100.0
"""Per cent of a target above which it is exceeded."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A word that says on which side of something a thing lies: "over" in "£4,000 over budget"."""

    axis: str
    sign: str
    of: frozenset[str]
    """Keys of what it is said of; empty for `early` and `late`."""
    at: int
    words: str


class Sides:
    """Holds the sides that a claim names against those of the lines it rests on."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._relations: dict[int, list[Relation]] = {}

    def flipped(
        self, reading: Reading, ledger: Ledger, lines: dict[int, list[Source]], rests_on: Sequence[Source]
    ) -> list[Reason]:
        """`over budget` where the source says `under budget`; `above target` where the figures say below."""
        reasons: list[Reason] = []
        for relation in self._read_relations(reading):
            segment = reading.segment_of[relation.at]
            found = lines.get(segment) or lines.get(segment - 1) or rests_on
            if _follows_from_figures(reading, ledger, relation):
                continue
            signs = [(sign, source) for source in found for sign in self._signs_in(source, relation)]
            if any(_agree(relation, sign) for sign, _ in signs):
                continue
            if signs:
                source = signs[0][1]
                reasons.append(reason_against("comparison", relation.words, source, f"“{relation.words}” is claimed"))
            elif _measures(reading, ledger, relation) and found:
                reasons.append(reason_against("comparison", relation.words, found[0], f"“{relation.words}” is claimed"))
            elif reading.tokens[relation.at].used and not found:
                detail = f"“{relation.words}” is claimed; the source says nothing of it."
                reasons.append(reason_of("comparison", relation.words, "", detail))
        return reasons

    def reached(self, reading: Reading, source: Source) -> list[Reason]:
        """`At the hearing` where the line says that it was settled before the hearing."""
        reasons: list[Reason] = []
        relations = self._relations_of(source)
        ordered = [one for one in relations if one.axis == "order" and one.of] if relations else relations
        if not ordered or "order" in [one.axis for one in self._read_relations(reading)]:
            return reasons
        for relation in ordered:
            for at, token in enumerate(reading.tokens):
                before = [one.low for one in reading.tokens[max(0, at - _REACH + 1) : at]]
                if set(before) & words_under("modality.txt", "placed within") and relation.of & set(
                    self._evidence.words.keys(token.text)
                ):
                    item = reading.text[reading.tokens[max(0, at - len(before))].start : token.end]
                    reasons.append(reason_against("comparison", item, source, f"“{item}” is claimed"))
        return reasons

    def _signs_in(self, source: Source, relation: Relation) -> Iterator[str]:
        """On which side a line says that the thing lies."""
        alike = [other for other in self._relations_of(source) if other.axis == relation.axis]
        of_same = [other for other in alike if other.of & relation.of]
        yield from (other.sign for other in of_same or alike if of_same or not other.of or not relation.of)
        if relation.axis == "level":
            for quantity in source.ledger.quantities:
                if quantity.aim:
                    over = quantity.value > _REACHED if quantity.aim == "of" else quantity.aim == "up"
                    yield "up" if over else "down"
            for before, after in source.ledger.changes:
                first, second = source.ledger.quantities[before], source.ledger.quantities[after]
                tokens = source.reading.tokens
                aimed = {token.low for token in tokens} & words_under("modality.txt", "aims")
                if aimed and before > after:
                    yield "up" if second.value > first.value else "down"

    def _relations_of(self, source: Source) -> list[Relation]:
        found = self._relations.get(source.bit)
        if found is None:
            found = self._relations[source.bit] = self._read_relations(source.reading)
        return found

    def _read_relations(self, reading: Reading) -> list[Relation]:
        """On which side of what a line says that something lies."""
        tokens, signs = reading.tokens, sign_words()
        found: list[Relation] = []
        if reading.lows.isdisjoint(signs):
            return found
        parts = words_under("cues.txt", "parts of a career")
        for at, token in enumerate(tokens):
            if token.low not in signs or token.kind != "word":
                continue
            if token.used and token.low in light_words(self._evidence.words.language):
                continue  # "over a year": a figure's own
            if token.used and token.low in ("early", "late", "mid"):
                continue  # a date's: "in late 2022"
            if token.low == "advance" and (not at or tokens[at - 1].low != "in"):
                continue  # "advance payments"
            if token.low in _NEXT and at + 1 < len(tokens) and opens_doing(tokens[at + 1].low):
                continue  # "and later reduced corrections"
            if token.low in _OF_A_CAREER and tokens[min(at + 1, len(tokens) - 1)].low in parts:
                continue  # "with earlier experience in hotels"
            if token.low in _OF_TITLES and _is_in_title(tokens, at):
                continue
            axis, sign = signs[token.low]
            named = self._what_follows(tokens, at)
            if named is None or (not named and token.low not in words_under("modality.txt", "sides alone")):
                continue
            keys = frozenset(key for one in named for key in self._evidence.words.keys(tokens[one].text))
            last = max(named, default=at)
            if reading.negated[at] and (axis, sign) == ("level", "up"):
                sign = _NOT_OVER
            found.append(Relation(axis, sign, keys, at, reading.text[token.start : tokens[last].end]))
        return found

    def _what_follows(self, tokens: Sequence[Token], at: int) -> list[int] | None:
        """The words that "over", "before"… are said of; None where a figure follows, which has its own comparison."""
        light = light_words(self._evidence.words.language)
        for index in range(at + 1, min(len(tokens), at + 1 + _REACH)):
            token = tokens[index]
            aim = token.low in words_under("modality.txt", "aims")
            if token.kind in ("number", "money") or (
                token.used and not aim and token.kind == "word" and token.low not in light
            ):
                return [] if tokens[at].low in words_under("modality.txt", "sides alone") else None
            if token.kind == "mark" and token.text not in "-'":
                return []
            if token.kind == "word" and token.low not in light:
                return [index]
        return []


_NOT_OVER = "within"
"""The sign of what did not exceed something: at it, or below."""


def _agree(relation: Relation, sign: str) -> bool:
    """Whether a source's side lets one say a claim's: what is under a budget is within it, not the other way round."""
    if sign == _NOT_OVER:
        return relation.sign == sign or (relation.sign == "down" and relation.words.lower().startswith("within"))
    return sign == relation.sign or (relation.sign == _NOT_OVER and sign == "down")


_OF_TITLES = frozenset(("early", "late"))
"""Words of time that titles have: "Early Childhood Teacher"."""


def _is_in_title(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word and the next are capitalized, as in a title or a name."""
    return all(token.text[:1].isupper() for token in tokens[at : at + 2]) and at + 1 < len(tokens)


def opens_doing(low: str) -> bool:
    """Whether a word is a verb in the past, or in the present of what one does."""
    return low in verb_forms() or low.endswith("ed")


def _follows_from_figures(reading: Reading, ledger: Ledger, relation: Relation) -> bool:
    """Whether a line gives both figures, and they say it: `68 %, above the team average of 55 %`."""
    behind = next((one for one in ledger.quantities if relation.at < one.first <= relation.at + _FIGURE_REACH), None)
    before = [one for one in ledger.quantities if one.last < relation.at]
    if relation.axis != "level" or behind is None or reading.tokens[behind.first - 1].low not in ("of", "("):
        return False
    kin = [one for one in before if one.dimension == behind.dimension]
    return bool(kin) and (kin[-1].value > behind.value) == (relation.sign == "up")


_FIGURE_REACH = 6
"""Words between "above" and the figure that something lies above: "above the team average of 55 %"."""


def _measures(reading: Reading, ledger: Ledger, relation: Relation) -> bool:
    """Whether a relation says by how much, or how near, something lies to an aim: "£52,000 above target", "just under target"."""
    tokens, at = reading.tokens, relation.at
    aims = words_under("modality.txt", "aims")
    aimed = any(token.low in aims for token in tokens[at + 1 : at + 1 + _REACH])
    behind_figure = any(quantity.last == at - 1 for quantity in ledger.quantities)
    near = at > 0 and tokens[at - 1].low in words_under("modality.txt", "before a side")
    return (aimed and (behind_figure or near)) or (tokens[at].used and tokens[at].kind == "word")
