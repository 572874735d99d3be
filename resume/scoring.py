"""How well each entry of a resume fits a job, 0–100, and what to make of it in words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from resume.degrees import find_degree
from resume.evidence import prepare, read_line, shows
from resume.facts import Fact
from resume.job import JobReading, Requirement
from resume.lexicon import names_of, skills_in
from resume.matching import Match, evidence_text, shown_term
from resume.report import EntryScore, ProfileScores, ScoreParts
from resume.sentences import list_up
from resume.terms import content_stems, find_phrase, phrase
from resume.years import add_up_years

KEYWORDS, SKILLS, EXPERIENCE, FIT = 0.4, 0.3, 0.2, 0.1
"""Weights of the four parts of a score."""

ENOUGH = {"work": 1 / 3, "projects": 1 / 4, "education": 1 / 6, "skills": 1 / 12}
"""Share of all that the ad asks for at which a part is full: no role is expected to show everything, a skill shows one thing."""

_FRESH_YEARS = 1.0
_STALE_YEARS = 11.0
_UNDATED = 50.0
_LISTED_ONLY = 30.0
_GROUPS_FOR_FIT = 2
_STRONG = 50.0
_WEAK = 15.0
_NAMED = 4


@dataclass(frozen=True, slots=True)
class _Job:
    keywords: tuple[str, ...]
    title: frozenset[str]
    groups: frozenset[str]
    weights: dict[str, float]
    """Weight of each required or preferred requirement, by id."""
    supported_by: dict[str, frozenset[str]]
    """Ids of the requirements that each fact supports."""


def score_profile(facts: Sequence[Fact], reading: JobReading, matches: Sequence[Match], today: date) -> ProfileScores:
    """Scores of all roles, skills, projects and courses of study against the job, in the source's order.

    score = 0.4 keywords + 0.3 skills + 0.2 experience + 0.1 fit; each part is 0–100, and more evidence never lowers one:

    - keywords: the analysis' keywords that stand in the entry, as a share of `ENOUGH` of them all;
    - skills: the weights of required and preferred requirements that the entry's facts support, as a share of `ENOUGH` of
      their sum; a requirement with years asked for counts like any other, for the entry shows the skill;
    - experience: of a role, 60 % how much of the job's title its position says, 40 % how recent it is (full within a year,
      nothing after eleven); of a skill, the most recent role whose lines show it, 30 where it is only listed; of a project and a
      course of study, how recent it is, 50 where it has no date;
    - fit: the groups of skills (`resume/lexicon/`) that the entry shares with the ad, full from two on; for a skill from one on.

    Args:
        facts: the facts, as `number_facts` gives them.
        reading: the ad.
        matches: what supports each requirement.
        today: the day to which recency is measured.
    """
    job = _read_job(reading, matches)
    entries = _entries(facts)
    return ProfileScores(
        experiences=[_score(job, one, "work", _role_experience(job, one, today)) for one in entries("work")],
        projects=[_score(job, one, "projects", _recency(one[0], today)) for one in entries("projects")],
        education=[_score(job, one, "education", _recency(one[0], today)) for one in entries("education")],
        skills=[
            _score(job, group, "skills", max(_skill_experience(one, facts, today) for one in group))
            for fact in facts
            if fact.section == "skills" and (group := [fact, *(one for one in facts if one.entry == fact.id)])
        ],
    )


def recommend(
    scores: ProfileScores, facts: Sequence[Fact], reading: JobReading, matches: Sequence[Match], limit: int = 8
) -> list[str]:
    """What to emphasise, in words for the job seeker, the most telling first; never to add what is not there."""
    texts = {fact.id: fact for fact in facts}
    by_id = {one.id: one for one in reading.requirements}
    advice = [
        *_lead_with(scores, texts, by_id, matches),
        *_skills_first(scores, texts),
        *_show_in_work(texts, by_id, matches),
        *_say_gaps(by_id, matches),
        *_keep_short(scores, texts, matches),
    ]
    return advice[:limit]


def _read_job(reading: JobReading, matches: Sequence[Match]) -> _Job:
    requirements = reading.requirements
    supported: dict[str, set[str]] = {}
    for match in matches:
        for fact in match.facts:
            supported.setdefault(fact, set()).add(match.requirement)
    named = " ; ".join((reading.analysis.title or "", *(term for one in requirements for term in one.terms)))
    return _Job(
        keywords=tuple(reading.analysis.keywords),
        title=frozenset(content_stems(reading.analysis.title or "")),
        groups=frozenset(mention.group for mention in skills_in(named)),
        weights={one.id: one.weight for one in requirements if one.kind in ("required", "preferred")},
        supported_by={fact: frozenset(ids) for fact, ids in supported.items()},
    )


def _entries(facts: Sequence[Fact]) -> Callable[[str], Iterable[list[Fact]]]:
    """For a section's name, the facts of each of its entries, the entry's own first."""

    def entries_of(section: str) -> Iterable[list[Fact]]:
        grouped: dict[str, list[Fact]] = {}
        for fact in facts:
            if fact.section == section:
                grouped.setdefault(fact.entry or fact.id, []).append(fact)
        return grouped.values()

    return entries_of


def _score(job: _Job, entry: Sequence[Fact], section: str, experience: float) -> EntryScore:
    parts = ScoreParts(
        keywords=_share(_keywords_in(job, entry), len(job.keywords), section),
        skills=_share(_weight_of(job, entry), sum(job.weights.values()), section),
        experience=round(experience, 1),
        fit=_fit(job, entry, section),
    )
    score = KEYWORDS * parts.keywords + SKILLS * parts.skills + EXPERIENCE * parts.experience + FIT * parts.fit
    return EntryScore(
        fact=entry[0].entry or entry[0].id if section != "skills" else entry[0].id, score=round(score, 1), parts=parts
    )


def _share(reached: float, total: float, section: str) -> float:
    enough = total * ENOUGH[section]
    return round(100 * min(1.0, reached / enough), 1) if enough else 0.0


def _keywords_in(job: _Job, entry: Sequence[Fact]) -> float:
    lines = [read_line(evidence_text(fact)) for fact in entry]
    reached = 0
    for keyword in job.keywords:
        wanted = prepare(Requirement(id="k", text=keyword, kind="keyword", weight=0, terms=[keyword]))
        reached += any(
            shows(wanted, line).degree != "none" or find_phrase(phrase(keyword), line.stems) for line in lines
        )
    return reached


def _weight_of(job: _Job, entry: Sequence[Fact]) -> float:
    shown = {requirement for fact in entry for requirement in job.supported_by.get(fact.id, ())}
    return sum(job.weights.get(requirement, 0.0) for requirement in shown)


def _fit(job: _Job, entry: Sequence[Fact], section: str) -> float:
    shared = {mention.group for fact in entry for mention in skills_in(fact.text)} & job.groups
    enough = 1 if section == "skills" else _GROUPS_FOR_FIT
    return round(100 * min(1.0, len(shared) / enough), 1)


def _role_experience(job: _Job, entry: Sequence[Fact], today: date) -> float:
    position = set(content_stems(evidence_text(entry[0])))
    likeness = len(position & job.title) / len(job.title) if job.title else 0.0
    return 60 * likeness + 0.4 * _recency(entry[0], today)


def _recency(entry: Fact, today: date) -> float:
    """100 for what goes on or ended within a year, falling evenly to 0 at eleven years; 50 without a date."""
    if entry.start is None and entry.end is None:
        return _UNDATED
    if entry.end is None:
        return 100.0
    ago = add_up_years([(entry.end, None)], today) or 0.0
    return 100 * min(1.0, max(0.0, (_STALE_YEARS - ago) / (_STALE_YEARS - _FRESH_YEARS)))


def _skill_experience(skill: Fact, facts: Sequence[Fact], today: date) -> float:
    wanted = prepare(Requirement(id="s", text=skill.text, kind="keyword", weight=0, terms=[skill.text]))
    roles = {fact.id: fact for fact in facts if fact.section == "work" and fact.entry is None}
    shown = {
        fact.entry or fact.id
        for fact in facts
        if fact.section == "work" and shows(wanted, read_line(evidence_text(fact))).degree != "none"
    }
    return max((_recency(roles[one], today) for one in shown if one in roles), default=_LISTED_ONLY)


def _lead_with(
    scores: ProfileScores, facts: dict[str, Fact], requirements: dict[str, Requirement], matches: Sequence[Match]
) -> list[str]:
    best = max(scores.experiences, key=lambda one: one.score, default=None)
    if best is None or best.score < _WEAK or best.fact not in facts:
        return []
    shown = [
        term
        for match in sorted(matches, key=lambda one: -requirements[one.requirement].weight)
        for fact in match.facts
        if fact in facts and (facts[fact].entry or fact) == best.fact
        if (term := shown_term(requirements[match.requirement], evidence_text(facts[fact]))) is not None
    ]
    shown = list(dict.fromkeys(shown))
    if not shown and best.score < _STRONG:
        return []
    what = f": it shows {list_up([_in_sentence(term) for term in shown[:_NAMED]])}" if shown else ""
    return [f"Give most room to your time as {evidence_text(facts[best.fact])}{what}."]


def _skills_first(scores: ProfileScores, facts: dict[str, Fact]) -> list[str]:
    """Single skills before groups of them: a group's line names no one skill to put first."""
    groups = {fact.entry for fact in facts.values() if fact.section == "skills" and fact.entry}
    strong = [one for one in scores.skills if one.score >= _STRONG and one.fact not in groups and one.fact in facts]
    strong.sort(key=lambda one: -one.score)
    names = [facts[one.fact].text for one in strong[:_NAMED]]
    return [f"Put {list_up([_in_sentence(name) for name in names])} first among your skills."] if names else []


