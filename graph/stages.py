"""Some stages of the pipeline alone, from Python."""

from collections.abc import Sequence
from pathlib import Path

from errors import UserError
from graph.alone import load_job, load_upload
from graph.pipeline import STAGES
from graph.runner import Result, open_runner
from nodes.state import RunSettings


async def run_stages(
    resume: str | Path,
    job: str | Path,
    *,
    stages: Sequence[str],
    out: str | Path | None = None,
    settings: RunSettings | None = None,
    run_id: str | None = None,
) -> Result:
    """Run the pipeline as far as the last of some stages; they may ask a model, those before them work by their rules.

    Args:
        resume: path of the master resume.
        job: path or http(s) address of the job ad.
        stages: which, in any order; `human_review` has the run wait for answers, `cover_letter` has a letter written.
        out: folder for the files, if the run comes so far; `out/<run id>` when not given.
        settings: of this run; `only`, `review` and `letter` follow from the stages.
        run_id: its name; made up when not given.

    Returns:
        `Paused` with all that is known by then in its `state`; the report, where the exporter is among the stages; or
        `AwaitingReview` with what is asked. `graph.runner.Runner` goes on with a run by its id.

    Raises:
        UserError: an input cannot be used, no stage is named, or there is no such stage.
    """
    named = check_stages(stages)
    chosen = (settings or RunSettings()).model_copy(
        update={"only": named, "review": "human_review" in named, "letter": "cover_letter" in named}
    )
    last = named[-1]
    async with open_runner() as runner:
        run = await runner.create(
            load_upload(Path(resume)),
            await load_job(job),
            settings=chosen,
            folder=Path(out) if out else None,
            run_id=run_id,
        )
        return await runner.go_on(run.id, until=None if last == STAGES[-1] else last)


def check_stages(stages: Sequence[str]) -> tuple[str, ...]:
    """The stages in the order of the work, each once.

    Raises:
        UserError: there is none, or one does not exist.
    """
    if isinstance(stages, str) or not stages:
        raise UserError("stages", "no list of stages is given", f"choose of {', '.join(STAGES)}")
    for stage in stages:
        if stage not in STAGES:
            raise UserError("stages", f"there is no stage “{stage}”", f"choose of {', '.join(STAGES)}")
    return tuple(stage for stage in STAGES if stage in stages)
