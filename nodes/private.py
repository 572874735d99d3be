"""Contact details stay here: placeholders go into prompts in their place, and answers get the details back.

Of the resume's own text everything goes that tells who the candidate is and how to reach them: the name and its parts, every
e-mail address, phone number and link, the street, postal code and town. The people whom the references name go too: they were
asked to speak for the candidate, not to be told to a model (the references themselves are offered to none). A job ad keeps its
words, for a name in it is rarely the candidate's; only what can be nobody else's goes there too.

`[XNAME1]` is no word of any language: what is left of a placeholder after the details are put back was mangled or made up by the
model, and such a text is not used at all. Nor is one that holds a detail, as a placeholder or in full, which the lines it is made
of do not hold: a phone number belongs where the candidate wrote it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from resume.degrees import find_degree
from resume.lexicon import skills_in
from resume.occupations import names_occupation
from resume.schema import Location, Resume
from resume.terms import small_words

Kind = Literal["NAME", "MAIL", "PHONE", "LINK", "STREET", "PLACE", "TEXT"]

_REACHED_BY: frozenset[Kind] = frozenset({"MAIL", "PHONE", "LINK", "STREET"})
"""How somebody is reached: that stands in a resume's head, and in a line only where the candidate wrote it into that line."""

_PLACEHOLDER = re.compile(rf"\[X(?:{'|'.join(get_args(Kind))})\d{{1,4}}\]")
_REMAINS = re.compile(rf"(?<![^\W_])X[\W_]{{0,2}}(?:{'|'.join(get_args(Kind))})[\W_]{{0,2}}\d", re.IGNORECASE)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+%-]{1,64}\s?(?:@|\[at\]|\(at\))\s?(?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24}\b")
_LINK = re.compile(
    r"\b(?:https?://|www\.)[^\s<>()\[\]{},;\"']+[^\s<>()\[\]{},;\"'.:!?]"
    r"|\b(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|io|dev|me|co|ai|app|eu|uk|us|de|fr|es|it|nl|ch|at|ca|au|example)/[^\s<>()\[\]{},;\"']*"
    r"[^\s<>()\[\]{},;\"'.:!?]",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:\+\d{1,3}[ \-./()\d]{6,20}\d|00\d{1,3}[ \-()\d]{6,20}\d|\(0\d{1,5}\)[ \-\d]{5,14}\d"
    r"|0\d{2,5}[ \-]\d{2,4}[ \-]?\d{3,8}|0\d{9,11}|\(\d{3}\) ?\d{3}[ -]\d{4}|\d{3}[-. ]\d{3}[-. ]\d{4})(?![\w/-]|[.,]\d)"
)
_BETWEEN_NAMES = re.compile(r"[,;:|\n()\"“”•·–—]|\s-\s|(?<=[^\W\d_]{3}[.!?])\s")
"""What parts a referee's name from position, employer, and what they say."""
_HONORIFIC = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|mx|dr|doctor|prof|professor|sir|dame|rev|reverend|herr|frau|mme|madame|monsieur|sra?|sig|dott)\b\.?\s*)+",
    re.IGNORECASE,
)
_SHORT = 3
"""Parts of a name below this are initials and particles."""
_SHORT_USERNAME = 4
_PHONE_DIGITS = 7
_UNSPACED = "\u2e80-\u9fff\uac00-\ud7af\u3040-\u30ff\u0e00-\u0e7f"
"""Scripts that set no blanks between words."""


class ContactDetails(BaseModel):
    """Who the candidate is and how to reach them, as far as the resume's head says."""

    model_config = ConfigDict(frozen=True)

    name: str | None = None
    name_parts: list[str] = Field(default=[], description="parts of the name that are no ordinary words of this resume")
    referees: list[str] = Field(default=[], description="the people whom the references name")
    referee_parts: list[str] = Field(
        default=[], description="parts of their names that are no ordinary words, nor an employer's"
    )
    mails: list[str] = []
    phones: list[str] = []
    links: list[str] = []
    usernames: list[str] = []
    streets: list[str] = Field(default=[], description="street and postal code")
    towns: list[str] = []

    def __hash__(self) -> int:
        """Its lists have none; what they hold is compared where these agree."""
        return hash((self.name, *self.mails, *self.phones))


