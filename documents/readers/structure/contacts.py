"""The head of a resume: name, headline, and the ways to reach the person."""

import json
import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from itertools import pairwise

from documents.lines import Line
from documents.readers.structure.headings import match_heading
from documents.readers.structure.lexicon import (
    is_address,
    lexicon,
    organization_score,
    place_score,
    title_score,
    words_of,
)
from resume.schema import Basics, Location, Profile

_EMAIL = re.compile(r"[\w.+%'-]+\s?@\s?[\w-]+(?:\.[\w-]+)+", re.UNICODE)
_DOMAIN_ENDING = (
    r"(?:com|org|net|io|dev|me|co|eu|uk|de|fr|es|it|nl|pt|pl|se|ch|at|be|dk|no|fi|ie|us|ca|au|nz|in|info|edu|gov|art|design|tech|app|ai|studio"
    r"|portfolio|online|site|blog|xyz|page|works|pro|gg|ly|tv|br|mx|za|biz|name|social|photo|photography|health|example|test)"
)
_URL = re.compile(
    r"(?:[Hh][Tt][Tt][Pp][Ss]?://|[Ww]{3}\.)[^\s|,;()<>]+"
    rf"|(?<![\w@.-])(?:[A-Za-z0-9-]+\.)+{_DOMAIN_ENDING}/[^\s|,;()<>]+"
    rf"|(?<![\w@.-])(?!asp\.net|socket\.io|draw\.io|node\.)[a-z0-9-]{{3,}}(?:\.[a-z0-9-]+)*\.{_DOMAIN_ENDING}/?(?![\w@.])"
)
_PHONE = re.compile(r"(?:\+|(?<!\w)00)?(?<![\w.])\(?\+?\d[\d\s().\-–/]{5,}\d(?:\s?(?:ext\.?|x)\s?\d+)?(?!\w)")
_LAST_GROUP = 5
"""Most figures that may be missing from a number which could be whole."""
_DIGITS = re.compile(r"[\d ()./-]+")
_PHONE_START = re.compile(r"(?<![\w+])\+\d{1,3}(?:[ ./-]\(?\d{1,4}\)?){0,2}$")
"""The beginning of an international number, at the end of a line."""
_SEPARATOR = re.compile(r"\s*[|│¦∣·•∙●◦■▪♦⋄◆►❖★✦]\s*|\t+|\s+//\s+|\s+[–—]\s+|\s{3,}")
_ICONS = re.compile(r"[\ue000-\uf8ff\u2600-\u27bf\u2190-\u21ff\u2300-\u23ff\U0001f000-\U0001faff\ufe0f\u200d]")
_NAME_TOKEN = re.compile(r"[^\W\d_][\w'’.\-]*")
_CREDENTIAL = re.compile(
    r"\(?[A-Z][A-Za-z.\-]*[A-Z.][A-Za-z.\-]*\)?|\([^)]*\)|(?:RN|Jr|Sr|Esq|III?|IV|Army|Navy|Marines?|Corps|Air|Force|Guard|Reserve|Ret|Retired)\.?"
)
_HONORIFIC = re.compile(
    r"^(?:ssg|sgt|sfc|cpl|pfc|spc|cpt|capt|lt|maj|col|cdr|lcdr|dr|mr|mrs|ms|miss|mx|prof|sir|rev|ing|dipl\.-ing|herr|frau|m|mme|mgr|inż|lic)\b\.?(?:\s+(?:dr|ing|med|phil|hab)\b\.?)*\s*",
    re.IGNORECASE,
)
_POSTAL_CODE = re.compile(
    r"\b(?:\d{5}(?:-\d{4})?|\d{4} ?[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]\d[A-Z] \d[A-Z]\d"
    r"|\d{2}-\d{3}|\d{4}-\d{3}|\d{3} \d{2})\b"
    r"|(?<=[A-Z]{2} )\d{4}\b|(?<=[A-Z]{3} )\d{4}\b|(?<=, )\d{4}(?= [A-ZÀ-Þ][a-zà-ÿ])"
)
_DIGITS_WITH_CODE = 10
"""Fewest digits of a phone number from which a group of four or five after it is the postal code of the town that follows."""
_TITLED_NAME = re.compile(
    r"(?:curriculum vitae|c\.?v\.?|r[eé]sum[eé]|lebenslauf)\s*(?:of|for|von|de|di|van|:|[–—|-])\s+(?=[A-ZÀ-ÞŁŚŻ])",
    re.IGNORECASE,
)
"""What the document is, before the name: `Resume of …`, `CV – …`."""
_SENTENCE = re.compile(r"[.!?](?:\s|$)")
_BIG = 1.25
_LONGEST_NAME = 48
_LONGEST_LABEL = 110
_LEAST_SKILLS = 4
"""Fewest items of a bar of skills; headlines have two or three."""
_LONGEST_SKILL = 4
"""Most words of one of them."""


