"""Which providers the environment and the table make."""

import importlib.util

import pytest
from pydantic import SecretStr

from errors import UserError
from gateway.calls import Usage
from gateway.pricing import price
from gateway.providers import Provider, configured_providers, is_listed, unusable_keys
from storage.providers import StoredProvider


def named(environment: dict[str, str], *stored: StoredProvider) -> dict[str, Provider]:
    return {provider.name: provider for provider in configured_providers(environment, stored)}


def secrets(provider: Provider) -> list[str]:
    return [key.secret.get_secret_value() for key in provider.keys]


def labels(provider: Provider) -> list[str]:
    return [key.label for key in provider.keys]


def test_an_empty_environment_has_no_provider() -> None:
    assert configured_providers({}, []) == []


def test_empty_variables_count_as_not_set() -> None:
    assert configured_providers({"OPENAI_API_KEY": " ", "OPENAI_BASE_URL": "", "GOOGLE_API_KEY": ""}, []) == []


def test_a_key_makes_openai_at_its_own_address() -> None:
    provider = named({"OPENAI_API_KEY": " invented-a "})["openai"]
    assert (provider.address, provider.priced_as, provider.is_official) == ("https://api.openai.com/v1", "openai", True)
    assert secrets(provider) == ["invented-a"]


def test_an_address_without_a_key_is_a_server_of_ones_own() -> None:
    provider = named({"OPENAI_BASE_URL": "http://localhost:11434/v1/"})["openai"]
    assert (provider.address, provider.priced_as, provider.is_official) == ("http://localhost:11434/v1", None, False)
    assert secrets(provider) == [""]


def test_openrouter_takes_its_keys_in_turn_each_once() -> None:
    environment = {
        "OPENROUTER_API_KEY_10": "invented-d",
        "OPENROUTER_API_KEY_2": "invented-c",
        "OPENROUTER_API_KEY_1": "invented-b",
        "OPENROUTER_API_KEY": "invented-a",
        "OPENROUTER_API_KEY_3": "invented-a",
        "OPENROUTER_API_KEY_X": "invented-e",
    }
    provider = named(environment)["openrouter"]
    assert secrets(provider) == ["invented-a", "invented-b", "invented-c", "invented-d"]
    assert labels(provider) == [
        "OPENROUTER_API_KEY", "OPENROUTER_API_KEY_1", "OPENROUTER_API_KEY_2", "OPENROUTER_API_KEY_10",
    ]  # fmt: skip
    assert provider.priced_as == "openrouter"


def test_google_prefers_its_own_variable() -> None:
    both = {"GEMINI_API_KEY": "invented-b", "GOOGLE_API_KEY": "invented-a"}
    assert secrets(named(both)["google"]) == ["invented-a"]
    assert secrets(named({"GEMINI_API_KEY": "invented-b"})["google"]) == ["invented-b"]


def test_google_is_asked_where_its_variable_says() -> None:
    environment = {"GOOGLE_API_KEY": "invented-a", "GOOGLE_GEMINI_BASE_URL": "http://127.0.0.1:8099"}
    provider = named(environment)["google"]
    assert (provider.kind, provider.address, provider.priced_as) == ("google", "http://127.0.0.1:8099", "google")


def test_a_known_address_has_its_price_list() -> None:
    environment = {"OPENAI_BASE_URL": "https://api.groq.com/openai/v1", "OPENAI_API_KEY": "invented-a"}
    assert named(environment)["openai"].priced_as == "groq"


def test_a_lookalike_address_is_nobodys_known_one() -> None:
    environment = {"OPENAI_BASE_URL": "https://evilapi.openai.com.example.org", "OPENAI_API_KEY": "invented-a"}
    assert not is_listed(named(environment)["openai"])


def test_a_relay_with_a_key_is_priced_as_the_vendor_it_relays_and_a_server_without_one_is_not() -> None:
    relay = {"OPENAI_BASE_URL": "https://relay.example.org/v1"}
    assert named({**relay, "OPENAI_API_KEY": "invented-a"})["openai"].priced_as == "openai"
    assert named(relay)["openai"].priced_as is None


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "192.168.7.4", "ollama", "models.lan"])
def test_a_proxy_with_a_key_is_priced_wherever_it_runs(host: str) -> None:
    near = {"OPENAI_BASE_URL": f"http://{host}:11434/v1", "OPENAI_API_KEY": "invented-a"}
    assert named(near)["openai"].priced_as == "openai"
    assert named({"OPENAI_BASE_URL": near["OPENAI_BASE_URL"]})["openai"].priced_as is None


@pytest.mark.parametrize(
    "model", ["qwen3:8b", "llama3.2", "gpt-oss:20b", "openai/gpt-oss-20b", "default", "local-model"]
)
def test_the_models_of_servers_of_ones_own_have_no_list_price(model: str) -> None:
    own = named({"OPENAI_BASE_URL": "http://localhost:11434/v1", "OPENAI_API_KEY": "ollama"})["openai"]
    assert price(own.priced_as, model, Usage(1_000, 1_000)) is None


