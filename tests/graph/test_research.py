"""What a search found steers and informs, and never becomes a claim: not by rules, not by a model that repeats it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

from langchain_core.runnables import RunnableConfig
from pydantic import BaseModel

from gateway.calls import Answer, Call, Caller, T
from graph.pipeline import RECURSION_LIMIT, build_graph
from nodes.state import RunSettings, TailoringInput, TailoringState
from resume.report import ResearchNote
from tests.graph.liars import fill
from tests.people import NURSE_AD, NURSE_RESUME
from tests.scripted_models import ScriptedModels, live_with
from web.findings import Finding
from web.search import Found

SAID = "Calder Vale Care runs Zorbtech robots on 47 wards and wants every senior nurse certified in Quillflow"
INVENTED = ("Zorbtech", "47 wards", "Quillflow", "robots")


class Parrot(ScriptedModels):
    """Says of every id that it was shown what the web said, and names the web's words wherever a text is asked for."""

    async def ask(self, call: Call[T], caller: Caller) -> Answer[T]:
        self._replies = [self._say(cast("Call[BaseModel]", call))]
        return await super().ask(call, caller)

    def _say(self, call: Call[BaseModel]) -> Mapping[str, object]:
        ids = re.findall(r"^(\w[\w.]*)\??: ", call.messages[-1].text, re.MULTILINE) or ["w1.1"]
        schema = call.schema.model_json_schema()
        keyed = {"id", "ids", "fact", "facts", "r", "f", "lead", "metrics"}
        return cast("Mapping[str, object]", fill(schema, schema, lambda name: ids[0] if name in keyed else SAID))


class Web:
    """A web search that found what nobody can prove."""

    async def find(self, title: str | None, company: str | None, run_id: str) -> Found:
        return Found((Finding(SAID, "https://news.example/calder"),))


async def run(models: ScriptedModels, folder: Path) -> TailoringState:
    """The state of a run before its files are made."""
    live = replace(live_with(models, folder), search=Web())
    graph = build_graph(live).compile(interrupt_before=["exporter"])
    config: RunnableConfig = {"recursion_limit": RECURSION_LIMIT}
    keys = ["research", "dossier", "tailored", "matches", "requirements", "facts", "analysis"]
    given: TailoringInput = {"resume": NURSE_RESUME, "job": NURSE_AD}
    return cast(
        "TailoringState",
        await graph.ainvoke(given, config, context=RunSettings(mode="model"), output_keys=keys),
    )


async def test_what_was_found_is_told_with_its_address(tmp_path: Path) -> None:
    state = await run(Parrot(), tmp_path)
    assert state["research"] == [ResearchNote(text=SAID, url="https://news.example/calder")]
    assert state["dossier"].industry_intel == state["research"]


async def test_no_word_of_what_was_found_enters_a_claim_or_proves_a_requirement(tmp_path: Path) -> None:
    models = Parrot()
    state = await run(models, tmp_path)
    claimed = "\n".join(str(state[key]) for key in ("tailored", "matches", "requirements", "facts", "analysis"))
    assert [word for word in INVENTED if word in claimed] == []
    assert {"drafter", "polisher"} <= {call.stage for call in models.calls}


async def test_the_parrot_does_try(tmp_path: Path) -> None:
    """Else the test above could not fail."""
    live = replace(live_with(Parrot(), tmp_path), search=Web())
    graph = build_graph(live).compile(interrupt_before=["validator"])
    state = await graph.ainvoke(
        {"resume": NURSE_RESUME, "job": NURSE_AD},
        {"recursion_limit": RECURSION_LIMIT},
        context=RunSettings(mode="model"),
        output_keys=["drafts", "polished"],
    )
    assert "Zorbtech" in str(state)
