"""Openings set before openings: `Led managed ordering`, `Led head chef with 12 years`.

A hurried writer asked for strong verbs puts one before the line instead of in its verb's place. The result is broken English and
makes the writer's part larger. It is told by shape, from the line it would replace.
"""

from collections.abc import Sequence
from functools import cache

from resume.occupations import names_occupation
from resume.wording.verbs import by_participle, is_form, read_verbs, root_of, verb_in
from resume.wording.words import END, Token, opens_object, tokens_of, word_class

_DUTY_WORDS = frozenset({"responsible", "accountable", "tasked"})
_DUTY_PAIRS = frozenset({("in", "charge"), ("was", "responsible"), ("duties", "included")})

_PARTICIPLES_LEAST = 5
"""Letters of an unknown word in `-ed` that counts as a verb."""


def stacks_openings(source: str, text: str) -> bool:
    """Whether `text` opens with a verb before another verb, before the title that opens `source`, or before what no verb takes.

    Such as a duty's own words: `Managed responsible for stock`, `Delivered for arranging travel`.

    Args:
        source: the line as the source has it.
        text: what is to stand there.
    """
    own, words = _opening(source), _opening(text)
    if len(words) < 2 or not _is_act(words[0].low) or not _is_next(text, words[0], words[1]):
        return False
    if own and own[0].low == words[0].low and (len(own) < 2 or own[1].low == words[1].low):
        return False
    return _is_second_verb(own, words) or _is_title(own, words) or _takes_no_object(own, words)


def _opening(text: str) -> list[Token]:
    """The tokens from the first word on that is no adverb in `-ly`."""
    tokens = tokens_of(text)
    begin = next((at for at, token in enumerate(tokens) if token.is_word and not token.low.endswith("ly")), len(tokens))
    return tokens[begin:]


def _is_next(text: str, token: Token, following: Token) -> bool:
    return following.is_word and not text[token.end : following.start].strip()


def _is_act(low: str) -> bool:
    return low not in word_class("finite") and (is_form(low, "past", "third", "base") or _ends_as_past(low))


def _is_past(low: str) -> bool:
    return is_form(low, "past") or _ends_as_past(low)


def _ends_as_past(low: str) -> bool:
    return len(low) >= _PARTICIPLES_LEAST and low.endswith("ed") and not low.endswith("eed")


def _is_second_verb(own: Sequence[Token], words: Sequence[Token]) -> bool:
    """Whether the second word is a verb beside the first, not an adjective or a noun of its object (`Ran automated tests`)."""
    second, after = words[1].low, words[2] if len(words) > 2 else END
    takes_object = opens_object(after, words[3] if len(words) > 3 else END)
    said, opens = {token.low for token in own}, own[0].low if own else ""
    if _is_past(second):
        turned = second not in said and root_of(second) in {root_of(low) for low in said}
        only_past = second not in by_participle() and second not in said and is_form(second, "past")
        return second == opens or turned or only_past or takes_object
    if root_of(second) != root_of(opens) or not is_form(second, "base", "third"):
        return False
    if second in _nouns_too() or is_form(second, "third"):
        return takes_object
    return root_of(words[0].low) not in word_class("lets")


def _takes_no_object(own: Sequence[Token], words: Sequence[Token]) -> bool:
    """Whether the source's own words after its first follow a verb that does not take them: a duty's wording, or a preposition.

    `Responsible for stock` is no object of `Managed`; nor is `for stock`. A verb that the source has, and one that takes its
    object by a preposition, may stand before it.
    """
    second, after = words[1].low, words[2].low if len(words) > 2 else ""
    if second in _DUTY_WORDS or (second, after) in _DUTY_PAIRS:
        return True
    verb = verb_in(words[0].low, "past") or verb_in(words[0].low, "base") or verb_in(words[0].low, "third")
    said = {root_of(token.low) for token in own}
    if verb is None or verb.has("preposition") or root_of(verb.base) in said:
        return False
    if second == "look" and after == "after":
        return True
    return second == "for" and len(own) > 1 and own[1].low == "for" and verb.has("ing") and not verb.has("noun")


@cache
def _nouns_too() -> frozenset[str]:
    return frozenset(verb.base for verb in read_verbs() if verb.has("noun"))


def _is_title(own: Sequence[Token], words: Sequence[Token]) -> bool:
    """Whether the job title that opens the source's line follows the first word as it is."""
    title, told = _phrase(own), _phrase(words[1:])
    if len(title) > 1 and _ends_as_past(title[0]) and not is_form(title[0], "past"):
        title = title[1:]  # `Experienced head chef`
    return bool(title) and told[-len(title) :] == title and names_occupation(title[-1]) and not _is_past(title[0])


def _phrase(tokens: Sequence[Token]) -> list[str]:
    """The words up to the first mark, preposition, conjunction, figure or verb of being."""
    ends = word_class("prepositions") | word_class("conjunctions") | word_class("subordinators") | word_class("finite")
    stop = next(
        (at for at, token in enumerate(tokens) if not token.is_word or token.low in ends or token.text[0].isdigit()),
        len(tokens),
    )
    return [token.low for token in tokens[:stop]]
