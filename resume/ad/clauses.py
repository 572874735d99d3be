"""How much each clause of an ad's line matters: required, preferred, a duty, or nothing that is asked for.

One sentence may hold several ("X required, Y a plus"), so the wording of a clause goes before the heading it stands under.
"""

import functools
import re
from dataclasses import dataclass, replace
from typing import Literal

from resume.ad.lines import AdLine, Part
from resume.lexicon import skills_in
from resume.occupations import names_occupation
from resume.phrases import section_patterns
from resume.terms import small_words, tokenize

Mood = Literal["required", "preferred", "duty"]

_BOUNDARY = re.compile(r";\s*|,\s+(?:(?:and|but|while|whereas)\s+)?|\s[-–—]\s|\s+but\s+|\s*[()]\s*")
_PARTS = re.compile(r";\s+|(?<=[^\W\d_])\.\s+(?=[A-Z])")
_LIST_END = re.compile(r"\b(?:and|or)\b|/")
_MOODS: dict[Part, Mood] = {"required": "required", "preferred": "preferred", "duties": "duty"}
_SHORT_ITEM = 4
_FEWEST_LISTED = 2
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|we|our|us|they|it|makes?|takes?)\b", re.IGNORECASE)
_OWN_STORY = re.compile(r"^(?:our|we|we've|we're|it|they|this company)\b(?!.*\byou)", re.IGNORECASE)
_EMPHASIS = frozenset(
    {
        "distinct",
        "definite",
        "real",
        "huge",
        "big",
        "added",
        "major",
        "highly",
        "considered",
        "seen",
        "clear",
        "considerable",
    }
)
_ASIDE = re.compile(r"\s*(?:(?:reporting|reports|report directly) (?:in)?to|because)\b", re.IGNORECASE)
_ASKS_FOR = re.compile(
    r"\b(?:experience|knowledge|licen[cs]e|certificat\w+|certified|degree|diploma|skills?|qualif\w+|proficien\w+|years?)\b",
    re.I,
)


_SUM = re.compile(
    r"(?:(?:circa|c\.|ca\.|from|up to|to|ab)\s+)?(?:[£€$₹]|(?:GBP|EUR|USD|CHF|CAD|AUD|INR|ZAR|R)\s?)\s?\d{2,3}"
    r"(?:[,.\s']?\d{3}|k\b)",
    re.IGNORECASE,
)
"""A line that opens with a salary says what is paid, wherever it stands."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of an ad's line, and how much it matters."""

    text: str
    mood: Mood
    item: bool
    """Whether it is an item of a list rather than prose."""
    headed: bool = False
    """Whether it stands under a heading of requirements or wishes."""


@dataclass(slots=True)
class _Segment:
    start: int
    end: int
    hard: bool
    """Whether a semicolon or a dash parts it from what stands before."""
    but: bool
    mood: Mood | None = None
    leads: bool = False
    """Whether its cue stands at its beginning and so speaks for what follows."""
    empty: bool = False
    """Whether it says nothing but its cue."""


def read_clauses(line: AdLine) -> list[Clause]:
    """What one line of an ad asks for, clause by clause; empty for benefits, blurb, and how to apply."""
    line = _without_noise(line)
    if line.part in ("benefits", "apply", "equal", "meta", "culture") or line.text.endswith("?") or is_noise(line):
        return []
    base = _MOODS.get(line.part)
    segments = _segments(line.text)
    tells = line.part == "duties" and not line.item and not line.bullet and _OWN_STORY.match(line.text) is not None
    if (line.part == "about" or tells) and not any(segment.mood in ("required", "preferred") for segment in segments):
        return []
    fallback = base or _mood_without_heading(line, segments)
    if fallback is None:
        return []
    moods = _settle(line.text, segments, base, fallback)
    return _merge(line, segments, moods)


def _without_noise(line: AdLine) -> AdLine:
    """Of a line of requirements or duties whose parts a semicolon or a full clause ends, those that are not noise.

    "A degree in biology; fresh graduates are welcome to apply" still asks for the degree.
    """
    if line.part not in _MOODS or not is_noise(line):
        return line
    parts = _PARTS.split(line.text)
    kept = [part for part in parts if not _is_noise(part, asks=True)]
    return replace(line, text="; ".join(kept)) if kept and len(parts) > 1 else line


def is_noise(line: AdLine) -> bool:
    """Whether the line is about pay, benefits, equal opportunity or applying.

    Under a heading of requirements or duties a skill may be named by the same words ("compensation and benefits"), so what
    lies inside a skill of the lexicon does not count there.
    """
    return _is_noise(line.text, asks=line.part in _MOODS)


@functools.lru_cache(maxsize=8_192)  # several steps of the analysis leave these lines out
def _is_noise(text: str, *, asks: bool) -> bool:
    cues = section_patterns("ad_cues.txt")
    if _SUM.match(text):
        return True
    found = list(cues["noise"].finditer(text))
    if not asks:
        return bool(found) or cues["pay"].search(text) is not None
    spans = [(one.start, one.end) for one in skills_in(text)]
    return any(not any(start <= one.start() and one.end() <= end for start, end in spans) for one in found)


