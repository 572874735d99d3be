"""Which models a server of one's own serves: asked once, since no file can know (Ollama, vLLM, LM Studio)."""

import asyncio
import functools
import logging
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel

from gateway.providers import Key, Provider, is_listed
from gateway.routes import read_routes

log = logging.getLogger(__name__)

ASKED_SECONDS = 2.0
"""How long servers are waited for to list their models; one that takes longer is asked for the file's meanwhile."""

LATE_SECONDS = 30.0
"""How long a server may take at all: one that was asleep lists its models late."""

_LONGEST_NAME = 200
_LONGEST_LIST = 1_000_000
"""Bytes of a list that are read."""


class _Model(BaseModel):
    id: str


class _Listed(BaseModel):
    data: list[_Model]


def knows_own_models(provider: Provider) -> bool:
    """Whether the routes cannot know what the provider serves: an OpenAI-compatible address that is nobody's known one."""
    return provider.kind == "openai" and not is_listed(provider)


async def ask_served(providers: Sequence[Provider]) -> Mapping[str, Sequence[str]]:
    """Provider → the models it lists that answer questions, where it does and the routes name none of them.

    Lists that take longer than `ASKED_SECONDS` are there once they have come.
    """
    served: dict[str, Sequence[str]] = {}
    asking = {asyncio.create_task(_learn(served, provider)) for provider in providers if knows_own_models(provider)}
    if asking:
        _, late = await asyncio.wait(asking, timeout=ASKED_SECONDS)
        for task in late:
            _late.add(task)
            task.add_done_callback(_late.discard)
    return served


_late: set[asyncio.Task[None]] = set()
"""Held here, since the loop holds its tasks but weakly."""


async def _learn(served: dict[str, Sequence[str]], provider: Provider) -> None:
    models: list[str] = []
    for key in provider.keys:  # a dead key lists nothing; the next one may
        models = models or await _ask(provider, key)
    if models and not set(models) & _in_routes(provider.name):
        served[provider.name] = models


async def _ask(provider: Provider, key: Key) -> list[str]:
    import httpx

    secret = key.secret.get_secret_value()
    headers = {"authorization": f"Bearer {secret}"} if secret else {}
    try:
        async with (
            asyncio.timeout(LATE_SECONDS),
            httpx.AsyncClient(trust_env=False, timeout=LATE_SECONDS) as client,
            client.stream("GET", f"{provider.address}/models", headers=headers) as answer,
        ):
            answer.raise_for_status()
            body = b""
            async for piece in answer.aiter_bytes():
                body += piece
                if len(body) > _LONGEST_LIST:
                    return []
        names = [model.id for model in _Listed.model_validate_json(body).data]
    except Exception as error:  # noqa: BLE001  (a list is a help, whatever keeps it from coming: the call itself will tell)
        log.info("%s lists no models (%s)", provider.name, type(error).__name__)
        return []
    usable = [name for name in names if 0 < len(name) <= _LONGEST_NAME and name.isprintable()]
    return [name for name in usable if _answers_questions(name)] or usable


def _answers_questions(model: str) -> bool:
    """Whether a model is one to talk with, as far as its name tells."""
    whole, begun = _not_chat()
    words = re.findall(r"[a-z0-9]+", model.lower())
    return not any(word in whole or word.startswith(begun) for word in words)


@functools.cache
def _not_chat() -> tuple[frozenset[str], tuple[str, ...]]:
    """The words that tell another kind of model, and the beginnings of such words."""
    words: list[str] = tomllib.loads(Path(__file__).with_name("served.toml").read_text("utf-8"))["not_chat"]
    begun = tuple(word.rstrip("*") for word in words if word.endswith("*"))
    return frozenset(word for word in words if not word.endswith("*")), begun


def _in_routes(provider: str) -> set[str]:
    names = [name.partition(":") for tier in read_routes().tiers.values() for name in tier]
    return {model for own, _, model in names if own == provider}
