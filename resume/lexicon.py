"""The lexicon: skills of all trades with their aliases, and finding them in a text as whole words.

The lists in `resume/lexicon/` are one file a field of work, read top to bottom:

    [Programming languages]              a group; `[… : licence]` and `[… : language]` say what kind its entries are
    Kubernetes = K8s                     a skill and its aliases
    PostgreSQL = Postgres < SQL          who has PostgreSQL has, as far as it goes, SQL: a parent
    Go! = Golang                         `!`: also an everyday word, counts only in its own spelling and where context shows it
    iOS = SRE^                           `^`: counts only in exactly this spelling
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from resume.terms import Token, fold, read_sections, tokenize

SkillKind = Literal["skill", "licence", "language"]

FIELDS = ("software", "health", "business", "industry", "services")
"""The lists, by field of work."""

_BETWEEN_WORDS = re.compile(r"[\s\-–‑/+&(]{0,3}")
_BETWEEN_ITEMS = re.compile(
    r"\s*(?:[,/;|•·&(]|and|or|,\s*(?:and|or)|und|oder|et(?:\s+de|\s+d')?|y(?:\s+de)?)\s*", re.IGNORECASE
)
_EDGES = " \t.,;:!()–-•*"
_LEVEL = re.compile(r"(?<=\w)\s*\([^()]*\)\s*$")
"""What stands in brackets behind an item of a list of skills: `Excel (advanced)`."""
_CUE_REACH = 5
_KINDS: dict[str, SkillKind] = {"": "skill", "licence": "licence", "language": "language"}
_CODERS = frozenset({"engineer", "developer", "dev", "code", "coding", "component", "frontend"})
_CODED_IN = "Programming languages"


@dataclass(frozen=True, slots=True)
class Skill:
    """One skill, licence or language of the lexicon."""

    name: str
    group: str
    kind: SkillKind
    parents: tuple[str, ...]
    """Names of wider skills that this one speaks for as far as it goes."""


@dataclass(frozen=True, slots=True)
class SkillMention:
    """A place in a text that names a skill."""

    skill: Skill
    text: str
    """The text's own words."""
    start: int
    end: int

    @property
    def name(self) -> str:
        """The skill's name in the lexicon."""
        return self.skill.name

    @property
    def group(self) -> str:
        """The skill's group in the lexicon."""
        return self.skill.group


@dataclass(frozen=True, slots=True)
class _Name:
    skill: Skill
    spelling: str
    rest: tuple[str, ...]
    exact: bool
    everyday: bool


@dataclass(frozen=True, slots=True)
class _Found:
    name: _Name
    first: int
    last: int
    start: int
    end: int


def skills_in(text: str) -> list[SkillMention]:
    """The lexicon's skills that `text` names, in order; the longest name wins where two overlap.

    Everyday words (`Go`, `Excel`, `Spring`) count where they are spelled as the name is and the context shows the skill: a
    list with other skills, words such as "experience with" before or "developer" after, or nothing else in the text.
    """
    return list(_skills_in(text))


@functools.lru_cache(maxsize=4_096)
def _skills_in(text: str) -> tuple[SkillMention, ...]:
    tokens = tokenize(text)
    found = list(_candidates(text, tokens))
    return tuple(
        SkillMention(one.name.skill, text[one.start : one.end], one.start, one.end)
        for at, one in enumerate(found)
        if not one.name.everyday or _context_shows(text, tokens, found, at)
    )


def find_skill(name: str) -> Skill | None:
    """The skill with this name or alias, or None. The whole of `name` must be it."""
    for mention in _skills_in(name):
        if mention.text.strip(_EDGES) == name.strip(_EDGES):
            return mention.skill
    return None


def names_of(name: str) -> tuple[str, ...]:
    """The names a skill goes by: its own and its aliases; empty where the lexicon does not know it."""
    return _load().names.get(name, ())


def is_everyday(name: str) -> bool:
    """Whether a skill's own name, or an alias in capitals, is also an everyday word, or counts in one spelling only."""
    return name in _load().everyday


def speaks_for(name: str) -> frozenset[str]:
    """The skill's own name and those of all wider skills above it."""
    return _closure().get(name, frozenset((name,)))


def all_skills() -> tuple[Skill, ...]:
    """Every skill of the lexicon."""
    return _load().skills


def _candidates(text: str, tokens: list[Token]) -> Iterator[_Found]:
    index = _load().index
    at = 0
    while at < len(tokens):
        found = next((one for one in _names_at(text, tokens, at, index.get(tokens[at].word, ()))), None)
        if found is None:
            at += 1
        else:
            yield found
            at = found.last + 1


def _names_at(text: str, tokens: list[Token], at: int, names: tuple[_Name, ...]) -> Iterator[_Found]:
    """Names of the index that stand in the text from token `at` on, longest first."""
    for name in names:
        last = at + len(name.rest)
        if last >= len(tokens) or any(tokens[at + 1 + k].word != word for k, word in enumerate(name.rest)):
            continue
        if any(not _BETWEEN_WORDS.fullmatch(text, tokens[k].end, tokens[k + 1].start) for k in range(at, last)):
            continue
        start, end = tokens[at].start, tokens[last].end
        if name.exact and text[start:end] != name.spelling:
            continue
        yield _Found(name, at, last, start, end)


