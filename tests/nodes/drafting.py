"""An invented baker, and what the packets' and the whole resume's stages are given of her."""

from collections.abc import Mapping, Sequence
from datetime import date

from nodes.private import contact_details
from nodes.state import PacketState, PolisherInput
from resume.dossier import compile_dossier
from resume.edits import Edit
from resume.facts import number_facts
from resume.job import JobText, Requirement
from resume.matching import match_requirements
from resume.packets import Packet, PacketDraft, cut_packets
from resume.report import ProfileScores
from resume.schema import Basics, Location, Resume, Skill, Work

ASKED = [
    Requirement(id="r1", text="Sourdough", kind="required", weight=1.0, terms=["sourdough"]),
    Requirement(id="r2", text="Shift planning", kind="preferred", weight=0.5, terms=["shift planning"]),
]

AD = (
    "Night baker\nRye & Sons bakes for the whole of Ghent.\nYou know sourdough.\nShift planning is a plus.\nFree bread."
)


def baker(*, head: bool = True) -> Resume:
    """A baker with two roles; without a headline and a summary where `head` is False."""
    return Resume(
        basics=Basics(
            name="Wilma Oduya",
            email="wilma@example.org",
            location=Location(city="Ghent"),
            label="Baker" if head else None,
            summary="Baker with a calm hand." if head else None,
        ),
        work=[
            Work(
                position="Head Baker",
                name="Rook Lane Bakery",
                start_date="2019-02",
                highlights=[
                    "Was responsible for baking 400 sourdough loaves a night with 2 colleagues",
                    "Cut waste from 9% to 4% within a year by planning the shifts anew, as Wilma Oduya's own scheme",
                    "Helped with the move to the OvenMate system",
                ],
            ),
            Work(
                position="Baker",
                name="Tern & Daughters",
                start_date="2014",
                end_date="2019",
                highlights=["Ran the morning counter", "Trained 3 apprentices in lamination and shaping of dough"],
            ),
        ],
        skills=[Skill(name="Sourdough"), Skill(name="Lamination")],
    )


def packet_state(
    id: str = "w1", *, draft: Sequence[Edit] = (), language: str | None = "en", source: Resume | None = None
) -> PacketState:
    """What a packet is given: of one role, or of a batch of small sections."""
    source = source or baker()
    facts = number_facts(source)
    packet = _packet(source, id)
    state: PacketState = {
        "run_id": "r",
        "input_tokens": 900,
        "contacts": contact_details(source),
        "packet": packet,
        "facts": [fact for fact in facts if fact.id in {*packet.lines, *packet.context}],
        "requirements": [one for one in ASKED if one.id in packet.requirements],
        "stress": [f"{id}.2"],
        "plan": ["Give most room to your time as Head Baker."],
        "language": language,
        "draft": PacketDraft(packet=id, edits=list(draft)),
        "drafts": {},
        "stages": {},
    }
    return state


def _packet(source: Resume, id: str) -> Packet:
    packets = cut_packets(number_facts(source), {"r1": ["w1.1"], "r2": ["w1.2"]})
    return next(packet for packet in packets if packet.id == id)


def polisher_input(
    *, head: bool = True, drafts: Mapping[str, Sequence[Edit]] | None = None, ad: str = AD
) -> PolisherInput:
    """What the polisher is given in the first round."""
    source = baker(head=head)
    facts = number_facts(source)
    matches = match_requirements(ASKED, facts, date(2026, 3, 1))
    return {
        "run_id": "r",
        "input_tokens": 900,
        "contacts": contact_details(source),
        "source": source,
        "facts": facts,
        "requirements": ASKED,
        "matches": matches,
        "dossier": compile_dossier(facts, ASKED, matches, ProfileScores(), [], []),
        "drafts": {id: PacketDraft(packet=id, edits=list(edits)) for id, edits in (drafts or {}).items()},
        "job_text": JobText(text=ad),
        "stages": {},
    }