def _segments(text: str) -> list[_Segment]:
    segments: list[_Segment] = []
    start, hard, but = 0, True, False
    spans = [(one.start, one.end) for one in skills_in(text)]
    for cut in _BOUNDARY.finditer(text):
        if any(left < cut.end() and cut.start() < right for left, right in spans):
            continue
        if text[start : cut.start()].strip():
            segments.append(_cued(text, _Segment(start, cut.start(), hard, but)))
        start, hard, but = cut.end(), cut[0].strip() in {";", "-", "–", "—"}, "but" in cut[0]
    if text[start:].strip():
        segments.append(_cued(text, _Segment(start, len(text), hard, but)))
    return segments


def _cued(text: str, segment: _Segment) -> _Segment:
    patterns = section_patterns("ad_cues.txt")
    piece = text[segment.start : segment.end]
    found: list[tuple[int, int, Mood]] = []
    for mood in ("preferred", "required", "duty"):
        known: Mood = mood
        found += [(one.start(), one.end(), known) for one in patterns[mood].finditer(piece)]
    found = [one for one in found if not any(o[0] <= one[0] and one[1] <= o[1] and o[:2] != one[:2] for o in found)]
    if not found:
        return segment
    begin, end, segment.mood = next((one for one in found if one[2] == "preferred"), found[0])
    small = small_words()
    segment.leads = all(token.word in small for token in tokenize(piece[:begin]))
    rest = tokenize(piece[:begin] + " " + piece[end:])
    segment.empty = all(token.word in small or token.word in _EMPHASIS for token in rest)
    return segment


def _mood_without_heading(line: AdLine, segments: list[_Segment]) -> Mood | None:
    """What a line under no known heading may ask for: its own wording decides; a bullet without any is taken by its form."""
    cued = [segment for segment in segments if segment.mood is not None]
    asks = section_patterns("ad_cues.txt")["asking"].search(line.text) is not None
    if cued and not (asks and cued[0] is not segments[0] and cued[0].leads and cued[0].mood == "preferred"):
        return cued[0].mood  # "You have two years in care, ideally with children" asks for the two years
    if asks or _is_skill_list(line.text):
        return "required"
    if not line.bullet:
        return "required" if line.item and line.part == "none" and _is_bare_demand(line.text) else None
    return "required" if _ASKS_FOR.search(line.text) or len(line.text.split()) <= _SHORT_ITEM else "duty"


def _is_skill_list(text: str) -> bool:
    """Whether a sentence of a terse ad begins with a skill and goes on with others: "Servicing, brakes and diagnostics"."""
    found = skills_in(text)
    return len(found) >= _FEWEST_LISTED and not text[: found[0].start].strip() and _VERB.search(text) is None


def _is_bare_demand(text: str) -> bool:
    """Whether a short line of a small ad names skills and nothing that looks like its title or its header."""
    words = [token.text for token in tokenize(text) if token.word not in small_words()]
    plain_words = any(word.islower() for word in words) or len(words) <= 2
    return (
        plain_words
        and bool(skills_in(text))
        and not re.search(r"[|:@£$€]|\s[-–—·•]\s", text)
        and not names_occupation(text)
    )


def _settle(text: str, segments: list[_Segment], base: Mood | None, fallback: Mood) -> list[Mood | None]:
    """The mood of each segment: its own, else that of a trailing cue after it, else what was said before, else the heading's."""
    moods: list[Mood | None] = [segment.mood for segment in segments]
    for at, segment in enumerate(segments):
        if segment.mood is not None and (not segment.leads or segment.empty):
            _reach_back(text, segments, moods, at, base)
    current, last = base, None
    for at, segment in enumerate(segments):
        if segment.hard and base is not None:
            current, last = base, None
        if segment.mood is not None:
            current = segment.mood if segment.leads and not segment.empty else current
        elif moods[at] is None and not segment.but:
            moods[at] = (last if base is None else None) or current or last or fallback
        last = moods[at] or last
    return moods


def _reach_back(text: str, segments: list[_Segment], moods: list[Mood | None], at: int, base: Mood | None) -> None:
    """Gives the mood of a trailing cue ("…, A and B preferred") to the segments before it that it closes a list with."""
    segment = segments[at]
    joined = _LIST_END.search(text, segment.start, segment.end) is not None
    for before in range(at - 1, -1, -1):
        if segments[before + 1].hard and not segment.empty:
            return
        if segments[before].mood not in (None, segment.mood) or (segments[before].mood and not segment.empty):
            return
        if base is None or segment.empty or joined:
            moods[before] = segment.mood
        if segments[before].hard:
            return


def _merge(line: AdLine, segments: list[_Segment], moods: list[Mood | None]) -> list[Clause]:
    clauses: list[Clause] = []
    open_start: int | None = None
    for at, (segment, mood) in enumerate(zip(segments, moods, strict=True)):
        if mood is None or segment.empty or _ASIDE.match(line.text, segment.start):
            open_start = None
            continue
        follows = open_start is not None and clauses[-1].mood == mood and not segment.hard and moods[at - 1] == mood
        start = open_start if follows and open_start is not None else segment.start
        end = segment.end
        if line.text.count("(", start, end) > line.text.count(")", start, end) and line.text[end : end + 1] == ")":
            end += 1
        clause = Clause(line.text[start:end].strip(), mood, line.item, line.part in ("required", "preferred"))
        if follows:
            clauses[-1] = clause
        else:
            clauses.append(clause)
        open_start = start
    return clauses
