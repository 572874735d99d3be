"""A letter against the source, sentence by sentence: what nothing proves is taken out, the rules' own stands in for it.

A sentence of somebody else's stays in only if it is plain text, holds none of the phrases that no letter may hold, and either
rests on facts of the candidate or says of the job what the ad says. Courtesies and praise in between claim nothing and are left
out too: opening and close are ours.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from resume.facts import Fact
from resume.grounding import FactBase, Verdict
from resume.letter.letter import SECTION, CoverLetter, LetterParagraph, LetterSentence, RefusedSentence
from resume.letter.words import refused_phrase
from resume.proposals import tidy
from resume.sentences import split_sentences

LONGEST_SENTENCE = 320
"""Characters: two lines and a half of a printed letter, more than which nobody reads in one breath."""

LEAST_OF_PARAGRAPH = 10
"""Words below which what is left of a paragraph is not printed by itself."""

LEAST_OF_BODY = 45
"""Words of a body below which it is not worth sending, and the rules' own takes its place."""

MOST_WORDS = 330
"""Words of all paragraphs: more do not fit on one page in a size that reads well."""

OF_THE_JOB = re.compile(
    r"^(?:You|Your (?:advertisement|advert|ad|posting|team|company|organi[sz]ation|firm|hospital|school|department)"
    r"|The (?:advertisement|advert|posting|role|position|post|job)|This (?:role|position|post|job))\b"
)
"""How a sentence begins that is about the job."""

_ONESELF = re.compile(r"\b(?:I|I['’]\w+|me|my|mine|myself|we|our|us|candidate|applicant|who|whose)\b", re.IGNORECASE)
_ASKED = re.compile(
    r"^(?:You|Your \w+|The \w+|This \w+) (?:asks? for|needs?|wants?|seeks?|looks? for|mentions?|requires?|calls? for"
    r"|are looking for|is looking for|involves?|includes?)\s+"
)
_PERSONAL = frozenset({"name", "contact"})


@dataclass(frozen=True)
class CheckedLetter:
    """A letter in which every sentence stands the check, and what was taken out."""

    letter: CoverLetter
    refused: list[RefusedSentence]
    claims: int
    """Sentences about the candidate that were checked."""


@dataclass(frozen=True)
class LetterCheck:
    """What a letter is held against."""

    base: FactBase
    facts: Sequence[Fact]
    ad: FactBase | None = None
    """What the ad says, as facts; None where nothing of it may be said."""

    def judge(self, sentence: LetterSentence) -> "LetterSentence | RefusedSentence":
        """The sentence with the facts that prove it, or why it must not stand."""
        text = sentence.text
        verdict = self.base.check(text, cites=sentence.facts, section=SECTION)
        if sentence.by == "rules":
            if verdict.supported:
                return sentence
            return RefusedSentence(kind=verdict.reasons[0].kind, why=verdict.reasons[0].detail, by="rules")
        if refused_phrase(text) is not None:
            return RefusedSentence(why="it held a stock phrase that says nothing which can be proved")
        if verdict.supported and (proven := self._proven(verdict, sentence.facts)):
            return sentence.model_copy(update={"facts": proven})
        if self._is_of_the_job(text):
            return sentence.model_copy(update={"facts": []})
        if verdict.reasons:
            return RefusedSentence(kind=verdict.reasons[0].kind, why="your resume does not bear it out")
        return RefusedSentence(why="it said nothing of you that your resume proves")

    def _proven(self, verdict: Verdict, cited: Sequence[str]) -> list[str]:
        kinds = {fact.id: fact.kind for fact in self.facts}
        proven = [id for id in verdict.facts if kinds.get(id) not in _PERSONAL]
        return [id for id in cited if id in proven] or proven

    def _is_of_the_job(self, text: str) -> bool:
        """Whether a sentence is about the job alone and says no more than the ad."""
        if self.ad is None or not OF_THE_JOB.match(text) or _ONESELF.search(text):
            return False
        return self.ad.check(_ASKED.sub("", text), section="summary").supported


