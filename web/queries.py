"""What is searched for: made of the guessed job title and employer alone, nothing about the candidate."""

import re
import unicodedata
from dataclasses import dataclass

MOST_QUERIES = 3
"""Of one run."""

_LONGEST_NAME = 80
_NO_NAME = re.compile(r"[^\w\s&'’.+#/-]+")
"""Everything by which a name could steer a search engine instead of being looked for: quotes, `site:`, `!bang`."""
_LEADING = re.compile(r"(?<!\S)[-+&'’/#]+(?=\S)|(?<!\S)(?:OR|AND|NOT|AROUND)(?!\S)")
_WORD = re.compile(r"[^\W_]+")
_LEGAL = frozenset({
    "ltd", "limited", "llp", "llc", "inc", "plc", "gmbh", "ag", "kg", "se", "sa", "sarl", "sas", "bv", "nv", "ab", "as", "aps",
    "oy", "pty", "corp", "co", "company", "group", "the", "and", "of",
})  # fmt: skip
"""Words that do not tell one employer from another."""
_SHORTEST_WORD = 3


@dataclass(frozen=True)
class Query:
    """One thing to search for."""

    text: str
    about: frozenset[str]
    """Words by which a result shows that it is about the subject, in lower case."""
    needed: float
    """Share of them, 0..1, that a result must hold."""

    def fits(self, told: str) -> bool:
        """Whether a result is about the subject of the query, by its words."""
        words = set(_WORD.findall(told.casefold()))
        return len(self.about & words) >= self.needed * len(self.about)


def plan_queries(title: str | None, company: str | None) -> list[Query]:
    """At most `MOST_QUERIES` queries; none where neither title nor employer is known.

    Args:
        title: the job title that the rules guess.
        company: the employer that the rules guess.
    """
    role, employer = _plain(title), _plain(company)
    queries: list[Query] = []
    if employer:
        about = _words(employer)
        queries.append(Query(f"{employer} company products customers industry", about, 1.0))
        queries.append(Query(f"{employer} {role} team culture values".replace("  ", " "), about, 1.0))
    if role:
        queries.append(Query(f"{role} key skills responsibilities trends", _words(role), 0.5))
    return [query for query in queries if query.about][:MOST_QUERIES]


def _plain(name: str | None) -> str:
    """A name as words: an ad is written by a stranger, who may write search operators into it."""
    words = _LEADING.sub(" ", _NO_NAME.sub(" ", unicodedata.normalize("NFKC", name or ""))).split()
    kept = ""
    for word in words:
        if len(kept) + len(word) > _LONGEST_NAME:
            break
        kept = f"{kept} {word}".strip()
    return kept


def _words(name: str) -> frozenset[str]:
    words = [word for word in _WORD.findall(name.casefold()) if word not in _LEGAL]
    return frozenset([word for word in words if len(word) >= _SHORTEST_WORD] or words)
