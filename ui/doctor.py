"""`doctor`: the health of every component, and where each setting comes from."""

import asyncio
import json
import os
import platform
import re
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from importlib.metadata import version
from typing import TYPE_CHECKING

import click
from pydantic import SecretStr

from errors import UserError
from settings import MODEL_PREFIX, PREFIX, PROMPT_PREFIX, Settings, read_settings
from ui.known_models import KnownModels, know_models, masked, open_books, revealed

if TYPE_CHECKING:
    from rich.table import Table

    from gateway.ordering import Parts, Ranked

PROVIDER_VARIABLES = (
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "OPENROUTER_API_KEY",
    "OPENROUTER_BASE_URL",
    "GOOGLE_API_KEY",
    "GEMINI_API_KEY",
    "GOOGLE_GEMINI_BASE_URL",
    "ANTHROPIC_API_KEY",
    "TAVILY_API_KEY",
    "SEARXNG_URL",
    "LANGSMITH_API_KEY",
)
"""The variables of others that are read; `OPENROUTER_API_KEY_1` and so on besides."""

_KEY_VARIABLE = re.compile(r".*_API_KEY(_\d+)?")


@dataclass(frozen=True)
class Finding:
    """The state of one component."""

    component: str
    healthy: bool
    detail: str


@dataclass(frozen=True)
class SettingSource:
    """A setting's value and where it comes from."""

    variable: str
    value: str
    source: str


@dataclass(frozen=True)
class CandidatePlace:
    """A model with one key, where a stage would ask it, and how its score comes about."""

    provider: str
    model: str
    key: str
    """The key's label."""
    score: float
    parts: "Parts"
    chosen: bool
    """Whether a setting names it for the stage; such a one goes before all others."""
    formula: str


@dataclass(frozen=True)
class Findings:
    """All that the doctor found."""

    components: list[Finding]
    settings: list[SettingSource]
    candidates: Mapping[str, list[CandidatePlace]] = field(default_factory=dict)
    """By stage, the first one first, as the next run would order them at its start."""

    @property
    def healthy(self) -> bool:
        """Whether every component works."""
        return all(finding.healthy for finding in self.components)


async def examine() -> Findings:
    """Try every component for real: write to the state folder, open the database, print a page.

    Raises:
        UserError: a setting cannot be read.
    """
    settings = read_settings()
    known: list[KnownModels] = []

    async def look_at_models(settings: Settings) -> str:
        async with open_books(settings) as books:
            known.append(await know_models(books, settings))
        return _told_providers(known[0])

    checks: dict[str, Callable[[Settings], Awaitable[str]]] = {
        "python": _python,
        "state folder": _home,
        "database": _database,
        **({"redis": _redis} if settings.redis_url else {}),
        "checkpoints": _checkpoints,
        "browser": _browser,
        "model providers": look_at_models,
        "web search": _search,
        "text in pictures": _pictures,
    }
    components = [await _finding(name, check, settings) for name, check in checks.items()]
    ranked = known[0].outlook.order(settings.models, "payg") if known else {}
    places = {stage: [_place(one) for one in roads] for stage, roads in ranked.items() if roads}
    return Findings(components, _sources(settings), places)


def _place(ranked: "Ranked") -> CandidatePlace:
    one = ranked.candidate
    return CandidatePlace(one.provider, one.model, ranked.key, ranked.score, ranked.parts, one.chosen, ranked.formula)


def _told_providers(known: KnownModels) -> str:
    if not known.usable:
        return "; ".join(["none is set up: every stage works by rules", *known.notes])
    providers = [
        f"{one.name} ({', '.join([one.source, *(f'{label} {shown}' for label, shown in one.keys)])})"
        for one in known.providers
        if one.enabled
    ]
    return "; ".join(["; ".join(providers), *known.notes, "`resume-tailor models test` calls them"])


async def _finding(name: str, check: Callable[[Settings], Awaitable[str]], settings: Settings) -> Finding:
    try:
        return Finding(name, True, await check(settings))
    except UserError as error:
        return Finding(name, False, str(error))
    except Exception as error:  # noqa: BLE001  (whatever keeps a component from working is what the doctor is asked for)
        return Finding(name, False, f"{type(error).__name__}: {error}".splitlines()[0])


async def _python(_: Settings) -> str:
    return f"{platform.python_version()}, langgraph {version('langgraph')}, resume-tailor {version('resume-tailor')}"


async def _home(settings: Settings) -> str:
    from graph.runner import make_home

    make_home(settings.home)
    return str(settings.home)


async def _database(settings: Settings) -> str:
    from storage.database import HEAD, database_address, open_database, shown_address
    from storage.runs import RunStore

    address = database_address(revealed(settings.database_url), settings.home)
    engine = await open_database(address)
    try:
        runs = len(await RunStore(engine).newest())
    finally:
        await engine.dispose()
    where = settings.home / "runs.sqlite" if settings.database_url is None else shown_address(address)
    return f"{runs} {'run' if runs == 1 else 'runs'} in {where}, tables of revision {HEAD}"


async def _redis(settings: Settings) -> str:
    from redis.exceptions import RedisError

    from storage.answers import REDIS_VARIABLE, connect_redis
    from storage.database import shown_address

    url = revealed(settings.redis_url) or ""
    redis = connect_redis(url)
    try:
        about = await redis.info("server")
    except (RedisError, OSError) as error:
        problem = f"Redis does not answer ({' '.join(str(error).split())})"
        remedy = "start it, or unset the variable; the database shares answers meanwhile"
        raise UserError(REDIS_VARIABLE, problem, remedy) from None
    finally:
        await redis.aclose()
    return f"Redis {about.get('redis_version')} at {shown_address(url)}"


