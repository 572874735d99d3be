from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import inspect

from errors import UserError
from storage.database import HEAD, open_database
from storage.runs import Run, RunStore
from storage.tables import Table


def run(id: str = "first") -> Run:
    return Run(
        id=id, resume_document="a" * 64, resume_name="cv.pdf", job_document="b" * 64, job_name="ad.md", folder="out"
    )


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[RunStore]:
    engine = await open_database(f"sqlite+aiosqlite:///{folder / 'runs.sqlite'}")
    try:
        yield RunStore(engine)
    finally:
        await engine.dispose()


async def test_a_run_is_there_when_the_database_is_opened_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as runs:
        await runs.add(run())
    async with opened(tmp_path) as runs:
        assert (await runs.get("first")).resume_name == "cv.pdf"


async def test_two_runs_cannot_have_one_name(tmp_path: Path) -> None:
    async with opened(tmp_path) as runs:
        await runs.add(run())
        with pytest.raises(UserError, match="already"):
            await runs.add(run())


async def test_an_unknown_run_is_named_in_the_refusal(tmp_path: Path) -> None:
    async with opened(tmp_path) as runs:
        with pytest.raises(UserError, match="run nowhere: there is no such run"):
            await runs.get("nowhere")


async def test_what_is_learnt_of_the_job_is_kept_when_the_status_changes(tmp_path: Path) -> None:
    async with opened(tmp_path) as runs:
        await runs.add(run())
        await runs.update("first", status="paused", title="Senior Nurse")
        await runs.update("first", status="delivered")
        known = await runs.get("first")
        assert (known.status, known.title) == ("delivered", "Senior Nurse")


async def test_a_document_is_in_use_as_long_as_a_run_names_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as runs:
        await runs.add(run())
        assert await runs.uses_document("b" * 64)
        await runs.delete("first")
        assert not await runs.uses_document("b" * 64)


async def test_the_migrations_make_the_tables_of_the_models(tmp_path: Path) -> None:
    engine = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'runs.sqlite'}")
    try:
        async with engine.connect() as connection:
            made = await connection.run_sync(
                lambda sync: {
                    name: {column["name"] for column in inspect(sync).get_columns(name)}
                    for name in inspect(sync).get_table_names()
                }
            )
    finally:
        await engine.dispose()
    meant = {table.name: {column.name for column in table.columns} for table in Table.metadata.tables.values()}
    assert {name: made[name] for name in meant} == meant


def test_the_newest_migration_is_the_head_the_code_expects() -> None:
    versions = Path(__file__).parents[2] / "storage" / "migrations" / "versions"
    assert max(path.name.split("_")[0] for path in versions.glob("*.py")) == HEAD