def _show_in_work(facts: dict[str, Fact], requirements: dict[str, Requirement], matches: Sequence[Match]) -> list[str]:
    listed = [
        term
        for match in matches
        if match.facts and requirements[match.requirement].kind == "required"
        if all(facts[fact].section == "skills" for fact in match.facts if fact in facts)
        if (term := shown_term(requirements[match.requirement], facts[match.facts[0]].text)) is not None
    ]
    if not listed:
        return []
    named = list_up([_in_sentence(term) for term in listed[:_NAMED]])
    one = len(listed[:_NAMED]) == 1
    return [
        f"Your resume names {named} only in its list of skills. If you used {'it' if one else 'them'} in a role,"
        " say in your master resume where and for what."
    ]


def _say_gaps(requirements: dict[str, Requirement], matches: Sequence[Match]) -> list[str]:
    missing = [
        requirements[match.requirement].terms[0]
        for match in matches
        if match.degree == "none"
        and requirements[match.requirement].kind == "required"
        and requirements[match.requirement].terms
    ]
    if not missing:
        return []
    named = list_up([_in_sentence(term) for term in missing[: 2 * _NAMED]])
    them = "it" if len(missing) == 1 else "them"
    more = " among other things" if len(missing) > 2 * _NAMED else ""
    return [
        f"The ad asks for {named}{more}, and your resume does not show {them}. Nothing here claims {them};"
        " be ready to say what you have done that comes closest."
    ]


