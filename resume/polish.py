"""The pass over the whole resume: order, doubles and punctuation, so that it reads as one piece."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from resume.dossier import weigh_facts
from resume.edits import Arrangement, Edit, container_of
from resume.facts import Fact
from resume.job import Requirement
from resume.matching import evidence_text, shown_term
from resume.sentences import list_up
from resume.wording import Variety, follow_spelling, prose_kind, says_all_of

MOST = 0.6
"""Share of a resume's bullets that must agree on a closing full stop before the others follow them: a clear majority."""


PROSE_SECTIONS = frozenset({"work", "volunteer", "projects"})
"""Sections whose lines are sentences or read like them; the lines of others are often mere names (`Forklift licence`)."""


def polish_edits(facts: Sequence[Fact], edits: Sequence[Edit]) -> list[Edit]:
    """The edits of all packets together with those that only the whole shows: doubles merged, full stops made alike."""
    doubles = list(_merge_doubles(facts, {edit.facts[0]: edit for edit in edits if edit.place is None}))
    gone = {id for edit in doubles for id in edit.facts[1:]}
    kept = [edit for edit in edits if edit.facts[0] not in gone]
    return agree_on_full_stops(facts, [*kept, *doubles])


def _merge_doubles(facts: Sequence[Fact], drafted: Mapping[str, Edit]) -> Iterator[Edit]:
    """Lines of one entry that say the same words become one."""
    first: dict[tuple[str | None, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.kind == "bullet" and fact.field == "item":
            first[fact.entry, re.sub(r"\W+", " ", fact.text).casefold().strip()].append(fact)
    for same in first.values():
        if len(same) > 1:
            reason = "The same line stood here more than once."
            yield _merge(same[0], same[1:], reason, drafted)
    yield from _merge_near_doubles([same[0] for same in first.values() if len(same) == 1], drafted)


def _merge_near_doubles(lines: Sequence[Fact], drafted: Mapping[str, Edit]) -> Iterator[Edit]:
    """Lines of one entry of which another says all, and more, go into that one."""
    by_entry: dict[str | None, list[Fact]] = defaultdict(list)
    for line in lines:
        by_entry[line.entry].append(line)
    for members in by_entry.values():
        gone: set[str] = set()
        for fuller in members:
            said = [
                line
                for line in members
                if line is not fuller and not gone & {line.id, fuller.id} and says_all_of(fuller.text, line.text)
            ]
            if said:
                gone |= {line.id for line in said}
                named = " and ".join(f"“{line.text.rstrip('.')}”" for line in said)
                yield _merge(fuller, said, f"It says all that {named} said.", drafted)


def _merge(kept: Fact, merged: Sequence[Fact], reason: str, drafted: Mapping[str, Edit]) -> Edit:
    """The line that stays, with those that go into it; what the user added to a line stands where that line stood."""
    draft = drafted.get(kept.id)
    ids = [kept.id, *(fact.id for fact in merged)]
    if kept.origin == "user" and merged[0].origin == "source":
        ids = [merged[0].id, kept.id, *(fact.id for fact in merged[1:])]
        reason = "With what you added yourself."
    if draft is None:
        return Edit(facts=ids, text=kept.text, reason=reason, stage="polisher")
    return draft.model_copy(update={"facts": ids, "reason": f"{draft.reason} {reason}", "stage": "polisher"})


def agree_on_full_stops(facts: Sequence[Fact], edits: Sequence[Edit]) -> list[Edit]:
    """The edits with those that let the single sentences of all bullets close alike, as most of them do."""
    latest = {edit.facts[0]: edit for edit in edits if edit.place is None}
    gone = {id for edit in latest.values() for id in edit.facts[1:]}
    changed = {edit.target: edit for edit in _closed_alike(facts, latest, gone)}
    return [*(edit for edit in edits if edit.target not in changed), *changed.values()]


def _closed_alike(facts: Sequence[Fact], latest: Mapping[str, Edit], gone: set[str]) -> Iterator[Edit]:
    bullets = {
        fact.id: latest[fact.id].text if fact.id in latest else fact.text
        for fact in facts
        if fact.kind == "bullet" and fact.field == "item" and fact.section in PROSE_SECTIONS and fact.id not in gone
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
    stopped_or_not = _with_full_stop if share >= MOST else _without_full_stop
    for id, text in single.items():
        wanted = stopped_or_not(text)
        extra = [stopped_or_not(line) for line in latest[id].extra] if id in latest else []
        if wanted != text or (id in latest and extra != latest[id].extra):
            yield change_text(latest.get(id), id, wanted, extra, "Closes as the other lines do.")


def change_text(before: Edit | None, id: str, text: str, extra: list[str], reason: str) -> Edit:
    """A line's edit so far with one more change.

    Args:
        before: the edit so far; None where the line is the source's own.
        id: the fact's.
        text: how the line reads now.
        extra: how its further lines read now.
        reason: why, in words for the job seeker; one that is given already is not given again.
    """
    if before is None:
        return Edit(facts=[id], text=text, reason=reason, stage="polisher", extra=extra)
    reasons = before.reason if reason in before.reason else f"{before.reason} {reason}".strip()
    changes = {"text": text, "extra": extra, "reason": reasons, "stage": "polisher"}
    return before.model_copy(update=changes)


def _with_full_stop(text: str) -> str:
    return text if text.endswith(".") else text + "."


def _without_full_stop(text: str) -> str:
    if text.endswith("...") or re.search(r"\b(?:\w\.)+\w\.$|\b(?:etc|Inc|Ltd|Co|St|Dr|Jr|Sr|No)\.$", text):
        return text
    return text.removesuffix(".")


def follow_ad_spelling(facts: Sequence[Fact], edits: Sequence[Edit], variety: Variety | None) -> list[Edit]:
    """The edits with all prose spelled as the ad spells: bullets and the summary, never titles, names, degrees or skills.

    Args:
        facts: all facts of the source.
        edits: the edits so far.
        variety: the ad's spelling; None where it shows none, and nothing changes.
    """
    if variety is None:
        return list(edits)
    reason = f"Spelled as in the job ad, in {variety.capitalize()} English."
    return rewrite_prose(facts, edits, lambda text: follow_spelling(text, variety), reason)


def rewrite_prose(
    facts: Sequence[Fact], edits: Sequence[Edit], rewrite: Callable[[str], str], reason: str
) -> list[Edit]:
    """The edits with all prose rewritten in one way: bullets and the summary, never titles, names, degrees or skills.

    Args:
        facts: all facts of the source.
        edits: the edits so far.
        rewrite: what becomes of a text; it says the same.
        reason: why, in words for the job seeker.
    """
    latest = {edit.target: edit for edit in edits}
    merged = {id for edit in latest.values() if edit.place is None for id in edit.facts[1:]}
    changed: dict[str, Edit] = {}
    for fact in facts:
        if prose_kind(fact) is None or fact.id in merged:
            continue
        before = latest.get(fact.id)
        text = before.text if before else fact.text
        extra = [rewrite(line) for line in before.extra] if before else []
        spelled = rewrite(text)
        if text and (spelled != text or (before and extra != before.extra)):
            changed[fact.id] = change_text(before, fact.id, spelled, extra, reason)
    for place, edit in latest.items():
        if edit.place is not None and (spelled := rewrite(edit.text)) != edit.text:
            changed[place] = edit.model_copy(update={"text": spelled})
    return [*(edit for edit in edits if edit.target not in changed), *changed.values()]


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
    put_forward: Collection[str] = (),
) -> Arrangement:
    """The order in which what the job asks for comes first: bullets within their entry, skills within their group.

    Roles stay as the source orders them. What speaks to no requirement keeps its place behind what does.

    Args:
        facts: all facts of the source.
        requirements: what the ad asks for.
        evidence: requirement id → ids of the facts that support it.
        sections: the source's sections in their order.
        put_forward: ids of facts that go before others of the same weight.
    """
    by_id = {fact.id: fact for fact in facts}
    shown = {
        one.id: [id for id in evidence.get(one.id, []) if id in by_id and shown_term(one, evidence_text(by_id[id]))]
        for one in requirements
    }
    weights = weigh_facts(requirements, shown)
    least = LEAST_TO_MOVE if any(weight >= LEAST_TO_MOVE for weight in weights.values()) else 0.0
    lists: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.kind == "skill" or (fact.kind == "bullet" and fact.field == "item"):
            lists[container_of(fact)].append(fact)
    order: dict[str, list[str]] = {}
    moved: dict[str, str] = {}
    for pointer, members in lists.items():
        ranked = sorted(members, key=lambda fact: (-_weight(fact, facts, weights, least), fact.id not in put_forward))
        if ranked == members:
            continue
        order[pointer] = [fact.id for fact in ranked]
        for index, fact in enumerate(ranked):
            if index < members.index(fact):
                moved[fact.id] = _why_moved(fact, requirements, shown) or (
                    PUT_FORWARD_FOR_JOB if fact.id in put_forward else ""
                )
    return Arrangement(
        order=order, sections=order_sections(sections), moved={id: why for id, why in moved.items() if why}
    )


PUT_FORWARD_FOR_JOB = (
    "Moved up: of the lines that answer nothing in the ad's own words, it is put forward for this job."
)

LEAST_TO_MOVE = 0.5
"""Weight from which a bullet goes before others, where the ad names conditions at all: a mere duty moves no achievement down."""


def _weight(fact: Fact, facts: Sequence[Fact], weights: dict[str, float], least: float) -> float:
    """A group of skills weighs what its skills weigh together; a bullet nothing below `least`."""
    own = weights.get(fact.id, 0.0)
    if fact.kind == "bullet" and own < least:
        return 0.0
    if fact.kind == "skill" and fact.field == "header":
        own += sum(weights.get(member.id, 0.0) for member in facts if member.entry == fact.id)
    return own


def _why_moved(fact: Fact, requirements: Sequence[Requirement], shown: dict[str, list[str]]) -> str:
    answered = sorted((one for one in requirements if fact.id in shown[one.id]), key=lambda one: -one.weight)
    terms = [term for one in answered if (term := shown_term(one, evidence_text(fact))) is not None]
    named = [f"“{term}”" for term in dict.fromkeys(terms)][:MOST_NAMED]
    if not named:
        return ""
    return f"Moved up: the job asks for {list_up(named)}."


MOST_NAMED = 3
"""Terms that a reason names: enough to convince."""
