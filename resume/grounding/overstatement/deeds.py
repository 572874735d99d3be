"""Whose doing, and how real: plans told as deeds, other people's work as one's own, shared work as one's own alone."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from resume.grounding.evidence import Evidence, Source
from resume.grounding.language.lists import words_under
from resume.grounding.language.measures import values
from resume.grounding.language.reading import (
    Reading,
    Token,
    is_a_teams,
    light_words,
    opens_verb,
    plain_forms,
    stands_aside,
)
from resume.grounding.language.scope import CONTRIBUTED, OWNED, rung, verb_forms
from resume.grounding.language.vocabulary import vocabulary
from resume.grounding.lines import BEFORE_DUTIES, Lines, is_past, opening_verb, reason_against, tells_what_became
from resume.grounding.measuring.surroundings import past_forms
from resume.grounding.support.substitution import makes_or_leads
from resume.grounding.verdict import Reason
from resume.wording import Verb, read_verbs


class Deeds:
    """Holds the verb with which a part of a claim opens against the lines that hold its words."""

    def __init__(self, evidence: Evidence, lines: Lines) -> None:
        self._evidence = evidence
        self._lines = lines
        self._heads: dict[int, int | None] = {}

    def overdone(self, reading: Reading, segment: int, lines: Sequence[Source], closest: Source) -> Iterator[Reason]:
        """The verb of a part of a claim, where it makes more of a deed than the lines do.

        Args:
            reading: the claim.
            segment: the part.
            lines: those that hold its words.
            closest: the one of them that holds most.
        """
        at = opening_verb(reading, segment)
        if at is not None and not reading.helped_behind:
            yield from self._realised(reading, at, lines)
            yield from self._taken_over(reading, at, lines)
            yield from self._unshared(reading, at, lines)
            yield from self._at_a_distance(reading, at, lines)
            yield from self._only_attended(reading, at, lines)
            yield from self._put_in_charge(reading, at, lines)
            yield from self._whole_of(reading, at, closest)
            yield from self._lifted(reading, at, closest)
            yield from self._made_whole(reading, at, closest)

    def _realised(self, reading: Reading, at: int, lines: Sequence[Source]) -> Iterator[Reason]:
        """`Introduced` where every line that it may rest on only proposed."""
        root = self._lines.root(reading.tokens[at])
        if root in _intent_like():
            return
        says_so = not reading.lows.isdisjoint(words_under("modality.txt", "intents"))
        if says_so or not all(self._only_intends(source, root) for source in lines):
            return
        item = reading.tokens[at].text
        yield reason_against("scope", item, lines[0], f"“{item}” is claimed as done")

    def _only_intends(self, source: Source, root: str) -> bool:
        """Whether a line opens with a plan or a proposal, and does not say otherwise that it was done."""
        opening = self._lines.opening(source)
        if opening is None or not _intends(source.reading.tokens, opening):
            return False
        tokens = source.reading.tokens
        places = self._lines.places(source).get(root, ())
        if not places:  # its words stand for those of another doing: "plan and update the programme"
            return not any(
                tokens[at].low in plain_forms() and _is_joined_to(tokens, opening, at)
                for at in range(opening + 1, len(tokens))
            )
        return not any(
            (tokens[at].low in past_forms() and not _is_others(tokens, at))
            or _is_joined_to(tokens, opening, at)
            or _does_too(tokens, opening, at)
            for at in places
        )

    def _taken_over(self, reading: Reading, at: int, lines: Sequence[Source]) -> Iterator[Reason]:
        """`Chaired a committee` where it was chaired by the director."""
        token, root = reading.tokens[at], self._lines.root(reading.tokens[at])
        if _is_others(reading.tokens, at) or reading.helped[at]:
            return
        if "team" in reading.lows and is_a_teams(reading.tokens, at):
            return
        if _names_people(reading.tokens[0]):
            return  # "Members of the club … built"
        for source in lines:
            places = self._lines.places(source).get(root, ())
            if not places or not all(_is_others(source.reading.tokens, index) for index in places):
                return
        if lines:
            yield reason_against("scope", token.text, lines[0], f"“{token.text}” is claimed as own work")

    def _unshared(self, reading: Reading, at: int, lines: Sequence[Source]) -> Iterator[Reason]:
        """`Wrote` where the source says `jointly wrote`."""
        if not reading.lows.isdisjoint(words_under("modality.txt", "sharing")):
            return
        root = self._lines.root(reading.tokens[at])
        for source in lines:
            near = {
                other.low
                for index in self._lines.places(source).get(root, ())
                for other in source.reading.tokens[max(0, index - 1) : index + 2]
            }
            if not near & words_under("modality.txt", "shared"):
                return
        if lines:
            item = reading.tokens[at].text
            yield reason_against("scope", item, lines[0], f"“{item}” is claimed as one's own work alone")

    def _made_whole(self, reading: Reading, at: int, source: Source) -> Iterator[Reason]:
        """`Led the repair` where the line says `led one of four gangs on the repair`."""
        tokens, root = source.reading.tokens, self._lines.root(reading.tokens[at])
        if rung((root,)) < OWNED:
            return
        said = {self._lines.root(token) for token in reading.tokens}
        places = self._lines.places(source).get(root, ())
        parts = [part for place in places if (part := _part_behind(tokens, place))]
        if (
            not parts
            or len(parts) < len(places)
            or any(self._lines.root(tokens[one]) in said for part in parts for one in part)
        ):
            return
        item = reading.tokens[at].text
        yield reason_against("audience", item, source, f"“{item}” is claimed of the whole")

    def _at_a_distance(self, reading: Reading, at: int, lines: Sequence[Source]) -> Iterator[Reason]:
        """`Repaired` where the line only `reported repairs`: what one asked for, recorded or watched others did."""
        root = self._lines.root(reading.tokens[at])
        if root == self._lines.use or not all(root in self._lines.roots_of(source) for source in lines):
            return  # what one used for a doing, one used
        counted = at > 0 and reading.tokens[at - 1].kind == "number"  # "2 cost analysts"
        following = reading.tokens[at + 1 : at + 2]
        past = reading.tokens[at].low in past_forms() or is_past(reading.tokens[at].low)
        names = not past and any(
            one.kind == "word" and one.low not in light_words("en") for one in following
        )  # "Staff representative" opens with a noun
        if counted or names or reading.tokens[at].low in words_under("modality.txt", "at a distance"):
            return
        if any(_stands_alike(reading.tokens, at, source.reading.tokens) for source in lines):
            return
        if lines and all(self._only_from_afar(source, root) for source in lines):
            item = reading.tokens[at].text
            yield reason_against("scope", item, lines[0], f"“{item}” is claimed as one's own doing")

    def _only_attended(self, reading: Reading, at: int, lines: Sequence[Source]) -> Iterator[Reason]:
        """`Gave a course`, `performed operations`, where every line attended the course, or assisted in the operations.

        A verb that claims nothing by itself is no term, and would take the line's things for its own.
        """
        token = reading.tokens[at]
        if (
            token.low not in light_words("en")
            or token.low in words_under("modality.txt", "taking part")
            or reading.helped[at]
        ):
            return
        lends = any(0 < rung((self._lines.root(one),)) <= CONTRIBUTED or one.low == "hand" for one in reading.tokens)
        if lends or is_a_teams(reading.tokens, at) or any(reading.helped):
            return
        things = {
            self._lines.root(reading.tokens[one.at]) for one in reading.terms if one.segment == reading.segment_of[at]
        }
        told = _with_figures(reading, reading.segment_of[at], lines)
        if told and things and all(self._is_lesser_part(source, things) for source in told):
            yield reason_against("scope", token.text, told[0], f"“{token.text}” is claimed as own work")

    def _put_in_charge(self, reading: Reading, at: int, lines: Sequence[Source]) -> Iterator[Reason]:
        """`Managed a team` where no line has any verb of managing: looking after people is not leading them."""
        token = reading.tokens[at]
        high = rung((self._lines.root(token),)) >= OWNED
        thing = _object_of(reading.tokens, at) if high else None
        if thing is None or reading.tokens[thing].low not in words_under("modality.txt", "groups of people"):
            return
        own = self._evidence.own.get(self._evidence.words.root("lead"), 0)  # "My team is 5 people"
        if lines and not any(
            own & source.bit or rung((root,)) >= OWNED for source in lines for root in self._lines.roots_of(source)
        ):
            yield reason_against("scope", token.text, lines[0], f"“{token.text}” is claimed of people")

    def _is_lesser_part(self, source: Source, things: set[str]) -> bool:
        """Whether a line only helps with some things, or attends, watches or studies them."""
        opening = self._lines.opening(source)
        if opening is not None and source.reading.tokens[opening].low in words_under("modality.txt", "attending"):
            return True
        places = [at for thing in things for at in self._lines.places(source).get(thing, ())]
        return bool(places) and all(source.reading.helped[at] for at in places)

    def _whole_of(self, reading: Reading, at: int, source: Source) -> Iterator[Reason]:
        """`Wrote the module` where the line says `wrote tests for the module`: what was done is left out for what it is of."""
        tokens, head = source.reading.tokens, self._head_done(source)
        if head is None or 0 < rung((self._lines.root(reading.tokens[at]),)) <= CONTRIBUTED:
            return
        thing = _object_of(reading.tokens, at)
        if thing is None:
            return
        places = self._lines.places(source).get(self._lines.root(reading.tokens[thing]), ())
        if len(places) != 1 or head >= places[0] or not _is_behind_preposition(tokens, head, places[0]):
            return
        said = {self._lines.root(token) for token in reading.tokens if token.kind == "word"}
        named = tokens[head].low
        if self._lines.root(tokens[head]) in said or named in words_under("modality.txt", "stands for its things"):
            return
        if reading.tokens[thing - 1].text in _short_forms(tokens[head : places[0]]):
            return
        item = reading.tokens[thing].text
        yield reason_against("scope", item, source, f"“{reading.tokens[at].text} {item}” is claimed")

    def _head_done(self, source: Source) -> int | None:
        """The head of the thing that the verb with which a line opens is said of; None for verbs of helping."""
        if source.bit not in self._heads:
            tokens, verb = source.reading.tokens, self._lines.opening(source)
            helps = verb is not None and 0 < rung((self._lines.root(tokens[verb]),)) <= CONTRIBUTED
            self._heads[source.bit] = None if verb is None or helps else _object_of(tokens, verb)
        return self._heads[source.bit]

    def _only_from_afar(self, source: Source, root: str) -> bool:
        """Whether a line has a doing only as the thing that a verb of watching, asking or recording is said of."""
        tokens = source.reading.tokens
        places = self._lines.places(source).get(root, ())
        return bool(places) and all(
            not opens_verb(tokens, place) and (_governed_from_afar(tokens, place) or _is_a_thing(tokens, place))
            for place in places
        )

    def _lifted(self, reading: Reading, at: int, source: Source) -> Iterator[Reason]:
        """`Ran a 160-seat brasserie` where the line that speaks of 160 seats says `supported the chef in running` it."""
        root = self._lines.root(reading.tokens[at])
        exact = self._lines.places(source).get(root, ())
        if (
            not exact
            or not source.bit & self._evidence.helped
            or tells_what_became(reading, at, source)
            or reading.helped[at]
            or is_a_teams(reading.tokens, at)
            or 0 < rung((root,)) <= CONTRIBUTED
            or _is_done_by(reading.tokens, at)
            or reading.tokens[at].low in words_under("modality.txt", "taking part")
        ):
            return
        keys = set(self._evidence.words.keys(reading.tokens[at].text))
        doing = [
            index
            for index, token in enumerate(source.reading.tokens)
            if token.kind == "word" and keys & set(self._evidence.words.keys(token.text))
        ]
        tokens = source.reading.tokens
        if all(source.reading.helped[index] and not stands_aside(tokens, index) for index in doing):
            item = reading.tokens[at].text
            yield reason_against("scope", item, source, f"“{item}” is claimed as own work")


def _is_joined_to(tokens: Sequence[Token], opening: int, at: int) -> bool:
    """Whether a verb stands beside the one with which a line opens, and has its thing: `plan and deliver 40 events`."""
    between = range(opening + 1, at)
    return any(tokens[one].low in ("and", "&") for one in between) and all(
        tokens[one].low in ("and", "&", ",", "then")
        or (tokens[one - 1].text == "," and tokens[one].low in verb_forms())
        for one in between
    )


def _does_too(tokens: Sequence[Token], opening: int, at: int) -> bool:
    """Whether a verb is a second one of the candidate's, with its own thing: `plan the programme and report progress`."""
    if tokens[at].low.endswith("ing") and tokens[opening - 1].low in ("for", "of", "with"):
        return _is_duty_too(tokens, opening, at)
    if tokens[opening].low not in plain_forms() or tokens[at].low not in plain_forms() or tokens[at - 1].low != "and":
        return False
    following = tokens[at + 1].low if at + 1 < len(tokens) else "of"
    between = {token.low for token in tokens[opening + 1 : at]}
    return following not in _NO_THING and not between & {"to", "for"}


