"""The lines of a job ad and what each stands under: required, preferred, duties, benefits and so on.

Ads come as headed bullet lists, as bare lines, as prose and as mixtures. A heading rules the lines below it until the next
heading, or until a list is over and ordinary sentences begin again.
"""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from resume.ad.tables import unfold_marks, unfold_tables
from resume.phrases import section_patterns, section_phrases, straighten

Part = Literal[
    "required", "preferred", "duties", "about", "benefits", "apply", "equal", "culture", "meta", "other", "none"
]
"""What an ad's line stands under; `other` under a heading nobody knows, `none` under no heading."""

_BULLET = re.compile(r"^\s*(?:[-*•·●▪◦‣–—▸➢►✓✔✅☑]|\(?\d{1,2}[.)])\s+(?=\S)")
_MARKUP = re.compile(r"<[^<>]{0,400}>|[`*_]{2,}|^#{1,6}\s+|[{}<>|\\^~]{2,}|\[([^\[\]]{0,300})\]\([^()]{0,400}\)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9ÄÖÜÉ£$€\"'(a-z])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|incl|min|max|approx|no|nr|st|dr|mr|ms|mrs|co|vs|bzw|z\.b|inc|ltd)|(?-i:(?:^|[A-Z]\w*\s)[A-Z]))\.$",
    re.I,
)
_LONGEST_SENTENCE = re.compile(r"\S.{0,999}(?=\s|$)|\S.{0,999}", re.S)
"""A longer run of words is no sentence; cut, it cannot take the patterns below quadratic time."""
_HEADING_WORDS = 8
_SPARE_WORDS = 3
_COLON_HEADING_WORDS = 16
"""Longest line that its colon makes a heading: "We would be pleased to hear from people with:"."""
_SPEAKERS = {"i": "you", "me": "you", "my": "your", "i'll": "you'll"}
_MIN_WIDTH = 60
_LINE_WORDS = 12
_HEADING_EXTRAS = (
    "the our your key main job role core general other additional and qualifications skills requirements criteria"
    " experience knowledge attributes education minimum basic essential required professional technical personal specific"
    " relevant necessary desired ideal candidate person"
)
"""Words that may stand beside a known heading."""


@dataclass(frozen=True, slots=True)
class AdLine:
    """One sentence or list item of an ad."""

    text: str
    part: Part
    bullet: bool = False
    item: bool = False
    """Whether it is an item of a list, bulleted or bare, rather than a sentence of prose."""


def read_lines(text: str) -> list[AdLine]:
    """The sentences and items of an ad, headings taken out, each with the part of the ad it belongs to."""
    reader = _Reader()
    raws = unfold_marks(join_wrapped(unfold_tables(straighten(text).splitlines())))
    for at, raw in enumerate(raws):
        following = next((one for one in raws[at + 1 :] if plain(one)), "")
        reader.read(raw, before_list=_BULLET.match(following) is not None)
    return reader.lines


def join_wrapped(raws: list[str]) -> list[str]:
    """Lines that were broken to fit a page width, made whole again.

    A line was broken if the next one's first word would not have fitted the width of its block. Short lines that stand one
    below the other are a list and stay apart.
    """
    joined: list[str] = []
    block: list[str] = []
    for raw in [*raws, ""]:
        if not raw.strip() or (block and _BULLET.match(raw)) or raw.lstrip().startswith(("#", "**", "__")):
            joined += _join_block(block)
            block = []
        if not raw.strip():
            joined.append("")
        elif raw.lstrip().startswith(("#", "**", "__")):
            joined.append(raw)
        else:
            block.append(raw)
    return joined


def _join_block(block: list[str]) -> list[str]:
    if len(block) < 2:
        return block
    width = max(len(line.rstrip()) for line in block)
    is_prose = any(re.search(r"[.!?;](?:\s|$)", line) for line in block)
    out = [block[0]]
    last = block[0].rstrip()
    for line in block[1:]:
        word = line.split()[0]
        full = width >= _MIN_WIDTH and len(last) + 1 + len(word) > width
        indented = _BULLET.match(block[0]) is not None and line[:1] == " "
        if indented or (full and (word[0].islower() or is_prose)):
            out[-1] = f"{out[-1].rstrip()} {line.strip()}"
        else:
            out.append(line)
        last = line.rstrip()
    return out


