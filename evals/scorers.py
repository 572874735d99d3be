"""Scorers: what one tailored resume is worth, measured against hand-made labels. Pure, and independent of the fact check.

Each share is 0..1, and None where there was nothing to score: unscored is not zero.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.json_strings import strings_of
from evals.datasets import Job, JobTruth, PersonLabels
from evals.run_pair import Tailored
from resume.edits import Claim
from resume.lexicon import skills_in
from resume.report import RequirementRow
from resume.schema import Resume
from resume.terms import content_stems
from resume.wording.verbs import by_participle, is_form


@dataclass(frozen=True)
class Counts:
    """Right, wrong and missed decisions."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float | None:
        """Right ÷ decided."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Right ÷ all that should have been decided so."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        if self.precision is None or self.recall is None or not self.right:
            return None if self.precision is None and self.recall is None else 0.0
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def same_term(label: str, term: str) -> bool:
    """Whether a label and a term name the same thing: one skill, or one's content words among the other's."""
    left, right = ({mention.name for mention in skills_in(text)} for text in (label, term))
    if left & right:
        return True
    mine, theirs = set(content_stems(label)), set(content_stems(term))
    return bool(mine) and bool(theirs) and (mine <= theirs or theirs <= mine)


def _names(row_terms: Sequence[str], label: str) -> bool:
    return any(same_term(label, term) for term in row_terms)


def score_requirements(truth: JobTruth, rows: Sequence[RequirementRow]) -> Counts:
    """Requirements read from the ad against the terms that a reader would list.

    A must or a wish is right when it names a labelled or optional term; a labelled term is found when any requirement does.
    """
    known = [*truth.terms, *truth.optional]
    decided = [row for row in rows if row.kind in ("required", "preferred") and row.terms]
    right = sum(any(_names(row.terms, label) for label in known) for row in decided)
    missed = sum(not any(_names(row.terms, label) for row in rows) for label in truth.terms)
    found = len(truth.terms) - missed
    # Precision counts requirements, recall counts labels; one pair of counts holds both when scaled to the labels.
    wrong = round((len(decided) - right) * found / right) if right else len(decided)
    return Counts(right=found, wrong=wrong, missed=missed)


def score_gaps(truth: JobTruth, labels: PersonLabels, rows: Sequence[RequirementRow]) -> Counts:
    """Gaps called against gaps labelled, over the labelled terms that the ad's reading found."""
    counts = Counts()
    met_otherwise = truth.any_one_met(labels)
    for term in truth.terms:
        if term in labels.unsure or term in met_otherwise:
            continue
        naming = [row for row in rows if _names(row.terms, term)]
        if not naming:
            continue
        called = all(row.status == "gap" for row in naming)
        real = term in labels.gap
        counts += Counts(right=int(called and real), wrong=int(called and not real), missed=int(real and not called))
    return counts


def score_shown(labels: PersonLabels, resume: Resume) -> tuple[int, int]:
    """How many of the supported terms the output shows, in the ad's words or in the source's, and how many there are."""
    text = _folded(" \n ".join(strings_of(resume.to_json())))
    shown = sum(any(_folded(words) in text for words in (term, proof)) for term, proof in labels.supported.items())
    return shown, len(labels.supported)


def _folded(text: str) -> str:
    return " " + " ".join(re.findall(r"[\w+#&]+", text.casefold())) + " "


_FIGURE = re.compile(r"\d[\d.,]*")
_NAME = re.compile(r"(?<![.!?:•]\s)(?<!^)\b[A-Z][\w&.+#/-]*[\w+#]", re.MULTILINE)


def find_unsupported(truth: Resume, document: str, resume: Resume) -> list[str]:
    """Figures, names and skills of the output that the source does not hold. Its own eyes, not the fact check's.

    Args:
        truth: what the source says, labelled by hand.
        document: the source document's own text, for what the labels leave out (a place and date at the foot).
        resume: the output; headings of custom sections may be ours.
    """
    source = " \n ".join([*strings_of(truth.to_json()), document])
    known = _folded(source)
    figures = {figure.strip(".,") for figure in _FIGURE.findall(source)}
    untitled = resume.model_copy(
        update={"custom_sections": [one.model_copy(update={"title": ""}) for one in resume.custom_sections]}
    )
    output = list(strings_of(untitled.to_json(), without={"meta", "startDate", "endDate", "date", "releaseDate"}))
    found = {figure.strip(".,") for text in output for figure in _FIGURE.findall(text)} - figures
    names = {name for text in output for name in _NAME.findall(text)}
    found |= {name for name in names if _folded(name) not in known}
    stems = set(content_stems(source))
    skills = {mention.text for text in output for mention in skills_in(text)}
    found |= {skill for skill in skills if not set(content_stems(skill)) <= stems}
    return sorted(found)


