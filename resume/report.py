"""The report of a run: what changed, why, and what proves it. Keys are fixed by the command line's contract."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from resume.edits import Claim
from resume.job import JobAnalysis, Requirement

StageWay = Literal["model", "rules", "skipped"]
RequirementStatus = Literal["shown", "supported", "gap"]


class StagePart(BaseModel):
    """How one part of a stage's work was done: a packet."""

    model_config = ConfigDict(frozen=True)

    by: StageWay
    model: str | None = None
    reason: str | None = None
    unused: bool = False


class StageRecord(BaseModel):
    """How one stage of the pipeline did its work."""

    stage: str
    by: StageWay
    model: str | None = Field(
        default=None, description="`provider:model`; several, where its parts were asked of several"
    )
    reason: str | None = Field(default=None, description="why it was skipped, or did not work as asked")
    seconds: float = Field(default=0.0, description="time spent in the stage; packets running at once add up")
    asked: bool = Field(default=False, description="whether a model was to do it; `by` says who did")
    fallback: bool = Field(
        default=False,
        description="whether, in whole or in part, another model or key answered than the first one asked",
    )
    unused: bool = Field(
        default=False, description="whether a model answered and nothing of it could be used: the rules' result stands"
    )
    prompt: str | None = Field(
        default=None,
        description="name and variant of what a model was asked: `drafter/v2`; several, where there were several",
    )
    parts: dict[str, StagePart] = Field(
        default={}, description="packet → how it was done, where a stage works on several"
    )


def join_records(before: StageRecord, after: StageRecord) -> StageRecord:
    """The records of two tasks or rounds of one stage as one: the times add up, the later round says how it went."""
    parts = before.parts | after.parts
    same_way = before.by == after.by
    joined = after.model_copy(
        update={
            "seconds": round(before.seconds + after.seconds, 6),
            "asked": before.asked or after.asked,
            "fallback": before.fallback or after.fallback,
            "reason": after.reason or (before.reason if same_way else None),
            "unused": before.unused and after.unused,
            "prompt": _join_names(before.prompt, after.prompt),
            "parts": parts,
        }
    )
    return joined.model_copy(update=summarize_parts(parts)) if parts else joined


def _join_names(*told: str | None) -> str | None:
    return ", ".join(dict.fromkeys(name for names in told if names for name in names.split(", "))) or None


_FIGURES = re.compile(r"\d[\d,.]*")
"""What alone may tell reasons apart that are told once."""


def summarize_parts(parts: Mapping[str, StagePart]) -> dict[str, str | bool | None]:
    """What the parts say together: `2 of 5 packets by rules: no model answered (…)`; unused if each answer was."""
    models = dict.fromkeys(part.model for part in parts.values() if part.model)
    answered = [part for part in parts.values() if part.by == "model"]
    groups = (
        (" by rules", [part for part in parts.values() if part.by == "rules"]),
        ("", [part for part in answered if part.unused]),
        (" by a model", [part for part in answered if not part.unused]),
    )
    said: list[str] = []
    for words, group in groups:
        told = [part.reason for part in group if part.reason]
        if told:
            alike = {_FIGURES.sub("#", reason): reason for reason in reversed(told)}
            said.append(f"{len(told)} of {len(parts)} packets{words}: {'; '.join(reversed(alike.values()))}")
    return {
        "by": "model" if answered else "rules",
        "model": ", ".join(models) or None,
        "reason": ". ".join(said) or None,
        "unused": bool(answered) and all(part.unused for part in answered),
    }


class Degradation(BaseModel):
    """How far the run fell short of what was asked for."""

    level: Literal["none", "minor", "moderate", "severe"]
    reasons: list[str] = []


def measure_degradation(stages: Sequence[StageRecord], name_stage: Callable[[str], str]) -> Degradation:
    """How far a run fell short, and why.

    `minor`: another model or key than planned, or an answer with a remark; `moderate`: some of the work by rules though a model
    was asked for, or an answer of which nothing could be used; `severe`: no stage got any answer.

    Args:
        stages: the records of a run.
        name_stage: what a stage is called in front of the job seeker.
    """
    asked = [stage for stage in stages if stage.asked]
    short = [stage for stage in asked if _by_rules(stage)]
    remarked = [stage for stage in asked if stage not in short and (stage.fallback or stage.reason)]
    told = [f"{name_stage(stage.stage)}: {_told(stage)}" for stage in asked if stage in short or stage in remarked]
    if short and not any(stage.by == "model" for stage in asked):
        return Degradation(level="severe", reasons=told)
    return Degradation(level="moderate" if short else "minor" if remarked else "none", reasons=told)


def _by_rules(stage: StageRecord) -> bool:
    """Whether a model was to do a stage and what it did is not all that is shown."""
    return (
        stage.by != "model"
        or stage.unused
        or any(part.reason and (part.by != "model" or part.unused) for part in stage.parts.values())
    )


