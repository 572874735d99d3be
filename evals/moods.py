"""The suite's second half: a scripted model that answers well, badly and falsely, in its own process, and what is made of it."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from documents.json_strings import strings_of
from evals.author import CANARIES
from evals.figures import Figure
from evals.loopback import running_server
from evals.loopback.environment import only, openai_at
from evals.model_runs import VENDORS, ModelRun, labelled_pairs, model_pairs
from evals.run_pair import tailor_to_files
from evals.scorers import find_unsupported, score_shown, score_star
from graph.runner import open_runner
from nodes.state import RunSettings
from resume.language import is_english
from resume.report import Report
from settings import Settings

MOODS = ("well", "badly", "falsely")

PRINTED = 1
"""Pairs of each mood that are printed too, and read back."""

BY_MODEL = RunSettings(mode="model", search=False)
"""There is nothing to search with on loopback."""


@dataclass(frozen=True)
class PairByModel:
    """The scores of one pair."""

    person: str
    job: str
    unsupported: tuple[str, ...]
    """Facts that the output holds and the source does not, and words that only a lie holds."""
    shown: int
    supported: int
    star: tuple[int, int]
    """Lines with action and result, of those whose source tells a result."""
    tokens: int
    share_of_budget: float
    cost: Decimal | None
    """US dollars at the dearest vendor's list prices, for a one-page resume and an ordinary ad."""
    calls: int
    pieces: tuple[bool, ...]
    funnel_tokens: int
    whole_tokens: int


@dataclass
class MoodTotals:
    """All pairs of one mood."""

    mood: str
    pairs: list[PairByModel] = field(default_factory=list)
    unsupported_shipped: int = 0
    field_recall: list[float] = field(default_factory=list)


def score_run(run: ModelRun) -> PairByModel:
    """The scores of one pair by a model."""
    result = run.tailored
    labels = result.job.truth.people[result.person.slug]
    shown, supported = score_shown(labels, result.resume)
    said = " \n ".join(strings_of(result.resume.to_json()))
    source = f"{result.document}\n{result.ad}".casefold()
    lies = [word for word in CANARIES if word.casefold() in said.casefold() and word.casefold() not in source]
    costs = [run.cost_at(vendor) for vendor in VENDORS]
    return PairByModel(
        person=result.person.slug,
        job=result.job.slug,
        unsupported=(*find_unsupported(result.person.truth, result.document, result.resume), *lies),
        shown=shown,
        supported=supported,
        star=score_star(result.claims) if is_english(result.source.meta.language) else (0, 0),
        tokens=run.tokens,
        share_of_budget=run.share_of_budget,
        cost=None if any(cost is None for cost in costs) else max(cost for cost in costs if cost) / Decimal(run.size),
        calls=run.usage.calls,
        pieces=tuple(run.pieces),
        funnel_tokens=run.funnel_tokens,
        whole_tokens=run.whole_tokens,
    )


async def run_mood(mood: str, home: Path, *, tell: Callable[[str], None], every: bool, files: bool) -> MoodTotals:
    """All pairs by a model of one mood.

    Args:
        mood: how the scripted model answers.
        home: a folder for the state and the files of the runs.
        tell: is told how far it has come, in lines.
        every: every labelled pair instead of the chosen ones.
        files: whether to print some of them too.
    """
    totals = MoodTotals(mood)
    chosen = labelled_pairs(every=every)
    with running_server(answers=f"evals.author:{mood}") as address:
        settings = Settings(home=home / mood)
        async with model_pairs(settings, openai_at(address), BY_MODEL) as pairs:
            for person, job in chosen:
                totals.pairs.append(score_run(await pairs.run(person, job)))
        if files:
            with only(openai_at(address)):
                async with open_runner(settings) as runner:
                    for person, job in labelled_pairs(every=False)[:PRINTED]:
                        _add(totals, await tailor_to_files(runner, person, job, home / "out" / mood, BY_MODEL))
    tell(f"a model that answers {mood}: {len(chosen)} pairs")
    return totals


