"""What somebody masters and was given: levels of skills, degrees, awards, each held against the one fact that says it."""

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import pairwise

from resume.grounding.claims import Claim, Scope, is_generic, lesser_levels, levels
from resume.grounding.evidence import Evidence
from resume.grounding.language.function_words import generic_words, light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Reading, Term
from resume.grounding.language.scope import OWNED, rung
from resume.grounding.language.tokens import Token
from resume.grounding.language.vocabulary import Keys
from resume.grounding.sources import Source
from resume.grounding.support.coverage import Coverage
from resume.grounding.verdict import Reason, reason_of

_LISTED = frozenset(
    (",", "and", "or", "&", "in", "both", "as", "well", "/", "-", "with", "at", "of", "the", "user", "speaker", "level")
)
"""What may stand between a level and the things that it is said of."""

_PRACTISED = frozenset(("skilled", "experienced", "versed", "adept", "accomplished", "specialised", "specialized"))
"""Words that claim practice in a thing, and no level of their own."""

_ENDS_TITLE = frozenset(("of", "for", "to", "with", "in", "at", "from", "by", "under", "who", "the", "not", "for"))
"""Words behind which others than the candidate are named: "under the supervision of attorneys"."""

_SAID_OF = frozenset(("in", "with", "at", "user", "speaker", "command", "knowledge", "skills"))
"""What stands behind a level that is said of a list of things."""

_SEPARATE = frozenset(("from", "at", "in", "of"))
"""What joins a degree with its field and its school."""


_CEFR = frozenset(("a1", "a2", "b1", "b2", "c1", "c2"))
"""Levels of the European scale for languages."""


_CEFR_BASIC = frozenset(("a1", "a2"))
_CEFR_WORDS = {
    **dict.fromkeys(("a1", "a2"), "basic"),
    **dict.fromkeys(("b1", "b2"), "intermediate"),
    **dict.fromkeys(("c1", "c2"), "fluent"),
}
"""The same levels in words."""


_NATIVE = frozenset(("native", "mother", "first", "bilingual"))
"""Words of entries of languages that somebody grew up with."""


