"""The environment in which a model server on loopback is all there is."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

KEY = "loopback-key-1"

_VARIABLES = ("OPENAI", "OPENROUTER", "GOOGLE", "GEMINI", "ANTHROPIC")


@contextmanager
def only(variables: Mapping[str, str]) -> Iterator[None]:
    """No provider but these, whatever the environment says."""
    hidden = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith(_VARIABLES)}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name in variables:
            os.environ.pop(name, None)
        os.environ.update(hidden)


def openai_at(address: str) -> dict[str, str]:
    """The variables that name a server as the one of OpenAI's interface."""
    return {"OPENAI_BASE_URL": f"{address}/v1", "OPENAI_API_KEY": KEY}
