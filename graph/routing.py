"""The conditional edges: pure functions of the state."""

from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Send

from nodes.state import RunSettings, TailoringState
from resume.packets import Packet, strategy_for


def to_packets(state: TailoringState, runtime: Runtime[RunSettings]) -> list[Send | str] | Literal["polisher"]:
    """One road per work packet, the most urgent first, and the cover letter's beside them; straight on where there is none."""
    settings = runtime.context or RunSettings()
    letter = ["cover_letter"] if settings.letter else []
    roads = [Send("section_writer", packet_task(state, packet)) for packet in state["packets"]]
    return [*roads, *letter] or "polisher"


def packet_task(state: TailoringState, packet: Packet) -> dict[str, object]:
    """All that a packet's stages may know: its own lines, the headers above them, the requirements that concern it."""
    concerned = {*packet.context, *packet.lines}
    return {
        "run_id": state["run_id"],
        "input_tokens": state["input_tokens"],
        "contacts": state["contacts"],
        "packet": packet,
        "facts": [fact for fact in state["facts"] if fact.id in concerned],
        "requirements": [one for one in state["requirements"] if one.id in packet.requirements],
        "stress": [id for id in state["dossier"].key_metrics_to_use if id in packet.lines],
        "plan": strategy_for(packet, state["facts"], state["dossier"].tailoring_strategy),
        "language": state["source"].meta.language,
    }


def after_validation(state: TailoringState) -> Literal["polisher", "exporter"]:
    """Back to the polisher once where a model's polish failed the check; on to the exporter otherwise."""
    match state["validation"].verdict:
        case "retry":
            return "polisher"
        case "passed" | "reverted":
            return "exporter"
