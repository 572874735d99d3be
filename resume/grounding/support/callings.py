"""What somebody is called: by the title of a role, by a post, by what they do."""

from resume.grounding.claims import Claim, Scope, opens_clause
from resume.grounding.evidence import Evidence
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Term
from resume.grounding.language.scope import OWNED, rung
from resume.grounding.measuring.ledger import MONTHS
from resume.grounding.support.traits import DID, Traits


class Callings:
    """What people are called in a claim, held against titles and against what they do."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._words = evidence.words

    def names_post(self, term: Term, claim: Claim, scope: Scope) -> int:
        """The header of a role of which a line opens with how long it was: `Two-year graduate engineer traineeship at`.

        All words up to the employer's must be of its title, or say that it is a post; none may be left out that lowers it.
        """
        quantities = claim.ledger.quantities
        if not quantities or quantities[0].first > 1 or quantities[0].dimension != MONTHS or not scope.is_role:
            return 0
        tokens, begin = claim.reading.tokens, quantities[0].last + 1
        header = self._evidence.by_id.get(scope.entry or "")
        end = next((at for at in range(begin, len(tokens)) if tokens[at].low in _BEHIND_POST), 0)
        if header is None or not begin <= term.at < end:
            return 0
        words = [token.low for token in header.reading.tokens]
        title = words[: words.index(",") if "," in words else len(words)]
        lesser = words_under("cues.txt", "lesser titles").intersection(title)
        posts = words_under("cues.txt", "lesser posts" if lesser else "roles in order")
        said = {_holder_of(token.low) for token in tokens[begin:end]}
        lowers = (lesser - {"graduate"} or lesser) <= said or said <= posts
        roots = {root for root in map(self._words.doing, title) if root and rung((root,)) < OWNED}
        roots.update(map(self._words.root, title))
        known = all(self._words.root(one) in roots for one in said - posts)
        return header.bit if lowers and known else 0

    def is_title(self, term: Term, claim: Claim, scope: Scope) -> bool:
        """Whether a word names the role: behind `as`, and where a line opens with what somebody is called."""
        if self._words.doing(term.text) and opens_clause(term, claim):
            return True
        if self._opens_title(term, claim, scope) or self.names_post(term, claim, scope):
            return True
        before = [token.low for token in claim.reading.tokens[max(0, term.at - _TITLE_REACH) : term.at]]
        behind = before[len(before) - before[::-1].index("as") :] if "as" in before else ["of"]
        return not _NOT_IN_TITLE.intersection(behind) and scope.is_role

    def _opens_title(self, term: Term, claim: Claim, scope: Scope) -> bool:
        """Whether a line opens with the title of its role, and a word is of it: `Studio technician for six years`."""
        header = self._evidence.by_id.get(scope.entry or "")
        if header is None or not scope.is_role:
            return False
        title = []
        for token in header.reading.tokens:
            if token.text in ",(":
                break
            title.append(self._words.root(token.text))
        tokens = claim.reading.tokens
        mine = [self._words.root(token.text) for token in tokens[: len(title)]]
        behind = tokens[len(title)].low if len(title) < len(tokens) else ""
        ends = len(title) > 1 or behind in words_under("modality.txt", "behind an office")
        return bool(title) and ends and mine == title and term.to < len(title)

    def is_setting(self, term: Term, claim: Claim) -> bool:
        """Whether a word is the place that a role's header names: `in a hotel` at the Grand Hotel."""
        if term.is_verb or self._words.doing(term.text):
            return False
        before = claim.reading.tokens[max(0, term.at - 9) : term.at]
        return any(token.low in _BEFORE_A_PLACE for token in before)

    def told_by_doer(self, term: Term, word: Traits, claim: Claim, scope: Scope) -> int:
        """The facts that say what a claim says by who did it, or the other way round: `Editor of` where one edited."""
        own = self._evidence.own.get(word.doing, 0)
        if not scope.whole:
            named = own and not scope.named and self._names_doer(term, word, claim)
            return own & ~self._evidence.headers if named else 0
        own = own if own and self._names_doer_of(term, word, claim) else 0
        return own | self._evidence.doings.get(term.keys[0], 0)

    def _names_doer(self, term: Term, word: Traits, claim: Claim) -> bool:
        """Whether a line opens with what somebody is called who does what the source says: `Editor of`, `Piano teacher of`."""
        before = claim.reading.tokens[: term.at]
        as_one = "as" in [token.low for token in before[-2:]]  # "covered weddings as photographer"
        was_one = bool(before) and before[0].low in _BEING and len(before) <= _BEING_REACH  # "was the van's driver"
        opens = as_one or was_one or (all(token.kind == "word" for token in before) and term.at < 3)
        return opens and (word.is_plain_doer or tells_of_how_many(term, claim))

    def _names_doer_of(self, term: Term, word: Traits, claim: Claim) -> bool:
        """Whether somebody is only named by what they do with a thing: `player of the piano`, `speaker of Dutch`."""
        of = [token.low for token in claim.reading.tokens[term.to + 1 : term.to + 2]] == ["of"]
        return of and (rung((word.doing,)) <= DID or tells_of_how_many(term, claim))

    def doers_of(self, term: Term, word: Traits) -> int:
        """Facts that tell what people did by whom a claim names for it: "readers" where a blog was read by thousands."""
        return self._evidence.said.get(self._words.doing(term.low[:-1]), 0) if word.is_audience else 0

    def users_of(self, term: Term, claim: Claim) -> int:
        """Facts that tell of people with a thing whom a claim calls its users: `wheelchair users`."""
        tokens = claim.reading.tokens
        if term.low != "users" or not term.at or tokens[term.at - 1].kind != "word":
            return 0
        thing = self._evidence.strict_mask(self._words.keys(tokens[term.at - 1].text))
        return thing & self._evidence.mask(("w:person",), self._evidence.said)


def tells_of_how_many(term: Term, claim: Claim) -> bool:
    """Whether a word for who does something tells of how many one does it: `Supervisor of 4 interns`, of "supervising 4"."""
    behind = claim.reading.tokens[term.to + 1 : term.to + 3]
    return len(behind) > 1 and behind[0].low == "of" and behind[1].used


def _holder_of(low: str) -> str:
    """Who has a post that is named by its holder: an engineer an `engineership`, a resident a residency."""
    return f"{low[:-2]}t" if low.endswith("ncy") else low.removesuffix("ship")


_BEHIND_POST = frozenset(("at", "with", "in", "for", "as", "from", "on", ","))
"""What stands behind a post, before whose it is, where, or when."""


_TITLE_REACH = 9
"""Tokens behind `as` in which a title stands: "as a volunteer part-time night-shift nurse"."""


_NOT_IN_TITLE = frozenset(("of", "for", "to", "with", "in", "at", "from", "by", "on", ",", "and", "under"))
"""Words behind `as` that end a title."""


_BEFORE_A_PLACE = frozenset(("in", "at", "for", "of", "within", "a", "an", "the"))
"""Words before the place of a role."""


_BEING = frozenset(("was", "am", "is", "were", "be"))
"""Verbs behind which a line says what somebody is called."""


_BEING_REACH = 5
"""Tokens before it: "was the night shift's driver"."""
