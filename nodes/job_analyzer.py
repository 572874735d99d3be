"""Job analyzer: what the ad asks for, as an analysis in the usual headings and as numbered requirements.

The rules read every ad. A model that is asked besides may point out what they overlooked; it is believed as far as the ad's own
words prove it, so that nothing it makes up is printed.
"""

from functools import partial

from langgraph.runtime import Runtime
from pydantic import Field

from gateway.calls import Call
from nodes.answers import LenientAnswer
from nodes.asking import JOB_ANALYSIS, Outcome, Shortening, make_call, open_desk
from nodes.live import LiveParts
from nodes.private import Hidden
from nodes.state import JobAnalyzerInput, RunSettings, Update
from prompts.library import Prompt, write_rows
from resume.ad.analysis import analyze_job
from resume.ad.proposals import MAX_PROPOSED, AdProposal, ad_rows, bears_out
from resume.job import JobReading, JobText

MAX_OUTPUT_TOKENS = 400
"""Thirty short terms, a dozen numbers, and the names."""


class AdAnswer(LenientAnswer):
    """What a model reads in an ad."""

    title: str = ""
    company: str = ""
    type: str = ""
    industry: str = ""
    years: float | None = None
    terms: list[str] = Field(default=[])
    duties: list[int] = Field(default=[])


async def job_analyzer(state: JobAnalyzerInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Read the ad by rules, and let a model point out what they overlooked."""
    job, hidden = state["job_text"], Hidden(state["contacts"])
    desk = open_desk("job_analyzer", state, runtime, live)
    outcome: Outcome[JobReading] = await desk.ask(lambda: _write(desk.prompt, job, hidden), partial(_use, job, hidden))
    reading = outcome.value if outcome.value is not None else await live.offload(state["run_id"], analyze_job, job)
    return {
        "analysis": reading.analysis,
        "requirements": reading.requirements,
        "stages": {"job_analyzer": outcome.record},
    }


def _write(prompt: Prompt, job: JobText, hidden: Hidden) -> Call[AdAnswer]:
    rows = write_rows((str(number), hidden.hide_ad(row)) for number, row in enumerate(ad_rows(job), start=1))
    return make_call(
        prompt,
        {"ad": rows},
        AdAnswer,
        task="extraction",
        max_output_tokens=MAX_OUTPUT_TOKENS,
        cache=JOB_ANALYSIS,
        complexity=0.3,
        priority=1.0,
        shorten=Shortening(lambda chars: {"ad": rows[:chars]}, needs=["ad"]),
    )


def _use(job: JobText, hidden: Hidden, answer: AdAnswer) -> JobReading | None:
    """The rules' reading with what the answer adds and the ad proves; None where the ad bears out nothing of the answer."""
    proposal = AdProposal(
        title=hidden.restore(answer.title) or "",
        company=hidden.restore(answer.company) or "",
        role_type=answer.type,
        industry=answer.industry,
        years=answer.years,
        terms=tuple(term for one in answer.terms[:MAX_PROPOSED] if (term := hidden.restore(one))),
        duties=tuple(answer.duties[:MAX_PROPOSED]),
    )
    reading = analyze_job(job, proposal)
    return reading if bears_out(reading, proposal, ad_rows(job)) else None
