"""The STAR editor's model way: order by the model, notes by ourselves."""

import re
from pathlib import Path

import pytest

from errors import GatewayUnavailable
from nodes.star_editor import MOST_BULLETS, REASON, star_editor
from nodes.state import Update
from resume.edits import Edit
from resume.schema import Resume, Work
from tests.nodes.drafting import packet_state
from tests.scripted_models import Reply, ScriptedModels, live_with, runtime

ORDERED = "Planned the shifts anew and so cut waste from 9% to 4% within a year, as [XNAME1]'s own scheme"
LIE = Edit(facts=["w1.3"], text="Helped Zorblax move to the OvenMate system", reason="", stage="drafter", by="model")


async def edit(reply: Reply, folder: Path, *, draft: list[Edit] | None = None) -> Update:
    state = packet_state(draft=draft or [])
    return await star_editor(state, runtime(), live=live_with(ScriptedModels(reply), folder))


async def by_rules(folder: Path) -> Update:
    return await star_editor(packet_state(), runtime(mode="offline"), live=live_with(None, folder))


async def test_a_line_is_put_into_order(tmp_path: Path) -> None:
    answer: Reply = {"edits": [{"fact": "w1.2", "text": ORDERED}], "no_result": []}
    update = await edit(answer, tmp_path)
    made = update["drafts"]["w1"].edits
    assert [(one.facts, one.by, one.stage, one.reason) for one in made] == [(["w1.2"], "model", "star_editor", REASON)]
    assert made[0].text.startswith("Planned the shifts anew")


async def test_a_missing_result_is_noted_in_our_words_and_never_in_the_models(tmp_path: Path) -> None:
    answer: Reply = {"edits": [], "no_result": ["w1.1", "Zorblax", "w9.9"]}
    notes = " ".join((await edit(answer, tmp_path, draft=[LIE]))["drafts"]["w1"].notes)
    assert "Zorblax" not in notes
    assert "Helped with the move to the OvenMate system" in notes


async def test_a_line_that_tells_a_change_is_not_noted_whatever_the_model_says(tmp_path: Path) -> None:
    answer: Reply = {"edits": [], "no_result": ["w1.2"]}
    assert "Cut waste" not in " ".join((await edit(answer, tmp_path))["drafts"]["w1"].notes)


@pytest.mark.parametrize(
    "reply",
    [
        GatewayUnavailable("star_editor", "timed out"),
        {"edits": [{"fact": "w1.2", "text": "Cut waste."}], "no_result": []},
        {"edits": [{"fact": "w2.1", "text": ORDERED}], "no_result": ["none"]},
    ],
    ids=["unavailable", "gutted", "of another packet"],
)
async def test_otherwise_the_draft_and_the_rules_notes_stand(reply: Reply, tmp_path: Path) -> None:
    update = await edit(reply, tmp_path)
    assert update["drafts"] == (await by_rules(tmp_path))["drafts"]
    record = update["stages"]["star_editor"]
    assert record.by == "rules" or record.unused


async def test_only_bullets_that_tell_a_change_are_sent(tmp_path: Path) -> None:
    models = ScriptedModels({"edits": [], "no_result": []})
    await star_editor(packet_state(), runtime(), live=live_with(models, tmp_path))
    assert "w1.2: Cut waste" in models.sent
    assert "OvenMate" not in models.sent


async def test_a_packet_without_such_a_bullet_asks_nothing(tmp_path: Path) -> None:
    models = ScriptedModels()
    update = await star_editor(packet_state("w2"), runtime(), live=live_with(models, tmp_path))
    assert models.calls == []
    assert update["stages"]["star_editor"].parts["w2"].reason is None


def many_results(number: int) -> Resume:
    lines = [f"Kept the oven log of shop {one} so that {one + 3}% less bread was burnt" for one in range(number - 1)]
    return Resume(work=[Work(position="Baker", highlights=[*lines, "Cut waste by 9% by weighing every sack of flour"])])


async def test_of_many_bullets_those_go_first_that_begin_with_their_result(tmp_path: Path) -> None:
    models = ScriptedModels({"edits": [], "no_result": []})
    await star_editor(packet_state("w1", source=many_results(12)), runtime(), live=live_with(models, tmp_path))
    rows = re.findall(r"^(w1\.\d+): ", models.calls[0].messages[1].text, re.MULTILINE)
    assert (len(rows), rows[-1]) == (MOST_BULLETS, "w1.12")


async def test_a_packet_of_several_roles_gets_a_note_for_each(tmp_path: Path) -> None:
    source = Resume(work=[Work(position=f"Baker {one}", highlights=["Baked bread"]) for one in (1, 2)])
    state = packet_state("w1+w2", source=source)
    state["packet"] = state["packet"].model_copy(update={"requirements": ["r1"]})
    notes = (await star_editor(state, runtime(mode="offline"), live=live_with(None, tmp_path)))["drafts"]["w1+w2"].notes
    assert [("Baker 1" in note, "Baker 2" in note) for note in notes] == [(True, False), (False, True)]
