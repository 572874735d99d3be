"""Markdown that reads well raw and renders as the very text it was given."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt

from documents.writers.markdown import write_markdown
from documents.writers.sheet import lay_out
from resume.schema import Resume
from tests.conftest import GoldenCheck
from tests.documents.writers.people import HOSTILE, JOINER, resumes

GOLDEN = Path(__file__).parent / "golden"


def _render(markdown: str) -> BeautifulSoup:
    return BeautifulSoup(MarkdownIt("commonmark").render(markdown), "html.parser")


def _squeeze(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(("name", "resume"), [("joiner", JOINER), ("hostile", HOSTILE)])
def test_the_markdown_is_the_golden_one(name: str, resume: Resume, check_golden: GoldenCheck) -> None:
    check_golden(write_markdown(resume), GOLDEN / f"{name}.md")


@given(resumes)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_printed_text_is_rendered_letter_by_letter(resume: Resume) -> None:
    rendered = _squeeze(_render(write_markdown(resume)).get_text())
    missing = [line for line in lay_out(resume).text.split("\n") if _squeeze(line) not in rendered]
    assert missing == []


@given(resumes)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_headings_are_those_of_the_resume_and_no_others(resume: Resume) -> None:
    sheet = lay_out(resume)
    dated = [entry for section in sheet.sections if section.kind in ("dated", "quote") for entry in section.entries]
    soup = _render(write_markdown(resume))
    assert len(soup.find_all("h2")) == len(sheet.sections)
    assert len(soup.find_all("h3")) == sum(1 for entry in dated if entry.title)
    assert soup.find(["script", "img", "table", "blockquote", "pre", "hr"]) is None


def test_only_what_would_change_the_rendering_is_escaped() -> None:
    summary = "C++ & C# at 5 < 6, snake_case, R&D, a_b - c. #1 in 2019. (see [1])"
    resume = Resume.model_validate({"basics": {"summary": summary}})
    assert write_markdown(resume) == "## Summary\n\n" + summary.replace("[1]", "\\[1\\]") + "\n"


def test_hostile_addresses_are_no_links() -> None:
    assert _render(write_markdown(HOSTILE)).find("a") is None
