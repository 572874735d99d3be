"""Proofreading: how everything that is shipped shall be written, and whether what somebody wrote of a line may be taken.

One function for all who write: the stages' models, the rules that compose, the cover letter. It changes no fact, and knows none:
whether a text is true is the fact check's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from resume.ats.density import is_stuffed
from resume.spelling import find_misspellings, find_slips, mend_misspellings, mend_slips, names_of, words_of
from resume.wording import Variety, follow_spelling, spelling_variety
from resume.wording.machine import put_plainly
from resume.wording.style import Style, follow_apostrophes, follow_style, read_style

Fault = Literal["machine", "misspelled", "grammar", "stuffed", "repeated"]
"""Why a text is not taken."""

FAULTS: dict[Fault, str] = {
    "machine": "it read like a machine's",
    "misspelled": "it held a misspelled word",
    "grammar": "its grammar was broken",
    "stuffed": "it was stuffed with the ad's terms",
    "repeated": "it repeated what other lines said in the same words",
}
"""The same in words for the job seeker, of one line."""


@dataclass(frozen=True)
class House:
    """The house style of one run: how its resume and its letter write."""

    variety: Variety | None
    """British or American: the ad's, else the source's; None where neither shows one."""
    by_ad: bool
    """Whether the variety is the ad's."""
    style: Style
    lines: tuple[str, ...]
    """The source's own lines, whose apostrophes everybody takes."""
    known: frozenset[str]
    """Words that are words because the source or the ad holds them, in small letters."""
    terms: tuple[str, ...]
    """What the ad asks for."""


PLAIN_HOUSE = House(variety=None, by_ad=False, style=Style(), lines=(), known=frozenset(), terms=())
"""The house style of nothing: no text is changed for it."""


@dataclass(frozen=True)
class Proof:
    """What came of proofreading."""

    text: str | None
    """The text as it may be taken; None where it may not."""
    fault: Fault | None = None
    """Why not."""


def read_house(lines: Sequence[str], ad: str, terms: Sequence[str]) -> House:
    """The house style of a run.

    Args:
        lines: the source's own lines, all that are prose.
        ad: the job ad's text.
        terms: what it asks for.
    """
    variety = spelling_variety(ad)
    return House(
        variety=variety or spelling_variety("\n".join(lines)),
        by_ad=variety is not None,
        style=read_style(lines, ad),
        lines=tuple(lines),
        known=words_of((*lines, ad, *terms)) | names_of((*lines, ad)),
        terms=tuple(dict.fromkeys(terms)),
    )


def proofread(text: str, own: str, house: House, *, letter: bool = False) -> Proof:
    """A text as it may be taken: plainly worded, spelled and set as the rest; or why it may not be taken.

    What the source says itself is held against nobody: its phrases, its words, its slips and its lists stay. Proofreading a text
    again changes nothing.

    Args:
        text: what somebody wrote: a line, a sentence or a paragraph.
        own: the source's words that it rests on, all lines together.
        house: the house style.
        letter: whether it is a letter's, whose sentences must be whole.
    """
    plain = put_plainly(text, own=own)
    if plain is None:
        return Proof(None, "machine")
    plain = mend_misspellings(plain, find_misspellings(plain, house.known, names=False))
    if not find_slips(own):
        plain = mend_slips(plain, letter=letter)
    plain = in_house_style(follow_apostrophes(plain, house.lines), house)
    if find_misspellings(plain, house.known, names=False):
        return Proof(None, "misspelled")
    theirs = {slip.rule for slip in find_slips(own)}
    if any(slip.rule not in theirs for slip in find_slips(plain, letter=letter)):
        return Proof(None, "grammar")
    if is_stuffed(plain, own, house.terms):
        return Proof(None, "stuffed")
    return Proof(plain)


def in_house_style(text: str, house: House) -> str:
    """A text in the run's spelling variety and style."""
    spelled = follow_spelling(text, house.variety) if house.variety is not None else text
    return follow_style(spelled, house.style)
