"""The warning about words that were not understood."""

from documents.readers.losses import describe_losses, find_lost_words
from resume.schema import Basics, Resume, Work


def test_missing_words_are_named_as_often_as_they_are_missing() -> None:
    resume = Resume(work=[Work(position="Baker", highlights=["rye bread"])])
    assert find_lost_words("Baker\nrye bread\nrye cake", resume) == ["rye", "cake"]


def test_labels_marks_and_page_numbers_are_no_loss() -> None:
    resume = Resume(basics=Basics(email="ada@example.org"))
    assert describe_losses("Email: ada@example.org\nPage 1 of 2\n2\n• –", resume) is None


def test_the_warning_counts_and_names() -> None:
    assert describe_losses("Baker of rye", Resume(basics=Basics(name="Baker"))) == (
        "1 word of the source was not understood: rye"
    )


def test_figures_that_are_set_anew_may_be_left_out_of_the_count() -> None:
    assert describe_losses("Baker 2020-6", Resume(basics=Basics(name="Baker")), figures=False) is None


def test_a_word_that_a_line_break_cut_is_not_lost_when_it_is_held_whole() -> None:
    assert (
        find_lost_words("ann@postkassen.te\nst", Resume.model_validate({"basics": {"email": "ann@postkassen.test"}}))
        == []
    )
