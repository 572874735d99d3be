"""Before the first call of a model: where the text of resume and ad is about to go."""

import ipaddress
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from storage.consents import Place

if TYPE_CHECKING:
    from gateway.gateway import Gateway
    from gateway.providers import Provider


def places_of(gateway: "Gateway | None") -> list[Place]:
    """The providers that a run's calls may go to, in the order in which they are asked; none where it works by rules."""
    return [] if gateway is None else places(gateway.providers.values())


def places(providers: "Iterable[Provider]") -> list[Place]:
    """Where these providers are."""
    found = []
    for one in providers:
        parts = urlsplit(one.address)
        host = parts.hostname or one.address
        shown = f"[{host}]" if ":" in host else host
        port = f":{parts.port}" if parts.port else ""
        found.append(Place(one.name, f"{shown}{port}", local=is_this_machine(host)))
    return list(dict.fromkeys(found))


def is_this_machine(host: str) -> bool:
    """Whether a host is the machine itself, by its name or its number; no name is looked up."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
