"""Whether words that all stand in the source may be said together: in one line, side by side, or of different things."""

import functools
from collections.abc import Mapping, Sequence
from itertools import pairwise

from resume.grounding.claims import LEAST_PART, Claim, Scope, is_high
from resume.grounding.evidence import Evidence
from resume.grounding.indexing.people import PEOPLE
from resume.grounding.language.lists import read_sections, words_under
from resume.grounding.language.reading import Term
from resume.grounding.language.scope import OWNED, carrying_verbs, is_verb, rung, verb_forms, wins
from resume.grounding.language.tokenizer import normalize
from resume.grounding.language.tokens import Token
from resume.grounding.sources import ENTRY_SECTIONS, Source
from resume.grounding.support.stages import Stages
from resume.grounding.verdict import Reason, reason_of
from resume.wording import past_forms

_BY_TRADE = "drive"
"""The verb of leading that is also a trade."""

_BEHIND_TITLE = frozenset(("at", "in", "with", "within", "of"))
"""Words behind a title before where it was held."""

_TELLS_OF_THING = frozenset(("which", "that"))
"""Words that go on to tell of a thing, and of no people."""

_TELLS_OF_SOMETHING = _TELLS_OF_THING | {"who"}
"""Words that go on to tell of a thing or of people."""

_SAID_OF_ENTRIES = ("awards", "education", "projects", "certificates")
"""Sections whose entries are told by a word for what one does with them: one receives awards, and creates projects."""

_GOES_ON = frozenset(("with", "experienced", "skilled", "versed"))
"""Words behind a title that go on to say what its holder has and can."""

_LEAST_THINGS = 2
"""Words of a thing that only one line can mean."""

_NAME_GAP = 2
"""Tokens between the words of one name: a hyphen."""

_LEADS_TO_EMPLOYER = frozenset(("at", "in", "for", "with", "joining"))
"""Words before the employer or the place where something was done."""

_JOINTS = frozenset(("and", "or", "&", ","))
"""What joins a verb with the next."""

_BEHIND_JOINT = 2
"""Tokens from a verb to the one that is joined to it."""

_ANOTHER_TIME = frozenset(("before", "earlier", "previously", "later", "afterwards", "then", "now", "today", "since"))
"""Words that turn from one role to another."""