def _is_duty_too(tokens: Sequence[Token], opening: int, at: int) -> bool:
    """Whether a doing is a second duty beside the one told first: `responsible for planning shifts and for ordering stock`."""
    verb, before = _by_gerund().get(tokens[at].low), [token.low for token in tokens[at - 2 : at]]
    following = tokens[at + 1].low if at + 1 < len(tokens) else "of"
    if verb is None or at - opening < _LEAST_DUTY:
        return False
    if before == ["and", tokens[opening - 1].low]:
        return True
    return before[-1] in ("and", ",") and following not in _NO_THING and (verb.has("ing") or verb.has("ing-bare"))


_LEAST_DUTY = 3
"""Tokens from one duty to the next: itself, its thing, and `and`."""


@cache
def _by_gerund() -> dict[str, Verb]:
    return {verb.gerund: verb for verb in read_verbs()}


_NO_THING = frozenset(("of", "for", "and", "in", "on", "at", "by", "with", "to", "work", "works", ".", ",", ";"))
"""Words behind a noun that looks like a verb: `plan the inspection and repair of pumps`."""


def _is_done_by(tokens: Sequence[Token], at: int) -> bool:
    """Whether a participle behind its thing names who does it: `a calculator, used by 11 physicians`."""
    behind = tokens[at + 1 : at + 4]
    if at and tokens[at - 1].low in ("was", "were", "is", "are", "been", "being"):
        return True  # "four were won"
    if at == 0 or len(behind) < _LEAST_DOER or behind[0].low != "by" or behind[1].low.endswith("ing"):
        return False
    counted = behind[1].kind == "number" or behind[1].used
    return not counted or (behind[2].kind == "word" and (behind[2].low.endswith("s") or behind[2].used))