def take_sentences(text: str) -> list[str] | None:
    """Somebody else's paragraph as clean sentences; None where it is no plain text."""
    taken: list[str] = []
    for sentence in split_sentences(" ".join(text.split())):
        clean = tidy(sentence, first_person=True)
        if clean is None or len(clean) > LONGEST_SENTENCE or not clean.endswith((".", "!", "?")):
            return None
        taken.append(clean)
    return taken or None


def check_letter(letter: CoverLetter, check: LetterCheck) -> CheckedLetter:
    """The letter less what nothing proves.

    A body paragraph of which little is left gives way to the rules' own, as does a body that says too little in all.
    """
    refused = list(letter.refused)
    claims = 0
    kept: list[LetterParagraph] = []
    for paragraph in letter.paragraphs:
        standing: list[LetterSentence] = []
        for sentence in paragraph.sentences:
            claims += bool(sentence.facts) or sentence.by == "model"
            judged = check.judge(sentence) if sentence.facts or sentence.by == "model" else sentence
            if isinstance(judged, RefusedSentence):
                refused.append(judged)
            else:
                standing.append(judged)
        kept.append(paragraph.model_copy(update={"sentences": standing}))
    if any(sentence.by == "model" for sentence in letter.sentences):
        kept = _fill_up(kept, letter.spare)
    whole = [one for one in kept if one.sentences]
    return CheckedLetter(
        shorten_letter(letter.model_copy(update={"paragraphs": whole, "refused": []}), MOST_WORDS), refused, claims
    )


def _fill_up(paragraphs: Sequence[LetterParagraph], spare: Sequence[LetterParagraph]) -> list[LetterParagraph]:
    """The paragraphs with those of the rules for what was lost, as far as they say something else."""
    body = [one for one in paragraphs if one.part == "body" and len(one.text.split()) >= LEAST_OF_PARAGRAPH]
    told = {id for one in body for sentence in one.sentences for id in sentence.facts}
    lost = sum(one.part == "body" for one in paragraphs) - len(body)
    if sum(len(one.text.split()) for one in body) < LEAST_OF_BODY:
        body, told, lost = [], set(), len(spare)
    for one in spare:
        fresh = [sentence for sentence in one.sentences if not told & set(sentence.facts)]
        if lost > 0 and any(sentence.facts for sentence in fresh):
            body.append(one.model_copy(update={"sentences": fresh}))
            lost -= 1
    edge = {part: [one for one in paragraphs if one.part == part] for part in ("opening", "closing")}
    return [*edge["opening"], *body, *edge["closing"]]


def shorten_letter(letter: CoverLetter, most_words: int) -> CoverLetter:
    """The letter with at most so many words: the last sentences of its body go first. Opening and close stay."""
    while letter.words > most_words:
        shorter = drop_last(letter)
        if shorter is None:
            return letter
        letter = shorter
    return letter


def drop_last(letter: CoverLetter) -> CoverLetter | None:
    """The letter without the last sentence of its body; None where its body is one sentence, or none."""
    body = [number for number, one in enumerate(letter.paragraphs) if one.part == "body" and one.sentences]
    if sum(len(letter.paragraphs[number].sentences) for number in body) < 2:
        return None
    last = letter.paragraphs[body[-1]]
    shorter = last.model_copy(update={"sentences": last.sentences[:-1]})
    paragraphs = [shorter if number == body[-1] else one for number, one in enumerate(letter.paragraphs)]
    return letter.model_copy(update={"paragraphs": [one for one in paragraphs if one.sentences]})


def facts_of_ad(rows: str) -> list[Fact]:
    """The rows of an ad as facts, against which a sentence about the job is held."""
    texts = [row.strip(" -*•#\t") for row in rows.split("\n")]
    return [
        Fact(id=f"ad{number}", kind="summary", section="basics", entry=None, path="", text=text, field="sentence")
        for number, text in enumerate(texts, start=1)
        if text
    ]
