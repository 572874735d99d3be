"""What to do after a failed request: a decision as a value, a pure function of the failure and of what was tried before."""

from dataclasses import dataclass, replace
from typing import Literal

from gateway.failures import Failure

Step = Literal["wait_and_retry", "other_way", "shorten", "repair", "next_road"]

MAX_RETRIES = 2
"""Retries of one request on one road, as the specification says."""

MAX_TIMED_OUT = 2
"""Requests of one call that may run into the time-out: the third would cost the run more time than the rules lose."""

OVERLOADED = 503
"""The status by which a provider says that it is overloaded, beside 429."""

MOST_PATIENCE = 20.0
"""Seconds that a request waits at most for a provider that says when to come again, where no other road is left."""


@dataclass(frozen=True)
class Tried:
    """What one request went through on one road."""

    retries: int = 0
    shortened: bool = False
    repaired: bool = False
    declined: bool = False
    """The model declined to answer, and was asked once more."""

    def after(self, step: Step, failure: Failure) -> "Tried":
        """The same, with one more step done, to which a failure led."""
        match step:
            case "wait_and_retry":
                declined = self.declined or failure.kind == "content_filter"
                return replace(self, retries=self.retries + 1, declined=declined)
            case "shorten":
                return replace(self, shortened=True)
            case "repair":
                return replace(self, repaired=True)
            case _:
                return self


@dataclass(frozen=True)
class Ways:
    """What is open after a failure."""

    others: bool = False
    """Another road may be asked: then nobody waits for this one."""
    more_forms: bool = False
    """The answer may be asked for in another way of structured output."""
    shorter: bool = False
    """The prompt can be made shorter."""
    may_wait: bool = True
    """The road is not known to be down, and the run has the time to wait and ask again."""


def next_step(failure: Failure, tried: Tried, ways: Ways) -> Step:
    """The step after a failure.

    Args:
        failure: what went wrong.
        tried: what was done on this road before.
        ways: what is open.
    """
    match failure.kind:
        case "unsupported_way":
            return "other_way" if ways.more_forms else "next_road"
        case "context_length":
            return "shorten" if ways.shorter and not tried.shortened else "next_road"
        case "invalid_output":
            return "next_road" if tried.repaired else "repair"
        case "auth" | "payment" | "not_found" | "bad_request":
            return "next_road"
        case _:
            return _retry(failure, tried, ways)


def _retry(failure: Failure, tried: Tried, ways: Ways) -> Step:
    """Whether to wait for a road that may do better a little later."""
    patience = failure.retry_after or 0.0
    busy = failure.kind == "rate_limit" or failure.status == OVERLOADED or patience > 0
    elsewhere = ways.others and (busy or failure.kind in ("timeout", "content_filter"))
    twice = failure.kind == "content_filter" and tried.declined  # filters err by chance: asked once more, no oftener
    given_up = elsewhere or twice or patience > MOST_PATIENCE or tried.retries >= MAX_RETRIES or not ways.may_wait
    return "next_road" if given_up else "wait_and_retry"
