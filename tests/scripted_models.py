"""Models for tests: they answer by a script, keep what they were asked, and raise when the script runs out."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import cast

from langgraph.runtime import Runtime
from pydantic import BaseModel, ValidationError

from documents.readers import Limits
from errors import GatewayUnavailable
from evals.run_pair import NothingPrints
from gateway.calls import Answer, Call, Caller, Plan, T, Usage
from nodes.live import LiveParts
from nodes.state import RunSettings
from storage.documents import DocumentStore
from storage.ledger import RunUsage

Reply = Mapping[str, object] | GatewayUnavailable | Callable[[Call[BaseModel]], Mapping[str, object]]


class ScriptedModels:
    """Answers one call after the other from a list, or each stage from a list of its own.

    A reply that does not fit the schema is what the gateway makes of it: no usable answer.
    """

    def __init__(
        self,
        *replies: Reply,
        by_stage: Mapping[str, list[Reply]] | None = None,
        answer: Mapping[str, object] | None = None,
    ) -> None:
        self._replies = list(replies)
        self._by_stage = {stage: list(script) for stage, script in (by_stage or {}).items()}
        self._answer = answer or {}
        self.searches = False
        self.calls: list[Call[BaseModel]] = []
        self.callers: list[Caller] = []

    async def ask(self, call: Call[T], caller: Caller) -> Answer[T]:
        self.calls.append(cast("Call[BaseModel]", call))
        self.callers.append(caller)
        script = self._by_stage.get(call.stage, self._replies)
        if not script:
            raise AssertionError(f"{call.stage} asked once more than the script answers")
        reply = script.pop(0)
        if isinstance(reply, GatewayUnavailable):
            raise reply
        given = reply(cast("Call[BaseModel]", call)) if callable(reply) else reply
        try:
            value = call.schema.model_validate(given)
        except ValidationError as error:
            raise GatewayUnavailable(call.stage, "the answer did not fit") from error
        made: dict[str, object] = {"provider": "test", "model": "scripted", "usage": Usage(100, 20), **self._answer}
        return Answer(value=value, cost=Decimal(0), attempts=1, latency=0.1, **made)  # type: ignore[arg-type]

    async def searches_web(self, plan: Plan) -> bool:
        return self.searches

    async def usage(self, run_id: str) -> RunUsage:
        return RunUsage(len(self.calls), 0, 0, 0, 0, {}, None, 0)

    @property
    def sent(self) -> str:
        """All that left, in one text."""
        return "\n".join(message.text for call in self.calls for message in call.messages)


def live_with(models: ScriptedModels | None, folder: Path) -> LiveParts:
    """Live parts that print nothing and ask these models."""
    return LiveParts(
        documents=DocumentStore(folder / "documents"),
        printer=NothingPrints(),
        folder_of=lambda run_id: folder / run_id,
        resume_limits=Limits(max_bytes=1_000_000, max_pages=20, max_chars=60_000),
        job_limits=Limits(max_bytes=1_000_000, max_pages=20, max_chars=30_000),
        models=models,
    )


def runtime(**settings: object) -> Runtime[RunSettings]:
    """A runtime with these settings, in model mode unless they say otherwise."""
    return Runtime(context=RunSettings.model_validate({"mode": "model", **settings}))
