"""Scores the fact check on the labelled corpus: a confusion table by kind, and every line that it judges wrongly.

python -m evals.grounding                # the batches to develop on, together
python -m evals.grounding develop_b      # one batch
python -m evals.grounding --held-back    # the batch held back: table only
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from resume.facts import Fact, number_facts
from resume.grounding.factbase import FactBase
from resume.grounding.verdict import Verdict
from resume.schema import Resume

BATCHES = Path(__file__).parent / "datasets" / "grounding"
HELD_BACK = "held_back"
"""The batch that nobody who works on the check reads."""
TODAY = date(2026, 11, 20)
"""The day up to which the corpus' open roles run; none of its labels depends on the month."""


@dataclass(frozen=True)
class Pair:
    """One labelled line."""

    id: str
    person: str
    section: str
    entry: str | None
    cites: tuple[str, ...]
    text: str
    faithful: bool
    kind: str


@dataclass(frozen=True)
class Outcome:
    """One line, judged."""

    pair: Pair
    verdict: Verdict

    @property
    def is_right(self) -> bool:
        """Whether the verdict is the label."""
        return self.verdict.supported == self.pair.faithful


def developed_on() -> list[str]:
    """The names of the batches to develop on."""
    return sorted(folder.name for folder in BATCHES.glob("develop_*"))


def read_people(batch: Path) -> dict[str, Resume]:
    """The resumes of a batch, by slug."""
    return {
        file.stem: Resume.model_validate_json(file.read_text("utf-8"))
        for file in sorted((batch / "people").glob("*.json"))
    }


def read_pairs(batch: Path, facts: dict[str, list[Fact]]) -> Iterator[Pair]:
    """The labelled lines of a batch, their pointers turned into fact ids."""
    for line in (batch / "pairs.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        known = facts[row["person"]]
        section, index = row["section"], row["entry"]
        name = "work" if section == "header" else section
        entry = None if index is None else _id_at(f"/{name}/{index}", known)
        cites = tuple(id for pointer in row["cites"] for id in _ids_at(pointer, known))
        yield Pair(row["id"], row["person"], section, entry, cites, row["text"], row["faithful"], row["kind"])


def _id_at(pointer: str, facts: list[Fact]) -> str | None:
    return next((fact.id for fact in facts if fact.path == pointer), None)


def _ids_at(pointer: str, facts: list[Fact]) -> list[str]:
    exact = [fact.id for fact in facts if fact.path == pointer]
    return exact or [fact.id for fact in facts if pointer.startswith(f"{fact.path}/") and fact.field == "header"]


def score(batch: Path) -> tuple[list[Outcome], float]:
    """All lines of a batch judged, and the seconds that took."""
    people = read_people(batch)
    facts = {slug: number_facts(resume) for slug, resume in people.items()}
    bases = {slug: FactBase(known, TODAY) for slug, known in facts.items()}
    pairs = list(read_pairs(batch, facts))
    begin = time.perf_counter()
    outcomes = [
        Outcome(pair, bases[pair.person].check(pair.text, cites=pair.cites, entry=pair.entry, section=pair.section))
        for pair in pairs
    ]
    return outcomes, time.perf_counter() - begin


def print_table(outcomes: list[Outcome]) -> None:
    """Catch rate, false alarms, and right ÷ all for each kind."""
    for faithful, name in ((False, "caught"), (True, "passed")):
        rows = [one for one in outcomes if one.pair.faithful == faithful]
        right = sum(one.is_right for one in rows)
        print(f"{name:30} {right:4} of {len(rows):4}  {right / len(rows):.4f}")
        all_of, right_of = (
            Counter(one.pair.kind for one in rows),
            Counter(one.pair.kind for one in rows if one.is_right),
        )
        for kind in sorted(all_of):
            print(f"    {kind:26} {right_of[kind]:4} of {all_of[kind]:4}")


def main(arguments: list[str]) -> None:
    """Score batches, by default those that were developed on, and print what was found.

    Raises:
        SystemExit: what is asked for is not there, or is the help.
    """
    parser = argparse.ArgumentParser(
        prog="python -m evals.grounding", description="Score the fact check on labelled lines."
    )
    parser.add_argument(
        "batches", nargs="*", choices=[*developed_on(), []], metavar="BATCH", help=", ".join(developed_on())
    )
    parser.add_argument(
        "--held-back", action="store_true", help="the batch that nobody has seen; its misses are not shown"
    )
    asked = parser.parse_args(arguments)
    names = [HELD_BACK] if asked.held_back else asked.batches or developed_on()
    scored = [score(BATCHES / name) for name in names]
    outcomes = [one for batch, _ in scored for one in batch]
    seconds = sum(taken for _, taken in scored)
    if HELD_BACK not in names:
        for one in outcomes:
            if not one.is_right:
                found = "; ".join(f"{reason.kind}: {reason.item}" for reason in one.verdict.reasons)
                label = "faithful" if one.pair.faithful else "unfaithful"
                print(f"{one.pair.id} {label} {one.pair.kind} [{one.pair.section}] {one.pair.text}  → {found}")
    print_table(outcomes)
    print(f"{len(outcomes) / seconds:.0f} claims a second")


if __name__ == "__main__":
    main(sys.argv[1:])