@pytest.mark.parametrize(
    ("name", "key", "address"),
    [
        ("openrouter", "OPENROUTER_API_KEY", "OPENROUTER_BASE_URL"),
        ("google", "GOOGLE_API_KEY", "GOOGLE_GEMINI_BASE_URL"),
    ],
)
def test_a_relay_that_a_vendors_own_variable_names_is_priced_as_that_vendor(name: str, key: str, address: str) -> None:
    assert named({key: "invented-a", address: "http://127.0.0.1:8099"})[name].priced_as == name


def test_the_responses_interface_is_chosen_by_a_variable() -> None:
    environment = {"OPENAI_API_KEY": "invented-a", "RESUME_TAILOR_OPENAI_API": "responses"}
    assert named(environment)["openai"].api == "responses"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("OPENAI_BASE_URL", "localhost:11434"),
        ("OPENAI_BASE_URL", "ftp://example.org"),
        ("OPENAI_BASE_URL", "https://"),
        ("OPENAI_BASE_URL", "http://[::1"),
        ("OPENAI_BASE_URL", "http://example.org:99999999"),
        ("OPENAI_BASE_URL", "https://exam ple.org"),
        ("OPENAI_BASE_URL", "https://someone:word@example.org"),
        ("OPENAI_BASE_URL", "http://models.example.org/v1"),
        ("OPENAI_BASE_URL", "https://models.example.org/v1?api_key=hidden-word"),
        ("OPENAI_BASE_URL", "https://models.example.org/v1#hidden-word"),
        ("OPENAI_BASE_URL", "https://models.example.org/v1?"),
        ("OPENAI_BASE_URL", "https://models.example\u200b.org/v1"),
        ("OPENAI_BASE_URL", "https://models.example.org/\u200bv1"),
        ("OPENAI_BASE_URL", "https://models.example.org/v1\x7f"),
        ("OPENAI_BASE_URL", "https://models.example.org\u00a0/v1"),
        ("OPENAI_BASE_URL", "https://xn--a.\u2488com/v1"),
        ("OPENAI_BASE_URL", "https://mod`els.example.org/v1"),
        ("OPENAI_BASE_URL", "https://\u0378.example.org/v1"),
        ("RESUME_TAILOR_OPENAI_API", "soap"),
    ],
)
def test_what_cannot_be_used_is_named(variable: str, value: str) -> None:
    with pytest.raises(UserError) as caught:
        configured_providers({"OPENAI_API_KEY": "invented-a"} | {variable: value}, [])
    assert str(caught.value).startswith(f"{variable}: ")
    assert "hidden-word" not in str(caught.value)


@pytest.mark.parametrize("address", ["https://modelle.müller.example/v1", "https://models.example.org/größe/v1"])
def test_an_address_in_any_script_can_be_used(address: str) -> None:
    assert named({"OPENAI_API_KEY": "invented-a", "OPENAI_BASE_URL": address})["openai"].address == address


@pytest.mark.parametrize("value", ["two words", "schlüssel"])
def test_a_key_that_cannot_be_one_is_named_without_its_value(value: str) -> None:
    with pytest.raises(UserError) as caught:
        configured_providers({"OPENAI_API_KEY": value}, [])
    assert caught.value.subject == "OPENAI_API_KEY"
    assert value not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:1", "http://[::1]:1", "http://192.168.7.4:1", "http://ollama:11434", "http://models.lan/v1"],
)
def test_a_key_may_go_in_the_clear_within_ones_own_network(address: str) -> None:
    assert named({"OPENAI_API_KEY": "invented-a", "OPENAI_BASE_URL": address})["openai"].address == address


def test_the_table_takes_the_place_of_the_environment() -> None:
    stored = StoredProvider("openai", "openai", None, SecretStr("invented-t"), "responses")
    provider = named({"OPENAI_API_KEY": "invented-a"}, stored)["openai"]
    assert (secrets(provider), provider.source, provider.api) == (["invented-t"], "table", "responses")


def test_an_entry_that_is_off_switches_the_environments_off_too() -> None:
    stored = StoredProvider("openai", "openai", None, SecretStr("invented-t"), enabled=False)
    assert named({"OPENAI_API_KEY": "invented-a"}, stored) == {}


def test_the_default_one_is_first() -> None:
    stored = StoredProvider("workshop", "openai", "http://127.0.0.1:9/v1", default=True)
    assert list(named({"OPENAI_API_KEY": "invented-a"}, stored)) == ["workshop", "openai"]


def test_an_openrouter_of_the_table_knows_its_address() -> None:
    stored = StoredProvider("openrouter", "openai", None, SecretStr("invented-t"))
    assert named({}, stored)["openrouter"].address == "https://openrouter.ai/api/v1"


def test_keys_are_in_no_representation() -> None:
    assert "invented-a" not in repr(configured_providers({"OPENAI_API_KEY": "invented-a"}, []))


def test_anthropic_without_its_extra_is_told_and_not_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    environment = {"ANTHROPIC_API_KEY": "invented-a"}
    assert configured_providers(environment, []) == []
    assert "langchain-anthropic" in unusable_keys(environment)[0]
    assert "invented-a" not in unusable_keys(environment)[0]


def test_anthropic_with_its_extra_is_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: True)
    environment = {"ANTHROPIC_API_KEY": "invented-a"}
    assert named(environment)["anthropic"].priced_as == "anthropic"
    assert unusable_keys(environment) == []
