"""Suggestions: each rule speaks from its threshold on, and says why."""

from dataclasses import replace

import pytest

from storage.tables import now
from ui.client.insights import ModelHealth, Opinion, PromptView
from ui.in_process.suggestions import suggest

WELL = ModelHealth("acme", "quick", 20, 0, 1.0, 2.0, 1000, None, 0)
V1 = PromptView("drafter", "v1", 20, 40, 0, 0, 900.0, None, 1.0, ups=10, downs=10)
V2 = replace(V1, variant="v2", ups=19, downs=1)


def titles(
    *, prompts: tuple[PromptView, ...] = (), models: tuple[ModelHealth, ...] = (), downs: int = 0, ups: int = 0
) -> list[str]:
    said = [Opinion(now(), "down", "", False)] * downs + [Opinion(now(), "up", "", False)] * ups
    return [one.title for one in suggest(prompts, models, said)]


def test_where_all_is_well_nothing_is_suggested() -> None:
    assert titles(prompts=(V1,), models=(WELL,), ups=20) == []


@pytest.mark.parametrize(("failed", "requests", "said"), [(2, 20, True), (1, 20, False), (2, 19, False)])
def test_a_model_fails_often_from_a_tenth_of_twenty_requests_on(failed: int, requests: int, said: bool) -> None:
    found = titles(models=(replace(WELL, failed=failed, requests=requests),))
    assert found == (["acme:quick fails often"] if said else [])


@pytest.mark.parametrize(("seconds", "said"), [(30.0, True), (29.9, False)])
def test_a_model_is_slow_where_it_takes_the_time_out_of_a_request(seconds: float, said: bool) -> None:
    assert titles(models=(replace(WELL, latency_p95=seconds),)) == (["acme:quick is slow"] if said else [])


def test_a_price_that_is_not_known_is_said() -> None:
    assert titles(models=(replace(WELL, unpriced=1),)) == ["What acme:quick costs is not known"]


def test_a_variant_that_people_clearly_prefer_is_suggested() -> None:
    assert titles(prompts=(V1, V2)) == ["People prefer v2 of the prompt for drafter"]


def test_a_variant_that_is_ahead_by_chance_is_not() -> None:
    assert titles(prompts=(V1, replace(V2, ups=13, downs=7))) == []


def test_prompts_of_different_stages_are_not_compared() -> None:
    assert titles(prompts=(V1, replace(V2, stage="polisher"))) == []


def test_a_prompt_whose_answers_need_repair_is_said() -> None:
    assert titles(prompts=(replace(V1, repairs=4),)) == ["The prompt drafter/v1 often gets answers that cannot be used"]


@pytest.mark.parametrize(("downs", "ups", "said"), [(3, 7, True), (2, 8, False), (3, 6, False)])
def test_many_thumbs_down_are_said(downs: int, ups: int, said: bool) -> None:
    assert titles(downs=downs, ups=ups) == (["Many thumbs point down"] if said else [])


def test_the_rule_and_its_figures_stand_beside_it() -> None:
    (one,) = suggest((), (replace(WELL, failed=5),), ())
    assert one.rule == "5 of 20 requests failed (25%). Said from 10% on, of at least 20 requests."
