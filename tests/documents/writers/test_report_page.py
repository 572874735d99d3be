import re
from collections import Counter
from collections.abc import AsyncIterator, Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.chromium import find_chromium
from documents.writers.report_changes import changed_sections
from documents.writers.report_page import render_report
from resume.edits import Arrangement, Claim, Edit, apply_edits
from resume.facts import number_facts
from resume.job import JobAnalysis
from resume.report import (
    AtsCheck,
    AtsReport,
    Coverage,
    Degradation,
    EntryScore,
    FactCheckSummary,
    Metrics,
    Pages,
    ProfileScores,
    Report,
    RequirementRow,
    ResearchNote,
    RoundTrip,
    ScoreParts,
    StageRecord,
)
from resume.schema import Resume
from settings import read_settings
from tests.conftest import GoldenCheck
from tests.documents.writers.sample_reports import (
    HOSTILE_LINES,
    NURSE_FACTS,
    bare_report,
    degraded_report,
    hostile_report,
    nurse_report,
    planner_report,
)

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

GOLDEN = Path(__file__).parent / "golden" / "report.html"
STYLE = Path(__file__).parents[3] / "documents" / "templates" / "report" / "report.css"

MAKERS = [nurse_report, planner_report, bare_report, degraded_report, hostile_report]
every_report = pytest.mark.parametrize("make", MAKERS, ids=[make.__name__ for make in MAKERS])
Maker = Callable[[], Report]


def page_of(report: Report, candidate: str | None = "Adaeze Brennan-Obi") -> BeautifulSoup:
    return BeautifulSoup(render_report(report, candidate=candidate), "lxml")


def words_of(page: BeautifulSoup | Tag) -> str:
    for style in page.find_all("style"):
        style.decompose()
    return " ".join(page.get_text(" ").split())


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    found = page.select(selector)
    assert len(found) == 1, f"{selector}: {len(found)} on the page"
    return found[0]


def test_the_page_of_the_nurse_is_as_it_was_looked_at(check_golden: GoldenCheck) -> None:
    check_golden(render_report(nurse_report(), candidate="Adaeze Brennan-Obi"), GOLDEN)


# A page for everybody


@every_report
def test_headings_are_in_order_and_there_is_one_title(make: Maker) -> None:
    levels = [int(heading.name[1]) for heading in page_of(make()).find_all(re.compile(r"^h[1-6]$"))]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@every_report
def test_has_landmarks_and_a_language(make: Maker) -> None:
    page = page_of(make())

    assert one(page, "html")["lang"] == "en"
    for landmark in ("header", "nav[aria-label]", "main", "footer"):
        one(page, landmark)
    assert all(section.get("aria-labelledby") for section in page.select("main section"))


@every_report
def test_ids_are_unique_and_every_reference_leads_somewhere(make: Maker) -> None:
    page = page_of(make())
    ids = Counter(str(tag["id"]) for tag in page.select("[id]"))
    wanted = {str(tag["href"])[1:] for tag in page.select("[href^='#']")} | {
        str(tag["aria-labelledby"]) for tag in page.select("[aria-labelledby]")
    }

    assert [name for name, times in ids.items() if times > 1] == []
    assert wanted <= set(ids)


@every_report
def test_every_chapter_of_the_page_is_in_its_contents(make: Maker) -> None:
    page = page_of(make())

    assert [f"#{section['id']}" for section in page.select("main > section")] == [
        str(link["href"]) for link in page.select("nav a")
    ]


@every_report
def test_drawings_have_words_or_are_hidden_from_readers(make: Maker) -> None:
    for drawing in page_of(make()).find_all("svg"):
        assert drawing.get("aria-hidden") == "true" or (drawing.get("role") == "img" and one(drawing, "title").text)


@every_report
def test_tables_name_their_columns_and_themselves(make: Maker) -> None:
    for table in page_of(make()).find_all("table"):
        assert table.caption is not None
        assert all(head.get("scope") in ("col", "row") for head in table.find_all("th"))


