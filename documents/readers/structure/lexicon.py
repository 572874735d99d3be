"""What the words of a header line tell: a job title, an employer, a school, a degree, a place.

Scores are small numbers: 0 says nothing, 1 a hint, 2 likely, 3 nearly certain. The words themselves are in `lexicon.json`.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

_WORD = re.compile(r"[^\W_][\w.&'’+#/:-]*")
_TITLE_HEAD = re.compile(r"\s+(?:of|for|in|to|–|—|-|de|der|des|für|d'|du|di|del|van|voor|för|i)\s+|[,(:/|]")
_LEGAL_FORM = re.compile(
    r"\b(?:ltd|limited|inc|llc|llp|plc|corp|gmbh|kgaa|mbh|ohg|e\.v|sarl|eurl|sasu|s\.a\.r\.l|s\.r\.l|srl|s\.p\.a|b\.v|n\.v|pty|pvt"
    r"|ltda|oyj|a/s|asa|sp\. z o\.o|s\.r\.o|s\.l|s\.a)\b|\b(?:AG|KG|SE|SA|SAS|SL|BV|NV|AB|ApS|AS|Oy|SpA)$",
    re.IGNORECASE,
)
_LEGAL_CASED = re.compile(r"\b(?:AG|KG|SE|SA|SAS|SL|BV|NV|AB|ApS|AS|Oy|SpA)$")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_PARTNERS = re.compile(
    r"\s(?:&|\+|und|and|et|y|e|i|og|och|en)\s+(?:partners?|partenaires|associates|associés|asociados|associati|partnerzy|vennoten)$",
    re.IGNORECASE,
)
"""What ends the name of a firm: `Pfeiffer & Partner`."""
_POSTCODE = re.compile(
    r"\b(?:\d{5}(?:-\d{4})?|\d{4} ?[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d{2}-\d{3}|\d{3} \d{2}|\d{4}-\d{3})\b"
    r"|\b(?:NSW|VIC|QLD|SA|WA|TAS|NT|ACT) \d{4}\b"
)
_GRADE = re.compile(
    r"\b(?:c?gpa|grade|note|mention|voto|nota|score|average|cijfer|ocena|abschlussnote|gesamtnote)\b\W*\d"
    r"|\b\d[.,]\d{1,2}\s*/\s*\d|\b\d{2,3}\s*/\s*1[01]0\b|\b2[:.][12]\b"
    r"|\b(?:1st|2nd|3rd)(?: class)?(?: hons| honours)?$|^\d{1,3}(?:[.,]\d+)?\s?%$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Lexicon:
    """The word lists, casefolded."""

    title_words: frozenset[str]
    title_endings: tuple[str, ...]
    rank_words: frozenset[str]
    org_marks: frozenset[str]
    org_endings: tuple[str, ...]
    street: re.Pattern[str]
    name_particles: frozenset[str]
    compound_starts: frozenset[str]
    compound_ends: frozenset[str]
    open_words: frozenset[str]
    link_words: frozenset[str]
    department_words: frozenset[str]
    degree_words: frozenset[str]
    degree_endings: tuple[str, ...]
    school_leaving: re.Pattern[str]
    school_marks: frozenset[str]
    school_endings: tuple[str, ...]
    scores: re.Pattern[str]
    languages: frozenset[str]
    countries: frozenset[str]
    cities: frozenset[str]
    places: frozenset[str]
    region_codes: frozenset[str]
    brazilian_states: frozenset[str]
    sublabels: frozenset[str]
    role_links: re.Pattern[str]
    employment_terms: frozenset[str]
    declarations: tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data = json.loads(resources.files(__package__).joinpath("lexicon.json").read_text("utf-8"))
    countries = _phrases(data["countries"])
    return Lexicon(
        title_words=_words(data["title_words"]),
        title_endings=tuple(data["title_endings"]),
        rank_words=_words([data["rank_words"]]),
        org_marks=_words(data["org_marks"]),
        org_endings=tuple(data["org_endings"]),
        name_particles=_words([data["name_particles"]]),
        compound_starts=_words([data["compound_starts"]]),
        compound_ends=_words([data["compound_ends"]]),
        open_words=_words([data["open_words"]]),
        link_words=_words([data["link_words"]]),
        street=_street(data["streets"].split(), data["street_endings"].split()),
        department_words=_words([data["department_words"]]),
        degree_words=_words(data["degree_words"]),
        degree_endings=tuple(data["degree_endings"]),
        school_leaving=re.compile(rf"(?:{data['school_leaving']})(?!\w)", re.IGNORECASE),
        school_marks=_words(data["school_marks"]),
        school_endings=tuple(data["school_endings"]),
        scores=re.compile(
            rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in data['score_words'])})(?!\w)", re.IGNORECASE
        ),
        languages=_words(data["languages"]),
        countries=countries,
        cities=_phrases(data["cities"]),
        places=countries | _phrases(data["regions"]) | _phrases(data["cities"]),
        region_codes=frozenset(data["region_codes"].split()),
        brazilian_states=frozenset(data["brazilian_states"].split()),
        sublabels=_phrases(data["sublabels"]),
        role_links=re.compile(
            "|".join(rf"\s+{re.escape(link.strip())}\s+" for link in data["role_links"].split("|")), re.IGNORECASE
        ),
        employment_terms=frozenset(data["employment_terms"]),
        declarations=tuple(data["declarations"]),
    )


def _words(lists: Iterable[str]) -> frozenset[str]:
    """The words, each also as `words_of` reads it: without its last full stop."""
    words = frozenset(word for listed in lists for word in listed.split())
    return words | {word.rstrip(".") for word in words}


def _street(words: Sequence[str], endings: Sequence[str]) -> re.Pattern[str]:
    whole, parts = ("|".join(re.escape(word) for word in listed) for listed in (words, endings))
    return re.compile(rf"\b(?:{whole})(?!\w)|\w(?:{parts})(?!\w)", re.IGNORECASE)


def _phrases(lists: Iterable[str]) -> frozenset[str]:
    return frozenset(phrase.strip() for listed in lists for phrase in listed.split("|"))


def words_of(text: str) -> list[str]:
    """The words of `text`, casefolded, with the marks that belong to them (`c++`, `b.sc`)."""
    return [word.rstrip(".,:'’/-") or word for word in _WORD.findall(text.casefold())]


def _count(words: Sequence[str], listed: frozenset[str], endings: tuple[str, ...]) -> int:
    return sum(_is_one(word, listed, endings) for word in words)


def _is_one(word: str, listed: frozenset[str], endings: tuple[str, ...]) -> bool:
    if word in listed or any(part in listed for part in word.split("/") if len(part) > 2):
        return True
    if any(part in listed for part in word.split("-") if len(part) > 3):
        return True
    for suffix in ("in", "*in", ":in", "(in)"):
        if word.endswith(suffix) and word.removesuffix(suffix) in listed:
            return True
    return any(len(word) > len(ending) + 2 and word.endswith(ending) for ending in endings)


@lru_cache(maxsize=4096)
def title_score(text: str) -> float:
    """How much `text` reads as a job title."""
    known = lexicon()
    text = _PARTNERS.sub("", text)
    words = words_of(text)
    if not words or len(words) > 14:
        return 0.0
    hits = _count(words, known.title_words, known.title_endings)
    rank = 0.5 if words[0] in known.rank_words else 0.0
    if not hits:
        return rank
    head = words_of(next((part for part in _TITLE_HEAD.split(text) if part.strip()), text))
    bonus = 0.0
    if head and _is_one(head[-1], known.title_words, known.title_endings):
        bonus = 1.0
    elif head and _is_one(head[0], known.title_words, known.title_endings):
        bonus = 0.7
    return 1.0 + rank + bonus


@lru_cache(maxsize=4096)
def organization_score(text: str) -> float:
    """How much `text` reads as the name of an employer."""
    known = lexicon()
    words = words_of(text)
    if not words or len(words) > 14:
        return 0.0
    if _LEGAL_CASED.search(text) or (_LEGAL_FORM.search(text) and not re.search(r"\b(?:se|as|sa|ab)$", text)):
        return 3.0
    if _PARTNERS.search(text):
        return 2.0
    hits = _count(words, known.org_marks, known.org_endings)
    if (
        words_of(re.sub(r"\([^)]*\)", "", text))[-1:]
        and words_of(re.sub(r"\([^)]*\)", "", text))[-1] in known.department_words
    ):
        return 0.0
    if not hits:
        return 0.5 if "&" in text or re.search(r"\b[A-Z]{2,5}\b", text) else 0.0
    if title_score(text) >= 2:
        return 0.8
    last = _is_one(words[-1], known.org_marks, known.org_endings)
    first = _is_one(words[0], known.org_marks, known.org_endings)
    return 1.0 + (1.0 if last else 0.5 if first else 0.0)


@lru_cache(maxsize=4096)
def degree_score(text: str) -> float:
    """How much `text` reads as a degree or school-leaving certificate."""
    known = lexicon()
    words = words_of(text)
    hits = _count(
        [word for word in words if word not in ("do", "as", "do.", "med", "be")],
        known.degree_words,
        known.degree_endings,
    )
    if is_school_leaving(text):
        return 2.5
    if not hits:
        return 0.0
    edge = any(_is_one(word, known.degree_words, known.degree_endings) for word in (words[0], words[-1]))
    return 1.0 + (1.5 if edge else 0.0)


def is_school_leaving(text: str) -> bool:
    """Whether `text` begins with what a school is left with: `A levels (Maths, English)`, `High school diploma`."""
    return lexicon().school_leaving.match(text) is not None


@lru_cache(maxsize=4096)
def school_score(text: str) -> float:
    """How much `text` reads as the name of a school."""
    known = lexicon()
    bare = _BRACKETS.sub("", text)  # "Dipl.-Ing. (FH)" names no school
    hits = _count(words_of(bare or text), known.school_marks, known.school_endings)
    return min(hits, 1) * 2.0 + (0.5 if hits > 1 else 0.0)


@lru_cache(maxsize=4096)
def is_score(text: str) -> bool:
    """Whether `text` reads as a grade."""
    return bool(_GRADE.search(text)) or (len(text) < 60 and lexicon().scores.search(text) is not None)


@lru_cache(maxsize=4096)
def place_score(text: str) -> float:
    """How much `text` reads as a place, and nothing else: 2 all of it is known, 1 it ends in a known country or region."""
    known = lexicon()
    stripped = re.sub(r"\s*\([^()]*\)?$", "", text).strip(" ()[].,") or text.strip(" ()[].,")
    if not stripped or len(stripped) > 70:
        return 0.0
    town, slash, state = stripped.rpartition("/")
    if slash and state in known.brazilian_states and _may_be_town(town.strip()):
        return 2.0
    parts = [part.strip() for part in re.split(r",|/| - | – |\(|\)|\bor\b", stripped) if part.strip()]
    if not parts:
        return 0.0
    recognised = [_is_place_part(part, known) for part in parts]
    if all(recognised) and any(part.casefold() not in known.region_codes for part in parts):
        return 2.0 if not (len(parts) == 1 and parts[0] in known.region_codes and len(parts[0]) == 2) else 0.5
    unknown = [part for part, known_part in zip(parts, recognised, strict=True) if not known_part]
    city_named = any(part.casefold() in known.cities for part in parts)
    if recognised[-1] and len(unknown) == 1 and len(parts) <= 3 and not city_named and _may_be_town(unknown[0]):
        return 1.0
    return 0.0


def _may_be_town(text: str) -> bool:
    """Whether a name that no list knows has the shape of a town's."""
    return (
        bool(re.fullmatch(r"[A-ZÀ-ÞŁŚŻ][\w'’.-]+(?:[ -][\w'’.-]+){0,3}", text))
        and organization_score(text) == 0
        and title_score(text) == 0
        and school_score(text) == 0
    )


