"""Revising a delivered run line by line: what the user's decisions make of its state, and a quick look at the result.

Pure functions of a run's state; `graph.runner.Runner` stores what they give, and has the graph's own validator and exporter do
their work on it. No model is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from documents.fitting import Print, print_within
from documents.writers.html import render_html
from nodes.profile_compiler import compile_profile
from nodes.state import PolishedResume, Revision, RunSettings, TailoringState, Update
from resume.dossier import compile_dossier, renew_dossier
from resume.edits import Claim, TailoredResume, apply_edits
from resume.facts import Fact
from resume.grounding import fact_base
from resume.packets import cut_packets
from resume.report import Report
from resume.review.own_facts import add_own_fact
from resume.review.revision import (
    Decision,
    KeptDecision,
    Line,
    LineCheck,
    Refusal,
    check_line,
    check_text,
    declaration,
    find_line,
    revise_edits,
)
from resume.schema import Resume


@dataclass(frozen=True)
class Revised:
    """What came of a user's decisions."""

    report: Report
    refused: list[Refusal] = field(default_factory=list)
    """Edits that were not made: nothing in the resume supports them, and the user did not declare them."""


@dataclass(frozen=True)
class Preview:
    """The resume as it would look; nothing of it is stored."""

    pdf: bytes
    html: str
    pages: int
    claims: list[Claim]
    refused: list[Refusal]


@dataclass(frozen=True)
class Draft:
    """A run's state as some decisions would leave it."""

    revision: Revision
    source: Resume
    facts: list[Fact]
    polished: PolishedResume
    refused: list[Refusal]
    rendered: bool
    """Whether the files would change: not by decisions that only accept."""


def decide(values: Mapping[str, object], decisions: Mapping[str, Decision], today: date) -> Draft:
    """Take in decisions.

    Args:
        values: the state of a delivered run.
        decisions: by the id of a claim or a fact.
        today: the day up to which open roles count.

    Raises:
        UserError: an id names no line that can be decided on.
    """
    state = cast("TailoringState", values)
    revision = _revision_of(state)
    kept = dict(revision.decisions)
    refused: list[Refusal] = []
    lines = {id: _line(id, state, revision) for id in decisions}
    for id, decision in decisions.items():
        line = lines[id]
        match decision.action:
            case "restore":
                kept = {key: one for key, one in kept.items() if key.partition("#")[0] != line.target}
            case "accept":
                kept.setdefault(line.key, KeptDecision(action="accept"))
            case "reject":
                kept = {key: one for key, one in kept.items() if key.partition("#")[0] != line.target}
                kept[line.target] = KeptDecision(action="reject")
            case "edit":
                _edit(id, line, decision, kept, state, revision, refused, today)
    return _draft(revision, kept, refused, today)


def _revision_of(state: TailoringState) -> Revision:
    """What was decided so far; a first revision begins with what the run made."""
    begun = Revision(source=state["source"], facts=state["facts"], polished=state["polished"])
    return state.get("revision", begun)


def _line(id: str, state: TailoringState, revision: Revision) -> Line:
    """The line that is named. What stands there only since the user declared it is the line in whose place it stands."""
    line = find_line(id, state["report"].claims, state["facts"], revision.polished.edits)
    for key, decision in revision.decisions.items():
        if line.target in decision.own:
            return replace(line, target=key.partition("#")[0])
    return line


def _edit(
    id: str,
    line: Line,
    decision: Decision,
    kept: dict[str, KeptDecision],
    state: TailoringState,
    revision: Revision,
    refused: list[Refusal],
    today: date,
) -> None:
    """Keep an edit that stands the fact check, or that the user declares; note the others as refused."""
    text = " ".join(decision.text.split())
    checked = check_edit(line, text, state, revision, today)
    declared: list[str] = []
    if not checked.supported:
        addition = declaration(line.target, text, revision.facts) if _may_declare(line, text, checked) else None
        if not decision.declare or addition is None:
            refused.append(Refusal(id=id, text=decision.text, reasons=_why_not(decision, checked), words=checked.words))
            return
        declared = [DECLARED]
    if kept.get(line.target) is not None and kept[line.target].action == "reject":
        del kept[line.target]
    kept.pop(line.key, None)  # so that it comes last: facts are numbered in the order in which they were declared
    kept[line.key] = KeptDecision(action="edit", text=text, own=declared, number=line.number)


DECLARED = "?"
"""Stands for the ids of a declared fact until it is numbered."""


def _may_declare(line: Line, text: str, checked: LineCheck) -> bool:
    """Whether it is the fact check alone that speaks against a text."""
    return bool(text) and bool(checked.words or checked.facts) and check_text(text) is None and line.number == 0


def _why_not(decision: Decision, checked: LineCheck) -> list[str]:
    if decision.declare:
        return [*checked.reasons, "It cannot be added here as a fact of your own: change it in your resume."]
    return checked.reasons


