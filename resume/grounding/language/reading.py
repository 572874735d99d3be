"""Reading a line: its words with what stands around them (negation, help, other people's work), cut into segments."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from resume.grounding.language.currencies import currency_words, money_pattern, money_words
from resume.grounding.language.idioms import find_idioms, last_words
from resume.grounding.language.lists import read_lines, read_sections, words_under
from resume.grounding.language.measures import units
from resume.grounding.language.thesaurus import uninflected
from resume.grounding.language.vocabulary import Beginning, Keys, Vocabulary
from resume.wording import past_forms, read_verbs

_TOKEN = re.compile(
    r"(?P<number>\d{1,2}(?:,\d\d)+,\d{3}(?![\d])"
    r"|\d{1,3}(?:[,.' ]\d{3})+(?:[.,]\d{1,2})?(?![\d])|\d+(?:[.,]\d+)?)(?P<suffix>[^\W\d_]+[23]?(?![\w]))?"
    rf"|(?P<money>{money_pattern()})"
    r"|(?P<word>(?<!\w)\.NET\b|[^\W\d_]++&[^\W\d_]+|[^\W\d_]\w*+(?:['.]\w++)*+(?:\+\+|\#|\+(?!\w))?)"
    r"|(?P<mark>[^\s\w])",
)
_VULGAR = {
    "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5", "⅛": "1/8",
}  # fmt: skip
_VULGAR_SIGN = re.compile(f"[{''.join(_VULGAR)}]")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "−": "-", "‐": "-", "‑": "-", "⁄": "/"}
)
_BREAKS = frozenset(',;:.()—–•·|!?→"[]')
_BREAK_WORDS = frozenset(
    ["and", "while", "whilst", "who", "which", "whose", "whom", "where", "plus", "then", "but", "that", "as"]
)
_VERB_BEFORE = frozenset(
    [
        "and",
        "or",
        "i",
        "we",
        "who",
        "that",
        "which",
        "by",
        "then",
        "also",
        "to",
        "while",
        "have",
        "has",
        "had",
        "was",
        "were",
        "he",
        "she",
        "they",
        "not",
        ",",
        ";",
        ":",
        ".",
        "(",
        "—",
        "–",
        "•",
        "through",
    ]
)
_PREPOSITIONS = frozenset(
    [
        "in",
        "for",
        "at",
        "over",
        "during",
        "from",
        "since",
        "by",
        "through",
        "on",
        "after",
        "before",
        "until",
        "under",
        "across",
        "to",
    ]
)
_CARRIED = 6
"""Tokens behind a verb of achieving in which the noun stands that it carries."""
_LONGEST_SUBJECT = 5
"""Words of a subject that is somebody else, with its article: "the regional web team"."""
_BOTH_REACH = 8
"""Tokens behind `both` in which its `and` stands."""
_BODY_REACH = 5
"""Tokens behind `sat on` in which the body is named: "sat on the trust's clinical working group"."""
_PARTED = 6
"""Tokens between a verb and its particle: "brought the weekly hire costs down"."""
_NONE_OF = 5
"""Tokens behind `none` in which the things stand of which none did something: they are there."""


@dataclass(slots=True)
class Token:
    """A number, word or mark of a line."""

    text: str
    low: str
    kind: str
    """`number`, `word`, `money` or `mark`."""
    start: int
    end: int
    suffix: str = ""
    """Letters that stand directly after a number (`120K`, `24h`)."""
    used: bool = False
    """Whether it is part of a quantity or date and claims nothing as a word."""


@dataclass(slots=True)
class Term:
    """A content word or phrase of a line."""

    text: str
    low: str
    """It in small letters."""
    keys: Keys
    at: int
    """Its first token."""
    segment: int
    negated: bool = False
    helped: bool = False
    """Whether the line says that it was only helped with, or that somebody else did it."""
    is_name: bool = False
    is_verb: bool = False
    parts: tuple["Term", ...] = ()
    """The words of a phrase, each on its own."""
    first_negated: bool = False
    to: int = 0
    """Its last token."""
    is_idiom: bool = False
    """Whether it is a verb that words behind its thing make another of: `kept` of "kept the vans in good order"."""
    is_outcome: bool = False
    """Whether it is a light verb that says what some of a number did: `left` of "130 joined; 13 left"."""


@dataclass(slots=True)
class Reading:
    """A line, read."""

    text: str
    tokens: list[Token]
    terms: list[Term] = field(default_factory=list)
    segment_of: list[int] = field(default_factory=list)
    """Segment of each token."""
    negated: list[bool] = field(default_factory=list)
    helped: list[bool] = field(default_factory=list)
    others: list[bool] = field(default_factory=list)
    """Whether a token stands in a clause that tells what somebody named before it did: `an apprentice who won a prize`."""
    helped_behind: bool = False
    """Whether the line says only behind its thing that one helped with it."""
    wide: list[tuple[str, int]] = field(default_factory=list)
    """Words that claim the whole of something, and their tokens."""
    lows: frozenset[str] = frozenset()
    """Its words in lower case, to see at once what does not stand in it."""
    low_of: tuple[str, ...] = ()
    """Each token in lower case, to see at once what stands between two of them."""

    def __post_init__(self) -> None:
        """Gather the words."""
        self.low_of = tuple([token.low for token in self.tokens])
        self.lows = frozenset(self.low_of)

    def part(self, segment: int, to: int | None = None) -> range:
        """The tokens of a segment, or of all from it `to` another."""
        last = segment if to is None else to
        return range(bisect_left(self.segment_of, segment), bisect_right(self.segment_of, last))


def normalize(text: str) -> str:
    """A text in one spelling of digits, quotes and dashes; its length may change."""
    if "FY" in text:
        text = re.sub(r"\bFY(?=(?:19|20)\d\d\b)", "FY ", text)
    if ". " in text or " in" in text[-4:] or " in in " in text:
        text = _SHORT_UNIT.sub(r"\1\2", _SHORT_INCH.sub(r"\1inch", text))
    if "wpm" in text:
        text = re.sub(r"(?<=\d) ?wpm\b", " words per minute", text)
    if text.isascii():
        return text
    for sign in _VULGAR_SIGN.findall(text):
        text = text.replace(sign, f" {_VULGAR[sign]} " if text.find(sign) > 0 else f"{_VULGAR[sign]} ")
    text = unicodedata.normalize("NFKC", text).translate(_PLAIN)
    return _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


_SHORT_INCH = re.compile(r"(?<=\d)([ -])in(?:\.|(?= in\b))")
"""Inches behind a figure: `2 in. in diameter`, `6-in. pipe`; the full stop says that it is no preposition."""

_SHORT_UNIT = re.compile(r"(?<=\d)([ -]?)(ft|lbs?|oz|yds?|hrs?|mins?|secs?|yrs?|mos?|wks?)\.(?= [a-z])")
"""A unit cut short, whose full stop ends no sentence: `40 ft. of drain`."""


@cache
def _ordinals() -> dict[str, str]:
    """Ordinal numbers in digits, and in words."""
    words = [word for line in read_sections("numbers.txt")["ordinal numbers"] for word in line.split()]
    endings = {1: "st", 2: "nd", 3: "rd"}
    return {f"{number}{endings.get(number, 'th')}": word for number, word in enumerate(words, 1)}


def squeeze_line(text: str) -> str:
    """What stays of a line that says the same: no case, no marks around words, one space."""
    tokens = tokenize(normalize(text))
    kept = [
        "minus" if token.text == "-" else token.low + token.suffix.lower()
        for at, token in enumerate(tokens)
        if token.kind != "mark" or token.text in "%+&/~<>" or (token.text == "-" and _is_minus(tokens, at))
    ]
    return " ".join(kept)


def _is_minus(tokens: Sequence[Token], at: int) -> bool:
    """Whether a dash stands right before a figure and apart from the word before it: `at -80 °C`."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    joined = following is not None and following.kind == "number" and following.start == tokens[at].end
    return joined and at > 0 and tokens[at - 1].end < tokens[at].start and tokens[at - 1].kind == "word"


