"""Function words: such as claim nothing by themselves, and the closed classes among them that rules ask for."""

import json
from functools import cache
from importlib import resources

from resume.grounding.language.lists import read_lines

BREAK_WORDS = frozenset(
    ["and", "while", "whilst", "who", "which", "whose", "whom", "where", "plus", "then", "but", "that", "as"]
)
"""Words that begin another part of a line."""

PREPOSITIONS = frozenset(
    [
        "in",
        "for",
        "at",
        "over",
        "during",
        "from",
        "since",
        "by",
        "through",
        "on",
        "after",
        "before",
        "until",
        "under",
        "across",
        "to",
    ]
)
"""Those behind which a part begins that says where, when or how: what is denied of a thing ends before them."""

ARTICLES = frozenset(("a", "an", "the", "all", "its", "their", "our", "his", "her"))
"""Words before a thing that says which it is."""

WERE = frozenset(("was", "were", "is", "are"))
"""Forms of `be` before what was done."""


@cache
def light_words(language: str) -> frozenset[str]:
    """Words that claim nothing by themselves."""
    if language == "en":
        return frozenset(word for line in read_lines("light.txt") for word in line.split())
    return _function_words(language)


@cache
def generic_words() -> frozenset[str]:
    """Words that pass where the rest of their part of the line is supported."""
    return frozenset(word for line in read_lines("generic.txt") for word in line.split())


@cache
def _function_words(language: str) -> frozenset[str]:
    lists: dict[str, str] = json.loads(resources.files("resume").joinpath("function_words.json").read_text("utf-8"))
    return frozenset(lists.get(language, "").split()) | frozenset(["a", "e", "o", "y", "d", "l", "s"])
