import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume.facts import number_facts
from resume.packets import MAX_LINES, cut_packets
from resume.schema import Resume, Work
from tests.people import nurse


def test_each_role_is_a_packet_with_its_header_as_context() -> None:
    packets = {packet.id: packet for packet in cut_packets(number_facts(nurse()), {})}
    assert packets["w1"].lines == ["w1.1", "w1.2", "w1.3"]
    assert packets["w1"].context == ["w1"]


def test_a_long_role_is_cut_at_a_bullet_into_even_parts() -> None:
    resume = Resume(work=[Work(position="Cook", highlights=[f"Dish {number}" for number in range(MAX_LINES + 3)])])
    packets = cut_packets(number_facts(resume), {})
    assert [len(packet.lines) for packet in packets] == [8, 7]
    assert [packet.id for packet in packets] == ["w1-1", "w1-2"]


def test_every_line_is_in_exactly_one_packet() -> None:
    facts = number_facts(nurse())
    lines = [id for packet in cut_packets(facts, {}) for id in packet.lines]
    assert sorted(lines) == sorted(fact.id for fact in facts if fact.kind in ("bullet", "summary"))


def test_a_packet_that_answers_requirements_goes_before_its_like() -> None:
    packets = cut_packets(number_facts(nurse()), {"r1": ["w2.3"], "r2": ["w2.1"]})
    assert [packet.id for packet in packets if packet.section == "work"] == ["w2", "w1"]


def test_a_packet_names_only_the_requirements_that_concern_it() -> None:
    packets = {packet.id: packet for packet in cut_packets(number_facts(nurse()), {"r1": ["w2.3"], "r2": ["s1"]})}
    assert (packets["w1"].requirements, packets["w2"].requirements) == ([], ["r1"])


def test_small_sections_share_a_packet() -> None:
    resume = nurse()
    resume.education[0].highlights = ["Thesis on quiet nights"]
    packets = {packet.id: packet for packet in cut_packets(number_facts(resume), {})}
    assert packets["education+customSections"].lines == ["e1.1", "x1.1.1"]


def roles(*lines: int) -> Resume:
    return Resume(
        work=[
            Work(position=f"Cook {place}", highlights=[f"Dish {number}" for number in range(many)])
            for place, many in enumerate(lines, start=1)
        ]
    )


@pytest.mark.parametrize(
    ("lines", "ids"),
    [
        ((1, 2, 1), ["w1+w2+w3"]),
        ((3, 1, 1, 3), ["w1", "w2+w3", "w4"]),
        ((1, 3, 1), ["w1", "w2", "w3"]),
        ((2, 2, 2, 2, 2, 2, 2), ["w1+w2+w3+w4+w5+w6", "w7"]),
        ((13, 1, 1), ["w1-1", "w1-2", "w2+w3"]),
    ],
)
def test_small_roles_share_a_packet_with_small_neighbours(lines: tuple[int, ...], ids: list[str]) -> None:
    assert sorted(packet.id for packet in cut_packets(number_facts(roles(*lines)), {})) == ids


@given(st.lists(st.integers(0, 30), max_size=12))
def test_no_packet_is_too_long_and_none_loses_a_line(lines: list[int]) -> None:
    facts = number_facts(roles(*lines))
    packets = cut_packets(facts, {})
    assert sorted(id for packet in packets for id in packet.lines) == sorted(
        fact.id for fact in facts if fact.kind == "bullet"
    )
    assert all(1 <= len(packet.lines) <= MAX_LINES for packet in packets)
    assert len({packet.id for packet in packets}) == len(packets)


def test_a_packet_of_several_roles_knows_what_each_line_stands_under() -> None:
    [packet] = cut_packets(number_facts(roles(1, 1)), {})
    assert packet.context == ["w1", "w2"]
