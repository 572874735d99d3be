"""Edits: the only way a stage changes a resume. Lists of (fact ids, new text, reason), applied by one function.

What no edit touches cannot change, since the tailored resume is always built again from the source.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from resume.facts import Fact
from resume.schema import Resume

ClaimAction = Literal["kept", "edited", "added", "dropped", "reverted"]

Place = Literal["headline", "summary"]
"""Where a composed line goes: it becomes the headline, or the last sentence of the summary."""


class Edit(BaseModel):
    """One change of one line.

    The line of the first fact takes the new text; further facts are merged into it, and their own lines go. An empty text
    drops the line. With a `place` it is a line of its own, composed of its facts, whose own lines stay as they are.
    """

    model_config = ConfigDict(frozen=True)

    facts: list[str] = Field(min_length=1, description="ids of the facts the new text rests on; the first is replaced")
    text: str
    reason: str = Field(description="why, in words for the job seeker")
    stage: str = Field(description="the stage that made it")
    by: Literal["rules", "model", "user"] = Field(
        default="rules", description="who wrote the text; a model's is never quoted where it was refused"
    )
    place: Place | None = Field(default=None, description="where a composed line goes; None: in the first fact's place")
    extra: list[str] = Field(
        default=[],
        description="further lines behind `text`, where one was cut into several; they rest on the same facts",
    )

    @property
    def target(self) -> str:
        """What the edit is known by when it is reverted: the place of a composed line, else its first fact."""
        return self.place or self.facts[0]


class Arrangement(BaseModel):
    """The order of lines, skills and sections, where it differs from the source's."""

    model_config = ConfigDict(frozen=True)

    order: dict[str, list[str]] = Field(
        default={},
        description="JSON Pointer of a list in the source (`/work/0/highlights`, `/skills`) → its fact ids in the new order",
    )
    sections: list[str] = Field(
        default=[],
        description="the sections in the new order, by the names of `meta.sectionOrder`; empty: as in the source",
    )
    moved: dict[str, str] = Field(default={}, description="fact id → why it moved, in words for the job seeker")