class _Reader:
    """Goes through an ad line by line and remembers the heading it is under."""

    def __init__(self) -> None:
        self.lines: list[AdLine] = []
        self.part: Part = "none"
        self.after_blank = False
        self.list_seen = False
        self.after_bullet = False

    def read(self, raw: str, *, before_list: bool) -> None:
        """Reads one line; `before_list` tells whether a bullet follows it."""
        bullet = _BULLET.match(raw)
        marked = raw.lstrip().startswith("#") or _all_bold(raw)
        text = plain(raw[bullet.end() :] if bullet and not marked else raw)
        if not text:
            self.after_blank = True
            return
        looks = _looks_like_heading(text) and (before_list or self.after_bullet) and self._may_head(text)
        if not (bullet and not marked) and self._take_heading(text, marked or looks):
            return
        if self.after_blank and self.list_seen and not bullet and _is_prose(text):
            self.part, self.list_seen = "none", False
        self.after_blank = False
        self.after_bullet = bullet is not None
        is_item = bool(bullet) or not _is_prose(text)
        self.list_seen = self.list_seen or is_item
        for sentence in sentences(text):
            self._add(sentence, bool(bullet), is_item)

    def _take_heading(self, text: str, marked: bool) -> bool:
        """Whether the line is a heading, or begins with one ("Essential: …"); the rest of it is read as a line."""
        label, colon, rest = text.partition(":")
        part = heading_part(label, loose=bool(colon) or marked)
        if colon and rest.strip() and part is not None and len(label.split()) <= _HEADING_WORDS:
            before = self.part, self.list_seen
            self.part, self.list_seen = part, True
            for sentence in sentences(rest.strip()):
                self._add(sentence, bullet=False, item=not _is_prose(sentence))
            if part in ("meta", "duties") and self.part == part and before[0] in ("none", "meta"):
                self.part, self.list_seen = before
            return True
        if colon and rest.strip():
            return False
        if part is None and not (marked or colon) and not (text.isupper() and len(text.split()) <= _HEADING_WORDS):
            return False
        if len(text.split()) > (_COLON_HEADING_WORDS if colon else _HEADING_WORDS + 2) or (
            part is None and text.isupper() and not (marked or colon)
        ):
            return False
        self.part, self.list_seen, self.after_blank = part or _part_by_wording(text), False, False
        self.after_bullet = False
        return True

    def _may_head(self, text: str) -> bool:
        """The first lines of an ad are its title and employer, not headings, unless they are known ones."""
        return bool(self.lines) and (
            self.part != "none" or heading_part(text, loose=True) is not None or len(self.lines) > 2
        )

    def _add(self, text: str, bullet: bool, item: bool) -> None:
        """Adds a sentence; one that begins with a heading of its own ("Desirable: …") changes the part from there on."""
        label, colon, rest = text.partition(":")
        if colon and rest.strip() and len(label.split()) <= _SPARE_WORDS + 1:
            part = heading_part(label, loose=True)
            if part is not None and part != "meta":
                self.part, text = part, rest.strip()
        self.lines.append(AdLine(text, self.part, bullet, item))


def heading_part(text: str, *, loose: bool) -> Part | None:
    """The part of an ad that a heading opens, or None where no heading says so.

    Args:
        text: the heading, with or without its colon.
        loose: whether the line is known to be a heading (a colon, bold, `#`), so that a few words beside the known phrase
            are allowed; else it must be nothing but the phrase.
    """
    words = _heading_words(re.sub(r"[^\w'/ -]", " ", text.casefold().replace("&", " and ")).split())
    if not words or len(words) > _HEADING_WORDS:
        return None
    parts = _heading_parts()
    if tuple(words) in parts:
        return parts[tuple(words)]
    extras = frozenset(_HEADING_EXTRAS.split())
    for size in range(len(words) - 1, max(0, len(words) - _SPARE_WORDS - 1), -1):
        for phrase, spare in (
            (tuple(words[:size]), words[size:]),
            (tuple(words[-size:]), words[:-size]),
        ):
            part = parts.get(phrase)
            if part is not None and part != "meta" and (loose or extras.issuperset(spare)):
                return part
    return None


@functools.cache
def _heading_parts() -> dict[tuple[str, ...], Part]:
    """The part that each known heading opens; of a heading listed twice the first counts."""
    parts: dict[tuple[str, ...], Part] = {}
    for name, phrases in section_phrases("ad_headings.txt").items():
        for phrase in phrases:
            parts.setdefault(tuple(_heading_words(phrase)), _as_part(name))
    return parts


def _heading_words(words: Iterable[str]) -> list[str]:
    """The words of a heading, whoever speaks ("what will I do" is "what will you do"), hyphens parted."""
    return [_SPEAKERS.get(part, part) for word in words for part in word.split("-") if part]


def _looks_like_heading(text: str) -> bool:
    return len(text.split()) <= _HEADING_WORDS and not re.search(r"[.,;!\d]|\s[-–—|·]\s", text)


def _part_by_wording(text: str) -> Part:
    """The part below a heading nobody knows, by the words in it."""
    if text.casefold().startswith("why "):
        return "benefits"
    cues = section_patterns("ad_cues.txt")
    for name, part in (
        ("noise", "benefits"),
        ("pay", "benefits"),
        ("preferred", "preferred"),
        ("required", "required"),
    ):
        if cues[name].search(text):
            return _as_part(part)
    return "required" if cues["asking"].search(text) else "duties" if cues["duty"].search(text) else "other"


def _as_part(name: str) -> Part:
    for part in get_args(Part):
        if part == name:
            known: Part = part
            return known
    raise ValueError(f"no such part of an ad: {name}")


def plain(text: str) -> str:
    """A line without Markdown and HTML marks, single-spaced."""
    bare = _MARKUP.sub(lambda match: match[1] or " ", straighten(text))
    return " ".join(bare.strip(" #*_`>|").split())


def sentences(text: str) -> list[str]:
    """The sentences of a line; abbreviations and initials end none."""
    pieces: list[str] = []
    for piece in _SENTENCE_END.split(text):
        if pieces and _ABBREVIATION.search(pieces[-1]):
            pieces[-1] = f"{pieces[-1]} {piece}"
        elif piece.strip():
            pieces.append(piece.strip())
    return [part for piece in pieces for part in _LONGEST_SENTENCE.findall(piece)]


def _is_prose(text: str) -> bool:
    words = len(text.split())
    return words > _LINE_WORDS or (words > 4 and text.rstrip().endswith((".", "!", "?")))


def _all_bold(raw: str) -> bool:
    return re.fullmatch(r"\s*(?:\*\*|__)[^*_]+(?:\*\*|__):?\s*", raw) is not None
