"""Weak openings: `Responsible for managing …` says less than `Managed …`.

The opening phrases are in `openings.txt`, nouns that hide a verb (`the supervision of`) in `nominals.tsv`. What only claims a
share of the work (`was involved in`, `worked on`, `helped to`) is no opening of that kind: it stays, since the plain verb would
claim the whole.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from resume.sentences import list_up
from resume.wording.rewording import Rewording
from resume.wording.spelling import american
from resume.wording.turning import (
    Heads,
    Swap,
    apply_swaps,
    find_heads,
    is_verb,
    lists_other_acts,
    speaks_of_now,
    speaks_of_then,
    turn_heads,
    turn_parallels,
)
from resume.wording.verbs import Verb, VerbForm, root_of, verb_in
from resume.wording.words import END, Token, capitalise, tokens_of, word_class

_DONE = re.compile(
    r"\b(?:in|during|by|until|till)\s+(?:[a-z]+\s+){0,2}(?:19|20)\d\d\b|\bwithin\s+\S+\s+(?:weeks|months|days)\b", re.I
)
"""Words that set something in a time that is over."""
_CAME_OF_IT = re.compile(
    r", (?:and |which |and so )?(?:the \w+ )?(?:took|cut|reduced|increased|raised|brought|lowered|saved|improved|fell|rose)\b"
)

_SELF = re.compile(r"\b(?:I|we|We)\b")
_FREQUENCIES = frozenset({"day-to-day", "daily", "weekly", "monthly", "quarterly"})
_PRAISE = frozenset({"overall", "effective", "efficient", "smooth", "successful"})
"""Adjectives of an act that say nothing which could be checked."""


@dataclass(frozen=True)
class _Opening:
    words: str
    rest: str
    over: bool
    """Whether the opening itself says that it is past."""
    listing: bool
    """Whether it announces a list of duties, so that it may go and leave the list."""


@dataclass(frozen=True)
class _Nominal:
    """A noun that hides a verb, between its article and its preposition."""

    verbs: tuple[Verb, ...]
    preposition: str
    """What the last verb takes before its object; empty for none."""
    adverb: str
    """`daily` of `the daily preparation of`, which then stands behind the object; empty for none."""
    after: int
    """Index of the token at which the object begins."""


def turn_opening(text: str, *, ongoing: bool) -> Rewording | None:
    """The line with the plain verb in front instead of a phrase that names a duty; None where that is not sure.

    Args:
        text: one line.
        ongoing: whether the role goes on today, so that its duties stand in the present.
    """
    opening = _find_opening(text)
    if opening is None:
        return None
    tokens = tokens_of(opening.rest)
    turned = _turn_gerunds(opening, tokens, ongoing=ongoing) or _turn_nominals(opening, tokens, ongoing=ongoing)
    if turned is None and opening.listing:
        turned = _bare_list(opening, tokens)
    return turned


@lru_cache(maxsize=4096)
def duty_verbs(line: str) -> frozenset[str]:
    """The bases of the verbs that a line tells as nouns behind a weak opening: `manage` of `Responsible for the management of …`.

    The fact check takes these verbs as said by the line. Both spellings of a verb are there.
    """
    opening = _find_opening(line)
    tokens = tokens_of(opening.rest) if opening else []
    nominals = [
        _find_nominal(tokens, index)
        for index in range(len(tokens))
        if index == 0 or _low(tokens, index - 1) in ("and", "&")
    ]
    bases = {verb.base for nominal in nominals if nominal for verb in nominal.verbs}
    return frozenset(bases | {american(base) for base in bases})


def _find_opening(text: str) -> _Opening | None:
    match = _pattern().match(text)
    if match is None:
        return None
    words = re.sub(r"\s+", " ", match["opening"].lower())
    listing = bool(re.match(r"(?:\w+ )?(?:duties|responsibilities|tasks)\b", words))
    rest = text[match.end() :]
    own = words.rpartition(" ")[2]
    rest = re.sub(rf"(,|\band\b|;) {own} (?=(?:\w+ly )?[a-z-]+ing\b)", r"\1 ", rest)
    if re.search(rf"(?:,|\band|;) {own}\b", rest):
        return None
    over = _phrases()[words] or bool(re.match(r"(?:I|my)\b.*\bwas\b", match.group(), re.I))
    return _Opening(match["opening"], rest, over, listing) if rest else None


def _target(opening: _Opening, verbs: Sequence[Verb], *, ongoing: bool) -> VerbForm | None:
    """The form for what the opening announced; None where the role goes on and the thing may be over."""
    if not ongoing or opening.over or _DONE.search(opening.rest):
        return "past"
    if any(verb.has("once") for verb in verbs):
        return "past" if _CAME_OF_IT.search(opening.rest) else None
    return "base"


def _turn_gerunds(opening: _Opening, tokens: Sequence[Token], *, ongoing: bool) -> Rewording | None:
    heads = find_heads(tokens, 0, "gerund")
    if heads is None or _SELF.search(opening.rest):
        return None
    target = _target(opening, [verb for _, verb in heads.found], ongoing=ongoing)
    if target is None or not _fits_tense(tokens, target):
        return None
    parallels = turn_parallels(tokens, heads.after, "gerund", target, nested=_lets_others_act(heads))
    if (
        parallels is None
        or _claims_outcome(verb for _, verb in heads.found)
        or _claims_outcome(_verbs_of(parallels))
        or lists_other_acts([heads.last], tokens, heads.after)
    ):
        return None
    text = apply_swaps(opening.rest, [*turn_heads(heads, tokens, target), *parallels])
    return Rewording(capitalise(text), _reason(opening, target))


def _reason(opening: _Opening, target: VerbForm) -> str:
    return f"“{opening.words}” names a duty; the plain verb says what you {'did' if target == 'past' else 'do'}."


def _claims_outcome(verbs: Iterable[Verb | None]) -> bool:
    """Whether a verb tells a result: who was responsible for reducing waste may not have reduced it."""
    return any(verb is not None and verb.has("outcome") for verb in verbs)


def _verbs_of(swaps: Sequence[Swap]) -> Iterator[Verb | None]:
    return (verb_in(swap.token.low, "gerund") or verb_in(root_of(swap.text.split()[0]), "base") for swap in swaps)


def _fits_tense(tokens: Sequence[Token], target: VerbForm) -> bool:
    sentence = _first_sentence(tokens)
    return not speaks_of_now(sentence) if target == "past" else not speaks_of_then(sentence)


def _lets_others_act(heads: Heads) -> bool:
    return heads.last.base in word_class("lets")


def _first_sentence(tokens: Sequence[Token]) -> Sequence[Token]:
    for index, token in enumerate(tokens[:-1]):
        if token.text in (".", "!", "?", ";") and tokens[index + 1].start > token.end:
            return tokens[:index]
    return tokens


def _turn_nominals(opening: _Opening, tokens: Sequence[Token], *, ongoing: bool) -> Rewording | None:
    nominal = _find_nominal(tokens)
    if nominal is None or _SELF.search(opening.rest) or not _is_plain_object(tokens, nominal.after):
        return None
    target = _target(opening, nominal.verbs, ongoing=ongoing)
    if target is None or not _fits_tense(tokens, target) or _claims_outcome(nominal.verbs):
        return None
    parallels = _turn_more_nominals(tokens, nominal.after, target)
    if (
        parallels is None
        or _claims_outcome(_verbs_of(parallels))
        or (not parallels and lists_other_acts(nominal.verbs, tokens, nominal.after))
    ):
        return None
    rest = apply_swaps(opening.rest, parallels)[tokens[nominal.after].start :]
    verbs = list_up([verb.form(target) for verb in nominal.verbs])
    if nominal.adverb and not _is_bare_phrase(tokens, nominal.after):
        return None
    closing = rest[len(rest.rstrip(".")) :]
    adverb = f"{nominal.adverb}{closing}" if nominal.adverb else ""
    text = " ".join(part for part in (verbs, nominal.preposition, rest.rstrip(".") if adverb else rest, adverb) if part)
    return Rewording(capitalise(text), _reason(opening, target))


def _find_nominal(tokens: Sequence[Token], at: int = 0) -> _Nominal | None:
    """Nouns that hide verbs: `the planning and supervision of`."""
    index = at + (_low(tokens, at) == "the")
    adverb = ""
    if _low(tokens, index) in _FREQUENCIES:
        adverb = tokens[index].low
    index += _low(tokens, index) in _FREQUENCIES | _PRAISE
    verbs: list[Verb] = []
    while True:
        hidden = _hidden_verb(tokens, index)
        if hidden is None:
            return None
        verb, preposition, own = hidden
        verbs.append(verb)
        index += 1
        if _low(tokens, index) == own:
            return _Nominal(tuple(verbs), preposition, adverb, index + 1)
        if _low(tokens, index) not in (",", "and", "&"):
            return None
        while _low(tokens, index) in (",", "and", "&"):
            index += 1


def _hidden_verb(tokens: Sequence[Token], index: int) -> tuple[Verb, str, str] | None:
    """The verb that a noun hides, its preposition, and the noun's."""
    noun = _low(tokens, index)
    ahead = {_low(tokens, place) for place in range(index + 1, min(index + 9, len(tokens)))}
    for base, own, preposition in read_nominals().get(noun, ()):
        verb = verb_in(base, "base")
        if verb is not None and own in ahead:
            return verb, preposition, own
    verb = verb_in(noun, "gerund")
    return (verb, "", "of") if verb is not None and noun not in word_class("ing-nouns") else None


