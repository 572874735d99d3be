"""What a search brought, made safe before anything reads it: short, in plain words, each with its address."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from resume.ad.hostile import remove_hostile_text
from web.queries import Query

MOST_OF_A_QUERY = 3
LONGEST_TEXT = 320
"""Characters of one finding."""

_LONGEST_READ = 4_000
"""Characters of a result that are looked at."""
_LONGEST_ADDRESS = 500
_FEWEST_WORDS = 5
_TAG = re.compile(r"</?[a-z][^<>]{0,300}>", re.I)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_END = re.compile(r"[.!?…](?=\s)")
_ATTACKS = frozenset({"instruction", "control", "encoded", "template", "invisible", "escape"})
"""A page with such text in what a search shows of it has nothing to say that is worth the risk."""


@dataclass(frozen=True)
class RawResult:
    """One result as a search engine gave it."""

    title: str
    text: str
    url: str


@dataclass(frozen=True)
class Finding:
    """One piece of intelligence, and where it stands."""

    text: str
    url: str


def clean_results(results: Iterable[RawResult], query: Query) -> list[Finding]:
    """The results that are about the query's subject, safe and short, the first ones first."""
    found: list[Finding] = []
    for result in results:
        if (finding := _clean(result, query)) and finding.url not in {one.url for one in found}:
            found.append(finding)
        if len(found) == MOST_OF_A_QUERY:
            break
    return found


def _clean(result: RawResult, query: Query) -> Finding | None:
    url = _safe_address(result.url)
    parts = list(_safe_parts(result))
    if url is None or len(parts) < 2:
        return None
    title, text = parts
    told = text if not title or title.casefold() in text.casefold() else f"{title}: {text}"
    if len(_WORD.findall(text)) < _FEWEST_WORDS or not query.fits(f"{told} {urlsplit(url).hostname}"):
        return None
    return Finding(_shortened(told), url)


def _safe_parts(result: RawResult) -> Iterator[str]:
    """Title and text in plain words; less where one of them addresses programs."""
    for raw in (result.title, result.text):
        safe = remove_hostile_text(html.unescape(_TAG.sub(" ", raw[:_LONGEST_READ])))
        if not _ATTACKS & set(safe.removed):
            yield " ".join(safe.text.split())


def _safe_address(url: str) -> str | None:
    """An address that a report may link to."""
    if len(url) > _LONGEST_ADDRESS or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        return None
    return url


def _shortened(text: str) -> str:
    """The text up to the last end of a sentence, or of a word, within the limit."""
    if len(text) <= LONGEST_TEXT:
        return text
    cut = text[:LONGEST_TEXT]
    ends = [match.end() for match in _SENTENCE_END.finditer(cut)]
    if ends and ends[-1] > LONGEST_TEXT // 2:
        return cut[: ends[-1]]
    return cut.rpartition(" ")[0] + "…"