class Binding:
    """The parts of claims, each held against the lines that hold its words."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._stages = Stages(evidence)

    def together(self, masks: Sequence[int], terms: Sequence[Term], scope: Scope) -> int:
        """The facts that hold a whole segment; an entry's header speaks for all its lines."""
        found = scope.bits
        for term, mask in zip(terms, masks, strict=True):
            found &= self._evidence.with_entries(mask, settings=not term.is_verb)
            if not found:
                return 0
        if not scope.whole and not scope.named and self._is_high(terms):
            things = [
                mask for term, mask in zip(terms, masks, strict=True) if not is_verb(term.keys) or not term.is_verb
            ]
            if things:  # what the role's title names is where somebody works, not what they lead
                found &= functools.reduce(int.__or__, things) & ~self._evidence.headers
        return found

    def _is_high(self, terms: Sequence[Term]) -> bool:
        """Whether a verb of owning, leading or founding is among the words; a driver who drives leads nothing."""
        if not is_high(terms):
            return False
        trade = self._evidence.doings.get(_BY_TRADE, 0) & self._evidence.headers
        return not trade or is_high([one for one in terms if one.keys[0] != _BY_TRADE])

    def scattered(self, terms: Sequence[Term], masks: Sequence[int], claim: Claim, scope: Scope) -> list[Reason]:
        """A segment whose words stand in different lines: allowed where it only lists, or where one entry holds them all."""
        found = self._scattered(terms, masks, claim, scope)
        if found and scope.whole and self._is_career(terms, masks, claim):
            return []
        cut = self._cut(terms, claim) if found and scope.whole else 0
        parts = (slice(cut), slice(cut, None))
        return found if not cut or any(self._scattered(terms[one], masks[one], claim, scope) for one in parts) else []

    def _scattered(self, terms: Sequence[Term], masks: Sequence[int], claim: Claim, scope: Scope) -> list[Reason]:
        entries = [self._entry_bits(mask, term) for term, mask in zip(terms, masks, strict=True)]
        common = scope.bits
        for bits in entries:
            common &= bits
        acts = any((term.is_verb or _is_helped_to(term, claim)) and is_verb(term.keys) for term in terms)
        if not scope.whole and not self._is_high(terms) and self._in_two_parts(terms, masks, claim):
            return []
        away = self._away_from_home(terms, masks, claim) if scope.whole else None
        if away is not None:
            return [away]
        if scope.whole and acts and self._is_done_by_others(terms, masks):
            return [self._explain_scattered(terms, masks, bool(common))]
        if scope.whole and (not acts or (common and not self._is_high(terms) and self._are_done(terms, masks))):
            return []
        return [self._explain_scattered(terms, masks, bool(common))]

    def let_tell_entries(self, terms: Sequence[Term], masks: list[int]) -> list[int]:
        """What a summary says of an entry by being named in it: `recipient of the Green Prize`, `trained at Northgrain`."""
        low = terms[0].low if len(terms) > 1 else ""
        for section in _SAID_OF_ENTRIES:
            if low in words_under("cues.txt", f"said of {section}"):
                entries = [
                    one.bit
                    for one in self._evidence.sources
                    if one.fact.section == section and not (section == "awards" and self._is_not_won(one, terms))
                ]
                masks = [masks[0] | functools.reduce(int.__and__, masks[1:], sum(entries)), *masks[1:]]
        return masks

    def _is_not_won(self, award: Source, terms: Sequence[Term]) -> bool:
        """Whether a win is claimed of a prize for which one was only shortlisted, or second, and that is left out."""
        said = {word for term in terms for word in term.low.split()}
        if said.isdisjoint(wins()):
            return False
        entry = self._evidence.among(self._evidence.entries[award.entry])
        lesser = words_under("cues.txt", "not first").intersection(low for one in entry for low in one.reading.lows)
        return bool(lesser) and lesser.isdisjoint(said)

    def _is_done_by_others(self, terms: Sequence[Term], masks: Sequence[int]) -> bool:
        """Whether a verb is said of a thing that one only helped with: "I designed the entry" of "Contributed to the …"."""
        if not terms[0].is_verb or terms[0].helped or len(terms) <= _LEAST_THINGS:
            return False
        if terms[0].low in words_under("cues.txt", "helpers"):
            return False
        things = functools.reduce(int.__and__, masks[1:], ~self._evidence.headers & self._evidence.roles)
        return bool(things) and not things & (masks[0] | ~self._evidence.helped)

    def _is_career(self, terms: Sequence[Term], masks: Sequence[int], claim: Claim) -> bool:
        """Whether a part of a summary tells how one rose from a title to a later one: `rose from picker to shift leader at …`."""
        tokens = claim.reading.tokens
        if terms[0].low not in words_under("cues.txt", "rising in a career"):
            return False
        begun = next((at for at in range(terms[0].to + 1, terms[-1].at) if tokens[at].low == "from"), 0)
        turned = (
            next((at for at in range(begun + 1, terms[-1].at) if tokens[at].low in ("to", "into")), 0) if begun else 0
        )
        ended = next(
            (at for at in range(turned + 1, terms[-1].at) if tokens[at].low in _BEHIND_TITLE), terms[-1].to + 1
        )
        roles = self._evidence.headers & self._evidence.roles
        first, second, rest = roles, roles, roles
        for term, mask in zip(terms[1:], masks[1:], strict=True):
            own = mask & self._evidence.strict_mask(term.keys)
            if term.at < turned:
                first &= own
            elif term.at < ended:
                second &= own
            else:
                rest &= own
        moves = terms[0].text.lower() in ("moved", "moving")  # to another employer, as likely as within one
        named = rest == roles or bool((moves or rest & first) and rest & second)
        return bool(turned) and named and self._begins_before(first, second)

    def _begins_before(self, first: int, second: int) -> bool:
        """Whether some role among the first began before some among the second."""
        starts, later = (
            [one.fact.start for one in self._evidence.among(mask) if one.fact.start] for mask in (first, second)
        )
        return bool(starts) and bool(later) and min(starts) < max(later)

    def _cut(self, terms: Sequence[Term], claim: Claim) -> int:
        """Where a part of a summary falls into two that need not stand together; 0 where it does not.

        A title and what its holder has (`Welder with a degree in music`), and what was before something else began.
        """
        tokens = claim.reading.tokens
        for index, term in enumerate(terms):
            between = [token.low for token in tokens[terms[index - 1].to + 1 : term.at]] if index else []
            turns = bool({"before", "until", "after"} & set(between)) and term.low in _coming_and_going()
            first = terms[:index]
            acts = any(one.is_verb and is_verb(one.keys) for one in first[1:]) or is_high(first)
            if turns or (not _GOES_ON.isdisjoint(between) and not acts and self._are_named(first)):
                return index
        return 0

    def _are_named(self, terms: Sequence[Term]) -> bool:
        """Whether words stand in one title, certificate or degree, or in what somebody says of themselves as a whole."""
        named = self._evidence.headers | self._evidence.about | self._evidence.named
        for term in terms:
            named &= self._evidence.strict_mask(term.keys)
        return bool(named)

    def _away_from_home(self, terms: Sequence[Term], masks: Sequence[int], claim: Claim) -> Reason | None:
        """`At Kestrel I called 140 shows` where these are of another role: what follows an employer's name is done there."""
        tokens = claim.reading.tokens
        home, last = 0, -1
        for term, mask in zip(terms, masks, strict=True):
            lead = tokens[term.at - 1].low if term.at else ""
            behind = last >= 0 and term.at - last <= _NAME_GAP
            if (
                term.is_name
                and mask & self._evidence.headers & self._evidence.roles
                and (lead in ("at", "in") or behind)
            ):
                entries = self._entries_headed(mask)
                home, last = (home & entries if behind else entries) or home, term.to
        mine = tokens[claim.reading.part(terms[0].segment)[0]].low == "my"
        if not home or not (mine or "i" in [token.low for token in tokens[last + 1 : last + 3]]):
            return None
        free = ~self._evidence.roles & ~(self._evidence.about if mine else 0)
        said = [(term, mask) for term, mask in zip(terms, masks, strict=True) if mine or term.at > last]
        for term, mask in said:
            if not mask & (home | free):
                text = self._evidence.first(mask).fact.text
                detail = f"“{term.text}” is said of another role in the source: “{text}”."
                return reason_of("moved", term.text, text, detail)
        things = [mask for term, mask in said if not term.is_verb and term.at > last]
        elsewhere = functools.reduce(int.__and__, (mask for term, mask in said if term.at > last), self._evidence.roles)
        if things and elsewhere & ~home and not any(mask & home for mask in things):
            text, item = self._evidence.first(elsewhere & ~home).fact.text, " ".join(term.text for term, _ in said)
            return reason_of("moved", item, text, f"“{item}” is said of another role in the source: “{text}”.")
        return None

    def displaced(
        self, claim: Claim, read: Mapping[int, Sequence[tuple[Term, int]]], support: dict[int, int]
    ) -> list[Reason]:
        """`At Kestrel, I called 140 shows` in a summary where these are of another role, the comma making two parts of it.

        The parts that follow may rest on that role's lines alone: their figures, too.
        """
        lows = claim.reading.lows
        stages = list(self._stages.told(claim.reading))
        homes = [(stage.last, stage.bits) for stage in stages]
        if "i" in lows and not lows.isdisjoint(_LEADS_TO_EMPLOYER):
            homes = sorted([*homes, *self._homes(claim, read)])
        for segment, known in read.items() if homes else ():
            part = claim.reading.part(segment)
            begin = part[0]
            last, home = next(((at, bits) for at, bits in reversed(homes) if at < begin), (begin, 0))
            staged = next((stage for stage in stages if begin <= stage.first <= part[-1]), None)
            if staged is None and (not home or self._leaves_home(claim, last, begin)):
                continue
            here = staged.bits | ~self._stages.work if staged else home | ~self._evidence.roles
            said = [(term, mask) for term, mask in known if staged is None or term.at > staged.last]
            held = support.get(segment, 0)
            rests = [mask for _, mask in said] if staged or not held else [held]
            away = next((mask for mask in rests if not mask & here), 0)
            if staged and not away:  # "in my current role at Carpat Telecom" of an earlier one
                away = next((bits for at, bits in homes if at in part and not bits & staged.bits), 0)
            if away:
                text, item = self._evidence.first(away).fact.text, " ".join(term.text for term, _ in said)
                return [reason_of("moved", item, text, f"“{item}” is said of another role in the source: “{text}”.")]
            support[segment] = held & here or (staged.bits if staged else 0)
        return []

    def _homes(self, claim: Claim, read: Mapping[int, Sequence[tuple[Term, int]]]) -> list[tuple[int, int]]:
        """The last tokens of the employers with which a letter begins what was done there, and the facts of these roles."""
        tokens, found = claim.reading.tokens, []
        for at in range(1, len(tokens)) if "i" in claim.reading.lows else ():
            if tokens[at].text != ",":
                continue
            behind = [token.low for token in tokens[at : at + 3]]
            if behind[:2] != [",", "i"] and behind != [",", "where", "i"]:
                continue
            lead = next((index for index in range(at - 2, -1, -1) if tokens[index].low in _LEADS_TO_EMPLOYER), None)
            if lead is None or _tells_of_elsewhere(tokens, lead):
                continue
            begin = lead + 1 + (tokens[lead + 1].low == "the")
            home = self._placed.get(claim.reading.text[tokens[begin].start : tokens[at - 1].end].lower(), 0)
            if not home:
                names = [m for known in read.values() for term, m in known if term.is_name and lead < term.at < at]
                headed = [self._entries_headed(mask) for mask in names]
                home = functools.reduce(int.__and__, headed) if headed else 0
            if home:
                found.append((at - 1, home))
        return found

    @functools.cached_property
    def _placed(self) -> dict[str, int]:
        """The facts of the roles whose headers give an employer or a place, by its name in small letters."""
        found: dict[str, int] = {}
        for source in self._evidence.among(self._evidence.headers & self._evidence.roles):
            for part in normalize(source.fact.text).lower().split(", ")[1:]:
                found[part] = found.get(part, 0) | self._evidence.entries[source.entry]
        return found

    def _leaves_home(self, claim: Claim, last: int, begin: int) -> bool:
        """Whether a part of a letter is no longer about the employer named before it."""
        tokens = claim.reading.tokens
        ends = any(token.text in (".", ";") for token in tokens[last + 1 : begin])
        return ends or not {token.low for token in tokens[last + 1 : begin + 3]}.isdisjoint(_ANOTHER_TIME)

    def _entries_headed(self, mask: int) -> int:
        """All facts of the entries that some facts head."""
        return self._evidence.with_entries(mask & self._evidence.headers) & self._evidence.roles

    def unbound(
        self,
        segment: int,
        terms: Sequence[Term],
        together: int,
        support: dict[int, int],
        claim: Claim,
        scope: Scope,
    ) -> list[Reason]:
        """A part that hangs on the one before it and stands in another line: what a thing led to, what its people went on to do.

        Two lines of one role may be merged side by side, but none makes the other its result, and a list of things ends with the
        line that it begins in.
        """
        before = [bits for bits in support.values() if bits]
        if not before:
            return []
        helped_with = scope.whole and bool(together) and not together & ~self._evidence.helped
        if together & before[-1] and not helped_with:
            return []
        tokens = claim.reading.tokens
        begin = claim.reading.segment_of.index(segment)
        words = [token.low for token in tokens[begin : begin + 5]]
        result = _tells_result(words)
        relative = not scope.whole and bool(set(words[:3]) & words_under("cues.txt", "other people"))
        listed = not scope.whole and not scope.named and self._is_listed(terms, segment, claim)
        if helped_with and words[0] in _TELLS_OF_SOMETHING:
            leader = next((one for one in claim.segments.get(segment - 1, ()) if is_high([one])), None)
            if leader is not None and not self._evidence.strict_mask(leader.keys) & together:
                text = self._evidence.first(together).fact.text  # "Led the team that introduced 5S" of a member of it
                detail = f"“{leader.text}” says more than the source, which says “{text}”."
                return [reason_of("scope", leader.text, text, detail)]
        near = self._evidence.with_entries(before[-1] if result else functools.reduce(int.__or__, before))
        if not (result or ((relative or listed) and together)) or together & near:
            return []
        if relative and not result and together & self._of_thing_before(begin, claim):
            return []
        item, text = " ".join(term.text for term in terms), self._evidence.first(together or near).fact.text
        return [reason_of("moved", item, text, f"“{item}” is said of something else in the source: “{text}”.")]

    def _of_thing_before(self, begin: int, claim: Claim) -> int:
        """The lines that have the thing which `which` tells of: `on the night shift, which stayed free of accidents`."""
        tokens = claim.reading.tokens
        at = next((at for at in range(begin, min(begin + 3, len(tokens))) if tokens[at].low in _TELLS_OF_THING), -1)
        if at < 1:
            return 0
        last = at - 1 - (tokens[at - 1].text == ",")
        term = next((one for one in claim.reading.terms if one.to == last), None)
        if term is None or term.is_verb or self._evidence.words.doing(term.text):
            return 0
        if not {f"w:{term.keys[0]}", f"w:{term.keys[-1]}"}.isdisjoint(PEOPLE):
            return 0  # "led the team that won" of "was part of the team that won"
        found = self._evidence.strict_mask(term.keys) & ~self._evidence.headers
        for one in claim.reading.terms:
            if one.to == term.at - 1 and not one.is_verb:
                found &= self._evidence.strict_mask(one.keys)
        return found

    def unshared(self, read: Mapping[int, Sequence[tuple[Term, int]]], claim: Claim, scope: Scope) -> list[Reason]:
        """A verb that shares the next one's things, and that the source says of other things: `led and tested the boards`."""
        for segment, known in read.items():
            if len(known) != 1 or not self._is_bare_verb(known[0][0], claim):
                continue
            things = _things(read.get(segment + 1, ())) or _things(read.get(segment + 2, ()))
            if not things:
                continue
            verb, mask = known[0]
            mask &= ~self._evidence.helped | self._evidence.mask(verb.keys, self._evidence.own)
            if not mask & functools.reduce(int.__and__, things) & scope.bits & ~self._evidence.headers:
                text = self._evidence.first(known[0][1]).fact.text
                detail = f"“{verb.text}” is said of something else in the source: “{text}”."
                return [reason_of("moved", verb.text, text, detail)]
        return []

    def _are_done(self, terms: Sequence[Term], masks: Sequence[int]) -> bool:
        """Whether each verb of a part of a line is the source's own word, or stands in a line with one of its things."""
        lines = ~self._evidence.headers
        return all(
            self._evidence.strict_mask(term.keys) & mask
            or any(mask & other & lines for one, other in zip(terms, masks, strict=True) if one is not term)
            for term, mask in zip(terms, masks, strict=True)
            if term.is_verb and is_verb(term.keys)
        )

    def _is_bare_verb(self, term: Term, claim: Claim) -> bool:
        """Whether a part of a line is a verb alone, with `and` and another verb behind it."""
        tokens = claim.reading.tokens
        if not term.is_verb or term.helped or term.to + _BEHIND_JOINT >= len(tokens):
            return False
        joint, behind = tokens[term.to + 1].low, tokens[term.to + _BEHIND_JOINT].low
        acts = joint in _JOINTS and behind in verb_forms() and _is_past(behind) == _is_past(term.low)
        return acts and is_verb(term.keys)

    def _is_listed(self, terms: Sequence[Term], segment: int, claim: Claim) -> bool:
        """Whether a part of a line is one more thing of a list: no verb, no name, no figure of its own."""
        at = claim.reading.part(segment)
        figures = any(claim.reading.tokens[index].used for index in at)
        if any(claim.reading.tokens[index].low in past_forms() for index in at[:2]):
            return False  # ", and handled radio traffic": a verb that claims nothing begins another doing
        opening = claim.reading.tokens[at[0] + (claim.reading.tokens[at[0]].kind == "mark" and len(at) > 1)]
        if opening.low.endswith("ing") and self._evidence.words.root(opening.text) in carrying_verbs():
            return False  # ", taking blood"
        return not figures and not any(
            term.is_name or (term.is_verb and is_verb(term.keys) and term.at == at[0]) or is_verb(term.keys)
            for term in terms
        )

    def _in_two_parts(self, terms: Sequence[Term], masks: Sequence[int], claim: Claim) -> bool:
        """Whether a part of a line is two lines of the role in their own words, the second tied to its line by a figure."""
        used = [at for at, token in enumerate(claim.reading.tokens) if token.used]
        own = [mask & self._evidence.strict_mask(term.keys) for term, mask in zip(terms, masks, strict=True)]
        for cut in range(LEAST_PART, len(own)):
            first = functools.reduce(int.__and__, own[:cut])
            second = functools.reduce(int.__and__, own[cut:])
            tied = any(terms[cut - 1].at < at < terms[cut].at for at in used)
            if first and second and tied and not masks[0] & second:
                return True
        return False

    def _explain_scattered(self, terms: Sequence[Term], masks: Sequence[int], same_role: bool) -> Reason:
        """Why words that all stand in the source may not be put together."""
        counts: dict[int, int] = {}
        for term, mask in zip(terms, masks, strict=True):
            for source in self._evidence.among(0 if is_high([term]) else mask & ~self._evidence.headers):
                counts[source.bit] = counts.get(source.bit, 0) + 1
        nearest = max(counts, key=lambda bit: counts[bit], default=0)
        said = self._evidence.first(nearest).fact.text if nearest else ""
        words = " ".join(term.text for term in terms)
        for term, mask in zip(terms, masks, strict=True):
            if not mask & nearest and nearest and term.is_verb and rung(term.keys) >= OWNED:
                detail = f"“{term.text}” says more than the source, which says “{said}”."
                return reason_of("scope", term.text, said, detail)
        apart = [term.text for term, mask in zip(terms, masks, strict=True) if nearest and not mask & nearest]
        if apart and said:
            whom = "of other work in this role" if same_role else "of another role"
            detail = f"“{' '.join(apart)}” is said {whom} in the source; the nearest line is “{said}”."
            return reason_of("moved", words, said, detail)
        return reason_of("moved", words, "", f"“{words}” puts together words that the source says of different things.")

    def _entry_bits(self, mask: int, term: Term) -> int:
        found = 0
        for source in self._evidence.among(mask):
            found |= self._evidence.entries[source.entry]
            loose = source.fact.section in ("skills", "basics")
            if loose or not (term.is_verb or source.fact.section in ENTRY_SECTIONS):
                return self._evidence.everything
        return found


