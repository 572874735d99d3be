"""Bad answers: of the right form, and clumsy in every way that small models are."""

import random
from collections.abc import Callable

from evals.author.reading import lines, rows, work_of
from evals.author.styles import STYLES
from evals.author.well import well
from evals.loopback.answers import Json
from evals.loopback.apis import Asked

_BLATHER = "It is important to note that this line, which speaks of what was done, tells of what was done in detail. "

Spoiled = dict[str, Json]


def badly(asked: Asked) -> Json:
    """A clumsy answer; None to what no stage asks."""
    good = well(asked)
    if work_of(asked) is None or not isinstance(good, dict):
        return None
    rng = random.Random(asked.prompt)
    spoil = rng.choice((_emptied, _misnamed, _bloated, _gutted, _echoed, _doubled, *STYLES))
    return spoil(good, asked)


def _emptied(good: Spoiled, _asked: Asked) -> Spoiled:
    """Every list empty, every text too."""
    return {name: _empty(value) for name, value in good.items()}


def _empty(value: Json) -> Json:
    if isinstance(value, list):
        return []
    return "" if isinstance(value, str) else None


def _misnamed(good: Spoiled, _asked: Asked) -> Spoiled:
    """Ids that stand nowhere."""
    return {name: _each(value, lambda id: f"{id}.x9") for name, value in good.items()}


def _each(value: Json, change: Callable[[str], str]) -> Json:
    """A value with every id in it changed."""
    if isinstance(value, list):
        return [_each(one, change) for one in value]
    if isinstance(value, dict):
        return {name: _each(one, change) if name in ("fact", "facts", "f", "r") else one for name, one in value.items()}
    return change(value) if isinstance(value, str) else value


def _bloated(good: Spoiled, asked: Asked) -> Spoiled:
    """Texts that never come to an end."""
    bloated: Json = [{"fact": row.id, "text": _BLATHER * 4 + row.text, "why": "clearer"} for row in lines(asked.prompt)]
    long: Json = [(_BLATHER * 2).strip()] * 60
    return good | ({"edits": bloated} if "edits" in good else {}) | ({"terms": long} if "terms" in good else {})


def _gutted(good: Spoiled, asked: Asked) -> Spoiled:
    """Every line the same few words, of which nothing is wrong and nothing is left."""
    gutted: Json = [{"fact": row.id, "text": "Did various work.", "why": "shorter"} for row in lines(asked.prompt)]
    return good | ({"edits": gutted} if "edits" in good else {}) | ({"terms": ["work"]} if "terms" in good else {})


def _echoed(good: Spoiled, asked: Asked) -> Spoiled:
    """The rows as they stood in the prompt, ids and all, and instructions among them."""
    echoed: Json = [
        {"fact": row.id, "text": f"{row.id}: {row.text} <lines>", "why": "because"} for row in lines(asked.prompt)
    ]
    terms: Json = [f"{row.id}: {row.text}" for row in rows(asked.prompt, "ad")]
    return good | ({"edits": echoed} if "edits" in good else {}) | ({"terms": terms} if "terms" in good else {})


def _doubled(good: Spoiled, _asked: Asked) -> Spoiled:
    """Everything three times."""
    return {name: value * 3 if isinstance(value, list) else value for name, value in good.items()}
