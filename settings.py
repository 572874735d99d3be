"""Every setting of the program, read from the environment in one place."""

import functools
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from errors import UserError

PREFIX = "RESUME_TAILOR_"

MODEL_PREFIX = PREFIX + "MODEL_"
"""Begins the variables that name a stage's model: `RESUME_TAILOR_MODEL_DRAFTER=openrouter:google/gemini-2.5-flash`."""

PROMPT_PREFIX = PREFIX + "PROMPT_"
"""Begins the variables that name a variant of a stage's prompt: `RESUME_TAILOR_PROMPT_DRAFTER=v2`."""

MODEL_STAGES = (
    "default",
    "intake",
    "job_analyzer",
    "profile_extractor",
    "web_search",
    "profile_compiler",
    "researcher",
    "human_review",
    "drafter",
    "star_editor",
    "polisher",
    "cover_letter",
    "validator",
    "exporter",
)
"""What may follow it: a stage, or `default` for all that have no model of their own."""


class Settings(BaseSettings):
    """What the environment may set; names are `RESUME_TAILOR_` and the field's name in capitals."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True, env_ignore_empty=True)

    home: Path = Field(
        default_factory=lambda: platformdirs.user_data_path("resume-tailor", appauthor=False),
        description="folder for the state on disk: checkpoints, the list of runs, uploaded documents, the log",
    )
    chromium: Path | None = Field(
        default=None, description="the Chromium program that prints the PDFs; found by itself when not set"
    )
    max_document_mb: float = Field(
        default=10, gt=0, description="largest resume or job ad file that is read, in megabytes (10^6 bytes)"
    )
    max_resume_pages: int = Field(default=20, ge=1, description="largest PDF that is read, in pages")
    max_resume_chars: int = Field(
        default=60_000, ge=1, description="longest text of a resume, in characters; about 20 pages"
    )
    max_job_chars: int = Field(
        default=60_000, ge=1, description="longest text of a job ad, in characters; about 20 pages"
    )
    page_seconds: float = Field(
        default=20.0, gt=0, description="seconds in which the page of a job ad must have arrived, redirects included"
    )
    duckduckgo: bool = Field(
        default=False,
        description="whether job title and employer may be looked up with DuckDuckGo, without a key; needs its extra",
    )
    allow_loopback: bool = Field(
        default=False,
        description="for tests only: whether job ads may be fetched from this machine (127.0.0.1), which is refused otherwise",
    )
    database_url: SecretStr | None = Field(
        default=None,
        description="the database of runs, ledger, answers, providers: postgresql://…; a file in the state folder when not set",
    )
    redis_url: SecretStr | None = Field(
        default=None,
        description="redis://…, through which many machines share models' answers; the database when not set",
    )
    secret_key: SecretStr | None = Field(
        default=None,
        description="Fernet key that encrypts the stored keys of model providers; made once in the state folder when not set",
    )
    models: Annotated[Mapping[str, str], NoDecode] = Field(
        default_factory=dict,
        description="the model of each stage, from RESUME_TAILOR_MODEL_<STAGE>=provider:model; _DEFAULT holds for all others",
    )
    prompts: Annotated[Mapping[str, str], NoDecode] = Field(
        default_factory=dict,
        description="the variant of each stage's prompt, from RESUME_TAILOR_PROMPT_<STAGE>=variant",
    )
    openai_api: Literal["chat", "responses"] = Field(
        default="chat", description="which of OpenAI's two interfaces the address in OPENAI_BASE_URL speaks"
    )
    concurrency: int = Field(default=200, ge=1, description="model calls under way at once to one provider, at most")
    run_seconds: float = Field(
        default=120.0,
        gt=0,
        description="seconds in which one run may ask models; what lies between two calls does not count",
    )
    request_seconds: float | None = Field(
        default=None,
        gt=0,
        description="time-out of one request to a model; 30 s, and 60 s for quality models, when not set",
    )
    daily_tokens_user: int | None = Field(
        default=None, ge=1, description="tokens that one user may spend in a day (UTC); no limit when not set"
    )
    daily_tokens_all: int | None = Field(
        default=None, ge=1, description="tokens that all users together may spend in a day (UTC); no limit when not set"
    )
    cache: bool = Field(
        default=True,
        description="whether a model's answer may serve other runs with the same request, while it is fresh",
    )
    oidc_metadata_url: str | None = Field(
        default=None,
        description="people sign in to the web UI with OpenID Connect: the provider's …/.well-known/openid-configuration",
    )
    oidc_client_id: str | None = Field(default=None, description="the UI's name at that provider")
    oidc_client_secret: SecretStr | None = Field(default=None, description="and its secret there")
    oidc_address: str | None = Field(
        default=None,
        description="where people reach the UI: https://resume.example.org; the provider sends them back to …/oauth2callback",
    )
    oidc_cookie_secret: SecretStr | None = Field(
        default=None,
        description="signs the cookie of whoever signed in, 32 characters or more; made from the secret key when not set",
    )
    admins: Annotated[Sequence[str], NoDecode] = Field(
        default=(),
        description="who may set up providers and see everybody's usage: verified e-mails or subjects, separated by commas",
    )

    @field_validator("admins", mode="before")
    @classmethod
    def _cut_at_commas(cls, given: object) -> object:
        if isinstance(given, str):
            return tuple(name.strip() for name in given.split(",") if name.strip())
        return given

    @model_validator(mode="before")
    @classmethod
    def _gather_by_stage(cls, given: dict[str, object]) -> dict[str, object]:
        gathered = {"models": models_by_stage, "prompts": prompts_by_stage}
        missing = {name: read for name, read in gathered.items() if not isinstance(given.get(name), Mapping)}
        return {**given, **{name: read(os.environ) for name, read in missing.items()}}


def models_by_stage(environment: Mapping[str, str]) -> dict[str, str]:
    """The models that the variables name, by stage.

    Raises:
        UserError: what follows in a variable's name is no stage.
    """
    return _by_stage(environment, MODEL_PREFIX, MODEL_STAGES)


def prompts_by_stage(environment: Mapping[str, str]) -> dict[str, str]:
    """The variants of prompts that the variables name, by stage. Whether they exist is for `prompts.variants` to say.

    Raises:
        UserError: what follows in a variable's name is no stage.
    """
    return _by_stage(environment, PROMPT_PREFIX, [stage for stage in MODEL_STAGES if stage != "default"])


def _by_stage(environment: Mapping[str, str], prefix: str, stages: Sequence[str]) -> dict[str, str]:
    named = {}
    for variable, value in environment.items():
        if variable.upper().startswith(prefix) and value.strip():
            stage = variable.upper().removeprefix(prefix).lower()
            if stage not in stages:
                raise UserError(variable, f"there is no stage “{stage}”", f"choose of {', '.join(stages)}")
            named[stage] = value.strip()
    return named


@functools.cache
def read_settings() -> Settings:
    """The settings of this process, read once.

    Raises:
        UserError: a variable holds a value that its setting does not take; names the variable.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper()
        raise UserError(name, first["msg"][0].lower() + first["msg"][1:]) from None
