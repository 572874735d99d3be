"""How long to wait before the same road is asked again.

tenacity's waiting strategies draw from the random module's own generator; here it is passed in, so that a test can say which
wait comes out.
"""

from random import Random

FIRST = 0.5
"""Seconds: the most that the first retry waits."""
MOST = 8.0
"""Seconds: the most that any retry waits of its own accord."""
SPREAD = 0.1
"""Share of a Retry-After by which calls that were refused together come back apart."""
MOST_SPREAD = 1.0


def wait_before(attempt: int, retry_after: float | None, rng: Random) -> float:
    """Seconds to wait before a retry.

    Exponential with full jitter: uniform between 0 and min(8, 0.5 · 2^(attempt − 1)). A provider's Retry-After is never
    undercut, however long it is: whether it fits into the time that is left is the caller's to judge.

    Args:
        attempt: 1 before the first retry.
        retry_after: seconds the provider asked for; None where it did not.
        rng: where the jitter comes from.
    """
    if attempt < 1:
        raise ValueError(f"attempt {attempt}: retries are counted from 1")
    if retry_after is not None and retry_after > 0:
        return retry_after + rng.uniform(0.0, min(MOST_SPREAD, SPREAD * retry_after))
    return rng.uniform(0.0, min(MOST, FIRST * 2.0 ** min(attempt - 1, 30)))
