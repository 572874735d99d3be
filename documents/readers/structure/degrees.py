"""A degree's own words taken apart: what kind, in what, with what grade."""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from documents.readers.structure.lexicon import degree_score, is_score

_FIELD_LINK = re.compile(r"\s+(?:in|en)\s+(?=[A-ZÀ-Þ])|\s*[:–—]\s+|,\s+|\s+-\s+")


@cache
def _degree() -> re.Pattern[str]:
    """A degree at the start of a text: `Bachelor of Arts`, `BSc (Hons)`, `Diplom-Ingenieur`, with what stands in brackets."""
    data = json.loads(resources.files(__package__).joinpath("degrees.json").read_text("utf-8"))
    general, fields, short, national = (
        "|".join(re.escape(word) for word in sorted(data[key], key=len, reverse=True))
        for key in ("general", "fields_of_general", "short", "national")
    )
    return re.compile(
        rf"(?:(?:{general})(?:\s+[Dd]egree)?(?:\s+of\s+(?:{fields}))?|(?:{short})\.?|(?:{national})(?:-\w+)?)(?:\s+[1-3](?=\s))?"
        r"(?:\s*\([A-Z][\w.() ]{0,12}\))?(?:\s*\((?:Hons|Honours|Honors)\.?\)|\s+(?:Hons|Honours)\b)?(?=[\s,:–—-]|$)"
    )


@dataclass(frozen=True)
class Degree:
    """A degree's kind, field and grade, each in the source's words."""

    kind: str
    area: str | None
    score: str | None


def read_degree(text: str) -> Degree:
    """`BSc (Hons) Mechanical Engineering, First Class` → BSc (Hons), Mechanical Engineering, First Class."""
    text, score = _take_score(text)
    match = _degree().match(text.replace("’", "'"))
    if match and match.end() < len(text):
        rest = text[match.end() :]
        link = re.match(r"\s+(?:in|en|i)\s+|\s*[,:–—-]\s+|\s+(?:of|de|di|em)\s+|\s+", rest)
        area = rest[link.end() :].strip(" ,") if link else ""
        if link and area and link.group().strip() not in ("of", "de", "di", "em") and not area.startswith("("):
            return Degree(match.group().strip(), area, score)
        return Degree(text, None, score)
    if match:
        return Degree(text, None, score)
    lead, comma, last = text.rpartition(", ")
    if comma and degree_score(last) >= 2 and degree_score(lead) < 1:
        return Degree(last, lead, score)
    split = _FIELD_LINK.search(text)
    if split and text[: split.start()].count("(") > text[: split.start()].count(")"):
        return Degree(text, None, score)
    if split and split.group().strip() in ("in", ",", ":", "–", "—", "-"):
        kind, area = text[: split.start()].strip(), text[split.end() :].strip()
        if degree_score(kind) >= 1 and degree_score(area) < degree_score(kind) and area:
            keeps_word = split.group().strip() == "in" and kind.split()[-1].casefold() in ("and", "und")
            return Degree(text, None, score) if keeps_word else Degree(kind, area, score)
    return Degree(text, None, score)


def _take_score(text: str) -> tuple[str, str | None]:
    """The text without a grade at its end or in brackets, and the grade."""
    bracket = re.search(r"\s*\(([^()]+)\)\s*$", text)
    if bracket and is_score(bracket[1]) and not re.fullmatch(r"(?:Hons|Honours|Honors)\.?", bracket[1]):
        return text[: bracket.start()], bracket[1]
    parts = re.split(r",\s+|\s+[–—-]\s+|;\s+", text)
    if len(parts) > 1 and is_score(parts[-1]) and degree_score(parts[-1]) < 2:
        return text[: text.rindex(parts[-1])].rstrip(" ,;–—-"), parts[-1]
    return text, None
