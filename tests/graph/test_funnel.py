"""The funnel, read off what the stages really send: each sees what it needs and nothing else."""

import asyncio
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

from evals.author import well
from evals.author.reading import lines, rows, work_of
from evals.loopback import LoopbackServer
from evals.loopback.apis import Asked, Citation, Content
from nodes.state import TailoringState
from tests.loopback_runs import openrouter_at, tailoring

CONTACTS = ("Perpetua", "Quayle", "perpetua@quayle.example", "7700 900456", "900456", "Ellin Street", "quayle.example")

RESUME = """# Perpetua Quayle

12 Ellin Street, Whitby · perpetua@quayle.example · +44 7700 900456 · https://quayle.example

## Experience

### Berth Planner, Port of Marrow
2019 – present

- Was responsible for planning 14 quays with the TideBoard system
- Cut waiting times by 30% by introducing a slot list for tankers
- Trained 6 pilots in reading tide gauges
- Responsible for the dredging calendar of the outer basin
- Wrote the storm handbook that 80 crews use
- Helped with the audit of mooring ropes
- Kept the register of dangerous goods
- Led the weekly meeting with the harbour police
- Moved the lock log from paper to Excel
- Was involved in choosing new fenders

### Lock Keeper, Saltmere Canals
2014 – 2019

- Operated 3 locks for 40 barges a day
- I repaired sluice gates in winter

## Projects

### Seal Count

- Counted seals by drone for the county

## Volunteering

### Boatman, Whitby Lifeboat
2016 – 2020

- Answered 25 calls at night

## Education

BSc Maritime Studies, Hull Polytechnic, 2014

## Skills

TideBoard, Excel, Berth planning, Pilotage
"""

AD = """Senior Berth Planner

Grebe Harbour Authority is looking for a Senior Berth Planner.

About us
Our canteen bakes its own oatcakes every Thursday.

Your tasks
- Plan the quays together with the pilots
- Answer for the dredging calendar of our seven basins, in good time before each winter

Requirements
- Experience with berth planning
- Excel
- Pilotage knowledge
- Drone licence
"""

WEB = Citation("Grebe Harbour Authority runs a zeppelin mast for tourists.", "https://news.example/grebe", "Grebe news")


@dataclass(frozen=True)
class Sent:
    """One run, and what its stages sent."""

    state: TailoringState
    by_work: dict[str, list[Asked]]
    searches: list[Asked]

    def prompts(self, *work: str) -> str:
        return "\n".join(asked.prompt for name in work for asked in self.by_work[name])

    @property
    def everything(self) -> str:
        return "\n".join(asked.prompt for group in (*self.by_work.values(), self.searches) for asked in group)


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    return asyncio.run(send(tmp_path_factory.mktemp("funnel")))


async def send(home: Path) -> Sent:
    found = Content(f"{WEB.passage} ", citations=(WEB,))
    async with LoopbackServer(answering=well, searching=lambda asked: found) as server:
        async with tailoring(home, openrouter_at(server)) as at:
            state = await at.run(RESUME, AD)
        by_work: dict[str, list[Asked]] = defaultdict(list)
        searches: list[Asked] = []
        for request in server.requests:
            work = work_of(request.asked)
            (by_work[work] if work else searches).append(request.asked)
        return Sent(state, by_work, searches)


def fact_texts(sent: Sent, *kinds: str) -> dict[str, str]:
    return {fact.id: fact.text for fact in sent.state["facts"] if fact.kind in kinds}


def test_every_stage_of_the_funnel_asked(sent: Sent) -> None:
    assert {"ad", "plan", "draft", "star", "polish"} <= set(sent.by_work)
    assert len(sent.searches) == 1


def test_the_analyzer_sees_the_ad_and_nothing_of_the_resume(sent: Sent) -> None:
    assert "oatcakes" in sent.prompts("ad")
    assert [text for text in fact_texts(sent, "bullet", "role").values() if text in sent.prompts("ad")] == []


