"""The command line: what may be asked for, and what the exit code says of it.

Only this file turns errors into words and exit codes. Heavy imports stay inside the commands, so that `--help` is quick.
"""

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from errors import UserError
from nodes.collector import collect_rarely
from ui.models import models

if TYPE_CHECKING:
    from graph.alone import Upload
    from graph.runner import AwaitingReview, Paused, Result, Runner
    from resume.report import Report

T = TypeVar("T")

DELIVERED, SOME_FAILED, UNUSABLE, INTERNAL, INTERRUPTED = 0, 1, 2, 70, 130
"""The exit codes of the command line's contract."""

STANDARD_INPUT = "-"


class Interrupted(Exception):
    """The user stopped a run; the message says how to go on with it."""


def main() -> None:
    """Run the command line and exit."""
    collect_rarely()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code. No traceback reaches the user."""
    try:
        result = cli.main(arguments, prog_name="resume-tailor", standalone_mode=False, obj=arguments)
        return result if isinstance(result, int) else DELIVERED
    except (UserError, click.ClickException) as error:
        _complain(error.format_message() if isinstance(error, click.ClickException) else str(error))
        return UNUSABLE
    except (KeyboardInterrupt, click.Abort, Interrupted) as error:
        _complain(str(error) or "interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  (what reads us has gone: nothing more can be said there)
        return DELIVERED
    except Exception as error:  # noqa: BLE001  (the one place that turns a defect into a line and a log)
        from ui.log import write_log

        _complain(f"internal error: {type(error).__name__}; the details are in {write_log(error)}")
        return INTERNAL


def _complain(message: str) -> None:
    click.echo(f"resume-tailor: {' '.join(message.split())}", err=True)


class Commands(click.Group):
    """The commands; one that is still to come says so instead of being unknown."""

    TO_COME = frozenset({"serve", "worker"})

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names."""
        if args and args[0] in self.TO_COME:
            raise UserError(args[0], "this command is not built yet", "`resume-tailor --help` lists those that are")
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="resume-tailor", prog_name="resume-tailor")
def cli() -> None:
    """Tailor a resume to a job ad, with proof, line by line, that every claim stands in the source."""


@cli.command()
@click.argument("resume", type=click.Path(path_type=Path))
@click.argument("job", type=str)
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the files.  [default: out/<run id>]")
@click.option(
    "--mode",
    type=click.Choice(["auto", "offline", "model"]),
    default="auto",
    show_default=True,
    help="How the stages work: by deterministic rules (offline) or by models; auto asks models where a provider is set up.",
)
@click.option(
    "--plan", type=click.Choice(["free", "payg", "pro"]), default="payg", show_default=True, help="Which models to ask."
)
@click.option("--pages", type=click.Choice(["1", "2"]), default="2", show_default=True, help="Most pages of the PDFs.")
@click.option("--letter", is_flag=True, help="Write a cover letter too.")
@click.option(
    "--review", is_flag=True, help="Show strategy, gaps and a few questions first; answers become facts of yours."
)
@click.option(
    "--urgency", type=click.IntRange(0, 2), default=1, show_default=True, help="0 can wait, 2 is as fast as possible."
)
@click.option("--template", default="visual", show_default=True, help="Design of the visual PDF.")
@click.option("--no-search", is_flag=True, help="No web search.")
@click.option("--only", metavar="STAGE,…", help="Stages that may ask a model; the others work by rules.")
@click.option("--until", metavar="STAGE", help="Stop after this stage; `resume` goes on.")
@click.option("--run", "run_id", metavar="ID", help="Name of the run.")
@click.option("--json", "as_json", is_flag=True, help="Print report.json instead of the summary.")
def tailor(
    resume: Path,
    job: str,
    out: Path | None,
    mode: str,
    plan: str,
    pages: str,
    letter: bool,
    review: bool,
    urgency: int,
    template: str,
    no_search: bool,
    only: str | None,
    until: str | None,
    run_id: str | None,
    as_json: bool,
) -> int:
    """Tailor RESUME to JOB and write all documents and the report.

    RESUME is a .pdf, .docx, .md, .txt, .html, .json (JSON Resume) or .yaml (RenderCV) file. JOB is a text, Markdown, HTML, PDF
    or Word file, an http(s) address, or `-` for standard input.
    """
    _check_stages(only, until)
    if until == "cover_letter" and not letter:
        raise UserError("--until cover_letter", "no cover letter is asked for", "add --letter")
    _check_template(template)
    from graph.alone import load_upload
    from graph.runner import open_runner
    from nodes.state import RunSettings
    from ui.consent import settle_consent

    uploads = load_upload(resume), _load_job(job)
    if out is not None:
        _check_folder(out)
    settings = RunSettings.model_validate(
        {
            "mode": mode,
            "plan": plan,
            "urgency": urgency,
            "search": not no_search,
            "only": _split(only),
            "pages": int(pages),
            "template": template,
            "letter": letter,
            "review": review,
        }
    )

    async def work() -> int:
        async with open_runner() as runner:
            agreed = await settle_consent(runner, settings)
            run = await runner.create(*uploads, settings=agreed, folder=out, run_id=run_id)
            return await _go_on(runner, run.id, until, as_json=as_json)

    return _run_async(work)


