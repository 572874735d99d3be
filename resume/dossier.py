"""The dossier: everything that the later stages may know about candidate and job, compiled once."""

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from resume.facts import Fact
from resume.job import Requirement
from resume.matching import Match
from resume.report import ProfileScores, ResearchNote

STRONG_SCORE = 50.0
"""Score from which an entry counts as a strong one in the strategy: at least half of what could fit does."""

MAX_METRICS = 8
"""Lines with figures that the dossier puts forward; more would put none forward."""

MAX_LEAD = 6
"""Entries that carry an application at most."""

MAX_LINKS = 3
"""Facts that are put forward for one requirement."""

PUT_FORWARD = 0.1
"""What it adds to a line's weight to be put forward: less than the lightest requirement (0.2), so support always goes first."""


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
    emphasis: dict[str, list[str]] = Field(
        default={},
        description="requirement id → ids of further facts that a model sees as speaking to it; steers order and emphasis, and "
        "never counts as support",
    )

    @property
    def concerns(self) -> dict[str, list[str]]:
        """Requirement id → the facts that support it, then those that may be put forward for it."""
        both = {id: [*self.evidence.get(id, []), *facts] for id, facts in self.emphasis.items()}
        return self.evidence | both

    @property
    def put_forward(self) -> frozenset[str]:
        """Ids of the facts that a model would put forward although the rules see no support in them."""
        return frozenset(id for facts in self.emphasis.values() for id in facts)


@dataclass(frozen=True)
class Guidance:
    """How somebody would steer a dossier: ids and names of choices, no words of their own."""

    lead: Sequence[str] = ()
    """Ids of the entries that carry the application, the strongest first."""
    metrics: Sequence[str] = ()
    """Ids of lines with figures."""
    links: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Requirement id → ids of facts that speak to it."""
    angle: str = ""
    """One of `angles()`."""


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


def steer_dossier(
    dossier: Dossier,
    guidance: Guidance,
    facts: Sequence[Fact],
    requirements: Sequence[Requirement],
    scores: ProfileScores,
) -> Dossier | None:
    """The dossier steered as somebody would, as far as the ids exist and fit; None where nothing of it does.

    What the rules put into it stays; only its order changes, and what speaks to an unsupported requirement is put forward.
    """
    entries = {entry.fact for entry in (*scores.experiences, *scores.projects, *scores.education)}
    figures = {fact.id for fact in facts if fact.kind == "bullet" and _FIGURE.search(fact.text)}
    lead = [id for id in _first(guidance.lead, MAX_LEAD) if id in entries]
    metrics = [id for id in _first(guidance.metrics, MAX_METRICS) if id in figures]
    emphasis = _emphasis(dossier, guidance, facts, requirements)
    angle = angles().get(guidance.angle)
    if not (lead or metrics or emphasis or angle):
        return None
    return dossier.model_copy(
        update={
            "master_profile": list(dict.fromkeys([*lead, *dossier.master_profile])),
            "key_metrics_to_use": list(dict.fromkeys([*metrics, *dossier.key_metrics_to_use]))[:MAX_METRICS],
            "tailoring_strategy": [*([angle] if angle else []), *dossier.tailoring_strategy],
            "emphasis": emphasis,
        }
    )


def renew_dossier(dossier: Dossier, before: Sequence[str], fresh: Dossier) -> Dossier:
    """A dossier compiled anew from more facts, steered as the one before it.

    Args:
        dossier: the dossier so far, steered or not.
        before: the recommendations that it was compiled with.
        fresh: the dossier as the rules compile it from all facts.
    """
    steered = [line for line in dossier.tailoring_strategy if line not in before]
    return fresh.model_copy(
        update={
            "master_profile": list(dict.fromkeys([*dossier.master_profile, *fresh.master_profile])),
            "key_metrics_to_use": list(dict.fromkeys([*dossier.key_metrics_to_use, *fresh.key_metrics_to_use]))[
                :MAX_METRICS
            ],
            "tailoring_strategy": [*steered, *fresh.tailoring_strategy],
            "emphasis": {id: facts for id, facts in dossier.emphasis.items() if not fresh.evidence.get(id)},
        }
    )


def _first(ids: Sequence[str], most: int) -> list[str]:
    return list(dict.fromkeys(id.strip() for id in ids[:most]))


def _emphasis(
    dossier: Dossier, guidance: Guidance, facts: Sequence[Fact], requirements: Sequence[Requirement]
) -> dict[str, list[str]]:
    """The links to facts that are evidence by their kind, of requirements that the rules found no support for."""
    may_speak = {
        fact.id
        for fact in facts
        if fact.kind not in ("name", "contact") and fact.section not in ("references", "interests")
    }
    open_ones = [one.id for one in requirements if not dossier.evidence.get(one.id)]
    chosen = {
        id: [fact for fact in _first(guidance.links.get(id, ()), MAX_LINKS) if fact in may_speak] for id in open_ones
    }
    return {id: linked for id, linked in chosen.items() if linked}


@cache
def angles() -> dict[str, str]:
    """What a resume may put first, by name, and how that is said."""
    known: dict[str, str] = tomllib.loads((Path(__file__).parent / "angles.toml").read_text("utf-8"))
    return known


def weigh_facts(
    requirements: Sequence[Requirement], evidence: dict[str, list[str]], put_forward: Collection[str] = ()
) -> dict[str, float]:
    """Fact id → the summed weights of the requirements it supports, and a little for being put forward; without 0.

    Args:
        requirements: what the ad asks for.
        evidence: requirement id → ids of the facts that support it.
        put_forward: ids of facts that nothing but somebody's judgement speaks for.
    """
    weights = {requirement.id: requirement.weight for requirement in requirements}
    total: dict[str, float] = {}
    for requirement, facts in evidence.items():
        for fact in facts:
            total[fact] = total.get(fact, 0.0) + weights.get(requirement, 0.0)
    for fact in put_forward:
        total[fact] = total.get(fact, 0.0) + PUT_FORWARD
    return total


_FIGURE = re.compile(r"\d")


def _key_metrics(facts: Sequence[Fact], weights: dict[str, float]) -> list[str]:
    told = [fact for fact in facts if fact.kind == "bullet" and _FIGURE.search(fact.text) and fact.id in weights]
    return [fact.id for fact in sorted(told, key=lambda fact: -weights[fact.id])[:MAX_METRICS]]