def _told(stage: StageRecord) -> str:
    reason = (stage.reason or "another model or key answered than the first choice").rstrip(".")
    return f"{reason}." if stage.by == "model" or stage.parts else f"done by rules, because {reason}."


class RequirementRow(Requirement):
    """A requirement with what the resume has to say to it."""

    status: RequirementStatus
    facts: list[str] = Field(description="ids of the facts that support it")
    shown_in: list[str] = Field(description="ids of the claims in the tailored resume that show it")


class GapAdvice(BaseModel):
    """What to make of one thing that the ad asks for and the resume does not show, or shows only in part."""

    model_config = ConfigDict(frozen=True)

    requirement: str = Field(description="the requirement's id")
    text: str = Field(description="what is missing, and what comes closest")
    closest: list[str] = Field(description="ids of the facts that come closest, nearest first; empty if none does")
    say: str = Field(description="an honest way to address it, in the letter or the interview")
    learn: str = Field(description="what to learn, or what would show it")


class ScoreParts(BaseModel):
    """The four parts of a score, each 0–100 before weighting."""

    keywords: float
    skills: float
    experience: float
    fit: float


class EntryScore(BaseModel):
    """How well one entry of the resume fits the job."""

    fact: str
    score: float = Field(ge=0, le=100, description="0.4 keywords + 0.3 skills + 0.2 experience + 0.1 fit")
    parts: ScoreParts


class ProfileScores(BaseModel):
    """The scores of all entries, by kind, in the source's order."""

    experiences: list[EntryScore] = []
    skills: list[EntryScore] = []
    projects: list[EntryScore] = []
    education: list[EntryScore] = []


class ResearchNote(BaseModel):
    """One piece of intelligence about the company, role or industry, and the address it comes from."""

    text: str
    url: str


class Coverage(BaseModel):
    """Shares of the ad's requirements, each 0..1, unweighted."""

    honest: float = Field(description="shown ÷ (shown + supported); 1.0 when both are 0")
    raw: float = Field(description="shown ÷ all")
    before: float = Field(description="raw coverage of the source resume")


class FactCheckSummary(BaseModel):
    """The fact check in numbers."""

    claims: int
    unsupported_found: int
    reverted: int
    unsupported_shipped: int | None = Field(
        description="measured on text read back from the files; None: not read back"
    )


class AtsCheck(BaseModel):
    """One item of the ATS rubric."""

    name: str
    passed: bool
    points: float
    detail: str


class AtsReport(BaseModel):
    """The ATS rubric."""

    score: float = Field(ge=0, le=100)
    checks: list[AtsCheck]


class RoundTrip(BaseModel):
    """The exported ATS PDF, read back with our own reader and compared with what was meant."""

    field_recall: float = Field(description="share of the resume's fields found again in the right field, 0..1")
    word_pair_recall: float = Field(description="share of neighbouring word pairs found again, 0..1")
    order: float = Field(description="share of neighbouring lines that come back in the right order, 0..1")
    tagged: bool
    private_use_glyphs: int


class Pages(BaseModel):
    """Pages of the exported PDFs."""

    ats: int
    visual: int


class StageTokens(BaseModel):
    """Tokens that a stage used."""

    input: int
    output: int


class Metrics(BaseModel):
    """Times and costs of a run. Without a model there are no calls, and no price."""

    total_seconds: float
    stage_seconds: dict[str, float]
    calls: int = 0
    cache_hits: int = 0
    retries: int = 0
    fallbacks: int = 0
    tokens: dict[str, StageTokens] = {}
    tokens_total: int = 0
    cost_usd: float | None = Field(
        default=None, description="what the models' tokens cost at list prices, where that is known"
    )
    search_cost_usd: float = Field(
        default=0.0, description="what searching the web cost beside that, as far as it has a price"
    )
    unpriced_calls: int = 0


class Report(BaseModel):
    """Everything `report.json` says and `report.html` shows."""

    run_id: str
    mode: Literal["model", "offline"]
    degradation: Degradation
    stages: list[StageRecord]
    job: JobAnalysis
    requirements: list[RequirementRow]
    profile: ProfileScores
    recommendations: list[str]
    advice: list[GapAdvice] = Field(
        default=[], description="on what the ad asks for and the resume does not show in full"
    )
    research: list[ResearchNote]
    editorial_notes: list[str]
    coverage: Coverage
    claims: list[Claim]
    fact_check: FactCheckSummary
    ats: AtsReport | None = None
    round_trip: RoundTrip | None = None
    pages: Pages
    metrics: Metrics
    warnings: list[str]
    files: dict[str, str]
    custom_titles: list[str] = Field(
        default=[], description="the source's own headings of its custom sections: of `x1…`, `x2…`, and so on"
    )
    facts: dict[str, str] = Field(default={}, description="the source's line of every fact id that the report names")
    own_facts: dict[str, str] = Field(
        default={}, description="those of them that the source does not hold: the user added them, or what was missing"
    )