def _luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1, 2], ids=["light", "dark", "print"])
@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        ("ink", "paper", 7),
        ("quiet", "paper", 4.5),
        ("accent", "paper", 4.5),
        ("paper", "accent", 4.5),
        ("attention", "paper", 4.5),
        ("ins-ink", "ins-ground", 4.5),
        ("del-ink", "del-ground", 4.5),
        ("ink", "target", 4.5),
        ("quiet", "target", 4.5),
        ("before", "track", 3),
        ("accent", "track", 3),
    ],
)
def test_colours_stand_out_as_wcag_aa_asks(theme: int, ink: str, ground: str, least: float) -> None:
    roots = re.findall(r":root \{([^}]*)\}", STYLE.read_text(encoding="utf-8"))
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", roots[theme]))

    light, dark = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)

    assert (light + 0.05) / (dark + 0.05) >= least


# Nothing goes out, nothing gets in


@every_report
def test_asks_nothing_of_the_network_and_runs_nothing(make: Maker) -> None:
    html = render_report(make(), candidate=None)
    page = BeautifulSoup(html, "lxml")

    assert page.select("script, img, iframe, link, object, embed, [src], [onclick], [onerror]") == []
    assert "@import" not in one(page, "style").text
    assert "url(" not in one(page, "style").text
    assert "default-src 'none'" in str(one(page, "meta[http-equiv]")["content"])


@every_report
def test_links_are_relative_or_plainly_to_the_web(make: Maker) -> None:
    links = [str(link["href"]) for link in page_of(make()).select("a[href]")]

    assert [link for link in links if not re.match(r"#[\w.-]+$|\./[\w.%-]+$|https://", link)] == []


def test_an_address_that_is_none_of_the_web_is_shown_but_not_linked() -> None:
    advice = one(page_of(planner_report()), "#advice")

    assert "javascript:alert(1)" in advice.text
    assert [str(link["href"]) for link in advice.select("a")] == ["https://news.example.org/fjordlager"]


def test_files_are_linked_by_name_alone_and_the_page_does_not_link_to_itself() -> None:
    links = [str(link["href"]) for link in page_of(nurse_report()).select(".files a")]

    assert links == [
        "./resume.ats.pdf",
        "./resume.visual.pdf",
        "./resume.docx",
        "./resume.md",
        "./resume.json",
        "./report.json",
    ]


def test_no_path_of_the_machine_is_on_the_page() -> None:
    assert "somewhere" not in render_report(hostile_report(), candidate=None)


@pytest.mark.parametrize("line", HOSTILE_LINES, ids=["markup", "template", "arabic", "long", "closing tags"])
def test_hostile_text_stays_text_word_for_word(line: str) -> None:
    page = page_of(hostile_report())
    notes = [note.text for note in page.select("#remarks li")]

    assert line in notes


def test_template_code_in_a_resume_is_not_run() -> None:
    assert "49" not in words_of(one(page_of(hostile_report()), "#changes"))


def test_lines_may_run_from_right_to_left() -> None:
    page = page_of(hostile_report())
    (arabic,) = [line for line in page.select("#line-k3 .side p") if line.text == HOSTILE_LINES[2]]

    assert arabic["dir"] == "auto"


def test_control_marks_and_direction_overrides_do_not_reach_the_page() -> None:
    job = JobAnalysis(title="Nurse\x00\x1b[31m\u202eesruN")

    html = render_report(nurse_report().model_copy(update={"job": job}), candidate="A\u202eB\x07")

    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", html)


# What it says


def test_opens_with_job_company_and_verdict() -> None:
    head = words_of(one(page_of(nurse_report()), "header"))

    assert head == (
        "Tailored resume report for Adaeze Brennan-Obi Senior Staff Nurse, Cardiac Ward Corrib Bay University Hospital "
        "senior full-time healthcare 7 of the 9 things this ad asks for are shown; 2 are not in your resume. "
        "Every claim in the files was traced back to your own resume."
    )


def test_without_a_candidate_nobody_is_named() -> None:
    assert one(page_of(nurse_report(), candidate=None), ".eyebrow").text == "Tailored resume report"


def test_the_plot_draws_before_after_and_the_ceiling_to_scale() -> None:
    plot = one(page_of(nurse_report()), "svg.plot")

    assert [bar["width"] for bar in plot.select(".plot-bar")] == ["44.44%", "77.78%"]
    assert {line["x1"] for line in plot.select(".plot-ceiling")} == {"77.78%", "1"}
    assert "rose from 44% to 78%" in one(plot, "title").text