_LEAST_DOER = 3
"""Tokens of `by` and the people behind it: "by 14 fitters"."""


def _is_of_people(tokens: Sequence[Token], at: int) -> bool:
    """Whether people who are named open a sentence whose verb stands at a token: `two swimmers qualified`."""
    begin = at
    while begin > 0 and tokens[begin - 1].text not in ".;:":
        begin -= 1
    subject = tokens[begin:at]
    plain = all(token.kind in ("word", "number") and token.low not in _NO_SUBJECT for token in subject)
    if not subject or not plain or len(subject) > _LONGEST_SUBJECT or tokens[at].low not in past_forms():
        return False
    return _names_people(subject[-1]) and subject[0].low not in past_forms()


def _names_people(token: Token) -> bool:
    """Whether a word names several people."""
    by_doing = token.low.endswith("s") and bool(vocabulary("en").doing(token.low[:-1]))
    return by_doing or token.low in words_under("cues.txt", "named people")


_NO_SUBJECT = frozenset(("i", "we", "and", "by", "with", "for", "of", "to", "in", "on", "at", "from", "my"))

_LONGEST_SUBJECT = 4
"""Words of people who open a sentence: "two of the junior swimmers" has more, and is left alone."""


def _with_figures(reading: Reading, segment: int, lines: Sequence[Source]) -> Sequence[Source]:
    """The lines that have a number of a part of a claim: it is told of what they tell of. All of them where none has."""
    numbers = {reading.tokens[at].text for at in reading.part(segment) if reading.tokens[at].kind == "number"}
    if not numbers or len(lines) == 1:
        return lines
    return [one for one in lines if not numbers.isdisjoint(one.reading.lows)] or lines


