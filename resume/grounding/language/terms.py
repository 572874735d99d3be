"""The terms of a line: its content words and phrases, with what is said of each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from resume.grounding.language.doubtful_words import claims_nothing, claims_though_light, doubtful_words
from resume.grounding.language.function_words import light_words
from resume.grounding.language.idioms import find_idioms, last_words
from resume.grounding.language.lists import read_sections, words_under
from resume.grounding.language.phrases import parted_phrase_at, phrase_at
from resume.grounding.language.reading import Reading, Term
from resume.grounding.language.thesaurus import uninflected
from resume.grounding.language.tokenizer import tokenize
from resume.grounding.language.tokens import Token
from resume.grounding.language.verbs import opens_verb
from resume.grounding.language.vocabulary import Beginning, Keys, Vocabulary
from resume.grounding.language.wideners import find_wide

_NONE_OF = 5
"""Tokens behind `none` in which the things stand of which none did something: they are there."""


@dataclass(frozen=True, slots=True)
class _Word:
    """What holds of a word wherever it stands."""

    keys: Keys
    begins: Beginning | None
    behind: tuple[str, ...]
    """Its root and what it may be a form of: what it may be as the second of two words."""
    is_light: bool
    is_doubtful: bool
    """Whether it may claim nothing where it stands."""
    is_named: bool
    """Whether it looks like a name within a sentence."""
    is_named_first: bool
    """The same for the first word of a sentence, whose capital says nothing: `SQL`."""


@cache
def _word_reader(words: Vocabulary) -> Callable[[str], _Word]:
    """What looks the words of a language up."""
    light, doubtful = light_words(words.language), doubtful_words()

    @lru_cache(maxsize=65_536)
    def read_word(text: str) -> _Word:
        low = text.lower()
        return _Word(
            keys=words.keys(text),
            begins=words.beginning(text),
            behind=(words.root(text), *uninflected(text.casefold())),
            is_light=low in light,
            is_doubtful=low in doubtful,
            is_named=_looks_named(text),
            is_named_first=_looks_named(text[1:]),
        )

    return read_word


def find_terms(reading: Reading, words: Vocabulary) -> None:
    """Fill in the content words; quantities and dates must have marked their tokens before."""
    tokens, lows, add, read_word = reading.tokens, reading.lows, reading.terms.append, _word_reader(words)
    _pass_over_light_phrases(reading)
    may_part = "hand" in lows or not lows.isdisjoint(words_under("cues.txt", "particles"))
    idioms = {} if lows.isdisjoint(last_words()) or words.language != "en" else find_idioms(tokens)
    known = [read_word(token.text) if token.kind == "word" else None for token in tokens]
    known.append(None)
    last = -1
    for at, token in enumerate(tokens):
        word = known[at]
        if word is None or token.used or at <= last:
            continue
        if at in idioms:
            term = _term(reading, word, at, words)
            term.keys, term.is_verb, term.is_idiom = words.keys(idioms[at]), True, True
            add(term)
            continue
        begins, behind = word.begins, known[at + 1]
        may_begin = begins is not None and (behind is None or not begins.followed.isdisjoint(behind.behind))
        phrase = phrase_at(tokens, at, words) if may_begin else None
        if phrase is not None and not (word.is_light and tokens[phrase[1]].used):  # "am familiar with" is a stance
            last = phrase[1]
            add(_phrase_term(reading, at, phrase, words))
            continue
        parted = parted_phrase_at(tokens, at, words) if may_part else None
        if parted is not None:
            add(_parted_term(reading, at, parted, words))
        elif word.is_light:
            if claims_though_light(tokens, at) and not (word.is_doubtful and claims_nothing(tokens, at)):
                add(_term(reading, word, at, words))
                if len(token.text) == 1:
                    reading.terms[-1].keys = (f"l:{token.low}",)  # the A of "Type A" is no article
        elif not (word.is_doubtful and claims_nothing(tokens, at)):
            add(_term(reading, word, at, words))
    find_wide(reading)


def _phrase_term(reading: Reading, at: int, phrase: tuple[Keys, int], words: Vocabulary) -> Term:
    """The term of a phrase, with its words."""
    tokens, read_word, (keys, last) = reading.tokens, _word_reader(words), phrase
    inner = [(index, read_word(tokens[index].text)) for index in range(at, last + 1) if tokens[index].kind == "word"]
    parts = tuple([_term(reading, word, index, words) for index, word in inner if not word.is_light])
    term = _term(reading, inner[0][1], at, words)
    term.text = reading.text[tokens[at].start : tokens[last].end]
    term.low = term.text.lower()
    term.keys, term.parts, term.to = keys, parts, last
    term.is_name = bool(parts) and all(part.is_name for part in parts)
    return term


def _parted_term(reading: Reading, at: int, parted: tuple[Keys, int], words: Vocabulary) -> Term:
    """The term of a verb whose particle stands further on; the particle's words are marked as used."""
    tokens, (keys, last) = reading.tokens, parted
    term = _term(reading, _word_reader(words)(tokens[at].text), at, words)
    term.text, term.keys = f"{term.text} {tokens[last].text}", (*keys, *term.keys)
    term.low = term.text.lower()
    for index in range(last - (tokens[last].low == "hand"), last + 1):
        tokens[index].used = True
    return term


