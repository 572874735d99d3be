"""Answers of a review: read, refused where they cannot be used, and turned into facts of the candidate's own.

An answer is the candidate's word, so it proves what it says. Whether it says anything is decided here: `no`, `I don't know` and
`I am learning it` add nothing, and `yes` adds just what was asked. The words by which that is told stand in `questions.toml`.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from errors import UserError
from resume.ad.hostile import describe_removed, remove_hostile_text
from resume.ad.hostile_signs import is_hostile_sentence
from resume.dates import PeriodMatch, find_periods
from resume.facts import Fact
from resume.review.own_facts import (
    Addition,
    FilledIn,
    FilledPeriod,
    NewCertificate,
    NewLanguage,
    NewLine,
    NewSkill,
    SwappedTitle,
    add_own_fact,
)
from resume.review.payload import LONGEST_ANSWER, Question, ReviewAnswers, ReviewPayload
from resume.review.questions import word_list
from resume.schema import Resume
from resume.sentences import list_up, split_sentences
from resume.terms import contains_words, small_words, stem, tokenize
from resume.wording.words import capitalise

LONGEST_FRAGMENT = 12
"""Words of an answer that is a mere figure (`about 40 a week`) and is set behind the line it is about."""

LONGEST_LEVEL = 60
"""Characters of a level: `fluent`, `B2, used daily at work`."""

MOST_LEVEL_WORDS = 6
"""Words of a level told beside `yes`: `native`, `fluent, used daily at work`."""

LEAST_DETAIL = 3
"""Words that say more about a skill than that it is there."""

LONGEST_TEXT = 20_000
"""Characters of all answers as they come: more is no answer to five questions."""

_LINE = re.compile(r"^\s*((?:q|s|[a-z])[\w.]{0,8})(?:\s*@\s*([\w.]+))?\s*[:=]\s*(.*)$")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_MARK = re.compile(r"^(?:[•·*–—-]|\d+[.)])\s+")
_YES = re.compile(
    r"^(?:yes|yep|yeah|sure|certainly|of course)\b[\s,;:.!–—-]*(?:i (?:have|do|did)\b[\s,;:.!–—-]*)?", re.I
)
_NO = re.compile(r"^(?:no|nope|never|not)\b", re.I)
_TELLS_NOTHING = re.compile(
    r"^(?:(?:no|nope)\s*[,;.–—]|(?:not|never)\b|(?:i\s+)?(?:do|can|could)(?:\s?not|n['’]?t)\s+(?:know|say|tell|remember|recall)\b)",
    re.I,
)
_RESULT_SUBJECT = re.compile(r"^(?:it|this|that|which)\s+(?=\w+)", re.I)
_PLACE_FIRST = re.compile(r"^(?:while\s+)?(?:at|with|for|as|in)\s+(.{2,60}?)\s*[, ]\s*(?=I\s)", re.I)
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|they|he|she)\b", re.I)
_STATES = re.compile(r"\b(?:was|were|is|are|has|have|had|did|got|became)\b", re.I)
_COUNTED = re.compile(r"(?<![\w.,])(\d[\d,.]*\d|\d)\s+(?:[a-z]+\s+){0,1}?([a-z]{3,})\b", re.I)


@dataclass(frozen=True)
class Taken:
    """What came of the answers."""

    source: Resume
    facts: list[Fact]
    own: tuple[str, ...] = ()
    """Ids of the facts that are the candidate's own now."""
    notes: tuple[str, ...] = ()
    """What could not be made use of, and what does not agree with the resume, in words for the candidate."""


@dataclass(frozen=True)
class _Meaning:
    """What one answer says."""

    additions: tuple[Addition, ...] = ()
    notes: tuple[str, ...] = field(default=())


def read_answers(given: object, payload: ReviewPayload) -> ReviewAnswers:
    """Answers as they come from a terminal, a file, Studio or a page, checked against what was asked.

    Args:
        given: `ReviewAnswers`, the same as a mapping or JSON, a mapping of question ids to texts, or lines like `q1: text`;
            nothing at all skips the review.
        payload: what was asked.

    Raises:
        UserError: they cannot be used; the message names which, and quotes nothing of them.
    """
    answers = _parse(given, payload)
    _check_names(answers, payload)
    texts = {**answers.answers, **{f"the fact for {one.entry}": one.text for one in answers.facts}}
    for name, text in texts.items():
        _check_text(name, text)
    return answers