async def _checkpoints(settings: Settings) -> str:
    path = settings.home / "checkpoints.sqlite"
    size = path.stat().st_size if path.exists() else 0
    return f"{size / 1e6:.1f} MB in {path}"


async def _browser(settings: Settings) -> str:
    from documents.browser import Browser
    from documents.chromium import find_chromium

    found = find_chromium(settings.chromium)
    async with Browser(settings.chromium) as browser:
        pdf = await browser.print_pdf(
            "<!doctype html><html lang=en><title>Test</title><p>Printed by the doctor.</p></html>"
        )
    where = f"{found.path} ({found.kind})" if found else "found at launch"
    return f"{where}, printed a page of {len(pdf) / 1000:.0f} KB"


async def _search(settings: Settings) -> str:
    from web.searchers import find_searchers

    found = [f"{one.name} ({one.address})" for one in find_searchers(settings, os.environ)]
    return ", else ".join(found) or "none is set up: company and role are not looked up"


async def _pictures(_: Settings) -> str:
    from documents.ocr import told_engine

    return await asyncio.to_thread(told_engine)


def _sources(settings: Settings) -> list[SettingSource]:
    """Every setting of ours, then the models by stage, then the variables of others."""
    ours = [_source(settings, name) for name in Settings.model_fields if name not in ("models", "prompts")]
    stages = [
        SettingSource(prefix + stage.upper(), value, "environment")
        for prefix, named in ((MODEL_PREFIX, settings.models), (PROMPT_PREFIX, settings.prompts))
        for stage, value in named.items()
    ]
    numbered = sorted(name for name in os.environ if re.fullmatch(r"OPENROUTER_API_KEY_\d+", name))
    return [*ours, *stages, *(_foreign(name) for name in (*PROVIDER_VARIABLES, *numbered))]


def _source(settings: Settings, name: str) -> SettingSource:
    variable = PREFIX + name.upper()
    given = any(key.upper() == variable and value for key, value in os.environ.items())
    return SettingSource(variable, _shown(name, getattr(settings, name)), "environment" if given else "default")


def _shown(name: str, value: object) -> str:
    if value is None:
        return "not set"
    if not isinstance(value, SecretStr):
        return str(value)
    from storage.database import shown_address

    return shown_address(value.get_secret_value()) if name.endswith("_url") else "set (not shown)"


def _foreign(variable: str) -> SettingSource:
    value = os.environ.get(variable, "").strip()
    if not value:
        return SettingSource(variable, "not set", "default")
    from storage.database import shown_address

    shown = masked(SecretStr(value)) if _KEY_VARIABLE.fullmatch(variable) else shown_address(value.partition("#")[0])
    return SettingSource(variable, shown, "environment")


def print_findings(findings: Findings, *, as_json: bool) -> None:
    """Print what was found, as a table or as JSON."""
    if as_json:
        click.echo(json.dumps({"healthy": findings.healthy, **asdict(findings)}, indent=2, ensure_ascii=False))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    components = Table("Component", "State", box=box.SIMPLE_HEAD, pad_edge=False)
    components.add_column("Detail", overflow="fold")
    for one in findings.components:
        state = Text("well", style="green") if one.healthy else Text("fails", style="bold red")
        components.add_row(one.component, state, one.detail)
    settings = Table("Setting", box=box.SIMPLE_HEAD, pad_edge=False)
    settings.add_column("Value", overflow="fold")
    settings.add_column("From")
    for setting in findings.settings:
        settings.add_row(setting.variable, setting.value, setting.source)
    console = Console(file=sys.stdout)
    console.print(components, settings, *([_candidates_table(findings.candidates)] if findings.candidates else []))


def _candidates_table(candidates: Mapping[str, list[CandidatePlace]]) -> "Table":
    """Who would be asked, for all stages of one order together; the parts of a score stand under their weights."""
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    from gateway.ordering import WEIGHTS

    parts = [part.name for part in fields(WEIGHTS[1])]
    sum_ = " + ".join(f"{weight:.2f}·{name}" for name, weight in zip(parts, WEIGHTS[1].each, strict=True))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), caption=f"score = {sum_}")
    table.add_column("Asked in this order", overflow="fold")
    for name in ("score", *parts):
        table.add_column(name, justify="right", no_wrap=True)
    for stages, places in _by_order(candidates):
        table.add_row(f"[bold]{', '.join(stages)}[/bold]")
        keys = Counter(provider for provider, _ in {(one.provider, one.key) for one in places})
        for one in places:
            key = f"\n    with {one.key}" if keys[one.provider] > 1 else ""
            chosen = ", chosen by setting" if one.chosen else ""
            figures = (f"{one.score:.3f}", *(f"{part:.2f}" for part in one.parts.each))
            table.add_row(f"  {escape(one.provider)}:{escape(one.model)}{chosen}{key}", *figures)
    return table


def _by_order(candidates: Mapping[str, list[CandidatePlace]]) -> list[tuple[list[str], list[CandidatePlace]]]:
    """The stages that ask the same candidates in the same order, together."""
    groups: list[tuple[list[str], list[CandidatePlace]]] = []
    for stage, places in candidates.items():
        same = next((stages for stages, others in groups if others == places), None)
        if same is None:
            groups.append(([stage], places))
        else:
            same.append(stage)
    return groups
