"""A model as it comes: mostly good, at times clumsy, at times lying."""

import random

from evals.author.badly import badly
from evals.author.falsely import falsely
from evals.author.well import well
from evals.loopback.answers import Json
from evals.loopback.apis import Asked

_MOODS = (well, well, badly, falsely)


def faulty(asked: Asked) -> Json:
    """An answer in one of the moods, by the prompt; None to what no stage asks."""
    return random.Random(f"mood of {asked.prompt}").choice(_MOODS)(asked)