def test_the_researcher_sees_every_line_of_the_resume_once(sent: Sent) -> None:
    assert len(sent.by_work["plan"]) == 1
    seen = rows(sent.by_work["plan"][0].prompt, "facts")
    bullets = fact_texts(sent, "bullet")
    assert sorted(row.id for row in seen if row.id in bullets) == sorted(bullets)


def test_the_researcher_alone_sees_what_the_web_says(sent: Sent) -> None:
    assert sent.state["research"]
    assert "zeppelin" in sent.prompts("plan")
    assert "zeppelin" not in sent.prompts("ad", "draft", "star", "polish", "mend")


def test_the_ad_itself_is_withheld_from_drafting(sent: Sent) -> None:
    drafting = sent.prompts("draft", "star")
    rows_of_the_ad = [row.strip("- ") for row in AD.split("\n") if len(row.split()) > 3]
    assert [row for row in rows_of_the_ad if row in drafting] == []


def test_the_ad_comes_back_at_the_polisher(sent: Sent) -> None:
    assert "Plan the quays together with the pilots" in sent.prompts("polish")


def test_a_packet_is_sent_its_own_lines_and_no_others(sent: Sent) -> None:
    packets = [set(packet.lines) for packet in sent.state["packets"]]
    offered = [{row.id for row in lines(asked.prompt)} for asked in (*sent.by_work["draft"], *sent.by_work["star"])]
    assert [ids for ids in offered if not any(ids <= packet for packet in packets)] == []


def test_each_line_is_drafted_once(sent: Sent) -> None:
    drafted = [row.id for asked in sent.by_work["draft"] for row in lines(asked.prompt)]
    assert sorted(drafted) == sorted(set(drafted))


def test_no_line_of_another_packet_stands_in_a_packets_prompt_in_any_form(sent: Sent) -> None:
    bullets = fact_texts(sent, "bullet")
    for asked in sent.by_work["draft"]:
        own = {row.id for row in lines(asked.prompt)}
        assert [id for id, text in bullets.items() if id not in own and text in asked.prompt] == []


def test_what_is_wanted_of_a_packet_is_what_concerns_it(sent: Sent) -> None:
    asks = {one.id: one for one in sent.state["requirements"]}
    for asked in sent.by_work["draft"]:
        [packet] = [one for one in sent.state["packets"] if {row.id for row in lines(asked.prompt)} <= set(one.lines)]
        others = [one for id, one in asks.items() if id not in packet.requirements]
        wanted = re.search(r"^<wanted>\n(.*?)\n</wanted>", asked.prompt, re.DOTALL | re.MULTILINE)
        terms = set((wanted[1].split("\n")[0] if wanted else "").split("; "))
        own = {term for id in packet.requirements for term in asks[id].terms}
        assert terms & ({term for one in others for term in one.terms} - own) == set()


def test_the_search_sees_title_and_employer_and_nothing_else(sent: Sent) -> None:
    [search] = sent.searches
    assert "Grebe Harbour Authority" in search.prompt
    assert "oatcakes" not in search.prompt
    assert [text for text in fact_texts(sent, "bullet", "role", "skill").values() if text in search.prompt] == []


@pytest.mark.parametrize("detail", CONTACTS)
def test_no_contact_detail_is_in_any_prompt(sent: Sent, detail: str) -> None:
    assert detail.casefold() not in sent.everything.casefold()


def test_nothing_of_the_web_is_in_a_claim(sent: Sent) -> None:
    claims = "\n".join(claim.text for claim in sent.state["tailored"].claims)
    assert not re.search("zeppelin|mast|tourist", claims, re.IGNORECASE)


def test_the_report_says_which_prompt_each_stage_used(sent: Sent) -> None:
    stages = sent.state["stages"]
    used = {
        name: stages[name].prompt for name in ("web_search", "job_analyzer", "researcher", "drafter", "star_editor")
    }
    assert used == {name: f"{name}/v1" for name in used}
