"""Own work claimed of what the source says of helping, or of somebody else; owning claimed of what one ran."""

from collections.abc import Mapping, Sequence

from resume.grounding.claims import Claim
from resume.grounding.evidence import Evidence
from resume.grounding.language.lists import words_under
from resume.grounding.language.others import is_a_teams
from resume.grounding.language.reading import Term
from resume.grounding.language.scope import CONTRIBUTED, OWNED, is_verb, plain_doings, rung
from resume.grounding.lines import BEFORE_DUTIES, tells_what_became
from resume.grounding.sources import Source
from resume.grounding.support.carrying import only_opens
from resume.grounding.support.coverage import Coverage
from resume.grounding.verdict import Reason, reason_of


class OwnWork:
    """Holds the doings of a claim against whose doing the source says they are."""

    def __init__(self, evidence: Evidence, coverage: Coverage) -> None:
        self._evidence = evidence
        self._coverage = coverage
        self._words = evidence.words

    def raised(self, terms: Sequence[Term], together: int, claim: Claim) -> list[Reason]:
        """A verb that the source says only of helping, or of somebody else."""
        reading = claim.reading
        if reading.helped_behind:
            return []
        if any(reading.helped) and not reading.lows.isdisjoint(("which", "where")):
            return []  # "after a move in which I took part"
        has_duty = not reading.lows.isdisjoint(BEFORE_DUTIES)
        doubted = [
            term
            for whole in terms
            for term in (whole, *whole.parts)
            if (has_duty or term.is_verb) and self._may_raise(term, together)
        ]
        if not doubted:
            return []
        closest = self._closest(terms, together, claim)
        for term in doubted:
            duty = has_duty and only_opens(term, claim)
            if not (duty or (term.is_verb and is_verb(term.keys))) or term.negated or _is_helped(term, claim):
                continue
            if not duty and (0 < rung(term.keys) <= CONTRIBUTED or _is_passive(term, claim)):
                continue
            if self._opens_with_title(term, claim):
                continue
            reason = self._lifted(term, terms, closest, duty) or (
                None if duty else self._taken_over(term, closest, claim)
            )
            if reason is not None:
                return [reason]
        return []

    def _may_raise(self, verb: Term, together: int) -> bool:
        """Whether of the lines that hold a part of a claim one is of helping, or has a verb as no doing of one's own."""
        if together & self._evidence.helped:
            return True
        others = together & ~self._evidence.own.get(verb.keys[0], 0)
        return bool(others and others & ~self._done_oneself(verb))

    def _done_oneself(self, verb: Term) -> int:
        """The facts that say a verb of one's own doing; where one has the very word, another's word proves nothing."""
        evidence, root = self._evidence, verb.keys[0]
        return evidence.own.get(root, 0) | (evidence.mask(verb.keys, evidence.own) & ~evidence.said.get(root, 0))

    def _lifted(self, verb: Term, terms: Sequence[Term], together: int, duty: bool) -> Reason | None:
        """A verb told of what a line only helped with."""
        by_title = self._evidence.doings.get(verb.keys[0], 0) & self._evidence.headers & together
        if by_title or not (duty or rung(verb.keys) > CONTRIBUTED):
            return None  # a forklift driver drove, whatever else was helped with
        things = [one for one in terms if one is not verb and verb not in one.parts]
        helped = self._helped_with(verb, things, together)
        if helped is None:
            return None
        detail = f"“{verb.text}” says more than the source, which says “{helped.fact.text}”."
        return reason_of("scope", verb.text, helped.fact.text, detail)

    def _taken_over(self, verb: Term, together: int, claim: Claim) -> Reason | None:
        """A verb that the lines say of somebody else."""
        evidence, own = self._evidence, self._done_oneself(verb)
        if own & together or not evidence.mask(verb.keys, evidence.said) & together:
            return None
        if own & evidence.titles and _begins_title(verb, claim):
            return None
        if verb.keys[0] in plain_doings() and together & evidence.unsaid & ~evidence.helped:
            return None
        source = evidence.first(together)
        if tells_what_became(claim.reading, verb.at, source):
            return None
        detail = f"“{verb.text}” is claimed as own work; the source says “{source.fact.text}”."
        return reason_of("scope", verb.text, source.fact.text, detail)

    def _opens_with_title(self, term: Term, claim: Claim) -> bool:
        """Whether a part of a summary opens with a title of the source, and a word is its first: `Research Assistant who …`."""
        tokens = claim.reading.tokens
        opens = term.at == 0 or tokens[term.at - 1].low in ("a", "an", "as")
        if not opens or term.to + 1 >= len(tokens) or tokens[term.to + 1].kind != "word":
            return False
        named = self._evidence.titles & self._evidence.strict_mask(term.keys)
        title = f"{term.text} {tokens[term.to + 1].text}".lower() if named else ""
        return any(title in source.fact.text.lower() for source in self._evidence.among(named))

    def _closest(self, terms: Sequence[Term], together: int, claim: Claim) -> int:
        """Of the lines that hold a part of a claim, those that hold its things as these words; all where none does."""
        exact = together & ~self._evidence.headers
        for term in terms:
            if not term.is_verb:
                exact &= self._coverage.strict_cover(term, claim)
        return exact or together

    def _helped_with(self, verb: Term, terms: Sequence[Term], together: int) -> Source | None:
        """The line that says of all these things that they were only helped with, whatever else it tells of own work.

        A line that has the verb itself is judged by whose doing that verb is.
        """
        if not together & self._evidence.helped:
            return None
        things = [_plain(term) for term in terms]
        found: Source | None = None
        for source in self._evidence.among(together):
            if source.is_header:
                continue
            for whole in source.reading.terms:
                keys = _plain(whole).union(*(_plain(part) for part in whole.parts))
                if verb.keys[0] in keys:
                    return None
                if whole.negated or not any(thing & keys for thing in things):
                    continue  # what one is denied to have owned is no own work
                if not whole.helped:
                    return None
                found = found or source
        return found

    def owned(self, claim: Claim, support: Mapping[int, int]) -> list[Reason]:
        """Owning claimed of what the source says one ran or did: `Own a kitchen` where it is run for somebody else."""
        if "own" not in claim.reading.text.lower():
            return []
        tokens = claim.reading.tokens
        for at, token in enumerate(tokens):
            if "own" not in token.low:
                continue
            opens = at == 0 or tokens[at - 1].kind == "mark" or tokens[at - 1].low in ("and", "i")
            if self._words.root(token.text) != self._words.root("own") or not opens:
                continue
            together = support.get(claim.reading.segment_of[at], 0)
            lines = [one for one in self._evidence.sources if one.bit & together and not one.is_header]
            words = {self._words.root(word.text) for one in lines for word in one.reading.tokens}
            if lines and not any(rung((word,)) >= OWNED for word in words):
                detail = f"“{token.text}” says more than the source, which says “{lines[0].fact.text}”."
                return [reason_of("scope", token.text, lines[0].fact.text, detail)]
        return []


