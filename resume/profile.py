"""The candidate's profile, read off the facts: skills with their evidence, titles, years and seniority."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from resume.facts import Fact
from resume.lexicon import skills_in
from resume.schema import Resume
from resume.years import add_up_years


class SkillEvidence(BaseModel):
    """A skill that the resume names, and where."""

    model_config = ConfigDict(frozen=True)

    skill: str = Field(description="the lexicon's name of it")
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
