"""Running the pipeline: start, watch, pause, go on after a kill, forget."""

import asyncio
import functools
import gc
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from filelock import FileLock, Timeout
from langchain_core.runnables import RunnableConfig
from langgraph.graph.state import CompiledStateGraph
from langgraph.types import Command, StateSnapshot

from documents.readers import read_job
from errors import UserError
from graph.alone import Upload, load_job, load_upload
from graph.live import make_live_parts
from graph.pipeline import RECURSION_LIMIT, build_graph
from graph.revision import Preview, Revised, check_text_of_line, decide, look, update_of
from nodes.collector import collect_rarely
from nodes.human_review import understand
from nodes.intake import take_resume
from nodes.live import LiveParts
from nodes.offload import Workers
from nodes.stage import Progress
from nodes.state import STATE_VERSION, RunSettings, TailoringInput, TailoringOutput, TailoringState
from resume.job import JobText
from resume.packets import PacketDraft
from resume.report import Report
from resume.review.payload import ReviewPayload
from resume.review.revision import Decision, LineCheck
from resume.run_id import check_run_id, new_run_id
from settings import Settings, read_settings
from storage.consents import Consents
from storage.runs import Run, RunStore
from storage.tables import LOCAL_USER

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from gateway.gateway import Gateway
    from graph.checkpoints import GatheringSaver
    from web.search import WebSearch

Compiled = CompiledStateGraph[TailoringState, RunSettings, TailoringInput, TailoringOutput]
Watch = Callable[[Progress], None]
R = TypeVar("R")

ROAD_STAGES = ("drafter", "star_editor")
"""Stages that run once per packet, inside the `section_writer`."""


@dataclass(frozen=True)
class Paused:
    """A run that was stopped after the stage the user named."""

    run_id: str
    stage: str
    state: Mapping[str, object]


@dataclass(frozen=True)
class AwaitingReview:
    """A run that waits for its user's answers; `Runner.answer` goes on."""

    run_id: str
    payload: ReviewPayload
    """What the user is to be shown."""


Result = Report | Paused | AwaitingReview


@dataclass(frozen=True)
class Version:
    """What a run was delivered as at one time."""

    made_at: str
    """ISO 8601, UTC."""
    report: Report


