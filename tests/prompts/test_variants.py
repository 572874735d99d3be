"""Variants of prompts side by side: who gets which, and that they can stand in for each other."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from prompts.library import prompt_stages, read_prompt
from prompts.variants import (
    FIRST,
    Experiment,
    alternatives_of,
    choose_variant,
    find_unknown,
    read_experiments,
)

HALF = {"drafter": Experiment(running=True, shares={"v1": 1, "v2": 1})}


@pytest.mark.parametrize("stage", prompt_stages())
def test_the_first_variant_of_every_stage_exists(stage: str) -> None:
    assert FIRST in alternatives_of(stage)


@pytest.mark.parametrize("stage", prompt_stages())
def test_alternatives_take_the_same_values(stage: str) -> None:
    prompts = [read_prompt(stage, variant) for variant in alternatives_of(stage)]
    assert len({(prompt.words, prompt.data) for prompt in prompts}) == 1


@pytest.mark.parametrize("stage", ["drafter", "star_editor", "polisher", "cover_letter"])
def test_every_drafting_stage_has_a_second_variant(stage: str) -> None:
    assert len(alternatives_of(stage)) >= 2


def test_a_prompt_for_another_moment_is_no_alternative() -> None:
    assert "strict_v1" not in alternatives_of("polisher")


def test_no_experiment_runs_as_shipped() -> None:
    assert not any(experiment.running for experiment in read_experiments().values())


@given(st.sampled_from(prompt_stages()), st.text())
def test_without_choice_and_experiment_every_run_gets_the_first(stage: str, run_id: str) -> None:
    assert choose_variant(stage, run_id) == FIRST


def test_what_a_run_names_counts_more_than_what_the_machine_names_and_both_more_than_an_experiment() -> None:
    named = [{"drafter": "v2"}, {"drafter": "v1", "polisher": "v2"}]
    assert [
        choose_variant(stage, "r", *named, experiments=HALF) for stage in ("drafter", "polisher", "star_editor")
    ] == [
        "v2",
        "v2",
        "v1",
    ]


@given(st.text())
def test_a_run_keeps_its_variant(run_id: str) -> None:
    assert len({choose_variant("drafter", run_id, experiments=HALF) for _ in range(3)}) == 1


def test_runs_are_shared_out_as_the_shares_say() -> None:
    shares = {"drafter": Experiment(running=True, shares={"v1": 3, "v2": 1})}
    got = Counter(choose_variant("drafter", f"run-{number}", experiments=shares) for number in range(4_000))
    assert 0.72 < got["v1"] / 4_000 < 0.78


def test_a_share_of_nothing_gets_no_run() -> None:
    shares = {"drafter": Experiment(running=True, shares={"v1": 0, "v2": 1})}
    assert {choose_variant("drafter", f"run-{number}", experiments=shares) for number in range(50)} == {"v2"}


def test_two_experiments_share_runs_out_each_for_itself() -> None:
    both = HALF | {"polisher": HALF["drafter"]}
    runs = [f"run-{number}" for number in range(100)]
    assert [choose_variant("drafter", run, experiments=both) for run in runs] != [
        choose_variant("polisher", run, experiments=both) for run in runs
    ]


@pytest.mark.parametrize("shares", [{}, {"v1": 0}, {"v1": -1, "v2": 2}])
def test_shares_that_cannot_be_shared_out_are_refused(shares: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        Experiment(running=True, shares=shares)


def test_a_choice_that_exists_is_known() -> None:
    assert find_unknown({"drafter": "v2", "polisher": "v1"}) is None


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"drafter": "v99"}, "choose of v1, v2"),
        ({"polisher": "strict_v1"}, "choose of v1, v2"),
        ({"baker": "v1"}, "no prompt"),
    ],
)
def test_a_choice_that_does_not_exist_is_told_with_what_does(chosen: dict[str, str], told: str) -> None:
    assert told in (find_unknown(chosen) or "")
