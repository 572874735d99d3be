"""Runs whose stages ask a model server on loopback, up to the exporter: what they send can be read there."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from sqlalchemy.ext.asyncio import AsyncEngine

from evals.loopback import LoopbackServer
from evals.run_pair import NothingPrints
from gateway.gateway import Gateway
from gateway.opening import open_gateway
from graph.live import make_live_parts
from graph.pipeline import RECURSION_LIMIT, build_graph
from nodes.state import RunSettings, TailoringState
from settings import Settings
from storage.database import database_address, open_database

KEY = "loopback-key-1"


def openai_at(server: LoopbackServer) -> dict[str, str]:
    """The environment of a server of one's own, which nobody would ask to search."""
    return {"OPENAI_BASE_URL": server.openai_address, "OPENAI_API_KEY": KEY}


def openrouter_at(server: LoopbackServer) -> dict[str, str]:
    """The environment of OpenRouter, whose models search too."""
    return {"OPENROUTER_BASE_URL": server.openai_address, "OPENROUTER_API_KEY": KEY}


def google_at(server: LoopbackServer) -> dict[str, str]:
    """The environment of Gemini."""
    return {"GOOGLE_GEMINI_BASE_URL": server.address, "GOOGLE_API_KEY": KEY}


@dataclass(frozen=True)
class Tailoring:
    """Runs with one gateway."""

    gateway: Gateway
    engine: AsyncEngine
    home: Path

    async def run(self, resume: str, job: str, run_id: str = "r1", **settings: object) -> TailoringState:
        """The state of one run before its files are made."""
        live = make_live_parts(Settings(home=self.home), NothingPrints(), models=self.gateway)
        graph = build_graph(live).compile(interrupt_before=["exporter"])
        found = await graph.ainvoke(
            {"resume": resume, "job": job, "run_id": run_id},
            {"recursion_limit": RECURSION_LIMIT},
            context=RunSettings.model_validate({"mode": "model", **settings}),
            output_keys=[
                "source", "facts", "requirements", "research", "dossier", "packets", "drafts", "tailored", "stages", "matches",
                "validation", "input_tokens",
            ],
        )  # fmt: skip
        return cast("TailoringState", found)


@asynccontextmanager
async def tailoring(home: Path, environment: Mapping[str, str], **settings: object) -> AsyncIterator[Tailoring]:
    """Runs whose models are these."""
    engine = await open_database(database_address(None, home))
    made = Settings.model_validate({"home": home, **settings})
    async with open_gateway(made, engine, environment) as gateway:
        assert gateway is not None
        yield Tailoring(gateway, engine, home)
    await engine.dispose()