def _begins_title(term: Term, claim: Claim) -> bool:
    """Whether a word is the head of a title, and no verb: `Head of Lighting`."""
    following = claim.reading.tokens[term.to + 1 : term.to + 2]
    return term.low in words_under("cues.txt", "offices") and [token.low for token in following] == ["of"]


def _plain(term: Term) -> set[str]:
    """A term's own keys: a synonym may stand for another thing of the same line."""
    return {key for key in term.keys if key[:2] != "s:"}


def _is_passive(term: Term, claim: Claim) -> bool:
    """Whether a verb says what was done with a thing, or by whom: `four were won`, `…, supervised by a vet`."""
    tokens = claim.reading.tokens
    if term.at and tokens[term.at - 1].low in ("was", "were", "been", "being"):
        return True
    by = [token.low for token in tokens[term.to + 1 : term.to + 3]]
    behind = term.at > 0 and tokens[term.at - 1].text in ",("
    return behind and by[:1] == ["by"] and by[1:] != [] and by[1] in words_under("modality.txt", "determiners")


def _is_helped(term: Term, claim: Claim) -> bool:
    """Whether the line says that a thing was only helped with, before it or, for a purpose, behind it: `To keep …, helped …`."""
    tokens = claim.reading.tokens
    to = term.at > 0 and tokens[term.at - 1].low == "to"
    return (
        term.helped
        or claim.reading.others[term.at]
        or (to and any(claim.reading.helped[term.at :]))
        or is_a_teams(tokens, term.to)
    )
