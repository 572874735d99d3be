"""Whole runs whose models search the web, in every interface: found, kept, told with its address, and no claim's."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from sqlalchemy import select

from evals.author import well
from evals.loopback import LoopbackServer
from evals.loopback.apis import Citation, Content
from resume.report import ResearchNote
from storage.tables import LedgerRow
from tests.loopback_runs import KEY, google_at, openai_at, openrouter_at, tailoring
from tests.people import NURSE_AD, NURSE_RESUME

NOTE = ResearchNote(
    text="Calder Vale Care opened two dementia wards with Zorbtech sensors.", url="https://news.example/calder"
)
FOUND = Content(f"{NOTE.text} ", citations=(Citation(NOTE.text, NOTE.url),))


def anthropic_at(server: LoopbackServer) -> dict[str, str]:
    return {"ANTHROPIC_BASE_URL": server.address, "ANTHROPIC_API_KEY": KEY}


WAYS: Mapping[str, tuple[Callable[[LoopbackServer], dict[str, str]], dict[str, object]]] = {
    "openrouter": (openrouter_at, {}),
    "google": (google_at, {}),
    "anthropic": (anthropic_at, {}),
    "openai by name": (openai_at, {"models": {"web_search": "openai:gpt-5-search-api"}}),
}


@pytest.mark.parametrize("way", WAYS)
async def test_what_the_provider_finds_is_told_with_its_address_and_enters_no_claim(way: str, tmp_path: Path) -> None:
    environment, settings = WAYS[way]
    async with (
        LoopbackServer(answering=well, searching=lambda asked: FOUND) as server,
        tailoring(tmp_path, environment(server), **settings) as at,
    ):
        state = await at.run(NURSE_RESUME, NURSE_AD)
    assert state["research"] == [NOTE]
    assert state["stages"]["web_search"].by == "model"
    assert "Zorbtech" not in "\n".join(claim.text for claim in state["tailored"].claims)


async def test_a_server_of_ones_own_is_not_asked_to_search(tmp_path: Path) -> None:
    async with LoopbackServer(answering=well) as server, tailoring(tmp_path, openai_at(server)) as at:
        state = await at.run(NURSE_RESUME, NURSE_AD)
    assert state["stages"]["web_search"].by == "skipped"
    assert all(request.asked.schema for request in server.requests)


async def test_a_second_run_for_the_same_job_searches_no_more(tmp_path: Path) -> None:
    async with (
        LoopbackServer(answering=well, searching=lambda asked: FOUND) as server,
        tailoring(tmp_path, google_at(server)) as at,
    ):
        for run_id in ("r1", "r2"):
            state = await at.run(NURSE_RESUME, NURSE_AD, run_id)
        await at.gateway.ledger.flush()
        row = LedgerRow
        query = select(row.run_id, row.kind, row.cached, row.prompt).where(row.stage == "web_search").order_by(row.id)
        async with at.engine.connect() as connection:
            rows = [tuple(one) for one in (await connection.execute(query)).all()]
    assert state["research"] == [NOTE]
    assert rows == [
        ("r1", "model", False, "web_search/v1"),
        ("r1", "fee", False, ""),
        ("r2", "model", True, "web_search/v1"),
    ]


async def test_a_model_that_names_no_source_has_found_nothing(tmp_path: Path) -> None:
    said = Content("Calder Vale Care is the best employer of all, everybody says so.")
    async with (
        LoopbackServer(answering=well, searching=lambda asked: said) as server,
        tailoring(tmp_path, google_at(server)) as at,
    ):
        state = await at.run(NURSE_RESUME, NURSE_AD)
    assert (state["research"], state["stages"]["web_search"].by) == ([], "skipped")