def contact_details(resume: Resume) -> ContactDetails:
    """The contact details in the head of a resume."""
    basics = resume.basics
    profiles = [profile for profile in basics.profiles if profile]
    links = [basics.url, *(profile.url for profile in profiles)]
    usernames = [profile.username for profile in profiles if profile.username]
    place = basics.location or Location()
    referees = _referees(resume)
    employers = _words_of_organisations(resume)
    return ContactDetails(
        name=basics.name,
        name_parts=_name_parts(basics.name or "", resume),
        referees=referees,
        referee_parts=[
            part
            for part in dict.fromkeys(part for name in referees for part in _name_parts(name, resume))
            if part.casefold() not in employers
        ],
        mails=_filled(basics.email),
        phones=_filled(basics.phone),
        links=_filled(*(_bare(link) for link in links if link)),
        usernames=[name for name in usernames if len(name) >= _SHORT_USERNAME and not _is_ordinary(name)],
        streets=list(dict.fromkeys(_filled(place.address, *_streets_of(place), place.postal_code))),
        towns=[town for town in _filled(place.city, place.region) if len(town) >= _SHORT],
    )


def _streets_of(place: Location) -> list[str]:
    """The parts of an address that tell a house: people name them without the town, as they write.

    Those with a number, and what stands first in several words, as a house's name does; the town has a pattern of its own.
    """
    parts = [part.strip() for part in re.split(r"[,;\n|·•]", place.address or "")]
    elsewhere = {name.casefold() for name in (place.city, place.region, place.country_code) if name}
    first_of_words = parts[:1] if len(parts) > 1 and " " in parts[0] else []
    numbered = [part for part in parts if re.search(r"\d", part) and re.search(r"[^\W\d_]{2}", part)]
    return [part for part in dict.fromkeys([*numbered, *first_of_words]) if part.casefold() not in elsewhere]


@dataclass
class Hidden:
    """The placeholders of one call: made while its prompt is written, resolved when its answer is read.

    The same texts in the same order give the same placeholders, so that a stored answer serves a repeated call.
    """

    contacts: ContactDetails
    _placeholders: dict[str, str] = field(default_factory=dict)
    """Detail as it is written → its placeholder."""

    def __getstate__(self) -> dict[str, object]:
        """Without the patterns, which are quicker made than sent."""
        return {"contacts": self.contacts, "_placeholders": self._placeholders}

    def hide_resume(self, text: str) -> str:
        """A text of the resume without contact details."""
        return self._hide(self._searches.all.part(text))

    def hide_ad(self, text: str) -> str:
        """A text that is not the candidate's, without what can be nobody else's."""
        return self._hide(self._searches.sure.part(text))

    def restore(self, text: str) -> str | None:
        """A model's text with the details back in it; None where a placeholder was mangled or made up."""
        details = {placeholder: detail for detail, placeholder in self._placeholders.items()}
        pieces = _PLACEHOLDER.split(text)
        found = _PLACEHOLDER.findall(text)
        if any(one not in details for one in found) or any(_REMAINS.search(piece) for piece in pieces):
            return None
        return _PLACEHOLDER.sub(lambda match: details[match.group()], text)

    def restore_line(self, text: str, rows: Iterable[str]) -> str | None:
        """A model's text with the details back in it, to stand in the place of these rows; None too where it holds others."""
        restored = self.restore(text)
        if restored is None:
            return None
        allowed = {_plain(detail) for row in rows for detail in self._details(row)}
        return restored if all(_plain(detail) in allowed for detail in self._details(restored)) else None

    def restore_composed(self, text: str, rows: Iterable[str]) -> str | None:
        """The same of a text that stands in no row's place and rests on these; None too where it tells how to reach somebody."""
        restored = self.restore_line(text, rows)
        if restored is None or any(detail.kind in _REACHED_BY for detail in self._details(restored)):
            return None
        return restored

    @cached_property
    def _searches(self) -> "_Searches":
        return _searches(self.contacts)

    def _details(self, text: str) -> list["_Detail"]:
        return [part for part in self._searches.all.part(text) if isinstance(part, _Detail)]

    def _hide(self, parts: "Iterable[str | _Detail]") -> str:
        return "".join(part if isinstance(part, str) else self._placeholder(part) for part in parts)

    def _placeholder(self, detail: "_Detail") -> str:
        return self._placeholders.setdefault(detail.text, f"[X{detail.kind}{len(self._placeholders) + 1}]")


