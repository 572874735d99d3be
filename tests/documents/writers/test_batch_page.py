"""The page of a batch."""

from documents.writers.batch_page import count_states, render_batch
from resume.batch import BatchRecord, BatchRow
from resume.report import Coverage, Degradation

DONE = BatchRow(
    given="ad.md",
    state="delivered",
    name="glazier-ünal",
    title="Glazier <b>now</b>",
    company="Ünal & Daughters",
    coverage=Coverage(honest=1.0, raw=0.75, before=0.5),
    gaps=["Lead glass"],
    ats=91.6,
    degradation=Degradation(level="minor"),
    calls=5,
    cost_usd=0.0042,
)
LOST = BatchRow(given="https://jobs.example.org/2", state="failed", problem="the page is gone; give the text")
LEFT = BatchRow(given="three.md", state="stopped")


def page(*rows: BatchRow) -> str:
    return render_batch(BatchRecord(owner="local", resume_name="cv.pdf", mode="model", rows=list(rows)))


def test_a_job_links_to_its_report_and_tells_its_figures() -> None:
    shown = page(DONE)
    assert 'href="glazier-%C3%BCnal/report.html"' in shown
    for words in ("50% before, 75% now", "92 of 100", "5 model calls", "$0.0042", "Lead glass"):
        assert words in shown


def test_words_of_strangers_are_no_markup() -> None:
    shown = page(DONE, LOST.model_copy(update={"problem": "<script>alert(1)</script>"}))
    assert "<script>" not in shown
    assert "Glazier &lt;b&gt;now&lt;/b&gt;" in shown


def test_a_job_that_failed_says_why_and_has_no_link() -> None:
    shown = page(LOST)
    assert "the page is gone" in shown
    assert "<a href" not in shown.split("<main>")[1]


def test_an_unfinished_job_says_how_to_go_on() -> None:
    assert "Start the batch again" in page(LEFT)


def test_states_are_counted_in_words() -> None:
    assert count_states([DONE, LOST, LEFT]) == "1 of 3 delivered, 1 failed, 1 to go on with"
    assert count_states([DONE]) == "1 of 1 delivered"


def test_what_one_ad_cost_is_not_counted_twice() -> None:
    twin = DONE.model_copy(update={"same_as": "ad.md"})
    assert BatchRecord(owner="local", resume_name="cv.pdf", mode="model", rows=[DONE, twin]).cost_usd == 0.0042
