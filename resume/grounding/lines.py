"""The lines that a claim rests on, word by word: which roots stand where, and with which verb a part of a line opens."""

from collections.abc import KeysView, Mapping, Sequence

from resume.grounding.evidence import Evidence
from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Reading
from resume.grounding.language.scope import verb_forms
from resume.grounding.language.thesaurus import doings
from resume.grounding.language.tokens import Token
from resume.grounding.language.verbs import opens_verb
from resume.grounding.sources import Source
from resume.grounding.verdict import Reason, ReasonKind


class Lines:
    """The roots of the words of each line, read once."""

    def __init__(self, evidence: Evidence) -> None:
        self._root_of = evidence.words.root
        self.use = self._root_of("use")
        self._places: dict[int, dict[str, list[int]]] = {}
        self._openings: dict[int, int | None] = {}

    def root(self, token: Token) -> str:
        """The root of a token of a claim or of a line."""
        return self._root_of(token.text)

    def places(self, source: Source) -> Mapping[str, Sequence[int]]:
        """Root → the tokens of a line that have it."""
        found = self._places.get(source.bit)
        if found is None:
            found = self._places[source.bit] = {}
            for at, root in enumerate(source.roots):
                if root:
                    found.setdefault(root, []).append(at)
        return found

    def opening(self, source: Source) -> int | None:
        """The verb with which a line opens, if it opens with one."""
        if source.bit not in self._openings:
            self._openings[source.bit] = opening_verb(source.reading, 0)
        return self._openings[source.bit]

    def roots_of(self, source: Source) -> KeysView[str]:
        """The roots of all words of a line."""
        return self.places(source).keys()


def opening_verb(reading: Reading, segment: int) -> int | None:
    """The verb with which a part of a line opens, if it opens with one."""
    passed, has_duty = words_under("modality.txt", "before a verb"), not reading.lows.isdisjoint(BEFORE_DUTIES)
    for at in reading.part(segment):
        token = reading.tokens[at]
        if token.kind != "word" or token.low in passed:
            continue
        if token.low.endswith("ly") or (
            has_duty and (_opens_duty(reading.tokens, at) or _opens_duty(reading.tokens, at + 1))
        ):
            continue  # "Was responsible for managing 40 staff", "In charge of planning"
        duty = has_duty and token.low.endswith("ing") and at > 1 and _opens_duty(reading.tokens, at - 1)
        acts = (duty or token.low in verb_forms() or is_past(token.low)) and (
            token.low != "open" or opens_verb(reading.tokens, at)
        )
        return at if acts and not reading.negated[at] and not _is_of_subject(reading, at) else None
    return None


def _opens_duty(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word stands before a doing that was somebody's duty: the three of `responsible for managing 40 staff`."""
    for opening in (at, at - 1):
        behind = BEFORE_DUTIES.get(tokens[opening].low) if 0 <= opening < len(tokens) else None
        following = [token.low for token in tokens[opening + 1 : opening + 3]]
        if behind is not None and following[:1] == [behind] and following[-1].endswith("ing"):
            return True
    return False


BEFORE_DUTIES = {"responsible": "for", "charge": "of", "tasked": "with", "charged": "with", "entrusted": "with"}
"""Words before the doings that were somebody's duty, and what stands between."""


def _is_of_subject(reading: Reading, at: int) -> bool:
    """Whether what opens a part of a line is the thing that a later verb speaks of: `Expired stock was cut`, `Lead time fell`."""
    if reading.lows.isdisjoint(_SPEAKS_OF):
        return False
    for token in reading.tokens[at + 1 : at + 1 + _LONGEST_THING]:
        if token.low in _SPEAKS_OF:
            return True
        if token.kind not in ("word", "mark") or token.text in ".,;:" or token.low in _ENDS_THING:
            return False
    return False


_SPEAKS_OF = frozenset(("was", "were", "fell", "rose", "dropped", "grew", "went", "climbed", "halved", "doubled"))
"""Verbs behind the thing that they speak of."""

_ENDS_THING = frozenset(
    ("that", "which", "who", "whom", "where", "when", "while", "and", "until", "the", "a", "an", "i", "so")
)
"""Words before which the thing that opens a line ends, or is told of further."""

_LONGEST_THING = 5
"""Words of a thing before its verb: "Time to hire", "Completed identity checks of guests"."""


def is_past(low: str) -> bool:
    """Whether a word is the regular past of a verb that the lists do not know: `dyed`."""
    return low.endswith("ed") and bool(doings(low))


_BEHIND_PARTICIPLE = frozenset(("in", "out", "by", "on", "at", "over", "within", "for", "to", "from", "off", "up", "."))
_PASSIVE = frozenset(("was", "were", "is", "are", "been", "being"))


def tells_what_became(reading: Reading, at: int, source: Source) -> bool:
    """Whether a participle behind a comma tells what became of a thing, as the source does: `…, paid in two parts`."""
    tokens = reading.tokens
    following = tokens[at + 1].low if at + 1 < len(tokens) else "."
    if at < 2 or tokens[at - 1].text != "," or following not in _BEHIND_PARTICIPLE | _HOW_OFTEN:
        return False
    if following in _HOW_OFTEN and _is_done_by_another(source, tokens[at].low.removesuffix("ed")):
        return True
    told = source.reading.tokens
    return any(
        one.low == tokens[at].low
        and (told[index - 1].low in _PASSIVE or (_is_remark(told, index) and told[index + 1].low == following))
        for index, one in enumerate(told)
        if 0 < index < len(told) - 1
    )


def _is_remark(tokens: Sequence[Token], at: int) -> bool:
    """Whether a participle stands right behind the thing of which it tells: `the guideline adopted in 2022`."""
    before = tokens[at - 1]
    return before.kind == "word" and before.low not in light_words("en") and not before.low.endswith(("ed", "ing"))


def _is_done_by_another(source: Source, stem: str) -> bool:
    """Whether a line says of a thing that somebody else does it: `a handbook that the clinic prints each year`."""
    tokens = source.reading.tokens
    return any(
        token.low.startswith(stem)
        and not _RELATIVE.isdisjoint(one.low for one in tokens[max(0, at - _MOST_SUBJECT) : at - 1])
        for at, token in enumerate(tokens)
    )


_HOW_OFTEN = frozenset(("every", "each", "annually", "yearly", "monthly", "weekly", "daily", "quarterly"))
"""Words behind a participle that tells how often something is done with a thing."""

_RELATIVE = frozenset(("that", "which"))
_MOST_SUBJECT = 5
"""Tokens of a relative clause up to its verb."""


def reason_against(kind: ReasonKind, item: str, source: Source, claim: str) -> Reason:
    """A reason that quotes the line which a claim is held against."""
    text = source.fact.text
    return Reason(kind=kind, item=item, claimed=item, source=text, detail=f"{claim}; the source says “{text}”.")