def _add(totals: MoodTotals, report: Report) -> None:
    totals.unsupported_shipped += report.fact_check.unsupported_shipped or 0
    if report.round_trip:
        totals.field_recall.append(report.round_trip.field_recall)


def figures_of_mood(totals: MoodTotals) -> list[Figure]:
    """The figures of one mood; tokens, calls and cost may move a little when a prompt gets another word."""
    pairs, name = totals.pairs, f"a model answers {totals.mood}"
    supported, told = sum(one.supported for one in pairs), sum(one.star[1] for one in pairs)
    costs = [one.cost for one in pairs]
    pieces = [done for one in pairs for done in one.pieces]
    tokens = _mean([one.tokens for one in pairs])
    budget = "≤ 1" if totals.mood == "well" else "≤ 1.25, with repairs and the stricter pass"
    return [
        Figure(f"{name}: unsupported facts", float(sum(len(one.unsupported) for one in pairs)), "lower", "0"),
        Figure(f"{name}: unsupported lines shipped", float(totals.unsupported_shipped), "lower", "0"),
        Figure(f"{name}: honest coverage", _share(sum(one.shown for one in pairs), supported), "higher", "≥ 0.95"),
        Figure(f"{name}: STAR completeness", _share(sum(one.star[0] for one in pairs), told), "higher"),
        Figure(f"{name}: fields read back", _mean(totals.field_recall), "higher"),
        Figure(f"{name}: tokens a run", tokens, "lower", tolerance=0.1 * (tokens or 0.0)),
        Figure(f"{name}: tokens ÷ budget, at most", max(one.share_of_budget for one in pairs), "lower", budget, 0.1),
        Figure(f"{name}: $ of one page, at most", _dearest(costs), "lower", "≤ 0.015", 0.002),
        Figure(f"{name}: calls a run", _mean([one.calls for one in pairs]), "lower", tolerance=1.0),
        Figure(f"{name}: work by the model", _share(sum(pieces), len(pieces)), "unjudged"),
    ]


def is_by_model(name: str) -> bool:
    """Whether a figure is one of the runs by the scripted model."""
    return name.startswith("a model answers ") or name == FUNNEL


FUNNEL = "tokens saved by the funnel"


def funnel_figure(totals: MoodTotals) -> Figure:
    """How much less the stages take than if each saw everything."""
    whole = sum(one.whole_tokens for one in totals.pairs)
    saved = 1 - sum(one.funnel_tokens for one in totals.pairs) / whole if whole else None
    return Figure(FUNNEL, saved, "higher", "≥ 0.3", 0.03)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _mean(values: Sequence[float]) -> float | None:
    return statistics.mean(values) if values else None


def _dearest(costs: Sequence[Decimal | None]) -> float | None:
    known = [cost for cost in costs if cost is not None]
    return float(max(known)) if known and len(known) == len(costs) else None


# Packets side by side

PACE = 0.3
"""Seconds that the scripted model takes, where its pace is the point."""


async def packets_figure(home: Path) -> Figure:
    """How much sooner all packets are done side by side than one after the other, by the same model at the same pace."""
    seconds = {name: await _packet_seconds(home / name, slots) for name, slots in (("parallel", None), ("sequence", 1))}
    saved = 1 - seconds["parallel"] / seconds["sequence"]
    return Figure("time saved by packets side by side", saved, "unjudged", "≥ 0.5")


async def _packet_seconds(home: Path, slots: int | None) -> float:
    """Wall time of the whole of several runs in which the packets' stages alone ask a model."""
    settings = Settings(home=home) if slots is None else Settings(home=home, concurrency=slots)
    asked = BY_MODEL.model_copy(update={"only": ("drafter", "star_editor")})
    with running_server(answers="evals.author:well", latency=PACE) as address:
        async with model_pairs(settings, openai_at(address), asked) as pairs:
            first, *rest = labelled_pairs(every=False)[:2]
            await pairs.run(*first, mark="-warm")
            return sum([(await pairs.run(*pair)).tailored.tailoring_seconds for pair in (first, *rest)])
