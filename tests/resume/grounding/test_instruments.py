"""Skills that a line names as its means, or that sum a career up, and the source does not name."""

from datetime import date

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase, Verdict
from resume.schema import Resume


def check(source: str, claim: str, *, section: str = "work", skills: tuple[str, ...] = ()) -> Verdict:
    """What is said of a claim of a court clerk with one line."""
    work = [{"name": "Fernside", "position": "Court Clerk", "startDate": "2017-01", "highlights": [source]}]
    resume = Resume.model_validate({"work": work, "skills": [{"name": name} for name in skills]})
    return FactBase(number_facts(resume), date(2025, 6, 30)).check(
        claim, entry="w1" if section == "work" else None, section=section
    )


@pytest.mark.parametrize("means", ["using", "using advanced", "through", "with", "via"])
@pytest.mark.parametrize("skill", ["time series", "litigation"])
def test_a_skill_as_means_that_the_source_does_not_name_is_a_claim(means: str, skill: str) -> None:
    source = "Scheduled hearings for three judges of the court."
    assert not check(source, f"Scheduled hearings for three judges of the court, {means} {skill}.").supported


def test_light_words_in_separate_lines_are_no_skill() -> None:
    source = "Scheduled a series of hearings."
    assert not check(
        source, "Scheduled a series of hearings, using time series.", skills=("Part-time study",)
    ).supported


def test_the_synonym_of_what_was_done_is_no_means() -> None:
    assert not check("Answered letters from lawyers.", "Answered letters from lawyers, using correspondence.").supported


def test_a_summary_claims_no_skill_by_light_words() -> None:
    source = "Scheduled hearings for three judges."
    assert not check(source, "Court clerk who scheduled hearings using time series.", section="summary").supported


def test_the_reason_names_the_skill() -> None:
    verdict = check("Counted visitors by month.", "Counted visitors by month, using time series.")
    assert [reason.item for reason in verdict.reasons] == ["time series"]


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Analysed time series of visitors.", "Analysed visitors using time series."),
        ("Analysed data of visitors.", "Analysed data of visitors, using data analysis."),
        ("Scheduled hearings for three judges.", "Scheduled hearings for three judges, using scheduling."),
        ("Counted visitors in PostgreSQL.", "Counted visitors using Postgres."),
        ("Redesigned the site with search engine optimisation.", "Redesigned the site using SEO."),
        ("Filed papers by month, with time series in a table.", "Filed papers by month, using time series."),
    ],
)
def test_a_skill_that_the_line_names_in_another_form_passes(source: str, claim: str) -> None:
    assert check(source, claim).reasons == []


def test_a_summary_may_name_a_skill_of_the_list_by_its_other_name() -> None:
    claim = "Court clerk who scheduled hearings and draws time series."
    verdict = check("Scheduled hearings.", claim, section="summary", skills=("Time series analysis",))
    assert "time series" not in [reason.item for reason in verdict.reasons]


def test_a_narrower_skill_stands_for_the_wider_one() -> None:
    source = "Made lamp housings with CNC turning."
    assert check(source, "Made lamp housings using CNC machining.").reasons == []


def test_means_that_are_no_skill_are_judged_by_their_words() -> None:
    assert check("Mended shelves with a hammer.", "Mended shelves using a hammer.").supported
