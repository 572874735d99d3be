"""Two variants of a stage's prompt over the sample pairs, side by side: `python -m evals --variants drafter=v1,v2`."""

import os
import statistics
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from errors import UserError
from evals.loopback import running_server
from evals.loopback.environment import openai_at
from evals.model_runs import ModelRun, labelled_pairs, model_pairs
from evals.moods import BY_MODEL
from evals.scorers import find_unsupported, score_shown, score_star, score_wording, share_of_content_kept
from prompts.variants import find_unknown
from resume.language import is_english
from settings import Settings

Cell = float | None


@dataclass(frozen=True)
class Comparison:
    """What came of each variant."""

    stage: str
    runs: Mapping[str, Sequence[ModelRun]]
    """Variant → its runs, of the same pairs in the same order."""


def read_variants(text: str) -> tuple[str, list[str]]:
    """A stage and the variants of its prompt to compare, from `drafter=v1,v2`.

    Raises:
        UserError: there is no such stage or variant, or there are not two.
    """
    stage, _, named = text.partition("=")
    variants = list(dict.fromkeys(part.strip() for part in named.split(",") if part.strip()))
    if len(variants) < 2:
        raise UserError("--variants", "it names no two variants", "write stage=v1,v2")
    for variant in variants:
        if unknown := find_unknown({stage.strip(): variant}):
            raise UserError("--variants", unknown)
    return stage.strip(), variants


async def compare_variants(
    stage: str,
    variants: Sequence[str],
    settings: Settings,
    *,
    tell: Callable[[str], None],
    scripted: str | None = None,
    every: bool = False,
) -> Comparison:
    """Run the sample pairs once with each variant, by the configured model or by a scripted one.

    Args:
        stage: whose prompt.
        variants: of it, which exist.
        settings: of the process; each variant's answers are asked for anew.
        tell: is told how far it has come, in lines.
        scripted: how the scripted model answers; None asks the configured one.
        every: every labelled pair instead of the chosen ones.

    Raises:
        UserError: no provider is set up.
    """
    runs: dict[str, list[ModelRun]] = {}
    with ExitStack() as stack:
        server = stack.enter_context(running_server(answers=f"evals.author:{scripted}")) if scripted else None
        environment = openai_at(server) if server else os.environ
        for variant in variants:
            asked = BY_MODEL.model_copy(update={"prompt_variants": {stage: variant}})
            async with model_pairs(settings, environment, asked) as pairs:
                chosen = labelled_pairs(every=every)
                runs[variant] = [await pairs.run(*pair, mark=f"-{stage}-{variant}") for pair in chosen]
            tell(f"{stage}/{variant}: {len(chosen)} pairs")
    return Comparison(stage, runs)


def print_comparison(comparison: Comparison) -> None:
    """The figures of each variant, side by side."""
    columns = {variant: _figures(comparison.stage, runs) for variant, runs in comparison.runs.items()}
    names = list(next(iter(columns.values())))
    width = max(map(len, names))
    print(f"{comparison.stage:{width}}" + "".join(f"  {variant:>10}" for variant in columns))
    for name in names:
        print(f"{name:{width}}" + "".join(f"  {_number(column[name]):>10}" for column in columns.values()))


def _number(value: Cell) -> str:
    return "–" if value is None else f"{value:.0f}" if abs(value) >= 100 else f"{value:.4f}".rstrip("0").rstrip(".")


def _figures(stage: str, runs: Sequence[ModelRun]) -> dict[str, Cell]:
    results = [run.tailored for run in runs]
    labels = [one.job.truth.people[one.person.slug] for one in results]
    shown = [score_shown(label, one.resume) for label, one in zip(labels, results, strict=True)]
    star = [score_star(one.claims) for one in results if is_english(one.source.meta.language)]
    wording = [score_wording(one.resume) for one in results]
    kept = [share for one in results if (share := share_of_content_kept(one)) is not None]
    edits = [sum(claim.action == "edited" for claim in one.claims) for one in results]
    reverted = [sum(claim.action == "reverted" for claim in one.claims) for one in results]
    of_stage = [run.usage.tokens.get(stage) for run in runs]
    unsupported = [find_unsupported(one.person.truth, one.document, one.resume) for one in results]
    bullets = sum(one.bullets for one in wording)
    return {
        "pairs": float(len(runs)),
        "unsupported facts": float(sum(map(len, unsupported))),
        "honest coverage": _share(sum(one[0] for one in shown), sum(one[1] for one in shown)),
        "STAR completeness": _share(sum(one[0] for one in star), sum(one[1] for one in star)),
        "weak openings": _share(sum(one.weak for one in wording), bullets),
        "repeated openings": _share(sum(one.repeated for one in wording), bullets),
        "words kept": statistics.mean(kept) if kept else None,
        "lines edited, mean": statistics.mean(edits),
        "lines reverted, mean": statistics.mean(reverted),
        "work by the model": _share(sum(sum(run.pieces) for run in runs), sum(len(run.pieces) for run in runs)),
        f"tokens of {stage}, mean": statistics.mean(one.input + one.output if one else 0 for one in of_stage),
        "tokens, mean": statistics.mean(run.tokens for run in runs),
        "$ as billed, mean": _mean_cost([run.usage.cost for run in runs]),
        "seconds, mean": statistics.mean(one.tailoring_seconds for one in results),
    }


def _share(part: int, whole: int) -> Cell:
    return part / whole if whole else None


def _mean_cost(costs: Sequence[Decimal | None]) -> Cell:
    """None where a price is not known: unknown is unpriced, never 0."""
    known = [cost for cost in costs if cost is not None]
    return float(sum(known) / len(known)) if known and len(known) == len(costs) else None


def home_for(settings: Settings, folder: Path, scripted: str | None) -> Settings:
    """The process's own settings, where its providers are asked; a folder of its own for a scripted model."""
    return Settings(home=folder) if scripted else settings
