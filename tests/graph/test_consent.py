"""Where text goes, read from the providers' addresses."""

import pytest
from pydantic import SecretStr

from gateway.providers import Key, Provider
from graph.consent import is_this_machine, places
from storage.consents import Place

KEY = Key("TEST", SecretStr("invented"))


def at(address: str | None) -> Provider:
    return Provider("openai", "openai", address, (KEY,))


def test_a_place_is_a_host_without_what_is_secret_in_an_address() -> None:
    assert places([at("https://ada:secret@relay.example:8443/v1?key=1")]) == [Place("openai", "relay.example:8443")]


def test_a_providers_own_address_is_spelled_out() -> None:
    assert [place.address for place in places([at(None)])] == ["api.openai.com"]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.0.1", "::1", "localhost", "models.localhost"])
def test_this_machine_is_known_by_its_names_and_numbers(host: str) -> None:
    assert is_this_machine(host)


@pytest.mark.parametrize("host", ["10.0.0.7", "192.168.1.4", "localhost.example.org", "0.0.0.0", "127.0.0.1.example"])
def test_a_machine_beside_this_one_is_another(host: str) -> None:
    assert not is_this_machine(host)


def test_an_address_of_ipv6_is_shown_in_brackets() -> None:
    assert [(one.address, one.local) for one in places([at("http://[::1]:8080/v1")])] == [("[::1]:8080", True)]
