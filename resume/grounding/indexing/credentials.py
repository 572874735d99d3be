"""What a fact says by what it is: who has an award has won it, who has a degree has studied."""

from datetime import date
from itertools import pairwise

from resume.grounding.indexing.tables import Tables
from resume.grounding.language.lists import words_under
from resume.grounding.language.measures import periods
from resume.grounding.language.reading import Reading
from resume.grounding.sources import Source

_SECTION_WORDS = {
    "projects": ("project",), "volunteer": ("volunteer", "voluntary"), "certificates": ("certificate", "certified", "qualified"),
    "awards": ("award",), "languages": ("language", "speak", "speaker"),
    "publications": ("publication", "published", "paper", "article"),
    "education": ("education", "study", "graduate", "degree", "qualified", "hold", "holder"),
}  # fmt: skip
"""What an entry is, by its section: a line may say so though the entry does not."""


_BROKEN_OFF = frozenset(
    ("studies", "unfinished", "incomplete", "withdrew", "withdrawn", "left", "expected", "coursework", "credits")
)
"""Words of studies that brought no degree."""


def index_kind(tables: Tables, source: Source, today: date) -> None:
    """What a fact says by what it is: who has an award has won it, who has a degree has studied."""
    words = ["award"] if source.fact.kind == "award" else []
    if (
        words
        and _is_runner_up(source.reading)
        and {"prize", "medal", "place"} & {token.low for token in source.reading.tokens}
    ):
        words += ["win", "receive"]  # a second prize is won too; that it was the second is for the claim to say
    elif words and not _is_runner_up(source.reading):
        words += ["win", "receive", "name", "honour", "recognise"]
    if source.fact.kind == "certificate":
        words += words_under("cues.txt", "getting a certificate")
    if source.fact.section == "education" and _has_ended(source, today):
        words += ["complete", "finish"]
    for word in words:
        tables.say(tables.words.keys(word), source, False, False)
    for word in _SECTION_WORDS.get(source.fact.section, ()):
        tables.say((tables.words.root(word),), source, False, False)


def _has_ended(source: Source, today: date) -> bool:
    """Whether studies have come to their end, and nothing says that they were broken off."""
    ended = bool(source.fact.end) and str(source.fact.end) <= f"{today:%Y-%m}"
    return ended and not any(source.reading.negated) and source.reading.lows.isdisjoint(_BROKEN_OFF)


def _is_runner_up(reading: Reading) -> bool:
    lesser = words_under("cues.txt", "not first")
    text = " ".join(token.low for token in reading.tokens)
    if "runner - up" in text:
        return True
    if reading.lows.isdisjoint(lesser):
        return False
    lows = [*(token.low for token in reading.tokens), ""]
    return any(one in lesser and other not in periods() for one, other in pairwise(lows))  # no "third quarter"
