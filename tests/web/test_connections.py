"""Connections: to the number that was judged, whatever a name says a moment later."""

from collections.abc import Iterable, Sequence

import httpcore2
import pytest

from web.connections import ClosedPlace, JudgedConnections, SocketOption, UnknownHost, resolve_by_system


class Wires(httpcore2.AsyncNetworkBackend):
    """Keeps where it was asked to connect, and fails where it is told to."""

    def __init__(self, *, dead: Sequence[str] = ()) -> None:
        self.hosts: list[str] = []
        self._dead = dead

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (httpcore's own signature)
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        self.hosts.append(host)
        if host in self._dead:
            raise httpcore2.ConnectError
        return httpcore2.AsyncNetworkStream()


class Names:
    """A resolver that gives another answer each time, as a rebinding one does."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self._answers = list(answers)
        self.asked = 0

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked += 1
        return self._answers.pop(0)


async def test_a_name_is_looked_up_once_and_connected_to_by_the_number_that_was_judged() -> None:
    names, wires = Names(["93.184.215.14"], ["127.0.0.1"]), Wires()
    await JudgedConnections(names, inner=wires).connect_tcp("rebinding.example", 443)
    assert (names.asked, wires.hosts) == (1, ["93.184.215.14"])


@pytest.mark.parametrize(
    "answer",
    [
        ["127.0.0.1"],
        ["93.184.215.14", "10.0.0.1"],
        ["169.254.169.254"],
        ["::ffff:10.0.0.1"],
        ["64:ff9b::7f00:1"],
        ["fe80::1%eth0"],
        ["fd00:ec2::254"],
        ["0.0.0.0"],
    ],
)
async def test_a_name_behind_which_anything_private_stands_is_not_connected_to(answer: list[str]) -> None:
    wires = Wires()
    with pytest.raises(ClosedPlace):
        await JudgedConnections(Names(answer), inner=wires).connect_tcp("inside.example", 80)
    assert wires.hosts == []


async def test_the_next_address_is_tried_where_one_is_dead() -> None:
    wires = Wires(dead=["93.184.215.14"])
    await JudgedConnections(Names(["93.184.215.14", "1.1.1.1", "1.1.1.1"]), inner=wires).connect_tcp("x.example", 80)
    assert wires.hosts == ["93.184.215.14", "1.1.1.1"]


async def test_a_name_whose_addresses_are_all_dead_cannot_be_connected_to() -> None:
    wires = Wires(dead=["1.1.1.1"])
    with pytest.raises(httpcore2.ConnectError):
        await JudgedConnections(Names(["1.1.1.1"]), inner=wires).connect_tcp("x.example", 80)


async def test_a_name_without_an_address_is_unknown() -> None:
    with pytest.raises(UnknownHost):
        await JudgedConnections(Names([]), inner=Wires()).connect_tcp("x.example", 80)


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "::1"])
async def test_the_system_resolver_leads_to_this_machine_and_no_further(name: str) -> None:
    with pytest.raises(ClosedPlace, match="this machine"):
        await JudgedConnections(resolve_by_system, inner=Wires()).connect_tcp(name, 80)


async def test_no_file_is_connected_to() -> None:
    with pytest.raises(ClosedPlace):
        await JudgedConnections(Names(), inner=Wires()).connect_unix_socket("/run/service.sock")
