"""The factory that `langgraph.json` names: the graph as LangGraph Studio and its server run it, without a checkpointer.

Their server brings its own. Nothing is built at import; files go into the state folder, one folder a run.
"""

from functools import cache

from langgraph.graph.state import CompiledStateGraph

from documents.browser import Browser
from graph.live import make_live_parts
from graph.pipeline import build_graph
from nodes.state import RunSettings, TailoringInput, TailoringOutput, TailoringState
from settings import read_settings


@cache
def make_graph() -> CompiledStateGraph[TailoringState, RunSettings, TailoringInput, TailoringOutput]:
    """The compiled graph; its browser starts when it first prints and ends with the process."""
    settings = read_settings()
    return build_graph(make_live_parts(settings, Browser(settings.chromium))).compile()
