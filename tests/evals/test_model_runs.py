"""Sample pairs by a scripted model: what a run costs, what the funnel saves, and how variants are compared."""

import asyncio
from decimal import Decimal
from pathlib import Path

import pytest

from errors import UserError
from evals.comparing import Comparison, compare_variants, print_comparison, read_variants
from evals.datasets import jobs, people
from evals.loopback import running_server
from evals.loopback.environment import openai_at
from evals.model_runs import CHOSEN, VENDORS, ModelRun, first_model, labelled_pairs, model_pairs
from evals.moods import BY_MODEL, MOODS, figures_of_mood, funnel_figure, is_by_model, run_mood, score_run
from settings import Settings


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> ModelRun:
    """A nurse with a resume of one page, for an ordinary ad, by a model that answers well."""
    return asyncio.run(run_by_model(tmp_path_factory.mktemp("run")))


async def run_by_model(home: Path) -> ModelRun:
    person = next(one for one in people() if one.slug == "icu-nurse")
    job = next(one for one in jobs() if one.slug == "critical-care-sister")
    with running_server(answers="evals.author:well") as address:
        async with model_pairs(Settings(home=home), openai_at(address), BY_MODEL) as pairs:
            return await pairs.run(person, job)


def test_one_page_and_an_ordinary_ad_take_no_more_tokens_than_a_run_may(run: ModelRun) -> None:
    assert run.size < 1.5
    assert run.tokens <= 8_000 * run.size


@pytest.mark.parametrize("vendor", VENDORS)
def test_one_page_costs_a_cent_and_a_half_at_most_by_the_default_routes_of_each_vendor(
    run: ModelRun, vendor: str
) -> None:
    cost = run.cost_at(vendor)
    assert cost is not None
    assert 0 < cost <= Decimal("0.015") * Decimal(run.size)


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("stage", ["job_analyzer", "researcher", "drafter", "star_editor", "polisher"])
def test_every_stage_has_a_model_at_every_vendor(stage: str, vendor: str) -> None:
    assert first_model(stage, vendor, "payg")


def test_the_stages_take_a_third_less_than_if_each_saw_everything(run: ModelRun) -> None:
    assert run.funnel_tokens <= 0.7 * run.whole_tokens


def test_what_the_ledger_counts_is_what_was_asked(run: ModelRun) -> None:
    assert run.funnel_tokens == run.tokens
    assert run.usage.calls == len(run.asked)


def test_each_stage_tells_its_tokens(run: ModelRun) -> None:
    assert {"job_analyzer", "researcher", "drafter", "star_editor", "polisher"} <= set(run.usage.tokens)


def test_no_share_of_a_group_of_stages_is_exceeded(run: ModelRun) -> None:
    groups = {
        1_500 + 500: ["job_analyzer"],
        2_000 + 500: ["profile_extractor", "researcher"],
        3_000 + 500: ["drafter", "star_editor"],
    }
    used = {stage: one.input + one.output for stage, one in run.usage.tokens.items()}
    for most, stages in groups.items():
        assert sum(used.get(stage, 0) for stage in stages) <= most * run.size


def test_the_chosen_pairs_are_labelled() -> None:
    assert {(person.slug, job.slug) for person, job in labelled_pairs(every=False)} == set(CHOSEN)


async def test_without_a_provider_nothing_is_compared(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no model provider"):
        async with model_pairs(Settings(home=tmp_path), {}, BY_MODEL):
            pass


def test_the_scores_of_a_run_know_its_lies(run: ModelRun) -> None:
    score = score_run(run)
    assert (score.unsupported, score.shown) == ((), score.supported)
    assert all(score.pieces)


@pytest.mark.parametrize("mood", MOODS)
async def test_every_mood_ships_nothing_unsupported(mood: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evals.model_runs.CHOSEN", CHOSEN[2:3])
    totals = await run_mood(mood, tmp_path, tell=lambda line: None, every=False, files=False)
    figures = {figure.name.partition(": ")[2]: figure.value for figure in figures_of_mood(totals)}
    assert (figures["unsupported facts"], len(totals.pairs)) == (0.0, 1)
    assert (figures["honest coverage"] or 0) >= 0.95
    assert all(is_by_model(figure.name) for figure in (*figures_of_mood(totals), funnel_figure(totals)))


# Variants


@pytest.mark.parametrize("text", ["drafter", "drafter=v1", "drafter=v1,v1", "drafter=v1,v99", "baker=v1,v2", ""])
def test_what_names_no_two_variants_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="variant"):
        read_variants(text)


def test_a_stage_and_its_variants_are_read() -> None:
    assert read_variants("drafter = v1, v2") == ("drafter", ["v1", "v2"])


async def compared(home: Path, scripted: str | None = "well") -> Comparison:
    return await compare_variants(
        "drafter", ["v1", "v2"], Settings(home=home), tell=lambda line: None, scripted=scripted
    )


async def test_two_variants_are_compared_over_the_same_pairs_each_with_its_own_prompt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("evals.model_runs.CHOSEN", CHOSEN[:1])
    comparison = await compared(tmp_path)
    for variant, runs in comparison.runs.items():
        asked = {one.call.prompt for run in runs for one in run.asked if one.call.stage == "drafter"}
        assert asked == {f"drafter/{variant}"}
    print_comparison(comparison)
    table = capsys.readouterr().out
    assert "tokens of drafter, mean" in table
    assert "v2" in table.split("\n")[0]


async def test_the_configured_model_is_asked_where_no_scripted_one_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.model_runs.CHOSEN", CHOSEN[:1])
    with running_server(answers="evals.author:well") as address:
        for name, value in openai_at(address).items():
            monkeypatch.setenv(name, value)
        comparison = await compared(tmp_path, scripted=None)
    assert all(run.usage.calls for runs in comparison.runs.values() for run in runs)
