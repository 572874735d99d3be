"""What one line of a resume shows: its skills, words, languages and degrees, and how well they meet a requirement.

Honest by construction: whole words, known aliases, inflections and listed narrower skills. A likeness of meaning without a
shared word is never support.
"""

import functools
import re
from dataclasses import dataclass
from typing import Literal

from resume.degrees import LEVELS, degree_level, field_of_study, find_degree, highest_level, is_open_field, shares_field
from resume.job import Requirement
from resume.lexicon import is_everyday, names_of, skills_in, speaks_for
from resume.occupations import names_occupation
from resume.phrases import pairs
from resume.terms import Phrase, contains_words, content_stems, find_phrase, phrase, small_words, tokenize
from resume.years import years_asked

Degree = Literal["full", "partial", "none"]

_NEGATED = re.compile(r"\b(?:no|not|never|without|lacks?|lacking|non)\b(?!\s+only)[^,.;]{0,25}$", re.IGNORECASE)
_NO_EXPERIENCE = re.compile(
    r"\b(?:no|without|little or no|lacks?|lacking|never had)\s+(?:[\w-]+\s+){0,2}(?:experience|knowledge|training|background)\b"
    r"[^.;]{0,80}$",
    re.IGNORECASE,
)
_LEARNING = re.compile(
    r"\b(?:learning|teaching (?:myself|himself|herself|themselves)|studying|(?:keen|eager|wants?|hopes?|hoping|would like|plans?"
    r"|planning) to (?:learn|try|use|study|work with|move into|get into)|interest(?:ed)? in (?:learning )?|curious about"
    r"|new to|beginner in|exploring)\b(?:\s+(?:the basics of|some|a little|about|how to use))?[^.;,]{0,25}$",
    re.IGNORECASE,
)
_ONLY_ALIKE = re.compile(r"-(?:like|style|esque|type|inspired|free)\b", re.IGNORECASE)
_UNFINISHED = re.compile(
    r"\b(?:in progress|working towards?|studying (?:for|towards?)|expected|pending|expired|lapsed|planned|ongoing|unfinished"
    r"|not (?:yet )?completed|started|enrolled|candidate|withdrawn|incomplete)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"[(\[,;:–—]\s*(?:\w+\s+){0,2}$|\s-\s(?:\w+\s+){0,2}$")
"""What stands before a remark set apart from the thing itself: "Forklift licence (now expired)"."""
_TAUGHT = re.compile(r"\b(?:teach\w*|taught|tutor\w*|deliver\w*)\b", re.IGNORECASE)
"""What is taught is not what somebody has passed: "teaching GCSE" asks for no GCSE."""
_SPEAKS = re.compile(
    r"\b(?:fluent\w*|speak\w*|spoken|native|bilingual|trilingual|multilingual|mother tongue"
    r"|languages?|conversational|translat\w+|interpret\w+)\b",
    re.I,
)
_WELL = re.compile(
    r"\b(?:fluent|fluency|native|business|professional|excellent|very good|proficien\w+|c1|c2|verhandlungssicher|fließend)\b",
    re.I,
)
_LITTLE = re.compile(
    r"\b(?:basic|basics|beginner|elementary|a1|a2|b1|limited|some|school|rudimentary|grundkenntnisse|learning|conversational|intermediate)\b",
    re.I,
)
_INSTITUTION = re.compile(
    r"\b(?:university|universit\w+|college|school|institute|academy|polytechnic|hochschule|faculty)\b", re.IGNORECASE
)


_LEADS = re.compile(
    r"\b(?:supervis(?:e|es|ed|ing)|manag(?:e|es|ed|ing)|leads?|leading|led)\s+(?:an?\s+|the\s+)?"
    r"(?:(?:[\w-]+\s+){0,2}(?:team|crew|brigade|department)\s+of\b"
    r"|(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve)\s+(?:(?!(?:for|of|with|to|in|on|and)\b)[\w-]+\s+){0,2}"
    r"(?:associates|employees|staff|people|colleagues|nurses|engineers|developers|technicians|operators|analysts|teachers|chefs"
    r"|cooks|drivers|clerks|workers|assistants|members of staff|team members|direct reports)\b)",
    re.IGNORECASE,
)
"""People whom somebody leads, with their number: that is leading a team in other words."""
_LEADERSHIP = "team leadership"


@dataclass(frozen=True, slots=True)
class Shown:
    """How far a line shows a requirement, and through what."""

    degree: Degree
    why: str


NOTHING = Shown("none", "")


@dataclass(frozen=True, slots=True)
class _Term:
    text: str
    skill: str | None
    """The lexicon's name where the whole term is one skill."""
    language: bool
    phrases: tuple[Phrase, ...]
    exact: bool
    """Whether only the term's own spelling counts (short names in capitals)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A requirement made ready for comparison."""

    terms: tuple[_Term, ...]
    years: float | None
    level: int | None
    """Level of education asked for, an index into `degrees.LEVELS`."""
    field: tuple[str, ...]
    open_field: bool
    fluent: bool


@dataclass(frozen=True, slots=True)
class LineReading:
    """What a line of a resume says, read once."""

    text: str
    skills: frozenset[str]
    wider: tuple[tuple[str, str], ...]
    """(wider skill, the narrower one named in the line)."""
    stems: tuple[str, ...]
    stem_set: frozenset[str]
    free: frozenset[str]
    """Stems outside longer names: "interviewing" is not among them in "Motivational Interviewing"."""
    unfinished: bool
    """Whether it says in so many words that the thing is not finished or no longer valid."""
    set_apart: bool = False
    """Whether it says so in brackets or after a comma, as a remark on the thing and not as part of a sentence of work."""
    learning: frozenset[str] = frozenset()
    """Skills among `skills` that the line says are only being learned, or wished for."""


def prepare(requirement: Requirement) -> Wanted:
    """`requirement`, ready for `shows`; remembered."""
    return _prepare(requirement.text, tuple(requirement.terms))


@functools.lru_cache(maxsize=1_024)
def _prepare(text: str, terms: tuple[str, ...]) -> Wanted:
    degrees = [term for term in terms if find_degree(term) is not None and not _TAUGHT.search(text)]
    level = min((found for term in degrees if (found := degree_level(term)) is not None), default=None)
    return Wanted(
        terms=tuple(
            _term(term) for term in terms if level is None or term not in degrees or _skill_of(term) is not None
        ),
        years=years_asked(text),
        level=level,
        field=field_of_study(text) if level is not None else (),
        open_field=is_open_field(text),
        fluent=_WELL.search(text) is not None,
    )


def _term(term: str) -> _Term:
    skill = None if _is_role(term) else _skill_of(term)
    language = any(one.skill.kind == "language" and one.name == skill for one in skills_in(term))
    if skill is None:
        in_words = len(phrase(term).stems) == 1 and _opens_with_small_word(term)
        return _Term(term, None, False, (phrase(term),), in_words or (term.isupper() and len(term) <= 4))
    if is_everyday(skill) or language:
        return _Term(term, skill, language, (), False)
    ordinary = [name for name in {skill, term, *names_of(skill)} if name == name.lower()]
    several = [
        made for name in ordinary if len((made := phrase(name)).stems) > 1 or (name == skill and _is_one_word(name))
    ]
    return _Term(term, skill, language, tuple(dict.fromkeys(several)), False)


def _is_one_word(name: str) -> bool:
    return len(tokenize(name)) == 1


def _is_role(term: str) -> bool:
    """Whether a term in small letters is a role and not the product of that name ("chef", not the tool Chef)."""
    words = tokenize(term)
    return len(words) == 1 and term.islower() and names_occupation(term)


def _opens_with_small_word(term: str) -> bool:
    """Whether a small word belongs to the name itself ("on call"), so that the rest alone says something else."""
    words = tokenize(term)
    return len(words) > 1 and words[0].word in small_words()


def _skill_of(term: str) -> str | None:
    """The skill that `term` is as a whole, a qualifying word beside it allowed ("commercial HVAC" is not "HVAC experience")."""
    found = skills_in(term)
    if len(found) != 1:
        return None
    rest = content_stems(term[: found[0].start] + " " + term[found[0].end :])
    return found[0].name if not rest else None


@functools.lru_cache(maxsize=8_192)
def read_line(text: str) -> LineReading:
    """What `text` says; remembered. What it denies ("no experience with Java") it does not say."""
    named = [one for one in skills_in(text) if not _is_denied(text, one.start) and not _ONLY_ALIKE.match(text, one.end)]
    leads = _LEADS.search(text)
    led = {_LEADERSHIP} if leads is not None and not _is_denied(text, leads.start()) else set()
    skills = frozenset({one.name for one in named} | led)
    surely = led | {one.name for one in named if not _LEARNING.search(text[: one.start])}
    wider = tuple((above, name) for name in sorted(skills) for above in sorted(speaks_for(name) - {name}))
    stems = content_stems(text)
    free = text
    for one in skills_in(text):
        if not _is_one_word(one.text):
            free = free.replace(one.text, " ; ")
    return LineReading(
        text,
        skills,
        wider,
        stems,
        frozenset(stems),
        frozenset(content_stems(free)),
        _UNFINISHED.search(text) is not None,
        any(_ASIDE.search(text[: found.start()]) for found in _UNFINISHED.finditer(text)),
        skills - surely,
    )


def _is_denied(text: str, start: int) -> bool:
    """Whether what stands at `start` is said not to be there ("no experience with Java")."""
    before = text[:start]
    return _NEGATED.search(before) is not None or _NO_EXPERIENCE.search(before) is not None


def shows(wanted: Wanted, line: LineReading, *, is_language: bool = False, is_education: bool | None = None) -> Shown:
    """How far `line` shows what is wanted, years aside.

    Args:
        wanted: the requirement.
        line: the line.
        is_language: whether the line is an entry of the languages section, where a language's bare name says that it is spoken.
        is_education: whether the line is an entry of the education section; None where that is not known.
    """
    best = NOTHING
    if wanted.level is not None and is_education is not False:
        best = _shows_degree(wanted, line)
    for term in wanted.terms:
        if best.degree == "full":
            break
        found = (
            _shows_language(wanted, term, line, is_language)
            if term.language
            else _shows_term(term, line, is_education=is_education)
        )
        if found.degree == "full" or best.degree == "none":
            best = found
    return best


def _shows_term(term: _Term, line: LineReading, *, is_education: bool | None) -> Shown:
    if term.skill is not None and term.skill in line.learning:
        return Shown("partial", f"names {term.skill} as something still being learned")
    if term.skill is not None and term.skill in line.skills:
        return _finished(line, f"names {term.skill}", is_education=is_education)
    for wanted in term.phrases:
        if not line.stem_set.issuperset(wanted.stems):
            continue
        alone = len(wanted.stems) == 1 and not contains_words(line.text, term.text)
        within = line.free if alone or term.skill is not None else line.stem_set
        if wanted.stems and within.issuperset(wanted.stems) and find_phrase(wanted, line.stems):
            if term.exact and not re.search(
                rf"(?<!\w){re.escape(term.text)}(?!\w)", line.text, 0 if term.text.isupper() else re.IGNORECASE
            ):
                continue
            if _denied(line.text, wanted):
                continue
            if _LEARNING.search(line.text[: _place(line.text, wanted)]):
                return Shown("partial", f"names “{term.text}” as something still being learned")
            return _finished(
                line,
                f"says “{term.text}”" if contains_words(line.text, term.text) else "says it in other words",
                is_education=is_education,
            )
    if term.skill is not None:
        for above, name in line.wider:
            if above == term.skill and name not in line.learning:
                if above != above.lower() and contains_words(line.text, above):
                    return _finished(line, f"names {name}", is_education=is_education)  # "SAP FI/CO" says "SAP" itself
                return Shown("partial", f"names {name}, which is part of {above}")
    return NOTHING


def _finished(line: LineReading, why: str, *, is_education: bool | None) -> Shown:
    """Support in full, or in part where the line says that the thing is not finished; "planned menus" was work and is done."""
    unfinished = line.unfinished if is_education else line.set_apart
    return Shown("partial", f"{why}, but not as something complete and current") if unfinished else Shown("full", why)


def _denied(text: str, wanted: Phrase) -> bool:
    place = _place(text, wanted)
    return place > 0 and _is_denied(text, place)


def _place(text: str, wanted: Phrase) -> int:
    """Where the first of the words of `wanted` stands; 0 where only another form of it does."""
    match = re.search(rf"\b{re.escape(wanted.stems[0])}", text, re.IGNORECASE)
    return match.start() if match else 0


def _shows_language(wanted: Wanted, term: _Term, line: LineReading, is_language: bool) -> Shown:
    if term.skill not in line.skills or not (is_language or _SPEAKS.search(line.text) or _is_bare(line)):
        return NOTHING
    if wanted.fluent and _LITTLE.search(line.text):
        return Shown("partial", f"names {term.skill}, at a lower level than asked for")
    return Shown("full", f"names {term.skill}")


def _is_bare(line: LineReading) -> bool:
    return len(line.stems) <= 2


def _shows_degree(wanted: Wanted, line: LineReading) -> Shown:
    own = without_institution(line.text)
    held = highest_level(own)
    if held is None or wanted.level is None or held < wanted.level:
        return NOTHING
    if not wanted.field or shares_field(wanted.field, field_of_study(own)):
        return _finished(
            line, f"shows a qualification at the level asked for ({LEVELS[wanted.level]})", is_education=True
        )
    if wanted.open_field:
        return Shown(
            "partial",
            "shows a qualification at the level asked for; whether the subject is near enough is for the reader to judge",
        )
    return NOTHING


@functools.lru_cache(maxsize=1_024)
def work_of_role(position: str) -> str:
    """What people with this title do, in a few words ("software development"); empty where the word list does not know it."""
    said = pairs("role_work.tsv")
    words = [token.text.casefold() for token in tokenize(position)]
    for size in range(min(4, len(words)), 0, -1):
        if work := said.get(" ".join(words[-size:])):
            return work
    return ""


@functools.lru_cache(maxsize=4_096)
def without_institution(text: str) -> str:
    """The line of a degree without the name of the school: a "College of Law" teaches more than law."""
    return ", ".join(part for part in text.split(", ") if not _INSTITUTION.search(part) or find_degree(part))
