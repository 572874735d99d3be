"""What to do after a failed request: a decision as a value, a pure function of the failure and of what was tried before."""

from dataclasses import dataclass, replace
from typing import Literal

from gateway.failures import Failure

Step = Literal["wait_and_retry", "other_way", "shorten", "repair", "next_road"]

MAX_RETRIES = 2
"""Retries of one request on one road, as the specification says."""

MAX_TIMED_OUT = 2
"""Requests of one road that may run into the time-out: a server that hung twice hangs a third time."""

MOST_PATIENCE = 20.0
"""Seconds that a request waits at most for a provider that says when to come again, where no other road is left."""


@dataclass(frozen=True)
class Tried:
    """What one request went through on one road."""

    retries: int = 0
    timed_out: int = 0
    shortened: bool = False
    repaired: bool = False

    def after(self, step: Step, failure: Failure) -> "Tried":
        """The same, with one more step done."""
        timed_out = self.timed_out + (failure.kind == "timeout")
        match step:
            case "wait_and_retry":
                return replace(self, retries=self.retries + 1, timed_out=timed_out)
            case "shorten":
                return replace(self, shortened=True)
            case "repair":
                return replace(self, repaired=True)
            case _:
                return self


def next_step(failure: Failure, tried: Tried, *, others: bool, may_shorten: bool) -> Step:
    """The step after a failure.

    Args:
        failure: what went wrong.
        tried: what was done on this road before.
        others: whether another road is open: then nobody waits for this one.
        may_shorten: whether the prompt can be made shorter.
    """
    match failure.kind:
        case "unsupported_way":
            return "other_way"
        case "context_length":
            return "shorten" if may_shorten and not tried.shortened else "next_road"
        case "invalid_output":
            return "next_road" if tried.repaired else "repair"
        case "rate_limit":
            patience = failure.retry_after or 0.0
            return _retry(tried, refused=others or patience > MOST_PATIENCE)
        case "timeout":
            return _retry(tried, refused=others or tried.timed_out + 1 >= MAX_TIMED_OUT)
        case "transient":
            return _retry(tried, refused=False)
        case "content_filter":  # filters err by chance: the only road is asked once more
            return _retry(tried, refused=others or tried.retries >= 1)
        case "auth" | "payment" | "not_found" | "bad_request":
            return "next_road"


def _retry(tried: Tried, *, refused: bool) -> Step:
    return "next_road" if refused or tried.retries >= MAX_RETRIES else "wait_and_retry"
