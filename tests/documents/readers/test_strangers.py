"""Resumes as strangers send them, of invented people, made by other programs: what was written must be what is read.

Each file stands beside its truth, which was written before the file was ever read.
"""

import json
import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from documents.readers import Limits, read_resume
from resume.schema import Resume

FOLDER = Path(__file__).parent / "strangers"
FILES = sorted(path.name.removesuffix(".truth.json") for path in FOLDER.glob("*.truth.json"))
LIMITS = Limits(max_bytes=5_000_000, max_pages=5, max_chars=100_000)


class Truth(BaseModel):
    """What a resume says."""

    name: str
    email: str
    phone: str
    roles: list[tuple[str, str, str, str | None]]
    degrees: list[tuple[str, str, str]]
    bullets: list[str]
    skills: list[str]


def truth_of(name: str) -> Truth:
    return Truth.model_validate(json.loads((FOLDER / f"{name}.truth.json").read_text("utf-8")))


def read(name: str) -> Resume:
    return read_resume((FOLDER / name).read_bytes(), name, LIMITS).resume


def squeezed(text: str | None) -> str:
    return re.sub(r"[\W_]+", "", text or "").casefold()


@pytest.mark.parametrize("name", FILES)
def test_every_role_is_read_with_its_employer_and_dates_and_no_other(name: str) -> None:
    found = [(work.position, work.name, work.start_date, work.end_date) for work in read(name).work]
    assert found == truth_of(name).roles


@pytest.mark.parametrize("name", FILES)
def test_every_degree_is_read_with_its_school_and_year_and_no_other(name: str) -> None:
    found = []
    for one in read(name).education:
        degree = squeezed(re.sub(r"\b(?:in|of)\b", "", f"{one.study_type or ''} {one.area or ''}"))
        found.append((degree, squeezed((one.institution or "").split(",")[0]), one.end_date))
    wanted = truth_of(name).degrees
    assert found == [
        (squeezed(re.sub(r"\b(?:in|of)\b", "", degree)), squeezed(school), end) for degree, school, end in wanted
    ]


@pytest.mark.parametrize("name", FILES)
def test_every_line_about_a_role_stays_with_the_work(name: str) -> None:
    said = {squeezed(line) for work in read(name).work for line in work.highlights}
    said |= {squeezed(work.summary) for work in read(name).work}
    assert [bullet for bullet in truth_of(name).bullets if not any(squeezed(bullet) in one for one in said)] == []


@pytest.mark.parametrize("name", FILES)
def test_every_skill_is_one_of_its_own(name: str) -> None:
    skills = read(name).skills
    held = [word for skill in skills for word in (skill.keywords or [skill.name or ""])]
    wanted = truth_of(name).skills
    assert sorted(held, key=str) == sorted(wanted, key=str)


@pytest.mark.parametrize("name", FILES)
def test_the_person_can_be_reached(name: str) -> None:
    basics, truth = read(name).basics, truth_of(name)
    assert (basics.name, basics.email, basics.phone) == (truth.name, truth.email, truth.phone)