class Mastery:
    """Holds levels, degrees and awards of claims against the facts that state them."""

    def __init__(self, evidence: Evidence, coverage: Coverage) -> None:
        self._evidence = evidence
        self._coverage = coverage
        self._root = evidence.words.root
        self._titled = frozenset(
            (self._root(one.text), self._root(other.text))
            for source in evidence.sources
            if source.is_header or source.fact.kind == "headline"
            for one, other in pairwise(source.reading.tokens)
        )
        self._awards = sum(source.bit for source in evidence.sources if source.fact.kind == "award")
        self._degrees: dict[Keys, int] = {}
        """By the keys of a degree: the facts that have it as the candidate's own."""
        self._levels: tuple[dict[str, int], dict[str, int]] | None = None

    def settle_titles(self, claim: Claim) -> None:
        """Read a word that opens a line as part of a title, and as no verb, where a title has the two: `Charge midwife who …`."""
        tokens = claim.reading.tokens
        for term in claim.reading.terms[:1]:
            if not term.is_verb or rung(term.keys) < OWNED:
                continue
            following = tokens[term.to + 1 : term.to + 2]
            if following and (self._root(term.text), self._root(following[0].text)) in self._titled:
                term.is_verb = False

    def called(self, title: Claim) -> int:
        """The facts that a title may be taken from: of a summary only those that say it of the candidate."""
        head = next((term for term in reversed(title.reading.terms) if is_calling(term.text)), None)
        found = self._evidence.titles
        if head is None:
            return found
        for source in self._evidence.sources:
            if source.bit & found and (
                (source.fact.kind == "summary" and not self._is_called(source.reading, head))
                or (source.fact.kind == "role" and not self._is_titled(source.reading, head))
            ):
                found &= ~source.bit
        return found

    def _is_titled(self, reading: Reading, head: Term) -> bool:
        """Whether a role's title has a word, and not merely its employer's name: "Marula & Stroebel Attorneys"."""
        end = next((at for at, token in enumerate(reading.tokens) if token.text == ","), len(reading.tokens))
        return any(self._root(token.text) == head.keys[0] for token in reading.tokens[:end])

    def _is_called(self, reading: Reading, head: Term) -> bool:
        """Whether a sentence opens with what somebody is called, or says it behind `as`; others stand behind other words."""
        opens = True
        for at, token in enumerate(reading.tokens):
            if token.kind == "word" and self._root(token.text) == head.keys[0] and opens and not reading.negated[at]:
                return True
            if token.kind == "mark" and token.text in ".;":
                opens = True
            elif token.low in ("as", "former", "formerly", "trained", "qualified", "and", "now"):
                opens = opens or token.low != "and"
            elif token.low in _ENDS_TITLE:
                opens = False
        return False

    def misspoken(self, claim: Claim) -> list[Reason]:
        """A level claimed of each thing of a list, where the source gives one a lesser: `fluent in French and Thai`."""
        lows = claim.reading.lows
        if lows.isdisjoint(_of_levels()):
            return []
        languages = self.missaid_languages(claim) or self._unnative(claim) or self._raised_languages(claim)
        if languages:
            return languages
        level = ""
        if lows.isdisjoint(levels()) and lows.isdisjoint(_PRACTISED):
            return []
        for at, token in enumerate(claim.reading.tokens):
            if token.low in levels() or token.low in lesser_levels() or token.low in _PRACTISED:
                level = token.low if token.low not in lesser_levels() and _is_said_of(claim.reading.tokens, at) else ""
            elif token.low in _CEFR:
                level = ""  # "native Igbo and B1 Norwegian"
            elif level and token.kind == "word" and not token.used and token.low not in _LISTED:
                if token.low in light_words("en") or token.low.endswith("ing"):
                    level = level if _ends_item(claim, token) else ""
                    continue
                lesser = self._lesser_fact(token, level)
                if lesser:
                    text = self._evidence.first(lesser).fact.text
                    detail = f"“{level}” is claimed of {token.text}; the source says “{text}”."
                    return [reason_of("level", f"{level} {token.text}", text, detail)]
            elif token.low not in _LISTED and not token.used:
                level = ""
        return []

    def missaid_languages(self, claim: Claim) -> list[Reason]:
        """A level of a language that the source gives another: `English at B2` of "English, B1"."""
        if claim.reading.lows.isdisjoint(_CEFR) or not self._languages:
            return []
        named: list[str] = []
        tokens = claim.reading.tokens
        for at, token in enumerate(tokens):
            root = self._root(token.text)
            if root in self._languages and not (at and tokens[at - 1].low in _CEFR):
                named.append(root)
            if token.low not in _CEFR:
                continue
            following = self._root(tokens[at + 1].text) if at + 1 < len(tokens) else ""
            for language in [following] if following in self._languages else named:
                known, text = self._languages[language]
                if max(known) < token.low:
                    detail = f"“{token.text}” is claimed; the source says “{text}”."
                    return [reason_of("level", token.text, text, detail)]
            named = []
        return []

    def _unnative(self, claim: Claim) -> list[Reason]:
        """A language called one's native one that the source calls fluent: `native English speaker`."""
        if "native" not in claim.reading.lows or not self._learned:
            return []
        active = False
        for before, token in pairwise(claim.reading.tokens):
            text = self._learned.get(self._root(before.text), "") if token.text == "(" else ""
            if text and _says_native(claim.reading.tokens, token):
                detail = f"“native” is claimed of {before.text}; the source says “{text}”."
                return [reason_of("level", f"native {before.text}", text, detail)]
        for token in claim.reading.tokens:
            text = self._learned.get(self._root(token.text), "") if active else ""
            if text:
                detail = f"“native” is claimed of {token.text}; the source says “{text}”."
                return [reason_of("level", f"native {token.text}", text, detail)]
            goes_on = active and token.low not in _CEFR and (token.low in _LISTED or token.text[:1].isupper())
            active = token.low == "native" or goes_on
        return []

    def _raised_languages(self, claim: Claim) -> list[Reason]:
        """A level right before a language that the source calls basic: `professional German`, `conversational Thai`."""
        middling = words_under("cues.txt", "levels above a basic one")
        if claim.reading.lows.isdisjoint(middling) or not self._learned:
            return []
        basic, level = words_under("cues.txt", "proficiency 1"), ""
        for at, token in enumerate(claim.reading.tokens):
            text = self._learned.get(self._root(token.text), "") if level else ""
            lows = {low.strip(".,;()") for low in text.lower().split()}
            if text and lows & (basic | _CEFR_BASIC) and not lows & middling and level not in lows:
                detail = f"“{level}” is claimed of {token.text}; the source says “{text}”."
                return [reason_of("level", f"{level} {token.text}", text, detail)]
            if token.low in middling and _is_said_of(claim.reading.tokens, at):
                level = token.low
            elif token.low not in _LISTED and not token.text[:1].isupper():
                level = ""
        return []

    @cached_property
    def _learned(self) -> dict[str, str]:
        """The languages that the source lists at a level, and none of them as native; with their entries' texts."""
        return {
            self._root(source.reading.tokens[0].text): source.fact.text
            for source in self._evidence.sources
            if source.fact.section == "languages"
            and len(source.reading.tokens) > 1
            and source.reading.lows.isdisjoint(_NATIVE)
        }

    @cached_property
    def _languages(self) -> dict[str, tuple[frozenset[str], str]]:
        """The languages that the source lists, with their levels on the European scale, and the entry's text."""
        return {
            self._root(source.reading.tokens[0].text): (source.reading.lows & _CEFR, source.fact.text)
            for source in self._evidence.sources
            if source.fact.section == "languages" and source.reading.tokens and source.reading.lows & _CEFR
        }

    def _lesser_fact(self, token: Token, level: str) -> int:
        """The facts that give a thing a lesser level, where none gives it as high a one."""
        if self._levels is None:
            self._levels = {}, {}
            for source in self._evidence.sources:
                section, level = source.fact.section, self._group_level(source)
                if level or section == "languages" or not source.reading.lows.isdisjoint(_all_levels()):
                    self._note_levels(source.reading, source.bit, section, level)
        high, lesser = self._levels
        root = self._root(token.text)
        best = level in words_under("cues.txt", "proficiency 4")
        return (
            0
            if high.get(f"{root} best" if best else root)
            else lesser.get(root, 0) | (high.get(root, 0) if best else 0)
        )

    def _group_level(self, source: Source) -> str:
        """The lesser level that the group of a skill has in its name: "Learning, beginner"."""
        header = self._evidence.by_id.get(source.entry) if source.fact.section == "skills" else None
        if header is None or header is source:
            return ""
        return next((token.low for token in header.reading.tokens if token.low in lesser_levels()), "")

    def _note_levels(self, reading: Reading, bit: int, section: str, level: str) -> None:
        """Note at which level a fact has each of its words: that of the level word before them, or behind a language."""
        assert self._levels is not None
        high, lesser = self._levels
        top = words_under("cues.txt", "proficiency 4")
        tokens = reading.tokens
        if section == "languages":
            level = next((token.low for token in tokens if token.low in levels() or token.low in lesser_levels()), "")
            level = level or ("native" if not reading.lows.isdisjoint(_NATIVE) else "")
            level = level or next((_CEFR_WORDS[token.low] for token in tokens if token.low in _CEFR), "")
        for at, token in enumerate(tokens):
            if token.low in levels() or token.low in lesser_levels():
                level = token.low
            elif token.kind == "mark" and token.text in ".;:" and section != "languages":
                level = ""
            elif token.kind == "word" and level:
                root = self._root(token.text)
                after = tokens[at + 2].low if at + 2 < len(tokens) and tokens[at + 1].text == "(" else ""
                own = after if after in levels() or after in lesser_levels() else level
                if own in lesser_levels():
                    lesser[root] = lesser.get(root, 0) | bit
                else:
                    high[root] = high.get(root, 0) | bit
                    if own in top:
                        high[f"{root} best"] = high.get(f"{root} best", 0) | bit

    def undegreed(self, claim: Claim, scope: Scope) -> list[Reason]:
        """A degree in a summary that the source gives others alone, or of another field: `a PhD` of "helped PhD students"."""
        if claim.reading.lows.isdisjoint(words_under("cues.txt", "degrees")):
            return []
        for term in claim.reading.terms:
            if not _is_degree(claim.reading.tokens, term.at) or term.negated:
                continue
            holders = self._holders(term)
            if not holders & scope.bits:
                detail = f"“{term.text}” is claimed; the source names no such degree of the candidate's."
                return [reason_of("title", term.text, "", detail)]
            for other in _of_the_degree(claim, term):
                if not self._evidence.with_entries(self._coverage.strict_cover(other, claim)) & holders:
                    text = self._evidence.first(holders).fact.text
                    detail = f"“{term.text}” is claimed of “{other.text}”; the source says “{text}”."
                    return [reason_of("title", f"{term.text} {other.text}", text, detail)]
        return []

    def uncertified(self, claim: Claim) -> list[Reason]:
        """A certificate of a summary whose name no fact of the source has as a whole: `a Certificate in Adult Education`."""
        if claim.reading.lows.isdisjoint(_CERTIFIED):
            return []
        tokens = claim.reading.tokens
        held = self._evidence.named | self._evidence.about
        for entry in self._evidence.sources:
            held |= entry.bit if entry.fact.section == "education" else 0
        for term in claim.reading.terms:
            if term.negated or tokens[term.to].low not in _CERTIFIED:
                continue
            if [token.low for token in tokens[term.to + 1 : term.to + 2]] != ["in"]:
                continue
            named = list(_capitalized(tokens, term.to + 2))
            known = held
            for other in claim.reading.terms:
                if other.at in named:
                    known &= self._coverage.strict_cover(other, claim)
            if named and not known:
                item = claim.reading.text[tokens[term.at].start : tokens[named[-1]].end]
                return [reason_of("title", item, "", f"“{item}” is claimed; the source names no such certificate.")]
        return []

    def _holders(self, term: Term) -> int:
        """The facts that have a degree as the candidate's own."""
        found = self._degrees.get(term.keys)
        if found is None:
            found = self._degrees[term.keys] = self._find_holders(term)
        return found

    def _find_holders(self, term: Term) -> int:
        keys = frozenset([key for key in term.keys if key[:2] != "n:"] + [f"w:{term.keys[0]}"])
        words = self._evidence.words
        found = 0
        for source in self._evidence.sources:
            if keys.isdisjoint(source.keys) and not source.bit & self._evidence.denying:
                continue
            tokens = source.reading.tokens
            phrased = any(one.parts and not keys.isdisjoint(one.keys) for one in source.reading.terms)
            if phrased or any(
                token.kind == "word"
                and not keys.isdisjoint(words.all_keys(token.text))
                and not _is_anothers(tokens, at)
                for at, token in enumerate(tokens)
            ):
                found |= source.bit
        return found

    def misawarded(self, claim: Claim) -> list[Reason]:
        """An award told of what it was not given for: `the best paper award of the Congress` of "Best poster, Congress"."""
        if not self._awards:
            return []
        for terms in claim.segments.values():
            said = [term for term in terms if term.low in words_under("cues.txt", "words of awards")]
            if not said:
                continue
            names = [term for term in terms if term.is_name and self._strict(term, claim) & self._awards]
            given = self._awards
            for term in names:
                given &= self._strict(term, claim)
            if not names or not given:
                continue
            for term in _described(claim.reading.tokens, terms, said):
                if not self._strict(term, claim) & given:
                    text = self._evidence.first(given).fact.text
                    detail = f"“{term.text}” is claimed of an award; the source says “{text}”."
                    return [reason_of("name", term.text, text, detail)]
        return []

    def _strict(self, term: Term, claim: Claim) -> int:
        return self._coverage.strict_cover(term, claim)


