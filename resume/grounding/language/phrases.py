"""Phrases of the vocabulary in a line: which begins at a word, and verbs parted from their particles."""

from collections.abc import Sequence

from resume.grounding.language.function_words import BREAK_WORDS, PREPOSITIONS
from resume.grounding.language.lists import words_under
from resume.grounding.language.tokens import Token
from resume.grounding.language.verbs import opens_verb
from resume.grounding.language.vocabulary import Keys, Vocabulary

_PARTED = 6
"""Tokens between a verb and its particle: "brought the weekly hire costs down"."""


def phrase_at(tokens: Sequence[Token], at: int, words: Vocabulary) -> tuple[Keys, int] | None:
    """The phrase that begins at a token, by its keys, and its last token; None where none does."""
    text = tokens[at].text
    beginning = words.beginning(text)
    if beginning is None:
        return None
    if beginning.phrases:
        for phrase in beginning.phrases.get(_second_root(tokens, at, words), ()):
            last = _match_phrase(tokens, at, phrase.roots, words)
            if last is not None and not (phrase.exact and text.islower()) and not _cuts_compound(tokens, at, last):
                return phrase.keys, last
    if beginning.of_pair and at + 1 < len(tokens):
        after = tokens[at + 1]
        if after.kind == "word" and not after.used:
            keys = words.pair(text, after.text)
            return (keys, at + 1) if keys and not _begins_longer(tokens, at + 1, words) else None
    return None


def _begins_longer(tokens: Sequence[Token], at: int, words: Vocabulary) -> bool:
    """Whether a phrase of three words or more begins at a token: `behind the wheel` in "got behind the wheel"."""
    return any(
        len(phrase.roots) > _PAIR and _match_phrase(tokens, at, phrase.roots, words) is not None
        for phrase in words.phrases.get(words.root(tokens[at].text), ())
    )


_PAIR = 2


def parted_phrase_at(tokens: Sequence[Token], at: int, words: Vocabulary) -> tuple[Keys, int] | None:
    """The keys of a verb and its particle with a thing between them, and the particle's token: `brought the costs down`."""
    acts = opens_verb(tokens, at) or (at > 0 and tokens[at - 1].low in _PERFECT)
    if not acts or tokens[at].low in _PERFECT or words.language != "en":
        return None
    for last in range(at + 2, min(len(tokens), at + 2 + _PARTED)):
        token = tokens[last]
        if token.kind == "mark" and token.text not in "-'":
            return None
        if token.low in words_under("cues.txt", "particles"):
            if tokens[last - 1].text == "-" or (
                token.low == "over" and last + 1 < len(tokens) and tokens[last + 1].used
            ):
                return None  # "Made set-up safer", "won a grant over three years"
            return _verb_and_particle(tokens, at, last, words)
        if token.low == "a" and [one.low for one in tokens[last + 1 : last + 2]] == ["hand"]:
            return _verb_and_particle(tokens, at, last, words, idiom=("a", "hand"))
        if token.low in PREPOSITIONS or token.low in BREAK_WORDS:
            return None
    return None


_PERFECT = frozenset(("have", "has", "had", "having", "'ve"))
"""Words before a verb of what has been done: no particle is theirs."""


def _verb_and_particle(
    tokens: Sequence[Token], at: int, last: int, words: Vocabulary, idiom: tuple[str, ...] = ()
) -> tuple[Keys, int] | None:
    """The keys of a phrase whose first word is a verb and whose others stand further on."""
    rest = idiom or (tokens[last].low,)
    roots = (words.root(tokens[at].text), *(words.root(word) for word in rest))
    for phrase in words.phrases.get(roots[0], ()):
        if phrase.roots == roots and not phrase.exact:
            return phrase.keys, last + len(rest) - 1
    keys = () if idiom else words.pair(tokens[at].text, tokens[last].text)
    return (keys, last) if keys else None


def _cuts_compound(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a phrase that begins before a word with a hyphen ends within it: `by hand` in "by hand-held GPS"."""
    hyphens = [at for at in range(first + 1, last + 2) if at < len(tokens) - 1 and tokens[at].text == "-"]
    joined = [at for at in hyphens if tokens[at].start == tokens[at - 1].end and tokens[at + 1].start == tokens[at].end]
    return joined == [last + 1]


def _second_root(tokens: Sequence[Token], at: int, words: Vocabulary) -> str:
    """The root of the word behind one, a mark that joins them passed over; empty where none follows."""
    index = at + 1
    if index < len(tokens) and tokens[index].text in "-/&":
        index += 1
    if index >= len(tokens):
        return ""
    token = tokens[index]
    if token.kind == "word":
        return words.root(token.text)
    return words.root(token.text + token.suffix) if token.kind == "number" else ""


def _match_phrase(tokens: Sequence[Token], at: int, roots: tuple[str, ...], words: Vocabulary) -> int | None:
    index = at
    for wanted in roots[1:]:
        index += 1
        if index < len(tokens) and tokens[index].text in "-/&":
            index += 1
        if index >= len(tokens) or tokens[index].kind not in ("word", "number"):
            return None
        if words.root(tokens[index].text + tokens[index].suffix) != wanted:
            return None
    return index
