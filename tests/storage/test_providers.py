"""The provider table: one default, keys that only the right secret key opens."""

import subprocess
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from errors import UserError
from storage.providers import ProviderTable, StoredProvider
from storage.secret_key import FILE, SecretKey, load_secret_key
from tests.storage.servers import run_python

INVENTED = "sk-invented-4f9b2c7d8e"


def secret_key(source: str = "RESUME_TAILOR_SECRET_KEY") -> SecretKey:
    return SecretKey(Fernet.generate_key(), source)


@pytest.fixture
def table(engine: AsyncEngine) -> ProviderTable:
    return ProviderTable(engine, secret_key)


def provider(name: str, **changes: object) -> StoredProvider:
    return StoredProvider(**{"name": name, "kind": "openai", "secret": SecretStr(INVENTED), **changes})  # type: ignore[arg-type]


async def names(table: ProviderTable) -> list[str]:
    return [one.name for one in await table.list()]


async def default(table: ProviderTable) -> list[str]:
    return [one.name for one in await table.list() if one.default]


async def test_a_provider_comes_back_as_it_was_stored(table: ProviderTable) -> None:
    entry = provider("lab", base_url="http://127.0.0.1:8000/v1", api="responses", default=True)
    await table.add(entry)
    assert await table.list() == [entry]


async def test_a_key_is_encrypted_in_the_database(table: ProviderTable, engine: AsyncEngine) -> None:
    await table.add(provider("lab"))
    async with engine.connect() as connection:
        row = (await connection.execute(text("SELECT * FROM providers"))).one()
    assert INVENTED not in repr(tuple(row))


async def test_a_key_does_not_show_in_the_repr(table: ProviderTable) -> None:
    await table.add(provider("lab"))
    assert INVENTED not in repr(await table.list())


async def test_the_first_provider_is_the_default(table: ProviderTable) -> None:
    await table.add(provider("one"))
    await table.add(provider("two"))
    assert await default(table) == ["one"]


async def test_there_is_one_default_at_most(table: ProviderTable) -> None:
    await table.add(provider("one"))
    await table.add(provider("two", default=True))
    assert await default(table) == ["two"]
    await table.set_default("one")
    assert await default(table) == ["one"]


async def test_making_an_unknown_provider_the_default_changes_nothing(table: ProviderTable) -> None:
    await table.add(provider("one"))
    with pytest.raises(UserError, match="there is no stored provider of this name"):
        await table.set_default("two")
    assert await default(table) == ["one"]


async def test_a_disabled_provider_is_the_default_no_longer(table: ProviderTable) -> None:
    await table.add(provider("one"))
    await table.enable("one", False)
    assert [(one.enabled, one.default) for one in await table.list()] == [(False, False)]


async def test_a_default_provider_is_enabled(table: ProviderTable) -> None:
    await table.add(provider("one"))
    await table.enable("one", False)
    await table.set_default("one")
    assert [(one.enabled, one.default) for one in await table.list()] == [(True, True)]


async def test_a_provider_of_the_same_name_is_replaced(table: ProviderTable) -> None:
    await table.add(provider("lab"))
    await table.add(provider("lab", secret=None, base_url="http://127.0.0.1:1/v1"))
    (found,) = await table.list()
    assert (found.secret, found.base_url, found.default) == (None, "http://127.0.0.1:1/v1", True)


async def test_a_removed_provider_is_gone(table: ProviderTable) -> None:
    await table.add(provider("lab"))
    await table.remove("lab")
    assert await names(table) == []


@pytest.mark.parametrize("change", ["remove", "enable", "set_default"])
async def test_an_unknown_provider_cannot_be_changed(table: ProviderTable, change: str) -> None:
    with pytest.raises(UserError, match="provider nobody: there is no stored provider"):
        await getattr(table, change)("nobody")


async def test_another_secret_key_is_told_in_one_line_that_names_provider_and_variable(
    table: ProviderTable, engine: AsyncEngine
) -> None:
    await table.add(provider("lab"))
    with pytest.raises(UserError, match="RESUME_TAILOR_SECRET_KEY: the stored key of the provider “lab”") as refused:
        await ProviderTable(engine, secret_key).list()
    assert INVENTED not in str(refused.value)


