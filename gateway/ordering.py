"""In which order candidates are asked, by a formula that can be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from gateway.breaker import Breakers, Road
from gateway.health import Health, HealthView
from gateway.routes import Candidate

USUAL_LATENCY = 5.0
"""Seconds at which the part for speed is one half."""
USUAL_COST = 0.002
"""US dollars a call at which the part for cost is one half."""


@dataclass(frozen=True)
class Parts:
    """What a score is made of; each part 0..1, more is better. The weights have the same shape and sum to 1."""

    place: float
    """Where the routes name the candidate: 1, 2/3, 1/2, 2/5 … for the first, second, third, fourth …"""
    health: float
    """Share of recent calls that were answered."""
    fit: float
    """The content's complexity for a quality model, 1 − complexity for any other."""
    speed: float
    """1 / (1 + latency ÷ 5 s)."""
    cost: float
    """1 / (1 + cost ÷ $0.002)."""

    @property
    def each(self) -> tuple[float, ...]:
        """The parts in their order."""
        return self.place, self.health, self.fit, self.speed, self.cost


WEIGHTS = {
    0: Parts(place=0.33, health=0.40, fit=0.10, speed=0.02, cost=0.15),
    1: Parts(place=0.33, health=0.43, fit=0.12, speed=0.06, cost=0.06),
    2: Parts(place=0.23, health=0.40, fit=0.10, speed=0.25, cost=0.02),
}
"""By urgency. What can wait looks at the price, what is urgent at the speed. As usual, the routes' order holds between two that
are well: place outweighs any difference in speed and cost, and a fifth of failed calls outweighs place."""


@dataclass(frozen=True)
class Ranked:
    """A candidate with one of its provider's keys, and why it stands where it stands."""

    candidate: Candidate
    key: str
    """The key's label."""
    score: float
    parts: Parts
    weights: Parts
    wait: float = 0.0
    """Seconds until its breaker lets calls through; 0 where it may be asked now."""

    @property
    def road(self) -> Road:
        """What breakers and health know it by."""
        return Road(self.candidate.provider, self.key, self.candidate.model)

    @property
    def formula(self) -> str:
        """The score and how it comes about, on one line."""
        named = zip(Parts.__dataclass_fields__, self.parts.each, self.weights.each, strict=True)
        terms = " + ".join(f"{weight:.2f}·{name} {part:.2f}" for name, part, weight in named)
        chosen = ", chosen by setting" if self.candidate.chosen else ""
        wait = f", closed for {self.wait:.0f} s" if self.wait else ""
        return f"{self.score:.3f} = {terms}{chosen}{wait}"


def order_candidates(
    candidates: Sequence[Candidate],
    keys: Mapping[str, Sequence[str]],
    health: Health,
    breakers: Breakers,
    complexity: float,
    urgency: int,
) -> list[Ranked]:
    """Every candidate with every key of its provider that may be asked now, the best first.

    score = Σ weight · part, with the parts and weights above (`Parts`, `WEIGHTS`). Latency and cost that are not known yet count
    as the median of those that are, so that a newcomer is neither favoured nor held back. A candidate that the user named
    for the stage goes before all others. Equal scores keep the routes' order, and within a candidate that of the keys.

    A road whose breaker is open, or whose provider asked to be left alone for a while, is left out. Where that leaves none,
    all are returned, the one that may be asked soonest first, with `wait` saying when.

    Args:
        candidates: as the routes name them.
        keys: labels of each provider's keys, in turn; a provider with none is left out.
        health: what is known of the roads.
        breakers: which roads are open.
        complexity: 0..1, how hard the content is.
        urgency: 0 can wait, 1 as usual, 2 as fast as possible.
    """
    weights = WEIGHTS[min(max(urgency, 0), 2)]
    complexity = min(max(complexity, 0.0), 1.0)
    roads = [
        (place, candidate, Road(candidate.provider, key, candidate.model))
        for place, candidate in enumerate(candidates)
        for key in keys.get(candidate.provider, ())
    ]
    views = {road: health.of(road) for _, _, road in roads}
    usual = _usual(list(views.values()))
    ranked = [
        _rank(candidate, road, _parts(place, candidate, views[road], usual, complexity), weights, breakers)
        for place, candidate, road in roads
    ]
    allowed = [one for one in ranked if breakers.allows(one.road)]
    if allowed:
        return sorted(allowed, key=lambda one: (not one.candidate.chosen, -one.score))
    return sorted(ranked, key=lambda one: (one.wait, not one.candidate.chosen, -one.score))


def _rank(candidate: Candidate, road: Road, parts: Parts, weights: Parts, breakers: Breakers) -> Ranked:
    score = sum(part * weight for part, weight in zip(parts.each, weights.each, strict=True))
    return Ranked(candidate, road.key, score, parts, weights, breakers.reopens_in(road))


def _parts(place: int, candidate: Candidate, view: HealthView, usual: HealthView, complexity: float) -> Parts:
    latency = view.latency if view.latency is not None else usual.latency
    cost = view.cost if view.cost is not None else usual.cost
    return Parts(
        place=1 / (1 + place / 2),
        health=view.success_rate,
        fit=complexity if candidate.quality else 1 - complexity,
        speed=1 / (1 + (USUAL_LATENCY if latency is None else latency) / USUAL_LATENCY),
        cost=1 / (1 + (USUAL_COST if cost is None else cost) / USUAL_COST),
    )


def _usual(views: Sequence[HealthView]) -> HealthView:
    """What stands in for what is not known: the median of what is."""
    latencies = [view.latency for view in views if view.latency is not None]
    costs = [view.cost for view in views if view.cost is not None]
    return HealthView(1.0, median(latencies) if latencies else None, median(costs) if costs else None, 0)
