"""What the ATS rubric measures, one function a check: pure looks at what was shipped, without weights and wording.

A check answers with a share of its points and with what it saw, or that there is nothing to judge; `resume.ats.rubric` tells it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise

from resume.ats.density import count_mentions, folded, most_mentions
from resume.dates import format_period
from resume.edits import Claim
from resume.language import is_english
from resume.report import Pages, RequirementRow, RoundTrip
from resume.schema import Resume, Work
from resume.sentences import list_up, split_sentences
from resume.terms import content_stems, small_words, tokenize
from resume.wording import plain_forms, read_verbs
from resume.years import add_up_years, say_years

SHORTEST_LINE, LONGEST_LINE = 5, 35
"""Words of a line on one's work between which it says enough and is still read."""
SHORTEST_SUMMARY, LONGEST_SUMMARY = 12, 100
"""Words of a summary between which it is of a usual length."""
ENOUGH_RESULTS = 0.4
"""Share of lines with a figure or result from which on more would not read better."""
ENOUGH_LIKENESS = 0.6
"""Share of the ad's title, in words, from which on a title resembles it."""
SMALL_FILE, LARGE_FILE = 2_000_000, 5_000_000
"""Bytes up to which nearly every form takes a file, and from which on many refuse it."""

_FEWEST_WORDS = 40
_JUNIOR_YEARS = 3
_SCHOLAR_PUBLICATIONS = 5
_NAMED = 3
_EXAMPLE_WORDS = 10
_FIGURE = re.compile(r"(?<![\w.])[$£€¥₹]?\d[\d.,'’]*(?=\D|$)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_I = re.compile(r"(?<![\w/&])I(?=\s+[a-z])")
_CONTRACTED = re.compile(r"(?<![\w/&])I['’](?:m|ve|d|ll)\b")
_MY = re.compile(r"(?<![\w.-])(?:my|My|me|myself|Myself)(?![\w-])")
_MONTHS = "month and year"
_DATE_FORMS = (
    ("year", re.compile(r"\d{4}")),
    (_MONTHS, re.compile(r"[A-Z][a-z]{2} \d{4}|\d\d/\d{4}")),
    ("day, month and year", re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}|\d\d\.\d\d\.\d{4}")),
)
_QUOTED_BY_OTHERS = frozenset({"references", "interests"})


@dataclass(frozen=True)
class AtsEvidence:
    """What was really shipped, as far as an applicant tracking system and the rubric care."""

    resume: Resume
    """The tailored resume, as exported."""
    claims: tuple[Claim, ...]
    requirements: tuple[RequirementRow, ...]
    round_trip: RoundTrip
    """Of the PDF that is made for machines, like everything below."""
    pages: Pages
    job_title: str | None
    """The ad's."""
    headings: tuple[str, ...]
    """The section headings as printed, in order."""
    text: str
    """What was read back from the file."""
    file_bytes: int
    today: date


@dataclass(frozen=True)
class Finding:
    """What a check saw."""

    share: float | None
    """Share of the check's points that are earned, 0..1; None: nothing to judge."""
    says: str
    """Key of the sentence that tells what was measured."""
    values: dict[str, str] = field(default_factory=dict)
    """What the sentences are filled with."""
    raises: str = ""
    """Key of the sentence that tells what would earn the rest; empty where nothing is missing."""


@dataclass(frozen=True)
class RubricWords:
    """The rubric's word lists."""

    standard_headings: frozenset[str]
    heading_words: frozenset[str]
    result: frozenset[str]
    figure: frozenset[str]
    counters: frozenset[str]
    """Words whose number is a name and no amount: "level 3"."""


Check = Callable[[AtsEvidence, RubricWords], Finding]


def check_contact(evidence: AtsEvidence, _: RubricWords) -> Finding:
    """Name, e-mail, phone and place: given, and found in the file's text."""
    basics = evidence.resume.basics
    place = basics.location
    places = [place.city, place.region, place.address, place.country_code] if place else []
    given = {
        "name": [basics.name],
        "e-mail": [basics.email],
        "phone": [basics.phone],
        "place": places,
    }
    text = _letters(evidence.text)
    missing = [name for name, values in given.items() if not any(values)]
    found = [name for name, values in given.items() if any(_letters(one) in text for one in values if one)]
    unread = [name for name in given if name not in missing and name not in found]
    raises = "both" if missing and unread else "missing" if missing else "unread" if unread else ""
    says = "all" if len(found) == len(given) else "some" if found else "none"
    values = {"found": list_up(found), "missing": list_up(missing, "or"), "unread": _capital(list_up(unread))}
    if raises == "both":
        values["unread"] = list_up(unread)
    return Finding(len(found) / len(given), says, values, raises)


def check_headings(evidence: AtsEvidence, words: RubricWords) -> Finding:
    """Section headings that systems know."""
    headings = evidence.headings
    if not headings:
        return Finding(None, "unjudged")
    odd = [one for one in headings if not _is_standard(one, words)]
    values = {
        "total": str(len(headings)),
        "known": str(len(headings) - len(odd)),
        "odd": list_up([f"“{one}”" for one in odd[:_NAMED]]),
    }
    return Finding(1 - len(odd) / len(headings), "some" if odd else "all", values, "odd" if odd else "")


def check_dates(evidence: AtsEvidence, _: RubricWords) -> Finding:
    """A beginning in every role; a lone date counts half."""
    roles = evidence.resume.work
    if not roles:
        return Finding(None, "unjudged")
    undated = [role for role in roles if not role.start_date]
    half = sum(bool(role.end_date or role.date_text) for role in undated)
    values = {
        "total": str(len(roles)),
        "dated": str(len(roles) - len(undated)),
        "roles": list_up([_role_name(role) for role in undated[:_NAMED]]),
    }
    share = (len(roles) - len(undated) + half / 2) / len(roles)
    return Finding(share, "some" if undated else "all", values, "undated" if undated else "")


def check_date_format(evidence: AtsEvidence, _: RubricWords) -> Finding:
    """One form of date in all roles."""
    language = evidence.resume.meta.language
    forms = Counter(form for role in evidence.resume.work for form in _date_forms(format_period(role, language)))
    total = forms.total()
    if total < 2:
        return Finding(None, "unjudged")
    form, same = forms.most_common(1)[0]
    values = {"form": form, "fullest": _MONTHS if _MONTHS in forms else form, "same": str(same), "total": str(total)}
    return Finding(same / total, "all" if same == total else "some", values, "" if same == total else "mixed")


def check_newest_first(evidence: AtsEvidence, _: RubricWords) -> Finding:
    """Each role at least as recent as the next; roles at the same time may stand either way."""
    dated = [role for role in evidence.resume.work if role.start_date]
    pairs = list(pairwise(dated))
    if not pairs:
        return Finding(None, "unjudged")
    wrong = [later for earlier, later in pairs if _is_newer(later, earlier)]
    values = {
        "wrong": str(len(wrong)),
        "total": str(len(pairs)),
        "role": _role_name(wrong[0]) if wrong else "",
    }
    return Finding(1 - len(wrong) / len(pairs), "some" if wrong else "all", values, "wrong" if wrong else "")


def check_fields(evidence: AtsEvidence, _: RubricWords) -> Finding:
    """The fields that came back from the PDF."""
    recall = evidence.round_trip.field_recall
    lost = recall < 1
    return Finding(recall, "some" if lost else "all", {"percent": _percent(recall)}, "lost" if lost else "")


def check_text_order(evidence: AtsEvidence, _: RubricWords) -> Finding:
    """Lines and words in the order in which they were meant: the worse of the two counts."""
    trip = evidence.round_trip
    share = min(trip.order, trip.word_pair_recall)
    values = {"order": _percent(trip.order), "pairs": _percent(trip.word_pair_recall)}
    return Finding(share, "all" if share >= 1 else "some", values, "" if share >= 1 else "order")


def check_tagged(evidence: AtsEvidence, _: RubricWords) -> Finding:
    """Whether the PDF has tags."""
    return Finding(1.0, "all") if evidence.round_trip.tagged else Finding(0.0, "none", raises="untagged")


def check_glyphs(evidence: AtsEvidence, _: RubricWords) -> Finding:
    """Glyphs without a meaning outside their font; a few cost half, more cost all."""
    number = evidence.round_trip.private_use_glyphs
    if not number:
        return Finding(1.0, "all")
    return Finding(0.5 if number <= _NAMED else 0.0, "some", {"number": count(number, "symbol")}, "private")


def check_length(evidence: AtsEvidence, _: RubricWords) -> Finding:
    """Pages against years of experience; scholars with many publications may take a page more."""
    years = add_up_years(((role.start_date, role.end_date) for role in evidence.resume.work), evidence.today)
    usual = 1 if years is not None and years < _JUNIOR_YEARS else 2
    usual += len(evidence.resume.publications) > _SCHOLAR_PUBLICATIONS
    over = evidence.pages.ats - usual
    values = {
        "pages": count(evidence.pages.ats, "page"),
        "usual": count(usual, "page"),
        "experience": f"{say_years(years)} of dated experience" if years else "experience without dates",
    }
    if over <= 0:
        return Finding(1.0, "all", values)
    return Finding(0.5 if over == 1 else 0.0, "some", values, "long")


def check_keywords(evidence: AtsEvidence, _: RubricWords) -> Finding:
    """What the resume supports of the ad, required things before all: the weight of what is shown of it. Gaps cost nothing."""
    rows = evidence.requirements
    gaps = sum(row.status == "gap" for row in rows)
    supported = [row for row in rows if row.status != "gap"]
    if not supported:
        return Finding(None, "unjudged", {"gaps": str(gaps or "")})
    judged = [row for row in supported if row.kind == "required"] or supported
    hidden = [row for row in supported if row.status == "supported"]
    weight = sum(row.weight for row in judged)
    shown = sum(row.weight for row in judged if row.status == "shown")
    share = shown / weight if weight else 1.0
    values = {
        "supported": count(len(supported), "thing"),
        "shown": str(len(supported) - len(hidden)),
        "gaps": str(gaps or ""),
        "hidden": list_up([f"“{(row.terms or [row.text])[0]}”" for row in hidden[: 2 * _NAMED]]),
    }
    if not hidden:
        return Finding(1.0, "all", values)
    dropped = {fact for claim in evidence.claims if claim.action == "dropped" for fact in claim.facts}
    only_dropped = all(dropped.intersection(row.facts) for row in hidden)
    return Finding(share, "some", values, "dropped" if only_dropped else "hidden")


def check_job_title(evidence: AtsEvidence, _: RubricWords) -> Finding:
    """How much of the ad's title stands in the headline, in a title held, or in one sentence of the summary."""
    title = " ".join((evidence.job_title or "").split())
    wanted = set(content_stems(title))
    if not wanted:
        return Finding(None, "unjudged")
    basics = evidence.resume.basics
    titles = [basics.label, *(role.position for role in evidence.resume.work)]
    spoken = [(one, len(wanted & set(content_stems(one))) / len(wanted)) for one in titles if one]
    named = next((one for one in split_sentences(basics.summary or "") if wanted <= set(content_stems(one))), None)
    if named:
        spoken.append((shorten(named), 1.0))
    nearest, likeness = max(spoken, key=lambda one: one[1], default=("", 0.0))
    share = min(1.0, likeness / ENOUGH_LIKENESS)
    values = {"title": title, "nearest": nearest}
    if share >= 1:
        return Finding(1.0, "all", values)
    return Finding(share, "some" if likeness else "none", values, "unlike")


def check_results(evidence: AtsEvidence, words: RubricWords) -> Finding:
    """Lines with a figure or a result, up to the share from which more would not read better."""
    lines = work_lines(evidence.resume)
    if not lines:
        return Finding(None, "unjudged")
    bare = [line for line in lines if not _tells_result(line, words)]
    found = len(lines) - len(bare)
    share = min(1.0, found / len(lines) / ENOUGH_RESULTS)
    values = {"with_result": str(found), "total": str(len(lines)), "example": shorten(bare[0]) if bare else ""}
    return Finding(share, "all" if share >= 1 else "some", values, "" if share >= 1 else "bare")


def check_line_length(evidence: AtsEvidence, _: RubricWords) -> Finding:
    """Lines that are neither too short nor too long."""
    lines = work_lines(evidence.resume)
    if not lines:
        return Finding(None, "unjudged")
    long = [line for line in lines if len(line.split()) > LONGEST_LINE]
    short = [line for line in lines if len(line.split()) < SHORTEST_LINE]
    worse, raises = (long, "long") if len(long) >= len(short) else (short, "short")
    good = len(lines) - len(long) - len(short)
    values = {
        "good": str(good),
        "total": str(len(lines)),
        "low": str(SHORTEST_LINE),
        "high": str(LONGEST_LINE),
        "example": shorten(worse[0]) if worse else "",
    }
    return Finding(good / len(lines), "some" if worse else "all", values, raises if worse else "")


def check_verbs(evidence: AtsEvidence, _: RubricWords) -> Finding:
    """Lines that begin with a verb; English only."""
    lines = work_lines(evidence.resume) if is_english(evidence.resume.meta.language) else []
    if not lines:
        return Finding(None, "unjudged")
    other = [line for line in lines if not begins_with_verb(line)]
    values = {
        "good": str(len(lines) - len(other)),
        "total": str(len(lines)),
        "example": shorten(other[0]) if other else "",
    }
    return Finding(1 - len(other) / len(lines), "some" if other else "all", values, "other" if other else "")


def check_summary(evidence: AtsEvidence, _: RubricWords) -> Finding:
    """A summary of a usual length."""
    number = len((evidence.resume.basics.summary or "").split())
    values = {"number": count(number, "word"), "low": str(SHORTEST_SUMMARY), "high": str(LONGEST_SUMMARY)}
    if not number:
        return Finding(0.0, "none", values, "none")
    if number < SHORTEST_SUMMARY:
        return Finding(0.5, "some", values, "short")
    return Finding(1.0, "all", values) if number <= LONGEST_SUMMARY else Finding(0.5, "some", values, "long")


def check_stuffing(evidence: AtsEvidence, _: RubricWords) -> Finding:
    """Terms of the ad and skills that are repeated far beyond what a text needs, and skills listed twice."""
    listed = Counter(folded(one) for one in _listed_skills(evidence.resume))
    twice = [one for one in dict.fromkeys(_listed_skills(evidence.resume)) if listed[folded(one)] > 1]
    terms = [*(term for row in evidence.requirements for term in row.terms), *listed]
    mentions, length = count_mentions((claim.text for claim in _shown(evidence.claims)), terms)
    term, most = max(mentions.items(), key=lambda one: one[1], default=("", 0))
    values = {
        "term": term.strip(),
        "times": count(most, "time"),
        "words": count(length, "word"),
        "twice": list_up(list({folded(one): one for one in twice}.values())[:_NAMED]),
    }
    if most > most_mentions(length):
        return Finding(0.0, "dense", values, "dense")
    return Finding(0.5, "double", values, "double") if twice else Finding(1.0, "all", values)


def check_first_person(evidence: AtsEvidence, _: RubricWords) -> Finding:
    """Lines that say "I" or "my"; what others say of the candidate does not count. English only."""
    if not is_english(evidence.resume.meta.language):
        return Finding(None, "unjudged")
    lines = [claim.text for claim in _shown(evidence.claims) if claim.section not in _QUOTED_BY_OTHERS]
    personal = [
        next((one for one in split_sentences(line) if speaks_in_first_person(one)), line)
        for line in lines
        if speaks_in_first_person(line)
    ]
    if not personal:
        return Finding(1.0, "all")
    values = {
        "number": count(len(personal), "line speaks", "lines speak"),
        "example": shorten(personal[0]),
    }
    return Finding(0.5 if len(personal) <= 2 else 0.0, "some", values, "person")


def check_file(evidence: AtsEvidence, _: RubricWords) -> Finding:
    """Size of the PDF, and whether its text is text."""
    number = len(evidence.text.split())
    size = evidence.file_bytes
    values = {
        "size": f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1_000))} KB",
        "words": count(number, "word"),
        "limit": f"{SMALL_FILE // 1_000_000} MB",
    }
    if number < _FEWEST_WORDS:
        return Finding(0.0, "thin", values, "thin")
    if size > SMALL_FILE:
        return Finding(0.5 if size <= LARGE_FILE else 0.0, "large", values, "large")
    return Finding(1.0, "all", values)


