"""Runs for the pages: started in the background, watched, stopped, gone on with, listed, deleted."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from errors import UserError
from ui.client import Document, ModelPlace, Pending, Places, RunChoices, RunState, RunStatus, RunSummary, User
from ui.in_process.core import Core
from ui.in_process.documents import to_upload
from ui.in_process.progress import MODEL, OFFLINE, Board, measure, usual_seconds, views_of_records
from ui.log import write_log

if TYPE_CHECKING:
    from graph.runner import Runner
    from nodes.stage import Progress
    from nodes.state import RunSettings
    from resume.report import Report, StageRecord
    from resume.review.payload import ReviewAnswers
    from resume.schema import Resume
    from storage.runs import Run
    from ui.in_process.batch import Batches

AT_ONCE = 4
"""Runs that work at the same time; further ones wait for their turn. Two cores print two PDFs at once."""

_STATES: dict[str, RunState] = {
    "open": "interrupted",
    "paused": "stopped",
    "failed": "failed",
    "delivered": "delivered",
    "review": "asking",
}


@dataclass(frozen=True)
class _Given:
    """What a run starts from."""

    resume: Document
    job: Document
    choices: RunChoices


@dataclass
class _UnderWay:
    """A run that this process works at, or worked at last."""

    owner: str
    resume_name: str
    job_name: str
    board: Board
    way: str
    state: RunState = "starting"
    title: str | None = None
    company: str | None = None
    problem: str | None = None
    remedy: str | None = None
    task: "asyncio.Task[None] | None" = None
    answers: "ReviewAnswers | None" = None
    """What the user said to a run that waited for them."""
    unrecorded: "_Given | None" = None
    """What it is to start from, as long as there is no record of it."""
    unwanted: bool = False
    """Whether the user stopped it; else it was the program that ended."""


class Runs:
    """The desk of runs."""

    def __init__(self, core: Core, batches: "Batches") -> None:
        self._core = core
        self._batches = batches
        self._under_way: dict[str, _UnderWay] = {}
        self._slots = asyncio.Semaphore(AT_ONCE)

    def places(self, choices: RunChoices) -> Pending[Places]:
        """Where a run's text would go."""
        return self._core.loop.begin(self._places(choices))

    async def _places(self, choices: RunChoices) -> Places:
        runner, settings = await self._core.runner(), to_settings(choices)
        gateway = await runner.models(settings)
        if gateway is None:
            return Places()
        from graph.consent import places_of

        search = runner.search(settings)
        return Places(
            tuple(ModelPlace(one.provider, one.address, one.local) for one in places_of(gateway)),
            tuple(search.names) if search is not None else (),
        )

    def templates(self) -> Sequence[str]:
        """The designs of the visual PDF."""
        from documents.writers.html import template_names

        return template_names()

    def start(self, user: User, resume: Document, job: Document, choices: RunChoices) -> str:
        """Begin a run in the background and return its id at once."""
        from resume.run_id import new_run_id

        id = new_run_id()
        self._begin(user, id, _Given(resume, job, choices))
        return id

    def _begin(self, user: User, id: str, given: _Given) -> None:
        choices = given.choices
        run = _UnderWay(user.id, given.resume.name, given.job.name, _new_board(choices), _way(choices))
        run.unrecorded = given
        self._under_way[id] = run
        self._core.loop.begin(self._start(id, run, given))

    async def _start(self, id: str, run: _UnderWay, given: _Given) -> None:
        async def create() -> "Runner":
            choices = given.choices
            runner, settings = await self._core.runner(), to_settings(choices)
            if await runner.models(settings) is None:
                run.board, run.way = _new_board(replace(choices, mode="offline")), OFFLINE
            await runner.create(
                to_upload(given.resume),
                to_upload(given.job),
                settings=settings,
                folder=self._core.settings.home / "runs" / id,
                run_id=id,
                owner=run.owner,
            )
            run.unrecorded = None
            return runner

        run.task = asyncio.current_task()
        await self._work(id, run, create)

    def go_on(self, user: User, run_id: str) -> None:
        """Go on with a run that is not under way; one of which there is no record yet begins anew."""
        known = self._under_way.get(run_id)
        if known is not None and known.owner == user.id:
            if known.state in ("starting", "running"):
                return
            if known.unrecorded is not None:
                self._begin(user, run_id, known.unrecorded)
                return
        self._core.loop.call(self.go_on_with(user, run_id, None))

    async def go_on_with(self, user: User, run_id: str, answers: "ReviewAnswers | None") -> None:
        """Go on in the background, with the answers that the run waits for; called in the loop."""
        runner = await self._core.runner()
        stored = await runner.runs.owned(run_id, user.id)
        choices = _choices_of(stored)
        if await runner.models(to_settings(choices)) is None:
            choices = replace(choices, mode="offline")
        run = _UnderWay(
            user.id, stored.resume_name, stored.job_name, _new_board(choices), _way(choices), title=stored.title
        )
        run.board.take_up(views_of_records(await self._records(runner, stored), _stages(choices), _stage_names()))
        self._under_way[run_id] = run

        async def ready() -> "Runner":
            return runner

        run.answers = answers
        run.task = asyncio.create_task(self._work(run_id, run, ready))

    async def _work(self, id: str, run: _UnderWay, ready: "Callable[[], Awaitable[Runner]]") -> None:
        """Take a run to its end; whatever happens is told by its state."""
        try:
            async with self._slots:
                if run.unwanted:
                    raise asyncio.CancelledError
                runner = await ready()
                await self._run(runner, id, run)
        except asyncio.CancelledError:
            run.state = "stopped" if run.unwanted else "interrupted"
            if run.unwanted:
                await self._note_stop(id)
        except UserError as error:
            run.problem, run.remedy, run.state = f"{error.subject}: {error.problem}", error.remedy, "failed"
        except Exception as error:  # noqa: BLE001  (a defect of ours: the page says so, the log tells more)
            path = await asyncio.to_thread(write_log, error)
            run.problem = "Something went wrong on our side, not with your documents."
            run.remedy = f"Try again; the details are in {path}."
            run.state = "failed"

    async def _run(self, runner: "Runner", id: str, run: _UnderWay) -> None:
        from resume.report import Report

        def watch(progress: "Progress") -> None:
            run.board.take(progress)
            if progress.stage == "drafter" and progress.event == "begin" and not run.board.part_titles:
                run.board.part_titles = {progress.part or "": ""}
                names = asyncio.create_task(self._name_parts(runner, id, run))
                names.add_done_callback(lambda task: task.cancelled() or task.exception())

        run.state = "running"
        if run.answers is not None:
            result = await runner.answer(id, run.answers, watch=watch)
        else:
            result = await runner.go_on(id, watch=watch)
        stored = await runner.runs.get(id)
        run.title, run.company = stored.title, stored.company
        run.state = "delivered" if isinstance(result, Report) else _STATES.get(stored.status, "stopped")

    async def _name_parts(self, runner: "Runner", id: str, run: _UnderWay) -> None:
        """Name the packets by the titles of the roles that they hold."""
        from documents.writers.report_words import section_title

        state = await runner.state_of(await runner.runs.get(id))
        facts, packets, analysis = state.get("facts"), state.get("packets"), state.get("analysis")
        titles = {fact.id: fact.text for fact in facts} if isinstance(facts, list) else {}
        for packet in packets if isinstance(packets, list) else []:
            roles = packet.context if packet.section == "work" or len(packet.context) == 1 else []
            # Title and employer say which; place and period would only take room.
            named = [", ".join(titles[id].split(", ")[:2]) for id in roles if id in titles]
            sections = [
                section_title(one).lower() if n else section_title(one) for n, one in enumerate(packet.id.split("+"))
            ]
            run.board.part_titles[packet.id] = " and ".join(named or sections)
        run.title, run.company = getattr(analysis, "title", None), getattr(analysis, "company", None)

    async def _note_stop(self, id: str) -> None:
        """Record that the user stopped the run, unless it was not even recorded yet."""
        from sqlalchemy.exc import NoResultFound

        try:
            await (await self._core.runner()).runs.update(id, status="paused")
        except NoResultFound:
            return

    def cancel(self, user: User, run_id: str) -> None:
        """Stop a run that this process works at."""
        run = self._under_way.get(run_id)
        if run is None or run.owner != user.id:
            self._core.loop.call(self._owned(user, run_id))
            return

        async def stop() -> None:
            run.unwanted = True
            if run.task is not None:
                run.task.cancel()
                await asyncio.wait({run.task})

        self._core.loop.call(stop())

    async def _owned(self, user: User, run_id: str) -> "Run":
        return await (await self._core.runner()).runs.owned(run_id, user.id)

    def status(self, user: User, run_id: str) -> RunStatus:
        """How far a run has come: from memory where it runs here, else from its record and checkpoint."""
        run = self._under_way.get(run_id)
        if run is None or run.owner != user.id:
            return self._core.loop.call(self._stored_status(user, run_id))
        stages = run.board.views()
        share, left = measure(stages, usual_seconds(run.way))
        return RunStatus(
            id=run_id,
            state=run.state,
            stages=stages,
            share=1.0 if run.state == "delivered" else share,
            seconds_left=left if run.state in ("running", "starting") else None,
            title=run.title,
            company=run.company,
            resume_name=run.resume_name,
            job_name=run.job_name,
            problem=run.problem,
            remedy=run.remedy,
        )

    async def _records(self, runner: "Runner", run: "Run") -> "dict[str, StageRecord]":
        """How the stages that a run has behind it were done."""
        records = (await runner.state_of(run)).get("stages")
        return records if isinstance(records, dict) else {}

    async def _stored_status(self, user: User, run_id: str) -> RunStatus:
        runner = await self._core.runner()
        run = await runner.runs.owned(run_id, user.id)
        state: RunState = _STATES[run.status]
        if run.status == "open" and runner.is_under_way(run_id):
            state = "elsewhere"
        choices = _choices_of(run)
        stages = views_of_records(await self._records(runner, run), _stages(choices), _stage_names())
        share, _ = measure(stages, usual_seconds(_way(choices)))
        return RunStatus(
            id=run_id,
            state=state,
            stages=stages,
            share=1.0 if state == "delivered" else share,
            title=run.title,
            company=run.company,
            resume_name=run.resume_name,
            job_name=run.job_name,
        )

    def report(self, user: User, run_id: str) -> "Report | None":
        """What a run came to."""
        from resume.report import Report

        report = self._core.loop.call(self._state(user, run_id)).get("report")
        return report if isinstance(report, Report) else None

    def source(self, user: User, run_id: str) -> "Resume | None":
        """The resume as it was read."""
        from resume.schema import Resume

        source = self._core.loop.call(self._state(user, run_id)).get("source")
        return source if isinstance(source, Resume) else None

    async def _state(self, user: User, run_id: str) -> dict[str, object]:
        return await (await self._core.runner()).state_of(await self._owned(user, run_id))

    def history(self, user: User) -> Sequence[RunSummary]:
        """The user's runs, the newest first."""
        return self._core.loop.call(self._newest(user))

    async def _newest(self, user: User) -> list[RunSummary]:
        runner = await self._core.runner()
        return [self._summary(runner, run) for run in await runner.runs.newest(user.id)]

    def _summary(self, runner: "Runner", run: "Run") -> RunSummary:
        here = self._under_way.get(run.id)
        state = here.state if here is not None else _STATES[run.status]
        # Those of a batch, and of the command line, are not under way here.
        if here is None and run.status == "open" and runner.is_under_way(run.id):
            state = "elsewhere"
        return RunSummary(
            id=run.id,
            state=state,
            created_at=run.created_at,
            resume_name=run.resume_name,
            job_name=run.job_name,
            title=run.title,
            company=run.company,
            choices=_choices_of(run),
        )

    def duplicate(self, user: User, run_id: str, choices: RunChoices | None = None) -> str:
        """Start a new run from the same documents."""
        run, resume, job = self._core.loop.call(self._documents(user, run_id))
        return self.start(user, resume, job, choices or _choices_of(run))

    async def _documents(self, user: User, run_id: str) -> "tuple[Run, Document, Document]":
        from storage.documents import DocumentStore
        from ui.in_process.documents import from_stored

        run = await self._owned(user, run_id)
        store = DocumentStore(self._core.settings.home / "documents")
        return run, from_stored(store.get(run.resume_document)), from_stored(store.get(run.job_document))

    def delete(self, user: User, run_id: str) -> None:
        """Delete a run with all that belongs to it."""
        self._batches.check_free(user, run_id)
        self._core.loop.call(self._delete(user, run_id))
        self._under_way.pop(run_id, None)

    async def _delete(self, user: User, run_id: str) -> None:
        await self._owned(user, run_id)
        await (await self._core.runner()).delete(run_id)
        await self._batches.forget_run(user, run_id)


