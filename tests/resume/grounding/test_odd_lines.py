"""Lines that no person writes, and readers make all the same: a single word, a figure of nothing, marks alone."""

from datetime import date
from pathlib import Path

import pytest

import resume.grounding
from resume.facts import number_facts
from resume.grounding import FactBase
from resume.schema import Resume

TODAY = date(2026, 11, 20)
DATA = Path(resume.grounding.__file__).parent / "data"
LINES = ["Treated 40 cats every 2 days for £900.", "Responsible for planning 3 rotas, not for pay."]


@pytest.fixture(scope="module")
def base() -> FactBase:
    work = [{"name": "Skerrow Lights", "position": "Vet", "startDate": "2016-03", "highlights": LINES}]
    return FactBase(number_facts(Resume.model_validate({"work": work})), TODAY)


@pytest.mark.parametrize("section", ["work", "projects", "summary", "letter", "headline", "skills", "header"])
@pytest.mark.parametrize("table", ["cues.txt", "modality.txt", "scope.txt"])
def test_each_word_of_the_tables_is_judged_alone(base: FactBase, table: str, section: str) -> None:
    words = sorted({word for word in (DATA / table).read_text("utf-8").split() if word.isalpha()})
    entry = "w1" if section in ("work", "header") else None
    for word in words:
        verdict = base.check(word.capitalize(), entry=entry, section=section)
        assert verdict.supported or verdict.reasons


ODD = """
.|—|(|½|%|0|0 of 0|every 0 days|Treated 2 cats every 0 months.|1 in 0 cats|\
from 0 to 0|0:0|1/0|020 555 019|٣|Ⅷ|🎉|In charge|not|and, and
"""


@pytest.mark.parametrize("section", ["work", "summary", "letter", "skills"])
@pytest.mark.parametrize("line", ["", " ", *ODD.strip().split("|")])
def test_a_line_of_next_to_nothing_is_judged(base: FactBase, line: str, section: str) -> None:
    base.check(line, entry="w1" if section == "work" else None, section=section)
