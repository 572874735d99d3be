"""However small a context or a budget is, what a stage sends keeps its point, or is sent whole or not at all."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from pydantic import BaseModel

from errors import GatewayUnavailable
from gateway.calls import Call, Message
from nodes.drafter import drafter
from nodes.job_analyzer import job_analyzer
from nodes.polisher import polisher
from nodes.researcher import researcher
from nodes.star_editor import star_editor
from nodes.state import Update
from resume.job import JobText
from tests.nodes.drafting import AD, baker, packet_state, polisher_input
from tests.nodes.test_researcher import given as researcher_input
from tests.scripted_models import ScriptedModels, live_with, runtime
from tokens import estimate_tokens

Ask = Callable[[ScriptedModels, Path], Awaitable[Update]]


async def _drafter(models: ScriptedModels, folder: Path) -> Update:
    return await drafter(packet_state(), runtime(), live=live_with(models, folder))


async def _star_editor(models: ScriptedModels, folder: Path) -> Update:
    source = baker()
    more = [*source.work[0].highlights, "Raised the night's output from 300 to 400 loaves by adding a second oven"]
    source = source.model_copy(update={"work": [source.work[0].model_copy(update={"highlights": more})]})
    return await star_editor(packet_state(source=source), runtime(), live=live_with(models, folder))


async def _polisher(models: ScriptedModels, folder: Path) -> Update:
    return await polisher(polisher_input(head=False), runtime(), live=live_with(models, folder))


async def _researcher(models: ScriptedModels, folder: Path) -> Update:
    return await researcher(researcher_input(), runtime(), live=live_with(models, folder))


async def _job_analyzer(models: ScriptedModels, folder: Path) -> Update:
    state = polisher_input()
    return await job_analyzer(
        {"run_id": "r", "input_tokens": 900, "contacts": state["contacts"], "job_text": JobText(text=AD)},
        runtime(),
        live=live_with(models, folder),
    )


STAGES: dict[str, tuple[Ask, list[str]]] = {
    "drafter": (_drafter, [r"<lines>\n(?:place .*\n)?w1\.\d: Was responsible"]),
    "star_editor": (_star_editor, [r"<lines>\nw1\.\d: \w+"]),
    "polisher": (_polisher, [r"<lines>\nw\d\.\d: \w+", r"<ad>\nNight baker"]),
    "researcher": (_researcher, [r"<facts>\n\w[\w.]*: \w+", r"<asks>\nr\d\?*: \w+"]),
    "job_analyzer": (_job_analyzer, [r"<ad>\n1: \w+"]),
}
"""How each stage is asked, and what its prompt has no point without."""


def size(messages: tuple[Message, ...]) -> int:
    return sum(estimate_tokens(message.text) for message in messages)


async def call_of(stage: str, folder: Path) -> Call[BaseModel]:
    models = ScriptedModels(GatewayUnavailable(stage, "nobody is there"))
    await STAGES[stage][0](models, folder)
    return models.calls[0]


@pytest.mark.parametrize("stage", STAGES)
async def test_a_shortened_prompt_fits_and_keeps_its_point_or_is_the_whole_one(stage: str, tmp_path: Path) -> None:
    call = await call_of(stage, tmp_path)
    assert call.shorten is not None
    shortened = {tokens: call.shorten(tokens) for tokens in range(-10, size(call.messages), 5)}
    for tokens, messages in shortened.items():
        assert messages == call.messages or size(messages) <= tokens + len(STAGES[stage][1])
        for need in STAGES[stage][1]:
            assert re.search(need, messages[1].text), messages[1].text
    assert shortened[0] == call.messages
    assert any(messages != call.messages for messages in shortened.values())