@dataclass(frozen=True)
class Head:
    """What the head of a resume says."""

    basics: Basics
    personal: list[str]
    """Lines about the person that have no field of their own: date of birth, nationality, driving licence."""
    summary: list[str]
    """Sentences that stand under the name without a heading."""
    labels: list[str]
    """Words that only label a field ("Tel.:") and are not kept with it."""
    unsure: list[str]
    skills: list[str] = field(default_factory=list)
    """Skills in a bar under the headline, without a heading."""


@dataclass
class _Draft:
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    profiles: list[Profile] = field(default_factory=list)
    headlines: list[str] = field(default_factory=list)
    personal: list[str] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    among_contacts: bool = False
    """Whether the line that is being read holds a way to reach the person."""


@dataclass(frozen=True)
class _ContactWords:
    labels: dict[str, str]
    networks: dict[str, str]
    label_pattern: re.Pattern[str]


@cache
def _contact_words() -> _ContactWords:
    data = json.loads(resources.files(__package__).joinpath("contact_words.json").read_text("utf-8"))
    labels = {word: kind for kind, words in data["labels"].items() for word in words}
    listed = "|".join(re.escape(word) for word in sorted(labels, key=len, reverse=True))
    pattern = re.compile(rf"(?P<label>{listed})(?P<mark>\s*[:：]\s*|\s+-\s+|\.?\s+|$)", re.IGNORECASE)
    return _ContactWords(labels, data["networks"], pattern)


def holds_contact(text: str) -> bool:
    """Whether `text` holds an e-mail address, a phone number or a web address."""
    return bool(_EMAIL.search(text) or _URL.search(text)) or _find_phone(text) is not None


def is_labelled(text: str) -> bool:
    """Whether a known label of personal data opens `text`: "Geburtsdatum: …"."""
    return _labelled(text) is not None


def find_url(text: str) -> str | None:
    """The first web address in `text`, as it is written there."""
    match = _URL.search(text)
    return match.group().rstrip(".,;") if match else None


def _find_phone(text: str) -> re.Match[str] | None:
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        dates = re.search(
            r"(?:19|20)\d\d\s*[-–/]\s*(?:19|20)\d\d|^\s*\d{1,2}[./]\d{1,2}[./]\d{4}\s*$|^\s*\d{1,2}[./-]\d{4}\s*[-–]",
            match.group(),
        )
        if 7 <= len(digits) <= 15 and not dates and not re.fullmatch(r"\d{4}[-.]\d{2}[-.]\d{2}", match.group().strip()):
            return match
    return None


def find_name(lines: Sequence[Line], headings: Collection[int]) -> tuple[int, ...]:
    """Indices of the line or lines that hold the person's name; empty if none looks like one."""
    front = [i for i, line in enumerate(lines) if line.page == 1 and i not in headings]
    before = [i for i in front if not headings or i < min(headings)]
    large = _largest(lines, front)
    for index in large:
        if index + 1 in large and all(_is_half_name(lines[i]) for i in (index, index + 1)):
            return (index, index + 1)
    for pool in (large, before[:8]):
        plain = [i for i in pool if _is_name(lines[i].text) and title_score(lines[i].text) < 1]
        for index in plain or [i for i in pool if _is_name(lines[i].text)][:1]:
            return _with_second_half(lines, index, headings)
    for index in front[:60]:
        titled = index + 1 < len(lines) and title_score(lines[index + 1].text) >= 1 and lines[index + 1].gap < 0.5
        if lines[index].gap >= 0.9 and titled and reads_as_name(lines[index].text) and not lines[index].bullet:
            return (index,)
    singles = [
        i for i in large if re.fullmatch(r"[^\W\d_][\w'’-]+", lines[i].text) and not _is_document_word(lines[i].text)
    ]
    for index in singles:
        if index + 1 in singles:
            return (index, index + 1)
    if singles and singles[0] in before[:3]:
        return tuple(singles[:1])
    return _unusual_name(lines, before)


