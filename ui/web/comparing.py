"""Two tailored resumes side by side, line by line; and two versions of a resume, field by field. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ui.web.corrections import entries_of, section_forms

if TYPE_CHECKING:
    from resume.edits import Claim
    from resume.schema import Resume

LEAST_ALIKE = 0.55
"""Share of characters that two lines of different sources have in common where they count as the same one reworded."""

LETTER = "letter"


@dataclass(frozen=True)
class LinePair:
    """A line in two resumes; None on the side where it is not."""

    section: str
    left: str | None
    right: str | None

    @property
    def same(self) -> bool:
        """Whether both read alike."""
        return self.left == self.right


@dataclass(frozen=True)
class FieldChange:
    """A field of a resume that two versions fill differently."""

    title: str
    """Entry and field, as `Nurse, Riverside Clinic: Lines`."""
    before: str
    after: str


def shown_lines(claims: "Sequence[Claim]") -> "list[Claim]":
    """The lines that a resume shows: without the letter's, and without those that were left out."""
    return [claim for claim in claims if claim.section != LETTER and claim.action != "dropped"]


def pair_lines(left: "Sequence[Claim]", right: "Sequence[Claim]", *, same_source: bool) -> list[LinePair]:
    """The lines of two resumes, each beside its counterpart, in the order of the right one.

    Args:
        left: lines of one resume.
        right: of the other.
        same_source: whether both come of one source resume, so that a fact id names the same line in both.
    """
    sections = list(dict.fromkeys(claim.section for claim in (*right, *left)))
    pairs: list[LinePair] = []
    for section in sections:
        ours = [claim for claim in left if claim.section == section]
        theirs = [claim for claim in right if claim.section == section]
        pairs += _pair_section(section, ours, theirs, same_source=same_source)
    return pairs


def _pair_section(section: str, ours: "list[Claim]", theirs: "list[Claim]", *, same_source: bool) -> list[LinePair]:
    if len(ours) == len(theirs) == 1:
        return [LinePair(section, ours[0].text, theirs[0].text)]
    rest = list(ours)
    found: list[LinePair] = []
    for claim in theirs:
        counterpart = _counterpart(claim, rest, same_source=same_source)
        if counterpart is not None:
            rest.remove(counterpart)
        found.append(LinePair(section, counterpart.text if counterpart else None, claim.text))
    return found + [LinePair(section, claim.text, None) for claim in rest]


def _counterpart(claim: "Claim", among: "list[Claim]", *, same_source: bool) -> "Claim | None":
    alike = next((one for one in among if one.text == claim.text), None)
    if alike is not None:
        return alike
    if same_source:
        return next((one for one in among if claim.facts and one.facts[:1] == claim.facts[:1]), None)
    scored = [(SequenceMatcher(None, one.text, claim.text).ratio(), -place) for place, one in enumerate(among)]
    best = max(scored, default=(0.0, 0))
    return among[-best[1]] if best[0] >= LEAST_ALIKE else None


def changed_fields(before: "Resume", after: "Resume") -> list[FieldChange]:
    """The fields that two versions of a resume fill differently, in the order of the form.

    An entry is held against its counterpart, so that one that was added above the others changes none of theirs.
    """
    new = _filled(after, {})
    old = _filled(before, _counterparts(before, after))
    pointers = [*new, *(pointer for pointer in old if pointer not in new)]
    changes = []
    for pointer in pointers:
        title, text = new.get(pointer) or (old[pointer][0], "")
        was = old[pointer][1] if pointer in old else ""
        if was != text:
            changes.append(FieldChange(title, was, text))
    return changes


def _counterparts(before: "Resume", after: "Resume") -> dict[str, str]:
    """Where each entry stands in the other version, pointer → pointer: by its title, else by its place among those changed."""
    found = {}
    for form in section_forms():
        ours, theirs = entries_of(before, form), entries_of(after, form)
        alike = SequenceMatcher(None, [one.title for one in ours], [one.title for one in theirs], autojunk=False)
        for _, first, last, there, end in alike.get_opcodes():
            for place in range(last - first):
                pointer = ours[first + place].pointer
                found[pointer] = theirs[there + place].pointer if there + place < end else f"{pointer} (gone)"
    return found


def _filled(resume: "Resume", places: dict[str, str]) -> dict[str, tuple[str, str]]:
    """What each field that is filled is called and says, by its pointer, within its entry's counterpart where one is named."""
    return {
        places.get(entry.pointer, entry.pointer) + field.pointer.removeprefix(entry.pointer): (
            f"{form.title if form.single else entry.title}: {field.form.label}",
            field.text,
        )
        for form in section_forms()
        for entry in entries_of(resume, form)
        for field in entry.fields
        if field.text
    }
