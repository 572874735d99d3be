"""Profile extractor: the candidate's skills with their evidence, job titles, years and seniority."""

import asyncio

from langgraph.runtime import Runtime

from nodes.live import LiveParts
from nodes.state import ProfileExtractorInput, RunSettings, Update
from resume.profile import extract_profile


async def profile_extractor(state: ProfileExtractorInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Read the profile off the facts by rules."""
    return {"profile": await asyncio.to_thread(extract_profile, state["source"], state["facts"], live.today())}