@cli.command(name="letter")
@click.argument("resume", type=click.Path(path_type=Path))
@click.argument("job", type=str)
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the files.  [default: out/<run id>]")
@click.option(
    "--mode", type=click.Choice(["auto", "offline", "model"]), default="auto", show_default=True, help="As in tailor."
)
@click.option(
    "--plan", type=click.Choice(["free", "payg", "pro"]), default="payg", show_default=True, help="As in tailor."
)
@click.option("--template", default="visual", show_default=True, help="Design of the PDF.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of the letter.")
def write_letter(resume: Path, job: str, out: Path | None, mode: str, plan: str, template: str, as_json: bool) -> int:
    """Write the cover letter for RESUME and JOB alone, as PDF, Word and Markdown."""
    _check_template(template)
    from graph.alone import load_upload
    from graph.letter import deliver_letter
    from graph.runner import open_runner
    from nodes.state import RunSettings
    from resume.run_id import new_run_id
    from ui.consent import settle_consent
    from ui.letter import print_letter
    from ui.progress import watch_progress

    uploads = load_upload(resume), _load_job(job)
    if out is not None:
        _check_folder(out)
    id = new_run_id()
    settings = RunSettings.model_validate({"mode": mode, "plan": plan, "template": template, "letter": True})

    async def work() -> int:
        async with open_runner() as runner:
            agreed = await settle_consent(runner, settings)
            try:
                with watch_progress(id) as watch:
                    delivered = await deliver_letter(
                        runner, *uploads, settings=agreed, folder=out or Path("out") / id, run_id=id, watch=watch
                    )
            except asyncio.CancelledError:
                raise Interrupted(f"interrupted; `resume-tailor resume {id}` gives resume and letter") from None
        print_letter(delivered, as_json=as_json)
        return DELIVERED

    return _run_async(work)


@cli.command(name="resume")
@click.argument("run_id")
@click.option(
    "--answers", "answers_file", metavar="FILE|-", help="Answers of a review: JSON, or lines like `q1: text`."
)
@click.option("--answer", "given", multiple=True, metavar='q1="…"', help="One answer of a review; may be repeated.")
@click.option("--skip-review", is_flag=True, help="Answer nothing of a review.")
@click.option("--json", "as_json", is_flag=True, help="Print report.json instead of the summary.")
def resume_run(run_id: str, answers_file: str | None, given: tuple[str, ...], skip_review: bool, as_json: bool) -> int:
    """Go on with an interrupted run from its last checkpoint, or with one that waits for your answers."""
    from graph.runner import open_runner
    from nodes.state import RunSettings
    from ui.consent import settle_consent

    answers = _read_answers(answers_file, given, skip_review=skip_review)

    async def work() -> int:
        async with open_runner() as runner:
            run = await runner.runs.get(run_id)
            if run.status != "delivered":
                await settle_consent(runner, RunSettings.model_validate(run.settings), may_work_offline=False)
            return await _go_on(runner, run_id, None, as_json=as_json, answers=answers)

    return _run_async(work)


def _read_answers(file: str | None, given: tuple[str, ...], *, skip_review: bool) -> object | None:
    """The answers as they were given, None where there are none.

    Raises:
        UserError: they are given in two ways, or the file cannot be read.
    """
    ways = [bool(file), bool(given), skip_review]
    if sum(ways) > 1:
        raise UserError("--answers", "answers are given in more than one way", "use one of the three options")
    if file:
        return _read_text(file)
    if given:
        from ui.review import merge_answers

        return merge_answers(given)
    return {} if skip_review else None


def _read_text(file: str) -> str:
    if file == STANDARD_INPUT:
        return sys.stdin.read()
    from graph.alone import load_upload

    try:
        return load_upload(Path(file)).data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(file, "this is no text", "give JSON, or lines like `q1: text`") from None