def _unusual_name(lines: Sequence[Line], before: Sequence[int]) -> tuple[int, ...]:
    """A name whose two words stand one below the other at the top, in capitals or bold and in no larger type.

    Or one in small letters, right above the ways to reach the person.
    """
    top = [index for index in before[:3] if index < 3]
    for first, second in pairwise(top):
        pair = (lines[first], lines[second])
        loud = all(line.bold or line.text.isupper() for line in pair) and pair[0].bold == pair[1].bold
        words = all(re.fullmatch(r"[^\W\d_][\w'’-]+", line.text) for line in pair)
        if (
            second == first + 1
            and loud
            and words
            and pair[1].gap < 0.5
            and reads_as_name(" ".join(one.text for one in pair))
        ):
            return (first, second)
    small = bool(top) and top[0] == 0 and len(lines) > 1 and holds_contact(lines[1].text)
    return (0,) if small and lines[0].text.islower() and reads_as_name(lines[0].text.title()) else ()


def _is_half_name(line: Line) -> bool:
    """Whether a line of very large type is one word that may be a first or last name."""
    word = re.fullmatch(r"[^\W\d_][\w'’-]+", line.text)
    return bool(word) and line.size >= _BIG and not _is_document_word(line.text) and title_score(line.text) < 1


def _largest(lines: Sequence[Line], indices: Sequence[int]) -> list[int]:
    """The lines set clearly larger than the text, the largest size only."""
    most = max((lines[i].size for i in indices), default=1.0)
    if most >= _BIG:
        return [i for i in indices if lines[i].size >= most * 0.85]
    top = [i for i in indices if lines[i].level == 1]
    return top[:1]


def _with_second_half(lines: Sequence[Line], index: int, headings: Collection[int]) -> tuple[int, ...]:
    """The name's line, and the next one where a large name is set over two lines."""
    line = lines[index]
    if index + 1 < len(lines) and index + 1 not in headings:
        after = lines[index + 1]
        short = len(line.text.split()) <= 2 and len(after.text.split()) == 1
        alike = line.size >= _BIG and abs(after.size - line.size) < 0.05 and after.region == line.region
        if short and alike and _NAME_TOKEN.fullmatch(after.text) and title_score(after.text) < 1:
            return (index, index + 1)
    return (index,)


def _names_document(text: str) -> bool:
    """Whether a heading's words are no content: the document's own name, a label of contact details, a single word."""
    match = match_heading(text)
    return match is not None and (match.kinds[0] in ("document", "contact") or len(text.split()) == 1)


def _is_document_word(text: str) -> bool:
    match = match_heading(text)
    return match is not None and match.exact


def _bare_name(text: str) -> str:
    """A name without honorifics and the degrees after it."""
    bare = _HONORIFIC.sub("", _ICONS.sub("", text).strip())
    first, *rest = re.split(r"\s*,\s*|\s+[–—|-]\s+", bare)
    if rest and not all(_CREDENTIAL.fullmatch(word) for part in rest for word in part.split()):
        return bare
    words = first.split()
    while (
        len(words) > 2
        and re.fullmatch(r"[A-Z][A-Z.\-]{1,6}|[A-Z][a-z]?\.?[A-Z][A-Za-z.]{0,4}|\(.*\)", words[-1])
        and not first.isupper()
    ):
        words = words[:-1]
    return " ".join(words)


def reads_as_name(text: str) -> bool:
    """Whether `text` reads as a person's name."""
    return _is_name(text) and title_score(text) < 1


def _is_name(text: str) -> bool:
    text = _without_marks(_without_name_label(text))
    if len(text) > _LONGEST_NAME + 20 or _is_document_word(text) or "@" in text or any(c.isdigit() for c in text):
        return False
    bare = re.sub(r"\s*[\"“(«][^\"”)»]*[\"”)»]", "", _bare_name(text))
    words = bare.split()
    if not words or len(bare) > _LONGEST_NAME or not 1 < len(words) <= 6:
        return bool(words) and len(words) == 1 and bool(re.fullmatch(r"[\u3040-\u9fff\uac00-\ud7af]{2,5}", words[0]))
    if not all(_NAME_TOKEN.fullmatch(word) for word in words) or (
        _is_small(words[0][0]) and words[0] not in lexicon().name_particles
    ):
        return False
    big = [word for word in words if word.casefold() not in lexicon().name_particles]
    known = lexicon()
    vocabulary = sum(
        w.casefold() in known.title_words or w.casefold() in known.rank_words or w.casefold() in known.org_marks
        for w in big
    )
    if (
        not big
        or vocabulary >= len(big)
        or any(_is_small(word[0]) for word in big)
        or words_of(bare)[-1] in known.title_endings
    ):
        return False
    return place_score(bare) < 2 and organization_score(bare) < 2