@dataclass(frozen=True)
class _Detail:
    """A contact detail as it stands in a text."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class _Search:
    """Finds contact details by patterns, and remembers the lines it has seen: each goes into the prompts of several stages."""

    patterns: tuple[tuple[Kind, "re.Pattern[str] | _Written"], ...]
    _seen: dict[str, tuple[str | _Detail, ...]] = field(default_factory=dict)

    def part(self, text: str) -> tuple[str | _Detail, ...]:
        """A text as details and what stands around them. The first patterns go first; what they took is not looked at again."""
        parts = self._seen.get(text)
        if parts is None:
            parts = self._part(text)
            if len(text) <= _LONGEST_LINE and len(self._seen) < _MOST_LINES:
                self._seen[text] = parts
        return parts

    def _part(self, text: str) -> tuple[str | _Detail, ...]:
        parts: list[str | _Detail] = [text]
        for kind, pattern in self.patterns:
            if any(isinstance(part, str) and pattern.search(part) for part in parts):
                parts = [
                    piece
                    for part in parts
                    for piece in (_cut(part, kind, pattern) if isinstance(part, str) else (part,))
                ]
        return tuple(parts)


_LONGEST_LINE = 1_000
"""Characters of a line that is remembered."""
_MOST_LINES = 500
"""Lines that are remembered for the contact details of one resume."""


def _cut(text: str, kind: Kind, pattern: "re.Pattern[str] | _Written") -> Iterator[str | _Detail]:
    end = 0
    for match in pattern.finditer(text):
        if match.group():
            yield text[end : match.start()]
            yield _Detail(kind, match.group())
            end = match.end()
    yield text[end:]


@dataclass(frozen=True)
class _Searches:
    """The searches for the contact details of one resume."""

    sure: _Search
    all: _Search


def _plain(detail: _Detail) -> str:
    """A detail as two of them are compared: in letters and figures alone."""
    return re.sub(r"[\W_]+", " ", detail.text).casefold().strip()


@lru_cache(maxsize=256)  # every stage of a run hides the same details, and `re` forgets among many runs at once
def _searches(contacts: ContactDetails) -> _Searches:
    sure, own = _sure_patterns(contacts), _own_patterns(contacts)
    return _Searches(_Search(tuple(sure)), _Search((*sure, *own)))


def _sure_patterns(contacts: ContactDetails) -> "list[tuple[Kind, re.Pattern[str] | _Written]]":
    """What can be nobody else's, and what only looks like a placeholder."""
    found: list[tuple[Kind, re.Pattern[str] | _Written]] = [
        ("TEXT", re.compile(f"{_PLACEHOLDER.pattern}|(?i:{_REMAINS.pattern})"))
    ]
    found += [("MAIL", _literal(mail)) for mail in contacts.mails]
    found += [("LINK", _link(link)) for link in contacts.links]
    found += [("PHONE", pattern) for phone in contacts.phones if (pattern := _phone(phone))]
    found += [("NAME", _literal(name)) for name in _spellings(contacts.name)]
    return found


def _own_patterns(contacts: ContactDetails) -> "list[tuple[Kind, re.Pattern[str] | _Written]]":
    found: list[tuple[Kind, re.Pattern[str] | _Written]] = [("MAIL", _MAIL), ("LINK", _LINK), ("PHONE", _PHONE)]
    found += [("LINK", _literal(name)) for name in contacts.usernames]
    found += [("STREET", _literal(place)) for place in contacts.streets]
    found += [("NAME", _literal(name)) for one in contacts.referees for name in _spellings(one)]
    parts = [*contacts.name_parts, *contacts.referee_parts]
    found += [("NAME", _literal(spelling)) for part in parts for spelling in _spellings(part)]
    found += [("PLACE", _literal(place)) for place in contacts.towns]
    return found


