"""Profile compiler: which facts answer which requirement, and a score from 0 to 100 for every entry of the resume."""

import asyncio
from datetime import date

from langgraph.runtime import Runtime

from nodes.live import LiveParts
from nodes.state import ProfileCompilerInput, RunSettings, Update
from resume.job import JobReading
from resume.matching import match_requirements
from resume.scoring import recommend, score_profile


async def profile_compiler(state: ProfileCompilerInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Match and score; pure arithmetic, also in model mode."""
    return await asyncio.to_thread(_compile, state, live.today())


def _compile(state: ProfileCompilerInput, today: date) -> Update:
    reading = JobReading(analysis=state["analysis"], requirements=state["requirements"])
    facts = state["facts"]
    matches = match_requirements(reading.requirements, facts, today)
    scores = score_profile(facts, reading, matches, today)
    return {"matches": matches, "scores": scores, "recommendations": recommend(scores, facts, reading, matches)}
