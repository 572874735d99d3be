"""A claim in its line's own words: where a check reads a word that stands for another otherwise, the line's own is read.

`Collected outstanding fees` of "collected unpaid fees" fails as a level, `a crew of five` of "a staff of five" for what its
figure counts: each check asks in its own way what a word says. So a claim that fails is read once more with the words of its
source's line where its own only stand for them. Nothing is let pass here: figures, denials and ranks are then judged as ever.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from resume.grounding.claims import Claim, Scope, levels
from resume.grounding.evidence import Evidence
from resume.grounding.language.lists import read_sections, words_under
from resume.grounding.language.reading import Reading, Term
from resume.grounding.language.scope import rung
from resume.grounding.language.thesaurus import uninflected
from resume.grounding.language.tokens import Token
from resume.grounding.language.turns import Told, find_turns
from resume.grounding.language.verbs import opens_verb
from resume.grounding.language.vocabulary import roots_of, vocabulary
from resume.grounding.sources import Source
from resume.grounding.support.converses import turned_round, turning_verbs
from resume.grounding.support.edits import Edit, edited
from resume.grounding.support.standing_in import StandIns, may_stand_in, stands_in
from resume.grounding.support.wrapping import Wrapping, tells_twice, wrapping_nouns
from resume.wording import past_forms
from resume.wording.verbs import by_participle, root_of, verb_in

_MOST_LINES = 2
"""Lines that a claim may be a retelling of: it may have merged two."""


class Retelling:
    """Puts the words of a source's line where a claim has others that may stand for them."""

    def __init__(self, evidence: Evidence, stand_ins: StandIns) -> None:
        self._evidence = evidence
        self._words = evidence.words
        self._stand_ins = stand_ins
        self._turns: dict[int, tuple[Told, ...]] = {}
        self._wrapping = Wrapping(evidence)

    def in_own_words(self, claim: Claim, scope: Scope) -> Iterator[str]:
        """The claim as the lines that hold most of it would say it; nothing where none of its words stands for another."""
        if scope.named or self._words.language != "en":
            return
        turns = list(find_turns(claim.reading.tokens, claim.reading.lows))
        places = _openers_in(claim)
        for source, held in self._nearest(claim, scope):
            turned = list(_turned(claim, turns, source, self._turns_of(source))) if turns else []
            turned += self._turned_round(claim, source, scope, places) if places else ()
            passed = {at for edit in turned for at in edit.tokens}
            edits = [*turned, *self._swapped(claim, source, passed)]
            if edits and held > len(edits):
                yield edited(claim.reading.text, claim.reading.tokens, edits)

    def _turned_round(self, claim: Claim, source: Source, scope: Scope, places: Sequence[int]) -> list[Edit]:
        """What a claim tells from the other side than its line, and the nouns that it puts around what the line has."""
        turned = list(turned_round(claim, source, places))
        if claim.roots is None:
            claim.roots = roots_of(claim.reading.tokens, self._words)
        turned += self._wrapping.unwrapped(claim, source, (claim.roots, source.roots), scope.bits, places)
        return turned

    def _turns_of(self, source: Source) -> Sequence[Told]:
        """The turns of phrase in a line."""
        if source.bit not in self._turns:
            self._turns[source.bit] = tuple(find_turns(source.reading.tokens, source.reading.lows))
        return self._turns[source.bit]

    def _nearest(self, claim: Claim, scope: Scope) -> list[tuple[Source, int]]:
        """The lines that hold most words of a claim, and how many of its words and figures they hold."""
        held: Counter[int] = Counter()
        own = scope.bits & ~self._evidence.headers
        for term in claim.reading.terms:
            for source in self._evidence.among(self._evidence.strict_mask(term.keys) & own):
                held[source.at] += 1
        if claim.ledger.quantities:
            told = {(one.value, one.dimension) for one in claim.ledger.quantities}
            for source in self._evidence.among(own):
                if source.ledger.quantities and (figures := len(told & source.amounts)):
                    held[source.at] += figures
        nearest = sorted(held, key=lambda at: (-held[at], at))[:_MOST_LINES]
        return [(self._evidence.sources[at], held[at]) for at in nearest]

    def _swapped(self, claim: Claim, source: Source, passed: AbstractSet[int]) -> Iterator[Edit]:
        """The words of a claim that stand for words of a line which the claim does not have, some tokens passed over."""
        mine, theirs = claim.reading.tokens, source.reading.tokens
        if claim.roots is None:
            claim.roots = roots_of(mine, self._words)
        own = source.roots
        lacking = _beyond(mine, claim.roots, own)
        if lacking and "and" in claim.reading.lows:
            yield from _doubled(lacking, claim, source, own)
        standing = {at: root for at, root in lacking.items() if may_stand_in(mine[at].low)}
        free = _beyond(theirs, own, claim.roots) if standing else {}
        if not free:
            return
        done: set[str] = set()
        for at, root in standing.items():
            low = mine[at].low
            likely = [one for one in free if stands_in(theirs[one].low, low)]
            if not likely or at in passed or root in done or any(at == wide for _, wide in claim.reading.wide):
                continue
            term = next((term for term in _single_terms(claim) if term.at == at), None) or self._light_term(claim, at)
            found = next((one for one in likely if self._may_stand(term, one, source)), None)
            if found is not None and not term.is_name:
                del free[found]
                done.add(root)
                yield Edit(range(at, at + 1), _in_form(theirs[found].low, mine[at]))

    def _light_term(self, claim: Claim, at: int) -> Term:
        """A word that claims nothing by itself, and may stand for one that does: `positions` of "vacancies"."""
        reading, text = claim.reading, claim.reading.tokens[at].text
        named = at > 0 and not text.islower()
        verb = opens_verb(reading.tokens, at)
        keys = self._words.keys(text)
        return Term(
            text,
            text.lower(),
            keys,
            at,
            reading.segment_of[at],
            reading.negated[at],
            reading.helped[at],
            named,
            verb,
            to=at,
        )

    def _may_stand(self, term: Term, at: int, source: Source) -> bool:
        """Whether a claim's word stands for one of a line, which is no plan and no level."""
        own = source.reading.tokens[at].low
        if own in levels() or _is_plan(own):
            return False
        helped = source.reading.helped[at] and not term.helped
        return not helped and self._stand_ins.stands_for(term, at, source)


