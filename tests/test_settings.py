"""Settings from the environment: a bad value is one line that names its variable, a secret one does not show."""

from collections.abc import Iterator

import pytest

from errors import UserError
from graph.pipeline import STAGES
from settings import MODEL_STAGES, Settings, models_by_stage, prompts_by_stage, read_settings


@pytest.fixture(autouse=True)
def fresh_settings() -> Iterator[None]:
    read_settings.cache_clear()
    yield
    read_settings.cache_clear()


def test_models_are_read_by_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESUME_TAILOR_MODEL_DRAFTER", "openrouter:google/gemini-2.5-flash")
    monkeypatch.setenv("RESUME_TAILOR_MODEL_DEFAULT", " lab:qwen3:8b ")
    assert read_settings().models == {"drafter": "openrouter:google/gemini-2.5-flash", "default": "lab:qwen3:8b"}


def test_an_empty_model_is_none() -> None:
    assert models_by_stage({"RESUME_TAILOR_MODEL_DRAFTER": "  "}) == {}


def test_a_model_of_no_stage_is_refused_by_its_variable() -> None:
    with pytest.raises(
        UserError, match="RESUME_TAILOR_MODEL_DRAFTR: there is no stage “draftr”; choose of default, intake"
    ):
        models_by_stage({"RESUME_TAILOR_MODEL_DRAFTR": "openai:gpt-4.1"})


def test_every_stage_of_the_pipeline_can_have_a_model() -> None:
    assert set(STAGES) <= set(MODEL_STAGES)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CONCURRENCY", "many"),
        ("CONCURRENCY", "0"),
        ("DAILY_TOKENS_USER", "-5"),
        ("DAILY_TOKENS_ALL", "1.5"),
        ("CACHE", "perhaps"),
        ("OPENAI_API", "telnet"),
    ],
)
def test_a_bad_value_is_one_line_that_names_its_variable(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"RESUME_TAILOR_{variable}", value)
    with pytest.raises(UserError, match=f"^RESUME_TAILOR_{variable}: [^\n]+$"):
        read_settings()


def test_an_empty_variable_is_as_if_it_were_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "CONCURRENCY", "CHROMIUM"):
        monkeypatch.setenv(f"RESUME_TAILOR_{name}", "")
    assert (Settings().database_url, Settings().concurrency, Settings().chromium) == (None, 200, None)


@pytest.mark.parametrize("variable", ["DATABASE_URL", "REDIS_URL", "SECRET_KEY"])
def test_a_secret_setting_does_not_show(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"RESUME_TAILOR_{variable}", "redis://:hidden-word@host")
    assert "hidden-word" not in f"{Settings()!r} {Settings()} {Settings().model_dump_json()}"


def test_every_setting_is_described() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_each_stage_may_have_its_own_variant_of_a_prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESUME_TAILOR_PROMPT_DRAFTER", "v2")
    assert Settings().prompts == {"drafter": "v2"}


def test_a_variant_for_an_unknown_stage_is_refused() -> None:
    with pytest.raises(UserError, match="no stage"):
        prompts_by_stage({"RESUME_TAILOR_PROMPT_DEFAULT": "v2"})
