"""Who can be asked: providers from the environment and from the table, their addresses and keys."""

import functools
import importlib.util
import ipaddress
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from pydantic import SecretStr

from errors import UserError
from storage.provider_kinds import Api, ProviderKind

if TYPE_CHECKING:  # storage brings SQLAlchemy, which a run without a provider never needs
    from storage.providers import StoredProvider

API_VARIABLE = "RESUME_TAILOR_OPENAI_API"
"""`chat` (default) or `responses`: which interface `OPENAI_BASE_URL` is spoken to by."""

_HOME_NETWORKS = (".local", ".internal", ".lan", ".home.arpa", ".localhost")
"""Ends of host names that are never on the public internet."""


@dataclass(frozen=True)
class Key:
    """A key of a provider."""

    label: str
    """Where it is from: `OPENROUTER_API_KEY_1`, `table:openai`. Shown; the secret never is."""
    secret: SecretStr


@dataclass(frozen=True)
class Provider:
    """An address that answers model calls, with at least one key."""

    name: str
    kind: ProviderKind
    base_url: str | None
    """None is the provider's own address."""
    keys: tuple[Key, ...]
    """Tried in turn. A server that asks for no key has one with an empty secret."""
    api: Api = "chat"
    source: Literal["environment", "table"] = "environment"
    default: bool = False
    priced_as: str | None = None
    """Its id in the price list; None is unpriced."""

    @property
    def address(self) -> str:
        """Where it is, its own address spelled out."""
        return self.base_url or _addresses()[self.kind]

    @property
    def is_official(self) -> bool:
        """Whether it is the address of the company whose interface it speaks."""
        return _host(self.address) == _host(_addresses()[self.kind])


def configured_providers(environment: Mapping[str, str], stored: Sequence["StoredProvider"]) -> list[Provider]:
    """The providers that can be asked, the default one first.

    An entry of the table takes the place of the environment's provider of the same name, a disabled one switches it off.

    Args:
        environment: the process's variables.
        stored: the table, disabled ones too.

    Raises:
        UserError: a key or an address cannot be used; names the variable or the table's entry.
    """
    in_table = {entry.name for entry in stored}
    from_environment = [provider for provider in _from_environment(environment) if provider.name not in in_table]
    from_table = [_from_table(entry) for entry in stored if entry.enabled and _is_installed(entry.kind)]
    return sorted([*from_table, *from_environment], key=lambda provider: not provider.default)


def unusable_keys(environment: Mapping[str, str]) -> list[str]:
    """One plain line for each key in the environment that this installation cannot use."""
    if _value(environment, "ANTHROPIC_API_KEY") and not _is_installed("anthropic"):
        return [
            "ANTHROPIC_API_KEY: is set, but langchain-anthropic is not installed; pip install 'resume-tailor[anthropic]'"
        ]
    return []


def _from_environment(environment: Mapping[str, str]) -> list[Provider]:
    found = [
        _openai(environment),
        _plain("openrouter", "openai", environment, _openrouter_keys(environment), "OPENROUTER_BASE_URL"),
        _plain("google", "google", environment, _google_keys(environment), "GOOGLE_GEMINI_BASE_URL"),
    ]
    if _is_installed("anthropic"):
        keys = _keys(environment, ("ANTHROPIC_API_KEY",))
        found.append(_plain("anthropic", "anthropic", environment, keys, "ANTHROPIC_BASE_URL"))
    return [provider for provider in found if provider is not None]


def _openai(environment: Mapping[str, str]) -> Provider | None:
    keys = _keys(environment, ("OPENAI_API_KEY",))
    base_url = _address(environment, "OPENAI_BASE_URL", keyed=bool(keys))
    if not keys and base_url is None:
        return None
    api = _value(environment, API_VARIABLE) or "chat"
    if api not in {"chat", "responses"}:
        raise UserError(API_VARIABLE, f"{api!r} is no interface", "chat or responses")
    provider = Provider("openai", "openai", base_url, keys or (_no_key("OPENAI_BASE_URL"),))
    return _priced(replace(provider, api="responses" if api == "responses" else "chat"))


def _plain(
    name: str, kind: ProviderKind, environment: Mapping[str, str], keys: tuple[Key, ...], address: str
) -> Provider | None:
    if not keys:
        return None
    own = _addresses()[name] if name != kind else None
    return _priced(Provider(name, kind, _address(environment, address, keyed=True) or own, keys))


def _from_table(entry: "StoredProvider") -> Provider:
    label = f"table:{entry.name}"
    secret = entry.secret.get_secret_value().strip() if entry.secret else ""
    keys = (Key(label, SecretStr(_checked_key(label, secret))),) if secret else (_no_key(label),)
    base_url = _checked_address(label, entry.base_url, keyed=bool(secret)) if entry.base_url else None
    own = _addresses().get(entry.name) if entry.name != entry.kind else None
    provider = Provider(entry.name, entry.kind, base_url or own, keys, entry.api, "table", entry.default)
    return _priced(provider)


