"""Proposed lines: what another writer, unknown and unbelieved, would have a line say, and whether that is worth the fact check.

Nothing here asks whether a proposal is true: that is the validator's. What is refused here is what is no line of a resume, and
what loses something of its source: a figure, a date, a named thing, or most of the words. Nor may a line name a skill that its
source does not, wherever else the resume has it: a line is reworded, not added to. A writer who shortens every line to
`Managed projects.` says nothing false, and guts the resume; one who sets `Led` before each of them breaks its grammar.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator

from resume.grounding.language.function_words import generic_words, light_words
from resume.grounding.language.parsing import read_line
from resume.grounding.language.vocabulary import vocabulary
from resume.grounding.measuring.quantities import Ledger, read_quantities
from resume.job import Requirement
from resume.lexicon import skills_in
from resume.star import tells_result
from resume.terms import content_stems, fold, small_words, stem, tokenize
from resume.wording.stacked import stacks_openings
from resume.wording.words import capitalise

Why = Literal["clearer", "shorter", "opening", "ad_term", "result", "voice"]
"""Why a line was reworded, from a closed list: a writer's own words about its work are never printed."""

TRUSTED_WHY: Mapping[Why, str] = {
    "clearer": "Reworded by a model, to read more clearly.",
    "shorter": "Reworded by a model, to say the same in fewer words.",
    "opening": "Reworded by a model, to open with what you did.",
    "ad_term": "Reworded by a model, in the job ad's own term for it.",
    "result": "Reworded by a model: first what you did, then what came of it.",
    "voice": "Reworded by a model, to agree with the other lines.",
}
"""What the report says for each."""

KnownWhy = Annotated[Why, BeforeValidator(lambda value: value if value in get_args(Why) else "clearer")]
"""A reason as another writer gives it: one that is not on the list counts as the plainest."""

LEAST_KEPT = 0.6
"""Share of a source line's words of meaning that a proposal keeps at least, by stem: most of them, with room for a few others."""

MOST_GROWTH = 1.5
MOST_ADDED = 30
"""A proposal is at most so many times as long as its source, and so many characters more."""

LONGEST_COMPOSED = 400
"""Characters of a composed text: three sentences."""

_LEAD = re.compile(r"^(?:[•·*–—-]|\d+[.)])\s+|^[a-z]\d{0,2}(?:\.[a-z]?\d+)+:\s+")
_MARKUP = re.compile(
    r"[<>{}`\\\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\*\*|__|\]\(|\[X?[A-Z]*\d*\]"
)
_ADDRESS = re.compile(r"https?://|www\.|@\w", re.IGNORECASE)
_QUOTES = (('"', '"'), ("“", "”"), ("'", "'"))
_DOUBLED = re.compile(r"\b([^\W\d_]+)\s+\1\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d)|[Mm]y|[Mm]e|[Ww]e|[Oo]ur)\b")
_NAMELIKE = re.compile(r"[^\W\d_]*[A-Z0-9][^\s]*")
_EMPTY_OPENINGS = frozenset({"responsible", "duties", "tasked", "charge", "various", "successfully"})


def take_line(source: str, proposed: str) -> str | None:
    """The proposed text of a line, tidied; None where it is no line, is the source's own, or loses something of the source.

    Args:
        source: the line as the source has it.
        proposed: what is to stand there.
    """
    text = tidy(proposed, like=source)
    if (
        text is None
        or text.count("|") > source.count("|")
        or len(text) > MOST_GROWTH * len(source) + MOST_ADDED
        or squeeze(text) == squeeze(source)
        or stacks_openings(source, text)
        or find_new_skills(source, text)
    ):
        return None
    return None if find_losses(source, text) else text


def find_new_skills(source: str, proposed: str) -> list[str]:
    """The skills that a proposed line names and its source does not, neither by another name nor in its words."""
    named, said = {mention.name for mention in skills_in(source)}, set(content_stems(source))
    new = (mention.text for mention in skills_in(proposed) if mention.name not in named)
    return [text for text in dict.fromkeys(new) if not set(content_stems(text)) <= said]


def take_composed(proposed: str) -> str | None:
    """A proposed text that stands in no source line's place, tidied; None where it is no plain text of its kind."""
    text = tidy(proposed)
    return text if text and len(text) <= LONGEST_COMPOSED else None