def _without_marks(text: str) -> str:
    """The text with marks left out that no single letter holds: of Yoruba's `ọ́`, and the vowel signs of Indian scripts."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(char for char in composed if not unicodedata.category(char).startswith("M"))


def _is_small(letter: str) -> bool:
    """Whether it is a small letter of a script in which names begin with a capital; Georgian is written without capitals."""
    return letter.islower() and not "\u10d0" <= letter <= "\u10ff"


def _without_name_label(text: str) -> str:
    if titled := _TITLED_NAME.match(text):
        return text[titled.end() :].strip()
    label = _contact_words().label_pattern.match(text)
    if label and ":" in label["mark"] and _contact_words().labels[label["label"].casefold()] == "name":
        return text[label.end() :].strip()
    return text


def read_head(name: Sequence[Line], head: Sequence[Line], contact: Sequence[Line]) -> Head:
    """The head of a resume from the name's lines, the other lines before the first section, and the contact section's."""
    draft = _Draft()
    named = " ".join(_without_name_label(line.text) for line in name)
    for line in name:
        if _without_name_label(line.text) != line.text:
            draft.labels.append(line.text[: len(line.text) - len(_without_name_label(line.text))])
    for number, line in enumerate([*name, *head, *contact]):
        if number >= len(name):
            _read_line(line, draft, in_contact=number >= len(name) + len(head))
        _read_links(line, draft)
    return _finished(named or (draft.names[0] if draft.names else ""), draft)


def with_labels(lines: Sequence[Line]) -> list[Line]:
    """Lines in which a cell that only labels the next (`Phone | 0161 …`) is written as a label (`Phone: 0161 …`)."""
    return [
        replace(line, text=f"{line.cells[0].strip(' :')}: {line.cells[1]}", cells=(), bold_start="")
        if len(line.cells) == 2 and _labels(line.cells[0], line.cells[1])
        else line
        for line in lines
    ]


def _labels(label: str, value: str) -> bool:
    """Whether `label` is a known one that `value` goes with."""
    kind = _contact_words().labels.get(label.casefold().strip(" :"))
    if kind in ("email", "phone", "url", "profile"):
        return holds_contact(value)
    return kind is not None and len(label) > 2


def with_split_name(lines: Sequence[Line]) -> list[Line]:
    """Lines in which a headline set beside the name in its large type (`Ada Veen | Chemist`) is a line of its own."""
    for number, line in enumerate(lines[:6]):
        if number == 0 and (apart := _name_and_contacts(line)):
            return [*apart, *lines[1:]]
        named = any(reads_as_name(above.text) for above in lines[:number])
        if (
            not named
            and line.cells
            and reads_as_name(line.cells[0])
            and all(holds_contact(cell) for cell in line.cells[1:])
        ):
            name = replace(line, text=line.cells[0], cells=(), bold_start="", wraps=False)
            ways = [replace(name, text=cell, bold=False, gap=0.0) for cell in line.cells[1:]]
            return [*lines[:number], name, *ways, *lines[number + 1 :]]
        opens_bold = number == 0 and bool(line.bold_start) and line.text != line.bold_start
        if line.size < _BIG and line.level != 1 and not opens_bold:
            continue
        parts = re.split(r"\s+[|•·–—]\s+|\t", line.text, maxsplit=1)
        if len(parts) == 2 and reads_as_name(parts[0]) and (title_score(parts[1]) >= 1 or line.bold_start == parts[0]):
            rest, end = parts[1], number + 1
            while (
                line.size >= _BIG
                and end < len(lines)
                and abs(lines[end].size - line.size) < 0.05
                and not holds_contact(lines[end].text)
            ):
                rest, end = f"{rest} {lines[end].text}", end + 1
            name = replace(line, text=parts[0], cells=(), bold_start="", wraps=False)
            headline = replace(name, text=rest, size=1.0, bold=False, level=None, gap=0.0)
            return [*lines[:number], name, headline, *lines[end:]]
    return list(lines)


def _name_and_contacts(line: Line) -> list[Line]:
    """A first line `Ada Veen - ada@example.org - 555 0100` as a line each; nothing where it is anything else."""
    parts = [part for part in re.split(r"\s+[|•·–—/-]\s+|\t|,\s+|;\s+", line.text) if part]
    reached = [holds_contact(part) for part in parts[1:]]
    if not any(reached) or not reads_as_name(parts[0]) or not (reached[0] or reached[-1]):
        return []
    name = replace(line, text=parts[0], cells=(), bold_start="", wraps=False)
    return [name, *(replace(name, text=part, bold=False, size=1.0, level=None, gap=0.0) for part in parts[1:])]


def with_whole_addresses(lines: Sequence[Line]) -> list[Line]:
    """Lines in which an e-mail or web address or a telephone number that a narrow column broke stands whole in its first line."""
    whole: list[Line] = []
    for line in lines:
        last = whole[-1] if whole else None
        if last is not None and last.region == line.region and line.gap < 0.5 and _breaks_address(last.text, line.text):
            cells = (*last.cells[:-1], last.cells[-1] + line.text) if last.cells else ()
            whole[-1] = replace(
                last, text=last.text + line.text, cells=cells, links=(*last.links, *line.links), wraps=line.wraps
            )
        elif last is not None and last.region == line.region and line.gap < 0.5 and _breaks_phone(last, line):
            glue = "" if last.text.endswith("-") else " "
            whole[-1] = replace(last, text=f"{last.text}{glue}{line.text}", cells=(), wraps=line.wraps)
        else:
            whole.append(line)
    return whole


def _breaks_phone(last: Line, line: Line) -> bool:
    """Whether a telephone number goes on in the next line: `… | +49` over `351 555 0142`."""
    if last.cells or re.match(r"\(?\d", line.text) is None:
        return False
    tail, rest = _SEPARATOR.split(last.text)[-1].strip(), _SEPARATOR.split(line.text)[0].strip()
    glue = "" if tail.endswith("-") else " "
    among = "@" in last.text and _DIGITS.fullmatch(tail) is not None and _DIGITS.fullmatch(rest) is not None
    whole = _find_phone(tail) is not None and len(rest) > _LAST_GROUP
    broken = among and not whole and _find_phone(f"{tail}{glue}{rest}") is not None
    return broken or _PHONE_START.search(last.text) is not None


def _breaks_address(first: str, second: str) -> bool:
    """Whether an address at the end of `first` goes on in `second`, which is a single word."""
    if not re.fullmatch(r"@?[a-z0-9][\w./%?=&#-]*(?: \(\w+\))?", second) or "@" in second[1:]:
        return False
    last = first.rsplit(maxsplit=1)[-1]
    if second.startswith("@"):
        return re.fullmatch(r"[\w.+-]+", last) is not None and "@" not in last
    if (mail := re.fullmatch(r"[\w.+-]+@([\w.-]*)", last)) is not None:
        ending = mail[1].rpartition(".")[2]
        return "." not in mail[1] or len(ending) < 2 or (not _known_ending(ending) and _known_ending(ending + second))
    return _URL.fullmatch(last.strip("(")) is not None and "/" in last and not _URL.match(second)


def _known_ending(text: str) -> bool:
    return re.fullmatch(_DOMAIN_ENDING, text) is not None


def _finished(name: str, draft: _Draft) -> Head:
    personal = [*draft.personal, *draft.names[0 if name not in draft.names else 1 :]]
    personal += draft.emails[1:] + draft.phones[2:]
    profiles, own = draft.profiles, draft.urls
    basics = Basics(
        name=name or None,
        label=" | ".join(draft.headlines) or None,
        email=draft.emails[0] if draft.emails else None,
        phone=" / ".join(draft.phones[:2]) or None,
        url=own[0] if own else None,
        location=_location(draft.places),
        profiles=[*profiles, *(Profile(url=url) for url in own[1:])],
    )
    unsure = ["/basics/name"] if not name else []
    return Head(basics, personal, draft.summary, draft.labels, unsure, draft.skills)


def _location(places: Sequence[str]) -> Location | None:
    if not places:
        return None
    address = ", ".join(dict.fromkeys(places))
    location = Location(address=address)
    postcodes = _POSTAL_CODE.findall(address)
    if postcodes:
        location.postal_code = postcodes[-1]
    known = lexicon()
    bare_address = re.sub(r"\([^()]*\)", "", address.replace(location.postal_code or "\0", " "))
    parts = [re.sub(r"\s+", " ", part).strip(" .-") for part in re.split(r"[,|·;/]", bare_address)]
    coded = [part for part in re.split(r"[,|·;/]", address) if location.postal_code and location.postal_code in part]
    town_beside = (
        re.sub(r"\s+", " ", coded[-1].replace(location.postal_code or "\0", " ")).strip(" .-") if coded else ""
    )
    for before, part in pairwise(["", *parts]):
        town, _, code = part.rpartition(" ")
        if part.casefold() in known.cities - {"remote", "hybrid"} and location.city is None:
            location.city = part
        elif code in known.region_codes and len(code) <= 3 and town and location.city is None and not is_address(town):
            location.city, location.region = town, code
        elif _is_region(part) and before and not any(c.isdigit() for c in before):
            location.city = location.city or before
            location.region = location.region or part
    if location.city is None and re.fullmatch(r"[^\W\d][^\d]{2,30}", town_beside):
        location.city = town_beside
    return location


def _is_region(text: str) -> bool:
    """Whether `text` names a part of a country: a state, a province, or its code."""
    known = lexicon()
    if text in known.region_codes:
        return text not in ("UK", "USA", "UAE", "NZ")
    return text.casefold() in known.places - known.countries - known.cities


def _read_links(line: Line, draft: _Draft) -> None:
    """Takes in the addresses that words of a head line link to, where the words themselves do not show them."""
    for link in line.links:
        if link.casefold().startswith("mailto:"):
            address = link[len("mailto:") :].split("?")[0]
            if address and address.casefold() not in line.text.casefold() and not _EMAIL.search(line.text):
                draft.emails.append(address)
        elif link.casefold().startswith("http") and _key(link) not in re.sub(r"\s", "", line.text.casefold()):
            _add_url(link, draft)


def _key(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|^www\.", "", url.casefold()).rstrip("/")


def _add_url(url: str, draft: _Draft) -> None:
    bare = url.rstrip(".,;/")
    address = bare if re.match(r"https?://", bare, re.IGNORECASE) else f"https://{bare}"
    if any(_key(address) == _key(one) for one in [*draft.urls, *(profile.url or "" for profile in draft.profiles)]):
        return
    network = _network(_key(address))
    if network is None:
        draft.urls.append(address)
        return
    path = [
        part
        for part in _key(address).split("/")[1:]
        if part and part not in ("in", "pub", "profile", "users", "people", "u", "@")
    ]
    original = [part for part in bare.rstrip("/").split("/") if part]
    username = next((part for part in original if path and part.casefold() == path[0]), None)
    if username and "=" in username:
        username = None
    draft.profiles.append(Profile(network=network, username=username, url=address))


def _network(key: str) -> str | None:
    host, _, path = key.partition("/")
    for domain, network in _contact_words().networks.items():
        if network and (host == domain or host.endswith("." + domain)) and (path or domain in ("behance.net",)):
            return network
    return None


def _read_line(line: Line, draft: _Draft, *, in_contact: bool) -> None:
    text = _ICONS.sub(" ", line.text).strip()
    bare = text.strip()
    if not bare:
        return
    if _is_document_word(bare) and _names_document(bare) and not in_contact:
        draft.labels.append(bare)
        return
    draft.among_contacts = holds_contact(bare)
    if not in_contact and (skills := _skills_in_bar(bare, goes_on=bool(draft.skills))):
        draft.skills += skills
        return
    contacts = draft.among_contacts or _labelled(bare) is not None
    if not contacts and not in_contact and _reads_as_prose(bare):
        draft.summary.append(line.text)
        return
    if not contacts and "," in bare and not line.cells and _looks_like_place(bare, draft):
        draft.places.append(bare)
        return
    if not contacts and not in_contact and not draft.headlines and _may_be_headline(bare):
        draft.headlines.append(bare)
        return
    cells = [_ICONS.sub(" ", cell).strip() for cell in line.cells] or [bare]
    cells = [part for cell in cells for part in _split_at_labels(cell)]
    if holds_contact(bare):
        cells = [part for cell in cells for part in re.split(r"\s+/\s+(?![^()]*\))", cell)]
    pieces = [piece for cell in cells for piece in _SEPARATOR.split(cell) if piece and piece.strip(" ,;|-–—")]
    for piece in _with_commas(pieces):
        _read_piece(piece.strip(" ,;|"), line.links, draft, in_contact=in_contact)


def _split_at_labels(text: str) -> list[str]:
    """`Nationality: Finnish Phone: +358 …` cut before each known label but the first."""
    known = _contact_words().labels
    cuts = []
    for colon in re.finditer(r":(?=\s)", text):
        starts = [match.start() for match in re.finditer(r"(?<!\S)\S", text[: colon.start()])][-4:]
        longest = next((start for start in starts if text[start : colon.start()].casefold() in known), 0)
        cuts += [longest] if longest else []
    edges = [0, *cuts, len(text)]
    return [part for begin, end in pairwise(edges) if (part := text[begin:end].strip())]


def _with_commas(pieces: Sequence[str]) -> list[str]:
    """Pieces cut at commas too, where a comma parts contact details from each other."""
    parts: list[str] = []
    for piece in pieces:
        chunks = re.split(r"\s*[,;]\s+", piece)
        if len(chunks) > 1 and any(_EMAIL.search(chunk) or _find_phone(chunk) for chunk in chunks):
            held: list[str] = []
            for chunk in chunks:
                if _EMAIL.search(chunk) or _URL.search(chunk) or _find_phone(chunk):
                    parts += [", ".join(held)] if held else []
                    parts.append(chunk)
                    held = []
                else:
                    held.append(chunk)
            parts += [", ".join(held)] if held else []
        else:
            parts.append(piece)
    return [part for part in parts if part.strip()]


def _skills_in_bar(text: str, *, goes_on: bool) -> list[str]:
    """The skills of a bar such as `Refinancing | Treasury | IFRS | Board reporting`; empty where a line is something else.

    Args:
        text: the line.
        goes_on: whether the line above is such a bar, so that fewer skills are enough.
    """
    pieces = [piece for piece in re.split(r"\s*[|│•·▪]\s*", text) if piece.strip()]
    if len(pieces) < (1 if goes_on else _LEAST_SKILLS) or holds_contact(text) or _labelled(text) is not None:
        return []
    told = any(place_score(piece) >= 1 or is_address(piece) or title_score(piece) >= 1.5 for piece in pieces)
    return [] if told or max(len(piece.split()) for piece in pieces) > _LONGEST_SKILL else pieces


def _reads_as_prose(text: str) -> bool:
    words = text.split()
    if len(words) > 16 or (len(words) > 8 and _SENTENCE.search(text)):
        return True
    return len(words) > 5 and text.endswith(".") and not is_address(text)


def _may_be_headline(text: str) -> bool:
    if len(text) > _LONGEST_LABEL or is_address(text) or place_score(text) >= 1 or not any(c.isalpha() for c in text):
        return False
    return not any(place_score(part) >= 1 for part in _SEPARATOR.split(text) if part) or title_score(text) >= 1


def _labelled(text: str) -> tuple[str, str, str] | None:
    """Kind, label and value of `Tel.: 0123`; None if no known label opens the text."""
    words = _contact_words()
    match = words.label_pattern.match(text)
    if not match:
        return None
    kind, label, value = words.labels[match["label"].casefold()], match.group(), text[match.end() :].strip()
    if ":" in match["mark"] or "：" in match["mark"]:
        return kind, label, value
    plausible = {
        "email": bool(_EMAIL.match(value)),
        "phone": (phone := _find_phone(value)) is not None and phone.start() <= 2,
        "url": bool(_URL.match(value)),
        "profile": bool(_URL.match(value)) or bool(re.fullmatch(r"@?[\w.-]*[\d_@/.-][\w./-]*", value)) or not value,
        "address": len(match["label"]) > 2 and is_address(value),
        "name": False,
        "personal": len(match["label"]) > 3 and bool(value),
    }
    return (kind, label, value) if plausible[kind] else None


def _read_piece(piece: str, links: Sequence[str], draft: _Draft, *, in_contact: bool) -> None:
    labelled = _labelled(piece)
    if labelled is not None:
        kind, label, value = labelled
        if kind == "personal":
            draft.personal.append(piece)
            return
        if kind == "profile" and not _URL.search(value):
            _read_account(label, value, piece, links, draft)
            return
        if kind == "name" and value:
            draft.names.append(value)
            draft.labels.append(label)
            return
        if kind == "address" and value and not holds_contact(value):
            draft.places.append(value)
            draft.labels.append(label)
            return
        if kind == "phone" and (phone := _find_phone(value)) is not None:
            draft.labels.append(label)
            draft.phones.append(phone.group().strip(" -–/"))
            value = f"{value[: phone.start()]} {value[phone.end() :]}"
            if _only_labels(_balanced(value)):
                draft.labels.append(value)
                return
            _read_values(value, draft, in_contact=in_contact)
            return
        if holds_contact(value):
            draft.labels.append(label)
            _read_values(value, draft, in_contact=in_contact)
            return
        if not value and not re.search(r"\w", value):
            draft.labels.append(label)
            return
    _read_values(piece, draft, in_contact=in_contact)


def _read_account(label: str, value: str, piece: str, links: Sequence[str], draft: _Draft) -> None:
    """Takes in `GitHub: someone`, or the bare word that links to an account."""
    network = label.strip(" :.-")
    known = next(
        (name for name in _contact_words().networks.values() if name.casefold() == network.casefold()), network
    )
    existing = [profile for profile in draft.profiles if profile.network == known]
    wanted = (value.lstrip("@") or known).casefold().replace(" ", "")
    told = [link for link in links if link.startswith("http") and wanted in link.casefold()]
    told = told or ([link for link in links if link.startswith("http")] if not value and len(links) == 1 else [])
    if not value and existing:
        draft.labels.append(label)
    elif told and _network(_key(told[0])) is not None:
        _add_url(told[0], draft)
        draft.labels.append(piece)
    elif re.fullmatch(r"@?[\w./-]+", value):
        draft.profiles.append(Profile(network=network, username=value, url=told[0] if told else None))
    elif not value and told:
        draft.profiles.append(Profile(network=network, url=told[0]))
    elif value or known:
        draft.personal.append(piece)


def _read_values(piece: str, draft: _Draft, *, in_contact: bool) -> None:
    rest = piece
    for email in _EMAIL.findall(rest):
        draft.emails.append(re.sub(r"\s", "", email))
        rest = rest.replace(email, " ")
    while (url := _URL.search(rest)) is not None:
        _add_url(url.group(), draft)
        rest = rest[: url.start()] + " " + rest[url.end() :]
    while (number := _phone_in(rest)) is not None:
        draft.phones.append(number.strip(" -–/"))
        rest = rest.replace(number, " ", 1)
    rest = _balanced(rest)
    if not re.search(r"\w", rest):
        return
    if (rest != _balanced(piece) or _is_bracketed(piece)) and _only_labels(rest):
        draft.labels.append(rest)
    elif is_address(rest) or place_score(rest) >= 1 or _continues_address(rest, draft, in_contact=in_contact):
        draft.places.append(rest)
    elif not draft.headlines and not in_contact and _may_be_headline(rest) and title_score(rest) >= 1:
        draft.headlines.append(rest)
    elif _looks_like_place(rest, draft) or _ends_in_place(rest, draft):
        draft.places.append(rest)
    else:
        draft.personal.append(rest)


def _phone_in(text: str) -> str | None:
    """The first phone number of `text`, without the postal code of a town after it; None where an address holds the digits."""
    digits = re.search(r"(?:\+|\b00?|\()[\d\s().\-–/]{7,}\d", text)
    if digits is not None and (code := re.search(r"\s\d{4,5}$", digits.group())) is not None:
        number = digits.group()[: code.start()]
        if re.match(r"\s+[^\W\d]", text[digits.end() :]) and sum(c.isdigit() for c in number) >= _DIGITS_WITH_CODE:
            return number
    phone = _find_phone(text)
    if phone is None:
        return None
    sure = phone.group().startswith(("+", "0", "(")) and sum(c.isdigit() for c in phone.group()) >= 9
    return phone.group() if sure or not is_address(text) else None


def _balanced(text: str) -> str:
    """`text` without marks at its ends, brackets kept where they are a pair."""
    bare = re.sub(r"\(\s*\)", " ", text).strip(" ,;|:-–—/")
    if bare.startswith("(") and bare.endswith(")") and bare.count("(") == 1:
        bare = bare[1:-1]
    if bare.count("(") != bare.count(")"):
        bare = bare.strip("()")
    return re.sub(r"\s+", " ", bare.strip(" ,;|:-–—/"))


def _is_bracketed(text: str) -> bool:
    return re.fullmatch(r"(?:\([^()]*\)\s*)+", text.strip()) is not None


def _continues_address(text: str, draft: _Draft, *, in_contact: bool) -> bool:
    """Whether a piece is the town below a street: among contact details, or beside them in the head of a page."""
    below = bool(draft.places) and (in_contact or (draft.among_contacts and is_address(draft.places[-1])))
    return below and len(text.split()) <= 3 and text[:1].isupper() and title_score(text) == 0


def _looks_like_place(text: str, draft: _Draft) -> bool:
    """Whether a piece of a contact line that is nothing else has the shape of a town's name."""
    return bool(
        not draft.places
        and (draft.emails or draft.phones or draft.among_contacts)
        and re.fullmatch(r"[A-ZÀ-ÞŁŚŻ][\w'’.-]+(?:[ -][\w'’.-]+){0,3}(?:,\s*[A-ZÀ-Þ][\w'’. -]+){0,2}", text)
        and title_score(text) == 0
        and match_heading(text) is None
    )


def _ends_in_place(text: str, draft: _Draft) -> bool:
    """Whether a piece ends in a place ("Bay Marine Station, Oban, Scotland") and none was named yet."""
    parts = text.split(", ")
    return (
        not draft.places
        and len(parts) > 1
        and len(text) <= 90
        and place_score(parts[-1]) >= 2
        and not title_score(text) >= 2
    )


def _only_labels(text: str) -> bool:
    labels = _contact_words().labels
    return all(word.strip(" :.()") in labels or word in labels for word in text.casefold().split())
