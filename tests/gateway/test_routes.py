"""The routes, and the candidates that come of them."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from errors import UserError
from gateway.budget import SHARES
from gateway.calls import Plan, Task, Usage
from gateway.pricing import price
from gateway.routes import QUALITY_TIMEOUT, TIMEOUT, Candidate, Routes, candidates, check_overrides, read_routes

VENDORS = ("openai", "google", "anthropic", "openrouter")
PLANS: tuple[Plan, ...] = ("free", "payg", "pro")
STAGES: dict[str, Task] = {
    "job_analyzer": "extraction",
    "profile_extractor": "extraction",
    "web_search": "research",
    "researcher": "research",
    "drafter": "cv_draft",
    "star_editor": "cv_draft",
    "polisher": "cv_draft",
    "validator": "cv_draft",
    "cover_letter": "cover_letter",
}
RUN_STAGES = [stage for share in SHARES if not share.on_top for stage in share.steps if stage != "validator"]
"""Stages that ask models in a full run as it is by default."""


def all_routes() -> Iterator[tuple[str, Plan, Task]]:
    for stage, task in STAGES.items():
        for plan in PLANS:
            yield stage, plan, task


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize(("stage", "plan", "task"), list(all_routes()))
def test_any_one_vendor_serves_every_stage_of_every_plan(vendor: str, stage: str, plan: Plan, task: Task) -> None:
    found = candidates(stage, plan, task, [vendor], {})
    assert found
    assert {one.provider for one in found} == {vendor}


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize(("stage", "plan", "task"), list(all_routes()))
def test_every_shipped_model_has_a_price(vendor: str, stage: str, plan: Plan, task: Task) -> None:
    for one in candidates(stage, plan, task, [vendor], {}):
        assert price(vendor, one.model, Usage(1_000, 1_000)), one


def test_every_default_model_has_a_price() -> None:
    defaults = {name: model for name, model in read_routes().defaults.items() if name != "*"}
    assert set(defaults) == set(VENDORS)
    assert all(price(vendor, model, Usage(1_000, 1_000)) for vendor, model in defaults.items())


def cost_of_run(vendor: str, plan: Plan) -> Decimal:
    """A whole run at list prices: all shares used up, split evenly over their stages, half of it output, which is much."""
    total = Decimal(0)
    for share in SHARES:
        stages = [stage for stage in share.steps if stage in RUN_STAGES]
        for stage in stages:
            half = share.tokens // len(stages) // 2
            first = candidates(stage, plan, STAGES[stage], [vendor], {})[0]
            cost = price(vendor, first.model, Usage(half, half))
            assert cost is not None
            total += cost
    return total


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("plan", PLANS)
def test_a_full_run_costs_no_more_than_a_cent_and_a_half(vendor: str, plan: Plan) -> None:
    assert cost_of_run(vendor, plan) <= Decimal("0.015")


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_free_run_costs_no_more_than_any_other(vendor: str) -> None:
    assert cost_of_run(vendor, "free") <= min(cost_of_run(vendor, plan) for plan in PLANS)


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("stage", ["drafter", "cover_letter"])
def test_a_pro_plan_is_drafted_by_a_quality_model(vendor: str, stage: str) -> None:
    assert candidates(stage, "pro", STAGES[stage], [vendor], {})[0].quality


@pytest.mark.parametrize(("stage", "task"), list(STAGES.items()))
def test_a_free_plan_never_asks_a_quality_model(stage: str, task: Task) -> None:
    assert not any(one.quality for one in candidates(stage, "free", task, VENDORS, {}))


def test_quality_models_have_a_minute_and_the_others_half() -> None:
    assert (Candidate("a", "b", quality=True).timeout, Candidate("a", "b").timeout) == (QUALITY_TIMEOUT, TIMEOUT)


def test_a_web_search_is_grounded_and_nothing_else_is() -> None:
    grounded = {
        stage for stage, task in STAGES.items() for one in candidates(stage, "payg", task, VENDORS, {}) if one.grounded
    }
    assert grounded == {"web_search"}


def test_the_default_providers_models_go_before_the_others_in_the_files_order() -> None:
    plain = candidates("drafter", "payg", "cv_draft", VENDORS, {})
    preferred = candidates("drafter", "payg", "cv_draft", VENDORS, {}, "google")
    google = [one for one in plain if one.provider == "google"]
    assert preferred == google + [one for one in plain if one.provider != "google"]


def test_a_provider_that_no_route_names_is_asked_for_its_default_model() -> None:
    found = candidates("drafter", "payg", "cv_draft", ["openai", "cellar"], {})
    assert found[-1] == Candidate("cellar", "default")


def test_no_provider_no_candidate() -> None:
    assert candidates("drafter", "payg", "cv_draft", [], {}) == []


def test_a_provider_that_cannot_search_does_not_serve_a_web_search() -> None:
    assert candidates("web_search", "payg", "research", ["cellar"], {"default": "cellar:oak-7b"}) == []


def test_a_model_that_the_user_names_for_the_web_search_serves_it() -> None:
    found = candidates("web_search", "payg", "research", ["cellar"], {"web_search": "cellar:oak-7b"})
    assert found == [Candidate("cellar", "oak-7b", grounded=True, chosen=True)]


def test_what_a_server_serves_takes_the_place_of_the_files_models() -> None:
    found = candidates("drafter", "payg", "cv_draft", ["openai"], {}, served={"openai": ["oak-7b", "elm-3b"]})
    assert [one.model for one in found] == ["oak-7b"]


def test_a_server_that_does_not_say_what_it_serves_is_asked_for_its_default() -> None:
    found = candidates("drafter", "payg", "cv_draft", ["openai"], {}, served={"openai": []})
    assert [one.model for one in found] == [read_routes().defaults["openai"]]


def test_the_users_choice_goes_first_and_the_funnel_follows() -> None:
    plain = candidates("drafter", "payg", "cv_draft", ["openai"], {})
    own = candidates("drafter", "payg", "cv_draft", ["openai"], {"drafter": "openai:oak-7b"})
    assert own == [Candidate("openai", "oak-7b", chosen=True), *plain]


def test_a_choice_that_the_funnel_holds_too_is_not_asked_twice() -> None:
    model = candidates("drafter", "payg", "cv_draft", ["openai"], {})[-1].model
    own = candidates("drafter", "payg", "cv_draft", ["openai"], {"drafter": f"openai:{model}"})
    assert [one.model for one in own].count(model) == 1


def test_a_choice_for_all_stages_yields_to_one_for_the_stage() -> None:
    overrides = {"default": "openai:oak-7b", "drafter": "openai:elm-3b"}
    assert candidates("drafter", "payg", "cv_draft", ["openai"], overrides)[0].model == "elm-3b"
    assert candidates("polisher", "payg", "cv_draft", ["openai"], overrides)[0].model == "oak-7b"


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("cellar:oak:7b", "oak:7b"),
        ("cellar:forest/oak-7b:free", "forest/oak-7b:free"),
        (" cellar : oak ", "oak"),
        ("oak", "oak"),
    ],
)
def test_a_models_name_may_hold_colons_and_needs_no_provider_where_there_is_one(text: str, model: str) -> None:
    assert candidates("drafter", "payg", "cv_draft", ["cellar"], {"drafter": text})[0].model == model


def test_a_name_without_provider_is_a_model_of_the_default_provider() -> None:
    found = candidates("drafter", "payg", "cv_draft", ["openai", "cellar"], {"drafter": "oak"}, "cellar")
    assert str(found[0]) == "cellar:oak"


def test_a_quality_model_stays_one_where_the_user_names_it() -> None:
    (first, *_) = candidates("polisher", "free", "cv_draft", ["openai"], {"polisher": "openai:gpt-4.1"})
    assert first.timeout == QUALITY_TIMEOUT


@pytest.mark.parametrize("text", ["cave:oak", "oak:7b", "cellar:", ":oak", "oak"])
def test_a_choice_of_no_configured_provider_is_refused_by_the_variables_name(text: str) -> None:
    with pytest.raises(UserError, match="RESUME_TAILOR_MODEL_DRAFTER") as refused:
        check_overrides({"drafter": text}, ["cellar", "openai"])
    assert "cellar, openai" in str(refused.value)


def test_an_empty_choice_is_none() -> None:
    check_overrides({"drafter": " "}, ["openai"])
    assert not candidates("drafter", "payg", "cv_draft", ["openai"], {"drafter": ""})[0].chosen


def test_a_stage_without_a_route_is_served_by_its_task() -> None:
    found = candidates("chronicler", "pro", "cv_draft", VENDORS, {})
    assert found == candidates("drafter", "pro", "cv_draft", VENDORS, {})


SOUND = """
[defaults]
"*" = "default"
[quality]
models = []
[tiers]
one = ["cellar:oak"]
[routes."*"]
extraction = { free = "one", payg = "one", pro = "one" }
"""


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('"cellar:oak"', '"oak"'),
        ('"cellar:oak"', '"cellar:"'),
        ('pro = "one"', 'pro = "two"'),
        (', pro = "one"', ""),
        ('"*" = "default"', 'cellar = "oak"'),
        ("extraction", "excavation"),
        ("models = []", 'models = ["oak"]'),
    ],
)
def test_a_file_that_does_not_hang_together_is_refused(tmp_path: Path, was: str, becomes: str) -> None:
    path = tmp_path / "routes.toml"
    path.write_text(SOUND, "utf-8")
    assert isinstance(read_routes(path), Routes)
    broken = tmp_path / "broken.toml"
    broken.write_text(SOUND.replace(was, becomes), "utf-8")
    with pytest.raises(ValidationError):
        read_routes(broken)


def test_a_server_of_a_provider_whose_models_all_can_search_serves_the_grounded_route_with_what_it_lists() -> None:
    found = candidates("web_search", "payg", "research", ["openrouter"], {}, served={"openrouter": ["own/model"]})
    assert found == [Candidate("openrouter", "own/model", grounded=True)]


def test_a_server_of_ones_own_serves_no_grounded_route() -> None:
    assert candidates("web_search", "payg", "research", ["openai"], {}, served={"openai": ["own-model"]}) == []