def _described(tokens: Sequence[Token], terms: Sequence[Term], said: Sequence[Term]) -> Iterator[Term]:
    """The words right before that of the award: `best paper` of "best paper award"."""
    for award in said:
        at = award.at - 1
        light = light_words("en") | generic_words()
        for term in reversed(terms):
            while at > term.to and tokens[at].text[:1].isupper() and tokens[at].low in light:
                at -= 1  # "Office Professional Award"
            if term.to == at and not is_generic(term) and not term.is_verb:
                yield term
                at = term.at - 1


@cache
def _all_levels() -> frozenset[str]:
    return levels() | lesser_levels()


@cache
def _of_levels() -> frozenset[str]:
    """All words of which one stands in a claim of some level."""
    return levels() | _PRACTISED | _CEFR | _NATIVE | words_under("cues.txt", "levels above a basic one")


def is_calling(word: str) -> bool:
    """Whether a word is what people are called by their work."""
    return word.lower() in words_under("cues.txt", "callings")


def _ends_item(claim: Claim, token: Token) -> bool:
    """Whether a word ends an item of a list: the `milling` of `five-axis milling, CNC turning and Sinumerik`."""
    following = claim.reading.text[token.end :].lstrip()
    return token.low.endswith("ing") and following.startswith((",", "and ", "&"))