class Claim(BaseModel):
    """One line of the tailored resume, what became of it, and what proves it."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(description="`k1`, `k2`, … in the order of the tailored resume, dropped lines last")
    section: str = Field(description="JSON Resume's name of the section; `headline` and `summary` for those")
    text: str
    original: str | None = Field(description="the source's line; None for what was added")
    facts: list[str] = Field(description="ids of the facts that prove it; the first is where it stood")
    action: ClaimAction
    why: str = Field(description="the reason, empty where it was kept as it was")
    by_user: bool = Field(
        default=False, description="whether it says what the candidate added in review, or is worded by them"
    )


class TailoredResume(BaseModel):
    """The tailored resume and, line by line, what proves it."""

    model_config = ConfigDict(frozen=True)

    resume: Resume
    claims: list[Claim]


@dataclass(frozen=True)
class _Line:
    """A line of the result before it is numbered as a claim."""

    fact: Fact
    text: str
    facts: tuple[str, ...]
    action: ClaimAction
    why: str
    place: Place | None = None
    extra: tuple[str, ...] = ()
    by_user: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """All lines that it prints."""
        return self.text, *self.extra


_HEADER_FIELDS: dict[str, str] = {"headline": "", "skill": "/name"}
"""The headers that an edit may change, and the field that holds their text. Titles, employers, degrees and dates never change."""

_PLACES: dict[Place, str] = {"headline": "/basics/label", "summary": "/basics/summary"}


def apply_edits(
    source: Resume,
    facts: Sequence[Fact],
    edits: Sequence[Edit],
    arrangement: Arrangement,
    *,
    reverted: Mapping[str, str] | None = None,
    dropped: Mapping[str, str] | None = None,
) -> TailoredResume:
    """The tailored resume: `source` with the edits and the arrangement, less what was reverted or dropped.

    Args:
        source: the resume that `facts` number.
        facts: all facts of `source`.
        edits: the changes; of several edits of one line the last one counts.
        arrangement: the order of lines; ids it does not name follow in the source's order.
        reverted: an edit's target → why it was undone: the line stands as in the source, a composed one is not there.
        dropped: fact id → why its line was left out; the fact that names an entry takes the whole entry with it.

    Raises:
        KeyError: an edit names a fact that does not exist.
    """
    undone = reverted or {}
    lines = _decide_lines(facts, [edit for edit in edits if edit.place is None], arrangement, undone, dropped or {})
    composed = {edit.place: edit for edit in edits if edit.place is not None and edit.place not in undone}
    data = source.model_dump(by_alias=True)
    containers = _containers(facts)
    for pointer, members in containers.items():
        ordered = _in_order(members, arrangement.order.get(pointer, []))
        shown_lines = [lines[fact.id] for fact in ordered if fact.id in lines and lines[fact.id].action != "dropped"]
        kept = [text for line in shown_lines for text in line.texts]
        if kept == [fact.text for fact in members]:
            continue
        if members[0].field == "sentence":
            _set(data, pointer, " ".join(kept))
        else:
            _set(data, pointer, kept)
    for fact in facts:
        if fact.id in lines and lines[fact.id].action == "edited" and fact.kind in _HEADER_FIELDS:
            _set(data, fact.path + _HEADER_FIELDS[fact.kind], lines[fact.id].text)
    for place, edit in composed.items():
        pointer = _PLACES[place]
        standing = _get(data, pointer) if place == "summary" else None
        _set(data, pointer, f"{standing} {edit.text}" if standing else edit.text)
    gone = [fact.path for fact in facts if not _is_line(fact) and lines[fact.id].action == "dropped"]
    for path in gone:
        _set(data, path, None)
    _reorder_entries(data, facts, arrangement)
    for pointer in {path.rpartition("/")[0] for path in gone}:
        entries = _get(data, pointer)
        if isinstance(entries, list):
            _set(data, pointer, [entry for entry in entries if entry is not None])
    if arrangement.sections:
        _set(data, "/meta/sectionOrder", arrangement.sections)
    shown = [*_composed_lines(composed, facts), *_lines_in_order(facts, lines, arrangement)]
    return TailoredResume(resume=Resume.model_validate(data), claims=_number_claims(shown))


def _decide_lines(
    facts: Sequence[Fact],
    edits: Sequence[Edit],
    arrangement: Arrangement,
    reverted: Mapping[str, str],
    dropped: Mapping[str, str],
) -> dict[str, _Line]:
    """The line that stands for each fact; facts merged into another line have none."""
    by_id = {fact.id: fact for fact in facts}
    dropped = {**{fact.id: dropped[fact.entry] for fact in facts if fact.entry and fact.entry in dropped}, **dropped}
    latest = {edit.facts[0]: edit for edit in edits if edit.facts[0] not in reverted}
    merged = {id for edit in latest.values() if edit.text for id in edit.facts[1:] if _is_line(by_id[id])}
    lines: dict[str, _Line] = {}
    for fact in facts:
        if fact.id in merged - latest.keys():
            continue
        edit = latest.get(fact.id)
        moved = arrangement.moved.get(fact.id, "")
        if fact.id in dropped or (edit is not None and not edit.text):
            why = dropped.get(fact.id) or (edit.reason if edit else "")
            lines[fact.id] = _Line(fact, fact.text, (fact.id,), "dropped", why)
        elif fact.id in reverted:
            lines[fact.id] = _Line(fact, fact.text, (fact.id,), "reverted", reverted[fact.id])
        elif edit is not None and (edit.text != fact.text or len(edit.facts) > 1 or edit.extra):
            why = " ".join(part for part in (edit.reason, moved) if part)
            worded = edit.by == "user"
            lines[fact.id] = _Line(
                fact, edit.text, tuple(edit.facts), "edited", why, extra=tuple(edit.extra), by_user=worded
            )
        else:
            lines[fact.id] = _Line(fact, fact.text, (fact.id,), "kept", moved)
    return {id: _told_by_user(line, by_id) for id, line in lines.items()}


ADDED_BY_USER = "You added this yourself."
FILLED_IN_BY_USER = "You told this yourself."


def _told_by_user(line: _Line, by_id: Mapping[str, Fact]) -> _Line:
    """A line that rests on what the user added, marked so; one that stands for nothing in the source is an added one."""
    if all(by_id[id].origin == "source" for id in line.facts):
        return line
    line = replace(line, by_user=True)
    if line.fact.origin == "source" or line.action not in ("kept", "edited"):
        return line
    action: ClaimAction = "added" if line.fact.before is None else "edited"
    told = ADDED_BY_USER if line.fact.before is None else FILLED_IN_BY_USER
    return replace(line, action=action, why=f"{told} {line.why}".strip())


def _is_line(fact: Fact) -> bool:
    return fact.field != "header"


def container_of(fact: Fact) -> str:
    """JSON Pointer of the list or paragraph that a line stands in."""
    return fact.path if fact.field == "sentence" else fact.path.rpartition("/")[0]


def _containers(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    containers: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if _is_line(fact):
            containers[container_of(fact)].append(fact)
    return containers


def _in_order(members: Sequence[Fact], order: Sequence[str]) -> list[Fact]:
    rank = {id: index for index, id in enumerate(order)}
    return sorted(members, key=lambda fact: rank.get(fact.id, len(rank)))


def _reorder_entries(data: dict[str, object], facts: Sequence[Fact], arrangement: Arrangement) -> None:
    """Put whole entries (skills and their groups) into the arrangement's order; an entry without a fact stays last."""
    for pointer, ids in arrangement.order.items():
        entries = _get(data, pointer)
        position = {fact.path: index for index, fact in enumerate(facts)}
        paths = [fact.path for id in ids for fact in facts if fact.id == id and fact.field == "header"]
        if not paths or not isinstance(entries, list):
            continue
        rank = {path: index for index, path in enumerate(paths)}
        named = [(f"{pointer}/{index}", entry) for index, entry in enumerate(entries)]
        named.sort(key=lambda item: (rank.get(item[0], len(rank)), position.get(item[0], len(position))))
        _set(data, pointer, [entry for _, entry in named])