class Runner:
    """Runs of the pipeline, with their checkpoints on disk. Made by `open_runner`."""

    def __init__(
        self,
        settings: Settings,
        live: LiveParts,
        runs: RunStore,
        saver: "GatheringSaver",
        open_models: Callable[[], Coroutine[object, object, "Gateway | None"]],
        forget_answers: Callable[[str], Awaitable[None]],
        open_search: "Callable[[], WebSearch | None]" = lambda: None,
        workers: Workers | None = None,
        *,
        consents: Consents,
    ) -> None:
        self._settings = settings
        self._live = live
        self._saver = saver
        self._open_models = open_models
        self._forget_answers = forget_answers
        self._open_search = open_search
        self._workers = workers or Workers(most=0)
        self._opened: asyncio.Task[Gateway | None] | None = None
        self._graphs: dict[tuple[str | None, bool, bool], Compiled] = {}
        self._folders: dict[str, Path] = {}
        self.runs = runs
        self.consents = consents

    @property
    def live(self) -> LiveParts:
        """What the stages need that lives longer than a run; without models and search, which are a run's own."""
        return self._live

    async def models(self, settings: RunSettings) -> "Gateway | None":
        """The gateway of a run with these settings, opened at first use; None where it works by rules.

        Raises:
            UserError: the run is to ask models and none is set up, or what is set up cannot be used.
        """
        if settings.mode == "offline":
            return None
        if self._opened is None:
            self._opened = asyncio.create_task(self._open_models())
        gateway = await asyncio.shield(self._opened)
        _pass_over_loaded("libraries")
        if gateway is None and settings.mode == "model":
            raise UserError(
                "--mode model",
                "no model provider is set up",
                "set OPENAI_API_KEY or another provider's key, or use --mode offline",
            )
        return gateway

    def forget_models(self) -> None:
        """Have the next run look anew which providers are set up. Runs under way keep the gateway that they began with."""
        self._opened = None
        self._graphs.clear()

    def search(self, settings: RunSettings) -> "WebSearch | None":
        """The web search of a run that asks models; None where it searches nothing.

        Raises:
            UserError: a search engine cannot be used as it is set up.
        """
        return self._open_search() if settings.search and settings.mode != "offline" else None

    async def read_ad(self, job: Upload) -> JobText:
        """An ad as the runs will read it by rules.

        Raises:
            UserError: it cannot be used.
        """
        return await asyncio.to_thread(read_job, job.data, job.name, self._live.job_limits)

    @asynccontextmanager
    async def shared_resume(self, resume: Upload) -> AsyncIterator[None]:
        """A resume, read now for the runs that are created meanwhile and share it; forgotten if there are none.

        Raises:
            UserError: it cannot be used.
        """
        document = self._live.documents.put(resume.name, resume.data)
        try:
            await take_resume({"resume_document": document}, "", self._live)
            yield
        finally:
            if not await self.runs.uses_document(document):
                self._live.documents.delete(document)

    async def create(
        self,
        resume: Upload,
        job: Upload,
        *,
        settings: RunSettings,
        folder: Path | None = None,
        run_id: str | None = None,
        owner: str = LOCAL_USER,
    ) -> Run:
        """Record a new run; nothing is read yet.

        Args:
            resume: the master resume.
            job: the ad.
            settings: of this run.
            folder: where the files go; `out/<run id>` under the working directory when not given.
            run_id: its name; made up when not given.
            owner: the id of the user whose run it is; the calls of models are booked on them.

        Raises:
            UserError: there is a run of this name, the name cannot be used, or it is to ask models and none is set up.
        """
        if await self.models(settings) is not None:
            self.search(settings)
        id = check_run_id(run_id) if run_id else new_run_id()
        run = Run(
            id=id,
            resume_document=self._live.documents.put(resume.name, resume.data),
            resume_name=resume.name,
            job_document=self._live.documents.put(job.name, job.data, job.origin),
            job_name=job.name,
            folder=str((folder or Path("out") / id).absolute()),
            settings=settings.model_copy(update={"user": owner}).model_dump(mode="json"),
            owner=owner,
        )
        try:
            await self.runs.add(run)
        except UserError:
            await self._drop_documents(run)
            raise
        return run

    async def go_on(self, run_id: str, *, watch: Watch | None = None, until: str | None = None) -> Result:
        """Run to the end, or to the stage `until`, from the last checkpoint or from the beginning.

        A run that was delivered before is not run again; its report is returned. One that waits for answers goes on waiting.

        Raises:
            UserError: there is no such run, it is under way elsewhere, its state is of another version, or its input cannot
                be used; a run that could not take in its input is forgotten.
        """
        return await self._alone_on(run_id, lambda run: self._go_on(run, watch or _unwatched, until))

    async def answer(
        self, run_id: str, answers: object, *, watch: Watch | None = None, until: str | None = None
    ) -> Result:
        """Go on with a run that waits for its user.

        Args:
            run_id: the run.
            answers: `ReviewAnswers`, or what `resume.review.answering.read_answers` makes them of; None skips the review.
            watch: is told of the progress.
            until: stop after this stage.

        Raises:
            UserError: the run does not wait for answers, or these cannot be used: then it goes on waiting.
        """

        async def work(run: Run) -> Result:
            graph = self._compiled(run, None)
            state = await graph.aget_state(_config(run))
            payload = _waiting_payload(state)
            if payload is None:
                problem = "it is delivered already" if "report" in state.values else "it does not wait for answers"
                raise UserError(f"run {run.id}", problem, f"`resume-tailor runs show {run.id}` tells how far it is")
            read, _ = await asyncio.to_thread(
                understand, answers, payload, state.values["source"], state.values["facts"], self._live.today()
            )
            return await self._go_on(run, watch or _unwatched, until, Command(resume=read.model_dump(mode="json")))

        return await self._alone_on(run_id, work)

    async def revise(self, run_id: str, decisions: Mapping[str, Decision], *, watch: Watch | None = None) -> Revised:
        """Take the user's decisions on single lines of a delivered run, check them, and make all files anew.

        No model is asked. The version before stays in the run's history of checkpoints.

        Args:
            run_id: the run.
            decisions: by the id of a claim in its report, or of a fact.
            watch: is told of the progress.

        Raises:
            UserError: there is no such run, it is not delivered, it is under way elsewhere, or there is no such line.
        """

        async def work(run: Run) -> Revised:
            graph = self._compiled(run, None)
            values = await self._delivered(run, graph)
            report = values["report"]
            assert isinstance(report, Report)
            draft = await asyncio.to_thread(decide, values, decisions, self._live.today())
            started = time.time() - report.metrics.total_seconds
            update = await asyncio.to_thread(update_of, draft, values, started, self._live.today())
            before, decided = values.get("revision"), draft.rendered or draft.revision.decisions
            if draft.revision == before or (before is None and not decided):
                return Revised(report, draft.refused)
            # As though the polisher had just done it: its successors, the validator and the exporter, do their work on it.
            await graph.aupdate_state(_config(run), update, as_node="polisher" if draft.rendered else "exporter")
            if not draft.rendered:
                return Revised(report, draft.refused)
            await self._work(graph, run, watch or _unwatched, None, None, None)
            result = await self._result(graph, run, None)
            assert isinstance(result, Report)
            return Revised(result, draft.refused)

        return await self._alone_on(run_id, work)

    async def check_line(self, run_id: str, line: str, text: str) -> LineCheck:
        """Whether a line of a delivered run may be reworded so: what the fact check says of it, within milliseconds.

        Raises:
            UserError: there is no such run, it is not delivered, or there is no such line.
        """
        run = await self.runs.get(run_id)
        values = await self._delivered(run, self._compiled(run, None))
        return await asyncio.to_thread(check_text_of_line, values, line, text, self._live.today())

    async def preview(self, run_id: str, decisions: Mapping[str, Decision] | None = None) -> Preview:
        """The visual design as these decisions, over those taken before, would make it. Nothing is stored.

        Raises:
            UserError: there is no such run, it is not delivered, or there is no such line.
        """
        run = await self.runs.get(run_id)
        values = await self._delivered(run, self._compiled(run, None))
        draft = await asyncio.to_thread(decide, values, decisions or {}, self._live.today())
        return await look(draft, values, RunSettings.model_validate(run.settings), self._live.printer.print_pdf)

    async def _delivered(self, run: Run, graph: Compiled) -> Mapping[str, object]:
        """The state of a delivered run.

        Raises:
            UserError: it is not delivered, or its state is of another version.
        """
        values: Mapping[str, object] = (await graph.aget_state(_config(run))).values
        if "report" not in values:
            raise UserError(f"run {run.id}", "it is not delivered yet", f"go on with it: resume-tailor resume {run.id}")
        if values.get("state_version", STATE_VERSION) != STATE_VERSION:
            raise UserError(f"run {run.id}", "another version of resume-tailor made it", "start it anew")
        return values

    async def _alone_on(self, run_id: str, work: Callable[[Run], Awaitable[R]]) -> R:
        """What the work on a run comes to, while nobody else may work on it."""
        run = await self.runs.get(run_id)
        with self._alone(run_id):
            self._folders[run.id] = Path(run.folder)
            try:
                with self._workers.run_under_way(run_id):
                    return await work(run)
            finally:
                del self._folders[run.id]
                _pass_over_loaded("word lists")

    async def _go_on(
        self, run: Run, watch: Watch, until: str | None, answers: "Command[object] | None" = None
    ) -> Result:
        gateway = await self.models(RunSettings.model_validate(run.settings))
        graph = self._compiled(run, until, gateway)
        config = _config(run)
        before = await graph.aget_state(config)
        if before.created_at is not None and before.values.get("state_version", STATE_VERSION) != STATE_VERSION:
            raise UserError(f"run {run.id}", "another version of resume-tailor began it", "start it anew")
        if "report" not in before.values or before.next:
            await self._work(graph, run, watch, until, gateway, answers if before.created_at else _start(run))
        return await self._result(graph, run, until)

    async def _work(
        self,
        graph: Compiled,
        run: Run,
        watch: Watch,
        until: str | None,
        gateway: "Gateway | None",
        given: "TailoringInput | Command[object] | None",
    ) -> None:
        """Stream the graph, and record what becomes of the run where it fails."""
        await self.runs.update(run.id, status="open")
        if until is None:
            self._live.printer.warm_up()
        try:
            await self._stream(graph, run, watch, until, given)
        except UserError:
            if "facts" not in (await graph.aget_state(_config(run))).values:
                await self.forget(run)
            raise
        except Exception:
            await self.runs.update(run.id, status="failed")
            raise
        finally:
            if gateway is not None:
                gateway.end_run(run.id)

    async def _result(self, graph: Compiled, run: Run, until: str | None) -> Result:
        """What the run has come to, which is recorded."""
        after = await graph.aget_state(_config(run))
        job = after.values.get("analysis")
        title, company = (job.title, job.company) if job else (None, None)
        if "report" in after.values and not after.next:
            await self.runs.update(run.id, status="delivered", title=title, company=company)
            report: Report = after.values["report"]
            return report
        if (payload := _waiting_payload(after)) is not None:
            await self.runs.update(run.id, status="review", title=title, company=company)
            return AwaitingReview(run.id, payload)
        await self.runs.update(run.id, status="paused", title=title, company=company)
        drafts = await _drafts_on_roads(graph, _config(run)) if "section_writer" in after.next else {}
        return Paused(run.id, until or "", {**after.values, **drafts})

    async def _stream(
        self,
        graph: Compiled,
        run: Run,
        watch: Watch,
        until: str | None,
        given: "TailoringInput | Command[object] | None",
    ) -> None:
        async for part in graph.astream(
            given,
            _config(run),
            context=RunSettings.model_validate(run.settings),
            stream_mode=[] if watch is _unwatched else ["custom"],
            subgraphs=watch is not _unwatched,
            version="v2",
            durability="sync",
            interrupt_after=[until] if until and until not in ROAD_STAGES else None,
            interrupt_before=["polisher"] if until == "star_editor" else None,
        ):
            if part["type"] == "custom":
                watch(Progress.model_validate(part["data"]))

    def _compiled(self, run: Run, until: str | None, models: "Gateway | None" = None) -> Compiled:
        """The graph for a run; all that work alike share one, since to make it takes as long as several stages."""
        search = self.search(RunSettings.model_validate(run.settings)) if models is not None else None
        pause_after = until if until == "drafter" else None
        way = (pause_after, models is not None, search is not None)
        if way not in self._graphs:
            live = replace(self._live, folder_of=self._folders.__getitem__, models=models, search=search)
            graph = build_graph(live, pause_after=pause_after)
            self._graphs[way] = graph.compile(checkpointer=self._saver)
        return self._graphs[way]

    async def forget(self, run: Run) -> None:
        """Delete a run: checkpoints, models' answers, uploaded documents that no other run uses, its record."""
        await self._saver.adelete_thread(run.id)
        await self._forget_answers(run.id)
        await self.runs.delete(run.id)
        await self._drop_documents(run)

    async def _drop_documents(self, run: Run) -> None:
        for document in (run.resume_document, run.job_document):
            if not await self.runs.uses_document(document):
                self._live.documents.delete(document)

    async def delete(self, run_id: str) -> list[str]:
        """Delete a run and the files it delivered; what else lies in its folder stays.

        Returns:
            the files that were deleted.

        Raises:
            UserError: there is no such run, or it is under way.
        """
        run = await self.runs.get(run_id)
        with self._alone(run_id):
            report = (await self.state_of(run)).get("report")
            files = [Path(path) for path in report.files.values()] if isinstance(report, Report) else []
            deleted = await asyncio.to_thread(_delete_files, files, Path(run.folder))
            await self.forget(run)
        self.lock_path(run_id).unlink(missing_ok=True)
        return deleted

    async def versions_of(self, run: Run) -> list[Version]:
        """What a run was delivered as, the newest first: by its stages, then after each revision; empty before that."""
        graph, found = self._compiled(run, None), dict[str, Version]()
        async for snapshot in graph.aget_state_history({"configurable": {"thread_id": run.id}}):
            report = snapshot.values.get("report")
            if isinstance(report, Report) and not snapshot.next and snapshot.created_at:
                found.setdefault(
                    report.model_dump_json(exclude={"metrics", "stages"}), Version(snapshot.created_at, report)
                )
        return list(found.values())

    async def state_of(self, run: Run) -> dict[str, object]:
        """The state of a run as far as it has come, by key."""
        snapshot = await self._compiled(run, None).aget_state({"configurable": {"thread_id": run.id}})
        return dict(snapshot.values)

    def lock_path(self, run_id: str) -> Path:
        """The file whose lock whoever works on a run, or on anything else of this name, holds."""
        return self._settings.home / "locks" / f"{run_id}.lock"

    def _alone(self, run_id: str) -> "_Alone":
        return _Alone(run_id, self.lock_path(run_id))

    def is_under_way(self, run_id: str) -> bool:
        """Whether some process, this one included, works at a run right now."""
        try:
            with self._alone(run_id):
                return False
        except UserError:
            return True


