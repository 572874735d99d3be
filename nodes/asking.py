"""Asking a model: the one way in which every stage decides whether to, asks, uses the answer, and says how it went."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from langgraph.runtime import Runtime
from pydantic import BaseModel

from errors import GatewayUnavailable
from gateway.calls import Answer, CacheRule, Call, Caller, Message, Task
from nodes.live import LiveParts, Models
from nodes.offload import Offload, in_thread
from nodes.state import CallingInput, RunSettings
from prompts.library import Prompt, read_prompt
from prompts.variants import FIRST, choose_variant
from resume.report import StagePart, StageRecord, summarize_parts
from tokens import CHARS_PER_TOKEN

T = TypeVar("T", bound=BaseModel)
R = TypeVar("R")

JOB_ANALYSIS = CacheRule("job_analysis", ttl=24 * 3600)
PROFILE = CacheRule("profile", ttl=None)
GENERATED = CacheRule("generated", ttl=3600)

LEAST_SHARE = 0.25
"""Share of a value's characters below which what is left of it is not worth the instructions that are sent with it."""

NO_PROVIDER = "no model provider is set up"
NOTHING_USABLE = "the model answered, but nothing of it could be used; what the rules made stands"


@dataclass(frozen=True)
class Outcome(Generic[R]):
    """What came of asking: a value made of the model's answer, or None, on which the stage's rules take over."""

    value: R | None
    record: StageRecord


@dataclass(frozen=True)
class Shortening:
    """How a prompt is made shorter, where a context or a budget is too small for it."""

    values: Callable[[int], Mapping[str, str]]
    """The values within so many characters in all."""
    needs: Collection[str]
    """The values without which the prompt has no point: of each at least `LEAST_SHARE` stays, or nothing is shortened."""


@dataclass(frozen=True)
class Desk:
    """One stage of one run, about to work: whether it may ask a model, and whom."""

    stage: str
    settings: RunSettings
    models: Models | None
    caller: Caller
    part: str | None = None
    """The packet, where the stage works on several."""
    variant: str = FIRST
    """Of the stage's prompt, for this run."""
    offload: Offload = field(default=in_thread)
    """Where answers are made use of."""

    @property
    def prompt(self) -> Prompt:
        """What the stage asks in this run."""
        return read_prompt(self.stage, self.variant)

    @property
    def may_ask(self) -> bool:
        """Whether a model is to do this stage's work, as far as one can be asked."""
        return self.models is not None and self._wanted

    @property
    def _wanted(self) -> bool:
        return self.settings.mode != "offline" and (not self.settings.only or self.stage in self.settings.only)

    async def ask(
        self, write: Callable[[], Call[T] | None], use: Callable[[T], R | None], *, use_here: bool = False
    ) -> Outcome[R]:
        """Ask a model, where this run wants one for this stage.

        Args:
            write: makes the call, or None where there is nothing to ask; runs in a thread, only if a model may be asked.
            use: makes the stage's value of the model's answer, None where nothing of it can be used; runs in a thread, or
                elsewhere where it can be pickled. It believes nothing: the answer has the schema's form and may hold anything.
            use_here: whether that takes less time than to send it elsewhere.
        """
        call = await asyncio.to_thread(write) if self.may_ask else None
        return await self.send(call, use, use_here=use_here)

    async def send(self, call: Call[T] | None, use: Callable[[T], R | None], *, use_here: bool = False) -> Outcome[R]:
        """The same with a call that is made already, where that took no thread of its own; None where there is nothing to ask."""
        if self.models is None or not self._wanted:
            missing = self.models is None and self._wanted and self.settings.mode == "model"
            return Outcome(None, self._record(asked=missing, reason=NO_PROVIDER if missing else None))
        if call is None:
            return Outcome(None, self._record(asked=False))
        try:
            once = _Once(use, in_thread if use_here else self.offload, self.caller.run_id)
            answer = await self.models.ask(replace(call, is_useful=once.makes_use), self.caller)
        except GatewayUnavailable as error:
            return Outcome(None, self._record(asked=True, reason=error.reason, prompt=call.prompt))
        value = await once.make(answer.value)
        if value is None:
            unused = self._record(asked=True, reason=NOTHING_USABLE, answer=answer, prompt=call.prompt, unused=True)
            return Outcome(None, unused)
        return Outcome(value, self._record(asked=True, reason=_remarks(answer), answer=answer, prompt=call.prompt))

    def skip(self, reason: str) -> StageRecord:
        """The record of a stage that does nothing in this run."""
        return StageRecord(stage=self.stage, by="skipped", reason=reason)

    def _record(
        self,
        *,
        asked: bool,
        reason: str | None = None,
        answer: Answer[T] | None = None,
        prompt: str | None = None,
        unused: bool = False,
    ) -> StageRecord:
        model = f"{answer.provider}:{answer.model}" if answer else None
        record = StageRecord(
            stage=self.stage,
            by="model" if answer else "rules",
            model=model,
            reason=reason,
            asked=asked,
            fallback=answer is not None and answer.fallback is not None,
            unused=unused,
            prompt=prompt,
        )
        if self.part is None:
            return record
        return join_part(record, self.part)