_WEAK = re.compile(
    r"(?:(?:i|we)\b|(?:was|were|am|is)\s|responsible for|in charge of|tasked with|duties|helped with|worked on|"
    r"involved in|participated in|assisted with)",
    re.IGNORECASE,
)
SHORT, LONG = 4, 35
"""Words of a bullet below or above which a reader is told too little or too much."""


@dataclass(frozen=True)
class Wording:
    """How the bullets read, in counts."""

    bullets: int
    weak: int
    """Bullets with a weak opening."""
    repeated: int
    """Bullets that open with the same word as the one before."""
    unfit: int
    """Bullets that are shorter or longer than a reader likes."""

    def __add__(self, other: "Wording") -> "Wording":
        return Wording(
            self.bullets + other.bullets,
            self.weak + other.weak,
            self.repeated + other.repeated,
            self.unfit + other.unfit,
        )


def score_wording(resume: Resume) -> Wording:
    """Weak openings, repeats and lengths over the bullets of all roles."""
    total = Wording(0, 0, 0, 0)
    for role in resume.work:
        openings = [bullet.split()[0].casefold() for bullet in role.highlights if bullet.split()]
        total += Wording(
            bullets=len(role.highlights),
            weak=sum(bool(_WEAK.match(bullet)) for bullet in role.highlights),
            repeated=sum(first == second for first, second in pairwise(openings)),
            unfit=sum(not SHORT <= len(bullet.split()) <= LONG for bullet in role.highlights),
        )
    return total


_RESULT = re.compile(
    r"%|\bper ?cent\b|[$£€]\s?\d|\bfrom\b[^.;]*\d[^.;]*\bto\b"
    r"|(?<!\d )(?<!\bup )\b(?:by|to) (?:a |an |about |over |under |nearly )?(?:\d|half|third|quarter)"
    r"|\b(?:cut|cutting|saved|saving|won|winning|grew|growing|rose|fell|doubled|halved|tripled|reduced|reducing|increased"
    r"|increasing|raised|raising|improved|improving|lowered|shortened|exceeded|eliminated|resulting in|leading to|so that"
    r"|ahead of time)\b",
    re.IGNORECASE,
)


def score_star(claims: Sequence[Claim]) -> tuple[int, int]:
    """How many of the lines whose source tells a result still tell one, with an action, and how many such lines there are.

    Own eyes again, for English: a result is a change or a gain, told by its words; an action is a verb in one of its forms. A
    line that was a mere noun in the source stays one, and counts as short of its action: nobody knows the verb.
    """
    told = [claim for claim in claims if claim.original and claim.section in _DEEDS and _RESULT.search(claim.original)]
    whole = [one for one in told if one.action != "dropped" and _RESULT.search(one.text) and _acts(one.text)]
    return len(whole), len(told)


_DEEDS = frozenset({"work", "projects", "volunteer"})


def _acts(line: str) -> bool:
    words = re.findall(r"[^\W\d_]+", line.casefold())
    return any(is_form(word, "past", "third") or word in by_participle() for word in words) or is_form(words[0], "base")


def share_of_content_kept(result: Tailored) -> float | None:
    """Share of the source's words that still stand in the output."""
    before = Counter(_words(result.source))
    after = Counter(_words(result.resume))
    total = sum(before.values())
    return sum((before & after).values()) / total if total else None


def share_of_bullets_kept(result: Tailored) -> float | None:
    """Share of the source's lines that were neither dropped nor merged away."""
    lines = [claim for claim in result.claims if claim.original is not None]
    return sum(claim.action != "dropped" for claim in lines) / len(lines) if lines else None


def _words(resume: Resume) -> list[str]:
    return _folded(" ".join(strings_of(resume.to_json(), without={"meta"}))).split()


def title_and_company(job: Job, title: str | None, company: str | None) -> tuple[bool, bool]:
    """Whether the title and the company were read: the label's words hold what was read, or the reverse."""
    return _alike(job.truth.title, title), _alike(job.truth.company, company)


def _alike(label: str | None, read: str | None) -> bool:
    if not label or not read:
        return not label and not read
    return _folded(read) in _folded(label) or _folded(label) in _folded(read)