@functools.cache
def _pass_over_loaded(_what: str) -> None:
    """Have the garbage collector look no more at what is loaded by now; once for each thing that stays for good.

    A full collection goes through all of the libraries and word lists, which takes a third of a second; runs at once make enough
    objects to bring one about every second.
    """
    gc.freeze()
    collect_rarely()


def _unwatched(_: Progress) -> None:
    """Tells nobody."""


def _config(run: Run) -> RunnableConfig:
    return {"configurable": {"thread_id": run.id}, "recursion_limit": RECURSION_LIMIT}


def _start(run: Run) -> TailoringInput:
    return {"resume_document": run.resume_document, "job_document": run.job_document, "run_id": run.id}


def _waiting_payload(snapshot: StateSnapshot) -> ReviewPayload | None:
    """What a run waits to be answered; None where it does not wait."""
    asked = [one.value for task in snapshot.tasks if task.name == "human_review" for one in task.interrupts]
    return ReviewPayload.model_validate(asked[-1]) if asked else None


async def _drafts_on_roads(graph: Compiled, config: RunnableConfig) -> dict[str, dict[str, PacketDraft]]:
    """The drafts of the packets whose roads are paused on the way, by packet; they are not in the run's own state yet."""
    snapshot = await graph.aget_state(config, subgraphs=True)
    roads = [task.state for task in snapshot.tasks if isinstance(task.state, StateSnapshot)]
    drafts = [road.values["draft"] for road in roads if "draft" in road.values]
    return {"drafts": {draft.packet: draft for draft in drafts}} if drafts else {}


