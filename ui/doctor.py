"""`doctor`: the health of every component, and where each setting comes from."""

import json
import os
import platform
import sys
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from importlib.metadata import version

import click

from errors import UserError
from settings import PREFIX, Settings, read_settings


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
class Findings:
    """All that the doctor found."""

    components: list[Finding]
    settings: list[SettingSource]

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
    checks: dict[str, Callable[[Settings], Awaitable[str]]] = {
        "python": _python,
        "state folder": _home,
        "database": _database,
        "checkpoints": _checkpoints,
        "browser": _browser,
    }
    components = [await _finding(name, check, settings) for name, check in checks.items()]
    components.append(Finding("model providers", True, "not built yet: every stage works by rules"))
    return Findings(components, [_source(settings, name) for name in Settings.model_fields])


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
    from graph.runner import open_runner

    async with open_runner(settings) as runner:
        return f"{len(await runner.runs.newest())} runs in {settings.home / 'runs.sqlite'}"


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


def _source(settings: Settings, name: str) -> SettingSource:
    variable = PREFIX + name.upper()
    given = any(key.upper() == variable for key in os.environ)
    value: object = getattr(settings, name)
    shown = "not set" if value is None else str(value)
    return SettingSource(variable, shown, "environment" if given else "default")


def print_findings(findings: Findings, *, as_json: bool) -> None:
    """Print what was found, as a table or as JSON."""
    if as_json:
        click.echo(json.dumps({"healthy": findings.healthy, **asdict(findings)}, indent=2, ensure_ascii=False))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    components = Table("Component", "State", "Detail", box=box.SIMPLE_HEAD, pad_edge=False)
    for one in findings.components:
        state = Text("well", style="green") if one.healthy else Text("fails", style="bold red")
        components.add_row(one.component, state, one.detail)
    settings = Table("Setting", "Value", "From", box=box.SIMPLE_HEAD, pad_edge=False)
    for setting in findings.settings:
        settings.add_row(setting.variable, setting.value, setting.source)
    console = Console(file=sys.stdout)
    console.print(components, settings)
