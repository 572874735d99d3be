"""Model providers, in this process: set up, tried, switched on and off. Keys go in and never come out."""

import functools
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from errors import UserError
from ui.client import Pending, User
from ui.client.providers import NewProvider, ProviderList, ProviderView, TestResult
from ui.in_process.admins import check_admin
from ui.in_process.core import Core
from ui.known_models import KnownProvider, OpenedBooks, know_models, revealed
from ui.provider_trials import check_usable, try_providers

if TYPE_CHECKING:
    from pydantic import SecretStr

    from storage.providers import ProviderTable, StoredProvider


class Providers:
    """The desk of providers."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._changes = 0

    def all(self, user: User) -> Pending[ProviderList]:
        """The providers of the environment and of the table."""
        check_admin(user)
        return self._core.loop.begin(self._all())

    async def _all(self) -> ProviderList:
        known = await know_models(await self._books(), self._core.settings)
        return ProviderList(tuple(_view(one) for one in known.providers), known.notes)

    async def _books(self) -> OpenedBooks:
        from storage.answers import Answers
        from storage.consents import Consents
        from storage.ledger import Ledger
        from storage.providers import ProviderTable
        from storage.secret_key import load_secret_key
        from storage.spending import DailySpending

        engine, settings = (await self._core.opened()).engine, self._core.settings
        table_key = functools.partial(load_secret_key, revealed(settings.secret_key), settings.home)
        spending = DailySpending(engine, settings.daily_tokens_user, settings.daily_tokens_all)
        return OpenedBooks(
            ProviderTable(engine, table_key), Ledger(engine), Answers(engine), spending, Consents(engine)
        )

    def save(self, user: User, provider: NewProvider) -> None:
        """Add or change a provider."""
        check_admin(user)
        self._change(lambda table: _save(table, provider))

    def enable(self, user: User, name: str, enabled: bool) -> None:
        """Use a provider, or not."""
        check_admin(user)
        self._change(lambda table: table.enable(name, enabled))

    def set_default(self, user: User, name: str) -> None:
        """Ask a provider first."""
        check_admin(user)
        self._change(lambda table: table.set_default(name))

    def remove(self, user: User, name: str) -> None:
        """Forget a provider and its key."""
        check_admin(user)
        self._change(lambda table: table.remove(name))

    def _change(self, change: "Callable[[ProviderTable], Awaitable[None]]") -> None:
        async def work() -> None:
            await change((await self._books()).table)
            # Runs under way keep whom they know; the next ones ask those that are set up now.
            (await self._core.runner()).forget_models()

        self._core.loop.call(work())
        self._changes += 1

    def changes(self) -> int:
        """How often providers were changed."""
        return self._changes

    def test(self, user: User, name: str) -> Pending[Sequence[TestResult]]:
        """Make one tiny call with each key of a provider."""
        check_admin(user)
        return self._core.loop.begin(self._test(name))

    async def _test(self, name: str) -> Sequence[TestResult]:
        books = await self._books()
        known = await know_models(books, self._core.settings)
        chosen = [one for one in known.usable if one.name == name]
        if not chosen:
            raise UserError(f"provider {name[:80]}", "it is switched off, or there is none of this name", "enable it")
        found = await try_providers(books, known, chosen)
        await books.ledger.flush()
        return [TestResult(one.provider, one.key, one.model, one.works, one.seconds, one.detail) for one in found]


async def _save(table: "ProviderTable", provider: NewProvider) -> None:
    """Store a provider; an empty key keeps the stored one."""
    from pydantic import SecretStr

    from storage.providers import StoredProvider

    key, name = provider.key.strip(), provider.name.strip().casefold()
    before = await table.find(name, with_key=not key)
    entry: StoredProvider = StoredProvider(
        name=name,
        kind=provider.kind,
        base_url=provider.base_url.strip() or None,
        secret=SecretStr(key) if key else _kept_key(before, provider),
        api=provider.api,
        default=provider.default or (before is not None and before.default),
    )
    try:
        check_usable(entry)
        await table.add(entry)
    except UserError as error:
        raise replace_subject(error, entry) from None


def _kept_key(before: "StoredProvider | None", provider: NewProvider) -> "SecretStr | None":
    """The stored key, which stays with the address that it was entered for.

    A key is never sent to another address than the one that somebody typed it in for.
    """
    if before is None or before.base_url != (provider.base_url.strip() or None) or before.kind != provider.kind:
        return None
    return before.secret


def replace_subject(error: UserError, entry: "StoredProvider") -> UserError:
    """An error that names an option of the command line or a row of the table, in the words of the page."""
    if error.subject not in ("--base-url", f"table:{entry.name}"):
        return error
    field = "key" if _is_of_key(error, entry) else "address"
    return UserError(field, error.problem, error.remedy.replace("its own variable", "its own field"))


def _is_of_key(error: UserError, entry: "StoredProvider") -> bool:
    """Whether an entry is refused for its key: with the provider's own address it is refused just so."""
    from dataclasses import replace

    from gateway.providers import configured_providers

    try:
        configured_providers({}, [replace(entry, base_url=None)])
    except UserError as other:
        return other.problem == error.problem
    return False


def _view(one: KnownProvider) -> ProviderView:
    requests = sum(each.calls for each in one.health)
    return ProviderView(
        name=one.name,
        kind=one.kind,
        address=one.address,
        api=one.api,
        from_environment=one.source == "environment",
        enabled=one.enabled,
        default=one.default,
        keys=tuple(label for label, masked in one.keys if masked != "no key"),
        models=one.models,
        requests=requests,
        error_rate=sum(each.errors for each in one.health) / requests if requests else 0.0,
        latency=sum(each.latency * each.calls for each in one.health) / requests if requests else 0.0,
    )
