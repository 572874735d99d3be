"""Job analyzer: what the ad asks for, as an analysis in the usual headings and as numbered requirements."""

from langgraph.runtime import Runtime
from resume.job_analysis import analyze_job

from nodes.state import JobAnalyzerInput, RunSettings, Update


async def job_analyzer(state: JobAnalyzerInput, runtime: Runtime[RunSettings]) -> Update:
    """Read the ad by rules."""
    reading = analyze_job(state["job_text"])
    return {"analysis": reading.analysis, "requirements": reading.requirements}
