"""`models`: which model providers there are, setting them up, testing them, and what they cost.

A key is never an argument of the command line, where the shell's history and the list of processes would show it.
"""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, cast

import click

from errors import UserError
from settings import read_settings
from ui.known_models import KnownModels, OpenedBooks, know_models, open_books
from ui.model_tables import (
    DayLimit,
    UsageReport,
    print_consents,
    print_known,
    print_tests,
    print_usage,
)
from ui.provider_trials import check_usable, try_providers

if TYPE_CHECKING:
    from pydantic import SecretStr

    from gateway.providers import Provider
    from storage.provider_kinds import Api, ProviderKind
    from storage.providers import StoredProvider

ALL_WORK, SOME_FAIL = 0, 1
"""Exit codes of `models test`."""

_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def _with_books(work: Callable[[OpenedBooks], Coroutine[object, object, int | None]]) -> int:
    async def run() -> int:
        async with open_books() as books:
            return await work(books) or ALL_WORK

    return asyncio.run(run())


@click.group()
def models() -> None:
    """List, set up and test model providers, and show what they cost.

    Providers come from the environment (OPENAI_API_KEY, OPENROUTER_API_KEY, GOOGLE_API_KEY, ANTHROPIC_API_KEY and their
    addresses) and from a table of their own, in which the keys are encrypted.
    """


@models.command(name="list")
@_JSON
def list_models(as_json: bool) -> int:
    """All providers: where from, keys (masked), models and how they did."""

    async def work(books: OpenedBooks) -> None:
        print_known(await know_models(books, read_settings()), as_json=as_json)

    return _with_books(work)


@models.command(name="set")
@click.argument("name")
@click.option(
    "--kind",
    type=click.Choice(["openai", "google", "anthropic"]),
    help="Which interface it speaks; openai is any OpenAI-compatible address.  [default: by NAME, else openai]",
)
@click.option("--base-url", help="Its address; leave out for the provider's own.")
@click.option("--api", type=click.Choice(["chat", "responses"]), help="Which of OpenAI's interfaces.  [default: chat]")
@click.option("--key-from-stdin", is_flag=True, help="Read the key from standard input instead of asking for it.")
@click.option("--no-key", is_flag=True, help="The address asks for no key (Ollama, vLLM, LM Studio).")
@click.option("--default", is_flag=True, help="Ask this provider first.")
def set_model(
    name: str,
    kind: str | None,
    base_url: str | None,
    api: str | None,
    key_from_stdin: bool,
    no_key: bool,
    default: bool,
) -> int:
    """Set up the provider NAME, or change it; the key is asked for without echo."""
    if key_from_stdin and no_key:
        raise UserError("--no-key", "it contradicts --key-from-stdin", "give one of the two")

    async def work(books: OpenedBooks) -> None:
        from pydantic import SecretStr

        from storage.providers import StoredProvider

        before = await books.table.find(name, with_key=not (key_from_stdin or no_key))
        entry = StoredProvider(
            name=name,
            kind=cast("ProviderKind", kind or (before.kind if before else _kind_of(name))),
            base_url=base_url or (before.base_url if before else None),
            secret=before.secret if before else None,
            api=cast("Api", api or (before.api if before else "chat")),
            enabled=True,
            default=default or (before is not None and before.default),
        )
        key = "" if no_key else _read_key(entry, from_stdin=key_from_stdin)
        if key is not None:
            entry = _with_key(entry, SecretStr(key) if key else None)
        check_usable(entry)
        await books.table.add(entry)
        click.echo(f"Stored {name}. Try it by: resume-tailor models test {name}")

    return _with_books(work)


def _kind_of(name: str) -> str:
    return name if name in ("openai", "google", "anthropic") else "openai"


def _with_key(entry: "StoredProvider", secret: "SecretStr | None") -> "StoredProvider":
    from dataclasses import replace

    return replace(entry, secret=secret)


def _read_key(entry: "StoredProvider", *, from_stdin: bool) -> str | None:
    """The key that is given now; None where none is, so that a stored one stays.

    Raises:
        UserError: standard input holds none.
    """
    if from_stdin:
        key = sys.stdin.readline().strip()
        if not key:
            raise UserError("--key-from-stdin", "standard input holds no key", "pipe the key in, on one line")
        return key
    if not sys.stdin.isatty():
        return None
    kept = "keeps the stored one" if entry.secret else "for an address without one"
    return (
        click.prompt(f"Key (empty {kept})", hide_input=True, default="", show_default=False, err=True).strip() or None
    )


@models.command(name="remove")
@click.argument("name")
def remove_model(name: str) -> int:
    """Forget the stored provider NAME and its key."""
    return _change(name, lambda books: books.table.remove(name), "Removed")


@models.command(name="enable")
@click.argument("name")
def enable_model(name: str) -> int:
    """Use the stored provider NAME again."""
    return _change(name, lambda books: books.table.enable(name), "Enabled")


