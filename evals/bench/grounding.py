"""How fast the fact check is: claims a second on one core, warm, over the corpus to develop on."""

import statistics

from evals.grounding import BATCHES, score

PROMISED = 2_000
"""Claims a second."""

RUNS = 5


def seconds_for_promised_claims(runs: int = RUNS) -> float:
    """Median seconds for 2,000 claims; 1.0 or less keeps the promise. The first run, which fills the caches, is not counted."""
    batch = BATCHES / "develop_a"
    score(batch)
    measured = [score(batch) for _ in range(runs)]
    return statistics.median(seconds / len(outcomes) * PROMISED for outcomes, seconds in measured)