@dataclass(frozen=True)
class _Written:
    """A detail however it is written. Its expression is made for the first text that may hold it.

    To make all expressions for one resume takes as long as to search it for them, and most texts hold none of the details.
    """

    make: Callable[[], re.Pattern[str]]
    chars: str
    """What of a text's characters the expression needs; each of them once and in this order, if it is `whole`."""
    whole: bool

    def search(self, text: str) -> re.Match[str] | None:
        """Where it stands first."""
        return self._pattern.search(text) if self.may_stand_in(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Wherever it stands."""
        return self._pattern.finditer(text) if self.may_stand_in(text) else iter(())

    def may_stand_in(self, text: str) -> bool:
        """Whether it is worth looking; never False where the expression would find anything."""
        if not self.whole:
            return sum(map(text.count, set(self.chars))) >= len(self.chars)
        # Outside of ASCII, letters have more than one other case.
        return not (text.isascii() and self.chars.isascii()) or self.chars.lower() in text.lower()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return self.make()


def _literal(detail: str) -> _Written:
    """The detail in any case, with any blanks between its words, and not as part of a longer word."""
    words = _BLANKS.split(detail.strip())

    def make() -> re.Pattern[str]:
        between = r"[\s,]{1,3}".join(re.escape(word) for word in words if word)
        before = r"(?<![^\W_])" if _is_bounded(detail[:1]) else ""
        after = r"(?![^\W_])" if _is_bounded(detail[-1:]) else ""
        return re.compile(f"{before}{between}{after}", re.IGNORECASE)

    return _Written(make, max(words, key=len), whole=True)


_BLANKS = re.compile(r"[\s,]+")


def _is_bounded(char: str) -> bool:
    return char.isalnum() and not re.match(f"[{_UNSPACED}]", char)


def _link(bare: str) -> _Written:
    def make() -> re.Pattern[str]:
        return re.compile(rf"(?:https?://)?(?:www\.)?{re.escape(bare)}/?", re.IGNORECASE)

    return _Written(make, bare, whole=True)


def _phone(phone: str) -> _Written | None:
    """The number however it is set: its digits with anything but letters between them; the country's code may be missing."""
    digits = re.sub(r"\D", "", phone)
    if len(digits) < _PHONE_DIGITS:
        return _literal(phone) if digits else None

    def make() -> re.Pattern[str]:
        spread = r"[^\w\n]{0,3}".join(digits)
        return re.compile(rf"(?<!\d)[+(]{{0,2}}{spread}(?!\d)")

    return _Written(make, digits, whole=False)


def _bare(link: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", link.strip(), flags=re.IGNORECASE).rstrip("/")


def _spellings(name: str | None) -> list[str]:
    """The name as it is written, and without its accents."""
    if not name or not name.strip():
        return []
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return list(dict.fromkeys([name.strip(), unicodedata.normalize("NFC", name.strip()), plain.strip()]))


def _name_parts(name: str, resume: Resume) -> list[str]:
    """The words of a name and the halves of double ones, but for initials, degrees, and what this resume also writes small."""
    small = _small_words_of(resume)
    words = [part.strip(".,()\"“”'’") for part in re.split(r"[\s,]+", name)]
    parts = [*words, *(half for word in words if "-" in word for half in word.split("-"))]
    return [
        part
        for part in dict.fromkeys(parts)
        if len(part) >= _SHORT and part.casefold() not in small and not _is_ordinary(part) and not find_degree(part)
    ]


def _referees(resume: Resume) -> list[str]:
    """The people whom the references name: in the name's own field, or before, after or between what is said of them."""
    if not resume.references:
        return []
    from documents.readers.structure.contacts import reads_as_name

    texts = [text for one in resume.references for text in (one.name, one.reference) if text]
    pieces = (_HONORIFIC.sub("", piece.strip()) for text in texts for piece in _BETWEEN_NAMES.split(text))
    return list(dict.fromkeys(bare for piece in pieces if reads_as_name(bare := piece.strip(" .'’‘"))))


def _words_of_organisations(resume: Resume) -> frozenset[str]:
    names = [
        *(role.name for role in resume.work),
        *(role.organization for role in resume.volunteer),
        *(study.institution for study in resume.education),
        *(project.entity for project in resume.projects),
    ]
    return frozenset(word.casefold() for name in names if name for word in re.findall(r"[\w'’-]+", name))


def _small_words_of(resume: Resume) -> frozenset[str]:
    text = resume.model_dump_json(exclude={"basics": {"email", "url", "profiles"}})
    plain = _LINK.sub(" ", _MAIL.sub(" ", text))
    return frozenset(word for word in re.findall(r"[^\W\d_]+", plain) if word.islower())


def _is_ordinary(word: str) -> bool:
    return names_occupation(word) or bool(skills_in(word)) or word.casefold() in small_words()


def _filled(*values: str | None) -> list[str]:
    return [value.strip() for value in values if value and value.strip()]
