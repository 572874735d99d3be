"""Skills that a claim names as its means, or sums a career up with: the source must name them, and not merely words near them.

Words such as "time" and "series" claim nothing by themselves, and the thesaurus leads from a court to litigation; a skill that
nobody has must come out of neither. Words of one origin are the same word: who served customers may name customer service.
"""

from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from resume.grounding.claims import Claim, Scope
from resume.grounding.evidence import Evidence
from resume.grounding.indexing.short_forms import acronym_of
from resume.grounding.language.function_words import generic_words, light_words
from resume.grounding.language.lists import words_by_pair, words_under
from resume.grounding.language.thesaurus import claimed
from resume.grounding.language.tokens import Token
from resume.grounding.verdict import Reason, reason_of
from resume.lexicon import SkillMention, skills_in, speaks_for

_REACH = 6
"""Tokens behind `using` in which a skill is still its means: "using advanced regression and time series"."""

_NEAR = 2
"""The same behind `with` and `through`, which stand before other things too: "through careful litigation"."""

_JOINTS = frozenset((",", "&", "/", "-", "of", "and", "for", "the"))
"""What joins the words of a skill, and the skills of a list."""


class Instruments:
    """Holds the skills that claims name against the words of the source."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._words = evidence.words
        self._named: dict[str, bool] = {}
        """By a skill as a claim writes it: whether the source names it; a lexicon's worth of them at most."""

    def unheld(self, claim: Claim, scope: Scope) -> Iterator[Reason]:
        """`…, using time series` where no fact names that skill, by its name, an alias or another form of its words."""
        tokens = claim.reading.tokens
        if scope.named or self._words.language != "en":
            return
        if not scope.whole and claim.reading.lows.isdisjoint(_words_of_means()):
            return
        for mention in skills_in(claim.reading.text):
            places = [at for at, token in enumerate(tokens) if mention.start <= token.start < mention.end]
            if not places or claim.reading.negated[places[0]] or _is_no_skill(tokens, places):
                continue
            if not scope.whole and not _is_means(tokens, places[0]):
                continue
            if not self._is_named(mention, claim, places) and not self._is_within_name(claim, places):
                detail = f"“{mention.text}” is claimed; the source names no such skill."
                yield reason_of("content", mention.text, "", detail)

    def _is_named(self, mention: SkillMention, claim: Claim, places: Sequence[int]) -> bool:
        """Whether a fact has all words of a skill in some form, or names it or a narrower one by another name."""
        named = self._named.get(mention.text)
        if named is None:
            words = [claim.reading.tokens[at].text for at in places if claim.reading.tokens[at].kind == "word"]
            named = self._has_words(words) or self._is_spelled(words) or mention.name in self._spoken_for
            self._named[mention.text] = named
        return named

    def _is_within_name(self, claim: Claim, places: Sequence[int]) -> bool:
        """Whether a skill's words are part of a longer name that a fact has: "property management" of a PMS."""
        longer = [one for one in claim.reading.terms if one.parts and one.at <= places[0] and one.to >= places[-1]]
        return any(one.to - one.at >= len(places) and self._evidence.strict_mask(one.keys) for one in longer)

    def _has_words(self, words: Sequence[str]) -> bool:
        facts = self._evidence.everything
        for word in words:
            if word.lower() not in _JOINTS:
                facts &= self._holding(word)
        return bool(facts)

    def _holding(self, word: str) -> int:
        """The facts that have a word, an alias, a narrower word of the lists, who does it, or a word of one origin.

        A header lends its words to its lines, but not those that claim nothing by themselves: "time" is in any line.
        """
        evidence, keys = self._evidence, self._words.keys(word)
        roots = [keys[0], *(self._words.root(form) for form in claimed(word) if " " not in form)]
        found = evidence.strict_mask(keys)
        for root in roots:
            found |= evidence.said.get(root, 0) | evidence.said.get(f"w:{root}", 0) | evidence.doings.get(root, 0)
        low = word.lower()
        person = words_by_pair("trades.txt", "fields and who works in them").get(low)
        if person is not None:
            found |= evidence.said.get(self._words.root(person), 0)
        return found if low in light_words("en") or low in generic_words() else evidence.with_entries(found)

    def _is_spelled(self, words: Sequence[str]) -> bool:
        """Whether a fact spells out the claim's acronym, or has the acronym of its words."""
        letters = acronym_of(words[0]) if len(words) == 1 else ""
        initials = "".join(word[0].upper() for word in words)
        forms = self._evidence.short_forms
        return bool(forms.acronyms.get(letters.lower(), 0)) or initials in forms.uppers

    @cached_property
    def _spoken_for(self) -> frozenset[str]:
        """The skills that the source names, and all wider ones above them."""
        texts = (source.fact.text for source in self._evidence.sources)
        return frozenset(name for text in texts for mention in skills_in(text) for name in speaks_for(mention.name))


@cache
def _words_of_means() -> frozenset[str]:
    """All words that may begin what something was done with."""
    return words_under("cues.txt", "means") | words_under("cues.txt", "means right before")


def _is_no_skill(tokens: Sequence[Token], places: Sequence[int]) -> bool:
    """Whether words that name a skill elsewhere claim nothing here, or tell a doing: `supervising a team of five`."""
    counted = [tokens[at] for at in places if tokens[at].low not in light_words("en")]
    first, behind = tokens[places[0]].low, tokens[places[0] + 1 : places[0] + 2]
    doing = first.endswith("ing") and bool(behind) and _is_object(behind[0])
    told = bool(behind) and behind[0].low in _ARTICLES and len(places) > 1  # "who leads a team"
    return doing or told or all(token.used for token in counted)


_ARTICLES = frozenset(("a", "an", "the"))
"""Words behind which the thing of a doing stands."""


def _is_object(token: Token) -> bool:
    """Whether what a doing is done to begins at a token: `by teaching 30 nurses`, `by welding the frames`."""
    return token.kind in ("number", "money") or token.used or token.low in words_under("modality.txt", "determiners")


def _is_means(tokens: Sequence[Token], at: int) -> bool:
    """Whether a skill stands behind `using`, or right behind `with` or `through`, with no mark but those of a list between."""
    means, near = words_under("cues.txt", "means"), words_under("cues.txt", "means right before")
    for index in range(at - 1, max(-1, at - 1 - _REACH), -1):
        token = tokens[index]
        if token.low in means or (token.low in near and at - index <= _NEAR):
            return True
        if token.kind == "mark" and token.text not in _JOINTS:
            return False
    return False
