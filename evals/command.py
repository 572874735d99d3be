"""`make eval`: runs the suite, prints the table, writes the page, compares with the committed baseline."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from evals.page import render_page
from evals.suite import (
    Figure,
    Totals,
    figures_of,
    find_regressions,
    read_baseline,
    run_suite,
    write_baseline,
)

OK, WORSE = 0, 1


def main(arguments: list[str]) -> int:
    """Run the suite; 1 if a figure is worse than the baseline."""
    parser = argparse.ArgumentParser(prog="resume-tailor eval", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("out/eval"), help="folder for the page (default: %(default)s)")
    parser.add_argument("--no-files", action="store_true", help="score in memory only, print no documents")
    parser.add_argument("--update-baseline", action="store_true", help="commit to the new figures")
    asked = parser.parse_args(arguments)

    def tell(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory() as home:
        totals = asyncio.run(run_suite(Path(home), tell=tell, files=not asked.no_files))
    figures = figures_of(totals)
    baseline = read_baseline()
    print_table(figures, baseline)
    write_page(asked.out, totals, figures, baseline)
    if asked.update_baseline:
        write_baseline(figures)
        print("The baseline holds these figures now.")
        return OK
    worse = find_regressions(figures, baseline)
    for line in worse:
        print(f"worse than the baseline: {line}", file=sys.stderr)
    return WORSE if worse else OK


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


def write_page(folder: Path, totals: Totals, figures: list[Figure], baseline: dict[str, float]) -> None:
    """The same as a page with plots, in `folder`/index.html."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "index.html"
    page.write_text(render_page(totals, figures, baseline), encoding="utf-8")
    print(f"page: {page}")