def _is_plain_object(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index] if index < len(tokens) else END
    return token.is_word and token.low not in word_class("conjunctions") | word_class("subordinators")


def _is_bare_phrase(tokens: Sequence[Token], begin: int) -> bool:
    """Whether one short phrase without clauses or lists follows, so that an adverb can close it."""
    rest = [token for token in tokens[begin:] if token.text != "."]
    apart = word_class("conjunctions") | word_class("subordinators") | {"including", "to"}
    return len(rest) <= 8 and all(token.is_word and token.low not in apart for token in rest)


def _turn_more_nominals(tokens: Sequence[Token], begin: int, target: VerbForm) -> list[Swap] | None:
    """The swaps for `… and (the) training of …` and `… and ordering …` behind the first hidden verb; None where unsure."""
    more = [
        (index, found)
        for index in range(begin, len(tokens))
        if _low(tokens, index) in ("and", "&") and (found := _find_nominal(tokens, index + 1)) is not None
    ]
    if not more:
        return None if _has_unknown_nominal(tokens, begin) else turn_parallels(tokens, begin, "gerund", target)
    if (
        len(more) > 1
        or len(more[0][1].verbs) > 1
        or any(_low(tokens, place) == "," for place in range(begin, more[0][0]))
    ):
        return None
    index, found = more[0]
    if _has_unknown_nominal(tokens[:index], begin) or _has_unknown_nominal(tokens, found.after):
        return None
    last = tokens[found.after - 1]
    phrase = Token("", tokens[index + 1].start, last.end)
    words = " ".join(part for part in (found.verbs[0].form(target), found.preposition) if part)
    tail = turn_parallels(tokens, found.after, "gerund", target)
    return None if tail is None else [Swap(phrase, words), *tail]


