"""One resume, many ads: what they share is done once, and a failure in one leaves the others.

The resume is read once (`nodes.readings`), and a model that is asked for its profile is asked once (the gateway's cache); ads
that are the same are done once. What is known of each ad stands in `batch.json`, written anew whenever it changes and before any
work that costs, so a batch that is started again with the same folder goes on with its runs where they are and pays nothing
twice. To have one ad done anew, delete its folder.
"""

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath
from typing import NamedTuple

from filelock import FileLock, Timeout
from pydantic import ValidationError

from documents.readers.kinds import is_picture
from documents.writers.batch_page import render_batch
from errors import UserError
from graph.alone import Upload, load_job
from graph.runner import Runner
from nodes.stage import Progress
from nodes.state import RunSettings
from resume.batch import BatchRecord, BatchRow, folder_names, told_by
from resume.report import Report
from storage.documents import write_files
from storage.tables import LOCAL_USER
from web.addresses import is_web_address

RECORD = "batch.json"
PAGE = "batch.html"
REPORT = "report.json"
"""Of each run; without it the run's folder counts as deleted."""

AT_ONCE = 4
"""Runs that work at the same time by default. Two cores print two PDFs at once; models are waited for."""

LOADED_AT_ONCE = 8
"""Ads that are fetched and read at the same time."""

BatchWatch = Callable[[Sequence[BatchRow]], None]
"""Is told of all rows, in the order given, whenever one changes."""


@dataclass(frozen=True)
class JobGiven:
    """An ad of a batch, which is loaded when its turn comes."""

    given: str
    """How the user knows it."""
    load: Callable[[], Awaitable[Upload]]
    from_web: bool = False
    """Whether it is fetched: one that was fetched before is not fetched again."""


class BatchDone(NamedTuple):
    """What became of a batch."""

    record: BatchRecord
    """Of all ads, those of earlier times in this folder last."""
    rows: Sequence[BatchRow]
    """Of the ads given now."""


def job_at(given: str) -> JobGiven:
    """The ad in a file or at an http(s) address. For the command line: whoever is far away may name no path."""
    return JobGiven(given, partial(load_job, given), is_web_address(given))


def job_of(upload: Upload) -> JobGiven:
    """An ad that is there already."""

    async def load() -> Upload:
        return upload

    return JobGiven(upload.origin.address if upload.origin else upload.name, load)


async def run_batch(
    runner: Runner,
    resume: Upload,
    jobs: Sequence[JobGiven],
    *,
    settings: RunSettings,
    folder: Path,
    concurrency: int = AT_ONCE,
    owner: str = LOCAL_USER,
    log_defect: Callable[[Exception], Path],
    watch: BatchWatch | None = None,
) -> BatchDone:
    """Tailor a resume to many ads, each into a folder of its own, or go on with a batch that was begun.

    A row that fails says why; the others are done. Where the caller is cancelled, the runs keep their checkpoints.

    Args:
        runner: whose runs they are.
        resume: the master resume.
        jobs: the ads.
        settings: of all runs; there is nobody to answer a review, so none is held.
        folder: of the batch.
        concurrency: runs at the same time.
        owner: the id of the user whose runs they are.
        log_defect: writes down an error of ours, which fails its row alone, and tells where.
        watch: is told of the rows.

    Raises:
        UserError: the resume cannot be used, no model is set up that is to be asked, or another batch works in this folder.
    """
    folder = await asyncio.to_thread(folder.absolute)
    lock = _lock(runner, folder)
    try:
        asks = await runner.models(settings) is not None
        unattended = settings.model_copy(update={"review": False})
        batch = _Batch(
            runner, resume, unattended, folder, owner, asks=asks, watch=watch or _unwatched, log_defect=log_defect
        )
        async with runner.shared_resume(resume):
            return await batch.run(jobs, concurrency)
    finally:
        lock.release()


def read_batch(folder: Path) -> BatchRecord | None:
    """What is known of the batch in a folder; None where there is none.

    Raises:
        UserError: its record cannot be read.
    """
    path = folder / RECORD
    try:
        return BatchRecord.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError):
        raise UserError(str(path), "it cannot be read as the record of a batch", "choose another folder") from None


