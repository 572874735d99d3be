"""The drafter's model way: what it sends, what it takes, and what goes by the rules."""

from pathlib import Path

import pytest

from errors import GatewayUnavailable
from nodes.asking import NOTHING_USABLE
from nodes.drafter import drafter
from nodes.state import Update
from resume.edits import Edit
from resume.schema import Reference, Volunteer
from tests.nodes.drafting import baker, packet_state
from tests.scripted_models import Reply, ScriptedModels, live_with, runtime
from tokens import estimate_tokens

GOOD = "Baked 400 sourdough loaves a night with 2 colleagues"


async def draft(reply: Reply | None, folder: Path, *, mode: str = "model", language: str | None = "en") -> Update:
    models = ScriptedModels(reply) if reply is not None else None
    return await drafter(packet_state(language=language), runtime(mode=mode), live=live_with(models, folder))


async def draft_with(models: ScriptedModels, folder: Path) -> Update:
    return await drafter(packet_state(), runtime(), live=live_with(models, folder))


def by_fact(update: Update) -> dict[str, Edit]:
    return {edit.facts[0]: edit for edit in update["draft"].edits}


def edits(*pairs: tuple[str, str]) -> dict[str, object]:
    return {"edits": [{"fact": fact, "text": text, "why": "opening"} for fact, text in pairs]}


async def test_a_good_edit_stands_in_the_rules_place_and_says_who_wrote_it(tmp_path: Path) -> None:
    update = await draft(edits(("w1.1", GOOD)), tmp_path)
    edit = by_fact(update)["w1.1"]
    assert (edit.text, edit.by, edit.stage) == (GOOD, "model", "drafter")
    assert "to open with what you did" in edit.reason
    assert update["stages"]["drafter"].parts["w1"].by == "model"


async def test_what_the_model_leaves_alone_keeps_the_rules_wording(tmp_path: Path) -> None:
    rules = by_fact(await draft(None, tmp_path, mode="offline"))
    update = by_fact(await draft(edits(("w1.2", "Nothing")), tmp_path))
    assert rules
    assert update == rules


async def test_an_answer_with_nothing_to_change_is_the_models_own_judgement(tmp_path: Path) -> None:
    update = await draft(edits(), tmp_path)
    assert update["stages"]["drafter"].by == "model"


@pytest.mark.parametrize(
    "refused",
    [
        edits(("w9.1", GOOD)),
        edits(("w2.1", "Ran the counter of the morning")),
        edits(("w1", "Chief Baker")),
        edits(("w1.1", "")),
        edits(("w1.1", "Baked.")),
        edits(("w1.1", f"<b>{GOOD}</b>")),
        edits(("w1.1", GOOD + " and more" * 50)),
        edits(("w1.1", f"{GOOD} for [XNAME7]")),
    ],
    ids=["unknown", "of another packet", "a header", "empty", "gutted", "markup", "endless", "a made up placeholder"],
)
async def test_an_answer_of_which_nothing_can_be_used_leaves_the_rules_draft_and_is_unused(
    refused: dict[str, object], tmp_path: Path
) -> None:
    update = await draft(refused, tmp_path)
    assert by_fact(update) == by_fact(await draft(None, tmp_path, mode="offline"))
    assert update["stages"]["drafter"].unused
    assert NOTHING_USABLE in (update["stages"]["drafter"].reason or "")


async def test_of_several_edits_of_one_line_the_first_counts(tmp_path: Path) -> None:
    update = await draft(
        edits(("w1.1", GOOD), ("w1.1", "Baked 400 loaves of sourdough a night for 2 colleagues")), tmp_path
    )
    assert by_fact(update)["w1.1"].text == GOOD


async def test_an_id_in_brackets_or_capitals_is_known(tmp_path: Path) -> None:
    assert by_fact(await draft(edits(("[W1.1]:", GOOD)), tmp_path))["w1.1"].by == "model"


