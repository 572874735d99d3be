"""Running one resume against one ad: in memory up to the check, or whole with all files."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from documents.readers import read_resume
from evals.datasets import Job, Person
from graph.alone import load_upload
from graph.live import make_live_parts
from graph.pipeline import RECURSION_LIMIT, build_graph
from graph.runner import Runner
from nodes.live import Models
from nodes.state import RunSettings, TailoringInput
from resume.coverage import cover_requirements
from resume.edits import Claim
from resume.job import JobAnalysis
from resume.report import Report, RequirementRow, StageRecord
from resume.schema import Resume
from settings import Settings


@dataclass(frozen=True)
class Tailored:
    """What the pipeline makes of one pair, before any file is printed."""

    person: Person
    job: Job
    analysis: JobAnalysis
    rows: list[RequirementRow]
    claims: list[Claim]
    source: Resume
    document: str
    """The source document's text."""
    ad: str
    """The ad's text."""
    resume: Resume
    seconds: float
    """Wall time of the whole run up to the check, reading included."""
    tailoring_seconds: float
    """Time of analysis and tailoring alone, without reading the documents."""
    stages: Mapping[str, StageRecord]
    input_tokens: int
    """Estimated size of resume and ad."""


class NothingPrints:
    """Stands where the browser would be, in runs that print nothing."""

    def warm_up(self) -> None:
        """Nothing is to be got ready."""

    async def print_pdf(self, html: str) -> bytes:
        """Never called: the run stops before the exporter."""
        raise AssertionError("an evaluation in memory prints nothing")


class MemoryPipeline:
    """The pipeline up to the validator, without checkpoints and files."""

    def __init__(
        self, settings: Settings, models: Models | None = None, run_settings: RunSettings | None = None
    ) -> None:
        self._live = make_live_parts(settings, NothingPrints(), models=models)
        self._settings = run_settings or RunSettings()
        self._texts: dict[str, str] = {}
        self._graph = build_graph(self._live).compile(interrupt_before=["exporter"])

    async def tailor(self, person: Person, job: Job, run_id: str | None = None) -> Tailored:
        """Tailor one person to one job.

        Args:
            person: whose resume.
            job: for which ad.
            run_id: the run's name, by which its calls are found again; made up when left out.

        Raises:
            UserError: a document cannot be read.
        """
        documents = self._live.documents
        given: TailoringInput = {
            "resume_document": documents.put(person.resume.name, person.resume.read_bytes()),
            "job_document": documents.put(job.ad.name, job.ad.read_bytes()),
        }
        if run_id is not None:
            given["run_id"] = run_id
        begin = time.perf_counter()
        state = await self._graph.ainvoke(
            given, {"recursion_limit": RECURSION_LIMIT}, context=self._settings, output_keys=_READ
        )
        seconds = time.perf_counter() - begin
        claims: list[Claim] = state["tailored"].claims
        shown = {claim.id for claim in claims if claim.action != "dropped"}
        return Tailored(
            person=person,
            job=job,
            analysis=state["analysis"],
            rows=cover_requirements(state["requirements"], state["matches"], claims, shown),
            claims=claims,
            source=state["source"],
            document=self._text_of(person),
            ad=state["job_text"].text,
            resume=state["tailored"].resume,
            seconds=seconds,
            tailoring_seconds=seconds - state["stages"]["intake"].seconds,
            stages=state["stages"],
            input_tokens=state["input_tokens"],
        )

    def _text_of(self, person: Person) -> str:
        if person.slug not in self._texts:
            read = read_resume(person.resume.read_bytes(), person.resume.name, self._live.resume_limits)
            self._texts[person.slug] = read.text
        return self._texts[person.slug]


_READ = ["analysis", "requirements", "matches", "tailored", "source", "stages", "input_tokens", "job_text"]


async def tailor_to_files(
    runner: Runner, person: Person, job: Job, folder: Path, settings: RunSettings | None = None
) -> Report:
    """Run one pair whole, with all files in `folder`.

    Raises:
        UserError: a document cannot be read.
    """
    uploads = load_upload(person.resume), load_upload(job.ad)
    run = await runner.create(*uploads, settings=settings or RunSettings(), folder=folder / run_name(person, job))
    report = await runner.go_on(run.id)
    assert isinstance(report, Report)
    return report


def run_name(person: Person, job: Job) -> str:
    """A folder's name for a pair."""
    return f"{person.slug}--{job.slug}"
