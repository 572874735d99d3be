"""What follows from how prompts and models did, by stated rules. Pure; the rules' words stand in `suggestions.toml`."""

import functools
import math
import tomllib
from collections.abc import Sequence
from importlib import resources
from itertools import combinations

from ui.client.insights import ModelHealth, Opinion, PromptView, Suggestion

ENOUGH = 20
"""Requests, or thumbs of a variant, below which figures say little."""

FAILING = 0.10
"""Share of failed requests from which a model costs more time than it is worth: each failure is asked again elsewhere."""

SLOW_SECONDS = 30.0
"""The time-out of a request to a fast model; where 5 of 100 requests take as long, runs wait for it."""

REPAIRED = 0.10
"""Share of requests that had to ask for another answer in place of an invalid one."""

UNHAPPY, ENOUGH_THUMBS = 0.30, 10
"""Share of thumbs down, of at least so many thumbs."""

Z = 1.96
"""Of a confidence of 95 %."""


@functools.cache
def _rules() -> dict[str, dict[str, str]]:
    told: dict[str, dict[str, str]] = tomllib.loads(
        resources.files("ui.in_process").joinpath("suggestions.toml").read_text("utf-8")
    )
    return told


def suggest(
    prompts: Sequence[PromptView], models: Sequence[ModelHealth], opinions: Sequence[Opinion]
) -> list[Suggestion]:
    """What the rules suggest, what matters to most runs first."""
    return [
        *(_of_model("failing", one) for one in models if one.requests >= ENOUGH and one.error_rate >= FAILING),
        *(_of_model("slow", one) for one in models if one.requests >= ENOUGH and one.latency_p95 >= SLOW_SECONDS),
        *_better_variants(prompts),
        *(_repaired(one) for one in prompts if one.requests >= ENOUGH and one.repairs / one.requests >= REPAIRED),
        *_unhappy(opinions),
        *(_of_model("unpriced", one) for one in models if one.unpriced),
    ]


def _say(rule: str, **figures: object) -> Suggestion:
    words = _rules()[rule]
    told = {
        "enough": ENOUGH,
        "failing": f"{FAILING:.0%}",
        "slow": f"{SLOW_SECONDS:.0f} s",
        "repaired": f"{REPAIRED:.0%}",
    }
    told |= {"unhappy": f"{UNHAPPY:.0%}", "enough_thumbs": ENOUGH_THUMBS}
    return Suggestion(*(words[part].format(**told, **figures) for part in ("title", "what", "rule")))


def _of_model(rule: str, one: ModelHealth) -> Suggestion:
    return _say(
        rule,
        model=f"{one.provider}:{one.model}",
        share=f"{one.error_rate:.0%}",
        requests=one.requests,
        failed=one.failed,
        seconds=f"{one.latency_p95:.0f} s",
        unpriced=one.unpriced,
    )


def _repaired(one: PromptView) -> Suggestion:
    share = f"{one.repairs / one.requests:.0%}"
    return _say(
        "repaired", prompt=f"{one.stage}/{one.variant}", share=share, repairs=one.repairs, requests=one.requests
    )


def _unhappy(opinions: Sequence[Opinion]) -> list[Suggestion]:
    thumbs = [one.thumb for one in opinions if one.thumb != "none"]
    downs = thumbs.count("down")
    if len(thumbs) < ENOUGH_THUMBS or downs / len(thumbs) < UNHAPPY:
        return []
    return [_say("unhappy", downs=downs, thumbs=len(thumbs))]


def _better_variants(prompts: Sequence[PromptView]) -> list[Suggestion]:
    """Pairs of variants of one stage of which people like one better, beyond what chance explains."""
    judged = [one for one in prompts if one.ups + one.downs >= ENOUGH]
    found = []
    for pair in combinations(judged, 2):
        better, worse = sorted(pair, key=lambda one: -one.ups / (one.ups + one.downs))
        if better.stage == worse.stage and _bounds(better)[0] > _bounds(worse)[1]:
            found.append(
                _say(
                    "better",
                    stage=better.stage,
                    stage_variable=better.stage.upper(),
                    better=better.variant,
                    worse=worse.variant,
                    better_share=f"{better.ups} of {better.ups + better.downs}",
                    worse_share=f"{worse.ups} of {worse.ups + worse.downs}",
                )
            )
    return found


def _bounds(one: PromptView) -> tuple[float, float]:
    """Wilson's interval of the share of thumbs up (Wilson 1927)."""
    number = one.ups + one.downs
    share, square = one.ups / number, Z * Z
    middle = (share + square / (2 * number)) / (1 + square / number)
    half = Z / (1 + square / number) * math.sqrt(share * (1 - share) / number + square / (4 * number * number))
    return middle - half, middle + half
