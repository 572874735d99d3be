"""Many ads for one resume, in this process: batches of `graph.batch` that work in the background.

A batch has a folder of its own. What was given stands in it, so that a batch whose process ended goes on in the next one.
"""

import asyncio
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from errors import UserError
from ui.client import Document, RunChoices, User
from ui.client.batch import MOST_ADS, BatchAd, BatchState, BatchView
from ui.in_process.core import Core
from ui.in_process.documents import to_upload
from ui.in_process.runs import to_settings
from ui.log import write_log

if TYPE_CHECKING:
    from graph.batch import JobGiven
    from resume.batch import BatchRow

REQUEST = "request.json"
GIVEN = "given"
"""The folder of the documents as they were given; files are named by number, not by what a user called them."""


@dataclass(frozen=True)
class _Request:
    """What a batch was asked for."""

    id: str
    owner: str
    created_at: datetime
    resume_name: str
    choices: RunChoices
    ads: tuple[tuple[str, str | None], ...]
    """Name of each ad, and the address of one that is still to be fetched."""
    gone: tuple[int, ...] = ()
    """Numbers of ads that were deleted with their runs; the others keep theirs, by which their files are called."""
    stopped: bool = False
    problem: str | None = None
    remedy: str | None = None

    @property
    def left(self) -> list[tuple[int, str, str | None]]:
        """Number, name and address of each ad that is still there."""
        return [(number, *ad) for number, ad in enumerate(self.ads) if number not in self.gone]


@dataclass
class _UnderWay:
    """A batch that this process works at."""

    rows: "list[BatchRow]" = field(default_factory=list)
    task: "asyncio.Task[None] | None" = None


