"""Models that lie, babble or gut a resume: every run is delivered, no lie reaches a file, nothing of the source is lost."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from documents.browser import Browser
from documents.readers import read_resume
from graph.live import make_live_parts, resume_limits
from graph.pipeline import RECURSION_LIMIT, build_graph
from nodes.state import RunSettings
from resume.facts import Fact, number_facts
from resume.proposals import find_losses
from resume.report import Report
from resume.schema import Resume
from settings import Settings
from storage.ledger import LedgerUnreadable, RunUsage
from tests.graph import liars
from tests.graph.liars import CANARY, Lie, LyingModels
from tests.people import NURSE_AD

NURSE = """# Ottilie Brandwick

Leeds · ottilie@example.org · +44 7700 900123

## Experience

### Ward Sister, St. Alcuin's Hospital
March 2019 – present

- Responsible for managing a team of 14 nurses on a 28-bed surgical ward
- Cut medication errors by 38% within 9 months by introducing a second check at handover
- Helped with the move from paper charts to RotaWise and trained 34 colleagues on nights

### Staff Nurse, Fennel Street Clinic
2014 – 2019

- Ran the wound care round for around 90 patients a day
- Trained 6 students in wound care

## Education

BSc Adult Nursing, University of Harrowdale, 2014

## Skills

Triage, Wound care, RotaWise
"""

ENGINEER = """# Ilse Varga-Holm

Senior backend engineer
Aarhus · ilse@example.org

I build payment systems. Known for calm releases.

## Experience

### Backend Engineer, Kestrel Payments
2020 – present

- Moved 12 services from Heroku to Kubernetes, which cut hosting costs from €9,000 to €5,400 a month
- Wrote the ledger service in Go and PostgreSQL that books 3 million payments a day
- Was involved in hiring 5 engineers

### Developer, Plover Software
2016 – 2020

- Worked on the invoicing module in Python and Django for 140 customers
- Reduced nightly batch time from 50 to 20 minutes by rewriting two SQL queries

## Education

MSc Computer Science, Skagen University, 2016

## Skills

Go, Python, PostgreSQL, Kubernetes, Django
"""

ENGINEER_AD = """# Platform Engineer

Fjord & Finch Bank hires a Platform Engineer.

## You have
- Go and Kubernetes in production
- SQL performance tuning
- Terraform is a plus

