"""Lines of a resume as clauses of a letter: `Was in charge of the stock take` as `I was in charge of the stock take`.

A line is taken only where its first words leave no doubt that a sentence can be made of it by setting a person before them.
Nothing is added but that person and small words; what hangs on a line without a verb of its own is left out.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from resume.sentences import split_sentences
from resume.wording import reword_line
from resume.wording.turning import find_heads
from resume.wording.verbs import is_form
from resume.wording.words import tokens_of

LEAST_WORDS, MOST_WORDS = 5, 42
"""Shorter clauses say nothing in a letter, longer ones are not read."""

_PASSED_OVER = re.compile(r"^(?:[•·*–—-]|\d+[.)])\s+")
_SHORT_FORMS = (
    (re.compile(r"\bca?\.\s?(?=\d)|\bapprox\.?\s(?=\d)|~(?=\d)"), "about "),
    (re.compile(r"\bw/\s?(?=\w)"), "with "),
    (re.compile(r"\bincl\.\s"), "including "),
    (re.compile(r"(?<=[a-z]) & (?=[a-z])"), " and "),
    (re.compile(r"\b(would|could|should|might) of\b"), r"\1 have"),
)
_RESPONSIBLE = re.compile(
    r"^(?:(?P<was>was|am|is)\s+)?(?P<what>(?:mainly |also |jointly )?(?:responsible for|in charge of))\s+", re.I
)
_DUTIES = re.compile(
    r"^(?:my )?(?:main |key )?(?P<noun>duties|responsibilities|tasks) (?P<verb>included|include|were|are)\s+", re.I
)
_WAS = re.compile(r"^(?:was|am)\s+(?=[a-z])", re.I)
_PASSIVE = re.compile(
    r"^(?:re)?(?:(?:deployed|seconded|transferred|assigned|recruited|headhunted) (?:to|by|from|as)|"
    r"(?:promoted|appointed|elected|nominated|selected|chosen|invited|commended|recognised|recognized|entrusted|tasked|voted|named"
    r"|shortlisted) (?:to|for|as|by|with|from|after|within|twice)"
    r"|trained (?:in|as) )",
    re.I,
)
"""Participles that open a line to tell what was done to its writer."""
_UNMISTAKABLE = frozenset({"helped", "led", "cut", "co-supervised", "co-founded", "co-organised", "co-led"})
_AFTER_PASSIVES = frozenset({"by", "with", "in", "on", "under", "for", "from", "at", "as", "using", "of", "and", ","})
_OFFICE = re.compile(r"^(Member|Chair|Co-chair|Secretary|Treasurer) of (?=the |a |an |our )", re.I)
_LIMIT = re.compile(r"^(?:had no|was not|were not|did not|have no|am not|do not) ")
"""How a part begins that says what was not done: a resume says so, a letter leaves it out."""
_RUN = re.compile(r"^(?:Run|Draft|Write|Keep|Teach|Sell|Buy|Hold|Do) [a-z]+s\b")
"""Verbs that are hardly ever nouns before a plural."""
_TELLS = re.compile(
    r"\b(?:went|fell|rose|grew|dropped|came|became|is|are|was|were|has|have|had|takes?|took|used?|uses|remains?|increased"
    r"|decreased|doubled|halved|improved|passed|won|got|prints?|runs?|completed)\b"
)
"""Finite verbs by which a part of a line is known for a clause of its own."""
_CHANGE = re.compile(r"\b(?:down|up) (?:from|to|by)\b")
_MEASURE = re.compile(
    r"^(?!which|with|who|whose|where|by|from|to|in\b|at\b)"
    r"(?P<what>[a-z][a-z -]{3,40}?(?<!around)(?<!about)(?<! by)(?<! to)(?<! of)) "
    r"(?P<figure>\d[\d.,]*\s?%)$"
)
_OF_THEM = re.compile(r"^(?:it|they|one of them|two of them|some of them|both|all of them|this|these)\s")
_I = re.compile(r"^I(?=\s(?!am looking|want|like|love|enjoy|believe|hope|wish|think|feel)[a-z])")
_INNER_I = re.compile(r"^(?P<before>(?:together|along|jointly|working) with [^.;,]{2,40}?),? I (?=[a-z])", re.I)
_OWN_SUBJECT = re.compile(r"^(?:the|its|this|these|no|both|all|it|each|every|their|my|some|none)\s", re.I)
_QUANTITY = re.compile(r"^(?:about|around|roughly|over|up to|more than|nearly|almost|some)?\s?[£$€]?\d", re.I)
_SERIAL = re.compile(r"\band\b|\bor\b")


@dataclass(frozen=True)
class Clause:
    """A clause in the first person, without its full stop: `I cut waits by 20%`, `my duties included triage`."""

    text: str
    may_follow: bool = True
    """Whether words may stand before it (`At Harwood, I …`)."""
    after: str = ""
    """A sentence that tells what came of it, as it stands behind it in the source."""

    def standing(self, lead: str = "", also: str = "") -> str:
        """The clause as a sentence, behind a lead (`At Harwood`), or with `also` or the like behind its `I`."""
        text = _with_adverb(self.text, also) if also and not lead and self.text.startswith("I ") else self.text
        sentence = f"{lead}, {text}" if lead and self.may_follow else text[:1].upper() + text[1:]
        return f"{sentence.rstrip('.!?')}."


def _with_adverb(text: str, adverb: str) -> str:
    """`I also trained …`, but `I was also asked …`."""
    return re.sub(r"^I (am |was |have |had )?", lambda match: f"I {match[1] or ''}{adverb} ", text, count=1)


def clause_of(line: str, *, ongoing: bool, dated: bool) -> Clause | None:
    """A line of a resume as a clause in the first person; None where no rule is sure.

    Args:
        line: one bullet, or one sentence.
        ongoing: whether its role goes on today.
        dated: whether its role has dates at all.
    """
    sentences = split_sentences(_PASSED_OVER.sub("", " ".join(line.split())))
    for number, sentence in enumerate(sentences):
        text = _plain(sentence)
        reworded = reword_line(text, ongoing=ongoing, dated=dated)
        for version in (text, reworded.text if reworded else ""):
            clause = _in_first_person(version.rstrip(" .;"), ongoing=ongoing, dated=dated) if version else None
            if clause is not None and LEAST_WORDS <= len(clause.text.split()) <= MOST_WORDS:
                following = sentences[number + 1] if number + 1 < len(sentences) else ""
                return replace(clause, after=following) if _is_clause(following) else clause
    return None


def _is_clause(text: str) -> bool:
    """Whether a part of a line has a subject and a verb of its own."""
    begins = (
        _OWN_SUBJECT.match(text)
        or text[:1].islower()
        or text[:1].isdigit()
        or re.match(r"(?:After|Since then)\s", text)
    )
    return bool(begins and _TELLS.search(text) and not is_form(text.split(" ", 1)[0].lower(), "past"))


def _plain(sentence: str) -> str:
    for pattern, word in _SHORT_FORMS:
        sentence = pattern.sub(word, sentence)
    return _tidy_commas(_tidy_semicolons(sentence.strip()))


def _tidy_semicolons(text: str) -> str:
    """The parts that are clauses of their own, or go on with another deed; others are left out."""
    first, *others = [part.strip() for part in text.split(";")]
    for part in others:
        if (_is_clause(part) and not _LIMIT.match(part)) or part.startswith("I "):
            first = f"{first.rstrip('.')}; {part}"
        elif not _LIMIT.match(part) and _opens_with_past(part) and _opens_with_past(first):
            first = f"{first.rstrip('.')} and {_lowered(part)}"
        elif _CHANGE.search(part):
            first = f"{first.rstrip('.')}, {_lowered(part)}"
    return first


def _opens_with_past(text: str) -> bool:
    """Whether a part tells a deed; `used by seven practices` tells what was done with something."""
    first, _, rest = text.partition(" ")
    return is_form(first.lower(), "past") and not rest.startswith(("by ", "under "))


def _tidy_commas(text: str) -> str:
    """The line with its loose ends tied: `…, 40 beds` as `…, with 40 beds`."""
    head, semicolon, rest = text.partition(";")
    parts = _comma_parts(head)
    kept = [parts[0]]
    loose: list[str] = []
    for number, part in enumerate(parts[1:], start=1):
        end = number == len(parts) - 1
        if _in_series(parts, number):
            kept.append(part)
        elif _OF_THEM.match(part) and _TELLS.search(part):
            kept[-1] = f"{kept[-1]}; {part}"
        elif end and not loose and _opens_with_past(part) and _opens_with_past(parts[0]):
            kept[-1] += f"; I {part}" if _SERIAL.search(part) else f", and {part}"
        elif tied := _tied(part):
            loose.append(tied)
        elif loose:
            return text
        else:
            kept.append(part)
    whole = ", ".join(kept) + (f", with {' and '.join(loose)}" if loose else "")
    return whole + semicolon + rest


def _tied(part: str) -> str | None:
    """A part without a verb as it stands behind `with`; None where it is something else."""
    bare = part.rstrip(".")
    if re.search(r"\bof (?:whom|which)\b", bare) or re.match(r"\w+ing (?:up|down) ", bare):
        return None
    if measure := _MEASURE.match(bare):
        return f"{measure['what']} of {measure['figure']}"
    if _CHANGE.search(bare) and not _TELLS.search(bare) and bare[:1].islower():
        return f"the {bare}"
    if _QUANTITY.match(bare) or re.match(r"(?:less|fewer|more) [a-z]", bare):
        return None if _TELLS.search(bare) else bare
    return None


def _in_series(parts: list[str], number: int) -> bool:
    """Whether a part stands in a list of several that ends with `and`."""
    return any(
        re.match(r"(?:and|or)\b", part) or (_SERIAL.search(part) and not _opens_with_past(part))
        for part in parts[number:]
    )


def _comma_parts(text: str) -> list[str]:
    """The parts between commas that stand outside brackets and figures."""
    parts: list[str] = []
    depth, begin = 0, 0
    for at, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        if char == "," and depth <= 0 and text[at + 1 : at + 2] == " ":
            parts.append(text[begin:at].strip())
            begin = at + 1
    return [*parts, text[begin:].strip()]


def _in_first_person(text: str, *, ongoing: bool, dated: bool) -> Clause | None:
    if _I.match(text):
        return Clause(text)
    if match := _INNER_I.match(text):
        return Clause(f"{_lowered(match['before'])} I {text[match.end() :]}", may_follow=False)
    be = "am" if ongoing and dated else "was"
    if match := _RESPONSIBLE.match(text):
        was = (match["was"] or be).lower()
        return Clause(f"I {'am' if was == 'is' else was} {match['what'].lower()} {text[match.end() :]}")
    if match := _DUTIES.match(text):
        verb = "include" if match["verb"].lower() in ("include", "are") else "included"
        return Clause(f"my {match['noun'].lower()} {verb} {text[match.end() :]}")
    if match := _WAS.match(text):
        return Clause(f"I {text[: match.end()].lower()}{text[match.end() :]}")
    if match := _OFFICE.match(text):
        return Clause(f"I {be} {'a ' if match[1].lower() == 'member' else ''}{_lowered(text)}")
    if _PASSIVE.match(text):
        return Clause(f"I was {_lowered(text)}")
    return _deed(text, ongoing=ongoing)


def _deed(text: str, *, ongoing: bool) -> Clause | None:
    """A line that opens with its verb."""
    if not text[:1].isupper() or text[1:2].isupper():
        return None
    tokens = tokens_of(text)
    if len(tokens) > 1 and tokens[1].low == "by":
        return None
    opens = (
        _is_surely_past(tokens[0].low, tokens[1].low if len(tokens) > 1 else "")
        or find_heads(tokens, 0, "past")
        or (ongoing and (_RUN.match(text) or find_heads(tokens, 0, "base")))
    )
    return Clause(f"I {_lowered(text)}") if opens else None


def _is_surely_past(low: str, following: str) -> bool:
    """Whether a line's first word is a past tense before any object: no adjective, and nothing that was done to a thing."""
    if low in _UNMISTAKABLE:
        return True
    if not is_form(low, "past") or is_form(low, "base") or following in _AFTER_PASSIVES:
        return False
    return low not in _participles()


@cache
def _participles() -> frozenset[str]:
    """Participles that begin names of things as often as lines: `Advanced Excel`, `Applied statistics`."""
    rows = (Path(__file__).parent / "participles.txt").read_text("utf-8").splitlines()
    return frozenset(word for row in rows if not row.startswith("#") for word in row.split())


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