def _pass_over_light_phrases(reading: Reading) -> None:
    """Mark phrases that only join what stands beside them: `in the space of a year`, `in tandem with the clerk`."""
    known, lows, tokens = _light_phrases(), reading.lows, reading.tokens
    for longest in lows & known.keys():
        phrases = [(before, words) for before, words in known[longest] if lows.issuperset(words)]
        for at in [at for at, token in enumerate(tokens) if token.low == longest] if phrases else ():
            for before, words in phrases:
                begin = at - before
                if begin >= 0 and [one.low for one in tokens[begin : begin + len(words)]] == words:
                    for one in tokens[begin : begin + len(words)]:
                        one.used = True


@cache
def _light_phrases() -> dict[str, list[tuple[int, list[str]]]]:
    """Light phrases by their longest word, and how many stand before it."""
    found: dict[str, list[tuple[int, list[str]]]] = {}
    for line in read_sections("cues.txt")["light phrases"]:
        words = [token.low for token in tokenize(line)]
        longest = max(words, key=len)
        found.setdefault(longest, []).append((words.index(longest), words))
    return found


def _term(reading: Reading, word: _Word, at: int, words: Vocabulary) -> Term:
    tokens = reading.tokens
    token, negated = tokens[at], reading.negated[at]
    named = word.is_named and (word.is_named_first or (at > 0 and not _opens(tokens[at - 1])))
    return Term(
        token.text,
        token.low,
        word.keys,
        at,
        reading.segment_of[at],
        negated,
        reading.helped[at],
        named,
        not named and opens_verb(tokens, at),
        to=at,
        first_negated=negated
        and not _is_one_of_none(tokens, at)
        and (at == 0 or not reading.negated[at - 1] or _is_light(reading, at - 1, words)),
    )


def _is_one_of_none(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word names the things of which none did something: `none of the 12 boats`; `none of which sank` is denied."""
    for index in range(max(0, at - _NONE_OF), at):
        if tokens[index].low == "none":
            if index + 1 == at and tokens[at].low.endswith("ed"):
                return False  # "none damaged"
            behind = [token.low for token in tokens[index + 1 : index + 3]]
            return behind[:1] != ["of"] or behind[-1] not in ("which", "whom", "them", "these", "those")
    return False


def _looks_named(word: str) -> bool:
    """Whether a capital or a digit stands in a word."""
    return word != word.lower() or (not word.isalpha() and any(letter.isdigit() for letter in word))


def _is_light(reading: Reading, at: int, words: Vocabulary) -> bool:
    while at >= 0 and reading.negated[at]:
        token = reading.tokens[at]
        if token.kind == "word" and token.low not in light_words(words.language):
            return False
        at -= 1
    return True


def _opens(before: Token) -> bool:
    return before.text in ".!?:•|—"