def tidy(proposed: str, *, like: str = "", first_person: bool = False) -> str | None:
    """A proposal as one clean line; None where there is markup, an address or a broken sentence in it that the source has not.

    Quotation marks around the whole, a list mark and an id before it are taken off, and it ends as the source does. A resume's
    lines have no first person; a letter's have.
    """
    text = _LEAD.sub("", " ".join(proposed.split()))
    for opening, closing in _QUOTES:
        if len(text) > 1 and text[0] == opening and text[-1] == closing and not like.startswith(opening):
            text = text[1:-1].strip()
    unwanted = (_MARKUP, _ADDRESS) if first_person else (_MARKUP, _ADDRESS, _FIRST_PERSON)
    new = [found for pattern in unwanted for found in pattern.findall(text) if found not in like]
    if not text or not any(char.isalpha() for char in text) or new or _is_broken(text, like):
        return None
    if like and not like.endswith((".", "!", "?", ":", ";", "…")) and text.endswith(".") and not text.endswith(".."):
        text = text[:-1].rstrip()
    elif like.endswith(".") and text[-1:].isalnum():
        text += "."
    return capitalise(text) if like[:1].isupper() or not like else text


def _is_broken(text: str, like: str) -> bool:
    unpaired = any(
        text.count(one) - text.count(other) != like.count(one) - like.count(other) for one, other in ("()", "[]")
    )
    return unpaired or len(_DOUBLED.findall(text)) > len(_DOUBLED.findall(like))


def squeeze(text: str) -> str:
    """A text as it is compared with another one: letters and figures alone."""
    return re.sub(r"[\W_]+", " ", text).casefold().strip()


def find_losses(source: str, text: str) -> list[str]:
    """What a line of the source says and its new text does not: figures, dates, named things, or most of its words."""
    lost = [*_lost_figures(source, text), *_lost_names(source, text)]
    said, told = _meaning(source), _meaning(text)
    kept = said & told
    enough = len(kept) >= LEAST_KEPT * len(said) or (len(kept) == len(said) - 1 and len(told) >= len(said))
    return lost if enough else [*lost, *sorted(said - kept)]


@lru_cache(maxsize=64)  # a line is asked for its figures twice, and its source by each stage that rewords it
def _figures_of(line: str) -> Ledger:
    """What a line counts; nobody may change it."""
    return read_quantities(read_line(line, vocabulary("en")))


def _lost_figures(source: str, text: str) -> list[str]:
    before, after = _figures_of(source), _figures_of(text)
    left = [(one.value, one.period) for one in after.quantities]
    lost: list[str] = []
    for one in before.quantities:
        same = next((each for each in left if each[0] == one.value and one.period in ("", each[1])), None)
        if same is None:
            lost.append(one.text)
        else:
            left.remove(same)
    dates = [(date.year, date.month) for date in after.dates]
    return lost + [date.text for date in before.dates if (date.year, date.month) not in dates]


def _lost_names(source: str, text: str) -> list[str]:
    """Skills of the lexicon, and words with a capital or a figure in them where no sentence begins."""
    kept = {mention.name for mention in skills_in(text)}
    words = {token.word for token in tokenize(text)}
    stems = {stem(word) for word in words}
    mentions = skills_in(source)
    lost = [one.text for one in mentions if one.name not in kept and not set(content_stems(one.text)) <= stems]
    for token in tokenize(source):
        before = source[: token.start].rstrip()
        named = _NAMELIKE.fullmatch(token.text if before and before[-1] not in ".!?:" else token.text[1:])
        by_alias = any(one.start <= token.start and token.end <= one.end and one.name in kept for one in mentions)
        if named and token.text != "I" and not token.text[0].isdigit() and token.word not in words and not by_alias:
            lost.append(token.text)
    return lost


def _meaning(text: str) -> set[str]:
    """Stems of the words that tell what was done to what, with what and for whom."""
    figures = _figures_of(text).quantities
    counted = {fold(word) for one in figures for word in one.text.split()}
    empty = light_words("en") | generic_words() | _EMPTY_OPENINGS | small_words() | counted
    return {
        stem(token.word)
        for token in tokenize(text)
        if token.word not in empty and not token.word.endswith("ly") and not any(char.isdigit() for char in token.word)
    }


def explain(why: Why, source: str, text: str, requirements: Sequence[Requirement]) -> str:
    """The reason for the report: the one that was given, where the two texts bear it out, else the plainest one."""
    return TRUSTED_WHY[why if _bears_out(why, source, text, requirements) else "clearer"]


def _bears_out(why: Why, source: str, text: str, requirements: Sequence[Requirement]) -> bool:
    match why:
        case "shorter":
            return len(text) < len(source)
        case "opening":
            return source.split()[:1] != text.split()[:1]
        case "ad_term":
            terms = [term.casefold() for one in requirements for term in one.terms]
            return any(term in text.casefold() and term not in source.casefold() for term in terms)
        case "result":
            return tells_result(text)
        case "clearer" | "voice":
            return True
