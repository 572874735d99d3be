"""The map of the pipeline: its drawing, its bounds, and the way back to the polisher."""

import copy
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from langchain_core.runnables import RunnableConfig
from langgraph.runtime import Runtime

import graph.pipeline
import graph.section_writer
from documents.readers import Limits
from evals.run_pair import NothingPrints
from graph.pipeline import RECURSION_LIMIT, build_graph
from nodes.live import LiveParts
from nodes.polisher import polisher
from nodes.stage import StageFunction, StageNode, staged
from nodes.state import (
    JobAnalyzerInput,
    PacketState,
    PolisherInput,
    ProfileCompilerInput,
    ProfileExtractorInput,
    ResearcherInput,
    RunSettings,
    TailoringInput,
    TailoringState,
    Update,
    ValidatorInput,
    WebSearchInput,
)
from resume.edits import Edit
from resume.report import StageRecord
from storage.documents import DocumentStore
from tests.conftest import GoldenCheck
from tests.people import NURSE_AD, NURSE_RESUME

ROOT = Path(__file__).parents[2]


@pytest.fixture
def live(tmp_path: Path) -> LiveParts:
    return LiveParts(
        documents=DocumentStore(tmp_path / "documents"),
        printer=NothingPrints(),
        folder_of=lambda run_id: tmp_path / run_id,
        resume_limits=Limits(max_bytes=1_000_000, max_pages=20, max_chars=60_000),
        job_limits=Limits(max_bytes=1_000_000, max_pages=20, max_chars=30_000),
        today=lambda: date(2026, 3, 1),
    )


def drawing(live: LiveParts) -> str:
    return build_graph(live).compile().get_graph(xray=True).draw_mermaid()


def test_the_drawing_of_the_graph_is_the_one_in_the_docs(live: LiveParts, check_golden: GoldenCheck) -> None:
    check_golden(drawing(live), ROOT / "docs" / "graph.mmd")


def test_the_readme_shows_that_drawing(live: LiveParts) -> None:
    assert drawing(live).strip() in (ROOT / "README.md").read_text()


async def run_before_export(live: LiveParts) -> tuple[TailoringState, list[str]]:
    compiled = build_graph(live).compile(interrupt_before=["exporter"])
    began: list[str] = []
    config: RunnableConfig = {"recursion_limit": RECURSION_LIMIT}
    stream = compiled.astream(
        {"resume": NURSE_RESUME, "job": NURSE_AD},
        config,
        context=RunSettings(),
        stream_mode=["custom", "values"],
        version="v2",
    )
    state: TailoringState | None = None
    async for part in stream:
        if part["type"] == "custom" and part["data"]["event"] == "begin":
            began.append(part["data"]["stage"])
        elif part["type"] == "values":
            state = cast(TailoringState, part["data"])
    assert state is not None
    return state, began


async def test_offline_every_stage_runs_once_and_nothing_is_sent_back(live: LiveParts) -> None:
    state, began = await run_before_export(live)
    assert began.count("polisher") == began.count("validator") == 1
    assert state["validation"].verdict == "passed"


def make_liar(monkeypatch: pytest.MonkeyPatch, *, rounds: int, by: str) -> None:
    """Let the polisher, as if by a model, add an invented figure in its first rounds."""
    told = 0

    async def lie(state: PolisherInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
        nonlocal told
        told += 1
        update = await polisher(state, runtime, live=live)
        if told <= rounds:
            claim = Edit.model_validate(
                {
                    "facts": ["w1.1"],
                    "text": "Managed a team of 140 nurses",
                    "reason": "Grander.",
                    "stage": "polisher",
                    "by": by,
                }
            )
            update["polished"] = update["polished"].model_copy(update={"edits": [claim]})
        update["stages"] = {"polisher": StageRecord.model_validate({"stage": "polisher", "by": by})}
        return update

    monkeypatch.setattr(graph.pipeline, "polisher", lie)


async def test_a_models_invention_is_sent_back_once_and_passes_when_mended(
    live: LiveParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_liar(monkeypatch, rounds=1, by="model")
    state, began = await run_before_export(live)
    assert began.count("polisher") == began.count("validator") == 2
    assert (state["validation"].verdict, state["validation"].found) == ("passed", 1)


async def test_a_model_that_invents_again_loses_the_line_to_its_source(
    live: LiveParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_liar(monkeypatch, rounds=9, by="model")
    state, began = await run_before_export(live)
    assert began.count("polisher") == 2
    assert state["validation"].verdict == "reverted"
    assert "Responsible for managing a team of 14 nurses" in state["tailored"].resume.work[0].highlights
    assert "a figure" in state["validation"].reverted["w1.1"]
    assert "140" not in state["validation"].reverted["w1.1"]


async def test_rules_that_fail_the_check_are_reverted_at_once(live: LiveParts, monkeypatch: pytest.MonkeyPatch) -> None:
    make_liar(monkeypatch, rounds=9, by="rules")
    state, began = await run_before_export(live)
    assert began.count("polisher") == 1
    assert state["validation"].verdict == "reverted"


async def test_the_same_input_gives_the_same_result(live: LiveParts) -> None:
    first, _ = await run_before_export(live)
    second, _ = await run_before_export(live)
    assert first["tailored"] == second["tailored"]
    assert first["scores"] == second["scores"]


NARROW = {
    "intake": TailoringInput,
    "job_analyzer": JobAnalyzerInput,
    "profile_extractor": ProfileExtractorInput,
    "web_search": WebSearchInput,
    "profile_compiler": ProfileCompilerInput,
    "researcher": ResearcherInput,
    "drafter": PacketState,
    "star_editor": PacketState,
    "polisher": PolisherInput,
    "validator": ValidatorInput,
}
"""What each stage before the exporter may read."""


async def test_a_stage_sees_its_own_part_of_the_state_and_changes_nothing_in_place(
    live: LiveParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, set[str]] = {}
    changed: list[str] = []

    def watched(name: str, work: StageFunction[Mapping[str, object]]) -> StageNode[Mapping[str, object]]:
        async def stage(state: Mapping[str, object], runtime: Runtime[RunSettings]) -> Update:
            seen.setdefault(name, set()).update(state)
            before = copy.deepcopy(dict(state))
            update = await work(state, runtime)
            changed.extend(f"{name} {key}" for key in before if before[key] != state[key])
            return update

        return staged(name, stage)

    monkeypatch.setattr(graph.pipeline, "staged", watched)
    monkeypatch.setattr(graph.section_writer, "staged", watched)
    await run_before_export(live)
    assert changed == []
    assert {name: seen[name] - set(schema.__annotations__) for name, schema in NARROW.items()} == {
        name: set() for name in NARROW
    }
