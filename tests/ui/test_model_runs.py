"""Runs with a model from the command line: who is asked for what, and with which key, as a model server sees it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from evals.loopback import Asked, read_requests, running_server
from tests.command_process import environment_of, start_command
from tests.people import NURSE_AD, NURSE_RESUME

KEY = "sk-invented-5d1e70aa93bc4412"
DEAD = "sk-or-invented-dead-77e1c0b2"
LIVE = "sk-or-invented-live-08d4f9a6"

STAGES = {
    "job_analyzer": "Extract what a job ad says",
    "profile_extractor": "List the skills",
    "researcher": "Plan how a resume is tailored",
    "drafter": "Reword resume lines",
    "star_editor": "STAR order",
    "polisher": "Polish a resume's lines",
}
"""Words of each stage's prompt."""


@dataclass(frozen=True)
class Ran:
    """A run that was delivered."""

    report: dict[str, Any]
    asked: list[Asked]
    said: str
    """All that it printed and wrote, the PDFs apart."""

    def stages_by(self, who: str) -> set[str]:
        return {record["stage"] for record in self.report["stages"] if record["by"] == who}

    def models_of(self, stage: str) -> set[str]:
        return {one.model for one in self.asked if STAGES[stage] in one.prompt}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running_server(dead_keys=[DEAD], answers="evals.author:well") as served:
        yield served


def run(folder: Path, address: str, *options: str, **environment: str) -> Ran:
    before = len(read_requests(address))
    (folder / "cv.md").write_text(NURSE_RESUME)
    (folder / "ad.md").write_text(NURSE_AD)
    arguments = ["tailor", "cv.md", "ad.md", "--mode", "model", "--out", "out", "--json", *options]
    command = start_command(arguments, environment_of(folder / "home", **environment), folder, "run")
    assert command.finish() == 0, command.said
    printed = (folder / "run.out").read_text()
    written = "".join(
        path.read_text() for path in (folder / "out").iterdir() if path.suffix in (".json", ".html", ".md")
    )
    return Ran(json.loads(printed), read_requests(address)[before:], printed + command.said + written)


def openai_at(address: str) -> dict[str, str]:
    return {"OPENAI_BASE_URL": f"{address}/v1", "OPENAI_API_KEY": KEY}


def test_only_the_stages_named_ask_a_model(address: str, tmp_path: Path) -> None:
    ran = run(tmp_path, address, "--only", "researcher,polisher", **openai_at(address))
    assert {stage for stage in STAGES if ran.models_of(stage)} == {"researcher", "polisher"}
    assert ran.stages_by("model") == {"researcher", "polisher"}
    assert (ran.report["mode"], ran.report["degradation"]["level"]) == ("model", "none")


def test_each_stage_asks_the_model_that_its_setting_names(address: str, tmp_path: Path) -> None:
    ran = run(
        tmp_path,
        address,
        RESUME_TAILOR_MODEL_DRAFTER="openai:broad-quill",
        RESUME_TAILOR_MODEL_DEFAULT="openai:small-pencil",
        **openai_at(address),
    )
    asked = {stage: ran.models_of(stage) for stage in STAGES if ran.models_of(stage)}
    assert asked.pop("drafter") == {"broad-quill"}
    assert asked.keys() >= {"job_analyzer", "researcher", "polisher"}
    assert set.union(*asked.values()) == {"small-pencil"}
    told = {record["stage"]: record["model"] for record in ran.report["stages"]}
    assert (told["drafter"], told["polisher"]) == ("openai:broad-quill", "openai:small-pencil")
    assert ran.report["degradation"]["level"] == "none"


def test_of_two_keys_the_dead_one_is_given_up_at_once_and_the_other_does_all(address: str, tmp_path: Path) -> None:
    ran = run(
        tmp_path,
        address,
        OPENROUTER_BASE_URL=f"{address}/v1",
        OPENROUTER_API_KEY_1=DEAD,
        OPENROUTER_API_KEY_2=LIVE,
    )
    dead = [one for one in ran.asked if one.key == DEAD]
    live = [one.prompt for one in ran.asked if one.key == LIVE]
    assert 0 < len(dead) == len({one.prompt for one in dead}) <= 2, "asked again with a key that was refused"
    assert {one.prompt for one in dead} <= set(live)
    assert len(live) == len(set(live))
    assert ran.stages_by("model") >= {"job_analyzer", "researcher", "drafter", "polisher"}
    assert ran.report["degradation"]["level"] == "minor"
    assert any("key" in reason for reason in ran.report["degradation"]["reasons"])
    assert ran.report["metrics"]["calls"] == len(ran.asked)
    assert [key for key in (DEAD, LIVE) if key in ran.said] == []
