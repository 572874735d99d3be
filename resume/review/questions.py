"""The questions of a review: at most five, whose answers would strengthen a resume most for one job.

Rules alone: lines that matter to the job and tell no result, things the ad asks for first and the resume does not show, dates and
levels that are missing, titles that could be read either way. The wording stands in `questions.toml`.
"""

import re
import textwrap
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from resume.advice import advise
from resume.coverage import cover_requirements
from resume.degrees import find_degree
from resume.dossier import weigh_facts
from resume.facts import Fact
from resume.job import Requirement
from resume.language import is_english
from resume.lexicon import find_skill, names_of
from resume.matching import Match, evidence_text
from resume.report import GapAdvice
from resume.review.own_facts import holds_lines
from resume.review.payload import (
    MAX_QUESTIONS,
    Gap,
    Question,
    QuestionKind,
    ReviewedEntry,
    ReviewPayload,
    StrategyPoint,
)
from resume.schema import Resume
from resume.sentences import list_up
from resume.star import tells_change, tells_result
from resume.terms import contains_words
from resume.wording import prose_kind

MOST_OF_A_KIND = 3
"""Questions of one kind: five that ask the same are not answered."""

LONGEST_QUOTE = 90
"""Characters of a line that a question quotes."""

_WORTH: Mapping[QuestionKind, float] = {"field": 0.9, "dates": 0.8, "level": 0.7}
"""How much an answer is worth beside a requirement's weight (0..1): a title read the wrong way round spoils the most."""

_NEAR = 0.25
"""What it adds that the resume comes close to what is asked: such things people forget to write down."""

_RECENT = 0.15
"""What a line of the latest role is worth that answers nothing the ad asks for."""

_LATEST_ROLES = 2

_NUMBER_WORD = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|twenty|thirty|forty|fifty|hundreds?)\b",
    re.I,
)
_CLAUSE_END = re.compile(r"[.;:!?]\s*$")


@dataclass(frozen=True)
class _Candidate:
    """A question that could be asked, and how much its answer would bring."""

    worth: float
    kind: QuestionKind
    text: str
    why: str
    fact: Fact | None = None
    requirement: str | None = None
    terms: tuple[str, ...] = ()
    place: str | None = None


@cache
def words() -> Mapping[str, Mapping[str, str | list[str]]]:
    """The wording of questions, and the words by which answers are understood."""
    return tomllib.loads((Path(__file__).parent / "questions.toml").read_text("utf-8"))


def word_list(table: str, name: str) -> tuple[str, ...]:
    """A list of words of `questions.toml`."""
    return tuple(words()[table][name])


def _say(table: str, name: str, **values: str) -> str:
    return str(words()[table][name]).format(**values)


def compile_review(
    source: Resume,
    facts: Sequence[Fact],
    requirements: Sequence[Requirement],
    matches: Sequence[Match],
    strategy: Sequence[str],
    unsure: Sequence[str] = (),
) -> ReviewPayload:
    """What the user is shown: the strategy, the gaps with advice, and the questions.

    Args:
        source: the resume.
        facts: its facts.
        requirements: what the ad asks for.
        matches: what supports each.
        strategy: what the tailoring is about to do, in words.
        unsure: JSON Pointers of fields whose reading is doubtful.
    """
    advice = {one.requirement: one for one in advise(cover_requirements(requirements, matches, [], []), matches, facts)}
    open_ones = [one for one in requirements if one.id in advice]
    return ReviewPayload(
        strategy=[StrategyPoint(id=f"s{number}", text=text) for number, text in enumerate(strategy, start=1)],
        gaps=[_gap(one, advice[one.id]) for one in open_ones],
        questions=ask_questions(source, facts, requirements, matches, advice, unsure),
        entries=[ReviewedEntry(id=fact.id, name=fact.text) for fact in facts if holds_lines(fact)],
        how="Answer what you like, in your own words; what you leave empty changes nothing. Only say what is so: every answer "
        "becomes a line or a skill of your resume, marked in the report as added by you.",
    )


def _gap(requirement: Requirement, advice: GapAdvice) -> Gap:
    return Gap(
        requirement=requirement.id,
        kind=requirement.kind,
        text=requirement.text,
        advice=advice.text,
        say=advice.say,
        learn=advice.learn,
    )


def ask_questions(
    source: Resume,
    facts: Sequence[Fact],
    requirements: Sequence[Requirement],
    matches: Sequence[Match],
    advice: Mapping[str, GapAdvice],
    unsure: Sequence[str] = (),
) -> list[Question]:
    """The most useful questions, the most useful first; the same input gives the same questions."""
    levels = list(_about_levels(source, facts, requirements))
    spoken = {one.requirement for one in levels}
    candidates = [
        *_about_fields(source, facts, unsure),
        *_about_dates(facts),
        *levels,
        *(_about_results(facts, requirements, matches) if is_english(source.meta.language) else ()),
        *(one for one in _about_skills(requirements, matches, advice) if one.requirement not in spoken),
    ]
    names = {fact.id: fact.text for fact in facts}
    asked: list[Question] = []
    for one in sorted(candidates, key=lambda one: -one.worth):
        if len(asked) == MAX_QUESTIONS:
            break
        if sum(before.kind == one.kind for before in asked) == MOST_OF_A_KIND:
            continue
        asked.append(
            Question(
                id=f"q{len(asked) + 1}",
                kind=one.kind,
                text=one.text,
                why=one.why,
                fact=one.fact.id if one.fact else None,
                requirement=one.requirement,
                terms=list(one.terms),
                place=one.place,
                place_name=names.get(one.place or "", ""),
            )
        )
    return asked


