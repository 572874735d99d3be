"""Whom somebody leads: people whom a line only names beside others are not led (`lead 7 nurses in a clinic with 4 vets`)."""

from collections.abc import Iterator, Sequence

from resume.grounding.claims import Claim, Scope
from resume.grounding.evidence import Evidence
from resume.grounding.indexing.figures import counted
from resume.grounding.indexing.people import PEOPLE
from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Reading, Term
from resume.grounding.language.scope import OWNED, rung
from resume.grounding.language.thesaurus import is_plain_noun, is_thing, names_worker
from resume.grounding.language.tokens import Token
from resume.grounding.language.verbs import opens_verb
from resume.grounding.measuring.ledger import COUNT, Quantity
from resume.grounding.sources import Source
from resume.grounding.verdict import Reason, reason_of
from resume.wording import past_forms

_BEHIND = 8
"""Tokens behind a figure of people in which a verb of leading may stand: "a crew of 9 that he led"."""

_ONESELF = frozenset(("me", "him", "her", "them"))


_TAKES_UP = frozenset(("has", "have", "had", "also", "then"))
"""Words before a verb in the past that is the next thing that one did."""

_CHARGE = frozenset(("responsible", "accountable", "responsibility", "charge", "lead", "leader", "head", "manager"))
"""Words behind which stand the people whom somebody leads."""