class Batches:
    """The desk of batches."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._under_way: dict[str, _UnderWay] = {}

    def start(self, user: User, resume: Document, ads: Sequence[BatchAd], choices: RunChoices) -> str:
        """Begin a batch."""
        if not ads:
            raise UserError("ads", "there are none yet", "add at least one")
        if len(ads) > MOST_ADS:
            raise UserError("ads", f"there are more than {MOST_ADS}", "make two batches of them")
        from resume.run_id import new_run_id
        from web.addresses import is_web_address

        for ad in ads:
            # Whoever sits far away may name no file of this machine.
            if ad.document is None and not is_web_address(ad.address or ""):
                raise UserError(ad.name, "this is no web address", "it begins with https://")

        request = _Request(
            id=new_run_id(),
            owner=user.id,
            created_at=datetime.now(UTC),
            resume_name=resume.name,
            choices=choices,
            ads=tuple(
                (name, ad.address if ad.document is None else None)
                for name, ad in zip(_told_apart([ad.name for ad in ads]), ads, strict=True)
            ),
        )
        self._core.loop.call(self._start(request, resume, ads))
        return request.id

    async def _start(self, request: _Request, resume: Document, ads: Sequence[BatchAd]) -> None:
        from resume.batch import BatchRow

        documents = {"resume": resume, **{str(number): ad.document for number, ad in enumerate(ads) if ad.document}}
        await asyncio.to_thread(self._keep_given, request.id, documents)
        self._save(request)
        self._begin(request, [BatchRow(given=name) for name, _ in request.ads])

    def _begin(self, request: _Request, rows: "list[BatchRow]") -> None:
        under_way = _UnderWay(rows)
        self._under_way[request.id] = under_way
        under_way.task = asyncio.create_task(self._work(request, under_way))

    async def _work(self, request: _Request, under_way: _UnderWay) -> None:
        """Take a batch to its end; what hinders it is written into its request."""
        from dataclasses import replace

        from graph.batch import run_batch

        def watch(rows: "Sequence[BatchRow]") -> None:
            under_way.rows = list(rows)

        try:
            resume, jobs = await asyncio.to_thread(self._load_given, request)
            runner = await self._core.runner()
            await run_batch(
                runner,
                to_upload(resume),
                jobs,
                settings=to_settings(request.choices),
                folder=self._folder(request.id) / "runs",
                owner=request.owner,
                log_defect=write_log,
                watch=watch,
            )
        except UserError as error:
            self._save(replace(request, problem=f"{error.subject}: {error.problem}", remedy=error.remedy))
        except Exception as error:  # noqa: BLE001  (a defect of ours: the page says so, the log tells more)
            path = await asyncio.to_thread(write_log, error)
            problem = "Something went wrong on our side, not with your documents."
            self._save(replace(request, problem=problem, remedy=f"Try again; the details are in {path}."))

    def view(self, user: User, id: str) -> BatchView:
        """How far a batch has come."""
        return self._view(self._owned(user, id))

    def of(self, user: User) -> Sequence[BatchView]:
        """The user's batches."""
        requests = [_read(path) for path in self._root.glob(f"*/{REQUEST}")]
        mine = [one for one in requests if one is not None and one.owner == user.id]
        return [self._view(one) for one in sorted(mine, key=lambda one: one.created_at, reverse=True)]

    def _view(self, request: _Request) -> BatchView:
        working = self._working(request.id)
        rows = tuple(working.rows) if working else self._stored_rows(request)
        return BatchView(
            request.id,
            _state(request, rows, under_way=working is not None),
            request.created_at,
            request.resume_name,
            request.choices,
            rows,
            request.problem,
            request.remedy,
        )

    def _working(self, id: str) -> _UnderWay | None:
        known = self._under_way.get(id)
        return known if known is not None and known.task is not None and not known.task.done() else None

    def _stored_rows(self, request: _Request) -> "tuple[BatchRow, ...]":
        from graph.batch import read_batch
        from resume.batch import BatchRow

        record = read_batch(self._folder(request.id) / "runs")
        known = {row.given: row for row in record.rows} if record else {}
        return tuple(known.get(name) or BatchRow(given=name, state="stopped") for _, name, _ in request.left)

    def stop(self, user: User, id: str) -> None:
        """Stop a batch."""
        from dataclasses import replace

        request = self._owned(user, id)
        working = self._working(id)

        async def end() -> None:
            assert working is not None
            assert working.task is not None
            working.task.cancel()
            await asyncio.wait({working.task})

        if working is not None:
            self._core.loop.call(end())
            self._save(replace(request, stopped=True))

    def go_on(self, user: User, id: str) -> None:
        """Go on with a batch."""
        from dataclasses import replace

        request = self._owned(user, id)
        if self._working(id) is not None:
            return
        request = replace(request, stopped=False, problem=None, remedy=None)
        self._save(request)
        rows = [
            row if row.state == "delivered" else row.model_copy(update={"state": "waiting", "problem": None})
            for row in self._stored_rows(request)
        ]

        async def begin() -> None:
            self._begin(request, rows)

        self._core.loop.call(begin())

    def delete(self, user: User, id: str) -> None:
        """Delete a batch with its runs."""
        request = self._owned(user, id)
        if self._working(id) is not None:
            raise UserError("batch", "it is under way", "stop it first")
        self._core.loop.call(self._delete(request))
        self._under_way.pop(id, None)

    async def _delete(self, request: _Request) -> None:
        runner = await self._core.runner()
        kept = {run.id for run in await runner.runs.newest(request.owner)}
        for run_id in dict.fromkeys(row.run_id for row in self._stored_rows(request) if row.run_id in kept):
            assert run_id is not None
            await runner.delete(run_id)
        await asyncio.to_thread(shutil.rmtree, self._folder(request.id))

    def check_free(self, user: User, run_id: str) -> None:
        """See that no batch works at a run.

        Raises:
            UserError: the batch of the run is under way.
        """
        if any(view.state == "running" and _holds(view, run_id) for view in self.of(user)):
            raise UserError("this run", "belongs to many jobs that are under way", "stop those first")

    async def forget_run(self, user: User, run_id: str) -> None:
        """Delete what a batch holds of a run that is deleted: its ads and their rows; all of the batch with its last ad."""
        for view in self.of(user):
            if _holds(view, run_id):
                await asyncio.to_thread(_forget_run, self._folder(view.id), self._owned(user, view.id), run_id)

    @property
    def _root(self) -> Path:
        return self._core.settings.home / "batches"

    def _folder(self, id: str) -> Path:
        return self._root / id

    def _owned(self, user: User, id: str) -> _Request:
        # Only names that stand there are looked at, so that no id leads out of the folder.
        there = {path.parent.name: path for path in self._root.glob(f"*/{REQUEST}")}
        request = _read(there[id]) if id in there else None
        if request is None or request.owner != user.id:
            raise UserError("batch", "there is no such batch", "choose another")
        return request

    def _save(self, request: _Request) -> None:
        _write(self._folder(request.id), request)

    def _keep_given(self, id: str, documents: dict[str, Document]) -> None:
        from storage.documents import write_files

        folder = self._folder(id) / GIVEN
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        files = {}
        for name, document in documents.items():
            files[name] = document.data
            about = {"name": document.name, "address": document.address}
            moment = document.fetched_at.isoformat() if document.fetched_at else None
            files[f"{name}.json"] = json.dumps({**about, "fetched_at": moment}).encode()
        write_files(folder, files)

    def _load_given(self, request: _Request) -> "tuple[Document, list[JobGiven]]":
        from dataclasses import replace

        from graph.batch import job_at, job_of

        folder = self._folder(request.id) / GIVEN
        jobs = []
        for number, name, address in request.left:
            job = job_at(address) if address else job_of(to_upload(_document(folder, str(number))))
            jobs.append(replace(job, given=name))
        return _document(folder, "resume"), jobs