def _keep_short(scores: ProfileScores, facts: dict[str, Fact], matches: Sequence[Match]) -> list[str]:
    """Roles that say little about the job; never one that answers something it asks for, however little."""
    if not any(one.score >= _STRONG for one in scores.experiences):
        return []
    answering = {facts[fact].entry or fact for match in matches for fact in match.facts if fact in facts}
    best = max(scores.experiences, key=lambda one: one.score)
    own_trade = set(content_stems(evidence_text(facts[best.fact]))) if best.fact in facts else set()
    weak = [
        title
        for one in scores.experiences
        if one.score < _WEAK and one.fact in facts and one.fact not in answering
        if not own_trade & set(content_stems(title := evidence_text(facts[one.fact])))
    ]
    weak = list(dict.fromkeys(weak))
    if not weak:
        return []
    says = "it says" if len(weak[:_NAMED]) == 1 else "they say"
    return [f"Keep {list_up(weak[:_NAMED])} short: {says} little about this job."]


def _in_sentence(term: str) -> str:
    """A term as it stands inside a sentence: "Wound care", a list item's capital, is "wound care"; names keep theirs.

    What the lexicon does not know stands in quotes: a phrase of the ad may have any form ("line-manage a technician").
    """
    found = skills_in(term)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(term)):
        if " a " in term:
            return found[0].name  # "Lead a team" is "team leadership"
        return next((one for one in names_of(found[0].name) if one.casefold() == term.casefold()), term)
    named = bool(found) or find_degree(term) is not None or any(char.isupper() or char.isdigit() for char in term[1:])
    return term if named else f"“{term}”"
