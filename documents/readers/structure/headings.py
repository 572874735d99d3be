"""Which section a heading opens, by its wording."""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

_LONGEST = 70
_CONJUNCTION = re.compile(r"\b(?:and|und|et|y|e|i|och|og|en|ed)\b|[&+]|\s/\s|/")
_CONTINUED = re.compile(r"\(?\b(?:continued|cont'?d?\.?|fortsetzung|suite|forts\.)\)?\s*$")
_NUMBERING = re.compile(r"^(?:[0-9]{1,2}|[ivx]{1,4}|[a-h])[.)]\s+")


@dataclass(frozen=True)
class HeadingMatch:
    """The sections that a heading's wording names: several for "Education & Certifications"."""

    kinds: tuple[str, ...]
    exact: bool
    """Whether the wording stands in the list as it is; else only its noun told."""


@lru_cache(maxsize=2048)
def match_heading(text: str) -> HeadingMatch | None:
    """What section `text` opens if it is a heading; None where its wording is not known."""
    if len(text) > _LONGEST:
        return None
    folded = fold_heading(text)
    known = _headings()
    if not folded:
        return None
    if folded in known:
        return HeadingMatch((known[folded],), exact=True)
    for variant in (folded + "s", folded.removesuffix("s")):
        if variant in known and len(folded) > 4:
            return HeadingMatch((known[variant],), exact=True)
    parts = [part.strip() for part in re.split(r"\s*,\s*(?:and\s+)?|\sand\s", folded) if part.strip()]
    if len(parts) > 1 and all(part in known for part in parts):
        return HeadingMatch(tuple(dict.fromkeys(known[part] for part in parts)), exact=True)
    kind = _kind_by_noun(folded)
    return HeadingMatch((kind,), exact=False) if kind else None


def fold_heading(text: str) -> str:
    """A heading's wording without case, accents, numbering, marks and letter spacing."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss").replace("ł", "l").replace("ø", "o"))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    plain = _join_spaced_letters(plain)
    plain = _CONTINUED.sub("", plain).replace("’", "'")
    plain = _NUMBERING.sub("", plain)
    plain = _CONJUNCTION.sub(" and ", plain)
    plain = re.sub(r"[^\w,' ]+", " ", plain.replace("_", " "))
    plain = re.sub(r"\s+", " ", plain).strip(" ,'")
    return plain.removeprefix("my ").removeprefix("and ")


def _join_spaced_letters(text: str) -> str:
    """`e x p e r i e n c e` → `experience`: designers space the letters of headings."""
    words = re.split(r"\s{2,}", text.strip()) if re.search(r"\S \S \S\s{2,}\S", text) else [text.strip()]
    joined = [re.sub(r"\s", "", word) if re.fullmatch(r"(?:\S\s){3,}\S", word) else word for word in words]
    return " ".join(joined)


def _kind_by_noun(folded: str) -> str | None:
    words = folded.split()
    if not 1 < len(words) <= 5:
        return None
    nouns = _heading_nouns()
    for kind in ("volunteer", "references"):
        if any(word in nouns[kind] for word in words):
            return kind
    for edge in (words[-1], words[0]):
        for kind, listed in nouns.items():
            if edge in listed:
                return kind
    return None


@cache
def _headings() -> dict[str, str]:
    data = json.loads(resources.files(__package__).joinpath("headings.json").read_text("utf-8"))
    return {fold_heading(wording): kind for kind, wordings in reversed(data.items()) for wording in wordings}


@cache
def _heading_nouns() -> dict[str, frozenset[str]]:
    data = json.loads(resources.files(__package__).joinpath("heading_nouns.json").read_text("utf-8"))
    return {kind: frozenset(fold_heading(word) for word in listed) for kind, listed in data.items()}
