"""What a call knows of itself on its way from road to road."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

from pydantic import BaseModel

from gateway.budget import Purpose, RunBudget
from gateway.calls import Call, Caller, Message, PlainText, Usage
from gateway.failures import Failure, InvalidOutput
from gateway.structured import schema_text
from storage.ledger import SentAs
from tokens import CHARS_PER_TOKEN

T = TypeVar("T", bound=BaseModel)

NO_USAGE = Usage()


@dataclass
class RunUnderWay:
    """What the gateway knows of a run under way."""

    budget: RunBudget
    clock: Callable[[], float]
    resumed: bool
    """Whether answers were stored for it before: then each request is looked up among them."""
    last_asked: float = 0.0
    _under_way: int = 0
    _since: float = 0.0
    _spent: float = 0.0

    @property
    def is_asking(self) -> bool:
        """Whether a call of it is under way."""
        return self._under_way > 0

    @property
    def seconds(self) -> float:
        """Time in which it asked models so far; a pause between two calls, as at a breakpoint, is none."""
        return self._spent + (self.clock() - self._since if self._under_way else 0.0)

    @contextmanager
    def asking(self) -> Iterator[None]:
        """A call of the run is under way; calls side by side count once."""
        if not self._under_way:
            self._since = self.clock()
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1
            self.last_asked = self.clock()
            if not self._under_way:
                self._spent += self.last_asked - self._since


@dataclass
class Talk(Generic[T]):
    """One call on its way from road to road."""

    call: Call[T]
    caller: Caller
    run: RunUnderWay
    begun: float
    messages: tuple[Message, ...]
    compressed: bool = False
    attempts: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    """Roads asked so far, by provider."""
    timed_out: int = 0
    """Requests that ran into the time-out."""
    out_of_time: bool = False
    usage: Usage = NO_USAGE
    cost: Decimal | None = None
    priced: bool = True
    failures: list[str] = field(default_factory=list)

    def spend(self, usage: Usage, cost: Decimal | None) -> None:
        """Add what one request took; a sum with an unpriced part is unpriced."""
        self.usage += usage
        self.priced = self.priced and cost is not None
        self.cost = (self.cost or Decimal(0)) + (cost or Decimal(0)) if self.priced else None

    def shorten(self, tokens: int) -> bool:
        """Make the prompt fit into so many tokens; False where it cannot be made shorter."""
        shorter = self.call.shorten(tokens) if self.call.shorten else self.messages
        if size_of(shorter) >= size_of(self.messages):
            return False
        self.messages, self.compressed = shorter, True
        return True

    @property
    def told(self) -> str:
        """What went wrong, each thing once."""
        return "; ".join(dict.fromkeys(self.failures)) or "no model answered"


@dataclass(frozen=True)
class Sent:
    """One request, sent."""

    sent_as: SentAs
    purpose: Purpose
    seconds: float
    usage: Usage = NO_USAGE
    cost: Decimal | None = None


class Failed(Exception):
    """One request came to nothing.

    Args:
        failure: what went wrong.
        sent: what it took.
        invalid: the answer, where one came.
        cut_short: whether the end of the run's time cut the request's own.
    """

    def __init__(
        self, failure: Failure, sent: Sent, invalid: InvalidOutput | None = None, *, cut_short: bool = False
    ) -> None:
        super().__init__(failure.summary)
        self.failure = failure
        self.cut_short = cut_short
        self.sent = sent
        self.text = invalid.text if invalid else ""
        self.problem = invalid.problem if invalid else ""


def size_of(messages: Sequence[Message]) -> int:
    """Tokens of a prompt, estimated."""
    pictures = sum(image.tokens for message in messages for image in message.images)
    return sum(len(message.text) for message in messages) // CHARS_PER_TOKEN + 1 + pictures


def schema_size(schema: type[BaseModel]) -> int:
    """Tokens by which the schema is told, estimated: as a parameter or in the prompt, it is billed."""
    return 0 if issubclass(schema, PlainText) else len(schema_text(schema)) // CHARS_PER_TOKEN + 1
