"""The web search stage: what it reads, when it is skipped, and what it hands on."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from nodes.state import WebSearchInput
from nodes.web_search import NO_SEARCH, OFFLINE, SWITCHED_OFF, web_search
from resume.job import JobText
from resume.report import ResearchNote
from tests.scripted_models import ScriptedModels, live_with, runtime
from web.findings import Finding
from web.search import Found

STATE: WebSearchInput = {
    "run_id": "r1",
    "job_text": JobText(text="Lock Keeper wanted.", title="Lock Keeper", company="Ouseburn Waterways"),
}


FOUND = Found((Finding("Ouseburn Waterways mends canals.", "https://a.example/"),))


@dataclass
class Search:
    """A web search that finds one thing."""

    found: Found = FOUND
    asked: list[tuple[str | None, str | None, str]] = field(default_factory=list)

    async def find(self, title: str | None, company: str | None, run_id: str) -> Found:
        self.asked.append((title, company, run_id))
        return self.found


def test_the_stage_reads_nothing_about_the_candidate() -> None:
    assert set(WebSearchInput.__annotations__) == {"run_id", "job_text"}


async def test_what_is_found_is_handed_on_with_its_address(tmp_path: Path) -> None:
    search = Search()
    live = replace(live_with(ScriptedModels(), tmp_path), search=search)
    update = await web_search(STATE, runtime(), live=live)
    assert update["research"] == [ResearchNote(text="Ouseburn Waterways mends canals.", url="https://a.example/")]
    assert (update["stages"]["web_search"].by, update["stages"]["web_search"].reason) == ("rules", None)
    assert search.asked == [("Lock Keeper", "Ouseburn Waterways", "r1")]


async def test_a_search_that_finds_nothing_is_skipped_with_its_reason(tmp_path: Path) -> None:
    live = replace(live_with(ScriptedModels(), tmp_path), search=Search(Found(reason="no answer within 10 seconds")))
    update = await web_search(STATE, runtime(), live=live)
    record = update["stages"]["web_search"]
    assert (update["research"], record.by, record.reason) == ([], "skipped", "no answer within 10 seconds")


@pytest.mark.parametrize(
    ("settings", "models", "searches", "reason"),
    [
        ({"mode": "offline"}, True, True, OFFLINE),
        ({"mode": "auto"}, False, True, OFFLINE),
        ({"search": False}, True, True, SWITCHED_OFF),
        ({}, True, False, NO_SEARCH),
    ],
)
async def test_a_run_that_may_not_or_cannot_search_asks_nobody_and_says_why(
    tmp_path: Path, settings: dict[str, object], models: bool, searches: bool, reason: str
) -> None:
    search = Search()
    live = replace(live_with(ScriptedModels() if models else None, tmp_path), search=search if searches else None)
    update = await web_search(STATE, runtime(**settings), live=live)
    assert (update["stages"]["web_search"].reason, update["research"], search.asked) == (reason, [], [])
