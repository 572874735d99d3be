"""Job analyzer: what the ad asks for, as an analysis in the usual headings and as numbered requirements."""

import asyncio

from langgraph.runtime import Runtime

from nodes.live import LiveParts
from nodes.state import JobAnalyzerInput, RunSettings, Update
from resume.job_analysis import analyze_job


async def job_analyzer(state: JobAnalyzerInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Read the ad by rules."""
    reading = await asyncio.to_thread(analyze_job, state["job_text"])
    return {"analysis": reading.analysis, "requirements": reading.requirements}
