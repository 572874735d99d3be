"""What a line denies, or tells as not having happened, and a claim says all the same."""

from collections.abc import Iterator, Sequence
from functools import cache, cached_property, reduce

from resume.grounding.claims import Claim, Scope
from resume.grounding.evidence import Evidence
from resume.grounding.indexing.denials import verbs_of_ceasing
from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import read_sections, words_under
from resume.grounding.language.reading import Reading, Term
from resume.grounding.language.scope import is_verb
from resume.grounding.language.tokens import Token
from resume.grounding.lines import Lines, reason_against
from resume.grounding.measuring.ledger import Ledger
from resume.grounding.sources import Source
from resume.grounding.support.coverage import Coverage
from resume.grounding.support.rests import Rests
from resume.grounding.verdict import Reason, reason_of

_NO = frozenset(("no", "without", "zero"))

_BESIDE_DENIED = frozenset(("yet", "for", "in"))
"""Small words of what is denied that a claim may leave out or put otherwise: "not yet certified for"."""

_BEFORE_OBJECT = frozenset(("for", "in", "to", "of", "with", "on", "at", "by"))
"""Words whose thing stands behind the comma that ends a remark."""

_HELP_OF = frozenset(("of", "from"))
"""Words behind a denied noun that only carries the next: `the help of`."""

_UNLESS = frozenset(("without", "unless"))
"""Words behind a denial that say on what condition it was."""

_SINCE = frozenset(("since", "in", "during", "over", "until", "from", "after"))
"""Words that begin when something was denied, behind of what it was."""

_REACH = 8
"""Words behind "failed to" that it still governs."""


