"""Model providers that were set up by hand, their keys encrypted with Fernet."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import SecretStr
from sqlalchemy import delete, func, select, update
from sqlalchemy.engine import CursorResult, RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from errors import UserError
from storage.provider_kinds import Api, ProviderKind
from storage.secret_key import SecretKey
from storage.tables import ProviderRow, now
from storage.upserts import insert_or_replace

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")


@dataclass(frozen=True)
class StoredProvider:
    """A provider of the table."""

    name: str
    kind: ProviderKind
    base_url: str | None = None
    """None is the provider's own address."""
    secret: SecretStr | None = None
    """The key; None where the address asks for none, and where it was not looked at."""
    api: Api = "chat"
    enabled: bool = True
    default: bool = False


class ProviderTable:
    """The providers in the database.

    Args:
        engine: of the database.
        load_key: gives what encrypts the providers' keys; called once, when a key is first stored or read.
    """

    def __init__(self, engine: AsyncEngine, load_key: Callable[[], SecretKey]) -> None:
        self._engine = engine
        self._load_key = load_key
        self._loaded: tuple[Fernet, str] | None = None

    async def list(self) -> list[StoredProvider]:
        """All providers by name, disabled ones too, but those without their keys.

        Raises:
            UserError: the key of an enabled one was encrypted with another secret key than this one.
        """
        async with self._engine.connect() as connection:
            rows = (await connection.execute(select(ProviderRow.__table__).order_by(ProviderRow.name))).mappings().all()
        return [self._stored(row, with_key=row["enabled"]) for row in rows]

    async def find(self, name: str, *, with_key: bool = True) -> StoredProvider | None:
        """The provider of this name, or None; without its key where that is not needed, which asks for no right secret key.

        Raises:
            UserError: its key was encrypted with another secret key than this one.
        """
        query = select(ProviderRow.__table__).where(ProviderRow.name == name)
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).mappings().first()
        return None if row is None else self._stored(row, with_key=with_key)

    def _stored(self, row: RowMapping, *, with_key: bool = True) -> StoredProvider:
        return StoredProvider(
            name=row["name"],
            kind=row["kind"],
            base_url=row["base_url"],
            secret=self._decrypted(row["name"], row["encrypted_key"]) if with_key else None,
            api=row["api"],
            enabled=row["enabled"],
            default=row["is_default"],
        )

    async def add(self, provider: StoredProvider) -> None:
        """Add a provider, or replace the one of this name. The first one is the default, and so is one that says it is.

        Raises:
            UserError: its name or its address cannot be used.
        """
        _check(provider)
        async with self._engine.begin() as connection:
            others = select(func.count()).where(ProviderRow.is_default, ProviderRow.name != provider.name)
            default = provider.enabled and (provider.default or not (await connection.execute(others)).scalar_one())
            if default:
                await _clear_default(connection)
            moment = now()
            row = {
                "name": provider.name,
                "kind": provider.kind,
                "base_url": provider.base_url,
                "encrypted_key": self._encrypted(provider.secret),
                "api": provider.api,
                "enabled": provider.enabled,
                "is_default": default,
                "created_at": moment,
                "updated_at": moment,
            }
            await connection.execute(insert_or_replace(self._engine, ProviderRow, keep=["created_at"]), [row])

    async def remove(self, name: str) -> None:
        """Forget a provider and its key.

        Raises:
            UserError: there is none of this name.
        """
        async with self._engine.begin() as connection:
            result = await connection.execute(delete(ProviderRow).where(ProviderRow.name == name))
            _expect_one(result, name)

    async def enable(self, name: str, enabled: bool = True) -> None:
        """Let a provider be used, or not; a disabled one is the default no longer.

        Raises:
            UserError: there is none of this name.
        """
        change = update(ProviderRow).where(ProviderRow.name == name).values(enabled=enabled)
        async with self._engine.begin() as connection:
            _expect_one(await connection.execute(change if enabled else change.values(is_default=False)), name)

    async def set_default(self, name: str) -> None:
        """Make a provider the default, and enable it.

        Raises:
            UserError: there is none of this name.
        """
        async with self._engine.begin() as connection:
            await _clear_default(connection)
            change = update(ProviderRow).where(ProviderRow.name == name).values(is_default=True, enabled=True)
            _expect_one(await connection.execute(change), name)

    def _fernet(self) -> "tuple[Fernet, str]":
        """What encrypts, and where its key came from.

        Raises:
            UserError: there is no usable secret key.
        """
        if self._loaded is None:
            from cryptography.fernet import Fernet

            key = self._load_key()
            self._loaded = Fernet(key.value), key.source
        return self._loaded

    def _encrypted(self, secret: SecretStr | None) -> str | None:
        if secret is None:
            return None
        fernet, _ = self._fernet()
        return fernet.encrypt(secret.get_secret_value().encode()).decode()

    def _decrypted(self, name: str, encrypted: str | None) -> SecretStr | None:
        from cryptography.fernet import InvalidToken

        if encrypted is None:
            return None
        fernet, source = self._fernet()
        try:
            return SecretStr(fernet.decrypt(encrypted.encode()).decode())
        except InvalidToken:
            raise UserError(
                source,
                f"the stored key of the provider “{name}” was encrypted with another secret key",
                f"restore that one, or store the provider's key anew: resume-tailor models set {name} --key-from-stdin",
            ) from None


async def _clear_default(connection: AsyncConnection) -> None:
    await connection.execute(update(ProviderRow).where(ProviderRow.is_default).values(is_default=False))


def _expect_one(result: object, name: str) -> None:
    if not (isinstance(result, CursorResult) and result.rowcount):
        raise UserError(
            f"provider {name[:80]}", "there is no stored provider of this name", "`resume-tailor models list` shows all"
        )


def _check(provider: StoredProvider) -> None:
    if not _NAME.fullmatch(provider.name):
        raise UserError(
            f"provider {provider.name[:80]}",
            "this name cannot be used",
            "take small letters, digits, “-”, “_” and “.”, 64 at most",
        )
    if provider.base_url is not None and not re.fullmatch(r"https?://[^\s/@?#]+(/[^\s?#]*)?", provider.base_url):
        # Neither the address nor a part of it is shown: a password in it would be.
        raise UserError(
            "--base-url", "this is no address of a server", "write http(s)://host/…, without a user, a password or “?”"
        )
