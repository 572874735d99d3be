"""Profile compiler: which facts answer which requirement, and a score from 0 to 100 for every entry of the resume."""

from datetime import date

from langgraph.runtime import Runtime

from nodes.live import LiveParts
from nodes.state import ProfileCompilerInput, RunSettings, Update
from resume.facts import Fact
from resume.job import JobAnalysis, JobReading, Requirement
from resume.matching import match_requirements
from resume.scoring import recommend, score_profile


async def profile_compiler(state: ProfileCompilerInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Match and score; pure arithmetic, also in model mode."""
    return await live.offload(
        state["run_id"], compile_profile, state["facts"], state["analysis"], state["requirements"], live.today()
    )


def compile_profile(facts: list[Fact], analysis: JobAnalysis, requirements: list[Requirement], today: date) -> Update:
    """What matches what, and the scores: `matches`, `scores` and `recommendations` of the state."""
    reading = JobReading(analysis=analysis, requirements=requirements)
    matches = match_requirements(reading.requirements, facts, today)
    scores = score_profile(facts, reading, matches, today)
    return {"matches": matches, "scores": scores, "recommendations": recommend(scores, facts, reading, matches)}