def line_shape(text: str) -> str:
    """The letters and digits of a line: lines that are squeezed to one text have one shape, and this is quicker to tell."""
    return _NEITHER.sub("", normalize(text)).casefold()


_NEITHER = re.compile(r"[\W_]+")


def tokenize(text: str) -> list[Token]:
    """The numbers, words and marks of a normalized text."""
    tokens: list[Token] = []
    add, money = tokens.append, money_words()
    begin = read = 0
    for piece in text.split(" "):  # most are a word, or one with a mark behind it: only the others are worth a pattern
        end = begin + len(piece)
        if piece.isalpha() and piece not in money:
            add(Token(piece, piece.lower(), "word", begin, end))
        elif piece[-1:] in _ENDS_WORD and (word := piece[:-1]).isalpha() and word not in money:
            add(Token(word, word.lower(), "word", begin, end - 1))
            add(Token(piece[-1], piece[-1], "mark", end - 1, end))
        else:
            at = max(begin, read)  # a figure may go over a blank: "12 000"
            while at < end:
                match = _TOKEN.match(text, at)
                if match is not None:
                    add(_matched_token(match))
                read = at = match.end() if match is not None else at + 1
        begin = end + 1
    return tokens


_ENDS_WORD = frozenset(",.;:")
"""Marks behind a word that are never of it."""


def _matched_token(match: re.Match[str]) -> Token:
    kind, written, (start, end) = match.lastgroup or "mark", match[0], match.span()
    if kind not in ("number", "suffix"):
        return Token(written, written.lower(), kind, start, end)
    number, suffix = match["number"], match["suffix"] or ""
    if suffix and suffix.lower() not in _attachable():
        read = _ordinals().get(written.lower(), written)  # "2nd" is "second"
        return Token(read, read.lower(), "word", start, end)
    return Token(number, number, "number", start, end, suffix)


def tokenize_words(text: str) -> Iterator[str]:
    """The words of a text as readings cut them."""
    for token in tokenize(normalize(text)):
        if token.kind == "word":
            yield token.text
        elif token.kind == "number":
            yield token.text + token.suffix


def roots_of(tokens: Sequence[Token], words: Vocabulary) -> list[str]:
    """The roots of words, by token; empty for what is no word."""
    return [words.root(token.text) if token.kind == "word" else "" for token in tokens]


def read_line(text: str, words: Vocabulary) -> Reading:
    """Take a line apart."""
    plain = normalize(text)
    reading = Reading(plain, tokenize(plain))
    _cut_segments(reading)
    _mark_negation(reading)
    _mark_help(reading, words)
    _mark_others(reading)
    reading.helped_behind = _tells_help_behind(reading)
    return reading


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
    light, doubtful = light_words(words.language), _doubtful_words()

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
        parted = _parted_phrase_at(tokens, at, words) if may_part else None
        if parted is not None:
            add(_parted_term(reading, at, parted, words))
        elif word.is_light:
            if _claims_though_light(tokens, at) and not (word.is_doubtful and _claims_nothing(tokens, at)):
                add(_term(reading, word, at, words))
                if len(token.text) == 1:
                    reading.terms[-1].keys = (f"l:{token.low}",)  # the A of "Type A" is no article
        elif not (word.is_doubtful and _claims_nothing(tokens, at)):
            add(_term(reading, word, at, words))
    _find_wide(reading)


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


def _claims_though_light(tokens: Sequence[Token], at: int) -> bool:
    """Whether a light word claims something where it stands."""
    return (
        (len(tokens[at].text) == 1 and _is_letter_of_type(tokens, at))
        or (tokens[at].low in _PERFORMING and _is_on_stage(tokens, at))
        or (tokens[at].low in DECIDING and _sets_thing(tokens, at))
    )


