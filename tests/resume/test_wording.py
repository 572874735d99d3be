import pytest

from resume.wording import read_verbs, reword_line


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("Responsible for managing a team of 12 drivers", "Managed a team of 12 drivers"),
        ("Was responsible for overseeing stock control", "Oversaw stock control"),
        ("Duties included preparing pastry for 120 covers", "Prepared pastry for 120 covers"),
        ("I was tasked with building the new rota", "Built the new rota"),
        ("I led the redesign of the ward rota", "Led the redesign of the ward rota"),
    ],
)
def test_a_weak_opening_becomes_the_plain_verb(line: str, better: str) -> None:
    rewording = reword_line(line, ongoing=False)
    assert rewording is not None
    assert rewording.text == better


def test_an_ongoing_role_speaks_in_the_present() -> None:
    rewording = reword_line("Responsible for running the night shift", ongoing=True)
    assert rewording is not None
    assert rewording.text == "Run the night shift"


@pytest.mark.parametrize(
    "line",
    [
        "Managed a team of 12 drivers",
        "Responsible for building maintenance",
        "Responsible for marketing campaigns across three regions",
        "Responsible for managing directors' diaries",
        "Responsible for training staff and writing rotas",
        "Responsible for the design of the annual report",
        "Responsible for the night shift",
        "I think I led the team well",
        "In charge of catering",
        "Ich leitete das Team",
    ],
)
def test_a_line_that_is_good_or_unclear_is_left_alone(line: str) -> None:
    assert reword_line(line, ongoing=False) is None


def test_every_verb_has_three_different_looking_forms() -> None:
    for verb in read_verbs():
        assert verb.gerund.endswith("ing"), verb
        assert verb.past, verb