def _delete_files(files: Sequence[Path], folder: Path) -> list[str]:
    deleted = [path for path in files if path.exists()]
    for path in deleted:
        path.unlink()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
    return [str(path) for path in deleted]


class _Alone:
    """Holds a run for this process; a killed process lets go of it by itself."""

    def __init__(self, run_id: str, path: Path) -> None:
        self._run_id = run_id
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(path)

    def __enter__(self) -> None:
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise UserError(
                f"run {self._run_id}", "it is under way in another process", "wait for that one, or end it"
            ) from None

    def __exit__(self, *_: object) -> None:
        self._lock.release()


@asynccontextmanager
async def open_runner(settings: Settings | None = None, *, many: bool = False) -> AsyncIterator[Runner]:
    """A runner on the state folder of the settings; the browser starts when it first prints.

    Args:
        settings: of the program; those of the environment when not given.
        many: whether many runs at once are expected: then the processes that share their work are started now.

    Raises:
        UserError: the state folder cannot be written.
    """
    from documents.browser import Browser
    from gateway.opening import open_gateway
    from graph.checkpoints import open_saver
    from storage.answers import Answers

    settings = settings or read_settings()
    make_home(settings.home)
    async with AsyncExitStack() as stack:
        engine = await open_state(settings)
        stack.push_async_callback(engine.dispose)
        saver = await stack.enter_async_context(open_saver(settings.home / "checkpoints.sqlite"))
        browser = await stack.enter_async_context(Browser(settings.chromium))

        async def open_models() -> "Gateway | None":
            return await stack.enter_async_context(open_gateway(settings, engine, os.environ))

        async def forget_answers(run_id: str) -> None:
            redis = settings.redis_url.get_secret_value() if settings.redis_url else None
            async with aclosing(Answers(engine, redis)) as answers:
                await answers.forget_run(run_id)

        @functools.cache
        def open_search() -> "WebSearch | None":
            from web.search import open_search

            search = open_search(settings, engine, os.environ)
            if search is not None:
                stack.push_async_callback(search.close)
            return search

        workers = Workers()
        stack.push_async_callback(workers.close)
        if many:
            workers.start()
        live = make_live_parts(settings, browser, offload=workers)
        yield Runner(
            settings,
            live,
            RunStore(engine),
            saver,
            open_models,
            forget_answers,
            open_search,
            workers,
            consents=Consents(engine),
        )


