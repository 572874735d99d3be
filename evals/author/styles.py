"""Bad style: lines whose facts are right and whose wording is a machine's, misspelled, stuffed, broken, or all alike."""

import re
from collections.abc import Callable

from evals.author.reading import Row, fenced, lines, rows, work_of
from evals.author.words import words
from evals.loopback.answers import Json
from evals.loopback.apis import Asked

MOST_STUFFED = 7

Spoiled = dict[str, Json]
Rewrite = Callable[[str, int], str]


def florid(good: Spoiled, asked: Asked) -> Spoiled:
    """Machine wording: grand openings, empty adjectives, dashes, and tails that say nothing."""
    known = words().florid

    def rewrite(text: str, number: int) -> str:
        for plain, grand in known.openings.items():
            if text.startswith(plain + " "):
                text = grand + text[len(plain) :]
        text = re.sub(r"\b(an?) (?=[a-z])", lambda match: f"{match[1]} {known.adjectives[number % 3]} ", text, count=1)
        text = text.replace(", ", " — ", 1)
        return f"{text.rstrip('.')}{known.tails[number % len(known.tails)]}." if number % 2 else text

    return _with_lines(good, asked, rewrite, head=known.head)


def misspelled(good: Spoiled, asked: Asked) -> Spoiled:
    """Two letters of a long word changed over."""

    def rewrite(text: str, number: int) -> str:
        found = list(re.finditer(r"\b[a-z]{7,}\b", text))
        if not found:
            return f"Also {text[:1].lower()}{text[1:]}"
        word = found[number % len(found)]
        at = word.start() + 3
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]

    return _with_lines(good, asked, rewrite)


def mixed(good: Spoiled, asked: Asked) -> Spoiled:
    """Every other line in the other English, and percentages in words."""

    def rewrite(text: str, number: int) -> str:
        british = re.sub(r"iz(?=(?:e|ed|es|ing|ation)\b)", "is", text)
        american = re.sub(r"(?<=[a-z]{3})is(?=(?:e|ed|es|ing|ation)\b)", "iz", text).replace("our ", "or ")
        return (british if number % 2 else american).replace("%", " percent")

    return _with_lines(good, asked, rewrite)


def stuffed(good: Spoiled, asked: Asked) -> Spoiled:
    """What the ad asks for at the end of every line."""
    told = fenced(asked.prompt, "wanted") or [row.text for row in rows(asked.prompt, "ad")]
    parts = (part.strip(" .-*") for row in told for part in re.split(r"[;,:]|\band\b", row))
    terms = [part for part in parts if 0 < len(part.split()) <= 3]

    def rewrite(text: str, _number: int) -> str:
        return f"{text.rstrip('.')}, using {', '.join(terms[:MOST_STUFFED])}." if terms else text

    return _with_lines(good, asked, rewrite)


def broken(good: Spoiled, asked: Asked) -> Spoiled:
    """Words twice, spaces before commas, and the wrong article."""

    def rewrite(text: str, number: int) -> str:
        text = text.replace(",", " ,").replace(" the ", " the the ", 1)
        return re.sub(r"\ba (?=[a-z])", "an ", text) if number % 2 else text.replace(" an ", " a ")

    return _with_lines(good, asked, rewrite)


def alike(good: Spoiled, asked: Asked) -> Spoiled:
    """Every line with the same opening."""
    opening = words().florid.one_opening

    def rewrite(text: str, _number: int) -> str:
        first, _, rest = text.partition(" ")
        return f"{opening} {rest}" if first.endswith("ed") else text

    return _with_lines(good, asked, rewrite)


Style = Callable[[Spoiled, Asked], Spoiled]
"""A good answer, spoiled."""

STYLES: tuple[Style, ...] = (florid, misspelled, mixed, stuffed, broken, alike)


def _with_lines(good: Spoiled, asked: Asked, rewrite: Rewrite, *, head: str = "") -> Spoiled:
    """The good answer with every offered line rewritten, and a head of the same kind."""
    if "edits" not in good:
        return good
    offered = [
        Row(row.id, _own(row.text))
        for row in (rows(asked.prompt, "failed") if work_of(asked) == "mend" else lines(asked.prompt))
    ]
    edits: Json = [
        {"fact": row.id, "text": rewrite(row.text, number), "why": "voice"} for number, row in enumerate(offered)
    ]
    cited: Json = [row.id for row in offered[:1]]
    summary: Json = [{"text": head, "facts": cited}] if head and cited else good.get("summary")
    return good | {"edits": edits} | ({"summary": summary} if "summary" in good else {})


def _own(text: str) -> str:
    """The source of a refused line; any other line as it is."""
    return text.partition("source: ")[2].partition(" / refused: ")[0] or text