def _parse(given: object, payload: ReviewPayload) -> ReviewAnswers:
    if isinstance(given, ReviewAnswers):
        return given
    if given is None:
        return ReviewAnswers()
    if isinstance(given, str):
        return _parse_text(given, payload)
    if not isinstance(given, Mapping):
        raise UserError("answers", "they are neither text nor named by question", _remedy(payload))
    asked = {question.id for question in payload.questions}
    flat = given and not set(given) & set(ReviewAnswers.model_fields)
    if flat and not all(isinstance(key, str) for key in given):
        raise UserError("answers", "the names of questions are no text", _remedy(payload))
    shaped = {"answers": dict(given)} if flat and (set(given) & asked or asked) else dict(given)
    try:
        return ReviewAnswers.model_validate(shaped, strict=True)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(step)[:40] for step in first["loc"]) or "answers"
        raise UserError(where, first["msg"][:120].lower(), _remedy(payload)) from None


def _parse_text(text: str, payload: ReviewPayload) -> ReviewAnswers:
    """JSON, or lines: `q1: text`, `q1@w2: text` for another role, `w2: a further fact`, `drop s1`."""
    if len(text) > LONGEST_TEXT:
        raise UserError("answers", f"they are longer than {LONGEST_TEXT:,} characters", "shorten them")
    if text.lstrip()[:1] in ("{", "[", '"'):
        try:
            return _parse(json.loads(text), payload)
        except (json.JSONDecodeError, RecursionError):
            raise UserError("answers", "this is not valid JSON", _remedy(payload)) from None
    questions = {question.id for question in payload.questions}
    entries = {entry.id for entry in payload.entries}
    answers: dict[str, str] = {}
    places: dict[str, str] = {}
    dropped: list[str] = []
    facts: list[dict[str, str]] = []
    last: str | None = None
    for row in text.splitlines():
        found = _LINE.match(row)
        if row.strip().lower().startswith("drop "):
            dropped += re.split(r"[\s,]+", row.strip()[5:].strip())
            last = None
        elif found and (found[1] in questions or re.fullmatch(r"q\d+", found[1])):
            last = found[1]
            answers[last] = found[3].strip()
            if found[2]:
                places[last] = found[2]
        elif found and found[1] in entries:
            facts.append({"entry": found[1], "text": found[3].strip()})
            last = None
        elif row.strip() and last is None:
            raise UserError("answers", "a line does not begin with the id of a question", _remedy(payload))
        elif row.strip() and last is not None:
            answers[last] = f"{answers[last]} {row.strip()}".strip()
    return _parse({"answers": answers, "places": places, "dropped": dropped, "facts": facts}, payload)


def _remedy(payload: ReviewPayload) -> str:
    ids = [question.id for question in payload.questions]
    return f"answer by id ({list_up(ids)}), for example `{ids[0]}: …`" if ids else "there is nothing to answer"


def _check_names(answers: ReviewAnswers, payload: ReviewPayload) -> None:
    entries = {entry.id for entry in payload.entries}
    known = (
        ("question", [*answers.answers, *answers.places], {question.id for question in payload.questions}),
        ("entry", [*answers.places.values(), *(fact.entry for fact in answers.facts)], entries),
        ("point of the strategy", answers.dropped, {point.id for point in payload.strategy}),
    )
    for what, named, there in known:
        for id in named:
            if id not in there:
                listed = list_up(sorted(there)) if there else "none"
                raise UserError("answers", f"there is no {what} “{_plain(id)}”", f"there {_are(there)} {listed}")


def _are(there: set[str]) -> str:
    return "is" if len(there) <= 1 else "are"


def _plain(id: str) -> str:
    return re.sub(r"[^\w. -]", "?", id)[:20]


def _check_text(name: str, text: str) -> None:
    if len(text) > LONGEST_ANSWER:
        raise UserError(name, f"the answer is longer than {LONGEST_ANSWER} characters", "say it in two or three lines")
    if _CONTROL.search(text):
        raise UserError(name, "the answer holds control characters", "give plain text")
    removed = remove_hostile_text(text).removed
    if removed or any(is_hostile_sentence(sentence) for sentence in split_sentences(text)):
        what = list_up(describe_removed(removed)) or "text that addresses programs"
        raise UserError(name, f"the answer holds {what}", "say in plain words what you did")


def take_answers(
    answers: ReviewAnswers, payload: ReviewPayload, source: Resume, facts: Sequence[Fact], today_iso: str
) -> Taken:
    """The resume with what the answers add to it.

    Args:
        answers: as `read_answers` gives them.
        payload: what was asked.
        source: the resume.
        facts: its facts.
        today_iso: the ISO date of today: nothing begins after it.

    Raises:
        UserError: an answer says something, but not what was asked.
    """
    taken = Taken(source, list(facts))
    for question in payload.questions:
        text = _clean(answers.answers.get(question.id, ""))
        if text:
            taken = _add(taken, _understand(question, text, answers.places.get(question.id), taken.facts, today_iso))
    for fact in answers.facts:
        if text := _clean(fact.text):
            taken = _add(
                taken, _Meaning(tuple(_lines(fact.entry, text)), _disagreements(text, fact.entry, taken.facts))
            )
    return taken