class _Once(Generic[T, R]):
    """What is made of an answer, made once: the gateway looks whether it is of use, then the stage takes it."""

    def __init__(self, use: Callable[[T], R | None], offload: Offload, run_id: str) -> None:
        self._use = use
        self._offload = offload
        self._run_id = run_id
        self._last: tuple[T, R | None] | None = None

    async def make(self, answer: T) -> R | None:
        """What is made of it, None where nothing can be."""
        last = self._last
        if last is None or last[0] != answer:
            last = self._last = (answer, await self._offload(self._run_id, self._use, answer))
        return last[1]

    async def makes_use(self, answer: T) -> bool:
        """Whether anything can be made of it."""
        return await self.make(answer) is not None


def open_desk(
    stage: str, state: CallingInput, runtime: Runtime[RunSettings], live: LiveParts, part: str | None = None
) -> Desk:
    """The desk of a stage, from what the stage was given."""
    settings = runtime.context or RunSettings()
    caller = Caller(
        run_id=state["run_id"],
        plan=settings.plan,
        urgency=settings.urgency,
        input_tokens=state["input_tokens"],
        user=settings.user,
    )
    variant = choose_variant(stage, caller.run_id, settings.prompt_variants, live.prompt_variants)
    return Desk(stage, settings, live.models, caller, part, variant, live.offload)


def make_call(
    prompt: Prompt,
    values: Mapping[str, str],
    schema: type[T],
    *,
    task: Task,
    max_output_tokens: int,
    cache: CacheRule,
    part: str | None = None,
    complexity: float = 0.5,
    priority: float = 0.0,
    seconds: float | None = None,
    shorten: Shortening | None = None,
) -> Call[T]:
    """A call of a prompt with its values.

    Args:
        prompt: what is asked; the stage is the prompt's.
        values: of its variables; of the resume only what `Hidden` made of it.
        schema: of the answer.
        task: what kind of work it is.
        max_output_tokens: most that the answer may take.
        cache: how long the answer may serve again.
        part: the packet.
        complexity: 0..1.
        priority: higher goes first.
        seconds: time-out of a request, where it is to be shorter than its model's own.
        shorten: how the values are made shorter, where they can be.
    """
    return Call(
        stage=prompt.stage,
        task=task,
        prompt=prompt.name,
        messages=_messages(prompt, values),
        schema=schema,
        max_output_tokens=max_output_tokens,
        cache=cache,
        part=part,
        complexity=complexity,
        priority=priority,
        seconds=seconds,
        temperature=0.0 if task == "extraction" else None,
        shorten=_shortener(prompt, values, shorten) if shorten else None,
    )


def _messages(prompt: Prompt, values: Mapping[str, str]) -> tuple[Message, ...]:
    rendered = prompt.render(values)
    return Message("system", rendered.system), Message("user", rendered.user)


def _shortener(
    prompt: Prompt, values: Mapping[str, str], shortening: Shortening
) -> Callable[[int], tuple[Message, ...]]:
    """Makes the messages within so many tokens; the whole ones where what is left would have no point."""

    def shorten(tokens: int) -> tuple[Message, ...]:
        bare = prompt.render(dict.fromkeys(values, " ")).tokens
        shorter = shortening.values(max(0, tokens - bare) * CHARS_PER_TOKEN)
        has_point = all(len(shorter[name]) >= LEAST_SHARE * len(values[name]) for name in shortening.needs)
        return _messages(prompt, shorter if has_point else values)

    return shorten


def join_part(record: StageRecord, part: str) -> StageRecord:
    """The record of a stage that has so far done one part of its work."""
    told = StagePart(by=record.by, model=record.model, reason=record.reason, unused=record.unused)
    return record.model_copy(update={"parts": {part: told}} | summarize_parts({part: told}))


def _remarks(answer: Answer[T]) -> str | None:
    said = [
        answer.fallback and f"another model than the first choice answered: {answer.fallback}",
        answer.stale and "no model answered in time; an earlier answer served past its time",
        answer.compressed and "the prompt was shortened to fit",
    ]
    return "; ".join(remark for remark in said if remark) or None
