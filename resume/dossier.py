"""The dossier: everything that the later stages may know about candidate and job, compiled once."""

import re
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from resume.facts import Fact
from resume.job import Requirement
from resume.matching import Match
from resume.report import ProfileScores, ResearchNote

STRONG_SCORE = 50.0
"""Score from which an entry counts as a strong one in the strategy: at least half of what could fit does."""

MAX_METRICS = 8
"""Lines with figures that the dossier puts forward; more would put none forward."""


class Dossier(BaseModel):
    """What is known about the candidate and the job. Facts are named by id; their text travels with the packets."""

    model_config = ConfigDict(frozen=True)

    master_profile: list[str] = Field(description="ids of the entries that carry the application, the strongest first")
    industry_intel: list[ResearchNote] = Field(
        description="about company and industry; steers emphasis, proves nothing"
    )
    tailoring_strategy: list[str] = Field(
        description="what to put forward and what to leave in the background, in words"
    )
    key_metrics_to_use: list[str] = Field(description="ids of the lines with figures that speak to the job")
    evidence: dict[str, list[str]] = Field(description="requirement id → ids of the facts that support it")


def compile_dossier(
    facts: Sequence[Fact],
    requirements: Sequence[Requirement],
    matches: Sequence[Match],
    scores: ProfileScores,
    recommendations: Sequence[str],
    research: Sequence[ResearchNote],
) -> Dossier:
    """The dossier from facts alone: what the scores and matches say, and nothing that is not in them."""
    entries = [*scores.experiences, *scores.projects, *scores.education]
    strongest = sorted(entries, key=lambda entry: -entry.score)
    evidence = {match.requirement: list(match.facts) for match in matches if match.facts}
    return Dossier(
        master_profile=[entry.fact for entry in strongest if entry.score >= STRONG_SCORE]
        or [entry.fact for entry in strongest[:1]],
        industry_intel=list(research),
        tailoring_strategy=list(recommendations),
        key_metrics_to_use=_key_metrics(facts, weigh_facts(requirements, evidence)),
        evidence=evidence,
    )


def weigh_facts(requirements: Sequence[Requirement], evidence: dict[str, list[str]]) -> dict[str, float]:
    """Fact id → the summed weights of the requirements it supports. Facts that support none are left out."""
    weights = {requirement.id: requirement.weight for requirement in requirements}
    total: dict[str, float] = {}
    for requirement, facts in evidence.items():
        for fact in facts:
            total[fact] = total.get(fact, 0.0) + weights.get(requirement, 0.0)
    return total


_FIGURE = re.compile(r"\d")


def _key_metrics(facts: Sequence[Fact], weights: dict[str, float]) -> list[str]:
    told = [fact for fact in facts if fact.kind == "bullet" and _FIGURE.search(fact.text) and fact.id in weights]
    return [fact.id for fact in sorted(told, key=lambda fact: -weights[fact.id])[:MAX_METRICS]]