CHECKS: dict[str, Check] = {
    "contact": check_contact,
    "headings": check_headings,
    "dates": check_dates,
    "date_format": check_date_format,
    "newest_first": check_newest_first,
    "fields": check_fields,
    "text_order": check_text_order,
    "tagged": check_tagged,
    "glyphs": check_glyphs,
    "length": check_length,
    "keywords": check_keywords,
    "job_title": check_job_title,
    "results": check_results,
    "line_length": check_line_length,
    "verbs": check_verbs,
    "summary": check_summary,
    "stuffing": check_stuffing,
    "first_person": check_first_person,
    "file": check_file,
}
"""All checks by their key in `rubric.toml`, in the order of the report."""


def work_lines(resume: Resume) -> list[str]:
    """The lines on a candidate's work: bullets of roles, voluntary roles and projects; without any, the roles' sentences."""
    bullets = [line for lines in _bullets(resume) for line in lines]
    return bullets or [line for role in resume.work for line in split_sentences(role.summary or "")]


def _is_standard(heading: str, words: RubricWords) -> bool:
    """Whether a heading is a usual one, or holds a word that tells the section ("Teaching experience")."""
    folded = " ".join(heading.split()).casefold()
    return folded in words.standard_headings or not words.heading_words.isdisjoint(re.findall(r"\w+", folded))


