import pytest

from evals.figures import Figure
from evals.scorers import Counts, find_unsupported, score_star, score_wording
from evals.suite import find_regressions
from resume.edits import Claim
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


def line(original: str, text: str, section: str = "work", action: str = "edited") -> Claim:
    return Claim.model_validate(
        {
            "id": "c1",
            "section": section,
            "text": text,
            "original": original,
            "facts": ["w1.1"],
            "action": action,
            "why": "",
        }
    )


@pytest.mark.parametrize(
    ("claim", "score"),
    [
        (line("Cut waste by 30%", "Cut waste by 30% with a new rota"), (1, 1)),
        (line("Cut waste by 30%", "Wrote a new rota"), (0, 1)),
        (line("Cut waste by 30%", "", action="dropped"), (0, 1)),
        (line("Hosted evenings of 60 to 80 guests", "Hosted evenings of 60 to 80 guests"), (0, 0)),
        (line("Kept the rota of a 28-bed ward", "Kept the rota of a 28-bed ward"), (0, 0)),
        (line("Saved £4,000", "Saved £4,000", section="skills"), (0, 0)),
    ],
    ids=["kept", "result lost", "dropped", "a range", "no result in the source", "no deed"],
)
def test_a_line_with_a_result_in_its_source_is_to_keep_it_with_an_action(claim: Claim, score: tuple[int, int]) -> None:
    assert score_star([claim]) == score
