"""Which title was held where: a summary or a letter that gives one role's title at another role's employer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from resume.grounding.claims import Claim, Scope
from resume.grounding.evidence import Evidence
from resume.grounding.language.function_words import light_words
from resume.grounding.language.tokens import Token
from resume.grounding.verdict import Reason, reason_of

_AT = frozenset(("at", "with", "for", "of"))
"""Words between a title and where it was held."""

_JOINS = _AT | {"as"}
"""Words one of which stands between a title and an employer."""

_SMALL = frozenset(("a", "an", "the", "its", "their"))

_HELD = frozenset(("work", "volunteer"))
"""Sections whose entries are headed by a title and an employer."""

_LEAST_POSTS = 2
"""Roles of which one may lend its title to another."""


@dataclass(frozen=True, slots=True)
class Post:
    """A role's title and employer, by their roots."""

    bit: int
    title: tuple[str, ...]
    employer: tuple[str, ...]


class Careers:
    """Holds titles that claims give at employers against the headers of roles."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def misplaced(self, claim: Claim, scope: Scope) -> Iterator[Reason]:
        """`Senior Buyer at Mwambao Beverages` where that title was held elsewhere, and another one there."""
        tokens = claim.reading.tokens
        if not scope.whole or len(self._posts) < _LEAST_POSTS or claim.reading.lows.isdisjoint(_JOINS):
            return
        roots = [self._evidence.words.root(token.text) for token in tokens]
        if self._employers.isdisjoint(roots):
            return
        for title, employer in _pairs(tokens, roots, self._posts):
            held = [post for post in self._posts if post.employer == employer]
            if any(set(title) <= set(post.title) for post in held) or self._is_said(title, employer):
                continue
            text = self._evidence.first(held[0].bit).fact.text
            named = [token.text for token, root in zip(tokens, roots, strict=True) if root in title]
            item = " ".join(dict.fromkeys(named))
            yield reason_of("title", item, text, f"“{item}” is claimed; the source says “{text}”.")

    def _is_said(self, title: Sequence[str], employer: Sequence[str]) -> bool:
        """Whether some line of the source, and no role's header, says both together."""
        found = ~self._evidence.headers
        for root in (*title, *employer):
            found &= self._evidence.said.get(root, 0)
        return bool(found)

    @cached_property
    def _posts(self) -> list[Post]:
        """The titles and employers of all roles that name both."""
        return [
            Post(source.bit, title, employer)
            for source in self._evidence.sources
            if source.is_header and source.fact.section in _HELD
            for title, employer in [self._parts(source.reading.tokens)]
            if title and employer
        ]

    @cached_property
    def _employers(self) -> frozenset[str]:
        """The roots with which the employers' names begin."""
        return frozenset(post.employer[0] for post in self._posts)

    def _parts(self, header: Sequence[Token]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The roots of a header's title and of its employer, without the letters of its legal form."""
        commas = [at for at, token in enumerate(header) if token.text == ","]
        title, rest = header[: commas[0] if commas else len(header)], header[commas[0] + 1 :] if commas else ()
        employer = list(rest[: commas[1] - commas[0] - 1] if len(commas) > 1 else rest)
        while employer and employer[-1].low in light_words("en"):
            employer.pop()
        return self._roots(title), self._roots(employer)

    def _roots(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        return tuple(self._evidence.words.root(token.text) for token in tokens)


def _pairs(
    tokens: Sequence[Token], roots: Sequence[str], posts: Sequence[Post]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The titles and employers that stand together in a line: `TITLE at EMPLOYER`, `EMPLOYER as a TITLE`."""
    titles, employers = {post.title for post in posts}, {post.employer for post in posts}
    for at, token in enumerate(tokens):
        if token.low not in _AT and token.low != "as":
            continue
        behind = at + 1
        while behind < len(tokens) and tokens[behind].low in _SMALL:
            behind += 1
        if token.low in _AT:
            title, employer = _ending(roots, at, titles), _beginning(roots, behind, employers)
        else:
            title, employer = _beginning(roots, behind, titles), _ending(roots, at, employers)
        if title and employer:
            yield title, employer


def _ending(roots: Sequence[str], end: int, names: set[tuple[str, ...]]) -> tuple[str, ...]:
    """The longest of some names that ends right before a token; empty where none does."""
    found = (name for name in names if tuple(roots[max(0, end - len(name)) : end]) == name)
    return max(found, key=len, default=())


def _beginning(roots: Sequence[str], begin: int, names: set[tuple[str, ...]]) -> tuple[str, ...]:
    """The longest of some names that begins at a token; empty where none does."""
    found = (name for name in names if tuple(roots[begin : begin + len(name)]) == name)
    return max(found, key=len, default=())