## You will
- Keep payment services reliable
- Cut cloud costs
"""

PEOPLE = {"nurse": (NURSE, NURSE_AD), "engineer": (ENGINEER, ENGINEER_AD)}


@dataclass(frozen=True)
class Delivered:
    """What a run left."""

    report: Report
    folder: Path
    models: LyingModels

    @property
    def texts(self) -> dict[str, str]:
        """What every file says, markup and all."""
        return {path.name: _text_of(path) for path in self.folder.iterdir()}


def _text_of(path: Path) -> str:
    if path.suffix in (".json", ".html", ".md"):
        return path.read_text("utf-8")
    return read_resume(path.read_bytes(), path.name, resume_limits(Settings())).text


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with Browser(Settings().chromium) as opened:
        yield opened


async def deliver(who: str, lie: Lie, folder: Path, browser: Browser) -> Delivered:
    models = LyingModels(lie)
    parts = make_live_parts(Settings(home=folder / "home"), browser, lambda run_id: folder / "out")
    live = replace(parts, models=models, today=lambda: date(2026, 3, 1))
    resume, job = PEOPLE[who]
    result = (
        await build_graph(live)
        .compile()
        .ainvoke(
            {"resume": resume, "job": job}, {"recursion_limit": RECURSION_LIMIT}, context=RunSettings(mode="model")
        )
    )
    return Delivered(result["report"], folder / "out", models)


def source_facts(who: str) -> list[Fact]:
    return number_facts(source(who))


def source(who: str) -> Resume:
    return read_resume(PEOPLE[who][0].encode(), "cv.md", resume_limits(Settings())).resume


LIES: dict[str, Lie] = {
    "babbling": liars.babble,
    "informed": liars.informed,
    "embroidering": liars.embroider,
    "inflating": liars.inflate,
    "gutting": liars.gut,
}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("lie", LIES)
async def test_nothing_of_a_lie_reaches_a_file_and_nothing_of_the_source_is_lost(
    who: str, lie: str, tmp_path: Path, browser: Browser
) -> None:
    delivered = await deliver(who, LIES[lie], tmp_path, browser)
    texts = delivered.texts
    assert len(texts) == 7
    assert [name for name, text in texts.items() if CANARY.casefold() in text.casefold()] == []
    assert [name for name, text in texts.items() if "812%" in text or "single-handedly" in text.casefold()] == []
    assert delivered.report.fact_check.unsupported_shipped == 0
    shown = {claim.facts[0]: claim for claim in delivered.report.claims if claim.action not in ("dropped", "added")}
    for fact in source_facts(who):
        if fact.kind in ("bullet", "summary"):
            lines = [claim.text for claim in delivered.report.claims if fact.id in claim.facts]
            assert fact.id in shown, fact.text
            assert find_losses(fact.text, " ".join(lines)) == []


@pytest.mark.parametrize("lie", ["embroidering", "inflating"])
async def test_repeated_lies_cost_one_more_polish_and_every_line_goes_back_to_its_source(
    lie: str, tmp_path: Path, browser: Browser
) -> None:
    delivered = await deliver("engineer", LIES[lie], tmp_path, browser)
    calls = delivered.models.asked("polisher")
    assert [call.purpose for call in calls] == ["work", "stricter"]
    reverted = [claim for claim in delivered.report.claims if claim.action == "reverted"]
    assert len(reverted) >= 2
    assert all(claim.text == claim.original for claim in reverted)
    assert all("model" in claim.why for claim in reverted)
    assert delivered.report.fact_check.reverted == len(reverted)


async def test_a_model_that_lies_about_the_head_loses_it_to_the_rules_own(tmp_path: Path, browser: Browser) -> None:
    delivered = await deliver("nurse", liars.embroider, tmp_path, browser)
    head = [claim for claim in delivered.report.claims if claim.action == "added"]
    assert {claim.section for claim in head} == {"headline", "summary"}
    assert any("put together by rules" in note for note in delivered.report.editorial_notes)


async def test_a_model_that_says_nothing_of_use_leaves_what_the_rules_make(tmp_path: Path, browser: Browser) -> None:
    delivered = await deliver("nurse", liars.gut, tmp_path, browser)
    report = delivered.report
    assert report.degradation.level in ("moderate", "severe")
    written = [stage for stage in report.stages if stage.stage in ("drafter", "star_editor", "polisher")]
    assert {(stage.by, stage.unused) for stage in written} == {("model", True)}
    assert any(claim.action == "edited" and "model" not in claim.why for claim in report.claims)


GOOD = {
    "w1.1": "Moved 12 services from Heroku to Kubernetes and so cut hosting costs from €9,000 to €5,400 a month",
    "w1.3": "Took part in hiring 5 engineers",
    "w2.2": "Rewrote two SQL queries and so reduced nightly batch time from 50 to 20 minutes",
}


def write_well(call: object) -> liars.Json:
    """A model that rewords some lines truly."""
    rows = dict(liars.rows_of(call))  # type: ignore[arg-type]
    fields = call.schema.model_fields  # type: ignore[attr-defined]
    if "edits" not in fields:
        return liars.babble(call)  # type: ignore[arg-type]
    edits: list[liars.Json] = [{"fact": id, "text": text, "why": "clearer"} for id, text in GOOD.items() if id in rows]
    return {"edits": edits, **({"no_result": ["w1.3"]} if "no_result" in fields else {})}


async def test_what_a_model_writes_well_is_shipped_with_its_reason(tmp_path: Path, browser: Browser) -> None:
    delivered = await deliver("engineer", write_well, tmp_path, browser)
    by_fact = {claim.facts[0]: claim for claim in delivered.report.claims}
    shipped = {id: by_fact[id].text.rstrip(".") for id in GOOD}
    assert shipped == GOOD
    assert {by_fact[id].action for id in GOOD} == {"edited"}
    assert all("by a model" in by_fact[id].why for id in GOOD)
    texts = delivered.texts
    for name in ("resume.md", "resume.docx", "resume.ats.pdf"):
        assert all(" ".join(text.split()) in " ".join(texts[name].split()) for text in GOOD.values()), name
    assert delivered.report.mode == "model"
    assert [stage.by for stage in delivered.report.stages if stage.stage in ("drafter", "polisher")] == ["model"] * 2


async def test_the_report_tells_calls_tokens_and_cost(tmp_path: Path, browser: Browser) -> None:
    delivered = await deliver("engineer", write_well, tmp_path, browser)
    metrics = delivered.report.metrics
    assert metrics.calls == len(delivered.models.calls) > 5
    assert metrics.tokens_total == sum(one.input + one.output for one in metrics.tokens.values()) > 0
    assert metrics.cost_usd == pytest.approx(0.0001 * metrics.calls)
    assert "drafter" in metrics.tokens


async def test_a_ledger_that_cannot_be_read_costs_the_figures_and_not_the_run(
    tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unreadable(_: LyingModels, run_id: str) -> RunUsage:
        raise LedgerUnreadable(f"the ledger cannot be read ({run_id})")

    monkeypatch.setattr(LyingModels, "usage", unreadable)
    delivered = await deliver("nurse", liars.informed, tmp_path, browser)
    assert len(delivered.texts) == 7
    assert delivered.report.metrics.cost_usd is None
    assert any("the ledger could not be read" in warning for warning in delivered.report.warnings)


async def test_contact_details_leave_in_no_call(tmp_path: Path, browser: Browser) -> None:
    delivered = await deliver("nurse", write_well, tmp_path, browser)
    sent = "\n".join(message.text for call in delivered.models.calls for message in call.messages)
    assert not [detail for detail in ("Ottilie", "Brandwick", "900123", "example.org", "Leeds") if detail in sent]


async def test_a_packet_sees_its_own_lines_and_never_the_ad(tmp_path: Path, browser: Browser) -> None:
    delivered = await deliver("engineer", write_well, tmp_path, browser)
    for call in delivered.models.asked("drafter") + delivered.models.asked("star_editor"):
        sent = "\n".join(message.text for message in call.messages)
        assert "Fjord & Finch" not in sent
        assert "Keep payment services reliable" not in sent or call.part is None
        assert ("Heroku" in sent) <= (call.part == "w1")
    polish = delivered.models.asked("polisher")[0].messages[1].text
    assert "Fjord & Finch" in polish
    assert "Heroku" in polish