class Leading:
    """Holds the people whom claims say that somebody leads against those whom the lines say so of."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def unled(self, claim: Claim, scope: Scope) -> Iterator[Reason]:
        """`Lead 7 nurses and 4 vets` where the vets only work in the same clinic, `supervise 18` who only use a handbook."""
        if scope.named or self._evidence.words.language != "en":
            return
        reading = claim.reading
        for quantity in claim.ledger.quantities:
            verb = self._leads(reading, quantity)
            if verb is None:
                continue
            lines = [source for source in self._evidence.sources if source.bit & scope.bits and not source.is_header]
            places = [
                (source, other)
                for source in lines
                for other in source.ledger.quantities
                if self._same(reading, quantity, source, other)
            ]
            if places and not any(self._is_led(reading.tokens[verb], source, other) for source, other in places):
                text = places[0][0].fact.text
                item = f"{reading.tokens[verb].text} {quantity.text}"
                yield reason_of("scope", item, text, f"“{item}” is claimed; the source says “{text}”.")

    def unreported(self, claim: Claim, scope: Scope) -> Iterator[Reason]:
        """People said to report to the candidate whom no line says that they lead: `four vets report to me`."""
        tokens, root = claim.reading.tokens, self._evidence.words.root
        if claim.reading.lows.isdisjoint(_ONESELF):
            return
        for at in range(1, len(tokens) - 2):
            lows = [token.low for token in tokens[at : at + 3]]
            if root(tokens[at].text) != root("report") or lows[1] != "to" or lows[2] not in _ONESELF:
                continue
            people = [term for term in claim.segments.get(claim.reading.segment_of[at], ()) if term.at < at]
            lines = [source for source in self._evidence.sources if source.bit & scope.bits and not source.is_header]
            if not any(self._are_led(people, source) for source in lines):
                item = " ".join(token.text for token in tokens[at : at + 3])
                yield reason_of(
                    "scope", item, "", f"“{item}” is claimed; the source says of nobody such that they are led."
                )

    def _are_led(self, people: Sequence[Term], source: Source) -> bool:
        """Whether a line says of people that they are led, or report to somebody."""
        tokens, root = source.reading.tokens, self._evidence.words.root
        wanted = {term.keys[0] for term in people}
        places = [at for at, token in enumerate(tokens) if root(token.text) in wanted]
        led = [self._verb_before(tokens, at) for at in places]
        return any(at is not None and not source.reading.helped[at] for at in led) or (
            bool(places) and root("report") in source.keys
        )

    def _leads(self, reading: Reading, quantity: Quantity) -> int | None:
        """The verb of leading that a claim says of the people whom a figure counts."""
        if quantity.dimension != COUNT or not quantity.after or quantity.value < 1:
            return None
        at = None if quantity.compound else self._verb_before(reading.tokens, quantity.first)
        if at is None or reading.helped[at] or reading.negated[at]:
            return None
        head = reading.tokens[quantity.after[-1]].low
        counts_people = names_worker(head) or not counted(reading, quantity, self._evidence.words).isdisjoint(PEOPLE)
        return at if counts_people else None

    def _is_of_thing(self, low: str) -> bool:
        """Whether a noun names a thing, and neither people nor a charge over them."""
        people = self._names_person(low) or low in PEOPLE or low in words_under("figures.txt", "heads of groups")
        return not people and low not in _CHARGE and is_plain_noun(low)

    def _verb_before(self, tokens: Sequence[Token], first: int) -> int | None:
        """The verb of leading before a figure, with nothing between that parts the two."""
        inserted = False
        for at in range(first - 1, -1, -1):
            low = tokens[at].low
            if inserted or (low == ")" and at < first - 1):
                inserted = low != "("
                continue  # "Manage 12 nurses (two of them part-time) and 4 porters"
            if rung((self._evidence.words.root(tokens[at].text),)) >= OWNED and not (
                self._names_person(low) or _is_thing_counted(tokens, at)
            ):
                return at
            if low == "with" and tokens[at - 1].text == "," and self._opens_with_lead(tokens):
                continue  # "Lead the laboratory, with three conservators"
            if low == "for" and at and self._is_of_thing(tokens[at - 1].low):
                return None  # "oversees a bursary fund for 48 students"
            if low in ("for", "of", "over") or (
                low == "with" and at and tokens[at - 1].low in words_under("figures.txt", "heads of groups")
            ):
                continue
            if low in words_under("modality.txt", "parts from the led") or low == "i" or tokens[at].text in ".;:()":
                return None
            if low.endswith("ing") and at and tokens[at - 1].low == "for":
                return None  # "responsible for scheduling shifts for 40 staff"
            if at == first - 1 and low.endswith("ing"):
                return None  # "a brigade of 9 producing 450 portions"
            if at and low in past_forms() and (tokens[at - 1].low in _TAKES_UP or _begins_another(tokens, at)):
                return None  # "leads a crew and has trained 3 apprentices"
        return None

    def _opens_with_lead(self, tokens: Sequence[Token]) -> bool:
        """Whether a line begins with a verb of leading: whom it then names with a place or a team belongs to it."""
        return rung((self._evidence.words.root(tokens[0].text),)) >= OWNED and not self._names_person(tokens[0].low)

    def _names_person(self, low: str) -> bool:
        """Whether a word of leading names who leads: "the director"."""
        return low in words_under("cues.txt", "persons") or bool(self._evidence.words.doing(low))

    def _same(self, reading: Reading, quantity: Quantity, source: Source, other: Quantity) -> bool:
        """Whether a figure of a line counts the same people."""
        if other.dimension != COUNT or abs(other.value - quantity.value) > 0 or not other.after:
            return False
        root = self._evidence.words.root
        mine = {root(reading.tokens[at].text) for at in quantity.after}
        return bool(mine & {root(source.reading.tokens[at].text) for at in other.after})

    def _is_led(self, verb: Token, source: Source, other: Quantity) -> bool:
        """Whether a line says of the people whom a figure counts that they are led, or does so by the claim's own verb."""
        tokens = source.reading.tokens
        other = _whole_of(source, other)
        if self._verb_before(tokens, other.first) is not None or source.bit & self._evidence.unsaid:
            return True
        if self._is_listed_of_led(source, other) or self._runs_their_place(source, other):
            return True
        keys = {key for key in self._evidence.words.keys(verb.text) if key[:2] != "n:"}
        for at in range(other.first - 1, -1, -1):
            if tokens[at].low in words_under("modality.txt", "parts from the led") or tokens[at].text in ".;:()":
                return False
            if tokens[at].kind == "word" and keys & set(self._evidence.words.keys(tokens[at].text)):
                return True
        behind = tokens[other.last : other.last + _BEHIND]
        high = any(rung((self._evidence.words.root(token.text),)) >= OWNED for token in behind)
        return high and "by" not in [token.low for token in behind]

    def _is_listed_of_led(self, source: Source, part: Quantity) -> bool:
        """Whether some people are listed as those whom one leads: the `two cooks` of `Lead a team of 5: two cooks and …`."""
        tokens = source.reading.tokens
        opening = next((at for at in range(part.first - 1, -1, -1) if tokens[at].text in ":(.;)"), -1)
        if opening < 0 or tokens[opening].text not in ":(":
            return False
        before = [one for one in source.ledger.quantities if one.last < opening and one.dimension == COUNT]
        whole = before[-1] if before and opening - before[-1].last <= _TO_LIST else None
        if whole is None or whole.value < part.value or self._verb_before(tokens, whole.first) is None:
            return False
        listed = all(
            one.kind == "number" or one.low in _LISTING or one.used or _names(one)
            for one in tokens[opening + 1 : part.first]
        )
        return listed and bool(set(PEOPLE) & self._evidence.counted_in(source, whole))

    def _runs_their_place(self, source: Source, staff: Quantity) -> bool:
        """Whether one leads the place that has some staff: `Manage a store with 22 staff`, no "archive of a museum with 40"."""
        tokens, words = source.reading.tokens, words_under("cues.txt", "run with their staff")
        lead = next((at for at in range(staff.first - 1, -1, -1) if tokens[at].low in ("with", "of")), -1)
        noun = lead - 1
        while noun > 0 and tokens[noun].used:  # "a shop of 1,800 square metres with 42 staff"
            noun -= 1 + (tokens[noun - 1].low == "of")
        if noun < 1 or tokens[noun].low not in words:
            return False
        if not any(tokens[at].low in _STAFF for at in staff.after):
            return False  # a clinic has patients and vets too
        between = tokens[lead + 1 : staff.first]
        if any(one.kind == "mark" and one.text not in ",&" for one in between) or _names_others(tokens, staff):
            return False
        verb = self._verb_before(tokens, lead)
        verb = 0 if verb is None and tokens[0].low in _RUNNING else verb
        inner = (
            [
                tokens[at].low
                for at in range(verb + 1, noun)
                if not tokens[at - 1].used  # "3,200 hectares of forest"
            ]
            if verb is not None
            else []
        )
        return verb is not None and not (source.reading.helped[verb] or _LEADING_AWAY & set(inner))


