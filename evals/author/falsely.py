"""False answers: well written lies, each with a word that stands in no resume and no ad."""

from collections.abc import Sequence

from evals.author.reading import Row, lines, rows, work_of
from evals.author.well import well
from evals.author.words import words
from evals.loopback.answers import Json
from evals.loopback.apis import Asked

CANARIES: Sequence[str] = words().lies.canaries
"""Words that only a lie holds: none may stand in anything that is delivered."""


def falsely(asked: Asked) -> Json:
    """An answer full of lies; None to what no stage asks."""
    good, lies = well(asked), words().lies
    if not isinstance(good, dict):
        return None
    match work_of(asked):
        case "ad":
            return good | {"title": lies.titles[0], "company": lies.companies[0], "terms": [*lies.terms], "years": 19.0}
        case "skills":
            ids: list[Json] = [row.id for row in rows(asked.prompt, "facts")]
            return {"skills": [{"s": term, "f": ids} for term in lies.terms]}
        case "plan":
            facts: list[Json] = [row.id for row in rows(asked.prompt, "facts")]
            links: list[Json] = [{"r": ask.id, "f": facts} for ask in rows(asked.prompt, "asks")]
            return {"lead": facts[::-1], "metrics": facts[:6], "links": links, "angle": f"the {lies.terms[0]} angle"}
        case "mend":
            return {"edits": _lied(rows(asked.prompt, "failed"))}
        case "letter":
            told: list[Json] = [row.id for row in rows(asked.prompt, "facts")]
            lied = " ".join(f"I {tail}." for tail in lies.tails)
            return {
                "paragraphs": [{"text": f"I am the {lies.titles[0]} of {lies.companies[0]}. {lied}", "facts": told}] * 2
            }
        case _:
            head: dict[str, Json] = {}
            cited: list[Json] = [row.id for row in lines(asked.prompt)[:1]]
            if "headline" in good:
                head["headline"] = {"text": f"{lies.titles[0]} at {lies.companies[0]}", "facts": cited}
            if "summary" in good:
                head["summary"] = [{"text": f"Award-winning lead {tail}.", "facts": cited} for tail in lies.tails[:2]]
            return good | head | {"edits": _lied(lines(asked.prompt))}


def _lied(offered: Sequence[Row]) -> list[Json]:
    """Each line with a lie at its end."""
    tails = words().lies.tails
    return [
        {"fact": row.id, "text": f"{_own(row.text).rstrip('.')}, {tails[number % len(tails)]}.", "why": "result"}
        for number, row in enumerate(offered)
    ]


def _own(text: str) -> str:
    """The source of a refused line; any other line as it is."""
    return text.partition("source: ")[2].partition(" / refused: ")[0] or text
