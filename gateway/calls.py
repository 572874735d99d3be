"""The nouns of a model call: what a stage asks, and what it gets."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

T = TypeVar("T", bound=BaseModel)
T_co = TypeVar("T_co", bound=BaseModel, covariant=True)

Plan = Literal["free", "payg", "pro"]
"""What a user pays for; free plans get fast cheap models, pro plans quality models for drafting."""

Task = Literal["extraction", "research", "cv_draft", "cover_letter"]
"""What kind of work a call is; routes are by stage, plan and task."""


@dataclass(frozen=True)
class Image:
    """A picture in a message."""

    data: bytes
    mime: str
    tokens: int = 1_500
    """What it is estimated to be billed as: providers take 300 to 2,500 for a whole page of text."""


@dataclass(frozen=True)
class Message:
    """One message of a prompt."""

    role: Literal["system", "user", "assistant"]
    text: str
    images: tuple[Image, ...] = ()


class PlainText(BaseModel):
    """The answer of a call that asks for text and no structure."""

    text: str


class Source(BaseModel):
    """A passage of an answer, and the address that it rests on."""

    model_config = ConfigDict(frozen=True)

    text: str
    url: str
    title: str = ""


class GroundedText(PlainText):
    """The answer of a call that is to be searched for on the web: text, and where its passages come from."""

    sources: list[Source] = []


@dataclass(frozen=True)
class Usage:
    """Tokens as the provider billed them."""

    input: int = 0
    output: int = 0

    @property
    def total(self) -> int:
        """Input and output together."""
        return self.input + self.output

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(self.input + other.input, self.output + other.output)


@dataclass(frozen=True)
class CacheRule:
    """How long an answer may serve again."""

    name: str
    """What is kept: `job_analysis`, `profile`, `generated`."""
    ttl: float | None
    """Seconds; None keeps it for good."""


@dataclass(frozen=True)
class Call(Generic[T]):
    """What a stage asks of a model."""

    stage: str
    task: Task
    prompt: str
    """Name and version of the prompt: `drafter/v1`."""
    messages: tuple[Message, ...]
    schema: type[T]
    """What the answer must be; `PlainText` asks for text, `GroundedText` for text with sources."""
    max_output_tokens: int
    cache: CacheRule
    part: str | None = None
    """The packet, where a stage works on several."""
    complexity: float = 0.5
    """0..1, how hard the content is; hard content prefers quality models."""
    priority: float = 0.0
    """Higher goes first through the queue: section importance × complexity."""
    temperature: float | None = None
    purpose: Literal["work", "repair", "stricter"] = "work"
    """What the tokens are for: repairs and the stricter pass draw on the run's reserve."""
    seconds: float | None = None
    """Time-out of each request, where it is to be shorter than its model's own."""
    is_useful: Callable[[T], Awaitable[bool]] | None = field(default=None, compare=False)
    """Whether anything of an answer can be used; one of which nothing can serves no other run. None takes all."""
    shorten: Callable[[int], tuple[Message, ...]] | None = field(default=None, compare=False)
    """The same prompt within so many tokens, for a context or a budget that is too small; None where it cannot be shortened."""


@dataclass(frozen=True)
class Answer(Generic[T_co]):
    """What a stage gets: a validated value, together with what it took."""

    value: T_co
    provider: str
    model: str
    usage: Usage
    cost: Decimal | None
    """In US dollars at list prices; None is unpriced."""
    attempts: int
    """Requests sent, repairs included."""
    latency: float
    """Seconds from the question to the answer, waiting included."""
    cached: bool = False
    stale: bool = False
    """Served from the cache past its time, since no model answered in time."""
    fallback: str | None = None
    """Why not the first candidate answered; None where it did."""
    compressed: bool = False


@dataclass(frozen=True)
class Caller:
    """On whose behalf a call is made."""

    run_id: str
    user: str = "local"
    plan: Plan = "payg"
    urgency: int = 1
    """0 can wait, 1 as usual, 2 as fast as possible."""
    input_tokens: int = 0
    """Estimated size of resume and ad together; budgets grow with it."""
