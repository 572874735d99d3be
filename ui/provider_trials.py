"""Whether a provider can be asked: what it needs, and a tiny call that tries it. For the command line and the pages alike."""

import asyncio
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from errors import UserError
from settings import read_settings
from ui.known_models import KnownModels, OpenedBooks
from ui.model_tables import TestCall

if TYPE_CHECKING:
    from gateway.calls import Usage
    from gateway.clients import ModelClients
    from gateway.providers import Key, Provider
    from storage.providers import StoredProvider

TEST_SECONDS = 30.0
TEST_TOKENS = 64
"""Room for the answer of a test call: one word, and what a model needs to say it."""


def check_usable(entry: "StoredProvider") -> None:
    """Refuse what the gateway could not ask.

    Raises:
        UserError: says why.
    """
    from gateway.providers import configured_providers

    if not configured_providers({}, [entry]):
        raise UserError(
            f"provider {entry.name}", "langchain-anthropic is not installed", "pip install 'resume-tailor[anthropic]'"
        )
    if entry.secret is None and (entry.kind != "openai" or entry.base_url is None):
        raise UserError(
            f"provider {entry.name}",
            "it needs a key",
            "run the command on a terminal, which asks for it, or give it by --key-from-stdin",
        )


async def try_providers(books: OpenedBooks, known: KnownModels, providers: "Sequence[Provider]") -> list[TestCall]:
    """Make tiny calls to each provider, with each key and to each model that a stage asks first, and book them in the ledger."""
    from gateway.clients import ModelClients

    clients = ModelClients()
    try:
        calls = [
            _test(books, clients, provider, key, model)
            for provider in providers
            for model, key in _tried(known, provider)
        ]
        return list(await asyncio.gather(*calls))
    finally:
        await clients.close()


def _tried(known: KnownModels, provider: "Provider") -> "list[tuple[str, Key]]":
    """Each key with the model that the drafter would ask first of this provider, and the other stages' with the first key.

    Models that search the web are left out: a search costs a fee.
    """
    asked = {
        stage: next(one.candidate.model for one in roads if one.candidate.provider == provider.name)
        for stage, roads in known.outlook.order(read_settings().models, "payg").items()
        if stage != "web_search"
    }
    drafting = asked["drafter"]
    others = [model for model in dict.fromkeys(asked.values()) if model != drafting]
    return [(drafting, key) for key in provider.keys] + [(model, provider.keys[0]) for model in others]


async def _test(books: OpenedBooks, clients: "ModelClients", provider: "Provider", key: "Key", model: str) -> TestCall:
    from gateway.calls import Message, PlainText
    from gateway.dialects import Question
    from gateway.failures import CallFailed

    question = Question((Message("user", "Answer with the one word: ready"),), PlainText, "text", TEST_TOKENS, None)
    begun = time.monotonic()
    usage, outcome, detail = None, "ok", ""
    try:
        reply = await clients.ask(provider, key, model, question, timeout=TEST_SECONDS)
        usage = reply.usage
        if not reply.text.strip():
            outcome, detail = "invalid_output", "the answer is empty"
    except CallFailed as error:
        outcome, detail = error.failure.kind, error.failure.summary
        usage = error.usage
    seconds = time.monotonic() - begun
    _record(books, provider, key, model, usage, outcome, seconds)
    return TestCall(provider.name, key.label, model, not detail, seconds, detail)


def _record(
    books: OpenedBooks,
    provider: "Provider",
    key: "Key",
    model: str,
    usage: "Usage | None",
    outcome: str,
    seconds: float,
) -> None:
    from gateway.pricing import price
    from storage.ledger import CallRow

    books.ledger.record(
        CallRow(
            run_id="",
            stage="test",
            task="test",
            provider=provider.name,
            model=model,
            key_label=key.label,
            tokens_in=usage.input if usage else 0,
            tokens_out=usage.output if usage else 0,
            cost=price(provider.priced_as, model, usage) if usage else None,
            latency=seconds,
            outcome=outcome,
        )
    )
