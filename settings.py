"""Every setting of the program, read from the environment in one place."""

import functools
from pathlib import Path

import platformdirs
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from errors import UserError

PREFIX = "RESUME_TAILOR_"


class Settings(BaseSettings):
    """What the environment may set; names are `RESUME_TAILOR_` and the field's name in capitals."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

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
