"""Profile compiler: which facts answer which requirement, and a score from 0 to 100 for every entry of the resume."""

from langgraph.runtime import Runtime
from resume.matching import match_requirements
from resume.scoring import recommend, score_profile

from nodes.live import LiveParts
from nodes.state import ProfileCompilerInput, RunSettings, Update
from resume.job import JobReading


async def profile_compiler(state: ProfileCompilerInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Match and score; pure arithmetic, also in model mode."""
    reading = JobReading(analysis=state["analysis"], requirements=state["requirements"])
    matches = match_requirements(reading.requirements, state["facts"], live.today())
    scores = score_profile(state["source"], state["facts"], reading, matches, live.today())
    return {
        "matches": matches,
        "scores": scores,
        "recommendations": recommend(reading, state["facts"], matches, scores),
    }
