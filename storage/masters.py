"""People's master resumes: several each, named, with all their versions and where each field came from."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Update, delete, func, insert, select, update
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from errors import UserError
from storage.tables import MasterRow, MasterVersionRow, now

LONGEST_NAME = 120
"""Characters of a master resume's name."""


@dataclass(frozen=True)
class Master:
    """A master resume, without what it says."""

    id: str
    owner: str
    name: str
    created_at: datetime
    updated_at: datetime
    versions: int
    """How many there are; the newest has this number."""


@dataclass(frozen=True)
class MasterVersion:
    """What a master resume said at one time."""

    master: str
    number: int
    """From 1."""
    resume: dict[str, object]
    """JSON Resume, as `resume.schema.Resume.to_json` gives it."""
    note: str
    """What made this version, in words: `read from cv.pdf`, `two fields corrected`."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """JSON Pointer of a field → where it came from, in words: `cv.pdf`, `typed by you`. A longer pointer goes before a shorter
    one; the empty pointer is for all the rest."""
    made_at: datetime = field(default_factory=now)


class MasterStore:
    """The master resumes in the database. Every call names the owner, and sees nothing of anybody else."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def add(
        self, owner: str, name: str, resume: dict[str, object], *, note: str, origins: Mapping[str, str]
    ) -> Master:
        """Keep a new master resume; its first version.

        Raises:
            UserError: the name is empty or too long.
        """
        id, moment, name = secrets.token_hex(8), now(), _checked(name)
        async with self._engine.begin() as connection:
            row = {"id": id, "owner": owner, "name": name, "created_at": moment, "updated_at": moment}
            await connection.execute(insert(MasterRow), row)
            await _insert(connection, MasterVersion(id, 1, resume, note, origins, moment))
        return Master(id, owner, name, moment, moment, 1)

    async def save(
        self, owner: str, id: str, resume: dict[str, object], *, note: str, origins: Mapping[str, str]
    ) -> MasterVersion:
        """Add a version to a master resume; the ones before stay.

        Raises:
            UserError: there is no such master resume.
        """
        moment = now()
        async with self._engine.begin() as connection:
            # The update comes first: it makes whoever saves at the same moment wait, so that no number is given twice.
            await connection.execute(_mine(owner, id).values(updated_at=moment))
            master = await _find(connection, owner, id)
            version = MasterVersion(id, master.versions + 1, resume, note, origins, moment)
            await _insert(connection, version)
        return version

    async def rename(self, owner: str, id: str, name: str) -> None:
        """Give a master resume another name.

        Raises:
            UserError: there is no such master resume, or the name is empty or too long.
        """
        async with self._engine.begin() as connection:
            await _find(connection, owner, id)
            await connection.execute(_mine(owner, id).values(name=_checked(name)))

    async def delete(self, owner: str, id: str) -> None:
        """Forget a master resume with all its versions.

        Raises:
            UserError: there is no such master resume.
        """
        async with self._engine.begin() as connection:
            await _find(connection, owner, id)
            await connection.execute(delete(MasterVersionRow).where(MasterVersionRow.master == id))
            await connection.execute(delete(MasterRow).where(MasterRow.id == id, MasterRow.owner == owner))

    async def of(self, owner: str) -> list[Master]:
        """Somebody's master resumes, the one last changed first."""
        query = _MASTERS.where(MasterRow.owner == owner).order_by(MasterRow.updated_at.desc(), MasterRow.id)
        async with self._engine.connect() as connection:
            return [_master(row) for row in (await connection.execute(query)).mappings()]

    async def versions(self, owner: str, id: str) -> list[MasterVersion]:
        """All versions of a master resume, the newest first.

        Raises:
            UserError: there is no such master resume.
        """
        query = select(MasterVersionRow.__table__).where(MasterVersionRow.master == id)
        async with self._engine.connect() as connection:
            await _find(connection, owner, id)
            rows = (await connection.execute(query.order_by(MasterVersionRow.number.desc()))).mappings().all()
        return [MasterVersion(**row) for row in rows]

    async def newest(self, owner: str, id: str) -> MasterVersion:
        """What a master resume says now.

        Raises:
            UserError: there is no such master resume.
        """
        return (await self.versions(owner, id))[0]


_MASTERS = select(
    MasterRow.__table__,
    select(func.max(MasterVersionRow.number))
    .where(MasterVersionRow.master == MasterRow.id)
    .scalar_subquery()
    .label("versions"),
)


def _mine(owner: str, id: str) -> Update:
    return update(MasterRow).where(MasterRow.id == id, MasterRow.owner == owner)


async def _find(connection: AsyncConnection, owner: str, id: str) -> Master:
    query = _MASTERS.where(MasterRow.id == id, MasterRow.owner == owner)
    row = (await connection.execute(query)).mappings().first()
    if row is None:
        raise UserError("master resume", "there is no such master resume", "choose another")
    return _master(row)


async def _insert(connection: AsyncConnection, version: MasterVersion) -> None:
    row = {**vars(version), "origins": dict(version.origins)}
    await connection.execute(insert(MasterVersionRow), row)


def _master(row: RowMapping) -> Master:
    return Master(**row)


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise UserError("name", f"it needs 1 to {LONGEST_NAME} characters", "choose another")
    return name