def to_settings(choices: RunChoices) -> "RunSettings":
    """The choices as the run's settings."""
    from nodes.state import RunSettings

    known = {name: value for name, value in asdict(choices).items() if name in RunSettings.model_fields}
    return RunSettings.model_validate(known)


def _choices_of(run: "Run") -> RunChoices:
    from pydantic import TypeAdapter

    known = {name: value for name, value in run.settings.items() if name in RunChoices.__dataclass_fields__}
    return TypeAdapter(RunChoices).validate_python(known)


def _way(choices: RunChoices) -> str:
    return OFFLINE if choices.mode == "offline" else MODEL


def _stages(choices: RunChoices) -> list[str]:
    """The stages that a run with these choices shows, in the order of the work."""
    left_out = {
        *(() if choices.letter else ("cover_letter",)),
        *(() if choices.review else ("human_review",)),
        *(() if choices.search and choices.mode != "offline" else ("web_search",)),
    }
    return [stage for stage in usual_seconds(MODEL) if stage not in left_out]


def _stage_names() -> dict[str, str]:
    from documents.writers.report_words import word_for

    return {stage: word_for("stages", stage) for stage in usual_seconds(MODEL)}


def _new_board(choices: RunChoices) -> Board:
    return Board(_stages(choices), _stage_names())