def test_an_ad_that_asks_for_nothing_gets_no_plot_and_no_map() -> None:
    assert page_of(bare_report()).select("svg.plot, #requirements") == []


@every_report
def test_every_claim_is_on_the_page_once(make: Maker) -> None:
    report = make()
    ids = Counter(str(tag["id"]).removeprefix("line-") for tag in page_of(report).select("#changes [id^='line-']"))

    assert ids == Counter(claim.id for claim in report.claims)


@every_report
def test_each_side_of_a_changed_line_reads_as_it_was_and_as_it_is(make: Maker) -> None:
    report = make()
    page = page_of(report)

    for claim in report.claims:
        if claim.action == "edited":
            sides = [side.get_text() for side in page.select(f"#line-{claim.id} .side p")]
            assert sides == [claim.original, claim.text]


def test_changed_words_are_marked_on_their_own_side() -> None:
    row = one(page_of(nurse_report()), "#line-k5")

    assert [mark.text for mark in row.find_all("del")] == ["Look after"]
    assert [mark.text for mark in row.find_all("ins")] == ["Care for", "post-operative"]


def test_a_kept_line_is_shown_once() -> None:
    row = one(page_of(nurse_report()), "#line-k7")

    assert words_of(row) == "Mentor for 11 student nurses since 2020. Kept role 1, line 3"


def test_a_dropped_line_keeps_its_source_and_says_why() -> None:
    row = words_of(one(page_of(nurse_report()), "#line-k19"))

    assert row.startswith("Your resume Member of the summer party committee. Tailored Left out of this version")
    assert "made the second page overflow" in row


def test_a_dropped_line_stands_with_its_role() -> None:
    group = one(page_of(nurse_report()), ".group:has(#line-k19)")

    assert one(group, "h4").text == NURSE_FACTS["w1"]


def test_a_kept_role_is_the_heading_of_its_lines() -> None:
    heading = one(page_of(nurse_report()), "#line-k4")

    assert (heading.name, heading.text) == ("h4", NURSE_FACTS["w1"])


def test_the_role_of_a_line_is_named_when_the_role_itself_is_no_claim() -> None:
    claims = [claim for claim in nurse_report().claims if claim.id == "k5"]
    page = page_of(nurse_report().model_copy(update={"claims": claims}))

    assert one(page, "#changes h4").text == NURSE_FACTS["w1"]


def test_the_lines_of_applied_edits_stand_under_their_roles_and_groups() -> None:
    source = Resume.model_validate(
        {
            "work": [
                {"position": "Beekeeper", "name": "Lower Meadow", "highlights": ["Kept 40 hives.", "Sold honey."]}
            ],
            "skills": [{"name": "Crafts", "keywords": ["grafting", "extraction"]}],
        }
    )
    facts = number_facts(source)
    edits = [Edit(facts=["w1.2"], text="Sold the honey.", reason="Says which.", stage="drafter")]
    claims = apply_edits(source, facts, edits, Arrangement(), reverted={}, dropped={}).claims
    named = {fact.id: fact.text for fact in facts}
    page = page_of(nurse_report().model_copy(update={"claims": claims, "facts": named, "requirements": []}))

    assert [heading.text for heading in page.select("#changes h4")] == ["Beekeeper, Lower Meadow", "Crafts"]
    assert [one(item, "p").text for item in page.select(".line.listed")] == ["grafting", "extraction"]


def test_a_section_of_the_sources_own_bears_its_own_heading() -> None:
    texts = {"x1.1": "Harbour choir, alto", "x2.1": "Marathon, 2019"}
    claims = [
        Claim(id=f"k{at}", section="customSections", text=text, original=text, facts=[fact], action="kept", why="")
        for at, (fact, text) in enumerate(texts.items(), start=1)
    ]
    report = nurse_report().model_copy(
        update={"claims": claims, "facts": texts, "custom_titles": ["Music", "Sport"], "requirements": []}
    )
    assert [section.title for section in changed_sections(report)] == ["Music", "Sport"]


