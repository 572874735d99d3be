"""The pass over the whole resume: order, doubles and punctuation, so that it reads as one piece."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from resume.dossier import weigh_facts
from resume.edits import Arrangement, Edit, container_of
from resume.facts import Fact
from resume.job import Requirement

MOST = 0.6
"""Share of a resume's bullets that must agree on a closing full stop before the others follow them: a clear majority."""


def polish_edits(facts: Sequence[Fact], edits: Sequence[Edit]) -> list[Edit]:
    """The edits of all packets together with those that only the whole shows: doubles merged, full stops made alike."""
    doubles = list(_merge_doubles(facts, {edit.facts[0]: edit.text for edit in edits}))
    gone = {id for edit in doubles for id in edit.facts[1:]}
    kept = [edit for edit in edits if edit.facts[0] not in gone]
    return [*kept, *doubles, *_agree_on_full_stops(facts, [*kept, *doubles], gone)]


def _merge_doubles(facts: Sequence[Fact], drafted: dict[str, str]) -> Iterator[Edit]:
    """Lines of one entry that say the same words become one."""
    first: dict[tuple[str | None, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.kind == "bullet" and fact.field == "item":
            first[fact.entry, re.sub(r"\W+", " ", fact.text).casefold().strip()].append(fact)
    for same in first.values():
        if len(same) > 1:
            reason = "The same line stood here more than once."
            text = drafted.get(same[0].id, same[0].text)
            yield Edit(facts=[fact.id for fact in same], text=text, reason=reason, stage="polisher")


def _agree_on_full_stops(facts: Sequence[Fact], edits: Sequence[Edit], gone: set[str]) -> Iterator[Edit]:
    latest = {edit.facts[0]: edit for edit in edits}
    bullets = {
        fact.id: latest[fact.id].text if fact.id in latest else fact.text
        for fact in facts
        if fact.kind == "bullet" and fact.field == "item" and fact.id not in gone
    }
    single = {
        id: text for id, text in bullets.items() if not re.search(r"[.!?:;]\s", text) and text[-1:] not in "!?:;…"
    }
    stopped = sum(text.endswith(".") for text in single.values())
    if not single or len(single) in (stopped, stopped + len(single)):
        return
    share = stopped / len(single)
    if 1 - MOST < share < MOST:
        return
    for id, text in single.items():
        wanted = _with_full_stop(text) if share >= MOST else _without_full_stop(text)
        if wanted != text:
            reason = latest[id].reason + " " if id in latest else ""
            rests_on = latest[id].facts if id in latest else [id]
            yield Edit(facts=rests_on, text=wanted, reason=f"{reason}Closes as the other lines do.", stage="polisher")


def _with_full_stop(text: str) -> str:
    return text if text.endswith(".") else text + "."


def _without_full_stop(text: str) -> str:
    if text.endswith("...") or re.search(r"\b(?:\w\.)+\w\.$|\b(?:etc|Inc|Ltd|Co|St|Dr|Jr|Sr|No)\.$", text):
        return text
    return text.removesuffix(".")


SIDE_SECTIONS = frozenset({"skills", "languages", "interests", "certificates", "awards", "references"})
"""Sections that often stand in a column beside the text, and so are read before the summary."""


def order_sections(order: Sequence[str]) -> list[str]:
    """The sections with the summary first. What a source has before its summary stood in a column beside it: that comes last.

    Everything else keeps the source's order.
    """
    if "summary" not in order:
        return list(order)
    before = order[: order.index("summary")]
    aside = [name for name in before if name in SIDE_SECTIONS]
    return ["summary", *(name for name in order if name != "summary" and name not in aside), *aside]


def arrange(
    facts: Sequence[Fact],
    requirements: Sequence[Requirement],
    evidence: dict[str, list[str]],
    sections: Sequence[str] = (),
) -> Arrangement:
    """The order in which what the job asks for comes first: bullets within their entry, skills within their group.

    Roles stay as the source orders them. What speaks to no requirement keeps its place behind what does.

    Args:
        facts: all facts of the source.
        requirements: what the ad asks for.
        evidence: requirement id → ids of the facts that support it.
        sections: the source's sections in their order.
    """
    weights = weigh_facts(requirements, evidence)
    lists: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.kind == "skill" or (fact.kind == "bullet" and fact.field == "item"):
            lists[container_of(fact)].append(fact)
    order: dict[str, list[str]] = {}
    moved: dict[str, str] = {}
    for pointer, members in lists.items():
        ranked = sorted(members, key=lambda fact: -_weight(fact, facts, weights))
        if ranked == members:
            continue
        order[pointer] = [fact.id for fact in ranked]
        for index, fact in enumerate(ranked):
            if index < members.index(fact):
                moved[fact.id] = _why_moved(fact, requirements, evidence)
    return Arrangement(
        order=order, sections=order_sections(sections), moved={id: why for id, why in moved.items() if why}
    )


def _weight(fact: Fact, facts: Sequence[Fact], weights: dict[str, float]) -> float:
    """A group of skills weighs what its skills weigh together."""
    own = weights.get(fact.id, 0.0)
    if fact.kind == "skill" and fact.field == "header":
        own += sum(weights.get(member.id, 0.0) for member in facts if member.entry == fact.id)
    return own


def _why_moved(fact: Fact, requirements: Sequence[Requirement], evidence: dict[str, list[str]]) -> str:
    answered = [one for one in requirements if fact.id in evidence.get(one.id, [])]
    if not answered:
        return ""
    strongest = max(answered, key=lambda one: one.weight)
    named = strongest.terms[0] if strongest.terms else strongest.text
    return f"Moved up: the job asks for “{named}”."
