"""Notes for the job seeker on slips in their own lines: told, never mended behind their back."""

from collections.abc import Iterator, Sequence

from resume.spelling.checking import find_misspellings, names_of
from resume.spelling.grammar import find_slips

MOST_NOTES = 8
"""Notes of one report: of a resume full of slips the first ones are enough to send people back to it."""

QUOTED_WORDS = 5
"""Words of a line that a note quotes on either side, so that it can be found."""


UNSEEN = frozenset({"doubled_space"})
"""Rules whose slips nobody sees in print."""


def note_slips(lines: Sequence[str]) -> list[str]:
    """What looks misspelled or broken in lines of an English resume, each kind of slip told once.

    A word that is in no dictionary is told only where it is clear what was meant: the rest are names and terms of a trade.

    Args:
        lines: the lines as they are shipped.
    """
    names = names_of(lines)
    notes = list(dict.fromkeys(note for line in lines for note in _notes_on(line, names)))
    if len(notes) <= MOST_NOTES:
        return notes
    left = len(notes) - MOST_NOTES
    return [*notes[:MOST_NOTES], f"{left} more {'place looks' if left == 1 else 'places look'} misspelled or broken."]


def _notes_on(line: str, names: frozenset[str]) -> Iterator[str]:
    for word in find_misspellings(line, names):
        if word.meant is not None:
            yield f"“{word.word}” may be meant as “{word.meant}”, in “{_around(line, word.start, word.end)}”."
    for slip in (slip for slip in find_slips(line) if slip.rule not in UNSEEN):
        meant = f" (“{slip.mended}”?)" if slip.mended and slip.mended.strip() else ""
        yield f"There may be {slip.message}{meant}, in “{_around(line, slip.start, slip.end)}”."


def _around(line: str, start: int, end: int) -> str:
    """The words about a place of a line, for quoting."""
    before, after = line[:start].split(), line[end:].split()
    opening = "… " if len(before) > QUOTED_WORDS else ""
    closing = " …" if len(after) > QUOTED_WORDS else ""
    begin = _at_word(line, start, -QUOTED_WORDS) if opening else 0
    finish = _at_word(line, end, QUOTED_WORDS) if closing else len(line)
    return f"{opening}{line[begin:finish].strip()}{closing}"


def _at_word(line: str, place: int, words: int) -> int:
    """The place so many words before (negative) or behind another."""
    if words < 0:
        return len(line[:place].rsplit(maxsplit=-words)[0]) + 1
    return len(line) - len(line[place:].split(maxsplit=words)[-1])
