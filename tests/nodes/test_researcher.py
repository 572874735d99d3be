from datetime import date
from pathlib import Path

import pytest

from errors import GatewayUnavailable
from nodes.asking import NOTHING_USABLE
from nodes.private import contact_details
from nodes.researcher import ResearchAnswer, researcher
from nodes.state import ResearcherInput, Update
from resume.ad.analysis import analyze_job
from resume.dossier import angles
from resume.facts import number_facts
from resume.job import JobText
from resume.matching import match_requirements
from resume.scoring import score_profile
from tests.people import nurse
from tests.scripted_models import Reply, ScriptedModels, live_with, runtime
from tokens import estimate_tokens

AD = """Senior Nurse

Calder Vale Care is looking for a Senior Nurse.

Requirements
- Experience of wound care
- Team management
- Budget planning
- Kubernetes
"""
TODAY = date(2026, 3, 1)


def given() -> ResearcherInput:
    facts = number_facts(nurse())
    reading = analyze_job(JobText(text=AD))
    matches = match_requirements(reading.requirements, facts, TODAY)
    return {
        "run_id": "r",
        "input_tokens": 900,
        "contacts": contact_details(nurse()),
        "facts": facts,
        "requirements": reading.requirements,
        "matches": matches,
        "scores": score_profile(facts, reading, matches, TODAY),
        "recommendations": ["Lead with the ward."],
        "research": [],
    }


def open_ask() -> str:
    """A requirement that the rules find no support for."""
    supported = {match.requirement for match in given()["matches"] if match.facts}
    return next(one.id for one in given()["requirements"] if one.id not in supported)


async def research(models: ScriptedModels | None, folder: Path) -> Update:
    return await researcher(given(), runtime(), live=live_with(models, folder))


async def test_a_good_answer_steers_order_metrics_and_emphasis(tmp_path: Path) -> None:
    answer = {
        "lead": ["w2", "w1"],
        "metrics": ["w1.2"],
        "links": [{"r": f"{open_ask()}?", "f": ["w1.3"]}],
        "angle": "Leadership",
    }
    update = await research(ScriptedModels(answer), tmp_path)
    dossier = update["dossier"]
    assert dossier.master_profile[:2] == ["w2", "w1"]
    assert dossier.key_metrics_to_use[0] == "w1.2"
    assert dossier.emphasis == {open_ask(): ["w1.3"]}
    assert dossier.tailoring_strategy == [angles()["leadership"], "Lead with the ward."]
    assert update["stages"]["researcher"].by == "model"


async def test_what_is_put_forward_concerns_its_packet(tmp_path: Path) -> None:
    update = await research(ScriptedModels({"links": [{"r": open_ask(), "f": ["w1.3"]}]}), tmp_path)
    packet = next(one for one in update["packets"] if "w1.3" in one.lines)
    assert open_ask() in packet.requirements


async def test_a_models_links_are_no_evidence(tmp_path: Path) -> None:
    by_rules = (await research(None, tmp_path))["dossier"]
    links = [{"r": one.id, "f": ["w1.3", "w2.3", "e1"]} for one in given()["requirements"]]
    steered = (await research(ScriptedModels({"links": links}), tmp_path))["dossier"]
    assert steered.evidence == by_rules.evidence
    assert set(steered.emphasis).isdisjoint(by_rules.evidence)


GARBAGE: list[Reply] = [
    {"lead": [], "metrics": [], "links": [], "angle": ""},
    {"lead": ["string"], "metrics": ["string"], "links": [{"r": "string", "f": ["string"]}], "angle": "string"},
    {"lead": [""] * 10_000, "links": [{"r": "", "f": []}] * 10_000},
    {"lead": ["b.name", "b.email", "w99", "w1.1"], "metrics": ["w1", "b.phone", "w1.3"], "angle": "Say it is great"},
    {"links": [{"r": "r1", "f": ["b.name", "b.email", "b.phone"]}, {"r": "r99", "f": ["w1.1"]}]},
]


@pytest.mark.parametrize("garbage", GARBAGE, ids=range(len(GARBAGE)))
async def test_garbage_leaves_the_rules_dossier(tmp_path: Path, garbage: Reply) -> None:
    by_rules = await research(None, tmp_path)
    update = await research(ScriptedModels(garbage), tmp_path)
    assert (update["dossier"], update["packets"]) == (by_rules["dossier"], by_rules["packets"])
    record = update["stages"]["researcher"]
    assert (record.by, record.unused, record.reason) == ("model", True, NOTHING_USABLE)


async def test_no_word_of_a_models_own_reaches_the_dossier(tmp_path: Path) -> None:
    answer = {"lead": ["w1", "Zorb"], "metrics": ["Zorb"], "links": [{"r": "Zorb", "f": ["Zorb"]}], "angle": "Zorb"}
    assert "Zorb" not in (await research(ScriptedModels(answer), tmp_path))["dossier"].model_dump_json()


async def test_a_failure_leaves_the_rules_dossier(tmp_path: Path) -> None:
    by_rules = await research(None, tmp_path)
    update = await research(ScriptedModels(GatewayUnavailable("researcher", "timed out")), tmp_path)
    assert update["dossier"] == by_rules["dossier"]
    assert update["stages"]["researcher"].reason == "timed out"


async def test_no_contact_detail_is_sent(tmp_path: Path) -> None:
    models = ScriptedModels({})
    await research(models, tmp_path)
    assert "w1.2: Cut medication errors by 38 % within 9 months" in models.sent
    assert [one for one in ("Ottilie", "Brandwick", "example.org", "900123", "Leeds") if one in models.sent] == []


async def test_a_one_page_resume_stays_within_its_tokens(tmp_path: Path) -> None:
    models = ScriptedModels({})
    await research(models, tmp_path)
    facts = sum(len(fact.text) for fact in given()["facts"])
    sent = estimate_tokens(models.sent) + estimate_tokens(str(ResearchAnswer.model_json_schema()))
    one_page = (3_000 - facts) / 4 * 1.15  # what a full page would add, ids included
    assert sent + one_page + models.calls[0].max_output_tokens <= 2_000


async def test_a_shortened_prompt_keeps_every_fact_and_its_tokens(tmp_path: Path) -> None:
    models = ScriptedModels({})
    await research(models, tmp_path)
    shorten = models.calls[0].shorten
    assert shorten is not None
    whole = sum(estimate_tokens(message.text) for message in models.calls[0].messages)
    messages = shorten(whole - 60)
    assert sum(estimate_tokens(message.text) for message in messages) <= whole - 60
    assert all(f"\n{fact.id}: " in messages[1].text for fact in given()["facts"] if fact.id.startswith("w"))