def _says_native(tokens: Sequence[Token], bracket: Token) -> bool:
    """Whether a bracket says of the language before it that it is one's own: `English (native)`."""
    at = next(at for at, token in enumerate(tokens) if token is bracket)
    return any(token.low == "native" for token in tokens[at + 1 : at + 3])


def _is_said_of(tokens: Sequence[Token], at: int) -> bool:
    """Whether a level is said of what follows: `fluent in`, `proficient with`, `fluent Italian`."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is not None and (following.low in _SAID_OF or following.text[:1].isupper())


def _capitalized(tokens: Sequence[Token], begin: int) -> Iterator[int]:
    """The tokens of a name from one on: `Adult Education` behind "a Certificate in"."""
    for at in range(begin, len(tokens)):
        if not (tokens[at].text[:1].isupper() or tokens[at].low in ("of", "for", "&")):
            return
        yield at


_CERTIFIED = frozenset(("certificate", "diploma", "certification"))


def _is_degree(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word names a degree that somebody has: not the `PhD` of "PhD students"."""
    return tokens[at].low in words_under("cues.txt", "degrees") and not _is_anothers(tokens, at)


def _is_anothers(tokens: Sequence[Token], at: int) -> bool:
    """Whether a degree only says what kind of people or work stands behind it."""
    return at + 1 < len(tokens) and tokens[at + 1].low in words_under("cues.txt", "behind a degree")


def _of_the_degree(claim: Claim, degree: Term) -> Iterator[Term]:
    """The words that say what a degree is in and where it is from."""
    tokens, extra = claim.reading.tokens, words_under("cues.txt", "of a degree")
    at = degree.to + 1
    while at < len(tokens) and tokens[at].low in extra:
        at += 1
    if at >= len(tokens) or tokens[at].low not in _SEPARATE:
        return
    for term in claim.segments.get(degree.segment, ()):
        if term.at > at:
            inner = [token.low for token in tokens[at : term.at]]
            if term.is_verb or {"with", "for", "as", "and"} & set(inner):
                return
            if not is_generic(term) and term.low not in extra:
                yield term
