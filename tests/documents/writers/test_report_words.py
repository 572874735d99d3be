from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.writers import report_words as words
from resume.edits import ClaimAction
from resume.job import RequirementKind
from resume.report import (
    Coverage,
    FactCheckSummary,
    Metrics,
    Pages,
    Report,
    RequirementRow,
    StagePart,
    StageRecord,
)
from tests.documents.writers.sample_reports import nurse_report


def asking(shown: int = 0, supported: int = 0, gap: int = 0) -> Report:
    statuses = ["shown"] * shown + ["supported"] * supported + ["gap"] * gap
    rows = [
        RequirementRow.model_validate(
            {
                "id": f"r{n}",
                "text": "x",
                "kind": "required",
                "weight": 1,
                "terms": [],
                "status": status,
                "facts": [],
                "shown_in": [],
            }
        )
        for n, status in enumerate(statuses)
    ]
    return nurse_report().model_copy(update={"requirements": rows})


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        (asking(7, 0, 2), "7 of the 9 things this ad asks for are shown; 2 are not in your resume."),
        (asking(9), "All 9 things this ad asks for are shown."),
        (
            asking(1, 1, 1),
            "1 of the 3 things this ad asks for is shown; 1 is in your resume but left out; 1 is not in your resume.",
        ),
        (
            asking(0, 2, 3),
            "None of the 5 things this ad asks for is shown; 2 are in your resume but left out; 3 are not in your resume.",
        ),
        (asking(0, 0, 4), "None of the 4 things this ad asks for is in your resume."),
        (asking(1), "The one thing this ad asks for is shown."),
        (asking(0, 1), "The one thing this ad asks for is in your resume, but was left out."),
        (asking(0, 0, 1), "The one thing this ad asks for is not in your resume."),
        (asking(), "This ad names nothing that a resume could be checked against."),
    ],
)
def test_the_verdict_counts_in_plain_words(report: Report, sentence: str) -> None:
    assert words.verdict(report) == sentence


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ((412, 2, 2, 0), "412 claims checked, 2 unsupported found, both returned to your own words, 0 shipped."),
        ((1, 1, 1, 0), "1 claim checked, 1 unsupported found, it was returned to your own words, 0 shipped."),
        ((1234, 3, 3, 0), "1,234 claims checked, 3 unsupported found, all 3 returned to your own words, 0 shipped."),
        (
            (40, 7, 5, 0),
            "40 claims checked, 7 unsupported found, 5 of them returned to your own words, the rest mended, 0 shipped.",
        ),
        ((40, 1, 0, 0), "40 claims checked, 1 unsupported found, mended, 0 shipped."),
        ((40, 5, 3, 2), "40 claims checked, 5 unsupported found, 3 of them returned to your own words, 2 shipped."),
        ((40, 5, 0, 5), "40 claims checked, 5 unsupported found, none of them returned to your own words, 5 shipped."),
        ((40, 0, 0, 0), "40 claims checked, none unsupported, 0 shipped."),
        (
            (40, 0, 0, None),
            "40 claims checked, none unsupported. What reached the files was not measured: they were not read back.",
        ),
        ((0, 0, 0, None), "No claim was checked."),
    ],
)
def test_the_fact_check_says_what_was_found_and_what_became_of_it(
    numbers: tuple[int, int, int, int | None], sentence: str
) -> None:
    claims, found, reverted, shipped = numbers

    check = FactCheckSummary(claims=claims, unsupported_found=found, reverted=reverted, unsupported_shipped=shipped)

    assert words.fact_check_words(check) == sentence


@pytest.mark.parametrize(
    ("shipped", "sentence"),
    [
        (0, "Every claim in the files was traced back to your own resume."),
        (2, "Please check before you send: 2 claims in the files could not be traced to your resume."),
        (None, "The finished files were not read back, so look them over before you send them."),
    ],
)
def test_nobody_is_reassured_without_a_measurement(shipped: int | None, sentence: str) -> None:
    check = FactCheckSummary(claims=9, unsupported_found=0, reverted=0, unsupported_shipped=shipped)

    assert words.assurance(check) == sentence


