"""From the lines of any document to a resume: head, sections, entries, fields.

`sections` parts the lines by their headings, `entries` the sections into entries, `headers` takes an entry's header apart;
`contacts` reads the head, `lists` the skills, `fields` builds the parts, `assembly` puts them together. What no reader could
place is kept in a section of its own (`leftovers`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.lines import Line
from documents.readers.decorations import with_plain_headings, without_leaders
from documents.readers.structure.assembly import add_leftovers, assemble, join_section
from documents.readers.structure.contacts import with_labels, with_split_name, with_whole_addresses
from documents.readers.structure.forms import unfold_forms
from documents.readers.structure.leftovers import find_leftovers
from documents.readers.structure.paragraphs import join_head
from documents.readers.structure.periods import with_whole_periods
from documents.readers.structure.sections import Outline, is_furniture, outline
from resume.language import detect_language
from resume.schema import Resume


@dataclass(frozen=True)
class StructuredResume:
    """A resume read from lines."""

    resume: Resume
    unsure: list[str]
    """JSON Pointers of the fields that were guessed with little evidence."""
    labels: tuple[str, ...] = ()
    """Words that only labelled a field ("Tel.:") and are not kept with it."""


def structure_resume(lines: Sequence[Line]) -> StructuredResume:
    """The resume that a document's lines hold.

    Every word outside headings, page numbers and field labels ("Tel.:") is in it, and no word is in it that no line holds.
    """
    plain = with_plain_headings(without_leaders([line for line in lines if not is_furniture(line)]))
    plain = with_whole_periods(plain)
    form = unfold_forms(with_labels(plain))
    content = with_split_name(with_whole_addresses(form.lines))
    parts = outline(content)
    draft = assemble(parts, detect_language("\n".join(line.text for line in content)))
    add_leftovers(draft, find_leftovers([*_texts(parts), *draft.stray], draft.resume, draft.notes.labels))
    return StructuredResume(draft.resume, list(dict.fromkeys(draft.unsure)), (*form.labels, *draft.notes.labels))


def looks_like_resume(resume: Resume) -> bool:
    """Whether a resume holds anything a resume is made of.

    Generous on purpose: one dated role, a degree, or a way to reach somebody beside any section is enough; a poem or a
    shopping list has none of them.
    """
    basics = resume.basics
    reachable = bool(basics.email or basics.phone or basics.profiles)
    roles = [
        work
        for work in resume.work
        if (work.position or work.name) and (work.date_text or work.start_date or work.end_date)
    ]
    named_roles = [work for work in resume.work if work.position and work.name]
    degrees = [one for one in resume.education if one.institution or one.study_type]
    sections = sum(
        bool(held)
        for held in (
            resume.work,
            resume.education,
            resume.skills,
            resume.projects,
            resume.certificates,
            resume.volunteer,
            resume.languages,
            resume.publications,
            resume.awards,
            basics.summary,
        )
    )
    if roles or named_roles or degrees or resume.volunteer:
        return True
    return sections >= 2 or (reachable and sections >= 1)


def _texts(parts: Outline) -> list[str]:
    held = [line.text for line in parts.name]
    held += [line.text for line in join_head(parts.head)]
    return held + [line.text for section in parts.sections for line in join_section(section)]