class Denials:
    """Holds what a claim says against what its lines deny."""

    def __init__(self, evidence: Evidence, lines: Lines) -> None:
        self._evidence = evidence
        self._lines = lines
        self._rests = Rests(evidence)
        self._ceasing = verbs_of_ceasing(evidence.words)
        self._denials: dict[int, list[frozenset[str]]] = {}

    def undenied(
        self, reading: Reading, ledger: Ledger, rests_on: Sequence[Source], bits: int, *, least: int = 1
    ) -> list[Reason]:
        """Words that a line denies, at least so many together, and the claim says without denying them."""
        found: list[Reason] = []
        may_deny = self._may_deny
        denying = [source for source in rests_on if source.bit & may_deny and self._denials_of(source)]
        if not denying:
            return found
        unreal = not reading.lows.isdisjoint(_begins_unreal())
        given_up = {term.segment for term in reading.terms if term.is_verb and self._ceasing & set(term.keys)}
        said = {
            self._lines.root(token)
            for at, token in enumerate(reading.tokens)
            if token.kind == "word"
            and not reading.negated[at]
            and reading.segment_of[at] not in given_up
            and not (unreal and self._is_unreal_at(reading.tokens, at))
        }
        rest = self._rests.bits(ledger)
        for source in denying:
            if source.bit & rest:
                continue  # "29 of 31 met the limit" of "two of the 31 did not"
            for denied in self._denials_of(source):
                if len(denied) < least or not denied <= said:
                    continue
                if self._said_plainly(denied, bits & self._beside(reading, denied), source):
                    continue
                words = [
                    token.text for token in reading.tokens if token.kind == "word" and self._lines.root(token) in denied
                ]
                item = " ".join(words)
                found.append(reason_against("negation", item, source, f"“{item}” is claimed"))
        return found

    def unbounded(self, reading: Reading, rests_on: Sequence[Source]) -> list[Reason]:
        """What is denied whole where its line denies a kind of it: `no accidents` of "no lost-time accidents"."""
        found: list[Reason] = []
        if not any(reading.negated) or not any(term.negated for term in reading.terms):
            return found
        said = {self._lines.root(token) for token in reading.tokens if token.kind == "word"}
        said |= {
            key for token in reading.tokens if token.kind == "word" for key in self._evidence.words.keys(token.text)
        }
        for term in reading.terms:
            if not term.negated or term.is_verb:
                continue
            for source in rests_on:
                kinds = self._kinds_denied(source.reading, self._lines.root(reading.tokens[term.to]))
                where = self._where_denied(source.reading, self._lines.root(reading.tokens[term.to]))
                for told in (kinds, where):
                    if told and not any(said & set(self._evidence.words.keys(one)) for one in told):
                        item = f"no {term.text}"
                        found.append(reason_against("negation", item, source, f"“{item}” is claimed"))
                        break
        return found

    def _where_denied(self, reading: Reading, root: str) -> list[str]:
        """The words right behind a denied noun that say where or of what: `no pesticides on the apple trees`."""
        tokens = reading.tokens
        for at, token in enumerate(tokens):
            if token.kind != "word" or not reading.negated[at] or self._lines.root(token) != root:
                continue
            if at + 1 >= len(tokens) or tokens[at + 1].low not in ("on", "in", "at", "for", "among", "to"):
                return []
            end = at + 2
            while end < len(tokens) and reading.segment_of[end] == reading.segment_of[at]:
                end += 1
            inner = tokens[at + 2 : end]
            lows = [one.low for one in inner]
            inner = inner[: next((index for index, low in enumerate(lows) if low in _SINCE), len(inner))]
            if any(one.used or one.kind == "number" for one in inner):
                return []
            return [one.text for one in inner if one.kind == "word" and one.low not in light_words("en")]
        return []

    def _kinds_denied(self, reading: Reading, root: str) -> list[str]:
        """The words right before a noun, behind `no` or `without`, that say which kind of it a line denies."""
        tokens = reading.tokens
        for at, token in enumerate(tokens):
            if token.kind != "word" or not reading.negated[at] or self._lines.root(token) != root:
                continue
            begin = at - 1
            while begin >= 0 and reading.negated[begin] and tokens[begin].low not in _NO:
                begin -= 1
            inner = tokens[begin + 1 : at]
            if len(inner) > 1 and inner[-1].low not in _HELP_OF and any(one.low in _HELP_OF for one in inner):
                carried = max(index for index, one in enumerate(inner) if one.low in _HELP_OF)
                inner = inner[carried + 1 :]  # "without the help of outside consultants"
            if begin < 0 or tokens[begin].low not in _NO or any(one.low.endswith("ing") for one in inner):
                continue
            light = light_words(self._evidence.words.language) | words_under("cues.txt", "beside a negation")
            return [one.text for one in inner if one.kind == "word" and one.low not in light]
        return []

    @cached_property
    def _may_deny(self) -> int:
        """The lines that deny something, or have a word with which one tells what did not happen."""
        unreal = _begins_unreal()
        return self._evidence.denying | sum(
            source.bit for source in self._evidence.sources if not source.reading.lows.isdisjoint(unreal)
        )

    def _denials_of(self, source: Source) -> list[frozenset[str]]:
        """The roots of each run of words that a line denies, or tells as not having happened."""
        if source.bit not in self._denials:
            self._denials[source.bit] = list(self._read_denials(source.reading))
        return self._denials[source.bit]

    def _read_denials(self, reading: Reading) -> Iterator[frozenset[str]]:
        tokens = reading.tokens
        run: set[str] = set()
        content = False
        skipping = False
        passed = words_under("cues.txt", "negators") | words_under("modality.txt", "unsaid") | _BESIDE_DENIED
        unreal = not reading.lows.isdisjoint(_begins_unreal())
        if not unreal and not any(reading.negated):
            return
        for at in range(len(tokens) + 1):
            inside = at < len(tokens) and (reading.negated[at] or (unreal and self._is_unreal_at(tokens, at)))
            if inside and run and tokens[at].low in _UNLESS:
                yield frozenset(run)  # "did not decide without approval" denies that one decided, and no approval
                run, content, skipping = set(), False, True
            skipping = skipping and inside
            if skipping:
                continue
            if inside and tokens[at].kind == "word" and tokens[at].low not in passed:
                run.add(self._lines.root(tokens[at]))
                content = content or tokens[at].low not in light_words(self._evidence.words.language)
            elif not inside and run:
                run |= self._object_behind(tokens, at)
                if content or len(run) > 1:
                    yield frozenset(run)
                run, content = set(), False

    def _object_behind(self, tokens: Sequence[Token], at: int) -> set[str]:
        """The roots of the thing that a denied verb shares with one before it: `not yet certified for, crane signalling`."""
        found: set[str] = set()
        if at >= len(tokens) or tokens[at].text != "," or tokens[at - 1].low not in _BEFORE_OBJECT:
            return found
        for token in tokens[at + 1 :]:
            if token.kind == "mark" and token.text != "-":
                break
            if token.kind == "word" and token.low not in light_words(self._evidence.words.language):
                found.add(self._lines.root(token))
        return found

    def _is_unreal_at(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a word stands behind `instead of`, `failed to`, `declined`… in the same part of the line."""
        for index in range(at - 1, max(-1, at - 1 - _REACH), -1):
            if tokens[index].kind == "mark" and tokens[index].text in ",;:.()—–":
                return False
            if tokens[index].low in words_under("modality.txt", "unreal ends"):
                return False
            if index and f"{tokens[index - 1].low} {tokens[index].low}" in _unreal():
                return True
        return False

    def _beside(self, reading: Reading, denied: frozenset[str]) -> int:
        """The lines that hold some other word of the part of a claim in which a denied word stands; all where it has none."""
        light = light_words(self._evidence.words.language)
        segments = {
            reading.segment_of[at]
            for at, token in enumerate(reading.tokens)
            if token.kind == "word" and self._lines.root(token) in denied
        }
        found, alone = 0, True
        for at, token in enumerate(reading.tokens):
            if token.kind != "word" or token.low in light or reading.segment_of[at] not in segments:
                continue
            root = self._lines.root(token)
            if root not in denied:
                found, alone = found | self._evidence.said.get(root, 0), False
        return ~0 if alone else found

    def _said_plainly(self, roots: frozenset[str], bits: int, denying: Source) -> bool:
        """Whether some line says all of it without denying it: another one, or the same one in another place."""
        elsewhere = {
            self._lines.root(token)
            for at, token in enumerate(denying.reading.tokens)
            if not denying.reading.negated[at] and not self._is_unreal_at(denying.reading.tokens, at)
        }
        found = bits if roots <= elsewhere else bits & ~denying.bit
        for root in roots:
            found &= self._evidence.said.get(root, 0)
        return bool(found)


class DeniedParts:
    """Looks for parts of a claim that one fact denies as a whole."""

    def __init__(self, evidence: Evidence, coverage: Coverage) -> None:
        self._evidence = evidence
        self._coverage = coverage

    def denied(self, terms: Sequence[Term], claim: Claim, scope: Scope) -> list[Reason]:
        """A part of a line that one fact denies as a whole, and no fact says in these words."""
        evidence, said = self._evidence, scope.bits
        against = scope.bits & self._denying
        things = [term for term in terms if not (term.is_verb and is_verb(term.keys))] if against else []
        for term in things:
            against &= evidence.mask(term.keys, evidence.denied)
            if not against:
                return []
        if not things or any(term.negated or self._coverage.ceases(term) for term in terms):
            return []
        for term in terms:
            said &= self._coverage.strict_cover(term, claim) | evidence.mask(
                tuple(f"w:{key}" for key in term.keys), evidence.said
            )
            if term not in things:
                against &= evidence.mask(term.keys, evidence.denied) | evidence.mask(term.keys, evidence.said)
        if not against or said & ~against or self._are_also_said(terms, against):
            return []
        text, item = self._evidence.first(against).fact.text, " ".join(term.text for term in terms)
        return [reason_of("negation", item, text, f"“{item}” is claimed; the source denies it: “{text}”.")]

    @cached_property
    def _denying(self) -> int:
        """The facts that deny any word."""
        return reduce(int.__or__, self._evidence.denied.values(), 0)

    def _are_also_said(self, terms: Sequence[Term], against: int) -> bool:
        """Whether a line that denies words says all of them beside: `310 entries, without a single entry disputed`."""
        for term in terms:
            against &= self._evidence.said.get(term.keys[0], 0)
        return bool(against)


@cache
def _begins_unreal() -> frozenset[str]:
    """The first word of each phrase that tells what did not happen."""
    return frozenset(phrase.split()[0] for phrase in _unreal())


@cache
def _unreal() -> frozenset[str]:
    return frozenset(read_sections("modality.txt")["unreal"])