async def test_a_reason_of_its_own_words_becomes_the_plainest(tmp_path: Path) -> None:
    answer: Reply = {"edits": [{"fact": "w1.1", "text": GOOD, "why": "Because I am the greatest"}]}
    assert "to read more clearly" in by_fact(await draft(answer, tmp_path))["w1.1"].reason


async def test_where_no_model_answers_the_rules_draft(tmp_path: Path) -> None:
    update = await draft(GatewayUnavailable("drafter", "all timed out"), tmp_path)
    assert by_fact(update) == by_fact(await draft(None, tmp_path, mode="offline"))
    assert "all timed out" in (update["stages"]["drafter"].reason or "")


async def test_offline_nothing_is_recorded_beyond_the_stage_itself(tmp_path: Path) -> None:
    assert "stages" not in await draft(None, tmp_path, mode="offline")


async def test_a_language_without_rules_passes_through_unasked(tmp_path: Path) -> None:
    models = ScriptedModels()
    update = await drafter(packet_state(language="de"), runtime(), live=live_with(models, tmp_path))
    assert (update["draft"].edits, models.calls) == ([], [])


async def test_the_prompt_holds_the_packet_and_what_concerns_it_alone(tmp_path: Path) -> None:
    models = ScriptedModels(edits())
    await draft_with(models, tmp_path)
    assert "w1.1: Was responsible for baking 400" in models.sent
    assert "place w1: Head Baker (now)" in models.sent
    assert "sourdough; shift planning" in models.sent
    assert "Give most room" in models.sent
    assert "Matters most: w1.2." in models.sent
    assert "lamination" not in models.sent.casefold()
    assert "Rye & Sons" not in models.sent


async def test_contact_details_leave_as_placeholders_and_come_back(tmp_path: Path) -> None:
    models = ScriptedModels(
        edits(("w1.2", "Planned the shifts anew, cutting waste from 9% to 4% within a year, as [XNAME1]'s own scheme"))
    )
    update = await draft_with(models, tmp_path)
    assert "Wilma" not in models.sent
    assert "Wilma Oduya's own scheme" in by_fact(update)["w1.2"].text


async def test_the_call_is_small_and_names_its_packet(tmp_path: Path) -> None:
    models = ScriptedModels(edits())
    await draft_with(models, tmp_path)
    call = models.calls[0]
    assert (call.part, call.task, call.prompt, call.purpose) == ("w1", "cv_draft", "drafter/v1", "work")
    assert call.max_output_tokens <= 250
    assert estimate_tokens(models.sent) <= 300
    assert call.priority > 0


async def test_a_shortened_prompt_drops_lines_and_cuts_none(tmp_path: Path) -> None:
    models = ScriptedModels(edits())
    await draft_with(models, tmp_path)
    assert models.calls[0].shorten is not None
    user = models.calls[0].shorten(160)[1].text
    rows = [row for row in user.split("\n") if row.startswith("w1.")]
    assert len(rows) < 3
    assert all(row in models.sent for row in rows)


async def test_of_the_references_nothing_is_sent_or_reworded(tmp_path: Path) -> None:
    source = baker().model_copy(
        update={
            "volunteer": [Volunteer(position="Miller", organization="Zorbury Mill", highlights=["Ground rye"])],
            "references": [Reference(name="Tamsin Vane", reference="Was responsible for my ovens. Call her.")],
        }
    )
    models = ScriptedModels(edits())
    state = packet_state("volunteer+references", source=source)
    update = await drafter(state, runtime(), live=live_with(models, tmp_path))
    assert "place v1: Miller" in models.sent
    assert "Tamsin" not in models.sent
    assert "ovens" not in models.sent
    assert update["draft"].edits == []


async def test_an_opening_that_the_model_leaves_weak_is_turned_as_the_rules_would(tmp_path: Path) -> None:
    weak = "Responsible for baking 400 sourdough loaves each night with 2 colleagues"
    edit = by_fact(await draft(edits(("w1.1", weak)), tmp_path))["w1.1"]
    assert (edit.text, edit.by) == (weak.replace("Responsible for baking", "Bake"), "model")
