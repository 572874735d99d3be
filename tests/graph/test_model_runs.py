"""Whole runs with models that lie, babble or fail: what they say reaches nothing that is shipped."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest
from langchain_core.runnables import RunnableConfig
from pydantic import BaseModel

from errors import GatewayUnavailable
from gateway.calls import Answer, Call, Caller, T
from graph.pipeline import RECURSION_LIMIT, build_graph
from nodes.state import RunSettings, TailoringState
from tests.people import NURSE_AD, NURSE_RESUME
from tests.scripted_models import ScriptedModels, live_with

LIE = "Zorbtech led 999 nurses with Kubernetes for $7 million"
CONTACTS = ("Ottilie", "Brandwick", "example.org", "7700", "900123")
SHIPPED = ("analysis", "requirements", "matches", "scores", "recommendations", "tailored", "dossier", "stages")


class Tireless(ScriptedModels):
    """Answers every call in one way."""

    async def ask(self, call: Call[T], caller: Caller) -> Answer[T]:
        self._replies = [self.reply_to(cast("Call[BaseModel]", call))]
        return await super().ask(call, caller)

    def reply_to(self, call: Call[BaseModel]) -> Mapping[str, object] | GatewayUnavailable:
        raise NotImplementedError


class Liar(Tireless):
    """Names every id that it was shown, and says the same lie of each."""

    def reply_to(self, call: Call[BaseModel]) -> Mapping[str, object]:
        ids = re.findall(r"^(\w[\w.]*)\??: ", call.messages[-1].text, re.MULTILINE) or ["w1.1"]
        schema = call.schema.model_json_schema()
        return cast("Mapping[str, object]", self._of(schema, schema, ids, ""))

    def _of(self, part: Mapping[str, object], root: Mapping[str, object], ids: list[str], name: str) -> object:
        """A false value for one part of a schema."""
        if "$ref" in part:
            defs = cast("dict[str, dict[str, object]]", root["$defs"])
            return self._of(defs[str(part["$ref"]).rpartition("/")[2]], root, ids, name)
        if "enum" in part:
            return cast("list[object]", part["enum"])[0]
        if "anyOf" in part:
            return self._of(cast("list[dict[str, object]]", part["anyOf"])[0], root, ids, name)
        if part.get("type") == "object":
            parts = cast("dict[str, dict[str, object]]", part.get("properties", {}))
            return {key: self._of(value, root, ids, key) for key, value in parts.items()}
        if part.get("type") == "array":
            items = cast("dict[str, object]", part["items"])
            return [self._of(items, root, [id], name) for id in ids]
        if part.get("type") in ("integer", "number"):
            return 7
        if part.get("type") == "boolean":
            return True
        is_id = name in ("fact", "facts", "r", "f", "lead", "metrics", "id", "ids")
        return ids[0] if is_id else LIE


class Babbler(Tireless):
    """Answers with the same word everywhere."""

    def reply_to(self, call: Call[BaseModel]) -> Mapping[str, object]:
        return {
            name: [] if field.annotation is not str else "string" for name, field in call.schema.model_fields.items()
        }


class Dead(Tireless):
    """Never answers."""

    def reply_to(self, call: Call[BaseModel]) -> GatewayUnavailable:
        return GatewayUnavailable(call.stage, "all models timed out")


async def run(models: ScriptedModels | None, folder: Path, **settings: object) -> TailoringState:
    """The state of a run before its files are made."""
    graph = build_graph(live_with(models, folder)).compile(interrupt_before=["exporter"])
    config: RunnableConfig = {"recursion_limit": RECURSION_LIMIT}
    context = RunSettings.model_validate({"mode": "auto", **settings})
    state = await graph.ainvoke(
        {"resume": NURSE_RESUME, "job": NURSE_AD}, config, context=context, output_keys=list(SHIPPED)
    )
    return cast("TailoringState", state)


def shipped(state: TailoringState) -> str:
    return "\n".join(str(value) for key, value in state.items() if key in SHIPPED)


async def test_no_word_of_a_liar_is_shipped(tmp_path: Path) -> None:
    text = shipped(await run(Liar(), tmp_path))
    assert [word for word in ("Zorbtech", "999 nurses", "Kubernetes", "7 million") if word in text] == []


@pytest.mark.parametrize("models", [Liar(), Babbler(), Dead()], ids=lambda models: type(models).__name__)
async def test_a_bad_model_covers_nothing_and_uncovers_nothing(tmp_path: Path, models: Tireless) -> None:
    by_rules, by_model = await run(None, tmp_path), await run(models, tmp_path)
    assert by_model["matches"] == by_rules["matches"]
    assert by_model["requirements"] == by_rules["requirements"]


async def test_a_run_whose_models_all_fail_is_the_offline_run(tmp_path: Path) -> None:
    by_rules, degraded = await run(None, tmp_path), await run(Dead(), tmp_path)
    assert degraded["tailored"] == by_rules["tailored"]
    assert degraded["dossier"] == by_rules["dossier"]
    asked = {name: stage for name, stage in degraded["stages"].items() if stage.asked}
    assert set(asked) >= {"job_analyzer", "researcher", "drafter", "polisher"}
    assert all("all models timed out" in (stage.reason or "") for stage in asked.values())


async def test_no_contact_detail_is_sent_by_any_stage(tmp_path: Path) -> None:
    models = Liar()
    await run(models, tmp_path)
    assert {call.stage for call in models.calls} >= {"job_analyzer", "researcher", "drafter", "polisher"}
    assert [one for one in CONTACTS if one in models.sent] == []


async def test_an_offline_run_asks_nobody_though_somebody_is_there(tmp_path: Path) -> None:
    models = Dead()
    state = await run(models, tmp_path, mode="offline")
    assert models.calls == []
    assert not any(stage.asked for stage in state["stages"].values())


async def test_only_the_stages_named_ask(tmp_path: Path) -> None:
    models = Dead()
    await run(models, tmp_path, only=["researcher"])
    assert {call.stage for call in models.calls} == {"researcher"}