@models.command(name="disable")
@click.argument("name")
def disable_model(name: str) -> int:
    """Ask the stored provider NAME no longer, and keep it."""
    return _change(name, lambda books: books.table.enable(name, False), "Disabled")


@models.command(name="default")
@click.argument("name")
def default_model(name: str) -> int:
    """Ask the stored provider NAME first."""
    return _change(name, lambda books: books.table.set_default(name), "Default is now")


def _change(name: str, change: Callable[[OpenedBooks], Coroutine[object, object, None]], done: str) -> int:
    async def work(books: OpenedBooks) -> None:
        if await books.table.find(name, with_key=False) is None:
            _refuse_unstored(name)
        await change(books)
        click.echo(f"{done} {name}.")

    return _with_books(work)


def _refuse_unstored(name: str) -> None:
    """Say what can be done about a provider that the table does not know.

    Raises:
        UserError: always, unless the name is of no kind.
    """
    import os

    from gateway.providers import configured_providers

    found = next((one for one in configured_providers(os.environ, []) if one.name == name), None)
    if found is None:
        remedy = "`resume-tailor models list` shows all"
        raise UserError(f"provider {name[:80]}", "there is no stored provider of this name", remedy)
    labels = ", ".join(key.label for key in found.keys)
    remedy = f"unset {labels}, or store it by `resume-tailor models set {name}`, which takes its place"
    raise UserError(f"provider {name}", "it comes from the environment, not from the table", remedy)


@models.command(name="test")
@click.argument("name", required=False)
@_JSON
def test_models(name: str | None, as_json: bool) -> int:
    """Make tiny calls to each provider, or to NAME; exits with 1 if one fails.

    Each key is tried, and each model that a stage would ask first; not those that search the web, which costs a fee.
    """

    async def work(books: OpenedBooks) -> int:
        known = await know_models(books, read_settings())
        chosen = _chosen(known, name)
        tests = await try_providers(books, known, chosen)
        print_tests(tests, as_json=as_json)
        return ALL_WORK if all(one.works for one in tests) else SOME_FAIL

    return _with_books(work)


def _chosen(known: KnownModels, name: str | None) -> "list[Provider]":
    chosen = [one for one in known.usable if name in (None, one.name)]
    if chosen:
        return chosen
    if name is None:
        raise UserError("models test", "no model provider is set up", "set a key, or add one by `models set NAME`")
    disabled = any(one.name == name for one in known.providers)
    if disabled:
        raise UserError(f"provider {name}", "it is disabled", f"`resume-tailor models enable {name}` first")
    raise UserError(f"provider {name[:80]}", "there is none of this name", "`resume-tailor models list` shows all")


@models.command(name="usage")
@_JSON
def show_usage(as_json: bool) -> int:
    """What model calls cost this month; how often they fail and how long they take, by task and by model."""

    async def work(books: OpenedBooks) -> None:
        from storage.ledger import month_of
        from storage.tables import now

        since = month_of(now())
        usage = UsageReport(
            today=await _spent_today(books),
            user=await books.ledger.cost_of_user_this_month("local"),
            everybody=await books.ledger.cost_this_month(),
            by_task=await books.ledger.health_by_task(since),
            by_model=await books.ledger.by_model(since),
        )
        print_usage(usage, as_json=as_json)

    return _with_books(work)


async def _spent_today(books: OpenedBooks) -> dict[str, DayLimit]:
    settings = read_settings()
    limits = {"user": ("local", settings.daily_tokens_user), "all": (None, settings.daily_tokens_all)}
    return {
        whose: DayLimit(await books.spending.spent_today(user), limit)
        for whose, (user, limit) in limits.items()
        if limit is not None
    }


@models.command(name="consent")
@click.option("--forget", is_flag=True, help="Take all of it back: the next run asks again.")
@_JSON
def show_consent(forget: bool, as_json: bool) -> int:
    """To whom you agreed that the text of your resume goes."""

    async def work(books: OpenedBooks) -> None:
        if forget:
            click.echo(
                f"Withdrawn for {await books.consents.withdraw()} places; the next run on a terminal asks again."
            )
            return
        print_consents(await books.consents.given(), as_json=as_json)

    return _with_books(work)


@models.command(name="prune")
@click.option(
    "--older-than", "days", type=click.IntRange(min=1), default=90, show_default=True, metavar="DAYS", help="How old."
)
def prune_models(days: int) -> int:
    """Delete old rows of the ledger, old days' counts of tokens and old stored answers.

    A run whose answers are gone asks anew when it is resumed.
    """

    async def work(books: OpenedBooks) -> None:
        from datetime import timedelta

        from storage.tables import now

        moment = now() - timedelta(days=days)
        calls, answers = await books.ledger.prune(moment), await books.answers.prune(moment)
        await books.spending.prune(moment)
        click.echo(f"Deleted {calls} rows of the ledger and {answers} stored answers.")

    return _with_books(work)
