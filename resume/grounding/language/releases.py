"""The year in which a technology could first be used."""

from functools import cache

from resume.grounding.language.lists import read_rows
from resume.lexicon import find_skill, names_of


@cache
def _years() -> dict[str, int]:
    return {name.casefold(): int(year) for name, year in read_rows("releases.tsv")}


@cache
def release_year(name: str) -> int | None:
    """The year in which the technology of this name or alias was first released; None where the list does not know it."""
    year = _years().get(name.casefold())
    if year is not None:
        return year
    skill = find_skill(name)
    if skill is None:
        return None
    known = [_years()[one.casefold()] for one in names_of(skill.name) if one.casefold() in _years()]
    return min(known, default=None)
