"""Reading the word lists of the fact check."""

from functools import cache
from importlib import resources


@cache
def read_lines(name: str) -> tuple[str, ...]:
    """The lines of a list in `data/`, comments and blank lines left out."""
    text = resources.files("resume.grounding").joinpath("data", name).read_text("utf-8")
    return tuple(line.rstrip() for line in text.splitlines() if line.strip() and not line.startswith("# "))


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The cells of a table in `data/`, parted by tabs."""
    return tuple(tuple(line.split("\t")) for line in read_lines(name))


@cache
def read_sections(name: str) -> dict[str, tuple[str, ...]]:
    """The lines under each `[heading]` of a list in `data/`."""
    sections: dict[str, list[str]] = {}
    for line in read_lines(name):
        if line.startswith("[") and line.endswith("]"):
            current = sections.setdefault(line[1:-1], [])
        else:
            current.append(line)
    return {heading: tuple(lines) for heading, lines in sections.items()}


@cache
def words_under(name: str, heading: str) -> frozenset[str]:
    """All words under one `[heading]`."""
    return frozenset(word for line in read_sections(name).get(heading, ()) for word in line.split())


@cache
def phrases_under(name: str, heading: str) -> dict[str, frozenset[str]]:
    """The phrases of two words under one `[heading]`: first word → second words."""
    pairs = [line.split() for line in read_sections(name)[heading]]
    return {
        first: frozenset(pair[1] for pair in pairs if len(pair) == _PAIR and pair[0] == first) for first, *_ in pairs
    }


_PAIR = 2


@cache
def words_by_pair(name: str, heading: str) -> dict[str, str]:
    """The second word of each line under one `[heading]`, by the first."""
    pairs = (line.split() for line in read_sections(name).get(heading, ()))
    return {pair[0]: pair[1] for pair in pairs}
