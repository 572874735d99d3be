"""How real, how shared and how far: opposites, negations dropped, plans told as deeds, offices raised, other people's doing.

The words of a line may all stand in its source and still say the contrary: "over budget" for "under budget", "wrote code" for
"wrote no code", "introduced" for "proposed". Each check reads the lines that a claim rests on, and holds the claim against them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from resume.grounding.evidence import Evidence, Source
from resume.grounding.ledger import PERCENT, Ledger
from resume.grounding.lists import read_sections, words_under
from resume.grounding.reading import Reading, Token, light_words, stands_aside
from resume.grounding.scope import CONTRIBUTED, rung, verb_forms
from resume.grounding.surroundings import past_forms, sign_words
from resume.grounding.verdict import Reason, ReasonKind

_REACH = 3
"""Words behind "over", "before"… among which stands what it is said of: "over the agreed budget"."""

_MOST_LINES = 4
"""Lines that a part of a claim may rest on and still be compared with; a word that stands in more says too little."""

_TITLE_WORDS = 3
"""Words between "acting" and the office itself: "acting night shift manager"."""

_UNSAID = frozenset(
    [
        "a",
        "an",
        "the",
        "any",
        "to",
        "it",
        "its",
        "itself",
        "be",
        "been",
        "being",
        "was",
        "were",
        "is",
        "are",
        "did",
        "do",
        "does",
        "have",
        "has",
        "had",
        "of",
        "in",
        "at",
        "for",
        "my",
        "our",
        "their",
        "his",
        "her",
        "by",
        "on",
        "as",
        "one",
        "ones",
        "them",
        "those",
        "others",
    ]
)
"""Words that a denial may hold and that prove nothing when a claim holds them too."""

_DETERMINERS = frozenset(("the", "a", "an", "our", "another", "my", "her", "his", "their"))


@dataclass(frozen=True, slots=True)
class Relation:
    """A word that says on which side of something a thing lies: "over" in "£4,000 over budget"."""

    axis: str
    sign: str
    of: frozenset[str]
    """Keys of what it is said of; empty for `early` and `late`."""
    at: int
    words: str


class Modality:
    """Holds a claim against the lines it rests on."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._relations: dict[int, list[Relation]] = {}
        self._denials: dict[int, list[frozenset[str]]] = {}
        self._roots: dict[int, frozenset[str]] = {}

    def check(
        self, reading: Reading, ledger: Ledger, support: dict[int, int], bits: int, *, whole: bool
    ) -> list[Reason]:
        """What a claim says more, or the contrary, of what its lines say.

        Args:
            reading: the claim.
            ledger: its figures.
            support: by segment, the facts that hold its words.
            bits: the facts it may rest on.
            whole: whether those are the whole resume.
        """
        lines = {segment: self._lines(mask, bits) for segment, mask in support.items()}
        rests_on = {source.bit: source for found in lines.values() for source in found}
        reasons = [*self._flipped(reading, ledger, lines, list(rests_on.values()))]
        if not whole:
            reasons += self._undenied(reading, rests_on.values(), bits)
        for segment, found in lines.items():
            if found and not whole:
                reasons += self._overdone(reading, ledger, segment, found)
            if found:
                reasons += self._risen(reading, segment, found)
        return reasons

    def _overdone(self, reading: Reading, ledger: Ledger, segment: int, lines: Sequence[Source]) -> Iterator[Reason]:
        """What a part of a claim makes more of than the lines that hold its words, and the one that holds most of them."""
        yield from self._realised(reading, segment, lines)
        yield from self._taken_over(reading, segment, lines)
        yield from self._unshared(reading, segment, lines)
        closest = lines[0] if len(lines) == 1 else self._closest(reading, ledger, segment, lines)
        yield from self._lifted(reading, segment, closest)
        yield from self._widened(reading, ledger, segment, closest)
        yield from self._grouped(reading, segment, closest)
        yield from self._reached(reading, closest)

    def _lines(self, mask: int, bits: int) -> list[Source]:
        """The lines of a mask, where there are few enough to mean something."""
        mask &= bits & ~self._evidence.headers
        if mask == bits or mask.bit_count() > _MOST_LINES:
            return []
        return [source for source in self._evidence.sources if source.bit & mask]

    def _flipped(
        self, reading: Reading, ledger: Ledger, lines: dict[int, list[Source]], rests_on: Sequence[Source]
    ) -> Iterator[Reason]:
        """`over budget` where the source says `under budget`; `above target` where the figures say below."""
        for relation in self._read_relations(reading):
            segment = reading.segment_of[relation.at]
            found = lines.get(segment) or lines.get(segment - 1) or rests_on
            signs = [(sign, source) for source in found for sign in self._signs_in(source, relation)]
            if any(sign == relation.sign for sign, _ in signs):
                continue
            if signs:
                source = signs[0][1]
                yield _reason("comparison", relation.words, source, f"“{relation.words}” is claimed")
            elif _measures(reading, ledger, relation) and found:
                yield _reason("comparison", relation.words, found[0], f"“{relation.words}” is claimed")
            elif reading.tokens[relation.at].used and not found:
                detail = f"“{relation.words}” is claimed; the source says nothing of it."
                yield Reason(kind="comparison", item=relation.words, claimed=relation.words, source="", detail=detail)

    def _signs_in(self, source: Source, relation: Relation) -> Iterator[str]:
        """On which side a line says that the thing lies."""
        for other in self._relations_of(source):
            if other.axis == relation.axis and (not other.of or not relation.of or other.of & relation.of):
                yield other.sign
        if relation.axis == "level":
            for before, after in source.ledger.changes:
                first, second = source.ledger.quantities[before], source.ledger.quantities[after]
                tokens = source.reading.tokens
                aimed = {token.low for token in tokens} & words_under("modality.txt", "aims")
                if aimed and before > after:
                    yield "up" if second.value > first.value else "down"

    def _relations_of(self, source: Source) -> list[Relation]:
        if source.bit not in self._relations:
            self._relations[source.bit] = list(self._read_relations(source.reading))
        return self._relations[source.bit]

    def _read_relations(self, reading: Reading) -> Iterator[Relation]:
        tokens, signs = reading.tokens, sign_words()
        for at, token in enumerate(tokens):
            bounds = token.used and token.low in light_words(
                self._evidence.words.language
            )  # "over a year": a figure's own
            if token.low not in signs or token.kind != "word" or bounds:
                continue
            axis, sign = signs[token.low]
            named = self._what_follows(tokens, at)
            if named is None or (not named and token.low not in _ALONE):
                continue
            keys = frozenset(key for one in named for key in self._evidence.words.keys(tokens[one].text))
            last = max(named, default=at)
            yield Relation(axis, sign, keys, at, reading.text[token.start : tokens[last].end])

    def _what_follows(self, tokens: Sequence[Token], at: int) -> list[int] | None:
        """The words that "over", "before"… are said of; None where a figure follows, which has its own comparison."""
        light = light_words(self._evidence.words.language)
        for index in range(at + 1, min(len(tokens), at + 1 + _REACH)):
            token = tokens[index]
            aim = token.low in words_under("modality.txt", "aims")
            if token.kind in ("number", "money") or (
                token.used and not aim and token.kind == "word" and token.low not in light
            ):
                return [] if tokens[at].low in _ALONE else None
            if token.kind == "mark" and token.text not in "-'":
                return []
            if token.kind == "word" and token.low not in light:
                return [index]
        return []

    def _undenied(self, reading: Reading, rests_on: Iterable[Source], bits: int) -> Iterator[Reason]:
        """Words that a line denies, and the claim says without denying them."""
        denying = [source for source in rests_on if self._denials_of(source)]
        if not denying:
            return
        said = {
            self._evidence.words.root(token.text)
            for at, token in enumerate(reading.tokens)
            if token.kind == "word" and not reading.negated[at] and not self._is_unreal_at(reading.tokens, at)
        }
        for source in denying:
            for denied in self._denials_of(source):
                if not denied <= said or self._said_plainly(denied, bits, source):
                    continue
                words = [
                    token.text
                    for token in reading.tokens
                    if token.kind == "word" and self._evidence.words.root(token.text) in denied
                ]
                item = " ".join(words)
                yield _reason("negation", item, source, f"“{item}” is claimed")

    def _denials_of(self, source: Source) -> list[frozenset[str]]:
        """The roots of each run of words that a line denies, or tells as not having happened."""
        if source.bit not in self._denials:
            self._denials[source.bit] = list(self._read_denials(source.reading))
        return self._denials[source.bit]

    def _read_denials(self, reading: Reading) -> Iterator[frozenset[str]]:
        tokens = reading.tokens
        run: set[str] = set()
        content = False
        negators = words_under("cues.txt", "negators")
        for at in range(len(tokens) + 1):
            inside = at < len(tokens) and (reading.negated[at] or self._is_unreal_at(tokens, at))
            if inside and tokens[at].kind == "word" and tokens[at].low not in _UNSAID | negators:
                run.add(self._evidence.words.root(tokens[at].text))
                content = content or tokens[at].low not in light_words(self._evidence.words.language)
            elif not inside and run:
                if content or len(run) > 1:
                    yield frozenset(run)
                run, content = set(), False

    def _is_unreal_at(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a word stands behind `instead of`, `failed to`, `declined`… in the same part of the line."""
        for index in range(at - 1, max(-1, at - 1 - _UNREAL_REACH), -1):
            if tokens[index].kind == "mark" and tokens[index].text in ",;:.()—–":
                return False
            if tokens[index].low in ("and", "but", "by", "while", "who", "which"):
                return False
            if index and f"{tokens[index - 1].low} {tokens[index].low}" in _unreal():
                return True
        return False

    def _said_plainly(self, roots: frozenset[str], bits: int, denying: Source) -> bool:
        """Whether some line says all of it without denying it: another one, or the same one in another place."""
        elsewhere = {
            self._root(token)
            for at, token in enumerate(denying.reading.tokens)
            if not denying.reading.negated[at] and not self._is_unreal_at(denying.reading.tokens, at)
        }
        found = bits if roots <= elsewhere else bits & ~denying.bit
        for root in roots:
            found &= self._evidence.said.get(root, 0)
        return bool(found)

    def _realised(self, reading: Reading, segment: int, lines: Sequence[Source]) -> Iterator[Reason]:
        """`Introduced` where every line that it may rest on only proposed."""
        at = _opening(reading, segment)
        if at is None or self._root(reading.tokens[at]) in _intent_like():
            return
        root = self._root(reading.tokens[at])
        said_so = {token.low for token in reading.tokens} & words_under("modality.txt", "intents")
        if said_so or not all(self._only_intends(source, root) for source in lines):
            return
        item = reading.tokens[at].text
        yield _reason("scope", item, lines[0], f"“{item}” is claimed as done")

    def _only_intends(self, source: Source, root: str) -> bool:
        """Whether a line opens with a plan or a proposal, and does not say otherwise that it was done."""
        opening = _opening(source.reading, source.reading.segment_of[0]) if source.reading.tokens else None
        if opening is None or source.reading.tokens[opening].low not in words_under("modality.txt", "intents"):
            return False
        tokens = source.reading.tokens
        return not any(
            self._root(token) == root and token.low in past_forms() and not _is_others(tokens, at)
            for at, token in enumerate(tokens)
        )

    def _root(self, token: Token) -> str:
        return self._evidence.words.root(token.text)

    def _taken_over(self, reading: Reading, segment: int, lines: Sequence[Source]) -> Iterator[Reason]:
        """`Chaired a committee` where it was chaired by the director."""
        at = _opening(reading, segment)
        if at is None:
            return
        token, root = reading.tokens[at], self._root(reading.tokens[at])
        if _is_others(reading.tokens, at) or reading.helped[at]:
            return
        for source in lines:
            tokens = source.reading.tokens
            places = [index for index, other in enumerate(tokens) if self._root(other) == root]
            if not places or not all(_is_others(tokens, index) for index in places):
                return
        if lines:
            yield _reason("scope", token.text, lines[0], f"“{token.text}” is claimed as own work")

    def _unshared(self, reading: Reading, segment: int, lines: Sequence[Source]) -> Iterator[Reason]:
        """`Wrote` where the source says `jointly wrote`."""
        at = _opening(reading, segment)
        if at is None or {token.low for token in reading.tokens} & words_under("modality.txt", "sharing"):
            return
        root = self._root(reading.tokens[at])
        for source in lines:
            tokens = source.reading.tokens
            shared = [
                index
                for index, token in enumerate(tokens)
                if self._root(token) == root
                and any(
                    other.low in words_under("modality.txt", "shared")
                    for other in tokens[max(0, index - 1) : index + 2]
                )
            ]
            if not shared:
                return
        if lines:
            item = reading.tokens[at].text
            yield _reason("scope", item, lines[0], f"“{item}” is claimed as one's own work alone")

    def _lifted(self, reading: Reading, segment: int, source: Source) -> Iterator[Reason]:
        """`Ran a 160-seat brasserie` where the line that speaks of 160 seats says `supported the chef in running` it."""
        at = _opening(reading, segment)
        if at is None or reading.helped[at]:
            return
        keys = set(self._evidence.words.keys(reading.tokens[at].text))
        if 0 < rung((self._root(reading.tokens[at]),)) <= CONTRIBUTED:
            return
        doing = [
            index
            for index, token in enumerate(source.reading.tokens)
            if token.kind == "word" and keys & set(self._evidence.words.keys(token.text))
        ]
        exact = [index for index in doing if self._root(source.reading.tokens[index]) == self._root(reading.tokens[at])]
        tokens = source.reading.tokens
        if exact and all(source.reading.helped[index] and not stands_aside(tokens, index) for index in doing):
            item = reading.tokens[at].text
            yield _reason("scope", item, source, f"“{item}” is claimed as own work")

    def _closest(self, reading: Reading, ledger: Ledger, segment: int, lines: Sequence[Source]) -> Source:
        """The line that most of a segment's words and figures stand in."""
        roots = {
            self._root(token)
            for at, token in enumerate(reading.tokens)
            if reading.segment_of[at] == segment and token.kind == "word" and not token.used
        }
        figures = {one.value for one in ledger.quantities if reading.segment_of[one.first] == segment}

        def shared(source: Source) -> int:
            return len(roots & self._roots_of(source)) + len(figures & {one.value for one in source.ledger.quantities})

        return max(lines, key=shared)

    def _roots_of(self, source: Source) -> frozenset[str]:
        if source.bit not in self._roots:
            words = (token for token in source.reading.tokens if token.kind == "word")
            self._roots[source.bit] = frozenset(self._root(token) for token in words)
        return self._roots[source.bit]

    def _widened(self, reading: Reading, ledger: Ledger, segment: int, source: Source) -> Iterator[Reason]:
        """`Answered all calls` where the line says four of five: a share of a thing is not the whole of it."""
        if any(one.dimension == PERCENT for one in ledger.quantities):
            return
        for words, at in reading.wide:
            if reading.segment_of[at] != segment or words.casefold() not in _ALL:
                continue
            of = {
                key
                for token in reading.tokens[at + 1 : at + 1 + _REACH]
                for key in self._evidence.words.keys(token.text)
            }
            for quantity in source.ledger.quantities:
                heads = {
                    key for one in quantity.after for key in self._evidence.words.keys(source.reading.tokens[one].text)
                }
                if quantity.dimension == PERCENT and not quantity.change and quantity.value < _WHOLE and of & heads:
                    yield _reason("audience", words, source, f"“{words}” is claimed")

    def _grouped(self, reading: Reading, segment: int, source: Source) -> Iterator[Reason]:
        """`Trained the front office team` where the line says six interns: a group named by what no word of the line says."""
        groups = [at for at, token in enumerate(reading.tokens) if token.low in _GROUPS]
        known = (
            {key for token in source.reading.tokens for key in self._evidence.words.keys(token.text)}
            if groups
            else set()
        )
        for at in groups:
            token = reading.tokens[at]
            named = list(self._named_before(reading, at)) if reading.segment_of[at] == segment else []
            said = self._root(token) in known or any(
                key in known for one in named for key in self._evidence.words.keys(reading.tokens[one].text)
            )
            if named and not said:
                item = reading.text[reading.tokens[min(named)].start : token.end]
                yield _reason("audience", item, source, f"“{item}” is claimed")

    def _named_before(self, reading: Reading, at: int) -> Iterator[int]:
        """The words right before a group that say which: `front office` in "the front office team"."""
        light = light_words(self._evidence.words.language)
        for index in range(at - 1, max(-1, at - 1 - _TITLE_WORDS), -1):
            token = reading.tokens[index]
            if token.kind != "word" or token.low in light or token.used or token.low in verb_forms():
                return
            yield index

    def _reached(self, reading: Reading, source: Source) -> Iterator[Reason]:
        """`At the hearing` where the line says that it was settled before the hearing."""
        ordered = [one for one in self._relations_of(source) if one.axis == "order" and one.of]
        if not ordered or "order" in [one.axis for one in self._read_relations(reading)]:
            return
        for relation in ordered:
            for at, token in enumerate(reading.tokens):
                before = [one.low for one in reading.tokens[max(0, at - _REACH + 1) : at]]
                if set(before) & _WITHIN and relation.of & set(self._evidence.words.keys(token.text)):
                    item = reading.text[reading.tokens[max(0, at - len(before))].start : token.end]
                    yield _reason("comparison", item, source, f"“{item}” is claimed")

    def _risen(self, reading: Reading, segment: int, lines: Sequence[Source]) -> Iterator[Reason]:
        """`Manager` where the source says `interim manager`."""
        lesser = words_under("cues.txt", "lesser titles")
        if any(token.low in lesser for token in reading.tokens):
            return
        yield from self._of_lesser(reading, segment, lines)
        for at, token in enumerate(reading.tokens):
            if reading.segment_of[at] != segment or not _holds_office(reading.tokens, at):
                continue
            root = self._root(token)
            headers = [self._evidence.by_id[one.entry] for one in lines if one.entry in self._evidence.by_id]
            naming = [one for one in (*lines, *headers) if root in self._roots_of(one)]
            if naming and all(self._has_only_lesser(source, root) for source in naming):
                yield _reason("title", token.text, naming[0], f"“{token.text}” is claimed")
                return

    def _of_lesser(self, reading: Reading, segment: int, lines: Sequence[Source]) -> Iterator[Reason]:
        """`Briefed the minister` where the source says `the deputy minister`."""
        for at, token in enumerate(reading.tokens):
            article = at > 0 and reading.tokens[at - 1].low in _DETERMINERS
            if reading.segment_of[at] != segment or token.kind != "word" or token.low.endswith("s") or not article:
                continue
            root = self._root(token)
            naming = [one for one in lines if root in self._roots_of(one)]
            if naming and all(_is_ranked_below(one.reading.tokens, root, self._root) for one in naming):
                yield _reason("title", token.text, naming[0], f"“{token.text}” is claimed")

    def _has_only_lesser(self, source: Source, root: str) -> bool:
        """Whether a line names an office only with `acting`, `deputy`, `trainee`… before it."""
        tokens, lesser = source.reading.tokens, words_under("cues.txt", "lesser titles")
        places = [at for at, token in enumerate(tokens) if self._root(token) == root]
        return bool(places) and all(
            any(token.low in lesser for token in tokens[max(0, at - _TITLE_WORDS) : at]) or _is_anothers(tokens, at)
            for at in places
        )


_GROUPS = frozenset(("team", "staff", "department", "crew", "workforce", "personnel", "faculty", "board", "committee"))
"""Words for people together, whom the word before them names."""

_WITHIN = frozenset(("at", "during", "in", "including", "throughout"))
"""Words that place something in what its source may only place before or after."""

_ALL = frozenset(("all", "every", "each", "entire", "whole"))
_WHOLE = 100.0
"""Per cent below which a share is less than all."""

_ALONE = frozenset(("early", "late", "earlier", "later", "ahead", "behind", "overdue"))
"""Words that say which side something lies on without naming of what: "3 weeks early"."""

_UNREAL_REACH = 8
"""Words behind "failed to" that it still governs."""


def _holds_office(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is the office that somebody claims to have held: at the opening, or behind `as`."""
    begin = at
    while (
        begin > 0
        and tokens[begin - 1].kind == "word"
        and tokens[begin - 1].low not in ("as", "the", "a", "an")
        and at - begin < _TITLE_WORDS
    ):
        begin -= 1
    opens = begin == 0 or tokens[begin - 1].low == "as" or (begin > 1 and tokens[begin - 2].low == "as")
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    ends = (
        at + 1 >= len(tokens)
        or tokens[at + 1].kind != "word"
        or following in ("for", "of", "from", "in", "at", "during", "while", "and", "on", "to")
    )
    return opens and ends and tokens[at].kind == "word" and tokens[at].low in _office_words()


@cache
def _office_words() -> frozenset[str]:
    offices = (
        words_under("cues.txt", "offices") | words_under("cues.txt", "callings") | words_under("cues.txt", "persons")
    )
    return frozenset(
        offices
        | {
            "leader",
            "head",
            "lead",
            "teacher",
            "nurse",
            "coordinator",
            "master",
            "editor",
            "captain",
            "warden",
            "buyer",
        }
    )


def _is_ranked_below(tokens: Sequence[Token], root: str, root_of: Callable[[Token], str]) -> bool:
    """Whether `assistant`, `deputy`, `vice`… stands right before every mention of an office."""
    places = [at for at, token in enumerate(tokens) if root_of(token) == root]
    return all(at > 0 and tokens[at - 1].low in words_under("modality.txt", "ranks") for at in places)


def _is_anothers(tokens: Sequence[Token], at: int) -> bool:
    """Whether an office is somebody else's: `for the stage manager`, `to our director`."""
    lows = [token.low for token in tokens[max(0, at - _TITLE_WORDS - 1) : at]]
    return any(
        low in ("for", "to", "with", "by", "under", "of") and following in ("the", "our", "their", "his", "her")
        for low, following in pairwise(lows)
    )


def _is_others(tokens: Sequence[Token], at: int) -> bool:
    """Whether somebody else is named as the doer: `chaired by the director`."""
    following = [token.low for token in tokens[at + 1 : at + 3]]
    return len(following) == 2 and following[0] == "by" and following[1] in _DETERMINERS and not tokens[at + 2].used


def _opening(reading: Reading, segment: int) -> int | None:
    """The verb with which a part of a line opens, if it opens with one."""
    for at, token in enumerate(reading.tokens):
        if (
            reading.segment_of[at] != segment
            or token.kind != "word"
            or token.low in ("and", "also", "then", "i", "we", "later")
        ):
            continue
        if token.low.endswith("ly"):
            continue
        return at if token.low in verb_forms() and not reading.negated[at] else None
    return None


def _measures(reading: Reading, ledger: Ledger, relation: Relation) -> bool:
    """Whether a relation says by how much, or how near, something lies to an aim: "£52,000 above target", "just under target"."""
    tokens, at = reading.tokens, relation.at
    aims = words_under("modality.txt", "aims")
    aimed = any(token.low in aims for token in tokens[at + 1 : at + 1 + _REACH])
    behind_figure = any(quantity.last == at - 1 for quantity in ledger.quantities)
    near = at > 0 and tokens[at - 1].low in ("just", "well", "slightly", "far", "finished", "delivered")
    return (aimed and (behind_figure or near)) or (tokens[at].used and tokens[at].kind == "word")


@cache
def _unreal() -> frozenset[str]:
    return frozenset(read_sections("modality.txt")["unreal"])


@cache
def _intent_like() -> frozenset[str]:
    from resume.grounding.vocabulary import vocabulary

    return frozenset(vocabulary("en").root(word) for word in words_under("modality.txt", "intent-like"))


def _reason(kind: ReasonKind, item: str, source: Source, claim: str) -> Reason:
    text = source.fact.text
    return Reason(kind=kind, item=item, claimed=item, source=text, detail=f"{claim}; the source says “{text}”.")