def test_a_kept_line_that_moved_says_why() -> None:
    claims = [claim.model_copy(update={"why": "Moved up."}) for claim in nurse_report().claims if claim.id == "k7"]
    page = page_of(nurse_report().model_copy(update={"claims": claims}))

    assert "Kept Moved up. role 1, line 3" in words_of(one(page, "#line-k7"))


def test_a_reverted_line_says_what_the_draft_had_claimed() -> None:
    row = words_of(one(page_of(nurse_report()), "#line-k11"))

    assert row.startswith("Took part in the sepsis audit of 2017 (212 charts). Returned to your words The draft said")


def test_proof_gives_the_lines_of_the_source_in_their_own_words() -> None:
    proofs = [words_of(line) for line in page_of(nurse_report()).select("#line-k8 .proof li")]

    assert proofs == [
        "role 1, line 4 Telemetry, 12-lead ECGs, arterial lines.",
        "skill 1, item 1 telemetry",
        "skill 1, item 2 ECG",
    ]


def test_proof_whose_words_are_not_in_the_report_is_still_placed() -> None:
    page = page_of(nurse_report().model_copy(update={"facts": {}}))

    assert [words_of(line) for line in page.select("#line-k8 .proof li")][1] == "skill 1, item 1"


@pytest.mark.parametrize("make", [nurse_report, planner_report])
def test_filters_count_what_they_show(make: Maker) -> None:
    page = page_of(make())
    report = make()
    counted = {str(one(label, "input")["id"]): int(one(label, "b").text) for label in page.select(".filter label")}
    actions = Counter(claim.action for claim in report.claims)

    assert counted.pop("show-all") == len(report.claims)
    assert counted.pop("show-changed") == len(report.claims) - actions["kept"]
    assert counted == {f"show-{action}": number for action, number in actions.items()}


def test_a_report_where_all_was_kept_has_nothing_to_filter_and_hides_nothing() -> None:
    claims = [claim for claim in nurse_report().claims if claim.action == "kept"]
    page = page_of(nurse_report().model_copy(update={"claims": claims}))

    assert page.select(".filter") == []
    assert "Nothing was changed: all 11 lines stayed word for word." in words_of(one(page, "#changes"))


def test_requirements_stand_under_their_status() -> None:
    page = page_of(planner_report())

    assert {
        str(group["aria-labelledby"]).removeprefix("wanted-"): len(group.select(".wishes > li"))
        for group in page.select(".wanted")
    } == {"shown": 2, "supported": 1, "gap": 9}


def test_a_requirement_leads_to_its_proof_and_to_the_line_that_shows_it() -> None:
    wish = page_of(nurse_report()).select(".wanted.shown .wishes > li")[1]

    assert [quote.text for quote in wish.select("q")] == [NURSE_FACTS["w1.1"]]
    assert [link["href"] for link in wish.select("a")] == ["#line-k5"]
    assert "looked for as bypass" in words_of(wish)


def test_gaps_are_said_to_be_gaps_and_not_added() -> None:
    gaps = words_of(one(page_of(nurse_report()), ".wanted.gap"))

    assert "Not in your resume, so not added." in gaps
    assert "Experience with left ventricular assist devices (LVAD)" in gaps


def test_scores_stand_best_first_with_their_four_parts() -> None:
    rows = [words_of(row) for row in page_of(nurse_report()).select("#scores table")[0].select("tbody tr")]

    assert [row.rsplit(" ", 5)[1:] for row in rows] == [
        ["92", "92", "88", "95", "100"],
        ["62", "54", "61", "70", "80"],
    ]


def test_many_scores_fold_away_behind_the_best() -> None:
    skills = page_of(planner_report()).select("#scores table")[1:3]

    assert [len(table.select("tbody tr")) for table in skills] == [6, 6]
    assert skills[1].find_parent("details") is not None


def test_the_weights_of_a_score_are_explained() -> None:
    weights = [weight.text for weight in page_of(nurse_report()).select(".weights b")]

    assert weights == ["40%", "30%", "20%", "10%"]


def test_what_was_not_measured_is_said_or_left_out() -> None:
    checks = words_of(one(page_of(degraded_report()), "#checks"))

    assert "Not measured in this run: the PDF was not read back." in checks
    assert "application systems" not in checks


