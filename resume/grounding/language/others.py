"""Other people's deeds: clauses that tell what somebody named, a team or a vendor did."""

from collections.abc import Sequence
from itertools import pairwise

from resume.grounding.language.function_words import WERE
from resume.grounding.language.lists import read_sections
from resume.grounding.language.measures import number_words
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token

_TEAMS = frozenset(("team", "crew", "group", "squad", "gang", "department", "workforce"))
"""Words for people, behind which `that` begins what they do."""


def mark_others(reading: Reading) -> None:
    """Words of a clause with `who` or `whose`, up to its end: behind `and` a verb may be anybody's."""
    if reading.lows.isdisjoint(("who", "whose", "that")):
        reading.others = [False] * len(reading.tokens)
        _mark_done_by(reading)
        return
    active = False
    for at, token in enumerate(reading.tokens):
        if at and (token.low in ("who", "whose") or (token.low == "that" and _names_team(reading.tokens, at - 1))):
            active = active or not _names_oneself(reading.tokens[:at])
        elif token.kind == "mark" and token.text in ",;.()—–":
            active = False
        reading.others.append(active)
    _mark_done_by(reading)


def _names_oneself(tokens: Sequence[Token]) -> bool:
    """Whether what stands before `who`, first in a line, is one's own title: `Ward sister who …`, not `Taught a pupil who …`."""
    first, last = tokens[0].low, tokens[-1].low
    if len(tokens) > _LONGEST_TITLE or (last.endswith("s") and not last.endswith("ss")) or first.endswith("ed"):
        return False
    return all(token.kind == "word" for token in tokens) and {"a", "an", "the"}.isdisjoint(
        token.low for token in tokens[1:]
    )


_LONGEST_TITLE = 6
"""Words of a title before `who`: "Head of Learning and Development"."""


def _names_team(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token ends the name of a group of people: `team`, `team of four`, `team of 4 people`."""
    while at > 1 and (tokens[at].low in _MEMBERS or tokens[at].kind == "number" or tokens[at].low in number_words()):
        at -= 1
    return tokens[at].low in _TEAMS or (tokens[at].low == "of" and tokens[at - 1].low in _TEAMS)


_MEMBERS = frozenset(("people", "persons", "members", "colleagues"))
"""Words behind the size of a team."""


def _mark_done_by(reading: Reading) -> None:
    """Words of a clause that ends with whose doing it was: `training of floor staff was done by the vendor`."""
    if "by" not in reading.lows or reading.lows.isdisjoint(WERE) or reading.lows.isdisjoint(_DONE):
        return
    lows = [token.low for token in reading.tokens]
    for at in range(2, len(lows)):
        if (
            lows[at] != "by"
            or lows[at + 1 : at + 2] in ([], ["me"], ["myself"])
            or reading.tokens[at - 1].low not in _DONE
        ):
            continue
        if lows[at - 2] not in WERE and not (
            lows[at - 1] == "out" and lows[at - 3 : at - 1][:1] and lows[at - 3] in WERE
        ):
            continue
        for index in range(at - 1, -1, -1):
            if reading.tokens[index].kind == "mark" and reading.tokens[index].text in ",;:.()—–":
                break
            reading.others[index] = True


_DONE = frozenset(("done", "out", "handled", "provided", "given", "performed", "delivered", "managed", "led", "run"))
"""What ends with `by` a clause that tells whose doing something was: `was carried out by the vendor`."""


def is_a_teams(tokens: Sequence[Token], at: int) -> bool:
    """Whether a line goes on to say that a thing was a team's doing: `in a team of five`, `by the team I belonged to`."""
    lows = [token.low for token in tokens[at + 1 :]]
    if "team" not in lows:
        return False
    end = next((index for index, low in enumerate(lows) if low in (".", ";")), len(lows))
    pairs = {f"{one} {other}" for one, other in pairwise(lows[:end])}
    return "team" in lows[:end] and bool(pairs & set(read_sections("cues.txt")["as one of a team"]))
