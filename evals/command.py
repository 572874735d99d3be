"""`make eval`: runs the suite, prints the table, writes the page, compares with the committed baseline."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from evals.comparing import compare_variants, home_for, print_comparison, read_variants
from evals.figures import Figure
from evals.moods import MOODS, MoodTotals, figures_of_mood, funnel_figure, is_by_model, packets_figure, run_mood
from evals.page import render_page
from evals.suite import (
    Totals,
    figures_of,
    find_regressions,
    read_baseline,
    run_suite,
    write_baseline,
)
from settings import read_settings

OK, WORSE = 0, 1


def main(arguments: list[str]) -> int:
    """Run the suite; 1 if a figure is worse than the baseline."""
    parser = argparse.ArgumentParser(prog="resume-tailor eval", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("out/eval"), help="folder for the page (default: %(default)s)")
    parser.add_argument("--no-files", action="store_true", help="score in memory only, print no documents")
    parser.add_argument("--update-baseline", action="store_true", help="commit to the new figures")
    parser.add_argument("--no-model", action="store_true", help="offline runs only, none by the scripted model")
    parser.add_argument("--all", action="store_true", help="every pair by the model, instead of the chosen ones")
    parser.add_argument("--variants", metavar="STAGE=V1,V2", help="compare variants of a prompt, and nothing else")
    parser.add_argument(
        "--scripted",
        choices=MOODS,
        help="with --variants: by a scripted model that answers so, instead of the configured one",
    )
    asked = parser.parse_args(arguments)

    def tell(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    if asked.variants:
        return _compare(asked.variants, asked.scripted, every=asked.all, tell=tell)
    with tempfile.TemporaryDirectory() as folder:
        home, files = Path(folder), not asked.no_files
        totals = asyncio.run(run_suite(home, tell=tell, files=files))
        moods = [] if asked.no_model else [_run_mood(mood, home, tell, every=asked.all, files=files) for mood in MOODS]
        figures = [*figures_of(totals), *(one for mood in moods for one in figures_of_mood(mood))]
        if moods:
            figures += [funnel_figure(moods[0]), asyncio.run(packets_figure(home / "packets"))]
    baseline = read_baseline()
    print_table(figures, baseline)
    write_page(asked.out, totals, moods, figures, baseline)
    if asked.update_baseline:
        write_baseline(figures)
        print("The baseline holds these figures now.")
        return OK
    worse = find_regressions(figures, _measured(baseline, by_model=bool(moods)))
    for line in worse:
        print(f"worse than the baseline: {line}", file=sys.stderr)
    return WORSE if worse else OK


def _run_mood(mood: str, home: Path, tell: Callable[[str], None], *, every: bool, files: bool) -> MoodTotals:
    return asyncio.run(run_mood(mood, home, tell=tell, every=every, files=files))


def _measured(baseline: dict[str, float], *, by_model: bool) -> dict[str, float]:
    """The baseline without what was not asked for."""
    return {name: value for name, value in baseline.items() if by_model or not is_by_model(name)}


def _compare(text: str, scripted: str | None, *, every: bool, tell: Callable[[str], None]) -> int:
    """Compare variants of a prompt and print the table.

    Raises:
        UserError: there are no such variants, or no model to ask.
    """
    stage, variants = read_variants(text)
    with tempfile.TemporaryDirectory() as folder:
        settings = home_for(read_settings(), Path(folder), scripted)
        comparison = asyncio.run(compare_variants(stage, variants, settings, tell=tell, scripted=scripted, every=every))
    print_comparison(comparison)
    return OK


def print_table(figures: list[Figure], baseline: dict[str, float]) -> None:
    """The figures beside the baseline and the goals."""
    width = max(len(one.name) for one in figures)
    print(f"{'':{width}}  {'now':>8}  {'baseline':>8}  goal")
    for one in figures:
        before = baseline.get(one.name)
        print(f"{one.name:{width}}  {_number(one.value):>8}  {_number(before):>8}  {one.goal}".rstrip())


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if value == int(value) and value > 1 else f"{value:.3f}" if value < 10 else f"{value:.0f}"


def write_page(
    folder: Path, totals: Totals, moods: list[MoodTotals], figures: list[Figure], baseline: dict[str, float]
) -> None:
    """The same as a page with plots, in `folder`/index.html."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "index.html"
    page.write_text(render_page(totals, moods, figures, baseline), encoding="utf-8")
    print(f"page: {page}")
