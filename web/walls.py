"""Pages that show something else than the ad: a login, a riddle for programs, an empty frame that a script would fill."""

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources

FEWEST_WORDS = 20
"""A page with fewer words is no ad, whatever it says."""

SURELY_ENOUGH = 120
"""A page with more words is no mere wall: its words about logins belong to its margins."""

_SCRIPT = re.compile(r"<script\b", re.I)
_PASSWORD = re.compile(r"<input\b[^>]{0,400}\btype\s*=\s*[\"']?password", re.I)
_NOT_SHOWN = re.compile(r"<(script|style|template|svg)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class Wall:
    """One kind of page that stands before the ad."""

    problem: str
    pattern: re.Pattern[str]


def find_wall(page: str, ad: str) -> str | None:
    """What keeps the ad of a page from being read; None where the ad is there.

    Args:
        page: its HTML as it came.
        ad: what was taken for the ad, as HTML or text.
    """
    words = _words(ad)
    if words >= SURELY_ENOUGH:
        return None
    told = _shown_text(page).casefold()
    named = next((wall.problem for wall in walls() if wall.pattern.search(told)), None)
    if _PASSWORD.search(page):
        named = walls()[0].problem
    if words >= FEWEST_WORDS:
        return named if _PASSWORD.search(page) or _is_mostly_wall(told, words) else None
    if named is None and _SCRIPT.search(page):
        named = walls()[-1].problem
    return named or f"holds no text of a job ad (fewer than {FEWEST_WORDS} words)"


def _is_mostly_wall(told: str, words: int) -> bool:
    """Whether what a page says is about the wall: a phrase of it for every fifteen words."""
    hits = sum(len(wall.pattern.findall(told)) for wall in walls())
    return hits * 15 >= words


def _shown_text(page: str) -> str:
    return " ".join(_TAG.sub(" ", _NOT_SHOWN.sub(" ", page)).split())


def _words(markup: str) -> int:
    return len(_WORD.findall(_shown_text(markup)))


@functools.cache
def walls() -> tuple[Wall, ...]:
    """The walls of `walls.toml`: a login, a riddle, a script."""
    data = tomllib.loads((resources.files("web") / "walls.toml").read_text(encoding="utf-8"))
    return tuple(
        Wall(one["problem"], re.compile(rf"\b(?:{'|'.join(map(re.escape, one['phrases']))})\b")) for one in data["wall"]
    )
