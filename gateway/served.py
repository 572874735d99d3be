"""Which models a server of one's own serves: asked once, since no file can know (Ollama, vLLM, LM Studio)."""

import asyncio
from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ValidationError

from gateway.providers import Provider, is_listed
from gateway.routes import read_routes

ASKED_SECONDS = 2.0
"""How long a server may take to list its models; one that does not is asked for the file's."""

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
    """Provider → the models it lists, where it does and the routes name none of them."""
    asked = [provider for provider in providers if knows_own_models(provider)]
    lists = await asyncio.gather(*(_ask(provider) for provider in asked))
    return {
        provider.name: models
        for provider, models in zip(asked, lists, strict=True)
        if models and not set(models) & _in_routes(provider.name)
    }


async def _ask(provider: Provider) -> list[str]:
    import httpx

    secret = provider.keys[0].secret.get_secret_value()
    headers = {"authorization": f"Bearer {secret}"} if secret else {}
    try:
        async with (
            asyncio.timeout(ASKED_SECONDS),
            httpx.AsyncClient(trust_env=False) as client,
            client.stream("GET", f"{provider.address}/models", headers=headers) as answer,
        ):
            answer.raise_for_status()
            body = b""
            async for piece in answer.aiter_bytes():
                body += piece
                if len(body) > _LONGEST_LIST:
                    return []
        listed = _Listed.model_validate_json(body)
    except (httpx.HTTPError, ValidationError, TimeoutError):
        return []
    return [model.id for model in listed.data if 0 < len(model.id) <= _LONGEST_NAME and model.id.isprintable()]


def _in_routes(provider: str) -> set[str]:
    names = [name.partition(":") for tier in read_routes().tiers.values() for name in tier]
    return {model for own, _, model in names if own == provider}
