"""The doctor says what fails instead of failing with it."""

from pathlib import Path

import pytest
from pydantic import SecretStr

import ui.doctor
from settings import Settings
from storage.ledger import CallRow
from tests.storage.servers import PASSWORD
from tests.ui.model_server import model_server
from ui.doctor import PROVIDER_VARIABLES, Finding, Findings, examine, print_findings
from ui.known_models import open_books

INVENTED = "sk-invented-9c41d7e2f05b8a63"
SECOND = "sk-or-invented-1b77aa20c3de4499"


@pytest.fixture(autouse=True)
def no_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROVIDER_VARIABLES:
        monkeypatch.delenv(name, raising=False)


async def all_findings(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Findings:
    monkeypatch.setattr(ui.doctor, "read_settings", lambda: settings)
    return await examine()


async def findings(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> dict[str, Finding]:
    return {one.component: one for one in (await all_findings(settings, monkeypatch)).components}


def without_browser(home: Path, **changes: object) -> Settings:
    return Settings.model_validate({"home": home, "chromium": home / "no-browser", **changes})


async def test_a_database_that_is_none_is_told_beside_what_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "runs.sqlite").write_bytes(b"no database at all" * 100)
    found = await findings(Settings(home=tmp_path, chromium=tmp_path / "no-browser"), monkeypatch)
    assert found["python"].healthy
    assert not found["database"].healthy
    assert "not a database" in found["database"].detail
    assert "\n" not in found["database"].detail


async def test_a_browser_that_is_not_there_is_told_with_its_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = await findings(Settings(home=tmp_path, chromium=tmp_path / "no-browser"), monkeypatch)
    assert "RESUME_TAILOR_CHROMIUM" in found["browser"].detail


async def test_without_a_provider_every_stage_is_said_to_work_by_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = await all_findings(without_browser(tmp_path), monkeypatch)
    (models,) = [one for one in found.components if one.component == "model providers"]
    assert models.healthy
    assert "every stage works by rules" in models.detail
    assert found.candidates == {}


async def test_the_order_of_candidates_is_told_by_stage_with_its_formula(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", INVENTED)
    found = await all_findings(without_browser(tmp_path, models={"polisher": "openai:gpt-4.1"}), monkeypatch)
    first = found.candidates["polisher"][0]
    assert (first.provider, first.model, first.key) == ("openai", "gpt-4.1", "OPENAI_API_KEY")
    assert "chosen by setting" in first.formula
    assert "·health 1.00" in found.candidates["drafter"][0].formula


async def test_the_order_of_candidates_knows_how_they_did_lately(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENROUTER_API_KEY_1", INVENTED)
    monkeypatch.setenv("OPENROUTER_API_KEY_2", SECOND)
    settings = without_browser(tmp_path)
    before = (await all_findings(settings, monkeypatch)).candidates["drafter"][0]
    assert before.key == "OPENROUTER_API_KEY_1"
    async with open_books(settings) as books:
        dead = CallRow("r", "drafter", "cv_draft", before.provider, before.model, key_label=before.key, outcome="auth")
        books.ledger.record(dead)
    after = (await all_findings(settings, monkeypatch)).candidates["drafter"]
    assert (after[0].key, after[0].model) == ("OPENROUTER_API_KEY_2", before.model)
    assert "·health 0.6" in next(one.formula for one in after if (one.key, one.model) == (before.key, before.model))


async def test_what_a_server_of_ones_own_serves_is_what_the_stages_would_ask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with model_server(serves=("qwen3:8b",)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        found = await all_findings(without_browser(tmp_path), monkeypatch)
    assert {place.model for places in found.candidates.values() for place in places} == {"qwen3:8b"}


async def test_what_stands_behind_an_address_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "https://lab.example/v1?api_key=hidden-word")
    monkeypatch.setenv("OPENROUTER_BASE_URL", "https://lab.example/v1#hidden-word")
    monkeypatch.setenv("SEARXNG_URL", "https://:hidden-word@lab.example/search?key=hidden-word#hidden-word")
    print_findings(await all_findings(without_browser(tmp_path), monkeypatch), as_json=True)
    told = capsys.readouterr().out
    assert "lab.example" in told
    assert "hidden-word" not in told


async def test_a_model_of_no_provider_is_told_by_its_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", INVENTED)
    found = await findings(without_browser(tmp_path, models={"drafter": "nobody:gpt-4.1"}), monkeypatch)
    assert not found["model providers"].healthy
    assert "RESUME_TAILOR_MODEL_DRAFTER" in found["model providers"].detail


async def test_keys_and_passwords_are_masked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", INVENTED)
    url = SecretStr("redis://:hidden-word@127.0.0.1:1/0")
    found = await all_findings(without_browser(tmp_path, redis_url=url, secret_key="hidden-word"), monkeypatch)
    print_findings(found, as_json=True)
    told = capsys.readouterr().out
    assert "••••8a63" in told
    assert INVENTED not in told
    assert "hidden-word" not in told


async def test_where_a_value_comes_from_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESUME_TAILOR_CONCURRENCY", "7")
    found = await all_findings(Settings(home=tmp_path, chromium=tmp_path / "no-browser"), monkeypatch)
    sources = {one.variable: (one.value, one.source) for one in found.settings}
    assert sources["RESUME_TAILOR_CONCURRENCY"] == ("7", "environment")
    assert sources["RESUME_TAILOR_DAILY_TOKENS_USER"] == ("not set", "default")


async def test_redis_is_looked_at_where_it_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, redis_url: str
) -> None:
    found = await findings(without_browser(tmp_path, redis_url=SecretStr(redis_url)), monkeypatch)
    assert found["redis"].healthy
    assert PASSWORD not in found["redis"].detail


async def test_a_redis_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = await findings(without_browser(tmp_path, redis_url=SecretStr("redis://127.0.0.1:1/0")), monkeypatch)
    assert not found["redis"].healthy
    assert "RESUME_TAILOR_REDIS_URL: Redis does not answer" in found["redis"].detail


async def test_a_database_elsewhere_is_named_without_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgres_tables: str
) -> None:
    found = await findings(without_browser(tmp_path, database_url=SecretStr(postgres_tables)), monkeypatch)
    assert found["database"].healthy, found["database"].detail
    assert "tester:***@127.0.0.1" in found["database"].detail


async def test_stages_that_ask_the_same_are_shown_together_on_an_ordinary_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("OPENROUTER_API_KEY_1", INVENTED)
    monkeypatch.setenv("OPENROUTER_API_KEY_2", SECOND)
    found = await all_findings(without_browser(tmp_path), monkeypatch)
    print_findings(found, as_json=False)
    told = capsys.readouterr().out
    assert max(len(line) for line in told.splitlines()) <= 80
    assert "drafter, cover_letter" in told
    assert "with OPENROUTER_API_KEY_2" in told
    assert "0.33·place + 0.43·health" in told