def forget_run(home: Path, run_id: str) -> None:
    """Delete what batches hold of a run that was deleted outside the pages: its ads and their rows.

    Args:
        home: where the product keeps its data.
        run_id: the run.
    """
    from graph.batch import read_batch

    for path in (home / "batches").glob(f"*/{REQUEST}"):
        request, record = _read(path), read_batch(path.parent / "runs")
        if request and record and any(row.run_id == run_id for row in record.rows):
            _forget_run(path.parent, request, run_id)


def _forget_run(folder: Path, request: _Request, run_id: str) -> None:
    from dataclasses import replace

    from graph.batch import forget_run

    names = forget_run(folder / "runs", run_id)
    gone = {number for number, name, _ in request.left if name in names}
    if len(gone) == len(request.left):
        shutil.rmtree(folder)
        return
    ads = tuple(("", None) if number in gone else ad for number, ad in enumerate(request.ads))
    _write(folder, replace(request, ads=ads, gone=tuple(sorted({*request.gone, *gone}))))
    for number in gone:
        for file in (str(number), f"{number}.json"):
            (folder / GIVEN / file).unlink(missing_ok=True)


def _write(folder: Path, request: _Request) -> None:
    from storage.documents import write_files

    told = asdict(request) | {"created_at": request.created_at.isoformat()}
    folder.mkdir(parents=True, exist_ok=True)
    write_files(folder, {REQUEST: json.dumps(told, ensure_ascii=False, indent=2).encode()})


def _holds(view: BatchView, run_id: str) -> bool:
    return any(row.run_id == run_id for row in view.rows)


def _told_apart(names: Sequence[str]) -> list[str]:
    """The names, with a number after those that were there before: `pasted text`, `pasted text (2)`."""
    seen: dict[str, int] = {}
    told = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        told.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return told


def _document(folder: Path, name: str) -> Document:
    about = json.loads((folder / f"{name}.json").read_bytes())
    moment = datetime.fromisoformat(about["fetched_at"]) if about["fetched_at"] else None
    return Document(about["name"], (folder / name).read_bytes(), about["address"], moment)


def _read(path: Path) -> _Request | None:
    """A request; None where the batch was deleted meanwhile."""
    from pydantic import TypeAdapter

    try:
        return TypeAdapter(_Request).validate_json(path.read_bytes())
    except FileNotFoundError:
        return None


def _state(request: _Request, rows: "Sequence[BatchRow]", *, under_way: bool) -> BatchState:
    if under_way:
        return "running"
    if request.problem is not None:
        return "failed"
    if all(row.is_done for row in rows):
        return "done"
    return "stopped" if request.stopped else "interrupted"