def _short_forms(words: Sequence[Token]) -> tuple[str, str]:
    """The letters for some words, with the small ones and without: `FOI` for "freedom of information"."""
    initials = [(word.low, word.text[0].upper()) for word in words if word.kind == "word"]
    short = "".join(letter for low, letter in initials if low not in light_words("en"))
    return "".join(letter for _, letter in initials), short


def _object_of(tokens: Sequence[Token], at: int) -> int | None:
    """The head of the thing that a verb is said of: the last word before a preposition or a mark; None where it has none."""
    head = None
    for index in range(at + 1, len(tokens)):
        token = tokens[index]
        if token.kind == "number" or token.used or token.text in "-'":
            continue
        if token.kind == "word" and tokens[index - 1].text == "-" and tokens[index - 1].start == tokens[index - 2].end:
            head = index if token.low not in light_words("en") else head
            continue  # "the end-of-line test"
        if token.low in words_under("modality.txt", "ends an object") or token.kind == "mark":
            return head
        if token.low not in light_words("en") or token.low in ("part", "parts"):
            head = index
    return head


def _is_behind_preposition(tokens: Sequence[Token], head: int, at: int) -> bool:
    """Whether a word is the thing of the first preposition behind another: `tests for the payment module`."""
    following = tokens[head + 1].low if head + 1 < len(tokens) else ""
    inner = tokens[head + 2 : at]
    plain = all(
        token.kind == "word" and token.low not in words_under("modality.txt", "ends an object") for token in inner
    )
    return following in ("of", "for", "at", "on", "in", "to", "from", "into") and plain


