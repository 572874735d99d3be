"""Whom a line tells of: what people do who are named by it, whom a trade serves, whose team one leads."""

from functools import lru_cache

from resume.grounding.indexing.tables import Tables
from resume.grounding.language.lists import read_sections, words_under
from resume.grounding.language.thesaurus import names_worker
from resume.grounding.language.tokens import Token
from resume.grounding.sources import ENTRY_SECTIONS, Source

PEOPLE = tuple(f"w:{word}" for word in ("peopl", "person", "team", "staff", "group", "worker", "colleagu"))
"""Roots of the words that may stand for anybody who is named by what they do."""


def index_people(tables: Tables, source: Source, header: Source | None) -> None:
    """Note whom a fact serves by its role's title, which `header` gives, and whose team it leads."""
    _index_served(tables, source, header)
    _index_own_team(tables, source)


def index_doer(tables: Tables, token: Token, source: Source, *, is_helped: bool) -> None:
    """What somebody does who is named by it, and what several of them are together: "nurses" may be told as "staff"."""
    doing = tables.words.doing(token.text)
    if not doing and tables.words.language == "en" and token.low.endswith("s") and names_worker(token.low):
        tables.say(PEOPLE, source, False, is_helped)
    if doing:
        tables.doings[doing] = tables.doings.get(doing, 0) | source.bit
        several = token.low.endswith("s") and token.low not in words_under("cues.txt", "outsiders")
        tables.say((f"w:{doing}",), source, False, is_helped)
        tables.say(PEOPLE if several else PEOPLE[:2], source, False, is_helped)


def _index_served(tables: Tables, source: Source, header: Source | None) -> None:
    """What people are to somebody by their trade: the children whom an optometrist examines are patients."""
    if header is None or source.is_header or source.fact.section not in ENTRY_SECTIONS or tables.words.language != "en":
        return
    served = served_by(header.fact.text)
    if not source.reading.lows.isdisjoint(words_under("trades.txt", "treating")):
        for word in given_by(header.fact.text):
            tables.say((tables.words.root(word),), source, any(source.reading.negated), any(source.reading.helped))
    lows = [token.low for token in source.reading.tokens]
    for at, low in enumerate(lows):
        if served and low in words_under("trades.txt", "served") and not source.reading.negated[at]:
            for word in served:
                tables.say(tables.words.keys(word)[:1], source, False, source.reading.helped[at])


def _index_own_team(tables: Tables, source: Source) -> None:
    """Whose team a line gives the size of leads it: "My team is 5 people", "responsible for a department of 22"."""
    if source.reading.lows.isdisjoint(_MINE):
        return
    lows = [token.low for token in source.reading.tokens]
    for at, low in enumerate(lows[:-3]):
        own = low == "my" or (low in ("a", "the") and lows[max(0, at - 2) : at] in _IN_CHARGE)
        named = own and lows[at + 1] in words_under("modality.txt", "groups of people")
        if named and lows[at + 2] in _BEFORE_A_SIZE and source.reading.tokens[at + 3].used:
            keys = tables.words.keys("lead")
            tables.say(keys, source, False, False)
            tables.note_done(keys, source)


_MINE = frozenset(("my", "responsible", "charge"))
"""Words one of which says whose team is meant."""


_IN_CHARGE = (["responsible", "for"], ["charge", "of"])
"""What stands before the team that one leads."""


_BEFORE_A_SIZE = frozenset(("is", "was", "has", "had", "of", "numbers", "numbered", "counts", "counted"))
"""Words between a team and its size."""


def is_others(tables: Tables, source: Source, at: int) -> bool:
    """Whether a word of a role's line tells what somebody else did, whom the line names: `an apprentice who won`."""
    tokens = source.reading.tokens
    owner = tokens[at - 1].low if at and source.fact.section in ENTRY_SECTIONS and not source.is_header else ""
    if owner.endswith("'s") and tables.words.doing(owner.removesuffix("'s")):
        return True  # "needs the director's approval"
    return source.reading.others[at] and source.fact.section != "basics"


def is_oneself(source: Source, at: int) -> bool:
    """Whether a person whom a line names is the candidate: in a title, and behind `as`; others are colleagues and customers."""
    before = [token.low for token in source.reading.tokens[max(0, at - 4) : at]]
    return source.is_header or source.fact.kind in ("headline", "summary") or "as" in before


@lru_cache(maxsize=1_024)
def served_by(title: str) -> frozenset[str]:
    """What the people are called whom somebody with a title serves; empty for trades that call them nothing of their own."""
    lows = set(title.casefold().replace(",", " ").replace("-", " ").split())
    found = (
        words_under("trades.txt", heading)
        for heading in ("patients", "pupils", "clients", "customers")
        if lows & words_under("trades.txt", f"titles: {heading}")
    )
    return frozenset().union(*found)


@lru_cache(maxsize=1_024)
def given_by(title: str) -> frozenset[str]:
    """What somebody gives whom they treat, by their title: a physiotherapist physiotherapy."""
    lows = set(title.lower().replace(",", " ").split())
    rows = (line.split() for line in read_sections("trades.txt")["given by title"])
    return frozenset(word for name, *given in rows if name in lows for word in given)