_STAFF = frozenset(
    ("staff", "employees", "people", "workers", "colleagues", "personnel", "crew", "operatives", "members")
)
"""Words for those who work at a place, whoever they are."""


def _names(token: Token) -> bool:
    """Whether a token is a word that says something: no verb in the past, none that only joins."""
    return token.kind == "word" and token.low not in past_forms() and token.low not in light_words("en")


def _names_others(tokens: Sequence[Token], staff: Quantity) -> bool:
    """Whether those whom a figure counts are served, and no staff, or report to somebody else."""
    served = words_under("trades.txt", "served")
    behind = {one.low for one in tokens[staff.last + 1 : staff.last + 1 + _BEHIND]}
    return any(tokens[at].low in served for at in staff.after) or not behind.isdisjoint(("who", "whom", "whose"))


_RUNNING = frozenset(("run", "ran", "runs", "running"))
"""Verbs that lead where a place with its staff is their thing."""

_TO_LIST = 3
"""Tokens from the number of all to the mark behind which they are listed: `a team of 7 people (`."""

_LISTING = frozenset(("a", "an", "and", "one", ",", "&", "-"))
"""What stands between the members of a list."""

_LEADING_AWAY = frozenset(("in", "at", "of", "for", "to", "from", "by", "on", "within", "across", "under", "and"))
"""Words behind which something else stands than what one leads: `manage the archive of a museum`."""


def _whole_of(source: Source, part: Quantity) -> Quantity:
    """The people among whom a line counts some: the 48 of `48 employees in two shifts, among them 4 shift leaders`."""
    tokens, at = source.reading.tokens, part.first
    lows = [token.low for token in tokens[max(0, at - 2) : at]]
    if lows not in (["among", "them"], ["of", "whom"], ["of", "them"], [",", "including"], ["including", "the"]):
        return part
    before = [
        one
        for one in source.ledger.quantities
        if one.first < at and one.dimension == COUNT and one.after and one.value > part.value
    ]
    people = (one for one in before if any(names_worker(tokens[index].low) for index in one.after))
    return next(people, before[0] if len(before) == 1 else part)


def _begins_another(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb in the past stands behind the thing of the verb before it: `in charge of the lab and trained 60 nurses`."""
    if at < _LEAST_BEFORE or tokens[at - 1].low != "and":
        return False
    before = tokens[at - 2].low
    return before not in past_forms() and (before not in light_words("en") or is_plain_noun(before.removesuffix("s")))


_LEAST_BEFORE = 3
"""Tokens before a second verb: the first, its thing, and `and`."""


def _is_thing_counted(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that may be a verb of leading is a plural where it stands: the `accounts` of "opened 52 new accounts"."""
    low = tokens[at].low
    return low.endswith("s") and is_thing(low.removesuffix("s")) and not opens_verb(tokens, at)