async def _go_on(
    runner: "Runner", run_id: str, until: str | None, *, as_json: bool, answers: object | None = None
) -> int:
    """Run to the end (or pause), show the progress, print the result; ask, where the run waits and somebody is there."""
    from graph.runner import AwaitingReview, Paused

    try:
        result = await _work_on(runner, run_id, until, answers)
        while isinstance(result, AwaitingReview):
            from ui.review import print_review

            if as_json or not (sys.stdin.isatty() and sys.stderr.isatty()):
                print_review(result.payload, run_id, as_json=as_json)
                return DELIVERED
            result = await _answer_in_terminal(runner, result, until)
    except (asyncio.CancelledError, click.Abort):
        raise Interrupted(f"interrupted; what is done is kept. Go on with: resume-tailor resume {run_id}") from None
    if isinstance(result, Paused):
        _print_paused(result, as_json=as_json)
    else:
        _print_report(result, as_json=as_json)
    return DELIVERED


async def _work_on(runner: "Runner", run_id: str, until: str | None, answers: object | None) -> "Result":
    from ui.progress import watch_progress

    with watch_progress(run_id) as watch:
        if answers is not None:
            return await runner.answer(run_id, answers, watch=watch, until=until)
        return await runner.go_on(run_id, watch=watch, until=until)


async def _answer_in_terminal(runner: "Runner", waiting: "AwaitingReview", until: str | None) -> "Result":
    """Ask all, then again what could not be used."""
    from ui.review import ask_in_terminal

    answers = ask_in_terminal(waiting.payload)
    while True:
        try:
            return await _work_on(runner, waiting.run_id, until, answers)
        except UserError as error:
            if error.subject not in {question.id for question in waiting.payload.questions}:
                raise
            click.echo(str(error), err=True)
            again = ask_in_terminal(waiting.payload, only=error.subject)
            kept = {id: text for id, text in answers.answers.items() if id != error.subject}
            answers = answers.model_copy(update={"answers": kept | again.answers})


@cli.command()
@click.argument("resume", type=click.Path(path_type=Path))
@click.argument("jobs", metavar="JOB…", nargs=-1)
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="Folder; each job gets one of its own in it."
)
@click.option("--from", "listed", type=click.Path(path_type=Path), help="Text file that names ads, one a line.")
@click.option(
    "--concurrency",
    type=click.IntRange(1),
    default=4,
    show_default=True,
    metavar="N",
    help="Jobs done at the same time.",
)
@click.option(
    "--mode", type=click.Choice(["auto", "offline", "model"]), default="auto", show_default=True, help="As of `tailor`."
)
@click.option(
    "--plan", type=click.Choice(["free", "payg", "pro"]), default="payg", show_default=True, help="Which models to ask."
)
@click.option("--pages", type=click.Choice(["1", "2"]), default="2", show_default=True, help="Most pages of the PDFs.")
@click.option("--letter", is_flag=True, help="Write cover letters too.")
@click.option(
    "--urgency", type=click.IntRange(0, 2), default=1, show_default=True, help="0 can wait, 2 is as fast as possible."
)
@click.option("--template", default="visual", show_default=True, help="Design of the visual PDF.")
@click.option("--no-search", is_flag=True, help="No web search.")
@click.option("--json", "as_json", is_flag=True, help="Print batch.json instead of the summary.")
@click.pass_context
def batch(
    ctx: click.Context,
    resume: Path,
    jobs: tuple[str, ...],
    out: Path,
    listed: Path | None,
    concurrency: int,
    mode: str,
    plan: str,
    pages: str,
    letter: bool,
    urgency: int,
    template: str,
    no_search: bool,
    as_json: bool,
) -> int:
    """Tailor RESUME to each JOB, and tell in a table what came of them. Exits with 1 if some failed; the rest are done.

    JOB is what `tailor` takes. The same command again goes on with a batch that was interrupted: nothing that is done is done
    or paid for twice. Delete a job's folder to have it done anew.
    """
    _check_template(template)
    from graph.alone import load_upload
    from graph.batch import job_at, job_of, run_batch
    from graph.runner import open_runner
    from nodes.state import RunSettings
    from ui.batch import check_jobs, command_to_go_on, jobs_listed, print_batch, watch_batch
    from ui.consent import settle_consent
    from ui.log import write_log

    named = [*jobs, *(jobs_listed(listed) if listed else [])]
    check_jobs(named)
    upload = load_upload(resume)
    _check_folder(out)
    ads = [job_of(_load_job(one)) if one == STANDARD_INPUT else job_at(one) for one in named]
    settings = RunSettings.model_validate(
        {
            "mode": mode,
            "plan": plan,
            "urgency": urgency,
            "search": not no_search,
            "pages": int(pages),
            "template": template,
            "letter": letter,
        }
    )

    async def work() -> int:
        async with open_runner() as runner:
            agreed = await settle_consent(runner, settings)
            try:
                with watch_batch() as watch:
                    record, rows = await run_batch(
                        runner,
                        upload,
                        ads,
                        settings=agreed,
                        folder=out,
                        concurrency=concurrency,
                        log_defect=write_log,
                        watch=watch,
                    )
            except asyncio.CancelledError:
                again = command_to_go_on(ctx.obj)
                raise Interrupted(f"interrupted; what is done is kept. Go on with: {again}") from None
            print_batch(record, out, as_json=as_json)
            return SOME_FAILED if any(row.state == "failed" for row in rows) else DELIVERED

    return _run_async(work)


