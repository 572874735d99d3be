"""Where a claim is two lines told in one: cut there, each part is a claim of its own.

Words and figures of two lines in one get in each other's way: "126 of them" looks for its whole among the other line's figures.
A claim that would fail is therefore cut where a doing of one's own begins anew, and stands where each part stands by itself.
"""

import re
from collections.abc import Callable, Iterator

from resume.grounding.language.lists import words_under
from resume.grounding.language.scope import verb_forms
from resume.wording import past_forms

_STRONG = re.compile(r"(?:\.|;) (?:also )?")
_WEAK = re.compile(r",? (?:and|while|as well as) (?:also )?")
_WORD = re.compile(r"[\w'’-]+")

_CHANGES = re.compile(r"\bfrom [\d.,]+|\bby [\d.,]+ ?(?:%|per ?cent)")
"""A share that tells of a change, and is of no number before it: `from 6 to 3 per cent`, `by 20 %`."""

_IN_TEAM = re.compile(
    r",? (?:in|within|as (?:a )?(?:part|member) of) (?=an? (?:team|group|crew|squad) of)"
    r"(.*?)(?=[,;.]|$| (?:and|while|on|in|at|for|with|from|to|under|during|across) )"
)
"""How many one worked with, behind what one did."""

_AT_PLACE = re.compile(r"(?:at|with|for|as) [^,;.]{2,60}?,? (?=i )", re.IGNORECASE)
"""Where one did it, before a doing of one's own: `At Lanhe Cycle Works I reduced`."""

_LEAST_PART = 3
"""Words of a part: `designed` of "designed and built 40 pumps" shares what the next verb is said of."""

_MOST_CUTS = 6
"""Places that are tried: more doings than that nobody tells in one line."""


def cuts(text: str, is_line: Callable[[str], object]) -> Iterator[tuple[str, str]]:
    """The two parts of a claim, for each place where it may be two lines: at full stops, semicolons, then at `and`, `while`.

    Args:
        text: the claim.
        is_line: whether a text is a line of the source, word for word; such a one speaks of nothing before it.
    """
    places = [(pattern, match) for pattern in (_STRONG, _WEAK) for match in pattern.finditer(text)]
    begins = bool(places) and _opens_doing(text)
    tried = 0
    for pattern, match in places:
        first, second = text[: match.start()], text[match.end() :]
        parted = begins and _may_part(first, second, weak=pattern is _WEAK)
        long = begins and len(_words(first)) >= _LEAST_PART
        if not parted and not (is_line(second) and (long or is_line(first))):
            continue
        yield first, second
        tried += 1
        if tried == _MOST_CUTS:
            return


def without_team(text: str) -> tuple[str, str] | None:
    """What one did, and how many one did it with, told in one: `Analysed 200 loans a year in a team of 7 analysts`.

    Returns:
        The team as a line of its own, and the rest; None where no team of some size stands behind a doing.
    """
    team = _IN_TEAM.search(text)
    if team is None or len(_words(text[: team.start()])) < _LEAST_PART or not _opens_doing(text):
        return None
    return f"Worked in {team[1]}", f"{text[: team.start()]}{text[team.end() :]}"


def _may_part(first: str, second: str, *, weak: bool) -> bool:
    before, behind = _words(first), _words(second)
    if len(before) < _LEAST_PART or len(behind) < _LEAST_PART or not _REFERS.isdisjoint(behind):
        return False
    if weak and not words_under("cues.txt", "negators").isdisjoint(before):
        return False  # what is denied may go on behind "and"
    shares = weak and ("%" in second or not _SHARES.isdisjoint(behind)) and not _CHANGES.search(second)
    return _opens_doing(second) and not (shares and re.search(r"\d", first))


def _opens_doing(text: str) -> bool:
    """Whether a text begins with what one did oneself: `Trained`, `I train`; not with when, where or who."""
    place = _AT_PLACE.match(text)
    words = _words(text[place.end() :] if place else text)
    low = words[0] if words[:1] != ["i"] else "".join(words[1:2])
    following = words[1] if len(words) > 1 else ""
    return low in _OPENERS or ((low in past_forms() or low in verb_forms()) and following not in _NO_THING)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


_OPENERS = frozenset(("member", "responsible", "duties", "did", "do"))
"""Words that begin what was somebody's part or duty: `Member of the committee`, `Did not sign`."""

_REFERS = frozenset(
    (
        "it", "its", "they", "them", "their", "theirs", "these", "those", "this", "which", "who", "whom", "whose", "he", "she",
        "him", "her", "so", "thereby", "thus", "both", "each", "other", "others", "rest", "same", "latter", "former", "then",
        "total", "altogether", "combined", "all", "again", "there",
    )
)  # fmt: skip
"""Words of a part that speak of the one before it, or of both."""

_SHARES = frozenset(
    ("half", "third", "thirds", "quarter", "quarters", "percent", "cent", "most", "many", "few", "several", "some")
)
"""Words of a share, which behind `and` may be of a number before it."""

_NO_THING = frozenset(("by", "was", "were", "is", "are", "that", "how", "whether", "what"))
"""Words behind a verb's form that is no doing of one's own, or tells of what was: `audited by the state`, `found that`."""
