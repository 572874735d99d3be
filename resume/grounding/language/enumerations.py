"""Names that a line lists: who worked "in Riga, Tallinn and Vilnius" worked in three cities, and a claim may say so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from resume.grounding.language.lists import read_sections, words_under
from resume.grounding.language.mentions import month_numbers
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token
from resume.lexicon import find_skill

_PLACES = frozenset(("city", "town", "place", "location"))
"""What names behind `in` are, which no list knows otherwise."""

_FIRMS = frozenset(("company", "firm", "organisation", "employer", "site", "location", "place"))
"""What names behind `at` are."""

_TOOLS = frozenset(("tool", "system", "program", "programme", "application", "package"))

_BEFORE: dict[str, frozenset[str]] = {
    **dict.fromkeys(("in", "across", "around", "near", "throughout", "between", "from", "to"), _PLACES),
    "at": _FIRMS,
}
"""Words before a list of names, and what they say that the names are."""

_WITHIN = frozenset(("of", "de", "la", "el", "al", "del", "upon"))
"""Words in lower case that stand within a name: `Papua New Guinea` has none, `Trinidad de Cuba` has."""

_MOST_WORDS = 4
"""Words of one name."""


@dataclass(frozen=True, slots=True)
class NameList:
    """Names of one kind, listed one after the other."""

    count: int
    nouns: frozenset[str]
    """What each of them is, in the singular."""
    regions: frozenset[str]
    """Adjectives of parts of the world in which all of them lie."""
    first: int
    """The token of the first name."""


def find_name_lists(reading: Reading) -> Iterator[NameList]:
    """The lists of names of a line, each behind a preposition and ended by `and`."""
    if reading.lows.isdisjoint(_JOINS):
        return
    tokens = reading.tokens
    for at, token in enumerate(tokens[:-1]):
        nouns = _BEFORE.get(token.low)
        if nouns is not None and not reading.negated[at + 1]:
            names = _names_from(tokens, at + 1)
            if len(names) > 1 and not any(name.casefold() in month_numbers() for name in names):
                yield _named(names, nouns, at + 1)


_JOINS = frozenset(("and", "&"))


def _names_from(tokens: Sequence[Token], begin: int) -> list[str]:
    """The names that are listed from a token on; none where no `and` ends them."""
    names: list[str] = []
    at, last = begin, False
    while True:
        name, at = _name_at(tokens, at)
        if not name:
            return []
        names.append(name)
        if last:
            return names
        joint = tokens[at].low if at < len(tokens) else ""
        if joint == "," and at + 1 < len(tokens) and tokens[at + 1].low in _JOINS:
            at, joint = at + 1, tokens[at + 1].low
        if joint != "," and joint not in _JOINS:
            return []
        last, at = joint in _JOINS, at + 1


def _name_at(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """The name that begins at a token, and the token behind it; empty where none does."""
    words: list[str] = []
    if at < len(tokens) and tokens[at].low == "the":
        at += 1
    while at < len(tokens) and len(words) <= _MOST_WORDS:
        token = tokens[at]
        if token.kind == "word" and token.text[:1].isupper() and not token.used:
            words.append(token.text)
        elif not (words and (token.low in _WITHIN or token.text == "-") and _goes_on(tokens, at + 1)):
            break
        at += 1
    return " ".join(words), at


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind == "word" and tokens[at].text[:1].isupper()


def _named(names: Sequence[str], nouns: frozenset[str], first: int) -> NameList:
    """What some names are: countries and languages by the lists of these, tools by the lexicon, else what stands before them."""
    lows = [name.casefold() for name in names]
    regions = [_regions().get(low, frozenset()) for low in lows]
    if all(regions):
        return NameList(len(names), frozenset(("country", "nation", "market")), frozenset.intersection(*regions), first)
    if all(low in words_under("cues.txt", "languages") for low in lows):
        return NameList(len(names), frozenset(("language",)), frozenset(), first)
    if any(find_skill(name) is not None for name in names):
        nouns = _TOOLS
    elif any(regions):
        nouns = frozenset(("place", "location"))
    return NameList(len(names), nouns, frozenset(), first)


@cache
def _regions() -> dict[str, frozenset[str]]:
    """Countries, and the adjectives of the parts of the world in which they lie."""
    found: dict[str, frozenset[str]] = {}
    for region, lines in read_sections("places.txt").items():
        for country in (name.strip().casefold() for line in lines for name in line.split(",")):
            found[country] = found.get(country, frozenset()) | {region}
    return found
