"""What a line tells from the other side: `received replies from 8` of "8 answered", `that serves 3,200 shops` of "used by".

Such a claim is put the way its line has it and judged so; what is counted, denied or named stays what the claim says.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from resume.grounding.claims import Claim
from resume.grounding.language.idioms import instead_of
from resume.grounding.language.lists import read_sections, words_under
from resume.grounding.language.thesaurus import uninflected
from resume.grounding.language.tokens import Token
from resume.grounding.measuring.ledger import Quantity
from resume.grounding.sources import Source
from resume.grounding.support.edits import Edit

_TABLE = "wrapping.txt"

_BETWEEN = frozenset(("and", "which", "that", "who", "now", "today", "currently", "has", "have", "had", "it"))
"""Words before a verb told from the other side, which go with it."""

_OF_THEM = frozenset(("of", "them", "those", "these", "which", "whom", "the"))
"""Words behind a figure that point to those it is a part of."""

_NOUN_REACH = 3
"""Tokens from a verb of getting to the noun of what one got."""


def turned_round(claim: Claim, source: Source, places: Sequence[int]) -> Iterator[Edit]:
    """The parts of a claim that its line tells from the other side, the way that the line has them.

    Args:
        claim: a claim that fails.
        source: the line that it may retell.
        places: the tokens of the claim that may be verbs of that.
    """
    tokens = claim.reading.tokens
    for at in places:
        if tokens[at].low in turning_verbs():
            yield from _got(at, claim, source)
            yield from _from_their_side(at, tokens, source)
            yield from _received(at, claim, source) if "to" in source.reading.lows else ()
            yield from _replaced(at, claim, source) if "of" in source.reading.lows else ()


def _got(at: int, claim: Claim, source: Source) -> Sequence[Edit]:
    """What one got from so many, as what so many did: `received replies from 8` of "8 answered"."""
    tokens = claim.reading.tokens
    if words_under(_TABLE, "getting").isdisjoint(uninflected(tokens[at].low)):
        return ()
    joint = next((one for one in range(at + 2, min(len(tokens), at + _NOUN_REACH + 1)) if tokens[one].low == "from"), 0)
    if not joint:
        return ()
    doings = {verb for form in uninflected(tokens[joint - 1].low) for verb in _given().get(form, ())}
    verb = next((token for token in source.reading.tokens if not doings.isdisjoint(uninflected(token.low))), None)
    figure = next((one for one in claim.ledger.quantities if 0 < one.first - joint <= _NOUN_REACH), None)
    if verb is None or figure is None or not _is_done(verb):
        return ()
    end = _end(figure, tokens)
    return (Edit(range(at, joint + 1)), Edit(range(end, end + 1), f"{tokens[end].text} {verb.text}"))


def _is_done(verb: Token) -> bool:
    """Whether a verb tells what was done, and is no noun that looks like it: `8 answered`, not "8 answers"."""
    return not verb.low.endswith("s")


def _end(figure: Quantity, tokens: Sequence[Token]) -> int:
    """The last token of a figure with what it counts, or is a part of."""
    end = max((figure.last, *figure.after))
    while end + 1 < len(tokens) and tokens[end + 1].low in _OF_THEM:
        end += 1
    return end


def _from_their_side(at: int, tokens: Sequence[Token], source: Source) -> Sequence[Edit]:
    """What a thing does for those who use it, as what they do with it: `serving 3,200 shops` of "used by 3,200 shops"."""
    theirs = _other_sides(tokens[at].low)
    if not theirs or not at:
        return ()
    begin = at
    while begin > 1 and tokens[begin - 1].low in _BETWEEN:
        begin -= 1
    own = source.reading.tokens
    done = next((one for one, token in enumerate(own[:-1]) if token.low in theirs and own[one + 1].low in _BY), None)
    if done is not None:
        return (Edit(range(begin, at + 1), f"{own[done].text} {own[done + 1].text}"),)
    meant = begin < at and "used" in theirs and any(_is_for(one, source) for one in source.ledger.quantities)
    return (Edit(range(begin, at + 1), "for"),) if meant else ()


def _is_for(figure: Quantity, source: Source) -> bool:
    """Whether so many are those that something is for: `a newsletter for 1,900 subscribers`."""
    return bool(figure.first) and source.reading.tokens[figure.first - 1].low == "for" and bool(figure.after)


def _received(at: int, claim: Claim, source: Source) -> Sequence[Edit]:
    """What so many received, as what was given to them: `which 500 customers received` of "handed out to 500 customers"."""
    tokens, own = claim.reading.tokens, source.reading.tokens
    behind = tokens[at + 1].low if at + 1 < len(tokens) else ""
    figure = next((one for one in claim.ledger.quantities if 0 < at - one.last <= _NOUN_REACH), None)
    if (
        figure is None
        or not figure.first
        or tokens[figure.first - 1].low not in ("that", "which")
        or behind not in _ENDS
    ):
        return ()
    joint = next((one for one, token in enumerate(own) if one > 1 and token.low == "to"), 0)
    begin = joint - 1 if own[joint - 1].low.endswith(("ed", "nt", "en")) else joint - _PARTICLE
    if not joint or words_under(_TABLE, "giving").isdisjoint(uninflected(own[begin].low)):
        return ()
    given = " ".join(token.text for token in own[begin : joint + 1])
    return (
        Edit(range(figure.first, figure.first + 1), f"was {given} {tokens[figure.first].text}"),
        Edit(range(at, at + 1)),
    )


def _replaced(at: int, claim: Claim, source: Source) -> Sequence[Edit]:
    """What something took the place of: `replaced paper with tablets` of "introduced tablets instead of paper"."""
    tokens, own = claim.reading.tokens, source.reading.tokens
    if words_under(_TABLE, "replacing").isdisjoint(uninflected(tokens[at].low)):
        return ()
    end = at + 1
    while end < len(tokens) and tokens[end].text not in _PARTS:
        end += 1
    joint = next((one for one in range(at + 2, end - 1) if tokens[one].low in ("with", "by")), 0)
    verb = next((one for one, token in enumerate(own) if _puts_in_place(token)), len(own))
    turn = instead_of(own)
    if not joint or not verb < turn or not {token.low for token in tokens[at + 1 : joint]} & _behind(turn + 1, own):
        return ()
    went = claim.reading.text[tokens[at + 1].start : tokens[joint - 1].end]
    return (
        Edit(range(at, joint + 1), own[verb].text),
        Edit(range(end - 1, end), f"{tokens[end - 1].text} {own[turn].text} of {went}"),
    )


def _behind(turn: int, own: Sequence[Token]) -> set[str]:
    """The words of a line that stand only behind `instead of`."""
    return {token.low for token in own[turn + 1 :]} - {token.low for token in own[:turn]}


def _puts_in_place(verb: Token) -> bool:
    """Whether a verb, in any form, says that something new is there; that it was only suggested is told of by `Modality`."""
    return not words_under(_TABLE, "putting in place").isdisjoint(uninflected(verb.low))


_PARTS = frozenset(".,;:()")
"""Marks that end what a verb tells of."""

_ENDS = frozenset(("", ".", ",", ";", "and"))
"""What stands behind a part that ends with its verb."""

_PARTICLE = 2
"""Tokens from a verb with its particle to what follows: `handed out to`."""

_BY = frozenset(("by", "on"))


@cache
def turning_verbs() -> frozenset[str]:
    """All verbs, in any form, that an edit may begin at."""
    plain = [word for line in read_sections(_TABLE)["the other side"] for word in line.partition(":")[0].split()]
    plain += words_under(_TABLE, "getting") | words_under(_TABLE, "replacing")
    return frozenset(form for word in plain for form in _forms(word))


def _forms(word: str) -> Iterator[str]:
    """The forms of a verb."""
    stem = word.removesuffix("e")
    yield from (
        word,
        _PASTS.get(word, word),
        f"{word}s",
        f"{word}es",
        f"{stem}ing",
        f"{word}{word[-1]}ing",
        f"{stem}ed",
    )


_PASTS = {"get": "got", "win": "won", "draw": "drew", "teach": "taught", "bring": "brought"}


@cache
def _given() -> dict[str, frozenset[str]]:
    """What those did who gave something, by its noun."""
    rows = (line.partition(":") for line in read_sections(_TABLE)["gotten"])
    return {noun: frozenset(verbs.split()) for nouns, _, verbs in rows for noun in nouns.split()}


@lru_cache(maxsize=4_096)
def _other_sides(low: str) -> frozenset[str]:
    """The participles of what is done with a thing, by the verb, in any form, of what it does."""
    forms = frozenset(uninflected(low))
    rows = (line.partition(":") for line in read_sections(_TABLE)["the other side"])
    return frozenset(word for verbs, _, done in rows if not forms.isdisjoint(verbs.split()) for word in done.split())
