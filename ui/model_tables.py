"""Model providers, their tests and what they cost, for people and for machines."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.table import Table

    from storage.consents import Consent
    from storage.ledger import CallHealth, Spending
    from ui.known_models import KnownModels, KnownProvider


@dataclass(frozen=True)
class TestCall:
    """What came of one tiny call to a provider."""

    __test__ = False

    provider: str
    key: str
    """The key's label."""
    model: str
    works: bool
    seconds: float
    detail: str
    """What went wrong; empty where it works."""


def print_consents(given: "Sequence[Consent]", *, as_json: bool) -> None:
    """Print to whom text may go."""
    if as_json:
        _print_json(
            [
                {"provider": one.place.provider, "address": one.place.address, "given_at": one.given_at.isoformat()}
                for one in given
            ]
        )
        return
    if not given:
        click.echo("You have not agreed to anything yet; the first run with a model on a terminal asks.")
    for one in given:
        click.echo(f"{one.place}, since {one.given_at.astimezone():%Y-%m-%d %H:%M}")


def print_known(known: "KnownModels", *, as_json: bool) -> None:
    """Print who can be asked."""
    if as_json:
        told = {"providers": [_provider_json(one) for one in known.providers], "notes": known.notes}
        _print_json(told)
        return
    for note in known.notes:
        click.echo(note, err=True)
    if not known.providers:
        click.echo(
            "No model provider is set up: every stage works by rules. Set OPENAI_API_KEY, OPENROUTER_API_KEY, GOOGLE_API_KEY or "
            "ANTHROPIC_API_KEY, or add one by: resume-tailor models set NAME"
        )
        return
    click.echo("\n\n".join(_provider_lines(one) for one in known.providers))


def _provider_lines(one: "KnownProvider") -> str:
    source = "from the environment" if one.source == "environment" else "from the table"
    states = [source, *(["default"] if one.default else []), *([] if one.enabled else ["disabled"])]
    interface = f"{one.kind}, responses" if one.api == "responses" else one.kind
    facts = {
        "address": [f"{one.address} ({interface})"],
        "keys": [f"{label} {masked}" for label, masked in one.keys],
        "models": list(one.models) or ["none by the routes; name one by RESUME_TAILOR_MODEL_<STAGE>"],
        "last 30 days": [_health_line(one.health)],
    }
    lines = [f"{name:<14}{line}" for told, values in facts.items() for name, line in _named(told, values)]
    return "\n  ".join([f"{one.name} ({', '.join(states)})", *lines])


def _named(name: str, values: Sequence[str]) -> list[tuple[str, str]]:
    return [(name if place == 0 else "", value) for place, value in enumerate(values)]


def _provider_json(one: "KnownProvider") -> dict[str, object]:
    keys = [{"label": label, "masked": masked} for label, masked in one.keys]
    return {**asdict(one), "keys": keys, "health": [health_json(each) for each in one.health]}


def _health_line(health: "Sequence[CallHealth]") -> str:
    calls = sum(one.calls for one in health)
    if not calls:
        return "not asked"
    errors = sum(one.errors for one in health)
    latency = sum(one.latency * one.calls for one in health) / calls
    return f"{calls} requests, {errors / calls:.0%} failed, {latency:.1f} s"


def print_tests(tests: Sequence[TestCall], *, as_json: bool) -> None:
    """Print what came of the test calls."""
    if as_json:
        _print_json([asdict(one) for one in tests])
        return
    table = _table("Provider", "Key", "Model", "Works", "Seconds", "")
    for one in tests:
        table.add_row(one.provider, one.key, one.model, "yes" if one.works else "no", f"{one.seconds:.1f}", one.detail)
    _print_table(table)


@dataclass(frozen=True)
class DayLimit:
    """A daily limit of tokens, and what was reserved and spent of it today (UTC)."""

    spent: int
    limit: int


@dataclass(frozen=True)
class UsageReport:
    """What model calls took since the month began."""

    today: Mapping[str, DayLimit]
    """By `user` and `all`; a limit that is not set is not there."""
    user: "Spending"
    everybody: "Spending"
    by_task: "Sequence[CallHealth]"
    by_model: "Sequence[CallHealth]"


def print_usage(usage: UsageReport, *, as_json: bool) -> None:
    """Print what model calls cost and how they went."""
    if as_json:
        told = {
            "today": {whose: asdict(one) for whose, one in usage.today.items()},
            "this_month": {"user": spending_json(usage.user), "all": spending_json(usage.everybody)},
            "by_task": [health_json(one) for one in usage.by_task],
            "by_model": [health_json(one) for one in usage.by_model],
        }
        _print_json(told)
        return
    click.echo(f"This month: {spending_line(usage.everybody)}")
    for whose, one in usage.today.items():
        click.echo(f"Today, {whose}: {one.spent:,} of {one.limit:,} tokens")
    if not usage.by_model:
        return
    _print_table(_health_table("Task", [(one.task or "", one) for one in usage.by_task]))
    _print_table(_health_table("Model", [(f"{one.provider}:{one.model}", one) for one in usage.by_model]))


def _health_table(name: str, rows: "Sequence[tuple[str, CallHealth]]") -> "Table":
    table = _table(name, "Requests", "Failed", "Mean", "95 %", "Tokens", "Cost")
    for title, one in rows:
        seconds = f"{one.latency:.1f} s", f"{one.latency_p95:.1f} s"
        tokens, cost = f"{one.spending.tokens:,}", dollars(one.spending.cost)
        table.add_row(title, str(one.calls), f"{one.error_rate:.0%}", *seconds, tokens, cost)
    return table


def spending_line(spending: "Spending") -> str:
    """What was spent, in words."""
    requests = "1 request" if spending.calls == 1 else f"{spending.calls:,} requests"
    unpriced = f", {spending.unpriced_calls} of them unpriced" if spending.unpriced_calls else ""
    searching = f", {dollars(spending.searching)} of it for searching the web" if spending.searching else ""
    return f"{requests}{unpriced}, {spending.tokens:,} tokens, {dollars(spending.cost)}{searching}"


def dollars(cost: Decimal | None) -> str:
    """A cost in words; unknown is unpriced, never 0."""
    return "unpriced" if cost is None else f"${cost:.4f}"


def spending_json(spending: "Spending") -> dict[str, object]:
    """What was spent, as JSON."""
    return {**asdict(spending), "cost": _number(spending.cost), "searching": _number(spending.searching)}


def health_json(health: "CallHealth") -> dict[str, object]:
    """How requests went, as JSON."""
    told = {**asdict(health), "error_rate": round(health.error_rate, 4), "spending": spending_json(health.spending)}
    return {key: value for key, value in told.items() if value is not None}


def _number(cost: Decimal | None) -> float | None:
    return None if cost is None else float(cost)


def _print_json(told: object) -> None:
    click.echo(json.dumps(told, indent=2, ensure_ascii=False))


def _table(*columns: str) -> "Table":
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _print_table(table: "Table") -> None:
    from rich.console import Console

    Console(file=sys.stdout).print(table)
