"""The evaluation suite: every labelled pair in memory, every person once with all files; totals, table, baseline."""

import json
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from evals.datasets import Job, Person, jobs, people
from evals.figures import Figure
from evals.run_pair import MemoryPipeline, Tailored, tailor_to_files
from evals.scorers import (
    Counts,
    Wording,
    find_unsupported,
    score_gaps,
    score_requirements,
    score_shown,
    score_wording,
    share_of_bullets_kept,
    share_of_content_kept,
    title_and_company,
)
from graph.runner import open_runner
from settings import Settings

BASELINE = Path(__file__).parent / "baseline.json"


@dataclass
class PairScore:
    """The scores of one pair, for the page."""

    person: str
    job: str
    supported: int
    shown: int
    gaps: Counts
    unsupported: list[str]
    seconds: float


@dataclass
class Totals:
    """Everything added up."""

    requirements: Counts = field(default_factory=Counts)
    gaps: Counts = field(default_factory=Counts)
    shown: int = 0
    supported: int = 0
    asked: int = 0
    unsupported: int = 0
    wording_before: Wording = field(default_factory=lambda: Wording(0, 0, 0, 0))
    wording: Wording = field(default_factory=lambda: Wording(0, 0, 0, 0))
    content_kept: list[float] = field(default_factory=list)
    bullets_kept: list[float] = field(default_factory=list)
    titles: list[bool] = field(default_factory=list)
    companies: list[bool] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    pairs: list[PairScore] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    field_recall: list[float] = field(default_factory=list)
    unsupported_shipped: int = 0
    whole_seconds: list[float] = field(default_factory=list)


async def run_suite(home: Path, *, tell: Callable[[str], None], files: bool = True) -> Totals:
    """Run everything.

    Args:
        home: a folder for the state and the files of the runs.
        tell: is told how far it has come, in lines.
        files: whether to print documents too; without, only what needs no browser is scored.
    """
    totals = Totals()
    settings = Settings(home=home)
    pipeline = MemoryPipeline(settings)
    everyone = {person.slug: person for person in people()}
    for job in jobs():
        results = [await pipeline.tailor(everyone[slug], job) for slug in job.truth.people]
        tell(f"{job.slug}: {len(results)} people")
        if not results:
            continue
        totals.requirements += score_requirements(job.truth, results[0].rows)
        title, company = title_and_company(job, results[0].analysis.title, results[0].analysis.company)
        totals.titles.append(title)
        totals.companies.append(company)
        for result in results:
            _add(totals, result)
    if files:
        async with open_runner(settings) as runner:
            for person, job in _best_fits(everyone):
                report = await tailor_to_files(runner, person, job, home / "out")
                totals.pages.append(max(report.pages.ats, report.pages.visual))
                totals.unsupported_shipped += report.fact_check.unsupported_shipped or 0
                totals.whole_seconds.append(report.metrics.total_seconds)
                if report.round_trip:
                    totals.field_recall.append(report.round_trip.field_recall)
                tell(f"{person.slug} for {job.slug}: printed")
    return totals


def _add(totals: Totals, result: Tailored) -> None:
    labels = result.job.truth.people[result.person.slug]
    gaps = score_gaps(result.job.truth, labels, result.rows)
    shown, supported = score_shown(labels, result.resume)
    unsupported = find_unsupported(result.person.truth, result.document, result.resume)
    totals.gaps += gaps
    totals.shown += shown
    totals.supported += supported
    totals.asked += supported + len(labels.gap)
    totals.unsupported += len(unsupported)
    totals.wording_before += score_wording(result.source)
    totals.wording += score_wording(result.resume)
    totals.seconds.append(result.tailoring_seconds)
    for values, value in (
        (totals.content_kept, share_of_content_kept(result)),
        (totals.bullets_kept, share_of_bullets_kept(result)),
    ):
        if value is not None:
            values.append(value)
    totals.pairs.append(
        PairScore(result.person.slug, result.job.slug, supported, shown, gaps, unsupported, result.seconds)
    )


