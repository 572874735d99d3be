"""Which role a line speaks of without its employer: `my first role`, `in a previous post`, `Former buyer who …`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from resume.grounding.evidence import Evidence
from resume.grounding.language.doubtful_words import tells_which_role, whose_role
from resume.grounding.language.lists import words_under
from resume.grounding.language.mentions import runs_on
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token
from resume.grounding.sources import Source

_BEHIND_FORMER = frozenset(("who", "with", "where"))
_BEHIND_AS = frozenset((",", "i"))
"""What stands behind a title and goes on to tell of its holder."""

_BEFORE = frozenset(("in", "as", "at", "during", "throughout", "within", "since", "on", "from", "across"))
"""Words before a role in which something was done."""

_TITLE_WORDS = 5

_LEAST_POSTS = 2
"""Roles of which one may be the first and another the last."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A role told by its place in the career."""

    first: int
    last: int
    bits: int
    """All facts of the roles that it may be."""


class Stages:
    """Finds the roles that a claim tells by their place in a career."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def told(self, reading: Reading) -> Iterator[Stage]:
        """Each role that a line speaks of by its order, or by a title held formerly."""
        if reading.lows.isdisjoint(_opening_words()):
            return
        tokens = reading.tokens
        for at, token in enumerate(tokens[:-1]):
            if token.low not in _opening_words():
                continue
            begins = at == 0 or tokens[at - 1].text in ".;"
            stage = None
            if tells_which_role(tokens, at):
                stage = self._ordered(tokens, at)
            elif token.low == "recently":
                stage = self._latest(tokens, at)
            elif begins:
                stage = self._held(tokens, at + 1, _BEHIND_AS if token.low == "as" else _BEHIND_FORMER)
            if stage is not None and stage.bits:
                yield stage

    def _ordered(self, tokens: Sequence[Token], at: int) -> Stage | None:
        """The role of `in my first role`, `My most recent post`."""
        begin = at - 1 - (at > 1 and tokens[at - 1].low == "most")
        if begin > 0 and tokens[begin].low not in _BEFORE and tokens[begin - 1].low not in _BEFORE | {".", ";", ","}:
            return None
        return Stage(max(begin, 0), at + 1, self._in_order(tokens[at].low, mine=whose_role(tokens, at) == "my"))

    def _latest(self, tokens: Sequence[Token], at: int) -> Stage | None:
        """The role of `Most recently led …`; an employer or a title behind it names the role itself."""
        begins = at == 1 or (at > 1 and tokens[at - 2].text in ".;")
        if not begins or tokens[at - 1].low != "most" or tokens[at + 1].low in ("as", "at", "with", "for", ",", "in"):
            return None
        return Stage(at - 1, at, self._in_order("recent", mine=True))

    def _in_order(self, order: str, *, mine: bool) -> int:
        """The facts of the roles that are `first`, `current`, `previous`."""
        posts = self._posts
        if len(posts) < _LEAST_POSTS or any(post.fact.start is None for post in posts):
            return 0
        late = [post for post in posts if runs_on(post.reading)] or posts[-1:]
        early = [post for post in posts if post not in late]
        if order in words_under("cues.txt", "the role of now"):
            return self._facts(late)
        if order == "first":
            return self._facts([post for post in posts if post.fact.start == posts[0].fact.start])
        if not mine or order in ("earlier", "earliest"):
            return self._facts(early)
        return self._facts(early[-1:])

    def _held(self, tokens: Sequence[Token], begin: int, ends: frozenset[str]) -> Stage | None:
        """The roles with the title that stands before `who` or `with`, where none of them is held now."""
        end = next((at for at in range(begin, min(len(tokens), begin + _TITLE_WORDS)) if tokens[at].low in ends), 0)
        if not end:
            return None
        root = self._evidence.words.root
        title = {root(token.text) for token in tokens[begin:end] if token.low not in ("a", "an", "the")}
        posts = [one for one in self._posts if title <= _title(one, root)]
        if not title or any(runs_on(post.reading) for post in posts):
            return None
        return Stage(begin, end - 1, self._facts(posts))

    def _facts(self, posts: Sequence[Source]) -> int:
        found = 0
        for post in posts:
            found |= self._evidence.entries[post.entry]
        return found

    @cached_property
    def work(self) -> int:
        """All facts of all jobs."""
        return self._facts(self._posts)

    @cached_property
    def _posts(self) -> list[Source]:
        """The headers of all jobs, the earliest first."""
        headers = self._evidence.among(self._evidence.headers & self._evidence.roles)
        return sorted(
            (source for source in headers if source.fact.section == "work"), key=lambda one: str(one.fact.start or "")
        )


@cache
def _opening_words() -> frozenset[str]:
    """Words that may tell a role by its place in a career."""
    return words_under("cues.txt", "orders of roles") | {"recently", "as"}


def _title(header: Source, root: Callable[[str], str]) -> set[str]:
    """The roots of the words of a header's title, which ends at its first comma."""
    end = next((at for at, token in enumerate(header.reading.tokens) if token.text == ","), 0)
    return {root(token.text) for token in header.reading.tokens[:end] if token.kind == "word"}
