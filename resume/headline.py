"""A proposed headline: a title that the candidate holds or held, and skills or fields of theirs. Anything else is none.

A writer who is asked for a headline may hand in a bullet, a slogan or the title the ad looks for. Whether its words are true is
the validator's; here its shape is read, and it is put together anew from its parts as the source spells them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resume.facts import Fact
from resume.lexicon import find_skill, skills_in
from resume.occupations import names_occupation
from resume.schema import Resume
from resume.terms import contains_words, small_words
from resume.wording.verbs import is_form

MOST_PARTS = 5
"""Skills and fields of one headline: more are a list."""

LONGEST_PART = 5
"""Words of one of them."""

_AFTER_TITLE = re.compile(r"\s*[|•·;:,]\s*|\s+[–—-]\s+|\s*$")
_BETWEEN_PARTS = re.compile(r"\s*[|•·;,]\s*|\s+[–—-]\s+")
_JOINED = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_JOINERS = frozenset({"and", "of", "&"})
_PROVING = frozenset(
    {"work", "projects", "education", "certificates", "skills", "volunteer", "awards", "customSections"}
)
"""Sections that show a field; a summary may only wish for it."""


@dataclass(frozen=True)
class Headline:
    """A headline and the ids of the facts that its parts stand in."""

    text: str
    facts: list[str]


def take_headline(proposed: str, source: Resume, facts: Sequence[Fact]) -> Headline | None:
    """The proposed headline in its usual shape, `Head Chef | HACCP, menu planning`; None where it is no headline.

    Args:
        proposed: one clean line.
        source: the candidate's resume.
        facts: all its facts.
    """
    opened = _open_with_title(" ".join(proposed.split()), source, facts)
    if opened is None:
        return None
    title, title_fact, rest = opened
    parts = [_known_part(part, facts) for part in _split(rest, facts)]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or len(known) > MOST_PARTS:
        return None
    named = dict.fromkeys(text for text, _ in known)
    text = " | ".join(part for part in (title, ", ".join(named)) if part)
    return Headline(text, list(dict.fromkeys([title_fact, *(id for _, id in known)])))


def _open_with_title(text: str, source: Resume, facts: Sequence[Fact]) -> tuple[str, str, str] | None:
    """The title with which the text opens, as the source spells it, its fact, and what follows it; the longest such title."""
    ids = {fact.path: fact.id for fact in facts if fact.section == "work" and fact.kind == "role"}
    titles = [
        (variant, ids[f"/work/{index}"])
        for index, role in enumerate(source.work)
        if role.position and f"/work/{index}" in ids
        for variant in _variants(role.position)
    ]
    for title, id in sorted(titles, key=lambda one: -len(one[0])):
        if text.casefold().startswith(title.casefold()):
            after = _AFTER_TITLE.match(text, len(title))
            if after is not None:
                return title, id, text[after.end() :]
    return None


def _variants(position: str) -> list[str]:
    """A title as it stands, without what is in brackets, and its part before a comma, a stroke or a dash."""
    whole = " ".join(position.split())
    plain = re.sub(r"\s*\([^)]*\)", "", whole).strip()
    short = re.split(r"\s*[,|/]\s*|\s+[–—-]\s+", plain)[0]
    return [one for one in dict.fromkeys([whole, plain, short]) if one and (one == whole or names_occupation(one))]


def _split(text: str, facts: Sequence[Fact]) -> Iterator[str]:
    """The parts of what follows the title; `X and Y` is two unless it is one thing's name."""
    for part in _BETWEEN_PARTS.split(text.strip(" .")):
        pieces = _JOINED.split(part)
        if len(pieces) > 1 and _known_part(part, facts) is None:
            yield from pieces
        elif part:
            yield part


def _known_part(part: str, facts: Sequence[Fact]) -> tuple[str, str] | None:
    """A skill, certificate, subject or field of the candidate as the source spells it, and its fact; None where it is none."""
    words = part.split()
    if not words or len(words) > LONGEST_PART:
        return None
    wanted = _bare(part)
    for fact in facts:
        for name in _names(fact):
            if _bare(name) == wanted:
                return name, fact.id
    skill = find_skill(part)
    proving = [fact for fact in facts if fact.section in _PROVING]
    if skill is not None:
        same = (fact for fact in proving if any(mention.name == skill.name for mention in skills_in(fact.text)))
        return next(((part, fact.id) for fact in same), None)
    return (
        next(((part, fact.id) for fact in proving if contains_words(fact.text, part)), None)
        if _is_field(part)
        else None
    )


def _names(fact: Fact) -> Iterator[str]:
    """What a fact names as a whole: a skill without its level, a certificate without its issuer, a degree and its subject."""
    if fact.kind in ("skill", "certificate", "degree", "language") or (
        fact.kind == "detail" and fact.section == "education"
    ):
        yield fact.text
        if fact.field == "header":
            yield from fact.text.split(", ")[: 2 if fact.kind == "degree" else 1]


def _is_field(part: str) -> bool:
    """Whether a part reads as a field of work, neither a deed, a measure, nor a title of its own."""
    words = [word.strip("()'’\"").casefold() for word in part.split()]
    small = small_words() - _JOINERS
    deed = is_form(words[0], "past") or (
        is_form(words[0], "base") and len(words) > 1 and not names_occupation(words[0])
    )
    return not (any(char.isdigit() for char in part) or deed or small & set(words) or names_occupation(part))


def _bare(text: str) -> str:
    return re.sub(r"[\s_]+", " ", text).strip(" .").casefold()
