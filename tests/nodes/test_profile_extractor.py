from pathlib import Path

import pytest

from errors import GatewayUnavailable
from nodes.private import contact_details
from nodes.profile_extractor import profile_extractor
from nodes.state import ProfileExtractorInput, Update
from resume.facts import number_facts
from resume.schema import Basics, Reference, Resume, Work
from tests.people import nurse
from tests.scripted_models import Reply, ScriptedModels, live_with, runtime

UNKNOWN_TRADE = Resume(
    basics=Basics(name="Odalys Fernwhistle", email="odalys@fern.example"),
    work=[
        Work(
            position="Grobbler",
            name="Fernwhistle & Daughters",
            highlights=[
                "Grobbled 40 vats of murk each week",
                "Kept the snarl frames true",
                "Trued warps by hand for Odalys Fernwhistle's own looms",
                "Set up nettle retting",
            ],
        )
    ],
)


def given(resume: Resume) -> ProfileExtractorInput:
    return {
        "run_id": "r",
        "input_tokens": 900,
        "contacts": contact_details(resume),
        "source": resume,
        "facts": number_facts(resume),
    }


async def extract(models: ScriptedModels | None, folder: Path, resume: Resume = UNKNOWN_TRADE) -> Update:
    return await profile_extractor(given(resume), runtime(), live=live_with(models, folder))


async def test_where_the_rules_are_sure_nobody_is_asked(tmp_path: Path) -> None:
    models = ScriptedModels()
    update = await extract(models, tmp_path, nurse())
    assert models.calls == []
    assert (update["stages"]["profile_extractor"].by, update["stages"]["profile_extractor"].asked) == ("rules", False)


async def test_skills_of_a_trade_that_the_lexicon_does_not_know_are_added(tmp_path: Path) -> None:
    models = ScriptedModels({"skills": [{"s": "nettle retting", "f": ["w1.4"]}, {"s": "snarl frames", "f": ["w1.2"]}]})
    update = await extract(models, tmp_path)
    added = {skill.skill: skill.facts for skill in update["profile"].skills}
    assert added["nettle retting"] == ["w1.4"]
    assert added["snarl frames"] == ["w1.2"]
    assert update["stages"]["profile_extractor"].by == "model"


GARBAGE: list[Reply] = [
    {},
    {"skills": [{"s": "string", "f": ["string"]}]},
    {"skills": [{"s": "Kubernetes", "f": ["w1.1", "w1.2"]}]},
    {"skills": [{"s": "nettle retting", "f": ["w1.1", "w99"]}]},
    {"skills": [{"s": "", "f": []}] * 10_000},
    {"skills": [{"s": "the", "f": ["w1.2"]}, {"s": "Kept the snarl frames true", "f": ["w1.2"]}]},
    {"skills": [{"s": "[XNAME1]", "f": ["w1.3"]}, {"s": "XNAME1", "f": ["w1.3"]}, {"s": "Odalys", "f": ["w1.3"]}]},
]


@pytest.mark.parametrize("garbage", GARBAGE, ids=range(len(GARBAGE)))
async def test_what_the_lines_do_not_hold_is_no_skill(tmp_path: Path, garbage: Reply) -> None:
    by_rules = await extract(None, tmp_path)
    update = await extract(ScriptedModels(garbage), tmp_path)
    assert update["profile"] == by_rules["profile"]
    record = update["stages"]["profile_extractor"]
    assert record.by == "rules" or record.unused


async def test_a_failure_leaves_the_rules_profile(tmp_path: Path) -> None:
    by_rules = await extract(None, tmp_path)
    update = await extract(ScriptedModels(GatewayUnavailable("profile_extractor", "timed out")), tmp_path)
    assert update["profile"] == by_rules["profile"]
    assert update["stages"]["profile_extractor"].reason == "timed out"


async def test_no_contact_detail_is_sent(tmp_path: Path) -> None:
    models = ScriptedModels({})
    await extract(models, tmp_path)
    assert "snarl frames" in models.sent
    assert "Odalys" not in models.sent


async def test_what_a_referee_says_is_not_sent(tmp_path: Path) -> None:
    quoted = UNKNOWN_TRADE.model_copy(
        update={"references": [Reference(name="Tamsin Vane", reference="Grobbles like nobody in Zorbury.")]}
    )
    models = ScriptedModels({"skills": []})
    await extract(models, tmp_path, quoted)
    assert "Zorbury" not in models.sent
    assert "Tamsin" not in models.sent