def _is_place_part(part: str, known: Lexicon) -> bool:
    bare = _POSTCODE.sub("", part).strip(" .-")
    if not bare:
        return True
    code, _, country = bare.partition(" ")
    if code in known.region_codes and country.casefold() in known.countries:
        return True
    folded = bare.casefold()
    if folded in known.places or bare in known.region_codes:
        return True
    pieces = bare.rsplit(" ", 1)
    if len(pieces) == 2 and pieces[1] in known.region_codes and pieces[0].casefold() in known.places:
        return True
    return any(
        folded.startswith(prefix) and folded.removeprefix(prefix) in known.places
        for prefix in ("greater ", "central ", "near ", "raum ")
    )


def is_address(text: str) -> bool:
    """Whether `text` holds a street or postal code."""
    return len(text) <= 120 and bool(
        (_POSTCODE.search(text) and re.search(r"[^\W\d]{3}", text))
        or (lexicon().street.search(text) and re.search(r"\d", text))
    )


def is_language(text: str) -> bool:
    """Whether `text` is the name of a language that people speak."""
    return any(word in lexicon().languages for word in words_of(text)[:3])


def begins_with_name(text: str) -> bool:
    """Whether a text begins with a capital, a figure, or the small word that opens a name: "de Vries", "'t Hoekje"."""
    bare = text.lstrip("([\"“„«'’")
    if bare[:1].isupper() or bare[:1].isdigit():
        return True
    words = bare.split()
    particles = 0
    while particles < min(len(words) - 1, 3) and words[particles].casefold() in lexicon().name_particles:
        particles += 1
    if particles and words[particles][:1].isupper():
        return True
    return re.match(r"(?:[dl]['’]|t\s+)[A-ZÀ-ÞŁŚŻ]", bare) is not None


def is_declaration(text: str) -> bool:
    """Whether `text` is the consent or declaration that resumes of some countries end with."""
    folded = text.casefold()
    return len(folded.split()) >= 6 and any(words in folded for words in lexicon().declarations)


def is_sublabel(text: str) -> bool:
    """Whether `text` is a label such as "Key achievements:" that parts a role without adding to it."""
    return re.sub(r"\s+", " ", text.casefold()).strip(" :–—-.*_•") in lexicon().sublabels
