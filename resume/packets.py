"""Work packets: the parts into which a resume is cut for drafting, each with what concerns it and nothing else."""

from collections.abc import Sequence
from itertools import groupby

from pydantic import BaseModel, ConfigDict, Field

from resume.edits import Edit
from resume.facts import Fact

MAX_LINES = 12
"""Lines in one packet; a role with more is cut at bullets' boundaries into even parts. A prompt for twelve lines is half
instructions and schema; smaller packets cost more for these than they save, and a budget then ends before the lines do."""

SMALL = 4
"""Lines up to which a section is small, and shares a packet with other small ones: a third of a packet."""

SMALL_ROLE = 2
"""Lines up to which a role is small, and shares a packet with small neighbours: one line's prompt is nearly all instructions."""

SECTION_IMPORTANCE = {"basics": 1.0, "work": 1.0, "projects": 0.7, "volunteer": 0.5, "education": 0.4}
"""How much a section counts when packets queue, 0..1; sections not named count `OTHER_IMPORTANCE`."""

OTHER_IMPORTANCE = 0.3


class Packet(BaseModel):
    """A piece of drafting work: lines of one role, or of several small roles or entries together."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(
        description="`w2` for a role, `w2-2` for its second chunk, `w3+w4` for small ones, the sections' names for a batch"
    )
    section: str = Field(description="the section of its lines; of a batch, that of the first")
    context: list[str] = Field(description="ids of the header facts that the lines stand under")
    lines: list[str] = Field(description="ids of the facts that may be reworded")
    requirements: list[str] = Field(description="ids of the requirements that these lines have something to say to")
    priority: float = Field(ge=0, description="section importance × complexity; higher goes first")


class PacketDraft(BaseModel):
    """What a packet's road through the stages has made of it."""

    model_config = ConfigDict(frozen=True)

    packet: str
    edits: list[Edit] = []
    notes: list[str] = Field(default=[], description="editorial notes for the job seeker")


def cut_packets(facts: Sequence[Fact], evidence: dict[str, list[str]]) -> list[Packet]:
    """The packets of a resume, the most urgent first.

    Roles with lines make one packet each, longer ones several, small neighbours one together; other sections make one each, but
    small ones share one.

    Args:
        facts: all facts of the source.
        evidence: requirement id → ids of the facts that support it.
    """
    prose = [fact for fact in facts if fact.kind in ("bullet", "summary")]
    packets: list[Packet] = []
    small: list[Fact] = []
    for section, members in groupby(prose, key=lambda fact: fact.section):
        lines = list(members)
        if section == "work":
            for name, of_roles in _roles(lines):
                packets += _chunks(name, section, of_roles, evidence)
        elif section != "basics" and len(lines) <= SMALL:
            small += lines
        else:
            packets += _chunks(section, section, lines, evidence)
    if small:
        shared = "+".join(dict.fromkeys(fact.section for fact in small))
        packets += _chunks(shared, small[0].section, small, evidence)
    return sorted(packets, key=lambda packet: -packet.priority)


def strategy_for(packet: Packet, facts: Sequence[Fact], strategy: Sequence[str]) -> list[str]:
    """What the strategy says of the entries that a packet's lines stand under: the lines that name one of them by its title."""
    titles = [fact.text.partition(", ")[0].casefold() for fact in facts if fact.id in packet.context]
    return [line for line in strategy if any(title and title in line.casefold() for title in titles)]


def _roles(lines: Sequence[Fact]) -> list[tuple[str, list[Fact]]]:
    """The lines role by role, under the role's id; of small neighbours as many together as one packet holds."""
    found: list[tuple[str, list[Fact]]] = []
    shared = 0
    """Lines that the last group may still be joined by; 0 after a role that is not small."""
    for entry, members in groupby(lines, key=lambda fact: fact.entry or ""):
        own = list(members)
        if len(own) <= shared and len(own) <= SMALL_ROLE:
            name, before = found.pop()
            found.append((f"{name}+{entry}", [*before, *own]))
            shared -= len(own)
        else:
            found.append((entry, own))
            shared = MAX_LINES - len(own) if len(own) <= SMALL_ROLE else 0
    return found


def _chunks(id: str, section: str, lines: Sequence[Fact], evidence: dict[str, list[str]]) -> list[Packet]:
    packets: list[Packet] = []
    size = -(-len(lines) // -(-len(lines) // MAX_LINES))
    for number, begin in enumerate(range(0, len(lines), size), start=1):
        chunk = lines[begin : begin + size]
        ids = {fact.id for fact in chunk}
        concerned = [requirement for requirement, support in evidence.items() if ids & set(support)]
        complexity = len(chunk) / MAX_LINES * (1 + len(concerned))
        packets.append(
            Packet(
                id=id if len(lines) <= MAX_LINES else f"{id}-{number}",
                section=section,
                context=list(dict.fromkeys(fact.entry for fact in chunk if fact.entry)),
                lines=[fact.id for fact in chunk],
                requirements=concerned,
                priority=SECTION_IMPORTANCE.get(section, OTHER_IMPORTANCE) * complexity,
            )
        )
    return packets