@given(st.floats(0, 1))
def test_a_share_rounds_to_all_or_nothing_only_when_it_is(share: float) -> None:
    assert (words.percent(share) == "100%") == (share == 1)
    assert (words.percent(share) == "0%") == (share == 0)


@pytest.mark.parametrize(
    ("before", "raw", "sentence"),
    [
        (0.2, 0.8, "Coverage of the ad rose from 20% to 80%."),
        (0.8, 0.2, "Coverage of the ad fell from 80% to 20%."),
        (0.5, 0.5, "Coverage of the ad stayed at 50%."),
    ],
)
def test_coverage_that_did_not_rise_is_said_plainly(before: float, raw: float, sentence: str) -> None:
    assert words.coverage_change(Coverage(honest=1, raw=raw, before=before)) == sentence


@pytest.mark.parametrize(
    ("share", "text"),
    [(4 / 9, "4 of 9 (44%)"), (0.444, "4 of 9 (44%)"), (0.5, "50%"), (1.0, "9 of 9 (100%)"), (0.0, "0 of 9 (0%)")],
)
def test_a_share_is_counted_only_where_it_is_a_whole_number_of_requirements(share: float, text: str) -> None:
    assert words.share_of_requirements(nurse_report(), share) == text


@pytest.mark.parametrize(
    ("fact", "place"),
    [
        ("w2", "role 2"),
        ("w2.3", "role 2, line 3"),
        ("w2.s1", "role 2, summary, sentence 1"),
        ("w2.d2", "role 2, description, sentence 2"),
        ("p1.k3", "project 1, keyword 3"),
        ("p1.r1", "project 1, own part 1"),
        ("e1.c4", "education 1, course 4"),
        ("x1.2.s1", "extra section 1, entry 2, summary, sentence 1"),
        ("s4.2", "skill 4, item 2"),
        ("e1", "education 1"),
        ("x1.2", "extra section 1, entry 2"),
        ("x1.2.3", "extra section 1, entry 2, line 3"),
        ("b.label", "headline"),
        ("b.s2", "summary, sentence 2"),
        ("answer-7", "answer-7"),
        ("z9", "z9"),
        ("", ""),
    ],
)
def test_a_fact_is_placed_in_words(fact: str, place: str) -> None:
    assert words.fact_place(fact) == place


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.0, "under 0.1 s"), (0.44, "0.4 s"), (9.96, "10 s"), (59.7, "1 min"), (125.2, "2 min 5 s")],
)
def test_times_are_said_as_people_say_them(seconds: float, text: str) -> None:
    assert words.duration(seconds) == text


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ({}, "No model was called."),
        ({"cache_hits": 1}, "No model was called. 1 answer came from the cache."),
        ({"calls": 1, "tokens_total": 3500, "cost_usd": 0.0087}, "1 model call, 3,500 tokens, $0.0087."),
        (
            {"calls": 2, "unpriced_calls": 2},
            "2 model calls, 0 tokens, cost not measured (2 calls without a known price).",
        ),
    ],
)
def test_an_unknown_price_is_never_zero(figures: dict[str, Any], sentence: str) -> None:
    assert words.cost_words(Metrics(total_seconds=1, stage_seconds={}, **figures)) == sentence


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        (Pages(ats=1, visual=1), "1 page in both PDFs"),
        (Pages(ats=2, visual=1), "2 pages in the plain PDF, 1 page in the designed PDF"),
        (Pages(ats=0, visual=0), ""),
    ],
)
def test_pages_are_counted_for_both_pdfs(pages: Pages, text: str) -> None:
    assert words.page_words(pages) == text


@pytest.mark.parametrize(
    "path", ["resume.docx", "/a/b/resume.docx", "C:\\out\\resume.docx", "s3://bucket/run/resume.docx"]
)
def test_a_file_is_named_by_the_last_part_of_its_path(path: str) -> None:
    assert words.file_name(path) == "resume.docx"