def _claims_nothing(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word only carries what stands beside it, where it stands: one of `_doubtful_words`."""
    return (
        _brings_change(tokens, at)
        or _is_measure(tokens, at)
        or _tells_order(tokens, at)
        or _is_particle(tokens, at)
        or _tells_speed(tokens, at)
    )


@cache
def _doubtful_words() -> frozenset[str]:
    """The words that may claim nothing where they stand."""
    headings = (
        "reaching a figure", "bringing about", "particles in the plural", "joined to a noun", "prefixes of time",
    )  # fmt: skip
    listed = [words_under("cues.txt", heading) for heading in headings]
    return frozenset().union(_MEASURES, _ORDERS, _CARRIES_SPEED, *listed)


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


def _is_measure(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word only says that what follows is counted: `the rate of rejected cubes`."""
    return tokens[at].low in _MEASURES and at + 1 < len(tokens) and tokens[at + 1].low == "of"


_MEASURES = frozenset(("rate", "rates"))
"""Words before `of` and what is counted."""


def _tells_speed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb only carries how fast a thing has become, which the figure says: `now runs eight times as fast`."""
    if tokens[at].low not in _CARRIES_SPEED or at + 1 >= len(tokens) or not tokens[at + 1].used:
        return False
    return not _SPEEDS.isdisjoint(token.low for token in tokens[at + 2 : at + 6])


_CARRIES_SPEED = frozenset(("runs", "ran", "works", "goes", "is"))
"""Verbs that may say no more than how fast a thing is."""

_SPEEDS = frozenset(("fast", "faster", "quick", "quickly", "quicker"))
"""Words behind a figure of speed."""


def _is_on_stage(tokens: Sequence[Token], at: int) -> bool:
    """Whether `performed` says what was done, with no thing behind it: `performed in six productions`."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return tokens[at].low in _PERFORMING and following in ("in", "at", "on")


_PERFORMING = frozenset(("perform", "performed", "performing"))


def _sets_thing(tokens: Sequence[Token], at: int) -> bool:
    """Whether `set` says that one decided something: `set the prices`, not `set about it`; `spent`, that one gave money."""
    if tokens[at].low not in DECIDING or at + 1 >= len(tokens) or not opens_verb(tokens, at):
        return False
    following = tokens[at + 1]
    if tokens[at].low == "spent":
        return following.kind == "money" or (following.text.isupper() and len(following.text) == _CODE)
    return following.kind == "word" and (following.low in _ARTICLES or following.low not in light_words("en"))


DECIDING = frozenset(("set", "sets", "spent"))
"""Light verbs that are read as words where they say what somebody decided or gave."""

_CODE = 3
"""Letters of a currency's code."""

_ARTICLES = frozenset(("a", "an", "the", "all", "its", "their", "our", "his", "her"))


def _is_letter_of_type(tokens: Sequence[Token], at: int) -> bool:
    """Whether a single capital tells one type from another: `Type A`, `Category C`, `Hepatitis B`."""
    before = tokens[at - 1] if at else None
    is_letter = len(tokens[at].text) == 1 and tokens[at].text.isupper() and tokens[at].text != "I"
    return is_letter and before is not None and before.low in words_under("figures.txt", "numbered")


def _is_particle(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word only joins a verb with a hyphen to make a noun of it: `call-outs`, `pre-flight`."""
    low = tokens[at].low
    if at and tokens[at - 1].text == "-" and low in words_under("cues.txt", "particles in the plural"):
        return True
    if at and tokens[at - 1].text == "-" and low in words_under("cues.txt", "joined to a noun"):
        return True
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return following == "-" and low in words_under("cues.txt", "prefixes of time")


def _tells_order(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word only says when in a career something was: `first as a trainee`, `an early career in`."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if tokens[at].low in ("subject", "close", "next") and following == "to":
        return True  # "subject to approval", "close to houses"
    if tokens[at].low == "caused" and following == "by":
        return True  # "returns caused by firmware" are due to it
    if tokens[at].low == "round" and following in ("the", "a", "an", "our", "their"):
        return True  # "showed guests round the farm"
    if tells_which_role(tokens, at):
        return True
    if tokens[at].low in ("first", "initially", "originally"):
        return following in ("as", "at", "in", "with", "for", "on")
    if tokens[at].low == "first" and at > 0 and at + 1 < len(tokens) and tokens[at + 1].used:
        return tokens[at - 1].low in ("their", "her", "his", "its", "the")  # "through their first six months"
    if tokens[at].low in ("past", "last"):  # "over the past seven years"
        return at > 0 and tokens[at - 1].low in ("the", "my", "these") and at + 1 < len(tokens) and tokens[at + 1].used
    if tokens[at].low in ("post", "posting"):
        return at > 0 and tokens[at - 1].low in words_under("cues.txt", "which post")
    return tokens[at].low == "early" and following in ("career", "years", "days")


def tells_which_role(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word only says which role of a career is meant: the `previous` of `in a previous role`."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if following not in words_under("cues.txt", "roles in order") or not at:
        return False
    return tokens[at].low in words_under("cues.txt", "orders of roles") and bool(whose_role(tokens, at))


def whose_role(tokens: Sequence[Token], at: int) -> str:
    """The word before an order that says whose role it is: the `my` of `in my most recent role`."""
    before = tokens[at - 1].low if at else ""
    if before in ("most", "very") and at > 1:
        before = tokens[at - 2].low
    return before if before in ("my", "a", "an", "this", "her", "his", "their", "the", "in", "from", "across") else ""


_ORDERS = frozenset(
    (
        "subject",
        "close",
        "next",
        "round",
        "first",
        "initially",
        "originally",
        "past",
        "last",
        "previous",
        "current",
        "present",
        "former",
        "prior",
        "recent",
        "latest",
        "earliest",
        "post",
        "posting",
        "early",
    )
)
"""Words that may only say when something was, or where it stands."""


def _brings_change(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb of achieving only carries the noun behind it, which says what was done: `achieved a 12 % reduction`."""
    if tokens[at].low in words_under("cues.txt", "reaching a figure") and _reaches_figure(tokens, at):
        return True
    if tokens[at].low not in words_under("cues.txt", "bringing about"):
        return False
    changes = words_under("cues.txt", "changes as nouns")
    return any(token.low in changes for token in tokens[at + 1 : at + 1 + _CARRIED])


def _reaches_figure(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb of reaching only carries the figure behind it: `achieved sales of £40,000`; the figure is checked."""
    for token in tokens[at + 1 : at + 1 + _CARRIED]:
        if token.kind in ("number", "money"):
            return True
        if token.kind == "mark" and token.text not in "-'":
            return False
    return False


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


def opens_verb(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word stands where a verb may stand: first, behind a mark, `and`, `by`, `to`, an adverb or the like."""
    if at:
        before = tokens[at - 1].low
        if before not in _VERB_BEFORE and not before.endswith("ly"):
            return False
        if before == "and" and _ends_list(tokens, at):
            return False
        if before == "by" and not tokens[at].low.endswith("ing"):
            return False  # "by phone"
    # "a night school, open until ten"
    return tokens[at].low != "open" or at + 1 >= len(tokens) or tokens[at + 1].low not in _BEHIND_OPEN


def _ends_list(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb's plain form is the last noun of a list behind a preposition: `in hose drill and search`."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else "."
    if following not in (".", ";", "and") or tokens[at].low not in plain_forms() or tokens[at - 2].low in _VERB_BEFORE:
        return False
    before = [token.low for token in tokens[max(0, at - 5) : at - 2]]
    return bool(_BEFORE_LIST.intersection(before))


_BEFORE_LIST = frozenset(("in", "of", "on", "with"))
"""Words before a list of things that are taught, planned or dealt with."""


_BEHIND_OPEN = frozenset(
    ("until", "till", "to", "from", "on", "daily", "all", "late", "every", "at", "for", "seven", "in")
)
"""Words behind `open` where it is no verb."""


def _is_light(reading: Reading, at: int, words: Vocabulary) -> bool:
    while at >= 0 and reading.negated[at]:
        token = reading.tokens[at]
        if token.kind == "word" and token.low not in light_words(words.language):
            return False
        at -= 1
    return True


def _opens(before: Token) -> bool:
    return before.text in ".!?:•|—"


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


def _parted_phrase_at(tokens: Sequence[Token], at: int, words: Vocabulary) -> tuple[Keys, int] | None:
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
        if token.low in _PREPOSITIONS or token.low in _BREAK_WORDS:
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


@cache
def _breaks() -> frozenset[str]:
    """The words and marks that begin a part of a line, or may."""
    return _BREAKS | _BREAK_WORDS | words_under("cues.txt", "result verbs") | {"with", "i"}


def _cut_segments(reading: Reading) -> None:
    tokens, breaks = reading.tokens, _breaks()
    segment = begin = 0
    for at in [at for at, token in enumerate(tokens) if token.low in breaks]:
        if at and _breaks_here(tokens, begin, at):
            reading.segment_of += [segment] * (at - begin)
            segment, begin = segment + 1, at
    reading.segment_of += [segment] * (len(tokens) - begin)


def _breaks_here(tokens: Sequence[Token], begin: int, at: int) -> bool:
    """Whether a word or mark that may begin a part of a line does so where it stands, behind a part that begins at `begin`."""
    low = tokens[at].low
    if low == "and":
        return tokens[at - 1].text != "-"  # "3- and 7-tonne forklifts"
    if low == "with":
        return _tells_tenure(tokens, at)
    if low == "i":
        return _fronted(tokens, begin, at)
    return low not in _NO_RESULT or not _causes_nothing(tokens, at)


def _causes_nothing(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb of results tells of none: `returns caused by firmware`, `a degree earned in 2012`."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return following in _NO_RESULT[tokens[at].low]


_NO_RESULT = {"caused": ("by",), "earned": ("in", "at", "from"), "prompted": ("by",)}
"""Verbs of results, and the words behind which they tell of none."""


def _tells_tenure(tokens: Sequence[Token], at: int) -> bool:
    """Whether `with` begins how long somebody has done what follows: `with more than twelve years in shipping`."""
    return any(token.low in _TENURE for token in tokens[at + 1 : at + 1 + _TENURE_REACH])


_TENURE = frozenset(("year", "years", "decade", "decades", "experience"))
_TENURE_REACH = 5
"""Tokens behind `with` in which a length of time stands: "with well over a dozen years"."""


def _fronted(tokens: Sequence[Token], begin: int, at: int) -> bool:
    """Whether what stands before `I` is a clause of its own: `Since my degree in social work I …`; `At Larkmeter I` is where."""
    before = tokens[begin:at]
    lows = [token.low for token in before[:3]]
    if (
        lows[:1] in (["before"], ["after"], ["since"])
        and lows[1:2]
        and lows[1] in words_under("cues.txt", "coming and going")
    ):
        return True
    named = any(token.kind != "word" or token.text[:1].isupper() for token in before[1 if begin == 0 else 0 :])
    return len(before) > 1 and not named


def _mark_negation(reading: Reading) -> None:
    negators, ends = words_under("cues.txt", "negators"), words_under("cues.txt", "negation ends")
    kind, begun = "", 0
    tokens, changing = reading.tokens, words_under("cues.txt", "changing what is there")
    if "0" not in reading.lows and reading.lows.isdisjoint(negators):
        reading.negated = [False] * len(tokens)
        return
    for at, token in enumerate(tokens):
        following = tokens[at + 1].low if at + 1 < len(tokens) else ""
        if (
            (token.low in negators or (token.text == "0" and following.isalpha() and following not in units()))
            and not (at > 0 and tokens[at - 1].low == "to" and token.low in ("none", "zero", "nil"))  # comes to none
            and not (following in ("only", "-", "." if token.low == "no" else "only") or _bounds_only(tokens, at))
            and not denied_bound(tokens, at)
            and not (token.low == "free" and _costs_nothing(tokens, at))
        ):
            if kind and token.low == "without":  # "did not sign without consent": signed with it
                reading.negated[begun:] = [False] * (at - begun)
                reading.negated.append(False)
                kind = ""
                continue
            begun = begun if kind else at
            if at and tokens[at - 1].text == "-":
                _deny_before(reading, at - 1, one=True)  # "crash-free"
                token.used = True
                reading.negated.append(False)
                continue
            acts = token.low in ("not", "never", "cannot") or token.low.endswith("n't") or following.endswith("ing")
            kind = "verb" if acts else "noun"
            kind = "verb" if following in words_under("cues.txt", "no part") else kind
            if token.low == "none":
                kind = "all"
                _deny_before(reading, at)
            elif token.low == "neither" and following == "of":
                kind = "all"
            elif acts and _denies_subject(tokens, at):
                _deny_before(reading, at)  # `drones were not used`
        elif (
            (
                kind
                and ((token.text in ",;:.()—–" and following not in ("or", "nor")) or token.low in ends)
                and not (token.low == "yet" and tokens[at - 1].low in negators)  # "not yet certified"
            )
            or (
                kind
                and kind != "all"
                and token.low in _ENDS_NEGATION
                and not (token.low == "and" and following == "of")
                and not (token.low == "as" and tokens[at - 1].low in negators | _SERVING)  # "but not as its leader"
            )
            or (kind == "noun" and token.low in _PREPOSITIONS and not _goes_on_denying(tokens, at))
        ):
            kind = ""
        reading.negated.append(bool(kind))
        if kind == "verb" and (token.low in _ABOVE or token.low in changing) and _is_there(tokens, begun, at):
            kind = ""  # "without raising the price": there is a price


def _is_there(tokens: Sequence[Token], negator: int, at: int) -> bool:
    """Whether the thing of a denied verb is there all the same: behind `without raising`, and whatever was not exceeded."""
    if tokens[at].low.startswith(("exceed", "overr", "oversh", "breach")):
        return True
    if tokens[at].low in _ABOVE:
        return tokens[at - 1].low in words_under("cues.txt", "going beyond")
    return tokens[negator].low == "without" and at == negator + 1


def _goes_on_denying(tokens: Sequence[Token], at: int) -> bool:
    """Whether a denied noun only carries what follows: `no authority to sign cheques`, `without the help of consultants`."""
    before = tokens[at - 1].low
    if tokens[at].low == "to":
        return before in words_under("modality.txt", "may do")
    return tokens[at].low in ("of", "from") and before in words_under("modality.txt", "help of others")


def _denies_subject(tokens: Sequence[Token], at: int) -> bool:
    """Whether a negator says that what stands before it was left out: `the port was never visited`, `… have not been used`."""
    been = at + 1 < len(tokens) and tokens[at + 1].low == "been"
    behind = at + 1 + been
    if tokens[at].low == "never" and not been and tokens[at - 1].low not in _WERE:
        return False  # "the team never checked"
    return behind < len(tokens) and tokens[behind].low in words_under("modality.txt", "made use of")


def _costs_nothing(tokens: Sequence[Token], at: int) -> bool:
    """Whether `free` denies nothing: in a free clinic, or free of charge; `free of faults` and `crash-free` do."""
    if at and tokens[at - 1].text == "-":
        return False
    behind = [token.low for token in tokens[at + 1 : at + 3]]
    return behind[:1] not in (["of"], ["from"]) or behind[1:] in (["charge"], ["cost"])


_ENDS_NEGATION = frozenset(("and", "while", "who", "which", "that", "as"))
"""Words that end what is denied; "free of this and of that" goes on."""
_SERVING = frozenset(("act", "acted", "acting", "serve", "served", "serving", "work", "worked", "working"))
"""Verbs with which `as` names an office: `did not act as treasurer` denies the treasurer."""


def _bounds_only(tokens: Sequence[Token], at: int) -> bool:
    """Whether a negator only turns a bound: `no fewer than 60`, `never took more than two days`."""
    following = [token.low for token in tokens[at + 1 : at + 5]]
    if following[:1] in (["fewer"], ["less"], ["more"]):
        return True
    return tokens[at].low in ("never", "not") and any(
        one in ("fewer", "less", "more", "longer") and other == "than" for one, other in pairwise(following)
    )


def denied_bound(tokens: Sequence[Token], at: int) -> int:
    """The figure whose bound `no` or `without` turns: 5 % of "without discounts of more than 5 %"; 0 for none."""
    if tokens[at].low not in ("no", "without"):
        return 0
    for index in range(at + 2, min(len(tokens) - 1, at + _BOUND_BEHIND)):
        low, before = tokens[index].low, tokens[index - 1].low
        if tokens[index].text in ",;:.()—–" or low in _ENDS_NEGATION or low == "but":
            return 0
        figure = index + 1 + (low in _EXCEEDS and tokens[index + 1].low == "than")
        if figure == index + 1 and low not in _ABOVE:
            continue
        measured = figure < len(tokens) and (
            tokens[figure].kind in ("number", "money") or tokens[figure].low in _numbers()
        )
        if measured and before not in _LASTING_BEFORE:
            lasts = figure == index + 1 and tokens[min(figure + 1, len(tokens) - 1)].low in _time_words()
            return 0 if lasts else figure
    return 0


_BOUND_BEHIND = 9
"""Tokens behind `without` in which the bound stands that it turns."""

_EXCEEDS = frozenset(("more", "longer", "greater", "higher", "later"))
_ABOVE = frozenset(("over", "above", "exceeding", "beyond"))
"""Words that bound a figure from below, before `than` and alone."""

_LASTING_BEFORE = frozenset(
    ("in", "for", "over", "during", "on", "across", "at", "within", "to", "from", "by", "through")
)
"""Words before a bound that is no bound of what is denied: "without an accident in more than nine years"."""


@cache
def _numbers() -> frozenset[str]:
    return frozenset(line.split()[0] for name in ("ones", "tens") for line in read_sections("numbers.txt")[name])


def _deny_before(reading: Reading, at: int, *, one: bool = False) -> None:
    """`have missed none` denies what stands before it in its part of the line, `crash-free` the one word."""
    before = at - 1
    if before < 0 or reading.tokens[before].kind != "word":
        return
    if one:
        reading.negated[before] = True
        return
    while before >= 0 and reading.segment_of[before] == reading.segment_of[at]:
        reading.negated[before] = True
        before -= 1


def _mark_help(reading: Reading, words: Vocabulary) -> None:
    """Words that follow a helper in its clause, and those of a clause with somebody else as its subject.

    "Helped with the move and trained 34 colleagues" helps with the move alone: a verb in the past goes back to the candidate,
    unless somebody else is the subject by then.
    """
    tokens, before = reading.tokens, _before_help()
    begin = len(tokens)
    if not reading.lows.isdisjoint(before):
        begin = next((at for at, token in enumerate(tokens) if token.low in before and _begins_help(tokens, at)), begin)
    reading.helped = [False] * begin
    if begin == len(tokens):
        return
    helpers, phrases = words_under("cues.txt", "helpers"), _phrases("helper phrases")
    under, leading = words_under("cues.txt", "under others"), words_under("cues.txt", "leading pasts")
    active, others, helper = False, False, ""
    sits, joint = not reading.lows.isdisjoint(words_under("cues.txt", "sitting")), "co" in reading.lows
    for at in range(begin, len(tokens)):
        token = tokens[at]
        if not active and not others and token.low not in before:
            reading.helped.append(joint and at > 1 and tokens[at - 1].text == "-" and tokens[at - 2].low == "co")
            continue
        if token.text in ";." and token.kind == "mark":
            active, others = False, False
        elif token.low in _RELATIVE:
            others = True
            active = active or (
                _has_other_subject(tokens, at) and token.low not in ("who", "where") and not _tells_result(tokens, at)
            )
        elif token.low in leading and _is_anothers(tokens, at):
            active, others = True, True
        elif (
            (token.low in helpers and not _stands_alone(tokens, at))
            or (token.low in phrases and _begins_phrase(tokens, at, phrases))
            or (sits and _sits_on_group(tokens, at))
        ):
            active, helper = True, token.low
        elif (
            active
            and not others
            and (_takes_up(tokens, at) or _is_parallel(tokens, at, helper) or _is_share(tokens, at, helper))
        ):
            active = False
        if token.low in under and at and {"under", "with"} & {other.low for other in tokens[max(0, at - 3) : at]}:
            reading.helped.append(True)
            continue
        shares = at > 1 and tokens[at - 1].text == "-" and tokens[at - 2].low == "co"
        reading.helped.append(active or shares)
    if helper.startswith("contribut"):
        _own_what_is_given(reading)
    if helper.startswith(_SHARING) and "as" in reading.lows:
        _own_what_one_was(reading, words)


_SHARING = ("contribut", "participat", "took", "take", "taking", "part", "collaborat")
"""How the words begin by which one had a part in something, and did not help somebody."""


def _own_what_one_was(reading: Reading, words: Vocabulary) -> None:
    """Take what one took part as as one's own: the labels of `contributed to the exhibit as writer of the labels`."""
    tokens = reading.tokens
    at = next(at for at, token in enumerate(tokens) if token.low == "as")
    doer = at + 1 + (tokens[at + 1].low in ("the", "a", "an", "its") if at + 1 < len(tokens) else 0)
    if doer + 1 >= len(tokens) or tokens[doer + 1].low != "of" or not words.doing(tokens[doer].low):
        return
    before = [token.low for token, helped in zip(tokens[:at], reading.helped, strict=False) if helped]
    if "of" in before or not _gerunds().isdisjoint(before[1:]):
        return  # "took part in hiring her as editor of"
    for one in range(doer, len(tokens)):
        if tokens[one].kind == "mark" and tokens[one].text in ";,.":
            return
        reading.helped[one] = False


def _begins_help(tokens: Sequence[Token], at: int) -> bool:
    """Whether one of the words that stand in every line of helping may begin to tell of it where it stands."""
    low = tokens[at].low
    return (
        low in _telling_help()
        or _begins_phrase(tokens, at, _phrases("helper phrases"))
        or (low in words_under("cues.txt", "leading pasts") and _is_anothers(tokens, at))
        or _sits_on_group(tokens, at)
    )


def _own_what_is_given(reading: Reading) -> None:
    """Take what one contributed as one's own: the recipes of `contributed recipes to 3 cookbooks`, not the cookbooks."""
    tokens = reading.tokens
    at = next(at for at, token in enumerate(tokens) if token.low.startswith("contribut"))
    end = next((one for one in range(at + 1, len(tokens)) if tokens[one].low in _INTO or tokens[one].text in ";."), 0)
    if end > at + 1 and tokens[end].low in _INTO and tokens[at].low not in _CONTRIBUTION | {"contributions"}:
        for one in range(at + 1, end):
            reading.helped[one] = False


_INTO = frozenset(("to", "towards", "toward"))
"""Words between what one contributed and to what."""


_RELATIVE = frozenset(("which", "whom", "that", "who", "where"))


@cache
def _before_help() -> frozenset[str]:
    """Words one of which stands in every line that speaks of helping, or of others' work."""
    headings = ("helpers", "leading pasts", "under others", "sitting")
    cues = [words_under("cues.txt", heading) for heading in headings]
    return _RELATIVE.union(*cues, _phrases("helper phrases"), ("co",))


@cache
def _telling_help() -> frozenset[str]:
    """Those of these words for which nothing else need stand beside them."""
    return _RELATIVE.union(words_under("cues.txt", "helpers"), words_under("cues.txt", "under others"), ("co",))


_TEAMS = frozenset(("team", "crew", "group", "squad", "gang", "department", "workforce"))
"""Words for people, behind which `that` begins what they do."""


def _mark_others(reading: Reading) -> None:
    """Words of a clause with `who` or `whose`, up to its end: behind `and` a verb may be anybody's."""
    if reading.lows.isdisjoint(("who", "whose", "that")):
        reading.others = [False] * len(reading.tokens)
        _mark_done_by(reading)
        return
    active = False
    for at, token in enumerate(reading.tokens):
        if at and (token.low in ("who", "whose") or (token.low == "that" and _names_team(reading.tokens, at - 1))):
            active = active or not _names_oneself(reading.tokens[:at])
        elif token.kind == "mark" and token.text in ",;.()—–":
            active = False
        reading.others.append(active)
    _mark_done_by(reading)


def _names_oneself(tokens: Sequence[Token]) -> bool:
    """Whether what stands before `who`, first in a line, is one's own title: `Ward sister who …`, not `Taught a pupil who …`."""
    first, last = tokens[0].low, tokens[-1].low
    if len(tokens) > _LONGEST_TITLE or (last.endswith("s") and not last.endswith("ss")) or first.endswith("ed"):
        return False
    return all(token.kind == "word" for token in tokens) and {"a", "an", "the"}.isdisjoint(
        token.low for token in tokens[1:]
    )


_LONGEST_TITLE = 6
"""Words of a title before `who`: "Head of Learning and Development"."""


def _names_team(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token ends the name of a group of people: `team`, `team of four`, `team of 4 people`."""
    while at > 1 and (tokens[at].low in _MEMBERS or tokens[at].kind == "number" or tokens[at].low in _numbers()):
        at -= 1
    return tokens[at].low in _TEAMS or (tokens[at].low == "of" and tokens[at - 1].low in _TEAMS)


_MEMBERS = frozenset(("people", "persons", "members", "colleagues"))
"""Words behind the size of a team."""


def _mark_done_by(reading: Reading) -> None:
    """Words of a clause that ends with whose doing it was: `training of floor staff was done by the vendor`."""
    if "by" not in reading.lows or reading.lows.isdisjoint(_WERE) or reading.lows.isdisjoint(_DONE):
        return
    lows = [token.low for token in reading.tokens]
    for at in range(2, len(lows)):
        if (
            lows[at] != "by"
            or lows[at + 1 : at + 2] in ([], ["me"], ["myself"])
            or reading.tokens[at - 1].low not in _DONE
        ):
            continue
        if lows[at - 2] not in _WERE and not (
            lows[at - 1] == "out" and lows[at - 3 : at - 1][:1] and lows[at - 3] in _WERE
        ):
            continue
        for index in range(at - 1, -1, -1):
            if reading.tokens[index].kind == "mark" and reading.tokens[index].text in ",;:.()—–":
                break
            reading.others[index] = True


_WERE = frozenset(("was", "were", "is", "are"))
_DONE = frozenset(("done", "out", "handled", "provided", "given", "performed", "delivered", "managed", "led", "run"))
"""What ends with `by` a clause that tells whose doing something was: `was carried out by the vendor`."""


def _is_anothers(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause of its own gives a verb another subject: `; the web team owned the project`."""
    begin = at
    while begin and tokens[begin - 1].kind == "word" and tokens[begin - 1].low not in ("and", "but", "while", "where"):
        begin -= 1
    opens = tokens[begin].low in ("the", "a", "an", "another", "our", "my", "his", "her", "their")
    return opens and 1 < at - begin <= _LONGEST_SUBJECT


def is_a_teams(tokens: Sequence[Token], at: int) -> bool:
    """Whether a line goes on to say that a thing was a team's doing: `in a team of five`, `by the team I belonged to`."""
    lows = [token.low for token in tokens[at + 1 :]]
    if "team" not in lows:
        return False
    end = next((index for index, low in enumerate(lows) if low in (".", ";")), len(lows))
    pairs = {f"{one} {other}" for one, other in pairwise(lows[:end])}
    return "team" in lows[:end] and bool(pairs & set(read_sections("cues.txt")["as one of a team"]))


def _tells_help_behind(reading: Reading) -> bool:
    """Whether a line says only behind its thing that one helped with it: `… through a warning that I helped develop`."""
    helpers, tokens = words_under("cues.txt", "helpers"), reading.tokens
    helps = not (reading.lows.isdisjoint(helpers) or reading.lows.isdisjoint(_PERSONS))
    if not helps and reading.lows.isdisjoint(_CONTRIBUTION):
        return False
    for at in range(2, len(tokens)):
        before = tokens[at - 1].low
        relative = before in _PERSONS and tokens[at - 2].low in ("that", "which", "whom")
        if tokens[at].low in helpers and relative:
            return True
        if tokens[at].low in _CONTRIBUTION and before in ("a", "as", "my", ","):
            return True
    return False


_PERSONS = frozenset(("i", "he", "she", "they", "we"))
_CONTRIBUTION = frozenset(("contribution", "contributing"))


def _takes_up(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb in the past stands behind `and`, `then` or a comma, as the next thing that the candidate did."""
    before = at - 1
    while before > 0 and tokens[before].low in ("also", "then", "later", "i", "personally"):
        before -= 1
    joined = before >= 0 and tokens[before].low in ("and", ",", "then", "but", "plus", "&")
    return joined and tokens[at].low in past_forms() and tokens[at - 1].low not in ("the", "a", "an")


def _is_share(tokens: Sequence[Token], at: int, helper: str) -> bool:
    """Whether a doing in -ing is one's own share in what one contributed to: `contributed to the launch by writing copy`."""
    return tokens[at - 1].low == "by" and helper.startswith("contribut") and tokens[at].low in _gerunds()


def _stands_alone(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word of help is a thing in a list, and helps with nothing: `training and support and …`."""
    if tokens[at].low == "aid" and at > 0 and tokens[at - 1].low not in _VERB_BEFORE:
        return True  # "first aid"
    following = tokens[at + 1].low if at + 1 < len(tokens) else "."
    return at > 0 and tokens[at - 1].low in ("and", ",", "&", "or") and following in ("and", ",", "&", "or", ".", ";")


def _is_parallel(tokens: Sequence[Token], at: int, helper: str) -> bool:
    """Whether a verb stands beside the helper in a list of what one does: `assisting customers, restocking shelves and …`."""
    before = tokens[at - 1].low if at else ""
    if before not in ("and", ",", "&") or helper.startswith(("help", "part", "a ")):
        return False
    return (helper in _gerunds() and tokens[at].low in _gerunds()) or (
        helper in ("assist", "support") and tokens[at].low in plain_forms()
    )


@cache
def plain_forms() -> frozenset[str]:
    """Every verb as it stands in the present and behind `to`."""
    return frozenset(verb.base for verb in read_verbs())


def stands_aside(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is the verb of a remark, which is one's own: `helped with the move, training 27 people`, or says how."""
    if not at or tokens[at].low not in _gerunds():
        return False
    if tokens[at - 1].low == "and":
        return _goes_on_aside(tokens, at)
    return tokens[at - 1].text == "," or (tokens[at - 1].low == "by" and _says_how_one_helped(tokens, at))


def _goes_on_aside(tokens: Sequence[Token], at: int) -> bool:
    """Whether `and` goes on with one's own doings: `supported the director, screening calls and drafting letters`.

    Whom one helped must be all that one helped with: what follows "helped with plating, prepping fish and" may be more of it.
    """
    helpers = words_under("cues.txt", "helpers")
    for comma in range(at - 2, 0, -1):
        if tokens[comma].text in ".;:" or tokens[comma].low in _RELATIVE:
            return False
        if tokens[comma].text == "," and tokens[comma + 1].low in _gerunds():
            before = [token.low for token in tokens[:comma]]
            if "," in before:
                continue
            helped = next((index for index, low in enumerate(before) if low in helpers), comma)
            behind = [low for one, low in pairwise(before[helped:]) if one not in ("the", "a", "an", "my", "our")]
            return _gerunds().union(_BEHIND_HELP).isdisjoint(behind)
    return False


_BEHIND_HELP = frozenset(("with", "in", "to", "by"))
"""Words before what one helped with."""


def _says_how_one_helped(tokens: Sequence[Token], at: int) -> bool:
    """Whether `by` tells how one helped somebody: `assisted the auditors by collecting vouchers`, not "helped cut waste by …"."""
    helpers = words_under("cues.txt", "helpers")
    begin = next((index for index in range(at - 2, -1, -1) if tokens[index].low in helpers), -1)
    helped = [token.low for token in tokens[begin + 1 : at - 1]]
    if begin < 0 or helped[:1] not in _WHOM or not (_gerunds() | _RELATIVE | {"to", "with"}).isdisjoint(helped):
        return False
    bare = tokens[begin].low.startswith("help")  # "helped the team cut waste by sorting"
    return not (bare and plain_forms() & frozenset(helped))


_WHOM = tuple([word] for word in ("the", "a", "an", "my", "our", "their", "two", "three", "four", "five"))
"""Words before those who are helped."""


@cache
def _gerunds() -> frozenset[str]:
    return frozenset(verb.gerund for verb in read_verbs())


def _sits_on_group(tokens: Sequence[Token], at: int) -> bool:
    """Whether somebody is told to be one of a body that does the rest: `sat on the jury that chose …`."""
    if at + 1 >= len(tokens) or tokens[at + 1].low != "on" or tokens[at].low not in words_under("cues.txt", "sitting"):
        return False
    return any(token.low in words_under("cues.txt", "bodies") for token in tokens[at + 2 : at + 2 + _BODY_REACH])


def _begins_phrase(tokens: Sequence[Token], at: int, phrases: Mapping[str, frozenset[str]]) -> bool:
    return tokens[at].low in phrases and at + 1 < len(tokens) and tokens[at + 1].low in phrases[tokens[at].low]


@cache
def _phrases(heading: str) -> dict[str, frozenset[str]]:
    """The phrases of two words under a heading of the cues: first word → second words."""
    pairs = [line.split() for line in read_sections("cues.txt")[heading]]
    return {
        first: frozenset(pair[1] for pair in pairs if len(pair) == _PAIR and pair[0] == first) for first, *_ in pairs
    }


def _has_other_subject(tokens: Sequence[Token], at: int) -> bool:
    """Whether a relative clause begins with another person or team: "which the head chef owned"."""
    return at + 1 < len(tokens) and tokens[at + 1].low in ("the", "a", "an", "another", "our", "his", "her", "their")


def _tells_result(tokens: Sequence[Token], at: int) -> bool:
    """Whether `so that` tells what became of a thing: "so that the slowest query took 0.4 s"; people do what they do."""
    if tokens[at].low != "that" or not at or tokens[at - 1].low != "so":
        return False
    return not any(token.low.endswith(_OF_PEOPLE) or token.low in _SEVERAL_PEOPLE for token in tokens[at + 2 : at + 6])


_OF_PEOPLE = ("er", "ers", "or", "ors", "ist", "ists", "man", "men", "ees", "ants", "ents", "ians")
"""Endings of most words for people by what they do; some things' are taken along."""

_SEVERAL_PEOPLE = frozenset(
    ("team", "staff", "crew", "colleagues", "people", "children", "nurses", "pupils", "guests", "clients")
)


def _find_wide(reading: Reading) -> None:
    if reading.lows.isdisjoint(_before_wide()):
        return
    wide, phrases = words_under("cues.txt", "wideners"), _phrases("wide phrases")
    times = _time_words()
    tokens = reading.tokens
    for at, token in enumerate(tokens):
        if token.low not in wide and token.low not in phrases:
            continue
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        beyond = tokens[at + 2].low if at + 2 < len(tokens) else ""
        if token.kind != "word" or following is None or token.used:
            continue
        if token.low == "all" and at and tokens[at - 1].low in ("in", "at") and _ends_phrase(following):
            continue
        is_time = beyond in times or (following.low in times and not _is_kind(tokens, at))
        if is_time or following.kind == "number" or reading.negated[at]:
            continue
        if token.low == "both" and _joins_two(tokens, at):
            continue
        if token.low == "every" and following.used and at and tokens[at - 1].low in ("for", "to", "in"):
            continue  # "two desks for every three people"
        if token.low == "across" and _lists_what(tokens, at + 2):
            continue  # "across the accounts office and the stores"
        if token.low in wide and token.low != "each":
            reading.wide.append((token.text, at))
        elif following.low in phrases.get(token.low, ()):
            reading.wide.append((f"{token.text} {following.text}", at))


@cache
def _before_wide() -> frozenset[str]:
    """Words one of which stands in every line that claims the whole of something."""
    return words_under("cues.txt", "wideners").union(_phrases("wide phrases"))


def _is_kind(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word for a time behind `all` only says of what kind things are: `all second-class pupils`."""
    mark, end = ([token.low for token in tokens[at + 2 : at + 4]] + ["", ""])[:2]
    second = tokens[at].low == "all" and tokens[at + 1].low == "second"
    return second or (mark == "-" and end not in ("long", "round"))


def _lists_what(tokens: Sequence[Token], begin: int) -> bool:
    """Whether two things or kinds are named behind a token, joined by `and`: they are some, and not all of anything."""
    for at in range(begin, min(len(tokens) - 1, begin + _BOTH_REACH)):
        if tokens[at].low in ("and", "&") and at > begin:
            after = at + 1 + (tokens[at + 1].low in _ARTICLES)
            low = tokens[after].low if after < len(tokens) else ""
            acts = low.endswith(("ed", "ing")) or low in past_forms() or low in plain_forms()
            return low.isalpha() and not acts and low not in light_words("en")
        if tokens[at].kind != "word" or tokens[at].low in _PREPOSITIONS:
            return False
    return False


def _ends_phrase(following: Token) -> bool:
    """Whether `in all` is a sum, and all of nothing: `two weeks in all on deployments`, not `in all regions`."""
    before_end = following.low in _PREPOSITIONS or following.low in ("as", "with")
    return following.kind == "mark" or (before_end and following.low not in ("over", "under"))


def _joins_two(tokens: Sequence[Token], at: int) -> bool:
    """Whether `both` only announces the `and` that follows in its part of the sentence: `both at school and at home`."""
    for token in tokens[at + 1 : at + 1 + _BOTH_REACH]:
        if token.kind == "mark" and token.text not in "-'":
            return False
        if token.low in ("and", "&"):
            return True
    return False


@cache
def _time_words() -> frozenset[str]:
    singles = {line.split()[0] for line in read_sections("numbers.txt")["periods"]}
    return frozenset(
        singles
        | {f"{word}s" for word in singles}
        | {"morning", "afternoon", "evening", "time", "spring", "autumn", "sunday", "monday"}
    )


@cache
def light_words(language: str) -> frozenset[str]:
    """Words that claim nothing by themselves."""
    if language == "en":
        return frozenset(word for line in read_lines("light.txt") for word in line.split())
    return _function_words(language)


@cache
def generic_words() -> frozenset[str]:
    """Words that pass where the rest of their part of the line is supported."""
    return frozenset(word for line in read_lines("generic.txt") for word in line.split())


@cache
def _function_words(language: str) -> frozenset[str]:
    import json
    from importlib import resources

    lists: dict[str, str] = json.loads(resources.files("resume").joinpath("function_words.json").read_text("utf-8"))
    return frozenset(lists.get(language, "").split()) | frozenset(["a", "e", "o", "y", "d", "l", "s"])


_MOST_ATTACHED = 5
"""Letters of a unit that may stand right behind a figure: `10Mbps`, `40miles`."""


@cache
def _attachable() -> frozenset[str]:
    """Letters that may stand directly after a figure: scales, units, currency codes."""
    scales = {line.split()[0] for line in read_sections("numbers.txt")["scales"]}
    units = {spelling for line in read_lines("units.tsv") for spelling in line.split("\t")[3].split()}
    money = {word for word in currency_words() if len(word) <= 4 and word.isalpha()}
    return frozenset(scales | {unit.lower() for unit in units if len(unit) <= _MOST_ATTACHED} | money) - {
        "s",
        "d",
        "x2",
    }
