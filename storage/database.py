"""Opening the database, and bringing its tables up to date."""

from pathlib import Path

from sqlalchemy import event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

HEAD = "0001"
"""The newest migration; a test holds it to the folder of migrations. Known here so that an ordinary start, which finds the
database up to date, need not load Alembic."""

_MIGRATIONS = Path(__file__).parent / "migrations"


async def open_database(url: str) -> AsyncEngine:
    """An engine on an up-to-date database.

    Args:
        url: an address of SQLAlchemy's for an async driver, e.g. `sqlite+aiosqlite:///runs.sqlite`.
    """
    engine = create_async_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _write_ahead)
    try:
        async with engine.begin() as connection:
            if await _revision(connection) != HEAD:
                await connection.run_sync(_upgrade)
    except BaseException:
        await engine.dispose()
        raise
    return engine


def _write_ahead(connection: DBAPIConnection, _record: object) -> None:
    """Let a commit survive the process without waiting for the disk, and readers not wait for writers."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


async def _revision(connection: AsyncConnection) -> str | None:
    try:
        async with connection.begin_nested():
            return (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar_one_or_none()
    except DBAPIError:  # a new database has no such table
        return None


def _upgrade(connection: object) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