async def open_state(settings: Settings) -> "AsyncEngine":
    """The database of runs, ledger, answers and providers.

    Raises:
        UserError: its address cannot be used.
    """
    from storage.database import database_address, open_database

    address = settings.database_url.get_secret_value() if settings.database_url else None
    return await open_database(database_address(address, settings.home))


def make_home(home: Path) -> None:
    """Make the state folder, readable by its owner only.

    Raises:
        UserError: it cannot be made or written.
    """
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = home / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise UserError(
            str(home),
            f"the state folder cannot be written ({error.strerror})",
            "set RESUME_TAILOR_HOME to another folder",
        ) from None


async def tailor_resume(
    resume: str | Path,
    job: str | Path,
    *,
    out: str | Path | None = None,
    settings: RunSettings | None = None,
    run_id: str | None = None,
    answer: Callable[[ReviewPayload], object] | None = None,
) -> Report:
    """Tailor the resume in one file to the job ad in another, and write all documents.

    Args:
        resume: path of the master resume, in any format that the readers know.
        job: path or http(s) address of the job ad.
        out: folder for the files; `out/<run id>` when not given.
        settings: of this run.
        run_id: its name; made up when not given.
        answer: gives the answers of a review, where the settings have one: `ReviewAnswers`, or what those are read from.

    Raises:
        UserError: an input or an answer cannot be used, or a review has nobody to answer it.
    """
    if settings is not None and settings.review and answer is None:
        raise UserError("settings.review", "nobody is there to answer", "give `answer`, or leave the review out")
    async with open_runner() as runner:
        run = await runner.create(
            load_upload(Path(resume)),
            await load_job(job),
            settings=settings or RunSettings(),
            folder=Path(out) if out else None,
            run_id=run_id,
        )
        result = await runner.go_on(run.id)
        while isinstance(result, AwaitingReview) and answer is not None:
            result = await runner.answer(run.id, answer(result.payload))
        assert isinstance(result, Report)
        return result
