"""Whose doing, and how real: plans told as deeds, other people's work as one's own, shared work as one's own alone."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from resume.grounding.evidence import Evidence
from resume.grounding.language.function_words import light_words
from resume.grounding.language.helping import stands_aside
from resume.grounding.language.lists import words_under
from resume.grounding.language.measures import values
from resume.grounding.language.others import is_a_teams
from resume.grounding.language.reading import Reading
from resume.grounding.language.scope import CONTRIBUTED, OWNED, rung, verb_forms
from resume.grounding.language.tokens import Token
from resume.grounding.language.verbs import opens_verb
from resume.grounding.language.vocabulary import vocabulary
from resume.grounding.lines import BEFORE_DUTIES, Lines, is_past, opening_verb, reason_against, tells_what_became
from resume.grounding.sources import Source
from resume.grounding.support.substitution import makes_or_leads
from resume.grounding.verdict import Reason
from resume.wording import Verb, past_forms, plain_forms, read_verbs


class Opening(NamedTuple):
    """The deed with which a line opens."""

    verb: int | None
    """The token of its verb; None where it opens with none."""
    intends: bool
    """Whether it says that something was only meant to be."""
    head: int | None
    """The head of what was done, where a preposition behind it tells what this is of; None for verbs of helping too."""


class Deeds:
    """Holds the verb with which a part of a claim opens against the lines that hold its words."""

    def __init__(self, evidence: Evidence, lines: Lines) -> None:
        self._evidence = evidence
        self._lines = lines
        self._openings: dict[int, Opening] = {}
        """By fact: the deed with which its line opens, once it was asked for."""

    def overdone(self, reading: Reading, segment: int, lines: Sequence[Source], closest: Source) -> list[Reason]:
        """The verb of a part of a claim, where it makes more of a deed than the lines do.

        Args:
            reading: the claim.
            segment: the part.
            lines: those that hold its words.
            closest: the one of them that holds most.
        """
        at = opening_verb(reading, segment)
        if at is None or reading.helped_behind:
            return []
        root = self._lines.root(reading.tokens[at])
        found = (
            self._realised(reading, at, root, lines),
            self._taken_over(reading, at, root, lines),
            self._unshared(reading, at, root, lines),
            self._at_a_distance(reading, at, root, lines),
            self._only_attended(reading, at, lines),
            self._put_in_charge(reading, at, root, lines),
            self._whole_of(reading, at, root, closest),
            self._lifted(reading, at, root, closest),
            self._made_whole(reading, at, root, closest),
        )
        return [reason for reason in found if reason is not None]

    def _opening(self, source: Source) -> Opening:
        """The deed with which a line opens, read once."""
        found = self._openings.get(source.bit)
        if found is None:
            found = self._openings[source.bit] = self._read_opening(source)
        return found

    def _read_opening(self, source: Source) -> Opening:
        tokens, verb = source.reading.tokens, self._lines.opening(source)
        if verb is None:
            return Opening(None, False, None)
        helps = 0 < rung((self._lines.root(tokens[verb]),)) <= CONTRIBUTED
        head = None if helps else _object_of(tokens, verb)
        if head is not None and (head + 1 >= len(tokens) or tokens[head + 1].low not in _BEHIND_HEAD):
            head = None
        return Opening(verb, _intends(tokens, verb), head)

    def _realised(self, reading: Reading, at: int, root: str, lines: Sequence[Source]) -> Reason | None:
        """`Introduced` where every line that it may rest on only proposed."""
        for source in lines:
            if not self._opening(source).intends:
                return None
        says_so = root in _intent_like() or not reading.lows.isdisjoint(words_under("modality.txt", "intents"))
        if says_so or not all(self._only_intends(source, root) for source in lines):
            return None
        item = reading.tokens[at].text
        return reason_against("scope", item, lines[0], f"“{item}” is claimed as done")

    def _only_intends(self, source: Source, root: str) -> bool:
        """Whether a line opens with a plan or a proposal, and does not say otherwise that it was done."""
        opening, intends, _ = self._opening(source)
        if opening is None or not intends:
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

    def _taken_over(self, reading: Reading, at: int, root: str, lines: Sequence[Source]) -> Reason | None:
        """`Chaired a committee` where it was chaired by the director."""
        for source in lines:
            if not self._is_only_others(source, root):
                return None
        tokens = reading.tokens
        if _is_others(tokens, at) or reading.helped[at] or ("team" in reading.lows and is_a_teams(tokens, at)):
            return None
        if _names_people(tokens[0]):
            return None  # "Members of the club … built"
        item = tokens[at].text
        return reason_against("scope", item, lines[0], f"“{item}” is claimed as own work")

    def _is_only_others(self, source: Source, root: str) -> bool:
        """Whether a line has a doing, and names somebody else as its doer wherever it does."""
        places = self._lines.places(source).get(root, ())
        for place in places:
            if not _is_others(source.reading.tokens, place):
                return False
        return bool(places)

    def _unshared(self, reading: Reading, at: int, root: str, lines: Sequence[Source]) -> Reason | None:
        """`Wrote` where the source says `jointly wrote`."""
        shared = words_under("modality.txt", "shared")
        for source in lines:
            if source.reading.lows.isdisjoint(shared):
                return None
        if not reading.lows.isdisjoint(words_under("modality.txt", "sharing")):
            return None
        for source in lines:
            near = {
                other.low
                for index in self._lines.places(source).get(root, ())
                for other in source.reading.tokens[max(0, index - 1) : index + 2]
            }
            if near.isdisjoint(shared):
                return None
        item = reading.tokens[at].text
        return reason_against("scope", item, lines[0], f"“{item}” is claimed as one's own work alone")

    def _made_whole(self, reading: Reading, at: int, root: str, source: Source) -> Reason | None:
        """`Led the repair` where the line says `led one of four gangs on the repair`."""
        if rung((root,)) < OWNED:
            return None
        tokens = source.reading.tokens
        places = self._lines.places(source).get(root, ())
        parts = [part for place in places if (part := _part_behind(tokens, place))]
        if not parts or len(parts) < len(places):
            return None
        said = {self._lines.root(token) for token in reading.tokens}
        if any(self._lines.root(tokens[one]) in said for part in parts for one in part):
            return None
        item = reading.tokens[at].text
        return reason_against("audience", item, source, f"“{item}” is claimed of the whole")

    def _at_a_distance(self, reading: Reading, at: int, root: str, lines: Sequence[Source]) -> Reason | None:
        """`Repaired` where the line only `reported repairs`: what one asked for, recorded or watched others did."""
        if root == self._lines.use:
            return None  # what one used for a doing, one used
        for source in lines:
            if not self._only_from_afar(source, root):
                return None
        counted = at > 0 and reading.tokens[at - 1].kind == "number"  # "2 cost analysts"
        following = reading.tokens[at + 1 : at + 2]
        past = reading.tokens[at].low in past_forms() or is_past(reading.tokens[at].low)
        names = not past and any(
            one.kind == "word" and one.low not in light_words("en") for one in following
        )  # "Staff representative" opens with a noun
        if counted or names or reading.tokens[at].low in words_under("modality.txt", "at a distance"):
            return None
        if any(_stands_alike(reading.tokens, at, source.reading.tokens) for source in lines):
            return None
        item = reading.tokens[at].text
        return reason_against("scope", item, lines[0], f"“{item}” is claimed as one's own doing")

    def _only_attended(self, reading: Reading, at: int, lines: Sequence[Source]) -> Reason | None:
        """`Gave a course`, `performed operations`, where every line attended the course, or assisted in the operations.

        A verb that claims nothing by itself is no term, and would take the line's things for its own.
        """
        token = reading.tokens[at]
        if (
            token.low not in light_words("en")
            or token.low in words_under("modality.txt", "taking part")
            or reading.helped[at]
        ):
            return None
        lends = any(0 < rung((self._lines.root(one),)) <= CONTRIBUTED or one.low == "hand" for one in reading.tokens)
        if lends or is_a_teams(reading.tokens, at) or any(reading.helped):
            return None
        things = {
            self._lines.root(reading.tokens[one.at]) for one in reading.terms if one.segment == reading.segment_of[at]
        }
        told = _with_figures(reading, reading.segment_of[at], lines)
        if told and things and all(self._is_lesser_part(source, things) for source in told):
            return reason_against("scope", token.text, told[0], f"“{token.text}” is claimed as own work")
        return None

    def _put_in_charge(self, reading: Reading, at: int, root: str, lines: Sequence[Source]) -> Reason | None:
        """`Managed a team` where no line has any verb of managing: looking after people is not leading them."""
        groups = words_under("modality.txt", "groups of people")
        if reading.lows.isdisjoint(groups) or rung((root,)) < OWNED:
            return None
        thing = _object_of(reading.tokens, at)
        if thing is None or reading.tokens[thing].low not in groups:
            return None
        own = self._evidence.own.get(self._evidence.words.root("lead"), 0)  # "My team is 5 people"
        if any(own & source.bit or rung((one,)) >= OWNED for source in lines for one in self._lines.roots_of(source)):
            return None
        item = reading.tokens[at].text
        return reason_against("scope", item, lines[0], f"“{item}” is claimed of people")

    def _is_lesser_part(self, source: Source, things: set[str]) -> bool:
        """Whether a line only helps with some things, or attends, watches or studies them."""
        opening = self._lines.opening(source)
        if opening is not None and source.reading.tokens[opening].low in words_under("modality.txt", "attending"):
            return True
        places = [at for thing in things for at in self._lines.places(source).get(thing, ())]
        return bool(places) and all(source.reading.helped[at] for at in places)

    def _whole_of(self, reading: Reading, at: int, root: str, source: Source) -> Reason | None:
        """`Wrote the module` where the line says `wrote tests for the module`: what was done is left out for what it is of."""
        tokens, head = source.reading.tokens, self._opening(source).head
        if head is None or 0 < rung((root,)) <= CONTRIBUTED:
            return None
        thing = _object_of(reading.tokens, at)
        if thing is None:
            return None
        places = self._lines.places(source).get(self._lines.root(reading.tokens[thing]), ())
        if len(places) != 1 or head >= places[0] or not _is_plain(tokens[head + 2 : places[0]]):
            return None
        said = {self._lines.root(token) for token in reading.tokens if token.kind == "word"}
        named = tokens[head].low
        if self._lines.root(tokens[head]) in said or named in words_under("modality.txt", "stands for its things"):
            return None
        if reading.tokens[thing - 1].text in _short_forms(tokens[head : places[0]]):
            return None
        item = reading.tokens[thing].text
        return reason_against("scope", item, source, f"“{reading.tokens[at].text} {item}” is claimed")

    def _only_from_afar(self, source: Source, root: str) -> bool:
        """Whether a line has a doing only as the thing that a verb of watching, asking or recording is said of."""
        tokens = source.reading.tokens
        places = self._lines.places(source).get(root, ())
        for place in places:
            if opens_verb(tokens, place):
                return False
            if not (_governed_from_afar(tokens, place) or _is_a_thing(tokens, place)):
                return False
        return bool(places)

    def _lifted(self, reading: Reading, at: int, root: str, source: Source) -> Reason | None:
        """`Ran a 160-seat brasserie` where the line that speaks of 160 seats says `supported the chef in running` it."""
        if (
            not source.bit & self._evidence.helped
            or root not in self._lines.places(source)
            or tells_what_became(reading, at, source)
            or reading.helped[at]
            or is_a_teams(reading.tokens, at)
            or 0 < rung((root,)) <= CONTRIBUTED
            or _is_done_by(reading.tokens, at)
            or reading.tokens[at].low in words_under("modality.txt", "taking part")
        ):
            return None
        keys = set(self._evidence.words.keys(reading.tokens[at].text))
        doing = [
            index
            for index, token in enumerate(source.reading.tokens)
            if token.kind == "word" and keys & set(self._evidence.words.keys(token.text))
        ]
        tokens = source.reading.tokens
        if all(source.reading.helped[index] and not stands_aside(tokens, index) for index in doing):
            item = reading.tokens[at].text
            return reason_against("scope", item, source, f"“{item}” is claimed as own work")
        return None


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
    if at == 0 or tokens[at].low not in past_forms() or not _names_people(tokens[at - 1]):
        return False
    begin = at
    while begin > 0 and tokens[begin - 1].text not in ".;:":
        begin -= 1
    subject = tokens[begin:at]
    plain = all(token.kind in ("word", "number") and token.low not in _NO_SUBJECT for token in subject)
    return plain and 0 < len(subject) <= _LONGEST_SUBJECT and subject[0].low not in past_forms()


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
    head, light, ends = None, light_words("en"), words_under("modality.txt", "ends an object")
    for index in range(at + 1, len(tokens)):
        token = tokens[index]
        if token.kind == "number" or token.used or token.text in "-'":
            continue
        low, before = token.low, tokens[index - 1]
        if before.text == "-" and token.kind == "word" and before.start == tokens[index - 2].end:
            head = index if low not in light else head
            continue  # "the end-of-line test"
        if low in ends or token.kind == "mark":
            return head
        if low not in light or low in ("part", "parts"):
            head = index
    return head


def _is_plain(words: Sequence[Token]) -> bool:
    """Whether some tokens may all be of one thing: `the payment` of "tests for the payment module"."""
    ends = words_under("modality.txt", "ends an object")
    return all(token.kind == "word" and token.low not in ends for token in words)


_BEHIND_HEAD = frozenset(("of", "for", "at", "on", "in", "to", "from", "into"))
"""Prepositions behind what was done, before what it is of: `tests for the module`."""


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
    if at + 2 < len(tokens) and tokens[at + 1].low == "by":
        doer = tokens[at + 2]
        if doer.low in words_under("modality.txt", "determiners") and not doer.used:
            return True
    return _is_of_people(tokens, at)


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
