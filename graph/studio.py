"""The factory that `langgraph.json` names: the graph as LangGraph Studio and its server run it, without a checkpointer.

Their server brings its own. Nothing is built at import; files go into the state folder, one folder a run. Models are asked where
a provider is set up, as on the command line.
"""

import asyncio
import importlib
import os
import subprocess
import sys
from contextlib import AsyncExitStack
from typing import Any, Self
from weakref import WeakKeyDictionary

from langgraph.graph.state import CompiledStateGraph

from documents.browser import Browser
from graph.live import make_live_parts
from graph.pipeline import build_graph
from graph.runner import make_home, open_state
from nodes.state import RunSettings, TailoringInput, TailoringOutput, TailoringState
from settings import read_settings

Compiled = CompiledStateGraph[TailoringState, RunSettings, TailoringInput, TailoringOutput]

_graphs: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Task[Compiled]] = WeakKeyDictionary()
"""One graph for each event loop of the server: database and connections to models belong to theirs."""


async def make_graph() -> Compiled:
    """The compiled graph; its browser starts when it first prints, and all of it ends with the process.

    Raises:
        UserError: the settings, the state folder or a model provider cannot be used as they are set up.
    """
    loop = asyncio.get_running_loop()
    if loop not in _graphs:
        _graphs[loop] = loop.create_task(_make())
    return await asyncio.shield(_graphs[loop])


async def _make() -> Compiled:
    settings = await asyncio.to_thread(read_settings)
    await asyncio.to_thread(make_home, settings.home)
    # The server forbids blocking calls in any loop of its process; imports and migrations read files.
    await asyncio.to_thread(_import_what_is_needed)
    await asyncio.to_thread(subprocess.run, [sys.executable, "-m", "storage"], check=True)
    from gateway.opening import open_gateway
    from web.search import open_search

    engine = await open_state(settings)
    gateway = await AsyncExitStack().enter_async_context(open_gateway(settings, engine, os.environ))
    search = await asyncio.to_thread(open_search, settings, engine, os.environ) if gateway is not None else None
    live = make_live_parts(settings, Browser(settings.chromium), models=gateway, search=search)
    compiled = await asyncio.to_thread(build_graph(live).compile)
    compiled.__class__ = _KeepsTypes
    return compiled


class _KeepsTypes(CompiledStateGraph[TailoringState, RunSettings, TailoringInput, TailoringOutput]):
    """A compiled graph whose copies know which types its checkpoints may hold.

    The server copies the graph for each run to put its own checkpointer in. In LangGraph 1.2 a copy forgets the types, so that
    with `LANGGRAPH_STRICT_MSGPACK` a run that waited for its review would find plain dictionaries for its state.
    """

    def copy(self, update: dict[str, Any] | None = None) -> Self:
        """The same graph with other attributes."""
        copied = super().copy(update)
        copied._serde_allowlist = self._serde_allowlist
        return copied


def _import_what_is_needed() -> None:
    for module in (
        "gateway.gateway",
        "storage.database",
        "storage.providers",
        "storage.secret_key",
        "web.search",
        "httpx2",
    ):
        importlib.import_module(module)