def _add(taken: Taken, meaning: _Meaning) -> Taken:
    for addition in meaning.additions:
        grown = add_own_fact(taken.source, taken.facts, addition)
        taken = replace(taken, source=grown.source, facts=grown.facts, own=(*taken.own, *grown.own))
    return replace(taken, notes=(*taken.notes, *meaning.notes))


def _clean(text: str) -> str:
    return _MARK.sub("", " ".join(text.split())).strip()


def _is_one_of(text: str, name: str) -> bool:
    return re.sub(r"[.!,;]+", " ", text.casefold().replace("’", "'")).strip() in word_list("answers", name)


def _understand(question: Question, text: str, place: str | None, facts: Sequence[Fact], today_iso: str) -> _Meaning:
    if _is_one_of(text, "unknown"):
        return _Meaning()
    match question.kind:
        case "result":
            return _result(question, text, place, facts)
        case "skill":
            return _skill(question, text, place, facts)
        case "level":
            return _level(question, text)
        case "dates":
            return _dates(question, text, today_iso)
        case "field":
            return _field(question, text)


def _field(question: Question, text: str) -> _Meaning:
    if _is_one_of(text, "yes"):
        return _Meaning()
    if _is_one_of(text, "swap") and question.place:
        return _Meaning((SwappedTitle(question.place),))
    raise UserError(question.id, "the answer is neither “yes” nor “swap”", "say one of the two, or leave it out")


def _level(question: Question, text: str) -> _Meaning:
    if _is_one_of(text, "no") or question.fact is None:
        return _Meaning()
    if len(text) > LONGEST_LEVEL or _is_one_of(text, "yes"):
        raise UserError(question.id, "this is no level", "say it in a few words: fluent, B2, basic")
    return _Meaning((FilledIn(question.fact, "fluency", text.rstrip(".")),))


def _dates(question: Question, text: str, today_iso: str) -> _Meaning:
    if question.place is None:
        return _Meaning()
    periods = find_periods(text)
    period = periods[0] if len(periods) == 1 else None
    if period is None or period.start is None:
        raise UserError(
            question.id, "no one period can be read in the answer", "write for example: March 2019 – June 2021"
        )
    if not _is_possible(period, today_iso):
        raise UserError(question.id, "these dates cannot be: they lie ahead, or end before they begin", "check them")
    return _Meaning((FilledPeriod(question.place, period),))


def _is_possible(period: PeriodMatch, today_iso: str) -> bool:
    start, end = period.start or "", period.end or ""
    begun = start <= today_iso[: len(start)]
    shared = min(len(start), len(end))
    return begun and (period.is_current or not end or start[:shared] <= end[:shared])


def _result(question: Question, text: str, place: str | None, facts: Sequence[Fact]) -> _Meaning:
    """A line of its own, or the line that was asked about with the figure behind it."""
    line = next((fact for fact in facts if fact.id == question.fact), None)
    entry = place or question.place
    if _is_one_of(text, "no") or _is_one_of(text, "yes") or line is None or entry is None:
        return _Meaning()
    if _TELLS_NOTHING.match(text):
        note = f"Your answer about “{line.text.rstrip('.')}” tells no result, so nothing was added."
        return _Meaning(notes=(note,))
    notes = _disagreements(text, entry, facts)
    joined = _join(line.text, text) if entry == line.entry else None
    if joined is None:
        return _Meaning(tuple(_lines(entry, text)), notes)
    if _disagreements(text, entry, [line]):
        raise UserError(
            question.id, "the line gives another figure for the same", "say in a sentence how the two differ"
        )
    return _Meaning((NewLine(entry, joined),), notes)


def _join(line: str, answer: str) -> str | None:
    """The line with the answer behind it, where that is a mere figure or goes on with `it …`; None where it stands alone."""
    if len(split_sentences(answer)) > 1 or line.rstrip()[-1:] in "!?:;…":
        return None
    close = "." if line.rstrip().endswith(".") else ""
    bare, said = line.rstrip().rstrip("."), answer.rstrip(".!")
    subject = _RESULT_SUBJECT.match(said)
    if subject and "," not in bare:
        return f"{bare}, which {said[subject.end() :]}{close}"
    if _is_fragment(said) and "(" not in said and ")" not in bare[-1:]:
        return f"{bare} ({said[0].lower()}{said[1:]}){close}"
    return None


def _is_fragment(text: str) -> bool:
    """Whether an answer is a figure or a circumstance and no statement of its own."""
    low = text.casefold()
    begins = re.match(r"[~<>≈]?\s*[$£€]?\d", text) or any(
        re.match(rf"{re.escape(word)}(?![\w])", low) for word in word_list("answers", "fragment")
    )
    stated = _FIRST_PERSON.search(text) or _STATES.search(text)
    return bool(begins) and len(text.split()) <= LONGEST_FRAGMENT and not stated


