"""The suite's result as a page: the figures, and each pair as a bar."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from evals.figures import Figure
from evals.moods import MoodTotals
from evals.suite import PairScore, Totals

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


def render_page(totals: Totals, moods: list[MoodTotals], figures: list[Figure], baseline: dict[str, float]) -> str:
    """A self-contained page."""
    by_job: dict[str, list[PairScore]] = {}
    for pair in totals.pairs:
        by_job.setdefault(pair.job, []).append(pair)
    most = max((pair.supported for pair in totals.pairs), default=1) or 1
    return (
        _environment()
        .get_template("page.html")
        .render(figures=figures, baseline=baseline, by_job=by_job, most=most, pairs=len(totals.pairs), moods=moods)
    )
