"""A run of the pipeline that, where told to, kills its own process at the end of a stage's work, before its checkpoint."""

import asyncio
import functools
import os
import signal
from pathlib import Path

import graph.pipeline
import graph.section_writer
import nodes.stage
from graph.alone import load_upload
from graph.runner import open_runner
from nodes.state import RunSettings
from settings import Settings

TIME_FOR_SIBLINGS = 2.0
"""Seconds in which the tasks beside a killed one reach their own checkpoints, on a busy machine too."""

WITH_SIBLINGS = frozenset({"job_analyzer", "profile_extractor", "web_search", "drafter", "star_editor", "cover_letter"})
"""Stages that run beside others."""


def deadly(log: Path, kill: str | None):  # type: ignore[no-untyped-def]
    killed_once = False

    def staged(name, work):  # type: ignore[no-untyped-def]
        @functools.wraps(work)
        async def logged(state, runtime):  # type: ignore[no-untyped-def]
            nonlocal killed_once
            part = state["packet"].id if "packet" in state else ""
            with log.open("a") as file:
                file.write(f"{name} {part}".strip() + "\n")
            update = await work(state, runtime)
            if name == kill and not killed_once:
                killed_once = True
                await asyncio.sleep(TIME_FOR_SIBLINGS if name in WITH_SIBLINGS else 0)
                os.kill(os.getpid(), signal.SIGKILL)
            return update

        return nodes.stage.staged(name, logged)

    return staged


def run(told: dict[str, str]) -> None:
    """Begin a run that is killed, or go on with one; patches the modules of its own process.

    Args:
        told: `home`, `resume`, `job`, `out`, `run`, `log`, and optionally `kill` (a stage). Each stage that begins leaves a line
            in `log`: its name, and the packet where it has one.
    """
    asyncio.run(_run(told))


async def _run(told: dict[str, str]) -> None:
    staged = deadly(Path(told["log"]), told.get("kill"))
    for module in (graph.pipeline, graph.section_writer):
        module.__dict__["staged"] = staged
    async with open_runner(Settings(home=Path(told["home"]))) as runner:
        if told.get("kill"):
            await runner.create(
                load_upload(Path(told["resume"])),
                load_upload(Path(told["job"])),
                settings=RunSettings(letter=True),
                folder=Path(told["out"]),
                run_id=told["run"],
            )
        await runner.go_on(told["run"])