@pytest.mark.parametrize(
    ("section", "title"),
    [
        ("work", "Experience"),
        ("customSections", "Other sections"),
        ("custom:1", "Other sections"),
        ("sideQuests", "Side quests"),
    ],
)
def test_a_section_is_named_as_a_reader_says_it(section: str, title: str) -> None:
    assert words.section_title(section) == title


def test_every_action_and_kind_of_requirement_has_its_word() -> None:
    assert set(words.ACTIONS) == set(get_args(ClaimAction))
    assert words.word_for("actions", "reverted") == "Returned to your words"
    assert [words.word_for("kinds", kind) for kind in get_args(RequirementKind)] == [
        "must have",
        "nice to have",
        "duty",
        "keyword",
    ]


@pytest.mark.parametrize(("figure", "text"), [(1.0, "1 point"), (9.09, "9.1 points"), (4.0, "4 points")])
def test_points_are_said_to_one_decimal(figure: float, text: str) -> None:
    assert words.points(figure) == text


def test_a_clipped_line_ends_in_one_mark() -> None:
    assert (
        words.clipped("Skilled in Google Ads and GA4. " + "Launched the shop. " * 6, limit=31)
        == "Skilled in Google Ads and GA4…"
    )
    assert words.clipped("A short line.") == "A short line."


def staged_by_models() -> list[StageRecord]:
    part, none = StagePart(by="model", model="a:small"), StagePart(by="rules")
    return [
        StageRecord(stage="intake", by="rules"),
        StageRecord(stage="drafter", by="model", model="a:small, b:large", asked=True, parts={"w1": part, "w2": none}),
        StageRecord(stage="polisher", by="rules", asked=True, reason="no model answered"),
    ]


def test_the_models_of_a_run_are_named_once_each() -> None:
    report = nurse_report().model_copy(update={"mode": "model", "stages": staged_by_models()})
    assert words.makers_words(report) == "1 of 2 steps by a:small, b:large, everything else by rules"
    assert words.making_words(report) == "With a language model, and checked by fixed rules."


def test_where_no_model_could_be_used_that_is_said() -> None:
    report = nurse_report().model_copy(update={"mode": "model", "stages": staged_by_models()[2:]})
    assert words.makers_words(report) == "none could be used, every step by rules"
    assert words.making_words(report) == "By fixed rules: a language model was asked for, and none could be used."


def test_an_offline_run_names_no_model() -> None:
    assert words.makers_words(nurse_report()) == ""
    assert words.making_words(nurse_report()) == "By fixed rules, without a language model."


def test_a_step_that_was_done_in_part_by_a_model_says_in_how_many_parts() -> None:
    assert [words.done_by(stage) for stage in staged_by_models()] == ["rules", "model for 1 of 2 parts", "rules"]


def idle(stage: str) -> StageRecord:
    return StageRecord(stage=stage, by="model", model="a:small", asked=True, reason="nothing usable", unused=True)


def test_a_step_whose_answer_was_of_no_use_is_not_told_as_done_by_the_model() -> None:
    used, unused = StagePart(by="model", model="a:small"), StagePart(by="model", model="a:small", unused=True)
    mixed = StageRecord(stage="drafter", by="model", model="a:small", parts={"w1": used, "w2": unused})
    assert words.done_by(idle("polisher")) == "model answered, nothing usable"
    assert words.done_by(mixed) == "model for 1 of 2 parts"


def test_steps_whose_answers_were_of_no_use_are_counted_apart() -> None:
    stages = [*staged_by_models()[:2], idle("polisher")]
    report = nurse_report().model_copy(update={"mode": "model", "stages": stages})
    assert words.makers_words(report) == (
        "1 of 2 steps by a:small, b:large, 1 step with an answer of which nothing could be used, everything else by rules"
    )
    assert words.making_words(report) == "With a language model, and checked by fixed rules."


def test_where_all_answers_were_of_no_use_the_run_was_made_by_rules() -> None:
    report = nurse_report().model_copy(update={"mode": "model", "stages": [idle("drafter"), idle("polisher")]})
    assert words.makers_words(report) == "a:small answered, nothing of it could be used, every step by rules"
    assert words.making_words(report) == (
        "By fixed rules: a language model was asked and answered, and nothing of its answers could be used."
    )
