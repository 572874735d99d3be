"""Fixtures that run a test on every kind of database; a `conftest.py` takes in those that it needs."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.database import database_address, open_database
from storage.tables import Table
from tests.storage import servers


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL, without the name of a database."""
    with servers.folder_of_its_own() as folder, servers.postgres(folder) as address:
        yield address


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of a Redis."""
    with servers.folder_of_its_own() as folder, servers.redis(folder) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """Which kind of database a test runs on."""
    return str(request.param)


@pytest.fixture
async def new_database_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new, empty database, as a user would write it."""
    if backend == "sqlite":
        return f"sqlite:///{tmp_path / 'runs.sqlite'}"
    return await _new_postgres(request.getfixturevalue("postgres_server"), tmp_path)


async def _new_postgres(server: str, home: Path) -> str:
    name = f"test_{secrets.token_hex(6)}"
    admin = create_async_engine(database_address(f"{server}/postgres", home), isolation_level="AUTOCOMMIT")
    async with admin.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    await admin.dispose()
    return f"{server}/{name}"


@pytest.fixture(scope="session")
def postgres_tables(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a PostgreSQL database with all tables, which the tests share: a new one takes a second."""

    async def make() -> str:
        url = await _new_postgres(postgres_server, tmp_path_factory.mktemp("home"))
        await (await open_database(database_address(url, Path()))).dispose()
        return url

    return asyncio.run(make())


@pytest.fixture
def database_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of the database that the test's `engine` is open on."""
    if backend == "sqlite":
        return f"sqlite:///{tmp_path / 'runs.sqlite'}"
    return str(request.getfixturevalue("postgres_tables"))


@pytest.fixture
async def engine(database_url: str, tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """An up-to-date database with empty tables."""
    made = await open_database(database_address(database_url, tmp_path))
    if made.dialect.name == "postgresql":
        async with made.begin() as connection:
            await connection.execute(text(f"TRUNCATE {', '.join(Table.metadata.tables)}"))
    yield made
    await made.dispose()
