"""Tightening: whole phrases that say no more than a shorter form, from `tightening.tsv`, where the grammar stays right."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from resume.wording.rewording import Rewording
from resume.wording.verbs import is_form, verb_in
from resume.wording.words import capitalise, tokens_of, word_class


@dataclass(frozen=True)
class _Phrase:
    words: str
    shorter: str
    where: str
    """What `tightening.tsv` explains at its head."""


_CLOSES = re.compile(r"\s*(?:$|[,;.)!?:]|\s(?:and|or|but|for|to|with|by|in|at|from|across|while)\b)")
_NUMBER = re.compile(
    r"(?:[$£€¥]?\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)\b)"
)
_MONTH = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AS_WELL_AS = re.compile(r",?\s+as well as\s+(?!possible\b|(?:\w+ly )?\w+ing\b)")


def tighten(text: str) -> Rewording | None:
    """The line without the words that add nothing; None where it has none, or none that may go for certain."""
    result = Rewording(text, "")
    while (shorter := _shorten_once(result.text)) is not None:
        result = result.then(shorter.text, shorter.reason)
    listed = _join_lists(result.text)
    if listed is not None:
        result = result.then(listed, "“As well as” is a longer “and”.")
    return None if result.text == text else result


def _shorten_once(text: str) -> Rewording | None:
    """The text without the first phrase that may go; each pass may make room for the next, and each makes it shorter."""
    for match in _pattern().finditer(text):
        phrase = _phrases()[re.sub(r"\s+", " ", match.group().lower())]
        shortened = _shorten(text, match.start(), match.end(), phrase)
        if shortened is not None:
            return Rewording(shortened, _reason(match.group(), phrase))
    return None


def _reason(words: str, phrase: _Phrase) -> str:
    if phrase.shorter:
        return f"“{words}” says no more than “{phrase.shorter}”."
    if phrase.where.endswith("to-past"):
        return f"“{words}” is said by the plain verb."
    return f"“{words}” adds nothing that could be checked."


def _shorten(text: str, begin: int, end: int, phrase: _Phrase) -> str | None:
    before, after = text[:begin], text[end:].lstrip()
    if not _fits(before, after, text[end:], phrase.where):
        return None
    following = _WORD.match(after)
    if phrase.where == "inside-before-gerund" or phrase.where.endswith("to-past"):
        return _with_verb(before, after, phrase)
    if phrase.shorter:
        return f"{before}{_like(text[begin], phrase.shorter)}{text[end:]}"
    if following is None and not _NUMBER.match(after):
        return None
    return before + (capitalise(after) if not before.strip() else after)


def _like(first: str, words: str) -> str:
    return words[0].upper() + words[1:] if first.isupper() else words


def _with_verb(before: str, after: str, phrase: _Phrase) -> str | None:
    """`with the aim of reducing` as `to reduce`, `was able to reduce` as `reduced`."""
    word = _WORD.match(after)
    if word is None or re.search(r"\b(?:and|or)\s+\w+ing\b", after):
        return None
    verb = verb_in(word.group(), "base" if phrase.where == "before-base-to-past" else "gerund")
    if verb is None:
        return None
    if phrase.where != "inside-before-gerund" and not verb.has("outcome") and verb.base not in word_class("achieving"):
        return None  # `was able to work under pressure` tells an ability, not a deed
    form = verb.base if phrase.where == "inside-before-gerund" else verb.past
    words = f"{phrase.shorter} {form}".strip() + after[word.end() :]
    return before + (capitalise(words) if not before.strip() else words)


def _fits(before: str, after: str, raw_after: str, where: str) -> bool:
    """Whether the phrase stands where it may go."""
    opens = not before.strip()
    following = _WORD.match(after)
    word = following.group() if following else ""
    if where.startswith("inside") and opens:
        return False
    if where == "closing":
        first = tokens_of(before)[0].low if tokens_of(before) else ""
        return is_form(first, "past", "base", "third", "gerund") and bool(_CLOSES.match(raw_after))
    if where in ("before-base-to-past", "before-gerund-to-past"):
        return (
            _subject_is_writer(before)
            and not re.search(r"\b(?:and|or)\s+\w+", after.split(",", maxsplit=1)[0])
            and "which" not in after
        )
    if where.endswith("before-base"):
        return is_form(word, "base")
    if where.endswith("before-gerund"):
        return is_form(word, "gerund")
    if where.endswith("before-number"):
        return bool(_NUMBER.match(after))
    if where.endswith("before-month"):
        return bool(_MONTH.match(after))
    if where == "opening":
        return opens and is_form(word, "past") and verb_in(word, "past") is not None
    if where == "before-achieved":
        return (opens or bool(re.search(r"(?:,|\band)\s$", before))) and _is_achieved(word)
    if where == "object-before-plural":
        return _is_object(before) and _is_plural(after) and (before.rstrip().endswith("across") or _is_described(after))
    return True


def _subject_is_writer(before: str) -> bool:
    """Whether the verb that follows has the writer for its subject: it opens the line."""
    return not before.strip()


def _is_achieved(word: str) -> bool:
    verb = verb_in(word, "past")
    return verb is not None and verb.base in word_class("achieving")


def _is_object(before: str) -> bool:
    words = [token.low for token in tokens_of(before)]
    if not words:
        return False
    return words[-1] in ("across", "for", "from") or (
        is_form(words[-1], "past", "gerund", "base", "third") and len(words) == 1
    )


def _is_plural(after: str) -> bool:
    """Whether a noun phrase in the plural stands there, so that it needs no article."""
    last = ""
    for match in _WORD.finditer(after[:60]):
        if match.group() in word_class("prepositions") | word_class("conjunctions") | {"to"}:
            break
        last = match.group()
        if after[match.end() : match.end() + 1] != " ":
            break
    return last.endswith("s") and not last.endswith(("ss", "us", "is"))


def _is_described(after: str) -> bool:
    """Whether the noun is told more of than that there are several: `Taught subjects` would say nothing."""
    words = [token for token in tokens_of(after) if token.is_word]
    return len(words) > 1 and words[1].low not in word_class("conjunctions")


def _join_lists(text: str) -> str | None:
    """`A as well as B` as `A and B`, where the sentence has no `and` or `or` of its own and no verb follows."""
    matches = list(_AS_WELL_AS.finditer(text))
    if len(matches) != 1 or re.search(r"\b(?:and|or|both)\b|&|;", text):
        return None
    match = matches[0]
    following = _WORD.match(text[match.end() :])
    if not match.start() or (following and is_form(following.group(), "past", "third")):
        return None
    return f"{text[: match.start()]} and {text[match.end() :]}"


@cache
def _phrases() -> dict[str, _Phrase]:
    rows = (Path(__file__).parent / "tightening.tsv").read_text(encoding="utf-8").splitlines()
    cells = (row.split("\t") for row in rows if not row.startswith("#"))
    return {words: _Phrase(words, "" if shorter == "-" else shorter, where) for words, shorter, where in cells}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_phrases(), key=lambda words: -len(words))
    phrases = "|".join(words.replace(" ", r"\s+") for words in longest_first)
    return re.compile(rf"(?<![\w-])(?:{phrases})(?![\w-])", re.IGNORECASE)
