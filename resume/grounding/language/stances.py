"""What letters and summaries say of the candidate's own stance: what matters to them, what taught them what, what they would do.

"Two years in a call centre taught me to listen" claims two years in a call centre. That these taught, and what they taught, is no
fact that a source holds, nor is "so stability matters to me". The verb of a stance passes, and so do the virtues that it is of;
names, figures and whatever else it is of ("taught me crane operation") are checked like any other words.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from resume.grounding.language.lists import read_sections, words_under
from resume.grounding.language.reading import Reading
from resume.grounding.language.thesaurus import uninflected
from resume.grounding.language.tokens import Token

_ADVERBS = 2
"""Adverbs that may stand between "am" and a state: "am also deeply committed"."""

_BARE = 5
"""Words of a clause that only comments on the one before it: "…, I have learned"."""

_ONESELF = frozenset(("i", "me", "my", "myself", "mine", "i'm", "i've", "i'd", "i'll"))
_BE = frozenset(("am", "was", "been", "is", "feel", "felt", "remain", "i'm", "me", "and"))
_WOULD = frozenset(("would", "will", "shall"))
_AT_HOME = frozenset(("comfortable", "familiar", "versed", "conversant", "acquainted"))
"""Words before what somebody knows, with "am" or without: "Comfortable with Excel"."""
_SHORTENED = frozenset(("i'd", "i'll"))


def pass_over_stances(reading: Reading, *, is_letter: bool) -> None:
    """Mark the words of stances as used, so that they are no terms; figures and names are still checked.

    Args:
        reading: a sentence or more.
        is_letter: whether oneself is named by "I"; in a summary all is said of oneself.
    """
    tokens = reading.tokens
    for begin, end in _clauses(tokens):
        if not is_letter or any(token.low in _ONESELF for token in tokens[begin:end]):
            _pass_over_clause(tokens, begin, end)
    for at in range(1, len(tokens)):
        if tokens[at].low in _SHORTENED or (tokens[at].low in _WOULD and tokens[at - 1].low == "i"):
            _pass_over_offer(tokens, at)


def _clauses(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Begin and end of each clause: up to a mark, or a word that begins another clause; one that only comments joins the last."""
    if not tokens:
        return
    cuts = [0, *(at for at in range(1, len(tokens)) if _begins_clause(tokens, at)), len(tokens)]
    spans: list[tuple[int, int]] = []
    for begin, end in pairwise(cuts):
        comments = (
            tokens[begin].text == "," and end - begin <= _BARE and begin + 1 < end and tokens[begin + 1].low == "i"
        )
        if comments and spans:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((begin, end))
    yield from spans


def _begins_clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether another clause begins at a token."""
    token = tokens[at]
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    joins = token.low in ("and", "but", "while", "before", "after", "when") and following in _ONESELF
    return joins or token.low in ("so", "which", "because") or (token.kind == "mark" and token.text in ",;:.!?()—–")


def _pass_over_clause(tokens: Sequence[Token], begin: int, end: int) -> None:
    """Mark the words of a clause that tells a stance."""
    found = {at for at in range(begin, end) if _tells_stance(tokens, begin, end, at)}
    found.update(_phrases_in(tokens, begin, end))
    if not found:
        return
    named = any(
        token.kind == "word" and token.text[0].isupper() and token.low not in _ONESELF
        for token in tokens[begin + 1 : end]
    )
    for at in range(begin, end):
        token = tokens[at]
        if token.kind == "word" and (at in found or _is_soft(token, named=named) or _is_soft_doing(tokens, at)):
            token.used = True


def _is_soft(token: Token, *, named: bool) -> bool:
    """Whether a word is a virtue; beside a name it may say how well somebody masters that: "good German"."""
    if token.low in words_under("stances.txt", "virtues") | words_under("stances.txt", "feelings"):
        return True
    return token.low in words_under("stances.txt", "qualities") and not (named and token.low in _levels())


@cache
def _levels() -> frozenset[str]:
    """Words that say how well somebody masters a thing."""
    return frozenset().union(*(words_under("cues.txt", f"proficiency {at}") for at in range(1, 5)))


def _tells_stance(tokens: Sequence[Token], begin: int, end: int, at: int) -> bool:
    """Whether a word is the verb, the state or the noun with which somebody tells a stance."""
    token = tokens[at]
    if token.kind != "word":
        return False
    if token.low in words_under("stances.txt", "feelings"):
        return True
    if token.low in words_under("stances.txt", "states"):
        opens = token.low in _AT_HOME and at + 1 < end and tokens[at + 1].low in ("with", "in")
        return opens or _word_before(tokens, begin, at) in _BE
    forms = _plain(token.low)
    if forms & words_under("stances.txt", "verbs"):
        return True
    if forms & words_under("stances.txt", "verbs with as"):
        return "as" in [token.low for token in tokens[at + 1 : end]]
    following = tokens[at + 1].low if at + 1 < end else ""
    return following in ("me", "my") and bool(forms & words_under("stances.txt", "verbs with me"))


@lru_cache(maxsize=4_096)
def _plain(low: str) -> frozenset[str]:
    return frozenset(uninflected(low))


def _word_before(tokens: Sequence[Token], begin: int, at: int) -> str:
    """The word before a state, adverbs passed over."""
    before = at - 1
    while before >= begin and at - before <= _ADVERBS and _is_adverb(tokens[before]):
        before -= 1
    return tokens[before].low if before >= begin else ""


def _is_adverb(token: Token) -> bool:
    return token.low.endswith("ly") or token.low in ("also", "still", "always", "most", "very", "especially", "both")


def _is_soft_doing(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb behind `to`, or in -ing, claims no work: `to listen`, `used to asking`."""
    before = tokens[at - 1].low if at else ""
    behind = before in ("to", "and", "how", "of", "in", "by", "for", "when", "not", "never")
    return behind and bool(_plain(tokens[at].low) & words_under("stances.txt", "soft doings"))


def _phrases_in(tokens: Sequence[Token], begin: int, end: int) -> Iterator[int]:
    """The tokens of phrases that only stances have."""
    for at in range(begin, end):
        for phrase in _phrases().get(tokens[at].low, ()):
            if tuple(token.low for token in tokens[at : min(end, at + len(phrase))]) == phrase:
                yield from range(at, at + len(phrase))


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    """The phrases by their first words."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in read_sections("stances.txt")["phrases"]:
        words = tuple(line.split())
        found.setdefault(words[0], []).append(words)
    return found


def _pass_over_offer(tokens: Sequence[Token], at: int) -> None:
    """Mark the words of what one means to do, up to where it turns to what was done; of an offer only verb and virtues."""
    offers = words_under("stances.txt", "offers")
    offered = any(token.low in offers for token in tokens[at + 1 : at + 2 + _ADVERBS])
    named = any(token.kind == "word" and token.text[0].isupper() for token in tokens[at + 1 :])
    for token in tokens[at + 1 :]:
        if token.low in words_under("stances.txt", "turns") or token.low == "i" or token.text in ".;!?":
            return
        plain = token.kind == "word" and token.text.islower()
        if plain and (not offered or _is_soft(token, named=named) or token.low in offers):
            token.used = True