def test_a_claim_that_got_through_is_said_at_the_top() -> None:
    attention = one(page_of(degraded_report()), "header .attention").text

    assert attention.startswith("Please check before you send: 2 claims")


def test_shortfalls_and_warnings_are_counted_at_the_top_and_told_below() -> None:
    page = page_of(degraded_report())

    assert one(page, "header a").text == "There are 2 things to know about this run."
    assert [note.text for note in page.select("#remarks li")] == [
        "No provider answered within 120 seconds.",
        "The PDF was not read back: the reader did not start.",
    ]


def test_a_run_as_planned_makes_no_fuss() -> None:
    assert page_of(nurse_report()).select("#remarks, header a") == []


def test_steps_are_folded_away_and_a_skipped_one_says_why_and_has_no_time() -> None:
    page = page_of(nurse_report())
    (row,) = [row for row in page.select(".stages tbody tr") if "web_search" in row.text]

    assert not one(page, "#making details").has_attr("open")
    assert words_of(row) == "Looking up the company web_search skipped Offline: nothing was looked up."


def test_the_tokens_of_each_step_stand_beside_it_where_a_model_was_asked() -> None:
    rows = page_of(planner_report()).select("#making tbody tr")
    told = {row.select("code")[0].text: [cell.text for cell in row.select("td")] for row in rows}
    assert told["drafter"][1:3] == ["2,400", "1,100"]
    assert told["web_search"][1:3] == ["", ""]
    assert "Tokens" not in one(page_of(nurse_report()), "#making").text


# Whatever a run may report

TEXTS = st.text(alphabet="ab <&{}é\u202e\x00", max_size=12)
TEXT_LISTS = st.lists(TEXTS, max_size=2)
SHARES = st.floats(0, 1)
MARKS = st.floats(0, 100)
PARTS = st.builds(ScoreParts, keywords=MARKS, skills=MARKS, experience=MARKS, fit=MARKS)
SCORES = st.lists(st.builds(EntryScore, fact=TEXTS, score=MARKS, parts=PARTS), max_size=2)
CHECKS = st.lists(st.builds(AtsCheck, name=TEXTS, points=MARKS, detail=TEXTS), max_size=2)
COUNTS = st.integers(0, 3)
ROWS = st.builds(
    RequirementRow, id=TEXTS, text=TEXTS, weight=SHARES, terms=TEXT_LISTS, facts=TEXT_LISTS, shown_in=TEXT_LISTS
)
CLAIMS = st.builds(
    Claim, id=st.just("k1"), section=TEXTS, text=TEXTS, original=st.none() | TEXTS, facts=TEXT_LISTS, why=TEXTS
)
REPORTS = st.builds(
    Report,
    run_id=TEXTS,
    degradation=st.builds(Degradation, reasons=TEXT_LISTS),
    stages=st.lists(
        st.builds(
            StageRecord, stage=TEXTS, model=st.none() | TEXTS, reason=st.none() | TEXTS, seconds=st.floats(0, 1e6)
        ),
        max_size=2,
    ),
    job=st.builds(JobAnalysis, title=st.none() | TEXTS, company=st.none() | TEXTS, experience_level=st.none() | TEXTS),
    requirements=st.lists(ROWS, max_size=3),
    profile=st.builds(ProfileScores, experiences=SCORES, skills=SCORES, projects=SCORES, education=SCORES),
    recommendations=TEXT_LISTS,
    research=st.lists(st.builds(ResearchNote, text=TEXTS, url=TEXTS), max_size=2),
    editorial_notes=TEXT_LISTS,
    coverage=st.builds(Coverage, honest=SHARES, raw=SHARES, before=SHARES),
    claims=st.lists(CLAIMS, max_size=1),
    fact_check=st.builds(
        FactCheckSummary,
        claims=COUNTS,
        unsupported_found=COUNTS,
        reverted=COUNTS,
        unsupported_shipped=st.none() | COUNTS,
    ),
    ats=st.none() | st.builds(AtsReport, score=MARKS, checks=CHECKS),
    round_trip=st.none()
    | st.builds(RoundTrip, field_recall=SHARES, word_pair_recall=SHARES, order=SHARES, private_use_glyphs=COUNTS),
    pages=st.builds(Pages, ats=COUNTS, visual=COUNTS),
    metrics=st.builds(
        Metrics,
        total_seconds=st.floats(0, 1e6),
        stage_seconds=st.just({}),
        calls=COUNTS,
        cost_usd=st.none() | st.floats(0, 9),
    ),
    warnings=TEXT_LISTS,
    files=st.dictionaries(TEXTS, TEXTS, max_size=2),
    facts=st.dictionaries(TEXTS, TEXTS, max_size=2),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(REPORTS, st.none() | TEXTS)
def test_null_is_never_a_word_on_the_page(report: Report, candidate: str | None) -> None:
    words = words_of(page_of(report, candidate))

    assert not re.search(r"\bNone\b(?! of the)|\bnull\b|\bnan\b|\bUndefined\b", words)


# In a browser, with scripts off


@pytest.fixture
async def browser() -> "AsyncIterator[Browser]":
    from playwright.async_api import async_playwright

    found = find_chromium(read_settings().chromium)
    if found is None:
        pytest.skip("no Chromium on this machine")
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=found.path, args=["--no-sandbox"])
        yield launched
        await launched.close()


