"""The ATS rubric: how well the shipped resume serves an applicant tracking system, out of 100, each point explained.

Deterministic. It judges the document, not the candidate: what the source does not support costs nothing, and nothing here ever
advises to claim it. Weights and wording stand in `rubric.toml`, the measuring in `resume.ats.checks`.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from resume.ats.checks import CHECKS, AtsEvidence, Finding, RubricWords
from resume.report import AtsCheck, AtsReport

__all__ = ["AtsEvidence", "judge"]


class _CheckWords(BaseModel):
    """One check as the rubric's file has it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    weight: float = Field(gt=0)
    name: str
    why: str
    says: dict[str, str]
    raises: dict[str, str] = Field(alias="raise")


@dataclass(frozen=True)
class _Rubric:
    checks: dict[str, _CheckWords]
    words: RubricWords
    pass_share: float


def judge(shipped: AtsEvidence) -> AtsReport:
    """The rubric's verdict on what was shipped.

    The points of all checks add up to the score, but for rounding. A check that finds nothing to judge (dates of roles where
    there are none, English verbs in a German resume) has no points, and the others count for more in proportion: what was not
    measured is neither full marks nor a loss.
    """
    rubric = _read_rubric()
    findings = {key: check(shipped, rubric.words) for key, check in CHECKS.items()}
    weights = {key: rubric.checks[key].weight for key, finding in findings.items() if finding.share is not None}
    scale = 100 / sum(weights.values())
    earned = sum(weight * scale * (findings[key].share or 0.0) for key, weight in weights.items())
    return AtsReport(
        score=round(min(100.0, earned), 1),
        checks=[_report(rubric, key, finding, scale) for key, finding in findings.items()],
    )


def _report(rubric: _Rubric, key: str, finding: Finding, scale: float) -> AtsCheck:
    words = rubric.checks[key]
    share = finding.share
    possible = words.weight * scale
    return AtsCheck(
        name=words.name,
        passed=share is None or share >= rubric.pass_share,
        points=round(possible * share, 2) if share is not None else 0.0,
        detail=_explain(words, finding, possible),
    )


def _explain(words: _CheckWords, finding: Finding, possible: float) -> str:
    """What was measured, why it matters, and what would honestly earn the rest."""
    values = dict(finding.values)
    if gaps := values.get("gaps"):
        values["gaps"] = words.says["gaps"].format(number=gaps)
    sentences = [words.says[finding.says].format_map(values)]
    if finding.share is None:
        return " ".join([*sentences, "This check does not count."])
    sentences.append(words.why)
    if finding.raises:
        sentences.append(words.raises[finding.raises].format_map(values))
    if finding.share < 1:
        sentences.append(f"({_figure(possible * finding.share)} of {_figure(possible)} points)")
    return " ".join(sentences)


def _figure(points: float) -> str:
    return f"{points:.1f}".removesuffix(".0")


@cache
def _read_rubric() -> _Rubric:
    data = tomllib.loads((Path(__file__).parent / "rubric.toml").read_text(encoding="utf-8"))
    words = data.pop("words")
    pass_share = float(data.pop("pass_share"))
    return _Rubric(
        checks={key: _CheckWords.model_validate(data[key]) for key in data},
        words=RubricWords(
            standard_headings=frozenset(" ".join(one.split()).casefold() for one in words["standard_headings"]),
            heading_words=frozenset(words["heading_words"].split()),
            result=frozenset(words["result"].split()),
            figure=frozenset(words["figure"].split()),
            counters=frozenset(words["counters"].split()),
        ),
        pass_share=pass_share,
    )
