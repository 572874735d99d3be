"""Master resumes and their versions, on every database."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from errors import UserError
from storage.masters import MasterStore

ANA, BEN = "ana@example.org", "ben@example.org"
RESUME: dict[str, object] = {"basics": {"name": "Ana Novak"}}
LATER: dict[str, object] = {"basics": {"name": "Ana Novak", "label": "Nurse"}}


@pytest.fixture
def masters(engine: AsyncEngine) -> MasterStore:
    return MasterStore(engine)


async def test_a_new_master_resume_has_one_version_that_says_where_its_fields_came_from(masters: MasterStore) -> None:
    made = await masters.add(ANA, "Nursing", RESUME, note="read from cv.pdf", origins={"": "cv.pdf"})
    version = await masters.newest(ANA, made.id)
    assert (version.number, version.resume, version.origins) == (1, RESUME, {"": "cv.pdf"})


async def test_what_is_saved_becomes_a_version_and_the_one_before_stays(masters: MasterStore) -> None:
    made = await masters.add(ANA, "Nursing", RESUME, note="read from cv.pdf", origins={})
    await masters.save(ANA, made.id, LATER, note="one field corrected", origins={"/basics/label": "typed by you"})
    versions = await masters.versions(ANA, made.id)
    assert [(one.number, one.resume) for one in versions] == [(2, LATER), (1, RESUME)]


async def test_the_list_tells_names_and_numbers_of_versions(masters: MasterStore) -> None:
    made = await masters.add(ANA, "  Nursing   jobs ", RESUME, note="", origins={})
    await masters.save(ANA, made.id, LATER, note="", origins={})
    assert [(one.name, one.versions) for one in await masters.of(ANA)] == [("Nursing jobs", 2)]


async def test_nobody_sees_the_master_resumes_of_others(masters: MasterStore) -> None:
    made = await masters.add(ANA, "Nursing", RESUME, note="", origins={})
    assert await masters.of(BEN) == []
    with pytest.raises(UserError, match="no such master resume"):
        await masters.versions(BEN, made.id)


@pytest.mark.parametrize("change", ["save", "rename", "delete"])
async def test_nobody_changes_the_master_resumes_of_others(masters: MasterStore, change: str) -> None:
    made = await masters.add(ANA, "Nursing", RESUME, note="", origins={})
    changes: dict[str, Callable[[], Awaitable[object]]] = {
        "save": lambda: masters.save(BEN, made.id, LATER, note="", origins={}),
        "rename": lambda: masters.rename(BEN, made.id, "Mine"),
        "delete": lambda: masters.delete(BEN, made.id),
    }
    with pytest.raises(UserError, match="no such master resume"):
        await changes[change]()
    kept = (await masters.of(ANA))[0]
    assert (kept.name, kept.versions) == ("Nursing", 1)


async def test_a_deleted_master_resume_is_gone_with_its_versions(masters: MasterStore) -> None:
    made = await masters.add(ANA, "Nursing", RESUME, note="", origins={})
    await masters.delete(ANA, made.id)
    assert await masters.of(ANA) == []


@pytest.mark.parametrize("name", ["", "   ", "n" * 121])
async def test_a_name_that_cannot_be_shown_is_refused(masters: MasterStore, name: str) -> None:
    with pytest.raises(UserError, match="characters"):
        await masters.add(ANA, name, RESUME, note="", origins={})
