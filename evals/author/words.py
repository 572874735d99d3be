"""The author's words, from `words.toml`."""

import functools
import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict


class Headings(BaseModel):
    """Words by which headings of an ad are known."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    duties: tuple[str, ...]
    asks: tuple[str, ...]
    other: tuple[str, ...]


class Asking(BaseModel):
    """Words around a thing that is asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    before: tuple[str, ...]


class Lies(BaseModel):
    """Plausible lies, and the words by which they are found again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tails: tuple[str, ...]
    terms: tuple[str, ...]
    titles: tuple[str, ...]
    companies: tuple[str, ...]
    canaries: tuple[str, ...]


class Florid(BaseModel):
    """Wording as machines have it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    openings: dict[str, str]
    adjectives: tuple[str, ...]
    tails: tuple[str, ...]
    head: str
    one_opening: str


class Words(BaseModel):
    """All of them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    openings: dict[str, str]
    shorter: dict[str, str]
    results: dict[str, str]
    pasts: dict[str, str]
    headings: Headings
    asking: Asking
    lies: Lies
    florid: Florid


@functools.cache
def words() -> Words:
    """The words, read once."""
    return Words.model_validate(tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8")))
