"""Wording that gives a text away as a machine's: put plainly where that is safe, else found, so that the text is not taken.

The phrases are those of `machine_phrases.tsv`. What the source says itself is nobody's tell: it is left alone.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from resume.spelling.grammar import mend_slips
from resume.wording.verbs import Verb, read_verbs
from resume.wording.words import capitalise, tokens_of, word_class

Way = Literal["plain", "out", "refuse"]
"""What is done with a phrase: a plain word in its place, left out, or the text not taken."""

_DASHED = re.compile(r"(?<=[^\W\d_)”\"%])\s*—\s*(?=[^\W\d_“\"(])")
_TAIL = re.compile(r",\s|\s(?:in|within|with|through|for)\s(?!\w+\s*,)")
_REGULAR = {
    "use": ("used", "using", "uses"),
    "show": ("showed", "showing", "shows"),
    "lead": ("led", "leading", "leads"),
}


@dataclass(frozen=True)
class Tell:
    """One phrase that gives a machine away, as it was found."""

    phrase: str
    start: int
    end: int
    way: Way
    plain: str = ""


@dataclass(frozen=True)
class _Phrase:
    pattern: re.Pattern[str]
    way: Way
    plain_word: bool = False
    """Whether it is a single word, which with a capital inside a sentence is a name."""
    plain: dict[str, str] | None = None
    """By the found words in small letters."""


def find_tells(text: str, *, own: str = "") -> list[Tell]:
    """The phrases of a text that give a machine away, in order; none overlaps another, and the longest is taken.

    Args:
        text: what a model wrote, or what was composed.
        own: the source's words for it; a phrase that they hold is theirs.
    """
    found: list[Tell] = []
    folded = own.casefold()
    for one in _phrases():
        for match in one.pattern.finditer(text):
            words = match.group().casefold()
            if words not in folded and not (one.plain_word and _is_name(text, match)):
                plain = (one.plain or {}).get(words, "")
                found.append(Tell(match.group(), match.start(), match.end(), one.way, plain))
    found.sort(key=lambda tell: (tell.start, tell.start - tell.end))
    return [tell for at, tell in enumerate(found) if all(tell.start >= before.end for before in found[:at])]


def put_plainly(text: str, *, own: str = "") -> str | None:
    """The text without what gives a machine away; None where that cannot be done without writing it anew.

    Figures, names and everything else stay as they are, letter by letter. Doing it again changes nothing.

    Args:
        text: what a model wrote, or what was composed.
        own: the source's words for it; a phrase that they hold stays.
    """
    plain = text if "—" in own else _DASHED.sub(", ", text)
    for _ in range(_MOST_TELLS):
        tells = find_tells(plain, own=own)
        if not tells:
            break
        step = _without(plain, tells[-1]) or _without_tail(plain, tells[-1], own)
        if step is None:
            return None
        plain = step
    if find_tells(plain, own=own):
        return None
    if plain == text:
        return text
    return mend_slips(capitalise(plain) if text[:1].isupper() else plain)


_MOST_TELLS = 16
_LEAST_HEAD = 4


def _without(text: str, tell: Tell) -> str | None:
    before, after = text[: tell.start], text[tell.end :]
    if tell.way == "plain":
        return before + (tell.plain.capitalize() if tell.phrase[0].isupper() else tell.plain) + after
    if tell.way == "refuse" or not _may_go(before, after):
        return None
    rest = after.lstrip()
    return before + (capitalise(rest) if not before.strip() or before.rstrip()[-1] in ".!?" else rest)


def _without_tail(text: str, tell: Tell, own: str) -> str | None:
    """The text without its last part, where that holds the tell and nothing of the source's; None where it holds more."""
    begins = [match.start() for match in _TAIL.finditer(text, 0, tell.start + 1)]
    tail = text[begins[-1] :].rstrip(". ") if begins else ""
    head = text[: begins[-1]].rstrip(" ,;—") if begins else ""
    said = {token.low for token in tokens_of(own)}
    words = (
        {token.low for token in tokens_of(tail) if token.is_word}
        - word_class("prepositions")
        - word_class("determiners")
    )
    if len(head.split()) < _LEAST_HEAD or words & said or not tail.islower() or re.search(r"\d|[.;:!?]", tail):
        return None
    return head + ("." if text.rstrip().endswith(".") else "")


def _may_go(before: str, after: str) -> bool:
    """Whether a word may be left out between these: another word of its phrase follows, and it is one of no list."""
    following = re.match(r"\s+([^\W\d_][\w-]*)", after)
    if following is None or following[1].lower() in word_class("conjunctions") | word_class("prepositions"):
        return False
    return not re.search(r"(?:,|\b(?:and|or|very|highly|more|most|so|be|is|are|was|were|been))\s*$", before)


def _is_name(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()].rstrip()
    return match.group()[0].isupper() and bool(before) and before[-1] not in ".!?:"


@cache
def _phrases() -> tuple[_Phrase, ...]:
    rows = (Path(__file__).parent / "machine_phrases.tsv").read_text(encoding="utf-8").splitlines()
    cells = [row.split("\t") for row in rows if row and not row.startswith("#")]
    by_kind: dict[tuple[str, Way], list[str]] = {}
    plain: dict[str, str] = {}
    for phrase, done, kind in cells:
        way: Way = "out" if done == "-" else "refuse" if done == "!" else "plain"
        forms = _forms(phrase) if kind == "verb" else (phrase,)
        by_kind.setdefault((kind, way), []).extend(forms)
        if way == "plain":
            plain.update(zip(forms, _forms(done[1:]) if kind == "verb" else (done[1:],), strict=True))
    return tuple(
        _Phrase(_pattern(phrases, kind), way, kind in ("verb", "word"), plain)
        for (kind, way), phrases in by_kind.items()
    )


def _pattern(phrases: list[str], kind: str) -> re.Pattern[str]:
    """All phrases of one kind in one pattern, the longest first."""
    ordered = sorted(phrases, key=len, reverse=True)
    listed = "|".join(re.escape(phrase).replace(r"\*", r"[\w-]+").replace(r"\ ", r"\s+") for phrase in ordered)
    lead = r"(?:(?<=[.!?] )|^)" if kind == "opening" else r"(?<![\w-])"
    tail = r"(?![\w-]|\s+of\b)" if kind == "verb" else r"(?![\w-])"
    return re.compile(rf"{lead}(?:{listed}){tail}", re.IGNORECASE)


def _forms(base: str) -> tuple[str, ...]:
    """A verb's plain form, past, -ing form and third person; regular where `verbs.tsv` has it not."""
    if base in _REGULAR:
        return base, *_REGULAR[base]
    verb = _known_verbs().get(base)
    if verb is not None:
        return base, verb.past, verb.gerund, verb.third
    stem = base.removesuffix("e")
    if base.endswith("y") and base[-2] not in "aeiou":
        return base, base[:-1] + "ied", base + "ing", base[:-1] + "ies"
    return base, stem + "ed", stem + "ing", base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")


@cache
def _known_verbs() -> dict[str, Verb]:
    return {verb.base: verb for verb in read_verbs()}
