"""The list of runs, on every database."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import NoResultFound
from sqlalchemy.ext.asyncio import AsyncEngine

from errors import UserError
from storage.database import database_address, open_database
from storage.runs import Run, RunStore


def run(id: str = "first") -> Run:
    return Run(
        id=id, resume_document="a" * 64, resume_name="cv.pdf", job_document="b" * 64, job_name="ad.md", folder="out"
    )


@pytest.fixture
def runs(engine: AsyncEngine) -> RunStore:
    return RunStore(engine)


async def test_a_run_is_there_when_the_database_is_opened_again(
    runs: RunStore, database_url: str, tmp_path: Path
) -> None:
    await runs.add(run())
    later = await open_database(database_address(database_url, tmp_path))
    try:
        assert (await RunStore(later).get("first")).resume_name == "cv.pdf"
    finally:
        await later.dispose()


async def test_a_runs_times_come_back_in_utc(runs: RunStore) -> None:
    begun = run()
    await runs.add(begun)
    assert (await runs.get("first")).created_at == begun.created_at


async def test_two_runs_cannot_have_one_name(runs: RunStore) -> None:
    await runs.add(run())
    with pytest.raises(UserError, match="already"):
        await runs.add(run())


async def test_an_unknown_run_is_named_in_the_refusal(runs: RunStore) -> None:
    with pytest.raises(UserError, match="run nowhere: there is no such run"):
        await runs.get("nowhere")


async def test_what_is_learnt_of_the_job_is_kept_when_the_status_changes(runs: RunStore) -> None:
    await runs.add(run())
    await runs.update("first", status="paused", title="Senior Nurse")
    await runs.update("first", status="delivered")
    known = await runs.get("first")
    assert (known.status, known.title) == ("delivered", "Senior Nurse")


async def test_a_document_is_in_use_as_long_as_a_run_names_it(runs: RunStore) -> None:
    await runs.add(run())
    assert await runs.uses_document("b" * 64)
    await runs.delete("first")
    assert not await runs.uses_document("b" * 64)


async def test_a_run_that_is_gone_cannot_go_further(runs: RunStore) -> None:
    with pytest.raises(NoResultFound, match="first"):
        await runs.update("first", status="paused")


async def test_a_run_without_a_name_of_its_owner_is_the_local_users(runs: RunStore) -> None:
    await runs.add(run())
    assert (await runs.owned("first", "local")).id == "first"


async def test_another_users_run_is_told_as_one_that_is_not_there(runs: RunStore) -> None:
    await runs.add(replace(run(), owner="ana@example.org"))
    with pytest.raises(UserError, match="run first: there is no such run"):
        await runs.owned("first", "ben@example.org")


async def test_everybody_lists_their_own_runs(runs: RunStore) -> None:
    await runs.add(replace(run("hers"), owner="ana@example.org"))
    await runs.add(replace(run("his"), owner="ben@example.org"))
    assert [one.id for one in await runs.newest("ana@example.org")] == ["hers"]