def forget_run(folder: Path, run_id: str) -> list[str]:
    """Take the ads of a run that was deleted out of a batch's record and page; their names, as they were given.

    Raises:
        UserError: the record cannot be read.
    """
    record = read_batch(folder)
    gone = [row.given for row in record.rows if row.run_id == run_id] if record else []
    if record and gone:
        left = record.model_copy(update={"rows": [row for row in record.rows if row.run_id != run_id]})
        write_files(folder, {RECORD: left.model_dump_json(indent=2).encode(), PAGE: render_batch(left).encode()})
    return gone


def _unwatched(_: Sequence[BatchRow]) -> None:
    """Tells nobody."""


def _lock(runner: Runner, folder: Path) -> FileLock:
    """Keeps two batches from working in one folder; a killed process lets go of it by itself.

    Raises:
        UserError: another one does.
    """
    path = runner.lock_path(f"batch-{_hash(str(folder.resolve()))[:16]}")
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise UserError(str(folder), "another batch works in this folder", "wait for it, or choose another") from None
    return lock


@dataclass(frozen=True)
class _Loaded:
    """An ad that was loaded and read."""

    upload: Upload
    ad: str
    """What tells it from others: a hash."""
    stem: str
    """What its folder is named after where the ad says no title."""
    title: str | None
    company: str | None

    @property
    def about(self) -> str:
        """What its folder is named after."""
        return " ".join(part for part in (self.title, self.company) if part) or self.stem


