"""Invented job ads with what each asks for, and the measure of a reading against it."""

from dataclasses import dataclass
from pathlib import Path

from resume.job import JobReading, Requirement
from resume.lexicon import skills_in
from resume.terms import content_stems

ADS = Path(__file__).parent / "ads"


@dataclass(frozen=True)
class LabelledAd:
    """An ad and its truth. Each demand is a tuple of names that it may go by."""

    name: str
    text: str
    title: str
    company: str
    years: float | None
    required: tuple[tuple[str, ...], ...]
    preferred: tuple[tuple[str, ...], ...]
    also: tuple[tuple[str, ...], ...]
    absent: tuple[str, ...]


@dataclass(frozen=True)
class Measure:
    """Counts behind precision and recall."""

    right: int
    wrong: tuple[str, ...]
    found: int
    missed: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + len(self.missed))

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)

    def __add__(self, other: "Measure") -> "Measure":
        return Measure(
            self.right + other.right, self.wrong + other.wrong, self.found + other.found, self.missed + other.missed
        )


def read_labelled_ads(folder: str) -> list[LabelledAd]:
    return [_read(path) for path in sorted((ADS / folder).glob("*.txt"))]


def _read(path: Path) -> LabelledAd:
    head, _, text = path.read_text(encoding="utf-8").partition("---\n")
    labels = {key: value.strip() for key, _, value in (line.partition(":") for line in head.splitlines())}
    demands = {
        key: tuple(tuple(one.split("/")) if "CI/CD" not in one else (one,) for one in labels[key].split("|") if one)
        for key in ("required", "preferred", "also")
    }
    return LabelledAd(
        path.stem,
        text,
        labels["title"],
        labels["company"],
        float(labels["years"]) if labels.get("years") else None,
        demands["required"],
        demands["preferred"],
        demands["also"],
        tuple(labels["absent"].split("|")),
    )


def same_term(label: str, term: str) -> bool:
    """Whether a label and a term name the same thing: one skill, or one's words among the other's."""
    left, right = ({one.name for one in skills_in(text)} for text in (label, term))
    if left & right:
        return True
    mine, theirs = set(content_stems(label)), set(content_stems(term))
    return bool(mine) and bool(theirs) and (mine <= theirs or theirs <= mine)


def measure(ad: LabelledAd, reading: JobReading) -> Measure:
    """A requirement is right if a label of its strength names it; a demand is found if a requirement of its kind does."""
    asked = [one for one in reading.requirements if one.kind in ("required", "preferred")]
    right, wrong, found, missed = 0, [], 0, []
    for one in asked:
        labels = (ad.required if one.kind == "required" else ad.preferred) + ad.also
        if any(_names(demand, one) for demand in labels):
            right += 1
        else:
            wrong.append(f"{ad.name}: {one.kind} {one.terms}")
    for kind, demands in (("required", ad.required), ("preferred", ad.preferred)):
        for demand in demands:
            if any(_names(demand, one) for one in asked if one.kind == kind):
                found += 1
            else:
                missed.append(f"{ad.name}: {kind} {demand}")
    return Measure(right, tuple(wrong), found, tuple(missed))


def _names(demand: tuple[str, ...], requirement: Requirement) -> bool:
    return any(same_term(label, term) for label in demand for term in requirement.terms)