def _tells_of_elsewhere(tokens: Sequence[Token], lead: int) -> bool:
    """Whether a sentence opens with what was done before or beside what it goes on to say: `Beside my work at Kestrel, I …`."""
    begin = next((at + 1 for at in range(lead - 1, -1, -1) if tokens[at].text == "."), 0)
    opening = tokens[begin].low
    joined = any(
        token.low in ("joining", "starting", "moving") for token in tokens[begin : lead + 1]
    )  # "After joining Kestrel, I"
    return begin < lead and opening in words_under("cues.txt", "opens elsewhere") and not joined


def _tells_result(words: Sequence[str]) -> bool:
    """Whether a part of a line begins with the words for what came of the part before it."""
    verb = words[1] if words[0] == "," else words[0]
    if verb in words_under("cues.txt", "result verbs") or verb in words_under("cues.txt", "changing as a result"):
        return True
    phrases = read_sections("cues.txt")["result phrases"]
    return any(f"{one} {other}" in phrases for one, other in pairwise(words))


def _is_helped_to(term: Term, claim: Claim) -> bool:
    """Whether a verb stands right behind one of helping: `helped prepare`."""
    before = claim.reading.tokens[max(0, term.at - 1) : term.at]
    return bool(before) and before[0].low in words_under("cues.txt", "helpers") and term.low in verb_forms()


def _coming_and_going() -> frozenset[str]:
    """Verbs with which one thing in a career ends and another begins."""
    return words_under("cues.txt", "coming and going")


def _is_past(low: str) -> bool:
    """Whether a verb stands in the past: beside one that does, a plain form is a noun ("by phone and email and scheduled")."""
    return low.endswith("ed") or low in past_forms()


def _things(known: Sequence[tuple[Term, int]]) -> Sequence[int]:
    """The lines of each word of a part of a line that is not its verb."""
    return [mask for term, mask in known if not term.is_verb]
