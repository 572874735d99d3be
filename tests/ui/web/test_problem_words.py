"""What is wrong with the input, as a person would say it."""

import pytest

from errors import UserError
from ui.web.problem_words import problem_sentence, remedy_sentence, told_of


@pytest.mark.parametrize(
    ("subject", "problem", "said"),
    [
        ("cv.pdf", "is damaged or is no PDF", "“cv.pdf” is damaged or is no PDF."),
        ("https://jobs.example/7", "leads nowhere", "“https://jobs.example/7” leads nowhere."),
        ("pasted ad", "has 80,000 characters", "The pasted ad has 80,000 characters."),
        ("your resume", "holds no text", "Your resume holds no text."),
        ("ad", "there is no text yet", "There is no text yet."),
        ("address", "this is no web address", "This is no web address."),
        ("your corrections", "some cannot be used", "Your corrections: some cannot be used."),
        ("cv.yaml", "its nesting grows beyond any resume", "“cv.yaml”: its nesting grows beyond any resume."),
    ],
)
def test_subject_and_problem_are_one_sentence(subject: str, problem: str, said: str) -> None:
    assert problem_sentence(UserError(subject, problem)) == said


def test_what_only_the_keeper_of_the_program_can_do_is_not_told_to_a_visitor() -> None:
    error = UserError("pasted ad", "is too long", "shorten it, or raise RESUME_TAILOR_MAX_JOB_CHARS")
    assert remedy_sentence(error) == "Shorten it."


def test_nothing_is_said_where_no_remedy_is_known() -> None:
    assert remedy_sentence(UserError("cv.pdf", "is empty")) == ""


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        ("ad.txt: is empty; give a file with text", "It is empty; give a file with text."),
        ("ad.txt: there is no text", "There is no text."),
        ("the provider had trouble", "The provider had trouble."),
        ("", ""),
    ],
)
def test_beside_its_name_a_problem_is_told_without_it(problem: str, said: str) -> None:
    assert told_of(problem, "ad.txt") == said