def _about_results(
    facts: Sequence[Fact], requirements: Sequence[Requirement], matches: Sequence[Match]
) -> Iterator[_Candidate]:
    """Lines that tell what was done and not what came of it: those that answer the ad, and those of the latest roles."""
    evidence = {match.requirement: list(match.facts) for match in matches}
    weights = weigh_facts(requirements, evidence)
    latest = [fact.id for fact in facts if fact.kind == "role"][:_LATEST_ROLES]
    for fact in facts:
        if (
            prose_kind(fact) != "duty"
            or fact.field != "item"
            or fact.origin == "user"
            or tells_result(fact.text)
            or tells_change(fact.text)
        ):
            continue
        weight = weights.get(fact.id, 0.0)
        if not weight and fact.entry not in latest:
            continue
        answered = [one for one in requirements if fact.id in evidence.get(one.id, ())]
        terms = list(dict.fromkeys(term for one in answered for term in one.terms[:1]))[:2]
        why = _say("why", "result", thing=list_up([f"“{term}”" for term in terms])) if terms else ""
        yield _Candidate(
            worth=min(1.0, weight) * 0.9 if weight else _RECENT,
            kind="result",
            text=_ask_result(fact.text),
            why=why or _say("why", "result_unasked"),
            fact=fact,
            requirement=answered[0].id if answered else None,
            place=fact.entry,
        )


def _ask_result(line: str) -> str:
    quoted = _CLAUSE_END.sub("", _quote(line))
    counted = next((word for word in re.findall(r"[a-z]+", quoted) if word in word_list("counted", "words")), None)
    if counted is not None and not _NUMBER_WORD.search(quoted):
        return _say("ask", "result_counted", line=quoted, counted=counted)
    return _say("ask", "result", line=quoted)


def _quote(line: str) -> str:
    return textwrap.shorten(line, LONGEST_QUOTE, placeholder=" …")


def _about_skills(
    requirements: Sequence[Requirement], matches: Sequence[Match], advice: Mapping[str, GapAdvice]
) -> Iterator[_Candidate]:
    """What the ad asks for by name and nothing in the resume shows."""
    degrees = {match.requirement: match.degree for match in matches}
    asked: set[str] = set()
    for one in requirements:
        terms = tuple(dict.fromkeys(term for term in one.terms if _can_be_had(term)))
        new = {term.casefold() for term in terms} - asked
        if degrees.get(one.id) != "none" or one.kind in ("responsibility", "keyword") or not new:
            continue
        asked |= new
        told = advice.get(one.id)
        near = bool(told and told.closest)
        yield _Candidate(
            worth=one.weight * 0.75 + (_NEAR if near else 0.0),
            kind="skill",
            text=_say("ask", _skill_question(terms[0]), thing=list_up([_as_spelt(term) for term in terms], "or")),
            why=_say("why", "skill_near" if near else "skill"),
            requirement=one.id,
            terms=terms,
        )


def _as_spelt(term: str) -> str:
    """A term of the ad as it is written within a sentence: `phlebotomy` for `Phlebotomy`, `SystmOne` as it is."""
    skill = find_skill(term)
    spellings = (skill.name, *names_of(skill.name)) if skill else ()
    return next((one for one in spellings if one.casefold() == term.casefold()), term)


def _can_be_had(term: str) -> bool:
    """Whether a term names something that one has or can do, and may have forgotten to write down: no quality, no degree."""
    skill = find_skill(term)
    return skill is not None and skill.group != "Personal strengths" and find_degree(term) is None


def _skill_question(term: str) -> str:
    """How a term is asked for: a name is worked with, a licence held, a language spoken, the rest is something one does."""
    skill = find_skill(term)
    if skill is not None and skill.kind != "skill":
        return {"language": "language", "licence": "credential"}[skill.kind]
    return "skill" if re.search(r"[A-Z0-9]", _as_spelt(term)) else "activity"


def _about_dates(facts: Sequence[Fact]) -> Iterator[_Candidate]:
    for index, fact in enumerate(fact for fact in facts if fact.kind == "role" and fact.section == "work"):
        if not (fact.start or fact.end) and not re.search(r"\d{4}", fact.text):
            title = evidence_text(fact)
            worth = _WORTH["dates"] - 0.1 * index
            text = _say("ask", "dates", role=_quote(fact.text) if title != fact.text else title)
            yield _Candidate(worth, "dates", text, _say("why", "dates"), fact, place=fact.id)


def _about_levels(source: Resume, facts: Sequence[Fact], requirements: Sequence[Requirement]) -> Iterator[_Candidate]:
    """Languages that the ad asks for and the resume names without a level."""
    by_path = {fact.path: fact for fact in facts if fact.field == "header"}
    for index, language in enumerate(source.languages):
        fact, name = by_path.get(f"/languages/{index}"), language.language
        asking = next((one for one in requirements if name and contains_words(" ; ".join(one.terms), name)), None)
        if fact is not None and name and asking is not None and not language.fluency:
            text = _say("ask", "level", thing=name)
            yield _Candidate(_WORTH["level"], "level", text, _say("why", "level"), fact, asking.id, place=fact.id)


def _about_fields(source: Resume, facts: Sequence[Fact], unsure: Sequence[str]) -> Iterator[_Candidate]:
    """Roles of which the reader could not tell the title from the employer."""
    by_path = {fact.path: fact for fact in facts if fact.field == "header"}
    for index, role in enumerate(source.work):
        fact = by_path.get(f"/work/{index}")
        doubted = {f"/work/{index}/position", f"/work/{index}/name"} & set(unsure)
        if fact is not None and doubted and role.position and role.name:
            text = _say("ask", "field", first=role.position, second=role.name)
            yield _Candidate(_WORTH["field"], "field", text, _say("why", "field"), fact, place=fact.id)