def _intends(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb says that something was only meant to be: `proposed`, `applied for`."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    applies = tokens[at].low in ("apply", "applied", "applying", "asked", "ask", "asking") and following == "for"
    return applies or tokens[at].low in words_under("modality.txt", "intents")


def _governed_from_afar(tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb before a noun, in its clause, is one of watching, asking or recording."""
    before = [token.low for token in tokens[max(0, at - 2) : at]]
    duty = next((BEFORE_DUTIES[token.low] for token in tokens[:at] if token.low in BEFORE_DUTIES), "")
    if duty and before == ["and", duty] and tokens[at].low.endswith("ing"):
        return False  # "tasked with requesting quotes and with buying laptops"
    if "for" in before and not {"responsible", "accountable", "charge"} & {token.low for token in tokens[:at]}:
        return opens_verb(tokens, 0) and tokens[0].low in verb_forms()  # "listed for sale"
    for index in range(at - 1, -1, -1):
        low = tokens[index].low
        if low in words_under("modality.txt", "at a distance"):
            return True
        if tokens[index].text in ".;:" or (low in past_forms() and index):
            return False
    return False


_JOINING = frozenset({"and", "or", "as", "plus", "&", ","})


def _stands_alike(tokens: Sequence[Token], at: int, source: Sequence[Token]) -> bool:
    """Whether a word is joined to something in the source as it is here: `and staff`, where `as well as staff` stands."""
    if at == 0 or tokens[at - 1].low not in _JOINING:
        return False
    return any(token.low == tokens[at].low and before.low in _JOINING for before, token in pairwise(source))


def _is_a_thing(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is the thing that another verb is said of, and no doing: the paint of "mixed paint".

    Who makes, leads or handles a thing may tell it by its verb: "wrote reports" is "reported".
    """
    if tokens[at].low.endswith(("ing", "ion", "ions", "ment", "ments", "al", "als", "ance", "sis", "s")):
        return False
    first = tokens[0].low
    if at > _NEAR_THING or first not in past_forms() or not opens_verb(tokens, 0):
        return False
    return not makes_or_leads(first)


_NEAR_THING = 2
"""Tokens from the opening verb in which its thing stands bare: "mixed oil paint"."""


def _is_others(tokens: Sequence[Token], at: int) -> bool:
    """Whether somebody else is named as the doer: `chaired by the director`, `two swimmers qualified`."""
    if _is_of_people(tokens, at):
        return True
    following = [token.low for token in tokens[at + 1 : at + 3]]
    return (
        len(following) == 2
        and following[0] == "by"
        and following[1] in words_under("modality.txt", "determiners")
        and not tokens[at + 2].used
    )


def _part_behind(tokens: Sequence[Token], at: int) -> list[int]:
    """The words of the part that a verb is said of: `one of four gangs` behind "led"; empty where it is no part."""
    numbers, of = values("ones"), at + 2
    if of >= len(tokens) or tokens[of].low != "of":
        return []
    if tokens[at + 1].low not in numbers and tokens[at + 1].kind != "number":
        return []
    begin = of + 1
    while begin < len(tokens) and (
        tokens[begin].used or tokens[begin].low in words_under("modality.txt", "determiners")
    ):
        begin += 1
    end = begin
    while end < len(tokens) and tokens[end].kind == "word" and tokens[end].low not in light_words("en"):
        end += 1
    return list(range(begin, end))


@cache
def _intent_like() -> frozenset[str]:
    return frozenset(vocabulary("en").root(word) for word in words_under("modality.txt", "intent-like"))
