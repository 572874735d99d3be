"""The list of runs: what was asked for, how far it came, and where its files are."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker

from errors import UserError
from storage.tables import RunRow

RunStatus = Literal["open", "paused", "delivered", "failed"]
"""`open`: not finished, running or interrupted; `paused`: stopped where the user asked; `failed`: an error of ours."""


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
    created_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    updated_at: datetime = field(default_factory=lambda: datetime.now(UTC))


class RunStore:
    """The runs in the database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._session = async_sessionmaker(engine, expire_on_commit=False)

    async def add(self, run: Run) -> None:
        """Record a new run.

        Raises:
            UserError: there is a run of this id already.
        """
        try:
            async with self._session.begin() as session:
                session.add(RunRow(**vars(run)))
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
        async with self._session() as session:
            row = await session.get(RunRow, id)
        if row is None:
            raise UserError(f"run {id[:80]}", "there is no such run", "`resume-tailor runs list` shows all")
        return _run(row)

    async def newest(self) -> list[Run]:
        """All runs, the newest first."""
        async with self._session() as session:
            rows = (await session.scalars(select(RunRow).order_by(RunRow.created_at.desc(), RunRow.id))).all()
        return [_run(row) for row in rows]

    async def update(self, id: str, *, status: RunStatus, title: str | None = None, company: str | None = None) -> None:
        """Record how far a run has come, and for which job it is once that is known."""
        async with self._session.begin() as session:
            row = await session.get_one(RunRow, id)
            row.status = status
            row.title = title or row.title
            row.company = company or row.company

    async def delete(self, id: str) -> None:
        """Forget a run."""
        async with self._session.begin() as session:
            await session.execute(delete(RunRow).where(RunRow.id == id))

    async def uses_document(self, id: str) -> bool:
        """Whether any run refers to this document."""
        async with self._session() as session:
            query = select(RunRow.id).where((RunRow.resume_document == id) | (RunRow.job_document == id)).limit(1)
            return (await session.scalars(query)).first() is not None


def _run(row: RunRow) -> Run:
    columns = {column.key: getattr(row, column.key) for column in RunRow.__table__.columns}
    columns["created_at"] = row.created_at.replace(tzinfo=UTC)
    columns["updated_at"] = row.updated_at.replace(tzinfo=UTC)
    return Run(**columns)