def _composed_lines(composed: Mapping[Place, Edit], facts: Sequence[Fact]) -> Iterator[_Line]:
    by_id = {fact.id: fact for fact in facts}
    for place, edit in composed.items():
        by_user = edit.by == "user"
        yield _Line(by_id[edit.facts[0]], edit.text, tuple(edit.facts), "added", edit.reason, place, by_user=by_user)


def _number_claims(lines: Sequence[_Line]) -> list[Claim]:
    in_order = sorted(lines, key=lambda line: line.action == "dropped")
    return [
        Claim(
            id=f"k{number}",
            section=line.place or claim_section(line.fact),
            text=line.text,
            original=_original(line),
            facts=list(line.facts),
            action=line.action,
            why=line.why,
            by_user=line.by_user,
        )
        for number, line in enumerate(in_order, start=1)
    ]


def _original(line: _Line) -> str | None:
    """The source's own line; None for what is composed or the user's own."""
    if line.place is not None:
        return None
    return line.fact.before or (line.fact.text if line.fact.origin == "source" else None)


def target_of(claim: Claim, first: Fact) -> str:
    """What an edit of this claim's line is known by: its first fact, or its place where the line was composed.

    Args:
        claim: the line.
        first: the first of its facts.
    """
    composed = claim.action == "added" and (first.origin == "source" or claim.section != claim_section(first))
    return claim.section if composed else first.id


def claim_section(fact: Fact) -> str:
    """The section of a claim that stands where this fact stood."""
    return fact.kind if fact.kind in ("headline", "summary") and fact.section == "basics" else fact.section


def _lines_in_order(facts: Sequence[Fact], lines: Mapping[str, _Line], arrangement: Arrangement) -> Iterator[_Line]:
    """All lines but contact details, in the order in which the tailored resume prints them, section by section."""
    by_entry: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.kind not in ("name", "contact"):
            by_entry[fact.entry or fact.id].append(fact)
    ranks = {id: index for ids in arrangement.order.values() for index, id in enumerate(ids)}
    sections = list(dict.fromkeys(group[0].section for group in by_entry.values()))
    entries = sorted(by_entry, key=lambda id: (sections.index(by_entry[id][0].section), ranks.get(id, len(ranks))))
    for entry in entries:
        containers = list(dict.fromkeys(container_of(fact) for fact in by_entry[entry] if _is_line(fact)))
        headers = [fact for fact in by_entry[entry] if not _is_line(fact)]
        members = [fact for fact in by_entry[entry] if _is_line(fact)]
        members.sort(key=lambda fact: (containers.index(container_of(fact)), ranks.get(fact.id, len(ranks))))
        for line in (lines[fact.id] for fact in [*headers, *members] if fact.id in lines):
            yield line
            yield from (replace(line, text=text, extra=()) for text in line.extra)


def _get(data: object, pointer: str) -> object:
    for step in pointer.split("/")[1:]:
        if isinstance(data, list):
            data = data[int(step)]
        elif isinstance(data, dict):
            data = data.get(step)
    return data


def _set(data: object, pointer: str, value: object) -> None:
    parent, _, last = pointer.rpartition("/")
    target = _get(data, parent)
    if isinstance(target, dict):
        target[last] = value
    elif isinstance(target, list):
        target[int(last)] = value
