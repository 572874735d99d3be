"""What can go wrong with an answer, and when."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

Fault = Literal[
    "rate_limit",  # 429
    "rate_limit_wait",  # 429 with the seconds to wait
    "quota",  # 429, nothing left to spend
    "server_error",  # 500
    "overloaded",  # 503
    "timed_out",  # 408
    "hung",  # takes the request and never answers
    "reset",  # closes without a byte
    "cut",  # closes in the middle of the body
    "drip",  # a byte a second
    "malformed",  # 200, not JSON
    "page",  # 200, an HTML page
    "hollow",  # 200, JSON without an answer in it
    "error_inside",  # 200 with an error in the body
    "truncated",  # ended by the limit of tokens
    "empty",  # an answer without text
    "wrong_schema",  # JSON that is not of the schema
    "prose",  # JSON of the schema among other words: an answer that can be read
    "refusal",  # the model declines
    "filtered",  # the provider's filter ends the answer
    "unauthorized",  # 401
    "forbidden",  # 403
    "payment",  # 402
    "no_model",  # 404
    "no_way",  # 400, structured output is not supported
    "context_length",  # 400, the prompt is too long
    "redirect",  # 307 to another address
    "bomb",  # an answer without end
]

FAULTS: tuple[Fault, ...] = get_args(Fault)
"""All of them."""

PASSING: tuple[Fault, ...] = (
    "rate_limit",
    "rate_limit_wait",
    "server_error",
    "overloaded",
    "timed_out",
    "hung",
    "reset",
    "cut",
    "drip",
    "malformed",
    "page",
    "hollow",
    "error_inside",
    "truncated",
    "empty",
    "wrong_schema",
    "prose",
    "refusal",
    "filtered",
)
"""Faults of one answer, after which the next may be good: what a bench mixes."""


@dataclass(frozen=True)
class RandomFaults:
    """Faults in a share of the answers, the same ones for the same seed and number of request."""

    rate: float
    """0..1."""
    kinds: Sequence[Fault] = PASSING
    seed: int = 0

    def __call__(self, number: int) -> Fault | None:
        """The fault of a request, by its number."""
        rng = random.Random(f"{self.seed}:{number}")
        return rng.choice(self.kinds) if rng.random() < self.rate else None