def _doubled(lacking: Iterable[int], claim: Claim, source: Source, own: Sequence[str]) -> Iterator[Edit]:
    """The second word for one deed that a claim has beside its line's own: `mapped and documented` of "documented"."""
    tokens, roots = claim.reading.tokens, claim.roots or ()
    for at in lacking:
        if at and not tokens[at].low.endswith(("ed", "ing")):
            continue
        for joint, beside in ((at + 1, at + 2), (at - 1, at - 2)):
            if not 0 <= beside < len(tokens) or tokens[joint].low != "and" or roots[beside] not in own:
                continue
            theirs = source.reading.tokens[own.index(roots[beside])]
            if _is_past(tokens[at]) == _is_past(tokens[beside]) and tells_twice(theirs.low, tokens[at].low):
                yield Edit(range(min(at, beside + 1), max(at + 1, beside)))


def _is_past(token: Token) -> bool:
    return token.low.endswith("ed") or token.low in past_forms()


def _openers_in(claim: Claim) -> Sequence[int]:
    """The tokens of a claim that may be a noun around what its line has, or a verb told from the other side."""
    if claim.reading.lows.isdisjoint(_openers()):
        return ()
    return [at for at, token in enumerate(claim.reading.tokens) if token.low in _openers()]


@cache
def _openers() -> frozenset[str]:
    return wrapping_nouns() | turning_verbs()


def _beyond(tokens: Sequence[Token], roots: Sequence[str], others: Sequence[str]) -> dict[int, str]:
    """The words, by their tokens, that a line has and another has not, or not as often, and their roots."""
    kept = ["" if token.used else root for token, root in zip(tokens, roots, strict=True)]
    shared = set(others)
    return {
        at: root
        for at, root in enumerate(kept)
        if root and (root not in shared or 1 < kept.count(root) > others.count(root))
    }


def _single_terms(claim: Claim) -> Iterator[Term]:
    """The words of a claim by themselves, those of names and compounds too; a verb with its particle is no two words."""
    for term in claim.reading.terms:
        yield from (term,) if term.is_verb else term.parts or (term,)


def _is_plan(low: str) -> bool:
    """Whether a verb tells what is only meant to be done: `scheduled` of "planned" is one thing, "organised" another."""
    return root_of(low) in _plans()