def is_listed(provider: Provider) -> bool:
    """Whether its address is a known vendor's, whose models the routes know."""
    return _vendor_at(provider.address) is not None


def _vendor_at(address: str) -> str | None:
    host = _host(address)
    return next((name for end, name in _price_hosts().items() if _ends(host, end)), None)


def _priced(provider: Provider) -> Provider:
    """The provider with the price list that holds for it.

    A relay that a vendor's variable names with a key serves that vendor's models at their list prices, as far as the list knows
    them, wherever it runs: a proxy on this machine is billed like the vendor. The models of Ollama, vLLM and LM Studio bear
    names that no vendor's list knows, so they stay unpriced; so does a server without a key.
    """
    keyed = provider.source == "environment" and bool(provider.keys[0].secret.get_secret_value())
    return replace(provider, priced_as=_vendor_at(provider.address) or (provider.name if keyed else None))


def _openrouter_keys(environment: Mapping[str, str]) -> tuple[Key, ...]:
    numbered = (re.fullmatch(r"OPENROUTER_API_KEY_(\d{1,4})", name) for name in environment)
    numbers = sorted({int(found[1]): found[0] for found in numbered if found}.items())
    return _keys(environment, ("OPENROUTER_API_KEY", *(name for _, name in numbers)))


def _google_keys(environment: Mapping[str, str]) -> tuple[Key, ...]:
    """Google's own order: the second variable holds only where the first is not set."""
    return _keys(environment, ("GOOGLE_API_KEY",)) or _keys(environment, ("GEMINI_API_KEY",))


def _keys(environment: Mapping[str, str], names: Sequence[str]) -> tuple[Key, ...]:
    found: dict[str, str] = {}  # secret → the first variable that holds it
    for name in names:
        if value := _value(environment, name):
            found.setdefault(_checked_key(name, value), name)
    return tuple(Key(name, SecretStr(secret)) for secret, name in found.items())


def _no_key(label: str) -> Key:
    return Key(f"{label} (no key)", SecretStr(""))


def _value(environment: Mapping[str, str], name: str) -> str:
    return environment.get(name, "").strip()


def _checked_key(label: str, secret: str) -> str:
    if not re.fullmatch(r"[\x21-\x7e]+", secret):
        raise UserError(label, "holds characters that no key has", "copy the key again")
    return secret


def _address(environment: Mapping[str, str], name: str, *, keyed: bool) -> str | None:
    value = _value(environment, name)
    return _checked_address(name, value, keyed=keyed) if value else None


def _checked_address(label: str, value: str, *, keyed: bool) -> str:
    """An address without the slash at its end.

    Raises:
        UserError: it is no http(s) address, or would send a key over the open internet in the clear.
    """
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in {"http", "https"} or not _is_clean(value) or not _is_host(host):
        raise UserError(label, "is not an address", "it begins with https:// or http:// and names a host")
    if parts.username or parts.password:
        raise UserError(label, "holds a name or a password", "put the key into its own variable")
    if "?" in value or "#" in value:
        raise UserError(label, "holds more than an address after “?” or “#”", "put a key into its own variable")
    if parts.scheme == "http" and keyed and not _is_near(host):
        raise UserError(label, "would send the key unencrypted over the internet", "use https://")
    return value.rstrip("/")


def _is_clean(value: str) -> bool:
    """Whether it has neither spaces nor characters that nobody sees, which come along when an address is copied."""
    return value.isprintable() and not re.search(r"\s", value)


def _is_host(host: str) -> bool:
    """Whether it is a name or a number that a connection can be made to."""
    if host.isascii():
        return re.fullmatch(r"[a-z0-9._:%~-]+", host) is not None
    import idna

    try:
        idna.encode(host)
    except idna.IDNAError:
        return False
    return True


def _is_near(host: str) -> bool:
    """Whether a host is this machine or in its own network."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(_HOME_NETWORKS)


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""


def _ends(host: str, end: str) -> bool:
    return host == end or host.endswith("." + end)


def _is_installed(kind: ProviderKind) -> bool:
    """Anthropic comes as an extra; the others always."""
    return kind != "anthropic" or importlib.util.find_spec("langchain_anthropic") is not None


@functools.cache
def _table() -> Mapping[str, Mapping[str, str]]:
    read: Mapping[str, Mapping[str, str]] = tomllib.loads(
        (Path(__file__).parent / "providers.toml").read_text(encoding="utf-8")
    )
    return read


def _addresses() -> Mapping[str, str]:
    return _table()["addresses"]


def _price_hosts() -> Mapping[str, str]:
    return _table()["priced_as"]
