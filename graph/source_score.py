"""The ATS rubric on the source resume, so that people see what tailoring gained: its own lines in our plain design, unchanged."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from documents.fitting import Print, print_within
from documents.read_back import read_back
from documents.writers.sheet import lay_out
from nodes.run_report import READ_BY_MACHINES
from nodes.state import Revision, RunSettings
from resume.ats.rubric import AtsEvidence, judge
from resume.coverage import cover_requirements
from resume.edits import Arrangement, apply_edits
from resume.report import AtsReport, Pages

if TYPE_CHECKING:
    from datetime import date

    from nodes.state import TailoringState

ATS = "ats"


async def score_source(
    values: Mapping[str, object], settings: RunSettings, print_pdf: Print, today: "date"
) -> AtsReport:
    """What the rubric says of the source resume for the run's job, printed and read back like the tailored one.

    What the user added in a review before drafting counts as the source's; what they declared in revisions does not.

    Args:
        values: the state of a delivered run.
        settings: of the run.
        print_pdf: prints HTML to PDF.
        today: the day up to which open roles count.
    """
    state = cast("TailoringState", values)
    revision = state.get("revision") or Revision(
        source=state["source"], facts=state["facts"], polished=state["polished"]
    )
    facts = revision.facts
    plain = apply_edits(revision.source, facts, [], Arrangement())
    printed = await print_within(lambda _: plain.resume, 0, templates=(ATS,), limit=settings.pages, print_pdf=print_pdf)
    headers = {fact.id for fact in facts if fact.field == "header" and fact.kind != "headline"}
    read = await read_back(
        {READ_BY_MACHINES: printed.pdfs[ATS]},
        plain.resume,
        [claim for claim in plain.claims if claim.facts[0] not in headers],
    )
    shown = {claim.id for claim in plain.claims} - read.missing_claims.keys()
    rows = cover_requirements(state["requirements"], state["matches"], plain.claims, shown)
    return judge(
        AtsEvidence(
            resume=plain.resume,
            claims=tuple(plain.claims),
            requirements=tuple(rows),
            round_trip=read.round_trip,
            pages=Pages(ats=printed.pages[ATS], visual=printed.pages[ATS]),
            job_title=state["analysis"].title,
            headings=tuple(section.title for section in lay_out(plain.resume).sections),
            text=read.texts[READ_BY_MACHINES],
            file_bytes=len(printed.pdfs[ATS]),
            today=today,
        )
    )