def _lines(entry: str, text: str) -> Iterator[NewLine]:
    for sentence in split_sentences(text):
        yield NewLine(entry, capitalise(sentence.strip()))


def _skill(question: Question, text: str, place: str | None, facts: Sequence[Fact]) -> _Meaning:
    said_yes = _is_one_of(text, "yes") or _YES.match(text) is not None
    named = [term for term in question.terms if contains_words(text, term)]
    what = list_up(question.terms, "or")
    if _is_one_of(text, "no"):
        return _Meaning()
    if _NO.match(text) or _hedges(text):
        note = f"Your answer about {what} does not say that you have worked with it, so it stays a gap."
        return _Meaning(notes=(note,))
    if not named and not said_yes:
        raise UserError(question.id, f"the answer does not say whether you know {what}", "begin with yes or no")
    if not named and len(question.terms) > 1:
        raise UserError(question.id, "the answer does not say which", f"name it: {what}")
    detail = _YES.sub("", text).strip(" ,;:.-–—") if said_yes else text
    terms = named or list(question.terms)
    if (kind := _own_section(question)) != "skill":
        return _Meaning(tuple(_had(term, kind, detail) for term in terms))
    added: list[Addition] = [NewSkill(term) for term in terms]
    if len(detail.split()) < LEAST_DETAIL:
        return _Meaning(tuple(added))
    entry = place or _place_named(detail, facts)
    if entry is None:
        note = (
            f"Your answer about {what} names none of your roles, so only the skill was added, not what you did with it."
        )
        return _Meaning(tuple(added), (note,))
    header = next((fact.text for fact in facts if fact.id == entry), "")
    return _Meaning((*added, *_lines(entry, _without_place(detail, header))), _disagreements(detail, entry, facts))


def _without_place(text: str, header: str) -> str:
    """An answer without the role that it begins by naming, under which it is going to stand: `At Fennel Street, I ran …`."""
    found = _PLACE_FIRST.match(text)
    known = {token.word for token in tokenize(header)} | small_words()
    if found is None or not {token.word for token in tokenize(found[1])} <= known:
        return text
    return text[found.end() :]


def _own_section(question: Question) -> str:
    from resume.lexicon import find_skill

    skill = find_skill(question.terms[0]) if question.terms else None
    return skill.kind if skill else "skill"


def _had(term: str, kind: str, detail: str) -> Addition:
    if kind != "language":
        return NewCertificate(term)
    short = 0 < len(detail.split()) <= MOST_LEVEL_WORDS and not _FIRST_PERSON.search(detail)
    return NewLanguage(term, detail if short and not contains_words(detail, term) else None)


def _hedges(text: str) -> bool:
    low = f" {' '.join(token.word for token in tokenize(text.replace('’', chr(39))))} "
    return any(
        f" {' '.join(token.word for token in tokenize(word))} " in low for word in word_list("answers", "hedges")
    )


def _place_named(text: str, facts: Sequence[Fact]) -> str | None:
    """The role that an answer names by its employer or title; the only one where there is but one."""
    roles = [fact for fact in facts if fact.kind == "role" and fact.section == "work"]
    if len(roles) == 1:
        return roles[0].id
    said = {token.word for token in tokenize(text) if token.text[:1].isupper()}
    named: dict[str, set[str]] = {}
    for role in roles:
        words = {token.word for part in role.text.split(", ")[:2] for token in tokenize(part)}
        for word in (words & said) - small_words():
            named.setdefault(word, set()).add(role.id)
    found = {id for ids in named.values() if len(ids) == 1 for id in ids}
    return found.pop() if len(found) == 1 else None


def _disagreements(text: str, entry: str, facts: Sequence[Fact]) -> tuple[str, ...]:
    """Figures of an answer that another line of the same entry gives otherwise; both are kept, and it is said."""
    said = _counts(text)
    notes: list[str] = []
    for fact in facts:
        if fact.entry != entry or fact.field == "header":
            continue
        for noun, (number, words) in _counts(fact.text).items():
            if noun in said and said[noun][0] != number:
                notes.append(
                    f"Your answer says “{said[noun][1]}”, and your resume “{words}”: look that both are right as they stand."
                )
    return tuple(dict.fromkeys(notes))


def _counts(text: str) -> Mapping[str, tuple[str, str]]:
    """What a text counts: stem of the noun → the number and the words."""
    return {
        stem(found[2].casefold()): (found[1].replace(",", "").rstrip("."), found[0])
        for found in _COUNTED.finditer(text)
    }