def _best_fits(everyone: Mapping[str, Person]) -> list[tuple[Person, Job]]:
    """Each person with the ad that asks for most of what they can show."""
    offers = jobs()

    def fit(slug: str, job: Job) -> int:
        labels = job.truth.people.get(slug)
        return len(labels.supported) if labels else -1

    return [(person, max(offers, key=lambda job: fit(slug, job))) for slug, person in everyone.items()]


def figures_of(totals: Totals) -> list[Figure]:
    """The totals as named figures."""
    bullets, before = totals.wording.bullets, totals.wording_before.bullets

    def share(part: int, whole: int) -> float | None:
        return part / whole if whole else None

    def mean(values: list[float]) -> float | None:
        return statistics.mean(values) if values else None

    return [
        Figure("unsupported facts", float(totals.unsupported), "lower", "0"),
        Figure("unsupported lines shipped", float(totals.unsupported_shipped), "lower", "0"),
        Figure("honest coverage", share(totals.shown, totals.supported), "higher", "≥ 0.95"),
        Figure("raw coverage", share(totals.shown, totals.asked), "higher"),
        Figure("requirements: precision", totals.requirements.precision, "higher"),
        Figure("requirements: recall", totals.requirements.recall, "higher"),
        Figure("requirements: F1", totals.requirements.f1, "higher", "≥ 0.85"),
        Figure("gaps: precision", totals.gaps.precision, "higher", "≥ 0.9"),
        Figure("gaps: recall", totals.gaps.recall, "higher", "≥ 0.9"),
        Figure("titles read", share(sum(totals.titles), len(totals.titles)), "higher"),
        Figure("companies read", share(sum(totals.companies), len(totals.companies)), "higher"),
        Figure("lines kept", mean(totals.bullets_kept), "higher", "≥ 0.95"),
        Figure("words kept", mean(totals.content_kept), "higher"),
        Figure("weak openings, source", share(totals.wording_before.weak, before), "unjudged"),
        Figure("weak openings, tailored", share(totals.wording.weak, bullets), "lower"),
        Figure("repeated openings, tailored", share(totals.wording.repeated, bullets), "lower"),
        Figure("bullets too short or long, tailored", share(totals.wording.unfit, bullets), "lower"),
        Figure("fields read back", mean(totals.field_recall), "higher"),
        Figure("pages, mean", mean([float(pages) for pages in totals.pages]), "unjudged"),
        Figure("one pair, no files, median ms", _median_ms(totals.seconds), "unjudged", "≤ 120"),
        Figure("one pair, all files, median ms", _median_ms(totals.whole_seconds), "unjudged"),
    ]


def _median_ms(seconds: list[float]) -> float | None:
    return statistics.median(seconds) * 1000 if seconds else None


def read_baseline() -> dict[str, float]:
    """The committed figures, by name."""
    known: dict[str, float] = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    return known


def write_baseline(figures: list[Figure]) -> None:
    """Commit to these figures; what depends on the machine is left out."""
    judged = {one.name: round(one.value, 4) for one in figures if one.better != "unjudged" and one.value is not None}
    BASELINE.write_text(json.dumps(judged, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def find_regressions(figures: list[Figure], baseline: Mapping[str, float]) -> list[str]:
    """The figures that are worse than the baseline by more than they may be, in words; those it has and we lack are too."""
    if not baseline:
        return ["there is none yet; --update-baseline makes it"]
    worse = [f"{name}: no longer measured" for name in sorted(baseline.keys() - {one.name for one in figures})]
    for one in figures:
        before = baseline.get(one.name)
        if before is None or one.value is None or one.better == "unjudged":
            continue
        loss = before - one.value if one.better == "higher" else one.value - before
        if loss > one.tolerance:
            worse.append(f"{one.name}: {one.value:.4f}, was {before:.4f}")
    return worse
