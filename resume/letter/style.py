"""How a letter speaks: British or American as the ad does, formal or plain as the candidate does, and to whom."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from resume.job import JobAnalysis
from resume.letter.words import fill
from resume.schema import Resume
from resume.wording import Variety, spelling_variety

Register = Literal["formal", "plain"]

_CONTRACTED = re.compile(
    r"\b(?:I['’](?:m|ve|d|ll)|(?:don|can|won|isn|wasn|didn|doesn|haven)['’]t|it['’]s|that['’]s|who['’]s)\b", re.I
)
_PLAIN_FEELING = re.compile(
    r"\bI (?:like|love|enjoy|want|care)\b|\b(?:kid|kids|stuff|boring|messy|fun|a bit of|soft spot)\b", re.I
)
_HONORIFIC = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Rev)\b\.?"
_PARTICLES = r"van|von|de|der|den|la|al|bin"
_NAME_WORD = (
    rf"(?:[OD]['’][A-Z][a-z]+|Ma?c[A-Z][a-z]+|[A-Z][a-zà-öø-ÿ'’]+(?:-[A-Z][a-zà-öø-ÿ'’]+)*|[A-Z]\.|{_PARTICLES})"
)
_CONTACT = re.compile(
    r"(?i:\bcontact(?: person)?(?: is)?"
    r"|\b(?:questions|enquiries|inquiries|applications?|cv|resume|letters?|e-?mail)(?: and \w+)? (?:to|for the attention of)"
    r"|\battn|\battention(?: of)?|\baddressed to|\b(?:speak|write|talk|apply|reply|respond) (?:to|with)|\bcall|\bask for"
    r"|\bhiring manager|\brecruiter)\.?\s{0,2}(?:is|:|–|-)?\s{0,2}"
    rf"(?:(?P<honorific>{_HONORIFIC})\s)?(?P<name>{_NAME_WORD}(?:\s{_NAME_WORD}){{0,3}})"
)
_NO_COMPANY = re.compile(r"^(?:you|we|they|it|i|he|she|our|your|their|the company|us)(?:$|['’\s])", re.I)
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_LONGEST_NAME = 120


@dataclass(frozen=True)
class Style:
    """The voice of a letter."""

    variety: Variety
    register: Register


@dataclass(frozen=True)
class Addressee:
    """What the ad says of where the letter goes. Each is None where the ad does not say it."""

    title: str | None = None
    company: str | None = None
    person: str | None = None
    """As they are spoken to: `Dr Nair`, `Jane Holloway`."""


def choose_style(resume: Resume, ad: str, *, letter_paper: bool) -> Style:
    """The ad's variety of English, and the candidate's own register.

    Args:
        resume: the candidate's.
        ad: the text of the ad.
        letter_paper: whether the candidate writes on US Letter, which decides where the ad's spelling does not.
    """
    variety = spelling_variety(ad) or ("british" if "£" in ad or not letter_paper else "american")
    own = resume.basics.summary or ""
    plain = bool(_CONTRACTED.search(own) or _PLAIN_FEELING.search(own))
    return Style(variety, "plain" if plain else "formal")


def find_addressee(analysis: JobAnalysis, ad: str, is_name: Callable[[str], bool]) -> Addressee:
    """Who the letter goes to, as far as the ad names them.

    Args:
        analysis: of the ad.
        ad: its rows that are safe to repeat.
        is_name: whether a text reads as a person's name.
    """
    company = (analysis.company or "").strip()
    known = bool(company) and len(company) <= _LONGEST_NAME and not _NO_COMPANY.match(company)
    title = _ASIDE.sub("", (analysis.title or "").strip())
    return Addressee(
        title=title if 0 < len(title) <= _LONGEST_NAME else None,
        company=company if known else None,
        person=_contact_person(ad, company, is_name),
    )


def _contact_person(ad: str, company: str, is_name: Callable[[str], bool]) -> str | None:
    """The one person whom the ad names to write to; None where it names none, or several."""
    found: list[str] = []
    for match in _CONTACT.finditer(ad):
        words = match["name"].split()
        while words and not is_name(" ".join(words)) and len(words) > 1:
            words.pop()
        name = " ".join(words)
        honorific = (match["honorific"] or "").rstrip(".")
        sure = (is_name(name) if len(words) > 1 else bool(honorific)) and not set(
            name.casefold().split()
        ) & _no_person()
        if sure and not set(name.casefold().split()) & set(company.casefold().split()):
            found.append(f"{honorific} {words[-1] if len(words) == 1 else name}".strip())
    once = list(dict.fromkeys(found))
    return once[0] if len(once) == 1 else None


@cache
def _no_person() -> frozenset[str]:
    rows = (Path(__file__).parent / "no_person.txt").read_text("utf-8").splitlines()
    return frozenset(word for row in rows if not row.startswith("#") for word in row.split())


def spoken_to(person: str) -> str:
    """How somebody is greeted: by surname behind a title (`Dr Nair`), else by their whole name."""
    words = person.split()
    return f"{words[0]} {words[-1]}" if re.fullmatch(_HONORIFIC, words[0]) else person


def greet(style: Style, addressee: Addressee) -> tuple[str, str]:
    """Salutation and close."""
    named = fill(style.variety, "named", person=spoken_to(addressee.person)) if addressee.person else None
    if style.register == "plain":
        close = fill(style.variety, "close_plain")
    else:
        close = fill(style.variety, "close_named" if named else "close_unnamed")
    return named or fill(style.variety, "unnamed"), close


_MONTHS: Sequence[str] = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def say_day(day: date, variety: Variety) -> str:
    """`3 May 2026`, `May 3, 2026`."""
    month = _MONTHS[day.month - 1]
    return f"{day.day} {month} {day.year}" if variety == "british" else f"{month} {day.day}, {day.year}"


def say_month(iso: str) -> str:
    """`2021-03` and longer as `March 2021`, `2021` as it is."""
    year, _, rest = iso.partition("-")
    return f"{_MONTHS[int(rest[:2]) - 1]} {year}" if rest else year
