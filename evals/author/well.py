"""Good answers: short, true to what the prompt shows, and modest, as from a small model that keeps to its instructions."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from evals.author.reading import Row, Work, asks_for, lines, most_edits, rows, work_of
from evals.author.words import words
from evals.loopback.answers import Json
from evals.loopback.apis import Asked

MOST_TERMS = 25
MOST_LINKS = 8
MOST_SKILLS = 20

_YEARS = re.compile(r"(\d{1,2})\s*\+?\s*(?:years|yrs|Jahre)", re.IGNORECASE)
_TYPES = ("full-time", "part-time", "contract", "temporary", "permanent", "internship", "apprenticeship")
_LEVELS = {"senior": "senior", "lead": "lead", "junior": "entry", "entry": "entry", "head of": "lead"}
_NAMED = re.compile(r"\b[A-Z][\w+#./-]*(?: [A-Z][\w+#./-]*){0,2}")
_BY_DOING = re.compile(r"(?P<verb>[A-Z]\w+) (?P<what>[^,;]+?) by (?P<doing>\w{3,}ing) (?P<rest>.+)")
_BULLET = re.compile(r"w\d+\.\d+")
_DEED = re.compile(r"[A-Z][a-z]+(?:ed|an|ut|ept|ote|uilt|aught)\b")
_ENTRY = re.compile(r"[wpe]\d+")
_FILLER = frozenset(
    {"with", "from", "that", "this", "have", "your", "their", "experience", "knowledge", "work", "team"}
)


def well(asked: Asked) -> Json:
    """A good answer; None to what no stage asks."""
    work = work_of(asked)
    return _ANSWERS[work](asked) if work else None


# The ad


def read_ad(asked: Asked) -> dict[str, Json]:
    """What the ad says, in its own words."""
    ad = rows(asked.prompt, "ad")
    text = "\n".join(row.text for row in ad)
    flat = text.casefold().replace("full time", "full-time").replace("part time", "part-time")
    years = _YEARS.search(text)
    asking = [*_under(ad, "asks")] or ad
    title = ad[0].text if ad else ""
    level = next((level for word, level in _LEVELS.items() if word in title.casefold()), "")
    return {
        "title": title,
        "company": _company(ad),
        "level": level,
        "type": next((kind for kind in _TYPES if kind in flat), ""),
        "industry": "",
        "years": float(years[1]) if years else None,
        "terms": [*list(dict.fromkeys(_terms(asking)))[:MOST_TERMS]],
        "duties": [int(row.id) for row in _under(ad, "duties")],
    }


def _company(ad: Sequence[Row]) -> str:
    second = re.split(r" [·|–—,(-] ?|,", ad[1].text)[0].strip() if len(ad) > 1 else ""
    return second if second and len(second.split()) <= 5 else ""


def _under(ad: Sequence[Row], kind: str) -> Iterator[Row]:
    """The rows under headings of a kind."""
    headings = words().headings
    current = ""
    for row in ad:
        if found := next((name for name, marks in headings if _is_heading(row.text, marks)), None):
            current = found
        elif current == kind:
            yield row


def _is_heading(text: str, marks: Sequence[str]) -> bool:
    bare = text.strip("#*:-– ").casefold()
    listed = text.lstrip().startswith(("- ", "* ", "• "))
    return not listed and len(bare.split()) <= 8 and not bare.endswith(".") and any(mark in bare for mark in marks)


def _terms(asking: Sequence[Row]) -> Iterator[str]:
    for row in asking:
        for part in re.split(r",|;|\band\b|\bor\b|\bund\b|\boder\b|\(|\)|:", row.text.lstrip("-*• ")):
            term = _bare(part)
            if 1 <= len(term.split()) <= 4 and len(term) > 1:
                yield term


def _bare(part: str) -> str:
    """A thing that is asked for, without the words that ask for it."""
    term = part.strip(" .-–*")
    for before in words().asking.before:
        if term.casefold().startswith(before + " "):
            term = term[len(before) + 1 :].strip()
    return term


# The resume as a whole


def list_skills(asked: Asked) -> dict[str, Json]:
    """Names that stand in the lines, with their lines."""
    found: dict[str, list[Json]] = {}
    for row in rows(asked.prompt, "facts"):
        short = row.text if len(row.text.split()) <= 3 else ""
        for name in [short] if short else _NAMED.findall(row.text[1:]):
            found.setdefault(name.strip(" .,"), []).append(row.id)
    named: list[Json] = [{"s": name, "f": ids} for name, ids in found.items() if name]
    return {"skills": named[:MOST_SKILLS]}


def plan(asked: Asked) -> dict[str, Json]:
    """The newest entries in front, the lines with figures, and facts that share words with what is asked for."""
    facts = rows(asked.prompt, "facts")
    shown = [(row, _content(row.text)) for row in facts]
    links: list[Json] = []
    for ask in rows(asked.prompt, "asks"):
        wanted = _content(ask.text)
        speaking = [row.id for row, said in shown if "." in row.id and wanted & said]
        if ask.open and speaking:
            links.append({"r": ask.id, "f": [*speaking[:3]]})
    return {
        "lead": [*[row.id for row in facts if _ENTRY.fullmatch(row.id)][:3]],
        "metrics": [*[row.id for row in facts if "." in row.id and re.search(r"\d", row.text)][:6]],
        "links": links[:MOST_LINKS],
        "angle": "results" if re.search(r"\d ?%", asked.prompt) else "depth",
    }


def _content(text: str) -> set[str]:
    return {word[:7] for word in re.findall(r"[a-zäöüß]{4,}", text.casefold()) if word not in _FILLER}


# Lines


def draft(asked: Asked) -> dict[str, Json]:
    """The lines that can be said shorter or more plainly."""
    edits = _reworded(lines(asked.prompt))
    return {"edits": [*edits[: most_edits(asked.prompt)]]}


def _reworded(offered: Sequence[Row]) -> list[dict[str, Json]]:
    changed = ((row, reword(row.text)) for row in offered)
    return [{"fact": row.id, "text": text, "why": _why(row.text, text)} for row, text in changed if text != row.text]


def _why(before: str, after: str) -> str:
    return "opening" if before.split(maxsplit=1)[0] != after.split(maxsplit=1)[0] else "shorter"


def reword(text: str) -> str:
    """A line with a plainer opening and fewer words; the line itself where nothing is to be done."""
    known = words()
    opening = next((old for old in known.openings if text.startswith(old + " ")), None)
    if opening is not None:
        text = known.openings[opening] + text[len(opening) :]
    for long, short in known.shorter.items():
        text = text.replace(long, short)
    return text


def order(asked: Asked) -> dict[str, Json]:
    """What was done before what came of it, and the lines that tell no result."""
    offered = lines(asked.prompt)
    changed = ((row, in_order(row.text)) for row in offered)
    return {
        "edits": [{"fact": row.id, "text": text} for row, text in changed if text is not None],
        "no_result": [row.id for row in offered if not re.search(r"\d", row.text)],
    }


def in_order(text: str) -> str | None:
    """`Cut waits by 20% by opening a desk.` as `Opened a desk, cutting waits by 20%.`; None where it is in order."""
    match = _BY_DOING.fullmatch(text.rstrip("."))
    result = words().results.get(match["verb"]) if match else None
    if match is None or result is None:
        return None
    done = words().pasts.get(match["doing"], match["doing"].removesuffix("ing") + "ed")
    return f"{done.capitalize()} {match['rest']}, {result} {match['what']}{'.' if text.endswith('.') else ''}"


def polish(asked: Asked) -> dict[str, Json]:
    """The few lines that still can be said more plainly, and the head where it is asked for."""
    answer = draft(asked)
    titles = [row for row in lines(asked.prompt) if re.fullmatch(r"w\d+", row.id)]
    if asks_for(asked, "headline"):
        first = titles[:1]
        answer["headline"] = {"text": _title(first[0].text), "facts": [first[0].id]} if first else None
    if asks_for(asked, "summary"):
        answer["summary"] = [{"text": f"Worked as {_title(row.text)}.", "facts": [row.id]} for row in titles[:2]]
    return answer


def _title(text: str) -> str:
    return text.split(",", maxsplit=1)[0].strip()


def write_letter(asked: Asked) -> dict[str, Json]:
    """The bullets that open with a deed, told in the first person, a role a paragraph."""
    facts = [row for row in rows(asked.prompt, "facts") if _BULLET.fullmatch(row.id) and _DEED.match(row.text)]
    by_role: dict[str, list[Row]] = {}
    for row in facts:
        by_role.setdefault(row.id.partition(".")[0], []).append(row)
    return {
        "paragraphs": [
            {
                "text": " ".join(f"I {row.text[0].lower()}{row.text[1:].rstrip('.')}." for row in told[:3]),
                "facts": [row.id for row in told[:3]],
            }
            for told in list(by_role.values())[:2]
        ]
    }


def mend(_asked: Asked) -> dict[str, Json]:
    """Nothing: a line that was refused once is left as its source has it."""
    return {"edits": []}


_ANSWERS: Mapping[Work, Callable[[Asked], dict[str, Json]]] = {
    "ad": read_ad,
    "skills": list_skills,
    "plan": plan,
    "star": order,
    "draft": draft,
    "polish": polish,
    "mend": mend,
    "letter": write_letter,
}
