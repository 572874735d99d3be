"""Opening databases: new ones, old ones, broken ones, and by many at once."""

import asyncio
import socket
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

import storage.database
from errors import UserError
from storage.database import HEAD, database_address, open_database, shown_address
from storage.ledger import CallRow, Ledger
from storage.runs import RunStore
from storage.tables import Table
from tests.storage.servers import PASSWORD, run_python

MIGRATIONS = Path(storage.database.__file__).parent / "migrations"


def migrate(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    if revision == "base":
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)


@pytest.fixture
async def bare(new_database_url: str, tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """A connection to a database that has no tables yet."""
    made = create_async_engine(database_address(new_database_url, tmp_path))
    yield made
    await made.dispose()


async def test_the_migrations_make_the_tables_of_the_models_with_their_indexes(engine: AsyncEngine) -> None:
    def made(connection: Connection) -> dict[str, tuple[dict[str, bool], set[str | None], list[str]]]:
        look = inspect(connection)
        return {
            name: (
                {column["name"]: column["nullable"] for column in look.get_columns(name)},
                {index["name"] for index in look.get_indexes(name)},
                look.get_pk_constraint(name)["constrained_columns"],
            )
            for name in look.get_table_names()
            if name != "alembic_version"
        }

    async with engine.connect() as connection:
        found = await connection.run_sync(made)
    meant = {
        table.name: (
            {column.name: bool(column.nullable) for column in table.columns},
            {index.name for index in table.indexes},
            [column.name for column in table.primary_key.columns],
        )
        for table in Table.metadata.tables.values()
    }
    assert found == meant


async def test_a_database_of_the_first_revision_keeps_its_runs(
    bare: AsyncEngine, new_database_url: str, tmp_path: Path
) -> None:
    async with bare.begin() as connection:
        await connection.run_sync(migrate, "0001")
        await connection.execute(
            text(
                "INSERT INTO runs (id, created_at, updated_at, status, resume_document, resume_name, job_document, job_name,"
                " folder, settings) VALUES ('old-run', '2025-03-04 05:06:07+00:00', '2025-03-04 05:06:07+00:00', 'delivered',"
                " 'a', 'cv.pdf', 'b', 'ad.md', 'out', '{}')"
            )
            if bare.dialect.name == "sqlite"
            else text(
                "INSERT INTO runs (id, created_at, updated_at, status, resume_document, resume_name, job_document, job_name,"
                " folder, settings) VALUES ('old-run', now(), now(), 'delivered', 'a', 'cv.pdf', 'b', 'ad.md', 'out', '{}')"
            )
        )
    opened = await open_database(database_address(new_database_url, tmp_path))
    try:
        assert [run.id for run in await RunStore(opened).newest()] == ["old-run"]
        await Ledger(opened).write([CallRow("old-run", "drafter", "cv_draft", "openai", "gpt-4o")])
    finally:
        await opened.dispose()


async def test_the_migrations_can_be_taken_back(bare: AsyncEngine) -> None:
    async with bare.begin() as connection:
        await connection.run_sync(migrate, "head")
        await connection.run_sync(migrate, "base")
        left = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    assert set(left) <= {"alembic_version"}


async def test_a_migration_that_fails_leaves_the_database_as_it_was(
    new_database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bare: AsyncEngine
) -> None:
    whole = storage.database._upgrade

    def half(connection: Connection) -> None:
        migrate(connection, "0001")
        raise RuntimeError("the power went")

    monkeypatch.setattr(storage.database, "_upgrade", half)
    with pytest.raises(RuntimeError, match="the power went"):
        await open_database(database_address(new_database_url, tmp_path))
    async with bare.connect() as connection:
        assert await connection.run_sync(lambda sync: inspect(sync).get_table_names()) == []
    monkeypatch.setattr(storage.database, "_upgrade", whole)
    await (await open_database(database_address(new_database_url, tmp_path))).dispose()


OPEN = """
import asyncio, sys
from storage.database import open_database
from storage.runs import RunStore
async def main():
    engine = await open_database(sys.argv[1])
    await RunStore(engine).newest()
    await engine.dispose()
sys.stdin.readline()
asyncio.run(main())
"""


async def test_processes_that_open_a_new_database_at_once_do_not_break_each_other(
    new_database_url: str, tmp_path: Path
) -> None:
    address = database_address(new_database_url, tmp_path)
    processes = [run_python(OPEN, address) for _ in range(6)]
    told = await asyncio.gather(*(asyncio.to_thread(process.communicate, "go\n") for process in processes))
    assert [(process.returncode, stderr) for process, (_, stderr) in zip(processes, told, strict=True)] == [(0, "")] * 6


async def test_a_database_of_a_newer_program_is_refused_in_one_line(
    bare: AsyncEngine, new_database_url: str, tmp_path: Path
) -> None:
    await (await open_database(database_address(new_database_url, tmp_path))).dispose()
    async with bare.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UserError, match="a newer resume-tailor made it"):
        await open_database(database_address(new_database_url, tmp_path))