@cli.command()
@click.argument("run_id")
@click.option("--accept", "accepted", multiple=True, metavar="ID", help="Keep this line as it is.")
@click.option("--reject", "rejected", multiple=True, metavar="ID", help="Put this line back to your own words.")
@click.option(
    "--edit", "edited", multiple=True, metavar="ID=TEXT", help="Reword this line; an empty text leaves it out."
)
@click.option("--restore", "restored", multiple=True, metavar="ID", help="Take back what you decided of this line.")
@click.option("--declare", is_flag=True, help="Keep edits that your resume does not support, as facts of your own.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print report.json, and what was refused, instead of the summary."
)
def revise(
    run_id: str,
    accepted: tuple[str, ...],
    rejected: tuple[str, ...],
    edited: tuple[str, ...],
    restored: tuple[str, ...],
    declare: bool,
    as_json: bool,
) -> int:
    """Decide on single lines of a delivered run, by their ids in the report (k3, or w2.3), and make its files anew.

    Edits are held against your resume; what it does not support is refused, and the command exits with 1. No model is asked.
    """
    from graph.runner import open_runner
    from ui.revise import gather_decisions, print_revised

    decisions = gather_decisions(accepted, rejected, edited, restored, declare=declare)

    async def work() -> int:
        async with open_runner() as runner:
            revised = await runner.revise(run_id, decisions)
            print_revised(revised, as_json=as_json)
            return SOME_FAILED if revised.refused else DELIVERED

    return _run_async(work)


def _print_report(report: "Report", *, as_json: bool) -> None:
    from ui.summary import print_summary

    if as_json:
        click.echo(report.model_dump_json(indent=2))
        return
    from rich.console import Console

    print_summary(report, Console())


def _print_paused(paused: "Paused", *, as_json: bool) -> None:
    from ui.paused import what_is_known

    if as_json:
        click.echo(json.dumps(what_is_known(paused.state), indent=2, ensure_ascii=False))
    click.echo(f"Stopped after {paused.stage}. Go on with: resume-tailor resume {paused.run_id}", err=as_json)


def _run_async(work: Callable[[], Coroutine[object, object, T]]) -> T:
    return asyncio.run(work())


def _check_stages(only: str | None, until: str | None) -> None:
    if only is None and until is None:
        return
    from graph.pipeline import STAGES

    for option, value in (("--only", only), ("--until", until)):
        if value is not None and not value.strip(" ,"):
            raise UserError(option, "no stage is named", f"choose of {', '.join(STAGES)}")
        for stage in _split(value):
            if stage not in STAGES:
                raise UserError(option, f"there is no stage “{stage}”", f"choose of {', '.join(STAGES)}")


def _check_template(name: str) -> None:
    from documents.writers.html import template_names

    if name not in template_names():
        raise UserError("--template", f"there is no template “{name}”", f"choose of {', '.join(template_names())}")


def _split(stages: str | None) -> list[str]:
    return [stage.strip() for stage in stages.split(",") if stage.strip()] if stages else []


def _load_job(job: str) -> "Upload":
    from graph.alone import Upload, load_job

    if job == STANDARD_INPUT:
        return Upload("standard input", sys.stdin.buffer.read())
    return _run_async(lambda: load_job(job))