class _Batch:
    """One batch under way: its rows, and what happens to them."""

    def __init__(
        self,
        runner: Runner,
        resume: Upload,
        settings: RunSettings,
        folder: Path,
        owner: str,
        *,
        asks: bool,
        watch: BatchWatch,
        log_defect: Callable[[Exception], Path],
    ) -> None:
        self._runner = runner
        self._resume = resume
        self._settings = settings
        self._folder = folder
        self._owner = owner
        self._asks = asks
        self._watch = watch
        self._log_defect = log_defect
        self._task = _hash(_sha(resume.data), _told(settings), "model" if asks else "offline")
        before = read_batch(folder)
        self._before = [row for row in before.rows if row.ad] if before and before.owner == owner else []
        self._rows: list[BatchRow] = []

    async def run(self, jobs: Sequence[JobGiven], concurrency: int) -> BatchDone:
        """Load all ads, make their runs, and take these to their ends."""
        self._rows = [BatchRow(given=job.given) for job in jobs]
        self._watch(self._rows)
        try:
            await self._make_runs(await self._load_all(jobs))
            slots = asyncio.Semaphore(concurrency)
            async with asyncio.TaskGroup() as tasks:
                for number, row in enumerate(self._rows):
                    if row.state == "waiting" and row.same_as is None:
                        tasks.create_task(self._take_to_end(number, slots))
        finally:
            for number, row in enumerate(self._rows):
                if not row.is_done and row.same_as is None:
                    self._rows[number] = row.model_copy(update={"state": "stopped", "stage": None})
            self._mirror()
            self._save(page=True)
            self._watch(self._rows)
        return BatchDone(self._record(), self._rows)

    async def _load_all(self, jobs: Sequence[JobGiven]) -> list[_Loaded | None]:
        """The ads; None for one that failed, whose row says why, and for one that an earlier run has fetched."""
        slots = asyncio.Semaphore(LOADED_AT_ONCE)

        async def load(number: int, job: JobGiven) -> _Loaded | None:
            fetched = self._earlier(lambda row: row.given == job.given) if job.from_web else None
            if fetched is not None and await self._stands(fetched):
                self._rows[number] = _to_go_on(fetched)
                return None
            async with slots:
                try:
                    return await self._load(job)
                except UserError as error:
                    self._change(number, state="failed", problem=str(error))
                    return None

        return list(await asyncio.gather(*(load(number, job) for number, job in enumerate(jobs))))

    async def _load(self, job: JobGiven) -> _Loaded:
        """Raises: UserError: the ad cannot be used."""
        upload = await job.load()
        picture = is_picture(upload.data)
        try:
            text = await self._runner.read_ad(upload)
        except UserError:
            if not (picture and self._asks):  # a model may read what is no text for us
                raise
            text = None
        return _Loaded(
            upload,
            ad=_sha(upload.data) if picture or text is None else _hash(text.text),
            stem=PurePath(upload.name).stem,
            title=text.title if text else None,
            company=text.company if text else None,
        )

    def _earlier(self, fits: Callable[[BatchRow], bool]) -> BatchRow | None:
        """The row of an earlier time that fits, of the same resume and settings, with a run."""
        own = (row for row in self._before if row.task == self._task and row.run_id and row.name)
        return next((row for row in own if row.same_as is None and fits(row)), None)

    async def _stands(self, row: BatchRow) -> bool:
        """Whether an earlier row's run is still there, and its files are, if it was delivered."""
        try:
            run = await self._runner.runs.owned(row.run_id or "", self._owner)
        except UserError:
            return False
        return run.status != "delivered" or (Path(run.folder) / REPORT).exists()

    async def _make_runs(self, loaded: Sequence[_Loaded | None]) -> None:
        """Find or create the run of every ad, and record them all before the first of them works."""
        kept = {row.ad: row.name for row in self._before if row.ad and row.name}
        names = folder_names({one.ad: one.about for one in loaded if one}, kept)
        for number, one in enumerate(loaded):
            if one is None:
                continue
            first = next((row for row in self._rows[:number] if row.ad == one.ad and row.same_as is None), None)
            earlier = self._earlier(lambda row, ad=one.ad: row.ad == ad)  # type: ignore[misc]
            if first is not None:
                self._change(number, ad=one.ad, same_as=first.given)
            elif earlier is not None and await self._stands(earlier):
                self._rows[number] = _to_go_on(earlier).model_copy(update={"given": self._rows[number].given})
            else:
                await self._make_run(number, one, names[one.ad])
        self._save()

    async def _make_run(self, number: int, one: _Loaded, name: str) -> None:
        run = await self._runner.create(
            self._resume, one.upload, settings=self._settings, folder=self._folder / name, owner=self._owner
        )
        self._change(number, ad=one.ad, task=self._task, name=name, run_id=run.id, title=one.title, company=one.company)

    async def _take_to_end(self, number: int, slots: asyncio.Semaphore) -> None:
        """Go on with a row's run until it is delivered or has failed."""
        async with slots:
            row = self._rows[number]
            found = (await self._runner.runs.get(row.run_id or "")).status == "delivered"
            self._change(number, state="running", found=found)
            try:
                report = await self._runner.go_on(row.run_id or "", watch=partial(self._take_progress, number))
                assert isinstance(report, Report)  # nothing pauses it: no review, no stage to stop after
            except UserError as error:
                self._change(number, state="failed", problem=str(error), stage=None)
            except Exception as error:  # noqa: BLE001  (a defect met by one ad must not take the others with it)
                path = await asyncio.to_thread(self._log_defect, error)
                problem = f"internal error: {type(error).__name__}; the details are in {path}"
                self._change(number, state="failed", problem=problem, stage=None)
            else:
                self._rows[number] = told_by(self._rows[number], report)
                self._watch(self._rows)
        self._save()

    def _take_progress(self, number: int, progress: Progress) -> None:
        if progress.event == "begin" and self._rows[number].stage != progress.stage:
            self._change(number, stage=progress.stage)

    def _change(self, number: int, **update: object) -> None:
        self._rows[number] = self._rows[number].model_copy(update=update)
        self._watch(self._rows)

    def _mirror(self) -> None:
        """Tell of ads that are the same as another what became of that one."""
        for number, row in enumerate(self._rows):
            if row.same_as is not None:
                first = next(one for one in self._rows if one.ad == row.ad and one.same_as is None)
                self._rows[number] = first.model_copy(update={"given": row.given, "same_as": row.same_as})

    def _record(self) -> BatchRecord:
        """All rows, and those of earlier times whose ads are not among them."""
        now = {row.ad for row in self._rows if row.ad}
        return BatchRecord(
            owner=self._owner,
            resume_name=self._resume.name,
            mode="model" if self._asks else "offline",
            rows=[*self._rows, *(row for row in self._before if row.ad not in now)],
        )

    def _save(self, *, page: bool = False) -> None:
        record = self._record()
        files = {RECORD: record.model_dump_json(indent=2).encode()}
        if page:
            files[PAGE] = render_batch(record).encode()
        self._folder.mkdir(parents=True, exist_ok=True)
        write_files(self._folder, files)


def _to_go_on(row: BatchRow) -> BatchRow:
    return row.model_copy(update={"state": "waiting", "problem": None, "stage": None})


def _told(settings: RunSettings) -> str:
    """What of the settings makes another result; whose run it is does not."""
    return json.dumps(settings.model_dump(mode="json", exclude={"user"}), sort_keys=True)


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _hash(*parts: str) -> str:
    return _sha("\0".join(parts).encode())