async def test_a_file_that_is_no_database_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "runs.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(UserError, match="file is not a database"):
        await open_database(database_address(None, tmp_path))


async def test_a_wrong_password_is_told_without_it(postgres_server: str, tmp_path: Path) -> None:
    address = database_address(f"{postgres_server}/postgres", tmp_path).replace(PASSWORD, "not-the-password")
    with pytest.raises(UserError, match="password authentication failed") as refused:
        await open_database(address)
    assert "not-the-password" not in str(refused.value)


async def test_a_server_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be opened") as refused:
        await open_database(database_address("postgresql://me:hidden-word@127.0.0.1:1/none", tmp_path))
    assert "hidden-word" not in str(refused.value)


@pytest.mark.parametrize(
    "url", ["mysql://me:hidden-word@host/name", "hidden-word", "postgresql://me:hidden-word@host:port/name"]
)
def test_an_address_that_cannot_be_used_is_refused_by_its_variable_alone(url: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="RESUME_TAILOR_DATABASE_URL") as refused:
        database_address(url, tmp_path)
    assert "hidden-word" not in str(refused.value)


@pytest.mark.parametrize("given", ["postgres://u:p@h/n", "postgresql://u:p@h/n", "postgresql+psycopg2://u:p@h/n"])
def test_any_address_of_postgresql_gets_the_driver_that_does_not_block(given: str, tmp_path: Path) -> None:
    assert database_address(given, tmp_path) == "postgresql+asyncpg://u:p@h/n"


def test_a_shown_address_has_its_password_masked() -> None:
    assert shown_address("redis://:hidden-word@host:6379/0") == "redis://:***@host:6379/0"


def test_the_newest_migration_is_the_head_that_the_code_expects() -> None:
    assert max(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("*.py")) == HEAD


async def test_an_error_of_the_database_does_not_quote_what_was_written(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        with pytest.raises(Exception, match="no_such_table") as failed:
            await connection.execute(text("INSERT INTO no_such_table VALUES (:line)"), {"line": "Led 7 nurses"})
    assert "nurses" not in str(failed.value)


async def test_sqlite_is_opened_with_write_ahead_logging(tmp_path: Path) -> None:
    engine = await open_database(database_address(None, tmp_path))
    await engine.dispose()
    with sqlite3.connect(tmp_path / "runs.sqlite") as file:
        assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    file.close()


async def test_a_postgresql_that_lets_nobody_in_is_told_after_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage.database, "CONNECT_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as quiet:
        url = f"postgresql://tester:word@127.0.0.1:{quiet.getsockname()[1]}/runs"
        with pytest.raises(UserError, match="cannot be opened"):
            await open_database(database_address(url, tmp_path))


async def test_a_command_that_hangs_at_postgresql_ends(
    postgres_tables: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage.database, "COMMAND_SECONDS", 0.5)
    opened = await open_database(database_address(postgres_tables, tmp_path))
    try:
        async with opened.connect() as connection:
            with pytest.raises((OSError, SQLAlchemyError)):
                await connection.execute(text("SELECT pg_sleep(60)"))
    finally:
        await opened.dispose()


def test_an_address_is_shown_without_password_and_parameters() -> None:
    shown = shown_address("postgresql://ines:hidden-word@db.example:5432/runs?password=hidden-word&sslkey=hidden-word")
    assert shown == "postgresql://ines:***@db.example:5432/runs"
