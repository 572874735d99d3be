import pytest
from langgraph.types import Send

from graph.routing import after_validation, packet_task, to_packets
from nodes.private import contact_details
from nodes.state import PacketState, TailoringState, ValidationReport
from resume.dossier import Dossier
from resume.facts import number_facts
from resume.job import Requirement
from resume.packets import cut_packets
from tests.people import nurse
from tests.scripted_models import runtime


def state(**values: object) -> TailoringState:
    return values  # type: ignore[return-value]


def drafting_state() -> TailoringState:
    facts = number_facts(nurse())
    asked = [
        Requirement(id=f"r{n}", text="Wound care", kind="required", weight=1.0, terms=["wound care"]) for n in (1, 2)
    ]
    packets = cut_packets(facts, {"r1": ["w2.1"]})
    asking = {"run_id": "r", "input_tokens": 900, "contacts": contact_details(nurse())}
    dossier = Dossier(
        master_profile=["w1"],
        industry_intel=[],
        tailoring_strategy=["Give most room to your time as Staff Nurse.", "Keep Ward Sister short."],
        key_metrics_to_use=["w1.2", "w2.3"],
        evidence={"r1": ["w2.1"]},
    )
    return state(source=nurse(), facts=facts, requirements=asked, packets=packets, dossier=dossier, **asking)


@pytest.mark.parametrize(
    ("verdict", "following"), [("passed", "exporter"), ("reverted", "exporter"), ("retry", "polisher")]
)
def test_only_a_retry_goes_back_to_the_polisher(verdict: str, following: str) -> None:
    report = ValidationReport.model_validate(
        {"verdict": verdict, "rounds": 1, "claims": 1, "unsupported": [], "found": 0}
    )
    assert after_validation(state(validation=report)) == following


def test_with_nothing_to_reword_the_run_goes_straight_on() -> None:
    assert to_packets(state(packets=[]), runtime()) == "polisher"


def test_every_packet_gets_a_road_of_its_own() -> None:
    drafting = drafting_state()
    roads = to_packets(drafting, runtime())
    assert [road.node for road in roads if isinstance(road, Send)] == ["section_writer"] * len(drafting["packets"])
    assert "cover_letter" not in roads


def test_a_letter_that_is_asked_for_is_written_beside_the_packets() -> None:
    drafting = drafting_state()
    roads = to_packets(drafting, runtime(letter=True))
    assert len(roads) == len(drafting["packets"]) + 1
    assert "cover_letter" in roads


def test_a_letter_is_written_though_there_is_nothing_to_reword() -> None:
    assert to_packets(state(packets=[]), runtime(letter=True)) == ["cover_letter"]


def test_a_packet_travels_with_its_own_facts_and_requirements_only() -> None:
    drafting = drafting_state()
    packet = next(one for one in drafting["packets"] if one.id == "w2")
    task = packet_task(drafting, packet)
    assert task.keys() <= PacketState.__annotations__.keys()
    assert {fact.id for fact in task["facts"]} == {"w2", "w2.s1", "w2.s2", "w2.1", "w2.2", "w2.3"}  # type: ignore[attr-defined]
    assert [one.id for one in task["requirements"]] == ["r1"]  # type: ignore[attr-defined]


def test_a_packet_travels_with_its_own_part_of_the_dossier_only() -> None:
    drafting = drafting_state()
    task = packet_task(drafting, next(one for one in drafting["packets"] if one.id == "w2"))
    assert task["stress"] == ["w2.3"]
    assert task["plan"] == ["Give most room to your time as Staff Nurse."]