async def test_another_secret_key_does_not_keep_a_provider_from_being_set_anew(
    table: ProviderTable, engine: AsyncEngine
) -> None:
    await table.add(provider("lab"))
    later = ProviderTable(engine, secret_key)
    assert await later.find("lab", with_key=False) is not None
    await later.add(provider("lab"))
    assert await names(later) == ["lab"]


async def test_a_disabled_providers_key_is_not_looked_at(table: ProviderTable, engine: AsyncEngine) -> None:
    await table.add(provider("lab"))
    await table.enable("lab", False)
    assert [(one.name, one.secret) for one in await ProviderTable(engine, secret_key).list()] == [("lab", None)]


async def test_the_secret_key_is_asked_for_once_and_only_where_there_is_a_key_to_keep(engine: AsyncEngine) -> None:
    asked: list[SecretKey] = []

    def load() -> SecretKey:
        asked.append(secret_key())
        return asked[-1]

    table = ProviderTable(engine, load)
    await table.add(provider("own", secret=None, base_url="http://127.0.0.1:1/v1"))
    await table.list()
    assert asked == []
    await table.add(provider("lab"))
    await table.list()
    assert len(asked) == 1


@pytest.mark.parametrize("name", ["", "Two words", "../up", "a" * 65, "a:b"])
async def test_a_name_that_cannot_be_used_is_refused(table: ProviderTable, name: str) -> None:
    with pytest.raises(UserError, match="cannot be used"):
        await table.add(provider(name))


@pytest.mark.parametrize(
    "address",
    [
        "host/v1",
        "ftp://host",
        "https://user:hidden-word@host/v1",
        "http://a b",
        "http://host/v1?key=hidden-word",
        "http://host#x",
    ],
)
async def test_an_address_that_cannot_be_used_is_refused_without_being_shown(
    table: ProviderTable, address: str
) -> None:
    with pytest.raises(UserError, match="this is no address of a server") as refused:
        await table.add(provider("lab", base_url=address))
    assert "hidden-word" not in str(refused.value)


def test_the_secret_key_is_made_once_and_kept_for_its_owner_alone(tmp_path: Path) -> None:
    first = load_secret_key(None, tmp_path / "home")
    assert load_secret_key(None, tmp_path / "home") == first
    assert (tmp_path / "home" / FILE).stat().st_mode & 0o777 == 0o600


def test_a_secret_key_of_the_settings_makes_no_file(tmp_path: Path) -> None:
    key = Fernet.generate_key().decode()
    assert load_secret_key(key, tmp_path).value == key.encode()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("given", ["", "hidden-word", "ä" * 44, "an-invented-key-" * 2 + "cut-short"])
def test_what_is_no_fernet_key_is_refused_without_being_shown(given: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="RESUME_TAILOR_SECRET_KEY: this is no Fernet key") as refused:
        load_secret_key(given, tmp_path)
    assert "hidden-word" not in str(refused.value)


def test_a_broken_key_file_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("broken")
    with pytest.raises(UserError, match=r"secret\.key: this is no Fernet key"):
        load_secret_key(None, tmp_path)


def test_a_secret_key_does_not_show_in_its_repr(tmp_path: Path) -> None:
    key = load_secret_key(None, tmp_path)
    assert key.value.decode() not in repr(key)


MAKER = """
import sys
from pathlib import Path
from storage.secret_key import load_secret_key
sys.stdin.readline()
print(load_secret_key(None, Path(sys.argv[1])).value.decode())
"""


def test_processes_that_make_the_secret_key_at_once_agree_on_it(tmp_path: Path) -> None:
    processes: list[subprocess.Popen[str]] = [run_python(MAKER, str(tmp_path / "home")) for _ in range(4)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [process.communicate() for process in processes]
    assert [stderr for _, stderr in told] == [""] * 4
    assert len({stdout for stdout, _ in told}) == 1
