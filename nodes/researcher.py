"""Researcher: compiles the dossier, after which no stage sees the whole resume's text again, and cuts the work packets.

The rules compile it from scores and matches. A model that is asked besides answers with ids and named choices alone: it may put
facts forward, and nothing it says counts as support or is printed. What was found on the web it sees here and nowhere else, to
weigh what to put forward; since it answers with ids, no word of that can go any further.
"""

import asyncio
from collections.abc import Sequence
from functools import partial
from urllib.parse import urlsplit

from langgraph.runtime import Runtime
from pydantic import Field

from gateway.calls import Call
from nodes.answers import LenientAnswer
from nodes.asking import GENERATED, Outcome, Shortening, make_call, open_desk
from nodes.line_edits import rows_within
from nodes.live import LiveParts
from nodes.private import Hidden
from nodes.state import ResearcherInput, RunSettings, Update
from prompts.library import Prompt, write_rows
from resume.dossier import Dossier, Guidance, compile_dossier, steer_dossier
from resume.facts import Fact
from resume.packets import cut_packets
from resume.report import ResearchNote
from resume.shortening import shorten_rows

MAX_OUTPUT_TOKENS = 300
"""Ten links, and two short lists of ids."""

MAX_ASK = 80
"""Characters of a requirement that tell what is asked for."""

MOST_WEB, MAX_WEB = 4, 160
"""Findings of the web search that the prompt holds, and characters of each: 170 tokens in all."""

_SILENT = frozenset({"references", "interests"})
"""Sections that prove nothing: what others say, and what somebody likes."""


class Link(LenientAnswer):
    """Facts that speak to one requirement."""

    r: str = ""
    f: list[str] = Field(default=[])


class ResearchAnswer(LenientAnswer):
    """How a model would steer the dossier."""

    lead: list[str] = Field(default=[])
    metrics: list[str] = Field(default=[])
    links: list[Link] = Field(default=[])
    angle: str = ""


async def researcher(state: ResearcherInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Compile the dossier from facts alone, steered by a model where one answers."""
    by_rules = await asyncio.to_thread(_compile_by_rules, state)
    desk = open_desk("researcher", state, runtime, live)
    outcome: Outcome[Dossier] = await desk.ask(
        lambda: _write(desk.prompt, state, by_rules), partial(_use, state, by_rules), use_here=True
    )
    dossier = outcome.value or by_rules
    return {
        "dossier": dossier,
        "packets": cut_packets(state["facts"], dossier.concerns),
        "stages": {"researcher": outcome.record},
    }


def _compile_by_rules(state: ResearcherInput) -> Dossier:
    return compile_dossier(
        state["facts"],
        state["requirements"],
        state["matches"],
        state["scores"],
        state["recommendations"],
        state["research"],
    )


def _write(prompt: Prompt, state: ResearcherInput, dossier: Dossier) -> Call[ResearchAnswer]:
    hidden = Hidden(state["contacts"])
    facts = write_rows((id, hidden.hide_resume(text)) for id, text in _rows(state["facts"]))
    asks = write_rows(
        (one.id if dossier.evidence.get(one.id) else f"{one.id}?", hidden.hide_ad(one.text[:MAX_ASK]))
        for one in state["requirements"]
    )
    web = hidden.hide_ad(_web_rows(state["research"]))

    def shorten(chars: int) -> dict[str, str]:
        kept = rows_within(asks, chars // 3)
        return {"facts": shorten_rows(facts, chars - len(kept)), "asks": kept, "web": ""}

    return make_call(
        prompt,
        {"facts": facts, "asks": asks, "web": web},
        ResearchAnswer,
        task="research",
        max_output_tokens=MAX_OUTPUT_TOKENS,
        cache=GENERATED,
        priority=1.0,
        shorten=Shortening(shorten, needs=["facts", "asks"]),
    )


def _web_rows(research: Sequence[ResearchNote]) -> str:
    """What was found on the web, with the host it stands at: enough to weigh it by, too little to lose an address in."""
    told = (f"{note.text[:MAX_WEB]} ({urlsplit(note.url).hostname})" for note in research[:MOST_WEB])
    return "\n".join(" ".join(row.split()) for row in told)


def _rows(facts: Sequence[Fact]) -> list[tuple[str, str]]:
    """The facts that may prove something; the skills of one group in one row, by the group's id."""
    texts: dict[str, list[str]] = {}
    for fact in facts:
        if fact.kind not in ("name", "contact") and fact.section not in _SILENT:
            group = fact.entry if fact.kind == "skill" and fact.entry in texts else None
            texts.setdefault(group or fact.id, []).append(fact.text)
    return [(id, "; ".join(told)) for id, told in texts.items()]


def _use(state: ResearcherInput, dossier: Dossier, answer: ResearchAnswer) -> Dossier | None:
    """The dossier steered by ids that exist; None where the answer holds none."""
    guidance = Guidance(
        lead=answer.lead,
        metrics=answer.metrics,
        links={link.r.strip().rstrip("?"): link.f for link in answer.links},
        angle=answer.angle.strip().casefold(),
    )
    return steer_dossier(dossier, guidance, state["facts"], state["requirements"], state["scores"])
