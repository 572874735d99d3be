import pytest

from resume.wording import reword_line
from resume.wording.results import bring_figure_forward
from resume.wording.splitting import MAX_WORDS, split_line
from resume.wording.tightening import tighten


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("Visited customers in order to measure windows", "Visited customers to measure windows"),
        ("Managed the launch with the aim of reducing waste", "Managed the launch to reduce waste"),
        ("Cleaned the pool on a daily basis", "Cleaned the pool daily"),
        ("Trained a total of 34 volunteers", "Trained 34 volunteers"),
        ("Was able to increase sales by 15 %", "Increased sales by 15 %"),
        ("Managed to cut costs by £12,000", "Cut costs by £12,000"),
        ("Successfully completed the project", "Completed the project"),
        ("Trained staff and successfully delivered the menu", "Trained staff and delivered the menu"),
        ("Managed various projects across various departments", "Managed projects across departments"),
        ("Taught piano as well as violin", "Taught piano and violin"),
        ("Covered for the manager for a period of 6 months", "Covered for the manager for 6 months"),
    ],
)
def test_words_that_add_nothing_go(line: str, better: str) -> None:
    rewording = tighten(line)
    assert rewording is not None
    assert rewording.text == better


@pytest.mark.parametrize(
    "line",
    [
        "Worked in various roles",
        "Taught various subjects",
        "Was able to work under pressure",
        "Successfully defended the company in court",
        "Cleaned rooms, halls and stairs as well as gardens",
        "Taught piano as well as coaching singers",
        "On a daily basis, checked stock",
        "Blood sampling and line care on a daily basis",
        "Helped in order of need",
    ],
)
def test_words_stay_where_the_grammar_or_the_sense_needs_them(line: str) -> None:
    assert tighten(line) is None


@pytest.mark.parametrize(
    ("line", "better"),
    [
        (
            "Introduced contract tests between 11 services, which cut failed deployments by around 40 %.",
            "Cut failed deployments by around 40 % by introducing contract tests between 11 services.",
        ),
        ("Introduced a bedside checklist, cutting falls by 22%", "Cut falls by 22% by introducing a bedside checklist"),
        (
            "Designed and built a rota tool, reducing overtime from 120 to 40 hours a month",
            "Reduced overtime from 120 to 40 hours a month by designing and building a rota tool",
        ),
        ("Built a dashboard, which saved $12,000", "Saved $12,000 by building a dashboard"),
    ],
)
def test_a_buried_figure_comes_forward(line: str, better: str) -> None:
    rewording = bring_figure_forward(line)
    assert rewording is not None
    assert rewording.text == better


@pytest.mark.parametrize(
    "line",
    [
        "Managed the supplier, which raised prices by 10 %",
        "Helped introduce a checklist, which cut falls by 22 %",
        "Introduced a rota which cut overtime by 12%",
        "Redesigned the menu, raising profit by 8% and reducing waste",
        "Developed a form, which cut errors",
        "Set up a workshop, which saved £9,000 in its first year",
    ],
)
def test_a_figure_stays_where_cause_or_grammar_is_not_plain(line: str) -> None:
    assert bring_figure_forward(line) is None


LONG = (
    "Redesigned the stock room and introduced colour labels for all goods that arrive from the three suppliers in the north "
    "of the county; trained 14 colleagues in the labels over two weekends and wrote the guide for starters"
)


def test_a_long_line_is_cut_where_both_halves_stand_alone() -> None:
    halves = split_line(LONG)
    assert halves is not None
    assert halves[1].startswith("Trained 14 colleagues")


def test_a_line_of_ordinary_length_is_not_cut() -> None:
    assert split_line("Redesigned the stock room; trained 14 colleagues in the labels") is None


@pytest.mark.parametrize(
    "second",
    [
        "it was then used by all shops of the county for more than four years without any change",
        "the rest came later on",
    ],
)
def test_a_long_line_whose_second_half_leans_on_the_first_stays_whole(second: str) -> None:
    line = f"Redesigned the stock room and all of its shelves for goods from the suppliers {'of the county ' * 8}; {second}"
    assert len(line.split()) > MAX_WORDS
    assert split_line(line) is None


def test_a_cut_line_keeps_its_second_half_as_extra_only_where_that_is_allowed() -> None:
    whole = reword_line(LONG, ongoing=False)
    cut = reword_line(LONG, ongoing=False, may_split=True)
    assert whole is None
    assert cut is not None
    assert len(cut.extra) == 1