@cache
def _plans() -> frozenset[str]:
    return frozenset(word for line in read_sections("doings.txt")["strict: planning"] for word in line.split())


def _in_form(own: str, said: Token) -> str:
    """A line's verb in the form in which a claim says its own: `lowering` for "cutting" of a line that "lowered"."""
    verb = verb_in(own, "past") or by_participle().get(own) or verb_in(own, "gerund") or verb_in(own, "base")
    if verb is not None and said.low.endswith("ing") and not own.endswith("ing"):
        own = verb.gerund
    elif verb is not None and own.endswith("ing") and (said.low.endswith("ed") or said.low in past_forms()):
        own = verb.past
    return own.capitalize() if said.text[:1].isupper() else own


def _turned(claim: Claim, turns: Sequence[Told], source: Source, told: Sequence[Told]) -> Iterator[Edit]:
    """The turns of phrase of a claim which its line tells otherwise, and the line's own: `looked after` for `took care of`."""
    reading, own = claim.reading, source.reading
    done: set[int] = set()
    for mine in turns:
        theirs = [one for one in told if one.turn.row == mine.turn.row]
        if not theirs or mine.at in done or not all(_tells(one, own, mine, reading) for one in theirs):
            continue
        done.update((mine.at, *range(mine.begin, mine.end)))
        said = [token.text for token in own.tokens[theirs[0].begin : theirs[0].end]]
        passive = theirs[0].turn.rest[-1:] == ("by",) != mine.turn.rest[-1:]
        verb = own.tokens[theirs[0].at].low
        verb = verb if passive else _in_form(verb, reading.tokens[mine.at])
        words = " ".join([verb, *said])
        if mine.turn.is_parted and theirs[0].turn.is_parted:
            yield Edit(range(mine.at, mine.at + 1), verb)
            yield Edit(range(mine.begin, mine.end), " ".join(said))
        elif mine.turn.is_parted:
            yield Edit(range(mine.at, mine.at + 1), words)
            yield Edit(range(mine.begin, mine.end), "")
        else:
            yield Edit(range(mine.at, mine.end), words)


def _tells(one: Told, own: Reading, mine: Told, reading: Reading) -> bool:
    """Whether a line's turn is told by a claim's: in other words, denied by both or by none, and by none of a higher rank."""
    said = {form for at in _tokens_of(mine) for form in uninflected(reading.tokens[at].low)}
    if said & set(uninflected(own.tokens[one.at].low)) and mine.turn.rest == one.turn.rest:
        return False
    helps = own.tokens[one.at].low in words_under("cues.txt", "helpers")
    if own.helped[one.at] and not helps and not reading.helped[mine.at]:
        return False
    denies = "not" in own.lows and any(token.low in _DENYING for token in own.tokens[one.at + 1 : one.at + 2])
    if (own.negated[one.at] or denies) != reading.negated[mine.at] and not {
        "not",
        "never",
        "without",
        "fail",
        "miss",
        "neglect",
        "fall",
    } & said:
        return False
    if not _acts_alike(mine, reading, one, own):
        return False
    if mine.turn.is_of_thing:
        return True
    ranks = [_rank(turn, line) for turn, line in ((mine, reading), (one, own))]
    return ranks[0] <= max(ranks[1], _DID)


def _acts_alike(mine: Told, reading: Reading, one: Told, own: Reading) -> bool:
    """Whether two turns have one doer: where the one is passive, the other tells of a thing: `that serves 300 shops`."""
    passive = [told.turn.rest[-1:] == ("by",) for told in (mine, one)]
    if passive[0] == passive[1]:
        return True
    tokens, at = (own.tokens, one.at) if passive[0] else (reading.tokens, mine.at)
    before = tokens[at - 1].low if at else ""
    joint = ",", "and", "by", "while", "then", "i", ""
    return before in ("that", "which") or (tokens[at].low.endswith("ing") and before not in joint)


def _tokens_of(told: Told) -> Sequence[int]:
    """The tokens of a turn."""
    return (told.at, *range(told.begin, told.end))


def _rank(told: Told, reading: Reading) -> int:
    """The rung of the highest word of a turn."""
    words = vocabulary("en")
    return max(rung((words.root(reading.tokens[at].text),)) for at in _tokens_of(told))


_DENYING = frozenset(("not", "n't"))
"""Words behind `do` that deny what follows."""

_DID = 3
"""The rung of a verb of which the ladder says nothing."""