def _check_folder(folder: Path) -> None:
    """Refuse a folder that cannot be written before any work is done. Nothing is left behind.

    Raises:
        UserError: it is a file, or it cannot be made or written.
    """
    standing = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
    if not standing.is_dir():
        problem = "this is no folder" if standing == folder.absolute() else f"{standing} is no folder"
        raise UserError(str(folder), problem, "choose another --out")
    try:
        with tempfile.TemporaryFile(dir=standing):
            pass
    except OSError as error:
        reason = f"the folder cannot be written ({error.strerror})"
        raise UserError(str(folder), reason, "choose another --out") from None


@cli.group()
def runs() -> None:
    """List, show and delete runs."""


@runs.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_runs(as_json: bool) -> None:
    """All runs, the newest first."""
    from graph.runner import open_runner
    from ui.run_list import print_runs

    async def work() -> None:
        async with open_runner() as runner:
            print_runs(await runner.runs.newest(), as_json=as_json)

    _run_async(work)


@runs.command(name="show")
@click.argument("run_id")
@click.option("--json", "as_json", is_flag=True, help="Print report.json, or what is known so far.")
def show_run(run_id: str, as_json: bool) -> None:
    """What a run came to."""
    from graph.runner import Paused, open_runner
    from resume.report import Report
    from ui.run_list import print_runs

    async def work() -> None:
        async with open_runner() as runner:
            run = await runner.runs.get(run_id)
            state = await runner.state_of(run)
            report = state.get("report")
            if isinstance(report, Report):
                _print_report(report, as_json=as_json)
            else:
                print_runs([run], as_json=False)
                _print_paused(Paused(run.id, "its last checkpoint", state), as_json=as_json)

    _run_async(work)


@runs.command(name="delete")
@click.argument("run_id")
def delete_run(run_id: str) -> None:
    """Delete a run: its checkpoints, its uploaded documents, the files it delivered and what a batch keeps of it."""
    from graph.runner import open_runner
    from settings import read_settings
    from ui.in_process.batch import forget_run

    async def work() -> None:
        async with open_runner() as runner:
            deleted = await runner.delete(run_id)
            await asyncio.to_thread(forget_run, read_settings().home, run_id)
            click.echo(f"Deleted run {run_id} and {len(deleted)} files.")

    _run_async(work)


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the JSON files; needed for several files.")
def parse(files: tuple[Path, ...], out: Path | None) -> int:
    """Read resumes: one file as JSON Resume on standard output, several as <stem>.json in --out."""
    from ui.parse import parse_many, parse_one

    if len(files) == 1 and out is None:
        click.echo(parse_one(files[0]))
        return DELIVERED
    if out is None:
        raise UserError("--out", "several files need a folder for their results", "add --out DIR")
    _check_folder(out)
    return SOME_FAILED if parse_many(files, out) else DELIVERED


@cli.command()
@click.argument("job")
def analyze(job: str) -> None:
    """What a job ad asks for, as JSON. JOB is a file, an http(s) address, or `-` for standard input."""
    from graph import extract_job

    reading = extract_job(_load_job(job))
    known = {**reading.analysis.model_dump(), "requirements": [one.model_dump() for one in reading.requirements]}
    click.echo(json.dumps(known, indent=2, ensure_ascii=False))


@cli.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("draft", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(source: Path, draft: Path, as_json: bool) -> int:
    """Check every claim of the resume DRAFT against the resume SOURCE, whoever wrote the draft.

    Exits with 1 if the source does not support all of them.
    """
    from graph import check_facts
    from ui.check import exit_code, print_check

    checked = check_facts(source, draft)
    if as_json:
        click.echo(checked.model_dump_json(indent=2))
    else:
        from rich.console import Console

        print_check(checked, Console())
    return exit_code(checked)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def doctor(as_json: bool) -> int:
    """The health of every component, and where each setting comes from."""
    from ui.doctor import examine, print_findings

    findings = asyncio.run(examine())
    print_findings(findings, as_json=as_json)
    return DELIVERED if findings.healthy else UNUSABLE


@cli.command(name="ui")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 lets others in.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen at.  [default: 8501, or the next free one]")
def serve_ui(host: str, port: int | None) -> None:
    """Serve the web UI."""
    from settings import read_settings
    from ui.web.serve import serve

    serve(read_settings(), host, port)


cli.add_command(models)


@cli.command(name="eval", context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def evaluate(arguments: tuple[str, ...]) -> int:
    """Run the evaluation suite offline; --help lists its options."""
    from evals.command import main as run_evaluation

    return run_evaluation(list(arguments))


if __name__ == "__main__":
    main()
