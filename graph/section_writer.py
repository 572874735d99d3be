"""The road that one work packet travels: drafter, then STAR editor, without waiting for the other packets."""

from functools import partial

from langgraph.graph import END, START, StateGraph

from nodes.drafter import drafter
from nodes.live import LiveParts
from nodes.stage import staged
from nodes.star_editor import star_editor
from nodes.state import PacketOutput, PacketState, RunSettings


def build_section_writer(live: LiveParts) -> StateGraph[PacketState, RunSettings, PacketState, PacketOutput]:
    """The subgraph of one packet, not compiled."""
    road = StateGraph(PacketState, context_schema=RunSettings, output_schema=PacketOutput)
    road.add_node("drafter", staged("drafter", partial(drafter, live=live)))
    road.add_node("star_editor", staged("star_editor", partial(star_editor, live=live)))
    road.add_edge(START, "drafter")
    road.add_edge("drafter", "star_editor")
    road.add_edge("star_editor", END)
    return road