def _context_shows(text: str, tokens: list[Token], found: list[_Found], at: int) -> bool:
    one = found[at]
    casual = text.islower()
    spelled = text[one.start : one.end] == one.name.spelling or one.name.spelling.islower()
    if not spelled and not casual:
        return False
    if _LEVEL.sub("", text).strip(_EDGES) == text[one.start : one.end]:
        return True
    following = tokens[one.last + 1] if one.last + 1 < len(tokens) else None
    gap = text[one.end : following.start] if following is not None else ""
    cues = _cues()
    if _in_list(text, found, at, casual):
        return True
    if not spelled or (following is not None and gap.isspace() and following.word in cues.never_after):
        return False
    if following is not None and gap in {" ", "-"} and following.word in cues.after:
        return True
    return _written_in(tokens, one) or _announced(text, tokens, one)


def _written_in(tokens: list[Token], one: _Found) -> bool:
    """Whether it stands as what code is written in: "in Go", "engineers in React"."""
    if one.first < 1 or tokens[one.first - 1].word != "in":
        return False
    return one.name.skill.group == _CODED_IN or (one.first > 1 and tokens[one.first - 2].word in _CODERS)


def _in_list(text: str, found: list[_Found], at: int, casual: bool) -> bool:
    for other in (at - 1, at + 1):
        if not 0 <= other < len(found):
            continue
        left, right = sorted((found[at], found[other]), key=lambda one: one.start)
        neighbour = found[other].name
        written = text[found[other].start : found[other].end]
        sure = not neighbour.everyday or (not casual and written == neighbour.spelling and not written.islower())
        if sure and _BETWEEN_ITEMS.fullmatch(text, left.end, right.start):
            return True
    return False


def _announced(text: str, tokens: list[Token], one: _Found) -> bool:
    """Whether a word that announces skills stands before, with nothing but small words and list items between."""
    cues = _cues()
    for at in range(one.first - 1, max(-1, one.first - 1 - _CUE_REACH), -1):
        if any(mark in text[tokens[at].end : tokens[at + 1].start] for mark in ".;!?\n"):
            return False
        word = tokens[at].word
        if word in cues.before:
            return True
        if word not in cues.small and "," not in text[tokens[at].end : tokens[at + 1].start]:
            return False
    return False


@dataclass(frozen=True, slots=True)
class _Cues:
    before: frozenset[str]
    after: frozenset[str]
    small: frozenset[str]
    never_after: frozenset[str]


@functools.cache
def _cues() -> _Cues:
    sections = read_sections("context.txt")
    words = {name: frozenset(fold(word) for line in lines for word in line.split()) for name, lines in sections.items()}
    return _Cues(words["before"], words["after"], words["small"], words["never after"])


@dataclass(frozen=True, slots=True)
class _Lexicon:
    skills: tuple[Skill, ...]
    index: dict[str, tuple[_Name, ...]]
    """By first word, longest names first."""
    names: dict[str, tuple[str, ...]]
    everyday: frozenset[str]


@functools.cache
def _load() -> _Lexicon:
    skills: list[Skill] = []
    index: dict[str, list[_Name]] = {}
    spellings: dict[str, tuple[str, ...]] = {}
    everyday: set[str] = set()
    for field in FIELDS:
        for heading, lines in read_sections(f"{field}.txt").items():
            group, _, kind = heading.partition(" : ")
            for line in lines:
                skill, names = _read_entry(line, group, _KINDS[kind])
                skills.append(skill)
                spellings[skill.name] = tuple(name.spelling for _, name in names)
                if names[0][1].everyday or names[0][1].exact:
                    everyday.add(skill.name)
                everyday.update(name.spelling for _, name in names if name.everyday and name.spelling[:1].isupper())
                for first, name in names:
                    index.setdefault(first, []).append(name)
    longest = {first: tuple(sorted(names, key=lambda one: -len(one.rest))) for first, names in index.items()}
    return _Lexicon(tuple(skills), longest, spellings, frozenset(everyday))


def _read_entry(line: str, group: str, kind: SkillKind) -> tuple[Skill, list[tuple[str, _Name]]]:
    left, _, parents = line.partition(" < ")
    main, _, aliases = left.partition(" = ")
    written = [main, *(aliases.split(", ") if aliases else [])]
    wider = tuple(parent.strip() for parent in parents.split(", ")) if parents else ()
    skill = Skill(main.rstrip("!^"), group, kind, wider)
    names: list[tuple[str, _Name]] = []
    for one in written:
        spelling = one.rstrip("!^")
        marks = one[len(spelling) :]
        words = [token.word for token in tokenize(spelling)]
        names.append((words[0], _Name(skill, spelling, tuple(words[1:]), "^" in marks, "!" in marks)))
    return skill, names


@functools.cache
def _closure() -> dict[str, frozenset[str]]:
    parents = {skill.name: skill.parents for skill in all_skills()}

    def above(name: str) -> set[str]:
        names = {name}
        for parent in parents.get(name, ()):
            names |= above(parent)
        return names

    return {name: frozenset(above(name)) for name in parents}