def _has_unknown_nominal(tokens: Sequence[Token], begin: int) -> bool:
    """Whether a further act may stand beside the first one: `… and the safety of …`, `… and for …`."""
    for index in range(begin, len(tokens) - 2):
        if _low(tokens, index) not in ("and", "&", ","):
            continue
        ahead = [_low(tokens, place) for place in range(index + 1, min(index + 4, len(tokens)))]
        if ahead[0] in ("for", "with", "the") and ("of" in ahead or ahead[0] == "for"):
            return True
        if len(ahead) > 1 and ahead[1] == "of" and ahead[0].endswith(("ion", "ment", "ance", "al", "ing", "sis")):
            return True
    return False


def _bare_list(opening: _Opening, tokens: Sequence[Token]) -> Rewording | None:
    """The duties without the words that announce them, where they are plainly a list of nouns."""
    first = tokens[0] if tokens else END
    if not first.is_word or first.low.endswith("ing") or first.low in word_class("conjunctions") | word_class("finite"):
        return None
    listed = any(token.text == "," or token.low in ("and", "&") for token in tokens)
    if not listed or _holds_verb(tokens) or first.low in ("but", "not", "to", "the", "a", "an", "all"):
        return None  # a verb in the list: without its opening it would mix both kinds
    if first.low in word_class("prepositions") | word_class("first-person"):
        return None
    return Rewording(capitalise(opening.rest), f"“{opening.words}” announces what the list shows anyway.")


def _holds_verb(tokens: Sequence[Token]) -> bool:
    forms: tuple[VerbForm, ...] = ("gerund", "base", "third")
    finite = any(token.low in word_class("finite") | word_class("subordinators") for token in tokens)
    return finite or any(is_verb(tokens, index, form) for index in range(len(tokens)) for form in forms)


def _low(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].low if 0 <= index < len(tokens) else ""


@cache
def _phrases() -> dict[str, bool]:
    """Opening phrase → whether it says by itself that it is over."""
    rows = (Path(__file__).parent / "openings.txt").read_text(encoding="utf-8").splitlines()
    cells = (row.partition("\t") for row in rows if not row.startswith("#"))
    return {phrase: mark == "past" for phrase, _, mark in cells}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_phrases(), key=lambda phrase: -len(phrase))
    phrases = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)
    return re.compile(rf"(?:(?:I|My|The|I['’](?:m|ve))\s+)?(?P<opening>{phrases})\s*[:–-]?\s+", re.IGNORECASE)


@cache
def read_nominals() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Noun → (verb, the noun's preposition, the verb's preposition), one for each preposition it is used with."""
    rows = (Path(__file__).parent / "nominals.tsv").read_text(encoding="utf-8").splitlines()
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in rows:
        if not row.startswith("#"):
            noun, own, verb, preposition = row.split("\t")
            found.setdefault(noun, []).append((verb, own, preposition.replace("-", "")))
    return {noun: tuple(verbs) for noun, verbs in found.items()}
