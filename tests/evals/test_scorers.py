from evals.scorers import Counts, find_unsupported, score_wording
from evals.suite import Figure, find_regressions
from resume.schema import Work
from tests.people import nurse


def test_the_detector_finds_nothing_in_the_source_itself() -> None:
    assert find_unsupported(nurse(), "", nurse()) == []


def test_the_detector_finds_an_invented_figure_name_and_skill() -> None:
    liar = nurse()
    liar.work[0].highlights.append("Trained 40 nurses at Orchard in Kubernetes")
    assert find_unsupported(nurse(), "", liar) == ["40", "Kubernetes", "Orchard"]


def test_wording_counts_weak_openings_repeats_and_lengths() -> None:
    resume = nurse()
    resume.work = [Work(highlights=["Responsible for the rota of the ward", "Ran the ward at night", "Ran it"])]
    wording = score_wording(resume)
    assert (wording.bullets, wording.weak, wording.repeated, wording.unfit) == (3, 1, 1, 1)


def test_nothing_decided_is_unscored_not_zero() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1) == (None, None, None)


def test_a_figure_that_falls_below_the_baseline_is_a_regression() -> None:
    figures = [Figure("recall", 0.9, "higher"), Figure("wrong", 1.0, "lower"), Figure("time", 9.0, "unjudged")]
    worse = find_regressions(figures, {"recall": 0.95, "wrong": 1.0, "time": 1.0})
    assert worse == ["recall: 0.9000, was 0.9500"]


def test_a_figure_that_is_measured_no_longer_is_a_regression() -> None:
    assert find_regressions([Figure("recall", 0.9, "higher")], {"recall": 0.9, "gone": 1.0}) == [
        "gone: no longer measured"
    ]


def test_a_missing_baseline_does_not_pass() -> None:
    assert find_regressions([Figure("recall", 0.9, "higher")], {}) != []
