"""Opening the database, and bringing its tables up to date."""

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import event, text
from sqlalchemy.engine import URL, Dialect, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from errors import UserError

HEAD = "0005"
"""The newest migration; a test holds it to the folder of migrations. Known here so that an ordinary start, which finds the
database up to date, need not load Alembic."""

BUSY_SECONDS = 30
"""How long a writer waits for another one on SQLite; each write takes a millisecond or two."""

MOST_CONNECTIONS = 15
"""Connections to SQLite at most, as many as SQLAlchemy opens by itself. But it closes those beyond five after each use, and to
open one takes ten times as long as a query."""

CONNECT_SECONDS = 10.0
"""How long PostgreSQL may take to let us in."""

COMMAND_SECONDS = 30.0
"""How long PostgreSQL may take for a command; one that hangs costs a run a stored answer, not the run."""

VARIABLE = "RESUME_TAILOR_DATABASE_URL"

_MIGRATIONS = Path(__file__).parent / "migrations"

_MIGRATING = 7_302_114_866_512_005
"""The number of our advisory lock on PostgreSQL: any number that no other program uses there."""

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


def database_address(url: str | None, home: Path) -> str:
    """The address of the database for an async driver.

    Args:
        url: as the user set it, `postgresql://…` or `sqlite:///…`, with or without a driver; None is a file in `home`.
        home: the state folder.

    Raises:
        UserError: it is no such address, or the driver is not installed. The address itself is not shown: it may hold a password.
    """
    if url is None:
        return f"sqlite+aiosqlite:///{home / 'runs.sqlite'}"
    try:
        parsed: URL = make_url(url)
    except (ArgumentError, ValueError):
        raise UserError(
            VARIABLE, "this is no address of a database", "write postgresql://user:password@host/name"
        ) from None
    driver = _DRIVERS.get(parsed.drivername.partition("+")[0])
    if driver is None:
        kinds = "postgresql:// or sqlite:///"
        raise UserError(VARIABLE, f"databases of kind “{parsed.drivername}” are not supported", f"use {kinds}")
    if driver.endswith("asyncpg") and find_spec("asyncpg") is None:
        raise UserError(VARIABLE, "the driver of PostgreSQL is not installed", "pip install 'resume-tailor[postgres]'")
    return parsed.set(drivername=driver).render_as_string(hide_password=False)


def shown_address(url: str) -> str:
    """The address with its password masked and without its parameters, among which secrets may be; for people."""
    try:
        return make_url(url).set(query={}).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return "(no address)"


async def open_database(url: str) -> AsyncEngine:
    """An engine on an up-to-date database. Several processes may open a new one at once: one makes the tables, the others wait.

    Args:
        url: an address of SQLAlchemy's for an async driver, e.g. `sqlite+aiosqlite:///runs.sqlite`.

    Raises:
        UserError: it cannot be opened, or a newer version of this program made it.
    """
    engine = _make_engine(url)
    try:
        revision = await _first_look(engine, url)
        if revision != HEAD:
            await _bring_up_to_date(engine)
    except BaseException:
        await engine.dispose()
        raise
    return engine


async def _first_look(engine: AsyncEngine, url: str) -> str | None:
    """The revision of the tables.

    Raises:
        UserError: the database cannot be opened.
    """
    try:
        connection = await engine.connect()
    except Exception as error:  # noqa: BLE001  (each driver raises errors of its own, and of the system, when it connects)
        reason = str(getattr(error, "orig", error)).strip() or type(error).__name__
        raise UserError(
            f"database {shown_address(url)}",
            f"it cannot be opened ({reason.splitlines()[0].rstrip('.')})",
            f"see that it runs and is whole, or set {VARIABLE} to another one",
        ) from None
    try:
        return await _revision(connection)
    finally:
        await connection.close()


def _make_engine(url: str) -> AsyncEngine:
    # Parameters stay out of error texts, and so out of the log: among them are people's resumes.
    if make_url(url).get_backend_name() != "sqlite":
        bounds = {"timeout": CONNECT_SECONDS, "command_timeout": COMMAND_SECONDS}
        return create_async_engine(
            url, pool_pre_ping=True, pool_timeout=COMMAND_SECONDS, hide_parameters=True, connect_args=bounds
        )
    engine = create_async_engine(
        url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True, **_pool_settings(make_url(url))
    )
    event.listen(engine.sync_engine, "do_connect", _connect_whole)
    event.listen(engine.sync_engine, "connect", _write_ahead)
    return engine


def _pool_settings(url: URL) -> dict[str, bool | int]:
    """Connections that stay open, the one used last first; a database in memory has but one."""
    from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite

    if not issubclass(SQLiteDialect_aiosqlite.get_pool_class(url), AsyncAdaptedQueuePool):
        return {}
    return {"pool_size": MOST_CONNECTIONS, "max_overflow": 0, "pool_use_lifo": True}


def _connect_whole(_dialect: Dialect, _record: object, args: Sequence[str], settings: Mapping[str, object]) -> object:
    from storage.sqlite_connection import connect

    return _dialect.loaded_dbapi.connect(*args, async_creator_fn=connect, **settings)


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


async def _bring_up_to_date(engine: AsyncEngine) -> None:
    """Run the migrations that are missing, all in one transaction that no other process runs beside."""
    async with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            await connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _MIGRATING})
        revision = await _revision(connection)
        if revision is not None and revision not in _known_revisions():
            raise UserError(
                "database", f"a newer resume-tailor made it (revision {revision[:20]})", "update resume-tailor"
            )
        if revision != HEAD:
            await connection.run_sync(_upgrade)


def _known_revisions() -> set[str]:
    return {path.name.partition("_")[0] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py")}


def _upgrade(connection: object) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