def check_edit(line: Line, text: str, state: TailoringState, revision: Revision, today: date) -> LineCheck:
    """The fact check of a text in a line's place, against everything but what was declared for that very line."""
    own = set(revision.decisions[line.key].own) if line.key in revision.decisions else set()
    original = {fact.id: fact for fact in revision.facts}
    facts = [original.get(fact.id, fact) for fact in state["facts"] if fact.id not in own or fact.id in original]
    ids = {fact.id for fact in facts}
    cites = tuple(id for id in line.cites if id in ids) or tuple(ids & {line.target}) or line.cites[:1]
    if not set(cites) <= ids:  # a composed line that rests on nothing but what was declared for it
        cites = (facts[0].id,)
    base = fact_base(facts, today, state["source"].meta.language)
    asked = Line(line.target, line.number, cites, line.section)
    return check_line(asked, text, facts, base)


def check_text_of_line(values: Mapping[str, object], id: str, text: str, today: date) -> LineCheck:
    """Whether a line of a delivered run may be reworded so.

    Raises:
        UserError: the id names no line.
    """
    state = cast("TailoringState", values)
    revision = _revision_of(state)
    line = _line(id, state, revision)
    return check_edit(line, " ".join(text.split()), state, revision, today)


def _draft(revision: Revision, kept: Mapping[str, KeptDecision], refused: list[Refusal], today: date) -> Draft:
    """The state as the decisions leave it, built from what the run had made."""
    source, facts, number = revision.source, list(revision.facts), revision.next_own
    numbered: dict[str, KeptDecision] = {}
    for key, decision in kept.items():
        addition = declaration(key.partition("#")[0], decision.text, facts) if decision.own else None
        if addition is None:
            numbered[key] = decision
            continue
        is_new = DECLARED in decision.own
        least = number if is_new else min((int(id[1:]) for id in decision.own if id.startswith("u")), default=number)
        grown = add_own_fact(source, facts, addition, least=least)
        source, facts = grown.source, grown.facts
        numbered[key] = decision.model_copy(update={"own": list(grown.own)})
        number = max([number, *(int(id[1:]) + 1 for id in grown.own if id.startswith("u"))])
    changed = {key: one for key, one in numbered.items() if one.action != "accept"}
    before = {key: one for key, one in revision.decisions.items() if one.action != "accept"}
    return Draft(
        revision=revision.model_copy(update={"decisions": numbered, "next_own": number}),
        source=source,
        facts=facts,
        polished=revision.polished.model_copy(update={"edits": revise_edits(revision.polished.edits, changed, facts)}),
        refused=refused,
        rendered=changed != before,
    )


def update_of(draft: Draft, values: Mapping[str, object], started: float, today: date) -> Update:
    """What a draft changes in the state; what hangs on facts is computed again where there are others than before.

    Args:
        draft: as `decide` gives it.
        values: the state of the run.
        started: when the run would have begun, had it not waited for the revision.
        today: the day up to which open roles count.
    """
    state = cast("TailoringState", values)
    if not draft.rendered:
        return {"revision": draft.revision}
    update: Update = {"revision": draft.revision, "polished": draft.polished, "started": started}
    if draft.facts == state["facts"]:
        return update
    compiled = compile_profile(draft.facts, state["analysis"], state["requirements"], today)
    fresh = compile_dossier(
        draft.facts,
        state["requirements"],
        compiled["matches"],
        compiled["scores"],
        compiled["recommendations"],
        state["research"],
    )
    dossier = renew_dossier(state["dossier"], state["recommendations"], fresh)
    return {
        **update,
        **compiled,
        "source": draft.source,
        "facts": draft.facts,
        "dossier": dossier,
        "packets": cut_packets(draft.facts, dossier.concerns),
    }


async def look(draft: Draft, values: Mapping[str, object], settings: RunSettings, print_pdf: Print) -> Preview:
    """The visual design of a draft, with the lines that the last export left out for the page limit left out again."""
    state = cast("TailoringState", values)
    tailored = _tailor(draft, state)
    printed = await print_within(
        lambda _: tailored.resume, 0, templates=(settings.template,), limit=settings.pages, print_pdf=print_pdf
    )
    return Preview(
        pdf=printed.pdfs[settings.template],
        html=render_html(tailored.resume, settings.template),
        pages=printed.pages[settings.template],
        claims=tailored.claims,
        refused=draft.refused,
    )


def _tailor(draft: Draft, state: TailoringState) -> TailoredResume:
    decided = draft.revision.decided
    known = {fact.id for fact in draft.facts}
    left_out = {edit.target for edit in draft.polished.edits if not edit.text}
    dropped = {
        claim.facts[0]: claim.why
        for claim in state["report"].claims
        if claim.action == "dropped" and claim.facts[0] in known and claim.facts[0] not in decided | left_out
    }
    reverted = {target: why for target, why in state["validation"].reverted.items() if target not in decided}
    return apply_edits(
        draft.source,
        draft.facts,
        draft.polished.edits,
        draft.polished.arrangement,
        reverted=reverted,
        dropped=dropped,
    )