def _bullets(resume: Resume) -> Iterator[list[str]]:
    yield from (role.highlights for role in resume.work)
    yield from (role.highlights for role in resume.volunteer)
    yield from (project.highlights for project in resume.projects)


def begins_with_verb(line: str) -> bool:
    """Whether an English line begins with a verb in the past or present; an adverb before it ("Successfully led") is let pass."""
    words = re.findall(r"[a-z’'-]+", line.casefold())
    if len(words) > 1 and words[0].endswith("ly"):
        words = words[1:]
    if not words:
        return False
    first = words[0].removeprefix("co-").removeprefix("re-")
    if first in _verb_forms():
        return not (first in plain_forms() and words[1:2] == ["of"])
    return len(first) > 4 and first.endswith("ed")


def speaks_in_first_person(line: str) -> bool:
    """Whether an English line says "I" or "my"; a number ("Phase I trials") is not taken for the pronoun."""
    if _MY.search(line) or _CONTRACTED.search(line):
        return True
    before = (re.search(r"([A-Z][\w-]*)\s+$", line[: match.start()]) for match in _I.finditer(line))
    return any(word is None or word[1].casefold() in small_words() for word in before)


def shorten(line: str) -> str:
    """The opening of a line, for quoting."""
    words = line.split()
    return line if len(words) <= _EXAMPLE_WORDS + 2 else " ".join(words[:_EXAMPLE_WORDS]).rstrip(",;:") + " …"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: `1 page`, `2 pages`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


