"""What all desks share: the loop, and the runner and stores that are opened in it at first use."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from settings import Settings
from ui.in_process.background import BackgroundLoop

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from graph.runner import Runner


@dataclass(frozen=True)
class Opened:
    """What lives as long as the client."""

    runner: "Runner"
    engine: "AsyncEngine"


class Core:
    """The background loop with what is open in it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.loop = BackgroundLoop()
        self._opening: asyncio.Task[Opened] | None = None
        self._stack = AsyncExitStack()

    async def opened(self) -> Opened:
        """The runner and the database, opened once.

        Raises:
            UserError: the state folder or the database cannot be used; the next call tries again.
        """
        failed = self._opening is not None and self._opening.done() and self._opening.exception() is not None
        if self._opening is None or failed:
            self._opening = asyncio.create_task(self._open())
        return await asyncio.shield(self._opening)

    async def runner(self) -> "Runner":
        """The runner, opened once. Raises what `opened` raises."""
        return (await self.opened()).runner

    async def _open(self) -> Opened:
        # Two seconds of imports: in a thread, so that the loop goes on answering.
        await asyncio.to_thread(_import_what_runs_need)
        from graph.runner import open_runner, open_state

        async with AsyncExitStack() as stack:
            runner = await stack.enter_async_context(open_runner(self.settings))
            engine = await open_state(self.settings)
            stack.push_async_callback(engine.dispose)
            self._stack = stack.pop_all()
        return Opened(runner, engine)

    def close(self) -> None:
        """End everything."""

        async def last() -> None:
            await self._stack.aclose()

        self.loop.close(last)


def _import_what_runs_need() -> None:
    import graph.runner  # noqa: F401