async def open_page(browser: "Browser", report: Report, width: int = 1280) -> "Page":
    page = await browser.new_page(viewport={"width": width, "height": 800}, java_script_enabled=False)
    await page.set_content(render_report(report, candidate="Adaeze Brennan-Obi"))
    return page


async def test_nothing_runs_off_the_side_of_any_screen(browser: "Browser") -> None:
    for make in (hostile_report, nurse_report):
        for width in (360, 768, 1280):
            page = await open_page(browser, make(), width)
            beyond = await page.evaluate(
                "[...document.querySelectorAll('body *')]"
                ".filter(part => part.getBoundingClientRect().right > innerWidth + 0.5).map(part => part.outerHTML)"
            )
            assert beyond == []
            await page.close()


async def test_a_filter_shows_its_lines_alone_and_hides_empty_roles(browser: "Browser") -> None:
    page = await open_page(browser, nurse_report())

    await page.locator("#show-reverted").check()

    assert [await line.get_attribute("id") for line in await page.locator(".line:visible").all()] == ["line-k11"]
    assert await page.locator(".group:visible").count() == 1
    assert await page.locator(".part:visible").count() == 1


async def test_changed_lines_stand_open_at_first_and_all_on_demand(browser: "Browser") -> None:
    page = await open_page(browser, nurse_report())

    assert await page.locator(".line:visible").count() == 8
    await page.locator("#show-all").check()
    assert await page.locator(".line:visible").count() == 17


async def test_a_link_to_a_hidden_line_brings_it_into_view(browser: "Browser") -> None:
    page = await open_page(browser, nurse_report())

    await page.locator("#requirements a[href='#line-k18']").click()

    assert await page.locator("#line-k18").is_visible()


async def test_filters_can_be_worked_by_keyboard(browser: "Browser") -> None:
    page = await open_page(browser, nurse_report())

    await page.locator("#show-changed").focus()
    await page.keyboard.press("ArrowRight")

    assert await page.locator("#show-all").is_checked()


async def test_the_contents_stay_in_view_on_a_wide_screen(browser: "Browser") -> None:
    page = await open_page(browser, planner_report())

    await page.mouse.wheel(0, 5000)
    await page.wait_for_timeout(300)
    box = await page.locator("nav").bounding_box()

    assert box is not None
    assert 0 <= box["y"] < 100


async def test_paper_shows_every_line_and_everything_folded_away(browser: "Browser") -> None:
    import pypdfium2

    page = await open_page(browser, nurse_report())
    document = pypdfium2.PdfDocument(await page.pdf(format="A4"))
    printed = " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in document).split())

    assert NURSE_FACTS["w2.3"] in printed, "a kept line, which the screen hides at first"
    assert "“ECG”" in printed, "a proof, which the screen folds away"
    assert "profile_compiler" in printed, "the steps, which the screen folds away"
    assert "On this page" not in printed
