"""The candidate's profile, read off the facts: skills with their evidence, titles, years and seniority."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from resume.facts import Fact
from resume.lexicon import skills_in
from resume.schema import Resume
from resume.terms import contains_words, content_stems, fold
from resume.years import add_up_years


class SkillEvidence(BaseModel):
    """A skill that the resume names, and where."""

    model_config = ConfigDict(frozen=True)

    skill: str = Field(
        description="the lexicon's name of it, or the resume's own words for one the lexicon does not know"
    )
    facts: list[str]


class Profile(BaseModel):
    """What the resume says of the candidate, in the terms of the lexicon."""

    model_config = ConfigDict(frozen=True)

    skills: list[SkillEvidence]
    titles: list[str] = Field(description="job titles, the newest first, in the source's words")
    years: float | None = Field(description="years of work by the roles' dates, overlaps counted once; None: no dates")


def extract_profile(resume: Resume, facts: Sequence[Fact], today: date) -> Profile:
    """The profile by rules. Only skills of the lexicon are validated; others stand in the facts all the same."""
    evidence: dict[str, list[str]] = defaultdict(list)
    for fact in facts:
        if fact.kind not in ("name", "contact"):
            for mention in skills_in(fact.text):
                if fact.id not in evidence[mention.name]:
                    evidence[mention.name].append(fact.id)
    return Profile(
        skills=[SkillEvidence(skill=skill, facts=ids) for skill, ids in evidence.items()],
        titles=list(dict.fromkeys(role.position for role in resume.work if role.position)),
        years=add_up_years([(role.start_date, role.end_date) for role in resume.work], today),
    )


MAX_ADDED = 20
"""Skills that are added to a profile beyond the lexicon's."""
_MAX_WORDS = 4
_MAX_CHARS = 60


def add_skills(
    profile: Profile, lines: Mapping[str, str], named: Sequence[tuple[str, Sequence[str]]]
) -> Profile | None:
    """The profile with skills that somebody names, where they stand word for word in a line named with them.

    Args:
        profile: what the rules read.
        lines: fact id → text of the lines in which a skill may stand.
        named: skills, each with ids of the lines that are said to hold it.

    Returns:
        None where none of them is proven.
    """
    known = {fold(skill.skill) for skill in profile.skills}
    added: dict[str, SkillEvidence] = {}
    for skill, ids in named[:MAX_ADDED]:
        name = " ".join(skill.split())
        if len(name) > _MAX_CHARS or not 1 <= len(name.split()) <= _MAX_WORDS or not content_stems(name):
            continue
        proof = [id for id in dict.fromkeys(ids[:MAX_ADDED]) if id in lines and contains_words(lines[id], name)]
        if proof and fold(name) not in known:
            added.setdefault(fold(name), SkillEvidence(skill=name, facts=proof))
    return profile.model_copy(update={"skills": [*profile.skills, *added.values()]}) if added else None