@cache
def _verb_forms() -> frozenset[str]:
    third = (f"{base}es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{base}s" for base in plain_forms())
    return frozenset((*plain_forms(), *third, *(verb.past for verb in read_verbs())))


def _tells_result(line: str, words: RubricWords) -> bool:
    for match in _FIGURE.finditer(line):
        before = (line[: match.start()].split() or [""])[-1].strip("(),;:")
        is_name = before.casefold() in words.counters or (len(before) > 1 and before.isupper())
        if not is_name and not _YEAR.fullmatch(match.group().strip(".,")):
            return True
    said = {token.text.casefold() for token in tokenize(line)}
    return bool(said & words.result or said & words.figure)


def _date_forms(period: str) -> Iterator[str]:
    for part in re.split(r"\s+[–—-](?:\s+|$)", period):
        form = next((name for name, pattern in _DATE_FORMS if pattern.fullmatch(part)), None)
        if form or any(letter.isdigit() for letter in part):
            yield form or "words of their own"


def _is_newer(one: Work, other: Work) -> bool:
    """Whether a role both began and ended after another, as far as the dates tell."""
    return _after(one.start_date or "", other.start_date or "") and _after(one.end_date or "9", other.end_date or "9")


def _after(one: str, other: str) -> bool:
    length = min(len(one), len(other))
    return one[:length] > other[:length]


def _role_name(role: Work) -> str:
    return " at ".join(part for part in (role.position, role.name) if part) or "the role without a name"


def _shown(claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.action != "dropped"]


def _listed_skills(resume: Resume) -> list[str]:
    return [name for skill in resume.skills for name in (skill.keywords or [skill.name or ""]) if name]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _percent(share: float) -> str:
    """A share as a whole percentage that never rounds up to all."""
    return f"{min(round(share * 100), 99 if share < 1 else 100)}%"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
