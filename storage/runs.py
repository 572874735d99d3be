"""The list of runs: what was asked for, how far it came, and where its files are."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.engine import CursorResult, RowMapping
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker

from errors import UserError
from storage.tables import LOCAL_USER, FeedbackRow, RunRow

RunStatus = Literal["open", "paused", "review", "delivered", "failed"]
"""`open`: not finished, running or interrupted; `paused`: stopped where the user asked; `review`: waits for the user's answers;
`failed`: an error of ours."""


_ADDED = insert(RunRow.__table__)  # type: ignore[arg-type]
_ONE = select(RunRow.__table__).where(RunRow.id == bindparam("wanted"))


@dataclass(frozen=True)
class Run:
    """One run of the pipeline."""

    id: str
    resume_document: str
    resume_name: str
    job_document: str
    job_name: str
    folder: str
    """Where its files go; an absolute path."""
    settings: dict[str, object] = field(default_factory=dict)
    """The run's settings as JSON, so that a resumed run goes on with the same ones."""
    status: RunStatus = "open"
    title: str | None = None
    company: str | None = None
    owner: str = LOCAL_USER
    """The id of the user whose run it is."""
    created_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    updated_at: datetime = field(default_factory=lambda: datetime.now(UTC))


class RunStore:
    """The runs in the database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._session = async_sessionmaker(engine, expire_on_commit=False)

    async def add(self, run: Run) -> None:
        """Record a new run.

        Raises:
            UserError: there is a run of this id already.
        """
        try:
            async with self._engine.begin() as connection:
                await connection.execute(_ADDED, vars(run))
        except IntegrityError:
            raise UserError(
                f"run {run.id}",
                "there is a run of this name already",
                "choose another --run, or go on with it by `resume`",
            ) from None

    async def get(self, id: str) -> Run:
        """The run of this id.

        Raises:
            UserError: there is none.
        """
        async with self._engine.connect() as connection:
            row = (await connection.execute(_ONE, {"wanted": id})).mappings().first()
        if row is None:
            raise _no_such_run(id)
        return _run(row)

    async def owned(self, id: str, owner: str) -> Run:
        """The run of this id, if it is this user's.

        Raises:
            UserError: there is none, or it is somebody else's, which is told in the same words.
        """
        run = await self.get(id)
        if run.owner != owner:
            raise _no_such_run(id)
        return run

    async def newest(self, owner: str | None = None) -> list[Run]:
        """All runs, or those of one user, the newest first."""
        mine = [] if owner is None else [RunRow.owner == owner]
        query = select(RunRow.__table__).where(*mine).order_by(RunRow.created_at.desc(), RunRow.id)
        async with self._engine.connect() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [_run(row) for row in rows]

    async def update(self, id: str, *, status: RunStatus, title: str | None = None, company: str | None = None) -> None:
        """Record how far a run has come, and for which job it is once that is known.

        Raises:
            NoResultFound: there is no such run.
        """
        told = {name: value for name, value in (("title", title), ("company", company)) if value}
        async with self._engine.begin() as connection:
            result = await connection.execute(update(RunRow).where(RunRow.id == id).values(status=status, **told))
        if isinstance(result, CursorResult) and result.rowcount == 0:
            raise NoResultFound(f"run {id} is gone")

    async def delete(self, id: str) -> None:
        """Forget a run, and what was said of it."""
        async with self._session.begin() as session:
            await session.execute(delete(FeedbackRow).where(FeedbackRow.run_id == id))
            await session.execute(delete(RunRow).where(RunRow.id == id))

    async def uses_document(self, id: str) -> bool:
        """Whether any run refers to this document."""
        async with self._session() as session:
            query = select(RunRow.id).where((RunRow.resume_document == id) | (RunRow.job_document == id)).limit(1)
            return (await session.scalars(query)).first() is not None


def _no_such_run(id: str) -> UserError:
    return UserError(f"run {id[:80]}", "there is no such run", "`resume-tailor runs list` shows all")


def _run(row: RowMapping) -> Run:
    moments = {name: row[name].replace(tzinfo=UTC) for name in ("created_at", "updated_at")}
    return Run(**{**row, **moments})
